//! Paragraphs, lists, quotations, code, and what Chinese writers type instead.

use super::{lines, outline_of, para, read, report};
use crate::report::BlockKind;

#[test]
fn indentation_is_no_code() {
    let cases = [
        ("　　第一段。\n　　第二段。", "第一段。 ¶ 第二段。"),
        ("　　第一段，\n续行。", "第一段，续行。"),
        ("    第一段**重点：**后。\n\n    第二段。", "第一段<b>重点：</b>后。 ¶ 第二段。"),
        ("    第一段。\n    第二段。", "第一段。 ¶ 第二段。"),
        ("    第一段，\n    续行。", "第一段，续行。"),
        ("\t甲\n\n\t乙", "甲 ¶ 乙"),
        ("- 甲\n\n        乙\n- 丙", "-[甲 ¶ 乙 | 丙]"),
        (">     甲", ">[甲]"),
        ("        甲\n", "甲"),
        ("甲\n　　\n乙", "甲 ¶ 乙"),
        ("&emsp;&emsp;甲", "甲"),
        ("\u{a0}\u{a0}甲", "甲"),
        ("　　**甲：**乙", "<b>甲：</b>乙"),
        (
            "```\n    码\n　　甲\n\n\n\n\n乙\n```",
            "``` \"    码\\n\\u{3000}\\u{3000}甲\\n\\n\\n\\n\\n乙\"",
        ),
    ];
    for (text, shown) in cases {
        assert_eq!(para(text), shown, "{text}");
    }
}

#[test]
fn setext_headings_are_paragraphs() {
    assert_eq!(para("甲\n---\n乙"), "甲 ¶ --- ¶ 乙");
    assert_eq!(para("甲\n乙\n===\n丙"), "甲乙 === ¶ 丙");
    assert_eq!(para("甲\n-\n乙"), "甲 - ¶ 乙");
    assert_eq!(para("> 甲\n> ---"), ">[甲 ¶ ---]");
}

#[test]
fn lists_and_quotations_nest() {
    let cases = [
        ("1. 甲\n\n   乙\n2. 丙", "1.[甲 ¶ 乙 | 丙]"),
        ("- 甲\n  - 乙\n    > 丙\n- 丁", "-[甲 ¶ -[乙 ¶ >[丙]] | 丁]"),
        ("> 甲\n>\n> 乙\n\n丙", ">[甲 ¶ 乙] ¶ 丙"),
        ("甲：\n- 乙\n- 丙", "甲： ¶ -[乙 | 丙]"),
        ("2023. 8. 17", "2023. 8. 17"),
        ("- 甲\n- 乙\n  ## 丙", "-[甲 | 乙 ¶ <b>丙</b>]"),
        ("> ## 甲\n> 乙", ">[<b>甲</b> ¶ 乙]"),
        ("***", "---"),
    ];
    for (text, shown) in cases {
        assert_eq!(para(text), shown, "{text}");
    }
}

#[test]
fn code_is_kept_as_it_stands() {
    let cases = [
        (
            "```rust\nlet a = \"**甲：**乙\"; // {{x}}\n```",
            "```rust \"let a = \\\"**甲：**乙\\\"; // {{x}}\"",
        ),
        ("```\r\n甲\r\n乙\r\n```", "``` \"甲\\n乙\""),
        ("> ```\n> 甲*（乙）*丙\n> ##丁\n> ```", ">[``` \"甲*（乙）*丙\\n##丁\"]"),
        ("```图表\n类型: 柱状图\n```", "```图表 \"类型: 柱状图\""),
        ("~~~\n<!-- 甲 -->\n＃＃乙\n~~~", "``` \"<!-- 甲 -->\\n＃＃乙\""),
        ("```\n没有收住", "``` \"没有收住\""),
    ];
    for (text, shown) in cases {
        assert_eq!(para(text), shown, "{text}");
    }
}

#[test]
fn depth_is_capped_with_one_fault() {
    for text in [
        format!("{}甲", "> ".repeat(1000)),
        format!("{}甲", "- ".repeat(1000)),
        format!("{}甲", "1. ".repeat(1000)),
        (0..60).map(|depth| format!("{}- 甲{depth}\n", "  ".repeat(depth))).collect(),
    ] {
        let parsed = read(&text);
        assert_eq!(parsed.faults.len(), 1, "{:?}", parsed.faults);
        assert_eq!(parsed.faults[0].rule, "Y014");
        assert!(depth(&parsed.report.lead) <= BlockKind::MAX_DEPTH);
        let shown = lines(&parsed.report.lead).join("");
        assert!(shown.contains('甲'));
        if text.contains("甲59") {
            assert!((0..60).all(|n| shown.contains(&format!("甲{n}"))), "{shown}");
        }
    }
}

fn depth(blocks: &[crate::report::Block]) -> usize {
    let inner = |block: &crate::report::Block| match &block.kind {
        BlockKind::List { items, .. } => {
            1 + items.iter().map(|item| depth(&item.blocks)).max().unwrap_or(0)
        }
        BlockKind::Quote(blocks) => 1 + depth(blocks),
        _ => 0,
    };
    blocks.iter().map(inner).max().unwrap_or(0)
}

#[test]
fn lead_sections_and_closing_part() {
    let found = report(
        "导语。\n\n## 做法\n\n正文。\n\n---\n\n中间。\n\n## 成效\n\n数字。\n\n---\n\n结语一。\n\n结语二。",
    );
    assert_eq!(lines(&found.lead), ["导语。"]);
    assert_eq!(
        outline_of(&found.sections),
        ["一、做法 “正文。 ¶ --- ¶ 中间。”", "二、成效 “数字。”"]
    );
    assert_eq!(lines(&found.closing), ["结语一。", "结语二。"]);
    let found = report("甲\n\n---\n\n乙");
    assert_eq!(lines(&found.lead), ["甲", "---", "乙"]);
    let found = report("## 做法\n甲\n---\n乙");
    assert_eq!(lines(&found.closing), ["乙"]);
    let found = report("## 做法\n甲\n\n---\n\n乙\n\n---\n\n丙");
    assert_eq!(lines(&found.closing), ["丙"]);
    assert_eq!(outline_of(&found.sections), ["一、做法 “甲 ¶ --- ¶ 乙”"]);
}

#[test]
fn large_drafts_stay_linear() {
    let paragraph =
        "全县**重点：**选派{{ 驻村第一书记 }}，*抓好*产业发展，增长50%。".repeat(20) + "\n\n";
    let text = format!("## 做法\n\n{}", paragraph.repeat(200));
    assert_eq!(report(&text).sections[0].blocks.len(), 200);
    let heads: String = (0..10_000).map(|n| format!("## 做法\n\n正文{n}。\n\n")).collect();
    let found = report(&heads);
    assert_eq!(found.sections.len(), 10_000);
    assert_eq!(found.sections[9_999].heading.id, "做法-10000");
    let hostile =
        ["{{", "<!--", "<a", "~~。", "甲**（", "| ", "[^", "&", "`", "\\", "![", "***区", "\n> - "];
    for part in hostile {
        let _ = report(&part.repeat(20_000));
    }
}
