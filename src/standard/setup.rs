//! What follows from the figures: the grid, and where a theme leaves the standard.

use super::figures::{FIGURES, Figure, Setup};

/// Points in a millimetre.
const PT_PER_MM: f64 = 72.0 / 25.4;

/// Millimetres as points.
#[must_use]
pub fn mm(length: f64) -> f64 {
    length * PT_PER_MM
}

/// Points as millimetres.
#[must_use]
pub fn to_mm(length: f64) -> f64 {
    length / PT_PER_MM
}

/// How the words that lead a paragraph are set off (段首).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Lead {
    /// 不变: as the rest of the paragraph.
    #[default]
    Plain,
    /// 序词: `一是`, `二是`, `第一，` stand out.
    Words,
    /// 首句: so does a short first sentence.
    Sentence,
}

/// A figure that a theme changed.
#[derive(Debug, Clone, Copy)]
pub struct Deviation {
    /// The figure, with what the standard has.
    pub figure: &'static Figure,
    /// What the theme has.
    pub value: f64,
}

impl Setup {
    /// The measure: width of the type area in pt.
    #[must_use]
    pub fn measure(&self) -> f64 {
        mm(self.width).max(36.0)
    }

    /// Height of the type area in pt.
    #[must_use]
    pub fn area(&self) -> f64 {
        mm(self.height).max(72.0)
    }

    /// Width of a grid cell in pt: the advance of a full-width character of the body.
    #[must_use]
    pub fn cell(&self) -> f64 {
        self.measure() / self.columns.round().max(1.0)
    }

    /// Height of a grid line in pt.
    #[must_use]
    pub fn pitch(&self) -> f64 {
        self.area() / self.lines.round().max(1.0)
    }

    /// Height of a line of the title in pt: with 二号 a quarter more than a line of the grid.
    #[must_use]
    pub fn title_pitch(&self) -> f64 {
        (self.pitch() * 1.25).max(self.title * 1.3)
    }

    /// The figures that are not those of the standard or of practice.
    pub fn deviations(&self) -> impl Iterator<Item = Deviation> + '_ {
        FIGURES.iter().filter_map(|figure| {
            let value = (figure.get)(self);
            ((value - figure.value).abs() > 1e-9).then_some(Deviation { figure, value })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grid_fills_the_type_area() {
        let setup = Setup::default();
        assert!((setup.cell() - 15.79).abs() < 0.01);
        assert!((setup.pitch() - 28.99).abs() < 0.01);
        assert!((setup.left + setup.width + 26.0 - setup.paper_width).abs() < 1e-9);
        assert!((setup.top + setup.height + 35.0 - setup.paper_height).abs() < 1e-9);
        assert_eq!(setup.deviations().count(), 0);
    }

    #[test]
    fn what_a_theme_changes_is_listed() {
        let setup = Setup { lines: 20.0, top: 35.0, ..Setup::default() };
        let found: Vec<_> = setup.deviations().map(|one| (one.figure.name, one.value)).collect();
        assert_eq!(found, [("天头", 35.0), ("每页行数", 20.0)]);
    }

    #[test]
    fn every_figure_is_within_its_own_range_and_has_a_name_of_its_own() {
        for (at, figure) in FIGURES.iter().enumerate() {
            assert!((figure.range.0..=figure.range.1).contains(&figure.value), "{}", figure.id);
            assert!((figure.get)(&Setup::default()) == figure.value);
            let twin = |other: &Figure| other.id == figure.id || other.name == figure.name;
            assert!(!FIGURES[at + 1..].iter().any(twin), "{}", figure.id);
        }
    }
}
