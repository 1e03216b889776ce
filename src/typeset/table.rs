//! Tables: columns as wide as their text asks, a full grid, the head again on every page.

use super::blocks::{Context, Layout};
use super::breaker::{self, Line};
use super::frame::{Color, Fill, Item, Part};
use super::items::{Paragraph, Style};
use super::line::{self, Align, Place};
use super::page::Row;
use crate::fonts::Role;
use crate::report::{Alignment, Cell, Table, plain};

/// Blank on either side of a cell's text, in pt.
const PAD: f64 = 4.0;
/// Outer and inner rules, in pt.
const OUTER: f64 = 1.0;
const INNER: f64 = 0.5;
/// A cell of so many characters, a date or a short name, is not split as long as there is room.
const SHORT: usize = 8;

/// How a column is set.
#[derive(Debug, Clone, Copy)]
struct Column {
    /// Left edge and width.
    left: f64,
    width: f64,
    align: Align,
    /// Width of the block of figures that is centred in the column while they stand flush right.
    figures: Option<f64>,
}

/// A cell shaped, with its width on one line and the width of what in it cannot be split.
struct Shaped {
    paragraph: Paragraph,
    natural: f64,
    least: f64,
    /// The same as `least`, but for a short cell its width on one line.
    whole: f64,
}

impl Layout<'_> {
    /// A table with its caption above.
    pub(super) fn table(&mut self, table: &Table, context: Context) {
        let count = table.rows.iter().map(Vec::len).chain([table.head.len()]).max().unwrap_or(0);
        if count == 0 {
            return;
        }
        let from = self.flow.rows.len();
        if let Some(caption) = &table.caption {
            let lines = self.caption("表", table.number, caption, context);
            self.flow.rows.extend(lines);
            for row in &mut self.flow.rows[from..] {
                row.keep = true;
            }
        }
        let mut size = self.setup.table.min(context.style.size);
        let mut cells = self.shape_cells(table, size);
        if total(&cells, count) > context.measure {
            size = size.min(10.5);
            cells = self.shape_cells(table, size);
        }
        let columns = columns(table, &cells, count, context);
        let id = self.flow.heads.len();
        let mut rows = Vec::with_capacity(cells.len());
        let last = cells.len().saturating_sub(1);
        for (index, shaped) in cells.iter().enumerate() {
            let grid = Grid { columns: &columns, size, first: index == 0, last: index == last };
            self.table_row(shaped, &grid, &mut rows);
        }
        for row in &mut rows {
            row.table = Some(id);
        }
        let headed = table.head.iter().any(|cell| !cell.inlines.is_empty());
        let mut heads = Vec::new();
        if headed && let Some(first) = rows.first_mut() {
            first.table = None;
            first.keep = true;
            heads.push(Row { height: first.height, items: first.items.clone(), ..Row::default() });
        }
        self.flow.heads.push(heads);
        // Two rows under the head, and two on the last page.
        if rows.len() > 3 && rows.iter().all(|row| row.height < self.setup.area() / 8.0) {
            let last = rows.len() - 2;
            rows[1].keep = true;
            rows[last].keep = true;
        }
        if let Some(first) = rows.first_mut() {
            first.before = if table.caption.is_some() { 2.0 } else { 6.0 };
        }
        if let Some(last) = rows.last_mut() {
            last.height += 6.0;
        }
        self.flow.rows.extend(rows);
        if let Some(row) = self.flow.rows.get_mut(from) {
            row.anchors.push(table.id.clone());
        }
    }

    /// All cells, the head's first (left out where it is empty).
    fn shape_cells(&mut self, table: &Table, size: f64) -> Vec<Vec<Shaped>> {
        let headed = table.head.iter().any(|cell| !cell.inlines.is_empty());
        let head = headed.then_some((&table.head, Role::Hei));
        let rows = table.rows.iter().map(|row| (row, Role::Song));
        head.into_iter()
            .chain(rows)
            .map(|(row, role)| {
                row.iter().map(|cell| self.shape_cell(cell, Style::new(role, size))).collect()
            })
            .collect()
    }

    fn shape_cell(&mut self, cell: &Cell, style: Style) -> Shaped {
        let mut paragraph = Paragraph::default();
        super::inlines::push(&mut paragraph, &cell.inlines, style, self.report);
        let paragraph = paragraph.shape(&mut self.shaper);
        let (mut natural, mut least, mut piece) = (0.0, 0.0_f64, 0.0);
        for cluster in &paragraph.clusters {
            natural += cluster.width + cluster.gap.kern;
            piece += cluster.width + cluster.gap.kern;
            least = least.max(piece);
            if cluster.gap.penalty.is_some() {
                piece = 0.0;
            }
        }
        let short = paragraph.text.trim().chars().count() <= SHORT;
        Shaped { paragraph, natural, least, whole: if short { natural } else { least } }
    }

    /// A row, cut into strips where it is higher than half a page.
    fn table_row(&self, cells: &[Shaped], grid: &Grid<'_>, rows: &mut Vec<Row>) {
        let pitch = grid.size * 1.5;
        let broken: Vec<Vec<Line>> = cells
            .iter()
            .zip(grid.columns)
            .map(|(cell, column)| breaker::lines(&cell.paragraph, column.text_width()))
            .collect();
        let most = broken.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let strip = ((self.setup.area() / 2.0 / pitch) as usize).max(1);
        let strip = if most > strip { strip } else { most };
        let pad = grid.size * 0.25;
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
                let short = if most == end { (most - lines.len()) as f64 / 2.0 } else { 0.0 };
                let shown = lines.iter().enumerate().skip(start).take(end - start);
                for (at, &line) in shown {
                    let y = above + ((at - start) as f64 + short) * pitch;
                    let (x, measure, align) = column.place(grid.first, cell.natural);
                    let baseline = y + line::baseline(pitch, grid.size);
                    let place = Place { x, baseline, measure, align };
                    let set = line::set(&cell.paragraph, line, place, &self.shaper);
                    row.items.extend(set.items);
                    row.notes.extend(set.notes);
                }
            }
            rows.push(row);
            start = end;
        }
    }
}

