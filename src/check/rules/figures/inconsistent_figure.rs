//! F004: the same quantity with different values.

mod context;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::check::figures::{Facts, Tie, counts};
use crate::check::{Context, Example, Group, Place, Rule, Sink};
use crate::diagnostic::Level;
use crate::quantity::{Bound, Quantity, Scope, Sense, UnitKind};
use crate::report::{Report, Section, plain};
use context::{Mention, Stretch};

pub(crate) static RULE: Rule = Rule {
    id: "F004",
    name: "inconsistent-figure",
    title: "前后数字不一",
    group: Group::Figures,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "通行要求：同一数字全篇一致",
    doc: "\
## 查什么

同一个数字前后写得不一样：前面写“驻村第一书记83名”，后面写“85名第一书记”；或者正文里手打的数字与开头“数据”里的
同一项不符。

只比说的是同一件事、单位相同的精确数字，而且两个数要像是改漏了或者打错了：相差很小（2以内，或者百分之三以内），
四位以上的数只有一位不同，或者相邻两位颠倒（412和421）。与“数据”相比，相差两成以内就提醒。

时间、地方、批次、层级不同，一处写总数一处写其中，一处写现状一处写打算，一处写办结一处写受理的，都不算矛盾；
“126个村……122个村完成清产核资”是部分与总体，也不算。

## 为什么

材料改过几稿，数字往往只改了一处。前后打架的数字，最伤材料的可信度。

## 怎样根治

把数字写进开头的“数据”，正文用 `{{ 名称 }}` 引用，全篇就只有一个值。

## 依据

通行要求，没有成文规定。工具只能凭名称和单位判断是不是同一个数字，所以作警告。",
    examples: &[
        Example::unsound(
            "前后三处，有一处没有改",
            "\
区委选派驻村第一书记83名，实现重点村全覆盖。

## 主要做法

对83名驻村第一书记逐一谈话，签订承诺书。

## 取得的成效

85名第一书记领办实事252件，群众有口皆碑。
",
        ),
        Example::unsound(
            "正文与数据不符",
            "\
---
标题: 抓党建促乡村振兴的实践与启示
提纲: 自定
日期: 2023-08-17
数据:
  驻村第一书记: {值: 83, 单位: 名, 时点: 2023年7月, 来源: 区委组织部}
---

全区共有{{ 驻村第一书记 }}，分布在9个乡镇。

对照年度任务，逐一与85名驻村第一书记谈话。
",
        ),
        Example::unsound(
            "相邻两位颠倒",
            "\
全县现有网格员1263名，每人一部终端。

## 经验

依托1236名网格员，把服务送到家门口。
",
        ),
        Example::sound(
            "时间、地方、范围不同",
            "\
2022年选派驻村第一书记83名，2023年选派驻村第一书记85名，人选逐年优化。

东山县建成村级服务站83个，西河县建成村级服务站85个。

全区排查矛盾纠纷325件。经过调处，化解矛盾纠纷317件，办结率97.5%。

明年计划选派驻村第一书记90名。
",
        ),
        Example::sound(
            "约数与确数、总数与部分",
            "\
全县现有养老服务站近90个，其中标准化养老服务站85个。

今年新建养老服务站12个，累计建成养老服务站88个。

全县共有行政村126个。

目前，124个行政村完成清产核资。
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    let facts = Facts::of(context.report);
    against_facts(context, &facts, sink);
    let ahead = plans(context.report);
    let mut groups: BTreeMap<(&str, &str), Vec<Near<'_>>> = BTreeMap::new();
    for counted in context.ledger.figures(context.prose) {
        let Some(passage) = context.prose.passages().get(counted.passage) else { continue };
        if !counts(counted, passage) || !comparable(&counted.quantity, passage.place) {
            continue;
        }
        let Some(mention) = Mention::of(counted, passage) else { continue };
        // `对全市412个系统开展评估` speaks of what is, in a plan too.
        let planned = passage.section.is_some_and(|at| ahead.get(at) == Some(&true));
        if planned && !mention.clause().starts_with('对') {
            continue;
        }
        let Some(unit) = mention.unit() else { continue };
        for stretch in mention.stretches() {
            groups.entry((stretch.text, unit)).or_default().push((stretch, mention));
        }
    }
    let mut found = BTreeMap::new();
    for mentions in groups.into_values() {
        if mentions.len() > 1 {
            group(context, mentions, &mut found);
        }
    }
    // Two facts may well differ.
    found.retain(|_, (slip, other)| !(facts.prints(slip.span()) && facts.prints(other.span())));
    for (slip, other) in found.into_values() {
        let (here, there) = (slip.text(), other.text());
        let fault = sink
            .at(slip.span(), format!("这里写“{here}”，别处写“{there}”，像是同一个数字"))
            .help("请核对哪个对；把它写进开头的“数据”，正文用 {{ 名称 }} 引用，就不会再前后不一")
            .label(other.span(), format!("这里写的是“{there}”"));
        sink.push(fault);
    }
}

/// Which sections, by their place in reading order, tell what is to come.
fn plans(report: &Report) -> Vec<bool> {
    fn walk(sections: &[Section], above: bool, out: &mut Vec<bool>) {
        for section in sections {
            let heading = plain(&section.heading.inlines);
            let words =
                ["下一步", "下步", "打算", "计划", "安排", "目标", "建议", "对策", "努力方向"];
            let ahead = above || words.iter().any(|word| heading.contains(word));
            out.push(ahead);
            walk(&section.children, ahead, out);
        }
    }
    let mut out = Vec::new();
    walk(&report.sections, false, &mut out);
    out
}

/// Whether a figure may be held against another at all.
fn comparable(quantity: &Quantity, place: Place) -> bool {
    let kind = quantity.unit.as_ref().map(|unit| unit.kind);
    let steady = !matches!(
        kind,
        None | Some(
            UnitKind::Share
                | UnitKind::Points
                | UnitKind::Times
                | UnitKind::Duration
                | UnitKind::Date
        )
    );
    steady
        && matches!(place, Place::Title | Place::Heading | Place::Paragraph | Place::Caption)
        && quantity.bound == Bound::Exact
        && matches!(quantity.sense, Sense::Amount | Sense::To)
        && matches!(quantity.scope, Scope::Plain | Scope::Total)
        && quantity.value >= Decimal::from(5)
}

/// Whether two values are within a fifth of one another.
fn near(one: Decimal, other: Decimal) -> bool {
    let (small, large) = if one < other { (one, other) } else { (other, one) };
    large >= Decimal::TEN && large - small <= large * Decimal::new(2, 1)
}

/// How surely one of two values is a slip for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Slip {
    /// A change of one or two of a small number, where that stands in two other places: 10, 10 and 12.
    Few,
    /// A small change that was made in one place only: 83 and 85.
    Small,
    /// Two digits have changed places: 412 and 421.
    Swapped,
}

impl Slip {
    fn of(one: Decimal, other: Decimal) -> Option<Self> {
        let (small, large) = if one < other { (one, other) } else { (other, one) };
        let (one, other) = (one.normalize(), other.normalize());
        let digits = |value: Decimal| value.mantissa().to_string().into_bytes();
        let (a, b) = (digits(one), digits(other));
        // As written: trailing zeros of either are digits of both.
        let long = a.len().max(b.len());
        let equal = a.len() == b.len() && one.scale() == other.scale();
        let apart: Vec<usize> =
            a.iter().zip(&b).enumerate().filter(|(_, (x, y))| x != y).map(|(at, _)| at).collect();
        if equal
            && long >= 3
            && let [first, second] = apart[..]
            && second == first + 1
            && a.get(first) == b.get(second)
            && a.get(second) == b.get(first)
        {
            return Some(Self::Swapped);
        }
        let step = large - small;
        let close = large >= Decimal::from(20)
            && small.is_integer()
            && large.is_integer()
            && step <= Decimal::TWO
            || large >= Decimal::TEN && step <= large * Decimal::new(3, 2)
            || equal && long >= 4 && apart.len() == 1 && near(small, large);
        let few = small >= Decimal::from(5)
            && small.is_integer()
            && large.is_integer()
            && step <= Decimal::TWO;
        if close { Some(Self::Small) } else { few.then_some(Self::Few) }
    }
}

/// Slips by their place, each with the figure it is held against.
type Found<'a> = BTreeMap<(usize, usize), (Mention<'a>, Mention<'a>)>;

/// A mention with how far its stretch stands from the figure.
type Near<'a> = (Stretch<'a>, Mention<'a>);

/// More values of one thing than these are a list of many things.
const MOST_VALUES: usize = 24;

/// Figures of one noun and unit. Each value is held against every other.
fn group<'a>(context: &Context<'_>, mut mentions: Vec<Near<'a>>, found: &mut Found<'a>) {
    let value = |one: &Near<'_>| one.1.counted.quantity.value;
    mentions.sort_by_key(value);
    let values: Vec<_> = mentions.chunk_by(|a, b| value(a) == value(b)).collect();
    if values.len() > MOST_VALUES {
        return;
    }
    for (at, low) in values.iter().enumerate() {
        for high in values.get(at + 1..).unwrap_or_default() {
            let (Some(small), Some(large)) = (low.first().map(value), high.first().map(value))
            else {
                continue;
            };
            if let Some(slip) = Slip::of(small, large) {
                pair(context, low, high, slip, found);
            }
        }
    }
}

