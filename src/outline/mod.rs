//! What a genre requires: the outlines of `schemas/outlines/`, built in and the project's own.

mod types;

pub use types::{Numbering, Order, Outline, Part, Range};
