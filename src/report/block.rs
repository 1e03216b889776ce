//! Blocks.

use super::{AssetFault, AssetId, Inline};
use crate::source::Span;

/// A block with its place.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The whole block in the source.
    pub span: Span,
}

/// The kinds of block.
#[derive(Debug, Clone)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list; nested at most [`MAX_DEPTH`](BlockKind::MAX_DEPTH) deep.
    List {
        /// The first number of an ordered list; `None` for a bulleted one.
        start: Option<u64>,
        /// The items.
        items: Vec<ListItem>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A table.
    Table(Table),
    /// An image that stands alone in its paragraph.
    Figure(Figure),
    /// A code block, or a fenced block of a kind not known.
    Code {
        /// The info string.
        info: String,
        /// The text.
        text: String,
    },
    /// A thematic break inside a section (the one that opens the closing is not kept).
    Break,
}

impl BlockKind {
    /// How deep lists and quotations may nest in a report; deeper ones are flattened and reported.
    pub const MAX_DEPTH: usize = 16;
}

/// An item of a list.
#[derive(Debug, Clone)]
pub struct ListItem {
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// The item in the source.
    pub span: Span,
}

/// The caption of a figure or table.
#[derive(Debug, Clone)]
pub struct Caption {
    /// Its text without `图1`/`表1`.
    pub inlines: Vec<Inline>,
    /// Its place.
    pub span: Span,
}

/// Alignment of a table's column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Alignment {
    /// Not given: figures to the right, else centred or left as the theme sees fit.
    #[default]
    None,
    /// Left.
    Left,
    /// Centred.
    Center,
    /// Right.
    Right,
}

/// A table with one head row.
#[derive(Debug, Clone)]
pub struct Table {
    /// Number from 1 among the captioned tables; `None` without a caption.
    pub number: Option<u32>,
    /// Anchor.
    pub id: String,
    /// Caption: a paragraph right before the table that begins with `表：`.
    pub caption: Option<Caption>,
    /// One for each column.
    pub alignments: Vec<Alignment>,
    /// Head cells, one for each column.
    pub head: Vec<Cell>,
    /// Rows of as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// Its text.
    pub inlines: Vec<Inline>,
    /// Its place.
    pub span: Span,
}

/// A figure.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Number from 1 among the captioned figures; `None` without a caption.
    pub number: Option<u32>,
    /// Anchor.
    pub id: String,
    /// `![caption](…)`.
    pub caption: Option<Caption>,
    /// Alternative text: the title of the image where given, else the caption's text.
    pub alternative: String,
    /// The path or address as written.
    pub target: String,
    /// The image, or why it could not be had.
    pub asset: Result<AssetId, AssetFault>,
    /// The image's own span.
    pub span: Span,
}
