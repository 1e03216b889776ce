//! PDF: translates [`Frames`](crate::typeset::Frames).
