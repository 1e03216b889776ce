//! The outline of a report: a tree for people, JSON version 1 for programs.

use std::fmt::Write as _;

use serde::Serialize;

use super::Places;
use crate::cjk;
use crate::report::{Report, Section, characters, plain};
use crate::source::Sources;

#[derive(Serialize)]
struct Document {
    version: u32,
    title: String,
    outline: String,
    characters: usize,
    lead: Count,
    sections: Vec<Node>,
    closing: Count,
}

#[derive(Serialize)]
struct Count {
    characters: usize,
}

#[derive(Serialize)]
struct Node {
    level: u8,
    number: Option<String>,
    title: String,
    roles: Vec<String>,
    line: usize,
    characters: usize,
    children: Vec<Node>,
}

impl Document {
    fn of(report: &Report, sources: &Sources) -> Self {
        let mut places = Places::new(sources);
        let sections: Vec<_> =
            report.sections.iter().map(|section| Node::of(section, &mut places)).collect();
        let lead = Count { characters: characters(&report.lead) };
        let closing = Count { characters: characters(&report.closing) };
        let inside: usize = sections.iter().map(|node| node.characters).sum();
        Self {
            version: 1,
            title: report.meta.title.value.clone(),
            outline: report.meta.outline.value.clone(),
            characters: lead.characters + inside + closing.characters,
            lead,
            sections,
            closing,
        }
    }
}

impl Node {
    fn of(section: &Section, places: &mut Places<'_>) -> Self {
        let title = plain(&section.heading.inlines);
        let children: Vec<_> =
            section.children.iter().map(|child| Self::of(child, places)).collect();
        let inside: usize = children.iter().map(|child| child.characters).sum();
        let own = title.chars().filter(|ch| !ch.is_whitespace()).count();
        Self {
            level: section.level,
            number: section.number.clone(),
            roles: section.roles.iter().map(|role| role.0.clone()).collect(),
            line: places.positions(section.heading.span).0.line,
            characters: own + characters(&section.blocks) + inside,
            title,
            children,
        }
    }

    /// `（一）建强组织聚合力〔做法〕`.
    fn label(&self) -> String {
        let mut label = self.number.clone().unwrap_or_default();
        label.push_str(&one_line(&self.title));
        if !self.roles.is_empty() {
            let _ = write!(label, "〔{}〕", self.roles.join("、"));
        }
        label
    }
}

/// The outline as one line of JSON. `characters` are what is printed, blanks left out: of a section its
/// heading's text without the number, its blocks and its subsections; notes do not count.
///
/// # Errors
/// None in practice: the structs hold nothing that JSON cannot.
pub fn json(report: &Report, sources: &Sources) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Document::of(report, sources))
}

/// The outline as a tree, with numbers, roles and counts of characters, the counts in one column.
#[must_use]
pub fn text(report: &Report, sources: &Sources) -> String {
    let document = Document::of(report, sources);
    let mut rows = Vec::new();
    let parts = usize::from(document.lead.characters > 0)
        + document.sections.len()
        + usize::from(document.closing.characters > 0);
    let mut left = parts;
    let mut branch = || {
        left = left.saturating_sub(1);
        if left == 0 { ("└─ ", "   ") } else { ("├─ ", "│  ") }
    };
    if document.lead.characters > 0 {
        rows.push((format!("{}导语", branch().0), document.lead.characters));
    }
    for node in &document.sections {
        let (own, below) = branch();
        rows.push((format!("{own}{}", node.label()), node.characters));
        grow(&mut rows, &node.children, below);
    }
    if document.closing.characters > 0 {
        rows.push((format!("{}结语", branch().0), document.closing.characters));
    }
    let mut out = one_line(&document.title);
    if !document.outline.is_empty() {
        let _ = write!(out, "（{}）", one_line(&document.outline));
    }
    let _ = writeln!(out, "，共{}字", document.characters);
    let widest = rows.iter().map(|(label, _)| width(label)).filter(|&w| w <= WIDEST).max();
    let digits = rows.iter().map(|(_, count)| count.to_string().len()).max().unwrap_or(1);
    for (label, count) in rows {
        let gap = widest.unwrap_or(0).saturating_sub(width(&label)) + 2;
        let _ = writeln!(out, "{label}{}{count:>digits$}字", " ".repeat(gap));
    }
    out
}

