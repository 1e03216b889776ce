//! Running text out of blocks and inlines, with its way back to the source.

use super::{Block, BlockKind, Inline, InlineKind, Report};
use crate::source::Span;

/// The text of one paragraph, heading, cell or caption as it is printed, and the source of each piece.
#[derive(Debug, Clone, Default)]
pub struct Prose {
    /// The printed text; facts resolved, notes left out, hard breaks as `\n`.
    pub text: String,
    /// Start of each piece in `text`, its source, and whether it stands there verbatim.
    pieces: Vec<(usize, Span, bool)>,
}

impl Prose {
    /// Reads inlines.
    #[must_use]
    pub fn of(inlines: &[Inline]) -> Self {
        let mut prose = Self::default();
        prose.add(inlines);
        prose
    }

    fn add(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => self.push(text, inline.span),
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strike(inner) => {
                    self.add(inner);
                }
                InlineKind::Link { inlines, .. } => self.add(inlines),
                InlineKind::Code(text) => self.push_whole(text, inline.span),
                InlineKind::Fact(fact) => match &fact.shown {
                    Some(shown) => self.push_whole(shown, inline.span),
                    None => self.push_whole("\u{fffc}", inline.span),
                },
                InlineKind::CrossRef { shown, .. } => {
                    self.push_whole(shown.as_deref().unwrap_or("\u{fffc}"), inline.span);
                }
                InlineKind::HardBreak => self.push_whole("\n", inline.span),
                InlineKind::Note(_) | InlineKind::Image { .. } => {}
            }
        }
    }

    fn push(&mut self, text: &str, span: Span) {
        self.pieces.push((self.text.len(), span, span.len() == text.len()));
        self.text.push_str(text);
    }

    fn push_whole(&mut self, text: &str, span: Span) {
        self.pieces.push((self.text.len(), span, false));
        self.text.push_str(text);
    }

    /// The source of a byte range of the text.
    #[must_use]
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        let Some(&(_, first, _)) = self.pieces.first() else {
            return Span::default();
        };
        let start = self.edge(range.start, false).unwrap_or(first);
        let end =
            if range.is_empty() { start } else { self.edge(range.end, true).unwrap_or(start) };
        if range.is_empty() {
            return Span { end: start.start, ..start };
        }
        if start.file != end.file {
            return start;
        }
        Span { end: end.end.max(start.start), ..start }
    }

    /// Whether the source of a byte range is that very text, so that an edit there is sound.
    #[must_use]
    pub fn verbatim(&self, range: std::ops::Range<usize>) -> bool {
        let at = self.pieces.partition_point(|&(from, ..)| from <= range.start).saturating_sub(1);
        self.pieces.get(at).is_some_and(|&(from, span, exact)| {
            exact && range.end <= from + span.len() && range.start >= from
        })
    }

    /// The span from the byte at `at` (or, for an end, of the byte before it) in its piece.
    fn edge(&self, at: usize, end: bool) -> Option<Span> {
        let probe = if end { at.checked_sub(1)? } else { at };
        let piece = self.pieces.partition_point(|&(from, ..)| from <= probe).checked_sub(1)?;
        let &(from, span, exact) = self.pieces.get(piece)?;
        if !exact {
            return Some(span);
        }
        let offset = (at - from).min(span.len());
        Some(if end { span.slice(0, offset) } else { span.slice(offset, span.len()) })
    }
}

/// The printed text of inlines.
#[must_use]
pub fn plain(inlines: &[Inline]) -> String {
    Prose::of(inlines).text
}

/// Calls `visit` with the inlines of every paragraph, cell, caption and the like, in reading order.
pub fn each_prose<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a [Inline])) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) => visit(inlines),
            BlockKind::List { items, .. } => {
                for item in items {
                    each_prose(&item.blocks, visit);
                }
            }
            BlockKind::Quote(blocks) => each_prose(blocks, visit),
            BlockKind::Table(table) => {
                if let Some(caption) = &table.caption {
                    visit(&caption.inlines);
                }
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    visit(&cell.inlines);
                }
            }
            BlockKind::Figure(figure) => {
                if let Some(caption) = &figure.caption {
                    visit(&caption.inlines);
                }
            }
            BlockKind::Code { .. } | BlockKind::Break => {}
        }
    }
}

