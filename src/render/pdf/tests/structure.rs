//! Outline, labels, metadata, links, and the file as a whole.

use lopdf::{Document, Object};

use super::support::{A4, catalog, dictionary, frames, info, open, page, run, string, tool};
use crate::fonts::{Fonts, Role};
use crate::render::pdf::write;
use crate::typeset::{Anchor, Bookmark, Frames, Item, LinkBox, NodeId};

/// Three pages with everything that is not text.
fn report(fonts: &Fonts) -> Frames {
    let mut frames = frames(Vec::new());
    frames.pages = (0..3)
        .map(|at| {
            let line = run(fonts, Role::Fangsong, 16.0, 79.37, 120.0, &format!("第{at}页"));
            page(vec![Item::Text(line)])
        })
        .collect();
    frames.pages[1].number = Some(1);
    frames.pages[2].number = Some(2);
    frames.bookmarks = [
        (1, "一、总体情况", 1),
        (2, "（一）主要做法（试点）", 1),
        (3, "1.党建引领", 1),
        (4, "（1）支部", 2),
        (2, "（二）Results", 2),
        (1, "Plain (ASCII) title", 2),
        (3, "二、跳级的标题", 2),
        (1, "不存在的页", 9),
    ]
    .map(|(level, title, page)| Bookmark { level, title: title.to_owned(), page, y: 100.0 })
    .to_vec();
    frames.anchors = vec![Anchor { name: "fn-1".to_owned(), page: 2, y: 700.0 }];
    let link = |x: f64, target: &str| {
        Item::Link(LinkBox {
            x,
            y: 108.0,
            width: 32.0,
            height: 16.0,
            target: target.to_owned(),
            node: NodeId(0),
        })
    };
    frames.pages[0].items.extend([
        link(79.0, "https://example.gov.cn/政策?a=(1)"),
        link(120.0, "#fn-1"),
        link(160.0, "#nowhere"),
    ]);
    frames.info = info();
    frames
}

/// The outline as indented titles, each with the count it states.
fn outline(document: &Document, parent: &Object, depth: usize, out: &mut Vec<String>) {
    let mut next = dictionary(document, parent).get(b"First").ok();
    let mut before: Option<&Object> = None;
    while let Some(entry) = next {
        let node = dictionary(document, entry);
        assert_eq!(node.get(b"Parent").unwrap(), parent);
        assert_eq!(node.get(b"Prev").ok(), before);
        let count = node.get(b"Count").map_or(0, |count| count.as_i64().unwrap());
        let title = string(node.get(b"Title").unwrap());
        out.push(format!("{}{title} {count}", "  ".repeat(depth)));
        outline(document, entry, depth + 1, out);
        before = Some(entry);
        next = node.get(b"Next").ok();
        if next.is_none() {
            assert_eq!(dictionary(document, parent).get(b"Last").unwrap(), entry);
        }
    }
}

#[test]
fn bookmarks_are_nested_by_level() {
    let fonts = Fonts::embedded();
    let document = open(&write(&report(&fonts), &fonts, &[]).unwrap());
    let root = catalog(&document, "Outlines");
    assert_eq!(dictionary(&document, root).get(b"Count").unwrap().as_i64().unwrap(), 5);
    assert_eq!(catalog(&document, "PageMode").as_name().unwrap(), b"UseOutlines");
    let mut titles = Vec::new();
    outline(&document, root, 0, &mut titles);
    assert_eq!(
        titles,
        [
            "一、总体情况 2",
            "  （一）主要做法（试点） -1",
            "    1.党建引领 -1",
            "      （1）支部 0",
            "  （二）Results 0",
            "Plain (ASCII) title 1",
            "  二、跳级的标题 0",
        ]
    );
    let first = dictionary(&document, dictionary(&document, root).get(b"First").unwrap());
    let place = first.get(b"Dest").unwrap().as_array().unwrap();
    let pages: Vec<_> = document.page_iter().collect();
    assert_eq!(place[0].as_reference().unwrap(), pages[1]);
    assert_eq!(f64::from(place[3].as_float().unwrap()), f64::from((A4.1 - 100.0) as f32));
}

