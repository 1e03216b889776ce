//! 版头 (7.2): 份号, 密级, 紧急程度, 发文机关标志, 发文字号, 签发人, the red rule.

use super::super::blocks::Layout;
use super::super::frame::{Fill, Part};
use super::super::items::{Paragraph, Style};
use super::super::line::{self, Align, Place};
use super::board::Board;
use super::marks::Marks;
use super::{Gaps, RED, Said, below, made, natural, unsigned};
use crate::fonts::Role;
use crate::report::{Form, Official};
use crate::standard::mm;

/// 签发人 a line (7.2.6: normally two); where there are very many, as many as there is room for.
const SIGNERS: usize = 2;
/// How many of them are very many.
const VERY_MANY: usize = 12;

impl Layout<'_> {
    /// Sets the head as a row that ends where its ink does; returns where that is, `None` where there is no head.
    pub(super) fn head(&mut self, official: &Official, gaps: Gaps) -> Option<f64> {
        let (board, bottom) = match official.form {
            Form::Letter => self.letter_head(official),
            Form::Document | Form::Minutes | Form::Bulletin => self.red_head(official, gaps),
        };
        if board.is_empty() {
            return None;
        }
        let area = self.setup.area();
        let mut rows = board.rows(bottom, area);
        for row in &mut rows {
            row.keep = bottom <= area;
        }
        if official.form == Form::Letter
            && let Some(first) = rows.first_mut()
        {
            self.letter_foot().onto(first);
        }
        self.flow.rows.append(&mut rows);
        Some(bottom)
    }

    /// Where a line of the body's size stands in the whole measure but for an inset on both sides, one line of the
    /// grid below the other.
    pub(super) fn at(&self, baseline: f64, inset: f64, align: Align) -> (Place, f64) {
        let measure = self.setup.measure() - 2.0 * inset;
        (Place { x: inset, baseline, measure, align }, self.setup.pitch())
    }

    /// 份号, 密级 and 紧急程度, each on a line from `baseline` on; those that are missing leave no gap (7.2.1 to
    /// 7.2.3). Returns the last one's baseline.
    pub(super) fn classification(
        &mut self,
        board: &mut Board,
        official: &Official,
        mut baseline: f64,
    ) -> Option<f64> {
        let mut last = None;
        for (text, role, part) in [
            (&official.copy_number, self.setup.body_face, Part::CopyNumber),
            (&official.secrecy, Role::Hei, Part::Secrecy),
            (&official.urgency, Role::Hei, Part::Urgency),
        ] {
            let Some(said) = Said::maybe(text.as_ref()) else { continue };
            let paragraph = said.paragraph(Style::body(self.setup, role));
            let place = self.at(baseline, 0.0, Align::Left);
            let end = board.text(self, paragraph, part, place);
            baseline = end + self.setup.pitch();
            last = Some(end);
        }
        last
    }

    fn red_head(&mut self, official: &Official, gaps: Gaps) -> (Board, f64) {
        let (pitch, measure, size) = (self.setup.pitch(), self.setup.measure(), self.setup.body);
        let mut board = Board::default();
        let last = self.classification(&mut board, official, line::baseline(pitch, size));
        let mut bottom = last.map_or(0.0, |baseline| baseline + below(size));
        let mut first = last.map_or(line::baseline(pitch, size), |baseline| baseline + pitch);
        let marks = self.marks(&Said::all(&official.marks), gaps.marks);
        let marked = marks.is_some();
        if let Some(Marks { board: marks, height, left, right }) = marks {
            // The mark may stand beside the lines above it, but not on them.
            let mut top = mm(self.setup.mark_top);
            if let Some((from, to)) = board.extent_below(top)
                && from < right + size
                && to > left - size
            {
                top = bottom + size / 2.0;
            }
            board.append(marks, 0.0, top);
            bottom = top + height;
            // The line of the number begins two lines below the mark's ink (7.2.5).
            first = bottom + gaps.number * pitch + line::baseline(pitch, size);
        }
        let numbered = self.numbers(&mut board, official, first);
        if let Some(baseline) = numbered {
            bottom = baseline + below(size);
            first = baseline + pitch;
        }
        if unsigned(official)
            && let Some(baseline) = self.issued(&mut board, first)
        {
            bottom = baseline + below(size);
        }
        if marked || numbered.is_some() {
            // The rule lies 4 mm below the ink of the line above it (7.2.7).
            let (y, height) = (bottom + mm(self.setup.rule_gap), mm(self.setup.red_rule));
            let part = Part::RedRule;
            board.rule(Fill { x: 0.0, y, width: measure, height, color: RED, part });
            bottom = y + height;
        }
        (board, bottom)
    }

    /// 发文字号 and 期号 in the middle; with 签发人 they stand one character in from the left, on the line of the
    /// last name (7.2.5, 7.2.6). Returns the last line's baseline.
    fn numbers(&mut self, board: &mut Board, official: &Official, baseline: f64) -> Option<f64> {
        let style = self.body().style;
        let number = number(official, style);
        let signers = Said::all(&official.signers);
        let cell = self.setup.cell();
        if signers.is_empty() {
            let place = self.at(baseline, 0.0, Align::Center);
            return number.map(|number| board.text(self, number, Part::Number, place));
        }
        let shaped = number.clone().map(|number| number.shape(&mut self.shaper));
        let width = shaped.as_ref().map_or(0.0, natural);
        // The number comes first to who reads.
        let node = number.as_ref().map(|_| self.node(super::NodeKind::Paragraph));
        let mut names = Board::default();
        let (mut last, left) = self.signers(&mut names, &signers, baseline, cell);
        if let (Some(mut number), Some(node)) = (number, node) {
            number.node = node;
            if cell + width + cell > left {
                last += self.setup.pitch();
            }
            let place = self.at(last, cell, Align::Left);
            last = board.text(self, number, Part::Number, place);
        }
        board.append(names, 0.0, 0.0);
        Some(last)
    }

    /// 签发人 in columns that end `inset` before the right edge, from left to right and from top to bottom, names of
    /// turned lines below the first one's (7.2.6). Returns the last line's baseline and where the block begins.
    pub(super) fn signers(
        &mut self,
        board: &mut Board,
        signers: &[Said<'_>],
        mut baseline: f64,
        inset: f64,
    ) -> (f64, f64) {
        let (cell, pitch) = (self.setup.cell(), self.setup.pitch());
        let style = self.body().style;
        let node = self.node(super::NodeKind::Paragraph);
        let mut label = made("签发人：").paragraph(style).shape(&mut self.shaper);
        label.node = node;
        label.part = Part::Signer;
        let room = self.setup.measure() - 2.0 * inset - natural(&label);
        let kai = Style { role: Role::Kai, ..style };
        let mut widest = 0.0_f64;
        for name in signers {
            widest = widest.max(natural(&name.paragraph(kai).shape(&mut self.shaper)));
        }
        let column = widest.min(room);
        let fitting = ((room + cell) / (column + cell)).floor().max(1.0) as usize;
        let wanted = if signers.len() > VERY_MANY { fitting } else { SIGNERS };
        let columns = wanted.min(fitting).min(signers.len()).max(1);
        let block = columns as f64 * (column + cell) - cell;
        let first = self.setup.measure() - inset - block;
        let left = first - natural(&label);
        board.whole(self, &label, left, baseline);
        for (row, names) in signers.chunks(columns).enumerate() {
            if row > 0 {
                baseline += pitch;
            }
            let mut lowest = baseline;
            for (index, name) in names.iter().enumerate() {
                let mut paragraph = name.paragraph(kai);
                paragraph.node = node;
                let x = first + index as f64 * (column + cell);
                let place = Place { x, baseline, measure: column, align: Align::Left };
                lowest = lowest.max(board.text(self, paragraph, Part::Signer, (place, pitch)));
            }
            baseline = lowest;
        }
        (baseline, left)
    }

    /// Who issues minutes or a bulletin, one character in from the left, and when, one in from the right, on a line
    /// above the rule: they carry no signature.
    fn issued(&mut self, board: &mut Board, baseline: f64) -> Option<f64> {
        let style = self.body().style;
        let who = self.issuers(style);
        let date = self.report.meta.date.map(|(date, span)| (date.chinese(), span));
        let date = date.map(|(text, span)| Said { text: &text, span }.paragraph(style));
        let cell = self.setup.cell();
        let mut width = 0.0;
        for one in [&who, &date].into_iter().flatten() {
            width += natural(&one.clone().shape(&mut self.shaper)) + cell;
        }
        let mut last = None;
        let mut next = baseline;
        for (paragraph, align) in [(who, Align::Left), (date, Align::Right)] {
            let Some(paragraph) = paragraph else { continue };
            let place = self.at(next, cell, align);
            let end = board.text(self, paragraph, Part::Issuer, place);
            last = Some(end);
            if width > self.setup.measure() - cell {
                next = end + self.setup.pitch();
            }
        }
        last
    }

    /// The organisations, else the author, as one paragraph.
    fn issuers(&mut self, style: Style) -> Option<Paragraph> {
        let meta = &self.report.meta;
        let mut names = Said::all(&meta.organisations);
        if names.is_empty() {
            names.extend(Said::maybe(meta.organisation.as_ref()));
        }
        if names.is_empty() {
            names.extend(Said::maybe(meta.author.as_ref()));
        }
        let mut paragraph = Paragraph::default();
        super::push_joined(&mut paragraph, &names, "　", style);
        (!names.is_empty()).then_some(paragraph)
    }
}

/// 发文字号 and 期号 on one line: `第12期`, in minutes `（第12期）`.
fn number(official: &Official, style: Style) -> Option<Paragraph> {
    let mut paragraph = Paragraph::default();
    if let Some(number) = Said::maybe(official.number.as_ref()) {
        paragraph.from(number.span);
        paragraph.push(number.text, style);
    }
    if let Some(issue) = Said::maybe(official.issue.as_ref()) {
        if !paragraph.text.is_empty() {
            paragraph.push("　", style);
        }
        let minutes = official.form == Form::Minutes;
        let bracketed = issue.text.starts_with(['（', '(']);
        let counted = issue.text.chars().all(|ch| ch.is_ascii_digit());
        let text = if counted { format!("第{}期", issue.text) } else { issue.text.to_owned() };
        let text = if minutes && !bracketed { format!("（{text}）") } else { text };
        paragraph.from(issue.span);
        paragraph.push(&text, style);
    }
    (!paragraph.text.is_empty()).then_some(paragraph)
}
