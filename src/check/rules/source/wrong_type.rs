//! Y013: a value of the wrong type or outside its range.

use crate::check::nearest::nearest;
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::{Fix, Level};

pub(crate) static RULE: Rule = Rule {
    id: "Y013",
    name: "wrong-type",
    title: "值不合要求",
    group: Group::Source,
    level: Level::Error,
    publish: None,
    essential: false,
    source: "本工具的写法",
    doc: "\
## 查什么

- 一项的值不是它应当是的样子：该写数字的写了文字，该写列表的写了别的，超出了范围；
- “提纲”写的名称没有，相近的会提示是不是它；
- “检查”（开头的、`tigang.yaml` 的、正文里 `<!-- 检查: 忽略 … -->` 的）写的规则没有。这是警告；
- `tigang.yaml` 的“词汇”自相矛盾：一个词既要改掉又要保留，一个简称对着两个全称。这是警告；
- 括号、引号没有配对，值读不下去。

## 为什么

值读不出来，这一项就等于没写。

## 依据

本工具的写法。读不出来，成文就不完整，所以是错误。",
    examples: &[
        Example::unsound(
            "没有叫“经验材枓”的提纲",
            "\
---
标题: 基层治理工作情况
提纲: 经验材枓
---

薄弱村全部清零。
",
        ),
        Example::sound(
            "提纲的名称要对",
            "\
---
标题: 基层治理工作情况
提纲: 自定
日期: 2023-08-17
---

薄弱村全部清零。
",
        ),
    ],
    check,
};

/// The outline's name is checked here, where all names are known; the rest is seen while parsing.
fn check(context: &Context<'_>, sink: &mut Sink) {
    let text = &context.report.meta.outline;
    let name = text.value.trim();
    if context.outline.is_some() || name.is_empty() {
        return;
    }
    let known = || context.known_outlines.iter().map(String::as_str);
    let fault = sink.at(text.span, format!("没有叫“{name}”的提纲"));
    let all = known().collect::<Vec<_>>().join("、");
    sink.push(match nearest(name, known()) {
        Some(near) => fault
            .help(format!("是不是“{near}”？可用的提纲有：{all}"))
            .fix(Fix::suggestion(text.span, near)),
        None => fault.help(format!("可用的提纲有：{all}；不套用提纲的，写 提纲: 自定")),
    });
}
