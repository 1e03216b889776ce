//! The inlines of one paragraph, heading or cell as they are put together.

use super::facts;
use crate::cjk::{is_cjk, is_fullwidth_mark};
use crate::report::{FactRef, Inline, InlineKind};
use crate::source::{FileId, Span};

/// How deep inlines nest; markup beyond is dropped, its text kept.
const MAX_DEPTH: usize = 16;

/// Reads the inside of `{{ … }}`; the [`FactRef::name_span`] it returns counts from the text's start.
pub(in crate::parse) type FactReader<'a> = dyn Fn(&str) -> Option<FactRef> + 'a;

/// A piece of running text.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Its source.
    pub(super) span: Span,
    /// What is printed where that is not the source itself.
    pub(super) text: Option<String>,
}

/// What an open stretch of inlines will become.
#[derive(Debug)]
pub(super) enum Kind {
    Root,
    Emphasis,
    Strong,
    Strike,
    Link { target: String },
    Image { target: String, title: String },
}

#[derive(Debug)]
struct Open {
    kind: Kind,
    span: Span,
    out: Vec<Inline>,
    run: Vec<Piece>,
    /// Whether the run holds a `{`.
    brace: bool,
    /// The last printed character and whether a line begins, before an image.
    before: (Option<char>, bool),
}

impl Open {
    fn new(kind: Kind, span: Span) -> Self {
        Self { kind, span, out: Vec::new(), run: Vec::new(), brace: false, before: (None, false) }
    }
}

/// A stretch of inlines that was closed.
#[derive(Debug)]
pub(super) struct Closed {
    pub(super) kind: Kind,
    pub(super) span: Span,
    pub(super) inlines: Vec<Inline>,
}

/// Puts inlines together.
pub(super) struct Leaf<'a> {
    source: &'a str,
    file: FileId,
    facts: &'a FactReader<'a>,
    stack: Vec<Open>,
    ghosts: usize,
    /// Text from here on is left out: a heading's attributes.
    pub(super) cut: usize,
    /// Whether a line begins, so that white space is dropped.
    fresh: bool,
    last: Option<char>,
    /// A soft break not yet weighed, and how deep it stood.
    pending: Option<(usize, Span)>,
}

/// Stands for a fact or an image where neighbours are weighed.
const OBJECT: char = '\u{fffc}';

impl<'a> Leaf<'a> {
    pub(super) fn new(source: &'a str, file: FileId, facts: &'a FactReader<'a>, at: usize) -> Self {
        Self {
            source,
            file,
            facts,
            stack: vec![Open::new(Kind::Root, Span::new(file, at, at))],
            ghosts: 0,
            cut: usize::MAX,
            fresh: true,
            last: None,
            pending: None,
        }
    }

    /// Text that stands verbatim in the source.
    pub(super) fn source_text(&mut self, start: usize, end: usize) {
        let (mut start, mut end) = (start, end.min(self.cut));
        let source = self.source;
        let Some(mut text) = source.get(start..end) else { return };
        if self.fresh {
            let trimmed = text.trim_start();
            start += text.len() - trimmed.len();
            text = trimmed;
        }
        // A line end inside a text, which the parser leaves out as a rule.
        end -= text.len() - text.trim_end_matches(['\r', '\n']).len();
        let text = &source[start..end.max(start)];
        if text.is_empty() {
            return;
        }
        self.enter(text);
        let Some(top) = self.stack.last_mut() else { return };
        match top.run.last_mut() {
            Some(Piece { span, text: None }) if span.end as usize == start => {
                *span = span.join(Span::new(self.file, start, end));
            }
            _ => top.run.push(Piece { span: Span::new(self.file, start, end), text: None }),
        }
    }

    /// Text that differs from its source: a decoded entity.
    pub(super) fn other_text(&mut self, text: &str, span: Span) {
        let text = if self.fresh { text.trim_start() } else { text };
        if text.is_empty() || span.start as usize >= self.cut {
            return;
        }
        self.enter(text);
        if let Some(top) = self.stack.last_mut() {
            top.run.push(Piece { span, text: Some(text.to_owned()) });
        }
    }

    fn enter(&mut self, text: &str) {
        self.fresh = false;
        let first = if text.starts_with("{{") { Some(OBJECT) } else { text.chars().next() };
        self.weigh_break(first);
        let last = text.chars().next_back();
        self.last = match (self.last, last) {
            (Some('}' | OBJECT), Some('}')) => Some(OBJECT),
            _ if text.ends_with("}}") => Some(OBJECT),
            _ => last,
        };
        if let Some(top) = self.stack.last_mut() {
            top.brace |= text.contains('{');
        }
    }

    /// Settles a soft break now that the next character is known.
    fn weigh_break(&mut self, next: Option<char>) {
        let Some((level, span)) = self.pending.take() else { return };
        let (Some(before), Some(after)) = (self.last, next) else { return };
        if spaced(before, after)
            && let Some(open) = self.stack.get_mut(level)
        {
            open.run.push(Piece { span, text: Some(" ".to_owned()) });
        }
    }

    /// A line end inside a paragraph.
    pub(super) fn soft_break(&mut self, span: Span) {
        self.trim_end();
        self.fresh = true;
        if self.pending.is_none() && self.last.is_some() {
            self.pending = Some((self.stack.len().saturating_sub(1), span));
        }
    }

