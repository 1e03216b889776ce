//! The engine and the catalogue, on reports built by hand. The examples of the rules run in
//! `tests/rules.rs`, where drafts can be parsed.

use std::collections::BTreeSet;

use super::*;
use crate::diagnostic::Fix;
use crate::outline::{Order, Part, Range};
use crate::report::{
    Block, BlockKind, Fact, FactRef, FactValue, Heading, Inline, InlineKind, Role, Section,
    Suppression, Text, TypedNumber,
};
use crate::source::{FileId, Source, Span};

fn today() -> Date {
    Date::new(2023, 9, 1).unwrap()
}

/// A report under construction: every text put in is appended to one source file.
#[derive(Default)]
struct Draft {
    text: String,
    report: Report,
    faults: Vec<Fault>,
    outline: Option<Outline>,
}

impl Draft {
    fn write(&mut self, text: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(text);
        let span = Span::new(FileId(0), start, self.text.len());
        self.text.push('\n');
        span
    }

    fn inline(&mut self, text: &str) -> Inline {
        let span = self.write(text);
        Inline { kind: InlineKind::Text(text.to_owned()), span }
    }

    fn paragraph(&mut self, text: &str) -> Block {
        let inline = self.inline(text);
        let span = inline.span;
        Block { kind: BlockKind::Paragraph(vec![inline]), span }
    }

    fn section(&mut self, marks: u8, title: &str, roles: &[&str], body: &str) -> Section {
        let line = self.write(&format!("{} {title}", "#".repeat(usize::from(marks))));
        let at = usize::from(marks) + 1;
        let inline = Inline {
            kind: InlineKind::Text(title.to_owned()),
            span: line.slice(at, at + title.len()),
        };
        let blocks = if body.is_empty() { Vec::new() } else { vec![self.paragraph(body)] };
        Section {
            level: marks.saturating_sub(1).clamp(1, 4),
            marks,
            heading: Heading {
                inlines: vec![inline],
                run_in: false,
                id: String::new(),
                typed: None,
                span: line,
            },
            number: None,
            roles: roles.iter().map(|&role| Role(role.to_owned())).collect(),
            roles_declared: false,
            grounds: Vec::new(),
            blocks,
            children: Vec::new(),
            span: line,
        }
    }

    fn lead(mut self, text: &str) -> Self {
        let block = self.paragraph(text);
        self.report.lead.push(block);
        self
    }

    fn with(mut self, marks: u8, title: &str, roles: &[&str], body: &str) -> Self {
        let section = self.section(marks, title, roles, body);
        self.report.sections.push(section);
        self
    }

    /// A subsection of the last section.
    fn under(mut self, marks: u8, title: &str, body: &str) -> Self {
        let section = self.section(marks, title, &[], body);
        self.report.sections.last_mut().unwrap().children.push(section);
        self
    }

    fn check(&self, settings: &Settings) -> Vec<Diagnostic> {
        let mut sources = Sources::new();
        sources.add(Source::new("报告.md", self.text.clone()));
        check(&Request {
            sources: &sources,
            report: &self.report,
            faults: &self.faults,
            outline: self.outline.as_ref(),
            known_outlines: &["经验材料".to_owned(), "工作总结".to_owned()],
            fonts: None,
            settings,
        })
    }

    /// Rule and place of what is found on a draft.
    fn found(&self) -> Vec<(&'static str, &str)> {
        let all = self.check(&Settings::new(today()));
        all.iter().map(|one| (one.fault.rule, &self.text[one.fault.span.range()])).collect()
    }
}

fn outline() -> Outline {
    let part = |role: &str, least, most| Part {
        role: Role(role.to_owned()),
        hints: vec![role.to_owned()],
        required: true,
        subsections: Some(Range { start: least, end: Some(most) }),
        needs_figures: false,
        needs_grounds: false,
    };
    Outline {
        name: "经验材料".to_owned(),
        parts: vec![part("做法", 3, 8), part("成效", 2, 6), part("启示", 3, 7)],
        order: Order::Fixed,
        ..Outline::default()
    }
}

const THREE: &str = "一是建强组织。二是做旺产业；三是育好人才。";

