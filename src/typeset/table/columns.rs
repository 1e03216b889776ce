//! Columns: what their cells ask for, how wide they are, and how figures stand under each other at the decimal
//! point.

use super::super::items::{Kind, Paragraph};
use super::super::line::Align;
use super::fit::Fit;
use crate::report::{Alignment, Table};

/// A cell of so many characters, a date or a short name, is not split as long as there is room.
const SHORT: usize = 8;
/// A column is no narrower than so many characters as long as there is room.
const SOME: f64 = 4.0;

/// A cell shaped, with its width on one line and the width of what in it cannot be split.
pub(super) struct Shaped {
    pub paragraph: Paragraph,
    pub natural: f64,
    pub least: f64,
    /// The same as `least`, but for a short cell its width on one line.
    pub whole: f64,
    pub content: Content,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Content {
    /// A figure, and how far its decimal point (or where that would be) is from its left edge, in pt.
    Figure(f64),
    /// Nothing, or a mark for it.
    None,
    Words,
}

impl Shaped {
    pub(super) fn new(paragraph: Paragraph) -> Self {
        let (mut natural, mut least, mut piece) = (0.0, 0.0_f64, 0.0);
        let mut hard = false;
        for cluster in &paragraph.clusters {
            natural += cluster.width + cluster.gap.kern;
            piece += cluster.width + cluster.gap.kern;
            least = least.max(piece);
            if cluster.gap.penalty.is_some() {
                piece = 0.0;
            }
            hard |= cluster.kind == Kind::HardBreak;
        }
        let content = content(&paragraph);
        let short = !hard && paragraph.text.trim().chars().nth(SHORT).is_none();
        if content != Content::Words {
            least = natural;
        }
        let whole = if short { natural } else { least };
        Self { paragraph, natural, least, whole, content }
    }
}

/// Reads a cell: sign, digits with thousands marks, decimal point, `%`, marks of notes.
fn content(paragraph: &Paragraph) -> Content {
    #[derive(PartialEq, PartialOrd, Clone, Copy)]
    enum State {
        Sign,
        Whole,
        Fraction,
        Tail,
    }
    let (mut state, mut x, mut point) = (State::Sign, 0.0, None);
    for cluster in &paragraph.clusters {
        let text = paragraph.text.get(cluster.start as usize..cluster.end as usize);
        match cluster.kind {
            Kind::Note(_) if state > State::Sign => {
                point.get_or_insert(x);
                state = State::Tail;
            }
            Kind::Glyph => {
                for ch in text.unwrap_or_default().chars() {
                    state = match (state, ch) {
                        (State::Sign | State::Whole, '0'..='9') => State::Whole,
                        (State::Whole, ',') => State::Whole,
                        (State::Whole, '.') => {
                            point.get_or_insert(x);
                            State::Fraction
                        }
                        (State::Fraction, '0'..='9') => State::Fraction,
                        (State::Sign, ch) if "+-−－＋±≈≤≥▲△↑↓ ".contains(ch) => {
                            State::Sign
                        }
                        (State::Whole | State::Fraction | State::Tail, ch)
                            if "%％‰*＊ ".contains(ch) =>
                        {
                            point.get_or_insert(x);
                            State::Tail
                        }
                        _ => return words(paragraph),
                    };
                }
            }
            _ => return words(paragraph),
        }
        x += cluster.width + cluster.gap.kern;
    }
    if state == State::Sign { words(paragraph) } else { Content::Figure(point.unwrap_or(x)) }
}

fn words(paragraph: &Paragraph) -> Content {
    let text = paragraph.text.trim();
    let image = paragraph.clusters.iter().any(|cluster| matches!(cluster.kind, Kind::Image(..)));
    let mark = text.chars().nth(3).is_none()
        && text.chars().all(|ch| matches!(ch, '—' | '–' | '-' | '－' | '/' | '…' | '·' | '无'));
    if mark && !image { Content::None } else { Content::Words }
}

/// How a column is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// Left edge and width.
    pub left: f64,
    pub width: f64,
    /// Blank on either side of a cell's text.
    pad: f64,
    align: Align,
    /// Widest part of its figures before the decimal point, and from there on: their block is centred in the
    /// column.
    figures: Option<(f64, f64)>,
}

