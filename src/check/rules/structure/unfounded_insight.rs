//! S016: an insight that rests on no practice.

use crate::argument;
use crate::check::argued::cast;
use crate::check::nearest::nearest;
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::Level;
use crate::source::Span;

pub(crate) static RULE: Rule = Rule {
    id: "S016",
    name: "unfounded-insight",
    title: "启示没有依据",
    group: Group::Structure,
    level: Level::Hint,
    publish: None,
    essential: false,
    source: "所选提纲的“须有依据”",
    doc: "\
## 查什么

- 提纲写明 `须有依据: true` 时，每一条启示都应当从前面的做法中得出。一条启示没有注明依据，也找不到与哪条做法有共同的、
  别处少见的用词，就提示。
- 标题后面注明的 `依据=…`，在本文的标题中找不到。这一条是确定的，作警告，各种提纲都查。

`依据=筑牢基层保障` 不必写全标题，写出其中一段就能认出来；用 `tigang outline 路径 --matrix` 可以看到全部对应关系。

## 为什么

启示是从做法里提炼出来的。前面没有写过的道理，再正确也是空话；做法的标题改了，启示里注明的依据也要跟着改。

## 依据

所选提纲（`schemas/outlines/`）的要求，属于通行写法，不是国家标准。共同用词只是线索，难免认错，所以只作提示。",
    examples: &[
        Example::unsound(
            "注明的依据没有这个标题",
            "\
---
标题: 抓党建促乡村振兴的实践与启示
提纲: 经验材料
日期: 2023-08-17
---

## 主要做法

### 建强组织聚合力

调整村党组织书记12名。

### 做旺产业强动力

支部领办合作社98家。

## 取得的成效

薄弱村全部清零。

## 几点启示

### 必须筑牢基层堡垒 {.启示 依据=建强支部聚合力}

差距首先差在组织上。

### 必须做旺富民产业 {.启示 依据=做旺产业}

产业兴旺，农民才能增收。
",
        ),
        Example::unsound(
            "前面没有写到法治",
            "\
---
标题: 抓党建促乡村振兴的实践与启示
提纲: 经验材料
日期: 2023-08-17
---

## 主要做法

### 支部领办合作社

98个村领办合作社，发展食用菌大棚800亩。

### 推行积分超市

积分换来好风气，112个村建起超市。

## 取得的成效

薄弱村全部清零。

## 几点启示

### 必须让合作社带富

食用菌大棚能够立住脚，靠的是支部领办合作社。

### 必须厉行法治

尊崇法律，公正司法，百姓才能安心。
",
        ),
        Example::sound(
            "注明了依据，或者说的是同一件事",
            "\
---
标题: 抓党建促乡村振兴的实践与启示
提纲: 经验材料
日期: 2023-08-17
---

## 主要做法

### 建强组织聚合力

调整村党组织书记12名。

### 推行积分超市

积分换来好风气，112个村建起超市。

## 取得的成效

薄弱村全部清零。

## 几点启示

### 必须筑牢基层堡垒 {.启示 依据=建强组织}

差距首先差在组织上。

### 必须健全长效制度

积分超市管用，是因为把提倡变成了规矩。
",
        ),
        Example::sound("没有启示部分的提纲不查", "## 几点启示\n\n### 必须厉行法治\n\n公正司法，百姓安心。\n"),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    let unknown = argument::unknown_grounds(context.report);
    if !unknown.is_empty() {
        let headings = argument::headings(context.report);
        for one in &unknown {
            let nearest = nearest(&one.ground, headings.iter().map(String::as_str));
            let help = match nearest {
                Some(heading) => {
                    format!("您要写的可能是“{heading}”；依据要写本文的一个标题，或者标题中的一段")
                }
                None => "依据要写本文的一个标题，或者标题中的一段".to_owned(),
            };
            let fault = sink
                .at(
                    ground_span(context, one.span, &one.ground),
                    format!("没有“{}”这个标题，依据落空了", one.ground),
                )
                .level(Level::Warning)
                .help(help);
            sink.push(fault);
        }
    }
    let Some(outline) = context.outline else { return };
    if !outline.parts.iter().any(|part| part.needs_grounds) {
        return;
    }
    let cast = cast(outline);
    let matrix = argument::matrix(context.report, &cast);
    if matrix.practices.is_empty() || matrix.practices.iter().any(|one| one.point.unwritten) {
        return;
    }
    for insight in &matrix.insights {
        let point = &insight.point;
        let told = unknown.iter().any(|one| one.span == point.span);
        if insight.founded || point.coarse || point.unwritten || told {
            continue;
        }
        let fault = sink
            .at(point.span, format!("“{}”看不出是从哪一条{}得出的", point.title, cast.practice))
            .help(format!(
                "请写明它从哪一条{}得出，或者在标题后面注明 {{.{} 依据={}的标题}}",
                cast.practice, cast.insight, cast.practice
            ));
        sink.push(fault);
    }
}

/// Where a ground stands in the line of its heading.
fn ground_span(context: &Context<'_>, line: Span, ground: &str) -> Span {
    let text = context.sources.slice(line);
    let brace = text.rfind(['{', '｛']).unwrap_or(0);
    match text.get(brace..).and_then(|braces| braces.find(ground)) {
        Some(at) => line.slice(brace + at, brace + at + ground.len()),
        None => line,
    }
}
