//! Sections and blocks to rows: headings, paragraphs, lists, quotations, code.

use super::breaker::{self, lonely};
use super::frame::{Color, Fill, Item};
use super::inlines;
use super::items::{Paragraph, Style};
use super::lead::{self, Lead};
use super::line::{self, Align, Place};
use super::page::{Flow, Row};
use super::setup::Setup;
use super::shape::Shaper;
use crate::fonts::{Fonts, Role};
use crate::report::{Block, BlockKind, Inline, ListItem, Report, Section, plain};

/// What leads a paragraph in 楷体.
const LEAD: Lead = Lead::Plain;

/// Blank before and after a block of code, in pt.
const CODE_BLANK: f64 = 6.0;

/// Where and how blocks are set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    /// From the type area's left edge, in pt.
    pub left: f64,
    /// Width of a line in pt.
    pub measure: f64,
    /// Indent of a paragraph's first line in pt.
    pub indent: f64,
    pub style: Style,
    /// Height of a line in pt.
    pub height: f64,
    /// Whether lines stand on the grid.
    pub snap: bool,
}

/// The layout under way.
pub(super) struct Layout<'a> {
    pub report: &'a Report,
    pub setup: &'a Setup,
    pub shaper: Shaper<'a>,
    pub flow: Flow,
}

impl<'a> Layout<'a> {
    pub(super) fn new(report: &'a Report, fonts: &'a Fonts, setup: &'a Setup) -> Self {
        Self { report, setup, shaper: Shaper::new(fonts), flow: Flow::default() }
    }

    /// The body: 三号仿宋 on the grid, first lines two characters in (GB/T 9704—2012, 7.3.3).
    pub(super) fn body(&self) -> Context {
        Context {
            left: 0.0,
            measure: self.setup.measure(),
            indent: 2.0 * self.setup.cell(),
            style: Style::body(self.setup, Role::Fangsong),
            height: self.setup.pitch(),
            snap: true,
        }
    }

    /// A line left blank.
    pub(super) fn blank(&mut self) {
        let height = self.setup.pitch();
        self.flow.rows.push(Row { height, snap: true, ..Row::default() });
    }

    /// A paragraph of the report's inlines, ready to be shaped.
    pub(super) fn compose(&self, inlines: &[Inline], context: Context) -> Paragraph {
        let mut paragraph = Paragraph::default();
        paragraph.push_indent(context.indent, context.style);
        inlines::push(&mut paragraph, inlines, context.style, self.report);
        lead::mark(&mut paragraph, LEAD, Role::Kai, context.style.role);
        paragraph
    }

    /// Breaks a paragraph into lines and sets them as rows; returns the first row's index.
    pub(super) fn set(&mut self, paragraph: Paragraph, context: Context, align: Align) -> usize {
        let from = self.flow.rows.len();
        if paragraph.is_blank() {
            return from;
        }
        let paragraph = paragraph.shape(&mut self.shaper);
        let lines = breaker::lines(&paragraph, context.measure);
        for &line in &lines {
            let place = Place {
                x: context.left,
                baseline: line::baseline(context.height, context.style.size),
                measure: context.measure,
                align,
            };
            let set = line::set(&paragraph, line, place, &self.shaper);
            self.flow.rows.push(Row {
                height: context.height,
                snap: context.snap,
                items: set.items,
                notes: set.notes,
                ..Row::default()
            });
        }
        // A page does not begin with a paragraph's last line of one character.
        if let Some((last, _)) = lines.split_last()
            && lines.len() > 1
            && paragraph.clusters.get(last.start..last.end).is_some_and(lonely)
        {
            let before = self.flow.rows.len() - 2;
            self.flow.rows[before].keep = true;
        }
        from
    }

    /// Sections, parents before children.
    pub(super) fn sections(&mut self, sections: &[Section]) {
        // Levels go to four; the stack is for safety.
        let mut stack = vec![sections.iter()];
        while let Some(rest) = stack.last_mut() {
            match rest.next() {
                Some(section) => {
                    self.section(section);
                    stack.push(section.children.iter());
                }
                None => {
                    stack.pop();
                }
            }
        }
    }

