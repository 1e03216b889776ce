//! 附件 (7.3.7): each on a new page before the end matter, its label on the first line, its title on the third.

use super::super::blocks::{Context, Layout};
use super::super::frame::{NodeKind, Part};
use super::super::items::Style;
use super::super::line::{self, Align, Place};
use super::super::page::Row;
use super::super::title;
use super::{HALF, Said, made};
use crate::fonts::Role;
use crate::report::{AttachmentText, Official};

impl Layout<'_> {
    /// The texts of the attachments that are part of the draft.
    pub(in crate::typeset) fn attachment_texts(&mut self, official: &Official) {
        let report = self.report;
        for text in &report.attachments {
            self.within(NodeKind::Part, |layout| layout.attachment_text(official, text));
        }
    }

    fn attachment_text(&mut self, official: &Official, text: &AttachmentText) {
        let from = self.flow.rows.len();
        let label = match official.attachments.len() {
            0 | 1 => "附件".to_owned(),
            _ => format!("附件{}", text.index + 1),
        };
        let body = self.body();
        let style = Style::body(self.setup, Role::Hei);
        let context = Context { indent: 0.0, style, part: Part::AttachmentLabel, ..body };
        self.set(made(&label).paragraph(style), context, Align::Left);
        let name = official.attachments.get(text.index);
        let name = name.and_then(|attachment| Said::of(&attachment.name));
        let shown = name.map_or("", |name| name.text.trim_end_matches(super::ending::MARKS));
        if let Some(row) = self.flow.rows.get_mut(from) {
            row.new_page = true;
            let mark = if shown.is_empty() { label } else { format!("{label}：{shown}") };
            row.bookmark = Some((1, mark));
        }
        self.blanks(1.0);
        if let Some(name) = name.filter(|_| !shown.is_empty()) {
            self.attachment_title(from, Said { text: shown, ..name });
        }
        for row in self.flow.rows.get_mut(from..).unwrap_or_default() {
            row.keep = true;
        }
        let start = self.flow.rows.len();
        self.blocks(&text.lead, self.body());
        self.sections(&text.sections);
        self.blocks(&text.closing, self.body());
        // Its headings are below its own name.
        for row in self.flow.rows.get_mut(start..).unwrap_or_default() {
            if let Some((level, _)) = &mut row.bookmark {
                *level = level.saturating_add(1);
            }
        }
    }

    /// The title in the middle, its first line on the third of the grid; then a blank line.
    fn attachment_title(&mut self, from: usize, name: Said<'_>) {
        let pitch = self.setup.pitch();
        let style = Style::new(self.setup.title_face, self.setup.title);
        let mut paragraph = title::broken(name.text, &[], style, &mut self.shaper);
        paragraph.from(name.span);
        paragraph.part = Part::AttachmentTitle;
        self.tag(&mut paragraph, NodeKind::Heading(1));
        let measure = self.setup.measure();
        let step = self.setup.title_pitch();
        let mut middle = pitch / 2.0;
        let mut ink = self.height(from);
        for line in title::lines(&paragraph, measure) {
            let height = middle + step / 2.0;
            let baseline = line::baseline(2.0 * middle, style.size);
            let place = Place { x: 0.0, baseline, measure, align: Align::Center };
            let set = line::set(&paragraph, line, place, &self.shaper);
            ink = self.height(from) + middle + HALF * style.size;
            self.flow.rows.push(Row {
                height,
                items: set.items,
                lines: set.line.into_iter().collect(),
                ..Row::default()
            });
            middle = step / 2.0;
        }
        self.back_to_grid(from, ink, 1.0);
    }
}