impl Column {
    pub(super) fn text_width(&self) -> f64 {
        (self.width - 2.0 * self.pad).max(0.1)
    }

    /// Where a cell's lines stand: left edge, measure, alignment.
    pub(super) fn place(&self, head: bool, cell: &Shaped) -> (f64, f64, Align) {
        let (x, width) = (self.left + self.pad, self.text_width());
        if head {
            return (x, width, Align::Center);
        }
        let Some((before, after)) = self.figures else { return (x, width, self.align) };
        let fits = before + after <= width + 1e-6;
        match cell.content {
            Content::Figure(point) if fits => {
                let shift = ((width - before - after) / 2.0 + before - point).max(0.0);
                (x + shift, width - shift, Align::Left)
            }
            Content::Figure(_) => (x, width, Align::Right),
            Content::Words if fits && self.align == Align::Right => {
                let edge = (width + before + after) / 2.0;
                (x, if cell.natural <= edge { edge } else { width }, Align::Right)
            }
            Content::Words if cell.natural > width + 1e-6 => (x, width, Align::Left),
            Content::None | Content::Words => (x, width, Align::Center),
        }
    }
}

/// What the columns of a table ask for, in pt at one size.
#[derive(Debug)]
pub(super) struct Asked {
    pub natural: Vec<f64>,
    pub least: Vec<f64>,
    pub whole: Vec<f64>,
}

impl Asked {
    pub(super) fn of(cells: &[Vec<Shaped>], count: usize, scale: f64) -> Self {
        let widest = |of: fn(&Shaped) -> f64| {
            let mut widths = vec![0.0_f64; count];
            for row in cells {
                for (width, cell) in widths.iter_mut().zip(row) {
                    *width = width.max(of(cell) * scale);
                }
            }
            widths
        };
        let mut natural = widest(|cell| cell.natural);
        for (at, width) in natural.iter_mut().enumerate() {
            let (before, after) = block(cells, at);
            *width = width.max((before + after) * scale);
        }
        Self { natural, least: widest(|cell| cell.least), whole: widest(|cell| cell.whole) }
    }

    /// Shares `room` among the columns: what each asks for, and of what is over the same to each. Where there
    /// is too little, narrow columns have what they ask for, and wide ones share the rest ([`filled`]) so that no
    /// short cell is split; or so that none has less than four characters a line, or at least no word is split,
    /// where that makes the table lower by a tenth, or nothing else goes.
    pub(super) fn share(&self, cells: &[Vec<Shaped>], scale: f64, room: f64, em: f64) -> Vec<f64> {
        let sum = |widths: &[f64]| widths.iter().sum::<f64>();
        let asked = sum(&self.natural);
        if asked <= room {
            let over = (room - asked) / self.natural.len().max(1) as f64;
            return self.natural.iter().map(|width| width + over).collect();
        }
        let pairs = self.least.iter().zip(&self.natural);
        let some: Vec<f64> =
            pairs.map(|(least, natural)| least.max(natural.min(SOME * em))).collect();
        let mut best: Option<(f64, Vec<f64>)> = None;
        for least in [&self.whole, &some, &self.least] {
            if sum(least) < room {
                let widths = filled(&self.natural, least, room, em);
                let lines = lines(cells, scale, &widths);
                if best.as_ref().is_none_or(|(known, _)| lines < known * 0.9) {
                    best = Some((lines, widths));
                }
            }
        }
        best.map_or_else(
            || {
                let needed = sum(&self.least).max(1e-9);
                self.least.iter().map(|width| width * room / needed).collect()
            },
            |(_, widths)| widths,
        )
    }
}

/// About how many lines all rows take together.
fn lines(cells: &[Vec<Shaped>], scale: f64, widths: &[f64]) -> f64 {
    let high = |(cell, width): (&Shaped, &f64)| (cell.natural * scale / width - 1e-6).ceil();
    cells.iter().map(|row| row.iter().zip(widths).map(high).fold(1.0, f64::max)).sum()
}

/// The widest parts of a column's figures, before the decimal point and from there on.
fn block(cells: &[Vec<Shaped>], at: usize) -> (f64, f64) {
    let (mut before, mut after) = (0.0_f64, 0.0_f64);
    for cell in cells.iter().filter_map(|row| row.get(at)) {
        if let Content::Figure(point) = cell.content {
            before = before.max(point);
            after = after.max(cell.natural - point);
        }
    }
    (before, after)
}

