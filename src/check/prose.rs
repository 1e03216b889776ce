//! The running text of a report, gathered once and shared by all rules.

use crate::report::{Block, BlockKind, Fact, Inline, InlineKind, Prose, Report, Section, Text};
use crate::source::{Sources, Span};

/// What kind of text a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The title or subtitle of the front matter.
    Title,
    /// Another text of the front matter.
    Meta,
    /// A heading.
    Heading,
    /// A paragraph, also in lists, quotations and notes.
    Paragraph,
    /// A cell of a table.
    Cell,
    /// A caption.
    Caption,
}

/// A paragraph, heading, cell, caption or text of the front matter.
#[derive(Debug)]
pub struct Passage {
    /// What it is.
    pub place: Place,
    /// Its text as printed, with its way back to the source.
    pub prose: Prose,
    /// Its emphasised stretches, whose asterisks the text no longer shows.
    pub emphases: Vec<Emphasis>,
    /// Whether it is a paragraph that directly follows the passage before it in the same run of blocks.
    pub continues: bool,
    /// The section it stands in, as counted by [`Report::each_section`] from 0 (headings stand in their own);
    /// `None` in the front matter, lead, closing, attachments and notes.
    pub section: Option<usize>,
}

/// A stretch of `*…*` or `**…**`.
#[derive(Debug, Clone, Copy)]
pub struct Emphasis {
    /// From the first asterisk to the last.
    pub span: Span,
    /// One asterisk or two.
    pub marks: usize,
}

/// All passages in reading order, the front matter first.
#[derive(Debug, Default)]
pub struct Index {
    passages: Vec<Passage>,
    /// The section that is being gathered, and how many there were.
    section: Option<usize>,
    count: usize,
}

impl Index {
    /// Gathers the text of a report.
    #[must_use]
    pub fn of(report: &Report, sources: &Sources) -> Self {
        let mut index = Self { passages: Vec::with_capacity(64), ..Self::default() };
        index.meta(report, sources);
        index.blocks(&report.lead);
        index.sections(&report.sections, true);
        index.blocks(&report.closing);
        for attachment in &report.attachments {
            index.blocks(&attachment.lead);
            index.sections(&attachment.sections, false);
            index.blocks(&attachment.closing);
        }
        for note in &report.notes {
            index.blocks(&note.blocks);
        }
        index
    }

    /// The passages in reading order.
    #[must_use]
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    fn sections(&mut self, sections: &[Section], counted: bool) {
        for section in sections {
            if counted {
                self.section = Some(self.count);
                self.count += 1;
            }
            self.inlines(Place::Heading, &section.heading.inlines, false);
            self.blocks(&section.blocks);
            self.sections(&section.children, counted);
        }
        self.section = None;
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let mut after_paragraph = false;
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(inlines) => {
                    self.inlines(Place::Paragraph, inlines, after_paragraph);
                    after_paragraph = true;
                    continue;
                }
                BlockKind::List { items, .. } => {
                    for item in items {
                        self.blocks(&item.blocks);
                    }
                }
                BlockKind::Quote(inner) => self.blocks(inner),
                BlockKind::Table(table) => {
                    if let Some(caption) = &table.caption {
                        self.inlines(Place::Caption, &caption.inlines, false);
                    }
                    for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                        self.inlines(Place::Cell, &cell.inlines, false);
                    }
                }
                BlockKind::Figure(figure) => {
                    if let Some(caption) = &figure.caption {
                        self.inlines(Place::Caption, &caption.inlines, false);
                    }
                }
                BlockKind::Code { .. } | BlockKind::Break => {}
            }
            after_paragraph = false;
        }
    }

    fn inlines(&mut self, place: Place, inlines: &[Inline], continues: bool) {
        if inlines.is_empty() {
            return;
        }
        let mut emphases = Vec::new();
        gather_emphases(inlines, &mut emphases);
        let prose = Prose::of(inlines);
        self.passages.push(Passage { place, prose, emphases, continues, section: self.section });
    }

    fn meta(&mut self, report: &Report, sources: &Sources) {
        let meta = &report.meta;
        self.title(&meta.title, &meta.title_breaks, sources);
        if let Some(text) = &meta.subtitle {
            self.title(text, &meta.subtitle_breaks, sources);
        }
        let one = [&meta.organisation, &meta.author, &meta.summary];
        for text in one.into_iter().flatten().chain(&meta.keywords) {
            self.text(Place::Meta, text, sources);
        }
        if let Some(official) = &meta.official {
            let lists = [
                &official.marks,
                &official.addressees,
                &official.signers,
                &official.present,
                &official.excused,
                &official.observers,
                &official.copies_to,
            ];
            let one = [&official.number, &official.note, &official.printed_by];
            for text in lists.into_iter().flatten().chain(one.into_iter().flatten()) {
                self.text(Place::Meta, text, sources);
            }
            for attachment in &official.attachments {
                self.text(Place::Meta, &attachment.name, sources);
            }
        }
        for Fact { unit, time, source, scope, .. } in &report.facts {
            for text in [unit, time, source, scope].into_iter().flatten() {
                self.text(Place::Meta, text, sources);
            }
        }
    }

    /// A title; verbatim between the writer's own breaks, whose marks are no part of it.
    fn title(&mut self, title: &Text, breaks: &[usize], sources: &Sources) {
        let source = sources.slice(title.span);
        let mut inlines = Vec::with_capacity(breaks.len() + 1);
        let (mut from, mut at) = (0, 0);
        for &to in breaks.iter().chain([&title.value.len()]) {
            let part = title.value.get(from..to).unwrap_or_default();
            let Some(found) = source.get(at..).and_then(|rest| rest.find(part)) else {
                return self.text(Place::Title, title, sources);
            };
            let span = title.span.slice(at + found, at + found + part.len());
            inlines.push(Inline { kind: InlineKind::Text(part.to_owned()), span });
            at += found + part.len();
            from = to;
        }
        if !title.value.is_empty() {
            self.inlines(Place::Title, &inlines, false);
        }
    }

    /// A text of the front matter; verbatim where the value stands as such in its source, line by line where it
    /// stands on several.
    fn text(&mut self, place: Place, text: &Text, sources: &Sources) {
        if text.value.is_empty() {
            return;
        }
        let source = sources.slice(text.span);
        let whole = |kind, span| vec![Inline { kind, span }];
        let kind = || InlineKind::Text(text.value.clone());
        let inlines = match source.find(&text.value) {
            Some(at) => whole(kind(), text.span.slice(at, at + text.value.len())),
            None => aligned(text, source).unwrap_or_else(|| whole(kind(), text.span)),
        };
        let prose = Prose::of(&inlines);
        self.passages.push(Passage {
            place,
            prose,
            emphases: Vec::new(),
            continues: false,
            section: None,
        });
    }
}

