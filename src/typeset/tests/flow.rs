//! What goes on around the text: notes, lists, figures, contents, full pages.

use std::sync::Arc;

use super::sample::{block, caption, inlines, list, note, paragraph, section, text};
use super::{all_text, area, runs, set, text_of};
use crate::report::{Asset, AssetId, AssetKind, Block, BlockKind, Figure, ListItem, Report};
use crate::source::Span;
use crate::standard::Setup;
use crate::typeset::{Frames, Item, NodeKind, Part};

const LINE: &str = "坚持党建引领乡村振兴，把组织优势一步一步变成乡村的发展优势。";

fn kind_of(frames: &Frames, shown: &str) -> Vec<NodeKind> {
    let run = frames.pages.iter().flat_map(runs).find(|run| run.text.contains(shown)).unwrap();
    let mut kinds = Vec::new();
    let mut at = run.node.0 as usize;
    while at > 0 {
        kinds.push(frames.structure[at].kind.clone());
        at = frames.structure[at].parent.0 as usize;
    }
    kinds
}

#[test]
fn pages_of_pure_text_are_full() {
    let lead: Vec<_> = (0..40).map(|at| paragraph(&LINE.repeat(1 + at % 9))).collect();
    let frames = set(&Report { lead, ..Report::default() });
    assert!(frames.pages.len() > 8);
    for (index, page) in frames.pages[..frames.pages.len() - 1].iter().enumerate() {
        let next = &frames.pages[index + 1].lines;
        // A line is left blank only where a page would begin with the last character of a paragraph, or the last
        // page have no more than a line.
        let full = page.lines.len() == 22;
        assert!(full || page.lines.len() == 21 && next[1].characters < 3 || next.len() == 2);
    }
}

#[test]
fn a_long_note_goes_on_overleaf_rather_than_push_its_line_over() {
    for filler in 4..20 {
        let mut lead: Vec<_> = (0..filler).map(|_| paragraph("一行正文。")).collect();
        lead.push(paragraph("此处有注[^1]。"));
        lead.extend((0..30).map(|_| paragraph("又一行正文。")));
        let notes = vec![note(1, &LINE.repeat(30))];
        let frames = set(&Report { lead, notes, ..Report::default() });
        let page = frames.pages.iter().find(|page| text_of(page).contains("此处有注")).unwrap();
        let notes = page.lines.iter().filter(|line| line.part == Part::Footnote).count();
        assert!(notes >= 2, "{filler}");
        let bottom = page.lines.iter().map(|line| line.y).fold(0.0, f64::max);
        assert!(bottom > area().3 - 14.0 && bottom < area().3, "{filler}: no hole at the foot");
        let noted = frames.pages.iter().flat_map(|page| &page.lines);
        let noted = noted.filter(|line| line.part == Part::Footnote);
        let shown: u32 = noted.map(|line| line.characters).sum();
        assert_eq!(shown as usize, 30 * LINE.chars().count() + 1);
    }
}

#[test]
fn notes_are_read_after_the_paragraph_that_refers_to_them_and_none_is_lost() {
    let mut second = note(2, "乙注见[^3]。");
    second.blocks = vec![paragraph("乙注见[^3]。"), paragraph("乙注的第二段。")];
    let frames = set(&Report {
        lead: vec![paragraph("甲[^1]，又见[^1]。"), list(None, &["乙[^2]。"]), paragraph("丙。")],
        notes: vec![note(1, "甲注。"), second, note(3, "只在注里引。")],
        ..Report::default()
    });
    let shown = all_text(&frames);
    for part in ["①甲注。", "②乙注见③。", "乙注的第二段。", "③只在注里引。"]
    {
        assert_eq!(shown.matches(part).count(), 1, "{part} in {shown}");
    }
    use NodeKind::{Item, ItemBody, List, Note, Paragraph};
    assert_eq!(kind_of(&frames, "甲注。"), [Note, Paragraph]);
    assert_eq!(kind_of(&frames, "乙注见"), [Note, Paragraph, ItemBody, Item, List]);
    let second = kind_of(&frames, "只在注里引");
    assert_eq!(second[..2], [Note, Note]);
}

#[test]
fn lists_and_quotations_are_trees_and_no_label_ends_a_page() {
    let table = super::sample::table(&[&["甲", "乙"], &["1", "2"], &["3", "4"], &["5", "6"]]);
    let item = |blocks: Vec<Block>| ListItem { blocks, span: Span::default() };
    let items = vec![
        item(vec![paragraph("首条。"), paragraph("首条的第二段。"), list(Some(1), &["小条。"])]),
        item(vec![block(BlockKind::Table(table))]),
        item(vec![]),
    ];
    let nested = BlockKind::List { start: Some(7), items };
    for filler in 0..24 {
        let mut lead: Vec<_> = (0..filler).map(|_| paragraph("一行正文。")).collect();
        lead.push(block(BlockKind::Quote(vec![block(nested.clone())])));
        lead.push(paragraph("后文。"));
        let frames = set(&Report { lead, ..Report::default() });
        use NodeKind::{Item, ItemBody, Label, List, Paragraph, Quote};
        assert_eq!(kind_of(&frames, "7."), [Label, Item, List, Quote]);
        assert_eq!(kind_of(&frames, "首条的"), [Paragraph, ItemBody, Item, List, Quote]);
        assert_eq!(kind_of(&frames, "小条")[4..], [ItemBody, Item, List, Quote]);
        let own = frames.pages.iter().position(|page| text_of(page).contains("8.")).unwrap();
        assert!(text_of(&frames.pages[own]).contains("8.表1"), "{filler}");
        // The label is part of its line.
        let lines = frames.pages.iter().flat_map(|page| &page.lines);
        let first = lines.clone().find(|line| line.text.contains("首条。")).unwrap();
        assert_eq!((first.text.as_str(), first.characters), ("7.首条。", 5));
        assert!(lines.clone().any(|line| line.text == "9."));
    }
}