    fn section(&mut self, section: &Section) {
        let body = self.body();
        let role = match section.level {
            0 | 1 => Role::Hei,
            2 => Role::Kai,
            _ => Role::Fangsong,
        };
        let style = Style::body(self.setup, role);
        let mut paragraph = Paragraph::default();
        paragraph.push_indent(body.indent, style);
        let number = section.number.as_deref().unwrap_or_default();
        paragraph.push(number, style);
        inlines::push(&mut paragraph, &section.heading.inlines, style, self.report);
        let mut blocks = section.blocks.as_slice();
        let mut run_in = false;
        if section.heading.run_in
            && let Some((Block { kind: BlockKind::Paragraph(first), .. }, rest)) =
                blocks.split_first()
        {
            inlines::push(&mut paragraph, first, body.style, self.report);
            // Its first sentence is the heading.
            if LEAD == Lead::Words {
                lead::mark(&mut paragraph, LEAD, Role::Kai, body.style.role);
            }
            blocks = rest;
            run_in = true;
        }
        let from = self.set(paragraph, body, Align::Justify);
        if !run_in {
            for row in &mut self.flow.rows[from..] {
                row.keep = true;
            }
        } else if from > 0 && self.flow.rows.get(from - 1).is_some_and(|row| row.keep) {
            // Right below a heading that stands alone: two lines of it stay with that.
            self.keep_two(from);
        }
        if let Some(row) = self.flow.rows.get_mut(from) {
            let title = format!("{number}{}", plain(&section.heading.inlines));
            row.bookmark = Some((section.level.max(1), title.trim_end_matches('。').to_owned()));
            row.anchors.push(section.heading.id.clone());
        }
        let after = self.flow.rows.len();
        let (first, rest) = blocks.split_at(blocks.len().min(1));
        self.blocks(first, body);
        if !run_in
            && matches!(
                first,
                [Block {
                    kind: BlockKind::Paragraph(_) | BlockKind::List { .. } | BlockKind::Quote(_),
                    ..
                }]
            )
        {
            self.keep_two(after);
        }
        self.blocks(rest, body);
    }

    /// Keeps a text's first line, row `from`, with its second one, so that a heading has two lines of text after
    /// it on its page, or the whole of a text of one line.
    fn keep_two(&mut self, from: usize) {
        if let Some([first, _, ..]) = self.flow.rows.get_mut(from..) {
            first.keep = true;
        }
    }

    /// Blocks in order. Lists and quotations nest at most [`BlockKind::MAX_DEPTH`] deep.
    pub(super) fn blocks(&mut self, blocks: &[Block], context: Context) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(inlines) => {
                    let paragraph = self.compose(inlines, context);
                    self.set(paragraph, context, Align::Justify);
                }
                BlockKind::List { start, items } => self.list(*start, items, context),
                BlockKind::Quote(inner) => {
                    let inset = self.inset(2.0 * context.style.cell, context);
                    let measure = context.measure - 2.0 * inset;
                    let style = Style { role: Role::Kai, ..context.style };
                    let left = context.left + inset;
                    let indent = 2.0 * context.style.cell;
                    self.blocks(inner, Context { left, measure, style, indent, ..context });
                }
                BlockKind::Table(table) => self.table(table, context),
                BlockKind::Figure(figure) => self.figure(figure, context),
                BlockKind::Code { text, .. } => self.code(text, context),
                BlockKind::Break => self.blank(),
            }
        }
    }

    /// An inset, as far as it leaves a line of ten characters.
    fn inset(&self, wanted: f64, context: Context) -> f64 {
        wanted.min((context.measure - 10.0 * context.style.cell) / 2.0).max(0.0)
    }

    fn list(&mut self, start: Option<u64>, items: &[ListItem], context: Context) {
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
        for (index, item) in items.iter().enumerate() {
            let label = self.label(&marker(index), style);
            let inset = self.inset(context.indent + hang, context);
            let inner = Context {
                left: context.left + inset,
                measure: context.measure - inset,
                indent: 0.0,
                ..context
            };
            let from = self.flow.rows.len();
            self.blocks(&item.blocks, inner);
            if from == self.flow.rows.len() {
                let (height, snap) = (context.height, context.snap);
                self.flow.rows.push(Row { height, snap, ..Row::default() });
            }
            let place = Place {
                x: inner.left - hang,
                baseline: line::baseline(context.height, context.style.size),
                measure: hang,
                align: Align::Left,
            };
            let whole = breaker::Line { start: 0, end: label.clusters.len(), last: true };
            let set = line::set(&label, whole, place, &self.shaper);
            if let Some(row) = self.flow.rows.get_mut(from) {
                row.items.splice(0..0, set.items);
            }
        }
    }

    fn label(&mut self, text: &str, style: Style) -> Paragraph {
        let mut label = Paragraph::default();
        label.push(text, style);
        label.shape(&mut self.shaper)
    }

    fn code(&mut self, text: &str, context: Context) {
        let size = context.style.size.min(10.5);
        let inset = self.inset(context.style.cell, context);
        let context = Context {
            left: context.left + inset,
            measure: context.measure - 2.0 * inset,
            indent: 0.0,
            style: Style::new(Role::Song, size),
            height: size * 1.6,
            snap: false,
        };
        let start = self.flow.rows.len();
        for line in text.lines() {
            let from = self.flow.rows.len();
            let mut paragraph = Paragraph::default();
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
                };
                row.items.insert(0, Item::Fill(shade));
            }
        }
        if let [first, ..] = &mut self.flow.rows[start..] {
            first.before = CODE_BLANK;
        }
        if let [.., last] = &mut self.flow.rows[start..] {
            last.height += CODE_BLANK;
        }
    }
}
