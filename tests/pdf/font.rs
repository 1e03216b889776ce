//! Fonts of a finished PDF: codes, stated widths, characters, and the ink of the embedded outlines.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::DrawSettings;
use skrifa::outline::pen::ControlBoundsPen;
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

/// Where a glyph is black, in ems from its origin, y up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ink {
    pub left: f64,
    pub right: f64,
    pub bottom: f64,
    pub top: f64,
}

/// A font as a page uses it. Only Type0 with Identity-H is understood; anything else fails the test.
pub struct Font {
    /// Name without the subset's six letters.
    pub name: String,
    widths: BTreeMap<u16, f64>,
    default_width: f64,
    characters: BTreeMap<u16, String>,
    ink: BTreeMap<u16, Ink>,
}

impl Font {
    pub fn read(file: &Document, font: &Dictionary) -> Self {
        let name = text_name(font, b"BaseFont");
        assert_eq!(text_name(font, b"Subtype"), "Type0", "{name}");
        assert_eq!(text_name(font, b"Encoding"), "Identity-H", "{name}");
        let descendants = array(file, font, b"DescendantFonts");
        let cid_font = dictionary(file, &descendants[0]).expect("a CID font");
        let map = stream(file, font, b"ToUnicode").expect("a ToUnicode map");
        let mut read = Self {
            name: name.split_once('+').map_or(name.clone(), |(_, name)| name.to_owned()),
            widths: widths(&array(file, cid_font, b"W")),
            default_width: cid_font.get(b"DW").ok().and_then(number).unwrap_or(1000.0),
            characters: to_unicode(&String::from_utf8_lossy(&map)),
            ink: BTreeMap::new(),
        };
        let descriptor = cid_font.get(b"FontDescriptor").expect("a descriptor");
        let descriptor = dictionary(file, descriptor).expect("a descriptor");
        let program = [b"FontFile3".as_slice(), b"FontFile2"]
            .into_iter()
            .find_map(|key| stream(file, descriptor, key))
            .unwrap_or_else(|| panic!("{name} is not embedded"));
        read.draw(&program);
        read
    }

    /// Stated width of a code in ems.
    pub fn width(&self, code: u16) -> f64 {
        self.widths.get(&code).copied().unwrap_or(self.default_width) / 1000.0
    }

    /// The characters that a code stands for by the font's own map.
    pub fn text(&self, code: u16) -> &str {
        self.characters.get(&code).map_or("", String::as_str)
    }

    /// The ink of a code's glyph; `None` for blanks.
    pub fn ink(&self, code: u16) -> Option<Ink> {
        self.ink.get(&code).copied()
    }

    /// Draws every glyph that the file has a character for.
    fn draw(&mut self, program: &[u8]) {
        let bare = program.starts_with(&[1, 0]);
        let whole = if bare { in_sfnt(program) } else { program.to_vec() };
        let font = FontRef::new(&whole).expect("a font program");
        let outlines = font.outline_glyphs();
        let units = f64::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        for &code in self.characters.keys() {
            let Some(outline) = outlines.get(GlyphId::from(code)) else { continue };
            let mut pen = ControlBoundsPen::new();
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            outline.draw(settings, &mut pen).expect("an outline");
            if let Some(bounds) = pen.bounding_box() {
                let ink = Ink {
                    left: f64::from(bounds.x_min) / units,
                    right: f64::from(bounds.x_max) / units,
                    bottom: f64::from(bounds.y_min) / units,
                    top: f64::from(bounds.y_max) / units,
                };
                self.ink.insert(code, ink);
            }
        }
    }
}

