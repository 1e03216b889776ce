//! Y005: full-width quotes used as YAML quotes where the value then breaks.

use crate::check::rule::seen_by_parsing;
use crate::check::{Example, Group, Rule};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "Y005",
    name: "fullwidth-quote",
    title: "全角引号",
    group: Group::Source,
    level: Level::Error,
    publish: None,
    essential: false,
    source: "YAML 1.2 的写法",
    doc: "\
## 查什么

把全角引号“ ”当作 YAML 的引号，而值因此读错：里面有 `: `、` #`、逗号等，全角引号挡不住。
标题本来就要带“ ”的，不受影响。

## 为什么

YAML 只认半角引号。用全角的，引号会印在成文里，值也可能从中间断开。

## 依据

YAML 1.2 规范（键、缩进、引号、标量的写法）。读错就是错，所以是错误。",
    examples: &[
        Example::unsound(
            "想用引号把冒号括住，却用了全角引号",
            "\
---
标题: “治理之道: 小事不出网格”
提纲: 自定
---

薄弱村全部清零。
",
        ),
        Example::sound(
            "标题本来就带引号",
            "\
---
标题: “五措并举”抓治理
提纲: 自定
---

薄弱村全部清零。
",
        ),
    ],
    check: seen_by_parsing,
};
