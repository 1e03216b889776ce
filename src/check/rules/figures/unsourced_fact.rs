//! F008: facts without source or time.

use std::collections::HashSet;

use crate::check::inlines::each_inline;
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::Level;
use crate::report::{Fact, FactValue, InlineKind};

pub(crate) static RULE: Rule = Rule {
    id: "F008",
    name: "unsourced-fact",
    title: "数据没有出处",
    group: Group::Figures,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "通行要求：数据要有出处、有时点",
    doc: "\
## 查什么

“数据:”和数据文件里，没有写“来源”的数据，作警告；写了来源、没有写“时点”的，作提示。超过5项的，合成一条，
列出名称。

由公式算出的不查，它随别的数据走；写“历年”的不要时点；名称、口径里写明年月的，也不要时点；不含数字的文字不查。
数据文件里正文没有用到的不查。

## 为什么

领导问“这个数哪来的、截到什么时候”，要当场答得上来。数据更新时，也先要知道该找谁要。

## 依据

通行要求，没有成文规定，所以不是错误。",
    examples: &[
        Example::unsound(
            "没有来源和时点",
            "\
---
标题: 驻村帮扶情况
提纲: 自定
日期: 2023-08-17
数据:
  驻村第一书记: 84名
---

共选派驻村第一书记{{ 驻村第一书记 }}。
",
        ),
        Example::unsound(
            "没有时点",
            "\
---
标题: 驻村帮扶情况
提纲: 自定
日期: 2023-08-17
数据:
  驻村第一书记: {值: 84, 单位: 名, 来源: 区委组织部台账}
---

共选派驻村第一书记{{ 驻村第一书记 }}。
",
        ),
        Example::sound(
            "来源和时点都有；公式、历年和文字不要",
            "\
---
标题: 集体经济发展情况
提纲: 自定
日期: 2023-08-17
数据:
  行政村: {值: 126, 单位: 个, 时点: 2023年6月, 来源: 区民政局}
  集体收入: {历年: {2021: 1600, 2022: 3150}, 单位: 万元, 来源: 区农业农村局}
  2022年户数: {值: 8600, 单位: 户, 来源: 区民政局}
  村均收入: {公式: 集体收入 / 行政村, 单位: 万元}
  牵头单位: 区农业农村局
---

{{ 牵头单位 }}统计，{{ 2022年户数 }}、{{ 行政村 }}，村均收入{{ 村均收入 }}。
",
        ),
    ],
    check,
};

/// More facts than these are told in one finding.
const SINGLE: usize = 5;
/// How many names such a finding lists.
const LISTED: usize = 8;

fn check(context: &Context<'_>, sink: &mut Sink) {
    let report = context.report;
    if report.facts.iter().all(|fact| lack(fact).is_none()) {
        return;
    }
    let mut used = HashSet::new();
    each_inline(report, &mut |inline| {
        if let InlineKind::Fact(fact) = &inline.kind {
            used.insert(fact.name.as_str());
            used.extend(fact.argument.as_deref());
        }
    });
    let mut lacks: [Vec<&Fact>; 3] = [Vec::new(), Vec::new(), Vec::new()];
    for fact in &report.facts {
        let own = fact.name_span.file == report.meta.span.file;
        if let Some(lack) = lack(fact)
            && (own || used.contains(fact.name.as_str()))
            && let Some(list) = lacks.get_mut(lack as usize)
        {
            list.push(fact);
        }
    }
    for (lack, facts) in [Lack::Both, Lack::Source, Lack::Time].into_iter().zip(&lacks) {
        tell(facts, lack, sink);
    }
}

fn tell(facts: &[&Fact], lack: Lack, sink: &mut Sink) {
    let (what, help) = match lack {
        Lack::Both => ("来源和时点", "加上“来源: …, 时点: …”"),
        Lack::Source => ("来源", "加上“来源: …”，写明哪个单位、哪本台账"),
        Lack::Time => ("时点", "加上“时点: …”，写明截到哪年哪月"),
    };
    let mut push = |fact: &Fact, message: String| {
        let span = if fact.name_span.is_empty() { fact.span } else { fact.name_span };
        let fault = sink.at(span, message).help(format!("请{help}"));
        sink.push(if lack == Lack::Time { fault.level(Level::Hint) } else { fault });
    };
    if let (Some(first), true) = (facts.first(), facts.len() > SINGLE) {
        let names: Vec<&str> = facts.iter().take(LISTED).map(|fact| fact.name.as_str()).collect();
        let more = if facts.len() > LISTED { "等" } else { "" };
        let names = names.join("、");
        push(first, format!("有{}项数据没有写{what}：{names}{more}", facts.len()));
        return;
    }
    for fact in facts {
        push(fact, format!("数据“{}”没有写{what}", fact.name));
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lack {
    Both,
    Source,
    Time,
}

fn lack(fact: &Fact) -> Option<Lack> {
    if fact.formula.is_some() {
        return None;
    }
    match &fact.value {
        Some(FactValue::Text(text)) if !text.contains(|ch: char| ch.is_ascii_digit()) => {
            return None;
        }
        None if fact.series.is_empty() => return None,
        _ => {}
    }
    let timed = fact.time.is_some()
        || !fact.series.is_empty()
        || dated(&fact.name)
        || fact.scope.as_ref().is_some_and(|scope| dated(&scope.value))
        || fact.source.as_ref().is_some_and(|source| dated(&source.value));
    match (fact.source.is_some(), timed) {
        (true, true) => None,
        (false, true) => Some(Lack::Source),
        (true, false) => Some(Lack::Time),
        (false, false) => Some(Lack::Both),
    }
}

/// Whether a text names a year or month.
fn dated(text: &str) -> bool {
    text.match_indices(['年', '月']).any(|(at, _)| {
        text.get(..at).is_some_and(|before| before.ends_with(|ch: char| ch.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::found;

    #[test]
    fn few_are_told_one_by_one_and_many_together() {
        let draft = |count: usize| {
            let facts: String = (1..=count).map(|at| format!("  数{at}: {at}名\n")).collect();
            format!("---\n标题: 情况\n提纲: 自定\n数据:\n{facts}---\n\n正文。\n")
        };
        let few = found(RULE.id, &draft(2));
        assert_eq!(few.iter().map(|(place, _)| place.as_str()).collect::<Vec<_>>(), ["数1", "数2"]);
        let many = found(RULE.id, &draft(9));
        assert_eq!(many.len(), 1);
        assert_eq!(many[0].0, "数1");
        assert!(many[0].1.fault.message.starts_with("有9项数据没有写来源和时点：数1、数2"));
        assert!(many[0].1.fault.message.ends_with("数8等"));
    }
}
