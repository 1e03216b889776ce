//! The figures of the page: each one of GB/T 9704—2012 with its clause and strength, what a theme (`版面`)
//! may change of them, and what it did change.
//!
//! One table (`figures`) drives the [`Setup`] that the layout obeys, the keys of a theme and their schema, and
//! the list of deviations.

mod figures;
mod read;
mod setup;

pub use figures::{FIGURES, Figure, Setup, Strength, Unit};
pub use read::{FOLDER, LAYOUT, builtin, builtin_names};
pub use setup::{Deviation, Lead, mm, to_mm};
