//! Tests of the PDF writer on hand-made frames.

mod images;
mod structure;
mod support;
mod text;
