//! S005: a number typed at the head of a heading.

use crate::check::{Context, Example, Group, Rule, Sink};
use crate::cjk::chinese_number;
use crate::diagnostic::{Fix, Level};
use crate::outline::Numbering;
use crate::report::Section;

pub(crate) static RULE: Rule = Rule {
    id: "S005",
    name: "typed-number",
    title: "手打序号",
    group: Group::Structure,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "本工具的写法：序号自动生成（GB/T 9704—2012 7.3.3）",
    doc: "\
## 查什么

标题开头手打了序号，如 `## 一、主要做法`。序号已经读出并去掉，不会印出两遍；与应有的顺序不符的，一并指出。

`check --fix` 可以自动删去，不影响成文。

## 为什么

手打的序号，增删、调换章节以后就会重号、跳号。交给工具编，永远是对的。

## 依据

序号的形式依据 GB/T 9704—2012 的 7.3.3（“可以”一级）；不手打序号是本工具的约定，所以只作警告。",
    examples: &[
        Example::unsound("序号是手打的", "\
## 一、主要做法

逐村分析研判，选优配强书记。
"),
        Example::unsound(
            "序号还打错了",
            "\
## 一、主要做法

逐村分析研判。

## 三、取得的成效

薄弱村全部清零。
",
        ),
        Example::sound(
            "标题里的数字不是序号",
            "\
## 五措并举抓治理

逐村分析研判。

## 2023年工作打算

再下功夫。

## 一张单，想学什么群众点

收回需求。
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    let numbered = context.outline.is_none_or(|one| one.numbering == Numbering::Official);
    for sections in context.report.trees() {
        walk(sections, numbered, sink);
    }
}

fn walk(sections: &[Section], numbered: bool, sink: &mut Sink) {
    // Siblings differ in level where one was skipped; each level counts for itself.
    let mut counts = [0_u32; 8];
    for section in sections {
        let mut ordinal = 0;
        if let Some(count) = counts.get_mut(usize::from(section.level)) {
            *count += 1;
            ordinal = *count;
        }
        look(section, ordinal, numbered, sink);
        walk(&section.children, numbered, sink);
    }
}

fn look(section: &Section, right: u32, numbered: bool, sink: &mut Sink) {
    let Some(typed) = &section.heading.typed else { return };
    let mut message = format!("标题里手打了序号“{}”", typed.text.trim());
    if let Some(value) = typed.value.filter(|&value| value != right) {
        let (value, right) = (chinese_number(value), chinese_number(right));
        message.push_str(&format!("，而且顺序不对：这是第{right}个，打成了第{value}个"));
    }
    let help = if numbered {
        "删去即可，序号由工具自动编"
    } else {
        "删去即可，这个提纲的标题不编序号"
    };
    let fault = sink.at(typed.span, message).help(help);
    // Nothing but the number: then it is perhaps no number at all, and the writer decides.
    // `第一章` is the number of a statute: without it references to it lead nowhere.
    let chapter = typed.text.starts_with('第') && typed.text.contains(['章', '节', '编', '条']);
    let fix = if section.heading.inlines.is_empty() || chapter {
        Fix::suggestion(typed.span, "")
    } else {
        Fix::safe(typed.span, "")
    };
    sink.push(fault.fix(fix));
}
