//! Lines: the grid, flush edges, prohibitions, the text itself.

use proptest::prelude::*;

use super::sample::{self, inline, paragraph, words};
use super::{all_text, area, lines, set};
use crate::cjk::{is_closing, is_han, no_line_end, no_line_start};
use crate::report::{Block, BlockKind, InlineKind, Report};

const CELL: f64 = 442.2 / 28.0;

fn of(blocks: Vec<Block>) -> Report {
    Report { lead: blocks, ..Report::default() }
}

#[test]
fn a_page_has_22_lines_of_28_characters() {
    let frames = set(&of(vec![paragraph(&"党建引领乡村振兴".repeat(300))]));
    let (left, right, top, bottom) = area();
    let page = lines(&frames.pages[0]);
    assert_eq!(page.len(), 22);
    assert_eq!(page[0].1.len(), 26);
    assert!((page[0].1[0].1 - left - 2.0 * CELL).abs() < 0.5);
    let pitch = (bottom - top) / 22.0;
    for (index, (y, line)) in page.iter().enumerate() {
        if index > 0 {
            assert_eq!(line.len(), 28);
            assert!((line[0].1 - left).abs() < 0.5);
            assert!((y - page[index - 1].0 - pitch).abs() < 0.01);
        }
        let (_, x, size) = line[line.len() - 1];
        assert!((x + CELL - right).abs() < 0.5);
        assert!((size - 16.0).abs() < 1e-9);
        assert!(y - size > top - 0.5 && *y < bottom);
    }
}

