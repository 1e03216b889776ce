//! Findings as SARIF 2.1.0 (OASIS), which code hosts and editors read.

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;
use serde_json::{Value, json};

use super::{Checked, Places, relative, slashed};
use crate::check::{self, Rule};
use crate::diagnostic::{Diagnostic, Fix, Level};
use crate::source::{Position, Sources, Span};

/// The schema that the document names.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// The findings of reports as one line of SARIF. Columns count units of UTF-16; paths below `here` are relative
/// to it.
#[must_use]
pub fn findings(reports: &[Checked<'_>], here: &Path) -> String {
    let mut results = Vec::new();
    for report in reports {
        let mut writer =
            Writer { sources: report.sources, places: Places::new(report.sources), here };
        results.extend(report.findings.iter().map(|one| writer.result(one)));
    }
    let rules: Vec<Value> = check::rules().iter().map(|rule| metadata(rule)).collect();
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "tigang",
                "fullName": "提纲 tigang",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": "zh-CN",
                "rules": rules,
            }},
            "language": "zh-CN",
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    });
    format!("{document}\n")
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "note",
    }
}

/// What is to be known of a rule.
fn metadata(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": about(rule)},
        "help": {
            "text": format!("{}。依据：{}。详细说明：tigang explain {}", about(rule).trim_end_matches('。'), rule.source, rule.id),
            "markdown": check::page(rule),
        },
        "defaultConfiguration": {"level": level(rule.level)},
        "properties": {"tags": [rule.group.chinese()], "essential": rule.essential},
    })
}

/// What a rule finds: the first paragraph or list of its documentation.
fn about(rule: &Rule) -> String {
    let mut out = String::new();
    let lines = rule.doc.lines().map(str::trim);
    for line in lines.skip_while(|line| line.is_empty() || line.starts_with('#')) {
        if line.is_empty() || line.starts_with(['#', '|']) {
            break;
        }
        let line = line.strip_prefix("- ").unwrap_or(line);
        // A line break between two words of Latin letters is a space.
        let latin = |ch: Option<char>| ch.is_some_and(|ch| ch.is_ascii_alphanumeric());
        if latin(out.chars().next_back()) && latin(line.chars().next()) {
            out.push(' ');
        }
        out.push_str(line);
    }
    if out.is_empty() { rule.title.to_owned() } else { out }
}

/// The results of one report.
struct Writer<'a> {
    sources: &'a Sources,
    places: Places<'a>,
    here: &'a Path,
}

impl Writer<'_> {
    fn result(&mut self, one: &Diagnostic) -> Value {
        let fault = &one.fault;
        let mut message = fault.message.clone();
        if !fault.help.is_empty() {
            let _ = write!(message, "。建议：{}", fault.help);
        }
        let mut result = json!({
            "ruleId": fault.rule,
            "level": level(one.level),
            "message": {"text": message},
            "locations": [{"physicalLocation": self.place(fault.span)}],
        });
        if let Some(index) = check::rules().iter().position(|rule| rule.id == fault.rule) {
            result["ruleIndex"] = json!(index);
        }
        if !fault.labels.is_empty() {
            let labels = fault.labels.iter().enumerate().map(|(at, label)| {
                json!({
                    "id": at + 1,
                    "message": {"text": label.message},
                    "physicalLocation": self.place(label.span),
                })
            });
            result["relatedLocations"] = labels.collect();
        }
        if let Some(fix) = fault.fix.as_ref().filter(|fix| !fix.edits.is_empty()) {
            result["fixes"] = json!([self.fix(fix)]);
        }
        result
    }

    fn fix(&mut self, fix: &Fix) -> Value {
        let description = if fix.safe { "可以直接改" } else { "请核对后再改" };
        let mut changes: Vec<(Value, Vec<Value>)> = Vec::new();
        for edit in &fix.edits {
            let artifact = self.artifact(edit.span);
            let mut change = json!({"deletedRegion": self.region(edit.span)});
            if !edit.text.is_empty() {
                change["insertedContent"] = json!({"text": edit.text});
            }
            match changes.iter_mut().find(|(known, _)| *known == artifact) {
                Some((_, known)) => known.push(change),
                None => changes.push((artifact, vec![change])),
            }
        }
        let changes = changes.into_iter().map(|(artifact, replacements)| {
            json!({"artifactLocation": artifact, "replacements": replacements})
        });
        json!({
            "description": {"text": description},
            "artifactChanges": changes.collect::<Vec<_>>(),
            "properties": {"safe": fix.safe},
        })
    }

    fn place(&mut self, span: Span) -> Value {
        json!({"artifactLocation": self.artifact(span), "region": self.region(span)})
    }

    fn artifact(&self, span: Span) -> Value {
        json!({"uri": uri(relative(self.sources.path(span.file), self.here))})
    }

    fn region(&mut self, span: Span) -> Region {
        let (Position { line: start_line, column: start_column }, end) = self.places.utf16(span);
        Region { start_line, start_column, end_line: end.line, end_column: end.column }
    }
}

/// A path as a URI: relative as it is, absolute with its scheme.
fn uri(path: &Path) -> String {
    let path = slashed(path);
    let mut out = String::with_capacity(path.len());
    if path.starts_with('/') {
        out.push_str("file://");
    } else if path.as_bytes().get(1) == Some(&b':') {
        out.push_str("file:///");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Fault;
    use crate::source::Source;

    #[test]
    fn uris_are_encoded_and_columns_are_of_utf16() {
        let mut sources = Sources::new();
        let id = sources.add(Source::new("/仓库/a b:1/甲.md", "𠮷𠮷XX个\n"));
        let span = Span::new(id, 8, 10);
        let fault = Fault::new("F003", span, "待填").label(span, "这里").fix(Fix::safe(span, ""));
        let findings = [Diagnostic { fault, name: "", level: Level::Hint, source: "" }];
        let report = Checked { sources: &sources, findings: &findings };
        let written: Value =
            serde_json::from_str(&super::findings(&[report], Path::new("/仓库"))).unwrap();
        let result = &written["runs"][0]["results"][0];
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "a%20b%3A1/%E7%94%B2.md");
        assert_eq!(place["region"]["startColumn"], 5);
        assert_eq!(place["region"]["endColumn"], 7);
        assert_eq!(result["level"], "note");
        let rule = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(written["runs"][0]["tool"]["driver"]["rules"][rule]["id"], "F003");
        assert_eq!(result["relatedLocations"][0]["message"]["text"], "这里");
        let change = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(change["deletedRegion"]["startColumn"], 5);
        assert!(change["insertedContent"].is_null());
        assert_eq!(uri(Path::new("/甲")), "file:///%E7%94%B2");
        assert_eq!(uri(Path::new("../a")), "../a");
    }

    #[test]
    fn each_rule_says_what_it_finds() {
        for rule in check::rules() {
            let about = about(rule);
            assert!(about.chars().count() > 8 && !about.contains('\n'), "{}: {about}", rule.id);
        }
    }
}
