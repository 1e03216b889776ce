//! PDF/A-2b: what the file must have and must not have (ISO 19005-2), and when it does not claim to conform.

use lopdf::{Document, Object};

use super::support::{catalog, dictionary, extracted, frames, info, open, page, run, string, tool};
use crate::fonts::{Fonts, Role};
use crate::render::pdf::write;
use crate::report::{Asset, AssetId, AssetKind};
use crate::typeset::{Frames, ImageBox, Item, LinkBox, NodeId, TextRun};

/// The XMP packet.
fn packet(document: &Document) -> String {
    let id = catalog(document, "Metadata").as_reference().unwrap();
    let stream = document.get_object(id).unwrap().as_stream().unwrap();
    assert!(stream.dict.get(b"Filter").is_err(), "readable without knowing PDF");
    String::from_utf8(stream.content.clone()).unwrap()
}

fn claims(bytes: &[u8]) -> bool {
    let packet = packet(&open(bytes));
    let claims = packet.contains("<pdfaid:part>2</pdfaid:part>");
    assert_eq!(claims, packet.contains("<pdfaid:conformance>B</pdfaid:conformance>"));
    claims
}

/// A page with text, a link, a picture and the draft mark.
fn report(fonts: &Fonts, kind: AssetKind, picture: &[u8]) -> (Frames, [Asset; 1]) {
    let line = run(fonts, Role::Fangsong, 16.0, 79.0, 120.0, "粮食总产量达到42.6万吨。");
    let mark = TextRun {
        artifact: true,
        opacity: 0.15,
        rotate: -45.0,
        ..run(fonts, Role::Hei, 96.0, 150.0, 600.0, "草稿")
    };
    let link = LinkBox {
        x: 79.0,
        y: 104.0,
        width: 32.0,
        height: 20.0,
        target: "https://example.gov.cn".to_owned(),
        node: NodeId(0),
    };
    let image = ImageBox {
        x: 100.0,
        y: 300.0,
        width: 160.0,
        height: 80.0,
        asset: AssetId(0),
        alternative: "照片".to_owned(),
        node: NodeId(0),
    };
    let mut frames =
        frames(vec![Item::Text(line), Item::Link(link), Item::Image(image), Item::Text(mark)]);
    frames.info = info();
    let asset = Asset {
        path: "照片".into(),
        kind,
        bytes: std::sync::Arc::from(picture),
        width: 16.0,
        height: 8.0,
    };
    (frames, [asset])
}

const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 80">
<g opacity="0.5"><rect width="80" height="80" fill="#1414dc"/></g></svg>"##;

#[test]
fn the_file_has_what_archives_want() {
    let fonts = Fonts::embedded();
    let (frames, assets) = report(&fonts, AssetKind::Svg, SVG.as_bytes());
    let bytes = write(&frames, &fonts, &assets).unwrap();
    assert!(claims(&bytes));
    // 6.1.2, 6.1.3: binary mark, identifier, no encryption.
    assert!(bytes.starts_with(b"%PDF-1.7\n%"));
    assert!(bytes[10..14].iter().all(|byte| *byte >= 128));
    let document = open(&bytes);
    assert_eq!(document.trailer.get(b"ID").unwrap().as_array().unwrap().len(), 2);
    assert!(document.trailer.get(b"Encrypt").is_err());
    // 6.2.3: the output intent and its profile.
    let intent = catalog(&document, "OutputIntents").as_array().unwrap()[0].as_dict().unwrap();
    assert_eq!(intent.get(b"S").unwrap().as_name().unwrap(), b"GTS_PDFA1");
    assert_eq!(string(intent.get(b"OutputConditionIdentifier").unwrap()), "sRGB");
    let profile = intent.get(b"DestOutputProfile").unwrap().as_reference().unwrap();
    let profile = document.get_object(profile).unwrap().as_stream().unwrap();
    assert_eq!(profile.dict.get(b"N").unwrap().as_i64().unwrap(), 3);
    assert_eq!(&profile.get_plain_content().unwrap()[36..40], b"acsp");
    let page = document.get_dictionary(document.page_iter().next().unwrap()).unwrap();
    assert!(page.get(b"Group").is_ok(), "6.2.10");
    for key in ["AA", "OpenAction", "OCProperties", "Names", "AcroForm"] {
        assert!(document.catalog().unwrap().get(key.as_bytes()).is_err(), "{key}");
    }
    for object in document.objects.values() {
        let entries = match object {
            Object::Stream(stream) => &stream.dict,
            Object::Dictionary(entries) => entries,
            _ => continue,
        };
        let is = |key: &[u8], value: &[u8]| {
            entries.get(key).is_ok_and(|one| one.as_name().is_ok_and(|one| one == value))
        };
        // 6.1.7, 6.2.5, 6.2.8, 6.2.9.
        assert!(!is(b"Filter", b"LZWDecode") && !is(b"Filter", b"JPXDecode"));
        for key in ["F", "TR", "TR2", "HTP", "OPI", "PS", "Interpolate", "EF", "Alternates"] {
            let annotation = key == "F" && is(b"Subtype", b"Link");
            assert!(annotation || entries.get(key.as_bytes()).is_err(), "{key}");
        }
        if is(b"Subtype", b"Link") {
            assert_eq!(entries.get(b"F").unwrap().as_i64().unwrap(), 4, "6.3.2");
        }
        if is(b"Type", b"FontDescriptor") {
            assert!(entries.has(b"FontFile3") || entries.has(b"FontFile2"), "6.2.11.4");
            assert!(!entries.has(b"CIDSet"));
        }
        if is(b"Subtype", b"Form") {
            assert!(entries.has(b"Resources"), "6.2.2");
        }
    }
}

