//! The frames as a measurer sees them.

use std::collections::BTreeMap;

use super::{LineProof, PageProof, ink};
use crate::cjk;
use crate::fonts::Fonts;
use crate::standard::{Setup, mm, to_mm};
use crate::typeset::{Fill, Frames, Glyph, Item, LineBox, MIDDLE, Page, Part, TextRun};

/// Frames with what was found out about their grid.
pub(super) struct View<'a> {
    pub frames: &'a Frames,
    pub fonts: &'a Fonts,
    pub grid: Grid,
}

/// The grid as it was found in the body's lines, in pt; `None` where there are too few of them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Grid {
    /// Size of the body.
    pub size: Option<f64>,
    /// From one line to the next.
    pub pitch: Option<f64>,
    /// Left and right edge of lines that are flush.
    pub left: Option<f64>,
    pub right: Option<f64>,
    /// Top of the first line's strip.
    pub top: Option<f64>,
    /// Bottom of the last line's strip on the fullest page.
    pub bottom: Option<f64>,
    /// Advance of a full-width character.
    pub cell: Option<f64>,
}

/// Whether lines of a part stand on the grid.
pub(super) fn on_grid(part: Part) -> bool {
    matches!(
        part,
        Part::Body
            | Part::Heading(_)
            | Part::Addressees
            | Part::AttachmentList
            | Part::Signature
            | Part::Date
            | Part::Remark
            | Part::Attendance
    )
}

/// The middle of a line's type in pt from the page's top.
pub(super) fn middle(line: &LineBox) -> f64 {
    line.y - MIDDLE * line.size
}

impl<'a> View<'a> {
    pub(super) fn new(frames: &'a Frames, fonts: &'a Fonts, setup: &Setup) -> Self {
        let mut view = Self { frames, fonts, grid: Grid::default() };
        view.grid = view.find_grid(setup);
        view
    }

    /// The pages that are read upright, with their indices.
    pub(super) fn upright(&self) -> impl Iterator<Item = (usize, &'a Page)> + use<'a> {
        self.frames.pages.iter().enumerate().filter(|(_, page)| !page.turned)
    }

    /// The lines of a part on upright pages, with their pages.
    pub(super) fn lines(
        &self,
        part: Part,
    ) -> impl Iterator<Item = (&'a Page, &'a LineBox)> + use<'a> {
        self.upright()
            .flat_map(move |(_, page)| page.lines.iter().map(move |line| (page, line)))
            .filter(move |(_, line)| line.part == part)
    }

