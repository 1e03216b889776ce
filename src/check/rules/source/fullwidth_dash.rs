//! Y007: a full-width `－`.

use crate::check::rule::seen_by_parsing;
use crate::check::{Example, Group, Rule};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "Y007",
    name: "fullwidth-dash",
    title: "全角横线",
    group: Group::Source,
    level: Level::Error,
    publish: None,
    essential: false,
    source: "YAML 1.2 的写法",
    doc: "\
## 查什么

列表各项的开头，或者日期、数字里用了全角横线 `－`。应当用半角的 `-`。

## 为什么

YAML 的列表只认半角横线；日期 `2023－08－17` 也读不成日期。

## 依据

YAML 1.2 规范（键、缩进、引号、标量的写法）。读错就是错，所以是错误。",
    examples: &[
        Example::unsound(
            "列表用了全角横线",
            "\
---
标题: 基层治理工作情况
提纲: 自定
关键词:
  － 基层治理
  － 网格管理
---

薄弱村全部清零。
",
        ),
        Example::sound(
            "列表用半角横线",
            "\
---
标题: 基层治理工作情况
提纲: 自定
关键词:
  - 基层治理
  - 网格管理
---

薄弱村全部清零。
",
        ),
    ],
    check: seen_by_parsing,
};