/// The printed text of blocks, a line for each paragraph or cell.
#[must_use]
pub fn plain_blocks(blocks: &[Block]) -> String {
    let mut out = String::new();
    each_prose(blocks, &mut |inlines| {
        out.push_str(&plain(inlines));
        out.push('\n');
    });
    out
}

/// How many characters blocks print, blanks left out (as 字数 is counted: marks, digits and letters one
/// each).
#[must_use]
pub fn characters(blocks: &[Block]) -> usize {
    let mut count = 0;
    each_prose(blocks, &mut |inlines| count += inline_characters(inlines));
    count
}

/// How many characters inlines print, blanks left out.
#[must_use]
pub fn inline_characters(inlines: &[Inline]) -> usize {
    let printed = |text: &str| text.chars().filter(|ch| !ch.is_whitespace()).count();
    let of = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) => printed(text),
        InlineKind::Emphasis(inner)
        | InlineKind::Strong(inner)
        | InlineKind::Strike(inner)
        | InlineKind::Link { inlines: inner, .. } => inline_characters(inner),
        InlineKind::Fact(fact) => fact.shown.as_deref().map_or(1, printed),
        InlineKind::CrossRef { shown, .. } => shown.as_deref().map_or(1, printed),
        InlineKind::HardBreak | InlineKind::Note(_) | InlineKind::Image { .. } => 0,
    };
    inlines.iter().map(of).sum()
}

impl Report {
    /// Calls `visit` with every stretch of prose of the report in reading order: headings, lead,
    /// sections, closing, attachments, notes.
    pub fn each_prose<'a>(&'a self, mut visit: impl FnMut(&'a [Inline])) {
        each_prose(&self.lead, &mut visit);
        self.each_section(|section| {
            visit(&section.heading.inlines);
            each_prose(&section.blocks, &mut visit);
        });
        each_prose(&self.closing, &mut visit);
        for attachment in &self.attachments {
            each_prose(&attachment.lead, &mut visit);
            attachment.each_section(|section| {
                visit(&section.heading.inlines);
                each_prose(&section.blocks, &mut visit);
            });
            each_prose(&attachment.closing, &mut visit);
        }
        for note in &self.notes {
            each_prose(&note.blocks, &mut visit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn a_range_of_the_text_answers_to_its_own_source() {
        let inline = |text: &str, start, end| Inline {
            kind: InlineKind::Text(text.to_owned()),
            span: Span::new(FileId(0), start, end),
        };
        // “各镇&amp;街道”: the middle piece is not verbatim.
        let prose =
            Prose::of(&[inline("各镇", 10, 16), inline("&", 16, 21), inline("街道", 21, 27)]);
        let span = |from, to| prose.span(from..to).range();
        assert_eq!(span(0, 3), 10..13);
        assert_eq!(span(3, 6), 13..16);
        assert_eq!(span(3, 10), 13..24);
        assert_eq!(span(6, 7), 16..21);
        assert_eq!(span(5, 5), 15..15);
        assert!(prose.verbatim(3..6) && !prose.verbatim(3..7) && !prose.verbatim(6..7));
    }

    #[test]
    fn characters_are_those_of_the_plain_text() {
        let inline = |kind| Inline { kind, span: Span::default() };
        let inlines = [
            inline(InlineKind::Text("全县 3 个\u{3000}村，".to_owned())),
            inline(InlineKind::Strong(vec![inline(InlineKind::Code("a b".to_owned()))])),
            inline(InlineKind::HardBreak),
            inline(InlineKind::CrossRef { target: "图".to_owned(), shown: None }),
        ];
        let text = plain(&inlines);
        assert_eq!(
            inline_characters(&inlines),
            text.chars().filter(|c| !c.is_whitespace()).count()
        );
        assert_eq!(inline_characters(&inlines), 9);
    }
}