/// The columns of a table, from `left` on.
pub(super) fn columns(
    table: &Table,
    cells: &[Vec<Shaped>],
    headed: bool,
    fit: &Fit,
    left: f64,
) -> Vec<Column> {
    let body = cells.get(usize::from(headed)..).unwrap_or_default();
    let asked = Asked::of(cells, fit.count, 1.0);
    let widths = asked.share(cells, 1.0, fit.room().max(0.1), fit.size);
    let mut left = left;
    widths
        .iter()
        .enumerate()
        .map(|(at, &width)| {
            let given = table.alignments.get(at).copied().unwrap_or_default();
            let one_line = asked.natural.get(at).is_none_or(|&natural| natural <= width + 1e-6);
            let align = match given {
                Alignment::Left => Align::Left,
                Alignment::Center => Align::Center,
                Alignment::Right => Align::Right,
                Alignment::None if one_line => Align::Center,
                Alignment::None => Align::Left,
            };
            let free = matches!(given, Alignment::None | Alignment::Right);
            let figures = (free && numeric(body, at)).then(|| block(body, at));
            let width = width + 2.0 * fit.pad;
            let column = Column { left, width, pad: fit.pad, align, figures };
            left += width;
            column
        })
        .collect()
}

/// Whether most cells of a column that hold anything hold figures.
fn numeric(body: &[Vec<Shaped>], at: usize) -> bool {
    let (mut figures, mut words) = (0, 0);
    for cell in body.iter().filter_map(|row| row.get(at)) {
        match cell.content {
            Content::Figure(_) => figures += 1,
            Content::Words => words += 1,
            Content::None => {}
        }
    }
    figures > words
}

/// Fills columns up to `room` as water fills vessels: from the narrowest on, a column has its natural width as
/// long as that is no more than an equal share of what is left and leaves the others their least. The others are
/// made as wide as the least number of lines asks that all can do with, and share what is over in proportion to
/// what each lacks.
fn filled(natural: &[f64], least: &[f64], room: f64, em: f64) -> Vec<f64> {
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
    // Whole characters, and a little for marks that must not begin a line.
    let wide = |at: usize, lines: u32| {
        let cells = (natural[at] / em / f64::from(lines) + 0.3).ceil();
        (cells * em).min(natural[at]).max(least[at])
    };
    let fits = |lines: u32| long.iter().map(|&at| wide(at, lines)).sum::<f64>() <= rest;
    let (mut few, mut enough) = (1, 2);
    while !fits(enough) && enough < 1 << 20 {
        (few, enough) = (enough, enough * 2);
    }
    while enough - few > 1 {
        let middle = u32::midpoint(few, enough);
        if fits(middle) { enough = middle } else { few = middle }
    }
    for &at in long {
        widths[at] = if fits(enough) { wide(at, enough) } else { least[at] };
    }
    let over = rest - long.iter().map(|&at| widths[at]).sum::<f64>();
    let lacking: f64 = long.iter().map(|&at| natural[at] - widths[at]).sum();
    for &at in long {
        widths[at] += (natural[at] - widths[at]) * over / lacking.max(1e-9);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_columns_have_what_they_ask_for_and_wide_ones_share_the_rest() {
        let widths = filled(&[40.0, 400.0, 60.0, 200.0], &[40.0, 20.0, 30.0, 20.0], 300.0, 10.0);
        assert!((widths.iter().sum::<f64>() - 300.0).abs() < 1e-6);
        assert_eq!((widths[0], widths[2]), (40.0, 60.0));
        assert!(widths[1] > widths[3] && widths[3] > 60.0, "{widths:?}");
        let all_long = filled(&[300.0, 300.0], &[10.0, 10.0], 200.0, 10.0);
        assert!(all_long.iter().all(|width| (width - 100.0).abs() < 1e-6));
        // Least widths hold even where a narrow column would like more.
        let tight = filled(&[50.0, 400.0], &[10.0, 180.0], 200.0, 10.0);
        assert!((tight.iter().sum::<f64>() - 200.0).abs() < 1e-6);
        assert!(tight[0] >= 10.0 && tight[1] >= 180.0, "{tight:?}");
    }
}
