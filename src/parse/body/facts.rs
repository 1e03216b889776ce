//! `{{ 名称 }}` in running text.

use std::ops::Range;

use super::leaf::{FactReader, Piece, inline};
use crate::report::{Inline, InlineKind};
use crate::source::Span;

/// Turns pieces of running text into inlines, references to facts among them.
pub(super) fn split(source: &str, run: &[Piece], facts: &FactReader<'_>, out: &mut Vec<Inline>) {
    let run = Run::new(source, run);
    let (mut from, mut done) = (0, 0);
    while let Some(close) = run.text[from..].find("}}").map(|at| from + at) {
        // `{{{名称}}`: the last pair of braces counts.
        if let Some(open) = run.text[from..close].rfind("{{").map(|at| from + at) {
            let inside = open + 2..close;
            if let Some(mut fact) = facts(&run.text[inside.clone()]) {
                run.emit(done..open, out);
                let name = fact.name_span.range();
                fact.name_span = run.span(inside.start + name.start..inside.start + name.end);
                let span = run.span(open..close + 2);
                out.push(Inline { kind: InlineKind::Fact(fact), span });
                done = close + 2;
            }
        }
        from = close + 2;
    }
    run.emit(done..run.text.len(), out);
}

/// Pieces as one text.
struct Run<'a> {
    source: &'a str,
    pieces: &'a [Piece],
    /// Where each piece begins in the text.
    starts: Vec<usize>,
    text: String,
}

impl<'a> Run<'a> {
    fn new(source: &'a str, pieces: &'a [Piece]) -> Self {
        let mut text = String::new();
        let mut starts = Vec::with_capacity(pieces.len());
        for piece in pieces {
            starts.push(text.len());
            match &piece.text {
                Some(other) => text.push_str(other),
                None => text.push_str(source.get(piece.span.range()).unwrap_or_default()),
            }
        }
        Self { source, pieces, starts, text }
    }

    /// The pieces that a range touches, each with the part of it inside the range.
    fn parts(&self, range: Range<usize>) -> impl Iterator<Item = (&Piece, Range<usize>)> {
        let first = self.starts.partition_point(|&start| start <= range.start).saturating_sub(1);
        (first..self.pieces.len())
            .map(|index| {
                let start = self.starts[index];
                let end = self.starts.get(index + 1).copied().unwrap_or(self.text.len());
                (index, start, end)
            })
            .take_while({
                let stop = range.end;
                move |&(_, start, _)| start < stop
            })
            .filter_map(move |(index, start, end)| {
                let part = range.start.max(start)..range.end.min(end);
                (part.start < part.end)
                    .then(|| (&self.pieces[index], part.start - start..part.end - start))
            })
    }

    /// Appends the text of a range.
    fn emit(&self, range: Range<usize>, out: &mut Vec<Inline>) {
        for (piece, part) in self.parts(range) {
            let piece = match &piece.text {
                Some(text) => Piece {
                    span: piece.span,
                    text: Some(text.get(part).unwrap_or_default().to_owned()),
                },
                None => Piece { span: piece.span.slice(part.start, part.end), text: None },
            };
            out.push(inline(self.source, piece));
        }
    }

    /// The source of a range.
    fn span(&self, range: Range<usize>) -> Span {
        let mut whole: Option<Span> = None;
        for (piece, part) in self.parts(range) {
            let span = match piece.text {
                Some(_) => piece.span,
                None => piece.span.slice(part.start, part.end),
            };
            whole = Some(whole.map_or(span, |known| known.join(span)));
        }
        whole.or_else(|| self.pieces.first().map(|piece| piece.span)).unwrap_or_default()
    }
}
