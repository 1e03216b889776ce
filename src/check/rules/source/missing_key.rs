//! Y012: a missing required key.

use crate::check::rule::seen_by_parsing;
use crate::check::{Example, Group, Rule};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "Y012",
    name: "missing-key",
    title: "缺少的键",
    group: Group::Source,
    level: Level::Error,
    publish: None,
    essential: true,
    source: "本工具的写法",
    doc: "\
## 查什么

开头没有“标题”或者“提纲”。这两项必须有。

没有这两项，其他检查无从谈起，所以这一条不能忽略，也不能调低。

## 为什么

没有标题，成文无题；没有提纲，结构无从检查。不套用提纲的，写 `提纲: 自定`。

## 依据

本工具的写法。读不出来，成文就不完整，所以是错误。",
    examples: &[
        Example::unsound(
            "没有写提纲",
            "\
---
标题: 基层治理工作情况
---

薄弱村全部清零。
",
        ),
        Example::sound(
            "两项都有",
            "\
---
标题: 基层治理工作情况
提纲: 自定
日期: 2023-08-17
---

薄弱村全部清零。
",
        ),
    ],
    check: seen_by_parsing,
};
