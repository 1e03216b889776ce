//! From text to a checked tree: traps first, then a mended copy is parsed, then the shapes are asked.

use std::ops::Range;

use super::check::check;
use super::lines::{Mended, corrected};
use super::node::{Key, Node, Value};
use super::parse::{DEPTH, Failure, Kind, NODES, parse};
use super::shape::Record;
use super::traps;
use crate::diagnostic::{Edit, Fault};
use crate::source::{FileId, Span};

/// Most failures of the parser that are told.
const MOST: usize = 20;

/// Reads the YAML in `range` of a file's text against a record. The tree is a mapping, empty where
/// nothing could be understood; its keys bear their Chinese names and stand once each, and its values
/// are of the kinds their shapes want.
#[must_use]
pub fn read(
    text: &str,
    file: FileId,
    range: Range<usize>,
    record: &'static Record,
) -> (Node, Vec<Fault>) {
    let span = Span::new(file, range.start, range.end);
    if text.get(range.clone()).is_none() {
        return (Node { value: Value::Map(Vec::new()), span }, Vec::new());
    }
    let found = traps::find(text, file, range.clone(), record);
    let mended = Mended::new(text, range.clone(), &found.edits);
    let mut faults = found.faults;
    let mut node = match parse(&mended.text, file, 0) {
        Ok(node) => node,
        Err(failure) => {
            let mut salvage = Salvage { mended: &mended.text, file, failures: Vec::new() };
            let node = salvage.blocks(0..mended.text.len(), 0);
            if salvage.failures.is_empty() {
                salvage.failures.push(failure);
            }
            for failure in &salvage.failures {
                let fault = told(failure, text, file, &mended, range.end);
                // A trap already told on the same line says it better.
                if !faults.iter().any(|known| same_line(text, known.span, fault.span)) {
                    faults.push(fault);
                }
            }
            node
        }
    };
    relocate(&mut node, &mended, file);
    node.span = span;
    let trapped = faults.len();
    check(&mut node, record, text, &mut faults);
    one_line(text, &mut faults, trapped, &found.edits);
    faults.sort_by_key(|fault| (fault.span.start, fault.rule));
    (node, faults)
}

/// Lets all faults that stand on one line show the same corrected line. `trapped` is how many are traps,
/// `edits` what mended those.
fn one_line(text: &str, faults: &mut [Fault], trapped: usize, edits: &[Edit]) {
    let safe = |fault: &&Fault| fault.fix.as_ref().is_some_and(|fix| fix.safe);
    let own = |fault: &Fault| fault.fix.as_ref().map_or_else(Vec::new, |fix| fix.edits.clone());
    let mut all: Vec<Edit> = edits.to_vec();
    all.extend(faults.iter().skip(trapped).filter(safe).flat_map(own));
    if all.len() == edits.len() {
        return;
    }
    all.sort_by_key(|edit| (edit.span.start, edit.span.end));
    for (at, fault) in faults.iter_mut().enumerate() {
        if !safe(&&*fault) {
            continue;
        }
        let mine = own(fault);
        let before = if at < trapped { edits } else { &mine };
        let shown = corrected(text, fault.span, before);
        let now = corrected(text, fault.span, &all);
        let (shown, now) = match fault.help.ends_with(&shown) {
            true => (shown.as_str(), now.as_str()),
            false => (shown.trim_start(), now.trim_start()),
        };
        if let Some(advice) = fault.help.strip_suffix(shown).filter(|_| !shown.is_empty()) {
            fault.help = format!("{advice}{now}");
        }
    }
}

fn same_line(text: &str, one: Span, other: Span) -> bool {
    let (low, high) = (one.start.min(other.start), one.start.max(other.start));
    text.get(low as usize..high as usize).is_some_and(|between| !between.contains('\n'))
}

/// Moves spans from the mended copy to the source.
fn relocate(node: &mut Node, mended: &Mended, file: FileId) {
    let place = |span: Span| {
        let start = mended.source(span.start as usize, false);
        let end = mended.source(span.end as usize, true);
        Span::new(file, start, end.max(start))
    };
    node.span = place(node.span);
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| relocate(item, mended, file)),
        Value::Map(entries) => {
            for (key, value) in entries {
                key.span = place(key.span);
                relocate(value, mended, file);
            }
        }
        _ => {}
    }
}

/// Reads what can be read of a text that does not parse as a whole.
struct Salvage<'a> {
    mended: &'a str,
    file: FileId,
    failures: Vec<Failure>,
}

