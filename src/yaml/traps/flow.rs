//! Flow collections: `{值: 83, 单位: 名}`, `[甲, 乙]`.

use std::ops::Range;

use super::context::{Context, plausible};
use super::key::{Colon, Found, colon_kind, wide_quoted};
use super::value::{closing, inner_colon};
use super::{Scan, is_blank};
use crate::diagnostic::{Fault, Fix};

/// Most brackets that may be open at once.
const DEPTH: usize = 24;

impl Scan<'_> {
    /// One past the bracket that closes the flow collection at `at`; `None` where there is none before
    /// the next key.
    pub(super) fn flow_end(&mut self, at: usize, indent: usize) -> Option<usize> {
        let mut depth = 0_usize;
        let mut line = at;
        let mut from = at;
        while line < self.end {
            let stop = line + self.line_text(line).len();
            self.budget = self.budget.checked_sub(stop - line + 1)?;
            if line > at {
                let text = self.line_text(line);
                let content = text.trim_start_matches(is_blank);
                let start = stop - content.len();
                let shallow = start - line <= indent && !content.starts_with([']', '}']);
                if shallow && !content.is_empty() && self.entry(start, stop) {
                    return None;
                }
            }
            while from < stop {
                let byte = self.text.as_bytes()[from];
                match byte {
                    b'"' | b'\'' if self.opens(from) => {
                        from += closing(&self.text[from..stop], char::from(byte)).unwrap_or(1);
                        continue;
                    }
                    b'[' | b'{' => depth += 1,
                    b']' | b'}' => {
                        depth = depth.saturating_sub(1);
                        if depth == 0 {
                            return Some(from + 1);
                        }
                    }
                    b'#' if self.after_blank(from) => break,
                    _ => {}
                }
                from += 1;
            }
            line = self.after_line(line);
            from = line;
        }
        None
    }

    /// Whether a quote at `at` begins a text: only blanks stand between it and a mark.
    fn opens(&self, at: usize) -> bool {
        let before = self.text[..at].trim_end_matches([' ', '\t', '\n', '\r']);
        before.ends_with(['[', '{', ',', ':'])
    }

    /// Whether the comma at `at` parts thousands: `1,200` with nothing but a bracket or comma after.
    fn thousands(&self, at: usize, end: usize) -> bool {
        let (before, after) = (&self.text[..at], &self.text[at + 1..end]);
        let lead = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let start = before[..at - lead].trim_end_matches([' ', '-']);
        let next = after[digits..].trim_start_matches([' ', '\t', '\r', '\n']);
        (1..=3).contains(&lead)
            && digits == 3
            && start.ends_with([':', '：', ','])
            && next.starts_with([',', '}', '.'])
    }

    fn after_blank(&self, at: usize) -> bool {
        at > 0 && matches!(self.text.as_bytes()[at - 1], b' ' | b'\t' | b'\n')
    }

    /// Looks through the entries of a closed flow collection.
    pub(super) fn flow(&mut self, at: usize, end: usize, context: Context) {
        // Open collections: whether a mapping, what it holds, where the entry began, whether that
        // entry holds a collection of its own, and what its value is.
        let mut open: Vec<(bool, Context, usize, bool)> = Vec::new();
        let mut here = at;
        while here < end {
            let byte = self.text.as_bytes()[here];
            match byte {
                b'"' | b'\'' if self.opens(here) => {
                    here += closing(&self.text[here..end], char::from(byte)).unwrap_or(1);
                    continue;
                }
                b'#' if self.after_blank(here) => {
                    // A comment ends the line, not the entry; entries with one are left alone.
                    if let Some(top) = open.last_mut() {
                        top.3 = true;
                    }
                    here = self.after_line(here);
                    continue;
                }
                b'[' | b'{' => {
                    let holds = match open.last_mut() {
                        None => context,
                        Some((mapping, context, start, nested)) => {
                            *nested = true;
                            let (mapping, context, start) = (*mapping, *context, *start);
                            if mapping {
                                match self.flow_key(start..here, context) {
                                    Some(key) => {
                                        self.separator(&key);
                                        context.below(&self.text[key.name])
                                    }
                                    None => Context::Unknown,
                                }
                            } else {
                                context.item()
                            }
                        }
                    };
                    if open.len() >= DEPTH {
                        return;
                    }
                    open.push((byte == b'{', holds, here + 1, false));
                }
                b',' if open.last().is_some_and(|top| top.0) && self.thousands(here, end) => {
                    let fault = Fault::new(
                        "Y013",
                        self.span(here, here + 1),
                        "数字里不要用逗号分隔，YAML 会把后半截当成又一个键",
                    );
                    let fix = Fix::safe(self.span(here, here + 1), "");
                    self.mend(fault.help("只写数字").fix(fix));
                }
                b',' | b']' | b'}' => {
                    if let Some(&(mapping, context, start, nested)) = open.last() {
                        if !nested {
                            self.entry_of(start..here, mapping, context);
                        }
                        if byte == b',' {
                            if let Some(top) = open.last_mut() {
                                (top.2, top.3) = (here + 1, false);
                            }
                        } else {
                            open.pop();
                        }
                    }
                }
                _ => {}
            }
            here += 1;
        }
    }

    /// A flow mapping in full-width brackets, `｛值: 83，单位: 名｝`, from its first bracket to the end of its
    /// value; whether it is one.
    pub(super) fn wide_flow(&mut self, at: usize, end: usize, context: Context) -> bool {
        let (open, close) = ('｛'.len_utf8(), '｝'.len_utf8());
        let value = &self.text[at..end];
        let pair = value.starts_with('｛') && value.ends_with('｝') && context.mapping();
        if !pair || value[open..].contains(['[', '{', '#', '"', '\'', '｛']) {
            return false;
        }
        let inside = at + open..end - close;
        let Some(key) = self.flow_key(inside.clone(), context) else { return false };
        if !context.knows(&self.text[key.name]) {
            return false;
        }
        let message = "花括号“｛｝”是全角的，YAML 只认半角的 { }";
        let edits = vec![self.edit(at, at + open, "{"), self.edit(end - close, end, "}")];
        let fault = Fault::new("Y001", self.span(at, at + open), message);
        self.mend(fault.fix(Fix { safe: true, edits }));
        let mut start = inside.start;
        while start < inside.end {
            let stop = self.text[start..inside.end].find(',').map_or(inside.end, |at| start + at);
            self.entry_of(start..stop, true, context);
            start = stop + 1;
        }
        true
    }

    /// One entry of a flow collection that holds no collection itself.
    fn entry_of(&mut self, range: Range<usize>, mapping: bool, context: Context) {
        if !mapping {
            let item = context.item();
            return self.flow_value(range, item, item.mapping());
        }
        // Full-width commas: each that a known key follows parts two entries.
        let mut start = range.start;
        let pieces: Vec<usize> = self.text[range.clone()]
            .match_indices(['，', '；', '、'])
            .map(|(offset, _)| range.start + offset)
            .collect();
        for comma in pieces {
            let after = comma + '，'.len_utf8();
            let next = self.flow_key(after..range.end, context);
            let known = next.is_some_and(|key| {
                let name = &self.text[key.name];
                context.knows(name) || context.free() && name.chars().all(|ch| ch.is_ascii_digit())
            });
            if known {
                self.pair(start..comma, context);
                let mark = &self.text[comma..after];
                let message = format!("“{mark}”隔开了两个键，YAML 只认半角逗号");
                let rest = self.text[after..range.end].trim_start_matches(is_blank);
                let fix = Fix::safe(self.span(comma, range.end - rest.len()), ", ");
                self.mend(Fault::new("Y001", self.span(comma, after), message).fix(fix));
                start = range.end - rest.len();
            }
        }
        self.pair(start..range.end, context);
    }

    /// A key with its value.
    fn pair(&mut self, range: Range<usize>, context: Context) {
        let Some(key) = self.flow_key(range.clone(), context) else { return };
        let below = context.below(&self.text[key.name.clone()]);
        if self.text[key.value..range.end].trim().is_empty() {
            let key = Found { value: key.separator.start, ..key };
            if key.colon != Colon::Sound {
                let start = key.separator.start;
                let end = start + self.text[start..].chars().next().map_or(0, char::len_utf8);
                self.separator(&Found { separator: start..end, ..key });
            }
            return;
        }
        self.separator(&key);
        self.flow_value(key.value..range.end, below, false);
    }

    /// The key of an entry.
    fn flow_key(&self, range: Range<usize>, context: Context) -> Option<Found> {
        let entry = &self.text[range.clone()];
        let begin = range.end
            - entry.trim_start_matches(|ch| is_blank(ch) || ch == '\n' || ch == '\r').len();
        let entry = &self.text[begin..range.end];
        let (mut name, mut colon) = (begin..begin, None);
        if entry.starts_with(['"', '\'']) {
            let close = closing(entry, entry.chars().next()?)?;
            let rest = entry[close..].trim_start_matches([' ', '\t']);
            let kind = colon_kind(rest)?;
            // After a quoted key a flow mapping takes a colon without a space.
            let kind = if kind == Colon::Tight { Colon::Sound } else { kind };
            name = begin + 1..begin + close - 1;
            colon = Some((range.end - rest.len(), kind));
        } else if let Some(word) = wide_quoted(entry)
            .filter(|word| context.knows(word) || context.free() && plausible(word))
        {
            let open = '“'.len_utf8();
            name = begin + open..begin + open + word.len();
            let rest = entry[2 * open + word.len()..].trim_start_matches([' ', '\t']);
            colon = Some((range.end - rest.len(), colon_kind(rest)?));
        } else {
            let mut first = None;
            for (offset, ch) in entry.char_indices().filter(|(_, ch)| matches!(ch, ':' | '：')) {
                let at_end = offset + ch.len_utf8() == entry.len();
                let kind = match colon_kind(&entry[offset..])? {
                    Colon::Tight if at_end => Colon::Sound,
                    kind => kind,
                };
                let word = entry[..offset].trim_end_matches(is_blank);
                if kind == Colon::Sound {
                    // A full-width colon before it counts only where it ends a known key.
                    let first = first
                        .take()
                        .filter(|(word, ..): &(&str, usize, Colon)| context.knows(word));
                    let (word, offset, kind) = first.unwrap_or((word, offset, kind));
                    name = begin..begin + word.len();
                    colon = Some((begin + offset, kind));
                    break;
                }
                first = first.or(Some((word, offset, kind)));
            }
            if let (None, Some((word, offset, kind))) = (&colon, first) {
                let label = context.free() && (kind == Colon::Wide || !digits(word));
                if !plausible(word) || !(context.knows(word) || label) {
                    return None;
                }
                name = begin..begin + word.len();
                colon = Some((begin + offset, kind));
            }
        }
        let (at, kind) = colon?;
        let width = if kind == Colon::Wide { '：'.len_utf8() } else { 1 };
        let rest = self.text[at + width..range.end].trim_start_matches(is_blank);
        let value = range.end - rest.len();
        Some(Found { name, separator: at..value, value, colon: kind })
    }

    /// A scalar in a flow collection.
    fn flow_value(&mut self, range: Range<usize>, context: Context, pair: bool) {
        let blank = |ch: char| matches!(ch, ' ' | '\t' | '\r' | '\n');
        let value = self.text[range.clone()].trim_end_matches(blank);
        let end = range.start + value.len();
        let value = value.trim_start_matches(blank);
        let at = end - value.len();
        let Some(first) = value.chars().next() else { return };
        let quote = |scan: &Self| Fix { safe: true, edits: scan.quote(at, end) };
        match first {
            '*' | '&' | '!' | '@' | '`' | '%' | '|' | '>' => {
                let what = match first {
                    '*' => "YAML 会把它当成别名",
                    '&' => "YAML 会把它当成锚点",
                    '!' => "YAML 会把它当成标签",
                    _ => "YAML 不允许这样",
                };
                let fault =
                    Fault::new("Y003", self.span(at, at + 1), format!("值以“{first}”开头，{what}"));
                let fix = quote(self);
                self.mend(fault.help("给整个值加上引号").fix(fix));
            }
            '"' | '\'' | '[' | '{' => {}
            _ if pair => {}
            _ => {
                let Some(colon) = inner_colon(value) else { return };
                let place = self.span(at + colon, at + colon + 1);
                if !context.scalar() && matches!(context, Context::Shape(_)) && context.mapping() {
                    return;
                }
                let message = "值里有半角冒号加空格，YAML 会把冒号前面当成又一个键";
                let fix = quote(self);
                let fault = Fault::new("Y004", place, message);
                self.mend(fault.help("给整个值加上引号，或者改用全角冒号").fix(fix));
            }
        }
    }
}

fn digits(text: &str) -> bool {
    text.chars().all(|ch| ch.is_ascii_digit())
}
