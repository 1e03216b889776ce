//! Tests of the PDF writer on hand-made frames.

mod archive;
mod images;
mod structure;
mod support;
mod tagged;
mod text;
mod turned;
