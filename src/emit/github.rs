//! Findings as commands of GitHub's workflows: annotations on the lines of a change.

use std::fmt::Write as _;
use std::path::Path;

use super::{Checked, Places, relative, slashed};
use crate::check;
use crate::diagnostic::Level;

/// A line for each finding; paths below `here` are told from there.
#[must_use]
pub fn findings(reports: &[Checked<'_>], here: &Path) -> String {
    let mut out = String::new();
    for report in reports {
        let mut places = Places::new(report.sources);
        for one in report.findings {
            let fault = &one.fault;
            let (start, end) = places.positions(fault.span);
            let command = match one.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Hint => "notice",
            };
            let path = slashed(relative(report.sources.path(fault.span.file), here));
            let title = check::rule(fault.rule).map_or(one.name, |rule| rule.title);
            let title = format!("{} {title}", fault.rule);
            let _ = write!(
                out,
                "::{command} file={},line={},endLine={},col={}",
                property(&path),
                start.line,
                end.line,
                start.column
            );
            // Columns of several lines mean nothing there; the last column is one of the finding's own.
            if start.line == end.line && end.column > start.column {
                let _ = write!(out, ",endColumn={}", end.column - 1);
            }
            let mut message = fault.message.clone();
            if !fault.help.is_empty() {
                let _ = write!(message, "\n建议：{}", fault.help);
            }
            let _ = writeln!(out, ",title={}::{}", property(title.trim()), data(&message));
        }
    }
    out
}

/// The text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Fault};
    use crate::source::{Source, Sources, Span};

    #[test]
    fn commands_are_escaped() {
        let mut sources = Sources::new();
        let id = sources.add(Source::new("/仓库/稿子/a,b:100%.md", "甲\n乙XX丙\n"));
        let at = "甲\n乙".len();
        let fault =
            |to| Fault::new("F003", Span::new(id, at, to), "占100%,\r\n::error::甲").help("改：乙");
        let of = |fault, level| Diagnostic { fault, name: "placeholder", level, source: "" };
        let findings = [of(fault(at + 2), Level::Warning), of(fault(at + 6), Level::Hint)];
        let report = Checked { sources: &sources, findings: &findings };
        assert_eq!(
            super::findings(&[report], Path::new("/仓库")),
            "::warning file=稿子/a%2Cb%3A100%25.md,line=2,endLine=2,col=2,endColumn=3,\
             title=F003 待填内容::占100%25,%0D%0A::error::甲%0A建议：改：乙\n\
             ::notice file=稿子/a%2Cb%3A100%25.md,line=2,endLine=3,col=2,\
             title=F003 待填内容::占100%25,%0D%0A::error::甲%0A建议：改：乙\n"
        );
    }
}
