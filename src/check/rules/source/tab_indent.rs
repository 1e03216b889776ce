//! Y002: a tab or a full-width space as indentation.

use crate::check::rule::seen_by_parsing;
use crate::check::{Example, Group, Rule};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "Y002",
    name: "tab-indent",
    title: "缩进字符",
    group: Group::Source,
    level: Level::Error,
    publish: None,
    essential: false,
    source: "YAML 1.2 的写法",
    doc: "\
## 查什么

开头各项的缩进用了制表符（Tab）或者全角空格。应当用半角空格，每层两个。

## 为什么

YAML 不许用制表符缩进，全角空格则会当成文字的一部分。两样在屏幕上都和空格一样，看不出来。

## 依据

YAML 1.2 规范（键、缩进、引号、标量的写法）。读错就是错，所以是错误。",
    examples: &[
        Example::unsound(
            "“值”前面是全角空格",
            "\
---
标题: 驻村帮扶情况
提纲: 自定
数据:
  驻村第一书记:
　　值: 84
---

共选派{{ 驻村第一书记 }}。
",
        ),
        Example::unsound(
            "“值”前面是制表符",
            "\
---
标题: 驻村帮扶情况
提纲: 自定
数据:
  驻村第一书记:
\t\t值: 84
---

共选派{{ 驻村第一书记 }}。
",
        ),
        Example::sound(
            "用半角空格缩进",
            "\
---
标题: 驻村帮扶情况
提纲: 自定
数据:
  驻村第一书记:
    值: 84
---

共选派{{ 驻村第一书记 }}。
",
        ),
    ],
    check: seen_by_parsing,
};
