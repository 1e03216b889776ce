//! Findings as text, each with a frame of its source; the marks stand right below Chinese characters.

mod frame;

use std::fmt::Write as _;

use super::{Checked, Places, slashed};
use crate::cjk;
use crate::diagnostic::{Diagnostic, Level};

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

    fn paint(self, out: &mut String, colour: Colour, text: &str) {
        if self.colour {
            let _ = write!(out, "\u{1b}[{}m{text}\u{1b}[0m", colour.code());
        } else {
            out.push_str(text);
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Colour {
    Level(Level),
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
            Self::Bold => "1",
            Self::Gutter => "34",
            Self::Label => "1;32",
        }
    }
}

/// The findings of a report, a blank line after each.
#[must_use]
pub fn findings(report: &Checked<'_>, style: Style) -> String {
    let mut out = String::new();
    let mut places = Places::new(report.sources);
    for one in report.findings {
        finding(&mut out, one, report, &mut places, style);
    }
    out
}

fn finding(
    out: &mut String,
    one: &Diagnostic,
    report: &Checked<'_>,
    places: &mut Places<'_>,
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
    note("依据", one.source);
    note("建议", &fault.help);
    if let Some(fix) = &fault.fix
        && let Some(line) = frame::mended(report.sources, fix, style)
        // The advice may have shown it already.
        && !fault.help.contains(line.trim())
    {
        note(if fix.safe { "改为" } else { "可改为" }, &line);
    }
    out.push('\n');
}

/// Text without control characters and marks that turn its direction: a draft must not steer a terminal.
fn tame(text: &str) -> String {
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
