//! Y009: a date that does not exist.

use crate::check::rule::seen_by_parsing;
use crate::check::{Example, Group, Rule};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "Y009",
    name: "impossible-date",
    title: "日期不存在",
    group: Group::Source,
    level: Level::Error,
    publish: None,
    essential: false,
    source: "本工具的写法",
    doc: "\
## 查什么

日期在日历上没有，如 `2023-02-30`；或者写法认不出来。日期写作 `2023-08-17`，也可以写 `2023年8月17日`。

## 为什么

成文日期是公文生效的时间，不能有误。

## 依据

本工具的写法；成文日期的要求见 GB/T 9704—2012 的 7.3.5.4。",
    examples: &[
        Example::unsound("二月没有三十日", "\
---
标题: 基层治理工作情况
提纲: 自定
日期: 2023-02-30
---

薄弱村全部清零。
"),
        Example::sound("闰年有二月二十九日", "\
---
标题: 基层治理工作情况
提纲: 自定
日期: 2024-02-29
---

薄弱村全部清零。
"),
    ],
    check: seen_by_parsing,
};
