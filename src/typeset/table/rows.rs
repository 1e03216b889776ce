//! Rows of a table with the rules around their cells.

use super::super::blocks::Layout;
use super::super::breaker::{self, Line};
use super::super::frame::{Color, Fill, Item, Part};
use super::super::line::{self, Place};
use super::super::page::Row;
use super::columns::{Column, Shaped};

/// Outer and inner rules, in pt.
const OUTER: f64 = 1.0;
const INNER: f64 = 0.5;
/// A row higher than half a page is cut into strips of so many lines.
const STRIP: usize = 3;

/// What all cells of a row share.
pub(super) struct Grid<'a> {
    pub columns: &'a [Column],
    pub size: f64,
    /// Whether this is the table's head.
    pub head: bool,
    /// Whether this is the table's first, its last row.
    pub first: bool,
    pub last: bool,
    /// Height of the type area in pt.
    pub area: f64,
}

impl Layout<'_> {
    /// A row, cut into strips where it is higher than half a page.
    pub(super) fn table_row(&mut self, cells: &[Shaped], grid: &Grid<'_>, rows: &mut Vec<Row>) {
        let pitch = grid.size * 1.5;
        let broken: Vec<Vec<Line>> = cells
            .iter()
            .zip(grid.columns)
            .map(|(cell, column)| breaker::lines(&cell.paragraph, column.text_width()))
            .collect();
        let most = broken.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let pad = grid.size * 0.25;
        let cut = most as f64 * pitch + 2.0 * pad > grid.area / 2.0;
        let strip = if cut { STRIP } else { most };
        let mut start = 0;
        while start < most {
            let end = (start + strip).min(most);
            let (first, last) = (start == 0, end == most);
            let above = if first { pad } else { 0.0 };
            let height = above + (end - start) as f64 * pitch + if last { pad } else { 0.0 };
            let mut row = Row { height, ..Row::default() };
            grid.rules(&mut row, first, last);
            for ((cell, column), lines) in cells.iter().zip(grid.columns).zip(&broken) {
                // A cell of fewer lines than its row stands in the row's middle.
                let short = if cut { 0.0 } else { (most - lines.len()) as f64 / 2.0 };
                let shown = lines.iter().enumerate().skip(start).take(end - start);
                for (at, &line) in shown {
                    let y = above + ((at - start) as f64 + short) * pitch;
                    let (x, measure, align) = column.place(grid.head, cell);
                    let baseline = y + line::baseline(pitch, grid.size);
                    let place = Place { x, baseline, measure, align };
                    let set = line::set(&cell.paragraph, line, place, &self.shaper);
                    self.referred(&set.notes, cell.paragraph.node);
                    row.items.extend(set.items);
                    row.lines.extend(set.line);
                    row.notes.extend(set.notes);
                }
            }
            rows.push(row);
            start = end;
        }
    }
}

/// A rule of a table.
fn rule(x: f64, y: f64, width: f64, height: f64) -> Item {
    Item::Fill(Fill { x, y, width, height, color: Color::BLACK, part: Part::TableRule })
}

/// Left and right edge of the table.
fn edges(columns: &[Column]) -> Option<(f64, f64)> {
    let (first, last) = (columns.first()?, columns.last()?);
    Some((first.left, last.left + last.width))
}

/// Closes the line above a table's later pages with the rule that its rows begin under.
pub(super) fn head_rule(columns: &[Column], rows: &mut [Row]) {
    if let (Some((left, right)), Some(row)) = (edges(columns), rows.last_mut()) {
        row.items.push(rule(left, row.height, right - left, OUTER));
    }
}

impl Grid<'_> {
    /// Rules around and between the cells of a row (or of a strip of it). The outer ones lie within the
    /// table's width.
    fn rules(&self, row: &mut Row, opens: bool, closes: bool) {
        let Some((left, right)) = edges(self.columns) else { return };
        if opens && self.first {
            row.items.push(rule(left, 0.0, right - left, OUTER));
        }
        if closes {
            let thick = if self.last { OUTER } else { INNER };
            row.items.push(rule(left, row.height - thick, right - left, thick));
        }
        for (at, column) in self.columns.iter().enumerate() {
            row.items.push(match at {
                0 => rule(left, 0.0, OUTER, row.height),
                _ => rule(column.left - INNER / 2.0, 0.0, INNER, row.height),
            });
        }
        row.items.push(rule(right - OUTER, 0.0, OUTER, row.height));
    }
}
