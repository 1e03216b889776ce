//! The shipped examples, whole: sound, built without a warning, and read back from the files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tigang::pipeline::{self, Project};
use tigang::report::{self, Report};
use tigang::workspace::DiskWorld;

use crate::cli::tigang;
use crate::support::{self, below, root};

/// The drafts of the five examples.
pub fn drafts() -> Vec<PathBuf> {
    let found = tigang::workspace::discover(&[root().join("examples")], None);
    assert!(found.problems.is_empty());
    assert_eq!(found.entries.len(), 5);
    found.entries.into_iter().map(|entry| entry.path).collect()
}

fn load(draft: &Path) -> Report {
    let project = Project::load(&DiskWorld, None);
    pipeline::compile(&DiskWorld, &project, draft, true).report
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_whitespace() && *ch != '\u{c}').collect()
}

/// Builds all examples once for a test; returns the folder of the outputs.
fn build() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let examples = root().join("examples");
    let output = folder.path().to_string_lossy().into_owned();
    let ran = tigang(root(), &["build", &examples.to_string_lossy(), "-o", &output]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    assert_eq!(ran.stderr, "", "no warning");
    folder
}

fn outputs(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ext| ext == ending))
        .collect();
    files.sort();
    assert_eq!(files.len(), 5);
    files
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

#[test]
fn examples_are_of_full_length_and_without_a_finding_worth_a_warning() {
    for draft in drafts() {
        let report = load(&draft);
        let mut characters = 0;
        report.each_prose(|inlines| {
            characters += report::plain(inlines).chars().filter(|ch| !ch.is_whitespace()).count();
        });
        assert!((1_500..=6_000).contains(&characters), "{}: {characters}", below(&draft));
    }
    let ran = tigang(root(), &["check", "examples", "--publish", "--format", "json"]);
    let json = ran.json();
    assert_eq!(
        (&json["summary"]["errors"], &json["summary"]["warnings"]),
        (&0.into(), &0.into()),
        "{}",
        ran.stdout
    );
    assert_eq!(json["summary"]["files"], 5);
}

/// Every text of the report that a page prints, in reading order; notes apart.
fn body(report: &Report) -> (String, String) {
    let mut text = String::new();
    let add = |blocks: &[report::Block], text: &mut String| {
        text.push_str(&squeeze(&report::plain_blocks(blocks)));
    };
    add(&report.lead, &mut text);
    report.each_section(|section| {
        text.push_str(section.number.as_deref().unwrap_or_default());
        text.push_str(&squeeze(&report::plain(&section.heading.inlines)));
        add(&section.blocks, &mut text);
    });
    add(&report.closing, &mut text);
    let mut notes = String::new();
    for note in &report.notes {
        add(&note.blocks, &mut notes);
    }
    (text, notes)
}

/// Whether `text` stands in `within`, in order, with other characters between.
fn in_order(text: &str, within: &str) -> Result<(), String> {
    let mut rest = within.chars();
    for (at, ch) in text.chars().enumerate() {
        if !rest.any(|other| other == ch) {
            let before: String = text.chars().skip(at.saturating_sub(20)).take(20).collect();
            return Err(format!("`{ch}` after `{before}` is missing"));
        }
    }
    Ok(())
}

fn counts(text: &str) -> BTreeMap<char, i64> {
    let mut out = BTreeMap::new();
    for ch in text.chars() {
        *out.entry(ch).or_default() += 1;
    }
    out
}

