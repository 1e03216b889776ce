//! 署名 and 成文日期 (7.3.5).

use super::super::blocks::Layout;
use super::super::breaker::{self, Line};
use super::super::frame::{NodeKind, Part};
use super::super::items::Paragraph;
use super::super::line::{self, Align, Place};
use super::super::page::Row;
use super::board::Board;
use super::{Said, natural};
use crate::report::Official;
use crate::standard::mm;

/// Seals side by side.
const ABREAST: usize = 3;
/// Between two seals in mm, at least.
const APART: f64 = 3.0;
/// The most that is put between two characters of a signature to make it as wide as the others, in em.
const LOOSEST: f64 = 2.0;

/// Signatures and date, shaped.
struct Signed {
    who: Vec<Paragraph>,
    date: Option<Paragraph>,
}

impl Layout<'_> {
    /// Sets signatures and date; no page ends between them and the rows from `held` on, so that they do not come to
    /// stand on a page without text.
    pub(super) fn signature(&mut self, official: &Official, held: usize) {
        let signed = self.signed(official);
        if signed.who.is_empty() && signed.date.is_none() {
            return;
        }
        if official.seal {
            self.blanks(self.setup.seal_gap);
            self.sealed(signed);
        } else {
            self.blanks(self.setup.signature_gap);
            self.unsealed(signed);
        }
        let last = self.flow.rows.len().saturating_sub(1);
        for row in self.flow.rows.get_mut(held..last).unwrap_or_default() {
            row.keep = true;
        }
    }

    fn signed(&mut self, official: &Official) -> Signed {
        let meta = &self.report.meta;
        let mut names = Said::all(&meta.organisations);
        if names.is_empty() {
            names.extend(Said::maybe(meta.organisation.as_ref()));
        }
        // Joint issuers in one text, as many as there are marks.
        if let [one] = names.as_slice()
            && official.marks.len() > 1
            && one.text.split('、').count() == official.marks.len()
        {
            let one = *one;
            names = one.text.split('、').map(|name| Said { text: name.trim(), ..one }).collect();
            names.retain(|name| !name.text.is_empty());
        }
        names.extend(Said::maybe(meta.author.as_ref()));
        let who = names.into_iter().map(|name| self.signed_by(name, Part::Signature)).collect();
        let date = meta.date.map(|(date, span)| {
            let text = date.chinese();
            self.signed_by(Said { text: &text, span }, Part::Date)
        });
        Signed { who, date }
    }

    fn signed_by(&mut self, said: Said<'_>, part: Part) -> Paragraph {
        let mut paragraph = said.paragraph(self.body().style);
        paragraph.part = part;
        self.tag(&mut paragraph, NodeKind::Paragraph);
        paragraph.shape(&mut self.shaper)
    }

    /// Without a seal (7.3.5.2): two characters in from the right, one below the other and all as wide as the widest;
    /// the date's first character two to the right of theirs. Where the date is the longer one it is two in from the
    /// right, and they move.
    fn unsealed(&mut self, signed: Signed) {
        let cell = self.setup.cell();
        let edge = self.setup.measure() - self.setup.signature_inset * cell;
        let widest = signed.who.iter().map(natural).fold(0.0, f64::max).min(edge);
        let dated = signed.date.as_ref().map_or(0.0, natural);
        let shift = if signed.who.is_empty() { 0.0 } else { 2.0 * cell };
        let (left, date_left) = if dated > widest + 0.01 {
            ((edge - dated - shift).max(0.0), edge - dated)
        } else {
            (edge - widest, edge - widest + shift)
        };
        for who in &signed.who {
            let own = natural(who);
            let gaps = who.clusters.len().saturating_sub(1) as f64;
            let spread = widest - own <= gaps * LOOSEST * self.setup.body && own < widest - 0.01;
            let width = if spread { widest } else { own.min(widest) };
            self.signature_lines(who, left, widest.max(cell), (width, Align::Left));
        }
        if let Some(date) = &signed.date {
            // A theme's inset may push it over the edge.
            let left = date_left.min(self.setup.measure() - dated).max(0.0);
            self.signature_lines(date, left, dated, (dated, Align::Left));
        }
    }

    /// Rows for a signature; it turns where it is wider than `measure`, and is spread where it is to be wider than it
    /// is.
    fn signature_lines(
        &mut self,
        paragraph: &Paragraph,
        x: f64,
        measure: f64,
        (width, align): (f64, Align),
    ) {
        let own = natural(paragraph);
        let lines = if own > measure + 0.05 {
            breaker::lines(paragraph, measure)
        } else {
            vec![Line { start: 0, end: paragraph.clusters.len(), last: true }]
        };
        let height = self.setup.pitch();
        let baseline = line::baseline(height, self.setup.body);
        for line in lines {
            let mut board = Board::default();
            let place = Place { x, baseline, measure, align };
            if width > own + 0.01 {
                board.spread(self, paragraph, (line, width), place);
            } else {
                board.line(self, paragraph, line, place);
            }
            self.signature_row(board);
        }
    }

    fn signature_row(&mut self, board: Board) {
        let mut row = Row { height: self.setup.pitch(), snap: true, ..Row::default() };
        board.onto(&mut row);
        self.flow.rows.push(row);
    }

    /// With a seal (7.3.5.1): the date four characters in from the right, the signature in the middle above it. Joint
    /// issuers stand side by side in order, as many a row as their seals have room, the last one above the date.
    fn sealed(&mut self, signed: Signed) {
        let measure = self.setup.measure();
        let cell = self.setup.cell();
        let dated = signed.date.as_ref().map_or(0.0, natural);
        let widest = signed.who.iter().map(natural).fold(0.0, f64::max).min(measure);
        // Where the signature is too long to stand above the middle of the date, both move.
        let right = self.setup.seal_inset * cell + dated / 2.0;
        let seal = if signed.who.len() > 1 { mm(self.setup.seal).min(measure) } else { 0.0 };
        let half = widest.max(dated).max(seal) / 2.0;
        let middle = (measure - right).min(measure - half).max(half);
        let columns = Columns::new(measure, middle, widest + cell, seal, signed.who.len());
        let rows = signed.who.len().div_ceil(columns.count.max(1));
        let short = columns.count * rows - signed.who.len();
        let pitch = self.setup.pitch();
        let mut next = 0;
        for row in 0..rows {
            if row > 0 {
                // Seals do not touch those of the row above.
                self.blanks(((seal / pitch).ceil() - 1.0).max(0.0));
            }
            // The last signature stands above the date, whether its row is full or not.
            let first = if row + 1 == rows { short } else { 0 };
            if columns.count == 1 {
                let Some(who) = signed.who.get(next) else { break };
                let width = widest.max(cell);
                let x = middle - width / 2.0;
                self.signature_lines(who, x, width, (natural(who).min(width), Align::Center));
                next += 1;
                continue;
            }
            let mut board = Board::default();
            for column in first..columns.count {
                let Some(who) = signed.who.get(next) else { break };
                let back = (columns.count - 1 - column) as f64;
                let x = middle - back * columns.step - natural(who) / 2.0;
                board.whole(self, who, x, line::baseline(pitch, self.setup.body));
                next += 1;
            }
            self.signature_row(board);
        }
        if let Some(date) = &signed.date {
            let x = (middle - dated / 2.0).max(0.0);
            self.signature_lines(date, x, dated, (dated, Align::Left));
        }
    }
}

/// Where the middles of signatures side by side are.
struct Columns {
    count: usize,
    /// From one middle to the next in pt.
    step: f64,
}

impl Columns {
    /// Columns for `wanted` signatures, the last one's middle at `last`; each takes a width or that of its seal.
    fn new(measure: f64, last: f64, width: f64, seal: f64, wanted: usize) -> Self {
        let least = width.max(seal + mm(APART)).max(1.0);
        // The first one's seal does not reach over the left edge.
        let room = (last - width.max(seal) / 2.0).max(0.0);
        let count = ((room / least).floor() as usize + 1).min(ABREAST).min(wanted.max(1));
        let gaps = count.saturating_sub(1).max(1) as f64;
        // As far from the left edge as from the right one, where there is room.
        let even = (2.0 * last - measure) / gaps;
        Self { count, step: even.clamp(least.min(room / gaps), (room / gaps).max(least)) }
    }
}
