//! Y004: a value that holds `: ` or ` #`.

use crate::check::rule::seen_by_parsing;
use crate::check::{Example, Group, Rule};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "Y004",
    name: "colon-in-value",
    title: "值里的冒号",
    group: Group::Source,
    level: Level::Error,
    publish: None,
    essential: false,
    source: "YAML 1.2 的写法",
    doc: "\
## 查什么

值里面有“半角冒号加空格”，或者“空格加 `#`”，而整个值没有用引号括起来。

## 为什么

YAML 把前一种当成又一个键，把后一种当成注释，后面的字就丢了。

## 依据

YAML 1.2 规范（键、缩进、引号、标量的写法）。读错就是错，所以是错误。",
    examples: &[
        Example::unsound(
            "标题里有半角冒号加空格",
            "\
---
标题: 治理之道: 小事不出网格
提纲: 自定
---

薄弱村全部清零。
",
        ),
        Example::sound(
            "改用全角冒号，或者整个值加引号",
            "\
---
标题: 治理之道：小事不出网格
副标题: \"治理之道: 小事不出网格\"
提纲: 自定
---

薄弱村全部清零。
",
        ),
    ],
    check: seen_by_parsing,
};
