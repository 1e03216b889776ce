//! Lists, and blocks of code.

use super::blocks::{Context, Layout};
use super::breaker;
use super::frame::{Color, Fill, Item, LineBox, NodeKind, Part};
use super::inlines;
use super::items::{Paragraph, Style};
use super::line::{self, Align, Place, Set};
use super::page::Row;
use crate::fonts::Role;
use crate::report::{Block, BlockKind, Inline, ListItem};

/// Blank before and after a block of code, in pt.
const CODE_BLANK: f64 = 6.0;

impl Layout<'_> {
    pub(super) fn list(&mut self, start: Option<u64>, items: &[ListItem], context: Context) {
        self.within(NodeKind::List, |layout| layout.items(start, items, context));
    }

    fn items(&mut self, start: Option<u64>, items: &[ListItem], context: Context) {
        let cell = context.style.cell;
        let marker = |index: usize| match start {
            Some(first) => format!("{}.", first.saturating_add(index as u64)),
            None => "•".to_owned(),
        };
        // The bullet of 宋体 is a speck; that of 黑体 is seen.
        let style = match start {
            Some(_) => context.style,
            None => Style { role: Role::Hei, ..context.style },
        };
        // All items hang as far as the widest marker, which is the last one, asks; after a number half a
        // cell more.
        let widest = self.label(&marker(items.len().saturating_sub(1)), style);
        let width: f64 = widest.clusters.iter().map(|cluster| cluster.width).sum();
        let hang = if start.is_some() { width + cell / 2.0 } else { width.max(cell) };
        // In an official document an item is a paragraph: two characters in, turned lines flush left (7.3.3).
        let plain = self.report.meta.official.is_some() && start.is_some() && context.left == 0.0;
        for (index, item) in items.iter().enumerate() {
            let shown = marker(index);
            if plain
                && let Some((first, rest)) = item.blocks.split_first()
                && let BlockKind::Paragraph(inlines) = &first.kind
            {
                self.within(NodeKind::Item, |layout| {
                    layout.plain_item(&shown, inlines, rest, context);
                });
                continue;
            }
            self.within(NodeKind::Item, |layout| {
                layout.item(&shown, style, item, hang, context);
            });
        }
    }

    /// An item whose number begins its first paragraph.
    fn plain_item(&mut self, shown: &str, inlines: &[Inline], rest: &[Block], context: Context) {
        let label = self.node(NodeKind::Label);
        let body = self.node(NodeKind::ItemBody);
        let outer = std::mem::replace(&mut self.parent, body);
        let mut paragraph = Paragraph::default();
        paragraph.push_indent(context.indent, context.style);
        paragraph.push(shown, Style { node: Some(label), ..context.style });
        inlines::push(&mut paragraph, inlines, context.style, self.report);
        self.set(paragraph, context, Align::Justify);
        self.blocks(rest, context);
        self.parent = outer;
    }

    fn item(&mut self, shown: &str, style: Style, item: &ListItem, hang: f64, context: Context) {
        let mut label = self.label(shown, style);
        label.node = self.node(NodeKind::Label);
        label.part = context.part;
        let inset = self.inset(context.indent + hang, context);
        let inner = Context {
            left: context.left + inset,
            measure: context.measure - inset,
            indent: 0.0,
            ..context
        };
        let place = Place {
            x: inner.left - hang,
            baseline: line::baseline(context.height, context.style.size),
            measure: hang,
            align: Align::Left,
        };
        let whole = breaker::Line { start: 0, end: label.clusters.len(), last: true };
        let set = line::set(&label, whole, place, &self.shaper);
        let from = self.flow.rows.len();
        // What begins with no line of text has its label on a line of its own.
        let text = item.blocks.first().is_none_or(|block| {
            matches!(
                block.kind,
                BlockKind::Paragraph(_) | BlockKind::List { .. } | BlockKind::Quote(_)
            )
        });
        let own = |layout: &mut Self| {
            let (height, snap) = (context.height, context.snap);
            layout.flow.rows.push(Row { height, snap, ..Row::default() });
        };
        if !text {
            own(self);
        }
        let body = self.node(NodeKind::ItemBody);
        let outer = std::mem::replace(&mut self.parent, body);
        self.blocks(&item.blocks, inner);
        self.parent = outer;
        if from == self.flow.rows.len() {
            own(self);
        }
        if let Some(row) = self.flow.rows.get_mut(from) {
            row.keep |= !text;
            join(row, set);
        }
    }

    fn label(&mut self, text: &str, style: Style) -> Paragraph {
        let mut label = Paragraph::default();
        label.push(text, style);
        label.shape(&mut self.shaper)
    }

    pub(super) fn code(&mut self, text: &str, context: Context) {
        let size = context.style.size.min(10.5);
        let inset = self.inset(context.style.cell, context);
        let context = Context {
            left: context.left + inset,
            measure: context.measure - 2.0 * inset,
            indent: 0.0,
            style: Style::new(Role::Song, size),
            height: size * 1.6,
            snap: false,
            part: Part::Code,
        };
        let node = self.node(NodeKind::Code);
        let start = self.flow.rows.len();
        for line in text.lines() {
            let from = self.flow.rows.len();
            let mut paragraph = Paragraph::default();
            paragraph.node = node;
            paragraph.push(line, context.style);
            self.set(paragraph, context, Align::Left);
            if from == self.flow.rows.len() {
                self.flow.rows.push(Row { height: context.height, ..Row::default() });
            }
            for row in &mut self.flow.rows[from..] {
                let shade = Fill {
                    x: context.left - 4.0,
                    y: 0.0,
                    width: context.measure + 8.0,
                    height: row.height,
                    color: Color(244, 244, 244),
                    part: Part::Decoration,
                };
                row.items.insert(0, Item::Fill(shade));
            }
        }
        if let [first, ..] = &mut self.flow.rows[start..] {
            first.opens = true;
            first.before = CODE_BLANK;
        }
        if let [.., last] = &mut self.flow.rows[start..] {
            last.after = Some(CODE_BLANK);
        }
    }
}

/// Puts an item's label before the line it stands on, so that the two are one line.
fn join(row: &mut Row, label: Set) {
    row.items.splice(0..0, label.items);
    let Some(shown) = label.line else { return };
    match row.lines.first_mut() {
        Some(line) if (line.y - shown.y).abs() < 0.1 => {
            let moved = line.x - shown.x;
            *line = LineBox {
                x: shown.x,
                width: line.width + moved,
                measure: (shown.x, line.measure.1 + line.measure.0 - shown.x),
                characters: line.characters.saturating_add(shown.characters),
                text: shown.text + &line.text,
                ..line.clone()
            };
        }
        _ => row.lines.insert(0, shown),
    }
}
