//! The text that readers take out of the PDF: exact, in order, and the report's own.

use std::process::Command;

use tigang::report::{self, Report};

use super::reader::{Glyph, Page, Rule};
use super::{MM, Sample, examples};
use crate::support;

fn unspaced(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_whitespace() && *ch != '\u{c}').collect()
}

/// What stands on all pages in the order of the content, page numbers included.
fn shown(sample: &Sample) -> String {
    let glyphs = sample.pdf.pages.iter().flat_map(|page| &page.glyphs);
    unspaced(&glyphs.map(|glyph| glyph.text.as_str()).collect::<String>())
}

/// Where two texts part.
fn parting(one: &str, other: &str) -> Option<String> {
    if one == other {
        return None;
    }
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let part = |text: &str| text.chars().skip(same.saturating_sub(12)).take(30).collect::<String>();
    Some(format!("`{}`, not `{}`", part(one), part(other)))
}

/// Runs a program on every example's PDF; its output has the text of all pages in order.
fn extracts(program: &str, arguments: &dyn Fn(&str) -> Vec<String>) {
    if !support::have(program) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for sample in examples() {
        let path = folder.path().join("a.pdf");
        std::fs::write(&path, &sample.bytes).unwrap();
        let arguments = arguments(&path.to_string_lossy());
        let output = Command::new(program).args(&arguments).output().unwrap();
        assert!(output.status.success(), "{program} on {}", sample.name);
        let read = unspaced(&String::from_utf8_lossy(&output.stdout));
        if let Some(parting) = parting(&read, &shown(sample)) {
            panic!("{program} on {}: {parting}", sample.name);
        }
    }
}

#[test]
fn poppler_extracts_the_exact_text() {
    extracts("pdftotext", &|path| ["-raw", path, "-"].map(str::to_owned).to_vec());
}

#[test]
fn mupdf_extracts_the_exact_text() {
    extracts("mutool", &|path| ["draw", "-q", "-F", "txt", path].map(str::to_owned).to_vec());
}

/// The report's paragraphs, headings, cells and captions in reading order.
fn written(report: &Report) -> Vec<String> {
    let mut out = Vec::new();
    let mut add = |inlines: &[report::Inline]| {
        for part in report::plain(inlines).split('\n') {
            out.push(unspaced(part));
        }
    };
    report::each_prose(&report.lead, &mut add);
    report.each_section(|section| {
        add(&section.heading.inlines);
        report::each_prose(&section.blocks, &mut add);
    });
    report::each_prose(&report.closing, &mut add);
    out
}

/// The text proper of a page: notes and their raised signs left out, so that paragraphs that cross pages are
/// whole.
fn without_notes(page: &Page) -> String {
    let sign = |ch: char| ('\u{2460}'..='\u{24ff}').contains(&ch);
    // Notes stand below a short rule.
    let short = |rule: &&Rule| (rule.width - 40.0 * MM).abs() < 0.5 && rule.height < 1.0;
    let foot = page.rules.iter().find(short).map_or(f64::INFINITY, |rule| rule.y);
    let proper = |glyph: &&Glyph| {
        !glyph.artifact && glyph.y < foot && !(glyph.size < 11.0 && sign(glyph.ch()))
    };
    page.glyphs.iter().filter(proper).map(|glyph| glyph.text.as_str()).collect()
}

#[test]
fn every_paragraph_of_the_report_is_there_whole_and_in_order() {
    for sample in examples() {
        let text: String = sample.pdf.pages.iter().map(without_notes).collect();
        let text = unspaced(&text);
        let mut rest = text.as_str();
        let report = &sample.compiled.report;
        // The contents list has the headings too: the text begins after it.
        let title = unspaced(&report.meta.title.value);
        assert!(text.starts_with(&title) || report.meta.official.is_some(), "{}", sample.name);
        for paragraph in written(report) {
            let Some(at) = rest.find(&paragraph) else {
                let seen: String = rest.chars().take(60).collect();
                panic!("{}: `{paragraph}` is not after `{seen}`", sample.name);
            };
            rest = &rest[at + paragraph.len()..];
        }
        for note in &report.notes {
            let all: String = sample.pdf.pages.iter().map(Page::text).collect();
            let note = unspaced(&report::plain_blocks(&note.blocks));
            assert!(unspaced(&all).contains(&note), "{}: `{note}`", sample.name);
        }
    }
}
