//! Cross references, anchors, notes.

use super::{lines, para, read, read_files, report};
use crate::report::BlockKind;
use crate::source::MemoryWorld;

#[test]
fn references_print_what_they_lead_to() {
    let text = "见[](#图-布局)、[](#表-收入)、[](#做法)、[](#%E5%BB%BA%E5%BC%BA)、[](#第三级)、[](#无)、[](#“五措”成效)。\n\n\
                ![布局](图.svg){#图-布局}\n\n表：收入 {#表-收入}\n\n|甲|\n|-|\n|乙|\n\n\
                ## 主要做法 {#做法}\n### 建强\n#### 第三级。\n## “五措”成效";
    let found = report(text);
    assert_eq!(
        lines(&found.lead)[0],
        "见<ref 图-布局=图1>、<ref 表-收入=表1>、<ref 做法=第一部分>、<ref 建强=（一）>、\
         <ref 第三级=第三级>、<ref 无=?>、<ref 五措成效=第二部分>。"
    );
}

#[test]
fn anchors_are_unique_and_declared_ones_keep_theirs() {
    let found = report("## 做法\n## 做法\n## 成效 {#做法}\n## 做法-2\n## ！\n## Part One two");
    let ids: Vec<&str> = found.sections.iter().map(|s| s.heading.id.as_str()).collect();
    assert_eq!(ids, ["做法-2", "做法-3", "做法", "做法2", "部分-5", "Part-One-two"]);
    let found = report("![甲](a.svg)\n\n![](b.svg)\n\n![](c.svg)");
    let ids: Vec<&str> = found
        .lead
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Figure(figure) => Some(figure.id.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(ids, ["图-1", "图", "图-2"]);
}

#[test]
fn notes_are_numbered_by_first_reference() {
    let found = report(
        "甲[^乙]丙[^1]丁[^乙]。\n\n[^1]: 一\n[^2]: 没人提\n[^乙]: 二，见[^3]\n\n    第二段\n\n[^3]：三",
    );
    assert_eq!(lines(&found.lead), ["甲<note 0>丙<note 1>丁<note 0>。"]);
    let notes: Vec<(String, Option<u32>, String)> = found
        .notes
        .iter()
        .map(|note| (note.label.clone(), note.number, lines(&note.blocks).join(" ¶ ")))
        .collect();
    let wanted = [
        ("乙", Some(1), "二，见<note 2> ¶ 第二段"),
        ("1", Some(2), "一"),
        ("3", Some(3), "三"),
        ("2", None, "没人提"),
    ];
    assert_eq!(notes, wanted.map(|(label, n, text)| (label.to_owned(), n, text.to_owned())));
}

#[test]
fn notes_without_definition_stay_text_and_doubles_are_kept() {
    assert_eq!(para("甲[^无]乙"), "甲[^无]乙");
    let found = report("甲[^1]。\n\n[^1]: 一\n\n[^1]: 又一");
    assert_eq!(found.notes.len(), 2);
    assert_eq!(lines(&found.notes[1].blocks), ["又一"]);
    assert_eq!(found.notes[1].number, None);
}

#[test]
fn the_files_of_a_report_are_one_text_with_notes_of_their_own() {
    let files = [
        ("报告/1.md", "导语[^1]\n\n## 做法\n\n甲\n\n[^1]: 第一个文件的注"),
        ("报告/2.md", "续甲[^1]\n\n### 小节\n\n[^1]: 第二个文件的注"),
        ("报告/3.md", "乙\n\n---\n\n结语，见[](#小节)"),
    ];
    let found = read_files(&MemoryWorld::new(), &files).report;
    assert_eq!(
        super::outline_of(&found.sections),
        ["一、做法 “甲 ¶ 续甲<note 1>” (（一）小节 “乙”)"]
    );
    assert_eq!(lines(&found.lead), ["导语<note 0>"]);
    assert_eq!(lines(&found.closing), ["结语，见<ref 小节=（一）>"]);
    assert_eq!(lines(&found.notes[1].blocks), ["第二个文件的注"]);
    assert_eq!(found.bodies.len(), 3);
}

#[test]
fn definitions_have_the_span_of_all_they_say() {
    let parsed = read("甲[^1]\n\n[^1]: 注\n\n    再注\n\n乙");
    assert_eq!(parsed.sources.slice(parsed.report.notes[0].span), "[^1]: 注\n\n    再注");
}
