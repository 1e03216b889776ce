//! Pages: what is kept together, notes, heads of tables, numbers, anchors.

use super::sample::{self, block, list, note, paragraph, section, table, text};
use super::{all_text, area, artifacts, lines, runs, set, text_of};
use crate::fonts::Fonts;
use crate::report::{BlockKind, Report};
use crate::typeset::{Item, Options, typeset};

const LINE: &str = "坚持党建引领乡村振兴，把组织优势一步一步变成乡村的发展优势。";

#[test]
fn a_heading_is_never_the_last_line_of_a_page() {
    for filler in 0..24 {
        let mut report = sample::read(sample::EXPERIENCE);
        report.lead.extend((0..filler).map(|_| paragraph("一行正文。")));
        let frames = set(&report);
        for bookmark in &frames.bookmarks {
            let page = lines(&frames.pages[bookmark.page]);
            let last = page.last().unwrap().0;
            assert!(last - bookmark.y > 29.0, "{} ends page {}", bookmark.title, bookmark.page + 1);
        }
    }
}

#[test]
fn the_grid_holds_on_every_page() {
    let frames = set(&sample::read(sample::EXPERIENCE));
    let (_, _, top, bottom) = area();
    let pitch = (bottom - top) / 22.0;
    for page in frames.pages.iter().skip(1) {
        let page = lines(page);
        assert!(page.len() <= 22);
        for pair in page.windows(2) {
            // Faces stand on baselines of their own, a point or so apart, about one middle.
            assert!((pair[1].0 - pair[0].0 - pitch).abs() < 2.5, "{:?}", pair[1].1);
        }
    }
}

#[test]
fn a_page_does_not_begin_with_a_last_line_of_one_character() {
    for filler in 0..23 {
        let mut blocks: Vec<_> = (0..filler).map(|_| paragraph("一行正文。")).collect();
        // No marks to squeeze and no gap to stretch: a word of 27 cells a line, then one character.
        let word = format!("{} ", "a".repeat(48));
        blocks.push(paragraph(&format!("{}中", word.repeat(4))));
        let frames = set(&Report { lead: blocks, ..Report::default() });
        for page in &frames.pages[1..] {
            assert!(lines(page)[0].1.len() > 1, "{filler}");
        }
    }
}

#[test]
fn no_single_line_goes_over_to_the_last_page() {
    for filler in 1..48 {
        let mut lead: Vec<_> = (0..filler).map(|_| paragraph("一行正文。")).collect();
        lead.push(paragraph("特此报告。"));
        let frames = set(&Report { lead, ..Report::default() });
        assert!(lines(frames.pages.last().unwrap()).len() > 1, "{filler}");
    }
}

#[test]
fn a_footnote_stands_on_the_page_of_its_mark() {
    for filler in 0..23 {
        let mut lead: Vec<_> = (0..filler).map(|_| paragraph("一行正文。")).collect();
        lead.push(paragraph("投产面积[^1]占七成，综合产值[^2]增长。"));
        let notes = vec![
            note(1, "投产面积指当年有鲜果采收的油茶林面积，由各乡镇逐村核定、县林业局抽查复核。"),
            note(2, "综合产值为四个环节销售收入之和。"),
        ];
        let frames = set(&Report { lead, notes, ..Report::default() });
        let page = frames.pages.iter().find(|page| text_of(page).contains("占七成")).unwrap();
        let shown = text_of(page);
        assert!(shown.contains("①投产面积指当年") && shown.contains("②综合产值为"), "{filler}");
        let (_, _, _, bottom) = area();
        assert!(runs(page).all(|run| run.y < bottom), "{filler}");
        assert!(frames.anchors.iter().any(|anchor| anchor.name == "脚注-2"));
    }
}