#[test]
fn the_catalogue_is_whole() {
    let ids: BTreeSet<_> = rules().iter().map(|rule| rule.id).collect();
    let names: BTreeSet<_> = rules().iter().flat_map(|rule| [rule.name, rule.title]).collect();
    assert_eq!(ids.len(), rules().len());
    assert_eq!(names.len(), 2 * rules().len());
    for pair in rules().windows(2) {
        assert!((pair[0].group, pair[0].id) < (pair[1].group, pair[1].id), "{}", pair[1].id);
    }
    for &one in rules() {
        assert!(one.id.starts_with(one.group.letter()), "{}", one.id);
        assert!(!one.source.is_empty() && !one.source.ends_with('。'), "{}", one.id);
        for kind in [ExampleKind::Sound, ExampleKind::Unsound] {
            assert!(one.examples.iter().any(|example| example.kind == kind), "{}", one.id);
        }
        assert!(std::ptr::eq(rule(one.id).unwrap(), one));
        assert!(std::ptr::eq(rule(one.name).unwrap(), one));
    }
    assert!(rule("f003").is_some() && rule("不存在").is_none());
    // Every room is listed.
    let rooms = include_str!("registry.rs").matches("::RULE").count();
    assert_eq!(rooms, rules().len());
}

#[test]
fn missing_and_misplaced_sections() {
    let mut draft = Draft::default().with(2, "主要做法", &["做法"], THREE);
    draft.outline = Some(outline());
    assert_eq!(draft.found(), [("S001", "## 主要做法"), ("S001", "## 主要做法")]);

    let mut draft = Draft::default().with(2, "几点启示", &["启示"], THREE).with(
        2,
        "主要做法和成效",
        &["做法", "成效"],
        THREE,
    );
    draft.outline = Some(outline());
    assert_eq!(draft.found(), [("S002", "## 几点启示")]);
    let all = draft.check(&Settings::new(today()));
    assert_eq!(all[0].fault.message, "“启示”部分应当写在“做法”部分后面");
    assert_eq!(all[0].level, Level::Warning);
    assert_eq!(all[0].name, "section-order");
}

#[test]
fn subsections_are_counted_by_heading_or_by_enumeration() {
    let mut draft = Draft::default()
        .with(2, "主要做法", &["做法"], "第一，走访。第二，议事。第三，办结。")
        .with(2, "主要成效", &["成效"], "群众满意率上升，工作是扎实的。")
        .with(2, "几点启示", &["启示"], "")
        .under(3, "必须建强支部", "差距首先差在组织上。");
    draft.outline = Some(outline());
    assert_eq!(draft.found(), [("S003", "## 主要成效"), ("S003", "## 几点启示")]);
    let mut speech = Draft::default().with(2, "思想向深", &[], "读原著。");
    speech.outline = Some(Outline {
        name: "研讨发言".to_owned(),
        sections: Some(Range { start: 2, end: Some(5) }),
        ..Outline::default()
    });
    let all = speech.check(&Settings::new(today()));
    assert_eq!(all[0].fault.message, "一级标题有1个，应有2～5个");
}

#[test]
fn levels_numbers_and_empty_sections() {
    let mut draft = Draft::default()
        .with(2, "主要做法", &[], "")
        .under(4, "建强组织", "选优书记。")
        .with(1, "取得的成效", &[], "薄弱村清零。")
        .with(2, "存在的问题", &[], "");
    let line = draft.write("## 三、打算");
    let mut section = draft.section(2, "打算", &[], "再下功夫。");
    section.heading.typed =
        Some(TypedNumber { text: "三、".to_owned(), value: Some(3), span: line.slice(3, 9) });
    draft.report.sections.push(section);
    assert_eq!(
        draft.found(),
        [
            ("S004", "#### 建强组织"),
            ("S004", "# 取得的成效"),
            ("S006", "## 存在的问题"),
            ("S005", "三、"),
        ]
    );
    let all = draft.check(&Settings::new(today()));
    assert!(all[3].fault.message.contains("这是第四个，打成了第三个"), "{}", all[3].fault.message);
    assert!(all[3].fault.fix.as_ref().is_some_and(|fix| fix.safe));
    assert_eq!(all[0].fault.fix.as_ref().unwrap().edits[0].text, "###");
}

#[test]
fn facts_unknown_and_unused() {
    let mut draft = Draft::default();
    let mut fact = |name: &str, formula: Option<&str>| {
        let name_span = draft.write(name);
        draft.report.facts.push(Fact {
            name: name.to_owned(),
            name_span,
            value: Some(FactValue::Number(84.into())),
            unit: None,
            time: Some(Text::default()),
            previous: None,
            target: None,
            source: Some(Text::default()),
            scope: None,
            series: Vec::new(),
            formula: formula.map(|value| Text { value: value.to_owned(), ..Text::default() }),
            span: name_span,
        });
    };
    fact("驻村第一书记", None);
    fact("行政村", None);
    fact("村均收入", Some("(集体收入-2) / 行政村"));
    fact("集体收入", None);
    let (span, name_span) = (draft.write("{{ 驻村书记 }}"), draft.write("驻村书记"));
    let inline = Inline {
        kind: InlineKind::Fact(FactRef {
            name: "驻村书记".to_owned(),
            field: None,
            argument: None,
            shown: None,
            problem: None,
            name_span,
        }),
        span,
    };
    draft.report.lead.push(Block { kind: BlockKind::Paragraph(vec![inline]), span });
    assert_eq!(
        draft.found(),
        [("F002", "驻村第一书记"), ("F002", "村均收入"), ("F001", "驻村书记")]
    );
    let all = draft.check(&Settings::new(today()));
    assert_eq!(all[2].fault.fix, Some(Fix::suggestion(name_span, "驻村第一书记")));
    assert_eq!((all[2].level, all[0].level), (Level::Error, Level::Hint));
}

