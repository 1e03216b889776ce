//! Y014: the file itself: not UTF-8, too large, too deep, aliases, NUL.

use crate::check::rule::seen_by_parsing;
use crate::check::{Example, Group, Rule};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "Y014",
    name: "bad-file",
    title: "文件不可读",
    group: Group::Source,
    level: Level::Error,
    publish: None,
    essential: true,
    source: "本工具的写法",
    doc: "\
## 查什么

文件本身的毛病：编码不是 UTF-8，太大，套得太深，用了 YAML 的锚点（`&`）和别名（`*`），或者含有看不见的控制字符。

稿子读不全，其他检查就靠不住，所以这一条不能忽略，也不能调低。

## 为什么

多半是选错了文件（如把 Word 文档改名成 `.md`），或者复制时带进了看不见的字符。

## 依据

本工具的写法。读不出来，成文就不完整，所以是错误。",
    examples: &[
        Example::unsound(
            "标题里有一个看不见的控制字符（这里用 ␇ 表示）",
            "\
---
标题: 基层治理\u{7}工作情况
提纲: 自定
---

薄弱村全部清零。
",
        ),
        Example::sound("写法完好", "\
---
标题: 基层治理工作情况
提纲: 自定
日期: 2023-08-17
---

薄弱村全部清零。
"),
    ],
    check: seen_by_parsing,
};
