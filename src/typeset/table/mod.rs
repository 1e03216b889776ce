//! Tables: caption and unit above, a full grid, the head again on every page, notes below. A table that is too
//! wide for the page has pages of its own, read sideways.

mod columns;
mod fit;
mod rows;

use super::blocks::{Context, Layout};
use super::folio;
use super::frame::{Item, NodeId, NodeKind, Part, TextRun};
use super::items::{Paragraph, Style};
use super::line::{self, Align, Place};
use super::page::Row;
use crate::fonts::Role;
use crate::report::{Block, BlockKind, Cell, Inline, Table, plain, table_note_lead};
use columns::{Shaped, columns};
use fit::Fit;
use rows::{Grid, head_rule};

/// Blank above the first and below the last line of a table with its caption and notes, in pt, before the rest
/// of the way to the grid is shared between the two.
const BLANK: f64 = 6.0;
/// Blank between a table and its notes, in pt.
const NOTE_BLANK: f64 = 2.0;
/// Height of a line in ems: of captions and units, and of notes.
const CAPTION_LINE: f64 = 1.6;
const NOTE_LINE: f64 = 1.45;

/// What stands beside a table: the paragraph that says its unit, and its notes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Beside<'r> {
    pub unit: Option<&'r Block>,
    pub notes: &'r [Block],
}