#[test]
fn the_pdf_returns_every_character_of_the_body_in_order() {
    if !support::have("pdftotext") {
        return;
    }
    let folder = build();
    let mut drafts: BTreeMap<String, PathBuf> = BTreeMap::new();
    for draft in drafts_by_name() {
        drafts.insert(draft.0, draft.1);
    }
    for pdf in outputs(folder.path(), "pdf") {
        let report = load(&drafts[&stem(&pdf)]);
        let (text, notes) = body(&report);
        for arguments in [&["-raw"][..], &[]] {
            let output =
                Command::new("pdftotext").args(arguments).arg(&pdf).arg("-").output().unwrap();
            let read = squeeze(&String::from_utf8_lossy(&output.stdout));
            if let Err(why) = in_order(&text, &read) {
                panic!("{} {arguments:?}: {why}", stem(&pdf));
            }
            in_order(&notes, &read).unwrap();
            // Nothing is lost and nothing is doubled: what is left over is head, page numbers, captions'
            // labels, note marks and the contents list, all of which are short.
            let mut left = counts(&read);
            for (ch, count) in counts(&format!("{text}{notes}")) {
                *left.entry(ch).or_default() -= count;
            }
            assert!(left.values().all(|&count| count >= 0), "{}", stem(&pdf));
            let extra: i64 = left.values().sum();
            let mut allowed = 400;
            if report.meta.contents {
                allowed += 400;
            }
            if report.meta.sources_appendix {
                allowed += 60 * report.facts.len();
            }
            let allowed = i64::try_from(allowed).unwrap();
            assert!(extra < allowed, "{}: {extra} characters too many", stem(&pdf));
        }
    }
}

pub fn drafts_by_name() -> Vec<(String, PathBuf)> {
    drafts()
        .into_iter()
        .map(|draft| {
            let folder = draft.file_name().is_some_and(|name| name == "report.yaml");
            let named = if folder { draft.parent().unwrap().to_owned() } else { draft.clone() };
            (stem(&named), draft)
        })
        .collect()
}

#[test]
fn the_pdf_is_sound_and_embeds_only_subsets() {
    let folder = build();
    for pdf in outputs(folder.path(), "pdf") {
        if support::have("qpdf") {
            let output = Command::new("qpdf").arg("--check").arg(&pdf).output().unwrap();
            let said = String::from_utf8_lossy(&output.stdout).into_owned()
                + &String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{}: {said}", stem(&pdf));
            assert!(!said.to_lowercase().contains("warning"), "{said}");
        }
        if support::have("pdffonts") {
            let output = Command::new("pdffonts").arg(&pdf).output().unwrap();
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            let rows: Vec<&str> = said.lines().skip(2).collect();
            assert!(rows.len() >= 3, "{said}");
            for row in rows {
                let words: Vec<&str> = row.split_whitespace().collect();
                assert!(words[0].as_bytes().get(6) == Some(&b'+'), "{row}");
                assert!(row.contains("yes yes yes"), "{row}");
            }
        }
        if support::have("pdfinfo") {
            let output = Command::new("pdfinfo").arg(&pdf).output().unwrap();
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(said.contains("A4"), "{said}");
            assert!(!said.contains("CreationDate:    2026"), "no clock: {said}");
        }
    }
}

#[test]
fn two_builds_give_identical_bytes() {
    let (first, second) = (build(), build());
    for ending in ["html", "pdf"] {
        for (one, two) in outputs(first.path(), ending).iter().zip(outputs(second.path(), ending)) {
            assert!(fs::read(one).unwrap() == fs::read(&two).unwrap(), "{}", stem(one));
        }
    }
}

#[test]
fn the_html_holds_the_whole_text() {
    let folder = build();
    let named: BTreeMap<String, PathBuf> = drafts_by_name().into_iter().collect();
    for html in outputs(folder.path(), "html") {
        let source = fs::read_to_string(&html).unwrap();
        let report = load(&named[&stem(&html)]);
        let (text, notes) = body(&report);
        let read = squeeze(&support::html_text(&source));
        in_order(&text, &read).unwrap_or_else(|why| panic!("{}: {why}", stem(&html)));
        in_order(&notes, &read).unwrap_or_else(|why| panic!("{}: {why}", stem(&html)));
        assert!(!source.contains("http://") || !source.contains("src=\"http"), "self-contained");
    }
}