#[test]
fn a_footnote_longer_than_a_page_goes_on() {
    let report = Report {
        lead: vec![paragraph("甲[^1]乙。"), paragraph("后文。")],
        notes: vec![note(1, &LINE.repeat(200))],
        ..Report::default()
    };
    let frames = set(&report);
    assert!(frames.pages.len() > 1 && frames.pages.len() < 10);
    let expected = 200 * LINE.chars().count() + "甲①乙。后文。①".chars().count();
    assert_eq!(all_text(&frames).chars().count(), expected);
}

#[test]
fn the_head_of_a_table_comes_again_on_every_page() {
    let mut rows: Vec<Vec<String>> = vec![vec!["乡镇".into(), "油茶面积（亩）".into()]];
    rows.extend((0..80).map(|row| vec![format!("第{row}镇"), (row * 37).to_string()]));
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let report = Report {
        lead: vec![
            paragraph("见下表。"),
            block(BlockKind::Table(table(&rows))),
            paragraph("表后。"),
        ],
        ..Report::default()
    };
    let frames = set(&report);
    assert!(frames.pages.len() >= 3);
    assert!(
        text_of(&frames.pages[0]).contains("表1　各乡镇油茶面积和产量情况乡镇油茶面积（亩）第0镇")
    );
    for page in &frames.pages[1..] {
        assert!(artifacts(page).contains("乡镇油茶面积（亩）"));
    }
    let shown = all_text(&frames);
    assert!((0..80).all(|row| shown.contains(&format!("第{row}镇{}", row * 37))));
    assert!(shown.ends_with("表后。"));
    assert!(frames.anchors.iter().any(|anchor| anchor.name == "表-1"));
    // Figures stand under each other, flush right.
    let right = |page: usize| -> Vec<f64> {
        let figures = runs(&frames.pages[page]).filter(|run| run.text.parse::<u32>().is_ok());
        figures.map(|run| run.x + run.glyphs.last().map_or(0.0, |glyph| glyph.x)).collect()
    };
    let edges = right(1);
    assert!(
        edges.len() > 10 && edges.iter().all(|edge| (edge - edges[0]).abs() < 0.8),
        "{edges:?}"
    );
}

#[test]
fn a_cell_higher_than_a_page_is_cut() {
    let long = LINE.repeat(120);
    let report = Report {
        lead: vec![block(BlockKind::Table(table(&[&["甲", "乙"], &["一", &long], &["二", "三"]])))],
        ..Report::default()
    };
    let frames = set(&report);
    assert!(frames.pages.len() >= 2);
    let shown = all_text(&frames);
    assert_eq!(shown.matches("坚持党建").count(), 120);
    let (_, _, top, bottom) = area();
    for page in &frames.pages {
        assert!(runs(page).all(|run| run.y > top && run.y < bottom));
    }
}

#[test]
fn pages_are_numbered_on_their_outer_side() {
    let frames = set(&sample::read(sample::EXPERIENCE));
    let (left, right, _, bottom) = area();
    for (index, page) in frames.pages.iter().enumerate() {
        let number = u32::try_from(index).unwrap() + 1;
        assert_eq!(page.number, Some(number));
        assert_eq!(artifacts(page), format!("— {number} —"));
        let Some(Item::Text(run)) = page.items.last() else { panic!("no number") };
        let last = run.x + run.glyphs.last().unwrap().x + run.size;
        let dash = run.y - 0.38 * run.size;
        assert!((dash - bottom - 7.0 * 72.0 / 25.4).abs() < 0.5);
        if number % 2 == 1 {
            assert!((right - last - 15.79).abs() < 0.5, "{last}");
        } else {
            assert!((run.x - left - 15.79).abs() < 0.5);
        }
    }
}

#[test]
fn the_contents_list_tells_the_pages() {
    let mut report = sample::read(sample::EXPERIENCE);
    report.meta.contents = true;
    let frames = set(&report);
    let listed = text_of(&frames.pages[0]);
    assert!(listed.contains("目　录"));
    let start =
        frames.pages.iter().position(|page| text_of(page).starts_with("示例县地处")).unwrap();
    let list: String = frames.pages[..start].iter().map(text_of).collect();
    for bookmark in &frames.bookmarks {
        assert!(bookmark.page >= start);
        let entry = format!("{}{}", bookmark.title, bookmark.page + 1);
        assert!(list.contains(&entry), "{entry} in {list}");
    }
    assert!(frames.bookmarks.len() > 15);
}

