//! Header and end matter of an official document (公文): 版头, 主送, 署名, 版记.

use super::blocks::{Context, Layout};
use super::breaker::Line;
use super::folio;
use super::frame::{Color, Fill, Item, Part};
use super::items::{Paragraph, Style};
use super::line::{self, Align, Place};
use super::page::Row;
use crate::fonts::Role;
use crate::report::{Form, Official, Text};
use crate::standard::mm;

/// The red of the issuer's mark and of the rule.
const RED: Color = Color(230, 0, 18);

fn names(texts: &[Text]) -> Vec<&str> {
    texts.iter().map(|text| text.value.trim()).filter(|text| !text.is_empty()).collect()
}

fn value(text: Option<&Text>) -> Option<&str> {
    text.map(|text| text.value.trim()).filter(|text| !text.is_empty())
}

/// Minutes and bulletins are not signed (10.3).
fn unsigned(official: &Official) -> bool {
    matches!(official.form, Form::Minutes | Form::Bulletin)
}

impl Layout<'_> {
    /// 版头: one row from the type area's top to the blank lines above the title (7.2).
    pub(super) fn header(&mut self, official: &Official) {
        let (pitch, measure, cell) = (self.setup.pitch(), self.setup.measure(), self.setup.cell());
        let body = self.body();
        let mut row = Row { snap: true, keep: true, ..Row::default() };
        let lines = [
            (value(official.copy_number.as_ref()), Role::Fangsong),
            (value(official.secrecy.as_ref()), Role::Hei),
            (value(official.urgency.as_ref()), Role::Hei),
        ];
        let letter = official.form == Form::Letter;
        let mut y = 0.0;
        if !letter {
            for (text, role) in lines {
                let Some(text) = text else { continue };
                self.put(&mut row, text, Style::body(self.setup, role), Align::Left, 0.0, y);
                y += pitch;
            }
        }
        // The mark's top edge lies 35 mm below the type area's (7.2.4), a letter's 30 mm below the paper's
        // (10.1).
        let top = if letter { mm(30.0 - self.setup.top) } else { mm(35.0).max(y) };
        let (top, ink) = self.marks(&mut row, &names(&official.marks), top);
        let number = [&official.number, &official.issue].map(|text| value(text.as_ref()));
        let number = number.into_iter().flatten().collect::<Vec<_>>().join("　");
        let signers = names(&official.signers).join("　");
        let bottom = if letter {
            self.letter_head(&mut row, lines, (&number, &signers), ink)
        } else {
            let mut bottom = top;
            if !number.is_empty() || !signers.is_empty() {
                let y = top + 2.0 * pitch;
                let (align, inset) = match signers.as_str() {
                    "" => (Align::Center, 0.0),
                    _ => (Align::Left, cell),
                };
                self.put(&mut row, &number, body.style, align, inset, y);
                self.signers(&mut row, &signers, cell, y);
                bottom = y + pitch / 2.0 + body.style.size / 2.0;
            }
            if unsigned(official) {
                bottom = self.issued(&mut row, bottom);
            }
            if !official.marks.is_empty() || !number.is_empty() {
                // The rule lies 4 mm below the number (7.2.7).
                bottom += mm(4.0);
                let rule = Fill {
                    x: 0.0,
                    y: bottom,
                    width: measure,
                    height: 1.5,
                    color: RED,
                    part: Part::RedRule,
                };
                row.items.push(Item::Fill(rule));
                bottom += 1.5;
            }
            bottom
        };
        if row.items.is_empty() {
            return;
        }
        // Two blank lines, from the grid line after the rule (7.3.1).
        row.height = (bottom / pitch).ceil().max(1.0) * pitch;
        self.flow.rows.push(row);
        self.blank();
        self.blank();
    }

    /// Who issues minutes or a bulletin, on the left, and when, on the right, on a line above the rule: they
    /// carry no signature. Returns where the line ends.
    fn issued(&mut self, row: &mut Row, bottom: f64) -> f64 {
        let meta = &self.report.meta;
        let who = value(meta.organisation.as_ref()).or(value(meta.author.as_ref()));
        let date = meta.date.map(|(date, _)| date.chinese());
        if who.is_none() && date.is_none() {
            return bottom;
        }
        let (pitch, cell, style) = (self.setup.pitch(), self.setup.cell(), self.body().style);
        let y = bottom + (pitch + style.size) / 2.0 - style.size;
        for (text, align) in [(who, Align::Left), (date.as_deref(), Align::Right)] {
            if let Some(text) = text {
                self.put(row, text, style, align, cell, y);
            }
        }
        y + (pitch + style.size) / 2.0
    }

    /// 发文机关标志, red, in the middle, the first one's ink from `top` on; returns where the next would begin
    /// and where the last one's ink ends.
    fn marks(&mut self, row: &mut Row, marks: &[&str], mut top: f64) -> (f64, f64) {
        let measure = self.setup.measure();
        let mut ink_end = top;
        for mark in marks {
            let count = mark.chars().count().max(1) as f64;
            let size = (measure / count).clamp(12.0, 44.0);
            let style = Style { color: RED, ..Style::new(Role::Xiaobiaosong, size) };
            let paragraph = self.shaped(mark, style);
            let ink = paragraph.clusters.iter().map(|c| self.shaper.ink_top(c.face, c.glyph));
            let baseline = top + ink.fold(0.0, f64::max) * size;
            let place = Place { x: 0.0, baseline, measure, align: Align::Center };
            let whole = Line { start: 0, end: paragraph.clusters.len(), last: true };
            row.items.extend(line::set(&paragraph, whole, place, &self.shaper).items);
            ink_end = top + size;
            top += size * 1.3;
        }
        (top, ink_end)
    }

    /// What stands below a letter's mark (10.1): two red rules 170 mm wide, the upper one the thicker, 4 mm
    /// below it; from there 份号, 密级 and 紧急程度 flush left, the first of these lines with the number flush
    /// right, 签发人 below it. Returns where it ends.
    fn letter_head(
        &mut self,
        row: &mut Row,
        lines: [(Option<&str>, Role); 3],
        (number, signers): (&str, &str),
        top: f64,
    ) -> f64 {
        let (pitch, measure) = (self.setup.pitch(), self.setup.measure());
        let body = self.body();
        let width = mm(170.0);
        let mut y = top + mm(4.0);
        for (height, below) in [(2.25, 1.5), (0.75, 7.5)] {
            let x = (measure - width) / 2.0;
            row.items.push(Item::Fill(Fill {
                x,
                y,
                width,
                height,
                color: RED,
                part: Part::RedRule,
            }));
            y += height + below;
        }
        let first = y;
        for (text, role) in lines {
            let Some(text) = text else { continue };
            self.put(row, text, Style::body(self.setup, role), Align::Left, 0.0, y);
            y += pitch;
        }
        let mut right = first;
        if !number.is_empty() {
            self.put(row, number, body.style, Align::Right, 0.0, right);
            right += pitch;
        }
        if !signers.is_empty() {
            self.signers(row, signers, 0.0, right);
            right += pitch;
        }
        y.max(right)
    }

    fn signers(&mut self, row: &mut Row, signers: &str, inset: f64, y: f64) {
        if signers.is_empty() {
            return;
        }
        let style = self.body().style;
        let mut paragraph = Paragraph::default();
        paragraph.push("签发人：", style);
        paragraph.push(signers, Style { role: Role::Kai, ..style });
        self.put_paragraph(row, paragraph, Align::Right, inset, y);
    }

    fn put(&mut self, row: &mut Row, text: &str, style: Style, align: Align, inset: f64, y: f64) {
        let mut paragraph = Paragraph::default();
        paragraph.push(text, style);
        self.put_paragraph(row, paragraph, align, inset, y);
    }

    fn put_paragraph(
        &mut self,
        row: &mut Row,
        paragraph: Paragraph,
        align: Align,
        inset: f64,
        y: f64,
    ) {
        let paragraph = paragraph.shape(&mut self.shaper);
        let place = Place {
            x: inset,
            baseline: y + line::baseline(self.setup.pitch(), self.setup.body),
            measure: self.setup.measure() - 2.0 * inset,
            align,
        };
        let whole = Line { start: 0, end: paragraph.clusters.len(), last: true };
        row.items.extend(line::set(&paragraph, whole, place, &self.shaper).items);
    }

    /// 主送机关: one blank line below the title, flush left (7.3.2). For minutes, who was there (10.3).
    pub(super) fn addressees(&mut self, official: &Official) {
        let body = self.body();
        let addressees = names(&official.addressees).join("，");
        if !addressees.is_empty() {
            let mut paragraph = Paragraph::default();
            paragraph.push(addressees.trim_end_matches(['：', ':']), body.style);
            paragraph.push("：", body.style);
            self.set(paragraph, Context { indent: 0.0, ..body }, Align::Justify);
        }
        for (label, people) in [
            ("出席：", &official.present),
            ("请假：", &official.excused),
            ("列席：", &official.observers),
        ] {
            let people = names(people).join("　");
            if !people.is_empty() {
                self.labelled(label, &people, body);
            }
        }
    }

    /// What follows the text: list of attachments, signature and date, note; then 版记 at the last page's foot.
    pub(super) fn end_matter(&mut self, official: &Official) {
        let body = self.body();
        let attachments: Vec<&str> = official
            .attachments
            .iter()
            .map(|attachment| attachment.name.value.trim())
            .filter(|name| !name.is_empty())
            .collect();
        if !attachments.is_empty() {
            self.blank();
            self.attachments(&attachments);
        }
        if !unsigned(official) {
            self.signature();
        }
        if let Some(note) = value(official.note.as_ref()) {
            let bracketed = note.starts_with('（') && note.ends_with('）');
            let text = if bracketed { note.to_owned() } else { format!("（{note}）") };
            let mut paragraph = Paragraph::default();
            paragraph.push_indent(body.indent, body.style);
            paragraph.push(&text, body.style);
            self.set(paragraph, body, Align::Justify);
        }
        self.record(official);
    }

    /// 附件说明: two characters in, names under each other, no mark after a name (7.3.4).
    fn attachments(&mut self, attachments: &[&str]) {
        let body = self.body();
        let cell = self.setup.cell();
        for (index, name) in attachments.iter().enumerate() {
            let numbered = attachments.len() > 1;
            let hang = if numbered { 6.0 * cell } else { 5.0 * cell };
            let context = Context { left: hang, measure: body.measure - hang, indent: 0.0, ..body };
            let mut paragraph = Paragraph::default();
            paragraph.push(name, body.style);
            let from = self.set(paragraph, context, Align::Justify);
            let mut label = Row::default();
            if index == 0 {
                self.put(&mut label, "附件：", body.style, Align::Left, 2.0 * cell, 0.0);
            }
            if numbered {
                let number = format!("{}.", index + 1);
                self.put(&mut label, &number, body.style, Align::Left, 5.0 * cell, 0.0);
            }
            if let Some(row) = self.flow.rows.get_mut(from) {
                row.items.splice(0..0, label.items);
            }
        }
    }

    /// 署名 and 成文日期, without a seal (7.3.5.2): the signature two characters in from the right, the date's
    /// first character two to the right of the signature's; where the date is the longer one it is two in from
    /// the right, and the signature moves.
    fn signature(&mut self) {
        let meta = &self.report.meta;
        let cell = self.setup.cell();
        let body = self.body();
        let who = value(meta.organisation.as_ref()).or(value(meta.author.as_ref()));
        let date = meta.date.map(|(date, _)| date.chinese());
        if who.is_none() && date.is_none() {
            return;
        }
        let edge = self.setup.measure() - 2.0 * cell;
        let who = who.map(|text| self.shaped(text, body.style));
        let date = date.map(|text| self.shaped(&text, body.style));
        let width = |paragraph: &Option<Paragraph>| {
            paragraph.as_ref().map_or(0.0, |paragraph| {
                paragraph.clusters.iter().map(|cluster| cluster.width + cluster.gap.kern).sum()
            })
        };
        let (signed, dated): (f64, f64) = (width(&who), width(&date));
        let (who_left, date_left) = if dated + 2.0 * cell > signed {
            let left = edge - dated;
            (if date.is_some() { left - 2.0 * cell } else { edge - signed }, left)
        } else {
            (edge - signed, edge - signed + 2.0 * cell)
        };
        if let Some(row) = self.flow.rows.last_mut() {
            row.keep = true;
        }
        self.blank();
        if let Some(row) = self.flow.rows.last_mut() {
            row.keep = true;
        }
        for (paragraph, left, keep) in [(who, who_left, date.is_some()), (date, date_left, false)] {
            let Some(paragraph) = paragraph else { continue };
            let place = Place {
                x: left.max(0.0),
                baseline: line::baseline(body.height, body.style.size),
                measure: self.setup.measure(),
                align: Align::Left,
            };
            let whole = Line { start: 0, end: paragraph.clusters.len(), last: true };
            let items = line::set(&paragraph, whole, place, &self.shaper).items;
            self.flow.rows.push(Row {
                height: body.height,
                snap: true,
                items,
                keep,
                ..Row::default()
            });
        }
    }

    fn shaped(&mut self, text: &str, style: Style) -> Paragraph {
        let mut paragraph = Paragraph::default();
        paragraph.push(text, style);
        paragraph.shape(&mut self.shaper)
    }

    /// 版记: copies and printer between rules, the last one on the type area's bottom edge (7.4).
    fn record(&mut self, official: &Official) {
        let copies = names(&official.copies_to).join("，");
        let printer = value(official.printed_by.as_ref());
        let printed = official.printed_on.map(|(date, _)| format!("{}印发", date.chinese()));
        if copies.is_empty() && printer.is_none() && printed.is_none() {
            return;
        }
        let (thick, thin) = (mm(0.35), mm(0.25));
        let measure = self.setup.measure();
        let style = Style::new(Role::Fangsong, 14.0);
        let height = 24.0;
        let before = std::mem::take(&mut self.flow.rows);
        if !copies.is_empty() {
            let label = 3.0 * style.size;
            let context = Context {
                left: style.size + label,
                measure: measure - 2.0 * style.size - label,
                indent: 0.0,
                style,
                height,
                snap: false,
                part: Part::CopiesTo,
            };
            let mut paragraph = Paragraph::default();
            paragraph.push(copies.trim_end_matches('。'), style);
            paragraph.push("。", style);
            self.set(paragraph, context, Align::Justify);
            let place = Place {
                x: style.size,
                baseline: line::baseline(height, style.size),
                measure: label,
                align: Align::Left,
            };
            let runs = folio::text("抄送：", style, place, &mut self.shaper).map(Item::Text);
            if let Some(row) = self.flow.rows.first_mut() {
                row.items.splice(0..0, runs);
            }
        }
        let copied = self.flow.rows.len();
        if printer.is_some() || printed.is_some() {
            let mut row = Row { height, ..Row::default() };
            let baseline = line::baseline(height, style.size);
            let (x, measure) = (style.size, measure - 2.0 * style.size);
            for (text, align) in [(printer, Align::Left), (printed.as_deref(), Align::Right)] {
                if let Some(text) = text {
                    let place = Place { x, baseline, measure, align };
                    let runs = folio::text(text, style, place, &mut self.shaper);
                    row.items.extend(runs.map(Item::Text));
                }
            }
            self.flow.rows.push(row);
        }
        let lines = std::mem::replace(&mut self.flow.rows, before);
        let mut record = Row { bottom: true, ..Row::default() };
        let rule = |y: f64, height: f64| {
            Item::Fill(Fill {
                x: 0.0,
                y,
                width: measure,
                height,
                color: Color::BLACK,
                part: Part::RecordOuter,
            })
        };
        record.items.push(rule(0.0, thick));
        record.height = thick;
        for (index, line) in lines.into_iter().enumerate() {
            if index == copied && copied > 0 {
                record.items.push(rule(record.height, thin));
            }
            let y = record.height;
            record
                .items
                .extend(line.items.into_iter().map(|item| super::page::moved(item, 0.0, y)));
            record.height += line.height;
        }
        record.items.push(rule(record.height, thick));
        record.height += thick;
        self.flow.rows.push(record);
    }
}
