//! The pieces of a line of text, and the reader's pen.

use printpdf::{Codepoint, TextItem};

use super::face::{Embedded, Faces};
use super::glyphs::{Cluster, clusters};
use crate::typeset::TextRun;

/// How far, in ems, a glyph's cell may reach over the next before readers take the next for a new line;
/// poppler stands a fifth.
const OVERLAP: f64 = 0.15;

/// How far, in ems, glyphs may stand apart before readers put a blank between them; poppler stands a tenth.
const GAP: f64 = 0.09;

/// The same where faces change: there poppler compares the gaps of a line with each other.
const SEAM: f64 = 0.015;

/// From how wide, in ems, a blank is taken for the space between columns.
const WIDE: f64 = 0.6;

/// A cluster in its place.
pub(super) struct Piece<'a, 'f> {
    pub(super) run: &'a TextRun,
    /// The run's place in reading order.
    pub(super) place: u32,
    pub(super) face: &'a Embedded<'f>,
    pub(super) cluster: Cluster<'a>,
    left: f64,
    right: f64,
}

/// The clusters of runs on one line.
pub(super) fn pieces<'a, 'f>(
    runs: &[(&'a TextRun, u32)],
    faces: &'a Faces<'f>,
) -> Vec<Piece<'a, 'f>> {
    let mut pieces = Vec::with_capacity(runs.iter().map(|(run, _)| run.glyphs.len()).sum());
    for &(run, place) in runs {
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
            pieces.push(Piece { run, place, face, cluster, left, right });
        }
    }
    pieces
}

impl Piece<'_, '_> {
    /// Whether its cell reaches over the next one's, as that of a squeezed mark does.
    fn reaches_over(&self, next: &Self) -> bool {
        self.right - next.left > OVERLAP * self.run.size && next.right > self.left
    }

    /// Whether the next one stands off where readers would see a blank, or none where a wide one is.
    fn stands_off(&self, next: &Self) -> bool {
        let size = self.run.size;
        if self.run.node != next.run.node {
            false
        } else if self.cluster.text.chars().all(char::is_whitespace) {
            next.left - self.left > WIDE * size
        } else {
            let gap = next.left - self.right;
            let blank = next.cluster.text.chars().all(char::is_whitespace);
            let least = if self.run.face == next.run.face { GAP } else { SEAM };
            !blank && gap > least * size && gap < WIDE * size
        }
    }

    /// Whether readers need to be told that it and the next are one piece of a line.
    pub(super) fn joins(&self, next: &Self) -> bool {
        self.reaches_over(next) || self.stands_off(next)
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
