//! Layout: shaping, line breaking, justification, tables, pages. Makes [`Frames`].
//!
//! Inlines become the text of a [`Paragraph`](items::Paragraph) (`inlines`), its characters glyphs with
//! widths (`shape`, `items`), the glyphs lines (`breaker`, `line`), the lines rows (`blocks`, `lists`, `table`,
//! `figure`, `notes`, `head`, `official`), the rows pages (`page`), which get their numbers last (`folio`,
//! `contents`).

mod blocks;
mod breaker;
mod contents;
mod figure;
mod folio;
mod frame;
mod gaps;
mod head;
mod ink;
mod inlines;
mod items;
mod lead;
mod line;
mod lists;
mod notes;
mod official;
mod page;
mod shape;
mod sources;
mod style;
mod table;
mod title;
mod words;

#[cfg(test)]
mod tests;

use crate::fonts::Fonts;
use crate::report::{Form, Meta, Report};
use crate::standard::Setup;

use blocks::Layout;

pub use frame::{
    Anchor, Bookmark, Color, Fill, Frames, Glyph, ImageBox, Info, Item, LineBox, LinkBox, Node,
    NodeId, NodeKind, Page, Part, TextRun,
};
pub use shape::MIDDLE;

/// What a caller may ask of the layout.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// Whether every page carries a light 草稿 across it.
    pub draft: bool,
    /// The page.
    pub setup: Setup,
}

/// Lays a report out as pages (GB/T 9704—2012 and its figures, unless `options` has others). Takes any report,
/// an empty one too, and time in proportion to its length.
#[must_use]
pub fn typeset(report: &Report, fonts: &Fonts, options: &Options) -> Frames {
    let setup = &options.setup;
    let mut layout = Layout::new(report, fonts, setup);
    let official = report.meta.official.as_ref();
    let mut moved = false;
    if let Some(official) = official {
        moved = layout.official_head(official, !report.meta.contents);
    } else {
        layout.title();
        layout.by_line();
        if !layout.flow.rows.is_empty() {
            layout.head_blank();
        }
    }
    // An official document has no summary; its first page shows body text (7.3.3).
    let head = layout.flow.rows.len();
    if official.is_none() {
        layout.summary();
    }
    if report.meta.contents {
        let before = layout.flow.rows.len();
        layout.contents(before > head);
        let after = layout.flow.rows.len();
        if let Some(official) = official {
            layout.addressees(official);
        }
        text(&mut layout);
        if let Some(row) = layout.flow.rows.get_mut(after)
            && after > before
        {
            row.new_page = true;
        }
    } else {
        text(&mut layout);
    }
    if let Some(official) = official {
        layout.attachment_texts(official);
    }
    layout.sources();
    if let Some(official) = official {
        layout.record(official, moved);
    }
    layout.notes();

    let Layout { flow, mut shaper, structure, .. } = layout;
    let mut built = page::build(flow, setup);
    // The first page of a letter carries no number (10.1).
    if official.is_some_and(|official| official.form == Form::Letter)
        && let Some(page) = built.pages.first_mut()
    {
        page.number = None;
    }
    let mut frames = Frames {
        pages: built.pages,
        bookmarks: built.bookmarks,
        anchors: built.anchors,
        info: info(&report.meta),
        structure,
    };
    contents::fill(&mut frames, built.entries, setup, &mut shaper);
    folio::number(&mut frames.pages, setup, &mut shaper);
    if options.draft {
        folio::draft(&mut frames.pages, &mut shaper);
    }
    frames
}

/// Lead, sections, closing, and what ends the text of an official document.
fn text(layout: &mut Layout<'_>) {
    let report = layout.report;
    layout.blocks(&report.lead, layout.body());
    layout.sections(&report.sections);
    layout.blocks(&report.closing, layout.body());
    if let Some(official) = &report.meta.official {
        layout.ending(official);
    }
}

fn info(meta: &Meta) -> Info {
    let text = |text: &Option<crate::report::Text>| text.as_ref().map(|text| text.value.clone());
    let first = |summary: String| {
        summary.split('\n').map(str::trim).find(|line| !line.is_empty()).map(str::to_owned)
    };
    Info {
        title: meta.title.value.clone(),
        author: text(&meta.author).or_else(|| text(&meta.organisation)).unwrap_or_default(),
        subject: text(&meta.summary).and_then(first).unwrap_or_else(|| meta.outline.value.clone()),
        keywords: meta.keywords.iter().map(|word| word.value.clone()).collect(),
        date: meta.date.map(|(date, _)| date.to_string()),
    }
}
