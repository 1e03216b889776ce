//! Links as annotations.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::document::name;
use super::outline::destination;
use super::strings::length;
use crate::typeset::{Frames, Item, LinkBox};

/// Annotation flag: shown on paper too, as archives ask of every annotation (ISO 19005-2, 6.3.2).
const PRINT: i64 = 4;

/// Adds the links of all pages. A link to a place that does not exist is left out.
pub(super) fn annotate(document: &mut Document, frames: &Frames, pages: &[ObjectId]) {
    let mut places = BTreeMap::new();
    for anchor in &frames.anchors {
        places.entry(anchor.name.as_str()).or_insert((anchor.page, anchor.y));
    }
    for (page, id) in frames.pages.iter().zip(pages) {
        let mut annotations = Vec::new();
        for item in &page.items {
            let Item::Link(link) = item else { continue };
            let action = match link.target.strip_prefix('#') {
                Some(anchor) => places
                    .get(anchor)
                    .and_then(|&(page, y)| destination(frames, pages, page, y))
                    .map(|place| dictionary! { "S" => name("GoTo"), "D" => place }),
                None => Some(dictionary! {
                    "S" => name("URI"),
                    "URI" => Object::string_literal(ascii(&link.target)),
                }),
            };
            if let Some(action) = action {
                let id = document.add_object(annotation(link, page.height, action));
                annotations.push(Object::Reference(id));
            }
        }
        if let Ok(page) = document.get_dictionary_mut(*id)
            && !annotations.is_empty()
        {
            page.set("Annots", annotations);
        }
    }
}

fn annotation(link: &LinkBox, height: f64, action: Dictionary) -> Dictionary {
    let top = height - link.y;
    let corners = [link.x, top - link.height, link.x + link.width, top];
    dictionary! {
        "Type" => name("Annot"),
        "Subtype" => name("Link"),
        "Rect" => corners.map(|side| Object::Real(length(side))).to_vec(),
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
