//! Lines of text and rules in places of their own, off the grid: what head and end matter are composed on.

use super::super::blocks::Layout;
use super::super::breaker::{self, Line};
use super::super::frame::{Fill, Item, LineBox, NodeKind, Part};
use super::super::items::Paragraph;
use super::super::line::{self, Place};
use super::super::page::{Row, moved};
use super::{above, below, natural};

/// A line of text or a rule.
#[derive(Debug)]
struct Piece {
    /// Where it begins and ends, in pt from the board's top.
    top: f64,
    bottom: f64,
    items: Vec<Item>,
    lines: Vec<LineBox>,
}

/// Pieces in their places, from the board's top left corner.
#[derive(Debug, Default)]
pub(super) struct Board {
    pieces: Vec<Piece>,
}

impl Board {
    /// Whether nothing is on it.
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Sets a text of which `place` says where its first line goes; where it is too wide it turns, each line `pitch`
    /// below the one before. Returns the last line's baseline.
    pub(super) fn text(
        &mut self,
        layout: &mut Layout<'_>,
        mut paragraph: Paragraph,
        part: Part,
        (mut place, pitch): (Place, f64),
    ) -> f64 {
        if paragraph.is_blank() {
            return place.baseline;
        }
        layout.tag(&mut paragraph, NodeKind::Paragraph);
        paragraph.part = part;
        let paragraph = paragraph.shape(&mut layout.shaper);
        let whole = Line { start: 0, end: paragraph.clusters.len(), last: true };
        let lines = if natural(&paragraph) <= place.measure + 0.05 {
            vec![whole]
        } else {
            breaker::lines(&paragraph, place.measure)
        };
        let mut last = place.baseline;
        for line in lines {
            self.line(layout, &paragraph, line, place);
            last = place.baseline;
            place.baseline += pitch;
        }
        last
    }

    /// Sets a shaped paragraph on one line that begins at `x`.
    pub(super) fn whole(
        &mut self,
        layout: &Layout<'_>,
        paragraph: &Paragraph,
        x: f64,
        baseline: f64,
    ) {
        let whole = Line { start: 0, end: paragraph.clusters.len(), last: true };
        let place = Place { x, baseline, measure: natural(paragraph), align: line::Align::Left };
        self.line(layout, paragraph, whole, place);
    }

    /// Sets a line of a shaped paragraph.
    pub(super) fn line(
        &mut self,
        layout: &Layout<'_>,
        paragraph: &Paragraph,
        line: Line,
        place: Place,
    ) {
        let set = line::set(paragraph, line, place, &layout.shaper);
        let size = set.line.as_ref().map_or(layout.setup.body, |line| line.size);
        self.pieces.push(Piece {
            top: place.baseline - above(size),
            bottom: place.baseline + below(size),
            items: set.items,
            lines: set.line.into_iter().collect(),
        });
    }

    /// Sets a line of a shaped paragraph spread over `width`, in the middle of `x` and `x + measure`.
    pub(super) fn spread(
        &mut self,
        layout: &Layout<'_>,
        paragraph: &Paragraph,
        (line, width): (Line, f64),
        place: Place,
    ) {
        let inner = Place { x: 0.0, measure: width, align: line::Align::Justify, ..place };
        self.line(layout, paragraph, Line { last: false, ..line }, inner);
        let Some(piece) = self.pieces.last_mut() else { return };
        let Some(line) = piece.lines.first_mut() else { return };
        // What has no gap to spread is narrower than was asked for.
        let x = place.x
            + match place.align {
                line::Align::Center => (place.measure - line.width) / 2.0,
                line::Align::Right => place.measure - line.width,
                line::Align::Left | line::Align::Justify => 0.0,
            };
        line.full = false;
        line.stretch = 0.0;
        piece.shift(x, 0.0);
        if let Some(line) = piece.lines.first_mut() {
            line.measure = (place.x, place.measure);
        }
    }

