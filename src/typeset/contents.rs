//! The contents list (目录): its lines are set first, its page numbers once the pages are made.

use super::blocks::{Context, Layout};
use super::folio;
use super::frame::{Frames, Item, TextRun};
use super::items::{Paragraph, Style};
use super::line::{self, Align, Place};
use super::page::EntryPlace;
use super::setup::{Setup, mm};
use super::shape::Shaper;
use crate::fonts::Role;
use crate::report::{Section, plain};

/// The deepest level listed.
const DEEPEST: u8 = 2;
/// Room for a page number, in cells.
const NUMBER: f64 = 3.0;

impl Layout<'_> {
    /// The list, and the body on a new page after it.
    pub(super) fn contents(&mut self) {
        let mut entries: Vec<&Section> = Vec::new();
        self.report.each_section(|section| {
            if section.level <= DEEPEST {
                entries.push(section);
            }
        });
        if entries.is_empty() {
            return;
        }
        let body = self.body();
        let from = self.flow.rows.len();
        let style = Style::body(self.setup, Role::Hei);
        let mut heading = Paragraph::default();
        heading.push("目　录", style);
        self.set(heading, Context { indent: 0.0, style, ..body }, Align::Center);
        for row in &mut self.flow.rows[from..] {
            row.keep = true;
        }
        for (index, section) in entries.into_iter().enumerate() {
            let indent = f64::from(section.level.max(1) - 1) * 2.0 * self.setup.cell();
            let mut paragraph = Paragraph::default();
            let link = Some(paragraph.link(format!("#{}", section.heading.id)));
            let style = Style { link, ..body.style };
            let number = section.number.as_deref().unwrap_or_default();
            let title = plain(&section.heading.inlines).replace('\n', "");
            paragraph.push(&format!("{number}{}", title.trim_end_matches('。')), style);
            let context = Context {
                left: indent,
                measure: body.measure - indent - NUMBER * self.setup.cell(),
                ..body
            };
            let paragraph = paragraph.shape(&mut self.shaper);
            let lines = super::breaker::lines(&paragraph, context.measure);
            for (at, &line) in lines.iter().enumerate() {
                let place = Place {
                    x: context.left,
                    baseline: line::baseline(context.height, body.style.size),
                    measure: context.measure,
                    align: Align::Justify,
                };
                let set = line::set(&paragraph, line, place, &self.shaper);
                let entry = (at + 1 == lines.len()).then_some((index, set.right));
                self.flow.rows.push(super::page::Row {
                    height: context.height,
                    snap: true,
                    items: set.items,
                    keep: entry.is_none(),
                    entry,
                    ..super::page::Row::default()
                });
            }
        }
    }
}

/// Adds leaders and page numbers to the entries. The headings listed are the first bookmarks of their levels,
/// in the same order.
pub(super) fn fill(
    frames: &mut Frames,
    mut places: Vec<EntryPlace>,
    setup: &Setup,
    shaper: &mut Shaper<'_>,
) {
    let targets: Vec<usize> = frames
        .bookmarks
        .iter()
        .filter(|bookmark| bookmark.level <= DEEPEST)
        .map(|bookmark| bookmark.page)
        .collect();
    let style = Style::body(setup, Role::Fangsong);
    let right = mm(setup.left) + setup.measure();
    // From the back, so that the places of the others on a page stay true.
    while let Some(place) = places.pop() {
        let Some(number) = targets
            .get(place.entry)
            .and_then(|&page| frames.pages.get(page))
            .and_then(|page| page.number)
        else {
            continue;
        };
        let Some(page) = frames.pages.get_mut(place.page) else { continue };
        let baseline = place.y + line::baseline(setup.pitch(), style.size);
        let shown = number.to_string();
        let at = Place {
            x: right - NUMBER * setup.cell(),
            baseline,
            measure: NUMBER * setup.cell(),
            align: Align::Right,
        };
        let numbers: Vec<TextRun> = folio::text(&shown, style, at, shaper).collect();
        let left = numbers.first().map_or(right, |run| run.x) - setup.cell() / 4.0;
        // Leaders stand in cells counted from the right edge, so that they lie under each other.
        let cell = setup.cell();
        let room = ((right - cell - place.right - cell / 4.0) / cell).floor().max(0.0);
        let skip = ((right - left) / cell).ceil().max(1.0);
        let count = (room - (skip - 1.0)).max(0.0) as usize;
        let at = Place {
            x: right - skip * cell - count as f64 * cell,
            baseline,
            measure: count as f64 * cell + 1.0,
            align: Align::Left,
        };
        let leaders: Vec<TextRun> = folio::text(&"…".repeat(count), style, at, shaper).collect();
        page.items
            .extend(leaders.into_iter().map(|run| Item::Text(TextRun { artifact: true, ..run })));
        let item = place.item.min(page.items.len());
        page.items.splice(item..item, numbers.into_iter().map(Item::Text));
    }
}
