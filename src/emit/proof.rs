//! The proof of a layout: a report for people, JSON version 1 for programs.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Places, slashed};
use crate::cjk;
use crate::fonts::Origin;
use crate::proof::{LineProof, Proof, Remark, RemarkKind, Verdict};
use crate::source::{Sources, Span};
use crate::standard::Strength;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    readable: bool,
    pages: Vec<Page<'a>>,
    figures: Vec<Figure>,
    faces: Vec<Face<'a>>,
    remarks: Vec<Note<'a>>,
}

#[derive(Serialize)]
struct Page<'a> {
    number: usize,
    printed: Option<u32>,
    turned: bool,
    lines: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    characters: u32,
    x_mm: f64,
    y_mm: f64,
    width_mm: f64,
    full: bool,
    source_file: Option<String>,
    source_line: Option<usize>,
}

#[derive(Serialize)]
struct Figure {
    id: &'static str,
    name: &'static str,
    clause: &'static str,
    strength: &'static str,
    unit: &'static str,
    expected: f64,
    measured: f64,
    theme: Option<f64>,
    ok: bool,
}

#[derive(Serialize)]
struct Face<'a> {
    role: &'static str,
    name: &'a str,
    instead_of: Option<&'a str>,
    origin: String,
    characters: usize,
}

#[derive(Serialize)]
struct Note<'a> {
    kind: &'static str,
    page: usize,
    text: &'a str,
    amount: f64,
    source_file: Option<String>,
    source_line: Option<usize>,
}

/// A length with three decimals.
fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// File and line of a span of the draft.
struct Finder<'a> {
    sources: &'a Sources,
    places: Places<'a>,
}

impl<'a> Finder<'a> {
    fn new(sources: &'a Sources) -> Self {
        Self { sources, places: Places::new(sources) }
    }

    fn find(&mut self, span: Span) -> Option<(String, usize)> {
        if span.is_empty() {
            return None;
        }
        let file = self.sources.get(span.file)?;
        Some((slashed(&file.path), self.places.positions(span).0.line))
    }
}

fn english(strength: Strength) -> &'static str {
    match strength {
        Strength::Shall => "shall",
        Strength::Normally => "normally",
        Strength::Recommended => "recommended",
        Strength::May => "may",
        Strength::Practice => "practice",
    }
}

fn origin(origin: &Origin) -> String {
    match origin {
        Origin::Embedded(_) => "embedded".to_owned(),
        Origin::File(path) | Origin::Machine(path) => slashed(path),
    }
}

/// The proof as one line of JSON. Lengths are in mm from the page's top left corner, `y_mm` is the baseline;
/// `source_line` is `null` for what is no text of the draft.
///
/// # Errors
/// None in practice: the structs hold nothing that JSON cannot.
pub fn json(proof: &Proof, sources: &Sources) -> Result<String, serde_json::Error> {
    // Whatever can be read has a page at least.
    let readable = !proof.pages.is_empty();
    let mut finder = Finder::new(sources);
    let mut line = |line: &'_ LineProof| -> (Option<String>, Option<usize>) {
        finder.find(line.span).map_or((None, None), |(file, line)| (Some(file), Some(line)))
    };
    let pages = proof
        .pages
        .iter()
        .map(|page| Page {
            number: page.number,
            printed: page.printed,
            turned: page.turned,
            lines: page
                .lines
                .iter()
                .map(|one| {
                    let (source_file, source_line) = line(one);
                    Line {
                        text: &one.text,
                        characters: one.characters,
                        x_mm: round(one.x),
                        y_mm: round(one.y),
                        width_mm: round(one.width),
                        full: one.full,
                        source_file,
                        source_line,
                    }
                })
                .collect(),
        })
        .collect();
    let figures = proof.figures.iter().map(figure).collect();
    let faces = proof
        .faces
        .iter()
        .map(|face| Face {
            role: face.role.chinese(),
            name: &face.name,
            instead_of: face.instead_of.as_deref(),
            origin: origin(&face.origin),
            characters: face.characters,
        })
        .collect();
    let mut finder = Finder::new(sources);
    let remarks = proof
        .remarks
        .iter()
        .map(|remark| {
            let place = finder.find(remark.span);
            Note {
                kind: remark.kind.english(),
                page: remark.page,
                text: &remark.text,
                amount: round(remark.amount),
                source_file: place.as_ref().map(|(file, _)| file.clone()),
                source_line: place.map(|(_, line)| line),
            }
        })
        .collect();
    let document = Document { version: 1, readable, pages, figures, faces, remarks };
    Ok(serde_json::to_string(&document)? + "\n")
}

fn figure(verdict: &Verdict) -> Figure {
    let figure = verdict.figure;
    Figure {
        id: figure.id,
        name: figure.name,
        clause: figure.clause,
        strength: english(figure.strength),
        unit: match figure.unit {
            crate::standard::Unit::Mm => "mm",
            crate::standard::Unit::Pt => "pt",
            crate::standard::Unit::Lines => "lines",
            crate::standard::Unit::Cells => "characters",
        },
        expected: figure.value,
        measured: round(verdict.measured),
        theme: verdict.theme,
        ok: verdict.ok,
    }
}

