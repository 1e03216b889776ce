//! What a genre requires: the outlines of `schemas/outlines/`, built in and the project's own.

mod keys;
mod load;
mod read;
mod types;

pub use keys::OUTLINE;
pub use load::{FOLDER, Outlines};
pub use types::{Numbering, Order, Outline, Part, Range};
