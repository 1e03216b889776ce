//! The one place that calls the shaping engine: words of an alphabet, and the dashes of faces whose full-width
//! forms hide behind features.

use harfrust::{Direction, ShapeOptions, ShaperData, UnicodeBuffer, script};
use skrifa::FontRef;

use super::shape::WordGlyph;

/// The shaping tables of one face, read once.
pub(super) struct LatinShaper {
    data: ShaperData,
    buffer: Option<UnicodeBuffer>,
}

impl LatinShaper {
    pub(super) fn new(font: &FontRef<'_>) -> Self {
        Self { data: ShaperData::new(font), buffer: None }
    }

    /// Glyphs of a word; figures in em of `upem` units.
    pub(super) fn shape(&mut self, font: &FontRef<'_>, word: &str, upem: f32) -> Vec<WordGlyph> {
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.push_str(word);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::HAN);
        if let Ok(language) = "zh-Hans".parse() {
            buffer.set_language(language);
        }
        let shaper = self.data.shaper(font).build();
        let shaped = shaper.shape(buffer, ShapeOptions::new());
        let (infos, places) = (shaped.glyph_infos(), shaped.glyph_positions());
        let end = u32::try_from(word.len()).unwrap_or(u32::MAX);
        let glyphs = infos
            .iter()
            .zip(places)
            .enumerate()
            .map(|(at, (info, place))| WordGlyph {
                glyph: u16::try_from(info.glyph_id).unwrap_or(0),
                start: info.cluster,
                end: infos.get(at + 1).map_or(end, |next| next.cluster.max(info.cluster)),
                advance: place.x_advance as f32 / upem,
                shift: place.x_offset as f32 / upem,
            })
            .collect();
        self.buffer = Some(shaped.clear());
        glyphs
    }
}
