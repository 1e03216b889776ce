//! `tigang rules` and `tigang explain`.

use std::fmt::Write as _;

use super::args::Explain;
use super::{Outcome, out};
use crate::check;
use crate::cjk;

/// Lists the rules, a line each.
pub(super) fn list() -> Result<Outcome, String> {
    let width = |text: &str| text.chars().map(cjk::width).sum::<usize>();
    let rules = check::rules();
    let names = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in rules {
        let pad = names - width(rule.name).min(names);
        let _ = writeln!(
            text,
            "{}  {}  {}{}  {}",
            rule.id,
            rule.level.chinese(),
            rule.name,
            " ".repeat(pad),
            rule.title
        );
    }
    let _ = writeln!(text, "\n查看一条规则的说明：tigang explain S001");
    out::print(&text)?;
    Ok(Outcome::Fine)
}

/// Prints a rule's documentation.
pub(super) fn explain(args: &Explain) -> Result<Outcome, String> {
    let rule = check::rule(&args.rule).ok_or_else(|| {
        let hint = check::nearest_rule(&args.rule)
            .map_or(String::new(), |name| format!("，您要查的可能是“{name}”"));
        format!("没有“{}”这条规则{hint}。全部规则见 tigang rules", args.rule)
    })?;
    out::print(&check::page(rule))?;
    Ok(Outcome::Fine)
}
