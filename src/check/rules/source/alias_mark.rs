//! Y003: `*区…` or `&…` at the start of a value.

use crate::check::rule::seen_by_parsing;
use crate::check::{Example, Group, Rule};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "Y003",
    name: "alias-mark",
    title: "星号开头",
    group: Group::Source,
    level: Level::Error,
    publish: None,
    essential: false,
    source: "YAML 1.2 的写法",
    doc: "\
## 查什么

值以 `*` 或 `&` 开头，如 `标题: *区基层治理情况`。这两个符号在 YAML 里另有用处，要用引号把整个值括起来；
星号是代替地名的，最好直接填上地名。

## 为什么

YAML 把 `*区…` 当成“引用别处的内容”，找不到就读不下去，报出来的话写稿人也看不懂。

## 依据

YAML 1.2 规范（键、缩进、引号、标量的写法）。读错就是错，所以是错误。",
    examples: &[
        Example::unsound("标题以星号开头", "\
---
标题: *区基层治理工作情况
提纲: 自定
---

薄弱村全部清零。
"),
        Example::sound("星号不在开头", "\
---
标题: 示例区基层治理工作情况
提纲: 自定
关键词: [“5*2”机制]
---

薄弱村全部清零。
"),
    ],
    check: seen_by_parsing,
};
