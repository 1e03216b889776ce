//! Sections and blocks to rows: headings, paragraphs, lists, quotations, code.

use super::breaker::{self, lonely};
use super::frame::{Node, NodeId, NodeKind, Part};
use super::inlines;
use super::items::{Paragraph, Style};
use super::lead;
use super::line::{self, Align, Place};
use super::page::{Flow, Row};
use super::shape::Shaper;
use super::table::Beside;
use crate::fonts::{Fonts, Role};
use crate::report::{Block, BlockKind, Inline, Report, Section, plain};
use crate::standard::{Lead, Setup};

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
    /// Which element of the document it is.
    pub part: Part,
}

/// The layout under way.
pub(super) struct Layout<'a> {
    pub report: &'a Report,
    pub setup: &'a Setup,
    pub shaper: Shaper<'a>,
    pub flow: Flow,
    /// The structure so far.
    pub structure: Vec<Node>,
    /// What new nodes belong to.
    pub parent: NodeId,
    /// Of each footnote what refers to it first.
    pub referring: Vec<Option<NodeId>>,
}

impl<'a> Layout<'a> {
    pub(super) fn new(report: &'a Report, fonts: &'a Fonts, setup: &'a Setup) -> Self {
        let document = Node { kind: NodeKind::Document, parent: NodeId::default() };
        Self {
            report,
            setup,
            shaper: Shaper::new(fonts),
            flow: Flow::default(),
            structure: vec![document],
            parent: NodeId::default(),
            referring: vec![None; report.notes.len()],
        }
    }

    /// A new node of the structure, below the one under way.
    pub(super) fn node(&mut self, kind: NodeKind) -> NodeId {
        self.node_below(self.parent, kind)
    }

    /// A new node below another.
    pub(super) fn node_below(&mut self, parent: NodeId, kind: NodeKind) -> NodeId {
        let id = NodeId(u32::try_from(self.structure.len()).unwrap_or(u32::MAX));
        self.structure.push(Node { kind, parent });
        id
    }

    /// Does something below a new node of the structure.
    pub(super) fn within<T>(&mut self, kind: NodeKind, work: impl FnOnce(&mut Self) -> T) -> T {
        let node = self.node(kind);
        let before = std::mem::replace(&mut self.parent, node);
        let done = work(self);
        self.parent = before;
        done
    }

    /// Gives a paragraph that has no node one of a kind, and nodes to its links.
    pub(super) fn tag(&mut self, paragraph: &mut Paragraph, kind: NodeKind) {
        if paragraph.node == NodeId::default() {
            paragraph.node = self.node(kind);
        }
        for _ in paragraph.link_nodes.len()..paragraph.links.len() {
            let node = self.node_below(paragraph.node, NodeKind::Link);
            paragraph.link_nodes.push(node);
        }
    }

    /// Remembers what refers to footnotes.
    pub(super) fn referred(&mut self, notes: &[usize], node: NodeId) {
        for &note in notes {
            if let Some(place) = self.referring.get_mut(note) {
                place.get_or_insert(node);
            }
        }
    }

