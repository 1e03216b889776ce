//! Spanned YAML values. The only room that knows the YAML crate.

mod nearest;

pub use nearest::{Names, nearest};