#[test]
fn a_figure_and_its_caption_are_one_thing_in_the_middle() {
    let asset = Asset {
        path: "图.png".into(),
        kind: AssetKind::Png,
        bytes: Arc::from(&b""[..]),
        width: 400.0,
        height: 240.0,
    };
    let figure = Figure {
        number: Some(1),
        id: "图-一".into(),
        caption: Some(caption("示例县油茶产业布局示意图")),
        alternative: "三镇两乡".into(),
        target: "图.png".into(),
        asset: Ok(AssetId(0)),
        span: Span::default(),
    };
    let pitch = Setup::default().pitch();
    for filler in 1..22 {
        let mut lead: Vec<_> = (0..filler).map(|_| paragraph("一行正文。")).collect();
        lead.push(block(BlockKind::Figure(figure.clone())));
        lead.push(paragraph("图后的正文。"));
        let frames = set(&Report { lead, assets: vec![asset.clone()], ..Report::default() });
        let page = frames.pages.iter().find(|page| text_of(page).contains("图1")).unwrap();
        let image = page.items.iter().find_map(|item| match item {
            Item::Image(image) => Some(image),
            _ => None,
        });
        let image = image.unwrap();
        let (left, right, top, _) = area();
        let middle = f64::midpoint(left, right);
        assert!((image.x + image.width / 2.0 - middle).abs() < 0.1);
        let line = page.lines.iter().find(|line| line.part == Part::Caption).unwrap();
        assert!((line.x + line.width / 2.0 - middle).abs() < 0.5);
        assert!(line.y - 10.6 > image.y + image.height && line.y < image.y + image.height + 24.0);
        let node = &frames.structure[image.node.0 as usize];
        assert_eq!(node.kind, NodeKind::Figure("三镇两乡".into()));
        assert_eq!(kind_of(&frames, "示意图")[1], node.kind);
        // What follows is back on the grid.
        let after = frames
            .pages
            .iter()
            .find_map(|page| page.lines.iter().find(|line| line.text.contains("图后的正文")));
        let lines = (after.unwrap().y - top) / pitch;
        let offset = (pitch / 2.0 + 0.38 * 16.0) / pitch;
        assert!((lines - offset - (lines - offset).round()).abs() < 0.05, "{filler} {lines}");
    }
}

#[test]
fn a_long_entry_of_the_contents_hangs_and_leaves_the_numbers_alone() {
    let long = "在一个很长很长的标题里把目标任务、责任分工、完成时限和考核办法都说清楚讲明白";
    let sections = (1..=300).map(|at| {
        let heading = if at % 50 == 2 { long } else { "主要做法" };
        section(1, &format!("{}、", crate::cjk::chinese_number(at)), heading, vec![paragraph(LINE)])
    });
    let mut report = Report { sections: sections.collect(), ..Report::default() };
    report.meta.contents = true;
    report.meta.title = text("标题");
    let frames = set(&report);
    let (left, right, _, _) = area();
    let cell = Setup::default().cell();
    let entries: Vec<_> = frames
        .pages
        .iter()
        .flat_map(|page| &page.lines)
        .filter(|line| line.part == Part::Contents && line.text != "目　录")
        .collect();
    // Each ends with its number at the right edge; the turned one stands under its words.
    let numbered = entries.iter().filter(|line| (line.x + line.width - right).abs() < 0.1);
    assert_eq!(numbered.count(), 300);
    let turned: Vec<_> =
        entries.windows(2).filter(|pair| pair[0].text.starts_with("二、在一个")).collect();
    assert!((turned[0][0].x - left).abs() < 0.1);
    assert!((turned[0][1].x - left - 2.0 * cell).abs() < 0.1);
    assert!(turned[0][0].x + turned[0][0].width < right - 2.9 * cell);
    assert_eq!(frames.bookmarks.len(), 300);
    for (bookmark, line) in frames
        .bookmarks
        .iter()
        .zip(entries.iter().filter(|line| line.text.ends_with(|ch: char| ch.is_ascii_digit())))
    {
        let page = frames.pages[bookmark.page].number.unwrap().to_string();
        assert!(line.text.ends_with(&page), "{} {page}", line.text);
    }
    assert_eq!(kind_of(&frames, "主要做法")[1..], [NodeKind::Entry, NodeKind::Contents]);
}

#[test]
fn text_runs_belong_to_something() {
    let code = BlockKind::Code { info: String::new(), text: "甲\n\n乙".into() };
    let lead = vec![
        paragraph("甲**乙**[^1]。"),
        list(None, &["一", "二"]),
        block(BlockKind::Quote(vec![paragraph("引。")])),
        block(code),
        block(BlockKind::Paragraph(inlines("末。"))),
    ];
    let mut report = Report { lead, notes: vec![note(1, "注。")], ..Report::default() };
    report.meta.contents = true;
    report.sections = vec![section(1, "一、", "标题", vec![paragraph("文。")])];
    let frames = set(&report);
    for run in frames.pages.iter().flat_map(runs) {
        assert!(run.node.0 > 0 && (run.node.0 as usize) < frames.structure.len(), "{}", run.text);
    }
    for node in &frames.structure[1..] {
        assert!((node.parent.0 as usize) < frames.structure.len());
    }
}
