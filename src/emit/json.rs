//! Findings as JSON, version 1. Its own structs: what is inside may change, this may only grow.

use std::path::PathBuf;

use serde::Serialize;

use super::{Checked, Places, Summary, slashed};
use crate::check;
use crate::diagnostic::{Diagnostic, Fix};
use crate::source::Sources;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    findings: Vec<Finding<'a>>,
    summary: Counts,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<FixedJson>,
}

#[derive(Serialize)]
struct FixedJson {
    findings: usize,
    files: Vec<String>,
    refused: Vec<Refused>,
}

#[derive(Serialize)]
struct Refused {
    path: String,
    reason: String,
}

/// What `--fix` did.
#[derive(Debug, Clone, Default)]
pub struct Fixed {
    /// Findings mended.
    pub count: usize,
    /// Files changed.
    pub files: Vec<PathBuf>,
    /// Files left alone, and why, in Chinese.
    pub refused: Vec<(PathBuf, String)>,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    name: &'a str,
    level: &'static str,
    path: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'a str,
    help: &'a str,
    source: &'a str,
    fix: Option<Mending<'a>>,
    title: &'static str,
    labels: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    path: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'a str,
}

#[derive(Serialize)]
struct Mending<'a> {
    safe: bool,
    edits: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
struct Replacement<'a> {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct Counts {
    files: usize,
    errors: usize,
    warnings: usize,
    hints: usize,
    fixable: usize,
    hidden: usize,
}

/// The findings of reports as one line of JSON. Lines and columns count from 1, columns in characters;
/// an end is one past the last character; paths have `/`. `fixed` stands there after `--fix` only.
///
/// # Errors
/// None in practice: the structs hold nothing that JSON cannot.
pub fn findings(
    reports: &[Checked<'_>],
    summary: Summary,
    fixed: Option<&Fixed>,
) -> Result<String, serde_json::Error> {
    let mut findings = Vec::with_capacity(reports.iter().map(|one| one.findings.len()).sum());
    for report in reports {
        let mut places = Places::new(report.sources);
        let all = report.findings.iter();
        findings.extend(all.map(|one| finding(one, report.sources, &mut places)));
    }
    let Summary { files, errors, warnings, hints, fixable, hidden } = summary;
    let summary = Counts { files, errors, warnings, hints, fixable, hidden };
    let fixed = fixed.map(|fixed| FixedJson {
        findings: fixed.count,
        files: fixed.files.iter().map(|path| slashed(path)).collect(),
        refused: fixed
            .refused
            .iter()
            .map(|(path, reason)| Refused { path: slashed(path), reason: reason.clone() })
            .collect(),
    });
    serde_json::to_string(&Document { version: 1, findings, summary, fixed })
}

fn finding<'a>(one: &'a Diagnostic, sources: &Sources, places: &mut Places<'_>) -> Finding<'a> {
    let fault = &one.fault;
    let (start, end) = places.positions(fault.span);
    Finding {
        rule: fault.rule,
        name: one.name,
        level: one.level.english(),
        path: slashed(sources.path(fault.span.file)),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        message: &fault.message,
        help: &fault.help,
        source: one.source,
        fix: fault.fix.as_ref().map(|fix| mending(fix, places)),
        title: check::rule(fault.rule).map_or("", |rule| rule.title),
        labels: fault
            .labels
            .iter()
            .map(|label| {
                let (start, end) = places.positions(label.span);
                Place {
                    path: slashed(sources.path(label.span.file)),
                    line: start.line,
                    column: start.column,
                    end_line: end.line,
                    end_column: end.column,
                    message: &label.message,
                }
            })
            .collect(),
    }
}

fn mending<'a>(fix: &'a Fix, places: &mut Places<'_>) -> Mending<'a> {
    let edits = fix.edits.iter().map(|edit| {
        let (start, end) = places.positions(edit.span);
        Replacement {
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            text: &edit.text,
        }
    });
    Mending { safe: fix.safe, edits: edits.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Fault, Level};
    use crate::source::{FileId, Source, Span};

    #[test]
    fn the_document_is_exactly_as_promised() {
        let mut sources = Sources::new();
        let text = "---\n标题: 示例\n---\n\n## 一、主要做法\n";
        let id = sources.add(Source::new("报告/正文.md", text));
        let at = text.find("一、").unwrap();
        let span = Span::new(id, at, at + "一、".len());
        let findings = [Diagnostic {
            fault: Fault::new("S005", span, "标题里手打了序号“一、”")
                .help("删去即可")
                .fix(Fix::safe(span, "")),
            name: "typed-number",
            level: Level::Warning,
            source: "本工具的写法",
        }];
        let clean = Sources::new();
        let reports = [
            Checked { sources: &sources, findings: &findings },
            Checked { sources: &clean, findings: &[] },
        ];
        assert_eq!(
            super::findings(&reports, Summary::of(&reports), None).unwrap(),
            concat!(
                r#"{"version":1,"findings":[{"rule":"S005","name":"typed-number","level":"warning","#,
                r#""path":"报告/正文.md","line":5,"column":4,"end_line":5,"end_column":6,"#,
                r#""message":"标题里手打了序号“一、”","help":"删去即可","source":"本工具的写法","#,
                r#""fix":{"safe":true,"edits":[{"line":5,"column":4,"end_line":5,"end_column":6,"text":""}]},"#,
                r#""title":"手打序号","labels":[]}],"#,
                r#""summary":{"files":2,"errors":0,"warnings":1,"hints":0,"fixable":1,"hidden":0}}"#
            )
        );
    }

    #[test]
    fn ten_thousand_findings_on_one_long_line() {
        let mut sources = Sources::new();
        let id = sources.add(Source::new("长.md", "乡村振兴".repeat(250_000)));
        let findings: Vec<_> = (0..10_000)
            .map(|at| Diagnostic {
                fault: Fault::new("L003", Span::new(id, at * 300, at * 300 + 3), "成对"),
                name: "unpaired-mark",
                level: Level::Warning,
                source: "",
            })
            .collect();
        let reports = [Checked { sources: &sources, findings: &findings }];
        let json = super::findings(&reports, Summary::of(&reports), None).unwrap();
        assert!(json.contains(r#""line":1,"column":999901,"#));
        assert_eq!(sources.path(FileId(0)), std::path::Path::new("长.md"));
    }
}
