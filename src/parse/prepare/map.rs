//! Edits to a text before it is parsed, and the way back from the edited text to the original.

use std::borrow::Cow;
use std::ops::Range;

/// A stretch that stands in both texts.
#[derive(Debug, Clone, Copy)]
struct Segment {
    /// First byte in the edited text.
    edited: usize,
    /// First byte in the original.
    original: usize,
    /// Bytes.
    len: usize,
}

/// The edited text of a range of a source, with the way back to the original.
#[derive(Debug)]
pub(in crate::parse) struct Prepared<'a> {
    /// What is parsed; the original itself where nothing was edited.
    pub(in crate::parse) text: Cow<'a, str>,
    segments: Vec<Segment>,
    /// Where the range begins in the original.
    base: usize,
}

impl Prepared<'_> {
    /// The segment that an edited offset lies in, or the last one that begins before it.
    fn segment(&self, at: usize) -> Option<(usize, Segment)> {
        let index = self.segments.partition_point(|segment| segment.edited <= at).checked_sub(1)?;
        self.segments.get(index).map(|&segment| (index, segment))
    }

    /// The original offset of a place where something begins: after whatever was cut there.
    pub(in crate::parse) fn start(&self, at: usize) -> usize {
        let Some((index, segment)) = self.segment(at) else {
            return self.segments.first().map_or(self.base, |first| first.original);
        };
        if at < segment.edited + segment.len {
            return segment.original + (at - segment.edited);
        }
        self.segments.get(index + 1).map_or(segment.original + segment.len, |next| next.original)
    }

    /// The original offset of a place where something ends: before whatever was cut there.
    pub(in crate::parse) fn end(&self, at: usize) -> usize {
        let Some((_, segment)) = at.checked_sub(1).and_then(|before| self.segment(before)) else {
            return self.base;
        };
        segment.original + (at - segment.edited).min(segment.len)
    }

    /// The original range of an edited one.
    pub(in crate::parse) fn range(&self, range: &Range<usize>) -> Range<usize> {
        let end = self.end(range.end);
        self.start(range.start).min(end)..end
    }
}

/// Copies a text, with edits made in order.
#[derive(Debug)]
pub(super) struct Editor<'a> {
    source: &'a str,
    range: Range<usize>,
    out: String,
    segments: Vec<Segment>,
    /// Original bytes before this offset are dealt with.
    done: usize,
}

impl<'a> Editor<'a> {
    pub(super) fn new(source: &'a str, range: Range<usize>) -> Self {
        Self { source, done: range.start, range, out: String::new(), segments: Vec::new() }
    }

    /// Puts `text` in place of `range`; edits that fall behind an earlier one are left out.
    pub(super) fn replace(&mut self, range: Range<usize>, text: &str) {
        if range.start < self.done || range.end > self.range.end || range.end < range.start {
            return;
        }
        if self.segments.is_empty() && self.out.is_empty() {
            self.out.reserve(self.range.len() + self.range.len() / 16 + 64);
        }
        self.copy(range.start);
        self.out.push_str(text);
        self.done = range.end;
    }

    /// Puts `text` before the byte at `at`.
    pub(super) fn insert(&mut self, at: usize, text: &str) {
        self.replace(at..at, text);
    }

    /// Leaves a range out.
    pub(super) fn remove(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.replace(range, "");
        }
    }

    fn copy(&mut self, to: usize) {
        let Some(part) = self.source.get(self.done..to).filter(|part| !part.is_empty()) else {
            return;
        };
        let edited = self.out.len();
        self.segments.push(Segment { edited, original: self.done, len: part.len() });
        self.out.push_str(part);
        self.done = to;
    }

    pub(super) fn finish(mut self) -> Prepared<'a> {
        let base = self.range.start;
        if self.segments.is_empty() && self.out.is_empty() && self.done == base {
            let text = self.source.get(self.range.clone()).unwrap_or_default();
            let segments = vec![Segment { edited: 0, original: base, len: text.len() }];
            return Prepared { text: Cow::Borrowed(text), segments, base };
        }
        self.copy(self.range.end);
        Prepared { text: Cow::Owned(self.out), segments: self.segments, base }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_find_their_way_back() {
        let source = "前言甲**（乙）**丙  丁";
        let base = "前言".len();
        let mut editor = Editor::new(source, base..source.len());
        let opening = source.find('（').unwrap_or(0);
        editor.insert(opening, "\u{e000}");
        let blanks = source.find("  ").unwrap_or(0);
        editor.remove(blanks..blanks + 2);
        let prepared = editor.finish();
        assert_eq!(prepared.text, "甲**\u{e000}（乙）**丙丁");
        let at = prepared.text.find('\u{e000}').unwrap_or(0);
        assert_eq!(&source[prepared.range(&(at..at + 6))], "（");
        assert_eq!(&source[prepared.range(&(0..at))], "甲**");
        let last = prepared.text.find('丁').unwrap_or(0);
        assert_eq!(&source[prepared.range(&(last..last + 3))], "丁");
        assert_eq!(&source[prepared.range(&(last - 3..last))], "丙");
        assert_eq!(prepared.end(last), blanks);
        assert_eq!(prepared.start(last), blanks + 2);
        assert_eq!(prepared.range(&(at..at + 3)).len(), 0);
    }

    #[test]
    fn an_untouched_text_is_not_copied() {
        let prepared = Editor::new("甲乙", 3..6).finish();
        assert!(matches!(prepared.text, Cow::Borrowed("乙")));
        assert_eq!(prepared.range(&(0..3)), 3..6);
    }
}