/// A bare CFF table as an OpenType file with the least that outlines are read with.
fn in_sfnt(cff: &[u8]) -> Vec<u8> {
    let mut head = [0; 54];
    head[..4].copy_from_slice(&[0, 1, 0, 0]);
    head[12..16].copy_from_slice(&[0x5F, 0x0F, 0x3C, 0xF5]);
    head[18..20].copy_from_slice(&1000_u16.to_be_bytes());
    let mut hhea = [0; 36];
    hhea[..4].copy_from_slice(&[0, 1, 0, 0]);
    hhea[35] = 1;
    let tables: [(&[u8; 4], &[u8]); 5] = [
        (b"CFF ", cff),
        (b"head", &head),
        (b"hhea", &hhea),
        (b"hmtx", &[3, 0xE8, 0, 0]),
        (b"maxp", &[0, 0, 0x50, 0, 0xFF, 0xFF]),
    ];
    let mut out = b"OTTO\0\x05\0\x40\0\x02\0\x10".to_vec();
    let mut data = Vec::new();
    for (tag, table) in tables {
        let at = 12 + 16 * tables.len() + data.len();
        out.extend_from_slice(tag);
        out.extend_from_slice(&[0; 4]);
        out.extend_from_slice(&u32::try_from(at).unwrap().to_be_bytes());
        out.extend_from_slice(&u32::try_from(table.len()).unwrap().to_be_bytes());
        data.extend_from_slice(table);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    out.extend(data);
    out
}

/// `/W`: `c [w w …]` and `first last w`.
fn widths(entries: &[Object]) -> BTreeMap<u16, f64> {
    let code = |object: &Object| u16::try_from(object.as_i64().unwrap()).unwrap();
    let mut out = BTreeMap::new();
    let mut rest = entries;
    loop {
        rest = match rest {
            [first, Object::Array(list), after @ ..] => {
                let first = code(first);
                out.extend((first..).zip(list.iter().filter_map(number)));
                after
            }
            [first, last, width, after @ ..] => {
                let width = number(width).unwrap();
                out.extend((code(first)..=code(last)).map(|code| (code, width)));
                after
            }
            [] => return out,
            _ => panic!("a broken /W"),
        };
    }
}

/// A character map's `bfchar` and `bfrange` lines.
fn to_unicode(map: &str) -> BTreeMap<u16, String> {
    let mut out = BTreeMap::new();
    for (begin, end, size) in [("beginbfchar", "endbfchar", 2), ("beginbfrange", "endbfrange", 3)] {
        for section in map.split(begin).skip(1) {
            let section = section.split(end).next().unwrap_or_default();
            // A range to a list of texts: `<a> <b> [<x> <y>]`.
            assert!(!section.contains('['), "a list in a bfrange");
            let tokens: Vec<Vec<u16>> = section
                .split('<')
                .skip(1)
                .map(|token| units(token.split('>').next().unwrap_or_default()))
                .collect();
            for entry in tokens.chunks_exact(size) {
                let (first, last, text) = (entry[0][0], entry[size - 2][0], &entry[size - 1]);
                for code in first..=last {
                    let mut text = text.clone();
                    if let Some(unit) = text.last_mut() {
                        *unit += code - first;
                    }
                    out.insert(code, String::from_utf16_lossy(&text));
                }
            }
        }
    }
    out
}

fn units(hex: &str) -> Vec<u16> {
    let digits: Vec<char> = hex.chars().filter(|ch| !ch.is_whitespace()).collect();
    digits
        .chunks(4)
        .map(|unit| u16::from_str_radix(&unit.iter().collect::<String>(), 16).unwrap())
        .collect()
}

/// A number of either kind.
pub fn number(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(value) => Some(*value as f64),
        Object::Real(value) => Some(f64::from(*value)),
        _ => None,
    }
}

/// A dictionary, or the one that a reference leads to; a stream's too.
pub fn dictionary<'a>(file: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    match file.dereference(object).ok()?.1 {
        Object::Dictionary(found) => Some(found),
        Object::Stream(found) => Some(&found.dict),
        _ => None,
    }
}

/// An array under a key, references followed; empty where there is none.
pub fn array(file: &Document, from: &Dictionary, key: &[u8]) -> Vec<Object> {
    let found = from.get(key).ok().and_then(|object| file.dereference(object).ok());
    found.and_then(|(_, object)| object.as_array().ok().cloned()).unwrap_or_default()
}

/// The text of a name under a key; empty where there is none.
pub fn text_name(from: &Dictionary, key: &[u8]) -> String {
    let name = from.get(key).and_then(Object::as_name).unwrap_or_default();
    String::from_utf8_lossy(name).into_owned()
}

/// A stream's content, unpacked.
fn stream(file: &Document, from: &Dictionary, key: &[u8]) -> Option<Vec<u8>> {
    let (_, object) = file.dereference(from.get(key).ok()?).ok()?;
    object.as_stream().ok()?.get_plain_content().ok()
}
