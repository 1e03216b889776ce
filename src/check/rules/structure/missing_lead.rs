//! S007: no lead where the outline asks for one.

use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::Level;
use crate::report::{characters, plain};

pub(crate) static RULE: Rule = Rule {
    id: "S007",
    name: "missing-lead",
    title: "缺少导语",
    group: Group::Structure,
    level: Level::Hint,
    publish: None,
    essential: false,
    source: "所选提纲的“导语”一项",
    doc: "\
## 查什么

提纲写明导语“必需”的，第一个标题之前没有一段话。

正文没有标题的、第一个标题就是“引言”“前言”一类的，不算缺。

## 为什么

总结、汇报、经验材料都先用一段话交代来由和总体情况，再分部分展开；一上来就是“一、”，读的人不知道说的是哪件事、
哪个时段。

## 依据

所选提纲（`schemas/outlines/`）的“导语”一项，归纳自通行写法，没有成文规定，只作提示。",
    examples: &[
        Example::unsound(
            "经验材料一上来就是“主要做法”",
            "\
---
标题: 抓党建促乡村振兴的实践与启示
提纲: 经验材料
日期: 2023-08-17
---

## 主要做法

逐村分析研判，选优配强书记。
",
        ),
        Example::unsound(
            "通讯没有导语",
            "\
---
标题: 山村夜校灯火明
提纲: 新闻通讯
日期: 2023-08-17
---

## 一张单，想学什么群众点

收回需求。

## 一堂课，种地种出新学问

教授剪枝。

## 一方屏，山货卖出好价钱

开播带货。
",
        ),
        Example::sound(
            "先有一段导语",
            "\
---
标题: 抓党建促乡村振兴的实践与启示
提纲: 经验材料
日期: 2023-08-17
---

近年来，示例县坚持抓党建促乡村振兴，全县面貌有了新变化。

## 主要做法 {.做法 .成效 .启示}

逐村分析研判，选优配强书记。
",
        ),
        Example::sound(
            "“引言”就是导语",
            "\
---
标题: 山村夜校灯火明
提纲: 新闻通讯
日期: 2023-08-17
---

## 引言

夜幕降临，村头的教室亮起了灯。

## 一堂课，种地种出新学问

教授剪枝。

## 一方屏，山货卖出好价钱

开播带货。
",
        ),
        Example::sound("提纲不要求导语", "## 总体要求\n\n坚持稳中求进。\n"),
    ],
    check,
};

/// What a heading that stands for a lead is called.
const LEADS: [&str; 6] = ["引言", "前言", "导语", "导言", "序言", "开篇"];

fn check(context: &Context<'_>, sink: &mut Sink) {
    let report = context.report;
    let (Some(outline), Some(first)) = (context.outline, report.sections.first()) else { return };
    if !outline.lead_required || characters(&report.lead) > 0 {
        return;
    }
    let heading = plain(&first.heading.inlines);
    if LEADS.iter().any(|lead| heading.contains(lead)) {
        return;
    }
    let message = format!("“{}”开头要有一段导语，这里一上来就是标题", outline.name);
    sink.push(
        sink.at(first.heading.span, message)
            .help("请在第一个标题前面写一段话，交代来由、时段和总体情况"),
    );
}