/// What all cells of a row share.
struct Grid<'a> {
    columns: &'a [Column],
    size: f64,
    /// Whether this is the table's first row, its head.
    first: bool,
    last: bool,
}

impl Grid<'_> {
    /// Rules around and between the cells of a row (or of a strip of it).
    fn rules(&self, row: &mut Row, opens: bool, closes: bool) {
        let (Some(first), Some(last)) = (self.columns.first(), self.columns.last()) else { return };
        let (left, right) = (first.left, last.left + last.width);
        let fill = |x: f64, y: f64, width: f64, height: f64| {
            Item::Fill(Fill { x, y, width, height, color: Color::BLACK, part: Part::TableRule })
        };
        if opens && self.first {
            row.items.push(fill(left - OUTER / 2.0, -OUTER / 2.0, right - left + OUTER, OUTER));
        }
        if closes {
            let rule = if self.last { OUTER } else { INNER };
            row.items.push(fill(left, row.height - rule / 2.0, right - left, rule));
        }
        for (at, column) in self.columns.iter().enumerate() {
            let rule = if at == 0 { OUTER } else { INNER };
            row.items.push(fill(column.left - rule / 2.0, 0.0, rule, row.height));
        }
        row.items.push(fill(right - OUTER / 2.0, 0.0, OUTER, row.height));
    }
}

impl Column {
    fn text_width(&self) -> f64 {
        (self.width - 2.0 * PAD).max(1.0)
    }

    /// Where a cell's lines stand.
    fn place(&self, head: bool, natural: f64) -> (f64, f64, Align) {
        let (x, width) = (self.left + PAD, self.text_width());
        match self.figures {
            _ if head => (x, width, Align::Center),
            Some(figures) if natural <= width && figures <= width => {
                (x, (width + figures) / 2.0, Align::Right)
            }
            _ => (x, width, self.align),
        }
    }
}

fn total(cells: &[Vec<Shaped>], count: usize) -> f64 {
    widest(cells, count, |cell| cell.natural).iter().map(|width| width + 2.0 * PAD).sum()
}

fn widest(cells: &[Vec<Shaped>], count: usize, of: impl Fn(&Shaped) -> f64) -> Vec<f64> {
    let mut widths = vec![0.0_f64; count];
    for row in cells {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = width.max(of(cell));
        }
    }
    widths
}

