//! Rules that a draft or a project names and that are not there.

use super::nearest::nearest;
use super::registry::{rule, rules};
use crate::diagnostic::{Fault, Fix, Level};
use crate::report::{Report, Text};

/// A fault for each word that names no rule, with the nearest that does.
#[must_use]
pub fn unknown_rules<'a>(words: impl IntoIterator<Item = &'a Text>) -> Vec<Fault> {
    words.into_iter().filter(|word| !known(word)).map(fault).collect()
}

/// The unknown rules of a draft's front matter and comments.
pub(super) fn of_report(report: &Report) -> Vec<Fault> {
    let mut faults = unknown_rules(&report.meta.checks.ignore);
    for silenced in &report.suppressions {
        // Beside a rule that is known, words without a likeness to any give the reason.
        let some = silenced.rules.iter().any(known);
        let told = silenced.rules.iter().filter(|word| {
            let remark = some && !word.value.is_ascii() && nearest_rule(&word.value).is_none();
            !known(word) && !remark
        });
        faults.extend(told.map(fault));
    }
    faults
}

fn known(word: &Text) -> bool {
    rule(&word.value).is_some() || word.value.trim().is_empty()
}

/// The id, name or title of the rule that a word probably means.
#[must_use]
pub fn nearest_rule(word: &str) -> Option<&'static str> {
    let all = rules().iter().flat_map(|rule| [rule.id, rule.name, rule.title]);
    if word.is_ascii() && word.len() <= 6 {
        let upper = word.to_ascii_uppercase();
        return nearest(&upper, rules().iter().map(|rule| rule.id)).or_else(|| nearest(word, all));
    }
    nearest(word, all)
}

fn fault(word: &Text) -> Fault {
    let fault = Fault::new("Y013", word.span, format!("没有“{}”这条规则", word.value))
        .level(Level::Warning);
    let parting = |ch: char| matches!(ch, '、' | '，' | ',' | '；' | ';') || ch.is_whitespace();
    let several: Vec<&str> = word.value.split(parting).filter(|one| !one.is_empty()).collect();
    if several.len() > 1 && several.iter().all(|one| rule(one).is_some()) {
        let list = format!("[{}]", several.join(", "));
        return fault
            .help(format!("几条规则要写成列表：{list}"))
            .fix(Fix::suggestion(word.span, list));
    }
    match nearest_rule(&word.value) {
        Some(name) => {
            let title = rule(name).map_or("", |rule| rule.title);
            let named = if name == title { String::new() } else { format!("（{title}）") };
            fault
                .help(format!("最接近的是“{name}”{named}；全部规则见 tigang rules"))
                .fix(Fix::suggestion(word.span, name))
        }
        None => fault.help("写规则的编号、英文名或中文名；全部规则见 tigang rules"),
    }
}
