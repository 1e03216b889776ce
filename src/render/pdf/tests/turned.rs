//! Pages that are read sideways.

use super::support::{A4, catalog, dictionary, extracted, open, run, tool};
use crate::fonts::{Fonts, Role};
use crate::render::pdf::write;
use crate::typeset::{
    Bookmark, Color, Fill, Frames, Item, LinkBox, Node, NodeId, NodeKind, Page, Part, TextRun,
};

/// A page read sideways: a line of text with a red rule at its top left, and the page number where the upright
/// sheet has it, 60 pt from its right edge and 40 from its foot.
fn turned(fonts: &Fonts) -> Frames {
    let line = run(fonts, Role::Fangsong, 16.0, 80.0, 100.0, "各乡镇主要指标完成情况（万元）");
    let rule = Fill {
        x: 80.0,
        y: 110.0,
        width: 300.0,
        height: 4.0,
        color: Color(220, 20, 20),
        part: Part::TableRule,
    };
    let link = LinkBox {
        x: 80.0,
        y: 84.0,
        width: 32.0,
        height: 20.0,
        target: "https://example.gov.cn".to_owned(),
        node: NodeId(1),
    };
    let number = TextRun {
        artifact: true,
        rotate: 90.0,
        ..run(fonts, Role::Song, 14.0, 40.0, A4.0 - 100.0, "— 3 —")
    };
    let page = Page {
        width: A4.1,
        height: A4.0,
        number: Some(3),
        items: vec![
            Item::Text(TextRun { node: NodeId(1), ..line }),
            Item::Fill(rule),
            Item::Link(link),
            Item::Text(number),
        ],
        lines: Vec::new(),
        turned: true,
    };
    Frames {
        pages: vec![page],
        bookmarks: vec![Bookmark { level: 1, title: "附表".to_owned(), page: 0, y: 90.0 }],
        structure: [NodeKind::Document, NodeKind::Paragraph]
            .map(|kind| Node { kind, parent: NodeId(0) })
            .to_vec(),
        ..Frames::default()
    }
}

/// Numbers of an array.
fn numbers(object: &lopdf::Object) -> Vec<f32> {
    object.as_array().unwrap().iter().filter_map(|side| side.as_float().ok()).collect()
}

#[test]
fn the_sheet_is_upright_and_shown_turned() {
    let fonts = Fonts::embedded();
    let bytes = write(&turned(&fonts), &fonts, &[]).unwrap();
    tool("qpdf", &["--check", "{pdf}"], &bytes);
    let document = open(&bytes);
    let id = document.page_iter().next().unwrap();
    let page = document.get_dictionary(id).unwrap();
    assert_eq!(numbers(page.get(b"MediaBox").unwrap()), [0.0, 0.0, 595.276, 841.89]);
    assert_eq!(page.get(b"Rotate").unwrap().as_i64().unwrap(), 90);
    let content = String::from_utf8(document.get_page_content(id)).unwrap();
    assert!(content.starts_with("0 1 -1 0 595.276 0 cm"), "{content}");
    let annotation = &page.get(b"Annots").unwrap().as_array().unwrap()[0];
    let area = dictionary(&document, annotation).get(b"Rect").unwrap();
    assert_eq!(numbers(area), [84.0, 80.0, 104.0, 112.0]);
    let outline = dictionary(&document, catalog(&document, "Outlines"));
    let first = dictionary(&document, outline.get(b"First").unwrap());
    // Left edge of the sheet's 90th point: the top of the heading as it is read.
    assert_eq!(numbers(first.get(b"Dest").unwrap()), [90.0, 0.0]);
}

#[test]
fn readers_extract_turned_pages() {
    let fonts = Fonts::embedded();
    let bytes = write(&turned(&fonts), &fonts, &[]).unwrap();
    for (reader, text) in extracted(&bytes) {
        assert!(text.contains("各乡镇主要指标完成情况（万元）"), "{reader}: {text}");
    }
}

#[test]
fn what_is_drawn_lies_where_it_is_read() {
    let fonts = Fonts::embedded();
    let bytes = write(&turned(&fonts), &fonts, &[]).unwrap();
    let Some(ppm) = tool("pdftoppm", &["-r", "72", "-singlefile", "{pdf}"], &bytes) else { return };
    let header: Vec<&[u8]> = ppm.splitn(4, |byte| *byte == b'\n').collect();
    assert_eq!(header[1], b"842 596", "shown sideways");
    let pixels = header[3];
    let pixel = |x: usize, y: usize| {
        let at = (y * 842 + x) * 3;
        [pixels[at], pixels[at + 1], pixels[at + 2]]
    };
    assert_eq!(pixel(230, 112), [220, 20, 20], "the rule below the line");
    assert_eq!(pixel(230, 125), [255, 255, 255]);
    // The number runs down the left side, and up to the sheet's right edge.
    let dark = |x0: usize, x1: usize, y0: usize, y1: usize| {
        (y0..y1).any(|y| (x0..x1).any(|x| pixel(x, y)[0] < 100))
    };
    assert!(dark(38, 56, 495, 540));
    assert!(!dark(60, 800, 480, 590));
}
