//! The figures of a report's running text, read once, when a rule first asks for them.

use std::cell::OnceCell;
use std::ops::Range;

use super::prose::Index;
use super::sentences::sentences;
use crate::quantity::{self, Quantity};

/// A figure and the passage it stands in.
#[derive(Debug)]
pub struct Counted {
    /// Index of the passage in [`Index::passages`].
    pub passage: usize,
    /// The figure; its ranges are bytes of the passage's text.
    pub quantity: Quantity,
}

/// All figures in reading order.
#[derive(Debug, Default)]
pub struct Ledger {
    figures: OnceCell<Vec<Counted>>,
    sentences: OnceCell<Vec<Told>>,
}

/// A sentence of running text with figures.
#[derive(Debug)]
pub(crate) struct Told {
    /// Index of its passage.
    pub(crate) passage: usize,
    /// Its bytes in the passage's text.
    pub(crate) range: Range<usize>,
    /// Its figures among all.
    pub(crate) figures: Range<usize>,
}

impl Ledger {
    /// Nothing read yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The sentences that hold figures, in reading order.
    pub(crate) fn sentences(&self, prose: &Index) -> &[Told] {
        self.sentences.get_or_init(|| {
            let figures = self.figures(prose);
            let mut out = Vec::new();
            let mut from = 0;
            for group in figures.chunk_by(|a, b| a.passage == b.passage) {
                let end = from + group.len();
                let passage = group.first().map_or(0, |one| one.passage);
                let text = prose.passages().get(passage).map_or("", |one| &one.prose.text);
                for range in sentences(text) {
                    let rest = figures.get(from..end).unwrap_or_default();
                    if rest.is_empty() {
                        break;
                    }
                    let inside = |one: &&Counted| one.quantity.number.start < range.end;
                    let count = rest.iter().take_while(inside).count();
                    if count > 0 {
                        out.push(Told { passage, range, figures: from..from + count });
                    }
                    from += count;
                }
                from = end;
            }
            out
        })
    }

    /// The figures of all passages in reading order, those of one passage together.
    pub fn figures(&self, prose: &Index) -> &[Counted] {
        self.figures.get_or_init(|| {
            let mut figures = Vec::new();
            for (passage, one) in prose.passages().iter().enumerate() {
                let found = quantity::read(&one.prose.text).into_iter();
                figures.extend(found.map(|quantity| Counted { passage, quantity }));
            }
            figures
        })
    }
}
