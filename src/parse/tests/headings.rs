//! Headings: levels, numbers, attributes, roles.

use std::path::Path;

use super::{outline_of, read, report, show};
use crate::diagnostic::Level;
use crate::outline::Outlines;
use crate::report::Section;
use crate::source::MemoryWorld;

fn sections(text: &str) -> Vec<String> {
    outline_of(&report(text).sections)
}

#[test]
fn levels_nest_and_are_numbered() {
    assert_eq!(
        sections("## 甲\n### 乙\n#### 丙\n##### 丁\n##### 戊\n### 己\n## 庚\n### 辛"),
        ["一、甲 (（一）乙 (1.丙 (（1）丁; （2）戊)); （二）己)", "二、庚 (（一）辛)"]
    );
    // A skipped level keeps the number of its own level.
    assert_eq!(sections("## 甲\n#### 乙\n#### 丙\n### 丁"), ["一、甲 (1.乙; 2.丙; （一）丁)"]);
    assert_eq!(sections("### 甲\n## 乙"), ["（一）甲", "一、乙"]);
    assert_eq!(sections("# 甲\n## 乙"), ["一、甲", "二、乙"]);
    assert_eq!(sections("## 甲\n###### 乙"), ["一、甲 (（1）乙)"]);
    assert_eq!(report("## 甲\n###### 乙").sections[0].children[0].marks, 6);
}

#[test]
fn headings_are_read_as_chinese_writers_type_them() {
    for text in [
        "##主要做法",
        "＃＃主要做法",
        "＃＃ 主要做法",
        "##　主要做法",
        "## 主要做法 ##",
        "　　## 主要做法",
        "#＃主要做法",
        "##主要做法\r\n",
        "    ##主要做法",
    ] {
        assert_eq!(sections(text), ["一、主要做法"], "{text}");
    }
    assert_eq!(sections("导语\n##做法\n正文"), ["一、做法 “正文”"]);
    assert_eq!(sections("#做法"), ["一、做法"]);
    for text in ["#乡村振兴#话题", "#1号楼", "C##甲", "#######甲"] {
        assert!(sections(text).is_empty(), "{text}");
    }
}

#[test]
fn typed_numbers_are_dropped_and_kept_aside() {
    let parsed = read(
        "## 一、主要做法\n### （二） 建强组织\n### **3.做旺产业**\n## 一体化推进\n## 三、{{ 驻村第一书记 }}到岗",
    );
    let first = &parsed.report.sections[0];
    let typed = first.heading.typed.as_ref().unwrap();
    assert_eq!((typed.text.as_str(), typed.value), ("一、", Some(1)));
    assert_eq!(parsed.sources.slice(typed.span), "一、");
    let second = first.children[0].heading.typed.as_ref().unwrap();
    assert_eq!((second.text.as_str(), second.value), ("（二）", Some(2)));
    assert_eq!(parsed.sources.slice(second.span), "（二） ");
    assert_eq!(
        outline_of(&parsed.report.sections),
        [
            "一、主要做法 (（一）建强组织; （二）<b>做旺产业</b>)",
            "二、一体化推进",
            "三、<fact 驻村第一书记=83名>到岗"
        ]
    );
    assert_eq!(parsed.sources.slice(first.heading.inlines[0].span), "主要做法");
    assert!(parsed.report.sections[1].heading.typed.is_none());
}

#[test]
fn attributes_declare_roles_grounds_and_anchors() {
    let found = report(
        "## “五措并举”探索 {.做法 .成效 #五措}\n### 必须筑牢堡垒 {.启示　依据=筑牢保障、建强队伍}\n### 甲 {{ 驻村第一书记 }}\n### 乙{#*乙*}",
    );
    let first = &found.sections[0];
    assert_eq!(show(&first.heading.inlines), "“五措并举”探索");
    assert_eq!(first.heading.id, "五措");
    assert!(first.roles_declared);
    assert_eq!(
        first.roles.iter().map(|role| role.0.as_str()).collect::<Vec<_>>(),
        ["做法", "成效"]
    );
    assert_eq!(first.children[0].grounds, ["筑牢保障", "建强队伍"]);
    assert_eq!(show(&first.children[1].heading.inlines), "甲 <fact 驻村第一书记=83名>");
    assert_eq!(show(&first.children[2].heading.inlines), "乙");
    assert_eq!(first.children[2].heading.id, "*乙*");
}

