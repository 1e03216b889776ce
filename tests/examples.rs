//! The shipped examples, whole: sound, built without a warning, and read back from the files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rust_decimal::Decimal;
use tigang::pipeline::{self, Project};
use tigang::report::{self, Block, BlockKind, Form, Official, Report, Section, Table, Text};
use tigang::workspace::DiskWorld;

use crate::cli::tigang;
use crate::support::{self, below, root};

/// The examples by name, and how many characters each has at least and at most.
const EXAMPLES: [(&str, usize, usize); 11] = [
    ("乡村夜校新闻通讯", 1_500, 6_000),
    ("党建引领乡村振兴", 1_500, 6_000),
    ("基层治理情况报告", 1_500, 6_000),
    ("特色产业调研报告", 1_500, 6_000),
    ("研讨发言", 1_500, 6_000),
    ("公文-通知", 4_000, 6_000),
    ("公文-请示", 1_200, 2_500),
    ("公文-函", 900, 2_000),
    ("公文-会议纪要", 2_000, 4_000),
    ("公文-简报", 2_500, 4_000),
    ("年度工作总结", 14_000, 20_000),
];

/// The drafts of the examples.
pub fn drafts() -> Vec<PathBuf> {
    let found = tigang::workspace::discover(&[root().join("examples")], None);
    assert!(found.problems.is_empty());
    assert_eq!(found.entries.len(), EXAMPLES.len());
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
    assert_eq!(files.len(), EXAMPLES.len());
    files
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

#[test]
fn examples_are_of_full_length_and_without_a_finding_worth_a_warning() {
    let mut drafts: BTreeMap<String, PathBuf> = drafts_by_name().into_iter().collect();
    for (name, least, most) in EXAMPLES {
        let draft = drafts.remove(name).unwrap_or_else(|| panic!("{name} is not there"));
        let report = load(&draft);
        let mut characters = 0;
        report.each_prose(|inlines| {
            characters += report::plain(inlines).chars().filter(|ch| !ch.is_whitespace()).count();
        });
        assert!((least..=most).contains(&characters), "{}: {characters}", below(&draft));
    }
    let ran = tigang(root(), &["check", "examples", "--publish", "--format", "json"]);
    let json = ran.json();
    assert_eq!(
        (&json["summary"]["errors"], &json["summary"]["warnings"]),
        (&0.into(), &0.into()),
        "{}",
        ran.stdout
    );
    assert_eq!(json["summary"]["files"], EXAMPLES.len());
}

/// Every text of the report that a page prints, in reading order; notes apart. Tables where `wanted`.
fn body(report: &Report, wanted: bool) -> (String, String) {
    let mut text = String::new();
    let add = |blocks: &[Block], text: &mut String| {
        for block in blocks {
            if wanted || !matches!(block.kind, BlockKind::Table(_)) {
                text.push_str(&squeeze(&report::plain_blocks(std::slice::from_ref(block))));
            }
        }
    };
    let part = |section: &Section, text: &mut String| {
        text.push_str(section.number.as_deref().unwrap_or_default());
        text.push_str(&squeeze(&report::plain(&section.heading.inlines)));
        add(&section.blocks, text);
    };
    add(&report.lead, &mut text);
    report.each_section(|section| part(section, &mut text));
    add(&report.closing, &mut text);
    for attachment in &report.attachments {
        add(&attachment.lead, &mut text);
        attachment.each_section(|section| part(section, &mut text));
        add(&attachment.closing, &mut text);
    }
    let mut notes = String::new();
    for note in &report.notes {
        add(&note.blocks, &mut notes);
    }
    (text, notes)
}

/// What header and end matter print as it is written: everything but the dates.
fn elements(official: &Official) -> Vec<String> {
    let lists: [&[Text]; 7] = [
        &official.marks,
        &official.addressees,
        &official.signers,
        &official.present,
        &official.excused,
        &official.observers,
        &official.copies_to,
    ];
    let singles = [
        &official.copy_number,
        &official.secrecy,
        &official.urgency,
        &official.number,
        &official.issue,
        &official.note,
        &official.printed_by,
    ];
    let texts = lists.into_iter().flatten().chain(singles.into_iter().flatten());
    let names = official.attachments.iter().map(|attachment| &attachment.name);
    texts.chain(names).map(|text| squeeze(&text.value)).collect()
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
    let drafts: BTreeMap<String, PathBuf> = drafts_by_name().into_iter().collect();
    for pdf in outputs(folder.path(), "pdf") {
        let report = load(&drafts[&stem(&pdf)]);
        let (text, notes) = body(&report, true);
        // Without `-raw` poppler guesses columns, and reads cells of several lines as it finds them.
        let (prose, _) = body(&report, false);
        for (arguments, ordered) in [(&["-raw"][..], &text), (&[], &prose)] {
            let output =
                Command::new("pdftotext").args(arguments).arg(&pdf).arg("-").output().unwrap();
            let read = squeeze(&String::from_utf8_lossy(&output.stdout));
            if let Err(why) = in_order(ordered, &read) {
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
            // A heading in the contents list has its leader and its page.
            if report.meta.contents {
                report.each_section(|section| {
                    allowed += report::inline_characters(&section.heading.inlines) + 40;
                });
            }
            if let Some(official) = &report.meta.official {
                allowed +=
                    elements(official).iter().map(|text| text.chars().count() + 4).sum::<usize>();
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
        let (text, notes) = body(&report, true);
        let read = squeeze(&support::html_text(&source));
        in_order(&text, &read).unwrap_or_else(|why| panic!("{}: {why}", stem(&html)));
        in_order(&notes, &read).unwrap_or_else(|why| panic!("{}: {why}", stem(&html)));
        assert!(!source.contains("http://") || !source.contains("src=\"http"), "self-contained");
    }
}

#[test]
fn official_documents_print_their_header_and_end_matter() {
    let folder = build();
    let mut forms = Vec::new();
    for (name, draft) in drafts_by_name() {
        let report = load(&draft);
        let Some(official) = &report.meta.official else { continue };
        forms.push(official.form);
        let path = folder.path().join(&name);
        let html = fs::read_to_string(path.with_extension("html")).unwrap();
        let mut outputs = vec![("html", squeeze(&support::html_text(&html)))];
        if support::have("pdftotext") {
            let pdf = path.with_extension("pdf");
            let output = Command::new("pdftotext").arg("-raw").arg(&pdf).arg("-").output().unwrap();
            outputs.push(("pdf", squeeze(&String::from_utf8_lossy(&output.stdout))));
        }
        let printed = official.printed_on.map(|(date, _)| format!("{}印发", date.chinese()));
        for (kind, read) in outputs {
            for text in elements(official).into_iter().chain(printed.clone()) {
                in_order(&text, &read).unwrap_or_else(|why| panic!("{name}.{kind}: {text}: {why}"));
            }
        }
    }
    for form in [Form::Document, Form::Letter, Form::Minutes, Form::Bulletin] {
        assert!(forms.contains(&form), "no example of {form:?}");
    }
}

/// Calls `visit` for all blocks, those of lists and quotations as well, with how deep lists nest.
fn each_block(blocks: &[Block], depth: usize, visit: &mut dyn FnMut(&Block, usize)) {
    for block in blocks {
        visit(block, depth);
        match &block.kind {
            BlockKind::Quote(inside) => each_block(inside, depth, visit),
            BlockKind::List { items, .. } => {
                items.iter().for_each(|item| each_block(&item.blocks, depth + 1, visit));
            }
            _ => {}
        }
    }
}

fn everything(report: &Report, visit: &mut dyn FnMut(&Block, usize)) {
    each_block(&report.lead, 0, visit);
    report.each_section(|section| each_block(&section.blocks, 0, visit));
    each_block(&report.closing, 0, visit);
}

/// The columns of a table whose last row is 合计 and does not give their sum. Averages have none.
fn wrong_sums(table: &Table) -> Vec<String> {
    let text = |row: &[report::Cell], column: usize| {
        row.get(column).map(|cell| report::plain(&cell.inlines)).unwrap_or_default()
    };
    let Some((total, rows)) = table.rows.split_last() else { return Vec::new() };
    if !(0..2).any(|column| text(total, column) == "合计") {
        return Vec::new();
    }
    let mut wrong = Vec::new();
    for column in 0..table.head.len() {
        let head = text(&table.head, column);
        let number = |row: &Vec<report::Cell>| text(row, column).parse::<Decimal>().ok();
        let Some(sum) = number(total).filter(|_| !head.contains("平均")) else { continue };
        let parts: Option<Vec<Decimal>> = rows.iter().map(number).collect();
        let found: Decimal = parts.unwrap_or_default().iter().sum();
        if found != sum {
            wrong.push(format!("{head}: {found}, not {sum}"));
        }
    }
    wrong
}

#[test]
fn tables_add_up() {
    let mut totals = 0;
    for (name, draft) in drafts_by_name() {
        everything(&load(&draft), &mut |block, _| {
            let BlockKind::Table(table) = &block.kind else { return };
            assert_eq!(wrong_sums(table), Vec::<String>::new(), "{name}");
            totals +=
                usize::from(table.rows.last().is_some_and(|row| {
                    row.iter().any(|cell| report::plain(&cell.inlines) == "合计")
                }));
        });
    }
    assert!(totals >= 8, "{totals}");
}

#[test]
fn the_long_report_has_all_that_a_page_must_cope_with() {
    let report = load(&root().join("examples/年度工作总结/report.yaml"));
    assert!(report.meta.contents);
    assert!(report.notes.len() >= 8, "{}", report.notes.len());
    let longest = report.notes.iter().map(|note| report::characters(&note.blocks)).max();
    assert!(longest >= Some(200), "a note of many lines: {longest:?}");
    let (mut widest, mut most, mut tables, mut figures, mut quotes, mut deepest) =
        (0, 0, 0, 0, 0, 0);
    everything(&report, &mut |block, depth| match &block.kind {
        BlockKind::Table(table) => {
            assert!(table.caption.is_some() && table.number.is_some());
            tables += 1;
            widest = widest.max(table.head.len());
            most = most.max(table.rows.len());
        }
        BlockKind::Figure(figure) => {
            assert!(figure.asset.is_ok() && !figure.alternative.is_empty());
            figures += 1;
        }
        BlockKind::Quote(_) => quotes += 1,
        BlockKind::List { .. } => deepest = deepest.max(depth + 1),
        BlockKind::Code { .. } => panic!("code in a report"),
        BlockKind::Paragraph(_) | BlockKind::Break => {}
    });
    assert!(tables >= 6 && widest >= 9 && most >= 28, "{tables} {widest} {most}");
    assert!(figures >= 1 && quotes >= 1 && deepest >= 2, "{figures} {quotes} {deepest}");
}
