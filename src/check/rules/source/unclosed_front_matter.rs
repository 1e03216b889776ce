//! Y010: an unclosed front matter.

use crate::check::rule::seen_by_parsing;
use crate::check::{Example, Group, Rule};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "Y010",
    name: "unclosed-front-matter",
    title: "开头没有收尾",
    group: Group::Source,
    level: Level::Error,
    publish: None,
    essential: false,
    source: "本工具的写法",
    doc: "\
## 查什么

稿子第一行是 `---`，后面却没有再用一行 `---` 把开头部分收住。

## 为什么

收不住，正文也会当成开头的各项来读，整篇都读错。

## 依据

本工具的写法。读不出来，成文就不完整，所以是错误。",
    examples: &[
        Example::unsound(
            "少了后一行 ---",
            "\
---
标题: 基层治理工作情况
提纲: 自定

薄弱村全部清零。
",
        ),
        Example::sound(
            "前后各一行",
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
