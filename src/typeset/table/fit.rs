//! Which size a table is set in, and whether it stands upright.

use super::super::blocks::Context;
use super::super::frame::Part;
use super::columns::{Asked, Content, Shaped};
use crate::standard::Setup;

/// Blank on either side of a cell's text, in pt.
const PAD: f64 = 4.0;
/// A column narrower than so many characters whose cells take three lines or more is badly set.
const NARROW: f64 = 8.0;
/// The least size that is readable, in pt; words are split before it is gone below.
const LEAST: f64 = 6.0;

/// How a table is fitted to the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    /// Columns.
    pub count: usize,
    /// Size of its type in pt.
    pub size: f64,
    /// Blank on either side of a cell's text in pt.
    pub pad: f64,
    /// Its width in pt.
    pub measure: f64,
    /// Height of the type area it stands in, in pt.
    pub area: f64,
    /// Whether it has pages of its own that are read sideways (clause 8).
    pub turned: bool,
}

impl Fit {
    /// The table's own size where every cell fits on one line; else a step smaller (五号). It is turned where it
    /// would be badly set even so ([`Self::bad`]) and the page is higher than wide. What is too wide for the
    /// turned page as well is set in 小五 or, at last, as small as its words ask.
    pub(super) fn of(
        cells: &[Vec<Shaped>],
        count: usize,
        base: f64,
        context: Context,
        setup: &Setup,
    ) -> Self {
        let small = base.min(10.5);
        let upright = Self {
            count,
            size: base,
            pad: PAD,
            measure: context.measure,
            area: setup.area(),
            turned: false,
        };
        if upright.one_line(cells, base) {
            return upright.bounded();
        }
        let lower = Self { size: small, ..upright };
        let mut fit = lower;
        // A footnote stays at the foot of its page.
        let free = context.part != Part::Footnote && setup.area() > setup.measure() * 1.1;
        if free && lower.bad(cells, base) {
            let measure = setup.area();
            fit = Self { turned: true, measure, area: setup.measure(), ..upright };
            if !fit.one_line(cells, base) {
                fit.size = small;
            }
        }
        if fit.cramped(&Asked::of(cells, count, fit.size / base)) {
            fit.size = small.min(9.0);
            fit.pad = PAD / 2.0;
            let needed = Asked::of(cells, count, fit.size / base).least.iter().sum::<f64>();
            if needed > fit.room() {
                fit.pad = 1.0;
                let size = fit.size * fit.room() / needed * 0.999;
                fit.size = fit.size.min(size.max(LEAST));
            }
        }
        fit.bounded()
    }

    /// Width for text in pt.
    pub(super) fn room(&self) -> f64 {
        self.measure - 2.0 * self.pad * self.count as f64
    }

    fn one_line(&self, cells: &[Vec<Shaped>], base: f64) -> bool {
        let asked = Asked::of(cells, self.count, self.size / base);
        asked.natural.iter().sum::<f64>() <= self.room()
    }

    /// Whether words and figures would have to be split.
    fn cramped(&self, asked: &Asked) -> bool {
        asked.least.iter().sum::<f64>() > self.room()
    }

    /// Whether words or figures would have to be split, or more than a third of the cells that hold anything
    /// would stand in a narrow column on three lines or more.
    fn bad(&self, cells: &[Vec<Shaped>], base: f64) -> bool {
        let scale = self.size / base;
        let asked = Asked::of(cells, self.count, scale);
        if self.cramped(&asked) {
            return true;
        }
        let widths = asked.share(cells, scale, self.room(), self.size);
        let (mut tall, mut all) = (0, 0);
        for row in cells {
            for (cell, width) in row.iter().zip(&widths) {
                if cell.content == Content::None {
                    continue;
                }
                all += 1;
                let narrow = *width < NARROW * self.size;
                tall += usize::from(narrow && cell.natural * scale > 2.0 * width);
            }
        }
        tall * 3 > all
    }

    /// Small enough that a character fits in each column.
    fn bounded(self) -> Self {
        let column = self.measure / self.count.max(1) as f64;
        let pad = self.pad.min(column / 8.0);
        Self { pad, size: self.size.min(column - 2.0 * pad).max(0.5), ..self }
    }
}