impl Layout<'_> {
    /// A table with what belongs to it.
    pub(super) fn table(&mut self, table: &Table, beside: Beside<'_>, context: Context) {
        let count = table.rows.iter().map(Vec::len).chain([table.head.len()]).max().unwrap_or(0);
        if count == 0 {
            return self.beside_nothing(beside, context);
        }
        let from = self.flow.rows.len();
        let base = self.setup.table.min(context.style.size);
        let mut cells = self.shape_cells(table, base);
        let fit = Fit::of(&cells, count, base, context, self.setup);
        if fit.size < base {
            cells = self.shape_cells(table, fit.size);
        }
        let context = Context {
            left: if fit.turned { 0.0 } else { context.left },
            measure: fit.measure,
            indent: 0.0,
            style: Style::new(Role::Song, fit.size),
            snap: false,
            part: Part::Cell,
            ..context
        };
        let unit = beside.unit.and_then(|block| match &block.kind {
            BlockKind::Paragraph(inlines) => Some(inlines.as_slice()),
            _ => None,
        });
        let node = self.table_head(table, unit, base, context);
        let captioned = self.flow.rows.len() > from;
        for row in &mut self.flow.rows[from..] {
            row.keep = true;
        }

        let headed = table.head.iter().any(|cell| !cell.inlines.is_empty());
        self.tag_cells(&mut cells, count, node, headed);
        let columns = columns(table, &cells, headed, &fit, context.left);
        let body = self.flow.rows.len();
        let id = self.flow.heads.len();
        let (mut rows, mut head) = (Vec::with_capacity(cells.len()), 0);
        let last = cells.len().saturating_sub(1);
        for (index, shaped) in cells.iter().enumerate() {
            let grid = Grid {
                columns: &columns,
                size: fit.size,
                head: headed && index == 0,
                first: index == 0,
                last: index == last,
                area: fit.area,
            };
            self.table_row(shaped, &grid, &mut rows);
            if index == 0 && headed {
                head = rows.len();
            }
        }
        for row in rows.iter_mut().skip(1) {
            row.table = Some(id);
        }
        let mut again = vec![self.continued(table.number, unit, context)];
        match rows.get(..head) {
            Some([head]) => {
                again.push(Row { height: head.height, items: head.items.clone(), ..Row::default() })
            }
            _ => head_rule(&columns, &mut again),
        }
        self.flow.heads.push(again);
        keep_rows(&mut rows, head, fit.area);
        self.flow.rows.extend(rows);
        self.table_notes(beside.notes, context);
        self.close_table(from, body, captioned, &fit);
        if let Some(row) = self.flow.rows.get_mut(from)
            && !table.id.is_empty()
        {
            row.anchors.push(table.id.clone());
        }
    }

    /// Keeps short tables whole and notes with the last row, and says where the table opens and closes.
    fn close_table(&mut self, from: usize, body: usize, captioned: bool, fit: &Fit) {
        let rows = &mut self.flow.rows[from..];
        let height: f64 = rows.iter().map(|row| row.before + row.height).sum();
        if height <= fit.area / 3.0
            && let [head @ .., _] = rows
        {
            for row in head {
                row.keep = true;
            }
        }
        for row in rows.iter_mut() {
            row.turned = fit.turned;
        }
        // A heading goes with its table, so that it does not end the page before.
        if fit.turned {
            let before = self.flow.rows[..from].iter_mut().rev();
            let heading = |row: &Row| {
                row.lines.iter().all(|line| matches!(line.part, Part::Heading(_)))
                    && !row.lines.is_empty()
            };
            for row in before.take_while(|row| row.keep && !row.turned && heading(row)) {
                row.turned = true;
            }
        }
        let rows = &mut self.flow.rows[from..];
        // A caption's line has blank of its own above it, which a rule has not.
        let inner = if captioned { (CAPTION_LINE - 1.0) / 2.0 * fit.size } else { 0.0 };
        if let Some(first) = rows.first_mut() {
            first.opens = true;
            first.before = BLANK - inner.min(BLANK);
        }
        if let Some(first) = rows.get_mut(body - from)
            && captioned
        {
            first.before = 1.0;
        }
        if let Some(last) = rows.last_mut() {
            last.after = Some(BLANK);
        }
    }

    /// The unit and the notes of a table that has no cell.
    fn beside_nothing(&mut self, beside: Beside<'_>, context: Context) {
        for block in beside.unit.into_iter().chain(beside.notes) {
            if let BlockKind::Paragraph(inlines) = &block.kind {
                let paragraph = self.compose(inlines, context);
                self.set(paragraph, context, Align::Justify);
            }
        }
    }

    /// Caption in a size, and unit; returns the table's node. A unit with no caption to stand in comes before the
    /// table.
    fn table_head(
        &mut self,
        table: &Table,
        unit: Option<&[Inline]>,
        size: f64,
        context: Context,
    ) -> NodeId {
        let Some(caption) = &table.caption else {
            if let Some(unit) = unit {
                let node = self.node(NodeKind::Paragraph);
                self.unit(unit, node, context);
            }
            return self.node(NodeKind::Table);
        };
        let node = self.node(NodeKind::Table);
        let title = self.node_below(node, NodeKind::Caption);
        let titled = Context { style: Style::new(Role::Hei, size), ..context };
        let lines = self.caption("表", table.number, caption, title, titled);
        self.flow.rows.extend(lines);
        if let Some(unit) = unit {
            let node = self.node_below(title, NodeKind::Paragraph);
            self.unit(unit, node, context);
        }
        node
    }

    /// `单位：万元`, flush right above the table.
    fn unit(&mut self, inlines: &[Inline], node: NodeId, context: Context) {
        let mut paragraph = self.compose(inlines, context);
        paragraph.node = node;
        let height = context.style.size * CAPTION_LINE;
        let context = Context { height, part: Part::Caption, ..context };
        self.set(paragraph, context, Align::Right);
    }

    /// The line above a head that is set again: `续表1`, with the unit.
    fn continued(&mut self, number: Option<u32>, unit: Option<&[Inline]>, at: Context) -> Row {
        let mut shown = "续表".to_owned();
        if let Some(number) = number {
            shown.push_str(&number.to_string());
        }
        if let Some(unit) = unit {
            shown.push('　');
            shown.push_str(plain(unit).trim());
        }
        let height = at.style.size * CAPTION_LINE;
        let place = Place {
            x: at.left,
            baseline: line::baseline(height, at.style.size),
            measure: at.measure,
            align: Align::Right,
        };
        let runs = folio::text(&shown, at.style, place, &mut self.shaper);
        let items = runs.map(|run| Item::Text(TextRun { artifact: true, ..run })).collect();
        Row { height: height + 1.0, items, ..Row::default() }
    }

    /// Notes below the table, as wide as it and a step smaller, turned lines after the `注：`.
    fn table_notes(&mut self, notes: &[Block], context: Context) {
        let size = if context.style.size > 10.5 { 10.5 } else { context.style.size.min(9.0) };
        let style = Style::new(Role::Song, size);
        let context = Context { style, height: size * NOTE_LINE, part: Part::Caption, ..context };
        let from = self.flow.rows.len();
        for note in notes {
            let BlockKind::Paragraph(inlines) = &note.kind else { continue };
            let lead = table_note_lead(inlines).unwrap_or_default().chars().count();
            let hang = if lead <= 3 { lead as f64 * size } else { 0.0 };
            self.set_hanging(inlines, hang, context);
        }
        let height: f64 = self.flow.rows[from..].iter().map(|row| row.height).sum();
        let Some((table, notes)) = self.flow.rows.split_at_mut_checked(from) else { return };
        let (Some(last), [first, ..]) = (table.last_mut(), &mut *notes) else { return };
        last.keep = true;
        first.before = NOTE_BLANK;
        if height < self.setup.area() / 3.0
            && let [head @ .., _] = notes
        {
            for row in head {
                row.keep = true;
            }
        }
    }

    /// All cells, the head's first (left out where it is empty).
    fn shape_cells(&mut self, table: &Table, size: f64) -> Vec<Vec<Shaped>> {
        let headed = table.head.iter().any(|cell| !cell.inlines.is_empty());
        let head = headed.then_some((&table.head, Role::Hei, Part::HeadCell));
        let rows = table.rows.iter().map(|row| (row, Role::Song, Part::Cell));
        head.into_iter()
            .chain(rows)
            .map(|(row, role, part)| {
                row.iter().map(|cell| self.shape_cell(cell, Style::new(role, size), part)).collect()
            })
            .collect()
    }

    fn shape_cell(&mut self, cell: &Cell, style: Style, part: Part) -> Shaped {
        let mut paragraph = Paragraph::default();
        paragraph.part = part;
        super::inlines::push(&mut paragraph, &cell.inlines, style, self.report);
        Shaped::new(paragraph.shape(&mut self.shaper))
    }

    /// Gives every cell its node, also those that a row is short of.
    fn tag_cells(&mut self, cells: &mut [Vec<Shaped>], count: usize, table: NodeId, headed: bool) {
        for (index, row) in cells.iter_mut().enumerate() {
            let node = self.node_below(table, NodeKind::Row);
            let head = headed && index == 0;
            let kind = || if head { NodeKind::HeadCell } else { NodeKind::Cell };
            for cell in &mut *row {
                cell.paragraph.node = self.node_below(node, kind());
                self.tag(&mut cell.paragraph, NodeKind::Cell);
            }
            for _ in row.len()..count {
                self.node_below(node, kind());
            }
        }
    }
}

/// Two rows under the head, and two on the last page, as far as they are low.
fn keep_rows(rows: &mut [Row], head: usize, area: f64) {
    for row in rows.iter_mut().take(head) {
        row.keep = true;
    }
    let low = |pair: &[Row]| pair.iter().map(|row| row.height).sum::<f64>() < area / 4.0;
    if rows.get(head..head + 2).is_some_and(low) {
        rows[head].keep = true;
    }
    let pair = rows.len().saturating_sub(2);
    if pair >= head && rows.get(pair..pair + 2).is_some_and(low) {
        rows[pair].keep = true;
    }
}