/// Labels wider than this do not widen the column of the others.
const WIDEST: usize = 72;

fn grow(rows: &mut Vec<(String, usize)>, nodes: &[Node], stem: &str) {
    for (at, node) in nodes.iter().enumerate() {
        let last = at + 1 == nodes.len();
        let (own, below) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        rows.push((format!("{stem}{own}{}", node.label()), node.characters));
        grow(rows, &node.children, &format!("{stem}{below}"));
    }
}

fn width(text: &str) -> usize {
    text.chars().map(cjk::width).sum()
}

/// Text on one line, without control characters.
fn one_line(text: &str) -> String {
    text.chars().map(|ch| if ch.is_control() { ' ' } else { ch }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Block, BlockKind, Heading, Inline, InlineKind, Role, Text};
    use crate::source::{FileId, Source, Span};

    fn inline(text: &str) -> Inline {
        Inline { kind: InlineKind::Text(text.to_owned()), span: Span::default() }
    }

    fn paragraph(text: &str) -> Block {
        Block { kind: BlockKind::Paragraph(vec![inline(text)]), span: Span::default() }
    }

    fn section(level: u8, number: &str, title: &str, role: &str, body: &str) -> Section {
        let span = Span::new(FileId(0), usize::from(level) * 2, usize::from(level) * 2 + 1);
        Section {
            level,
            marks: level + 1,
            heading: Heading {
                inlines: vec![inline(title)],
                run_in: false,
                id: String::new(),
                typed: None,
                span,
            },
            number: Some(number.to_owned()),
            roles: if role.is_empty() { Vec::new() } else { vec![Role(role.to_owned())] },
            roles_declared: false,
            grounds: Vec::new(),
            blocks: if body.is_empty() { Vec::new() } else { vec![paragraph(body)] },
            children: Vec::new(),
            span,
        }
    }

    fn report() -> (Report, Sources) {
        let mut sources = Sources::new();
        sources.add(Source::new("报告.md", "1\n2\n3\n4\n5\n6\n"));
        let mut first = section(1, "一、", "“五措并举”的做法", "做法", "");
        first.children.push(section(2, "（一）", "建强组织", "", "选优 配强 书记。"));
        first.children.push(section(2, "（二）", "做旺产业", "", "支部领办。"));
        let mut report = Report {
            lead: vec![paragraph("换届以来。")],
            sections: vec![first, section(1, "二、", "启示", "启示", "关键在人。")],
            closing: vec![paragraph("再下功夫。")],
            ..Report::default()
        };
        report.meta.title = Text { value: "实践与启示".to_owned(), span: Span::default() };
        report.meta.outline = Text { value: "经验材料".to_owned(), span: Span::default() };
        (report, sources)
    }

    #[test]
    fn the_tree_is_aligned_and_counts_add_up() {
        let (report, sources) = report();
        assert_eq!(
            text(&report, &sources),
            "\
实践与启示（经验材料），共46字
├─ 导语                             5字
├─ 一、“五措并举”的做法〔做法〕  29字
│  ├─ （一）建强组织               11字
│  └─ （二）做旺产业                9字
├─ 二、启示〔启示〕                 7字
└─ 结语                             5字
"
        );
    }

    #[test]
    fn the_document_is_exactly_as_promised() {
        let (mut report, sources) = report();
        report.sections.truncate(1);
        report.sections[0].children.truncate(1);
        assert_eq!(
            json(&report, &sources).unwrap(),
            concat!(
                r#"{"version":1,"title":"实践与启示","outline":"经验材料","characters":30,"#,
                r#""lead":{"characters":5},"sections":[{"level":1,"number":"一、","title":"“五措并举”的做法","#,
                r#""roles":["做法"],"line":2,"characters":20,"children":[{"level":2,"number":"（一）","#,
                r#""title":"建强组织","roles":[],"line":3,"characters":11,"children":[]}]}],"#,
                r#""closing":{"characters":5}}"#
            )
        );
    }
}
