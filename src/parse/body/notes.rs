//! Footnotes as they are referred to and defined.

use std::collections::HashMap;

use crate::report::Footnote;
use crate::source::Span;

/// The notes of a file, in the order in which they are first met.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) all: Vec<Footnote>,
    labels: HashMap<String, usize>,
    defined: Vec<bool>,
}

impl Notes {
    /// The note that a reference or definition names; `written` begins with `[^label]`.
    pub(super) fn refer(&mut self, written: &str, span: Span) -> usize {
        let label = written.strip_prefix("[^").unwrap_or(written);
        let label = label.split(']').next().unwrap_or_default();
        let next = self.all.len();
        let index = *self.labels.entry(label.to_lowercase()).or_insert(next);
        if index == next {
            self.add(label.to_owned(), span);
        }
        index
    }

    /// The note that a definition fills. A second definition of a label is a note of its own, so that
    /// nothing is lost.
    pub(super) fn define(&mut self, written: &str, span: Span) -> usize {
        let mut index = self.refer(written, span);
        if self.defined[index] {
            let label = self.all[index].label.clone();
            index = self.all.len();
            self.add(label, span);
        }
        self.all[index].span = span;
        self.defined[index] = true;
        index
    }

    fn add(&mut self, label: String, span: Span) {
        self.all.push(Footnote { label, number: None, blocks: Vec::new(), span });
        self.defined.push(false);
    }
}
