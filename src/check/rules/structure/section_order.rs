//! S002: sections stand in another order than the outline fixes.

use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::Level;
use crate::outline::{Order, Outline};
use crate::report::{Role, Section};

pub(crate) static RULE: Rule = Rule {
    id: "S002",
    name: "section-order",
    title: "部分次序",
    group: Group::Structure,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "所选提纲的部分次序",
    doc: "\
## 查什么

提纲写明 `顺序: 固定` 时，各部分在正文中的先后与提纲不同。只指出挪动最少就能理顺的那几章。

## 为什么

先讲怎么做，再讲做成了什么，最后讲悟到什么，读者才跟得上。次序颠倒，多半是拼接几份旧稿时留下的。

## 依据

所选提纲（`schemas/outlines/`）的“顺序”一项，属于通行写法，不是国家标准，所以只作警告；确需变通的，
在自己的提纲里写 `顺序: 自由`。",
    examples: &[
        Example::unsound(
            "启示写在了前面",
            "\
---
标题: 抓党建促乡村振兴的实践与启示
提纲: 经验材料
日期: 2023-08-17
---

## 几点启示

差距首先差在组织上。

## 主要做法

逐村分析研判，选优配强书记。

## 取得的成效

软弱涣散村全部转化。
",
        ),
        Example::sound(
            "做法、成效、启示依次展开",
            "\
---
标题: 抓党建促乡村振兴的实践与启示
提纲: 经验材料
日期: 2023-08-17
---

## 主要做法

逐村分析研判，选优配强书记。

## 取得的成效

软弱涣散村全部转化。

## 几点启示

差距首先差在组织上。
",
        ),
    ],
    check,
};

/// A section that plays a part: the first and the last of its parts in the outline.
struct Placed<'a> {
    section: &'a Section,
    first: usize,
    last: usize,
}

fn check(context: &Context<'_>, sink: &mut Sink) {
    let Some(outline) = context.outline.filter(|outline| outline.order == Order::Fixed) else {
        return;
    };
    let placed: Vec<Placed<'_>> =
        context.report.sections.iter().filter_map(|section| place(section, outline)).collect();
    let kept = longest_in_order(&placed, outline.parts.len());
    for (at, one) in placed.iter().enumerate() {
        if kept.get(at).copied().unwrap_or(true) {
            continue;
        }
        // The first kept section that it should precede, or else the last that it should follow.
        let mut before = placed.iter().zip(&kept).take(at);
        let mut after = placed.iter().zip(&kept).skip(at + 1).rev();
        let earlier = before.find(|(other, keep)| **keep && other.first > one.last);
        let later = after.find(|(other, keep)| **keep && other.last < one.first);
        let (other, side) = match (earlier, later) {
            (Some((other, _)), _) => (other, "前面"),
            (None, Some((other, _))) => (other, "后面"),
            (None, None) => continue,
        };
        let name = |part: usize| outline.parts.get(part).map_or("", |part| part.role.0.as_str());
        let order: Vec<_> = outline.parts.iter().map(|part| part.role.0.as_str()).collect();
        let fault = sink
            .at(
                one.section.heading.span,
                format!("“{}”部分应当写在“{}”部分{side}", name(one.first), name(other.first)),
            )
            .help(format!("“{}”提纲的次序是：{}", outline.name, order.join("、")))
            .label(other.section.heading.span, format!("“{}”部分在这里", name(other.first)));
        sink.push(fault);
    }
}

fn place<'a>(section: &'a Section, outline: &Outline) -> Option<Placed<'a>> {
    let part = |role: &Role| outline.parts.iter().position(|part| part.role == *role);
    let mut parts = section.roles.iter().filter_map(part);
    let first = parts.next()?;
    let (first, last) = parts.fold((first, first), |(a, b), at| (a.min(at), b.max(at)));
    Some(Placed { section, first, last })
}

/// Which sections belong to a run in order that holds the most roles; the rest are out of place.
fn longest_in_order(placed: &[Placed<'_>], parts: usize) -> Vec<bool> {
    // For each part: the longest run that ends in it, as (roles in it, index of its last section).
    let mut best: Vec<Option<(usize, usize)>> = vec![None; parts];
    let mut previous: Vec<Option<usize>> = vec![None; placed.len()];
    for (at, one) in placed.iter().enumerate() {
        // A section of several parts may stand for any of them: two that tell of the work and its results may follow
        // each other.
        let before = best
            .iter()
            .enumerate()
            .take(one.last + 1)
            .filter_map(|(end, run)| run.map(|(length, last)| (length, last, end)))
            .max_by_key(|&(length, last, end)| (length, std::cmp::Reverse(end), last));
        let length = before.map_or(0, |(length, ..)| length) + one.section.roles.len();
        if let Some(slot) = previous.get_mut(at) {
            *slot = before.map(|(_, last, _)| last);
        }
        let end = before.map_or(one.first, |(.., end)| end.max(one.first));
        if let Some(slot) = best.get_mut(end)
            && slot.is_none_or(|(known, _)| length > known)
        {
            *slot = Some((length, at));
        }
    }
    let mut kept = vec![false; placed.len()];
    let best = best.into_iter().rev().flatten().max_by_key(|(length, _)| *length);
    let mut next = best.map(|(_, at)| at);
    while let Some(at) = next {
        if let Some(slot) = kept.get_mut(at) {
            *slot = true;
        }
        next = previous.get(at).copied().flatten();
    }
    kept
}