#[test]
fn page_labels_say_what_is_printed() {
    let fonts = Fonts::embedded();
    let document = open(&write(&report(&fonts), &fonts, &[]).unwrap());
    let labels = catalog(&document, "PageLabels").as_dict().unwrap();
    let ranges = labels.get(b"Nums").unwrap().as_array().unwrap();
    assert_eq!(ranges.len(), 4, "{ranges:?}");
    assert!(ranges[1].as_dict().unwrap().is_empty());
    assert_eq!(ranges[2].as_i64().unwrap(), 1);
    let numbered = ranges[3].as_dict().unwrap();
    assert_eq!(numbered.get(b"S").unwrap().as_name().unwrap(), b"D");
    assert_eq!(numbered.get(b"St").unwrap().as_i64().unwrap(), 1);

    let none = open(&write(&frames(Vec::new()), &fonts, &[]).unwrap());
    assert!(none.catalog().unwrap().get(b"PageLabels").is_err());
    assert!(none.catalog().unwrap().get(b"Outlines").is_err());
}

#[test]
fn metadata_are_the_reports_and_escaped() {
    let fonts = Fonts::embedded();
    let bytes = write(&report(&fonts), &fonts, &[]).unwrap();
    let document = open(&bytes);
    let expected = info();
    let info = dictionary(&document, document.trailer.get(b"Info").unwrap());
    let entry = |key: &[u8]| string(info.get(key).unwrap());
    assert_eq!(entry(b"Title"), expected.title);
    assert_eq!(entry(b"Author"), expected.author);
    assert_eq!(entry(b"Subject"), expected.subject);
    assert_eq!(entry(b"Keywords"), "乡村振兴; 基层治理");
    assert_eq!(entry(b"Producer"), concat!("tigang ", env!("CARGO_PKG_VERSION")));
    assert_eq!(entry(b"CreationDate"), "D:20260317");
    assert!(info.get(b"ModDate").is_err());
    assert_eq!(catalog(&document, "Lang").as_str().unwrap(), b"zh-CN");

    let id = catalog(&document, "Metadata").as_reference().unwrap();
    let xmp = document.get_object(id).unwrap().as_stream().unwrap();
    let xmp = String::from_utf8(xmp.get_plain_content().unwrap()).unwrap();
    let packet = usvg::roxmltree::Document::parse(&xmp).expect("well-formed XML");
    let value = |name: &str| {
        let node = packet.descendants().find(|node| node.tag_name().name() == name);
        let node = node.unwrap_or_else(|| panic!("{name}"));
        let text = node.descendants().filter(|node| node.is_text());
        text.filter_map(|node| node.text()).collect::<String>()
    };
    assert_eq!(value("title").trim(), expected.title);
    assert_eq!(value("creator").trim(), expected.author);
    assert_eq!(value("description").trim(), expected.subject);
    assert_eq!(value("Keywords"), "乡村振兴; 基层治理");
    assert_eq!(value("CreateDate"), "2026-03-17");
    if let Some(list) = tool("pdfinfo", &["-enc", "UTF-8", "{pdf}"], &bytes) {
        let list = String::from_utf8(list).unwrap();
        assert!(list.contains(&expected.title) && list.contains("PDF version:     1.7"), "{list}");
    }
}

#[test]
fn a_date_that_is_none_is_left_out() {
    let fonts = Fonts::embedded();
    let mut frames = report(&fonts);
    for date in ["2026年3月", "2026-13-01", "2026-02-32"] {
        frames.info.date = Some(date.to_owned());
        frames.info.title = "控制\u{1}字符".to_owned();
        let document = open(&write(&frames, &fonts, &[]).unwrap());
        let info = dictionary(&document, document.trailer.get(b"Info").unwrap());
        assert!(info.get(b"CreationDate").is_err());
        assert_eq!(string(info.get(b"Title").unwrap()), "控制字符");
    }
}

