//! The figures of a report (核数): a table for people, JSON version 1 for programs.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Places, slashed};
use crate::check::{Figure, Tie};
use crate::cjk;
use crate::quantity::{Bound, Scope, Sense};
use crate::report::Report;
use crate::source::Sources;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    title: &'a str,
    figures: Vec<Row<'a>>,
    summary: Counts,
}

#[derive(Serialize)]
struct Row<'a> {
    path: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'a str,
    noun: &'a str,
    value: String,
    unit: Option<&'a str>,
    time: &'a str,
    says: &'static str,
    exact: bool,
    bound: &'static str,
    scope: &'static str,
    heading: &'a str,
    fact: Option<&'a str>,
    tie: &'static str,
}

#[derive(Serialize, Default)]
struct Counts {
    figures: usize,
    from_facts: usize,
    same: usize,
    differ: usize,
    unverified: usize,
}

impl Counts {
    fn of(figures: &[Figure]) -> Self {
        let mut counts = Self { figures: figures.len(), ..Self::default() };
        for figure in figures {
            match figure.tie {
                Tie::Printed(_) => counts.from_facts += 1,
                Tie::Same(_) => counts.same += 1,
                Tie::Differs(_) => counts.differ += 1,
                Tie::None => counts.unverified += 1,
            }
        }
        counts
    }
}

fn says(sense: Sense) -> &'static str {
    match sense {
        Sense::Amount => "amount",
        Sense::From => "from",
        Sense::To => "to",
        Sense::Rise => "rise",
        Sense::Fall => "fall",
        Sense::Share => "share",
        Sense::Name => "name",
    }
}

fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "exact",
        Bound::About => "about",
        Bound::More => "more",
        Bound::Less => "less",
    }
}

fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Plain => "plain",
        Scope::Total => "total",
        Scope::Part => "part",
        Scope::Each => "each",
    }
}

fn tie(tie: Tie) -> &'static str {
    match tie {
        Tie::Printed(_) => "printed",
        Tie::Same(_) => "same",
        Tie::Differs(_) => "differs",
        Tie::None => "none",
    }
}

fn fact(report: &Report, tie: Tie) -> Option<&str> {
    let (Tie::Printed(at) | Tie::Same(at) | Tie::Differs(at)) = tie else { return None };
    report.facts.get(at).map(|fact| fact.name.as_str())
}

/// The figures as one line of JSON. Lines and columns count from 1, columns in characters; `value` is an exact
/// decimal with scales taken in (`1.2万` is `12000`; of `31.7%` it is `31.7`).
///
/// # Errors
/// None in practice: the structs hold nothing that JSON cannot.
pub fn json(
    report: &Report,
    sources: &Sources,
    figures: &[Figure],
) -> Result<String, serde_json::Error> {
    let mut places = Places::new(sources);
    let row = |figure| row(report, sources, figure, &mut places);
    serde_json::to_string(&Document {
        version: 1,
        title: &report.meta.title.value,
        summary: Counts::of(figures),
        figures: figures.iter().map(row).collect(),
    })
}

fn row<'a>(
    report: &'a Report,
    sources: &Sources,
    figure: &'a Figure,
    places: &mut Places<'_>,
) -> Row<'a> {
    let (start, end) = places.positions(figure.span);
    Row {
        path: slashed(sources.path(figure.span.file)),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        text: &figure.text,
        noun: &figure.noun,
        value: figure.value.normalize().to_string(),
        unit: figure.unit.as_deref(),
        time: &figure.time,
        says: says(figure.sense),
        exact: figure.bound == Bound::Exact,
        bound: bound(figure.bound),
        scope: scope(figure.scope),
        heading: &figure.heading,
        fact: fact(report, figure.tie),
        tie: tie(figure.tie),
    }
}

