//! Whole bodies, without front matter. Every report read here is also held to the invariants of spans.

mod attachments;
mod blocks;
mod emphasis;
mod examples;
mod headings;
mod inlines;
mod invariants;
mod references;
mod tables;

use std::path::Path;

use super::Parsed;
use super::assemble::{Draft, assemble};
use super::assets::Folder;
use crate::outline::{Outline, Part};
use crate::report::{
    Block, BlockKind, FactRef, Inline, InlineKind, Meta, Report, Role, Section, Text,
};
use crate::source::{MemoryWorld, Source, Sources, Span, World};

/// 驻村第一书记 is known, 村均收入 cannot be computed, nothing else has a name.
fn facts(text: &str) -> Option<FactRef> {
    let name = text.trim().split(['.', '．']).next().unwrap_or_default().trim();
    if name.is_empty() {
        return None;
    }
    let at = text.find(name)?;
    Some(FactRef {
        name: name.to_owned(),
        field: None,
        argument: None,
        shown: (name == "驻村第一书记").then(|| "83名".to_owned()),
        problem: (name == "村均收入").then(|| "没有值".to_owned()),
        name_span: Span::new(crate::source::FileId(0), at, at + name.len()),
    })
}

fn outline() -> Outline {
    let part = |role: &str, hints: &[&str]| Part {
        role: Role(role.to_owned()),
        hints: hints.iter().map(|&hint| hint.to_owned()).collect(),
        required: true,
        subsections: None,
        needs_figures: false,
        needs_grounds: false,
    };
    Outline {
        name: "经验材料".to_owned(),
        parts: vec![
            part("做法", &["做法", "探索", "实践"]),
            part("成效", &["成效", "变化", "经验"]),
            part("启示", &["启示", "体会"]),
        ],
        ..Outline::default()
    }
}

/// Reads bodies, each a file.
fn read_files(world: &MemoryWorld, files: &[(&str, &str)]) -> Parsed {
    let mut sources = Sources::new();
    let bodies = files
        .iter()
        .map(|&(path, text)| {
            let source = Source::new(path, text);
            let len = source.text.len();
            Span::new(sources.add(source), 0, len)
        })
        .collect();
    let title = Text { value: "示例县的实践与启示".to_owned(), span: Span::default() };
    let meta = Meta { title, ..Meta::default() };
    let draft = Draft {
        sources,
        meta,
        facts: Vec::new(),
        bodies,
        attachments: Vec::new(),
        faults: Vec::new(),
    };
    let folder = Folder::of(Path::new("报告/稿.md"));
    let parsed = assemble(world as &dyn World, folder, draft, &outline(), &facts);
    invariants::check_spans(&parsed);
    parsed
}

fn read(text: &str) -> Parsed {
    read_files(&MemoryWorld::new(), &[("报告/稿.md", text)])
}

fn report(text: &str) -> Report {
    read(text).report
}

/// Inlines in a short notation.
fn show(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => out.push_str(text),
            InlineKind::Emphasis(inner) => out.push_str(&format!("<i>{}</i>", show(inner))),
            InlineKind::Strong(inner) => out.push_str(&format!("<b>{}</b>", show(inner))),
            InlineKind::Strike(inner) => out.push_str(&format!("<s>{}</s>", show(inner))),
            InlineKind::Code(text) => out.push_str(&format!("<code>{text}</code>")),
            InlineKind::Link { target, inlines } => {
                out.push_str(&format!("<a {target}>{}</a>", show(inlines)));
            }
            InlineKind::CrossRef { target, shown } => {
                out.push_str(&format!("<ref {target}={}>", shown.as_deref().unwrap_or("?")));
            }
            InlineKind::Fact(fact) => {
                out.push_str(&format!(
                    "<fact {}={}>",
                    fact.name,
                    fact.shown.as_deref().unwrap_or("?")
                ));
            }
            InlineKind::Note(note) => out.push_str(&format!("<note {}>", note.0)),
            InlineKind::Image { target, alternative, .. } => {
                out.push_str(&format!("<img {target} {alternative}>"));
            }
            InlineKind::HardBreak => out.push_str("<br>"),
        }
    }
    out
}

/// Blocks in a short notation, one a line.
fn lines(blocks: &[Block]) -> Vec<String> {
    blocks.iter().map(block_line).collect()
}

fn block_line(block: &Block) -> String {
    let joined = |blocks: &[Block]| lines(blocks).join(" ¶ ");
    match &block.kind {
        BlockKind::Paragraph(inlines) => show(inlines),
        BlockKind::List { start, items } => {
            let items: Vec<String> = items.iter().map(|item| joined(&item.blocks)).collect();
            let mark = start.map_or("-".to_owned(), |start| format!("{start}."));
            format!("{mark}[{}]", items.join(" | "))
        }
        BlockKind::Quote(blocks) => format!(">[{}]", joined(blocks)),
        BlockKind::Table(table) => {
            let row = |row: &[crate::report::Cell]| {
                row.iter().map(|cell| show(&cell.inlines)).collect::<Vec<_>>().join(",")
            };
            let caption = table.caption.as_ref().map_or(String::new(), |caption| {
                format!("表{}：{} ", table.number.unwrap_or(0), show(&caption.inlines))
            });
            let rows: Vec<String> = std::iter::once(row(&table.head))
                .chain(table.rows.iter().map(|r| row(r)))
                .collect();
            format!("{caption}{}", rows.join("/"))
        }
        BlockKind::Figure(figure) => {
            let caption =
                figure.caption.as_ref().map_or(String::new(), |caption| show(&caption.inlines));
            format!("图{}：{caption} {}", figure.number.unwrap_or(0), figure.target)
        }
        BlockKind::Code { info, text } => format!("```{info} {text:?}"),
        BlockKind::Break => "---".to_owned(),
    }
}

/// The single paragraph of a text.
fn para(text: &str) -> String {
    let report = report(text);
    assert!(report.sections.is_empty(), "{text}");
    lines(&report.lead).join(" ¶ ")
}

/// Sections in a short notation: number, heading, blocks, children.
fn outline_of(sections: &[Section]) -> Vec<String> {
    sections
        .iter()
        .map(|section| {
            let mut out = format!(
                "{}{}",
                section.number.as_deref().unwrap_or_default(),
                show(&section.heading.inlines)
            );
            if !section.blocks.is_empty() {
                out.push_str(&format!(" “{}”", lines(&section.blocks).join(" ¶ ")));
            }
            if !section.children.is_empty() {
                out.push_str(&format!(" ({})", outline_of(&section.children).join("; ")));
            }
            out
        })
        .collect()
}
