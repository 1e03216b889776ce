//! Whatever a draft says, it stays text.

use std::sync::Arc;

use super::markup;
use super::reader::block;
use super::*;

const EVIL: &str = "</style></title><script>alert(1)</script>\"'&<b onclick=x>{{ body }}{% if %}\u{1}body\u{1}\u{0}\u{1b}&#60;-->";

/// The evil text as it must come out.
fn tamed() -> String {
    EVIL.chars().map(|ch| if ch.is_control() { '\u{fffd}' } else { ch }).collect()
}

fn evil() -> Text {
    text(EVIL)
}

fn all_inlines() -> Vec<Inline> {
    let word = || vec![inline(InlineKind::Text(EVIL.to_owned()))];
    let image = |asset| InlineKind::Image { target: EVIL.into(), alternative: EVIL.into(), asset };
    let fact = |name: &str, shown: Option<&str>| {
        InlineKind::Fact(FactRef {
            name: name.to_owned(),
            field: shown.is_none().then(|| EVIL.to_owned()),
            argument: shown.is_none().then(|| EVIL.to_owned()),
            shown: shown.map(str::to_owned),
            problem: Some(EVIL.to_owned()),
            name_span: Span::default(),
        })
    };
    [
        InlineKind::Text(EVIL.to_owned()),
        InlineKind::Emphasis(word()),
        InlineKind::Strong(word()),
        InlineKind::Strike(word()),
        InlineKind::Code(EVIL.to_owned()),
        InlineKind::Link { target: "javascript:alert(1)".into(), inlines: word() },
        InlineKind::Link { target: format!("https://example.cn/{EVIL}"), inlines: word() },
        InlineKind::Link {
            target: "https://example.cn".into(),
            inlines: vec![
                inline(InlineKind::Link { target: "https://example.cn/b".into(), inlines: word() }),
                inline(InlineKind::CrossRef { target: "甲".into(), shown: Some(EVIL.to_owned()) }),
                inline(InlineKind::Note(NoteId(0))),
            ],
        },
        InlineKind::CrossRef { target: EVIL.to_owned(), shown: None },
        fact(EVIL, Some(EVIL)),
        fact(EVIL, None),
        InlineKind::Note(NoteId(0)),
        InlineKind::Note(NoteId(7)),
        image(Ok(AssetId(0))),
        image(Ok(AssetId(9))),
        image(Err(AssetFault::Unreadable(EVIL.to_owned()))),
        InlineKind::HardBreak,
    ]
    .map(inline)
    .into()
}

