//! Parser events → blocks. A machine with its own stack: nothing recurses on the depth of the input.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, RefDefs, Tag, TagEnd};

use super::fence::{self, Code};
use super::inline::Image;
use super::leaf::Leaf;
use super::notes::Notes;
use super::table::{self, Rows, drop_head, space};
use super::{Attributes, Body, Context, Item, RawHeading, attributes, comment, inline};
use crate::diagnostic::Fault;
use crate::parse::assets::Assets;
use crate::parse::prepare::{Hints, Prepared};
use crate::report::{Block, BlockKind, Inline, InlineKind, ListItem, NoteId, Suppression, Text};
use crate::source::{FileId, Span};

/// A block that holds blocks.
struct Frame {
    holder: Holder,
    blocks: Vec<Block>,
    span: Span,
}

enum Holder {
    Quote,
    List { start: Option<u64>, items: Vec<ListItem> },
    Item,
    Note(usize),
    Table { rows: Rows, cell_end: usize },
}

/// What the leaf at hand will be.
enum LeafKind {
    Paragraph,
    /// In a list item without blank lines, where the parser marks no paragraph.
    Bare,
    Heading {
        marks: u8,
        attributes: Attributes,
    },
    /// A paragraph over a line of `-` or `=`, which makes it a heading for CommonMark, not for us.
    Underlined(Range<usize>),
    Cell,
}

pub(super) struct Reader<'a, 'r, 'w> {
    pub(super) source: &'a str,
    pub(super) file: FileId,
    pub(super) prepared: &'a Prepared<'a>,
    pub(super) context: &'a Context<'a>,
    pub(super) assets: &'r mut Assets<'w>,
    first_note: usize,
    body: Body,
    frames: Vec<Frame>,
    /// Lists and quotations open.
    depth: usize,
    /// Holders open beyond the deepest level; what they hold goes to that level.
    ghosts: usize,
    flattened: bool,
    leaf: Option<(LeafKind, Leaf<'a>, Span)>,
    /// The images that stood directly in their paragraph.
    pub(super) images: Vec<Image>,
    code: Option<Code>,
    html: bool,
    /// Rules to be silenced over the next block.
    pending: Vec<Vec<Text>>,
    notes: Notes,
    again: Hints,
    /// Labels of link definitions that were used.
    pub(super) used: Vec<CowStr<'a>>,
}

impl<'a, 'r, 'w> Reader<'a, 'r, 'w> {
    pub(super) fn new(
        source: &'a str,
        file: FileId,
        prepared: &'a Prepared<'a>,
        context: &'a Context<'a>,
        assets: &'r mut Assets<'w>,
        first_note: usize,
    ) -> Self {
        Self {
            source,
            file,
            prepared,
            context,
            assets,
            first_note,
            body: Body::default(),
            frames: Vec::new(),
            depth: 0,
            ghosts: 0,
            flattened: false,
            leaf: None,
            images: Vec::new(),
            code: None,
            html: false,
            pending: Vec::new(),
            notes: Notes::default(),
            again: Hints::default(),
            used: Vec::new(),
        }
    }

    /// Reads everything. Also tells what to edit so that a second reading understands more.
    pub(super) fn read(mut self) -> (Body, Hints) {
        let options =
            Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
        let prepared = self.prepared;
        let mut events = Parser::new_ext(&prepared.text, options).into_offset_iter();
        for (event, range) in events.by_ref() {
            self.event(event, range);
        }
        self.unused_definitions(events.reference_definitions());
        self.end_leaf(None);
        while let Some(frame) = self.frames.pop() {
            for block in frame.blocks {
                self.block(block);
            }
        }
        self.body.notes = self.notes.all;
        (self.body, self.again)
    }

