//! What a font calls itself.

use skrifa::raw::tables::name::{Name, NameRecord};

use super::practice::{Index, Place};

const FAMILY: u16 = 1;
const STYLE: u16 = 2;
const FULL: u16 = 4;
const POSTSCRIPT: u16 = 6;
const TYPOGRAPHIC_FAMILY: u16 = 16;
const TYPOGRAPHIC_STYLE: u16 = 17;

/// Longest name that is looked at, in bytes; the table's are far shorter.
const LONGEST: u16 = 128;

/// The best place of the table that a font's names lead to. Full and PostScript names say it alone; the family
/// only where the style is no other weight or slope.
pub(super) fn place(names: &Name<'_>, index: &Index) -> Option<Place> {
    let mut best: Option<Place> = None;
    let mut family: Option<Place> = None;
    let mut plain = true;
    let better = |best: Option<Place>, found: Option<Place>| match (best, found) {
        (Some(best), Some(found)) if found.rank >= best.rank => Some(best),
        (best, None) => best,
        (_, found) => found,
    };
    for record in names.name_record() {
        let id = record.name_id().to_u16();
        let wanted = matches!(
            id,
            FAMILY | STYLE | FULL | POSTSCRIPT | TYPOGRAPHIC_FAMILY | TYPOGRAPHIC_STYLE
        );
        if !wanted || record.length() > LONGEST {
            continue;
        }
        let Some(text) = text(names, record) else { continue };
        match id {
            FULL | POSTSCRIPT => best = better(best, index.name(&text)),
            FAMILY | TYPOGRAPHIC_FAMILY => family = better(family, index.name(&text)),
            _ => plain &= !other_style(&text),
        }
    }
    if plain { better(best, family) } else { best }
}

/// Whether a style is not the plain one.
fn other_style(style: &str) -> bool {
    const WORDS: [&str; 12] = [
        "bold", "italic", "oblique", "black", "heavy", "light", "thin", "medium", "粗", "斜", "细",
        "黑",
    ];
    let style = style.to_lowercase();
    WORDS.iter().any(|word| style.contains(word))
}

/// The text of a record; older Chinese fonts have some in GBK.
fn text(names: &Name<'_>, record: &NameRecord) -> Option<String> {
    const MACINTOSH: (u16, u16) = (1, 25);
    const WINDOWS: (u16, u16) = (3, 3);
    let data = names.string_data();
    if matches!((record.platform_id(), record.encoding_id()), MACINTOSH | WINDOWS) {
        let start = record.string_offset().to_u32() as usize;
        let bytes = data.as_bytes().get(start..)?.get(..usize::from(record.length()))?;
        return Some(encoding_rs::GBK.decode_without_bom_handling(bytes).0.into_owned());
    }
    Some(record.string(data).ok()?.to_string())
}