#[test]
fn both_metadata_say_the_same() {
    let fonts = Fonts::embedded();
    let (frames, assets) = report(&fonts, AssetKind::Svg, SVG.as_bytes());
    let document = open(&write(&frames, &fonts, &assets).unwrap());
    let packet = packet(&document);
    let info = dictionary(&document, document.trailer.get(b"Info").unwrap());
    assert_eq!(string(info.get(b"CreationDate").unwrap()), "D:20260317");
    assert!(packet.contains("<xmp:CreateDate>2026-03-17</xmp:CreateDate>"));
    for key in [b"Author".as_slice(), b"Keywords", b"Producer"] {
        let value = string(info.get(key).unwrap());
        assert!(packet.contains(&format!(">{value}</")), "{value}");
    }
}

#[test]
fn photographs_for_the_press_cost_the_claim() {
    let fonts = Fonts::embedded();
    for (picture, expected) in [
        (include_bytes!("../fixtures/photo.jpg").as_slice(), true),
        (include_bytes!("../fixtures/cmyk.jpg").as_slice(), false),
    ] {
        let (frames, assets) = report(&fonts, AssetKind::Jpeg, picture);
        assert_eq!(claims(&write(&frames, &fonts, &assets).unwrap()), expected);
    }
    // The same within a drawing.
    use base64::Engine as _;
    let data =
        base64::engine::general_purpose::STANDARD.encode(include_bytes!("../fixtures/cmyk.jpg"));
    let drawing = SVG.replace(
        "</svg>",
        &format!(r#"<image width="90" height="80" href="data:image/jpeg;base64,{data}"/></svg>"#),
    );
    let (frames, assets) = report(&fonts, AssetKind::Svg, drawing.as_bytes());
    assert!(!claims(&write(&frames, &fonts, &assets).unwrap()));
}

#[test]
fn drawings_nested_too_deep_and_endless_strings_cost_the_claim() {
    let fonts = Fonts::embedded();
    for (depth, expected) in [(20, true), (40, false)] {
        let turn = r#"<g transform="rotate(1)">"#.repeat(depth);
        let drawing = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 80">{turn}<path
            d="M0 0h80v40z"/>{}</svg>"#,
            "</g>".repeat(depth)
        );
        let (frames, assets) = report(&fonts, AssetKind::Svg, drawing.as_bytes());
        assert_eq!(claims(&write(&frames, &fonts, &assets).unwrap()), expected, "{depth}");
    }
    let (mut frames, assets) = report(&fonts, AssetKind::Svg, SVG.as_bytes());
    frames.info.title = "长".repeat(20_000);
    assert!(!claims(&write(&frames, &fonts, &assets).unwrap()));
}

#[test]
fn a_character_that_no_face_has_is_a_box_and_keeps_its_text() {
    let fonts = Fonts::embedded();
    let mut line = run(&fonts, Role::Fangsong, 16.0, 79.0, 120.0, "代表□表决");
    // What the layout does with a character that it has no glyph for.
    let start = line.glyphs[1].start as usize;
    line.text.replace_range(start..start + 3, "鿿");
    line.glyphs[1].id = 0;
    let bytes = write(&frames(vec![Item::Text(line)]), &fonts, &[]).unwrap();
    assert!(claims(&bytes), "the glyph for missing characters is not shown");
    let document = open(&bytes);
    let content = document.get_page_content(document.page_iter().next().unwrap());
    assert!(!String::from_utf8(content).unwrap().contains("<0000>"));
    for (reader, text) in extracted(&bytes).into_iter().filter(|(reader, _)| *reader != "mutool") {
        assert_eq!(text.trim(), "代鿿□表决", "{reader}");
    }
}

#[test]
fn a_page_of_pure_text_takes_little_beyond_the_faces() {
    let fonts = Fonts::embedded();
    let text: Vec<char> = include_str!("../../../../examples/党建引领乡村振兴.md")
        .chars()
        .filter(|character| !character.is_ascii() && !character.is_whitespace())
        .collect();
    let lines: Vec<String> = text.chunks_exact(28).map(|line| line.iter().collect()).collect();
    let pages: Vec<_> = lines
        .chunks_exact(22)
        .map(|lines| {
            let items = lines.iter().enumerate().map(|(at, line)| {
                let y = 120.0 + 29.0 * at as f64;
                Item::Text(run(&fonts, Role::Fangsong, 16.0, 79.37, y, line))
            });
            page(items.collect())
        })
        .collect();
    let count = pages.len();
    assert!(count >= 5, "{count}");
    let bytes = write(&Frames { pages, info: info(), ..Frames::default() }, &fonts, &[]).unwrap();
    let document = open(&bytes);
    let faces: usize = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok()?.get(b"FontFile3").ok())
        .map(|file| {
            let id = file.as_reference().unwrap();
            document.get_object(id).unwrap().as_stream().unwrap().content.len()
        })
        .sum();
    let beyond = (bytes.len() - faces) / count;
    // 2,535 as of now; a fifth of it is the file itself.
    assert!(beyond < 3_000, "{beyond} bytes a page");
    tool("qpdf", &["--check", "{pdf}"], &bytes);
}
