//! Draft → ([`Report`](crate::report::Report), faults). Never fails, never stops at the first fault.
//!
//! The way of a draft: its files are decoded and its front matter is read; each body is prepared
//! for the Markdown parser and read into blocks; the blocks of all files become one outline tree; last, what only
//! the whole can tell is settled: anchors, numbers, references, notes.

mod assemble;
mod assets;
mod body;
mod entry;
mod facts;
mod front;
mod prepare;
mod settle;
mod tree;
mod walk;
#[cfg(test)]
mod tests;

pub use entry::parse;

use crate::diagnostic::Fault;
use crate::outline::Outline;
use crate::report::Report;
use crate::source::Sources;

/// A draft as understood, with everything that was wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// The files read, the entry first.
    pub sources: Sources,
    /// The report.
    pub report: Report,
    /// The outline that the report names; `None` where there is none of that name.
    pub outline: Option<Outline>,
    /// What was wrong, in the order found.
    pub faults: Vec<Fault>,
}
