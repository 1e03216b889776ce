//! Facts as a template sees them: key figures and the appendix of sources.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

use super::escape::clean;
use crate::report::{self, FactValue, Text};

/// A fact.
#[derive(Debug, Serialize)]
pub(super) struct Fact {
    pub name: String,
    /// The value without its unit.
    pub value: Option<String>,
    pub unit: Option<String>,
    pub time: Option<String>,
    pub source: Option<String>,
    pub scope: Option<String>,
    /// 上期 without its unit.
    pub previous: Option<String>,
    pub change: Option<Change>,
}

/// How a value stands to that of the period before.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Change {
    /// `up`, `down` or `same`.
    pub kind: &'static str,
    /// `增长50%`, `下降15%`, `持平`.
    pub text: String,
}

/// A fact of the report.
pub(super) fn fact(fact: &report::Fact) -> Fact {
    let text = |text: &Option<Text>| text.as_ref().and_then(super::context::value);
    Fact {
        name: clean(&fact.name).into_owned(),
        value: fact.figure().map(|value| clean(&value).into_owned()),
        unit: text(&fact.unit),
        time: text(&fact.time),
        source: text(&fact.source),
        scope: text(&fact.scope),
        previous: fact.previous.map(|number| number.normalize().to_string()),
        change: change(fact),
    }
}

fn change(fact: &report::Fact) -> Option<Change> {
    let (Some(FactValue::Number(value)), Some(previous)) = (&fact.value, fact.previous) else {
        return None;
    };
    if *value == previous {
        return Some(Change { kind: "same", text: "持平".to_owned() });
    }
    // A share of nothing, or of less than nothing, says nothing.
    if previous <= Decimal::ZERO {
        return None;
    }
    let rate = value
        .checked_sub(previous)?
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(previous)?
        .round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)
        .normalize();
    let (kind, verb) = if rate.is_sign_negative() { ("down", "下降") } else { ("up", "增长") };
    Some(Change { kind, text: format!("{verb}{}%", rate.abs()) })
}

/// At most eight facts that tell most at a glance, in the order of the draft: figures with a unit, those
/// with a change first. Nothing where there are fewer than two.
pub(super) fn key(facts: &[report::Fact]) -> Vec<Fact> {
    const MOST: usize = 8;
    let figure = |fact: &&report::Fact| {
        matches!(fact.value, Some(FactValue::Number(_))) && fact.unit.is_some()
    };
    let changed = facts.iter().filter(figure).filter(|fact| change(fact).is_some()).count();
    let mut steady = MOST.saturating_sub(changed);
    let mut out: Vec<Fact> = Vec::new();
    for known in facts.iter().filter(figure) {
        let shown = fact(known);
        if shown.change.is_none() {
            if steady == 0 {
                continue;
            }
            steady -= 1;
        }
        if out.len() < MOST {
            out.push(shown);
        }
    }
    if out.len() < 2 { Vec::new() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn a_fact(name: &str, value: i64, previous: Option<i64>) -> report::Fact {
        let text = |value: &str| Some(Text { value: value.to_owned(), span: Span::default() });
        report::Fact {
            name: name.to_owned(),
            name_span: Span::default(),
            value: Some(FactValue::Number(Decimal::from(value))),
            unit: text("万元"),
            time: text("2022年"),
            previous: previous.map(Decimal::from),
            target: None,
            source: text("县农业农村局"),
            scope: None,
            series: Vec::new(),
            formula: None,
            span: Span::default(),
        }
    }

    #[test]
    fn growth_is_told_as_official_prose_tells_it() {
        let told = |value, previous| change(&a_fact("收入", value, Some(previous))).map(|c| c.text);
        assert_eq!(told(3150, 2100).as_deref(), Some("增长50%"));
        assert_eq!(told(323, 380).as_deref(), Some("下降15%"));
        assert_eq!(told(2900, 4800).as_deref(), Some("下降39.6%"));
        assert_eq!(told(5, 5).as_deref(), Some("持平"));
        assert_eq!(told(5, 0), None);
        assert_eq!(change(&a_fact("收入", 5, None)), None);
    }

    #[test]
    fn changed_figures_come_before_steady_ones() {
        let mut facts: Vec<_> = (0..8).map(|at| a_fact(&format!("静{at}"), at, None)).collect();
        facts.extend((0..5).map(|at| a_fact(&format!("动{at}"), at + 1, Some(1))));
        let names: Vec<String> = key(&facts).into_iter().map(|fact| fact.name).collect();
        assert_eq!(names, ["静0", "静1", "静2", "动0", "动1", "动2", "动3", "动4"]);
        assert!(key(&facts[..1]).is_empty());
        let many: Vec<_> = (0..20).map(|at| a_fact(&format!("动{at}"), at + 1, Some(1))).collect();
        assert_eq!(key(&many).len(), 8);
    }
}
