//! Tests of the PDF writer on hand-made frames.

mod support;
mod text;
