//! The body says what the report says.

use proptest::prelude::*;

use super::markup::{self, class};
use super::reader::block;
use super::*;
use crate::report::{each_prose, plain};

/// The words of a text, white space left out.
fn words(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_whitespace()).collect()
}

/// All that a report's lead, sections and closing print.
fn prose(report: &Report) -> String {
    let mut out = String::new();
    let mut add = |inlines: &[Inline]| out.push_str(&plain(inlines));
    each_prose(&report.lead, &mut add);
    report.each_section(|section| {
        add(&section.heading.inlines);
        each_prose(&section.blocks, &mut add);
    });
    each_prose(&report.closing, &mut add);
    words(&out)
}

fn body(html: &str) -> String {
    let elements = markup::read(html);
    let text = class(&elements, "text").expect("the text");
    assert_eq!(text.attributes.get("id").map(String::as_str), Some("_text"));
    words(&text.text)
}

#[test]
fn a_real_report_comes_out_whole() {
    let mut report = party();
    report.each_section(|section| assert!(section.number.is_some()));
    // Numbers are text of the page but not of the report's prose.
    let numbered = html(&report, "official", WebFonts::System, false);
    for number in ["一、“五措并举”", "（三）育好人才", "（五）必须健全"] {
        assert!(body(&numbered).contains(number), "{number}");
    }
    for section in &mut report.sections {
        section.number = None;
        section.roles.clear();
        for child in &mut section.children {
            child.number = None;
            child.roles.clear();
        }
    }
    for theme in ["official", "web"] {
        assert_eq!(body(&html(&report, theme, WebFonts::System, false)), prose(&report), "{theme}");
    }
}

#[test]
fn headings_carry_their_level_number_and_anchor() {
    let mut report = party();
    // The heading names the one role, not the other.
    report.sections[0].roles = ["做法", "成效"].map(|role| Role(role.to_owned())).to_vec();
    let page = html(&report, "web", WebFonts::System, false);
    assert!(page.contains("<h2 id=\"“五措并举”的主要做法\"><span class=\"number\">一、</span>“五措并举”的主要做法<a class=\"anchor\" href=\"#“五措并举”的主要做法\" aria-label=\"本节链接\"></a></h2>"));
    assert!(page.contains("<h3 id=\"建强组织聚合力\"><span class=\"number\">（一）</span>"));
    assert!(
        page.contains(
            "<p class=\"roles\" aria-label=\"本部分\"><span class=\"role\">成效</span></p>"
        )
    );
    assert!(!page.contains("<span class=\"role\">做法</span>"));
    let page = html(&party(), "official", WebFonts::System, false);
    assert!(page.contains("<h2 id=\"“五措并举”的主要做法\"><span class=\"number\">一、</span>“五措并举”的主要做法</h2>"));
    assert!(!page.contains("class=\"role"));
}

#[test]
fn a_run_in_heading_stands_on_the_line_of_its_paragraph() {
    let mut report = Report::default();
    let mut made = section(1, "一、", "主要做法", Vec::new());
    made.children = vec![
        section(
            2,
            "（一）",
            "健全机制，压实责任。",
            vec![paragraph("坚持抓好四个环节。"), paragraph("第二段。")],
        ),
        section(2, "（二）", "没有文字。", vec![block(BlockKind::Break)]),
    ];
    report.sections = vec![made];
    let page = html(&report, "official", WebFonts::System, false);
    assert!(page.contains(
        "<div class=\"run-in\"><h3 id=\"健全机制，压实责任。\"><span class=\"number\">（一）</span>健全机制，压实责任。</h3><p>坚持抓好四个环节。</p></div>\n<p>第二段。</p>"
    ));
    assert_eq!(page.matches("class=\"run-in\"").count(), 1);
    let page = html(&report, "web", WebFonts::System, false);
    assert!(page.contains("<span>健全机制，压实责任</span>") || !page.contains("class=\"contents"));
}

