//! Facts looked up and printed: `{{ 驻村第一书记 }}`, `{{ 收入.同比 }}`, `{{ 女干部.占比（干部） }}`.

mod formula;
mod ledger;
mod reference;
#[cfg(test)]
mod tests;

pub(super) use ledger::Ledger;
#[cfg(test)]
pub(super) use ledger::Shown;
pub(super) use reference::{Reference, reference};

use rust_decimal::{Decimal, RoundingStrategy};

#[cfg(test)]
use crate::report::Fact;

/// Prints a single reference.
#[cfg(test)]
pub(super) fn show(
    facts: &[Fact],
    name: &str,
    field: Option<&str>,
    argument: Option<&str>,
) -> Shown {
    Ledger::new(facts).show(name, field, argument)
}

/// What may follow the dot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Value,
    Unit,
    Time,
    Source,
    Scope,
    Previous,
    Target,
    Growth,
    YearOnYear,
    Multiple,
    Share,
    Completion,
}

/// Every field: Chinese name, English alias.
const FIELDS: [(&str, &str, Field); 12] = [
    ("值", "value", Field::Value),
    ("单位", "unit", Field::Unit),
    ("时点", "time", Field::Time),
    ("来源", "source", Field::Source),
    ("口径", "scope", Field::Scope),
    ("上期", "previous", Field::Previous),
    ("目标", "target", Field::Target),
    ("增幅", "growth", Field::Growth),
    ("同比", "yoy", Field::YearOnYear),
    ("倍数", "multiple", Field::Multiple),
    ("占比", "share", Field::Share),
    ("完成率", "completion", Field::Completion),
];

fn field(name: &str) -> Option<Field> {
    FIELDS
        .iter()
        .find(|(chinese, english, _)| *chinese == name || english.eq_ignore_ascii_case(name))
        .map(|&(.., field)| field)
}

/// Rounds half up (away from zero), as statistics are printed.
fn round(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).normalize()
}

/// The power of ten at the head of a unit, and what is left: `万元` is 10000 `元`.
fn scale(unit: &str) -> (Decimal, &str) {
    let (mut power, mut rest) = (0_u32, unit.trim());
    while let Some(ch) = rest.chars().next() {
        let more = match ch {
            '十' => 1,
            '百' => 2,
            '千' => 3,
            '万' => 4,
            '亿' => 8,
            _ => break,
        };
        power += more;
        rest = &rest[ch.len_utf8()..];
    }
    let factor = Decimal::from(10_u64.checked_pow(power.min(18)).unwrap_or(1));
    (factor, rest)
}
