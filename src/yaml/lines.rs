//! Edited copies of a text: the corrected line for people, the mended text for the parser.

use std::ops::Range;

use crate::diagnostic::Edit;
use crate::source::Span;

/// Most bytes shown on either side of a place.
const WINDOW: usize = 240;

/// The line that a place stands on, with the edits that fall on it applied. Long lines are cut.
pub(super) fn corrected(text: &str, at: Span, edits: &[Edit]) -> String {
    let line = line_around(text, at.start as usize);
    let mut out = String::new();
    let mut from = line.start;
    let first = edits.partition_point(|edit| (edit.span.start as usize) < line.start);
    for edit in edits.iter().skip(first) {
        let range = edit.span.range();
        if range.end > line.end {
            break;
        }
        if range.start >= from {
            out.push_str(text.get(from..range.start).unwrap_or_default());
            out.push_str(&edit.text);
            from = range.end;
        }
    }
    out.push_str(text.get(from..line.end).unwrap_or_default());
    out.truncate(out.trim_end().len());
    out
}

/// The line around a byte, without its end, cut to a window on characters.
fn line_around(text: &str, at: usize) -> Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let at = floor(at);
    let (low, high) = (floor(at.saturating_sub(WINDOW)), floor(at + WINDOW));
    let start = text[low..at].rfind('\n').map_or(low, |found| low + found + 1);
    let end = text[at..high].find('\n').map_or(high, |found| at + found);
    start..end
}

/// A copy of a stretch of text with edits applied, and the way back from it.
#[derive(Debug, Default)]
pub(super) struct Mended {
    /// The copy. It has as many lines as the stretch.
    pub(super) text: String,
    /// Where each piece begins in the copy and in the source, how long it is there, and whether it is
    /// the same.
    pieces: Vec<(usize, usize, usize, bool)>,
    end: usize,
}

impl Mended {
    /// Applies edits, sorted by place, that lie in `range`; an edit that overlaps the one before is
    /// left out.
    pub(super) fn new(text: &str, range: Range<usize>, edits: &[Edit]) -> Self {
        let mut out = Self { end: range.end, ..Self::default() };
        let mut from = range.start;
        for edit in edits {
            let span = edit.span.range();
            if span.start < from || span.end > range.end {
                continue;
            }
            out.push(text, from..span.start, None);
            out.push(text, span.clone(), Some(&edit.text));
            from = span.end;
        }
        out.push(text, from..range.end, None);
        out
    }

    fn push(&mut self, text: &str, range: Range<usize>, other: Option<&str>) {
        self.pieces.push((self.text.len(), range.start, range.len(), other.is_none()));
        self.text.push_str(other.unwrap_or_else(|| text.get(range).unwrap_or_default()));
    }

    /// The byte of the source for a byte of the copy. Inside a replacement it is the replaced
    /// stretch's start, or its end where `end` is set.
    pub(super) fn source(&self, at: usize, end: bool) -> usize {
        // For an end, the byte before it decides to which piece it belongs.
        let probe = if end { at.saturating_sub(1) } else { at };
        let index = self.pieces.partition_point(|&(copy, ..)| copy <= probe).saturating_sub(1);
        let Some(&(copy, source, length, same)) = self.pieces.get(index) else { return self.end };
        if same {
            source + (at - copy).min(length)
        } else if end {
            source + length
        } else {
            source
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn edit(text: &str, from: &str, to: &str) -> Edit {
        let at = text.find(from).unwrap();
        Edit { span: Span::new(FileId(0), at, at + from.len()), text: to.to_owned() }
    }

    #[test]
    fn a_mended_copy_knows_the_way_back() {
        let text = "头\n标题：甲\n单位：乙\n";
        let edits = [edit(text, "：甲", ": 甲"), edit(text, "：乙", ": 乙")];
        let mended = Mended::new(text, "头\n".len()..text.len(), &edits);
        assert_eq!(mended.text, "标题: 甲\n单位: 乙\n");
        let unit = mended.text.find("单位").unwrap();
        assert_eq!(&text[mended.source(unit, false)..][.."单位".len()], "单位");
        assert_eq!(mended.source(mended.text.len(), true), text.len());
        assert_eq!(corrected(text, edits[1].span, &edits), "单位: 乙");
    }
}