impl Salvage<'_> {
    /// Parses the entries of a mapping one by one; those that fail are gone into one by one, two levels
    /// down.
    fn blocks(&mut self, range: Range<usize>, depth: usize) -> Node {
        let span = Span::new(self.file, range.start, range.end);
        let mut entries: Vec<(Key, Node)> = Vec::new();
        for block in split(self.mended, range) {
            if self.failures.len() >= MOST {
                break;
            }
            match parse(&self.mended[block.clone()], self.file, block.start) {
                Ok(Node { value: Value::Map(found), .. }) => entries.extend(found),
                Ok(node) if node.is_null() => {}
                Ok(node) => {
                    let at = node.span.start as usize;
                    self.failures.push(Failure { at, kind: Kind::Other });
                }
                Err(failure) => {
                    let failure = Failure { at: block.start + failure.at, ..failure };
                    let (header, below) = self.header(block);
                    match (header, depth) {
                        (Some(key), 0..2) if !below.is_empty() => {
                            let before = self.failures.len();
                            let node = self.blocks(below, depth + 1);
                            if self.failures.len() == before {
                                self.failures.push(failure);
                            }
                            entries.push((key, node));
                        }
                        _ => self.failures.push(failure),
                    }
                }
            }
        }
        Node { value: Value::Map(entries), span }
    }

    /// The key of a block whose first line is `key:`, and the lines below.
    fn header(&self, block: Range<usize>) -> (Option<Key>, Range<usize>) {
        let text = &self.mended[block.clone()];
        let below = text.find('\n').map_or(block.end, |at| block.start + at + 1)..block.end;
        let first = text.lines().next().unwrap_or_default();
        let first = first.split(" #").next().unwrap_or_default().trim_end();
        let Some(name) = first.strip_suffix(':') else { return (None, below) };
        let bare = name.trim_start().trim_start_matches(['"', '\'']);
        let start = block.start + name.len() - bare.len();
        let name = bare.trim_end().trim_end_matches(['"', '\'']);
        let span = Span::new(self.file, start, start + name.len());
        (Some(Key { name: name.to_owned(), span }), below)
    }
}

/// The stretches that begin with the least indented lines.
fn split(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut at = range.start;
    for line in text[range.clone()].split_inclusive('\n') {
        let content = line.trim_start_matches(' ');
        let lead = line.len() - content.len();
        let inner = content.trim_end().is_empty() || content.starts_with(['#', '-', ']', '}']);
        if !inner {
            starts.push((at, lead));
        }
        at += line.len();
    }
    let least = starts.iter().map(|&(_, lead)| lead).min().unwrap_or_default();
    starts.retain(|&(_, lead)| lead == least);
    let ends = starts.iter().skip(1).map(|&(start, _)| start).chain([range.end]);
    starts.iter().zip(ends).map(|(&(start, _), end)| start..end).collect()
}

/// A failure of the parser, told at its place.
fn told(failure: &Failure, text: &str, file: FileId, mended: &Mended, end: usize) -> Fault {
    let at = mended.source(failure.at, false).min(end);
    let width =
        text[at..end].chars().next().filter(|ch| !ch.is_whitespace()).map_or(0, char::len_utf8);
    let span = Span::new(file, at, at + width);
    let (rule, message, help) = match failure.kind {
        Kind::StrayColon => (
            "Y013",
            "这里不能再有“键: 值”".to_owned(),
            "值里有半角冒号时给值加上引号；如果是新的一项，请另起一行，与同级的键左对齐",
        ),
        Kind::Indentation => (
            "Y013",
            "这一行的缩进或写法和上下文对不上".to_owned(),
            "同级的键要左对齐，下一级多缩进两个半角空格；每行写一个“键: 值”",
        ),
        Kind::Bracket => (
            "Y013",
            "方括号或花括号没有配对".to_owned(),
            "检查 [ ]、{ } 是否成对，各项之间用半角逗号隔开",
        ),
        Kind::Quote => ("Y013", "引号没有配对".to_owned(), "在值的末尾补上同样的半角引号"),
        Kind::Tab => ("Y013", "这里不能用制表符".to_owned(), "把制表符换成半角空格"),
        Kind::Escape => (
            "Y013",
            "双引号里的反斜杠写法 YAML 不认识".to_owned(),
            "把外面的双引号换成单引号，或者把 \\ 写成 \\\\",
        ),
        Kind::Character => {
            ("Y013", "这里不能出现这个字符".to_owned(), "如果它是文字的一部分，请给整个值加上引号")
        }
        Kind::Documents => (
            "Y013",
            "这里多了一行“---”，它后面的内容没有读".to_owned(),
            "一个文件里只写一份，请删去这一行",
        ),
        Kind::Alias => (
            "Y014",
            "不支持 YAML 的锚点（&）和别名（*）".to_owned(),
            "如果是文字，给整个值加上引号；如果要重复引用，请把内容再写一遍",
        ),
        Kind::Depth => {
            ("Y014", format!("嵌套太深（最多{DEPTH}层）"), "检查这里的方括号、花括号和缩进")
        }
        Kind::Size => (
            "Y014",
            format!("内容太多（最多{NODES}项）"),
            "把大批数据放进 CSV 文件，用“数据文件”引用",
        ),
        Kind::Other => {
            ("Y013", "这里读不懂".to_owned(), "每行写一个“键: 值”，冒号用半角，后面空一格")
        }
    };
    Fault::new(rule, span, message).help(help)
}
