//! The report and its outline tree.

use super::{Asset, AssetId, Block, Fact, Inline, Meta, NoteId, Text};
use crate::source::Span;

/// What a section does in its genre: 做法, 成效, 启示 …
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Role(pub String);

/// A whole report, as parsed.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Front matter.
    pub meta: Meta,
    /// 导语: blocks before the first heading.
    pub lead: Vec<Block>,
    /// Sections of level one, each with its children.
    pub sections: Vec<Section>,
    /// 结语: blocks after a thematic break (`---`) that follows the last section's text.
    pub closing: Vec<Block>,
    /// The texts of the attachments that are part of the draft (附件 with 文件), in order.
    pub attachments: Vec<AttachmentText>,
    /// Footnotes in order of first reference; those never referred to come last.
    pub notes: Vec<Footnote>,
    /// 数据, in the order of the front matter.
    pub facts: Vec<Fact>,
    /// Images that could be read.
    pub assets: Vec<Asset>,
    /// Rules silenced by comments.
    pub suppressions: Vec<Suppression>,
    /// The body in each file (front matter left out), in order.
    pub bodies: Vec<Span>,
}

impl Report {
    /// The asset of an id.
    #[must_use]
    pub fn asset(&self, id: AssetId) -> Option<&Asset> {
        self.assets.get(id.0)
    }

    /// The note of an id.
    #[must_use]
    pub fn note(&self, id: NoteId) -> Option<&Footnote> {
        self.notes.get(id.0)
    }

    /// The fact of a name.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.name == name)
    }

    /// Calls `visit` for every section, parents before children, in reading order.
    pub fn each_section<'a>(&'a self, mut visit: impl FnMut(&'a Section)) {
        each_section(&self.sections, &mut visit);
    }

    /// The sections of level one of the report, then those of each attachment.
    pub fn trees(&self) -> impl Iterator<Item = &[Section]> {
        let attached = self.attachments.iter().map(|one| one.sections.as_slice());
        std::iter::once(self.sections.as_slice()).chain(attached)
    }
}

/// A section: its heading, its text, its subsections.
#[derive(Debug, Clone)]
pub struct Section {
    /// 1 to 4, as printed (`一、` is 1).
    pub level: u8,
    /// The number of `#` in the source, so that skipped levels can be told.
    pub marks: u8,
    /// The heading.
    pub heading: Heading,
    /// The printed number (`一、`, `（一）`, `1.`, `（1）`), or `None` where the outline has no numbers.
    pub number: Option<String>,
    /// Roles read from the heading or declared; declared ones come first.
    pub roles: Vec<Role>,
    /// Whether the roles were declared (`{.做法}`).
    pub roles_declared: bool,
    /// 依据: what this section rests on, as declared.
    pub grounds: Vec<String>,
    /// Blocks before the first subsection.
    pub blocks: Vec<Block>,
    /// Subsections.
    pub children: Vec<Section>,
    /// From the heading's first byte to the end of its last block or subsection.
    pub span: Span,
}

impl AttachmentText {
    /// Calls `visit` for every section, parents before children, in reading order.
    pub fn each_section<'a>(&'a self, mut visit: impl FnMut(&'a Section)) {
        each_section(&self.sections, &mut visit);
    }
}

/// Calls `visit` for every section, parents before children, in reading order.
fn each_section<'a>(sections: &'a [Section], visit: &mut impl FnMut(&'a Section)) {
    for section in sections {
        visit(section);
        each_section(&section.children, visit);
    }
}

/// The text of an attachment.
#[derive(Debug, Clone, Default)]
pub struct AttachmentText {
    /// Its index among the attachments of the front matter ([`Official::attachments`](super::Official)).
    pub index: usize,
    /// Blocks before its first heading.
    pub lead: Vec<Block>,
    /// Its sections, numbered by themselves.
    pub sections: Vec<Section>,
    /// Blocks after a thematic break that follows its last section.
    pub closing: Vec<Block>,
    /// Its file.
    pub span: Span,
}

/// A heading.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Its text without number, attributes and `#` marks. A run-in heading keeps its `。`.
    pub inlines: Vec<Inline>,
    /// Whether it runs in at the head of its first paragraph (ends in `。`, level two and below, and a
    /// paragraph follows).
    pub run_in: bool,
    /// Anchor, unique in the report.
    pub id: String,
    /// A number the writer typed, read and dropped.
    pub typed: Option<TypedNumber>,
    /// The whole heading line.
    pub span: Span,
}

/// A number typed at the head of a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedNumber {
    /// As typed, such as `（二）`.
    pub text: String,
    /// Its value where it can be read.
    pub value: Option<u32>,
    /// The number and the white space after it.
    pub span: Span,
}

/// A footnote.
#[derive(Debug, Clone)]
pub struct Footnote {
    /// As written: `[^label]`.
    pub label: String,
    /// Number from 1 in order of first reference; `None` where nothing refers to it.
    pub number: Option<u32>,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// The definition.
    pub span: Span,
}

/// Rules silenced in a stretch of source (`<!-- 检查: 忽略 F003 -->` and the next block).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// Rule ids or names, as written in the comment; empty means every rule.
    pub rules: Vec<Text>,
    /// The silenced stretch.
    pub span: Span,
}
