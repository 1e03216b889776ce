//! Reports made by hand, and a crude reader of drafts, since the layout does not see the parser.

use crate::cjk::chinese_number;
use crate::report::{
    Alignment, Block, BlockKind, Caption, Cell, Footnote, Heading, Inline, InlineKind, ListItem,
    NoteId, Report, Section, Table, Text,
};
use crate::source::{Date, Span};

pub(super) const EXPERIENCE: &str = include_str!("../../../examples/党建引领乡村振兴.md");
pub(super) const SITUATION: &str = include_str!("../../../examples/基层治理情况报告.md");

pub(super) fn text(value: &str) -> Text {
    Text { value: value.to_owned(), span: Span::default() }
}

pub(super) fn inline(kind: InlineKind) -> Inline {
    Inline { kind, span: Span::default() }
}

pub(super) fn words(value: &str) -> Inline {
    inline(InlineKind::Text(value.to_owned()))
}

pub(super) fn block(kind: BlockKind) -> Block {
    Block { kind, span: Span::default() }
}

pub(super) fn paragraph(value: &str) -> Block {
    block(BlockKind::Paragraph(inlines(value)))
}

pub(super) fn list(start: Option<u64>, items: &[&str]) -> Block {
    let item = |value: &&str| ListItem { blocks: vec![paragraph(value)], span: Span::default() };
    block(BlockKind::List { start, items: items.iter().map(item).collect() })
}

pub(super) fn caption(value: &str) -> Caption {
    Caption { inlines: inlines(value), span: Span::default() }
}

pub(super) fn note(number: u32, value: &str) -> Footnote {
    Footnote {
        label: number.to_string(),
        number: Some(number),
        blocks: vec![paragraph(value)],
        span: Span::default(),
    }
}

pub(super) fn table(rows: &[&[&str]]) -> Table {
    let row = |row: &&[&str]| -> Vec<Cell> {
        row.iter().map(|cell| Cell { inlines: inlines(cell), span: Span::default() }).collect()
    };
    let count = rows.first().map_or(0, |row| row.len());
    Table {
        number: Some(1),
        id: "表-1".to_owned(),
        caption: Some(caption("各乡镇油茶面积和产量情况")),
        alignments: vec![Alignment::None; count],
        head: rows.first().map(row).unwrap_or_default(),
        rows: rows.iter().skip(1).map(row).collect(),
    }
}

pub(super) fn section(level: u8, number: &str, heading: &str, blocks: Vec<Block>) -> Section {
    Section {
        level,
        marks: level + 1,
        heading: Heading {
            inlines: vec![words(heading)],
            run_in: level > 1 && heading.ends_with('。') && !blocks.is_empty(),
            id: format!("节-{number}{heading}"),
            typed: None,
            span: Span::default(),
        },
        number: Some(number.to_owned()),
        roles: Vec::new(),
        roles_declared: false,
        grounds: Vec::new(),
        blocks,
        children: Vec::new(),
        span: Span::default(),
    }
}

/// Text with `**strong**`, `[^1]` and `{{ fact }}`.
pub(super) fn inlines(value: &str) -> Vec<Inline> {
    let mut out = Vec::new();
    for (index, part) in value.split("**").enumerate() {
        if part.is_empty() {
            continue;
        }
        if index % 2 == 1 {
            out.push(inline(InlineKind::Strong(vec![words(part)])));
            continue;
        }
        let mut rest = part;
        while let Some((before, after)) = rest.split_once("[^") {
            let (label, tail) = after.split_once(']').unwrap_or((after, ""));
            out.push(words(before));
            let number: usize = label.parse().unwrap_or(1);
            out.push(inline(InlineKind::Note(NoteId(number - 1))));
            rest = tail;
        }
        out.push(words(rest));
    }
    out
}

