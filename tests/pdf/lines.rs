//! Glyphs on pages as lines, and what a line is measured by.

use tigang::cjk;

use super::reader::{Glyph, Page, Pdf};
use super::{BODY, CELL, LEFT, PITCH, RIGHT, TITLE, most_common};

/// Faces stand on slightly different baselines on purpose (one optical middle); in ems.
const SAME_LINE: f64 = 0.15;

/// How far an edge may lie from where it belongs, in pt.
pub const FLUSH: f64 = 0.5;

/// The glyphs on one baseline, left to right, with notes' raised signs between them.
pub struct Line<'a> {
    pub glyphs: Vec<&'a Glyph>,
    /// Baseline of its first glyph of full size.
    pub y: f64,
    /// Its largest size.
    pub size: f64,
}

impl<'a> Line<'a> {
    fn new(glyph: &'a Glyph) -> Self {
        Self { glyphs: vec![glyph], y: glyph.y, size: glyph.size }
    }

    pub fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
    }

    /// Characters, blanks left out.
    pub fn characters(&self) -> usize {
        self.text().chars().filter(|ch| !ch.is_whitespace()).count()
    }

    /// The printed glyphs at its ends.
    pub fn ends(&self) -> (&'a Glyph, &'a Glyph) {
        let mut printed = self.glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty());
        let first = printed.next().or(self.glyphs.first()).unwrap();
        (first, printed.next_back().unwrap_or(first))
    }

    pub fn left(&self) -> f64 {
        self.ends().0.x
    }

    pub fn right(&self) -> f64 {
        self.ends().1.right()
    }

    /// Middle between its ends.
    pub fn centre(&self) -> f64 {
        (self.left() + self.right()) / 2.0
    }

    /// Left, top, right and bottom of its ink.
    pub fn ink(&self) -> [f64; 4] {
        let boxes = self.glyphs.iter().filter_map(|glyph| glyph.ink_box());
        boxes
            .reduce(|one, next| {
                let (least, most) = (f64::min, f64::max);
                [
                    least(one[0], next[0]),
                    least(one[1], next[1]),
                    most(one[2], next[2]),
                    most(one[3], next[3]),
                ]
            })
            .expect("ink")
    }

    /// The height at which its ideographs have their middle, by their ink.
    pub fn middle(&self) -> f64 {
        let full = |glyph: &&&Glyph| cjk::is_han(glyph.ch()) && glyph.size == self.size;
        let boxes: Vec<[f64; 4]> =
            self.glyphs.iter().filter(full).filter_map(|glyph| glyph.ink_box()).collect();
        if boxes.is_empty() {
            // Digits and letters: an em's middle.
            return self.y - 0.37 * self.size;
        }
        boxes.iter().map(|ink| (ink[1] + ink[3]) / 2.0).sum::<f64>() / boxes.len() as f64
    }

    /// Whether its first cell begins at `x`. An opening mark may have given up its blank half, or some of it.
    pub fn begins_at(&self, x: f64, tolerance: f64) -> bool {
        let first = self.ends().0;
        let half = if cjk::is_opening(first.ch()) { first.size / 2.0 } else { 0.0 };
        first.x - tolerance <= x && x <= first.x + half + tolerance
    }

    /// Whether its last cell ends at `x`. A closing mark may have given up its blank half, or some of it; a
    /// digit's or letter's cell may be narrower than the companion face states, down to its ink.
    pub fn ends_at(&self, x: f64, tolerance: f64) -> bool {
        let last = self.ends().1;
        // The dot in a name stands in half a cell, in the middle of its glyph.
        let gives = |ch: char| cjk::is_closing(ch) || "，。、；：？！·".contains(ch);
        let least = if last.advance < 0.75 * last.size {
            last.ink_box().map_or(last.right(), |ink| ink[2])
        } else if gives(last.ch()) {
            last.right() - last.advance / 2.0
        } else {
            last.right()
        };
        least - tolerance <= x && x <= last.right() + tolerance
    }

    /// Whether it begins where unindented lines of the body do.
    pub fn is_flush_left(&self) -> bool {
        self.begins_at(LEFT, FLUSH)
    }

    /// Whether it begins where a paragraph of the body does, two cells in.
    pub fn is_indented(&self) -> bool {
        self.begins_at(LEFT + 2.0 * CELL, FLUSH)
    }

    /// Whether it fills the type area to the right.
    pub fn is_flush_right(&self) -> bool {
        self.ends_at(RIGHT, FLUSH)
    }
}

