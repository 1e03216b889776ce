//! The glossary on short drafts.

use super::RULE;
use crate::check::{Request, Settings, Words, check};
use crate::diagnostic::Diagnostic;
use crate::report::{Block, BlockKind, Heading, Inline, InlineKind, Report, Section};
use crate::source::{Date, FileId, Source, Sources, Span};

fn words() -> Words {
    let text = str::to_owned;
    let many = |list: &[&str]| list.iter().map(|&one| text(one)).collect();
    Words {
        names: vec![
            (text("清风区人民政府"), many(&["区政府"])),
            (text("新时代文明实践中心"), many(&["文明实践中心", "实践中心"])),
        ],
        forbidden: vec![
            (text("农民工子弟"), text("进城务工人员随迁子女")),
            (text("残废"), String::new()),
            (text("群众"), text("人民群众")),
            (text("APP"), text("应用程序")),
        ],
        preferred: vec![(text("镇（街道）"), many(&["镇街", "街镇"]))],
        people: vec![(text("张三"), text("区委书记")), (text("李四"), text("区委副书记、区长"))],
        allowed: many(&["残废军人", "乡镇街道"]),
        ..Words::default()
    }
}

/// The finds on paragraphs; a line that begins with `#` is a heading.
fn diagnostics(text: &str) -> Vec<Diagnostic> {
    let mut sources = Sources::new();
    sources.add(Source::new("报告.md", text));
    let mut report = Report::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (from, to) = (at, at + line.trim_end().len());
        at += line.len();
        let title = line.starts_with('#');
        let from = if title { from + 2 } else { from };
        let span = Span::new(FileId(0), from, to);
        let kind = InlineKind::Text(text[from..to].to_owned());
        let inlines = vec![Inline { kind, span }];
        if !title {
            report.lead.push(Block { kind: BlockKind::Paragraph(inlines), span });
            continue;
        }
        let heading = Heading { inlines, run_in: false, id: String::new(), typed: None, span };
        report.sections.push(Section {
            level: 1,
            marks: 2,
            heading,
            number: None,
            roles: Vec::new(),
            roles_declared: false,
            grounds: Vec::new(),
            blocks: Vec::new(),
            children: Vec::new(),
            span,
        });
    }
    let today = Date::new(2023, 9, 1).unwrap();
    let all = check(&Request {
        sources: &sources,
        report: &report,
        faults: &[],
        outline: None,
        known_outlines: &[],
        fonts: None,
        settings: &Settings { words: words(), ..Settings::new(today) },
    });
    all.into_iter().filter(|one| one.fault.rule == RULE.id).collect()
}

fn found(text: &str) -> Vec<String> {
    diagnostics(text).iter().map(|one| text[one.fault.span.range()].to_owned()).collect()
}

#[test]
fn terms_have_their_places_and_replacements() {
    for (text, want) in [
        ("各镇街要关爱农民工子弟。", &["镇街", "农民工子弟"][..]),
        ("禁止称残废。", &["残废"]),
        ("为群众办事，为人民群众服务。", &["群众"]),
        ("推广政务APP。", &["APP"]),
        ("区长张三、张三区长、副书记张三出席。", &["区长", "区长", "副书记"]),
        ("县长李四、县委书记李四调研。", &["县长"]),
        ("区政府印发通知。区政府督办。", &["区政府"]),
        ("建好实践中心。\n新时代文明实践中心有30个。", &["实践中心"]),
    ] {
        assert_eq!(found(text), want, "{text}");
    }
    let all = diagnostics("各镇街要建好实践中心。\n新时代文明实践中心有30个。");
    let fix = all[0].fault.fix.as_ref().unwrap();
    assert!(!fix.safe && fix.edits[0].text == "镇（街道）");
    assert_eq!(all[0].fault.message, "“镇街”应当统一写成“镇（街道）”");
    assert_eq!(all[1].fault.message, "简称“实践中心”出现在全称“新时代文明实践中心”之前");
    assert_eq!(all[1].fault.labels.len(), 1);
    let all = diagnostics("区长张三主持会议。");
    assert_eq!(all[0].fault.message, "张三的职务在“词汇·人名”里是“区委书记”，这里写的是“区长”");
}

#[test]
fn sound_use_is_left_alone() {
    for text in [
        "各乡镇街道要落实。各镇（街道）要落实。",
        "优抚残废军人。",
        "人民群众满意。",
        "会用HAPPY、APPLE和APP2。",
        "区委书记张三、区长李四出席，张三书记讲话。",
        "区委副书记李四、副书记李四、代区长李四。",
        "时任区长张三、原县委副书记李四。",
        "张三主任务是驻村，李四部长期驻村，会见张三县长远规划。",
        "张三、区长和李四。",
        "清风区人民政府（以下简称区政府）印发通知，区政府督办。",
        "清风区政府机关（以下简称“区政府”）印发通知。",
        "新时代文明实践中心有30个，实践中心全部达标。",
    ] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
    // A heading may be short.
    assert_eq!(found("新时代文明实践中心有30个。\n# 建好实践中心\n"), [""; 0]);
    assert_eq!(found("# 区政府的做法\n"), [""; 0]);
}
