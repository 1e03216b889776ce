//! The body: sections, blocks and inlines written as HTML.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::escape;
use super::line::line;
use super::webfont::Tally;
use crate::fonts::Role as Face;
use crate::report::{
    AssetFault, AssetId, AssetKind, Block, BlockKind, FactRef, FactValue, Figure, Heading, Inline,
    InlineKind, ListItem, NoteId, Report, Section,
};

/// What a theme wants beside the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Features {
    /// Links that show when a heading is pointed at.
    pub anchors: bool,
    /// The roles of sections.
    pub roles: bool,
    /// Where a figure comes from, as a tooltip.
    pub facts: bool,
}

/// Writes the parts of a report.
pub(super) struct Writer<'a> {
    pub(super) report: &'a Report,
    features: Features,
    pub(super) out: String,
    /// Which characters each face shows; `None` where no fonts are embedded.
    pub(super) tally: Option<Tally>,
    /// The face that shows what is being written.
    pub(super) face: Face,
    /// How often each note has been referred to.
    references: Vec<u32>,
    in_link: bool,
}

impl<'a> Writer<'a> {
    /// A writer with nothing written.
    pub(super) fn new(report: &'a Report, features: Features, embed: bool) -> Self {
        let bytes = report.bodies.iter().map(|span| span.len()).sum::<usize>();
        Self {
            report,
            features,
            out: String::with_capacity(bytes + bytes / 2 + 1024),
            tally: embed.then(Tally::default),
            face: Face::Fangsong,
            references: vec![0; report.notes.len()],
            in_link: false,
        }
    }

    /// Lead, sections and closing.
    pub(super) fn body(&mut self) {
        if !self.report.lead.is_empty() {
            self.raw("<div class=\"lead\">\n");
            self.blocks(&self.report.lead);
            self.raw("</div>\n");
        }
        for section in &self.report.sections {
            self.section(section, &[]);
        }
        if !self.report.closing.is_empty() {
            self.raw("<div class=\"closing\">\n");
            self.blocks(&self.report.closing);
            self.raw("</div>\n");
        }
    }

    /// The notes that the text refers to, as end notes with links back; nothing where there are none. To be
    /// called after everything that may refer to one.
    pub(super) fn notes(&mut self) {
        if self.references.iter().all(|&count| count == 0) {
            return;
        }
        self.raw("<aside class=\"notes\" role=\"doc-endnotes\" aria-label=\"注释\">\n<ol>\n");
        // A note may refer to another, so the links back are only known when all notes are written.
        let mut written: Vec<(usize, String)> = Vec::new();
        let notes = &self.report.notes;
        let mut rounds = 0;
        while rounds <= notes.len() {
            let fresh: Vec<usize> = (0..notes.len())
                .filter(|&at| {
                    self.references.get(at).is_some_and(|&count| count > 0)
                        && !written.iter().any(|&(done, _)| done == at)
                })
                .collect();
            if fresh.is_empty() {
                break;
            }
            for at in fresh {
                let before = std::mem::take(&mut self.out);
                if let Some(note) = notes.get(at) {
                    self.blocks(&note.blocks);
                }
                written.push((at, std::mem::replace(&mut self.out, before)));
            }
            rounds += 1;
        }
        written.sort_by_key(|&(at, _)| self.number_of(NoteId(at)));
        for (at, html) in written {
            let number = self.number_of(NoteId(at)).to_string();
            self.tally(&number);
            self.raw("<li id=\"_fn");
            self.raw(&number);
            self.raw("\" value=\"");
            self.raw(&number);
            self.raw("\">");
            let count = self.references.get(at).copied().unwrap_or(0);
            // The links back stand at the end of the note's last paragraph.
            let (text, tail) = match html.trim_end().strip_suffix("</p>") {
                Some(text) => (text, "</p>"),
                None => (html.trim_end(), ""),
            };
            self.raw(text);
            for reference in 1..=count {
                self.raw("<a class=\"back\" role=\"doc-backlink\" href=\"#_ref");
                self.reference(&number, reference);
                self.raw("\" aria-label=\"回到正文\"></a>");
            }
            self.raw(tail);
            self.raw("</li>\n");
        }
        self.raw("</ol>\n</aside>\n");
    }

    /// The printed number of a note: its own, or its place in the list.
    fn number_of(&self, note: NoteId) -> u32 {
        let place = u32::try_from(note.0).unwrap_or(u32::MAX).saturating_add(1);
        self.report.note(note).and_then(|note| note.number).unwrap_or(place)
    }

    fn reference(&mut self, number: &str, reference: u32) {
        self.raw(number);
        if reference > 1 {
            self.raw("-");
            self.raw(&reference.to_string());
        }
    }

