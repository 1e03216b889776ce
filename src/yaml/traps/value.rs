//! Values in block style: what they begin with, quotes, and what they hold (Y003, Y004, Y005).

use super::context::Context;
use super::{Pending, Scan, is_blank};
use crate::diagnostic::{Edit, Fault, Fix, Level};

impl Scan<'_> {
    /// A value that begins at `at` on a line that ends at `stop`, below a key or dash in column
    /// `indent`.
    pub(super) fn value(&mut self, at: usize, stop: usize, context: Context, indent: usize) {
        self.pending = None;
        let value = self.text[at..stop].trim_start_matches([' ', '\t']);
        let at = stop - value.len();
        let Some(first) = value.chars().next() else {
            self.pending = Some(Pending { indent: Some(indent), context });
            return;
        };
        match first {
            '#' => {
                self.hash(at, at, stop);
                self.pending = Some(Pending { indent: Some(indent), context });
            }
            '|' | '>' if header(value) => self.block(indent),
            '"' | '\'' => self.quoted(first, at, stop, indent),
            '[' | '{' if !value.starts_with("{{") => {
                if let Some(end) = self.flow_end(at, indent) {
                    self.after_flow(at, end, stop, context);
                }
            }
            '{' | '|' | '>' | '*' | '&' | '!' | '@' | '`' | '%' | ',' | ']' | '}' => {
                self.start(first, at, stop);
            }
            '｛' if self.wide_flow(at, self.comment(at, stop), context) => {}
            '-' | '?' if value[1..].starts_with([' ', '\t']) => self.start(first, at, stop),
            _ => self.plain(first, at, stop),
        }
    }

    /// A value that begins with a mark that means something to YAML (Y003).
    fn start(&mut self, first: char, at: usize, stop: usize) {
        let stop = self.comment(at, stop);
        let what = match first {
            '*' => "YAML 会把它当成别名",
            '&' => "YAML 会把它当成锚点",
            '!' => "YAML 会把它当成标签",
            '{' | '[' => "YAML 会把它当成列表或键值对",
            '|' | '>' => "YAML 会把它当成多行文字的记号",
            '-' | '?' => "YAML 会把它当成列表或键",
            _ => "YAML 不允许这样",
        };
        let message = format!("值以“{first}”开头，{what}");
        let fix = Fix { safe: true, edits: self.quote(at, stop) };
        let end = at + first.len_utf8();
        let fault =
            Fault::new("Y003", self.span(at, end), message).help("给整个值加上引号").fix(fix);
        self.mend(fault);
    }

    /// Whatever follows a flow collection that ends at `end`.
    fn after_flow(&mut self, at: usize, end: usize, stop: usize, context: Context) {
        let line_end = if end <= stop { stop } else { end + self.line_text(end).len() };
        let rest = self.text[end..line_end].trim_start_matches([' ', '\t']);
        if rest.is_empty() || rest.starts_with('#') && rest.len() < line_end - end {
            self.flow(at, end, context);
        } else if end <= stop && !rest.starts_with([']', '}', ',']) {
            let first = self.text[at..].chars().next().unwrap_or('[');
            self.start(first, at, stop);
            return;
        }
        if end > stop {
            self.next = self.after_line(end);
        }
    }

    /// A plain value: what YAML would cut it at.
    fn plain(&mut self, first: char, at: usize, stop: usize) {
        let end = self.comment(at, stop);
        let value = &self.text[at..end];
        if let Some(colon) = inner_colon(value) {
            let fix = Fix { safe: true, edits: self.quote(at, end) };
            let place = self.span(at + colon, at + colon + 1);
            let fault = if matches!(first, '“' | '”' | '‘' | '’') {
                let message = "全角引号不是 YAML 的引号，里面的半角冒号照样会把值断开";
                Fault::new("Y005", place, message).help("在全角引号外面再加一对半角引号")
            } else {
                let message = "值里有半角冒号加空格，YAML 会把冒号前面当成又一个键";
                Fault::new("Y004", place, message).help("给整个值加上引号，或者改用全角冒号")
            };
            self.mend(fault.fix(fix));
        } else if end < stop {
            let hash = stop - self.text[end..stop].trim_start_matches([' ', '\t']).len();
            self.hash(hash, at, stop);
        }
    }

    /// A comment that may be meant as text: `#乡村振兴#`, `C #1`. The text itself begins at `at`.
    fn hash(&mut self, hash: usize, at: usize, stop: usize) {
        let rest = &self.text[hash + 1..stop];
        let topic = rest
            .find('#')
            .is_some_and(|end| end > 0 && !rest[..end].contains(|ch: char| ch.is_whitespace()));
        let number = rest.starts_with(|ch: char| ch.is_ascii_digit()) && hash > at;
        if !topic && !number {
            return;
        }
        let edits = self.quote(at, stop);
        let message = "“#”前面有空格，YAML 会把“#”和它后面的文字当成注释丢掉";
        let fault = Fault::new("Y004", self.span(hash, hash + 1), message)
            .help("如果是正文，给整个值加上引号")
            .fix(Fix { safe: false, edits })
            .level(Level::Hint);
        self.faults.push((fault, false));
    }

    /// A value that begins with a half-width quote (Y005 where it does not end with it).
    fn quoted(&mut self, quote: char, at: usize, stop: usize, indent: usize) {
        let line = &self.text[at..stop];
        if let Some(close) = closing(line, quote) {
            let rest = line[close..].trim_start_matches([' ', '\t']);
            if rest.is_empty() || rest.starts_with('#') && line[close..].starts_with([' ', '\t']) {
                return;
            }
            let end = self.comment(at, stop);
            let message = "引号没有包住整个值，YAML 读到引号后面就断了";
            let fix = Fix { safe: true, edits: self.quote(at, end) };
            let place = self.span(at + close - 1, at + close);
            let fault =
                Fault::new("Y005", place, message).help("在整个值外面再加一对引号").fix(fix);
            return self.mend(fault);
        }
        let wide = line.chars().next_back().filter(|ch| matches!(ch, '”' | '“' | '’' | '‘'));
        if let Some(wide) = wide {
            let from = stop - wide.len_utf8();
            let message = format!("引号以半角的 {quote} 开始，却以全角的 {wide} 结束");
            let fix = Fix::safe(self.span(from, stop), quote.to_string());
            let fault = Fault::new("Y005", self.span(from, stop), message);
            return self.mend(fault.help("两边都用半角引号").fix(fix));
        }
        if let Some(end) = self.quote_end(quote, at, indent) {
            self.next = self.after_line(end);
            return;
        }
        let message = format!("引号 {quote} 没有配对");
        let fix = Fix::suggestion(self.span(stop, stop), quote.to_string());
        let fault = Fault::new("Y005", self.span(at, at + 1), message);
        self.mend(fault.help("在值的末尾补上引号").fix(fix));
    }

    /// Where a quoted text that runs on over the next lines ends.
    fn quote_end(&mut self, quote: char, at: usize, indent: usize) -> Option<usize> {
        let first = self.after_line(at);
        let mut line = first;
        while line < self.end {
            let text = self.line_text(line);
            self.budget = self.budget.checked_sub(text.len() + 1)?;
            let content = text.trim_start_matches([' ', '\t']);
            let shallow = text.len() - content.len() <= indent;
            let start = line + text.len() - content.len();
            if shallow && !content.is_empty() && self.entry(start, line + text.len()) {
                return None;
            }
            if closing(&format!("{quote}{text}"), quote).is_some() {
                return Some(line + text.len());
            }
            line = self.after_line(line);
        }
        None
    }

    /// Skips the lines of a block scalar below a key in column `indent`.
    fn block(&mut self, indent: usize) {
        let mut column = None;
        while self.next < self.end && self.faults.len() < super::MOST {
            let start = self.next;
            let line = self.line_text(start);
            let content = line.trim_start_matches(is_blank);
            let at = start + line.len() - content.len();
            let lead = &self.text[start..at];
            let spaces = lead.bytes().take_while(|&byte| byte == b' ').count();
            let odd = spaces < lead.len();
            // Full-width spaces deeper than the block are the writer's own.
            if !content.is_empty() && spaces <= indent {
                if !odd || self.entry(at, start + line.len()) {
                    return;
                }
                let column = *column.get_or_insert(indent + 2);
                self.indentation(start, at, column);
            } else if !content.is_empty() {
                column.get_or_insert(spaces);
            } else if !lead.is_ascii() && spaces <= indent {
                self.edits.push(self.edit(start, at, ""));
            }
            self.next = self.after_line(start);
        }
    }

    /// Edits that put quotes around a stretch.
    pub(super) fn quote(&self, at: usize, end: usize) -> Vec<Edit> {
        let value = &self.text[at..end];
        let mark = if value.contains(['"', '\\']) { "'" } else { "\"" };
        let mut edits = vec![self.edit(at, at, mark)];
        if mark == "'" {
            let inner = value.match_indices('\'').map(|(offset, _)| at + offset);
            edits.extend(inner.map(|quote| self.edit(quote, quote, "'")));
        }
        edits.push(self.edit(end, end, mark));
        edits
    }

    /// Where the comment of a plain value begins (the blanks before it included), else `stop`.
    fn comment(&self, at: usize, stop: usize) -> usize {
        let value = &self.text[at..stop];
        let found = value
            .match_indices('#')
            .map(|(offset, _)| offset)
            .find(|&offset| offset > 0 && matches!(value.as_bytes()[offset - 1], b' ' | b'\t'));
        found.map_or(stop, |offset| at + value[..offset].trim_end_matches([' ', '\t']).len())
    }
}

