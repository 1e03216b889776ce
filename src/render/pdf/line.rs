//! The pieces of a line of text, and the reader's pen.

use printpdf::{Codepoint, TextItem};

use super::face::{Embedded, Faces};
use super::glyphs::{Cluster, clusters};
use crate::typeset::TextRun;

/// How far, in ems, a glyph's cell may reach over the next before readers take the next for a new line;
/// poppler stands a fifth.
const OVERLAP: f64 = 0.15;
/// How far apart, in ems, glyphs of one face may stand before readers see a blank; poppler from a tenth.
const APART: f64 = 0.09;
/// The same in a line of several faces or with squeezed marks; poppler from three hundredths.
const MIXED_APART: f64 = 0.02;
/// From how far apart, in ems, they are meant to stand apart.
const COLUMN: f64 = 0.7;

/// A cluster in its place.
pub(super) struct Piece<'a, 'f> {
    pub(super) run: &'a TextRun,
    pub(super) face: &'a Embedded<'f>,
    pub(super) cluster: Cluster<'a>,
    left: f64,
    right: f64,
}

/// The clusters of runs on one baseline.
pub(super) fn pieces<'a, 'f>(runs: &[&'a TextRun], faces: &'a Faces<'f>) -> Vec<Piece<'a, 'f>> {
    let mut pieces = Vec::with_capacity(runs.iter().map(|run| run.glyphs.len()).sum());
    for &run in runs {
        let Some(face) = faces.get(run.face) else { continue };
        if !(run.size.is_finite() && run.size > 0.0) {
            continue;
        }
        for cluster in clusters(run) {
            let (Some(first), Some(last)) = (cluster.glyphs.first(), cluster.glyphs.last()) else {
                continue;
            };
            let width = face.slots.get(&last.id).map_or(0.0, |slot| slot.width);
            let left = run.x + first.x;
            let right = run.x + last.x + width * run.size / 1000.0;
            pieces.push(Piece { run, face, cluster, left, right });
        }
    }
    pieces
}

/// How far apart, in ems, the pieces of a line may stand before readers see a blank.
pub(super) fn least_apart(pieces: &[Piece<'_, '_>]) -> f64 {
    let mixed = pieces.windows(2).any(|pair| {
        let [one, next] = pair else { return false };
        one.run.face != next.run.face || one.apart(next) < -OVERLAP
    });
    if mixed { MIXED_APART } else { APART }
}

impl Piece<'_, '_> {
    /// Whether a reader would misread the room between its cell and the next one's: it reaches over that, as a
    /// squeezed mark's does, or stands apart in a stretched line.
    pub(super) fn misleads(&self, next: &Self, least: f64) -> bool {
        let apart = self.apart(next);
        let blank = |piece: &Self| piece.cluster.text.trim().is_empty();
        apart < -OVERLAP || (least..COLUMN).contains(&apart) && !blank(self) && !blank(next)
    }

    /// How far from its cell the next one's begins, in ems.
    fn apart(&self, next: &Self) -> f64 {
        (next.left - self.right) / self.run.size
    }

    /// Whether the face's character map alone says what it shows.
    pub(super) fn is_plain(&self) -> bool {
        match self.cluster.glyphs {
            [only] => {
                self.face.slots.get(&only.id).is_none_or(|slot| slot.text == self.cluster.text)
            }
            _ => false,
        }
    }
}

/// Glyphs not yet written, and the reader's pen in thousandths of an em. The pen is reckoned as the reader
/// reckons it, so that no error grows along the line.
pub(super) struct Pen {
    /// Where the run's first glyph was put, in pt from the run's `x`.
    origin: f64,
    /// Thousandths of an em to a point.
    scale: f64,
    /// The unit that adjustments are rounded to: whole where that is within 0.01 pt.
    unit: f64,
    place: f64,
    /// An adjustment before the first of the glyphs.
    lead: f32,
    glyphs: Vec<Codepoint>,
}

impl Pen {
    /// A pen at the first glyph of a run of that size.
    pub(super) fn new(size: f64, origin: f64) -> Self {
        let unit = if size <= 20.0 { 1.0 } else { 0.1 };
        Self { origin, scale: 1000.0 / size, unit, place: 0.0, lead: 0.0, glyphs: Vec::new() }
    }

    /// Adds the glyphs of a piece, with an adjustment wherever the pen is not where the next glyph belongs.
    pub(super) fn draw(&mut self, piece: &Piece<'_, '_>) {
        for glyph in piece.cluster.glyphs {
            let Some(slot) = piece.face.slots.get(&glyph.id) else { continue };
            self.go_to((glyph.x - self.origin) * self.scale);
            self.glyphs.push(Codepoint::with_cid(slot.code, 0.0, slot.text.to_owned()));
            self.place += slot.width;
        }
    }

    fn go_to(&mut self, place: f64) {
        let steps = ((self.place - place) / self.unit).round();
        if steps == 0.0 || !steps.is_finite() {
            return;
        }
        // A tenth is not exact in binary; the shortest decimal of the f32 is what gets written.
        let back = if self.unit == 1.0 { steps as f32 } else { (steps / 10.0) as f32 };
        self.place -= steps * self.unit;
        match self.glyphs.last_mut() {
            Some(last) => last.offset += back,
            None => self.lead += back,
        }
    }

    /// What has not been written yet.
    pub(super) fn take(&mut self) -> Vec<TextItem> {
        let mut items = Vec::with_capacity(2);
        if !self.glyphs.is_empty() {
            if self.lead != 0.0 {
                items.push(TextItem::Offset(std::mem::take(&mut self.lead)));
            }
            items.push(TextItem::GlyphIds(std::mem::take(&mut self.glyphs)));
        }
        items
    }
}