#[test]
fn levels_come_from_the_rule_the_fault_the_settings_and_publishing() {
    let mut draft = Draft::default().lead("近年来，XX县率先试点。");
    let level = |draft: &Draft, settings: &Settings| draft.check(settings).first().map(|d| d.level);
    let mut settings = Settings::new(today());
    assert_eq!(level(&draft, &settings), Some(Level::Warning));
    settings.publish = true;
    assert_eq!(level(&draft, &settings), Some(Level::Error));
    settings.levels.insert("placeholder".to_owned(), Some(Level::Hint));
    assert_eq!(level(&draft, &settings), Some(Level::Error));
    settings.publish = false;
    assert_eq!(level(&draft, &settings), Some(Level::Hint));
    settings.levels.insert("placeholder".to_owned(), None);
    assert_eq!(level(&draft, &settings), None);
    settings = Settings { ignore: vec!["f003".to_owned()], ..Settings::new(today()) };
    assert_eq!(level(&draft, &settings), None);
    settings.ignore.clear();
    draft.report.meta.checks.ignore.push(Text { value: "F003".to_owned(), ..Text::default() });
    assert_eq!(level(&draft, &settings), None);
    draft.report.meta.checks.ignore.clear();
    let span = draft.report.lead[0].span;
    draft
        .report
        .suppressions
        .push(Suppression { rules: vec![Text { value: "F003".to_owned(), span }], span });
    assert_eq!(level(&draft, &settings), None);
}

#[test]
fn faults_of_parsing_are_never_lost() {
    let mut draft = Draft::default().lead("薄弱村清零。");
    let span = draft.report.lead[0].span;
    draft.faults = vec![
        Fault::new("Y001", span, "键的后面用了全角冒号").level(Level::Warning),
        Fault::new("Y012", span, "缺少“标题”"),
        Fault::new("Y099", span, "以后才有的"),
        Fault::new("L099", span, "以后才有的"),
    ];
    let levels = |draft: &Draft, settings: &Settings| -> Vec<_> {
        draft.check(settings).iter().map(|one| (one.fault.rule, one.level)).collect()
    };
    let mut settings = Settings::new(today());
    assert_eq!(
        levels(&draft, &settings),
        [
            ("Y012", Level::Error),
            ("Y099", Level::Error),
            ("L099", Level::Warning),
            ("Y001", Level::Warning),
        ]
    );
    // What makes the draft unreadable can be neither silenced nor lowered.
    settings.ignore = ["Y001", "Y012", "Y099", "L099"].map(str::to_owned).to_vec();
    settings.levels.insert("Y012".to_owned(), Some(Level::Hint));
    draft.report.suppressions.push(Suppression { rules: Vec::new(), span });
    assert_eq!(levels(&draft, &settings), [("Y012", Level::Error)]);
}

#[test]
fn an_unknown_outline_is_named_with_the_nearest() {
    let mut draft = Draft::default();
    let span = draft.write("经验材枓");
    draft.report.meta.outline = Text { value: "经验材枓".to_owned(), span };
    let all = draft.check(&Settings::new(today()));
    assert_eq!(all[0].fault.rule, "Y013");
    assert_eq!(all[0].fault.fix, Some(Fix::suggestion(span, "经验材料")));
    // Parsing may already have said so.
    draft.faults.push(Fault::new("Y013", span, "没有这个提纲"));
    assert_eq!(draft.check(&Settings::new(today())).len(), 1);
}

#[test]
fn quotations_may_go_on_over_paragraphs() {
    let sound = Draft::default()
        .lead("老支书写道：“路修通了。")
        .lead("“水也引来了。")
        .lead("“等梨花开了再来吧。”");
    assert_eq!(sound.found(), []);
    let broken = Draft::default().lead("老支书写道：“路修通了。").lead("水也引来了。");
    assert_eq!(broken.found(), [("L003", "“")]);
    let last = Draft::default().lead("老支书写道：“路修通了。").lead("“水也引来了。");
    assert_eq!(last.found(), [("L003", "“")]);
    let halves = Draft::default().lead("各镇（街道)要签订责任书。");
    let all = halves.check(&Settings::new(today()));
    assert!(all[0].fault.fix.as_ref().is_some_and(|fix| fix.safe && fix.edits[0].text == "）"));
}

