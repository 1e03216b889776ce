//! Justified lines of any text: prohibitions, flush edges, order, last characters, work.

use proptest::prelude::*;

use super::super::breaker::{self, Line, Sums};
use super::super::items::{Cluster, Kind, Paragraph, Style};
use super::super::line::{self, Align, Place};
use super::super::shape::{Class, Shaper};
use super::super::{Item, LineBox};
use crate::cjk::{is_han, no_line_end, no_line_start};
use crate::fonts::{Fonts, Role};

const CELL: f64 = 442.2 / 28.0;
const MEASURE: f64 = 442.2;

/// A style on the body's grid.
fn body(role: Role) -> Style {
    Style { cell: CELL, ..Style::new(role, 16.0) }
}

/// An indented paragraph of pieces in several faces.
fn paragraph(pieces: &[(Role, &str)], shaper: &mut Shaper<'_>) -> Paragraph {
    let mut paragraph = Paragraph::default();
    paragraph.push_indent(2.0 * CELL, body(Role::Fangsong));
    for &(role, text) in pieces {
        paragraph.push(text, body(role));
    }
    paragraph.shape(shaper)
}

/// The glyphs of a line as they are drawn: text and left edge; and what the line says of itself.
fn drawn(
    paragraph: &Paragraph,
    line: Line,
    shaper: &Shaper<'_>,
) -> (Vec<(String, f64)>, Option<LineBox>) {
    let place = Place { x: 100.0, baseline: 20.0, measure: MEASURE, align: Align::Justify };
    let set = line::set(paragraph, line, place, shaper);
    let mut glyphs = Vec::new();
    for item in &set.items {
        let Item::Text(run) = item else { continue };
        glyphs.extend(run.glyphs.iter().map(|glyph| {
            let text = &run.text[glyph.start as usize..glyph.end as usize];
            (text.to_owned(), run.x + glyph.x)
        }));
    }
    (glyphs, set.line)
}

const TOKENS: &[&str] = &[
    "中",
    "国",
    "乡",
    "村",
    "振兴",
    "治理",
    "党建引领",
    "的",
    "和",
    "我们要坚持",
    "全面推进",
    "，",
    "，",
    "。",
    "、",
    "；",
    "：",
    "？",
    "！",
    "？！",
    "“两委”",
    "《条例》",
    "（试行）",
    "〔2023〕15号",
    "2023年",
    "84.2%",
    "1800万元",
    "6～8",
    "3∶1",
    "120㎡",
    "14:30",
    "GDP",
    "It’s",
    "AI+",
    "——",
    "……",
    "·",
    "“",
    "”",
    "‘",
    "’",
    "（",
    "）",
    "《",
    "》",
    "【",
    "】",
    "https://a.cn/b/c-d?e=f",
    "①",
    "￥5",
    "2023—2025年",
    "第12条",
    "第三条",
    "16℃",
    "café",
    " ",
    "\u{3000}",
    "“‘一村一品’工程”",
    "》、《",
    "。”",
];

fn tokens(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(TOKENS), count)
}

/// A text of tokens, in two faces, that begins and ends with characters.
fn mixed(tokens: &[&str], shaper: &mut Shaper<'_>) -> Paragraph {
    let (head, tail) = tokens.split_at(tokens.len() / 2);
    let (head, tail) = (format!("党{}", head.concat()), format!("国{}国", tail.concat()));
    paragraph(&[(Role::Hei, &head), (Role::Fangsong, &tail)], shaper)
}

fn visible<'a>(paragraph: &'a Paragraph, line: &Line) -> Vec<&'a Cluster> {
    let shown = |cluster: &&Cluster| cluster.kind == Kind::Glyph && cluster.class != Class::Space;
    paragraph.clusters[line.start..line.end].iter().filter(shown).collect()
}

