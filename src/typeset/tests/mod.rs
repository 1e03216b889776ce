//! The layout as a whole: lines, pages, and what stands where.

mod flow;
mod headings;
mod endings;
mod justify;
mod lines;
mod official;
mod pages;
mod parts;
mod sample;
mod tables;

use super::{Frames, Item, Options, Page, TextRun, typeset};
use crate::fonts::Fonts;
use crate::report::Report;
use crate::standard::mm;

/// Left and right edge, top and bottom of the type area.
fn area() -> (f64, f64, f64, f64) {
    (mm(28.0), mm(28.0 + 156.0), mm(37.0), mm(37.0 + 225.0))
}

fn set(report: &Report) -> Frames {
    typeset(report, &Fonts::embedded(), &Options::default())
}

/// The runs of a page that are its text.
fn runs(page: &Page) -> impl Iterator<Item = &TextRun> {
    page.items.iter().filter_map(|item| match item {
        Item::Text(run) if !run.artifact => Some(run),
        _ => None,
    })
}

fn artifacts(page: &Page) -> String {
    let runs = page.items.iter().filter_map(|item| match item {
        Item::Text(run) if run.artifact => Some(run.text.as_str()),
        _ => None,
    });
    runs.collect()
}

fn text_of(page: &Page) -> String {
    runs(page).map(|run| run.text.as_str()).collect()
}

fn all_text(frames: &Frames) -> String {
    frames.pages.iter().map(text_of).collect()
}

/// The visible glyphs of a line: character, left edge, size.
type Glyphs = Vec<(char, f64, f64)>;

/// A page's lines, told apart by their baselines: the middle of each above the page's top, and its glyphs.
fn lines(page: &Page) -> Vec<(f64, Glyphs)> {
    let mut lines: Vec<(f64, Glyphs)> = Vec::new();
    for run in runs(page) {
        let glyphs = run.glyphs.iter().filter_map(|glyph| {
            let text = run.text.get(glyph.start as usize..glyph.end as usize)?;
            let ch = text.chars().next().filter(|ch| !ch.is_whitespace())?;
            Some((ch, run.x + glyph.x, run.size))
        });
        match lines.last_mut() {
            Some((y, line)) if (*y - run.y).abs() < 3.0 => line.extend(glyphs),
            _ => lines.push((run.y, glyphs.collect())),
        }
    }
    lines
}
