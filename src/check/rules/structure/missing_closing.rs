//! S008: no closing where the outline asks for one.

use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::Level;
use crate::report::{BlockKind, Report, Section, characters, plain};

pub(crate) static RULE: Rule = Rule {
    id: "S008",
    name: "missing-closing",
    title: "缺少结语",
    group: Group::Structure,
    level: Level::Hint,
    publish: None,
    essential: false,
    source: "所选提纲的“结语”部分",
    doc: "\
## 查什么

提纲里“结语”部分标明“必需”的，全文没有结语。下面几种都算有：

- 最后一节之后，用 `---` 隔开的一段话；
- 标题是“结语”“结束语”，或者声明了 `{.结语}` 的一节；
- 全文最后一段以“同志们”“总之”“最后”“让我们”“祝”“谢谢”“我就讲这些”一类的话开头或者收尾。

内置的提纲里，只有讲话稿要求结语。

## 为什么

讲话讲完最后一条就停，听的人不知道讲完了没有；有一两句号召、致谢，才收得住。

## 依据

所选提纲（`schemas/outlines/`）的“结语”部分，归纳自通行写法，没有成文规定，只作提示。",
    examples: &[
        Example::unsound(
            "讲话讲完第二条就停了",
            "\
---
标题: 在全县基层治理工作推进会上的讲话
提纲: 讲话稿
日期: 2023-08-17
---

同志们：

## 提高思想认识

基层治理是固本之策。

## 抓好重点任务

各乡镇要逐村排查，建立台账。
",
        ),
        Example::unsound(
            "没有分节的讲话也要有结语",
            "\
---
标题: 在全县夜校开班式上的讲话
提纲: 讲话稿
日期: 2023-08-17
---

同志们：

## 办好夜校有什么意义

夜校是群众的课堂。

## 怎样办好夜校

- 选好老师。
- 用好教室。
",
        ),
        Example::sound(
            "用分隔线隔开的一段是结语",
            "\
---
标题: 在全县基层治理工作推进会上的讲话
提纲: 讲话稿
日期: 2023-08-17
---

## 提高思想认识

基层治理是固本之策。

---

基层治理没有旁观者，全县上下要齐心协力，抓出成效。
",
        ),
        Example::sound(
            "最后一段是号召",
            "\
---
标题: 在全县基层治理工作推进会上的讲话
提纲: 讲话稿
日期: 2023-08-17
---

## 抓好重点任务

各乡镇要逐村排查，建立台账。

同志们，任务已经明确，关键在于落实，让我们一起把蓝图变成实景。
",
        ),
    ],
    check,
};

/// How a last paragraph begins that closes a text.
const OPENINGS: [&str; 24] = [
    "同志们",
    "各位",
    "总之",
    "综上",
    "最后",
    "让我们",
    "以上",
    "新征程",
    "新时代",
    "朋友们",
    "谢谢",
    "老师们",
    "同学们",
    "衷心",
    "祝",
    "预祝",
    "敬祝",
    "恭祝",
    "愿",
    "希望",
    "新的一年",
    "大家",
    "我相信",
    "我坚信",
];

/// How it ends.
const ENDINGS: [&str; 13] = [
    "谢谢",
    "谢谢大家",
    "批评指正",
    "奋斗",
    "贡献",
    "讲这些",
    "讲这么多",
    "讲到这里",
    "说这些",
    "散会",
    "圆满成功",
    "再立新功",
    "再创佳绩",
];

fn check(context: &Context<'_>, sink: &mut Sink) {
    let Some(outline) = context.outline else { return };
    let part = outline.parts.iter().find(|part| part.required && part.role.0 == "结语");
    let (Some(part), report) = (part, context.report) else { return };
    let mut there = characters(&report.closing) > 0 || closes(report);
    report.each_section(|section| there |= section.roles.contains(&part.role));
    let Some(last) = report.sections.last().filter(|_| !there) else { return };
    let message = format!("“{}”结尾要有结语，这里讲完最后一部分就停了", outline.name);
    sink.push(
        sink.at(last.heading.span, message)
            .help("请在最后一部分后面加一行“---”，再写一段话收束全文；已经写了的，也请用“---”隔开"),
    );
}

/// Whether the last paragraph reads as a closing.
fn closes(report: &Report) -> bool {
    let mut sections: &[Section] = &report.sections;
    let mut last = report.lead.last();
    while let Some(section) = sections.last() {
        last = section.blocks.last().or(last);
        sections = &section.children;
    }
    let Some(BlockKind::Paragraph(inlines)) = last.map(|block| &block.kind) else { return false };
    let text = plain(inlines);
    let text = text.trim().trim_end_matches(['。', '！', '!']);
    OPENINGS.iter().any(|word| text.starts_with(word))
        || ENDINGS.iter().any(|word| text.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::places;

    fn ends_with(last: &str) -> usize {
        let draft = format!(
            "---\n标题: 在防汛工作会议上的讲话\n提纲: 讲话稿\n日期: 2023-08-17\n---\n\n同志们：\n\n\
             ## 讲政治\n\n认清形势。\n\n## 保平安\n\n盯紧山塘。\n\n{last}\n"
        );
        places(RULE.id, &draft).len()
    }

    #[test]
    fn speeches_close_in_many_ways() {
        for last in [
            "我就讲这些。",
            "今天就讲到这里，散会。",
            "祝同学们学习进步！",
            "预祝大会圆满成功！",
            "新的一年，希望大家再立新功。",
            "大家要迅速行动起来。",
        ] {
            assert_eq!(ends_with(last), 0, "{last}");
        }
        assert_eq!(ends_with("各乡镇要逐库排查。"), 1);
    }
}
