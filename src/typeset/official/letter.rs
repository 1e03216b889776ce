//! The letter form (信函, 10.1): the mark 30 mm below the paper's top, a red double rule below it and another at the
//! foot of the first page, and between them only what a letter needs.

use super::super::blocks::Layout;
use super::super::frame::{Fill, NodeKind, Part};
use super::super::items::Paragraph;
use super::super::line::Align;
use super::board::Board;
use super::{RED, Said, above, below, natural};
use crate::report::Official;
use crate::standard::mm;

/// The double rules: the thick one, the blank between, the thin one, in mm (practice).
const THICK: f64 = 0.6;
const BETWEEN: f64 = 0.5;
const THIN: f64 = 0.2;

impl Layout<'_> {
    /// Mark and rules; 份号, 密级 and 紧急程度 flush left and the number flush right below the first rule. Joint
    /// issuers use the leading one's mark alone.
    pub(super) fn letter_head(&mut self, official: &Official) -> (Board, f64) {
        let size = self.setup.body;
        let mut board = Board::default();
        let mut ink = mm(self.setup.letter_mark_top - self.setup.top);
        let marks = Said::all(&official.marks);
        if let Some(marks) = self.marks(marks.get(..1).unwrap_or_default(), mm(56.0)) {
            board.append(marks.board, 0.0, ink);
            ink += marks.height;
        }
        let mut bottom = self.double_rule(
            &mut board,
            ink + mm(self.setup.letter_rule_gap),
            [THICK, BETWEEN, THIN],
        );
        let first = bottom + self.setup.letter_text_gap * size + above(size);
        let left = self.classification(&mut board, official, first);
        let right = self.letter_number(&mut board, official, (first, left));
        if let Some(baseline) = left.into_iter().chain(right).reduce(f64::max) {
            bottom = baseline + below(size);
        }
        (board, bottom)
    }

    /// The second double rule, the thin one above, its lower edge 20 mm above the paper's bottom; from the type area's
    /// top left corner.
    pub(super) fn letter_foot(&self) -> Board {
        let mut board = Board::default();
        let end = mm(self.setup.paper_height - self.setup.top - self.setup.letter_foot);
        self.double_rule(&mut board, end - mm(THIN + BETWEEN + THICK), [THIN, BETWEEN, THICK]);
        board
    }

    /// The number and, below it, 签发人. Returns the last baseline.
    fn letter_number(
        &mut self,
        board: &mut Board,
        official: &Official,
        (first, left): (f64, Option<f64>),
    ) -> Option<f64> {
        let pitch = self.setup.pitch();
        let style = self.body().style;
        let mut next = first;
        let mut last = None;
        if let Some(number) = Said::maybe(official.number.as_ref()) {
            let mut paragraph: Paragraph = number.paragraph(style);
            let width = natural(&paragraph.clone().shape(&mut self.shaper));
            // Beside the lines on the left, unless it would stand on them.
            let taken = board.extent_below(first - 1.0).filter(|_| left.is_some());
            let free = self.setup.measure() - taken.map_or(0.0, |(_, right)| right);
            if let Some(left) = left
                && free < width + style.cell
            {
                next = left + pitch;
            }
            paragraph.node = self.node(NodeKind::Paragraph);
            let place = self.at(next, 0.0, Align::Right);
            let end = board.text(self, paragraph, Part::Number, place);
            next = end + pitch;
            last = Some(end);
        }
        let signers = Said::all(&official.signers);
        if !signers.is_empty() {
            let (end, _) = self.signers(board, &signers, next, 0.0);
            last = Some(end);
        }
        last
    }

    /// Two red rules in the middle of the paper, `parts` in mm from `y` on. Returns where they end.
    fn double_rule(&self, board: &mut Board, y: f64, [upper, between, lower]: [f64; 3]) -> f64 {
        let width = mm(self.setup.letter_rule);
        let x = (mm(self.setup.paper_width) - width) / 2.0 - mm(self.setup.left);
        let part = Part::RedRule;
        let second = y + mm(upper + between);
        for (y, height) in [(y, upper), (second, lower)] {
            board.rule(Fill { x, y, width, height: mm(height), color: RED, part });
        }
        second + mm(lower)
    }
}