#[test]
fn leaders_end_in_one_column_and_a_list_is_not_cut_behind_a_summary() {
    let sections = |count: u32| -> Vec<_> {
        let body = || vec![paragraph(&LINE.repeat(12))];
        (1..=count).map(|at| section(1, &format!("{at}、"), "主要做法", body())).collect()
    };
    let mut report = Report { sections: sections(18), ..Report::default() };
    report.meta.contents = true;
    report.meta.title = text("标题");
    report.meta.summary = Some(text(&LINE.repeat(4)));
    let frames = set(&report);
    assert!(frames.pages.len() > 10);
    assert!(!text_of(&frames.pages[0]).contains("目　录"));
    assert!(text_of(&frames.pages[1]).starts_with("目　录"));
    let ends: Vec<f64> = frames.pages[1]
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Text(run) if run.text.starts_with('…') => {
                Some(run.x + run.glyphs.last().unwrap().x)
            }
            _ => None,
        })
        .collect();
    assert_eq!(ends.len(), 18);
    assert!(ends.iter().all(|end| (end - ends[0]).abs() < 0.1), "{ends:?}");
    // A list that fits stays, and so does one longer than a page.
    for count in [3, 40] {
        report.sections = sections(count);
        assert!(text_of(&set(&report).pages[0]).contains("目　录"), "{count}");
    }
}

#[test]
fn every_size_of_report_has_a_page() {
    assert_eq!(set(&Report::default()).pages.len(), 1);
    let mut report = Report::default();
    report.sections.push(section(1, "一、", "只有标题", Vec::new()));
    assert_eq!(text_of(&set(&report).pages[0]), "一、只有标题");
    report.lead.push(list(None, &[]));
    report.lead.push(list(Some(u64::MAX), &["甲", "", "乙"]));
    report.lead.push(block(BlockKind::Quote(vec![])));
    report.lead.push(paragraph(""));
    assert!(all_text(&set(&report)).contains('乙'));
}

#[test]
fn a_draft_is_marked_on_every_page() {
    let options = Options { draft: true, ..Options::default() };
    let frames = typeset(&sample::read(sample::SITUATION), &Fonts::embedded(), &options);
    for page in &frames.pages {
        let mark = page.items.iter().find_map(|item| match item {
            Item::Text(run) if run.text == "草稿" => Some(run),
            _ => None,
        });
        let mark = mark.unwrap();
        assert!(mark.artifact && mark.opacity < 0.3 && mark.rotate < 0.0);
    }
}

#[test]
fn other_figures_give_other_pages() {
    let mut options = Options::default();
    options.setup.columns = 20.0;
    options.setup.lines = 10.0;
    let report = Report { lead: vec![paragraph(&"中".repeat(400))], ..Report::default() };
    let frames = typeset(&report, &Fonts::embedded(), &options);
    let page = lines(&frames.pages[0]);
    assert_eq!((page.len(), page[1].1.len()), (10, 20));
    options.setup.columns = 0.0;
    options.setup.lines = 0.0;
    options.setup.width = 0.0;
    options.setup.height = 0.0;
    let frames = typeset(&report, &Fonts::embedded(), &options);
    assert_eq!(all_text(&frames).chars().count(), 400);
}

#[test]
fn the_file_carries_the_reports_own_data() {
    let mut report = sample::read(sample::EXPERIENCE);
    report.meta.keywords = vec![text("党建引领"), text("乡村振兴")];
    let info = set(&report).info;
    assert_eq!(info.title, "坚持党建引领乡村振兴的实践与启示");
    assert_eq!(info.author, "示例县委组织部");
    assert_eq!(info.date.as_deref(), Some("2023-08-17"));
    assert_eq!(info.keywords, ["党建引领", "乡村振兴"]);
}
