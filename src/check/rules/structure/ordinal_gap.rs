//! S010: ordinals that skip, repeat or stop.

use crate::check::enumeration::{self, Ordinal, Series, Style};
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::cjk::chinese_number;
use crate::diagnostic::{Edit, Fix, Level};

pub(crate) static RULE: Rule = Rule {
    id: "S010",
    name: "ordinal-gap",
    title: "列举断号",
    group: Group::Structure,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "行文常理：列举的序号要连贯",
    doc: "\
## 查什么

行文中列举的序号断了、重了，或者只有开头：

- `一是…三是…`，中间没有“二是”；`第一，…第三，…`，中间没有“第二”；
- `一是…二是…二是…`，同一个序号用了两次；
- 只有“一是”，后面再没有“二是”；
- 一节里开头就是“二是”，前面没有“一是”。

`一要…二要…`、`其一，其二，`、`第一步，第二步，`、`（一）…（二）`、`1.…2.`、`①…②` 同样查。一组列举可以跨句、跨段、跨小节，也可以一层
套一层；每逢“一是”另起一组。引号里的话、“一是一、二是二”、“第一书记”“第一时间”“第二产业”一类的词不查；单独一个
“首先”“第一，”也不查。

## 为什么

删改一条、并入一条之后，后面的序号最容易忘了改。读者数不上来，会以为漏了内容。

## 依据

行文常理，没有成文规定，所以只作警告。序号改成几、要不要补一条，取决于原意，所以只给出建议的改法。",
    examples: &[
        Example::unsound(
            "缺了“二是”",
            "重点抓好产业。一是抓项目，建成加工厂3家；三是抓品牌，注册商标5个。\n",
        ),
        Example::unsound(
            "“二是”用了两次",
            "\
一是摸清底数。逐户走访，建立台账。

二是分类施策。一户一策，挂图作战。

二是压实责任。县级领导包乡，乡镇干部包村。
",
        ),
        Example::unsound("只有“一是”", "主要措施：一是加强领导，成立工作专班，定期研究调度。会后各乡镇抓好落实。\n"),
        Example::unsound("缺了“第二”", "第一，要提高站位。第三，要强化督导。\n"),
        Example::sound(
            "一层套一层，跨段接着数",
            "\
一是建强组织。1.选优书记；2.派强第一书记；3.整顿软弱涣散村。

二是做旺产业。1.抓基地；2.抓加工。

三是抓实治理。网格建到户，积分积成风。
",
        ),
        Example::sound(
            "像序号的词",
            "\
第一书记要第一时间到岗。一是一、二是二，不打折扣。第一、第二产业融合发展，第三方评估满意率进一步提高。

首先要看到成绩。群众说：“三是账目要公开。”
",
        ),
        Example::sound("每一段另起一组", "产业上，一是抓基地，二是抓加工。\n\n治理上，一是建网格，二是推积分，三是树新风。\n"),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    let series = enumeration::read(context.report, context.prose);
    let mut skip = false;
    for (at, one) in series.iter().enumerate() {
        if std::mem::take(&mut skip) || one.style() == Style::Words {
            continue;
        }
        let Some(first) = one.items.first() else { continue };
        if one.items.len() == 1 && first.value == 1 {
            if first.tail != '是' || one.style() != Style::Being {
                continue;
            }
            let next = series.get(at + 1).filter(|next| {
                next.items.len() == 1
                    && next.items.first().is_some_and(|item| {
                        item.passage == first.passage && item.value == 1 && item.tail == '是'
                    })
            });
            match next.and_then(|next| next.items.first()) {
                Some(again) => {
                    skip = true;
                    tell(context, again, Some(first), 2, &[again], sink);
                }
                None => lone(context, one, first, sink),
            }
            continue;
        }
        // Other words than 是 may begin so without being ordinals: what is not in order is left alone.
        if first.tail != '是' && first.value != 1 {
            continue;
        }
        gaps(context, one, sink);
    }
}

/// Looks for ordinals that do not follow from those before them.
fn gaps(context: &Context<'_>, series: &Series, sink: &mut Sink) {
    let mut before: Option<&Ordinal> = None;
    let mut expected = 1;
    for (at, item) in series.items.iter().enumerate() {
        let rest = series.items.get(at..).unwrap_or_default();
        if item.value != expected {
            // Those behind it that count on from it are shifted with it; else it alone is a slip.
            let next = rest.get(1).map(|next| next.value);
            let run = if next == Some(item.value + 1) && next != Some(expected + 1) {
                1 + rest
                    .windows(2)
                    .take_while(|pair| matches!(pair, [a, b] if a.value + 1 == b.value))
                    .count()
            } else {
                1
            };
            let shifted: Vec<&Ordinal> = rest.iter().take(run).collect();
            tell(context, item, before, expected, &shifted, sink);
            if run > 1 {
                expected = item.value;
            }
        }
        expected += 1;
        before = Some(item);
    }
}

fn tell(
    context: &Context<'_>,
    item: &Ordinal,
    before: Option<&Ordinal>,
    expected: u32,
    shifted: &[&Ordinal],
    sink: &mut Sink,
) {
    let Some(passage) = context.prose.passages().get(item.passage) else { return };
    let span = passage.prose.span(item.mark.clone());
    if context.sources.slice(span).starts_with('`') {
        return;
    }
    let (own, wanted) = (written(context, item), as_written(context, item, expected));
    let message = match before {
        None => format!("“{own}”前面没有“{wanted}”"),
        Some(before) if before.value == item.value => {
            format!("“{own}”用了两次，这里应当是“{wanted}”")
        }
        Some(before) => {
            format!("“{}”后面应当是“{wanted}”，这里却是“{own}”", written(context, before))
        }
    };
    let missing = item.value > expected;
    let help = if missing {
        format!("请补上“{wanted}”一条，或者把“{own}”改为“{wanted}”，后面的序号依次改动")
    } else {
        format!("请把“{own}”改为“{wanted}”，后面的序号依次改动")
    };
    let mut fault = sink.at(span, message).help(help);
    if let Some(before) = before
        && let Some(other) = context.prose.passages().get(before.passage)
    {
        let said = format!("前面是“{}”", written(context, before));
        fault = fault.label(other.prose.span(before.mark.clone()), said);
    }
    let mut edits = Vec::with_capacity(shifted.len());
    for (value, one) in (expected..).zip(shifted) {
        let prose = context.prose.passages().get(one.passage).map(|passage| &passage.prose);
        match (prose, numeral(one, value)) {
            (Some(prose), Some(text)) if prose.verbatim(one.numeral.clone()) => {
                edits.push(Edit { span: prose.span(one.numeral.clone()), text });
            }
            _ => return sink.push(fault),
        }
    }
    if edits.iter().all(|edit| edit.span.file == span.file) {
        fault = fault.fix(Fix { safe: false, edits });
    }
    sink.push(fault);
}

/// Words that go on with what 一是 began.
const OTHERS: [&str; 22] = [
    "二是",
    "二要",
    "二来",
    "二则",
    "二、",
    "其次",
    "其二",
    "第二",
    "再就是",
    "再者",
    "再一个",
    "另一",
    "另外",
    "此外",
    "还有",
    "还要",
    "同时",
    "最后",
    "再是",
    "又是",
    "二者",
    "两者",
];

/// A lone 一是.
fn lone(context: &Context<'_>, series: &Series, item: &Ordinal, sink: &mut Sink) {
    let passages = context.prose.passages();
    let Some(passage) = passages.get(item.passage) else { return };
    let after = passage.prose.text.get(item.mark.end..).unwrap_or_default();
    let far = after.char_indices().nth(1_500).map_or(after.len(), |(at, _)| at);
    let after = after.get(..far).unwrap_or_default();
    let goes_on = OTHERS.iter().any(|word| after.contains(word));
    let next = passages.get(item.passage + 1).is_some_and(|next| {
        next.section == passage.section
            && OTHERS.iter().any(|word| next.prose.text.starts_with(word))
    });
    let span = passage.prose.span(item.mark.clone());
    if goes_on || (next && !series.headings) || context.sources.slice(span).starts_with('`') {
        return;
    }
    sink.push(
        sink.at(span, "只有“一是”，后面没有“二是”")
            .help("请补上“二是”，或者去掉“一是”，直接说明内容"),
    );
}

fn written<'a>(context: &Context<'a>, item: &Ordinal) -> &'a str {
    let passage = context.prose.passages().get(item.passage);
    passage.and_then(|passage| passage.prose.text.get(item.mark.clone())).unwrap_or_default()
}

/// The mark of an ordinal with another value.
fn as_written(context: &Context<'_>, item: &Ordinal, value: u32) -> String {
    let own = written(context, item);
    let from = item.numeral.start - item.mark.start;
    let to = item.numeral.end - item.mark.start;
    match (own.get(..from), own.get(to..), numeral(item, value)) {
        (Some(head), Some(tail), Some(number)) => format!("{head}{number}{tail}"),
        _ => own.to_owned(),
    }
}

fn numeral(item: &Ordinal, value: u32) -> Option<String> {
    match item.style {
        Style::Digit | Style::BracketDigit => Some(value.to_string()),
        Style::Circled => char::from_u32('①' as u32 + value.checked_sub(1)?).map(String::from),
        Style::Words => None,
        _ => Some(chinese_number(value)),
    }
}

#[cfg(test)]
mod tests;
