//! The texts of attachments.

use std::path::Path;

use super::{lines, outline_of};
use crate::outline::Outlines;
use crate::parse::parse;
use crate::source::MemoryWorld;

const DRAFT: &str = "---\n标题: 关于开展集中整治的通知\n提纲: 自定\n公文:\n  附件:\n    - {名称: 重点任务清单, 文件: 附件/清单.md}\n    - 联系人名单\n    - {名称: 考核办法, 文件: 附件/办法.md}\n    - {名称: 台账, 文件: 台账.xlsx}\n---\n\n正文[^1]。\n\n## 总体要求\n\n要求。\n\n[^1]: 正文的注。\n";

#[test]
fn the_texts_of_attachments_are_read_with_numbers_of_their_own() {
    let world = MemoryWorld::new()
        .with("报告/稿.md", DRAFT)
        .with(
            "报告/附件/清单.md",
            "导语[^1]。\n\n## 组织领导\n\n甲。\n\n## 责任分工\n\n乙。\n\n[^1]: 清单的注。\n",
        )
        .with("报告/附件/办法.md", "# 考核办法\n\n## 总则\n\n丙，见[](#总体要求)。\n")
        .with("报告/台账.xlsx", b"PK".to_vec());
    let parsed = parse(&world, Path::new("报告/稿.md"), &Outlines::builtin());
    let [list, rules] = parsed.report.attachments.as_slice() else { panic!("two attachments") };
    assert_eq!((list.index, rules.index), (0, 2));
    assert_eq!(outline_of(&list.sections), ["一、组织领导 “甲。”", "二、责任分工 “乙。”"]);
    // The heading that repeats the name is no part of the text; references reach into the body.
    assert_eq!(outline_of(&rules.sections), ["一、总则 “丙，见<ref 总体要求=第一部分>。”"]);
    // Notes are numbered on.
    assert_eq!(lines(&list.lead), ["导语<note 1>。"]);
    assert_eq!(parsed.report.notes[1].number, Some(2));
    // Only what cannot be read as text is told, and what repeats the name.
    let told: Vec<(&str, &str)> =
        parsed.faults.iter().map(|fault| (fault.rule, parsed.sources.slice(fault.span))).collect();
    assert_eq!(told, [("Y013", "台账.xlsx"), ("S004", "# 考核办法")]);
    let mut prose = Vec::new();
    parsed.report.each_prose(|inlines| prose.push(crate::report::plain(inlines)));
    assert!(prose.contains(&"责任分工".to_owned()) && prose.contains(&"清单的注。".to_owned()));
}

#[test]
fn an_attachment_that_is_not_there_is_told() {
    let world = MemoryWorld::new().with("报告/稿.md", DRAFT);
    let parsed = parse(&world, Path::new("报告/稿.md"), &Outlines::builtin());
    assert!(parsed.report.attachments.is_empty());
    let told: Vec<&str> = parsed.faults.iter().map(|fault| fault.rule).collect();
    assert_eq!(told, ["A001", "A001", "A001"], "{:?}", parsed.faults);
    assert!(parsed.faults[0].message.starts_with("“附件”里的“附件/清单.md”没有找到"));
}
