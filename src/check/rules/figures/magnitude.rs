//! F011: one quantity in 万元 here and 元 there; separators that stand wrong.

use std::collections::HashMap;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::figures::counts;
use crate::check::{Context, Example, Group, Place, Rule, Sink};
use crate::diagnostic::{Fix, Level};
use crate::quantity::{Bound, UnitKind};

pub(crate) static RULE: Rule = Rule {
    id: "F011",
    name: "magnitude",
    title: "数量级有误",
    group: Group::Figures,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "GB/T 15835—2011（阿拉伯数字的书写）；通行要求：单位前后一致",
    doc: "\
## 查什么

- 同一个数字，一处的单位是万元、一处是元，数值差了十倍、百倍、万倍：“村集体收入500万元”和“村集体收入500元”。
- 千分位的逗号放错了位置：`12,00元`、`1,2000人`。

只比名称、单位种类相同，数字本身一样，只差数量级的。

## 为什么

“万”字漏打、多打一个，通读时不容易看出来，差的却是一万倍。

## 依据

四位以上的数字用千分位时每三位一节，见 GB/T 15835—2011；数量级前后一致是通行要求。",
    examples: &[
        Example::unsound(
            "漏了“万”字",
            "\
全镇村集体经营性收入达到500万元，比上年翻一番。

## 取得的成效

村集体经营性收入500元，全部用于改善民生。
",
        ),
        Example::unsound("千分位错了", "全年接待游客12,00人，收入1,2000元。\n"),
        Example::sound(
            "人均与总量、约数与确数",
            "\
全镇村集体经营性收入达到1,200万元，村均收入20万元。

全县农民人均可支配收入2万元，全县生产总值200亿元，接待游客12,000人次。
",
        ),
        Example::sound("不是千分位", "坐标为（12,5），比分3,2，编号1,2,3的地块已经验收。\n"),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    powers(context, sink);
    for passage in context.prose.passages() {
        if passage.place == Place::Meta {
            continue;
        }
        for range in misplaced(&passage.prose.text) {
            let Some(written) = passage.prose.text.get(range.clone()) else { continue };
            let plain: String = written.chars().filter(|ch| !matches!(ch, ',' | '，')).collect();
            let span = passage.prose.span(range.clone());
            let mut fault = sink
                .at(span, format!("“{written}”的千分位放错了位置"))
                .help("从右往左每三位一节；公文里的数字也可以不用千分位");
            if passage.prose.verbatim(range) {
                fault = fault.fix(Fix::suggestion(span, plain));
            }
            sink.push(fault);
        }
    }
}

/// The same noun and the same digits, a power of ten apart.
fn powers(context: &Context<'_>, sink: &mut Sink) {
    type Seen = Vec<(Decimal, usize)>;
    let mut by_noun: HashMap<(&str, UnitKind, Decimal), Seen> = HashMap::new();
    let figures = context.ledger.figures(context.prose);
    for (at, counted) in figures.iter().enumerate() {
        let Some(passage) = context.prose.passages().get(counted.passage) else { continue };
        let quantity = &counted.quantity;
        let (Some(unit), Some(noun)) = (&quantity.unit, &quantity.noun) else { continue };
        let scaled = matches!(unit.kind, UnitKind::Money | UnitKind::Area | UnitKind::Mass);
        if !scaled
            || passage.place == Place::Cell
            || quantity.bound != Bound::Exact
            || !counts(counted, passage)
        {
            continue;
        }
        let Some(noun) = passage.prose.text.get(noun.clone()) else { continue };
        let digits = significant(quantity.value);
        // One round digit (`2万`, `200亿`) says nothing; a noun of two characters is too vague.
        if noun.chars().count() < 4 {
            continue;
        }
        by_noun.entry((noun, unit.kind, digits)).or_default().push((quantity.value, at));
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    for seen in by_noun.values() {
        let Some(&(first, before)) = seen.first() else { continue };
        found.extend(seen.iter().filter(|(value, _)| *value != first).map(|&(_, at)| (at, before)));
    }
    found.sort_unstable();
    for (at, before) in found {
        let (Some(here), Some(there)) = (figures.get(at), figures.get(before)) else { continue };
        if here.quantity.unit.as_ref().map(|unit| &unit.name)
            != there.quantity.unit.as_ref().map(|unit| &unit.name)
        {
            continue;
        }
        let of = |one: &crate::check::Counted| {
            let passage = context.prose.passages().get(one.passage)?;
            let text = passage.prose.text.get(one.quantity.range.clone())?;
            Some((passage.prose.span(one.quantity.range.clone()), text))
        };
        if let (Some((span, text)), Some((other, known))) = (of(here), of(there)) {
            let fault = sink
                .at(span, format!("这里写“{text}”，别处写“{known}”，数字一样，数量级不一样"))
                .help("请核对单位，看是不是漏写或者多写了“万”“亿”")
                .label(other, format!("这里写的是“{known}”"));
            sink.push(fault);
        }
    }
}

/// The digits of a value without the zeros behind: 500 and 5000000 are both 5.
fn significant(mut value: Decimal) -> Decimal {
    while value.fract() != Decimal::ZERO {
        value *= Decimal::TEN;
    }
    while value >= Decimal::TEN && (value % Decimal::TEN).is_zero() {
        value /= Decimal::TEN;
    }
    value.normalize()
}

/// Numbers with separators of which a group has not three digits, a unit or scale behind them.
fn misplaced(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    // The end of the last run of digits and commas.
    let mut done = 0;
    for at in memchr::memchr_iter(b',', bytes) {
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        // Only once for each number.
        if at < done {
            continue;
        }
        let mut start = at;
        while start > done && (digit(start - 1) || bytes.get(start - 1) == Some(&b',')) {
            start -= 1;
        }
        let mut end = at + 1;
        while digit(end) || bytes.get(end) == Some(&b',') && digit(end + 1) {
            end += 1;
        }
        done = end;
        while digit(done) || bytes.get(done) == Some(&b',') {
            done += 1;
        }
        let Some(number) = text.get(start..end) else { continue };
        if bytes.get(end) == Some(&b'.') {
            continue;
        }
        let mut groups = number.split(',');
        let head = groups.next().map_or(0, str::len);
        let rest: Vec<usize> = groups.map(str::len).collect();
        let sound = (1..=3).contains(&head) && rest.iter().all(|&length| length == 3);
        let grouped = head <= 3 && head > 0 && rest.iter().all(|&length| (2..=4).contains(&length));
        let unit = text.get(end..).and_then(|rest| rest.chars().next());
        let counted = unit.is_some_and(|ch| "万亿元人名个户件家亩吨次".contains(ch));
        if !sound && grouped && counted {
            out.push(start..end);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{places, plain};

    #[test]
    fn orders_of_magnitude_are_told_at_the_later_figure() {
        for (text, expected) in [
            ("村集体经营性收入500万元。\n\n村集体经营性收入500元。", vec!["500元"]),
            ("项目总投资额3.6亿元。\n\n项目总投资额3.6万元已经到位。", vec!["3.6万元"]),
            ("接待游客12,00人，收入1,2000元。", vec!["12,00", "1,2000"]),
            ("村集体经营性收入500万元。\n\n村集体经营性收入近500元。", vec![]),
            ("全县生产总值200亿元，人均可支配收入2万元。", vec![]),
            ("收入1,200万元，1,234,567人，比分3,2，编号1,2,3。", vec![]),
        ] {
            assert_eq!(places("F011", &plain(text)), expected, "{text}");
        }
    }
}
