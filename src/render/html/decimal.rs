//! Figures in a column of a table, for the decimal points to stand under each other.

use crate::report::{Cell, Inline, InlineKind, plain};

/// The widest part of a figure from its decimal point on that the style sheets have a class for, in widths of a
/// digit.
const WIDEST: usize = 9;

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content<'c> {
    /// A figure with nothing but perhaps emphasis around it, split at its decimal point.
    Split(&'c str, &'c str),
    /// A figure with other markup, or one that is filled in.
    Figure,
    /// Nothing, or a mark for it.
    None,
    Words,
}

/// How a column's figures are set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Figures {
    /// Whether it holds mostly figures.
    pub(super) any: bool,
    /// Widths of a digit that the parts from the decimal point on take; 0 where they need not be aligned, or
    /// cannot be.
    pub(super) tail: usize,
}

impl Figures {
    /// Reads a column.
    pub(super) fn of<'c>(cells: impl Iterator<Item = &'c Cell>) -> Self {
        let (mut figures, mut words, mut whole) = (0, 0, false);
        let (mut tail, mut least) = (0, usize::MAX);
        for cell in cells {
            match content(&cell.inlines) {
                Content::Split(_, after) => {
                    figures += 1;
                    let width = width(after) + 2 * notes(&cell.inlines);
                    tail = tail.max(width);
                    least = least.min(width);
                }
                Content::Figure => (figures, whole) = (figures + 1, true),
                Content::None => {}
                Content::Words => words += 1,
            }
        }
        let even = least == tail;
        let tail = if whole || even || tail > WIDEST { 0 } else { tail };
        Self { any: figures > words, tail: if figures > words { tail } else { 0 } }
    }
}

/// A cell's figure.
#[derive(Debug, Clone, Copy)]
pub(super) struct Split<'c> {
    /// What is before the decimal point, and from there on.
    pub(super) parts: (&'c str, &'c str),
    /// Whether it is strong.
    pub(super) strong: bool,
    /// The marks of notes after it.
    pub(super) notes: &'c [Inline],
}

/// A cell's figure, split at its decimal point.
pub(super) fn split(inlines: &[Inline]) -> Option<Split<'_>> {
    let (text, notes) = inlines.split_at(inlines.len() - notes(inlines));
    let strong = matches!(text, [Inline { kind: InlineKind::Strong(_), .. }]);
    match content(inlines) {
        Content::Split(before, after) => Some(Split { parts: (before, after), strong, notes }),
        _ => None,
    }
}

/// How many marks of notes end a cell.
fn notes(inlines: &[Inline]) -> usize {
    let note = |inline: &&Inline| matches!(inline.kind, InlineKind::Note(_));
    inlines.iter().rev().take_while(note).count()
}

fn content(inlines: &[Inline]) -> Content<'_> {
    let (inlines, _) = inlines.split_at(inlines.len() - notes(inlines));
    let only = match inlines {
        [Inline { kind: InlineKind::Text(text), .. }] => Some(text),
        [Inline { kind: InlineKind::Strong(inner), .. }] => match inner.as_slice() {
            [Inline { kind: InlineKind::Text(text), .. }] => Some(text),
            _ => None,
        },
        _ => None,
    };
    if let Some(text) = only {
        return read(text);
    }
    match read(&plain(inlines)) {
        Content::Split(..) => Content::Figure,
        Content::None if inlines.is_empty() => Content::None,
        _ => Content::Words,
    }
}

/// Sign, digits with thousands marks, decimals, percent.
fn read(text: &str) -> Content<'_> {
    let text = text.trim();
    let mark = |ch: char| "—–-－/…·无".contains(ch);
    if text.chars().nth(3).is_none() && text.chars().all(mark) {
        return Content::None;
    }
    let digits = text.trim_start_matches(|ch| "+-−－＋±≈≤≥▲△↑↓ ".contains(ch));
    let end = digits.find(|ch: char| !ch.is_ascii_digit() && ch != ',').unwrap_or(digits.len());
    let (whole, after) = digits.split_at(end);
    let tail = after.strip_prefix('.').unwrap_or(after);
    let tail = tail.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let figure = whole.contains(|ch: char| ch.is_ascii_digit())
        && (tail.len() == after.len() || after.starts_with('.'))
        && tail.chars().all(|ch| "%％‰*＊ ".contains(ch));
    if !figure {
        return Content::Words;
    }
    let (before, after) = text.split_at(text.len() - after.len());
    Content::Split(before, after)
}

/// How wide text is, in widths of a digit, rounded up.
fn width(text: &str) -> usize {
    text.chars().map(|ch| if ch.is_ascii_digit() || ch == '.' { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_split_at_the_decimal_point() {
        assert_eq!(read("12.5"), Content::Split("12", ".5"));
        assert_eq!(read("-1,234.5%"), Content::Split("-1,234", ".5%"));
        assert_eq!(read("95%"), Content::Split("95", "%"));
        assert_eq!(read("3"), Content::Split("3", ""));
        for words in ["2023年", "10～12", "1.2.3", "％", "甲", "12:30", "0571-88"] {
            assert_eq!(read(words), Content::Words, "{words}");
        }
        for none in ["", "—", "——", "/", "无"] {
            assert_eq!(read(none), Content::None, "{none}");
        }
    }
}
