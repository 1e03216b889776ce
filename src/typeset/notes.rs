//! Footnotes: their marks in the text and their lines at the foot of the page.

use super::blocks::{Context, Layout};
use super::frame::{NodeKind, Part};
use super::items::{Paragraph, Style};
use super::line::Align;
use super::page::Row;
use crate::fonts::Role;
use crate::report::{BlockKind, Footnote};

/// How a footnote's number is shown: ① to ⑳, then `[21]`.
fn mark(number: u32) -> String {
    match number {
        1..=20 => char::from_u32(0x2460 + number - 1).map_or_else(String::new, String::from),
        _ => format!("[{number}]"),
    }
}

/// The name of the place where a footnote stands.
fn anchor(number: u32) -> String {
    format!("脚注-{number}")
}

/// Adds the raised mark of a footnote to the text that refers to it.
pub(super) fn push_mark(paragraph: &mut Paragraph, note: usize, number: u32, style: Style) {
    let link = Some(paragraph.link(format!("#{}", anchor(number))));
    let size = style.size * 0.62;
    let raised = Style {
        role: Role::Song,
        size,
        cell: size,
        rise: style.rise + style.size * 0.36,
        link,
        ..style
    };
    paragraph.push_note(note, &mark(number), raised);
}

impl Layout<'_> {
    /// Sets all footnotes that something refers to, for the page builder to place.
    pub(super) fn notes(&mut self) {
        let mut set: Vec<Vec<Row>> = self.report.notes.iter().map(|_| Vec::new()).collect();
        // A note that another refers to is set after that one, which it then belongs to.
        let mut order: Vec<usize> = (0..set.len()).collect();
        order.sort_by_key(|&at| self.report.notes.get(at).and_then(|note| note.number));
        for at in order {
            let Some(note) = self.report.notes.get(at) else { continue };
            if let (Some(number), Some(rows)) = (note.number, set.get_mut(at)) {
                *rows = self.note(at, note, number);
            }
        }
        self.flow.notes = set;
    }

    /// A note, below what refers to it first: reading goes from the mark's paragraph to the note.
    fn note(&mut self, at: usize, note: &Footnote, number: u32) -> Vec<Row> {
        let body = std::mem::take(&mut self.flow.rows);
        let parent = self.referring.get(at).copied().flatten().unwrap_or(self.parent);
        let node = self.node_below(parent, NodeKind::Note);
        let outer = std::mem::replace(&mut self.parent, node);
        let size = self.setup.note;
        let context = Context {
            indent: 2.0 * size,
            style: Style::new(Role::Song, size),
            height: size * 1.5,
            snap: false,
            part: Part::Footnote,
            ..self.body()
        };
        let mut blocks = note.blocks.as_slice();
        let mut first = Paragraph::default();
        first.node = node;
        first.push_indent(context.indent, context.style);
        first.push(&mark(number), context.style);
        if let Some((block, rest)) = blocks.split_first()
            && let BlockKind::Paragraph(inlines) = &block.kind
        {
            first.push_indent(size / 4.0, context.style);
            super::inlines::push(&mut first, inlines, context.style, self.report);
            blocks = rest;
        }
        self.set(first, context, Align::Justify);
        self.blocks(blocks, context);
        self.parent = outer;
        let mut rows = std::mem::replace(&mut self.flow.rows, body);
        // At the foot lines follow each other without the grid: their blanks are their own.
        for row in &mut rows {
            row.height += row.after.unwrap_or_default();
        }
        for at in 1..rows.len() {
            let before = rows[at].before;
            rows[at - 1].height += before;
        }
        if let Some(row) = rows.first_mut() {
            row.anchors.push(anchor(number));
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn marks_go_on_after_twenty() {
        assert_eq!(super::mark(1), "①");
        assert_eq!(super::mark(20), "⑳");
        assert_eq!(super::mark(21), "[21]");
    }
}
