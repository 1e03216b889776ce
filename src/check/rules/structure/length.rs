//! S017: the length of the whole report.

use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::Level;
use crate::report::{Report, Section, characters, inline_characters};

pub(crate) static RULE: Rule = Rule {
    id: "S017",
    name: "length",
    title: "全文字数",
    group: Group::Structure,
    level: Level::Hint,
    publish: None,
    essential: false,
    source: "所选提纲的“字数”一项",
    doc: "\
## 查什么

全文（导语、各部分、结语，连同标题和表格，不含附件和脚注）的字数，在提纲的“字数”范围之外。标点、数字、字母
各算一个字，空格不算。

不到下限三分之一的，或者还写着【待补】的，是没有写完的稿子，不说太短。

## 为什么

一篇简报写到上万字，没有人看得完；一篇调研报告只有几百字，多半还没有展开。

## 依据

所选提纲（`schemas/outlines/`）的“字数”一项。内置的范围是经验数字，放得很宽；单位另有要求的，写在自己的提纲里。",
    examples: &[
        Example::unsound("简报写得太短", "\
---
标题: 百日攻坚见真章
提纲: 简报
日期: 2023-08-17
---

## 全县进展

全县上下齐心协力，逐村逐户清理垃圾、疏通沟渠，累计出动干部群众六千余人次，清运垃圾九百吨。

## 清源镇：一张图管到房前屋后

清源镇把房前屋后、沟边路边画成一张图，划成三十二个网格，每格都有人管，谁的网格谁负责。

## 下步重点

盯住短板再加力。
"),
        Example::unsound("调研报告没有展开", DRAFT),
        Example::sound("“自定”不限字数", "## 总体要求\n\n坚持稳中求进。\n"),
        Example::sound(
            "刚开头的稿子",
            "\
---
标题: 百日攻坚见真章
提纲: 简报
日期: 2023-08-17
---

## 全县进展

全县上下齐心协力。
",
        ),
    ],
    check,
};

const DRAFT: &str = "\
---
标题: 油茶产业调研报告
提纲: 调研报告
日期: 2023-08-17
---

## 基本情况

示例县油茶栽培已有三百年历史，近年来面积稳步扩大，成为山区群众的一项当家产业。\
调研组走访五个乡镇、二十二个村，与一百二十户农户面对面算账。\
全县油茶面积二万六千亩，其中投产面积一万八千二百亩，种植户六千八百户。\
低产老林占三成，树龄老、品种杂，管护跟不上，亩产不到良种林的一半。加工企业十一家，多数是小作坊，设备老旧，只能卖毛油。\
品牌叫得不响，好油卖不出好价钱，外地客商收了果子贴自己的牌子。

示例县油茶栽培已有三百年历史，近年来面积稳步扩大，成为山区群众的一项当家产业。\
调研组走访五个乡镇、二十二个村，与一百二十户农户面对面算账。\
全县油茶面积二万六千亩，其中投产面积一万八千二百亩，种植户六千八百户。\
低产老林占三成，树龄老、品种杂，管护跟不上，亩产不到良种林的一半。加工企业十一家，多数是小作坊，设备老旧，只能卖毛油。\
品牌叫得不响，好油卖不出好价钱，外地客商收了果子贴自己的牌子。

## 主要发现

低产老林占三成，树龄老、品种杂，管护跟不上，亩产不到良种林的一半。加工企业十一家，多数是小作坊，设备老旧，只能卖毛油。\
品牌叫得不响，好油卖不出好价钱，外地客商收了果子贴自己的牌子。\
农户与企业多是一次性买卖，订单农户不到三成，价格一跌就没有人管护。究其原因，良种推广慢，技术员少，一个乡镇只有一名林技员。\
资金投入分散，水肥路等设施配套不足，抗旱能力弱。

低产老林占三成，树龄老、品种杂，管护跟不上，亩产不到良种林的一半。加工企业十一家，多数是小作坊，设备老旧，只能卖毛油。\
品牌叫得不响，好油卖不出好价钱，外地客商收了果子贴自己的牌子。\
农户与企业多是一次性买卖，订单农户不到三成，价格一跌就没有人管护。究其原因，良种推广慢，技术员少，一个乡镇只有一名林技员。

## 对策建议

建议分年改造低产林，三年改完八千亩，县里按亩补助。建议扶持两家龙头企业，建设精炼生产线，把原料留在本地加工。建议统一使用区域公用品牌，统一标准、统一检测、统一包装。
";

/// A report of fewer characters than this part of the least is only begun.
const BEGUN: usize = 3;

fn check(context: &Context<'_>, sink: &mut Sink) {
    let Some((outline, range)) = context.outline.and_then(|one| Some((one, one.length?))) else {
        return;
    };
    let count = count(context.report);
    if range.contains(count) {
        return;
    }
    let unfinished = || {
        let passages = context.prose.passages();
        passages.iter().any(|passage| passage.prose.text.contains("【待"))
    };
    if count < range.start && (count < range.start / BEGUN || unfinished()) {
        return;
    }
    let name = &outline.name;
    let (message, help) = match range.end {
        Some(end) if count > end => (
            format!("全文{count}字，“{name}”一般不超过{end}字"),
            "请压缩；确需这么长的，可以在自己的提纲里改“字数”",
        ),
        _ => (
            format!("全文{count}字，“{name}”一般不少于{}字", range.start),
            "请展开；确实不用写长的，可以在自己的提纲里改“字数”",
        ),
    };
    sink.push(sink.at(context.report.meta.title.span, message).help(help));
}

fn count(report: &Report) -> usize {
    fn sections(all: &[Section]) -> usize {
        all.iter()
            .map(|one| {
                inline_characters(&one.heading.inlines)
                    + characters(&one.blocks)
                    + sections(&one.children)
            })
            .sum()
    }
    characters(&report.lead) + sections(&report.sections) + characters(&report.closing)
}
