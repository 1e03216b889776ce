//! F002: a fact that nothing uses.

use std::collections::HashSet;

use crate::check::inlines::each_inline;
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::Level;
use crate::report::{Block, BlockKind, InlineKind, Report, Section};

pub(crate) static RULE: Rule = Rule {
    id: "F002",
    name: "unused-fact",
    title: "数据未使用",
    group: Group::Figures,
    level: Level::Hint,
    publish: None,
    essential: false,
    source: "本工具的写法：数据在“数据:”里写一次，正文只引用",
    doc: "\
## 查什么

“数据:”里列了，正文、图表、别的数据的公式和占比都没有用到的数据。从台账（`数据文件:`）里读来的不查，
台账本来就比一篇报告用到的多。

## 为什么

有时是忘了写进正文，有时是正文直接打了数字、没有引用，以后改数据就会漏改。

## 依据

本工具的写法，只作提示。",
    examples: &[
        Example::unsound(
            "正文直接打了数字，没有引用",
            "\
---
标题: 驻村帮扶情况
提纲: 自定
日期: 2023-08-17
数据:
  驻村第一书记: {值: 84, 单位: 名, 时点: 2023年6月, 来源: 区委组织部台账}
---

共选派驻村第一书记84名。
",
        ),
        Example::sound(
            "公式和占比里用到的也算",
            "\
---
标题: 集体经济发展情况
提纲: 自定
日期: 2023-08-17
数据:
  行政村: {值: 126, 单位: 个, 时点: 2023年6月, 来源: 区民政局}
  强村: {值: 63, 单位: 个, 时点: 2023年6月, 来源: 区农业农村局}
  集体收入: {值: 3150, 单位: 万元, 时点: 2022年, 来源: 区农业农村局}
  村均收入: {公式: 集体收入 / 行政村, 单位: 万元, 时点: 2022年, 来源: 区农业农村局}
---

村均收入{{ 村均收入 }}，强村占{{ 强村.占比（行政村） }}。
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    let report = context.report;
    if report.facts.is_empty() {
        return;
    }
    let used = used(report);
    for fact in &report.facts {
        // Those of a ledger file are many by nature.
        let own = fact.name_span.file == report.meta.span.file && !fact.name_span.is_empty();
        if own && !used.contains(fact.name.as_str()) {
            sink.push(
                sink.at(fact.name_span, format!("数据“{}”没有用到", fact.name))
                    .help(format!("正文里可以写 {{{{ {} }}}}；确实不用的，可以删去", fact.name)),
            );
        }
    }
}

/// All names that text, formulas and charts mention.
fn used(report: &Report) -> HashSet<&str> {
    let mut used = HashSet::new();
    each_inline(report, &mut |inline| {
        if let InlineKind::Fact(fact) = &inline.kind {
            used.insert(fact.name.as_str());
            used.extend(fact.argument.as_deref());
        }
    });
    for formula in report.facts.iter().filter_map(|fact| fact.formula.as_ref()) {
        words(&formula.value, &mut used);
    }
    code(&report.lead, &mut used);
    sections(&report.sections, &mut used);
    code(&report.closing, &mut used);
    for attachment in &report.attachments {
        code(&attachment.lead, &mut used);
        sections(&attachment.sections, &mut used);
        code(&attachment.closing, &mut used);
    }
    used
}

/// The words of a formula or of a chart's YAML: what stands between operators, brackets and marks, and
/// what stands between line ends, commas and brackets only (a name may hold a hyphen).
fn words<'a>(text: &'a str, used: &mut HashSet<&'a str>) {
    let outer = |ch: char| "+*/×÷()（）[]{}，,：:\n\r\"'".contains(ch);
    for word in text.split(outer).map(str::trim) {
        used.insert(word);
        for inner in word.split(|ch: char| ch.is_whitespace() || "-－.".contains(ch)) {
            used.insert(inner);
        }
    }
}

fn sections<'a>(all: &'a [Section], used: &mut HashSet<&'a str>) {
    for section in all {
        code(&section.blocks, used);
        sections(&section.children, used);
    }
}

fn code<'a>(blocks: &'a [Block], used: &mut HashSet<&'a str>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Code { info, text } if !info.is_empty() => words(text, used),
            BlockKind::Quote(inner) => code(inner, used),
            BlockKind::List { items, .. } => {
                for item in items {
                    code(&item.blocks, used);
                }
            }
            _ => {}
        }
    }
}