#[test]
fn links_are_borderless_annotations() {
    let fonts = Fonts::embedded();
    let document = open(&write(&report(&fonts), &fonts, &[]).unwrap());
    let pages: Vec<_> = document.page_iter().collect();
    let first = document.get_dictionary(pages[0]).unwrap();
    let annotations = first.get(b"Annots").unwrap().as_array().unwrap();
    assert_eq!(annotations.len(), 2, "a link to nowhere is left out");
    let link = |at: usize| dictionary(&document, &annotations[at]);
    assert!(annotations.iter().all(|one| one.as_reference().is_ok()));
    let uri = link(0).get(b"A").unwrap().as_dict().unwrap();
    assert_eq!(
        uri.get(b"URI").unwrap().as_str().unwrap(),
        b"https://example.gov.cn/%E6%94%BF%E7%AD%96?a=(1)"
    );
    let border: Vec<i64> = link(0)
        .get(b"Border")
        .unwrap()
        .as_array()
        .unwrap()
        .iter()
        .map(|side| side.as_i64().unwrap())
        .collect();
    assert_eq!(border, [0, 0, 0]);
    let rect: Vec<f32> = link(0)
        .get(b"Rect")
        .unwrap()
        .as_array()
        .unwrap()
        .iter()
        .map(|side| side.as_float().unwrap())
        .collect();
    assert_eq!(rect, [79.0, 717.89, 111.0, 733.89]);
    let go = link(1).get(b"A").unwrap().as_dict().unwrap();
    assert_eq!(go.get(b"S").unwrap().as_name().unwrap(), b"GoTo");
    let place = go.get(b"D").unwrap().as_array().unwrap();
    assert_eq!(place[0].as_reference().unwrap(), pages[2]);
    assert_eq!(string(link(1).get(b"Contents").unwrap()), "转到第 2 页");
    assert!(string(link(0).get(b"Contents").unwrap()).starts_with("https://"));
    assert_eq!(first.get(b"Tabs").unwrap().as_name().unwrap(), b"S");
    assert!(document.get_dictionary(pages[1]).unwrap().get(b"Annots").is_err());
}

#[test]
fn the_same_frames_give_the_same_bytes_and_others_another_identifier() {
    let fonts = Fonts::embedded();
    let mut frames = report(&fonts);
    let one = write(&frames, &fonts, &[]).unwrap();
    assert_eq!(one, write(&frames, &Fonts::embedded(), &[]).unwrap());
    let id = |bytes: &[u8]| {
        let document = open(bytes);
        let id = document.trailer.get(b"ID").unwrap().as_array().unwrap().clone();
        assert_eq!(id[0], id[1]);
        id[0].as_str().unwrap().to_vec()
    };
    assert_eq!(id(&one).len(), 16);
    frames.info.title.push('稿');
    assert_ne!(id(&one), id(&write(&frames, &fonts, &[]).unwrap()));
    tool("qpdf", &["--check", "{pdf}"], &one);
}

#[test]
fn boxes_are_the_sheet() {
    let fonts = Fonts::embedded();
    let document = open(&write(&report(&fonts), &fonts, &[]).unwrap());
    assert_eq!(document.version, "1.7");
    let page = document.get_dictionary(document.page_iter().next().unwrap()).unwrap();
    for key in ["MediaBox", "TrimBox"] {
        let sides: Vec<f32> = page
            .get(key.as_bytes())
            .unwrap()
            .as_array()
            .unwrap()
            .iter()
            .map(|side| side.as_float().unwrap())
            .collect();
        assert_eq!(sides, [0.0, 0.0, 595.276, 841.89], "{key}");
    }
}

#[test]
fn a_document_without_pages_is_still_a_file() {
    let fonts = Fonts::embedded();
    let bytes = write(&Frames::default(), &fonts, &[]).unwrap();
    assert_eq!(open(&bytes).page_iter().count(), 0);
}
