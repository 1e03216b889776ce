//! The parts of a document: head, headings, lists, figures.

use std::sync::Arc;

use super::sample::{self, block, caption, list, paragraph, section, text};
use super::{all_text, area, lines, runs, set, text_of};
use crate::fonts::{FaceId, Fonts, Role};
use crate::report::{Asset, AssetFault, AssetId, AssetKind, BlockKind, Figure, Report};
use crate::source::Span;
use crate::typeset::{Frames, Item};

fn face(frames: &Frames, shown: &str) -> FaceId {
    let mut runs = frames.pages.iter().flat_map(runs);
    runs.find(|run| run.text.contains(shown)).unwrap().face
}

#[test]
fn levels_have_their_faces() {
    let mut first = section(1, "一、", "主要做法", vec![paragraph("总述。")]);
    let mut second =
        section(2, "（一）", "建强组织聚合力。", vec![paragraph("换届时**打破**界限。")]);
    let mut third = section(3, "1.", "选优", vec![paragraph("正文。")]);
    third.children.push(section(4, "（1）", "逐村", vec![paragraph("正文。")]));
    second.children.push(third);
    first.children.push(second);
    let mut report = Report { sections: vec![first], ..Report::default() };
    report.meta.title = text("标题");
    report.meta.subtitle = Some(text("——副标题"));
    report.meta.organisation = Some(text("示例单位"));
    let frames = set(&report);
    let fonts = Fonts::embedded();
    for (shown, role) in [
        ("标题", Role::Xiaobiaosong),
        ("——副标题", Role::Kai),
        ("示例单位", Role::Kai),
        ("一、主要做法", Role::Hei),
        ("（一）建强组织聚合力。", Role::Kai),
        ("换届时", Role::Fangsong),
        ("打破", Role::Hei),
        ("逐村", Role::Fangsong),
    ] {
        assert_eq!(face(&frames, shown), fonts.of(role), "{shown}");
    }
    let shown = all_text(&frames);
    assert!(
        shown.contains("（一）建强组织聚合力。换届时打破界限。1.选优正文。（1）逐村"),
        "{shown}"
    );
    // A heading that runs in shares its line.
    let lines = lines(&frames.pages[0]);
    let line = lines.iter().find(|line| line.1.iter().any(|glyph| glyph.0 == '聚')).unwrap();
    assert!(line.1.iter().any(|glyph| glyph.0 == '届'));
    assert_eq!(frames.bookmarks[1].title, "（一）建强组织聚合力");
    assert_eq!(frames.bookmarks.iter().map(|mark| mark.level).collect::<Vec<_>>(), [1, 2, 3, 4]);
}

#[test]
fn the_title_stands_in_the_middle() {
    let frames = set(&sample::read(sample::EXPERIENCE));
    let (left, right, _, _) = area();
    let line = &lines(&frames.pages[0])[0].1;
    let (first, last) = (line[0].1, line[line.len() - 1].1 + 22.0);
    assert!(((first + last) / 2.0 - f64::midpoint(left, right)).abs() < 1.0);
    assert!((line[0].2 - 22.0).abs() < 1e-9);
}

#[test]
fn lists_hang_by_their_marks() {
    let item =
        "坚持党建引领，把组织优势转化为治理优势，推动力量下沉、服务上门、矛盾就地化解，水平提升。";
    let frames =
        set(&Report { lead: vec![list(Some(9), &[item, "第二条"])], ..Report::default() });
    let lines = lines(&frames.pages[0]);
    let (left, ..) = area();
    assert_eq!(lines[0].1[0].0, '9');
    assert!((lines[0].1[0].1 - left - 2.0 * 15.79).abs() < 0.6);
    let indents: Vec<f64> = [lines[0].1[2].1, lines[1].1[0].1, lines[2].1[3].1].to_vec();
    assert!(indents.iter().all(|x| (x - indents[0]).abs() < 0.1), "{indents:?}");
    assert!(all_text(&frames).starts_with("9.坚持"));
}

#[test]
fn bullets_are_seen_and_code_stands_apart() {
    let code = BlockKind::Code { info: String::new(), text: "甲\n乙".into() };
    let lead = vec![list(None, &["第一条"]), paragraph("前文。"), block(code), paragraph("后文。")];
    let frames = set(&Report { lead, ..Report::default() });
    assert_eq!(face(&frames, "•"), Fonts::embedded().of(Role::Hei));
    let (_, _, top, bottom) = area();
    let pitch = (bottom - top) / 22.0;
    let shades = frames.pages[0].items.iter().filter_map(|item| match item {
        Item::Fill(fill) => Some((fill.y, fill.y + fill.height)),
        _ => None,
    });
    let shades: Vec<_> = shades.collect();
    // The blank above the code is the blank below it: what follows is back on the grid.
    let below = top + 4.0 * pitch - shades[1].1;
    assert!((shades[0].0 - top - 2.0 * pitch - below).abs() < 0.1, "{shades:?}");
    assert!((shades[0].1 - shades[1].0).abs() < 0.1);
}

fn figure(asset: Result<AssetId, AssetFault>) -> Figure {
    Figure {
        number: Some(1),
        id: "图-布局".into(),
        caption: Some(caption("示例县油茶产业布局示意图")),
        alternative: "三镇两乡的布局".into(),
        target: "图/布局.png".into(),
        asset,
        span: Span::default(),
    }
}

#[test]
fn a_figure_fits_the_page_and_keeps_its_caption() {
    for filler in 0..22 {
        let mut lead: Vec<_> = (0..filler).map(|_| paragraph("一行正文。")).collect();
        lead.push(block(BlockKind::Figure(figure(Ok(AssetId(0))))));
        lead.push(paragraph("图后。"));
        let asset = Asset {
            path: "图/布局.png".into(),
            kind: AssetKind::Png,
            bytes: Arc::from(Vec::new()),
            width: 2000.0,
            height: 1000.0,
        };
        let frames = set(&Report { lead, assets: vec![asset], ..Report::default() });
        let (left, right, top, bottom) = area();
        let (page, image) = frames
            .pages
            .iter()
            .find_map(|page| {
                page.items.iter().find_map(|item| match item {
                    Item::Image(image) => Some((page, image)),
                    _ => None,
                })
            })
            .unwrap();
        assert!(image.x >= left - 0.01 && image.x + image.width <= right + 0.01);
        assert!(image.y >= top && image.y + image.height <= bottom);
        assert!((image.width / image.height - 2.0).abs() < 1e-6);
        assert!(text_of(page).contains("图1　示例县油茶产业布局示意图"));
    }
    let lead = vec![block(BlockKind::Figure(figure(Err(AssetFault::Missing))))];
    let shown = all_text(&set(&Report { lead, ..Report::default() }));
    assert_eq!(shown, "［图：三镇两乡的布局］图1　示例县油茶产业布局示意图");
}

#[test]
fn a_summary_brings_its_keywords() {
    let mut report = sample::read(sample::EXPERIENCE);
    report.meta.keywords = vec![text("党建引领"), text("乡村振兴")];
    assert!(!all_text(&set(&report)).contains("关键词"));
    report.meta.summary = Some(text("第一段。\n\n第二段。"));
    let shown = all_text(&set(&report));
    assert!(shown.contains("摘要：第一段。第二段。关键词：党建引领；乡村振兴"), "{shown}");
}