    /// A link definition in Chinese that nothing refers to is a sentence that would be lost.
    fn unused_definitions(&mut self, definitions: &RefDefs<'_>) {
        let used: HashSet<usize> = std::mem::take(&mut self.used)
            .iter()
            .filter_map(|label| definitions.get(label))
            .map(|definition| definition.span.start)
            .collect();
        for (_, definition) in definitions.iter() {
            let text = self.prepared.text.get(definition.span.clone()).unwrap_or_default();
            if !used.contains(&definition.span.start) && !text.is_ascii() {
                self.again.escape.push(self.prepared.start(definition.span.start));
            }
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) => {
                if let Some(code) = &mut self.code {
                    code.push(self.source, self.prepared, &text, &range);
                } else if !self.html {
                    self.text(&text, &range);
                }
            }
            Event::Code(_) => {
                let cell = matches!(self.leaf, Some((LeafKind::Cell, ..)));
                let span = self.span(&range);
                let text = inline::code(self.written(span), cell);
                self.leaf(&range).atom(Inline { kind: InlineKind::Code(text), span });
            }
            Event::InlineHtml(_) => self.inline_html(&range),
            Event::FootnoteReference(_) => {
                let span = self.span(&range);
                let note = NoteId(self.first_note + self.notes.refer(self.written(span), span));
                self.leaf(&range).atom(Inline { kind: InlineKind::Note(note), span });
            }
            Event::SoftBreak => {
                let span = self.span(&range);
                self.leaf(&range).soft_break(span);
            }
            Event::HardBreak => {
                let span = self.span(&range);
                self.leaf(&range).hard_break(span);
            }
            Event::Rule => {
                let span = self.begin(&range);
                self.block(Block { kind: BlockKind::Break, span });
            }
            // Options that are off.
            Event::Html(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    /// The source of an edited range.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let range = self.prepared.range(range);
        Span::new(self.file, range.start, range.end)
    }

    /// What stands at a span.
    fn written(&self, span: Span) -> &'a str {
        self.source.get(span.range()).unwrap_or_default()
    }

    /// The source of a block, without the white space after it.
    fn block_span(&self, range: &Range<usize>) -> Span {
        let span = self.span(range);
        let text = self.written(span);
        span.slice(0, text.trim_end().len())
    }

