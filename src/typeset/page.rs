//! Rows to pages: the grid, what is kept together, table heads that come again, footnotes at the foot.

use std::collections::VecDeque;
use std::ops::Range;

use super::frame::{Anchor, Bookmark, Color, Fill, Item, LineBox, Page, Part};
use crate::standard::{Setup, mm};

/// A strip of the type area that no page break cuts: a line of text, a row of a table, a figure.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Height in pt.
    pub height: f64,
    /// Its items, from the row's top left corner, which lies on the type area's left edge.
    pub items: Vec<Item>,
    /// Its lines of text, placed like its items.
    pub lines: Vec<LineBox>,
    /// Blank above, not at the top of a page, in pt.
    pub before: f64,
    /// How much lower its image, which is its first item, may be set to save a page break, in pt.
    pub shrink: f64,
    /// Whether it starts on a line of the grid.
    pub snap: bool,
    /// Whether something that stands off the grid begins with it: a table, a figure, a block of code.
    pub opens: bool,
    /// Where such a thing ends with it, the least blank below in pt. What is left up to the next line of the grid is
    /// shared between the blank above and the blank below, and what follows stands on the grid again.
    pub after: Option<f64>,
    /// Whether no page ends after it.
    pub keep: bool,
    /// Whether a page begins with it.
    pub new_page: bool,
    /// Whether it stands at the foot of the type area.
    pub bottom: bool,
    /// Whether it must stand on an even page; a blank page goes before it where it would not, and then neither
    /// page has a number (7.5).
    pub even: bool,
    /// Whether it stands on a page that is read sideways, whose type area is as wide as the upright one is high.
    pub turned: bool,
    /// The footnotes it refers to.
    pub notes: Vec<usize>,
    /// Places in it that links lead to.
    pub anchors: Vec<String>,
    /// The heading that begins with it.
    pub bookmark: Option<(u8, String)>,
    /// Table whose head is set again where a page begins with this row.
    pub table: Option<usize>,
    /// The entry of the contents list that ends with it, and where its text ends.
    pub entry: Option<(usize, f64)>,
}

/// What the page builder is given.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub rows: Vec<Row>,
    /// Head rows of each table.
    pub heads: Vec<Vec<Row>>,
    /// Lines of each footnote.
    pub notes: Vec<Vec<Row>>,
}

/// Where an entry of the contents list came to stand.
#[derive(Debug)]
pub(super) struct EntryPlace {
    pub entry: usize,
    pub page: usize,
    /// Index in the page's items that its number goes before.
    pub item: usize,
    /// Top of the row on the page.
    pub y: f64,
    /// Right edge of its text on the page.
    pub right: f64,
}

/// Pages made.
#[derive(Debug, Default)]
pub(super) struct Built {
    pub pages: Vec<Page>,
    pub bookmarks: Vec<Bookmark>,
    pub anchors: Vec<Anchor>,
    pub entries: Vec<EntryPlace>,
}

/// Blank and rule above a page's footnotes, in pt.
const NOTE_RULE: f64 = 9.0;

/// Lays rows on pages.
pub(super) fn build(flow: Flow, setup: &Setup) -> Built {
    let mut builder = Builder {
        pitch: setup.pitch(),
        setup,
        rows: flow.rows,
        heads: flow.heads,
        counted: vec![0; flow.notes.len()],
        notes: flow.notes.into_iter().map(VecDeque::from).collect(),
        carried: VecDeque::new(),
        out: Built::default(),
    };
    builder.keep_last();
    let mut from = 0;
    while from < builder.rows.len() || !builder.carried.is_empty() || builder.out.pages.is_empty() {
        from = builder.page(from);
    }
    builder.out
}

/// Paper and type area of a page as it is read, in pt.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet {
    pub width: f64,
    pub height: f64,
    /// Left and top edge of the type area.
    pub left: f64,
    pub top: f64,
    /// Height of the type area; a turned one is as wide as the upright one is high.
    pub area: f64,
}

