//! The argument of a report, 做法 × 成效 × 启示: a table for people, JSON version 1 for programs, a page for both.

use std::fmt::Write as _;

use serde::Serialize;

use super::Places;
use crate::argument::{Cast, Link, Matrix, Point, Practice};
use crate::cjk;
use crate::report::Report;
use crate::source::Sources;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    title: &'a str,
    outline: &'a str,
    roles: Roles<'a>,
    practices: Vec<Row<'a>>,
    results: Vec<Node<'a>>,
    insights: Vec<Founded<'a>>,
    unknown_grounds: Vec<Unknown<'a>>,
}

#[derive(Serialize)]
struct Roles<'a> {
    practice: &'a str,
    result: &'a str,
    insight: &'a str,
}

#[derive(Serialize)]
struct Node<'a> {
    number: Option<&'a str>,
    title: &'a str,
    line: usize,
    figure: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    node: Node<'a>,
    merged: bool,
    supported: bool,
    figured: bool,
    results: Vec<Joined<'a>>,
    insights: Vec<Joined<'a>>,
}

#[derive(Serialize)]
struct Joined<'a> {
    to: usize,
    kind: &'static str,
    terms: &'a [String],
}

#[derive(Serialize)]
struct Founded<'a> {
    #[serde(flatten)]
    node: Node<'a>,
    founded: bool,
}

#[derive(Serialize)]
struct Unknown<'a> {
    ground: &'a str,
    line: usize,
}

fn node<'a>(point: &'a Point, places: &mut Places<'_>) -> Node<'a> {
    Node {
        number: point.number.as_deref(),
        title: &point.title,
        line: places.positions(point.span).0.line,
        figure: point.figure,
    }
}

fn joined(links: &[Link]) -> Vec<Joined<'_>> {
    let kind = |declared| if declared { "declared" } else { "terms" };
    links
        .iter()
        .map(|link| Joined { to: link.to, kind: kind(link.declared), terms: &link.terms })
        .collect()
}

/// The matrix as one line of JSON. A link's `to` is an index of `results` or `insights`.
///
/// # Errors
/// None in practice: the structs hold nothing that JSON cannot.
pub fn json(
    report: &Report,
    sources: &Sources,
    matrix: &Matrix,
    cast: &Cast,
) -> Result<String, serde_json::Error> {
    let mut places = Places::new(sources);
    let row = |practice: &'_ Practice| practice.figured(&matrix.results);
    let mut practices = Vec::with_capacity(matrix.practices.len());
    for practice in &matrix.practices {
        practices.push(Row {
            node: node(&practice.point, &mut places),
            merged: practice.merged,
            supported: practice.supported(),
            figured: row(practice),
            results: joined(&practice.results),
            insights: joined(&practice.insights),
        });
    }
    let results = matrix.results.iter().map(|point| node(point, &mut places)).collect();
    let insights = matrix
        .insights
        .iter()
        .map(|one| Founded { node: node(&one.point, &mut places), founded: one.founded })
        .collect();
    let unknown_grounds = matrix
        .unknown
        .iter()
        .map(|one| Unknown { ground: &one.ground, line: places.positions(one.span).0.line })
        .collect();
    serde_json::to_string(&Document {
        version: 1,
        title: &report.meta.title.value,
        outline: &report.meta.outline.value,
        roles: Roles { practice: &cast.practice, result: &cast.result, insight: &cast.insight },
        practices,
        results,
        insights,
        unknown_grounds,
    })
}

/// A cell: its lines, and whether it is a gap.
struct Cell {
    lines: Vec<String>,
    gap: bool,
}

impl Cell {
    fn of(line: String) -> Self {
        Self { lines: vec![line], gap: false }
    }

    fn gap(line: &str) -> Self {
        Self { lines: vec![line.to_owned()], gap: true }
    }
}

