//! Tables of Markdown and of ```` ```表格 ```` blocks.

use super::leaf::Leaf;
use super::{Context, attributes, csv};
use crate::report::{Alignment, Block, BlockKind, Caption, Cell, Inline, InlineKind, Table};
use crate::source::{FileId, Span};

/// A table as its events come in.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) alignments: Vec<Alignment>,
    head: Vec<Cell>,
    rows: Vec<Vec<Cell>>,
    row: Vec<Cell>,
}

impl Rows {
    pub(super) fn new(alignments: &[pulldown_cmark::Alignment]) -> Self {
        let alignments = alignments.iter().map(|alignment| match alignment {
            pulldown_cmark::Alignment::None => Alignment::None,
            pulldown_cmark::Alignment::Left => Alignment::Left,
            pulldown_cmark::Alignment::Center => Alignment::Center,
            pulldown_cmark::Alignment::Right => Alignment::Right,
        });
        Self { alignments: alignments.collect(), ..Self::default() }
    }

    pub(super) fn cell(&mut self, inlines: Vec<Inline>, span: Span) {
        self.row.push(Cell { inlines, span });
    }

    /// Whether the row at hand has a cell for every column.
    pub(super) fn full(&self) -> bool {
        !self.row.is_empty() && self.row.len() >= self.alignments.len()
    }

    /// Ends a row. `rest` is the text of cells beyond the last column: it joins the last cell.
    pub(super) fn end_row(&mut self, head: bool, rest: Vec<Inline>) {
        let mut row = std::mem::take(&mut self.row);
        if let Some(last) = row.last_mut()
            && let (Some(first), Some(end)) = (rest.first(), rest.last())
        {
            let span = first.span.join(end.span);
            last.span = if last.inlines.is_empty() { span } else { last.span.join(span) };
            last.inlines.extend(rest);
        }
        if head {
            self.head = row;
        } else {
            self.rows.push(row);
        }
    }

    pub(super) fn finish(mut self) -> Table {
        let columns = self.alignments.len().max(self.head.len());
        self.alignments.resize(columns, Alignment::None);
        self.head.resize_with(columns, Cell::default);
        for row in &mut self.rows {
            row.resize_with(columns, Cell::default);
        }
        Table {
            number: None,
            id: String::new(),
            caption: None,
            alignments: self.alignments,
            head: self.head,
            rows: self.rows,
        }
    }
}

/// Whether a block is a paragraph `表：…`.
pub(super) fn is_caption(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Paragraph(inlines) if caption_head(inlines).is_some())
}

/// A paragraph `表：…` as a caption with its anchor.
pub(super) fn caption(block: Block) -> Option<(Caption, Option<String>)> {
    let BlockKind::Paragraph(mut inlines) = block.kind else { return None };
    let head = caption_head(&inlines)?;
    drop_head(&mut inlines, head);
    drop_blank(&mut inlines);
    let id = take_attributes(&mut inlines);
    let span = whole(&inlines).unwrap_or(block.span);
    Some((Caption { inlines, span }, id))
}

/// The bytes of `表：` where more follows.
fn caption_head(inlines: &[Inline]) -> Option<usize> {
    let Some(Inline { kind: InlineKind::Text(text), .. }) = inlines.first() else { return None };
    let head = ["表：", "表:"].into_iter().find(|head| text.starts_with(head))?.len();
    (inlines.len() > 1 || !text[head..].trim().is_empty()).then_some(head)
}

/// A space that no source stands for.
pub(super) fn space(file: FileId, at: usize) -> Inline {
    Inline { kind: InlineKind::Text(" ".to_owned()), span: Span::new(file, at, at) }
}

/// The source of inlines.
pub(super) fn whole(inlines: &[Inline]) -> Option<Span> {
    Some(inlines.first()?.span.join(inlines.last()?.span))
}

/// Drops the first `len` bytes of the first text.
pub(super) fn drop_head(inlines: &mut Vec<Inline>, len: usize) {
    let Some(Inline { kind: InlineKind::Text(text), span }) = inlines.first_mut() else { return };
    if span.len() == text.len() {
        *span = span.slice(len, span.len());
    }
    text.drain(..len.min(text.len()));
    if text.is_empty() {
        inlines.remove(0);
    }
}

/// Drops white space at the head of the first text.
fn drop_blank(inlines: &mut Vec<Inline>) {
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = inlines.first() {
        let len = text.len() - text.trim_start().len();
        drop_head(inlines, len);
    }
}

/// Takes `{#id}` off the end of the last text.
pub(super) fn take_attributes(inlines: &mut Vec<Inline>) -> Option<String> {
    let Inline { kind: InlineKind::Text(text), span } = inlines.last_mut()? else { return None };
    let (at, found) = attributes::trailing(text)?;
    let id = found.id?;
    let kept = text[..at].trim_end().len();
    if span.len() == text.len() {
        *span = span.slice(0, kept);
    }
    text.truncate(kept);
    if text.is_empty() {
        inlines.pop();
    }
    Some(id)
}

/// The text of a fenced block, and where each stretch of it stands in the source.
#[derive(Debug, Default)]
pub(super) struct Fenced {
    pub(super) text: String,
    /// Start in `text`, start in the source.
    pub(super) pieces: Vec<(usize, usize)>,
}

impl Fenced {
    /// The source of a byte of the text.
    fn source(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|&(start, _)| start <= at).saturating_sub(1);
        self.pieces.get(index).map_or(0, |&(start, source)| source + (at - start))
    }
}

/// Reads a ```` ```表格 ```` block; `title` is the rest of its info string and where that stands. `None`
/// where it holds no row.
pub(super) fn fenced(
    source: &str,
    file: FileId,
    context: &Context<'_>,
    block: &Fenced,
    title: (&str, usize),
) -> Option<Table> {
    let inlines = |start: usize, end: usize, text: Option<&str>| {
        let mut leaf = Leaf::new(source, file, context.facts, start);
        match text {
            None => leaf.source_text(start, end),
            Some(text) => leaf.other_text(text, Span::new(file, start, end)),
        }
        leaf.finish()
    };
    let mut rows = csv::rows(&block.text).into_iter();
    let head = rows.next()?;
    let columns = head.len();
    let mut table = Rows { alignments: vec![Alignment::None; columns], ..Rows::default() };
    for (index, row) in std::iter::once(head).chain(rows).enumerate() {
        let mut rest = Vec::new();
        for (column, field) in row.into_iter().enumerate() {
            let start = block.source(field.range.start);
            // The end of a field belongs to the stretch that its last byte is in.
            let last = field.range.end.checked_sub(1).filter(|_| !field.range.is_empty());
            let end = last.map_or(start, |last| block.source(last) + 1).max(start);
            // A block in a quotation has marks between its lines.
            let verbatim = source.get(start..end) == block.text.get(field.range.clone());
            let text = field.unquoted.as_deref();
            let text = text.or_else(|| block.text.get(field.range.clone()).filter(|_| !verbatim));
            let found = inlines(start, end, text);
            if column < columns {
                table.cell(found, Span::new(file, start, end));
            } else if !found.is_empty() {
                rest.push(space(file, start));
                rest.extend(found);
            }
        }
        table.end_row(index == 0, rest);
    }
    let mut table = table.finish();
    let mut caption = inlines(title.1, title.1 + title.0.len(), None);
    table.id = take_attributes(&mut caption).unwrap_or_default();
    if let Some(span) = whole(&caption) {
        table.caption = Some(Caption { inlines: caption, span });
    }
    Some(table)
}