/// Facts by their value and unit, so far as a glance at the front matter gives them.
fn resolved(front: &str, body: &str) -> String {
    let mut out = String::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, tail) = after.split_once("}}").unwrap_or((after, ""));
        out.push_str(before);
        let (name, field) = name.trim().split_once('.').unwrap_or((name.trim(), ""));
        let entry =
            front.lines().find_map(|line| line.trim().strip_prefix(name)?.strip_prefix(':'));
        let value = |key: &str| {
            let (_, tail) = entry?.split_once(key)?;
            tail.split([',', '}']).next().map(str::trim)
        };
        match field {
            "" => {
                out.push_str(value("值:").unwrap_or("25"));
                out.push_str(value("单位:").unwrap_or_default());
            }
            "同比" => out.push_str("同比增长18.8%"),
            _ => out.push_str("60.3%"),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Reads a draft well enough to set it.
pub(super) fn read(draft: &str) -> Report {
    let mut report = Report::default();
    let mut parts = draft.splitn(3, "---\n");
    let (front, body) = match (parts.next(), parts.next(), parts.next()) {
        (Some(""), Some(front), Some(body)) => (front, body.to_owned()),
        _ => ("", draft.to_owned()),
    };
    for line in front.lines() {
        match line.split_once(": ") {
            Some(("标题", value)) => report.meta.title = text(value),
            Some(("副标题", value)) => report.meta.subtitle = Some(text(value)),
            Some(("单位", value)) => report.meta.organisation = Some(text(value)),
            Some(("作者", value)) => report.meta.author = Some(text(value)),
            Some(("日期", _)) => {
                report.meta.date = Date::new(2023, 8, 17).map(|date| (date, Span::default()))
            }
            _ => {}
        }
    }
    let (mut numbers, mut closing) = ([0_u32; 5], false);
    for chunk in
        resolved(front, &body).split("\n\n").map(str::trim).filter(|chunk| !chunk.is_empty())
    {
        if chunk == "---" {
            closing = true;
        } else if let Some(level) = heading_level(chunk) {
            let heading = chunk.trim_start_matches('#').trim();
            let heading = heading.split(" {").next().unwrap_or(heading);
            numbers[level] += 1;
            numbers[level + 1..].fill(0);
            let count = numbers[level];
            let number = match level {
                1 => format!("{}、", chinese_number(count)),
                2 => format!("（{}）", chinese_number(count)),
                3 => format!("{count}."),
                _ => format!("（{count}）"),
            };
            let mut section = section(level as u8, &number, heading, Vec::new());
            section.heading.run_in = level > 1 && heading.ends_with('。');
            let mut siblings = &mut report.sections;
            while siblings.last().is_some_and(|last| usize::from(last.level) < level) {
                siblings = &mut siblings.last_mut().unwrap().children;
            }
            siblings.push(section);
        } else if let Some((label, value)) =
            chunk.strip_prefix("[^").and_then(|rest| rest.split_once("]: "))
        {
            for (at, value) in value.split("\n[^").enumerate() {
                let value = value.split_once("]: ").map_or(value, |(_, value)| value);
                let number = label.parse::<u32>().unwrap_or(1) + at as u32;
                report.notes.push(note(number, value));
            }
        } else {
            let block = match chunk.starts_with('|') {
                true => block(BlockKind::Table(read_table(chunk))),
                false => paragraph(chunk),
            };
            let mut blocks = if closing { &mut report.closing } else { &mut report.lead };
            let mut siblings = &mut report.sections;
            if !closing {
                while let Some(last) = siblings.last_mut() {
                    blocks = &mut last.blocks;
                    siblings = &mut last.children;
                }
            }
            blocks.push(block);
        }
    }
    report
}

fn heading_level(chunk: &str) -> Option<usize> {
    let marks = chunk.chars().take_while(|&ch| ch == '#').count();
    (2..=5).contains(&marks).then(|| marks - 1)
}

fn read_table(chunk: &str) -> Table {
    let rows: Vec<Vec<&str>> = chunk
        .lines()
        .filter(|line| !line.contains("---"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    Table { caption: None, number: None, ..table(&rows) }
}
