//! 版记 (7.4): copies and printer between rules, the last one on the bottom edge of the type area of the last page.

use super::super::blocks::{Context, Layout};
use super::super::frame::{Color, Fill, NodeKind, Part};
use super::super::items::{Paragraph, Style};
use super::super::line::{self, Align, Place};
use super::super::page::Row;
use super::board::Board;
use super::{Said, natural, push_joined, trim_last};
use crate::report::{Form, Official};
use crate::standard::mm;

/// Height of a line in em of its size (practice: 24 pt for 四号).
const LINE: f64 = 12.0 / 7.0;
/// What an entry may begin with, besides 抄送; bulletins go to those above (报), beside (送) and below (发).
const LABELS: [&str; 8] = ["主送", "抄送", "抄报", "分送", "报送", "报", "送", "发"];

/// Names under one label.
struct Entry<'a> {
    label: String,
    names: Vec<Said<'a>>,
}

impl Layout<'_> {
    /// Sets the end matter as one row at the foot; `moved` says that the addressees stand in it (7.4.2).
    pub(in crate::typeset) fn record(&mut self, official: &Official, moved: bool) {
        self.within(NodeKind::Part, |layout| layout.record_rows(official, moved));
    }

    fn record_rows(&mut self, official: &Official, moved: bool) {
        // A letter has neither printer nor date nor rules (10.1).
        let letter = official.form == Form::Letter;
        let style = Style::new(self.setup.body_face, self.setup.record);
        let height = LINE * style.size;
        let before = std::mem::take(&mut self.flow.rows);
        for entry in entries(official, moved) {
            self.record_entry(entry, style);
        }
        let copied = self.flow.rows.len();
        if !letter {
            self.printer(official, style);
        }
        let lines = std::mem::replace(&mut self.flow.rows, before);
        if lines.is_empty() {
            return;
        }
        let area = self.setup.area();
        let outer = if letter { 0.0 } else { mm(self.setup.record_outer) };
        let mut board = Board::default();
        let mut y = 0.0;
        if outer > 0.0 {
            self.record_rule(&mut board, y, outer, Part::RecordOuter);
            y += outer;
        }
        let count = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            if y + height + outer > area {
                // More than a page has: what is full goes on a page of its own.
                self.record_row(official, std::mem::take(&mut board), y);
                y = 0.0;
            }
            if index == copied && copied > 0 && !letter {
                self.record_rule(&mut board, y, mm(self.setup.record_inner), Part::RecordInner);
            }
            let own = line.height;
            board.row(line, y);
            y += own;
            if index + 1 == count && outer > 0.0 {
                self.record_rule(&mut board, y, outer, Part::RecordOuter);
                y += outer;
            }
        }
        self.record_row(official, board, y);
    }

    fn record_row(&mut self, official: &Official, board: Board, height: f64) {
        let mut row = Row { height, bottom: true, even: official.duplex, ..Row::default() };
        board.onto(&mut row);
        self.flow.rows.push(row);
    }

    fn record_rule(&self, board: &mut Board, y: f64, height: f64, part: Part) {
        let width = self.setup.measure();
        board.rule(Fill { x: 0.0, y, width, height, color: Color::BLACK, part });
    }

    /// 抄送 and its like: one character in from both sides, turned lines aligned after the colon, a full stop at the
    /// end.
    fn record_entry(&mut self, mut entry: Entry<'_>, style: Style) {
        trim_last(&mut entry.names, &['。', '，', '、', '；']);
        let inset = self.setup.record_inset * style.size;
        let mut label = Paragraph::default();
        label.push(&entry.label, style);
        let left = inset + natural(&label.clone().shape(&mut self.shaper));
        let context = Context {
            left,
            measure: self.setup.measure() - inset - left,
            indent: 0.0,
            style,
            height: LINE * style.size,
            snap: false,
            part: Part::CopiesTo,
        };
        let mut paragraph = Paragraph::default();
        push_joined(&mut paragraph, &entry.names, "，", style);
        paragraph.push("。", style);
        self.hanging(label, inset, paragraph, context);
    }

    /// 印发机关 on the left and 印发日期 on the right; where both are too long for a line, the date stands below.
    fn printer(&mut self, official: &Official, style: Style) {
        let who = Said::maybe(official.printed_by.as_ref()).map(|who| who.paragraph(style));
        let date = official.printed_on.map(|(date, span)| {
            let text = format!("{}印发", date.chinese());
            Said { text: &text, span }.paragraph(style)
        });
        let inset = self.setup.record_inset * style.size;
        let measure = self.setup.measure() - 2.0 * inset;
        let mut wanted = style.size;
        for one in [&who, &date].into_iter().flatten() {
            wanted += natural(&one.clone().shape(&mut self.shaper));
        }
        let height = LINE * style.size;
        let baseline = line::baseline(height, style.size);
        let mut board = Board::default();
        let mut last = None;
        for (paragraph, align) in [(who, Align::Left), (date, Align::Right)] {
            let Some(paragraph) = paragraph else { continue };
            let next = match last {
                Some(last) if wanted > measure => last + height,
                _ => baseline,
            };
            let place = Place { x: inset, baseline: next, measure, align };
            last = Some(board.text(self, paragraph, Part::Printer, (place, height)));
        }
        if let Some(last) = last {
            let total = last - baseline + height;
            self.flow.rows.append(&mut board.rows(total, self.setup.area() / 2.0));
        }
    }
}

/// The entries in order: 主送 where it stands here, then 抄送 and whatever labels the writer gave.
fn entries(official: &Official, moved: bool) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    if moved {
        let names = Said::all(&official.addressees);
        entries.push(Entry { label: "主送：".to_owned(), names });
        if let Some(Entry { names, .. }) = entries.last_mut() {
            trim_last(names, &['：', ':']);
        }
    }
    let mut open = false;
    for said in Said::all(&official.copies_to) {
        let labelled = LABELS.iter().find_map(|label| {
            let rest = said.text.strip_prefix(label)?.trim_start();
            Some((*label, rest.strip_prefix(['：', ':'])?.trim_start()))
        });
        match (labelled, entries.last_mut()) {
            (Some((label, text)), _) => {
                let names = vec![Said { text, ..said }];
                entries.push(Entry { label: format!("{label}："), names });
            }
            (None, Some(entry)) if open => entry.names.push(said),
            (None, _) => entries.push(Entry { label: "抄送：".to_owned(), names: vec![said] }),
        }
        open = true;
    }
    entries
}
