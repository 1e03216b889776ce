//! The points of the argument, gathered from the sections by role.

use super::{Cast, Point};
use crate::cjk::is_word;
use crate::report::{Block, BlockKind, Report, Role, Section, plain, plain_blocks};

/// A point with its text.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) point: Point,
    pub(super) text: String,
    pub(super) grounds: Vec<String>,
    pub(super) merged: bool,
}

/// All points by role, and the headings of the report.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) practices: Vec<Part>,
    pub(super) results: Vec<Part>,
    pub(super) insights: Vec<Part>,
    pub(super) headings: Vec<String>,
}

pub(super) fn collect(report: &Report, cast: &Cast) -> Parts {
    let mut parts = Parts { headings: headings(report), ..Parts::default() };
    for section in &report.sections {
        let own = |name: &str| section.roles.iter().any(|Role(role)| role == name);
        let subsections = !section.children.is_empty();
        for (at, part) in points(section).into_iter().enumerate() {
            let child =
                section.children.get(at).filter(|child| subsections && child.roles_declared);
            let plays = |name: &str| match child {
                Some(child) => child.roles.iter().any(|Role(role)| role == name),
                None => own(name),
            };
            if plays(&cast.practice) {
                parts.practices.push(Part { merged: plays(&cast.result), ..part });
            } else if plays(&cast.result) {
                parts.results.push(part);
            } else if plays(&cast.insight) {
                parts.insights.push(part);
            }
        }
    }
    parts
}

/// The headings of a report as bare words, in reading order.
pub(super) fn headings(report: &Report) -> Vec<String> {
    let mut out = Vec::new();
    report.each_section(|section| out.push(bare(&plain(&section.heading.inlines))));
    out
}

/// Words without marks and blanks.
pub(super) fn bare(text: &str) -> String {
    text.chars().filter(|ch| is_word(*ch) || *ch == '+').collect()
}

/// The subsections of a section; without any, its paragraphs where they are an enumeration or begin with
/// emphasis; else itself.
fn points(section: &Section) -> Vec<Part> {
    if !section.children.is_empty() {
        return section.children.iter().map(|child| whole(child, false)).collect();
    }
    let heads: Vec<&Block> = section.blocks.iter().filter(|block| is_point(block)).collect();
    if heads.len() < 2 {
        return vec![whole(section, true)];
    }
    let mut out: Vec<Part> = Vec::with_capacity(heads.len());
    for block in &section.blocks {
        let text = plain_blocks(std::slice::from_ref(block));
        if is_point(block) {
            let point = Point {
                number: None,
                title: opening(&text),
                span: block.span,
                figure: has_figure(&text) || is_exhibit(block),
                coarse: false,
                unwritten: unwritten(&text),
            };
            out.push(Part { point, text, grounds: Vec::new(), merged: false });
        } else if let Some(last) = out.last_mut() {
            last.point.figure |= has_figure(&text) || is_exhibit(block);
            last.text.push_str(&text);
        }
    }
    out
}

/// Whether a block is a paragraph that makes a point of its own: `一是…`, `**选优书记。**…`.
fn is_point(block: &Block) -> bool {
    let BlockKind::Paragraph(inlines) = &block.kind else { return false };
    let strong =
        matches!(inlines.first().map(|one| &one.kind), Some(crate::report::InlineKind::Strong(_)));
    let text = plain(inlines);
    let mut chars = text.trim_start().chars();
    let numeral = chars.next().is_some_and(|ch| "一二三四五六七八九十".contains(ch));
    let series = numeral && chars.next().is_some_and(|ch| "是要、十".contains(ch));
    strong || series || text.starts_with('第') && text.contains('，') || text.starts_with('（')
}

/// The first words of a paragraph.
fn opening(text: &str) -> String {
    let end = text.find(['。', '；', '：', '\n']).unwrap_or(text.len());
    let words = text.get(..end).unwrap_or_default();
    match words.char_indices().nth(24) {
        Some((at, _)) => format!("{}……", words.get(..at).unwrap_or_default()),
        None => words.to_owned(),
    }
}

/// Whether a text is still to be written.
fn unwritten(text: &str) -> bool {
    ["【待", "（待补", "（待填", "TODO", "待补充"].iter().any(|word| text.contains(word))
}

fn whole(section: &Section, coarse: bool) -> Part {
    let title = plain(&section.heading.inlines);
    let mut text = String::new();
    let mut figure = false;
    add(section, &mut text, &mut figure);
    figure |= has_figure(&text);
    let title = title.trim_end_matches('。').to_owned();
    let point = Point {
        number: section.number.clone(),
        title,
        span: section.heading.span,
        figure,
        coarse,
        unwritten: unwritten(&text),
    };
    Part { point, text, grounds: section.grounds.clone(), merged: false }
}

fn add(section: &Section, text: &mut String, figure: &mut bool) {
    text.push_str(&plain(&section.heading.inlines));
    text.push('\n');
    text.push_str(&plain_blocks(&section.blocks));
    *figure |= section.blocks.iter().any(is_exhibit);
    for child in &section.children {
        add(child, text, figure);
    }
}

/// A table or a chart shows figures.
fn is_exhibit(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Table(_) => true,
        BlockKind::Code { info, .. } => info.starts_with("图表") || info.starts_with("表格"),
        _ => false,
    }
}

/// What says as much as a figure.
const WHOLES: [&str; 12] = [
    "全覆盖",
    "清零",
    "翻番",
    "翻一番",
    "百分之",
    "过半",
    "一半",
    "成以上",
    "归零",
    "零发生",
    "零事故",
    "实现零",
];

/// Whether a text carries a figure: digits that are no date and no ordinal, or a word that says as much.
pub(super) fn has_figure(text: &str) -> bool {
    let mut previous = ' ';
    let mut skip = 0;
    for (at, ch) in text.char_indices() {
        if at >= skip && (ch.is_ascii_digit() || ('０'..='９').contains(&ch)) {
            let rest = text.get(at..).unwrap_or_default();
            let digit = |ch: char| ch.is_ascii_digit() || ('０'..='９').contains(&ch) || ch == '.';
            let length = rest.find(|ch: char| !digit(ch)).unwrap_or(rest.len());
            skip = at + length;
            let after = rest.get(length..).unwrap_or_default();
            let next = after.chars().next().unwrap_or(' ');
            let dated =
                matches!(next, '年' | '月' | '日' | '时' | '号' | '—' | '-' | '～' | '+' | '、')
                    && !after.starts_with("月龄");
            let name = previous == '第'
                || previous == '+'
                || previous.is_ascii_alphabetic()
                || next.is_ascii_alphabetic();
            let listed = rest.get(..length).is_some_and(|digits| digits.ends_with('.'));
            if !dated && !name && !listed {
                return true;
            }
        }
        previous = ch;
    }
    WHOLES.iter().any(|word| text.contains(word))
}
