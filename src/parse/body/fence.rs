//! Code blocks: fenced ones, the kinds of them that tigang knows, and indented ones, which are paragraphs.

use std::ops::Range;

use super::Context;
use super::leaf::Leaf;
use super::table::{self, Fenced};
use crate::parse::prepare::Prepared;
use crate::report::{Block, BlockKind, Inline};
use crate::source::{FileId, Span};

/// A code block as its lines come in.
#[derive(Debug)]
pub(super) struct Code {
    pub(super) fence: bool,
    text: Fenced,
    span: Span,
}

impl Code {
    pub(super) fn new(fence: bool, span: Span) -> Self {
        Self { fence, text: Fenced::default(), span }
    }

    /// Adds text; it is taken from the source, whatever was edited.
    pub(super) fn push(
        &mut self,
        source: &str,
        prepared: &Prepared<'_>,
        text: &str,
        range: &Range<usize>,
    ) {
        let start =
            if self.fence { prepared.end(range.start) } else { prepared.start(range.start) };
        let end = prepared.end(range.end).max(start);
        self.text.pieces.push((self.text.text.len(), start));
        match source.get(start..end) {
            Some(written) if !range.is_empty() => self.text.text.push_str(written),
            // Columns of a tab.
            _ => self.text.text.push_str(text),
        }
    }

    /// Where the lines of an indented block begin in the source.
    pub(super) fn lines(&self, source: &str) -> Vec<usize> {
        let text = |at: usize| source.get(at..).and_then(|rest| rest.lines().next());
        let places = self.text.pieces.iter().map(|&(_, at)| at);
        places.filter(|&at| text(at).is_some_and(|line| !line.trim().is_empty())).collect()
    }
}

/// A fenced block: a table where it says so, else code.
pub(super) fn block(source: &str, file: FileId, context: &Context<'_>, code: Code) -> Block {
    let Code { mut text, span, .. } = code;
    let line_end = |rest: &str| rest.find('\n').unwrap_or(rest.len());
    let written = source.get(span.range()).unwrap_or_default();
    let head = &written[..line_end(written)];
    let info = head.trim_start().trim_start_matches(['`', '~']).trim();
    let word = info.find(|ch: char| ch.is_whitespace() || matches!(ch, '：' | ':' | '{'));
    let (kind, rest) = info.split_at(word.unwrap_or(info.len()));
    if kind == "表格" {
        let title =
            rest.trim_start_matches(|ch: char| ch.is_whitespace() || matches!(ch, '：' | ':'));
        let at = span.start as usize + head.trim_end().len() - title.len();
        if let Some(table) = table::fenced(source, file, context, &text, (title, at)) {
            return Block { kind: BlockKind::Table(table), span };
        }
    }
    if text.text.contains('\r') {
        text.text = text.text.replace("\r\n", "\n");
    }
    if text.text.ends_with('\n') {
        text.text.pop();
    }
    Block { kind: BlockKind::Code { info: info.to_owned(), text: text.text }, span }
}

/// The paragraphs of an indented block, parted by blank lines.
pub(super) fn paragraphs(
    source: &str,
    file: FileId,
    context: &Context<'_>,
    code: &Code,
) -> Vec<(Vec<Inline>, Span)> {
    let mut out: Vec<(Vec<Inline>, Span)> = Vec::new();
    let mut leaf: Option<(Leaf<'_>, Span)> = None;
    let mut close = |leaf: Option<(Leaf<'_>, Span)>| {
        if let Some((leaf, span)) = leaf {
            out.push((leaf.finish(), span));
        }
    };
    for (index, &(from, at)) in code.text.pieces.iter().enumerate() {
        let to = code.text.pieces.get(index + 1).map_or(code.text.text.len(), |next| next.0);
        let mut start = at;
        for line in code.text.text.get(from..to).unwrap_or_default().split_inclusive('\n') {
            let end = start + line.trim_end().len();
            if line.trim().is_empty() {
                if line.ends_with('\n') {
                    close(leaf.take());
                }
            } else if source.get(start..end).is_some() {
                let span = Span::new(file, start, end);
                let (leaf, whole) = leaf
                    .get_or_insert_with(|| (Leaf::new(source, file, context.facts, start), span));
                leaf.soft_break(Span::new(file, start, start));
                leaf.source_text(start, end);
                *whole = whole.join(span);
            }
            start += line.len();
        }
    }
    close(leaf);
    out
}

/// A stretch of source as plain text.
pub(super) fn plain_lines(
    source: &str,
    file: FileId,
    context: &Context<'_>,
    place: Span,
) -> Vec<Inline> {
    let mut at = place.start as usize;
    let mut leaf = Leaf::new(source, file, context.facts, at);
    for line in source.get(place.range()).unwrap_or_default().split_inclusive('\n') {
        leaf.source_text(at, at + line.trim_end().len());
        leaf.soft_break(Span::new(file, at + line.len(), at + line.len()));
        at += line.len();
    }
    leaf.finish()
}
