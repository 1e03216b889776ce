//! Proofs of small reports: what is measured, what is remarked on.

use std::path::Path;

use super::{Proof, RemarkKind, proof};
use crate::fonts::Fonts;
use crate::outline::Outlines;
use crate::parse::parse;
use crate::source::MemoryWorld;
use crate::standard::Setup;
use crate::typeset::{Frames, Item, Options, Part, typeset};

const SENTENCE: &str = "县委坚持以党建引领乡村振兴，把资源力量向基层倾斜，推动各项任务落细落实。";

fn frames(draft: &str, setup: &Setup) -> Frames {
    let world = MemoryWorld::new().with("稿.md", draft);
    let report = parse(&world, Path::new("稿.md"), &Outlines::builtin()).report;
    let options = Options { draft: false, setup: setup.clone() };
    typeset(&report, &Fonts::embedded(), &options)
}

fn of(draft: &str, setup: &Setup) -> Proof {
    proof(&frames(draft, setup), &Fonts::embedded(), setup)
}

/// A report of a few pages.
fn plain() -> String {
    let mut draft = String::from(
        "---\n标题: 示例县抓党建促乡村振兴情况报告\n提纲: 自定\n单位: 示例县委\n日期: 2023-08-17\n---\n\n",
    );
    for section in 0..4 {
        draft.push_str(&format!("## 第{section}件大事\n\n"));
        for length in 1..9 {
            draft.push_str(&SENTENCE.repeat(length));
            draft.push_str("中\n\n");
        }
    }
    draft
}

fn measured(proof: &Proof, id: &str) -> f64 {
    let found = proof.figures.iter().find(|verdict| verdict.figure.id == id);
    found.unwrap_or_else(|| panic!("{id} is not measured")).measured
}

#[test]
fn the_grid_is_found_in_the_lines() {
    let proof = of(&plain(), &Setup::default());
    assert!(proof.pages.len() > 4);
    for (id, value) in [
        ("paper-width", 210.0),
        ("top-margin", 37.0),
        ("left-margin", 28.0),
        ("area-width", 156.0),
        ("area-height", 225.0),
        ("columns", 28.0),
        ("lines", 22.0),
        ("indent", 2.0),
        ("folio-gap", 7.0),
        ("folio-inset", 1.0),
    ] {
        assert!((measured(&proof, id) - value).abs() < 0.06, "{id}: {}", measured(&proof, id));
    }
    assert_eq!(proof.unexplained().count(), 0);
    assert!(proof.remarks.is_empty(), "{:?}", proof.remarks);
    let page = &proof.pages[1];
    assert_eq!((page.number, page.printed, page.grid_lines), (2, Some(2), 22));
    // A line answers to its place in the draft.
    let text = plain();
    let line = page.lines.iter().find(|line| line.full).unwrap();
    let at = &text[line.span.start as usize..];
    assert_eq!(at.chars().next(), line.text.chars().next());
}

#[test]
fn what_a_theme_asks_for_is_a_deviation_that_is_explained() {
    let setup = Setup { lines: 20.0, columns: 26.0, left: 30.0, ..Setup::default() };
    let proof = of(&plain(), &setup);
    let off: Vec<(&str, f64, bool)> = proof
        .figures
        .iter()
        .filter(|verdict| !verdict.ok)
        .map(|verdict| (verdict.figure.id, verdict.measured.round(), verdict.explained()))
        .collect();
    assert_eq!(off, [("left-margin", 30.0, true), ("columns", 26.0, true), ("lines", 20.0, true)]);
}

#[test]
fn a_layout_that_is_off_is_found_out() {
    let mut frames = frames(&plain(), &Setup::default());
    for page in &mut frames.pages {
        for line in page.lines.iter_mut().filter(|line| line.part == Part::Body) {
            line.x += 6.0;
            line.y *= 1.01;
        }
        for item in &mut page.items {
            if let Item::Text(run) = item
                && run.artifact
            {
                run.y += 5.0;
            }
        }
    }
    let proof = proof(&frames, &Fonts::embedded(), &Setup::default());
    let off: Vec<&str> = proof.unexplained().map(|verdict| verdict.figure.id).collect();
    for id in ["left-margin", "area-height", "folio-gap"] {
        assert!(off.contains(&id), "{id} not in {off:?}");
    }
}

#[test]
fn what_a_compositor_would_mark_is_remarked_on() {
    let mut frames = frames(&plain(), &Setup::default());
    let page = &mut frames.pages[1];
    let full: Vec<usize> = (0..page.lines.len() - 1)
        .filter(|&at| page.lines[at].full && page.lines[at + 1].full)
        .collect();
    page.lines[full[0]].stretch = 0.3;
    page.lines[full[0]].text.push('“');
    page.lines[full[0] + 1].text.insert(0, '，');
    page.lines[full[1] + 1].full = false;
    page.lines[full[1] + 1].text = "国。".to_owned();
    page.lines.last_mut().unwrap().part = Part::Heading(1);
    let proof = proof(&frames, &Fonts::embedded(), &Setup::default());
    let kinds: Vec<RemarkKind> = proof.remarks.iter().map(|remark| remark.kind).collect();
    for kind in [
        RemarkKind::LooseLine,
        RemarkKind::LineStart,
        RemarkKind::LineEnd,
        RemarkKind::LonelyCharacter,
        RemarkKind::HeadingAtEnd,
    ] {
        assert!(kinds.contains(&kind), "{kind:?} not in {kinds:?}");
    }
    assert!(proof.remarks.iter().all(|remark| remark.page == 2));
}

#[test]
fn a_character_that_no_face_has_is_told() {
    let draft = "---\n标题: 试\n提纲: 自定\n---\n\n村里装了🛰设备，群众满意。\n";
    let proof = of(draft, &Setup::default());
    let [remark] = proof.remarks.as_slice() else { panic!("{:?}", proof.remarks) };
    assert_eq!((remark.kind, remark.text.as_str()), (RemarkKind::MissingGlyph, "🛰"));
    assert!(draft[remark.span.start as usize..].starts_with("村里装了"));
}

#[test]
fn reports_of_nothing_have_a_proof() {
    for draft in ["", "---\n标题: 试\n提纲: 自定\n---\n", "---\n标题: 试\n---\n\n字\n"] {
        let proof = of(draft, &Setup::default());
        assert_eq!(proof.pages.len(), 1);
        assert_eq!(measured(&proof, "paper-height"), 297.0);
        assert_eq!(proof.unexplained().count(), 0, "{:?}", proof.figures);
    }
}

#[test]
fn every_figure_is_measured_somehow() {
    for figure in crate::standard::FIGURES {
        assert!(
            super::measures::measures(figure.id) || UNMEASURED.contains(&figure.id),
            "{} has no measure",
            figure.id
        );
    }
}

/// A limit and a reserve, not figures of any one page.
const UNMEASURED: [&str; 2] = ["mark-size", "seal-size"];