fn char_of(paragraph: &Paragraph, cluster: &Cluster) -> char {
    paragraph.text[cluster.start as usize..].chars().next().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn lines_keep_every_prohibition_and_are_flush(tokens in tokens(1..300)) {
        let fonts = Fonts::embedded();
        let mut shaper = Shaper::new(&fonts);
        let paragraph = mixed(&tokens, &mut shaper);
        let lines = breaker::lines(&paragraph, MEASURE);
        let mut end = 0;
        let mut text = String::new();
        for line in &lines {
            // All clusters, in order.
            prop_assert_eq!(line.start, end);
            end = line.end;
            // Nothing that must not begin or end a line does.
            let shown = visible(&paragraph, line);
            if let (Some(first), Some(last)) = (shown.first(), shown.last()) {
                let (first, last) = (char_of(&paragraph, first), char_of(&paragraph, last));
                prop_assert!(line.start == 0 || !no_line_start(first), "a line begins with {first}");
                prop_assert!(line.last || !no_line_end(last), "a line ends with {last}");
            }
            // Nothing that is one is split.
            if !line.last {
                let (left, right) = (&paragraph.clusters[end - 1], &paragraph.clusters[end]);
                let pair = [left, right].map(|cluster| char_of(&paragraph, cluster));
                // Only an address is cut where it has no mark, rather than that a line is torn apart.
                let letters = pair.iter().all(|ch| ch.is_alphabetic() && !is_han(*ch));
                prop_assert!(left.gap.penalty.is_some() || letters, "{pair:?}");
                prop_assert!(!matches!(pair, ['—', '—'] | ['…', '…']));
                prop_assert!(!pair.iter().all(char::is_ascii_digit));
                prop_assert!(right.class != Class::Space);
            }
            let (glyphs, shows) = drawn(&paragraph, *line, &shaper);
            for (glyph, _) in &glyphs {
                text.push_str(glyph);
            }
            for pair in glyphs.windows(2) {
                // An opening mark's blank half may reach over what is before it.
                let reaches = pair[1].0.starts_with(|ch| ch == '·' || no_line_end(ch));
                let blank = if reaches { 12.0 } else { 0.0 };
                prop_assert!(pair[0].1 < pair[1].1 + blank + 1e-9, "{pair:?}");
            }
            let Some(shows) = shows else { continue };
            let right = shows.x + shows.width;
            let indent: f64 = paragraph.clusters[line.start..]
                .iter()
                .take_while(|cluster| cluster.kind == Kind::Indent)
                .map(|cluster| cluster.width)
                .sum();
            prop_assert!((shows.x - 100.0 - indent).abs() < 1e-9);
            prop_assert!(right < 100.0 + MEASURE + 0.01, "{} reaches {right}", shows.text);
            prop_assert_eq!(shows.full, !line.last);
            if shows.full {
                prop_assert!((right - 100.0 - MEASURE).abs() < 0.01, "{} ends at {right}", shows.text);
            }
            // The last glyph stands where the line says it ends.
            let last = shown.last().filter(|last| last.class == Class::Han && last.width > 15.0);
            let drawn = glyphs.iter().rfind(|glyph| !glyph.0.trim().is_empty());
            if let (Some(last), Some((_, x))) = (last, drawn) {
                let edge = x - last.shift + last.width;
                prop_assert!((edge - right).abs() < 0.01, "{} at {edge}, not {right}", shows.text);
            }
        }
        prop_assert_eq!(end, paragraph.clusters.len());
        prop_assert_eq!(text, paragraph.text);
    }

    #[test]
    fn narrow_lines_hold_what_they_can(tokens in tokens(1..60), cells in 2.0..14.0_f64) {
        let fonts = Fonts::embedded();
        let mut shaper = Shaper::new(&fonts);
        let paragraph = mixed(&tokens, &mut shaper);
        let measure = cells * CELL;
        let mut end = 0;
        for line in breaker::lines(&paragraph, measure) {
            prop_assert_eq!(line.start, end);
            prop_assert!(line.end > line.start);
            end = line.end;
            let place = Place { x: 0.0, baseline: 20.0, measure, align: Align::Left };
            let Some(shows) = line::set(&paragraph, line, place, &shaper).line else { continue };
            let one = visible(&paragraph, &line).len() < 2;
            prop_assert!(one || shows.width < measure + 0.01, "{} in {measure}", shows.text);
        }
        prop_assert_eq!(end, paragraph.clusters.len());
    }

    #[test]
    fn no_single_character_ends_a_paragraph_where_half_a_cell_a_line_prevents_it(
        tokens in tokens(20..160),
    ) {
        let fonts = Fonts::embedded();
        let mut shaper = Shaper::new(&fonts);
        let paragraph = mixed(&tokens, &mut shaper);
        let lines = breaker::lines(&paragraph, MEASURE);
        let last = lines.last().unwrap();
        if lines.len() > 1 && breaker::lonely(&paragraph.clusters[last.start..last.end]) {
            prop_assert!(!preventable(&paragraph), "{}", paragraph.text);
        }
    }
}

/// Whether some way to break a paragraph ends it otherwise, with no line squeezed or stretched by more than half
/// a cell: all ways are tried.
fn preventable(paragraph: &Paragraph) -> bool {
    let clusters = &paragraph.clusters;
    let mut reached = vec![false; clusters.len() + 1];
    reached[0] = true;
    for from in 0..clusters.len() {
        if !reached[from] {
            continue;
        }
        for to in from + 1..=clusters.len() {
            let last = to == clusters.len();
            if !last && clusters[to - 1].gap.penalty.is_none() {
                continue;
            }
            let shown =
                clusters[from..to].iter().rposition(|cluster| cluster.class != Class::Space);
            let Some(shown) = shown else { continue };
            let line = &clusters[from..from + shown + 1];
            let end = line.last().unwrap();
            let head = if from > 0 { line[0].left } else { 0.0 };
            let sum = |part: fn(&Cluster) -> f64| line.iter().map(part).sum::<f64>() - part(end);
            let width = sum(|cluster| cluster.width + cluster.gap.kern) + end.width - head;
            let room = sum(|cluster| cluster.gap.shrink) + end.right;
            let slack = MEASURE - width;
            if slack < -room - 1e-6 || slack < -CELL {
                break;
            }
            let half = CELL / 2.0 + 1e-6;
            if last {
                reached[to] |= slack >= -half && !breaker::lonely(&clusters[from..]);
            } else if slack.abs() <= half {
                reached[to] = true;
            }
        }
    }
    reached[clusters.len()]
}

