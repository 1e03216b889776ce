//! Inlines.

use super::{AssetFault, AssetId, FactRef};
use crate::source::Span;

/// Index of a footnote in [`Report::notes`](super::Report::notes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NoteId(pub usize);

/// An inline with its place.
#[derive(Debug, Clone)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Its place in the source. A [`InlineKind::Text`] whose span is as long as its text stands verbatim
    /// in the source; any other text (an entity, an escape) answers to its whole span.
    pub span: Span,
}

/// The kinds of inline.
#[derive(Debug, Clone)]
pub enum InlineKind {
    /// Text. A line break between two Chinese characters has left none; any other is one space.
    Text(String),
    /// `*…*`.
    Emphasis(Vec<Inline>),
    /// `**…**`.
    Strong(Vec<Inline>),
    /// `~~…~~`.
    Strike(Vec<Inline>),
    /// `` `…` ``.
    Code(String),
    /// A link.
    Link {
        /// Address; an anchor of this report begins with `#`.
        target: String,
        /// Text.
        inlines: Vec<Inline>,
    },
    /// `[](#图-收入)`: prints the number (`图1`, `表2`, `第二部分`) of what it refers to.
    CrossRef {
        /// Anchor without `#`.
        target: String,
        /// What is printed; `None` where nothing has that anchor.
        shown: Option<String>,
    },
    /// `{{ 名称 }}`.
    Fact(FactRef),
    /// `[^label]`.
    Note(NoteId),
    /// An image inside a line of text.
    Image {
        /// As written.
        target: String,
        /// Alternative text.
        alternative: String,
        /// The image, or why it could not be had.
        asset: Result<AssetId, AssetFault>,
    },
    /// A hard line break.
    HardBreak,
}
