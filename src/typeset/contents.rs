//! The contents list (目录): its lines are set first, its page numbers once the pages are made.

use super::blocks::{Context, Layout};
use super::folio;
use super::frame::{Frames, Item, NodeId, NodeKind, Page, Part, TextRun};
use super::items::{Paragraph, Style};
use super::line::{self, Align, Place};
use super::page::EntryPlace;
use super::shape::Shaper;
use crate::fonts::Role;
use crate::report::{Section, plain};
use crate::standard::{Setup, mm};

/// The deepest level listed.
const DEEPEST: u8 = 2;
/// Room for a page number, in cells.
const NUMBER: f64 = 3.0;
/// How far turned lines hang at most, in cells.
const MOST_HANG: usize = 4;

impl Layout<'_> {
    /// The list, `after_summary` or right after the head.
    pub(super) fn contents(&mut self, after_summary: bool) {
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
        let used = self.used();
        self.within(NodeKind::Contents, |layout| {
            let style = Style::body(layout.setup, Role::Hei);
            let mut heading = Paragraph::default();
            heading.push("目　录", style);
            let part = Part::Contents;
            layout.set(heading, Context { indent: 0.0, style, part, ..body }, Align::Center);
            for row in &mut layout.flow.rows[from..] {
                row.keep = true;
            }
            for (index, section) in entries.into_iter().enumerate() {
                layout.entry(index, section, body);
            }
        });
        // A list that would be cut behind a summary, but is no longer than a page, has a page of its own.
        let area = self.setup.area() + 0.05;
        let height: f64 = self.flow.rows[from..].iter().map(|row| row.height).sum();
        if after_summary
            && used + height > area
            && height <= area
            && let Some(row) = self.flow.rows.get_mut(from)
        {
            row.new_page = true;
        }
    }

    /// An entry: turned lines stand under its words, and none runs into the column of numbers.
    fn entry(&mut self, index: usize, section: &Section, body: Context) {
        let cell = self.setup.cell();
        let indent = f64::from(section.level.max(1) - 1) * 2.0 * cell;
        let number = section.number.as_deref().unwrap_or_default();
        let hang = number.chars().count().min(MOST_HANG) as f64 * cell;
        let mut paragraph = Paragraph::default();
        paragraph.node = self.node(NodeKind::Entry);
        let link = Some(paragraph.link(format!("#{}", section.heading.id)));
        // Level one stands out, as its headings do.
        let role = if section.level <= 1 { Role::Hei } else { body.style.role };
        let style = Style { link, role, ..body.style };
        paragraph.push_indent(-hang, body.style);
        paragraph.push(number, style);
        paragraph.from(section.heading.span);
        let title = plain(&section.heading.inlines).replace('\n', "");
        paragraph.push(title.trim_end_matches('。'), style);
        let context = Context {
            left: indent,
            measure: body.measure - indent - NUMBER * cell,
            part: Part::Contents,
            ..body
        };
        let from = self.hang(paragraph, hang, context);
        let Some(rows) = self.flow.rows.get_mut(from..) else { return };
        for row in rows.iter_mut() {
            row.keep = true;
        }
        if let Some(last) = rows.last_mut() {
            last.keep = false;
            let right = last.lines.first().map_or(indent, |line| line.x + line.width);
            last.entry = Some((index, right));
        }
    }

    /// How much of the last page the rows so far fill, up to a line of the grid, in pt.
    fn used(&self) -> f64 {
        let (area, pitch) = (self.setup.area(), self.setup.pitch());
        let mut y = 0.0;
        for row in &self.flow.rows {
            let mut top = y + row.before;
            if row.snap {
                top = ((top - 0.01) / pitch).ceil().max(0.0) * pitch;
            }
            if row.new_page || top + row.height > area + 0.05 {
                top = 0.0;
            }
            y = top + row.height;
        }
        ((y - 0.01) / pitch).ceil().max(0.0) * pitch
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
    let cell = setup.cell();
    // Leaders stand in cells counted from the right edge and end before the widest number, so that they lie
    // under each other.
    let number = |entry: usize| targets.get(entry).and_then(|&page| frames.pages.get(page)?.number);
    let widest = places.iter().filter_map(|place| number(place.entry)).max().unwrap_or(0);
    let at = Place { x: 0.0, baseline: 0.0, measure: right, align: Align::Right };
    let left =
        folio::text(&widest.to_string(), style, at, shaper).next().map_or(right, |run| run.x);
    let skip = ((right - left + cell / 4.0) / cell).ceil().max(1.0);
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
        let node = node_before(page, place.item);
        let numbers: Vec<TextRun> =
            folio::text(&shown, style, at, shaper).map(|run| TextRun { node, ..run }).collect();
        // The number is the end of its entry's line.
        let line = page.lines.iter_mut().rfind(|line| (line.y - baseline).abs() < 0.1);
        if let Some(line) = line {
            line.width = right - line.x;
            line.measure.1 = right - line.measure.0;
            line.characters = line.characters.saturating_add(shown.len() as u32);
            line.text.push_str(&shown);
        }
        let room = ((right - cell - place.right - cell / 4.0) / cell).floor().max(0.0);
        let count = (room - (skip - 1.0)).max(0.0) as usize;
        let at = Place {
            x: right - skip * cell - count as f64 * cell,
            baseline,
            measure: count as f64 * cell + 1.0,
            align: Align::Left,
        };
        // The dots of 宋体 stand evenly in their cells.
        let dots = Style { role: Role::Song, ..style };
        let leaders: Vec<TextRun> = folio::text(&"…".repeat(count), dots, at, shaper).collect();
        page.items
            .extend(leaders.into_iter().map(|run| Item::Text(TextRun { artifact: true, ..run })));
        let item = place.item.min(page.items.len());
        page.items.splice(item..item, numbers.into_iter().map(Item::Text));
    }
}

/// What the text before an item of a page belongs to.
fn node_before(page: &Page, item: usize) -> NodeId {
    let before = page.items.get(..item).unwrap_or_default();
    let run = before.iter().rev().find_map(|item| match item {
        Item::Text(run) if !run.artifact => Some(run.node),
        _ => None,
    });
    run.unwrap_or_default()
}
