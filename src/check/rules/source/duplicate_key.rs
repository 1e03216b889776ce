//! Y008: a duplicate key.

use crate::check::rule::seen_by_parsing;
use crate::check::{Example, Group, Rule};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "Y008",
    name: "duplicate-key",
    title: "重复的键",
    group: Group::Source,
    level: Level::Error,
    publish: None,
    essential: false,
    source: "YAML 1.2 的写法",
    doc: "\
## 查什么

同一层里，一个键写了两遍，包括一遍用中文、一遍用英文别名（`标题` 和 `title`）。

## 为什么

两个值只能用一个，用了哪个，看稿子的人不知道。

## 依据

YAML 1.2 规范（键、缩进、引号、标量的写法）。读错就是错，所以是错误。",
    examples: &[
        Example::unsound(
            "标题写了两遍",
            "\
---
标题: 基层治理工作情况
提纲: 自定
标题: 基层治理工作总结
---

薄弱村全部清零。
",
        ),
        Example::sound(
            "每个键一遍",
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