fn hostile() -> Report {
    let inlines = all_inlines;
    let cell = || Cell { inlines: inlines(), span: Span::default() };
    let caption = || Some(Caption { inlines: inlines(), span: Span::default() });
    let item =
        || ListItem { blocks: vec![block(BlockKind::Paragraph(inlines()))], span: Span::default() };
    let figure = |id: String, asset| {
        block(BlockKind::Figure(Figure {
            number: Some(1),
            id: format!("{id} {EVIL}"),
            caption: caption(),
            alternative: EVIL.into(),
            target: EVIL.into(),
            asset,
            span: Span::default(),
        }))
    };
    let blocks = |part: &str| {
        vec![
            block(BlockKind::Paragraph(inlines())),
            block(BlockKind::List { start: Some(u64::MAX), items: vec![item()] }),
            block(BlockKind::List { start: None, items: vec![item(), item()] }),
            block(BlockKind::Quote(vec![block(BlockKind::Paragraph(inlines()))])),
            block(BlockKind::Code { info: EVIL.into(), text: EVIL.into() }),
            block(BlockKind::Break),
            block(BlockKind::Table(Table {
                number: Some(1),
                id: format!("{part}表 {EVIL}"),
                caption: caption(),
                alignments: Vec::new(),
                head: vec![cell(), Cell::default()],
                rows: vec![vec![cell(), cell()], vec![cell()]],
            })),
            figure(format!("{part}图甲"), Ok(AssetId(0))),
            figure(format!("{part}图乙"), Err(AssetFault::Remote)),
        ]
    };
    let mut made = section(2, EVIL, EVIL, blocks("内"));
    made.heading.inlines = inlines();
    made.heading.id = format!("节 {EVIL}");
    made.heading.run_in = true;
    made.roles = vec![Role(EVIL.to_owned())];
    let mut outer = section(1, EVIL, EVIL, blocks("外"));
    outer.heading.id = "甲".to_owned();
    outer.children = vec![made];
    let mut report = official();
    report.sections = vec![outer, section(1, "", "乙", Vec::new())];
    report.lead = vec![block(BlockKind::Paragraph(inlines()))];
    report.closing = vec![block(BlockKind::Paragraph(inlines()))];
    report.notes = vec![Footnote {
        label: EVIL.into(),
        number: Some(1),
        blocks: vec![block(BlockKind::Paragraph(inlines()))],
        span: Span::default(),
    }];
    report.assets = vec![Asset {
        path: EVIL.into(),
        kind: AssetKind::Svg,
        bytes: Arc::from(EVIL.as_bytes()),
        width: f64::NAN,
        height: -1.0,
    }];
    report.facts = ["甲", EVIL]
        .map(|name| Fact {
            name: name.to_owned(),
            name_span: Span::default(),
            value: Some(FactValue::Number(Decimal::MAX)),
            unit: Some(evil()),
            time: Some(evil()),
            previous: Some(Decimal::ONE),
            target: None,
            source: Some(evil()),
            scope: Some(evil()),
            series: vec![(EVIL.to_owned(), Decimal::ONE)],
            formula: Some(evil()),
            span: Span::default(),
        })
        .to_vec();
    let meta = &mut report.meta;
    meta.title = evil();
    meta.subtitle = Some(evil());
    meta.outline = evil();
    meta.organisation = Some(evil());
    meta.author = Some(evil());
    meta.summary = Some(evil());
    meta.keywords = vec![evil(), evil()];
    meta.sources_appendix = true;
    if let Some(official) = &mut meta.official {
        let all = || vec![evil(), evil()];
        official.copy_number = Some(evil());
        official.number = Some(evil());
        official.secrecy = Some(evil());
        official.urgency = Some(evil());
        official.issue = Some(evil());
        official.note = Some(evil());
        official.printed_by = Some(evil());
        official.marks = all();
        official.addressees = all();
        official.signers = all();
        official.present = all();
        official.excused = all();
        official.observers = all();
        official.copies_to = all();
        official.attachments = vec![Attachment { name: evil(), file: Some(evil()) }];
    }
    report
}

#[test]
fn no_field_can_break_out_of_its_place() {
    let mut report = hostile();
    for form in [Form::Document, Form::Letter, Form::Minutes, Form::Bulletin] {
        if let Some(official) = &mut report.meta.official {
            official.form = form;
        }
        for theme in ["official", "web"] {
            for fonts in [WebFonts::Embed, WebFonts::System] {
                let html = html(&report, theme, fonts, true);
                let elements = markup::read(&html);
                assert!(
                    elements.iter().all(|element| element.name != "script" && element.name != "b")
                );
                for element in &elements {
                    for (key, value) in &element.attributes {
                        assert!(!key.starts_with("on"), "{key}");
                        assert!(!value.trim_start().starts_with("javascript"), "{value}");
                    }
                }
                assert_eq!(elements.iter().filter(|e| e.name == "h1").count(), 1);
                assert_eq!(html.matches("id=\"_text\"").count(), 1);
                let title =
                    elements.iter().find(|element| element.name == "title").expect("a title");
                assert_eq!(title.text, tamed());
                let h1 = elements.iter().find(|element| element.name == "h1").expect("a title");
                assert_eq!(h1.text, tamed());
            }
        }
    }
}

#[test]
fn odd_numbers_do_not_reach_the_page() {
    let html = html(&hostile(), "web", WebFonts::System, false);
    assert!(!html.contains("NaN"));
    assert!(!html.contains("height=\"-1\""));
    assert!(html.contains("<ol start=\"2147483647\">"));
}