/// The upright lines of a page from top to bottom; with `artifacts` those that are no part of the text.
fn grouped(page: &Page, artifacts: bool) -> Vec<Line<'_>> {
    let mut glyphs: Vec<&Glyph> =
        page.glyphs.iter().filter(|glyph| glyph.artifact == artifacts && glyph.upright()).collect();
    glyphs.sort_by(|one, next| one.y.total_cmp(&next.y));
    let mut lines: Vec<Line<'_>> = Vec::new();
    for glyph in glyphs {
        match lines.iter_mut().rev().take(3).find(|line| {
            (glyph.y - line.y).abs() <= SAME_LINE * glyph.size.max(line.size)
                && (glyph.size - line.size).abs() < 0.3 * line.size
        }) {
            Some(line) => {
                line.glyphs.push(glyph);
                line.size = line.size.max(glyph.size);
            }
            None => lines.push(Line::new(glyph)),
        }
    }
    // Notes' signs: small and raised, within the height of a line and beside its glyphs.
    let (small, mut lines): (Vec<_>, Vec<_>) = {
        let sizes: Vec<(f64, f64)> = lines.iter().map(|line| (line.y, line.size)).collect();
        lines.into_iter().partition(|line| sizes.iter().any(|&(y, size)| belongs(line, y, size)))
    };
    for line in small {
        let into = lines.iter_mut().find(|other| belongs(&line, other.y, other.size));
        if let Some(into) = into {
            into.glyphs.extend(line.glyphs);
        }
    }
    for line in &mut lines {
        line.glyphs.sort_by(|one, next| place(one).total_cmp(&place(next)));
        let full = line.glyphs.iter().find(|glyph| glyph.size == line.size);
        line.y = full.map_or(line.y, |glyph| glyph.y);
    }
    lines.sort_by(|one, next| one.y.total_cmp(&next.y));
    lines
}

/// Where a glyph is seen: the middle of its ink. A squeezed opening mark's blank half lies over the glyph before.
fn place(glyph: &Glyph) -> f64 {
    glyph.ink_box().map_or(glyph.x, |ink| (ink[0] + ink[2]) / 2.0)
}

fn belongs(small: &Line<'_>, y: f64, size: f64) -> bool {
    let middle = small.y - 0.37 * small.size;
    small.size < 0.75 * size && (y - 0.95 * size..y + 0.1 * size).contains(&middle)
}

/// The lines of a page's text, from top to bottom.
pub fn lines(page: &Page) -> Vec<Line<'_>> {
    grouped(page, false)
}

/// The lines that are no part of the text: page numbers.
pub fn artifact_lines(page: &Page) -> Vec<Line<'_>> {
    grouped(page, true)
}

/// The font that most of the body's ideographs are set in.
pub fn body_font(pdf: &Pdf) -> &str {
    let glyphs = pdf.pages.iter().flat_map(|page| &page.glyphs);
    let body = glyphs.filter(|glyph| (glyph.size - BODY).abs() < 0.01 && cjk::is_han(glyph.ch()));
    most_common(body.map(|glyph| &*glyph.font)).unwrap_or_default()
}

/// A line of the body.
pub struct BodyLine<'a> {
    /// Its page, from 0.
    pub page: usize,
    /// Baseline of the body's font in it.
    pub baseline: f64,
    /// Whether another line of its paragraph follows, so that it has to fill the measure. Told from the page
    /// alone: the next line of the body follows at once and begins at the type area's left edge.
    pub full: bool,
    pub line: Line<'a>,
}

/// The lines that have some of the body's font at the body's size, in order. What stands above a title (版头)
/// is none of them.
pub fn body_lines(pdf: &Pdf) -> Vec<BodyLine<'_>> {
    let font = body_font(pdf);
    let mut out: Vec<BodyLine<'_>> = Vec::new();
    for (at, page) in pdf.pages.iter().enumerate() {
        let all = lines(page);
        let last_text = all.iter().filter(|line| line.size >= 15.0).map(|line| line.y);
        let last_text = last_text.fold(0.0, f64::max);
        let titles = all.iter().filter(|line| (line.size - TITLE).abs() < 0.01).map(|line| line.y);
        let title = titles.fold(0.0, f64::max);
        for line in all.into_iter().filter(|line| line.y > title) {
            let of_body =
                |glyph: &&&Glyph| &*glyph.font == font && (glyph.size - BODY).abs() < 0.01;
            let Some(body) = line.glyphs.iter().find(of_body) else { continue };
            let baseline = body.y;
            if let Some(before) = out.last_mut() {
                let follows = if before.page == at {
                    (baseline - before.baseline - PITCH).abs() < 1.0
                } else {
                    before.page + 1 == at && before.full
                };
                let begins = before.line.is_flush_left() || before.line.is_indented();
                before.full = follows && begins && line.is_flush_left();
            }
            // Whether it ends the page's text, until the next line is known.
            let full = (line.y - last_text).abs() < 3.0;
            out.push(BodyLine { page: at, baseline, full, line });
        }
    }
    if let Some(last) = out.last_mut() {
        last.full = false;
    }
    out
}