    /// A line end that is kept.
    pub(super) fn hard_break(&mut self, span: Span) {
        self.trim_end();
        self.pending = None;
        self.push(Inline { kind: InlineKind::HardBreak, span });
        self.fresh = true;
        self.last = Some('\n');
    }

    /// An inline that is whole: code, a note, a reference.
    pub(super) fn atom(&mut self, inline: Inline) {
        if inline.span.start as usize >= self.cut {
            return;
        }
        match &inline.kind {
            InlineKind::Code(text) => {
                self.weigh_break(text.chars().next());
                self.last = text.chars().next_back().or(self.last);
                self.fresh = false;
            }
            InlineKind::Note(_) => {}
            _ => {
                self.weigh_break(Some(OBJECT));
                self.last = Some(OBJECT);
                self.fresh = false;
            }
        }
        self.push(inline);
    }

    /// Appends an inline whose text was weighed as it came in.
    pub(super) fn push(&mut self, inline: Inline) {
        self.flush();
        if let Some(top) = self.stack.last_mut() {
            top.out.push(inline);
        }
    }

    /// Drops white space at the end of the running text.
    fn trim_end(&mut self) {
        let source = self.source;
        let Some(top) = self.stack.last_mut() else { return };
        while let Some(piece) = top.run.last_mut() {
            let kept = match &mut piece.text {
                Some(text) => {
                    text.truncate(text.trim_end().len());
                    !text.is_empty()
                }
                None => {
                    let text = source.get(piece.span.range()).unwrap_or_default();
                    piece.span = piece.span.slice(0, text.trim_end().len());
                    !piece.span.is_empty()
                }
            };
            if kept {
                return;
            }
            top.run.pop();
        }
    }

    /// Opens a stretch; its markup is dropped where it nests too deep.
    pub(super) fn open(&mut self, kind: Kind, span: Span) {
        if self.ghosts > 0 || self.stack.len() > MAX_DEPTH {
            self.ghosts += 1;
            return;
        }
        let mut open = Open::new(kind, span);
        if matches!(open.kind, Kind::Image { .. }) {
            self.weigh_break(Some(OBJECT));
            open.before = (self.last.take(), self.fresh);
            self.fresh = true;
        }
        self.stack.push(open);
    }

    /// Closes the innermost stretch. `None` where its markup was dropped.
    pub(super) fn close(&mut self) -> Option<Closed> {
        if self.ghosts > 0 {
            self.ghosts -= 1;
            return None;
        }
        if self.stack.len() <= 1 {
            return None;
        }
        self.flush();
        let open = self.stack.pop()?;
        let top = self.stack.len() - 1;
        if let Some((level, _)) = &mut self.pending {
            *level = (*level).min(top);
        }
        if matches!(open.kind, Kind::Image { .. }) {
            self.pending = self.pending.take().filter(|&(level, _)| level < top);
            self.last = open.before.0.or(Some(OBJECT));
            self.fresh = false;
        }
        Some(Closed { kind: open.kind, span: open.span, inlines: open.out })
    }

    /// Whether nothing but the root is open.
    pub(super) fn at_root(&self) -> bool {
        self.stack.len() == 1 && self.ghosts == 0
    }

    /// Turns the running text at hand into inlines.
    fn flush(&mut self) {
        let Some(top) = self.stack.last_mut() else { return };
        if top.run.is_empty() {
            return;
        }
        let brace = std::mem::take(&mut top.brace);
        if brace {
            let run = std::mem::take(&mut top.run);
            facts::split(self.source, &run, self.facts, &mut top.out);
        } else {
            for piece in top.run.drain(..) {
                top.out.push(inline(self.source, piece));
            }
        }
    }

    /// All inlines; stretches still open are closed as they stand.
    pub(super) fn finish(mut self) -> Vec<Inline> {
        self.ghosts = 0;
        while self.stack.len() > 1 {
            if let Some(closed) = self.close()
                && let Some(top) = self.stack.last_mut()
            {
                top.out.extend(closed.inlines);
            }
        }
        self.trim_end();
        self.flush();
        self.stack.pop().map(|root| root.out).unwrap_or_default()
    }
}

/// A piece as an inline.
pub(super) fn inline(source: &str, piece: Piece) -> Inline {
    let Piece { mut span, text } = piece;
    let text = match text {
        // A span as long as its text would claim to hold that very text.
        Some(text) => {
            if span.len() == text.len() {
                span.end = span.start;
            }
            text
        }
        None => source.get(span.range()).unwrap_or_default().to_owned(),
    };
    Inline { kind: InlineKind::Text(text), span }
}

/// Whether a line end between two characters is a space: not between Chinese ones, beside a full-width
/// mark, or between a Chinese character and a figure.
fn spaced(before: char, after: char) -> bool {
    if before.is_whitespace() || after.is_whitespace() {
        return false;
    }
    if is_fullwidth_mark(before) || is_fullwidth_mark(after) {
        return false;
    }
    let figure = |ch: char| ch.is_ascii_digit() || matches!(ch, '%' | OBJECT);
    let chinese = |ch: char| is_cjk(ch) || ch == OBJECT;
    !(chinese(before) && (chinese(after) || figure(after)) || figure(before) && chinese(after))
}
