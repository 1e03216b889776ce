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
    source: "本工具的写法（见格式说明）",
    doc: "\
## 查什么

文件本身读不了：编码认不出来，太大，套得太深，含有不该有的字符；或者 YAML 写得读不下去，又不属于前面各条。

稿子读不了，其他检查无从谈起，所以这一条不能忽略，也不能调低。

## 为什么

多半是选错了文件（如把 Word 文档改名成 `.md`），或者复制时带进了看不见的字符。

## 依据

本工具的写法。读不出来，成文就不完整，所以是错误。",
    examples: &[
        Example::unsound("方括号没有收住", "\
---
标题: 基层治理工作情况
提纲: 自定
关键词: [基层治理
---

薄弱村全部清零。
"),
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
