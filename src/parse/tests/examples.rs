//! The drafts of `examples/`, without their front matter.

use super::invariants::han;
use super::{read, read_files};
use crate::cjk::is_han;
use crate::report::BlockKind;
use crate::source::MemoryWorld;

const DRAFTS: [(&str, usize, bool); 4] = [
    (include_str!("../../../examples/党建引领乡村振兴.md"), 3, true),
    (include_str!("../../../examples/基层治理情况报告.md"), 3, true),
    (include_str!("../../../examples/研讨发言.md"), 4, true),
    (include_str!("../../../examples/乡村夜校新闻通讯.md"), 5, false),
];

fn body(draft: &str) -> &str {
    draft.splitn(3, "---\n").nth(2).unwrap_or_default()
}

/// What a reader sees of the source: attributes and facts left out.
fn visible(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let line = match line.rfind(" {.").filter(|_| line.starts_with('#')) {
            Some(at) => &line[..at],
            None => line,
        };
        let mut rest = line;
        while let Some((before, after)) = rest.split_once("{{") {
            out.extend(before.chars().filter(|&ch| is_han(ch)));
            rest = after.split_once("}}").map_or("", |(_, tail)| tail);
        }
        out.extend(rest.chars().filter(|&ch| is_han(ch)));
    }
    out
}

#[test]
fn single_drafts_are_whole_and_in_order() {
    for (draft, sections, closing) in DRAFTS {
        let body = body(draft);
        let parsed = read(body);
        assert_eq!(parsed.faults, []);
        assert_eq!(parsed.report.sections.len(), sections);
        assert_eq!(!parsed.report.closing.is_empty(), closing);
        assert!(!parsed.report.lead.is_empty());
        // The known fact prints 名.
        assert_eq!(han(&parsed).replace('名', ""), visible(body).replace('名', ""));
        let windows = read(&body.replace('\n', "\r\n"));
        assert_eq!(han(&windows), han(&parsed));
    }
}

#[test]
fn a_folder_of_parts_is_one_report() {
    let svg = include_bytes!("../../../examples/特色产业调研报告/图/产业布局.svg");
    let world = MemoryWorld::new().with("报告/图/产业布局.svg", svg.as_slice());
    let parts = [
        ("报告/1.md", include_str!("../../../examples/特色产业调研报告/01-基本情况.md")),
        ("报告/2.md", include_str!("../../../examples/特色产业调研报告/02-主要发现.md")),
        ("报告/3.md", include_str!("../../../examples/特色产业调研报告/03-原因分析.md")),
        ("报告/4.md", include_str!("../../../examples/特色产业调研报告/04-对策建议.md")),
    ];
    let parsed = read_files(&world, &parts);
    let report = &parsed.report;
    assert_eq!(parsed.faults, []);
    assert_eq!(report.sections.len(), 4);
    assert_eq!(report.assets.len(), 1);
    assert_eq!(report.notes[0].number, Some(1));
    assert!(!report.closing.is_empty());
    let first = &report.sections[0].children[0];
    assert!(first.blocks.iter().any(|block| matches!(block.kind, BlockKind::Table(_))));
    assert!(first.blocks.iter().any(|block| matches!(block.kind, BlockKind::Figure(_))));
}