/// The cells of a row: practice, figures, results, insights.
fn cells(practice: &Practice, matrix: &Matrix, cast: &Cast) -> [Cell; 4] {
    let result = |at: usize| matrix.results.get(at);
    let insight = |at: usize| matrix.insights.get(at).map(|one| &one.point);
    let results = if !practice.results.is_empty() {
        Cell {
            lines: practice.results.iter().map(|link| linked(link, result(link.to))).collect(),
            gap: false,
        }
    } else if practice.merged {
        Cell::of(format!("（与{}合写）", cast.practice))
    } else {
        Cell::gap(&format!("没有{}写到", cast.result))
    };
    let insights = if practice.insights.is_empty() {
        Cell::gap(&format!("没有{}由此得出", cast.insight))
    } else {
        Cell {
            lines: practice.insights.iter().map(|link| linked(link, insight(link.to))).collect(),
            gap: false,
        }
    };
    let figures = match (practice.point.figure, practice.figured(&matrix.results)) {
        (true, _) => Cell::of("有".to_owned()),
        (false, true) => Cell::of(format!("见{}", cast.result)),
        (false, false) => Cell::gap("没有"),
    };
    [Cell::of(label(&practice.point)), figures, results, insights]
}

fn label(point: &Point) -> String {
    let number = point.number.as_deref().unwrap_or_default();
    one_line(&format!("{number}{}", point.title))
}

/// `（二）富民产业更加兴旺〔支部领办、合作社〕`.
fn linked(link: &Link, point: Option<&Point>) -> String {
    let label = point.map(label).unwrap_or_default();
    match (link.declared, link.terms.is_empty()) {
        (true, _) => format!("{label}〔注明〕"),
        (false, true) => label,
        (false, false) => format!("{label}〔{}〕", one_line(&link.terms.join("、"))),
    }
}

fn head(cast: &Cast) -> [&str; 4] {
    [&cast.practice, "数据", &cast.result, &cast.insight]
}

/// What is left over below the table: headings and their lines.
fn remarks(matrix: &Matrix, cast: &Cast) -> Vec<(String, Vec<String>)> {
    let mut out = Vec::new();
    let used =
        |at: usize| matrix.practices.iter().any(|one| one.results.iter().any(|link| link.to == at));
    let merged = matrix.practices.iter().any(|one| one.merged);
    let loose: Vec<String> = matrix
        .results
        .iter()
        .enumerate()
        .filter(|&(at, _)| !used(at) && !merged)
        .map(|(_, point)| label(point))
        .collect();
    if !loose.is_empty() {
        out.push((format!("看不出来自哪一条{}的{}", cast.practice, cast.result), loose));
    }
    let unfounded: Vec<String> =
        matrix.insights.iter().filter(|one| !one.founded).map(|one| label(&one.point)).collect();
    if !unfounded.is_empty() {
        out.push((format!("看不出依据的{}", cast.insight), unfounded));
    }
    if !matrix.unknown.is_empty() {
        let grounds = matrix.unknown.iter().map(|one| one_line(&one.ground)).collect();
        out.push(("注明了却没有这个标题的依据".to_owned(), grounds));
    }
    out
}

/// What the marks of the table mean.
const NOTE: &str = "〔注明〕是标题后面写明的依据；〔〕中的词语是两边共有而别处少见的，只供参考。";

/// The matrix as an aligned table, gaps marked with `✗`.
#[must_use]
pub fn text(report: &Report, matrix: &Matrix, cast: &Cast) -> String {
    let mut out = format!(
        "{}：{}、{}、{}对应表\n\n",
        one_line(&report.meta.title.value),
        cast.practice,
        cast.result,
        cast.insight
    );
    if matrix.practices.is_empty() {
        let _ = writeln!(out, "没有找到“{}”部分。", cast.practice);
    } else {
        let rows: Vec<[Vec<String>; 4]> = matrix
            .practices
            .iter()
            .map(|practice| {
                cells(practice, matrix, cast).map(|cell| {
                    let mark = if cell.gap { "✗ " } else { "" };
                    cell.lines.into_iter().map(|line| format!("{mark}{line}")).collect()
                })
            })
            .collect();
        let mut widths = head(cast).map(width);
        for row in &rows {
            for (most, cell) in widths.iter_mut().zip(row) {
                *most = cell.iter().map(|line| width(line)).fold(*most, usize::max);
            }
        }
        line(&mut out, head(cast), &widths);
        let rule = widths.map(|width| "─".repeat(width));
        line(&mut out, [&rule[0], &rule[1], &rule[2], &rule[3]], &widths);
        for row in &rows {
            let height = row.iter().map(Vec::len).max().unwrap_or(0);
            for at in 0..height {
                let cell = |column: &'_ Vec<String>| column.get(at).cloned().unwrap_or_default();
                let cells = [cell(&row[0]), cell(&row[1]), cell(&row[2]), cell(&row[3])];
                line(&mut out, [&cells[0], &cells[1], &cells[2], &cells[3]], &widths);
            }
        }
    }
    for (what, lines) in remarks(matrix, cast) {
        let _ = writeln!(out, "\n{what}：");
        for line in lines {
            let _ = writeln!(out, "  ✗ {line}");
        }
    }
    if !matrix.practices.is_empty() {
        let _ = writeln!(out, "\n{NOTE}");
    }
    out
}