/// Characters of a line's end, where flushness can be told from the glyph's place alone.
fn check_flush(line: &[(char, f64, f64)]) -> Result<(), TestCaseError> {
    let (_, right, _, _) = area();
    let Some(&(ch, x, _)) = line.last() else { return Ok(()) };
    if is_han(ch) {
        prop_assert!((x + CELL - right).abs() < 0.5, "{ch} ends at {}, not {right}", x + CELL);
    } else if is_closing(ch) || matches!(ch, '，' | '。' | '、' | '；' | '：') {
        let edge = x + CELL;
        prop_assert!(edge > right - 0.5 && edge < right + CELL / 2.0 + 0.5, "{ch} ends at {edge}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn mixed_text_keeps_every_prohibition(
        tokens in prop::collection::vec(prop::sample::select(vec![
            "中", "国", "乡", "村", "振兴", "治理", "党建引领", "的", "和", "，", "。", "、", "；", "：",
            "？", "“两委”", "《条例》", "（试行）", "〔2023〕", "2023年", "84.2%", "1800万元", "6～8",
            "GDP", "It’s", "AI+", "——", "……", "·", "“", "”", "（", "）", "https://a.cn/b/c", "①", "¥5",
        ]), 1..400),
    ) {
        let mut text = tokens.concat();
        text.insert(0, '党');
        text.push('国');
        let frames = set(&of(vec![paragraph(&text)]));
        prop_assert_eq!(all_text(&frames), text);
        let lines: Vec<_> = frames.pages.iter().flat_map(lines).map(|(_, line)| line).collect();
        for (index, line) in lines.iter().enumerate() {
            let (first, last) = (line[0].0, line[line.len() - 1].0);
            if index > 0 {
                prop_assert!(!no_line_start(first), "a line begins with {first}");
                let before = lines[index - 1].last().map_or(' ', |glyph| glyph.0);
                prop_assert!(!(before.is_ascii_digit() && first.is_ascii_digit()));
            }
            if index + 1 < lines.len() {
                prop_assert!(!no_line_end(last), "a line ends with {last}");
                check_flush(line)?;
            }
            for pair in line.windows(2).filter(|pair| is_han(pair[0].0) && is_han(pair[1].0)) {
                let advance = pair[1].1 - pair[0].1;
                prop_assert!(advance > CELL - 0.01, "{pair:?}");
            }
        }
    }
}

#[test]
fn the_text_of_a_report_is_set_whole_and_in_order() {
    for draft in [sample::EXPERIENCE, sample::SITUATION] {
        let report = sample::read(draft);
        let frames = set(&report);
        let mut expected = report.meta.title.value.clone();
        expected.push_str(&report.meta.organisation.as_ref().unwrap().value);
        expected.push_str("（2023年8月17日）");
        let mut numbers = Vec::new();
        report.each_section(|section| numbers.push(section.number.clone().unwrap()));
        let set = all_text(&frames);
        assert!(set.starts_with(&expected));
        let mut body = set[expected.len()..].to_owned();
        let mut prose = String::new();
        report.each_prose(|inlines| prose.push_str(&crate::report::plain(inlines)));
        for number in numbers {
            body = body.replacen(&number, "", 1);
        }
        assert_eq!(body, prose);
    }
}

#[test]
fn marks_strong_words_and_breaks_keep_the_text() {
    let report = of(vec![sample::block(BlockKind::Paragraph(vec![
        words("重点："),
        inline(InlineKind::Strong(vec![
            words("选优"),
            inline(InlineKind::Emphasis(vec![words("领头雁")])),
        ])),
        inline(InlineKind::Strike(vec![words("作废")])),
        inline(InlineKind::HardBreak),
        words("下一行\u{1f600}㎡⑪"),
        inline(InlineKind::Link {
            target: "https://example.cn".into(),
            inlines: vec![words("链接 text")],
        }),
        inline(InlineKind::CrossRef { target: "图-1".into(), shown: Some("图1".into()) }),
    ]))]);
    let frames = set(&report);
    assert_eq!(all_text(&frames), "重点：选优领头雁作废下一行\u{1f600}㎡⑪链接 text图1");
    assert_eq!(lines(&frames.pages[0]).len(), 2);
    let links: Vec<_> = frames.pages[0]
        .items
        .iter()
        .filter_map(|item| match item {
            super::Item::Link(link) => Some((link.target.as_str(), link.width > 20.0)),
            _ => None,
        })
        .collect();
    assert_eq!(links, [("https://example.cn", true), ("#图-1", true)]);
}

#[test]
fn a_last_line_of_one_character_is_avoided() {
    // 26 + 28 + 28 characters fill three lines; one more would stand alone.
    for text in ["中文，".repeat(27) + "国国", "中".repeat(26 + 56) + "国。"] {
        let frames = set(&of(vec![paragraph(&text)]));
        let page = lines(&frames.pages[0]);
        let last = page.last().unwrap();
        assert!(last.1.iter().filter(|glyph| is_han(glyph.0)).count() > 1, "{text}");
    }
}

#[test]
fn openers_that_give_up_their_blank_are_drawn_left_of_their_cell() {
    let frames = set(&of(vec![paragraph("说：“《好》。”")]));
    let line = &lines(&frames.pages[0])[0].1;
    let x: Vec<f64> = line.iter().map(|glyph| (glyph.1 - line[0].1) / CELL).collect();
    for (given, wanted) in x.iter().zip([0.0, 1.0, 1.5, 2.0, 3.0, 4.0, 4.5, 5.0]) {
        assert!((given - wanted).abs() < 0.05, "{x:?}");
    }
}

#[test]
fn ordinary_prose_is_set_without_visible_gaps() {
    for draft in [sample::EXPERIENCE, sample::SITUATION] {
        let frames = set(&sample::read(draft));
        let full: Vec<_> =
            frames.pages.iter().flat_map(|page| &page.lines).filter(|line| line.full).collect();
        let solid = full.iter().filter(|line| line.stretch.abs() < 0.005).count();
        assert!(full.len() > 80 && solid * 2 > full.len(), "{solid} of {}", full.len());
        for line in full {
            assert!((-1.6..0.05).contains(&line.stretch), "{}: {}", line.stretch, line.text);
            let (left, measure) = line.measure;
            assert!((line.x + line.width - left - measure).abs() < 0.01, "{}", line.text);
        }
    }
}
