//! Titles, subtitles and headings on the page.

use super::sample::{paragraph, section, text};
use super::{all_text, area, lines, set};
use crate::report::Report;

const LONG: &str = "坚持党建引领乡村振兴，把组织优势一步一步变成乡村的发展优势，推动产业发展、治理有效、群众增收，全县集体经济年收入十万元以上的村占到八成。";

/// The lines of the first page as text.
fn first_lines(report: &Report) -> Vec<String> {
    let frames = set(report);
    lines(&frames.pages[0])
        .iter()
        .map(|(_, line)| line.iter().map(|glyph| glyph.0).collect())
        .collect()
}

#[test]
fn the_writers_breaks_end_the_lines_of_title_and_subtitle_and_leave_no_character() {
    let title = "关于进一步加强基层党建工作情况的报告";
    let mut report = Report::default();
    report.meta.title = text(title);
    report.meta.title_breaks = vec![title.find("情况").unwrap()];
    report.meta.subtitle = Some(text("以示例县为例"));
    report.meta.subtitle_breaks = vec!["以示例县".len()];
    report.lead = vec![paragraph("正文。")];
    assert_eq!(
        first_lines(&report)[..4],
        ["关于进一步加强基层党建工作", "情况的报告", "——以示例县", "为例"]
    );
    let frames = set(&report);
    assert_eq!(all_text(&frames), format!("{title}——以示例县为例正文。"));
    assert_eq!(frames.info.title, title);
}

#[test]
fn turned_lines_of_a_subtitle_begin_under_the_character_after_the_dash() {
    let mut report = Report::default();
    report.meta.title = text("党旗在基层一线高高飘扬");
    report.meta.subtitle =
        Some(text("——示例县探索跨村联建推动集体经济抱团发展、带动群众增收致富的做法与启示"));
    let frames = set(&report);
    let lines = lines(&frames.pages[0]);
    assert_eq!(lines.len(), 3, "{lines:?}");
    let (upper, lower) = (&lines[1].1, &lines[2].1);
    let first = upper.iter().find(|glyph| glyph.0 != '—').unwrap();
    assert_eq!((upper[0].0, first.0), ('—', '示'));
    assert!((first.1 - lower[0].1).abs() < 0.01, "{upper:?} {lower:?}");
    // The block as a whole stands in the middle.
    let (left, right, _, _) = area();
    let cell = (right - left) / 28.0;
    let end = upper.iter().chain(lower).map(|glyph| glyph.1 + cell).fold(0.0, f64::max);
    assert!((upper[0].1 - left - (right - end)).abs() < 0.5);
}

#[test]
fn a_heading_that_stands_alone_has_a_line_of_text_below_it() {
    for filler in 0..24 {
        for alone in [LONG, "一行正文。"] {
            let mut report = Report {
                lead: (0..filler).map(|_| paragraph("一行正文。")).collect(),
                ..Report::default()
            };
            let mut outer = section(1, "一、", "主要做法", Vec::new());
            let mut middle = section(2, "（一）", "建强组织", Vec::new());
            middle.children = vec![section(3, "1.", "选优头雁。", vec![paragraph(alone)])];
            outer.children = vec![
                middle,
                section(2, "（二）", "抓实治理", vec![paragraph(alone), paragraph(LONG)]),
            ];
            report.sections = vec![outer];
            let frames = set(&report);
            let (_, _, top, bottom) = area();
            let pitch = (bottom - top) / 22.0;
            for bookmark in &frames.bookmarks {
                let page = lines(&frames.pages[bookmark.page]);
                let below = page.iter().filter(|line| line.0 > bookmark.y + pitch).count();
                let needed = match bookmark.title.as_str() {
                    "一、主要做法" => 2,
                    "（一）建强组织" | "（二）抓实治理" => 1,
                    _ => 0,
                };
                assert!(below >= needed, "{} with {filler} lines above", bookmark.title);
            }
        }
    }
}

#[test]
fn a_long_heading_turns_flush_left_and_ends_in_more_than_one_character() {
    // 26 characters fill the first line; what is one or two more must not stand alone.
    for length in 25..31 {
        let heading: String =
            "推动党建引领乡村振兴各项任务落地见效".chars().cycle().take(length).collect();
        let report = Report {
            sections: vec![section(2, "（一）", &heading, vec![paragraph("正文。")])],
            ..Report::default()
        };
        let frames = set(&report);
        let lines = lines(&frames.pages[0]);
        let (left, right, _, _) = area();
        let cell = (right - left) / 28.0;
        assert!((lines[0].1[0].1 - left - 2.0 * cell).abs() < cell, "indented");
        assert_eq!(lines.len(), 3);
        assert!((lines[1].1[0].1 - left).abs() < 0.5, "flush left");
        assert!(lines[1].1.len() > 1, "{length}");
        let last = lines[0].1.last().unwrap();
        assert!((last.1 + cell - right).abs() < 0.5, "justified");
    }
}
