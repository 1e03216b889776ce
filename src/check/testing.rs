//! Findings of one rule on a text, for tests.

use std::path::Path;

use super::{Request, Settings, check};
use crate::outline::Outlines;
use crate::source::{MemoryWorld, World};

/// What a rule finds in a body (or a whole draft, where it begins with `---`): the text of each span and the message.
pub(crate) fn findings(rule: &str, text: &str) -> Vec<(String, String)> {
    let draft = if text.starts_with("---") {
        text.to_owned()
    } else {
        format!("---\n标题: 基层治理工作情况\n提纲: 自定\n日期: 2023-08-17\n---\n\n{text}\n")
    };
    let entry = Path::new("稿子/报告.md");
    let world = MemoryWorld::new().with("稿子/报告.md", draft.as_str());
    let parsed = crate::parse::parse(&world, entry, &Outlines::builtin());
    let settings = Settings::new(world.today());
    let found = check(&Request {
        sources: &parsed.sources,
        report: &parsed.report,
        faults: &parsed.faults,
        outline: parsed.outline.as_ref(),
        known_outlines: &[],
        fonts: None,
        settings: &settings,
    });
    found
        .into_iter()
        .filter(|one| one.fault.rule == rule)
        .map(|one| (parsed.sources.slice(one.fault.span).to_owned(), one.fault.message))
        .collect()
}
