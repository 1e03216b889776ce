//! Figures read in Chinese prose: numerals, scales, units, growth, scope. Used by the rules and by import.

mod context;
mod figure;
mod noun;
mod number;
mod reader;
mod sense;
mod shares;
mod text;
mod time;
mod types;
mod units;

pub use types::{Bound, Quantity, Scope, Sense, Unit, UnitKind, Written};

/// The figures of a text in order. Never fails; what is no figure is left out.
#[must_use]
pub fn read(text: &str) -> Vec<Quantity> {
    reader::read(text)
}

#[cfg(test)]
mod tests;
