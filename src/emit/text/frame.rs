//! The line of source that a finding stands in, cut and measured.

use super::{Style, tamed};
use crate::diagnostic::Fix;
use crate::source::{Position, Source, Sources, Span};

/// A line as it is shown, and where the marks stand below it.
pub(super) struct Frame {
    pub(super) line: String,
    /// Cells before the first mark.
    pub(super) before: usize,
    /// How many marks.
    pub(super) marks: usize,
}

/// What stands for the part of a line that is left out.
const CUT: &str = "...";
/// Cells between two tab stops.
const TAB: usize = 4;

/// The first line of a span. `start` and `end` are its positions.
pub(super) fn of(
    source: &Source,
    span: Span,
    start: Position,
    end: Position,
    style: Style,
) -> Option<Frame> {
    let (first, line) = source.line(start.line)?;
    // A span may begin at the line's end.
    let from = floor(line, (span.start as usize).saturating_sub(first));
    let to =
        if start.line == end.line { (span.end as usize).saturating_sub(first) } else { line.len() };
    Some(window(line, from, floor(line, to).max(from), style))
}

/// The first line that a fix changes, as it reads then; `None` where the fix does nothing.
pub(super) fn mended(sources: &Sources, fix: &Fix, style: Style) -> Option<String> {
    let first = fix.edits.iter().min_by_key(|edit| edit.span.start)?;
    let source = sources.get(first.span.file)?;
    // Only as much of the line as can be shown: a line may be megabytes long.
    let reach = style.columns.saturating_mul(4).max(64);
    let text = source.text.as_str();
    let at = floor(text, first.span.start as usize);
    let lowest = floor(text, at.saturating_sub(reach));
    let line = text.get(lowest..at)?.rfind('\n').map_or(lowest, |end| lowest + end + 1);
    let mut edits: Vec<_> =
        fix.edits.iter().filter(|edit| edit.span.file == first.span.file).collect();
    edits.sort_by_key(|edit| edit.span.start);
    let mut out = String::new();
    if line > 0 && !text.get(..line)?.ends_with('\n') {
        out.push_str(CUT);
    }
    let mut done = line;
    let mut changed = 0..0;
    for edit in edits {
        let range = edit.span.range();
        let Some(between) = text.get(done..range.start) else { continue };
        if between.contains('\n') || between.len() > reach {
            break;
        }
        out.push_str(between);
        if changed.is_empty() {
            changed.start = out.len();
        }
        out.push_str(&edit.text);
        changed.end = out.len();
        done = range.end;
    }
    let tail = text.get(done..floor(text, done.saturating_add(reach)))?;
    out.push_str(tail.split('\n').next().unwrap_or_default());
    let shown = out.trim_end().lines().next().unwrap_or_default();
    if shown.trim().is_empty() {
        return Some("（删去）".to_owned());
    }
    let (from, to) = (floor(shown, changed.start), floor(shown, changed.end));
    let mut line = window(shown, from, to.max(from), style).line;
    if out.trim_end().lines().nth(1).is_some() {
        line.push_str(CUT);
    }
    Some(line)
}

/// Cuts a line around `from..to` so that it takes no more than the style's columns.
fn window(line: &str, from: usize, to: usize, style: Style) -> Frame {
    let room = style.columns.max(24);
    let cell = |ch: char| if ch == '\t' { TAB } else { style.width(tamed(ch)) };
    let (head, rest) = (line.get(..from).unwrap_or_default(), line.get(from..).unwrap_or_default());
    // Leave most of the room to what follows, but show all that precedes where the line is short.
    let fits = line.len() <= room * 4 && line.chars().map(cell).sum::<usize>() <= room;
    let (mut left, mut used) = (from, 0);
    let most = if fits { room } else { room / 3 };
    for (at, ch) in head.char_indices().rev() {
        if used + cell(ch) > most {
            break;
        }
        used += cell(ch);
        left = at;
    }
    let mut frame = Frame { line: String::new(), before: 0, marks: 0 };
    let mut column = 0;
    if left > 0 {
        frame.line.push_str(CUT);
        column = CUT.len();
    }
    for ch in line.get(left..from).unwrap_or_default().chars() {
        column += put(&mut frame.line, ch, column, style);
    }
    frame.before = column;
    let span = to - from;
    for (at, ch) in rest.char_indices() {
        if !fits && column + cell(ch) + CUT.len() > room {
            frame.line.push_str(CUT);
            break;
        }
        let width = put(&mut frame.line, ch, column, style);
        column += width;
        if at < span {
            frame.marks += width;
        }
    }
    frame.marks = frame.marks.max(1);
    frame
}

/// Adds a character, a tab as blanks up to the next stop; returns the cells it takes.
fn put(out: &mut String, ch: char, column: usize, style: Style) -> usize {
    if ch == '\t' {
        let width = TAB - column % TAB;
        out.extend(std::iter::repeat_n(' ', width));
        return width;
    }
    let ch = tamed(ch);
    out.push(ch);
    style.width(ch)
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