#[test]
fn stars_that_markdown_took_for_emphasis_are_still_blanks() {
    let text = "20*年*月召开会议，*县级*统筹，位于*区东部的*镇，**区级**抓总";
    let mut draft = Draft::default();
    let whole = draft.write(text);
    let mut inlines = Vec::new();
    for (part, marks) in [("*年*", 1), ("*县级*", 1), ("*区东部的*", 1), ("**区级**", 2)] {
        let at = text.find(part).unwrap();
        let span = whole.slice(at, at + part.len());
        let inner = Inline {
            kind: InlineKind::Text(part[marks..part.len() - marks].to_owned()),
            span: whole.slice(at + marks, at + part.len() - marks),
        };
        let kind = if marks == 1 {
            InlineKind::Emphasis(vec![inner])
        } else {
            InlineKind::Strong(vec![inner])
        };
        inlines.push(Inline { kind, span });
    }
    draft.report.lead.push(Block { kind: BlockKind::Paragraph(inlines), span: whole });
    assert_eq!(draft.found(), [("F003", "20*年*月"), ("F003", "*区"), ("F003", "*镇")]);
}

#[test]
fn a_projects_own_words_are_wrong_or_allowed() {
    let draft = Draft::default().lead("党群中心和党群中心站作了布署，推进推进会已开。");
    let mut settings = Settings::new(today());
    let found = |settings: &Settings| -> Vec<String> {
        let all = draft.check(settings);
        all.iter().map(|one| draft.text[one.fault.span.range()].to_owned()).collect()
    };
    assert_eq!(found(&settings), ["布署"]);
    let own = |wrong: &str, right: &str| (wrong.to_owned(), right.to_owned());
    settings.words.confusables = vec![own("党群中心", "党群中心站"), own("作了布署", "作出部署")];
    // What the right word covers is right already; a project's own word goes first.
    assert_eq!(found(&settings), ["党群中心", "作了布署"]);
    settings.words.allowed = vec!["作了布署".to_owned(), "党群中心和".to_owned()];
    assert_eq!(found(&settings), Vec::<String>::new());
}

/// The bodies of the drafts in `examples/`, read roughly: real prose, on which text rules must keep silent.
#[test]
fn real_prose_raises_no_alarm() {
    let drafts = [
        include_str!("../../examples/党建引领乡村振兴.md"),
        include_str!("../../examples/基层治理情况报告.md"),
        include_str!("../../examples/乡村夜校新闻通讯.md"),
        include_str!("../../examples/研讨发言.md"),
    ];
    for text in drafts {
        let mut draft = Draft::default();
        draft.report.meta.date = Some((today(), Span::default()));
        // The front matter and the line before the closing are no prose.
        for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.starts_with("---")) {
            let mut line = paragraph.replace(['\n', '*'], "");
            // No fact is at hand here.
            while let (Some(open), Some(close)) = (line.find("{{"), line.find("}}")) {
                line.replace_range(open..close + 2, "若干");
            }
            draft = if let Some(title) = line.strip_prefix("## ") {
                draft.with(2, title, &[], "正文。")
            } else {
                draft.lead(&line)
            };
        }
        assert_eq!(draft.found(), []);
    }
}

#[test]
fn rules_that_are_not_there_are_said() {
    let text = |value: &str, span| Text { value: value.to_owned(), span };
    let mut draft = Draft::default();
    for (word, nearest) in [
        ("X999", None),
        ("f03", Some("F003")),
        ("placehoder", Some("placeholder")),
        ("待填", Some("待填内容")),
        ("F003", None),
        ("待填内容", None),
    ] {
        let span = draft.write(word);
        let faults = unknown_rules([&text(word, span)]);
        let known = rule(word).is_some();
        assert_eq!(faults.len(), usize::from(!known), "{word}");
        let fix = faults.first().and_then(|fault| fault.fix.clone());
        assert_eq!(fix, nearest.map(|name| Fix::suggestion(span, name)), "{word}");
    }
    let (front, slip, reason) = (draft.write("S099"), draft.write("F03"), draft.write("原文如此"));
    draft.report.meta.checks.ignore.push(text("S099", front));
    let known = text("F003", Span::default());
    draft.report.suppressions = vec![
        Suppression { rules: vec![known.clone(), text("原文如此", reason)], span: front },
        Suppression { rules: vec![known, text("F03", slip)], span: front },
        Suppression { rules: vec![text("原文如此", reason)], span: slip },
    ];
    assert_eq!(draft.found(), [("Y013", "S099"), ("Y013", "F03"), ("Y013", "原文如此")]);
    let all = draft.check(&Settings::new(today()));
    assert_eq!(all[0].level, Level::Warning);
    assert_eq!(all[0].fault.message, "没有“S099”这条规则");
}
