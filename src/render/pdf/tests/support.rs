//! Hand-made frames and the outside programs that read the result.

use std::process::Command;

use lopdf::{Dictionary, Document, Object};
use skrifa::MetadataProvider as _;
use skrifa::instance::{LocationRef, Size};

use crate::fonts::{FaceId, Fonts, Role};
use crate::typeset::{Color, Frames, Glyph, Info, Item, NodeId, Page, TextRun};

/// Width and height of A4 in pt.
pub(super) const A4: (f64, f64) = (595.276, 841.89);

/// A line of text in one face; characters that the face lacks are left out of the glyphs and the text.
pub(super) fn run(fonts: &Fonts, role: Role, size: f64, x: f64, y: f64, text: &str) -> TextRun {
    spaced(fonts, fonts.of(role), size, x, y, text, 0.0)
}

/// A line whose glyphs stand `extra` pt further apart than they would by themselves.
pub(super) fn spaced(
    fonts: &Fonts,
    face: FaceId,
    size: f64,
    x: f64,
    y: f64,
    text: &str,
    extra: f64,
) -> TextRun {
    let font = fonts.face(face).font().expect("a font");
    let metrics = font.glyph_metrics(Size::new(size as f32), LocationRef::default());
    let mut run = TextRun {
        face,
        size,
        color: Color::BLACK,
        x,
        y,
        glyphs: Vec::new(),
        text: String::new(),
        artifact: false,
        node: NodeId(0),
        rotate: 0.0,
        opacity: 1.0,
    };
    let mut pen = 0.0;
    for character in text.chars() {
        let Some(id) = font.charmap().map(character) else { continue };
        let start = run.text.len() as u32;
        run.text.push(character);
        let id16 = u16::try_from(id.to_u32()).expect("a glyph id");
        run.glyphs.push(Glyph { id: id16, x: pen, start, end: run.text.len() as u32 });
        pen += f64::from(metrics.advance_width(id).expect("an advance")) + extra;
    }
    run
}

/// One page of items.
pub(super) fn page(items: Vec<Item>) -> Page {
    Page { width: A4.0, height: A4.1, number: None, items, lines: Vec::new(), turned: false }
}

/// Frames of one page with nothing else.
pub(super) fn frames(items: Vec<Item>) -> Frames {
    Frames { pages: vec![page(items)], ..Frames::default() }
}

/// Metadata with everything in it that needs escaping.
pub(super) fn info() -> Info {
    Info {
        title: "关于“三农”工作 <2026> & 其他的报告".to_owned(),
        author: "示范县（市）人民政府".to_owned(),
        subject: "Plain subject (with brackets)".to_owned(),
        keywords: vec!["乡村振兴".to_owned(), "基层治理".to_owned()],
        date: Some("2026-03-17".to_owned()),
    }
}

/// Reads the file back.
pub(super) fn open(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).expect("a readable PDF")
}

/// A dictionary behind a reference or in place.
pub(super) fn dictionary<'a>(document: &'a Document, object: &'a Object) -> &'a Dictionary {
    match object {
        Object::Reference(id) => dictionary(document, document.get_object(*id).expect("an object")),
        Object::Stream(stream) => &stream.dict,
        other => other.as_dict().expect("a dictionary"),
    }
}

/// An entry of the catalog.
pub(super) fn catalog<'a>(document: &'a Document, key: &str) -> &'a Object {
    document.catalog().expect("a catalog").get(key.as_bytes()).expect("the entry")
}

/// A text string as text.
pub(super) fn string(object: &Object) -> String {
    lopdf::decode_text_string(object).expect("a text string")
}

/// Runs a program on the file. `None` where it is not installed, which is a failure under `CI=true`.
#[allow(clippy::disallowed_methods)]
pub(super) fn tool(program: &str, arguments: &[&str], bytes: &[u8]) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("报告.pdf");
    std::fs::write(&path, bytes).expect("a file");
    let output = Command::new(program)
        .args(arguments.iter().map(|argument| argument.replace("{pdf}", &path.to_string_lossy())))
        .output();
    match output {
        Ok(output) => {
            assert!(
                output.status.success(),
                "{program}: {}{}",
                String::from_utf8_lossy(&output.stdout),
                String::from_utf8_lossy(&output.stderr)
            );
            Some(output.stdout)
        }
        Err(_) => {
            assert!(std::env::var("CI").as_deref() != Ok("true"), "{program} is not installed");
            None
        }
    }
}

/// The text that every installed reader extracts, with the reader's name.
pub(super) fn extracted(bytes: &[u8]) -> Vec<(&'static str, String)> {
    let readers: [(&str, &str, &[&str]); 4] = [
        ("pdftotext", "pdftotext", &["{pdf}", "-"]),
        ("pdftotext -layout", "pdftotext", &["-layout", "{pdf}", "-"]),
        ("pdftotext -raw", "pdftotext", &["-raw", "{pdf}", "-"]),
        ("mutool", "mutool", &["draw", "-q", "-F", "txt", "{pdf}"]),
    ];
    readers
        .into_iter()
        .filter_map(|(name, program, arguments)| {
            let text = tool(program, arguments, bytes)?;
            Some((name, String::from_utf8(text).expect("UTF-8")))
        })
        .collect()
}
