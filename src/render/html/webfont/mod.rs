//! Subsets of the faces as web fonts: exactly the characters a report prints in each role, with a
//! character map, so that a browser shows them where no Chinese font is installed.

mod cff;
mod layout;
mod sfnt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use skrifa::MetadataProvider as _;
use skrifa::raw::{FontRef, TableProvider as _};

use crate::fonts::{Face, FaceId, Fonts, Role};

/// The characters that each role prints.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    roles: [Characters; 5],
}

impl Tally {
    /// Notes that a role prints a text.
    pub(super) fn add(&mut self, role: Role, text: &str) {
        let set = &mut self.roles[role as usize];
        text.chars().for_each(|ch| set.insert(ch));
    }
}

/// A set of characters: bits for the basic plane, a list for the rest.
#[derive(Debug, Clone, Default)]
struct Characters {
    plane: Vec<u64>,
    beyond: Vec<char>,
}

impl Characters {
    fn insert(&mut self, ch: char) {
        let code = u32::from(ch);
        if code <= 0x20 || (0x7f..0xa0).contains(&code) {
            return;
        }
        if code > 0xffff {
            if let Err(at) = self.beyond.binary_search(&ch) {
                self.beyond.insert(at, ch);
            }
            return;
        }
        if self.plane.is_empty() {
            self.plane.resize(1024, 0);
        }
        if let Some(word) = self.plane.get_mut((code >> 6) as usize) {
            *word |= 1 << (code & 63);
        }
    }

    /// The characters in ascending order.
    fn iter(&self) -> impl Iterator<Item = char> {
        let plane = self.plane.iter().zip(0_u32..).flat_map(|(&word, at)| {
            (0..64_u32).filter(move |bit| word >> bit & 1 == 1).map(move |bit| at << 6 | bit)
        });
        plane.filter_map(char::from_u32).chain(self.beyond.iter().copied())
    }
}

/// The style sheet of the faces: a `@font-face` for each subset and, for each role that prints anything, a
/// variable `--tg-<role>` that lists the families to ask in turn.
pub(super) fn style(tally: &Tally, fonts: &Fonts) -> String {
    let plan = Plan::new(tally, fonts);
    let mut css = String::new();
    let mut shown = Vec::new();
    for (face, characters) in &plan.faces {
        if face_rule(&mut css, &face.0.to_string(), fonts.face(*face), characters, "") {
            shown.push(*face);
        }
    }
    // Blanks are outside the range, so that this face never decides how high a line is.
    let latin = plan.latin.as_ref().is_some_and(|(face, characters)| {
        face_rule(&mut css, LATIN, fonts.face(*face), characters, ";unicode-range:U+21-7E")
    });
    css.push_str(":root{");
    for (role, name) in
        Role::ALL.into_iter().zip(["fangsong", "xiaobiaosong", "kai", "hei", "song"])
    {
        let own = fonts.face(fonts.of(role));
        let mut families: Vec<String> = Vec::new();
        if !embeddable(own) {
            families.push(format!("\"{}\"", own.name.replace(['"', '\\', '<', '\n'], "")));
        } else if latin && has_companion(role) {
            families.push(format!("tg-{LATIN}"));
        }
        for face in fonts.chain(role) {
            let family = format!("tg-{}", face.0);
            if shown.contains(&face) && !families.contains(&family) {
                families.push(family);
            }
        }
        if !families.is_empty() {
            css.push_str(&format!("--tg-{name}:{};", families.join(",")));
        }
    }
    css.push_str("}\n");
    css
}

/// Writes the `@font-face` of a subset; whether there is one.
fn face_rule(css: &mut String, name: &str, face: &Face, characters: &[char], range: &str) -> bool {
    if characters.is_empty() {
        return false;
    }
    let Some(subset) = subset(face, characters) else {
        return false;
    };
    let kind = if subset.starts_with(b"OTTO") { "otf" } else { "ttf" };
    css.reserve(subset.len() * 4 / 3 + 128);
    for part in ["@font-face{font-family:tg-", name, ";font-display:block", range] {
        css.push_str(part);
    }
    css.push_str(";src:url(data:font/");
    css.push_str(kind);
    css.push_str(";base64,");
    STANDARD.encode_string(&subset, css);
    css.push_str(")}\n");
    true
}

/// The family of letters and digits (U+0021 to U+007E) in the roles with a companion, without `tg-`.
const LATIN: &str = "latin";

/// Whether letters and digits in a role come from 宋体 and its companions: the Chinese faces of these
/// roles draw them badly.
fn has_companion(role: Role) -> bool {
    matches!(role, Role::Fangsong | Role::Kai)
}

/// Which face shows which characters, ascending.
struct Plan {
    faces: Vec<(FaceId, Vec<char>)>,
    /// The face of letters and digits in the roles with a companion.
    latin: Option<(FaceId, Vec<char>)>,
}