/// The proof for people: pages, figures, faces, remarks; with `lines` every line too.
#[must_use]
pub fn text(proof: &Proof, sources: &Sources, lines: bool) -> String {
    let mut out = String::new();
    let mut finder = Finder::new(sources);
    pages(&mut out, proof, &mut finder, lines);
    figures(&mut out, proof);
    faces(&mut out, proof);
    remarks(&mut out, proof, &mut finder);
    let off = proof.unexplained().count();
    let asked = proof.figures.iter().filter(|verdict| !verdict.ok).count() - off;
    let _ = write!(out, "\n共{}页，实测{}项", proof.pages.len(), proof.figures.len());
    match (off, asked) {
        (0, 0) => out.push_str("，全部相符"),
        _ => {
            let _ = write!(out, "，不符{off}项，按版面设置改动{asked}项");
        }
    }
    let _ = writeln!(out, "；需留意{}处。", proof.remarks.len());
    out
}

fn pages(out: &mut String, proof: &Proof, finder: &mut Finder<'_>, lines: bool) {
    let _ = writeln!(out, "页面");
    for page in &proof.pages {
        let printed =
            page.printed.map_or_else(|| "无页码".to_owned(), |number| format!("页码{number}"));
        let turned = if page.turned { "，横排" } else { "" };
        let full: Vec<u32> =
            page.lines.iter().filter(|line| line.full).map(|line| line.characters).collect();
        let _ = write!(
            out,
            "  第{}页（{printed}{turned}）：版心内文字{}行",
            page.number, page.grid_lines
        );
        if let (Some(least), Some(most)) = (full.iter().min(), full.iter().max()) {
            let _ = write!(out, "，满行每行{least}—{most}字");
        }
        out.push('\n');
        for line in page.lines.iter().filter(|_| lines) {
            let place =
                finder.find(line.span).map_or_else(String::new, |(_, at)| format!("第{at}行"));
            let _ = writeln!(
                out,
                "    {:>6.1} {:>6.1} {:>6.1}毫米 {:>3}字{} {}  {}",
                line.x,
                line.y,
                line.width,
                line.characters,
                if line.full { "‖" } else { " " },
                pad(&place, 8),
                one_line(&line.text)
            );
        }
    }
}

fn figures(out: &mut String, proof: &Proof) {
    let _ = writeln!(out, "\n数值（GB/T 9704—2012）");
    for verdict in &proof.figures {
        let figure = verdict.figure;
        let sign = match (verdict.ok, verdict.explained()) {
            (true, _) => "符合",
            (false, true) => "改动",
            (false, false) => "不符",
        };
        let unit = figure.unit.chinese();
        let clause =
            if figure.clause == "—" { String::new() } else { format!("{} ", figure.clause) };
        let _ = write!(
            out,
            "  {sign}  {}{} 标准{}",
            pad(figure.name, 14),
            pad(&format!("实测{}{unit}", shown(verdict.measured)), 16),
            pad(&format!("{}{unit}", shown(figure.value)), 10),
        );
        let _ = write!(out, " （{clause}{}）", figure.strength.chinese());
        if let (false, true, Some(value)) = (verdict.ok, verdict.explained(), verdict.theme) {
            let _ = write!(out, "，版面设置为{}{unit}", shown(value));
        }
        out.push('\n');
    }
}

fn faces(out: &mut String, proof: &Proof) {
    let _ = writeln!(out, "\n字体");
    for face in proof.faces.iter().filter(|face| face.characters > 0) {
        let from = match &face.origin {
            Origin::File(path) | Origin::Machine(path) => format!("，{}", slashed(path)),
            Origin::Embedded(_) => String::new(),
        };
        let instead = match &face.instead_of {
            Some(wanted) => format!(" 代 {wanted}"),
            None => String::new(),
        };
        let (role, origin) = (face.role.chinese(), face.origin.chinese());
        let _ = writeln!(
            out,
            "  {role}：{}{instead}（{origin}{from}），{}字",
            face.name, face.characters
        );
    }
}

fn remarks(out: &mut String, proof: &Proof, finder: &mut Finder<'_>) {
    if proof.remarks.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n留意");
    for remark in &proof.remarks {
        let place = match finder.find(remark.span) {
            Some((file, line)) => format!("（{file} 第{line}行）"),
            None => String::new(),
        };
        let _ = writeln!(out, "  第{}页：{}{place}", remark.page, said(remark));
    }
}

fn said(remark: &Remark) -> String {
    let text = one_line(&remark.text);
    match remark.kind {
        RemarkKind::LonelyCharacter => format!("段末一行只有一个字：“{text}”"),
        RemarkKind::LooseLine => {
            format!("这一行排得较松，字间加了{:.2}字：“{text}”", remark.amount)
        }
        RemarkKind::HeadingAtEnd => format!("标题落在页末：“{text}”"),
        RemarkKind::LineStart => format!("行首是不能放在行首的标点：“{text}”"),
        RemarkKind::LineEnd => format!("行末是不能放在行末的标点：“{text}”"),
        RemarkKind::Overfull => format!("这一行超出版心{:.1}毫米：“{text}”", remark.amount),
        RemarkKind::MissingGlyph => format!("没有一种字体有这些字：“{text}”，请换用本机字体或改写"),
        RemarkKind::NoBodyOnFirstPage => {
            "首页没有显示正文（7.3.3 规定），请精简版头、标题或主送机关".to_owned()
        }
    }
}

/// A number without needless decimals.
fn shown(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Text filled up with blanks to a width in columns.
fn pad(text: &str, width: usize) -> String {
    let have: usize = text.chars().map(cjk::width).sum();
    format!("{text}{}", " ".repeat(width.saturating_sub(have)))
}

/// Text on one line, without control characters.
fn one_line(text: &str) -> String {
    text.chars().map(|ch| if ch.is_control() { ' ' } else { ch }).collect()
}