/// A value of several lines, each with its place in the source; `None` where they do not stand there as they are.
fn aligned(text: &Text, source: &str) -> Option<Vec<Inline>> {
    let mut inlines = Vec::new();
    let mut at = 0;
    let mut push = |value: &str, from: usize, to: usize| {
        let span = text.span.slice(from, to);
        inlines.push(Inline { kind: InlineKind::Text(value.to_owned()), span });
    };
    let mut begun = false;
    let mut rest = text.value.as_str();
    while !rest.is_empty() {
        // The line of the value, and where the source goes on with it.
        let line = rest.split_inclusive(['\n', ' ']).next()?;
        let words = line.trim_end_matches(['\n', ' ']);
        rest = rest.get(line.len()..)?;
        if !words.is_empty() {
            let found = if begun {
                source.get(at..)?.starts_with(words).then_some(at)?
            } else {
                source.find(words)?
            };
            begun = true;
            push(words, found, found + words.len());
            at = found + words.len();
        }
        let gap = line.get(words.len()..)?;
        if !gap.is_empty() {
            let after = source.get(at..)?;
            let blank = after.len() - after.trim_start().len();
            push(gap, at, at + blank);
            at += blank;
        }
    }
    Some(inlines)
}

fn gather_emphases(inlines: &[Inline], out: &mut Vec<Emphasis>) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Emphasis(inner) => {
                out.push(Emphasis { span: inline.span, marks: 1 });
                gather_emphases(inner, out);
            }
            InlineKind::Strong(inner) => {
                out.push(Emphasis { span: inline.span, marks: 2 });
                gather_emphases(inner, out);
            }
            InlineKind::Strike(inner) | InlineKind::Link { inlines: inner, .. } => {
                gather_emphases(inner, out);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Source};

    #[test]
    fn a_title_with_breaks_leads_back_to_its_source() {
        let mut sources = Sources::default();
        let yaml = "标题: '关于“两委/换届工作/情况的报告'\n";
        sources.add(Source::new("报告.md", yaml));
        let start = "标题: ".len();
        let mut report = Report::default();
        report.meta.title = Text {
            value: "关于“两委换届工作情况的报告".to_owned(),
            span: Span::new(FileId(0), start, yaml.len() - 1),
        };
        report.meta.title_breaks = vec!["关于“两委".len(), "关于“两委换届工作".len()];
        let index = Index::of(&report, &sources);
        let prose = &index.passages()[0].prose;
        assert_eq!(prose.text, report.meta.title.value);
        for (word, source) in
            [("“", "“"), ("换届", "换届"), ("工作情况", "工作/情况"), ("报告", "报告")]
        {
            let at = prose.text.find(word).unwrap();
            let range = at..at + word.len();
            assert_eq!(sources.slice(prose.span(range.clone())), source);
            assert_eq!(prose.verbatim(range), word == source, "{word}");
        }
    }

    #[test]
    fn a_summary_of_several_lines_leads_back_to_its_source() {
        let yaml = "摘要: |\n  坚持党建引领。\n\n  XX县 率先试点。\n标题: 甲\n";
        let mut sources = Sources::default();
        sources.add(Source::new("报告.md", yaml));
        let mut report = Report::default();
        let end = yaml.find("标题").unwrap();
        report.meta.summary = Some(Text {
            value: "坚持党建引领。\n\nXX县 率先试点。".to_owned(),
            span: Span::new(FileId(0), "摘要: ".len(), end),
        });
        let index = Index::of(&report, &sources);
        let prose = &index.passages()[0].prose;
        assert_eq!(prose.text, report.meta.summary.unwrap().value);
        for (word, verbatim) in
            [("党建引领", true), ("XX县", true), ("试点。", true), ("XX县 率先", false)]
        {
            let at = prose.text.find(word).unwrap();
            let range = at..at + word.len();
            assert_eq!(sources.slice(prose.span(range.clone())), word);
            assert_eq!(prose.verbatim(range), verbatim, "{word}");
        }
    }
}
