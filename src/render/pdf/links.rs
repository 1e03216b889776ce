//! Links as annotations.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::document::name;
use super::outline::destination;
use super::sheet::Sheet;
use super::strings::{length, text};
use super::tree;
use crate::typeset::{Frames, Item, LinkBox};

/// Annotation flag: shown on paper too, as archives ask of every annotation (ISO 19005-2, 6.3.2).
const PRINT: i64 = 4;

/// Adds the links of all pages and returns their annotations, in order. A link to a place that does not exist
/// is left out.
pub(super) fn annotate(
    document: &mut Document,
    frames: &Frames,
    pages: &[ObjectId],
) -> Vec<Option<ObjectId>> {
    let mut places = BTreeMap::new();
    for anchor in &frames.anchors {
        places.entry(anchor.name.as_str()).or_insert((anchor.page, anchor.y));
    }
    let mut links = Vec::new();
    for (page, id) in frames.pages.iter().zip(pages) {
        let mut annotations = Vec::new();
        for item in &page.items {
            let Item::Link(link) = item else { continue };
            let action = match link.target.strip_prefix('#') {
                Some(anchor) => places.get(anchor).and_then(|&(page, y)| {
                    let place = destination(frames, pages, page, y)?;
                    let action = dictionary! { "S" => name("GoTo"), "D" => place };
                    Some((action, leads_to(frames, page)))
                }),
                None => {
                    let address = Object::string_literal(ascii(&link.target));
                    let action = dictionary! { "S" => name("URI"), "URI" => address };
                    Some((action, link.target.clone()))
                }
            };
            let annotation = action.map(|(action, description)| {
                let key = tree::link_key(pages.len(), links.len());
                let key = i64::try_from(key).unwrap_or(i64::MAX);
                let mut annotation = annotation(link, Sheet::of(page), action);
                annotation.set("Contents", text(&description));
                annotation.set("StructParent", key);
                let id = document.add_object(annotation);
                annotations.push(Object::Reference(id));
                id
            });
            links.push(annotation);
        }
        if let Ok(page) = document.get_dictionary_mut(*id)
            && !annotations.is_empty()
        {
            page.set("Annots", annotations);
            page.set("Tabs", name("S"));
        }
    }
    links
}

/// What a reader is told of a link inside the document.
fn leads_to(frames: &Frames, page: usize) -> String {
    match frames.pages.get(page).and_then(|page| page.number) {
        Some(number) => format!("转到第 {number} 页"),
        None => "转到文中相应位置".to_owned(),
    }
}

fn annotation(link: &LinkBox, sheet: Sheet, action: Dictionary) -> Dictionary {
    let area = sheet.area(link.x, link.y, link.width, link.height);
    dictionary! {
        "Type" => name("Annot"),
        "Subtype" => name("Link"),
        "Rect" => area.map(|side| Object::Real(length(side))).to_vec(),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        "F" => PRINT,
        "A" => action,
    }
}

/// An address in ASCII, the rest as percent escapes of UTF-8.
fn ascii(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