    /// The leaf at hand; in a list item without blank lines it opens with its first inline.
    pub(super) fn leaf(&mut self, range: &Range<usize>) -> &mut Leaf<'a> {
        if self.leaf.is_none() {
            let span = self.span(range);
            self.open_leaf(LeafKind::Bare, span);
        }
        let fresh = || {
            let leaf = Leaf::new(self.source, self.file, self.context.facts, 0);
            (LeafKind::Bare, leaf, Span::new(self.file, 0, 0))
        };
        &mut self.leaf.get_or_insert_with(fresh).1
    }

    fn open_leaf(&mut self, kind: LeafKind, span: Span) {
        let at = span.start as usize;
        self.images.clear();
        let leaf = Leaf::new(self.source, self.file, self.context.facts, at);
        self.leaf = Some((kind, leaf, span));
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        let span = self.span(range);
        if self.prepared.text.get(range.clone()) == Some(text) {
            self.leaf(range).source_text(span.start as usize, span.end as usize);
        } else {
            self.leaf(range).other_text(text, span);
        }
    }

    /// A block begins: comments before it silence rules in it.
    fn begin(&mut self, range: &Range<usize>) -> Span {
        self.end_bare();
        let span = self.block_span(range);
        self.silence(span);
        span
    }

    fn silence(&mut self, span: Span) {
        for rules in self.pending.drain(..) {
            self.body.suppressions.push(Suppression { rules, span });
        }
    }

    /// Appends a block to the innermost holder.
    fn block(&mut self, block: Block) {
        match self.frames.last_mut() {
            Some(frame) => frame.blocks.push(block),
            None => self.body.items.push(Item::Block(block)),
        }
    }

    /// Takes the last block off the innermost holder where it is of a kind.
    fn pop_if(&mut self, kind: impl Fn(&Block) -> bool) -> Option<Block> {
        match self.frames.last_mut() {
            Some(frame) => frame.blocks.pop_if(|block| kind(block)),
            None => {
                let kind = |item: &mut Item| matches!(item, Item::Block(block) if kind(block));
                match self.body.items.pop_if(kind) {
                    Some(Item::Block(block)) => Some(block),
                    _ => None,
                }
            }
        }
    }

    fn push_frame(&mut self, holder: Holder, span: Span) {
        self.frames.push(Frame { holder, blocks: Vec::new(), span });
    }

    /// Whether a list or quotation may still nest; says once where none may.
    fn deepen(&mut self, span: Span) -> bool {
        if self.ghosts == 0 && self.depth < BlockKind::MAX_DEPTH {
            self.depth += 1;
            return true;
        }
        self.ghosts += 1;
        if !self.flattened {
            self.flattened = true;
            let most = BlockKind::MAX_DEPTH;
            let message = format!("列表和引用嵌套超过{most}层，更深的内容并入了第{most}层");
            let fault = Fault::new("Y014", span, message);
            self.body.faults.push(fault.help("请减少嵌套的层数"));
        }
        false
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                let span = self.begin(&range);
                self.open_leaf(LeafKind::Paragraph, span);
            }
            Tag::Heading { level, .. } => self.start_heading(level as u8, &range),
            Tag::BlockQuote(_) => {
                let span = self.begin(&range);
                if self.deepen(span) {
                    self.push_frame(Holder::Quote, span);
                }
            }
            Tag::List(start) => {
                let span = self.begin(&range);
                if self.deepen(span) {
                    self.push_frame(Holder::List { start, items: Vec::new() }, span);
                }
            }
            Tag::Item => {
                self.end_bare();
                if self.ghosts > 0 {
                    self.ghosts += 1;
                } else {
                    let span = self.block_span(&range);
                    self.push_frame(Holder::Item, span);
                }
            }
            Tag::CodeBlock(kind) => {
                let span = self.begin(&range);
                let fence = matches!(kind, CodeBlockKind::Fenced(_));
                self.code = Some(Code::new(fence, span));
            }
            Tag::HtmlBlock => {
                self.end_bare();
                self.html = true;
                self.html_block(&range);
            }
            Tag::FootnoteDefinition(_) => {
                let span = self.begin(&range);
                let index = self.notes.define(self.written(span), span);
                self.push_frame(Holder::Note(index), span);
            }
            Tag::Table(alignments) => {
                let span = self.begin(&range);
                let rows = Rows::new(&alignments);
                self.push_frame(Holder::Table { rows, cell_end: range.start }, span);
            }
            Tag::TableCell => {
                let span = self.block_span(&range);
                self.open_leaf(LeafKind::Cell, span);
            }
            tag => self.start_inline(tag, &range),
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.end_leaf(Some(range)),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => self.end_holder(),
            TagEnd::CodeBlock => {
                if let Some(code) = self.code.take() {
                    self.end_code(code);
                }
            }
            TagEnd::HtmlBlock => self.html = false,
            TagEnd::FootnoteDefinition => {
                self.end_bare();
                if let Some(Frame { holder: Holder::Note(index), blocks, .. }) = self.frames.pop()
                    && let Some(note) = self.notes.all.get_mut(index)
                {
                    note.blocks = blocks;
                }
            }
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_row(true, range),
            TagEnd::TableRow => self.end_row(false, range),
            TagEnd::TableCell => {
                self.end_leaf(Some(range));
                if let Some(Frame { holder: Holder::Table { cell_end, .. }, .. }) =
                    self.frames.last_mut()
                {
                    *cell_end = range.end;
                }
            }
            _ => self.end_inline(),
        }
    }

    fn end_holder(&mut self) {
        self.end_bare();
        if self.ghosts > 0 {
            self.ghosts -= 1;
            return;
        }
        let Some(Frame { holder, blocks, span }) = self.frames.pop() else { return };
        match holder {
            Holder::Item => {
                if let Some(Frame { holder: Holder::List { items, .. }, .. }) =
                    self.frames.last_mut()
                {
                    items.push(ListItem { blocks, span });
                }
            }
            Holder::List { start, items } => {
                self.depth -= 1;
                self.block(Block { kind: BlockKind::List { start, items }, span });
            }
            Holder::Quote => {
                self.depth -= 1;
                self.block(Block { kind: BlockKind::Quote(blocks), span });
            }
            Holder::Note(_) | Holder::Table { .. } => {}
        }
    }

    fn start_heading(&mut self, marks: u8, range: &Range<usize>) {
        let span = self.begin(range);
        let edited = self.prepared.text.get(range.clone()).unwrap_or_default();
        if !edited.trim_start().starts_with('#') {
            let body = edited.trim_end();
            let line = range.start + body.rfind('\n').map_or(body.len(), |at| at + 1);
            self.open_leaf(LeafKind::Underlined(line..range.start + body.len()), span);
            return;
        }
        let written = self.written(span);
        let (cut, attributes) = attributes::trailing(written)
            .map_or((usize::MAX, Attributes::default()), |(at, found)| {
                (span.start as usize + at, found)
            });
        for place in &attributes.strange {
            let place = span.slice(place.start, place.end);
            self.body.faults.push(attributes::strange(self.written(place), place));
        }
        self.open_leaf(LeafKind::Heading { marks, attributes }, span);
        if let Some((_, leaf, _)) = &mut self.leaf {
            leaf.cut = cut;
        }
    }

    /// Ends a paragraph that the parser did not mark.
    fn end_bare(&mut self) {
        if matches!(self.leaf, Some((LeafKind::Bare, ..))) {
            self.end_leaf(None);
        }
    }

    fn end_leaf(&mut self, range: Option<&Range<usize>>) {
        let Some((kind, mut leaf, mut span)) = self.leaf.take() else { return };
        let mut rule = None;
        if let LeafKind::Underlined(line) = &kind {
            let line = self.span(line);
            let text = self.written(line);
            let mark = text.len() - text.trim_start_matches(['>', ' ', '\t', '-', '+', '*']).len();
            let line = if text.contains('=') { line.slice(mark, line.len()) } else { line };
            if text.matches('-').count() >= 3 {
                rule = Some(line);
            } else {
                leaf.soft_break(Span::new(self.file, line.start as usize, line.start as usize));
                leaf.source_text(line.start as usize, line.end as usize);
            }
        }
        let mut inlines = leaf.finish();
        if (range.is_none() || rule.is_some())
            && let Some(found) = table::whole(&inlines)
        {
            span = found;
        }
        match kind {
            LeafKind::Heading { marks, attributes } => {
                self.heading(RawHeading { marks, attributes, typed: None, inlines, span });
            }
            LeafKind::Cell => {
                if let Some(Frame { holder: Holder::Table { rows, .. }, .. }) =
                    self.frames.last_mut()
                {
                    rows.cell(inlines, span);
                }
            }
            LeafKind::Paragraph | LeafKind::Bare | LeafKind::Underlined(_) => {
                if let Some(Frame { holder: Holder::Note(_), blocks, .. }) = self.frames.last()
                    && blocks.is_empty()
                    && let Some(Inline { kind: InlineKind::Text(text), .. }) = inlines.first()
                    && text.starts_with('：')
                {
                    drop_head(&mut inlines, '：'.len_utf8());
                }
                if inlines.is_empty() {
                    return;
                }
                self.silence(span);
                let images = std::mem::take(&mut self.images);
                for (kind, place) in inline::figures(inlines, images) {
                    self.block(Block { kind, span: place.unwrap_or(span) });
                }
                if let Some(span) = rule {
                    self.block(Block { kind: BlockKind::Break, span });
                }
            }
        }
    }

    /// Keeps a heading; inside a list or quotation it is a paragraph in bold.
    fn heading(&mut self, mut heading: RawHeading) {
        if self.frames.is_empty() && self.ghosts == 0 {
            heading.typed = inline::take_number(&mut heading.inlines, 0);
            self.body.items.push(Item::Heading(heading));
        } else if !heading.inlines.is_empty() {
            let span = heading.span;
            let strong = Inline { kind: InlineKind::Strong(heading.inlines), span };
            self.block(Block { kind: BlockKind::Paragraph(vec![strong]), span });
        }
    }

    fn end_code(&mut self, code: Code) {
        if code.fence {
            let block = fence::block(self.source, self.file, self.context, code);
            self.block(block);
            return;
        }
        self.again.dedent.extend(code.lines(self.source));
        for (inlines, span) in fence::paragraphs(self.source, self.file, self.context, &code) {
            self.block(Block { kind: BlockKind::Paragraph(inlines), span });
        }
    }

    fn end_row(&mut self, head: bool, range: &Range<usize>) {
        let Some(Frame { holder: Holder::Table { rows, cell_end }, .. }) = self.frames.last_mut()
        else {
            return;
        };
        let start = self.prepared.start(*cell_end);
        let end = self.prepared.end(range.end);
        let mut rest = Vec::new();
        let beyond = self.source.get(start..end.max(start)).unwrap_or_default();
        if rows.full() && beyond.contains(|ch: char| ch != '|' && !ch.is_whitespace()) {
            let mut at = start;
            for part in beyond.split('|') {
                if !part.trim().is_empty() {
                    let mut leaf = Leaf::new(self.source, self.file, self.context.facts, at);
                    leaf.source_text(at, at + part.len());
                    rest.push(space(self.file, at));
                    rest.extend(leaf.finish());
                }
                at += part.len() + 1;
            }
        }
        rows.end_row(head, rest);
    }

    fn end_table(&mut self) {
        let Some(Frame { holder: Holder::Table { rows, .. }, span, .. }) = self.frames.pop() else {
            return;
        };
        let mut table = rows.finish();
        // The unit may stand between caption and table; it stays the table's neighbour.
        let unit = self.pop_if(Block::is_table_unit);
        let before = self.pop_if(table::is_caption);
        if let Some(unit) = unit {
            self.block(unit);
        }
        if let Some(block) = before {
            let place = block.span;
            if let Some((caption, id)) = table::caption(block) {
                table.caption = Some(caption);
                table.id = id.unwrap_or_default();
            }
            // What silences the caption silences the table.
            let silenced = self.body.suppressions.iter_mut().rev();
            for silenced in silenced.take_while(|silenced| silenced.span == place) {
                silenced.span = place.join(span);
            }
        }
        self.block(Block { kind: BlockKind::Table(table), span });
    }

    fn inline_html(&mut self, range: &Range<usize>) {
        let span = self.span(range);
        let html = self.written(span);
        if !html.starts_with("<!--") {
            self.leaf(range).source_text(span.start as usize, span.end as usize);
        } else if let Some(rules) = comment::silenced(html, span) {
            match &self.leaf {
                Some((LeafKind::Bare, ..)) | None => self.pending.push(rules),
                Some((_, _, place)) => {
                    let span = *place;
                    self.body.suppressions.push(Suppression { rules, span });
                }
            }
        }
    }

    /// Comments go, any other HTML stays as text.
    fn html_block(&mut self, range: &Range<usize>) {
        let span = self.block_span(range);
        let html = self.written(span);
        for (at, part) in comment::parts(html) {
            if part.starts_with("<!--") && part.ends_with("-->") {
                let start = span.start as usize + at;
                let place = Span::new(self.file, start, start + part.len());
                self.pending.extend(comment::silenced(part, place));
            } else if !part.trim().is_empty() {
                let start = span.start as usize + at;
                let place = Span::new(self.file, start, start + part.len());
                self.silence(place);
                let inlines = fence::plain_lines(self.source, self.file, self.context, place);
                self.block(Block { kind: BlockKind::Paragraph(inlines), span: place });
            }
        }
    }
}
