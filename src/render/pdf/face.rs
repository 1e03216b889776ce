//! Faces cut down to the glyphs used, in the form printpdf embeds.

use std::collections::BTreeMap;

use printpdf::{
    FontId, FontMetrics, FontType, ParsedFont, PdfFont, PdfFontMetricsStub, PdfResources,
};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::DrawSettings;
use skrifa::outline::pen::ControlBoundsPen;
use skrifa::raw::TableProvider as _;
use skrifa::{FontRef, GlyphId, MetadataProvider as _, Tag};
use subsetter::GlyphRemapper;

use super::cff;
use super::error::PdfError;
use super::glyphs::Used;
use crate::fonts::{Face, FaceId, Fonts};

/// The glyph for characters that a face lacks.
const NOTDEF: u16 = 0;

/// A glyph of an embedded face.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot<'a> {
    /// Its number in the subset, which is also its code in the page content.
    pub(super) code: u16,
    /// Its width as the file states it, in thousandths of an em; whole, as `/W` holds it.
    pub(super) width: f64,
    /// The characters that the file's map has for it.
    pub(super) text: &'a str,
}

/// An embedded face.
pub(super) struct Embedded<'a> {
    /// Its resource name.
    pub(super) id: FontId,
    /// By glyph id of the whole face.
    pub(super) slots: BTreeMap<u16, Slot<'a>>,
    /// Height of a capital letter, in thousandths of an em.
    pub(super) cap_height: i64,
    /// Whether text shows the glyph for characters that the face lacks.
    pub(super) shows_notdef: bool,
    parsed: ParsedFont,
}

/// The embedded faces.
pub(super) struct Faces<'a>(BTreeMap<FaceId, Embedded<'a>>);

impl<'a> Faces<'a> {
    /// The embedded form of a face; `None` where no run uses it.
    pub(super) fn get(&self, id: FaceId) -> Option<&Embedded<'a>> {
        self.0.get(&id)
    }

    /// All of them, in a fixed order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Embedded<'a>> {
        self.0.values()
    }

    /// Hands the font programs over to printpdf.
    pub(super) fn register(&self, resources: &mut PdfResources) {
        for face in self.0.values() {
            resources.fonts.map.insert(face.id.clone(), PdfFont::new(face.parsed.clone()));
        }
    }
}

/// Cuts every face down to its used glyphs.
pub(super) fn embed<'a>(used: &Used<'a>, fonts: &Fonts) -> Result<Faces<'a>, PdfError> {
    let all: BTreeMap<FaceId, &Face> = fonts.iter().collect();
    let mut faces = BTreeMap::new();
    for (&id, glyphs) in used {
        let face = all
            .get(&id)
            .ok_or_else(|| PdfError::Internal(format!("版面用到不存在的字体（编号 {}）", id.0)))?;
        let embedded = embed_one(id, face, glyphs)
            .map_err(|reason| PdfError::Font { name: face.name.clone(), reason })?;
        faces.insert(id, embedded);
    }
    Ok(Faces(faces))
}