#[test]
fn facts_links_and_marks_are_told_from_text() {
    let mut report = party();
    let link = |target: &str| {
        inline(InlineKind::Link {
            target: target.to_owned(),
            inlines: vec![inline(InlineKind::Text("链接".to_owned()))],
        })
    };
    let fact = InlineKind::Fact(FactRef {
        name: "村数".to_owned(),
        field: Some("占比".to_owned()),
        argument: Some("总数".to_owned()),
        shown: None,
        problem: None,
        name_span: Span::default(),
    });
    report.closing = vec![block(BlockKind::Paragraph(vec![
        link("https://example.cn/a?b=1&c=2"),
        link("javascript:alert(1)"),
        inline(fact),
        inline(InlineKind::CrossRef { target: "图-无".to_owned(), shown: None }),
        inline(InlineKind::CrossRef {
            target: "建强组织聚合力".to_owned(),
            shown: Some("第一部分".into()),
        }),
    ]))];
    let page = html(&report, "web", WebFonts::System, false);
    markup::read(&page);
    assert!(page.contains(
        "<div class=\"closing\">\n<p><a href=\"https://example.cn/a?b=1&amp;c=2\">链接</a>链接<mark class=\"unresolved\" title=\"没有这项数据\">{{ 村数.占比(总数) }}</mark><mark class=\"unresolved\" title=\"没有这个编号可引\">#图-无</mark><a class=\"ref\" href=\"#建强组织聚合力\">第一部分</a></p>"
    ));
    assert!(page.contains(
        "<data class=\"fact\" value=\"84\" title=\"时点：2023年6月；来源：县委组织部台账\">84名</data>"
    ));
    let page = html(&report, "official", WebFonts::System, false);
    assert!(!page.contains("class=\"fact\"") && page.contains("驻村第一书记84名"));
}

#[test]
fn notes_lead_there_and_back_as_often_as_they_are_referred_to() {
    let note = |at: usize| inline(InlineKind::Note(NoteId(at)));
    let foot = |number: Option<u32>, blocks: Vec<Block>| Footnote {
        label: "注".to_owned(),
        number,
        blocks,
        span: Span::default(),
    };
    let lead = vec![block(BlockKind::Paragraph(vec![note(0), note(1), note(0)]))];
    let notes = vec![
        foot(Some(1), vec![paragraph("甲注。")]),
        foot(
            Some(2),
            vec![block(BlockKind::Paragraph(vec![
                inline(InlineKind::Text("乙注，见".to_owned())),
                note(2),
            ]))],
        ),
        foot(Some(3), vec![paragraph("丙注。")]),
        foot(None, vec![paragraph("没有人引。")]),
    ];
    let report = Report { lead, notes, ..Report::default() };
    let page = html(&report, "official", WebFonts::System, false);
    let elements = markup::read(&page);
    let notes = class(&elements, "notes").expect("notes");
    assert_eq!(notes.attributes.get("role").map(String::as_str), Some("doc-endnotes"));
    assert_eq!(words(&notes.text), "甲注。乙注，见[3]丙注。");
    for link in
        ["id=\"_ref1\"", "id=\"_ref1-2\"", "href=\"#_ref1-2\"", "href=\"#_fn2\"", "id=\"_ref3\""]
    {
        assert!(page.contains(link), "{link}");
    }
}

#[test]
fn tables_and_figures_are_marked_up_for_what_they_are() {
    let mut report = reader::read(
        "",
        "## 基本情况\n\n| 乡镇 | 面积（亩） |\n|---|---|\n| 清源镇 | 8200 |\n| 合计 | 14700.5 |\n\n![示意图](图.svg)\n",
        true,
        Some("<svg/>"),
    );
    let page = html(&report, "web", WebFonts::System, false);
    markup::read(&page);
    for part in [
        "<caption><span class=\"number\">表1</span> 各乡镇有关情况</caption>",
        "<th scope=\"col\" class=\"center\">面积（亩）</th>",
        "<th scope=\"row\" class=\"left short\">清源镇</th><td class=\"right short\">8200<span class=\"decimals d2\"></span></td>",
        "<td class=\"right short\">14700<span class=\"decimals d2\">.5</span></td>",
        "<tr class=\"sum\"><th scope=\"row\" class=\"left short\">合计</th>",
        "<figure id=\"图-1\"><img src=\"data:image/svg+xml;base64,PHN2Zy8+\" alt=\"示意图\" width=\"640\" height=\"420\">",
        "<figcaption><span class=\"number\">图1</span> 示意图</figcaption>",
    ] {
        assert!(page.contains(part), "{part}");
    }
    for section in &mut report.sections {
        for block in &mut section.blocks {
            if let BlockKind::Figure(figure) = &mut block.kind {
                figure.asset = Err(AssetFault::Missing);
            }
        }
    }
    let page = html(&report, "official", WebFonts::System, false);
    let elements = markup::read(&page);
    let missing = class(&elements, "missing").expect("a box");
    assert_eq!(missing.text, "示意图 图片未能放入：没有这个文件 图.svg");
}

