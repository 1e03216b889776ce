//! Tables and figures.

use super::{para, read, read_files, report};
use crate::report::{AssetFault, BlockKind};
use crate::source::MemoryWorld;

#[test]
fn tables_take_their_caption_and_lose_no_cell() {
    let cases = [
        ("表：收入\n| 乡镇 | 收入 |\n|---|---:|\n| 清源镇 | 1 |", "表1：收入 乡镇,收入/清源镇,1"),
        (
            "表：收入\n\n单位：万元\n\n|甲|\n|-|\n|乙|\n\n注：略。",
            "单位：万元 ¶ 表1：收入 甲/乙 ¶ 注：略。",
        ),
        ("单位：万元\n\n|甲|\n|-|\n|乙|", "单位：万元 ¶ 甲/乙"),
        ("表: 收入 {#表-收入}\n\n|甲|\n|-|\n|乙|", "表1：收入 甲/乙"),
        ("见下。\n表：收入\n|甲|\n|-|\n|乙|", "见下。 ¶ 表1：收入 甲/乙"),
        ("见表\n\n|甲|\n|-|\n|乙|", "见表 ¶ 甲/乙"),
        ("表：\n\n|甲|\n|-|\n|乙|", "表： ¶ 甲/乙"),
        ("|甲|乙|\n|-|-|\n|1|\n|1|2|3|4|\n|1|2||", "甲,乙/1,/1,2 3 4/1,2"),
        ("|甲|乙|\n|-|-|\n|1||{{ 驻村第一书记 }}|", "甲,乙/1, <fact 驻村第一书记=83名>"),
        ("|甲\\|乙|`a\\|b`|\n|-|-|\n|**一：**二|3|", "甲|乙,<code>a|b</code>/<b>一：</b>二,3"),
        (
            "表：{{ 驻村第一书记 }}情况\n\n|甲|\n|-|\n|乙|",
            "表1：<fact 驻村第一书记=83名>情况 甲/乙",
        ),
    ];
    for (text, shown) in cases {
        assert_eq!(para(text), shown, "{text}");
    }
}

#[test]
fn fenced_tables_hold_csv() {
    let cases = [
        (
            "```表格 各镇收入 {#表-收入}\n乡镇,收入\n清源镇,\"1,200\"\n云岭镇\n白沙乡,1,2\n```",
            "表1：各镇收入 乡镇,收入/清源镇,1,200/云岭镇,/白沙乡,1 2",
        ),
        ("```表格\n甲\t乙\n1\t{{ 驻村第一书记 }}\n```", "甲,乙/1,<fact 驻村第一书记=83名>"),
        ("> ```表格：收入\n> 甲,\"说\"\"好\"\"\"\n> 1,2\n> ```", ">[表1：收入 甲,说\"好\"/1,2]"),
        ("```表格\n```", "```表格 \"\""),
    ];
    for (text, shown) in cases {
        assert_eq!(para(text), shown, "{text}");
    }
    let parsed = read("```表格 收入\r\n甲,乙\r\n1, 丙\r\n```");
    let BlockKind::Table(table) = &parsed.report.lead[0].kind else { panic!() };
    assert_eq!(parsed.sources.slice(table.rows[0][1].span), "丙");
    assert_eq!(parsed.sources.slice(table.caption.as_ref().unwrap().span), "收入");
}

#[test]
fn cells_keep_their_spans() {
    let parsed = read("导语\n\n| 乡镇 | 收入 |\n|---|---|\n| 清源镇 | **一：**二 |\n");
    let BlockKind::Table(table) = &parsed.report.lead[1].kind else { panic!() };
    assert_eq!(parsed.sources.slice(table.head[0].span).trim(), "乡镇");
    assert_eq!(parsed.sources.slice(table.rows[0][1].span).trim(), "**一：**二");
}

#[test]
fn a_lone_image_is_a_figure() {
    let cases = [
        ("![产业布局](图.svg)", "图1：产业布局 图.svg"),
        ("![产业**布局：**图](图.svg){#图-布局}", "图1：产业<b>布局：</b>图 图.svg"),
        ("![布局](图.svg)\n{#图-布局}", "图1：布局 图.svg"),
        ("![](图.svg)", "图0： 图.svg"),
        ("![甲](一.svg)\n![乙](二.svg){#图-乙}", "图1：甲 一.svg ¶ 图2：乙 二.svg"),
        ("![甲](一.svg){#图-甲} ![](二.svg)", "图1：甲 一.svg ¶ 图0： 二.svg"),
        ("![甲](一.svg)和![乙](二.svg)", "<img 一.svg 甲>和<img 二.svg 乙>"),
        ("**![甲](一.svg)**\n![乙](二.svg)", "<b><img 一.svg 甲></b><img 二.svg 乙>"),
        ("见![布局](图.svg)", "见<img 图.svg 布局>"),
        ("![布局](图.svg)如上", "<img 图.svg 布局>如上"),
        ("- ![布局](图.svg)", "-[图1：布局 图.svg]"),
        ("![{{ 驻村第一书记 }}分布](图.svg)", "图1：<fact 驻村第一书记=83名>分布 图.svg"),
    ];
    for (text, shown) in cases {
        assert_eq!(para(text), shown, "{text}");
    }
    let found = report("![题](图.svg \"一张**图**\")");
    let BlockKind::Figure(figure) = &found.lead[0].kind else { panic!() };
    assert_eq!(figure.alternative, "一张**图**");
    assert_eq!(figure.asset, Err(AssetFault::Missing));
    let found = report("![题](图.svg)");
    let BlockKind::Figure(figure) = &found.lead[0].kind else { panic!() };
    assert_eq!((figure.alternative.as_str(), figure.id.as_str()), ("题", "图-1"));
}

#[test]
fn images_are_read_beside_the_file_that_names_them() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'/>";
    let world = MemoryWorld::new().with("报告/章/图/布局.svg", svg).with("报告/外.svg", svg);
    let text = "![布局](图/布局.svg)\n\n![外](../外.svg)\n\n![又](%E5%9B%BE/%E5%B8%83%E5%B1%80.svg)\n\n![远](https://a.cn/x.png)\n\n![上](../../外.svg)";
    let found = read_files(&world, &[("报告/章/一.md", text)]).report;
    assert_eq!(found.assets.len(), 2);
    let assets: Vec<_> = found
        .lead
        .iter()
        .map(|block| match &block.kind {
            BlockKind::Figure(figure) => figure.asset.clone().map(|id| id.0),
            _ => panic!(),
        })
        .collect();
    assert_eq!(assets, [Ok(0), Ok(1), Ok(0), Err(AssetFault::Remote), Err(AssetFault::Outside)]);
}

#[test]
fn what_silences_a_caption_silences_its_table() {
    let parsed = read("<!-- 检查: 忽略 F006 -->\n表：收入\n\n|甲|\n|-|\n|乙|\n\n尾");
    let silenced = parsed.sources.slice(parsed.report.suppressions[0].span);
    assert!(silenced.starts_with("表：") && silenced.ends_with("|乙|"), "{silenced}");
}