impl Sheet {
    /// The sheet upright, or turned so that its top is the upright one's left edge (clause 8).
    pub(super) fn new(setup: &Setup, turned: bool) -> Self {
        let (width, height) = (mm(setup.paper_width), mm(setup.paper_height));
        let (left, top) = (mm(setup.left), mm(setup.top));
        let area = setup.area();
        if turned {
            let foot = (height - top - area).max(0.0);
            return Self {
                width: height,
                height: width,
                left: foot,
                top: left,
                area: setup.measure(),
            };
        }
        Self { width, height, left, top, area }
    }
}

struct Builder<'a> {
    pitch: f64,
    setup: &'a Setup,
    rows: Vec<Row>,
    heads: Vec<Vec<Row>>,
    notes: Vec<VecDeque<Row>>,
    /// For each footnote, one more than the page (by index) whose room for it was counted last.
    counted: Vec<usize>,
    /// Lines of footnotes that found no room on the page before.
    carried: VecDeque<Row>,
    out: Built,
}

impl Builder<'_> {
    /// Keeps the document's last line with the one before it, so that no page has a single line.
    fn keep_last(&mut self) {
        if let [.., before, last] = self.rows.as_mut_slice()
            && !last.new_page
            && !last.bottom
            && before.is_line()
            && last.is_line()
        {
            before.keep = true;
        }
    }

    /// Fills a page with the rows from `from` on; returns the first row of the next.
    fn page(&mut self, from: usize) -> usize {
        let odd = self.out.pages.len().is_multiple_of(2);
        let numbered = !(odd && self.rows.get(from).is_some_and(|row| row.even));
        if !numbered {
            self.push_page(Sheet::new(self.setup, false), false);
            self.unnumber();
        }
        let odd = odd && numbered;
        let turned = self.rows.get(from).is_some_and(|row| row.turned);
        let sheet = Sheet::new(self.setup, turned);
        let head = self.head_height(from, sheet);
        let mut tops: Vec<f64> = Vec::with_capacity(24);
        let (mut y, mut noted) = (head, self.carried_height(sheet));
        let mut opened = None;
        let mut to = from;
        let page = self.out.pages.len() + 1;
        while let Some(row) = self.rows.get_mut(to) {
            let first = to == from;
            if !first && (row.new_page || row.turned != turned || (row.even && odd)) {
                break;
            }
            let mut top = if first { y } else { y + row.before };
            if row.snap && !(first && head == 0.0) {
                top = on_grid(top, self.pitch);
            }
            let (mut added, mut least) =
                notes_height(&self.notes, &row.notes, &mut self.counted, page);
            if added > 0.0 && noted == 0.0 {
                added += NOTE_RULE;
                least += NOTE_RULE;
            }
            let room = sheet.area - noted - top - row.height;
            let over = added - room;
            if !first && over > 0.05 {
                if least < added && least - room <= 0.05 {
                    // The notes begin here and go on overleaf.
                    added = room;
                } else if over <= row.shrink {
                    row.lower(over);
                } else {
                    break;
                }
            }
            noted += added;
            if row.bottom {
                top = top.max(sheet.area - row.height);
            }
            if row.opens {
                opened = Some(tops.len());
            }
            tops.push(top);
            y = top + row.height;
            if let Some(after) = row.after {
                y += after;
                let slack = (on_grid(y, self.pitch).min(sheet.area - noted) - y).max(0.0);
                y += slack;
                let opened = opened.take().filter(|&at| at > 0).unwrap_or(tops.len());
                for top in tops.iter_mut().skip(opened) {
                    *top += slack / 2.0;
                }
            }
            to += 1;
        }
        let to = self.good_break(from, to);
        tops.truncate(to - from);
        self.emit(from..to, &tops, sheet, turned);
        if !numbered {
            self.unnumber();
        }
        to
    }

    /// Takes the number off the page made last.
    fn unnumber(&mut self) {
        if let Some(page) = self.out.pages.last_mut() {
            page.number = None;
        }
    }

    fn push_page(&mut self, sheet: Sheet, turned: bool) {
        self.out.pages.push(Page {
            width: sheet.width,
            height: sheet.height,
            number: u32::try_from(self.out.pages.len() + 1).ok(),
            items: Vec::new(),
            lines: Vec::new(),
            turned,
        });
    }

    /// Height of what is left of footnotes from the page before, so far as this page gives them room.
    fn carried_height(&self, sheet: Sheet) -> f64 {
        let most = sheet.area * 0.7;
        let mut height = 0.0;
        for row in &self.carried {
            if height == 0.0 {
                height = NOTE_RULE;
            }
            height += row.height;
            if height > most {
                return most;
            }
        }
        height
    }

    fn head_height(&self, from: usize, sheet: Sheet) -> f64 {
        let table = self.rows.get(from).and_then(|row| row.table);
        let rows = table.and_then(|table| self.heads.get(table));
        let height: f64 = rows.map_or(0.0, |rows| rows.iter().map(|row| row.height).sum());
        if height < sheet.area / 2.0 { height } else { 0.0 }
    }

    /// The last place up to `to` where a page may end; `to` itself where there is none.
    fn good_break(&self, from: usize, to: usize) -> usize {
        let turned = self.rows.get(from).is_some_and(|row| row.turned);
        if self.rows.get(to).is_none_or(|row| row.new_page || row.turned != turned) {
            return to;
        }
        (from + 1..=to).rev().find(|&at| !self.rows[at - 1].keep).unwrap_or(to.max(from))
    }

    fn emit(&mut self, rows: Range<usize>, tops: &[f64], sheet: Sheet, turned: bool) {
        let index = self.out.pages.len();
        self.push_page(sheet, turned);
        let (mut items, mut lines) = (Vec::new(), Vec::new());
        let first_top = tops.first().copied().unwrap_or(0.0);
        if first_top > 0.0
            && let Some(table) = self.rows.get(rows.start).and_then(|row| row.table)
            && let Some(head) = self.heads.get(table)
        {
            let mut y = sheet.top;
            for row in head {
                items.extend(
                    row.items.iter().map(|item| as_artifact(moved(item.clone(), sheet.left, y))),
                );
                y += row.height;
            }
        }
        // Footnotes stand above what stands at the foot.
        let (mut end, mut floor) = (sheet.top, sheet.top + sheet.area);
        for (row, top) in self.rows[rows].iter_mut().zip(tops) {
            let y = sheet.top + top;
            if row.bottom {
                floor = floor.min(y);
            } else {
                end = y + row.height;
            }
            items.extend(
                std::mem::take(&mut row.items).into_iter().map(|item| moved(item, sheet.left, y)),
            );
            lines.extend(row.lines.drain(..).map(|line| line.moved(sheet.left, y)));
            if let Some((level, title)) = row.bookmark.take() {
                self.out.bookmarks.push(Bookmark { level, title, page: index, y });
            }
            for name in row.anchors.drain(..) {
                self.out.anchors.push(Anchor { name, page: index, y });
            }
            if let Some((entry, right)) = row.entry {
                let right = sheet.left + right;
                self.out.entries.push(EntryPlace {
                    entry,
                    page: index,
                    item: items.len(),
                    y,
                    right,
                });
            }
            // A note may refer to another, which follows it.
            let mut notes = std::mem::take(&mut row.notes);
            let mut at = 0;
            while let Some(&note) = notes.get(at) {
                if let Some(lines) = self.notes.get_mut(note) {
                    notes.extend(lines.iter().flat_map(|line| &line.notes));
                    self.carried.append(lines);
                }
                at += 1;
            }
        }
        self.foot(&mut items, &mut lines, (end, floor), index, sheet);
        if let Some(page) = self.out.pages.last_mut() {
            page.items = items;
            page.lines = lines;
        }
    }

    /// Sets as many lines of footnotes as there is room for between `end` and `bottom`.
    fn foot(
        &mut self,
        items: &mut Vec<Item>,
        lines: &mut Vec<LineBox>,
        (end, bottom): (f64, f64),
        index: usize,
        sheet: Sheet,
    ) {
        let room = bottom - end - NOTE_RULE + 0.05;
        let (mut height, mut count) = (0.0, 0);
        for row in &self.carried {
            // A line that would not fit on an empty page is set all the same.
            if height + row.height > room && !(end <= sheet.top && count == 0) {
                break;
            }
            height += row.height;
            count += 1;
        }
        if count == 0 {
            return;
        }
        let mut y = bottom - height;
        items.push(Item::Fill(Fill {
            x: sheet.left,
            y: y - NOTE_RULE / 2.0,
            width: mm(40.0),
            height: 0.5,
            color: Color::BLACK,
            part: Part::NoteRule,
        }));
        for row in self.carried.drain(..count) {
            items.extend(row.items.into_iter().map(|item| moved(item, sheet.left, y)));
            lines.extend(row.lines.into_iter().map(|line| line.moved(sheet.left, y)));
            for name in row.anchors {
                self.out.anchors.push(Anchor { name, page: index, y });
            }
            y += row.height;
        }
    }
}