fn line(out: &mut String, cells: [&str; 4], widths: &[usize; 4]) {
    let mut row = String::new();
    for (cell, most) in cells.iter().zip(widths) {
        row.push_str(cell);
        row.push_str(&" ".repeat(most.saturating_sub(width(cell)) + 2));
    }
    out.push_str(row.trim_end());
    out.push('\n');
}

fn width(text: &str) -> usize {
    text.chars().map(cjk::width).sum()
}

/// Text on one line, without control characters.
fn one_line(text: &str) -> String {
    text.chars().map(|ch| if ch.is_control() { ' ' } else { ch }).collect()
}

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1f2328;--paper:#fff;--rule:#c9ced6;--head:#f3f5f8;--gap:#a4262c;--gapbg:#fdf1f1;--soft:#5b6470}
@media(prefers-color-scheme:dark){:root{--ink:#e4e7eb;--paper:#16191d;--rule:#3a414b;--head:#20252b;--gap:#ff9a9a;--gapbg:#33191b;--soft:#a3acb8}}
body{margin:2rem auto;max-width:72rem;padding:0 1rem;color:var(--ink);background:var(--paper);\
font:16px/1.7 \"Noto Sans SC\",\"Microsoft YaHei\",\"PingFang SC\",sans-serif}
h1{font-size:1.3rem}h2{font-size:1.05rem;margin-top:2rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{border:1px solid var(--rule);padding:.5rem .7rem;text-align:left;vertical-align:top}
thead th{background:var(--head)}td p{margin:0 0 .3rem}td p:last-child{margin:0}
.gap{color:var(--gap);background:var(--gapbg)}.why,.note{color:var(--soft);font-size:.88em}
";

/// The matrix as a page of its own: no script, no other file.
#[must_use]
pub fn html(report: &Report, matrix: &Matrix, cast: &Cast) -> String {
    let title = escape(&one_line(&report.meta.title.value));
    let caption = escape(&format!("{}、{}、{}对应表", cast.practice, cast.result, cast.insight));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}：{caption}</title>\n\
<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    );
    if matrix.practices.is_empty() {
        let _ = writeln!(out, "<p class=\"gap\">没有找到“{}”部分。</p>", escape(&cast.practice));
    } else {
        let _ =
            writeln!(out, "<div class=\"wide\"><table>\n<caption>{caption}</caption>\n<thead><tr>");
        for name in head(cast) {
            let _ = writeln!(out, "<th scope=\"col\">{}</th>", escape(name));
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for practice in &matrix.practices {
            out.push_str("<tr>");
            for (at, cell) in cells(practice, matrix, cast).into_iter().enumerate() {
                let tag = if at == 0 { "th scope=\"row\"" } else { "td" };
                let class = if cell.gap { " class=\"gap\"" } else { "" };
                let _ = write!(out, "<{tag}{class}>");
                for line in cell.lines {
                    let line = escape(&line).replacen('〔', "<span class=\"why\">〔", 1);
                    let close = if line.contains("<span") { "</span>" } else { "" };
                    let mark = if cell.gap { "✗ " } else { "" };
                    let _ = match at {
                        0 => write!(out, "{mark}{line}{close}"),
                        _ => write!(out, "<p>{mark}{line}{close}</p>"),
                    };
                }
                out.push_str(if at == 0 { "</th>" } else { "</td>" });
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table></div>\n");
    }
    for (what, lines) in remarks(matrix, cast) {
        let _ = writeln!(out, "<h2>{}</h2>\n<ul>", escape(&what));
        for line in lines {
            let _ = writeln!(out, "<li class=\"gap\">{}</li>", escape(&line));
        }
        out.push_str("</ul>\n");
    }
    if !matrix.practices.is_empty() {
        let _ = writeln!(out, "<p class=\"note\">{NOTE}</p>");
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(ch),
        }
    }
    out
}
