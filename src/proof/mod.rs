//! The proof of a layout (校样): how the laid-out pages measure up to the figures of GB/T 9704—2012.
//!
//! Everything is measured from the frames, never copied from the figures that the layout was asked to obey
//! (`measures`); what a compositor would look for in the lines is remarked on (`remarks`).

mod faces;
mod ink;
mod measures;
mod remarks;
#[cfg(test)]
mod tests;
mod view;

use crate::fonts::Fonts;
use crate::source::Span;
use crate::standard::{Figure, Setup};
use crate::typeset::Frames;

pub use faces::FaceUse;
pub use remarks::{Remark, RemarkKind};

/// The proof of one report; empty for one that cannot be read.
#[derive(Debug, Clone, Default)]
pub struct Proof {
    /// Its pages in order.
    pub pages: Vec<PageProof>,
    /// Each figure that could be measured.
    pub figures: Vec<Verdict>,
    /// The faces, by role.
    pub faces: Vec<FaceUse>,
    /// What to look at.
    pub remarks: Vec<Remark>,
}

/// The lines of a page.
#[derive(Debug, Clone)]
pub struct PageProof {
    /// From 1.
    pub number: usize,
    /// The number printed on it.
    pub printed: Option<u32>,
    /// Whether it is read sideways.
    pub turned: bool,
    /// Lines of the grid that text stands on: headings and body, no tables, footnotes or page numbers.
    pub grid_lines: usize,
    /// Its lines from top to bottom.
    pub lines: Vec<LineProof>,
}

/// A line.
#[derive(Debug, Clone)]
pub struct LineProof {
    /// What it shows.
    pub text: String,
    /// Characters, blanks left out.
    pub characters: u32,
    /// Left edge, mm from the page's left edge.
    pub x: f64,
    /// Baseline, mm from the page's top edge.
    pub y: f64,
    /// Width in mm.
    pub width: f64,
    /// Whether it is set flush on both sides.
    pub full: bool,
    /// Where it stands in the draft; an empty span for what is no text of it.
    pub span: Span,
}

/// What was measured of a figure.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The figure, with what the standard (or practice) has.
    pub figure: &'static Figure,
    /// What was measured, in the figure's unit: of several places the one farthest off.
    pub measured: f64,
    /// What the theme asks for, where that is not what the standard has.
    pub theme: Option<f64>,
    /// Whether it is what the standard has, within tolerance.
    pub ok: bool,
}

impl Verdict {
    /// Whether a deviation is what the theme asks for.
    #[must_use]
    pub fn explained(&self) -> bool {
        self.theme.is_some_and(|value| measures::same(self.figure, self.measured, value))
    }
}

impl Proof {
    /// Deviations that no theme asked for.
    pub fn unexplained(&self) -> impl Iterator<Item = &Verdict> {
        self.figures.iter().filter(|verdict| !verdict.ok && !verdict.explained())
    }
}

/// Measures a layout.
#[must_use]
pub fn proof(frames: &Frames, fonts: &Fonts, setup: &Setup) -> Proof {
    let view = view::View::new(frames, fonts, setup);
    Proof {
        pages: view.pages(),
        figures: measures::verdicts(&view, setup),
        faces: faces::faces(frames, fonts),
        remarks: remarks::remarks(&view),
    }
}
