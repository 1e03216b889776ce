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

应当写文字的地方写了 `true`、`false`、`yes`、`no`、`on`、`off`、`null`、`~` 一类的词，YAML 读成了“是”“否”或者“空”；
或者应当写是、否的地方，写的词认不出来。

## 为什么

这类词没有引号就不是文字。作者姓“欧”、写成拼音 `Ou` 没有问题，写成 `No` 就读成了“否”。

## 依据

YAML 1.2 规范（键、缩进、引号、标量的写法）。读错就是错，所以是错误。",
    examples: &[
        Example::unsound("标题写成了 yes", "\
---
标题: yes
提纲: 自定
---

薄弱村全部清零。
"),
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
