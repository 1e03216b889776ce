//! The body of one file: Markdown → blocks and headings in a row, notes, suppressions.

mod attributes;
mod comment;
mod csv;
mod facts;
mod fence;
mod inline;
mod leaf;
mod notes;
mod number;
mod reader;
mod table;

use std::ops::Range;
use std::path::Path;

pub(super) use attributes::Attributes;
pub(super) use leaf::FactReader;

use super::assets::Assets;
use super::prepare::{Hints, prepare};
use crate::diagnostic::Fault;
use crate::report::{Block, Footnote, Inline, Suppression, TypedNumber};
use crate::source::{FileId, Span};

/// How often a text is parsed, at most, where a reading shows that more must be edited before.
const ATTEMPTS: usize = 4;

/// What a body needs of the rest of the report.
pub(super) struct Context<'a> {
    /// Reads the inside of `{{ … }}`.
    pub(super) facts: &'a FactReader<'a>,
    /// The folder that targets of images start from.
    pub(super) folder: &'a Path,
}

/// A heading before the outline tree is built.
#[derive(Debug, Clone)]
pub(super) struct RawHeading {
    /// The number of `#`.
    pub(super) marks: u8,
    /// Its text without a typed number.
    pub(super) inlines: Vec<Inline>,
    /// What it declares.
    pub(super) attributes: Attributes,
    /// The number typed at its head.
    pub(super) typed: Option<TypedNumber>,
    /// The whole line.
    pub(super) span: Span,
}

/// What a body is a row of.
#[derive(Debug, Clone)]
pub(super) enum Item {
    Block(Block),
    Heading(RawHeading),
}

/// A body as read.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Blocks and headings in order.
    pub(super) items: Vec<Item>,
    /// Notes; the [`NoteId`](crate::report::NoteId)s in the items count from the `first_note` given.
    pub(super) notes: Vec<Footnote>,
    /// Silenced stretches.
    pub(super) suppressions: Vec<Suppression>,
    /// Faults.
    pub(super) faults: Vec<Fault>,
}

/// Reads the body that stands at `range` of a text.
pub(super) fn read(
    text: &str,
    file: FileId,
    range: Range<usize>,
    context: &Context<'_>,
    assets: &mut Assets<'_>,
    first_note: usize,
) -> Body {
    let mut hints = Hints::default();
    for attempt in 1.. {
        let prepared = prepare(text, range.clone(), &hints);
        let reader = reader::Reader::new(text, file, &prepared, context, assets, first_note);
        let (body, again) = reader.read();
        if again.is_empty() || attempt == ATTEMPTS {
            return body;
        }
        hints.add(again);
    }
    Body::default()
}
