//! Marks of running text: what stands beside them, and how a flaw in them is told.

use std::ops::Range;

use super::context::{Context, Sink};
use super::prose::Passage;
use crate::diagnostic::{Edit, Fix};
use crate::source::Span;

/// Something wrong with a few characters of a passage. Ranges are bytes of its text.
#[derive(Debug)]
pub(crate) struct Flaw {
    /// Where.
    pub(crate) range: Range<usize>,
    /// What is wrong.
    pub(crate) message: String,
    /// How to mend it.
    pub(crate) help: String,
    /// What is to be replaced, and by what.
    pub(crate) edits: Vec<(Range<usize>, String)>,
    /// Whether that cannot change the meaning.
    pub(crate) safe: bool,
}

impl Flaw {
    /// A flaw whose edits are safe.
    pub(crate) fn new(
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        let (message, help) = (message.into(), help.into());
        Self { range, message, help, edits: Vec::new(), safe: true }
    }

    /// Adds a replacement.
    pub(crate) fn edit(mut self, range: Range<usize>, text: impl Into<String>) -> Self {
        self.edits.push((range, text.into()));
        self
    }

    /// Makes the edits a suggestion.
    pub(crate) fn doubtful(mut self) -> Self {
        self.safe = false;
        self
    }
}

/// The source of a stretch of a passage, where that very text stands there and no backslash before it.
pub(crate) fn own(context: &Context<'_>, passage: &Passage, range: Range<usize>) -> Option<Span> {
    if !passage.prose.verbatim(range.clone()) {
        return None;
    }
    let span = passage.prose.span(range.clone());
    let source = context.sources.get(span.file)?;
    let written = source.text.get(span.range())?;
    let escaped = source.text.get(..span.start as usize)?.ends_with('\\');
    (!escaped && passage.prose.text.get(range)? == written).then_some(span)
}

/// The edits of a flaw in the source; `None` where one of its places does not stand there as it reads
/// (code, facts, escapes).
pub(crate) fn edits(context: &Context<'_>, passage: &Passage, flaw: &Flaw) -> Option<Vec<Edit>> {
    let edit = |(range, text): &(Range<usize>, String)| {
        own(context, passage, range.clone()).map(|span| Edit { span, text: text.clone() })
    };
    flaw.edits.iter().map(edit).collect()
}

/// Tells a flaw, unless its text is not the passage's own.
pub(crate) fn tell(context: &Context<'_>, passage: &Passage, flaw: Flaw, sink: &mut Sink) {
    let Some(edits) = edits(context, passage, &flaw) else { return };
    let span = passage.prose.span(flaw.range);
    if context.sources.slice(span).starts_with('`') {
        return;
    }
    let mut fault = sink.at(span, flaw.message).help(flaw.help);
    if !edits.is_empty() {
        fault = fault.fix(Fix { safe: flaw.safe, edits });
    }
    sink.push(fault);
}

/// The character before a byte.
pub(crate) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character at a byte.
pub(crate) fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The length in bytes of the run of characters of a kind at a byte.
pub(crate) fn run(text: &str, at: usize, kind: impl Fn(char) -> bool) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.len() - rest.trim_start_matches(kind).len()
}

/// The length in bytes of the run of characters of a kind that ends at a byte.
pub(crate) fn run_before(text: &str, at: usize, kind: impl Fn(char) -> bool) -> usize {
    let head = text.get(..at).unwrap_or_default();
    head.len() - head.trim_end_matches(kind).len()
}

/// Whether a byte stands inside quotes or book-title marks (the last two hundred characters before it tell).
pub(crate) fn enclosed(text: &str, at: usize) -> bool {
    let mut depth = 0_i32;
    for ch in text.get(..at).unwrap_or_default().chars().rev().take(200) {
        match ch {
            '”' | '’' | '》' | '〉' => depth += 1,
            '“' | '‘' | '《' | '〈' if depth == 0 => return true,
            '“' | '‘' | '《' | '〈' => depth -= 1,
            _ => {}
        }
    }
    false
}

/// Addresses of the web and of mail boxes in a text, in order.
pub(crate) fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        let hit = match byte {
            b':' => rest.starts_with(b"://"),
            b'w' | b'W' => rest.get(..4).is_some_and(|head| head.eq_ignore_ascii_case(b"www.")),
            b'@' => true,
            _ => false,
        };
        if !hit || found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let start = at
            - run_before(text, at, |ch| {
                ch.is_ascii_alphanumeric() || matches!(ch, '.' | '-' | '_' | '+')
            });
        let length = run(text, at, |ch| ch.is_ascii_graphic());
        let whole = text.get(at..at + length).unwrap_or_default();
        let kept = whole.trim_end_matches([',', ';', ':', '!', '?', ')', '"', '.']);
        found.push(start..at + kept.len().max(1));
    }
    found
}

/// Whether one of some ranges, in order and apart, holds a byte.
pub(crate) fn within<T>(ranges: &[T], at: usize, range: impl Fn(&T) -> &Range<usize>) -> bool {
    let next = ranges.partition_point(|one| range(one).end <= at);
    ranges.get(next).is_some_and(|one| range(one).contains(&at))
}

/// Whether the mark at `at..end` stands between two figures the second of which alone has a percent sign
/// (`3-5%`). Returns the whole.
pub(crate) fn share_range(text: &str, at: usize, end: usize) -> Option<Range<usize>> {
    let figure = |ch: char| ch.is_ascii_digit() || ch == '.';
    let start = at - run_before(text, at, figure);
    let length = run(text, end, figure);
    let percent = after(text, end + length).filter(|ch| matches!(ch, '%' | '％'))?;
    let bare = before(text, start).is_none_or(|ch| {
        !ch.is_ascii_alphanumeric() && !matches!(ch, '-' | '~' | '～' | '—' | '+' | '/')
    });
    let first: f64 = text.get(start..at)?.parse().ok()?;
    let second: f64 = text.get(end..end + length)?.parse().ok()?;
    (bare && first < second).then_some(start..end + length + percent.len_utf8())
}

/// A text with the edits of flaws applied.
#[cfg(test)]
pub(crate) fn mended<'a>(text: &str, flaws: impl IntoIterator<Item = &'a Flaw>) -> String {
    let mut edits: Vec<_> = flaws.into_iter().flat_map(|flaw| &flaw.edits).collect();
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = text.to_owned();
    for (range, text) in edits.into_iter().rev() {
        out.replace_range(range.clone(), text);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surroundings_are_read() {
        let text = "见https://a.com/b?x=1,请访问www.b.cn;或写信到a.b@126.com。";
        let found: Vec<_> = addresses(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["https://a.com/b?x=1", "www.b.cn", "a.b@126.com"]);
        let text = "甲“乙‘丙’丁”戊";
        for (word, inside) in [("甲", false), ("乙", true), ("丁", true), ("戊", false)] {
            assert_eq!(enclosed(text, text.find(word).unwrap()), inside, "{word}");
        }
        let text = "增长3-5%";
        let at = text.find('-').unwrap();
        assert_eq!(share_range(text, at, at + 1).map(|range| &text[range]), Some("3-5%"));
    }
}
