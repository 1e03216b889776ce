//! The traps that YAML sets for Chinese writers, found line by line before the parser runs.
//!
//! The scanner follows indentation, block scalars, quotes and flow collections just closely enough to
//! know where a key and where a value can stand; the shapes tell it whether text or a mapping is meant.
//! It says nothing where it is not sure: what it misses, the parser still reports.

mod context;
mod flow;
mod key;
#[cfg(test)]
mod tests;
mod value;

use std::ops::Range;

use self::context::Context;
use super::lines::corrected;
use super::shape::Record;
use crate::diagnostic::{Edit, Fault, Fix};
use crate::source::{FileId, Span};

/// Most traps reported of one text.
const MOST: usize = 200;

/// What the scanner found: faults, and the edits that mend the text, sorted by place.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) faults: Vec<Fault>,
    pub(super) edits: Vec<Edit>,
}

/// Scans the YAML in `range` of a file's text.
pub(super) fn find(
    text: &str,
    file: FileId,
    range: Range<usize>,
    record: &'static Record,
) -> Found {
    let mut scan = Scan {
        text,
        file,
        end: range.end,
        next: range.start,
        levels: Vec::new(),
        pending: Some(Pending { indent: None, context: Context::Record(record) }),
        record,
        budget: 8 * range.len() + 4096,
        faults: Vec::new(),
        edits: Vec::new(),
    };
    scan.control(range);
    while scan.next < scan.end && scan.faults.len() < MOST {
        let start = scan.next;
        scan.next = scan.after_line(start);
        scan.line(start);
    }
    scan.finish()
}

/// A block collection that is open.
#[derive(Debug, Clone, Copy)]
struct Level {
    /// Column of its keys or dashes, as mended.
    indent: usize,
    list: bool,
    context: Context,
}

/// A key or dash whose value may follow on the next lines.
#[derive(Debug, Clone, Copy)]
struct Pending {
    /// Its column; `None` for the text as a whole.
    indent: Option<usize>,
    context: Context,
}

struct Scan<'a> {
    text: &'a str,
    file: FileId,
    end: usize,
    /// Where the next line begins.
    next: usize,
    levels: Vec<Level>,
    pending: Option<Pending>,
    record: &'static Record,
    /// Bytes that may still be looked ahead, so that unclosed quotes cost no more than the text is long.
    budget: usize,
    /// Each with whether its fix mends the text before it is parsed.
    faults: Vec<(Fault, bool)>,
    edits: Vec<Edit>,
}

