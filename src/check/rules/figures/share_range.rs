//! F007: a share over 100%, shares of one whole that make more than 100%.

#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

use crate::check::reckoning::{Sentence, each_sentence};
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::Level;
use crate::quantity::{Bound, Quantity, Sense};

pub(crate) static RULE: Rule = Rule {
    id: "F007",
    name: "share-range",
    title: "占比超限",
    group: Group::Figures,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "通行要求：部分不大于总体",
    doc: "\
## 查什么

- 占总体的比例超过100%：`占120%`、`合格率105%`、`覆盖率达到102%`。
- 一句话里并列的几类占同一总体的比例，加起来超过100%：`甲类占45%，乙类占40%，丙类占30%`。

增速、完成率、超额完成、为上年的百分之几、产能利用率、毛入学率、资金到位率一类可以超过100%的，不查。
几类本来可以交叉的（党员占45%、女性占40%）也不查：只查名称同属一类的，例如都以“类”“产业”“以上”结尾，或者“男”“女”。

## 为什么

部分大于总体，一定有数字写错，或者把增幅写成了占比。

## 依据

算术关系，没有标准条文。",
    examples: &[
        Example::unsound("合格率超过100%", "全年抽检农产品320批次，合格率105%。\n"),
        Example::unsound("占比超过100%", "脱贫劳动力占务工总人数的120%。\n"),
        Example::unsound("几类之和超过100%", "种植类产业占45%，养殖类产业占40%，加工类产业占30%。\n"),
        Example::sound(
            "本来就可以超过的",
            "\
税收完成年度任务的105%，招商引资完成率112.5%，销售额是上年的130%，产能利用率达到103%。
",
        ),
        Example::sound("可以交叉的几类", "班子成员中党员占95%，女性占40%，35岁以下干部占30%，大专以上学历占88%。\n"),
    ],
    check,
};

/// Rates that are shares of a whole.
const RATES: &[&str] = &[
    "合格率",
    "普及率",
    "覆盖率",
    "满意率",
    "满意度",
    "参与率",
    "办结率",
    "化解率",
    "整改率",
    "参训率",
    "就业率",
    "治理率",
    "达标率",
    "知晓率",
    "好评率",
    "出勤率",
    "及格率",
    "优秀率",
    "通过率",
    "成功率",
    "建成率",
    "完好率",
    "绿化率",
    "入户率",
    "签约率",
    "兑现率",
    "清零率",
    "盘活率",
    "流失率",
    "贫困发生率",
    "失业率",
    "巩固率",
    "支持率",
    "认可率",
    "准确率",
    "按期率",
    "销号率",
    "参会率",
    "到会率",
    "中标率",
    "占比",
];

/// Words that say the measure is another than the whole.
const OTHERWISE: &[&str] = &[
    "完成", "任务", "目标", "计划", "上年", "去年", "同期", "进度", "增", "毛", "速", "相当", "倍",
];

fn check(context: &Context<'_>, sink: &mut Sink) {
    each_sentence(context, 1, |sentence| {
        for figure in &sentence.figures {
            if over(sentence, figure) {
                let written = sentence.written(figure);
                sink.push(
                    sink.at(
                        sentence.passage.prose.span(figure.range.clone()),
                        format!("比例写的是“{written}”，部分不会大于总体"),
                    )
                    .help("请核对这个数；是增幅或者完成进度的，请写明"),
                );
            }
        }
        sums(sentence, sink);
    });
}

fn percent(figure: &Quantity) -> bool {
    figure.sense == Sense::Share && figure.unit.as_ref().is_some_and(|unit| unit.name == "%")
}

