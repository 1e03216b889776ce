//! S003: fewer or more subsections than the outline allows.

use std::collections::BTreeMap;

use crate::check::families::untold;
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::cjk::parse_chinese_number;
use crate::diagnostic::Level;
use crate::outline::{Outline, Part, Range};
use crate::report::{Block, BlockKind, Role, Section, plain_blocks};

pub(crate) static RULE: Rule = Rule {
    id: "S003",
    name: "subsection-count",
    title: "小节数目",
    group: Group::Structure,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "所选提纲的章节和小节数目",
    doc: "\
## 查什么

- 一级标题的个数不在提纲“章节”的范围里；
- 一个部分的小节数不在提纲“小节”的范围里。没有分小节、用“一是……二是……”展开的，按条数算；
  两个部分合写一章的，范围也合起来算。

## 为什么

做法只有一条，显不出体系；列到十几条，读者抓不住重点。

## 依据

所选提纲（`schemas/outlines/`）的“章节”“小节”两项，归纳自通行写法，不是国家标准，只作警告。",
    examples: &[
        Example::unsound(
            "启示只有一个小节",
            "\
---
标题: 抓党建促乡村振兴的实践与启示
提纲: 经验材料
日期: 2023-08-17
---

## 主要做法

一是建强组织。二是做旺产业。三是育好人才。

## 取得的成效

一是组织更强。二是产业更旺。

## 几点启示

### 必须建强支部

差距首先差在组织上。
",
        ),
        Example::sound(
            "每个部分的条数都在范围里",
            "\
---
标题: 抓党建促乡村振兴的实践与启示
提纲: 经验材料
日期: 2023-08-17
---

## 主要做法

一是建强组织。二是做旺产业。三是育好人才。

## 取得的成效

一是组织更强。二是产业更旺。

## 几点启示

### 必须建强支部

差距首先差在组织上。

### 必须做旺产业

群众要看腰包鼓不鼓。

### 必须健全机制

换了干部也不走样。
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    let Some(outline) = context.outline else { return };
    let report = context.report;
    if let Some(range) = outline.sections {
        let count = report.sections.len();
        if !range.contains(count) {
            let span = report.sections.last().map_or(report.meta.title.span, |s| s.heading.span);
            sink.push(
                sink.at(span, format!("一级标题有{count}个，应有{}", words(range))).help(help(
                    outline,
                    count < range.start,
                    "章节",
                )),
            );
        }
    }
    // A part that is spread over several sections has its subsections in all of them.
    let mut groups: BTreeMap<&[Role], (&Section, usize)> = BTreeMap::new();
    for section in &report.sections {
        let group = groups.entry(&section.roles).or_insert((section, 0));
        group.1 += subsections(section);
    }
    for (roles, (section, count)) in groups {
        let parts: Vec<&Part> =
            outline.parts.iter().filter(|part| roles.contains(&part.role)).collect();
        let Some(range) = joined(&parts).filter(|range| !range.contains(count)) else { continue };
        // Where a heading tells of its matter, points may stand there, and a word in this one may tell nothing.
        if count < range.start && !section.roles_declared && report.sections.iter().any(untold) {
            continue;
        }
        let have =
            if count == 0 { "没有分小节".to_owned() } else { format!("有{count}个小节") };
        let names: Vec<_> = parts.iter().map(|part| part.role.0.as_str()).collect();
        sink.push(
            sink.at(
                section.heading.span,
                format!("“{}”部分{have}，应有{}", names.join("、"), words(range)),
            )
            .help(help(outline, count < range.start, "小节")),
        );
    }
}

/// The range that a section of these parts must keep: any one part's least, all parts' most.
fn joined(parts: &[&Part]) -> Option<Range> {
    let mut ranges = parts.iter().map(|part| part.subsections);
    let first = ranges.next()??;
    ranges.try_fold(first, |sum, range| {
        let range = range?;
        let end = sum.end.zip(range.end).map(|(a, b)| a.saturating_add(b));
        Some(Range { start: sum.start.min(range.start), end })
    })
}

fn words(range: Range) -> String {
    match range.end {
        Some(end) if end == range.start => format!("{end}个"),
        Some(end) => format!("{}～{end}个", range.start),
        None => format!("{}个以上", range.start),
    }
}

fn help(outline: &Outline, few: bool, what: &str) -> String {
    let advice = if few {
        format!("请补充或者拆分{what}")
    } else {
        format!("请合并相近的{what}，或者把次要的并入其他{what}")
    };
    format!("“{}”提纲这样规定。{advice}", outline.name)
}

/// Subsections, or where there are none the points that the prose enumerates.
fn subsections(section: &Section) -> usize {
    if section.children.is_empty() { points(&section.blocks) } else { section.children.len() }
}

/// The greatest ordinal of `一是…二是…` or `第一，…`, or the items of a list.
fn points(blocks: &[Block]) -> usize {
    let text = plain_blocks(blocks);
    let mut most = 0;
    for (at, _) in text.match_indices('是') {
        let before = text.get(..at).unwrap_or_default();
        most = most.max(ordinal_at_end(before, false));
    }
    for (at, _) in text.match_indices('，') {
        let before = text.get(..at).unwrap_or_default();
        most = most.max(ordinal_at_end(before, true));
    }
    let items = blocks.iter().map(|block| match &block.kind {
        BlockKind::List { items, .. } => items.len(),
        _ => 0,
    });
    most.max(items.max().unwrap_or(0))
}

/// The Chinese number at the end of a text, where it stands at the head of a sentence or clause.
fn ordinal_at_end(text: &str, with_di: bool) -> usize {
    let mut start = text.len();
    for (at, ch) in text.char_indices().rev().take(4) {
        if !"一二三四五六七八九十".contains(ch) {
            break;
        }
        start = at;
    }
    let (before, number) = text.split_at(start);
    let before = match (with_di, before.strip_suffix('第')) {
        (true, Some(before)) => before,
        (true, None) => return 0,
        (false, _) => before,
    };
    let heads = before.chars().next_back().is_none_or(|ch| "。；：，、\n".contains(ch));
    if !heads {
        return 0;
    }
    parse_chinese_number(number).and_then(|number| usize::try_from(number).ok()).unwrap_or(0)
}
