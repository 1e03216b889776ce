//! Y006: `是/否` or `on/off` where text was meant.

use crate::check::rule::seen_by_parsing;
use crate::check::{Example, Group, Rule};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "Y006",
    name: "boolean-word",
    title: "是否与文字",
    group: Group::Source,
    level: Level::Error,
    publish: None,
    essential: false,
    source: "YAML 1.2 的写法",
    doc: "\
## 查什么

- 应当写文字的地方写了 `true` 或者 `false`，YAML 读成了“是”或者“否”。是文字的，用引号括起来；
- 应当写 `true`、`false` 的地方写了“是”“否”“on”“off”一类的词。可以自动改正。

## 为什么

YAML 里 `true` 和 `false` 不带引号就不是文字，“是”和“否”又只是文字。写的人和读的程序，想的不是一回事。

## 依据

YAML 1.2 规范（键、缩进、引号、标量的写法）。读错就是错，所以是错误。",
    examples: &[
        Example::unsound(
            "是否要目录，写 true 或 false",
            "\
---
标题: 基层治理工作情况
提纲: 自定
目录: 是
---

薄弱村全部清零。
",
        ),
        Example::unsound(
            "标题是文字，要加引号",
            "\
---
标题: true
提纲: 自定
---

薄弱村全部清零。
",
        ),
        Example::sound("写是、否的地方写 true、false", "\
---
标题: 基层治理工作情况
提纲: 自定
目录: false
---

薄弱村全部清零。
"),
    ],
    check: seen_by_parsing,
};