#[test]
fn roles_are_hinted_at_level_one_only() {
    let found = report("## 主要做法\n### 实践一\n## 经验启示\n## 概况");
    assert_eq!(found.sections[0].roles[0].0, "做法");
    assert!(found.sections[0].children[0].roles.is_empty());
    assert_eq!(found.sections[1].roles[0].0, "启示");
    assert!(found.sections[2].roles.is_empty());
}

#[test]
fn a_word_that_hints_at_two_roles_tells_both_only_where_no_section_bears_the_second() {
    let roles = |body: &str| {
        let text = format!("---\n标题: 总结\n提纲: 工作总结\n---\n\n{body}\n");
        let world = MemoryWorld::new().with("报告.md", text);
        let parsed = crate::parse::parse(&world, Path::new("报告.md"), &Outlines::builtin());
        let of = |section: &Section| {
            section.roles.iter().map(|role| role.0.as_str()).collect::<Vec<_>>().join("、")
        };
        parsed.report.sections.iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(roles("## 工作开展情况\n\n## 下步打算"), ["主要工作、成效", "下步打算"]);
    assert_eq!(roles("## 工作开展情况\n\n## 取得的成绩"), ["主要工作", "成效"]);
    assert_eq!(roles("## 上半年工作情况\n\n## 二季度开展情况"), ["主要工作", "主要工作、成效"]);
}

#[test]
fn run_in_headings_end_in_a_stop_and_meet_a_paragraph() {
    let found = report(
        "## 做法。\n正文\n### 建强组织聚合力。\n\n正文\n### 做旺产业。\n- 甲\n### 育好人才\n正文",
    );
    assert!(!found.sections[0].heading.run_in);
    let run_in: Vec<bool> = found.sections[0].children.iter().map(|s| s.heading.run_in).collect();
    assert_eq!(run_in, [true, false, false]);
    assert_eq!(show(&found.sections[0].children[0].heading.inlines), "建强组织聚合力。");
}

#[test]
fn a_repeated_title_is_dropped_with_a_hint() {
    let parsed = read("# 示例县的实践 与启示\n\n导语\n\n## 做法");
    assert_eq!(outline_of(&parsed.report.sections), ["一、做法"]);
    assert_eq!(parsed.faults.len(), 1);
    assert_eq!((parsed.faults[0].rule, parsed.faults[0].level), ("S004", Some(Level::Hint)));
    assert_eq!(parsed.sources.slice(parsed.faults[0].span), "# 示例县的实践 与启示");
}

#[test]
fn sections_span_all_they_hold() {
    let parsed = read("导语\n\n## 做法\n\n甲\n\n### 一\n\n乙\n\n## 成效\n\n丙\n");
    let spans: Vec<&str> =
        parsed.report.sections.iter().map(|section| parsed.sources.slice(section.span)).collect();
    assert_eq!(spans, ["## 做法\n\n甲\n\n### 一\n\n乙", "## 成效\n\n丙"]);
}

#[test]
fn empty_headings_do_no_harm() {
    assert_eq!(sections("##\n\n## {.做法}\n\n## 一、"), ["一、", "二、", "三、一、"]);
    assert_eq!(report("##").sections[0].heading.id, "部分-1");
}

#[test]
fn a_later_year_than_the_titles_is_ahead() {
    let roles = |title: &str, heading: &str| {
        let draft = format!("---\n标题: {title}\n提纲: 工作总结\n---\n\n## {heading}\n\n好。\n");
        let world = MemoryWorld::new().with("报告.md", draft.as_str());
        let parsed = crate::parse::parse(&world, Path::new("报告.md"), &Outlines::builtin());
        parsed.report.sections[0].roles.iter().map(|role| role.0.clone()).collect::<Vec<_>>()
    };
    assert_eq!(roles("示例县2025年工作总结", "2026年主要工作"), ["下步打算"]);
    assert_eq!(roles("示例县2025年工作总结", "2025年主要工作"), ["主要工作", "成效"]);
    assert_eq!(roles("示例县2024—2026年工作总结", "2026年主要工作"), ["主要工作", "成效"]);
    assert_eq!(roles("示例县工作总结", "2026年主要工作"), ["主要工作", "成效"]);
}
