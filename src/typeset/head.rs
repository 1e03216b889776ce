//! The head of a report without a red one (白头件): title, subtitle, by-line, date; then summary and keywords.

use super::blocks::{Context, Layout};
use super::breaker::Line;
use super::frame::{NodeKind, Part};
use super::items::{Paragraph, Style};
use super::line::{self, Align, Place};
use super::page::Row;
use super::title;
use crate::fonts::Role;
use crate::report::{Meta, Text};
use crate::source::Span;

/// Cells that a line of the subtitle has at most, its dash included.
const SUBTITLE: f64 = 24.0;

/// What stands before a subtitle.
const DASH: &str = "——";

impl Layout<'_> {
    /// Title and subtitle, centred. The title's lines are a quarter wider apart than the grid's; the blank line
    /// after the head brings the text back to it.
    pub(super) fn title(&mut self) {
        let meta = &self.report.meta;
        let body = self.body();
        let style = Style::new(self.setup.title_face, self.setup.title);
        let height = self.setup.title_pitch();
        let title = title::broken(&meta.title.value, &meta.title_breaks, style, &mut self.shaper);
        self.titled(title, meta.title.span, height, body.measure);
        if let Some(subtitle) = &meta.subtitle {
            self.subtitle(subtitle, &meta.subtitle_breaks);
        }
    }

    /// A trapezium or a rhombus in the middle, no line wider than `measure`.
    fn titled(&mut self, mut paragraph: Paragraph, span: Span, height: f64, measure: f64) {
        if paragraph.is_blank() {
            return;
        }
        self.tag(&mut paragraph, NodeKind::Title);
        paragraph.part = Part::Title;
        paragraph.from(span);
        for line in title::lines(&paragraph, measure) {
            let place = Place {
                x: 0.0,
                baseline: line::baseline(height, self.setup.title),
                measure: self.setup.measure(),
                align: Align::Center,
            };
            let set = line::set(&paragraph, line, place, &self.shaper);
            self.flow.rows.push(Row {
                height,
                items: set.items,
                lines: set.line.into_iter().collect(),
                keep: true,
                ..Row::default()
            });
        }
    }

    /// 副标题: 三号楷体 after a dash, in the middle; turned lines begin under the first character after the dash.
    fn subtitle(&mut self, subtitle: &Text, breaks: &[usize]) {
        let value = &subtitle.value;
        let text = value.trim_start().trim_start_matches(['—', '-', '―']);
        let dashed = format!("{DASH}{text}");
        let shift = |at: &usize| (at + dashed.len()).checked_sub(value.len());
        let breaks: Vec<usize> = breaks.iter().filter_map(shift).collect();
        let (body, style) = (self.body(), Style::body(self.setup, Role::Kai));
        let mut paragraph = title::broken(&dashed, &breaks, style, &mut self.shaper);
        if text.trim().is_empty() {
            return;
        }
        self.tag(&mut paragraph, NodeKind::Paragraph);
        paragraph.part = Part::Subtitle;
        paragraph.from(subtitle.span);
        let dash = paragraph.clusters.iter().take_while(|c| c.end as usize <= DASH.len()).count();
        let hang = title::width(&paragraph, Line { start: 0, end: dash, last: true });
        let measure = body.measure.min(SUBTITLE * style.cell) - hang;
        let lines = title::flush_lines(&paragraph, dash, measure);
        let widest = lines.iter().map(|line| title::width(&paragraph, *line)).fold(0.0, f64::max);
        let left = ((self.setup.measure() - hang - widest) / 2.0).max(0.0);
        for (at, mut line) in lines.into_iter().enumerate() {
            let mut place = Place {
                x: left + hang,
                baseline: line::baseline(body.height, style.size),
                measure: widest,
                align: Align::Left,
            };
            if at == 0 {
                line.start = 0;
                (place.x, place.measure) = (left, hang + widest);
            }
            let set = line::set(&paragraph, line, place, &self.shaper);
            self.flow.rows.push(Row {
                height: body.height,
                items: set.items,
                lines: set.line.into_iter().collect(),
                keep: true,
                ..Row::default()
            });
        }
    }

    /// Who and when: 三号楷体, centred; then a blank line.
    pub(super) fn by_line(&mut self) {
        let meta = &self.report.meta;
        let names: Vec<&str> = [&meta.organisation, &meta.author]
            .into_iter()
            .flatten()
            .map(|text| text.value.trim())
            .filter(|text| !text.is_empty())
            .collect();
        if !names.is_empty() {
            self.centred(&names.join("　"), Role::Kai);
        }
        if let Some((date, _)) = meta.date {
            self.centred(&format!("（{}）", date.chinese()), Role::Kai);
        }
    }

    /// The blank line between head and text.
    pub(super) fn head_blank(&mut self) {
        let height = self.setup.pitch() * 0.75;
        self.flow.rows.push(Row { height, ..Row::default() });
    }

    /// A line in the middle at the body's size.
    fn centred(&mut self, text: &str, role: Role) {
        let style = Style::body(self.setup, role);
        let mut paragraph = Paragraph::default();
        paragraph.push(text, style);
        let context =
            Context { indent: 0.0, style, snap: false, part: Part::ByLine, ..self.body() };
        let from = self.set(paragraph, context, Align::Center);
        for row in &mut self.flow.rows[from..] {
            row.keep = true;
        }
    }

    /// 摘要 and, with it, 关键词: 楷体, two characters in from both sides.
    pub(super) fn summary(&mut self) {
        let meta: &Meta = &self.report.meta;
        let Some(summary) = &meta.summary else { return };
        let keywords: Vec<&str> = meta
            .keywords
            .iter()
            .map(|word| word.value.trim())
            .filter(|word| !word.is_empty())
            .collect();
        let body = self.body();
        let style = Style::new(Role::Kai, self.setup.summary);
        let inset = 2.0 * self.setup.cell();
        let context = Context {
            left: inset,
            measure: body.measure - 2.0 * inset,
            indent: 2.0 * style.size,
            style,
            height: 24.0,
            snap: false,
            part: Part::Summary,
        };
        let from = self.flow.rows.len();
        let paragraphs = summary.value.split('\n').map(str::trim).filter(|text| !text.is_empty());
        for (index, text) in paragraphs.enumerate() {
            self.labelled(if index == 0 { "摘要：" } else { "" }, text, context);
        }
        if !keywords.is_empty() {
            self.labelled("关键词：", &keywords.join("；"), context);
        }
        if self.flow.rows.len() > from {
            self.blank();
        }
    }

    /// A paragraph that begins with a label in 黑体.
    pub(super) fn labelled(&mut self, label: &str, text: &str, context: Context) -> usize {
        let mut paragraph = Paragraph::default();
        paragraph.push_indent(context.indent, context.style);
        paragraph.push(label, Style { role: Role::Hei, ..context.style });
        paragraph.push(text, context.style);
        self.set(paragraph, context, Align::Justify)
    }
}
