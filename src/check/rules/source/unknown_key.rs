//! Y011: an unknown key.

use crate::check::rule::seen_by_parsing;
use crate::check::{Example, Group, Rule};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "Y011",
    name: "unknown-key",
    title: "未知的键",
    group: Group::Source,
    level: Level::Error,
    publish: None,
    essential: false,
    source: "本工具的写法（见格式说明）",
    doc: "\
## 查什么

开头写了本工具不认识的键。相近的，会提示是不是它。键可以用中文，也可以用英文别名。

## 为什么

键打错了一个字，这一项就等于没写，又没有人知道。

## 依据

本工具的写法。读不出来，成文就不完整，所以是错误。",
    examples: &[
        Example::unsound(
            "“提刚”是“提纲”之误",
            "\
---
标题: 基层治理工作情况
提纲: 自定
关建词: [基层治理]
---

薄弱村全部清零。
",
        ),
        Example::sound(
            "中文的键和英文别名可以混用",
            "\
---
title: 基层治理工作情况
提纲: 自定
keywords: [基层治理]
---

薄弱村全部清零。
",
        ),
    ],
    check: seen_by_parsing,
};
