//! S006: a heading without text.

use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::Level;
use crate::report::{Block, BlockKind, Inline, InlineKind, Section};

pub(crate) static RULE: Rule = Rule {
    id: "S006",
    name: "empty-section",
    title: "空章节",
    group: Group::Structure,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "通行写法：有标题就有正文",
    doc: "\
## 查什么

- 标题下面既没有正文，也没有下一级标题；
- 标题本身没有文字。

标题下面直接是下一级标题的，不算空。

## 为什么

空标题多半是先搭了架子、后来忘了填。

## 依据

通行写法，没有成文规定，只作警告。",
    examples: &[
        Example::unsound(
            "“存在的问题”下面什么也没有",
            "\
## 主要做法

逐村分析研判，选优配强书记。

## 存在的问题

## 下一步打算

再下功夫。
",
        ),
        Example::sound(
            "标题下面可以直接是下一级标题",
            "\
## 主要做法

### 建强组织

逐村分析研判，选优配强书记。
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    context.report.each_section(|section| look(section, sink));
    for attachment in &context.report.attachments {
        attachment.each_section(|section| look(section, sink));
    }
}

fn look(section: &Section, sink: &mut Sink) {
    let span = section.heading.span;
    if section.heading.inlines.iter().all(blank) {
        sink.push(sink.at(span, "标题没有文字").help("请补上标题，或者删去这一行"));
    } else if section.children.is_empty() && section.blocks.iter().all(empty) {
        sink.push(sink.at(span, "标题下面没有正文").help("请补上正文，或者删去这个标题"));
    }
}

fn empty(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Break => true,
        BlockKind::Paragraph(inlines) => inlines.iter().all(blank),
        _ => false,
    }
}

fn blank(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => text.trim().is_empty(),
        InlineKind::HardBreak => true,
        InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strike(inner) => {
            inner.iter().all(blank)
        }
        _ => false,
    }
}