fn embed_one<'a>(
    id: FaceId,
    face: &Face,
    glyphs: &BTreeMap<u16, &'a str>,
) -> Result<Embedded<'a>, String> {
    let font = face.font().ok_or("文件不是可用的 OpenType 字体")?;
    let (Ok(head), Ok(maxp), Ok(hmtx)) = (font.head(), font.maxp(), font.hmtx()) else {
        return Err("字体缺少 head、maxp 或 hmtx 表".to_owned());
    };
    let units = head.units_per_em();
    if units == 0 {
        return Err("字体的 head 表损坏".to_owned());
    }
    if let Some((last, _)) = glyphs.last_key_value()
        && *last >= maxp.num_glyphs()
    {
        return Err(format!("字体里没有第 {last} 号字形"));
    }

    let mut remapper = GlyphRemapper::new();
    let mut slots = BTreeMap::new();
    let mut widths = BTreeMap::new();
    let mut slot = |glyph: u16, text: &'a str| {
        let code = remapper.remap(glyph);
        let advance = hmtx.advance(GlyphId::from(glyph)).unwrap_or(0);
        widths.insert(code, advance);
        Slot { code, width: stated_width(advance, units), text }
    };
    let substitute = if glyphs.contains_key(&NOTDEF) { substitute(&font) } else { None };
    if let Some((glyph, text)) = substitute {
        let slot = slot(glyph, text);
        slots.extend([(NOTDEF, slot), (glyph, slot)]);
    }
    for (&glyph, &text) in glyphs {
        slots.entry(glyph).or_insert_with(|| slot(glyph, text));
    }
    let program = program(face, &font, &remapper)?;

    let os2 = font.os2().ok();
    let hhea = font.hhea().ok();
    let (ascent, descent) = match (&os2, &hhea) {
        (Some(os2), _) => (os2.s_typo_ascender(), os2.s_typo_descender()),
        (None, Some(hhea)) => (hhea.ascender().to_i16(), hhea.descender().to_i16()),
        (None, None) => (head.y_max(), head.y_min()),
    };
    let cap_height = os2
        .as_ref()
        .and_then(|os2| os2.s_cap_height())
        .filter(|height| *height > 0)
        .or_else(|| height_of_h(&font))
        .unwrap_or(ascent);
    let is_cff = program.starts_with(b"OTTO");
    let parsed = ParsedFont {
        font_index: 0,
        font_name: Some(format!("{}+{}", tag(face, glyphs), face.postscript_name())),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: widths,
        units_per_em: units,
        font_metrics: FontMetrics { ascent, descent },
        font_type: if is_cff { FontType::OpenTypeCFF(()) } else { FontType::TrueType },
        pdf_font_metrics: PdfFontMetricsStub {
            units_per_em: units,
            x_min: head.x_min(),
            y_min: head.y_min(),
            x_max: head.x_max(),
            y_max: head.y_max(),
            caret_slope_rise: hhea.as_ref().map_or(1, |hhea| hhea.caret_slope_rise()),
            caret_slope_run: hhea.as_ref().map_or(0, |hhea| hhea.caret_slope_run()),
            us_weight_class: os2.as_ref().map_or(0, |os2| os2.us_weight_class()),
        },
        original_bytes: program,
    };
    Ok(Embedded {
        id: FontId(format!("T{}", id.0)),
        slots,
        cap_height: i64::from(cap_height) * 1000 / i64::from(units),
        shows_notdef: glyphs.contains_key(&NOTDEF) && substitute.is_none(),
        parsed,
    })
}

/// The font program with only the glyphs of the remapper.
fn program(face: &Face, font: &FontRef<'_>, remapper: &GlyphRemapper) -> Result<Vec<u8>, String> {
    if let Some(table) = font.table_data(Tag::new(b"CFF ")) {
        let glyphs: Vec<u16> = remapper.remapped_gids().collect();
        if let Some(cut) = cff::cut(table.as_bytes(), &glyphs) {
            return Ok(cff::wrap(&[(*b"CFF ", &cut)]));
        }
    }
    subsetter::subset(&face.data, face.index, remapper).map_err(|fault| {
        match fault {
            subsetter::Error::Unimplemented => {
                "这种字体（CFF2 等）暂不支持，请换用普通的 TTF 或 OTF 字体"
            }
            _ => "字体文件损坏，取不出所用的字形",
        }
        .to_owned()
    })
}

/// What is drawn for a character that no face has: a mark that the face itself has. Archives forbid the glyph
/// made for this (ISO 19005-2, 6.2.11.8), and a reader shows nothing certain for it.
fn substitute(font: &FontRef<'_>) -> Option<(u16, &'static str)> {
    ["□", "〓", "■", "?"].into_iter().find_map(|mark| {
        let glyph = font.charmap().map(mark.chars().next()?)?;
        let glyph = u16::try_from(glyph.to_u32()).ok().filter(|glyph| *glyph != NOTDEF)?;
        Some((glyph, mark))
    })
}

/// How high the letter H is; Fandol's own tables say nothing.
fn height_of_h(font: &FontRef<'_>) -> Option<i16> {
    let outline = font.outline_glyphs().get(font.charmap().map('H')?)?;
    let mut bounds = ControlBoundsPen::new();
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    outline.draw(settings, &mut bounds).ok()?;
    Some(bounds.bounding_box()?.y_max.round() as i16)
}

/// The width that printpdf writes for an advance: thousandths of an em, the rest cut off.
fn stated_width(advance: u16, units: u16) -> f64 {
    (f32::from(advance) * 1000.0 / f32::from(units)) as i64 as f64
}

/// Six letters that tell subsets of one face apart, from the glyphs in it (ISO 32000-1, 9.6.4).
fn tag(face: &Face, glyphs: &BTreeMap<u16, &str>) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(face.name.as_bytes());
    for glyph in glyphs.keys() {
        hasher.update(&glyph.to_be_bytes());
    }
    hasher.finalize().as_bytes().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