    pub(super) fn section(&mut self, section: &'a Section, inherited: &'a [crate::report::Role]) {
        self.raw("<section class=\"level-");
        self.raw(level(section.level));
        self.raw("\">\n");
        let mut blocks = section.blocks.as_slice();
        let run_in = section.heading.run_in.then(|| blocks.split_first()).flatten();
        if let Some((Block { kind: BlockKind::Paragraph(first), .. }, rest)) = run_in {
            blocks = rest;
            self.raw("<div class=\"run-in\">");
            self.heading(section);
            self.raw("<p>");
            self.inlines(first);
            self.raw("</p></div>\n");
        } else {
            self.heading(section);
        }
        if self.features.roles && section.roles != inherited {
            self.roles(section);
        }
        self.blocks(blocks);
        for child in &section.children {
            self.section(child, &section.roles);
        }
        self.raw("</section>\n");
    }

    /// The roles of a section, but those that its heading names itself.
    fn roles(&mut self, section: &'a Section) {
        if section.roles.is_empty() {
            return;
        }
        let mut title = String::new();
        line(&section.heading.inlines, &mut title);
        let mut roles =
            section.roles.iter().filter(|role| !title.contains(role.0.as_str())).peekable();
        if roles.peek().is_none() {
            return;
        }
        self.raw("<p class=\"roles\" aria-label=\"本部分\">");
        for role in roles {
            self.raw("<span class=\"role\">");
            self.text(&role.0);
            self.raw("</span>");
        }
        self.raw("</p>\n");
    }

    fn heading(&mut self, section: &'a Section) {
        let Heading { inlines, id, .. } = &section.heading;
        let tag = match section.level {
            0 | 1 => "h2",
            2 => "h3",
            3 => "h4",
            _ => "h5",
        };
        let outer = self.face;
        self.face = match section.level {
            0 | 1 => Face::Hei,
            2 => Face::Kai,
            _ => Face::Fangsong,
        };
        self.raw("<");
        self.raw(tag);
        self.raw(" id=\"");
        escape::id(&mut self.out, id);
        self.raw("\">");
        if let Some(number) = &section.number {
            self.raw("<span class=\"number\">");
            self.text(number);
            self.raw("</span>");
        }
        self.inlines(inlines);
        if self.features.anchors {
            self.raw("<a class=\"anchor\" href=\"");
            escape::fragment(&mut self.out, id);
            self.raw("\" aria-label=\"本节链接\"></a>");
        }
        self.raw("</");
        self.raw(tag);
        // A run-in heading is followed by its paragraph, with nothing between.
        self.raw(if section.heading.run_in { ">" } else { ">\n" });
        self.face = outer;
    }

