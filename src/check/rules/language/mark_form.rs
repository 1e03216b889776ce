//! L004: marks of a wrong shape.

mod scan;

use crate::check::{Context, Example, Group, Place, Rule, Sink, marks};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "L004",
    name: "mark-form",
    title: "标点形式",
    group: Group::Language,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "GB/T 15834—2011（省略号、破折号、连接号）、GB/T 9704—2012（发文字号）",
    doc: "\
## 查什么

- 省略号写成 `...`、`。。。` 或者半个 `…`：应为 `……`；
- 破折号写成 `--`、`－－`，或者段首只有一个 `—`：应为 `——`；
- 数值之间的 `~`：应为 `～`；起止年份之间的短横线，如 `2021-2025年`：应为 `—`；
- 发文字号的年份没有用六角括号，如 `国发[2023]5号`、`国发（2023）5号`：应为 `〔2023〕`；
- 标点重复，如 `，，`、`。。`；两个标点连在一起，如 `，。`（只提建议）。

地点、数值、时间之间的一字线（`北京—上海`、`2021—2025年`），号码和日期里的短横线（`024-12345678`、`2023-08-17`），
案号的圆括号（`（2023）辽01民初1号`），都是规范的。

## 为什么

这些标点键盘上不好找，常用形近的代替，印出来长短、高低都不对。

## 依据

GB/T 15834—2011《标点符号用法》关于省略号、破折号、连接号形式的规定；发文字号的年份用六角括号，见 GB/T 9704—2012
关于发文字号的规定。两项都是推荐性标准。",
    examples: &[
        Example::unsound("省略号", "修路、引水、装灯...件件办在心坎上。\n"),
        Example::unsound("破折号", "大家只有一个目标--共同富裕。\n"),
        Example::unsound("数值的起止", "亩产450~500公斤，2021-2025年新增投入3000万元。\n"),
        Example::unsound("发文字号", "根据《关于加强基层治理的意见》（示组发[2023]12号）精神，开展专项整治。\n"),
        Example::unsound("标点重复", "班子强，，产业旺。。\n"),
        Example::sound(
            "一字线、短横线和案号",
            "\
沈阳—大连沿线，2021—2025年，亩产450～500公斤，电话024-12345678，编号A-12。依据（2023）辽01民初1号判决和示组发〔2023〕12号文件，\
修路、引水……大家只有一个目标——共同富裕。
",
        ),
        Example::sound("说的就是标点", "逗号和句号“，。”不能连用，写作`a...b--c`。\n"),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    for passage in context.prose.passages() {
        if passage.place != Place::Meta {
            for flaw in scan::flaws(&passage.prose.text) {
                marks::tell(context, passage, flaw, sink);
            }
        }
    }
}
