//! F003: text left to fill.

mod gaps;
mod scan;

use std::ops::Range;

use crate::check::{Context, Emphasis, Example, Group, Place, Rule, Sink};
use crate::cjk::is_han;
use crate::diagnostic::Level;
use crate::source::Span;

pub(crate) static RULE: Rule = Rule {
    id: "F003",
    name: "placeholder",
    title: "待填内容",
    group: Group::Figures,
    level: Level::Warning,
    publish: Some(Level::Error),
    essential: false,
    source: "通行要求：印发的材料不留空当",
    doc: "\
## 查什么

还没有填写的内容：`*区`、`x县`、`XX`、`××`、`某某`、`【待补】`、`20*年`、`201x年`、`*月*日`、`TODO`；
以及留的空当：`____`、`【】`、`（　　）`、`○○县`、`2023年　月　日`、`〔2023〕　号`。
正文、标题、图表和开头的各项都查。

写稿时是警告；印发时（`build` 不带 `--draft`，或 `check --publish`）是错误。

不算待填的：`X射线`、`X光` 一类的词，`5×8` 一类的算式，`某些`、`某种程度`，报道里有意隐去名称的“某镇”，
案情里的“张某某”，`二○二三年` 里的圈；附件和表格里留给别人填的横线、括号和年月日。

## 为什么

套用旧稿、范文时留下的空当，最容易在印发前漏掉。

另外，正文里的星号在 Markdown 中是强调的记号，两个星号之间的字会变成楷体，星号本身却不见了。

## 依据

通行要求，没有成文规定。写法五花八门，难免有认错的，所以写稿时只作警告；确需保留的，在这一段前面加一行
`<!-- 检查: 忽略 F003 -->`。",
    examples: &[
        Example::unsound("地名没有填", "近年来，*区把基层治理作为“一把手”工程，x县XX镇率先试点。\n"),
        Example::unsound("日期没有填", "20*年*月*日，全区召开动员部署会，201x年以来办结事项××件。\n"),
        Example::unsound("星号被当成了强调", "*区深化“*+N”工作模式，矛盾纠纷明显减少。\n"),
        Example::unsound(
            "内容没有写",
            "\
## 取得的成效

【待补充满意度数据】

## 下一步打算

由某某镇牵头。TODO
",
        ),
        Example::unsound(
            "标题没有填",
            "\
---
标题: XX县抓党建促乡村振兴的实践与启示
提纲: 自定
日期: 2023-08-17
---

薄弱村全部清零。
",
        ),
        Example::unsound(
            "留了空当",
            "共走访（　　）户，占____%。示例县定于2023年　月　日召开会议，由○○镇承办。\n",
        ),
        Example::sound(
            "缩写、算式和有意隐去的名称",
            "\
会场用A4纸印发材料，配备X射线安检机、X光机各1台，会议室5×8米，展板2×3米，接通Wi-Fi。

某些地方、某种程度上、某一方面还有差距。某镇一名干部说，张某某一案已经办结。

二○二三年印发的清单如下，负责人栏由各村自行填写。

| 村 | 负责人 |
|---|---|
| 甲村 | （　　） |

要亟待补齐短板，**县级**统筹、**区级抓总**的机制还要完善。
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    for passage in context.prose.passages() {
        for range in scan::placeholders(&passage.prose.text) {
            let span = passage.prose.span(range.clone());
            // What is set as code is shown for what it is.
            if context.sources.slice(span).starts_with('`') {
                continue;
            }
            let text = passage.prose.text.get(range.clone()).unwrap_or_default();
            // A note or image may have stood between brackets.
            if gaps::hollow(text) && !passage.prose.verbatim(range) {
                continue;
            }
            // Forms are filled by those who get them.
            let attached = || context.report.attachments.iter().any(|one| one.span.contains(span));
            if gaps::of_forms(text) && (passage.place == Place::Cell || attached()) {
                continue;
            }
            report(sink, span, text);
        }
        for &emphasis in &passage.emphases {
            starred(context, emphasis, sink);
        }
    }
}

fn report(sink: &mut Sink, span: Span, text: &str) {
    sink.push(sink.at(span, format!("“{text}”是还没有填写的内容")).help(
        "请补上实际内容；确需隐去名称的，写“某县”“某镇”，或者在这一段前面加一行 <!-- 检查: 忽略 F003 -->",
    ));
}

/// `20*年*月*日` and `*县*镇`, which Markdown takes for emphasis.
fn starred(context: &Context<'_>, emphasis: Emphasis, sink: &mut Sink) {
    let Some(source) = context.sources.get(emphasis.span.file) else { return };
    let Range { start, end } = emphasis.span.range();
    let marks = emphasis.marks;
    let (Some(before), Some(written), Some(after)) =
        (source.text.get(..start), source.text.get(start..end), source.text.get(end..))
    else {
        return;
    };
    let stars = written.bytes().take_while(|&byte| byte == b'*').count();
    let Some(inner) = written.get(marks..written.len().saturating_sub(marks)) else { return };
    if stars != marks {
        return;
    }
    let mut emit = |from: usize, to: usize| {
        let span = Span::new(emphasis.span.file, from, to);
        report(sink, span, context.sources.slice(span));
    };
    let (first, next) = (scan::blank_of(inner), scan::blank_of(after));
    if first == Some(inner.len()) && !inner.is_empty() {
        let digits = before.bytes().rev().take(4).take_while(u8::is_ascii_digit).count();
        emit(start - digits, end + next.unwrap_or(0));
    } else if let (1, Some(first), Some(next)) = (marks, first, next)
        && before.chars().next_back().is_some_and(is_han)
    {
        emit(start, start + marks + first);
        emit(end - marks, end + next);
    } else if let (1, Some(first)) = (marks, first)
        && (inner.ends_with(['“', '‘', '（', '《', '+']) || after.starts_with(['+', '.']))
    {
        // `*区深化“*+N”模式`: no emphasis ends so.
        emit(start, start + marks + first);
        emit(end - marks, end);
    }
}
