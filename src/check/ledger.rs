//! The figures of a report's running text, read once, when a rule first asks for them.

use std::cell::OnceCell;

use super::prose::Index;
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
}

impl Ledger {
    /// Nothing read yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
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
