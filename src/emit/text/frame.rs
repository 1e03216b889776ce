//! The line of source that a finding stands in, cut and measured.

use std::collections::{BTreeMap, HashSet};

use super::{Checked, Style, tamed};
use crate::diagnostic::{Edit, Fix, pick};
use crate::source::{FileId, Position, Source, Sources, Span};

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

/// The corrected lines of a report.
pub(super) struct Mended<'a> {
    /// The edits of all safe fixes that go together, by file and place.
    edits: Vec<&'a Edit>,
    /// Where the lines begin that were shown, with their files.
    shown: HashSet<(FileId, usize)>,
}

impl<'a> Mended<'a> {
    pub(super) fn of(report: &Checked<'a>) -> Self {
        let mut files: BTreeMap<FileId, Vec<&Fix>> = BTreeMap::new();
        let fixes = report.findings.iter().filter_map(|one| one.fault.fix.as_ref());
        for fix in fixes.filter(|fix| fix.safe) {
            if let Some(first) = fix.edits.first() {
                files.entry(first.span.file).or_default().push(fix);
            }
        }
        let mut edits = Vec::new();
        for (file, fixes) in files {
            let Some(source) = report.sources.get(file) else { continue };
            let taken = pick(&source.text, &fixes);
            let taken = fixes.iter().zip(taken).filter(|(_, taken)| *taken);
            edits.extend(taken.flat_map(|(fix, _)| &fix.edits));
        }
        edits.sort_by_key(|edit| (edit.span.file, edit.span.start, edit.span.end));
        Self { edits, shown: HashSet::new() }
    }

    /// The first line that a fix changes, as it reads then: for a safe fix with all that go with it on the
    /// line. `None` where the fix does nothing. And whether it was shown before.
    pub(super) fn line(
        &mut self,
        sources: &Sources,
        fix: &Fix,
        style: Style,
    ) -> (Option<String>, bool) {
        let Some(first) = fix.edits.iter().min_by_key(|edit| edit.span.start) else {
            return (None, false);
        };
        let Some(source) = sources.get(first.span.file) else { return (None, false) };
        let text = source.text.as_str();
        // Only as much of the line as can be shown: a line may be megabytes long.
        let reach = style.columns.saturating_mul(4).max(64);
        let at = floor(text, first.span.start as usize);
        let lowest = floor(text, at.saturating_sub(reach));
        let Some(head) = text.get(lowest..at) else { return (None, false) };
        let line = head.rfind('\n').map_or(lowest, |end| lowest + end + 1);
        let mine = |edit: &Edit| fix.edits.contains(edit);
        let key = (first.span.file, line);
        let from =
            self.edits.partition_point(|edit| (edit.span.file, edit.span.start as usize) < key);
        let all = self.edits.get(from..).unwrap_or_default();
        let near = all.iter().take_while(|edit| {
            edit.span.file == first.span.file && edit.span.start as usize <= at + reach
        });
        let mut edits: Vec<&Edit> = near.copied().collect();
        let together = fix.safe && fix.edits.iter().all(|edit| edits.contains(&edit));
        if !together {
            edits = fix.edits.iter().filter(|edit| edit.span.file == first.span.file).collect();
            edits.sort_by_key(|edit| edit.span.start);
        } else if !self.shown.insert(key) {
            return (mended(text, line, &edits, mine, style), true);
        }
        (mended(text, line, &edits, mine, style), false)
    }
}

/// The line that begins at `line` with edits applied, cut around those that are `mine`.
fn mended(
    text: &str,
    line: usize,
    edits: &[&Edit],
    mine: impl Fn(&Edit) -> bool,
    style: Style,
) -> Option<String> {
    let reach = style.columns.saturating_mul(4).max(64);
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
        if mine(edit) && changed.is_empty() {
            changed.start = out.len();
        }
        out.push_str(&edit.text);
        if mine(edit) {
            changed.end = out.len();
        }
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
