//! Faces by role: embedded, the user's own, fallback; subsets for PDF and web.

mod embedded;
mod face;

pub use face::{Face, FaceId, FontFault, Fonts, Origin, Role};