/// The next line of the grid from `y` on.
fn on_grid(y: f64, pitch: f64) -> f64 {
    ((y - 0.01) / pitch).ceil().max(0.0) * pitch
}

/// Height in pt of the footnotes that a row refers to and that were not counted for this page (one more than its
/// index), and of so much of them as must stand on it: of four lines or more two.
fn notes_height(
    all: &[VecDeque<Row>],
    notes: &[usize],
    counted: &mut [usize],
    page: usize,
) -> (f64, f64) {
    let (mut height, mut least, mut count) = (0.0, 0.0, 0);
    let mut rest: Vec<usize> = notes.to_vec();
    while let Some(note) = rest.pop() {
        let (Some(lines), Some(counted)) = (all.get(note), counted.get_mut(note)) else { continue };
        if std::mem::replace(counted, page) == page {
            continue;
        }
        for row in lines {
            height += row.height;
            count += 1;
            if count <= 2 {
                least = height;
            }
            rest.extend(&row.notes);
        }
    }
    (height, if count >= 4 { least } else { height })
}

impl Row {
    /// Whether it is a line of text, as opposed to a row of a table, a figure or a blank.
    fn is_line(&self) -> bool {
        self.table.is_none()
            && self.items.iter().any(|item| matches!(item, Item::Text(_)))
            && !self.items.iter().any(|item| matches!(item, Item::Image(_)))
    }