#[test]
fn work_grows_with_length() {
    let fonts = Fonts::embedded();
    let mut shaper = Shaper::new(&fonts);
    let unit = "坚持“党建引领”，推进2023年84.2%的GDP（试行）——落实《条例》、《办法》。https://a.cn/b/c-d?e=f见";
    for unit in [unit, "，", "中", "Abcdefgh", "a/b.c@d/", "“", "……"] {
        let mut rates = Vec::new();
        for count in [2_000, 20_000, 100_000] {
            let text = unit.repeat(count / unit.chars().count() + 1);
            let paragraph = paragraph(&[(Role::Fangsong, &text)], &mut shaper);
            let mut sums = Sums::default();
            let lines = breaker::lines_with(&paragraph, MEASURE, &mut sums);
            assert!(lines.len() > count / 130, "{unit}");
            rates.push(sums.weighed() as f64 / paragraph.clusters.len() as f64);
        }
        assert!(rates[2] < 200.0, "{unit}: {rates:?}");
        assert!(rates[2] < rates[1] * 1.1 + 0.5, "{unit}: {rates:?}");
    }
}

#[test]
fn turned_lines_begin_flush_with_their_opening_mark() {
    let fonts = Fonts::embedded();
    let mut shaper = Shaper::new(&fonts);
    // 26 characters fill the first line; the second begins with the mark.
    let text = format!(
        "“{}“两委”换届以来{}",
        "党建引领乡村振兴坚持产业先行打造宜居家园共创美好",
        "中".repeat(40)
    );
    let paragraph = paragraph(&[(Role::Fangsong, &text)], &mut shaper);
    let lines = breaker::lines(&paragraph, MEASURE);
    let (head, first) = drawn(&paragraph, lines[0], &shaper);
    assert!(
        (head[0].1 - 100.0 - 2.0 * CELL).abs() < 0.01,
        "the indented mark keeps its cell: {head:?}"
    );
    assert!((first.unwrap().x - 100.0 - 2.0 * CELL).abs() < 1e-9);
    let (turned, shows) = drawn(&paragraph, lines[1], &shaper);
    assert_eq!(turned[0].0, "“");
    assert!((turned[0].1 - 100.0 + CELL / 2.0).abs() < 0.01, "{turned:?}");
    let shows = shows.unwrap();
    assert!((shows.x - 100.0).abs() < 1e-9 && (shows.width - MEASURE).abs() < 0.01, "{shows:?}");
}

#[test]
fn looseness_is_told_as_it_is() {
    let fonts = Fonts::embedded();
    let mut shaper = Shaper::new(&fonts);
    let text = format!("{}“{}", "中".repeat(25), "国".repeat(60));
    let wide = paragraph(&[(Role::Fangsong, &text)], &mut shaper);
    let lines = breaker::lines(&wide, MEASURE);
    let shows = drawn(&wide, lines[0], &shaper).1.unwrap();
    // 25 characters in 26 cells: 24 gaps share one cell.
    let gap =
        (drawn(&wide, lines[0], &shaper).0[9].1 - drawn(&wide, lines[0], &shaper).0[8].1 - CELL)
            / 16.0;
    assert!((shows.stretch - gap).abs() < 1e-6 && shows.stretch > 0.02, "{shows:?}, {gap}");
    let text = format!("{}，{}，{}", "中".repeat(10), "国".repeat(15), "人".repeat(40));
    let tight = paragraph(&[(Role::Fangsong, &text)], &mut shaper);
    let lines = breaker::lines(&tight, MEASURE);
    let shows = drawn(&tight, lines[0], &shaper).1.unwrap();
    assert!(shows.text.ends_with('，'), "{}", shows.text);
    assert!((shows.stretch + CELL / 16.0).abs() < 1e-6, "{shows:?}");
}

#[test]
fn marks_that_end_sentences_are_squeezed_least() {
    let fonts = Fonts::embedded();
    let mut shaper = Shaper::new(&fonts);
    // One cell too much: the comma at the end gives half of it, the other twice what the full stop gives.
    let text = format!("中国，人民。共坚持党建引领乡村振兴打造宜居家园再创新，{}", "国".repeat(30));
    let paragraph = paragraph(&[(Role::Fangsong, &text)], &mut shaper);
    let lines = breaker::lines(&paragraph, MEASURE);
    let (glyphs, shows) = drawn(&paragraph, lines[0], &shaper);
    let shows = shows.unwrap();
    assert!(shows.text.ends_with("创新，"), "{}", shows.text);
    let given = |at: usize| CELL - (glyphs[at + 1].1 - glyphs[at].1);
    assert!((given(2) - 2.0 * given(5)).abs() < 0.01, "{} and {}", given(2), given(5));
    assert!((given(2) + given(5) - CELL / 2.0).abs() < 0.01, "{} and {}", given(2), given(5));
}
