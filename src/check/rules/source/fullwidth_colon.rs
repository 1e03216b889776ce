//! Y001: a full-width colon after a key.

use crate::check::rule::seen_by_parsing;
use crate::check::{Example, Group, Rule};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "Y001",
    name: "fullwidth-colon",
    title: "全角冒号",
    group: Group::Source,
    level: Level::Error,
    publish: None,
    essential: false,
    source: "YAML 1.2 的写法",
    doc: "\
## 查什么

键的后面用了全角冒号，如 `标题：…`。应当用半角冒号，冒号后面空一格。值里面的全角冒号不受影响。

## 为什么

YAML 只认半角冒号；用了全角，整行都会读成另一样东西。中文输入法下最容易打错。

## 依据

YAML 1.2 规范（键、缩进、引号、标量的写法）。读错就是错，所以是错误。",
    examples: &[
        Example::unsound(
            "“标题”后面是全角冒号",
            "\
---
标题：基层治理工作情况
提纲: 自定
---

薄弱村全部清零。
",
        ),
        Example::sound(
            "值里面可以有全角冒号",
            "\
---
标题: 治理之道：小事不出网格
提纲: 自定
---

薄弱村全部清零。
",
        ),
    ],
    check: seen_by_parsing,
};
