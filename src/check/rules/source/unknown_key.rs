//! Y011: an unknown key.

use crate::check::rule::seen_by_parsing;
use crate::check::{Example, Group, Rule};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "Y011",
    name: "unknown-key",
    title: "未知的键",
    group: Group::Source,
    level: Level::Error,
    publish: None,
    essential: false,
    source: "本工具的写法",
    doc: "\
## 查什么

开头写了本工具不认识的键。相近的，会提示是不是它。键可以用中文，也可以用英文别名。

标题末尾花括号里写了提纲没有的角色（`{.启事}`），或者不起作用的词（`{.启示 根据=建强组织}`），也在这里提出，只作警告。

## 为什么

键打错了一个字，这一项就等于没写，又没有人知道。

## 依据

本工具的写法。读不出来，成文就不完整，所以是错误。",
    examples: &[
        Example::unsound(
            "“提刚”是“提纲”之误",
            "\
---
标题: 基层治理工作情况
提纲: 自定
关建词: [基层治理]
---

薄弱村全部清零。
",
        ),
        Example::unsound(
            "标题末尾“启事”是“启示”之误，“根据”是“依据”之误",
            "\
---
标题: 抓党建促乡村振兴的实践与启示
提纲: 经验材料
---

## 几条认识 {.启事}

### 必须建强组织 {.启示 根据=建强组织}

差距首先差在组织上。
",
        ),
        Example::sound(
            "“自定”的角色可以随意写",
            "## 几条认识 {.认识 #认识}\n\n### 必须建强组织 {.启示 依据=建强组织}\n\n差距首先差在组织上。\n",
        ),
        Example::sound(
            "中文的键和英文别名可以混用",
            "\
---
title: 基层治理工作情况
提纲: 自定
keywords: [基层治理]
---

薄弱村全部清零。
",
        ),
    ],
    check: seen_by_parsing,
};
