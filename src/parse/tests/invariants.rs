//! What holds for any text.

use proptest::prelude::*;

use super::read;
use crate::cjk::is_han;
use crate::parse::Parsed;
use crate::report::{Block, BlockKind, Inline, InlineKind, Section, plain};
use crate::source::{Sources, Span};

/// Every span lies in its file, on characters; a text as long as its span is that very text.
pub(super) fn check_spans(parsed: &Parsed) {
    let check = Check(&parsed.sources);
    let report = &parsed.report;
    check.blocks(&report.lead);
    check.sections(&report.sections);
    check.blocks(&report.closing);
    for note in &report.notes {
        check.span(note.span);
        check.blocks(&note.blocks);
    }
    for suppression in &report.suppressions {
        check.span(suppression.span);
    }
    for fault in &parsed.faults {
        check.span(fault.span);
    }
}

struct Check<'a>(&'a Sources);

impl Check<'_> {
    fn span(&self, span: Span) {
        let source = self.0.get(span.file).expect("a file of the report");
        assert!(source.text.get(span.range()).is_some(), "{span:?}");
    }

    fn sections(&self, sections: &[Section]) {
        for section in sections {
            self.span(section.span);
            self.span(section.heading.span);
            assert!(
                section.span.file != section.heading.span.file
                    || section.span.contains(section.heading.span)
            );
            self.inlines(&section.heading.inlines);
            if let Some(typed) = &section.heading.typed {
                self.span(typed.span);
            }
            self.blocks(&section.blocks);
            self.sections(&section.children);
        }
    }

    fn blocks(&self, blocks: &[Block]) {
        for block in blocks {
            self.span(block.span);
            match &block.kind {
                BlockKind::Paragraph(inlines) => {
                    assert!(!inlines.is_empty());
                    self.inlines(inlines);
                }
                BlockKind::List { items, .. } => {
                    for item in items {
                        self.span(item.span);
                        self.blocks(&item.blocks);
                    }
                }
                BlockKind::Quote(blocks) => self.blocks(blocks),
                BlockKind::Table(table) => {
                    assert!(!table.id.is_empty());
                    for row in std::iter::once(&table.head).chain(&table.rows) {
                        assert_eq!(row.len(), table.alignments.len());
                        for cell in row {
                            self.span(cell.span);
                            self.inlines(&cell.inlines);
                        }
                    }
                    if let Some(caption) = &table.caption {
                        self.span(caption.span);
                        self.inlines(&caption.inlines);
                    }
                }
                BlockKind::Figure(figure) => {
                    assert!(!figure.id.is_empty());
                    self.span(figure.span);
                    if let Some(caption) = &figure.caption {
                        self.span(caption.span);
                        self.inlines(&caption.inlines);
                    }
                }
                BlockKind::Code { .. } | BlockKind::Break => {}
            }
        }
    }

    fn inlines(&self, inlines: &[Inline]) {
        for inline in inlines {
            self.span(inline.span);
            match &inline.kind {
                InlineKind::Text(text) => {
                    assert!(!text.is_empty());
                    if inline.span.len() == text.len() {
                        assert_eq!(self.0.slice(inline.span), text);
                    }
                }
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strike(inner)
                | InlineKind::Link { inlines: inner, .. } => self.inlines(inner),
                InlineKind::Fact(fact) => self.span(fact.name_span),
                _ => {}
            }
        }
    }
}

/// The Chinese characters of all prose, code, targets and attributes left out.
pub(super) fn han(parsed: &Parsed) -> String {
    let mut out = String::new();
    parsed.report.each_prose(|inlines| {
        out.extend(plain(inlines).chars().filter(|&ch| is_han(ch)));
    });
    out
}

const MARKS: &str = "[#*~_`<>\\[\\]()（）{}！!|:：。，“”　 \\t\\r\\n\\-+=0-9a-z&;\\\\^.甲乙丙表图一二三第部分区年\u{e000}]{0,80}";

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 500,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_marks_are_read(text in MARKS) {
        let _ = read(&text);
    }

    #[test]
    fn any_pieces_are_read(parts in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
        let _ = read(&parts.concat());
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn nothing_is_lost_of_plain_prose(parts in prop::collection::vec(prop::sample::select(PROSE), 1..30)) {
        let text: String = parts.concat();
        let wanted: String = text.chars().filter(|&ch| is_han(ch)).collect();
        prop_assert_eq!(han(&read(&text)), wanted, "{:?}", text);
    }
}

/// Pieces that meet in ways nobody writes.
const PIECES: &[&str] = &[
    "## ",
    "##",
    "＃＃",
    "\n",
    "\n\n",
    "\r\n",
    "    ",
    "\t",
    "　　",
    "- ",
    "1. ",
    "> ",
    "| ",
    "|",
    "|-|-|\n",
    "---",
    "===",
    "```",
    "```表格 ",
    "~~~",
    "**",
    "*",
    "~~",
    "~",
    "`",
    "<!-- ",
    " -->",
    "<!-- 检查: 忽略 F003 -->",
    "<div>",
    "[^1]",
    "[^1]: ",
    "[^1]：",
    "[",
    "](#图)",
    "![",
    "](a.svg)",
    "{#图}",
    "{.做法 依据=甲}",
    "{{ 驻村第一书记 }}",
    "{{",
    "}}",
    "表：",
    "甲",
    "乙丙。",
    "，",
    "“丁”",
    "一、",
    "（二）",
    "2023年",
    "word ",
    "\\",
    "&amp;",
    "&#20013;",
    "\u{e000}",
    ",",
    "\"",
    "[甲]: ",
    "_",
    "___",
    "<https://a.cn>",
    "\u{3000}",
    "区",
    "\u{200b}",
    "😀",
];

/// What a plain report is made of.
const PROSE: &[&str] = &[
    "甲乙丙",
    "丁。",
    "，",
    "\n",
    "\n\n",
    "\r\n",
    "\n## ",
    "\n##",
    "\n### ",
    "\n　　",
    "\n    ",
    "**重点：**",
    "*",
    "**",
    "“",
    "”",
    "（",
    "）",
    "示例*区",
    "20*年",
    "50%",
    "\n- ",
    "\n1. ",
    "\n> ",
    "\n---\n",
    "~3",
    "——",
    "<b>",
    "<",
    ">",
    "&",
    "_",
    "____",
    "\n===\n",
    "\\",
    " ",
    "　",
    "\n| 戊 | 己 |\n|---|---|\n| 庚 | 辛 |\n",
    "[注]: ",
    "{",
    "！",
    "\t",
    "\n\t",
    "2023. ",
    "[^1]",
];