#[test]
fn the_unit_of_a_table_stands_in_its_caption_and_its_notes_below() {
    let span = Span::default();
    let words = |text: &str| vec![Inline { kind: InlineKind::Text(text.to_owned()), span }];
    let paragraph = |text: &str| block(BlockKind::Paragraph(words(text)));
    let cell = |text: &str| Cell { inlines: words(text), span };
    let table = Table {
        number: None,
        id: String::new(),
        caption: None,
        alignments: Vec::new(),
        head: vec![cell("村名")],
        rows: vec![vec![cell("甲村")]],
    };
    let lead = vec![
        paragraph("单位：万元"),
        block(BlockKind::Table(table)),
        paragraph("注：当年价。"),
        paragraph("正文。"),
        paragraph("注：不是表的注。"),
    ];
    let page = html(&Report { lead, ..Report::default() }, "official", WebFonts::System, false);
    assert!(page.contains("<caption><span class=\"unit\">单位：万元</span></caption>"));
    assert!(!page.contains("<p>单位：万元"));
    assert!(
        page.contains("</table></div>\n<p class=\"table-note\">注：当年价。</p>\n<p>正文。</p>")
    );
    assert!(page.contains("<p>注：不是表的注。</p>"));
}

fn inlines(depth: u32) -> BoxedStrategy<Vec<Inline>> {
    let word = "[一-龥，。“”<>&\"' a-z0-9]{0,12}";
    let leaf = prop_oneof![
        word.prop_map(InlineKind::Text),
        word.prop_map(InlineKind::Code),
        word.prop_map(|shown| InlineKind::CrossRef { target: "标".into(), shown: Some(shown) }),
        Just(InlineKind::HardBreak),
        Just(InlineKind::Text("\r\n".to_owned())),
    ];
    let leaf = leaf.prop_map(inline);
    if depth == 0 {
        return prop::collection::vec(leaf, 0..4).boxed();
    }
    let inner = inlines(depth - 1);
    let nested = prop_oneof![
        inner.clone().prop_map(InlineKind::Emphasis),
        inner.clone().prop_map(InlineKind::Strong),
        inner.clone().prop_map(InlineKind::Strike),
        (prop_oneof!["https://a\\.cn/[a-z&\"<]{0,5}", "javascript:x"], inner)
            .prop_map(|(target, inlines)| InlineKind::Link { target, inlines }),
    ];
    prop::collection::vec(prop_oneof![leaf, nested.prop_map(inline)], 0..4).boxed()
}

fn blocks(depth: u32) -> BoxedStrategy<Vec<Block>> {
    let cell = || inlines(1).prop_map(|inlines| Cell { inlines, span: Span::default() });
    let table =
        prop::collection::vec(prop::collection::vec(cell(), 2), 1..4).prop_map(|mut rows| {
            let head = rows.remove(0);
            BlockKind::Table(Table {
                number: None,
                id: String::new(),
                caption: None,
                alignments: Vec::new(),
                head,
                rows,
            })
        });
    let leaf = prop_oneof![inlines(2).prop_map(BlockKind::Paragraph), table].prop_map(block);
    if depth == 0 {
        return prop::collection::vec(leaf, 0..3).boxed();
    }
    let item = blocks(depth - 1).prop_map(|blocks| ListItem { blocks, span: Span::default() });
    let nested = prop_oneof![
        (prop::option::of(0_u64..5), prop::collection::vec(item, 1..3))
            .prop_map(|(start, items)| BlockKind::List { start, items }),
        blocks(depth - 1).prop_map(BlockKind::Quote),
    ];
    prop::collection::vec(prop_oneof![leaf, nested.prop_map(block)], 0..3).boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn any_report_comes_out_well_formed_and_whole(
        lead in blocks(2),
        text in blocks(2),
        heading in inlines(2),
        level in 1_u8..5,
        run_in: bool,
        closing in blocks(1),
    ) {
        let mut made = section(level, "", "", text);
        made.heading.inlines = heading;
        made.heading.run_in = run_in;
        made.heading.id = "标".to_owned();
        let report = Report { lead, sections: vec![made], closing, ..Report::default() };
        for theme in ["official", "web"] {
            prop_assert_eq!(body(&html(&report, theme, WebFonts::System, false)), prose(&report));
        }
    }
}