impl<'a> Scan<'a> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }

    fn edit(&self, start: usize, end: usize, text: &str) -> Edit {
        Edit { span: self.span(start, end), text: text.to_owned() }
    }

    /// Reports a trap whose fix mends the text.
    fn mend(&mut self, fault: Fault) {
        if let Some(fix) = &fault.fix {
            self.edits.extend(fix.edits.iter().cloned());
        }
        self.faults.push((fault, true));
    }

    /// The first byte after the line that `at` stands on.
    fn after_line(&self, at: usize) -> usize {
        self.text[at..self.end].find('\n').map_or(self.end, |found| at + found + 1)
    }

    /// The text of the line that begins at `start`, without its end and trailing blanks.
    fn line_text(&self, start: usize) -> &'a str {
        self.text[start..self.after_line(start)].trim_end_matches([' ', '\t', '\r', '\n'])
    }

    /// Control characters (Y014): each becomes a blank.
    fn control(&mut self, range: Range<usize>) {
        let bad = |byte: u8| matches!(byte, 0..=8 | 11 | 12 | 14..=31 | 127);
        let places: Vec<usize> = self.text.as_bytes()[range.clone()]
            .iter()
            .enumerate()
            .filter(|&(_, &byte)| bad(byte))
            .map(|(at, _)| range.start + at)
            .collect();
        let Some(&first) = places.first() else { return };
        let edits = places.iter().map(|&at| self.edit(at, at + 1, " ")).collect();
        let message = match places.len() {
            1 => "这里有一个看不见的控制字符".to_owned(),
            count => format!("从这里起有{count}个看不见的控制字符"),
        };
        let fault = Fault::new("Y014", self.span(first, first + 1), message)
            .help("控制字符常从别的软件复制而来，换成空格即可")
            .fix(Fix { safe: true, edits });
        self.mend(fault);
    }

    fn line(&mut self, start: usize) {
        let line = self.line_text(start);
        let content = line.trim_start_matches(is_blank);
        let at = start + line.len() - content.len();
        let lead = &self.text[start..at];
        let odd = lead.bytes().any(|byte| byte != b' ');
        if content.is_empty() || content.starts_with('#') {
            // A blank line or comment: nothing to tell, but full-width spaces would be text to YAML.
            if !lead.is_ascii() {
                self.edits.push(self.edit(start, at, &" ".repeat(lead.chars().count())));
            }
            return;
        }
        if lead.is_empty() && (content == "---" || content == "...") {
            return;
        }
        let stop = start + line.len();
        let indent = if odd { self.odd_indent(lead, at, stop) } else { lead.len() };
        if odd {
            self.indentation(start, at, indent);
        }
        let inside = self.levels.last().is_some_and(|level| indent > level.indent);
        if self.pending.is_none() && inside {
            return;
        }
        self.content(at, stop, indent);
    }

    /// A line's content: dashes, then a key with its value, or a value alone.
    fn content(&mut self, mut at: usize, stop: usize, mut indent: usize) {
        loop {
            while self.levels.last().is_some_and(|level| level.indent > indent) {
                self.levels.pop();
            }
            let Some((inside, width)) = self.dash(at, stop, indent) else { break };
            let context = match self.levels.last() {
                Some(level) if level.list && level.indent == indent => level.context,
                _ => {
                    let context = self.pending.map_or(Context::Unknown, |pending| pending.context);
                    self.levels.push(Level { indent, list: true, context });
                    context
                }
            };
            let item = context.item();
            self.pending = Some(Pending { indent: Some(indent), context: item });
            if inside >= stop || self.text[inside..stop].starts_with('#') {
                return;
            }
            at = inside;
            indent += width;
        }
        while self.levels.last().is_some_and(|level| level.list && level.indent == indent) {
            self.levels.pop();
        }
        let level = self.levels.last().copied().filter(|level| level.indent == indent);
        let (context, parent) = match (level, self.pending) {
            (Some(level), _) => (level.context, None),
            (None, Some(pending)) if pending.indent.is_none_or(|above| indent > above) => {
                (pending.context, Some(pending))
            }
            _ => {
                self.pending = None;
                return;
            }
        };
        let key = if context.mapping() { self.key(at, stop, context) } else { None };
        match (key, parent) {
            (Some(key), _) => {
                if level.is_none() {
                    self.levels.push(Level { indent, list: false, context });
                }
                self.separator(&key);
                let below = context.below(&self.text[key.name.clone()]);
                self.value(key.value, stop, below, indent);
            }
            (None, Some(pending)) => {
                self.value(at, stop, context, pending.indent.unwrap_or_default());
            }
            (None, None) => self.pending = None,
        }
    }

    /// A list's dash at `at`: where its item begins, and how wide dash and blanks are as mended.
    fn dash(&mut self, at: usize, stop: usize, indent: usize) -> Option<(usize, usize)> {
        let content = &self.text[at..stop];
        let mark = content.chars().next()?;
        let rest = &content[mark.len_utf8()..];
        let item = rest.trim_start_matches(is_blank);
        let inside = stop - item.len();
        if mark == '-' && (rest.is_empty() || rest.starts_with([' ', '\t'])) {
            return Some((inside, inside - at));
        }
        let expected = match (self.levels.last(), self.pending) {
            (Some(level), _) if level.list && level.indent == indent => true,
            (_, Some(pending)) => {
                pending.indent.is_some_and(|above| indent >= above) && pending.context.list()
            }
            _ => false,
        };
        if !expected || item.is_empty() {
            return None;
        }
        let message = match mark {
            '－' | '—' | '–' | '−' if !rest.starts_with(['－', '—', '–', '−', '-']) =>
            {
                format!("列表的短横是“{mark}”，YAML 只认半角的“-”")
            }
            '-' if !rest.starts_with(|ch: char| ch == '-' || ch.is_ascii_digit()) => {
                "列表的短横后面少了一个空格".to_owned()
            }
            _ => return None,
        };
        let fix = Fix::safe(self.span(at, inside), "- ");
        let end = at + mark.len_utf8();
        self.mend(Fault::new("Y007", self.span(at, end), message).fix(fix));
        Some((inside, 2))
    }

    /// The column that an indentation with tabs or full-width spaces is meant to be.
    fn odd_indent(&self, lead: &str, at: usize, stop: usize) -> usize {
        let Some(top) = self.levels.last() else { return 0 };
        let content = &self.text[at..stop];
        let tabs = lead.bytes().filter(|&byte| byte == b'\t').count();
        let columns: usize =
            lead.chars().map(|ch| if matches!(ch, '\t' | '\u{3000}') { 2 } else { 1 }).sum();
        let mut indents: Vec<usize> = self.levels.iter().map(|level| level.indent).collect();
        indents.dedup();
        if self.pending.is_none() && !self.entry(at, stop) {
            // The second line of a text.
            return columns.max(top.indent + 1);
        }
        // A key stands among keys, a dash among dashes.
        let dash = content.starts_with(['-', '－']);
        let fits = |indent: usize| {
            self.levels.iter().any(|level| level.indent == indent && level.list == dash)
        };
        let near = |columns: usize| {
            let indents = indents.iter().copied().filter(|&indent| fits(indent));
            indents.min_by_key(|indent| indent.abs_diff(columns)).unwrap_or(columns)
        };
        let above = self.pending.and_then(|pending| pending.indent);
        if tabs == lead.len() {
            // Deeper than the last only where its value is still to come.
            return match indents.get(tabs) {
                Some(&indent) if above.is_some() || fits(indent) => indent,
                None if above.is_some() => top.indent + 2,
                other => near(other.copied().unwrap_or(top.indent)),
            };
        }
        if fits(columns) || above.is_some_and(|above| columns > above) {
            return columns;
        }
        near(columns)
    }

    /// Whether a line looks like a dash or a key of the collections that are open.
    fn entry(&self, at: usize, stop: usize) -> bool {
        if self.text[at..stop].starts_with(['-', '－']) {
            return true;
        }
        self.levels.iter().any(|level| self.key(at, stop, level.context).is_some())
    }

    fn indentation(&mut self, start: usize, at: usize, indent: usize) {
        let lead = &self.text[start..at];
        let what = match (lead.contains('\t'), lead.contains('\u{3000}')) {
            (true, true) => "制表符和全角空格",
            (true, false) => "制表符",
            (false, true) => "全角空格",
            (false, false) => "特殊的空格",
        };
        let fix = Fix::safe(self.span(start, at), " ".repeat(indent));
        let message = format!("缩进用了{what}，YAML 只认半角空格");
        self.mend(Fault::new("Y002", self.span(start, at), message).fix(fix));
    }

    fn finish(mut self) -> Found {
        self.edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        let edits = self.edits;
        let mut faults = Vec::with_capacity(self.faults.len());
        for (mut fault, mended) in self.faults {
            let own = fault.fix.as_ref().map(|fix| fix.edits.as_slice()).unwrap_or_default();
            let edits = if mended { edits.as_slice() } else { own };
            let line = corrected(self.text, fault.span, edits);
            let line = if fault.rule == "Y002" { line.as_str() } else { line.trim_start() };
            fault.help = match fault.help.as_str() {
                "" => format!("改为：{line}"),
                help => format!("{help}。改为：{line}"),
            };
            faults.push(fault);
        }
        faults.sort_by_key(|fault| fault.span.start);
        Found { faults, edits }
    }
}

/// Blanks of every kind that begin a line, or stand between a colon and a value.
fn is_blank(ch: char) -> bool {
    matches!(ch, ' ' | '\t' | '\u{3000}' | '\u{a0}' | '\u{2000}'..='\u{200b}' | '\u{feff}')
}