fn over(sentence: &Sentence<'_>, figure: &Quantity) -> bool {
    // `占比由138%提高到60%`
    let began =
        figure.sense == Sense::From && figure.unit.as_ref().is_some_and(|unit| unit.name == "%");
    if !(percent(figure) || began)
        || figure.value <= Decimal::ONE_HUNDRED
        || figure.bound == Bound::Less
    {
        return false;
    }
    let clause = sentence.clause_before(figure.range.start);
    let clause = clause.rsplit('、').next().unwrap_or(clause);
    if OTHERWISE.iter().any(|word| clause.contains(word)) {
        return false;
    }
    let clause =
        clause.trim_end_matches(['达', '到', '为', '是', '均', '了', '约', '已', '由', '从']);
    if RATES.iter().any(|rate| clause.ends_with(rate)) {
        return true;
    }
    // 占…的
    clause.rfind('占').is_some_and(|at| {
        let after = clause.get(at + '占'.len_utf8()..).unwrap_or_default();
        after.is_empty() || after.ends_with('的') && after.chars().count() <= 14
    })
}

/// Shares told side by side.
fn sums(sentence: &Sentence<'_>, sink: &mut Sink) {
    let mut at = 0;
    let figures = &sentence.figures;
    while at < figures.len() {
        let Some(first) = figures.get(at).and_then(|one| class(sentence, one)) else {
            at += 1;
            continue;
        };
        let mut classes = vec![first];
        let mut end = at + 1;
        while let (Some(next), Some(before)) = (figures.get(end), figures.get(end - 1)) {
            let Some(name) = class(sentence, next) else { break };
            // Nothing but the next class stands between.
            let between = sentence.between(before.range.end, next.range.start);
            let plain = between.trim_start_matches(['，', '、', '；']);
            if between.len() == plain.len()
                || plain.contains(['，', '、', '；', '。'])
                || plain.contains("其中")
            {
                break;
            }
            classes.push(name);
            end += 1;
        }
        let group = figures.get(at..end).unwrap_or_default();
        let sum: Decimal = group.iter().map(|one| one.value).sum();
        let slack: Decimal = group.iter().map(|one| one.step).sum();
        if group.len() >= 2
            && sum > Decimal::ONE_HUNDRED + slack
            && alike(&classes)
            && let (Some(one), Some(last)) = (group.first(), group.last())
        {
            let parts: Vec<&str> = group.iter().map(|one| sentence.written(one)).collect();
            sink.push(
                sink.at(
                    sentence.passage.prose.span(one.range.start..last.range.end),
                    format!("{}加起来是{}%，超过了100%", parts.join("、"), sum.normalize()),
                )
                .help("请核对这几个占比；不是占同一个总体的，请分开写明"),
            );
        }
        at = end;
    }
}

/// The class that `…占r` tells the share of.
fn class<'a>(sentence: &Sentence<'a>, figure: &Quantity) -> Option<&'a str> {
    if !percent(figure) || figure.bound != Bound::Exact {
        return None;
    }
    let clause = sentence.clause_before(figure.range.start);
    let clause = clause.rsplit('、').next().unwrap_or(clause).trim();
    let name = clause.strip_suffix("占比").or_else(|| clause.strip_suffix('占'))?;
    let name = name.strip_prefix("其中").unwrap_or(name);
    (!name.is_empty() && name.chars().count() <= 12).then_some(name)
}

/// Whether classes are of one kind, so that none may fall in two.
fn alike(classes: &[&str]) -> bool {
    let ends: Vec<Option<char>> = classes.iter().map(|class| class.chars().next_back()).collect();
    let single = classes.iter().all(|class| {
        let mut chars = class.chars();
        chars.next().is_some_and(|ch| {
            ch.is_ascii_uppercase() || matches!(ch, '甲' | '乙' | '丙' | '丁' | '男' | '女')
        }) && chars.next().is_none_or(|ch| matches!(ch, '性' | '类' | '级'))
            && chars.next().is_none()
    });
    let mut names: Vec<&str> = classes.to_vec();
    names.sort_unstable();
    names.dedup();
    let distinct = names.len() == classes.len();
    // 党员、女党员: the one may hold the other.
    let nested = classes
        .iter()
        .enumerate()
        .any(|(at, a)| classes.iter().enumerate().any(|(to, b)| at != to && a.ends_with(b)));
    let same_end = ends.first().is_some_and(|first| {
        matches!(first, Some('类' | '业' | '性' | '型' | '级' | '产' | '档'))
            && ends.iter().all(|end| end == first)
    });
    distinct && !nested && (single || same_end)
}
