//! Rules on drafts, for the tests of their rooms.

use std::path::Path;

use super::{Request, Settings, check};
use crate::diagnostic::Diagnostic;
use crate::outline::Outlines;
use crate::parse::parse;
use crate::source::{MemoryWorld, World as _};

/// What a rule finds in a draft: the text it points at, and the finding.
pub(crate) fn found(rule: &str, draft: &str) -> Vec<(String, Diagnostic)> {
    let world = MemoryWorld::new().with("报告.md", draft);
    let outlines = Outlines::builtin();
    let parsed = parse(&world, Path::new("报告.md"), &outlines);
    let found = check(&Request {
        sources: &parsed.sources,
        report: &parsed.report,
        faults: &parsed.faults,
        outline: outlines.get(&parsed.report.meta.outline.value),
        known_outlines: &[],
        fonts: None,
        settings: &Settings::new(world.today()),
    });
    let own = found.into_iter().filter(|one| one.fault.rule == rule);
    own.map(|one| (parsed.sources.slice(one.fault.span).to_owned(), one)).collect()
}

/// The texts that a rule points at.
pub(crate) fn places(rule: &str, draft: &str) -> Vec<String> {
    found(rule, draft).into_iter().map(|(place, _)| place).collect()
}

/// A draft of an official document: its title, the lines of `公文:`, its text.
pub(crate) fn official(title: &str, lines: &str, text: &str) -> String {
    let lines: String = lines.lines().map(|line| format!("  {line}\n")).collect();
    format!(
        "---\n标题: {title}\n提纲: 自定\n单位: 示例县水利局\n日期: 2023-08-17\n公文:\n{lines}---\n\n{text}\n"
    )
}

/// A draft of a plain report.
pub(crate) fn plain(text: &str) -> String {
    format!("---\n标题: 基层治理工作情况\n提纲: 自定\n日期: 2023-08-17\n---\n\n{text}\n")
}

/// What a rule finds in a body, or in a whole draft where it begins with `---`: the text of each place and the message.
pub(crate) fn findings(rule: &str, text: &str) -> Vec<(String, String)> {
    let draft = if text.starts_with("---") { text.to_owned() } else { plain(text) };
    found(rule, &draft).into_iter().map(|(place, one)| (place, one.fault.message)).collect()
}

/// Holds a rule to bodies that it must find once, at a place and with words in its message, and to bodies that it must
/// leave alone.
pub(crate) fn hold(rule: &str, unsound: &[(&str, &str, &str)], sound: &[&str]) {
    for (body, place, part) in unsound {
        let found = findings(rule, body);
        assert!(
            found.len() == 1 && found[0].0 == *place && found[0].1.contains(part),
            "{body}: {found:?}"
        );
    }
    for body in sound {
        assert_eq!(findings(rule, body), Vec::new(), "{body}");
    }
}