/// Shares the measure among the columns: what each asks for, and of what is over the same to each. Where there
/// is too little, narrow columns have what they ask for, and wide ones share the rest ([`filled`]).
fn columns(table: &Table, cells: &[Vec<Shaped>], count: usize, context: Context) -> Vec<Column> {
    let room = (context.measure - 2.0 * PAD * count as f64).max(1.0);
    let natural = widest(cells, count, |cell| cell.natural);
    let asked = natural.iter().sum::<f64>();
    let widths: Vec<f64> = if asked <= room {
        natural.iter().map(|width| width + (room - asked) / count as f64).collect()
    } else {
        let mut least = widest(cells, count, |cell| cell.whole);
        if least.iter().sum::<f64>() > room {
            least = widest(cells, count, |cell| cell.least);
        }
        let needed = least.iter().sum::<f64>();
        if needed < room {
            filled(&natural, &least, room)
        } else {
            least.iter().map(|width| width * room / needed.max(1e-9)).collect()
        }
    };
    let mut left = context.left;
    (0..count)
        .map(|at| {
            let width = widths[at];
            let given = table.alignments.get(at).copied().unwrap_or_default();
            let (align, numeric) = alignment(table, at, given, natural[at] <= width + 1e-6);
            let figures = numeric.then(|| {
                let body = usize::from(cells.len() > table.rows.len());
                let rows = cells.iter().skip(body).filter_map(|row| row.get(at));
                rows.map(|cell| cell.natural).fold(0.0, f64::max)
            });
            let column = Column { left, width: width + 2.0 * PAD, align, figures };
            left += column.width;
            column
        })
        .collect()
}

/// Fills columns up to `room` as water fills vessels: from the narrowest on, a column has its natural width as
/// long as that is no more than an equal share of what is left and leaves the others their least; the rest is
/// shared in proportion to what each lacks.
fn filled(natural: &[f64], least: &[f64], room: f64) -> Vec<f64> {
    let mut widths = least.to_vec();
    let mut order: Vec<usize> = (0..natural.len()).collect();
    order.sort_by(|&one, &two| natural[one].total_cmp(&natural[two]));
    let mut spare = room - least.iter().sum::<f64>();
    let mut rest = room;
    let mut long = 0;
    for (index, &at) in order.iter().enumerate() {
        let more = natural[at] - least[at];
        long = index;
        if natural[at] > rest / (order.len() - index) as f64 || more > spare {
            break;
        }
        widths[at] = natural[at];
        rest -= natural[at];
        spare -= more;
        long = index + 1;
    }
    let long = order.get(long..).unwrap_or_default();
    let lacking: f64 = long.iter().map(|&at| natural[at] - least[at]).sum();
    for &at in long {
        widths[at] += (natural[at] - least[at]) * spare / lacking.max(1e-9);
    }
    widths
}

/// How a column is aligned, and whether it holds figures that stand flush right under each other.
fn alignment(table: &Table, at: usize, given: Alignment, one_line: bool) -> (Align, bool) {
    match given {
        Alignment::Left => return (Align::Left, false),
        Alignment::Center => return (Align::Center, false),
        Alignment::None | Alignment::Right => {}
    }
    let figure = |ch: char| {
        ch.is_ascii_digit()
            || matches!(ch, '.' | ',' | '%' | '-' | '+' | '—' | '－' | ' ' | '％' | '‰')
    };
    let numeric = table
        .rows
        .iter()
        .filter_map(|row| row.get(at))
        .all(|cell| plain(&cell.inlines).chars().all(figure));
    match given {
        Alignment::Right => (Align::Right, numeric),
        _ if numeric => (Align::Right, true),
        _ if one_line => (Align::Center, false),
        _ => (Align::Left, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_columns_have_what_they_ask_for_and_wide_ones_share_the_rest() {
        let widths = filled(&[40.0, 400.0, 60.0, 200.0], &[40.0, 20.0, 30.0, 20.0], 300.0);
        assert!((widths.iter().sum::<f64>() - 300.0).abs() < 1e-6);
        assert_eq!((widths[0], widths[2]), (40.0, 60.0));
        assert!(widths[1] > widths[3] && widths[3] > 60.0, "{widths:?}");
        let all_long = filled(&[300.0, 300.0], &[10.0, 10.0], 200.0);
        assert!(all_long.iter().all(|width| (width - 100.0).abs() < 1e-6));
        // Least widths hold even where a narrow column would like more.
        let tight = filled(&[50.0, 400.0], &[10.0, 180.0], 200.0);
        assert!((tight.iter().sum::<f64>() - 200.0).abs() < 1e-6);
        assert!(tight[0] >= 10.0 && tight[1] >= 180.0, "{tight:?}");
    }
}