/// Whether a value is the header of a block scalar: `|`, `>-`, `|2+` and a comment at most.
fn header(value: &str) -> bool {
    let marks = value[1..].trim_start_matches(|ch: char| matches!(ch, '+' | '-' | '1'..='9'));
    let width = value.len() - marks.len();
    width <= 3
        && (marks.is_empty() || marks.starts_with([' ', '\t']))
        && (marks.trim().is_empty() || marks.trim_start().starts_with('#'))
}

/// The half-width colon at which YAML would cut a plain value: one before a blank, or at its end.
pub(super) fn inner_colon(value: &str) -> Option<usize> {
    let bytes = value.as_bytes();
    bytes.iter().enumerate().position(|(at, &byte)| {
        byte == b':' && matches!(bytes.get(at + 1), None | Some(b' ' | b'\t' | b'\r' | b'\n'))
    })
}

/// One past the quote that closes a text which begins with it.
pub(super) fn closing(text: &str, quote: char) -> Option<usize> {
    let bytes = text.as_bytes();
    let quote = u8::try_from(quote).ok()?;
    let mut at = 1;
    while let Some(&byte) = bytes.get(at) {
        if byte == b'\\' && quote == b'"' {
            at += 1;
        } else if byte == quote {
            if quote == b'\'' && bytes.get(at + 1) == Some(&quote) {
                at += 1;
            } else {
                return Some(at + 1);
            }
        }
        at += 1;
    }
    None
}