    /// Adds a rule.
    pub(super) fn rule(&mut self, fill: Fill) {
        self.pieces.push(Piece {
            top: fill.y,
            bottom: fill.y + fill.height,
            items: vec![Item::Fill(fill)],
            lines: Vec::new(),
        });
    }

    /// Adds what another board has, moved.
    pub(super) fn append(&mut self, other: Self, x: f64, y: f64) {
        self.pieces.extend(other.pieces.into_iter().map(|mut piece| {
            piece.shift(x, y);
            piece
        }));
    }

    /// Adds the lines of a row, `y` below the board's top.
    pub(super) fn row(&mut self, row: Row, y: f64) {
        let height = row.height;
        let mut piece = Piece { top: 0.0, bottom: height, items: row.items, lines: row.lines };
        piece.shift(0.0, y);
        self.pieces.push(piece);
    }

    /// Left and right edge of the text that reaches below `y`, if there is any.
    pub(super) fn extent_below(&self, y: f64) -> Option<(f64, f64)> {
        let lines = self.pieces.iter().filter(|piece| piece.bottom > y);
        lines
            .flat_map(|piece| &piece.lines)
            .map(|line| (line.x, line.x + line.width))
            .reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
    }

    /// Adds all of it to a row.
    pub(super) fn onto(self, row: &mut Row) {
        for piece in self.pieces {
            row.items.extend(piece.items);
            row.lines.extend(piece.lines);
        }
    }

    /// All of it as one row of a height; where that is more than a page has, as many as there are pieces below each
    /// other.
    pub(super) fn rows(mut self, height: f64, area: f64) -> Vec<Row> {
        if height <= area + 0.05 {
            let mut row = Row { height, ..Row::default() };
            self.onto(&mut row);
            return vec![row];
        }
        self.pieces.sort_by(|one, other| one.top.total_cmp(&other.top));
        let mut rows: Vec<(f64, f64, Row)> = Vec::new();
        for mut piece in self.pieces {
            match rows.last_mut() {
                Some((top, bottom, row)) if piece.top < *bottom - 0.05 => {
                    *bottom = bottom.max(piece.bottom);
                    piece.shift(0.0, -*top);
                    row.items.append(&mut piece.items);
                    row.lines.extend(piece.lines);
                }
                last => {
                    // A row reaches to where the next begins.
                    if let Some((top, _, row)) = last {
                        row.height = piece.top - *top;
                    }
                    let (top, bottom) =
                        (if rows.is_empty() { 0.0 } else { piece.top }, piece.bottom);
                    piece.shift(0.0, -top);
                    let (items, lines) = (piece.items, piece.lines);
                    rows.push((top, bottom, Row { items, lines, ..Row::default() }));
                }
            }
        }
        if let Some((top, _, row)) = rows.last_mut() {
            row.height = height - *top;
        }
        rows.into_iter().map(|(_, _, row)| row).collect()
    }

    /// Puts its one line at the head of a row's own: one line to a reader.
    pub(super) fn prefix(self, row: &mut Row) {
        for mut piece in self.pieces.into_iter().rev() {
            row.items.splice(0..0, std::mem::take(&mut piece.items));
            let Some(label) = piece.lines.pop() else { continue };
            match row.lines.first_mut() {
                Some(line) => {
                    let right = line.measure.0 + line.measure.1;
                    line.width += line.x - label.x;
                    line.measure = (label.x, right - label.x);
                    line.x = label.x;
                    line.characters += label.characters;
                    line.text.insert_str(0, &label.text);
                }
                None => row.lines.push(label),
            }
        }
    }
}

impl Piece {
    fn shift(&mut self, x: f64, y: f64) {
        self.top += y;
        self.bottom += y;
        self.items =
            std::mem::take(&mut self.items).into_iter().map(|item| moved(item, x, y)).collect();
        self.lines =
            std::mem::take(&mut self.lines).into_iter().map(|line| line.moved(x, y)).collect();
    }
}
