//! Where the ink of glyphs lies.

use skrifa::instance::{LocationRef, Size};
use skrifa::{GlyphId, MetadataProvider as _};

use crate::fonts::Fonts;
use crate::typeset::{Item, LineBox, Page, TextRun};

/// Edges of ink on a page, in pt from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ink {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

/// The runs that a line consists of.
pub(super) fn runs<'a>(page: &'a Page, line: &'a LineBox) -> impl Iterator<Item = &'a TextRun> {
    page.items.iter().filter_map(move |item| match item {
        Item::Text(run)
            if (run.y - line.y).abs() < 0.3 * line.size
                && run.x > line.x - line.size
                && run.x < line.x + line.width + line.size =>
        {
            Some(run)
        }
        _ => None,
    })
}

/// The ink of runs that are not turned; `None` where they show nothing.
pub(super) fn of<'a>(runs: impl Iterator<Item = &'a TextRun>, fonts: &Fonts) -> Option<Ink> {
    let mut ink: Option<Ink> = None;
    for run in runs {
        let Some(font) = fonts.face(run.face).font() else { continue };
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        for glyph in &run.glyphs {
            let Some(bounds) = metrics.bounds(GlyphId::new(u32::from(glyph.id))) else { continue };
            if bounds.y_max <= bounds.y_min {
                continue;
            }
            let at = |value: f32| f64::from(value) * run.size;
            let one = Ink {
                left: run.x + glyph.x + at(bounds.x_min),
                right: run.x + glyph.x + at(bounds.x_max),
                top: run.y - at(bounds.y_max),
                bottom: run.y - at(bounds.y_min),
            };
            ink = Some(ink.map_or(one, |all| Ink {
                left: all.left.min(one.left),
                right: all.right.max(one.right),
                top: all.top.min(one.top),
                bottom: all.bottom.max(one.bottom),
            }));
        }
    }
    ink
}
