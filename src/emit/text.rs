//! Findings as text, each with a frame of its source; the marks stand right below Chinese characters.

mod frame;

use std::collections::HashSet;
use std::fmt::Write as _;

use super::{Checked, Places, Summary, counts, slashed};
use crate::cjk;
use crate::diagnostic::{Diagnostic, Level};
use frame::Mended;

/// How text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether colours are set (ANSI).
    pub colour: bool,
    /// Cells that a line of source may take; longer ones are cut around the finding.
    pub columns: usize,
    /// Whether `“”‘’—…①` take two cells as other Chinese marks do. So it is in Chinese faces, editors and
    /// pagers; many terminals give them one.
    pub wide_quotes: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { colour: false, columns: 100, wide_quotes: true }
    }
}

impl Style {
    /// Cells of a character.
    fn width(self, ch: char) -> usize {
        let narrow = !self.wide_quotes
            && matches!(ch, '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '\u{2460}'..='\u{24ff}');
        if narrow { 1 } else { cjk::width(ch) }
    }

    pub(super) fn paint(self, out: &mut String, colour: Colour, text: &str) {
        if self.colour {
            let _ = write!(out, "\u{1b}[{}m{text}\u{1b}[0m", colour.code());
        } else {
            out.push_str(text);
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Colour {
    Level(Level),
    Added,
    Removed,
    Bold,
    Gutter,
    Label,
}

impl Colour {
    fn code(self) -> &'static str {
        match self {
            Self::Level(Level::Error) => "1;31",
            Self::Level(Level::Warning) => "1;33",
            Self::Level(Level::Hint) => "1;36",
            Self::Added => "32",
            Self::Removed => "31",
            Self::Bold => "1",
            Self::Gutter => "34",
            Self::Label => "1;32",
        }
    }
}

/// The findings of a report, a blank line after each. Of all safe fixes of one source line the corrected line is
/// shown once, with all of them applied; what a rule rests on is told with its first finding.
#[must_use]
pub fn findings(report: &Checked<'_>, style: Style) -> String {
    let mut out = String::new();
    let mut places = Places::new(report.sources);
    let mut mended = Mended::of(report);
    let mut told = HashSet::new();
    for one in report.findings {
        let first = told.insert(one.fault.rule);
        finding(&mut out, one, first, report, (&mut places, &mut mended), style);
    }
    out
}

/// The name of a report above its findings, where several reports have some.
#[must_use]
pub fn heading(report: &Checked<'_>, style: Style) -> String {
    let path = report.sources.path(crate::source::FileId::default());
    let mut out = String::new();
    let text = format!("── {}：{} 处", tame(&slashed(path)), report.findings.len());
    style.paint(&mut out, Colour::Bold, &text);
    out.push_str("\n\n");
    out
}

/// The counts, by level and by rule.
#[must_use]
pub fn summary(reports: &[Checked<'_>], summary: Summary, style: Style) -> String {
    let mut out = format!("{summary}");
    if summary.hidden > 0 {
        let _ = write!(out, "另有 {} 处按选项没有列出。", summary.hidden);
    }
    if summary.fixable > 0 {
        let _ = write!(out, "其中 {} 处可以用 --fix 改好。", summary.fixable);
    }
    out.push('\n');
    let counts = counts::by_rule(reports);
    if counts.iter().map(|one| one.count).sum::<usize>() < 2 {
        return out;
    }
    let width = |text: &str| text.chars().map(|ch| style.width(ch)).sum::<usize>();
    let titles = counts.iter().map(|one| width(one.title)).max().unwrap_or(0);
    let digits = counts.iter().map(|one| one.count).max().unwrap_or(1).ilog10() as usize + 1;
    for one in &counts {
        out.push_str("  ");
        style.paint(&mut out, Colour::Level(one.level), one.rule);
        let blank = " ".repeat(titles - width(one.title));
        let _ = writeln!(out, " {}{blank}  {:>digits$} 处", one.title, one.count);
    }
    out
}

fn finding(
    out: &mut String,
    one: &Diagnostic,
    first: bool,
    report: &Checked<'_>,
    (places, mended): (&mut Places<'_>, &mut Mended<'_>),
    style: Style,
) {
    let fault = &one.fault;
    let head = format!("{}[{}]", one.level.chinese(), fault.rule);
    style.paint(out, Colour::Level(one.level), &head);
    out.push(' ');
    style.paint(out, Colour::Bold, &tame(&fault.message));
    out.push('\n');
    let (start, end) = places.positions(fault.span);
    let gutter = start.line.max(1).ilog10() as usize + 1;
    let pad = " ".repeat(gutter);
    let path = |span: crate::source::Span| tame(&slashed(report.sources.path(span.file)));
    style.paint(out, Colour::Gutter, &format!("{pad} ┌─ "));
    let _ = writeln!(out, "{}:{}:{}", path(fault.span), start.line, start.column);
    let source = report.sources.get(fault.span.file);
    if let Some(framed) = source.and_then(|source| frame::of(source, fault.span, start, end, style))
    {
        style.paint(out, Colour::Gutter, &format!("{pad} │"));
        out.push('\n');
        style.paint(out, Colour::Gutter, &format!("{:>gutter$} │ ", start.line));
        out.push_str(&framed.line);
        out.push('\n');
        style.paint(out, Colour::Gutter, &format!("{pad} │ "));
        out.push_str(&" ".repeat(framed.before));
        style.paint(out, Colour::Level(one.level), &"^".repeat(framed.marks));
        out.push('\n');
    }
    let mut note = |label: &str, text: &str| {
        let mut lines = text.lines();
        let Some(first) = lines.next().filter(|_| !text.trim().is_empty()) else { return };
        style.paint(out, Colour::Gutter, &format!("{pad} = "));
        style.paint(out, Colour::Label, &format!("{label}："));
        out.push_str(&tame(first));
        out.push('\n');
        let indent: usize = label.chars().map(|ch| style.width(ch)).sum::<usize>() + 2;
        for line in lines {
            let _ = writeln!(out, "{pad}   {}{}", " ".repeat(indent), tame(line));
        }
    };
    for label in &fault.labels {
        let (at, _) = places.positions(label.span);
        let place = format!("{}:{}:{}，{}", path(label.span), at.line, at.column, label.message);
        note("参看", &place);
    }
    if first {
        note("依据", one.source);
    }
    let Some(fix) = &fault.fix else {
        note("建议", &fault.help);
        out.push('\n');
        return;
    };
    let (line, shown) = mended.line(report.sources, fix, style);
    let line = line.unwrap_or_default();
    // The advice may hold it.
    let inside = !line.trim().is_empty() && fault.help.contains(line.trim());
    let advice = match fault.help.trim_end().strip_suffix(line.trim()) {
        Some(advice) if inside && shown => {
            advice.trim_end_matches("改为：").trim_end_matches(['：', '。'])
        }
        _ => &fault.help,
    };
    match advice.strip_prefix("改为：") {
        Some(line) => note("改为", line),
        None => note("建议", advice),
    }
    if !inside && !shown {
        note(if fix.safe { "改为" } else { "可改为" }, &line);
    }
    out.push('\n');
}

/// Text without control characters and marks that turn its direction: a draft must not steer a terminal.
pub(super) fn tame(text: &str) -> String {
    text.chars().map(tamed).collect()
}

fn tamed(ch: char) -> char {
    match ch {
        '\t' => ' ',
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => '\u{fffd}',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => ch,
    }
}

#[cfg(test)]
mod tests;