/// The figures as a table: place, figure, what it counts, what is said of it, its time, the fact it matches. A
/// line above each section names it; the last line counts.
#[must_use]
pub fn text(report: &Report, sources: &Sources, figures: &[Figure]) -> String {
    let mut places = Places::new(sources);
    let several = figures
        .iter()
        .any(|one| Some(one.span.file) != figures.first().map(|first| first.span.file));
    let rows: Vec<[String; 6]> = figures
        .iter()
        .map(|figure| {
            let (start, _) = places.positions(figure.span);
            let mut place = format!("{}:{}", start.line, start.column);
            if several {
                place = format!("{}:{place}", slashed(sources.path(figure.span.file)));
            }
            let name = fact(report, figure.tie).unwrap_or_default();
            let matched = match figure.tie {
                Tie::Printed(_) => format!("取自 {name}"),
                Tie::Same(_) => format!("同 {name}"),
                Tie::Differs(_) => format!("与 {name} 不符"),
                Tie::None => "待核".to_owned(),
            };
            [
                place,
                figure.text.clone(),
                figure.noun.clone(),
                said(figure).to_owned(),
                figure.time.clone(),
                matched,
            ]
        })
        .collect();
    let heads = ["位置", "数字", "说的是", "含义", "时间", "数据项"];
    let mut widths = heads.map(width);
    for row in &rows {
        for (most, cell) in widths.iter_mut().zip(row) {
            *most = (*most).max(width(cell).min(WIDEST));
        }
    }
    let mut out = String::new();
    line(&mut out, heads.map(str::to_owned).as_slice(), &widths);
    let mut heading: Option<&str> = None;
    for (row, figure) in rows.iter().zip(figures) {
        if heading != Some(figure.heading.as_str()) {
            heading = Some(&figure.heading);
            let name =
                if figure.heading.is_empty() { "导语和其他" } else { figure.heading.as_str() };
            let _ = writeln!(out, "\n{}", name.replace('\n', ""));
        }
        line(&mut out, row, &widths);
    }
    let counts = Counts::of(figures);
    let _ = writeln!(
        out,
        "\n共 {} 个数字：取自数据项 {} 个，与数据项一致 {} 个，不一致 {} 个，没有数据项可对 {} 个（标“待核”）。",
        counts.figures, counts.from_facts, counts.same, counts.differ, counts.unverified
    );
    out
}

/// Cells wider than this do not widen their column.
const WIDEST: usize = 36;

fn said(figure: &Figure) -> &'static str {
    match (figure.sense, figure.scope) {
        (Sense::From, _) => "原来",
        (Sense::To, _) => "达到",
        (Sense::Rise, _) => "增加",
        (Sense::Fall, _) => "减少",
        (Sense::Share, _) => "占比",
        (_, Scope::Total) => "总数",
        (_, Scope::Part) => "其中",
        (_, Scope::Each) => "各自",
        _ => "",
    }
}

fn width(text: &str) -> usize {
    text.chars().map(cjk::width).sum()
}

fn line(out: &mut String, cells: &[String], widths: &[usize]) {
    let mut row = String::new();
    for (cell, &most) in cells.iter().zip(widths) {
        let cell = cell.replace('\n', " ");
        let gap = most.saturating_sub(width(&cell)) + 2;
        row.push_str(&cell);
        row.push_str(&" ".repeat(gap));
    }
    out.push_str(row.trim_end());
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    #[test]
    fn columns_stand_below_each_other() {
        let figure = |text: &str, noun: &str| Figure {
            span: Span::new(FileId(0), 0, 0),
            text: text.to_owned(),
            noun: noun.to_owned(),
            value: 83.into(),
            unit: Some("名".to_owned()),
            time: String::new(),
            sense: Sense::Amount,
            bound: Bound::Exact,
            scope: Scope::Plain,
            place: crate::check::Place::Paragraph,
            heading: "一、做法".to_owned(),
            tie: Tie::None,
        };
        let figures = [figure("83名", "驻村第一书记"), figure("近1.2万名", "党员")];
        let text = text(&Report::default(), &Sources::new(), &figures);
        let columns: Vec<_> = text
            .lines()
            .filter_map(|line| line.find("待核").map(|at| width(&line[..at])))
            .collect();
        assert_eq!(columns.len(), 3, "{text}");
        assert_eq!(columns[0], columns[1], "{text}");
        assert!(text.contains("没有数据项可对 2 个"), "{text}");
    }
}
