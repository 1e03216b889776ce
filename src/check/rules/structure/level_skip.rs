//! S004: a heading's level does not follow from the one above it.

use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::{Fix, Level};
use crate::report::Section;

pub(crate) static RULE: Rule = Rule {
    id: "S004",
    name: "level-skip",
    title: "标题越级",
    group: Group::Structure,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "GB/T 9704—2012 7.3.3：层次序数依次用“一、”“（一）”“1.”“（1）”",
    doc: "\
## 查什么

- 标题跳过一级，如 `##` 下面直接是 `####`；
- 正文里用了一个 `#`。大标题写在开头的 `标题:` 里，正文从 `##` 起；
- 用了六个 `#`。公文只有四级标题，最多到 `#####`。

## 为什么

序号按层级自动生成，越了级，“一、”下面就直接是“1.”，中间缺了“（一）”。

## 依据

GB/T 9704—2012 的 7.3.3：结构层次序数依次可以用“一、”“（一）”“1.”“（1）”标注。标准用的是“可以”，
“依次”二字是通行的理解，所以只作警告。",
    examples: &[
        Example::unsound(
            "二级标题下面直接是四级",
            "\
## 主要做法

#### 建强组织

逐村分析研判，选优配强书记。
",
        ),
        Example::unsound(
            "正文里用了一个 #",
            "\
# 主要做法

逐村分析研判，选优配强书记。
",
        ),
        Example::sound(
            "逐级展开；从深一级回到浅一级不算越级",
            "\
## 主要做法

### 建强组织

#### 选优书记

逐村分析研判。

## 取得的成效

软弱涣散村全部转化。
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    for sections in context.report.trees() {
        walk(context, sections, 1, sink);
    }
}

/// `above` is the number of marks of the level above, as it is printed.
fn walk(context: &Context<'_>, sections: &[Section], above: u8, sink: &mut Sink) {
    for section in sections {
        look(context, section, above, sink);
        walk(context, &section.children, section.level.saturating_add(1), sink);
    }
}

fn look(context: &Context<'_>, section: &Section, above: u8, sink: &mut Sink) {
    let span = section.heading.span;
    let marks = section.marks;
    let (message, help, right) = if marks == 1 {
        (
            "正文里不用一个“#”的标题".to_owned(),
            "大标题写在开头的“标题:”里，正文的标题从“##”起".to_owned(),
            2,
        )
    } else if marks >= 6 {
        (
            "标题最多四级，这里是第五级".to_owned(),
            "公文的层次是“一、”“（一）”“1.”“（1）”，最多写到“#####”；再往下的内容请并入正文"
                .to_owned(),
            5,
        )
    } else if marks > above.saturating_add(1) {
        let right = above.saturating_add(1);
        (
            format!("标题越级：上一级是{}，这里应当是{}", hashes(above), hashes(right)),
            "请补上中间一级的标题，或者减少“#”的个数".to_owned(),
            right,
        )
    } else {
        return;
    };
    let mut fault = sink.at(span, message).help(help);
    // A title underlined with === has no marks to change.
    let written = context.sources.slice(span);
    if written.bytes().take_while(|&byte| byte == b'#').count() == usize::from(marks) {
        let marks = usize::from(marks);
        let right = "#".repeat(usize::from(right));
        fault = fault.fix(Fix::suggestion(span.slice(0, marks), right));
    }
    sink.push(fault);
}

fn hashes(marks: u8) -> String {
    if marks <= 1 {
        "大标题".to_owned()
    } else {
        format!("“{}”", "#".repeat(usize::from(marks)))
    }
}
