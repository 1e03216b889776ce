//! What a rule sees, and where it puts what it found.

use std::collections::HashSet;

use super::ledger::Ledger;
use super::options::Options;
use super::prose::Index;
use super::words::Words;
use crate::diagnostic::Fault;
use crate::fonts::Fonts;
use crate::outline::Outline;
use crate::report::Report;
use crate::source::{Date, Sources, Span};

/// All that a rule may look at: never another rule, the registry, the settings or the disk.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The files of the report.
    pub sources: &'a Sources,
    /// The report.
    pub report: &'a Report,
    /// The outline that its front matter names; `None` where there is none of that name.
    pub outline: Option<&'a Outline>,
    /// The names of all outlines.
    pub known_outlines: &'a [String],
    /// The running text of the report, gathered once.
    pub prose: &'a Index,
    /// The figures of that text, read when a rule first asks for them.
    pub ledger: &'a Ledger,
    /// The project's own words: its glossary, set phrases, names.
    pub words: &'a Words,
    /// The rules' limits.
    pub options: &'a Options,
    /// The faces that the report will be printed in; `None` where they are not known.
    pub fonts: Option<&'a Fonts>,
    /// What parsing found under this rule's id; passed on without the rule's doing.
    pub faults: &'a [&'a Fault],
    /// Today.
    pub today: Date,
}

/// Takes the findings of one rule.
#[derive(Debug)]
pub struct Sink {
    rule: &'static str,
    seen: HashSet<Span>,
    found: Vec<Fault>,
}

impl Sink {
    /// A sink for a rule's id and for what parsing has already found under it.
    #[must_use]
    pub fn new(rule: &'static str, seen: &[&Fault]) -> Self {
        Self { rule, seen: seen.iter().map(|fault| fault.span).collect(), found: Vec::new() }
    }

    /// A fault of this sink's rule, not yet put in.
    #[must_use]
    pub fn at(&self, span: Span, message: impl Into<String>) -> Fault {
        Fault::new(self.rule, span, message)
    }

    /// Puts a fault in, unless parsing has reported the very same place.
    pub fn push(&mut self, fault: Fault) {
        if self.seen.is_empty() || !self.seen.contains(&fault.span) {
            self.found.push(fault);
        }
    }

    /// What was found, in the order it was put in.
    #[must_use]
    pub fn found(self) -> Vec<Fault> {
        self.found
    }
}
