//! How often each rule found something.

use std::collections::BTreeMap;

use super::Checked;
use crate::check;
use crate::diagnostic::Level;

/// The findings of one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) rule: &'static str,
    /// Its Chinese title; empty for an id without a room.
    pub(super) title: &'static str,
    /// The gravest level.
    pub(super) level: Level,
    pub(super) count: usize,
}

/// The counts of all rules that found something, most frequent first, then by id.
pub(super) fn by_rule(reports: &[Checked<'_>]) -> Vec<Count> {
    let mut counts: BTreeMap<&'static str, Count> = BTreeMap::new();
    for finding in reports.iter().flat_map(|report| report.findings) {
        let rule = finding.fault.rule;
        let one = counts.entry(rule).or_insert_with(|| Count {
            rule,
            title: check::rule(rule).map_or("", |rule| rule.title),
            level: finding.level,
            count: 0,
        });
        one.level = one.level.max(finding.level);
        one.count += 1;
    }
    let mut counts: Vec<Count> = counts.into_values().collect();
    counts.sort_by_key(|one| std::cmp::Reverse(one.count));
    counts
}
