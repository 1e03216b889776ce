//! What follows the text: 附件说明 (7.3.4), attendance (10.3), 署名 and 成文日期, 附注 (7.3.6).

use super::super::blocks::{Context, Layout};
use super::super::frame::Part;
use super::super::items::{Paragraph, Style};
use super::super::line::Align;
use super::{Said, made, natural, unsigned};
use crate::fonts::Role;
use crate::report::{Official, Text};

/// Marks that do not follow the name of an attachment.
pub(super) const MARKS: [char; 12] =
    ['。', '，', '；', '、', '：', '.', ',', ';', ':', '！', '!', ' '];
/// The longest list of attachments, in lines, that is kept on one page with text before it and the signature after.
const SHORT: usize = 8;

impl Layout<'_> {
    /// 附件说明, the attendance of minutes, signature and date, note.
    pub(in crate::typeset) fn ending(&mut self, official: &Official) {
        let text_end = self.flow.rows.len();
        let names: Vec<Said<'_>> = official
            .attachments
            .iter()
            .filter_map(|attachment| Said::of(&attachment.name))
            .map(|name| Said { text: name.text.trim_end_matches(MARKS), ..name })
            .filter(|name| !name.text.is_empty())
            .collect();
        if !names.is_empty() {
            self.blanks(self.setup.attachments_gap);
            self.attachment_list(&names);
        }
        self.attendance(official);
        // The page of the signature has text on it (7.3.5), two lines where it can be.
        let end = self.flow.rows.len();
        let held = if end - text_end <= SHORT + 1 { text_end } else { end };
        if !unsigned(official) {
            let held = self.held(held);
            self.signature(official, held);
        }
        if let Some(note) = Said::maybe(official.note.as_ref()) {
            self.remark(note);
        }
    }

    /// The row from which on the text before row `end` stays with the signature: two lines before it, or as many as
    /// leave a place where the page may end.
    fn held(&self, end: usize) -> usize {
        let rows = &self.flow.rows;
        let free =
            |&from: &usize| rows.get(..from).is_some_and(|rows| !rows.iter().all(|row| row.keep));
        [2, 1].into_iter().filter_map(|lines| end.checked_sub(lines)).find(free).unwrap_or(end)
    }

    /// 附件说明: two characters in, numbers and names under each other, no mark after a name.
    fn attachment_list(&mut self, names: &[Said<'_>]) {
        let body = self.body();
        let style = body.style;
        let indent = self.setup.indent * self.setup.cell();
        let width = |layout: &mut Self, text: &str| {
            natural(&made(text).paragraph(style).shape(&mut layout.shaper))
        };
        let label = width(self, "附件：");
        let numbered = names.len() > 1;
        let widest = if numbered { width(self, &format!("{}.", names.len())) } else { 0.0 };
        let left = indent + label + widest;
        let measure = body.measure - left;
        let context = Context { left, measure, indent: 0.0, part: Part::AttachmentList, ..body };
        for (index, name) in names.iter().enumerate() {
            let mut head = Paragraph::default();
            let mut x = left;
            if index == 0 {
                head.push("附件：", style);
                x -= label;
            }
            if numbered {
                // The numbers' points stand below each other.
                let number = format!("{}.", index + 1);
                let own = width(self, &number);
                if index == 0 {
                    head.push_indent(widest - own, style);
                    x -= widest;
                } else {
                    x -= own;
                }
                head.push(&number, style);
            }
            self.hanging(head, x, name.paragraph(style), context);
        }
    }

    /// 出席, 请假, 列席: one blank line below, two characters in, turned lines aligned after the colon (10.3).
    fn attendance(&mut self, official: &Official) {
        let lists = [
            ("出席：", &official.present),
            ("请假：", &official.excused),
            ("列席：", &official.observers),
        ];
        // One mark for all lists: what stands in brackets does not part names.
        let between = between(lists.iter().flat_map(|(_, people)| *people));
        let mut first = true;
        for (label, people) in lists {
            let names = Said::all(people);
            if names.is_empty() {
                continue;
            }
            if std::mem::take(&mut first) {
                self.blanks(self.setup.attachments_gap);
            }
            let body = self.body();
            let indent = self.setup.indent * self.setup.cell();
            let label = made(label).paragraph(Style { role: Role::Hei, ..body.style });
            let left = indent + natural(&label.clone().shape(&mut self.shaper));
            let measure = body.measure - left;
            let context = Context { left, measure, indent: 0.0, part: Part::Attendance, ..body };
            let mut paragraph = Paragraph::default();
            for (at, name) in names.iter().enumerate() {
                if at > 0 {
                    paragraph.push(between, body.style);
                }
                paragraph.from(name.span);
                // No line ends inside a name; one may inside the post in brackets after it.
                let end =
                    name.text.find(['（', '(', '、', '，', ' ', '　']).unwrap_or(name.text.len());
                let (own, post) = name.text.split_at_checked(end).unwrap_or((name.text, ""));
                let whole = own.chars().count() <= LONGEST_NAME;
                paragraph.push(own, Style { whole, ..body.style });
                paragraph.push(post, body.style);
            }
            self.hanging(label, indent, paragraph, context);
        }
    }

    /// 附注: two characters in, in round brackets.
    fn remark(&mut self, note: Said<'_>) {
        let body = self.body();
        let bare = note
            .text
            .strip_prefix(['（', '('])
            .and_then(|rest| rest.strip_suffix(['）', ')']))
            // `（甲）和（乙）` is not in brackets.
            .filter(|inner| balanced(inner));
        let mut paragraph = Paragraph::default();
        paragraph.push_indent(body.indent, body.style);
        paragraph.push("（", body.style);
        paragraph.from(note.span);
        paragraph.push(bare.unwrap_or(note.text), body.style);
        paragraph.push("）", body.style);
        self.set(paragraph, Context { part: Part::Remark, ..body }, Align::Justify);
    }
}

/// `、` among equals; where a name is itself such a row, `，` between the rows.
fn between<'a>(names: impl IntoIterator<Item = &'a Text>) -> &'static str {
    let row = |name: &Text| {
        let mut depth = 0_usize;
        name.value.chars().any(|ch| {
            match ch {
                '（' | '(' => depth += 1,
                '）' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            ch == '、' && depth == 0
        })
    };
    if names.into_iter().any(row) { "，" } else { "、" }
}

/// Characters that a name of a person has at most.
const LONGEST_NAME: usize = 4;

/// Whether no bracket closes that was not opened before.
fn balanced(text: &str) -> bool {
    let mut depth = 0_usize;
    text.chars().all(|ch| match ch {
        '（' | '(' => {
            depth += 1;
            true
        }
        '）' | ')' => {
            let open = depth > 0;
            depth = depth.saturating_sub(1);
            open
        }
        _ => true,
    })
}
