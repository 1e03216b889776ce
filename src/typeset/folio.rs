//! What a page carries outside its text: the page number and the draft mark.

use super::frame::{Color, Item, Page, TextRun};
use super::items::{Paragraph, Style};
use super::line::{self, Align, Place};
use super::shape::{MIDDLE, Shaper};
use crate::fonts::Role;
use crate::standard::{Setup, mm};

/// Numbers the pages, `— 1 —` in 四号宋体: odd ones one character in from the right, even ones from the
/// left, the dash 7 mm below the type area (GB/T 9704—2012, 7.5).
pub(super) fn number(pages: &mut [Page], setup: &Setup, shaper: &mut Shaper<'_>) {
    let style = Style::new(setup.folio_face, setup.folio);
    let inset = setup.folio_inset * setup.cell();
    for page in pages {
        let Some(number) = page.number else { continue };
        let align = if number % 2 == 1 { Align::Right } else { Align::Left };
        let place = Place {
            x: mm(setup.left) + inset,
            baseline: mm(setup.top) + setup.area() + mm(setup.folio_gap) + MIDDLE * setup.folio,
            measure: setup.measure() - 2.0 * inset,
            align,
        };
        let runs = text(&format!("— {number} —"), style, place, shaper);
        let height = page.width;
        let turned = page.turned;
        page.items.extend(runs.map(|run| {
            let run = TextRun { artifact: true, ..run };
            // A page read sideways has its number where the upright sheet has it (clause 8).
            Item::Text(if turned {
                TextRun { x: height - run.y, y: run.x, rotate: 90.0, ..run }
            } else {
                run
            })
        }));
    }
}

/// Sets one line and returns its runs.
pub(super) fn text(
    shown: &str,
    style: Style,
    place: Place,
    shaper: &mut Shaper<'_>,
) -> impl Iterator<Item = TextRun> + use<> {
    let mut paragraph = Paragraph::default();
    paragraph.push(shown, style);
    let paragraph = paragraph.shape(shaper);
    let whole = super::breaker::Line { start: 0, end: paragraph.clusters.len(), last: true };
    line::set(&paragraph, whole, place, shaper).items.into_iter().filter_map(|item| match item {
        Item::Text(run) => Some(run),
        _ => None,
    })
}

/// Lays a light 草稿 across every page.
pub(super) fn draft(pages: &mut [Page], shaper: &mut Shaper<'_>) {
    const SIZE: f64 = 150.0;
    let style = Style { color: Color(128, 128, 128), ..Style::new(Role::Hei, SIZE) };
    for page in pages {
        // The run turns about its origin; its middle comes to lie on the page's.
        let (dx, dy) = (SIZE, -MIDDLE * SIZE);
        let (sin, cos) = (-std::f64::consts::FRAC_PI_4).sin_cos();
        let x = page.width / 2.0 - (cos * dx - sin * dy);
        let y = page.height / 2.0 - (sin * dx + cos * dy);
        let place = Place { x, baseline: y, measure: 4.0 * SIZE, align: Align::Left };
        let runs = text("草稿", style, place, shaper);
        page.items.extend(runs.map(|run| {
            Item::Text(TextRun { y, artifact: true, rotate: -45.0, opacity: 0.15, ..run })
        }));
    }
}
