//! S001: a part that the outline requires is not there.

use crate::check::families::untold;
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::Level;
use crate::outline::{Outline, Part};
use crate::report::{Report, Role, Section};
use crate::source::Span;

pub(crate) static RULE: Rule = Rule {
    id: "S001",
    name: "missing-section",
    title: "缺少部分",
    group: Group::Structure,
    level: Level::Error,
    publish: None,
    essential: false,
    source: "所选提纲的必需部分",
    doc: "\
## 查什么

提纲里标明“必需”的部分（如经验材料的做法、成效、启示），正文中没有一个章节承担。

一个章节承担什么，先看标题末尾的声明（`{.启示}`），没有声明的看标题里的提示词（如“启示、体会、思考”）。
提纲允许合并的部分可以写在同一章，如“主要做法和成效”。三级以下的标题只认声明。结语归 S008 管。

有的标题是按内容拟的（如“坚持改革创新，发展活力持续迸发”），看不出承担什么：缺的是可以合写的两部分的，就当作写在这样的章节里；
还缺别的，只作一处提示，请在标题末尾注明。

## 为什么

经验材料没有启示，总结没有打算，文种就不成立，内容再好也要退回重写。

## 依据

所选提纲（`schemas/outlines/`）的“必需”一项。提纲归纳自各类材料的通行写法，不是国家标准；单位另有要求的，
在自己的提纲里把这一部分改为 `必需: false`。",
    examples: &[
        Example::unsound(
            "经验材料没有写启示",
            "\
---
标题: 抓党建促乡村振兴的实践与启示
提纲: 经验材料
日期: 2023-08-17
---

## 主要做法

### 建强组织

逐村分析研判，选优配强书记。

### 做旺产业

推广党支部领办合作社。

### 育好人才

建立在外人才名录。

## 取得的成效

### 组织更强

软弱涣散村全部转化。

### 产业更旺

薄弱村全部清零。
",
        ),
        Example::sound(
            "三个部分齐全",
            "\
---
标题: 抓党建促乡村振兴的实践与启示
提纲: 经验材料
日期: 2023-08-17
---

## 主要做法

### 建强组织

逐村分析研判，选优配强书记。

### 做旺产业

推广党支部领办合作社。

### 育好人才

建立在外人才名录。

## 取得的成效

### 组织更强

软弱涣散村全部转化。

### 产业更旺

薄弱村全部清零。

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
    // The closing is S008's.
    let parts = outline.parts.iter().enumerate().filter(|(_, part)| part.role.0 != "结语");
    let missing: Vec<(usize, &Part)> =
        parts.filter(|(_, part)| part.required && !filled(report, part)).collect();
    if let Some(open) = report.sections.iter().find(|section| untold(section)) {
        return doubt(outline, &missing, open, sink);
    }
    for (at, part) in missing {
        let role = &part.role.0;
        let span = anchor(report, outline, at);
        sink.push(sink.at(span, format!("缺少“{role}”部分")).help(help(outline, part)));
    }
}

/// A section whose heading tells of its matter and not of its part may be any of those that are missing.
fn doubt(outline: &Outline, missing: &[(usize, &Part)], open: &Section, sink: &mut Sink) {
    // What one section may fill together is taken to stand there.
    let held = |set: &&Vec<Role>| missing.iter().filter(|(_, one)| set.contains(&one.role)).count();
    let set = outline.merge.iter().rev().max_by_key(held);
    let together = |part: &Part| set.is_some_and(|set| set.contains(&part.role));
    let missing: Vec<&Part> =
        missing.iter().map(|(_, part)| *part).filter(|part| !together(part)).collect();
    let Some(first) = missing.first() else { return };
    let names: Vec<_> = missing.iter().map(|part| part.role.0.as_str()).collect();
    let name = &first.role.0;
    sink.push(
        sink.at(open.heading.span, format!("从标题看不出哪一章是“{}”部分", names.join("”“")))
            .help(format!(
                "“{}”提纲要求有这样的部分：已经写了的，在它的标题末尾注明，如 {{.{name}}}；没有写的，请补上",
                outline.name
            ))
            .level(Level::Hint),
    );
}

/// Whether some section does what the part asks for.
fn filled(report: &Report, part: &Part) -> bool {
    fn declared(sections: &[Section], role: &Role) -> bool {
        sections.iter().any(|section| {
            (section.roles_declared && section.roles.contains(role))
                || declared(&section.children, role)
        })
    }
    report.sections.iter().any(|section| section.roles.contains(&part.role))
        || declared(&report.sections, &part.role)
}

/// The heading after which the part should stand, else the first heading, else the outline's name.
fn anchor(report: &Report, outline: &Outline, at: usize) -> Span {
    let before = outline.parts.get(..at).unwrap_or_default();
    let fills = |section: &&Section| before.iter().any(|part| section.roles.contains(&part.role));
    let section = report.sections.iter().rev().find(fills).or_else(|| report.sections.first());
    match section {
        Some(section) => section.heading.span,
        None if report.meta.outline.span.is_empty() => report.meta.title.span,
        None => report.meta.outline.span,
    }
}

fn help(outline: &Outline, part: &Part) -> String {
    let role = &part.role.0;
    let words = match part.hints.as_slice() {
        [] => String::new(),
        hints => {
            let hints: Vec<_> = hints.iter().take(4).map(String::as_str).collect();
            format!("，标题里用上“{}”这样的词", hints.join("”“"))
        }
    };
    format!(
        "“{}”提纲要求有这一部分：请加一个章节{words}；已经写了的，在它的标题末尾注明 {{.{role}}}",
        outline.name
    )
}

#[cfg(test)]
mod tests;