    /// The body: 三号仿宋 on the grid, first lines two characters in (GB/T 9704—2012, 7.3.3).
    pub(super) fn body(&self) -> Context {
        Context {
            left: 0.0,
            measure: self.setup.measure(),
            indent: self.setup.indent * self.setup.cell(),
            style: Style::body(self.setup, self.setup.body_face),
            height: self.setup.pitch(),
            snap: true,
            part: Part::Body,
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
        lead::mark(&mut paragraph, self.setup.lead, Role::Kai, context.style.role);
        paragraph
    }

    /// Breaks a paragraph into lines and sets them as rows; returns the first row's index.
    pub(super) fn set(
        &mut self,
        mut paragraph: Paragraph,
        context: Context,
        align: Align,
    ) -> usize {
        let from = self.flow.rows.len();
        if paragraph.is_blank() {
            return from;
        }
        self.tag(&mut paragraph, NodeKind::Paragraph);
        paragraph.part = context.part;
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
            self.referred(&set.notes, paragraph.node);
            self.flow.rows.push(Row {
                height: context.height,
                snap: context.snap,
                items: set.items,
                notes: set.notes,
                lines: set.line.into_iter().collect(),
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

    /// Sets a paragraph whose first line begins `hang` pt left of the others; returns the first row's index.
    pub(super) fn set_hanging(&mut self, inlines: &[Inline], hang: f64, context: Context) -> usize {
        let paragraph = self.compose(inlines, Context { indent: -hang, ..context });
        self.hang(paragraph, hang, context)
    }

    /// The same for a paragraph that has its negative indent.
    pub(super) fn hang(&mut self, paragraph: Paragraph, hang: f64, context: Context) -> usize {
        let (left, measure) = (context.left + hang, (context.measure - hang).max(1.0));
        let from = self.set(paragraph, Context { left, measure, ..context }, Align::Justify);
        if let Some(line) = self.flow.rows.get_mut(from).and_then(|row| row.lines.first_mut()) {
            line.measure = (line.measure.0 - hang, line.measure.1 + hang);
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
        let level = section.level.clamp(1, 4);
        let role = self.setup.heading_faces[usize::from(level) - 1];
        let style = Style::body(self.setup, role);
        let mut paragraph = Paragraph::default();
        paragraph.node = self.node(NodeKind::Heading(section.level.max(1)));
        paragraph.from(section.heading.span);
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
            let node = Some(self.node(NodeKind::Paragraph));
            inlines::push(&mut paragraph, first, Style { node, ..body.style }, self.report);
            // Its first sentence is the heading.
            if self.setup.lead == Lead::Words {
                lead::mark(&mut paragraph, Lead::Words, Role::Kai, body.style.role);
            }
            blocks = rest;
            run_in = true;
        }
        let part = if run_in { Part::Body } else { Part::Heading(level) };
        let from = self.set(paragraph, Context { part, ..body }, Align::Justify);
        if !run_in {
            for row in &mut self.flow.rows[from..] {
                row.keep = true;
            }
        }
        if let Some(row) = self.flow.rows.get_mut(from) {
            let title = format!("{number}{}", plain(&section.heading.inlines));
            row.bookmark = Some((section.level.max(1), title.trim_end_matches('。').to_owned()));
            row.anchors.push(section.heading.id.clone());
        }
        self.blocks(blocks, body);
    }

    /// Blocks in order. Lists and quotations nest at most [`BlockKind::MAX_DEPTH`] deep.
    pub(super) fn blocks(&mut self, blocks: &[Block], context: Context) {
        let mut rest = blocks;
        while let Some((block, after)) = rest.split_first() {
            rest = after;
            match &block.kind {
                BlockKind::Paragraph(_) if table_after(block, after) => {}
                BlockKind::Paragraph(inlines) => {
                    let paragraph = self.compose(inlines, context);
                    self.set(paragraph, context, Align::Justify);
                }
                BlockKind::List { start, items } => self.list(*start, items, context),
                BlockKind::Quote(inner) => self.quote(inner, context),
                BlockKind::Table(table) => {
                    let before = blocks.len() - after.len() - 1;
                    let before = blocks.get(..before).and_then(<[Block]>::last);
                    let unit = before.filter(|unit| unit.is_table_unit());
                    let (notes, after) = after.split_at(Block::table_notes(after));
                    rest = after;
                    self.table(table, Beside { unit, notes }, context);
                }
                BlockKind::Figure(figure) => self.figure(figure, context),
                BlockKind::Code { text, .. } => self.code(text, context),
                BlockKind::Break => self.blank(),
            }
        }
    }

    fn quote(&mut self, blocks: &[Block], context: Context) {
        let inset = self.inset(2.0 * context.style.cell, context);
        let inner = Context {
            left: context.left + inset,
            measure: context.measure - 2.0 * inset,
            style: Style { role: Role::Kai, ..context.style },
            indent: 2.0 * context.style.cell,
            ..context
        };
        self.within(NodeKind::Quote, |layout| layout.blocks(blocks, inner));
    }

    /// An inset, as far as it leaves a line of ten characters.
    pub(super) fn inset(&self, wanted: f64, context: Context) -> f64 {
        wanted.min((context.measure - 10.0 * context.style.cell) / 2.0).max(0.0)
    }
}

/// Whether a paragraph says the unit of the table right after it, which will show it.
fn table_after(block: &Block, after: &[Block]) -> bool {
    let table = |next: &Block| matches!(next.kind, BlockKind::Table(_));
    after.first().is_some_and(table) && block.is_table_unit()
}
