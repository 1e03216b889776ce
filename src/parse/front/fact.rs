//! 数据: the checked entries as facts.

use rust_decimal::Decimal;

use super::meta::text;
use crate::diagnostic::{Fault, Level};
use crate::report::{Fact, FactValue, Text};
use crate::source::Span;
use crate::yaml::{Key, Node, Value};

/// Reads the entries of 数据.
pub(super) fn read(node: &Node, faults: &mut Vec<Fault>) -> Vec<Fact> {
    node.entries().iter().filter_map(|(key, node)| fact(key, node, faults)).collect()
}

fn fact(key: &Key, node: &Node, faults: &mut Vec<Fault>) -> Option<Fact> {
    let name = key.name.trim();
    if name.is_empty() {
        return None;
    }
    if let Some(mark) = name.chars().find(|ch| matches!(ch, '|' | '｜' | '{' | '}')) {
        let message = format!("数据的名称“{name}”里不能有“{mark}”");
        faults.push(Fault::new("Y013", key.span, message).help("换一个不含这个符号的名称"));
    }
    let mut fact = Fact {
        name: name.to_owned(),
        name_span: key.span,
        value: None,
        unit: None,
        time: None,
        previous: None,
        target: None,
        source: None,
        scope: None,
        series: Vec::new(),
        formula: None,
        span: key.span.join(node.span),
    };
    match node.value {
        Value::Map(_) => {
            fact.unit = text(node, "单位");
            fact.time = text(node, "时点");
            fact.source = text(node, "来源");
            fact.scope = text(node, "口径");
            fact.formula = text(node, "公式");
            let mut number = |name: &str| {
                let node = node.get(name)?;
                match &node.value {
                    Value::Number(written) => decimal(written, node.span, faults),
                    _ => None,
                }
            };
            fact.previous = number("上期");
            fact.target = number("目标");
            let series = node.get("历年").map(Node::entries).unwrap_or_default();
            for (label, node) in series {
                if let Value::Number(written) = &node.value
                    && let Some(number) = decimal(written, node.span, faults)
                {
                    fact.series.push((label.name.clone(), number));
                }
            }
            if let Some(value) = node.get("值") {
                self::value(&mut fact, value, faults);
            }
            check(&fact, key, node, faults);
        }
        _ => value(&mut fact, node, faults),
    }
    if fact.value.is_none() && node.is_null() {
        let message = format!("“{name}”没有写值");
        let help = format!("写成“{name}: {{值: 83, 单位: 名}}”，或者“{name}: 83名”");
        faults.push(Fault::new("Y012", key.span, message).help(help));
    }
    Some(fact)
}

/// 值, or the whole of the short form: a number, a number with its unit, or a text.
fn value(fact: &mut Fact, node: &Node, faults: &mut Vec<Fault>) {
    match &node.value {
        Value::Number(written) => {
            fact.value = decimal(written, node.span, faults).map(FactValue::Number);
        }
        Value::Text(written) => {
            let written = written.trim();
            if written.is_empty() {
                return;
            }
            let parts = fact.unit.is_none().then(|| quantity(written)).flatten();
            match parts {
                Some((number, unit)) => {
                    fact.value = Some(FactValue::Number(number));
                    // The unit's own place where the value stands there as it is.
                    let verbatim = node.span.len() == written.len();
                    let from = written.len() - unit.len();
                    let span =
                        if verbatim { node.span.slice(from, written.len()) } else { node.span };
                    fact.unit = Some(Text { value: unit.to_owned(), span });
                }
                None => fact.value = Some(FactValue::Text(written.to_owned())),
            }
        }
        _ => {}
    }
}

fn check(fact: &Fact, key: &Key, node: &Node, faults: &mut Vec<Fault>) {
    let name = &fact.name;
    let given = |name: &str| node.get(name).is_some_and(|node| !node.span.is_empty());
    if !given("值") && !given("历年") && !given("公式") {
        let message = format!("“{name}”没有写值");
        faults.push(Fault::new("Y012", key.span, message).help("加上“值: …”，或者“历年”“公式”"));
    }
    if let (Some(_), Some(formula)) = (&fact.value, &fact.formula) {
        let message = format!("“{name}”既写了值又写了公式，这里按值算");
        let fault = Fault::new("Y013", formula.span, message).level(Level::Warning);
        faults.push(fault.help("只留一个：能由别的数据算出的写公式，其余的写值"));
    }
}

/// The exact decimal of a number as written; a fault where it has more digits than can be kept.
fn decimal(written: &str, span: Span, faults: &mut Vec<Fault>) -> Option<Decimal> {
    let plain = written.strip_prefix('+').unwrap_or(written);
    let number = Decimal::from_str_exact(plain).or_else(|_| Decimal::from_scientific(plain));
    if number.is_err() {
        let message = "这个数字太长，最多写28位";
        faults.push(Fault::new("Y013", span, message).help("换一个更大的单位，例如亿元"));
    }
    number.ok()
}

/// `83名`, `84.2%`, `1,200 万元`, `-5℃`: a number and its unit. `None` for `约80名`, `2023年7月`,
/// `100余名`, `000001号`.
fn quantity(text: &str) -> Option<(Decimal, &str)> {
    let sign = text.len() - text.strip_prefix('-').unwrap_or(text).len();
    let digits = text[sign..]
        .find(|ch: char| !ch.is_ascii_digit() && ch != '.' && ch != ',')
        .map_or(text.len(), |at| sign + at);
    let (number, unit) = (&text[..digits], text[digits..].trim_start());
    let whole = number[sign..].split('.').next().unwrap_or_default();
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.len() == 1 || groups[1..].iter().all(|group| group.len() == 3);
    let padded = whole.len() > 1 && whole.starts_with('0');
    let odd = |ch: char| {
        ch.is_ascii_digit()
            || ch.is_whitespace()
            || crate::cjk::is_fullwidth_mark(ch) && !matches!(ch, '·' | '％' | '（' | '）')
            || ch.is_ascii_punctuation() && !matches!(ch, '%' | '/' | '(' | ')')
    };
    let vague = unit.starts_with(['余', '多', '来', '几', '年', '月', '日', '时', '点']);
    let fits = !unit.is_empty() && unit.chars().count() <= 8 && !unit.contains(odd) && !vague;
    if !grouped || padded || !fits {
        return None;
    }
    let number = Decimal::from_str_exact(&number.replace(',', "")).ok()?;
    Some((number, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_its_unit_come_apart() {
        let parts = |text| quantity(text).map(|(number, unit)| (number.to_string(), unit));
        assert_eq!(parts("83名"), Some(("83".to_owned(), "名")));
        assert_eq!(parts("4.80 万亩"), Some(("4.80".to_owned(), "万亩")));
        assert_eq!(parts("84.2%"), Some(("84.2".to_owned(), "%")));
        assert_eq!(parts("1,200元/亩"), Some(("1200".to_owned(), "元/亩")));
        assert_eq!(parts("-5℃"), Some(("-5".to_owned(), "℃")));
        for text in [
            "约80名",
            "2023年7月",
            "2023年",
            "100余名",
            "000001号",
            "83",
            "名",
            "1,20元",
            "3.2.1级",
            "83名、85名",
            "5月",
            "",
        ] {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}