    /// Writes blocks.
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        let mut rest = blocks;
        while let Some((block, after)) = rest.split_first() {
            rest = match (&block.kind, after) {
                (BlockKind::Table(table), _) => self.table_and_notes(table, None, after),
                (
                    BlockKind::Paragraph(unit),
                    [Block { kind: BlockKind::Table(table), .. }, after @ ..],
                ) if block.is_table_unit() => self.table_and_notes(table, Some(unit), after),
                _ => {
                    self.block(block);
                    after
                }
            };
        }
    }

    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Paragraph(inlines) => {
                self.raw("<p>");
                self.inlines(inlines);
                self.raw("</p>\n");
            }
            BlockKind::List { start, items } => self.list(*start, items),
            BlockKind::Quote(blocks) => {
                let outer = std::mem::replace(&mut self.face, Face::Kai);
                self.raw("<blockquote>\n");
                self.blocks(blocks);
                self.raw("</blockquote>\n");
                self.face = outer;
            }
            BlockKind::Table(table) => self.table(table, None),
            BlockKind::Figure(figure) => self.figure(figure),
            BlockKind::Code { info, text } => {
                let language = info.split_whitespace().next().unwrap_or_default();
                self.raw("<pre tabindex=\"0\"><code");
                if !language.is_empty() {
                    self.raw(" class=\"language-");
                    escape::text(&mut self.out, language);
                    self.raw("\"");
                }
                self.raw(">");
                let outer = std::mem::replace(&mut self.face, Face::Song);
                self.text(text);
                self.face = outer;
                self.raw("</code></pre>\n");
            }
            BlockKind::Break => self.raw("<hr>\n"),
        }
    }

    fn list(&mut self, start: Option<u64>, items: &'a [ListItem]) {
        match start {
            None => self.raw("<ul>\n"),
            Some(1) => self.raw("<ol>\n"),
            Some(start) => {
                // HTML reads a signed 32-bit number.
                let start = i32::try_from(start).unwrap_or(i32::MAX);
                self.raw("<ol start=\"");
                self.raw(&start.to_string());
                self.raw("\">\n");
            }
        }
        for item in items {
            self.raw("<li>");
            match item.blocks.as_slice() {
                [Block { kind: BlockKind::Paragraph(inlines), .. }] => self.inlines(inlines),
                [Block { kind: BlockKind::Paragraph(inlines), .. }, rest @ ..]
                    if rest.iter().all(|block| matches!(block.kind, BlockKind::List { .. })) =>
                {
                    self.inlines(inlines);
                    self.raw("\n");
                    self.blocks(rest);
                }
                blocks => self.blocks(blocks),
            }
            self.raw("</li>\n");
        }
        self.raw(if start.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    fn figure(&mut self, figure: &'a Figure) {
        self.raw("<figure");
        self.id(&figure.id);
        self.raw(">");
        match &figure.asset {
            Ok(asset) => self.image(*asset, &figure.alternative, &figure.target),
            Err(fault) => self.missing("div", &figure.alternative, &figure.target, fault),
        }
        if let Some(caption) = &figure.caption {
            let outer = std::mem::replace(&mut self.face, Face::Hei);
            self.raw("\n<figcaption>");
            self.numbered("图", figure.number);
            self.inlines(&caption.inlines);
            self.raw("</figcaption>");
            self.face = outer;
        }
        self.raw("</figure>\n");
    }

    /// The number of a caption.
    pub(super) fn numbered(&mut self, kind: &str, number: Option<u32>) {
        if let Some(number) = number {
            self.raw("<span class=\"number\">");
            self.text(kind);
            self.text(&number.to_string());
            self.raw("</span> ");
        }
    }

    fn image(&mut self, asset: AssetId, alternative: &str, target: &str) {
        let Some(asset) = self.report.asset(asset) else {
            self.missing("span", alternative, target, &AssetFault::Missing);
            return;
        };
        self.raw("<img src=\"data:");
        self.raw(match asset.kind {
            AssetKind::Png => "image/png",
            AssetKind::Jpeg => "image/jpeg",
            AssetKind::Svg => "image/svg+xml",
        });
        self.raw(";base64,");
        STANDARD.encode_string(&asset.bytes, &mut self.out);
        self.raw("\" alt=\"");
        escape::text(&mut self.out, alternative);
        self.raw("\"");
        for (name, value) in [("width", asset.width), ("height", asset.height)] {
            if value.is_finite() && (1.0..1e6).contains(&value) {
                self.raw(" ");
                self.raw(name);
                self.raw("=\"");
                self.raw(&format!("{value:.0}"));
                self.raw("\"");
            }
        }
        self.raw(">");
    }

    /// A box in place of an image that could not be had.
    fn missing(&mut self, tag: &str, alternative: &str, target: &str, fault: &AssetFault) {
        let why = match fault {
            AssetFault::Missing => "没有这个文件",
            AssetFault::Outside => "文件在报告文件夹之外",
            AssetFault::Unreadable(why) | AssetFault::Unsupported(why) => why,
            AssetFault::Remote => "不取网络上的图片",
        };
        self.raw("<");
        self.raw(tag);
        self.raw(" class=\"missing\">");
        if !alternative.is_empty() {
            self.raw("<span class=\"alternative\">");
            self.text(alternative);
            self.raw("</span> ");
        }
        self.raw("<span class=\"why\">");
        self.text("图片未能放入：");
        self.text(why);
        self.raw(" <code>");
        let outer = std::mem::replace(&mut self.face, Face::Song);
        self.text(target);
        self.face = outer;
        self.raw("</code></span></");
        self.raw(tag);
        self.raw(">");
    }

    /// Writes inlines.
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Text(text) => {
                escape::prose(&mut self.out, text);
                self.tally(text);
            }
            InlineKind::Emphasis(inner) => self.wrapped("em", Face::Kai, inner),
            InlineKind::Strong(inner) => self.wrapped("strong", Face::Hei, inner),
            InlineKind::Strike(inner) => self.wrapped("del", self.face, inner),
            InlineKind::Code(text) => {
                let outer = std::mem::replace(&mut self.face, Face::Song);
                self.raw("<code>");
                self.text(text);
                self.raw("</code>");
                self.face = outer;
            }
            InlineKind::Link { target, inlines } => self.link(target, inlines),
            InlineKind::CrossRef { target, shown } => match shown {
                Some(shown) if self.in_link => self.text(shown),
                Some(shown) => {
                    self.raw("<a class=\"ref\" href=\"");
                    escape::fragment(&mut self.out, target);
                    self.raw("\">");
                    self.text(shown);
                    self.raw("</a>");
                }
                None => {
                    self.raw("<mark class=\"unresolved\" title=\"没有这个编号可引\">");
                    self.text("#");
                    self.text(target);
                    self.raw("</mark>");
                }
            },
            InlineKind::Fact(fact) => self.fact(fact),
            InlineKind::Note(note) => self.note(*note),
            InlineKind::Image { target, alternative, asset } => match asset {
                Ok(asset) => self.image(*asset, alternative, target),
                Err(fault) => self.missing("span", alternative, target, fault),
            },
            InlineKind::HardBreak => self.raw("<br>\n"),
        }
    }

    fn wrapped(&mut self, tag: &str, face: Face, inner: &'a [Inline]) {
        let outer = std::mem::replace(&mut self.face, face);
        self.raw("<");
        self.raw(tag);
        self.raw(">");
        self.inlines(inner);
        self.raw("</");
        self.raw(tag);
        self.raw(">");
        self.face = outer;
    }

    fn link(&mut self, target: &str, inlines: &'a [Inline]) {
        let target = if self.in_link { None } else { escape::link(target) };
        let Some(target) = target else {
            self.inlines(inlines);
            return;
        };
        self.raw("<a href=\"");
        match target.strip_prefix('#') {
            Some(id) => escape::fragment(&mut self.out, id),
            None => escape::text(&mut self.out, &target),
        }
        self.raw("\">");
        self.in_link = true;
        self.inlines(inlines);
        self.in_link = false;
        self.raw("</a>");
    }

    fn fact(&mut self, fact: &FactRef) {
        let Some(shown) = &fact.shown else {
            self.raw("<mark class=\"unresolved\" title=\"");
            escape::text(&mut self.out, fact.problem.as_deref().unwrap_or("没有这项数据"));
            self.raw("\">");
            self.text("{{ ");
            self.text(&fact.name);
            if let Some(field) = &fact.field {
                self.text(".");
                self.text(field);
            }
            if let Some(argument) = &fact.argument {
                self.text("(");
                self.text(argument);
                self.text(")");
            }
            self.text(" }}");
            self.raw("</mark>");
            return;
        };
        let known = if self.features.facts { self.report.fact(&fact.name) } else { None };
        let Some(known) = known else {
            self.text(shown);
            return;
        };
        // The whole value is machine-readable; growth and share are only explained.
        let value = match &known.value {
            Some(FactValue::Number(value)) if fact.field.is_none() => Some(value.normalize()),
            _ => None,
        };
        let parts = [("时点：", &known.time), ("来源：", &known.source), ("口径：", &known.scope)];
        let tag = if value.is_some() { "data" } else { "span" };
        self.raw("<");
        self.raw(tag);
        self.raw(" class=\"fact\"");
        if let Some(value) = value {
            self.raw(" value=\"");
            self.raw(&value.to_string());
            self.raw("\"");
        }
        if parts.iter().any(|(_, text)| text.is_some()) {
            self.raw(" title=\"");
            let mut first = true;
            for (label, text) in parts {
                if let Some(text) = text {
                    self.raw(if std::mem::take(&mut first) { "" } else { "；" });
                    self.raw(label);
                    escape::text(&mut self.out, &text.value);
                }
            }
            self.raw("\"");
        }
        self.raw(">");
        self.text(shown);
        self.raw("</");
        self.raw(tag);
        self.raw(">");
    }

    fn note(&mut self, note: NoteId) {
        let Some(count) = self.references.get_mut(note.0) else {
            return;
        };
        *count += 1;
        let reference = *count;
        let number = self.number_of(note).to_string();
        self.raw("<sup class=\"note\" id=\"_ref");
        self.reference(&number, reference);
        self.raw("\">");
        if !self.in_link {
            self.raw("<a role=\"doc-noteref\" href=\"#_fn");
            self.raw(&number);
            self.raw("\">");
        }
        self.text("[");
        self.text(&number);
        self.text("]");
        self.raw(if self.in_link { "</sup>" } else { "</a></sup>" });
    }

    /// An id attribute, where there is an id.
    pub(super) fn id(&mut self, id: &str) {
        if !id.is_empty() {
            self.raw(" id=\"");
            escape::id(&mut self.out, id);
            self.raw("\"");
        }
    }

    /// Markup.
    pub(super) fn raw(&mut self, html: &str) {
        self.out.push_str(html);
    }

    /// Text.
    pub(super) fn text(&mut self, text: &str) {
        escape::text(&mut self.out, text);
        self.tally(text);
    }

    /// Notes that the current face shows a text.
    pub(super) fn tally(&mut self, text: &str) {
        if let Some(tally) = &mut self.tally {
            tally.add(self.face, text);
        }
    }
}

fn level(level: u8) -> &'static str {
    match level {
        0 | 1 => "1",
        2 => "2",
        3 => "3",
        _ => "4",
    }
}