    /// Sets the image lower by `by` pt, in proportion and about its own middle line; what stands below
    /// follows.
    fn lower(&mut self, by: f64) {
        let Some((Item::Image(image), below)) = self.items.split_first_mut() else { return };
        let scale = (image.height - by) / image.height;
        image.x += image.width * (1.0 - scale) / 2.0;
        image.width *= scale;
        image.height *= scale;
        for item in below {
            *item = moved(item.clone(), 0.0, -by);
        }
        for line in &mut self.lines {
            line.y -= by;
        }
        self.height -= by;
        self.shrink = 0.0;
    }
}

/// An item moved by `x` and `y`.
pub(super) fn moved(mut item: Item, x: f64, y: f64) -> Item {
    match &mut item {
        Item::Text(run) => {
            run.x += x;
            run.y += y;
        }
        Item::Fill(fill) => {
            fill.x += x;
            fill.y += y;
        }
        Item::Image(image) => {
            image.x += x;
            image.y += y;
        }
        Item::Link(link) => {
            link.x += x;
            link.y += y;
        }
    }
    item
}

impl LineBox {
    /// The line moved by `x` and `y`.
    pub(super) fn moved(mut self, x: f64, y: f64) -> Self {
        self.x += x;
        self.y += y;
        self.measure.0 += x;
        self
    }
}

/// What is printed a second time is no part of the text.
fn as_artifact(mut item: Item) -> Item {
    if let Item::Text(run) = &mut item {
        run.artifact = true;
    }
    item
}