    /// The rules of a part on upright pages, with their pages.
    pub(super) fn rules(&self, part: Part) -> impl Iterator<Item = (&'a Page, &'a Fill)> + use<'a> {
        self.upright()
            .flat_map(|(_, page)| page.items.iter().map(move |item| (page, item)))
            .filter_map(move |(page, item)| match item {
                Item::Fill(fill) if fill.part == part => Some((page, fill)),
                _ => None,
            })
    }

    fn find_grid(&self, setup: &Setup) -> Grid {
        let body: Vec<&LineBox> = self.lines(Part::Body).map(|(_, line)| line).collect();
        let size = most(body.iter().map(|line| line.size));
        let Some(size) = size else { return Grid::default() };
        let widest = body.iter().map(|line| line.measure.1).fold(0.0, f64::max);
        let flush: Vec<&&LineBox> =
            body.iter().filter(|line| line.full && flush_in(line, size, widest)).collect();
        // Lines that go on from a full one begin at the edge.
        let left = most(self.upright().flat_map(|(_, page)| {
            page.lines
                .windows(2)
                .filter(|pair| pair.iter().all(|line| flush_in(line, size, widest)))
                .filter(|pair| pair[0].full)
                .map(|pair| pair[1].x)
                .collect::<Vec<_>>()
        }));
        let right = most(flush.iter().map(|line| line.x + line.width));
        let pitch = most(self.upright().flat_map(|(_, page)| {
            page.lines
                .windows(2)
                .filter(|pair| pair.iter().all(|line| line.part == Part::Body && line.size == size))
                .map(|pair| pair[1].y - pair[0].y)
                .filter(|step| *step > 0.5 * size)
                .collect::<Vec<_>>()
        }));
        // The lines of the grid's pages: their strips repeat from the type area's top to its bottom. Where no page
        // begins or ends with a line of the grid, its edges are those repeats that lie nearest to where they belong.
        let strip = |line: &LineBox, edge: f64, pitch: f64| {
            let top = middle(line) - pitch / 2.0;
            top - ((top - edge) / pitch).round() * pitch
        };
        let any = body.iter().rfind(|line| line.size == size).copied();
        let begins = self.upright().filter_map(|(_, page)| {
            page.lines.first().filter(|line| line.part == Part::Body && line.size == size)
        });
        let top = pitch.and_then(|pitch| {
            let first = begins.map(|line| middle(line) - pitch / 2.0).reduce(f64::min);
            first.or_else(|| any.map(|line| strip(line, mm(setup.top), pitch)))
        });
        let lowest = body.iter().map(|line| middle(line)).fold(0.0, f64::max);
        let full =
            pitch.zip(top).filter(|&(pitch, top)| (lowest - top) / pitch > setup.lines - 2.0);
        let bottom = full.and_then(|(pitch, _)| {
            let foot = mm(setup.top) + setup.area();
            let last = lowest + pitch / 2.0;
            // A page that ends a line or two early still shows where the last strip would be.
            any.map(|line| if last > foot - pitch / 2.0 { last } else { strip(line, foot, pitch) })
        });
        let cell = most(self.lines(Part::Body).flat_map(|(page, line)| advances(page, line, size)));
        Grid { size: Some(size), pitch, left, right, top, bottom, cell }
    }

    pub(super) fn pages(&self) -> Vec<PageProof> {
        let pages = self.frames.pages.iter().enumerate();
        pages
            .map(|(index, page)| PageProof {
                number: index + 1,
                printed: page.number,
                turned: page.turned,
                grid_lines: page.lines.iter().filter(|line| on_grid(line.part)).count(),
                lines: page
                    .lines
                    .iter()
                    .map(|line| LineProof {
                        text: line.text.clone(),
                        characters: line.characters,
                        x: to_mm(line.x),
                        y: to_mm(line.y),
                        width: to_mm(line.width),
                        full: line.full,
                        span: line.span,
                    })
                    .collect(),
            })
            .collect()
    }
}

/// Whether a line is body text across the whole measure.
fn flush_in(line: &LineBox, size: f64, widest: f64) -> bool {
    line.part == Part::Body && line.size == size && line.measure.1 > widest - 0.5
}

/// From each hanzi to the next in a line that is not justified.
fn advances(page: &Page, line: &LineBox, size: f64) -> Vec<f64> {
    if line.full || line.size != size {
        return Vec::new();
    }
    let han = |run: &TextRun, glyph: &Glyph| {
        let text = run.text.get(glyph.start as usize..glyph.end as usize).unwrap_or_default();
        text.chars().all(cjk::is_han)
    };
    let mut found = Vec::with_capacity(32);
    for run in ink::runs(page, line) {
        let pairs = run.glyphs.windows(2);
        let pairs = pairs.filter(|pair| pair.iter().all(|glyph| han(run, glyph)));
        found.extend(pairs.map(|pair| pair[1].x - pair[0].x));
    }
    found
}

/// The value that comes most often, values within 0.02 pt taken as one.
pub(super) fn most(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut counts: BTreeMap<i64, (usize, f64)> = BTreeMap::new();
    for value in values {
        let entry = counts.entry((value * 50.0).round() as i64).or_insert((0, value));
        entry.0 += 1;
    }
    counts.into_values().max_by_key(|&(count, _)| count).map(|(_, value)| value)
}
