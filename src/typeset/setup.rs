//! The page's figures, by clause of GB/T 9704—2012, and what a caller may ask for.

/// Points in a millimetre.
const PT_PER_MM: f64 = 72.0 / 25.4;

/// Millimetres as points.
#[must_use]
pub(super) fn mm(length: f64) -> f64 {
    length * PT_PER_MM
}

/// What a caller may ask of the layout.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// Whether every page carries a light 草稿 across it.
    pub draft: bool,
    /// The page.
    pub setup: Setup,
}

/// The page's figures. The defaults are those of GB/T 9704—2012; lengths in mm, type sizes in pt.
#[derive(Debug, Clone, PartialEq)]
pub struct Setup {
    /// Width of the paper in mm (5.1: A4).
    pub paper_width: f64,
    /// Height of the paper in mm (5.1: A4).
    pub paper_height: f64,
    /// Top margin, 天头, in mm (5.2.1).
    pub top: f64,
    /// Left margin, 订口, in mm (5.2.1).
    pub left: f64,
    /// Width of the type area, 版心, in mm (5.2.1).
    pub width: f64,
    /// Height of the type area, 版心, in mm (5.2.1).
    pub height: f64,
    /// Characters a line (5.2.3).
    pub columns: u16,
    /// Lines a page (5.2.3).
    pub lines: u16,
    /// Size of the body, 三号, in pt (5.2.2).
    pub body: f64,
    /// Size of the title, 二号, in pt (7.3.1).
    pub title: f64,
    /// Size of tables and of captions, 小四, in pt.
    pub table: f64,
    /// Size of footnotes, 小五, in pt.
    pub note: f64,
    /// Size of page numbers, 四号, in pt (7.5).
    pub folio: f64,
    /// From the type area down to the dash of the page number, in mm (7.5).
    pub folio_gap: f64,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            paper_width: 210.0,
            paper_height: 297.0,
            top: 37.0,
            left: 28.0,
            width: 156.0,
            height: 225.0,
            columns: 28,
            lines: 22,
            body: 16.0,
            title: 22.0,
            table: 12.0,
            note: 9.0,
            folio: 14.0,
            folio_gap: 7.0,
        }
    }
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
        self.measure() / f64::from(self.columns.max(1))
    }

    /// Height of a grid line in pt.
    #[must_use]
    pub fn pitch(&self) -> f64 {
        self.area() / f64::from(self.lines.max(1))
    }

    /// Height of a line of the title in pt: with 二号 a quarter more than a line of the grid.
    #[must_use]
    pub fn title_pitch(&self) -> f64 {
        (self.pitch() * 1.25).max(self.title * 1.3)
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
    }
}