impl Plan {
    fn new(tally: &Tally, fonts: &Fonts) -> Self {
        let mut sets: Vec<(FaceId, Characters)> =
            fonts.iter().map(|(id, _)| (id, Characters::default())).collect();
        let companion = fonts.chain(Role::Song).into_iter().find_map(|id| {
            let face = fonts.face(id);
            Some((id, face.font().filter(|_| embeddable(face))?.charmap()))
        });
        let mut latin = Characters::default();
        for role in Role::ALL {
            let own = fonts.of(role);
            let companion = companion
                .as_ref()
                .filter(|(id, _)| has_companion(role) && *id != own && embeddable(fonts.face(own)));
            let mut chain: Vec<FaceId> = fonts.chain(role).to_vec();
            chain.retain(|&id| embeddable(fonts.face(id)));
            chain.dedup();
            let maps: Vec<_> = chain
                .iter()
                .filter_map(|&id| Some((id, fonts.face(id).font()?.charmap())))
                .collect();
            for ch in tally.roles[role as usize].iter() {
                if ch.is_ascii() && companion.is_some_and(|(_, map)| map.map(ch).is_some()) {
                    latin.insert(ch);
                    continue;
                }
                let face = maps.iter().find(|(_, map)| map.map(ch).is_some());
                if let Some((id, _)) = face
                    && let Some((_, set)) = sets.get_mut(usize::from(id.0))
                {
                    set.insert(ch);
                }
            }
        }
        Self {
            faces: sets.into_iter().map(|(id, set)| (id, set.iter().collect())).collect(),
            latin: companion.map(|(id, _)| (id, latin.iter().collect())),
        }
    }
}

/// Whether a subset of the face can be made, and may be embedded by its own licence bits (OS/2 fsType).
fn embeddable(face: &Face) -> bool {
    let Some(font) = face.font() else {
        return false;
    };
    if font.glyf().is_err() && font.cff().is_err() {
        return false;
    }
    face.rights().is_ok()
}

/// A web font with the characters (ascending) of a face; characters that the face lacks are left out.
/// `None` for a font that cannot be subset.
fn subset(face: &Face, characters: &[char]) -> Option<Vec<u8>> {
    let font = face.font()?;
    let charmap = font.charmap();
    let mut glyphs: Vec<u16> = vec![0];
    let mut known = std::collections::HashMap::with_capacity(characters.len());
    let mut map: Vec<(char, u16)> = Vec::with_capacity(characters.len());
    for &ch in characters {
        let Some(glyph) = charmap.map(ch).and_then(|glyph| u16::try_from(glyph.to_u32()).ok())
        else {
            continue;
        };
        let glyph = match ch {
            '—' | '…' => layout::full_width(&font, glyph),
            _ => glyph,
        };
        let new = *known.entry(glyph).or_insert_with(|| {
            glyphs.push(glyph);
            u16::try_from(glyphs.len() - 1).unwrap_or(0)
        });
        map.push((ch, new));
    }
    let mut tables = match sfnt::table(&font, b"CFF ").and_then(|cff| cff::subset(cff, &glyphs)) {
        Some(cff) => from_cff(&font, &glyphs, cff)?,
        None => from_subsetter(face, &glyphs)?,
    };
    let flavour =
        if tables.iter().any(|(tag, _)| tag == b"CFF ") { 0x4f54_544f } else { 0x0001_0000 };
    tables.push((*b"cmap", sfnt::cmap(&map)?));
    tables.push((*b"OS/2", sfnt::os2(&font, &map)));
    tables.push((*b"post", sfnt::post(&font)));
    tables.push((*b"name", sfnt::names(&font)?));
    if let Some(gpos) = layout::half_widths(&font, &glyphs) {
        tables.push((*b"GPOS", gpos));
    }
    sfnt::write(flavour, &mut tables)
}

/// Outlines and metrics around a CFF table made here.
fn from_cff(font: &FontRef<'_>, glyphs: &[u16], cff: Vec<u8>) -> Option<Vec<sfnt::Table>> {
    let (hhea, hmtx) = sfnt::metrics(font, glyphs)?;
    let mut maxp = vec![0, 0, 0x50, 0];
    maxp.extend_from_slice(&u16::try_from(glyphs.len()).ok()?.to_be_bytes());
    let head = sfnt::table(font, b"head")?.to_vec();
    Some(vec![
        (*b"CFF ", cff),
        (*b"head", head),
        (*b"hhea", hhea),
        (*b"hmtx", hmtx),
        (*b"maxp", maxp),
    ])
}

/// Outlines and metrics by the `subsetter` crate: TrueType outlines and CFF tables of other kinds.
fn from_subsetter(face: &Face, glyphs: &[u16]) -> Option<Vec<sfnt::Table>> {
    const KEPT: [&[u8; 4]; 10] =
        [b"CFF ", b"glyf", b"loca", b"cvt ", b"fpgm", b"prep", b"head", b"hhea", b"hmtx", b"maxp"];
    let mut remapper = subsetter::GlyphRemapper::new();
    for &glyph in glyphs.iter().skip(1) {
        remapper.remap(glyph);
    }
    let bytes = subsetter::subset(&face.data, face.index, &remapper).ok()?;
    let font = FontRef::new(&bytes).ok()?;
    Some(KEPT.iter().filter_map(|&tag| Some((*tag, sfnt::table(&font, tag)?.to_vec()))).collect())
}

#[cfg(test)]
mod tests;
