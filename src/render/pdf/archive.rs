//! PDF/A-2b (ISO 19005-2): the colours' meaning, and whether the file may say that it conforms.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::document::name;
use super::face::Faces;
use super::icc;
use crate::typeset::{Frames, Item};

/// Longest string in bytes, longest name, deepest nesting of graphics states (6.1.13).
const STRING: usize = 32_767;
const NAME: usize = 127;
const NESTING: usize = 28;

/// Most objects (6.1.13).
const OBJECTS: usize = 8_388_607;

/// Sides that a sheet may have in pt (6.1.13).
const SIDES: std::ops::RangeInclusive<f64> = 3.0..=14_400.0;

/// The output intent: device colours are sRGB (6.2.3).
pub(super) fn intent(document: &mut Document) -> Object {
    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, icc::srgb()));
    Object::Dictionary(dictionary! {
        "Type" => name("OutputIntent"),
        "S" => name("GTS_PDFA1"),
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "RegistryName" => Object::string_literal("http://www.color.org"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    })
}

/// Whether the file conforms. What the writer always does as archives want it (faces embedded, widths in step,
/// annotations printed, nothing encrypted, no scripts) is not asked again; this asks for what the report may
/// bring in: characters without a glyph, CMYK photographs, drawings nested too deep, strings beyond the limits.
pub(super) fn conforms(document: &Document, frames: &Frames, faces: &Faces<'_>) -> bool {
    !faces.iter().any(|face| face.shows_notdef)
        && frames.pages.iter().all(|page| {
            let text = page.items.iter().map(|item| match item {
                Item::Text(run) => run.text.len(),
                _ => 0,
            });
            // UTF-16 takes at most twice the bytes of UTF-8.
            SIDES.contains(&page.width)
                && SIDES.contains(&page.height)
                && text.sum::<usize>() < STRING / 2
        })
        && [&frames.info.title, &frames.info.author, &frames.info.subject]
            .into_iter()
            .map(String::len)
            .chain([frames.info.keywords.iter().map(|one| one.len() + 2).sum()])
            .all(|length| length < STRING / 2)
        && document.objects.len() < OBJECTS
        && document.objects.values().all(is_sound)
        && document.objects.values().all(|object| nesting(document, object, 0) < NESTING)
}

/// Whether strings and names are short enough and no colours are those of a press.
fn is_sound(object: &Object) -> bool {
    match object {
        Object::String(bytes, _) => bytes.len() <= STRING,
        Object::Name(bytes) => bytes.len() <= NAME && bytes != b"DeviceCMYK",
        Object::Real(value) => value.is_finite(),
        Object::Array(list) => list.iter().all(is_sound),
        Object::Dictionary(entries) => is_sound_dictionary(entries),
        Object::Stream(stream) => is_sound_dictionary(&stream.dict),
        _ => true,
    }
}

fn is_sound_dictionary(entries: &Dictionary) -> bool {
    entries.iter().all(|(key, entry)| key.len() <= NAME && is_sound(entry))
}

/// How deep a drawing nests graphics states, with the drawings in it.
fn nesting(document: &Document, object: &Object, depth: usize) -> usize {
    let Object::Stream(stream) = object else { return 0 };
    if depth > NESTING {
        return NESTING;
    }
    if !stream.dict.get(b"Subtype").is_ok_and(|kind| *kind == name("Form")) {
        return 0;
    }
    let (mut open, mut deepest) = (0usize, 0);
    for line in stream.content.split(|byte| *byte == b'\n') {
        match line {
            b"q" => open += 1,
            b"Q" => open = open.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(open);
    }
    let within = |entries: &Dictionary, key: &[u8]| {
        let (_, object) = document.dereference(entries.get(key).ok()?).ok()?;
        object.as_dict().ok().cloned()
    };
    let inner = within(&stream.dict, b"Resources")
        .and_then(|resources| within(&resources, b"XObject"))
        .map(|inner| {
            let objects = inner.iter().filter_map(|(_, object)| document.dereference(object).ok());
            objects.map(|(_, object)| nesting(document, object, depth + 1)).max().unwrap_or(0)
        });
    deepest + inner.unwrap_or(0) + 1
}