/// Two values of one thing.
fn pair<'a>(
    context: &Context<'_>,
    low: &[Near<'a>],
    high: &[Near<'a>],
    slip: Slip,
    found: &mut Found<'a>,
) {
    // `2022年83名，2023年85名`: what is said of no time is of one of the two.
    let of_two_times = low.iter().any(|(_, one)| {
        high.iter().any(|(_, other)| !one.times_agree(other) && one.noun == other.noun)
    });
    if of_two_times {
        return;
    }
    // The rarer value is the slip; of two equally rare ones the later.
    let first = |all: &[Near<'_>]| all.iter().map(|one| one.1.order()).min();
    let rank = |all| (<[_]>::len(all), std::cmp::Reverse(first(all)));
    let low_is_slip = rank(low) < rank(high);
    let (slips, right) = if low_is_slip { (low, high) } else { (high, low) };
    // What is known and larger is no part.
    let known = high.iter().any(|(stretch, one)| stretch.full() && one.known());
    if slip == Slip::Few && !known && (right.len() < 2 || slips.len() > 1) {
        return;
    }
    for (stretch, slipped) in slips.iter().take(3) {
        let same = |(other, mention): &&Near<'_>| {
            let (small, large) = if low_is_slip { (slipped, mention) } else { (mention, slipped) };
            stretch.agrees(*other, slip == Slip::Swapped, slipped.digits())
                && small.same_matter(large, slip == Slip::Swapped, context)
        };
        if let Some((_, other)) = right.iter().take(8).find(same) {
            found.entry(slipped.order()).or_insert((*slipped, *other));
        }
    }
}

/// Typed figures that speak of a fact and have another value.
fn against_facts(context: &Context<'_>, facts: &Facts<'_>, sink: &mut Sink) {
    if context.report.facts.is_empty() {
        return;
    }
    for counted in context.ledger.figures(context.prose) {
        let Some(passage) = context.prose.passages().get(counted.passage) else { continue };
        if !counts(counted, passage) || !comparable(&counted.quantity, passage.place) {
            continue;
        }
        let Some(mention) = Mention::of(counted, passage) else { continue };
        let Tie::Differs(at) = facts.tie(counted, mention.passage, mention.noun, mention.span())
        else {
            continue;
        };
        let (Some(fact), Some(value)) = (context.report.facts.get(at), facts.value(at)) else {
            continue;
        };
        let time = fact.time.as_ref().map_or("", |time| time.value.as_str());
        if !near(value, counted.quantity.value)
            || !mention.now(&fact.name, context)
            || !mention.time_agrees(time)
        {
            continue;
        }
        let unit = fact.unit.as_ref().map_or("", |unit| unit.value.as_str());
        let known = format!("{}{unit}", fact.figure().unwrap_or_default());
        let fault = sink
            .at(
                mention.span(),
                format!("这里写“{}”，数据里“{}”是{known}", mention.text(), fact.name),
            )
            .help(format!("请核对哪个对；这里改写成 {{{{ {} }}}}，就总与数据一致", fact.name))
            .label(fact.name_span, format!("数据里是{known}"));
        sink.push(fault);
    }
}
