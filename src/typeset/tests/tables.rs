//! Tables: figures at the decimal point, units and notes, continuation, sideways pages, blanks, structure.

use super::sample::{block, inline, inlines, note, paragraph, section, table, words};
use super::{all_text, area, artifacts, runs, set, text_of};
use crate::fonts::Fonts;
use crate::report::{Alignment, Block, BlockKind, Cell, InlineKind, Report, Table, plain};
use crate::source::Span;
use crate::standard::{Setup, mm};
use crate::typeset::{Frames, Item, NodeKind, Options, Page, Part, TextRun, typeset};

const LINE: &str = "坚持党建引领乡村振兴，把组织优势一步一步变成乡村的发展优势。";

fn report(lead: Vec<Block>) -> Report {
    Report { lead, ..Report::default() }
}

fn block_of(rows: &[&[&str]]) -> Block {
    block(BlockKind::Table(table(rows)))
}

/// A table of villages with so many rows.
fn villages(rows: usize) -> Block {
    let rows: Vec<Vec<String>> = std::iter::once(vec!["村名".into(), "收入".into(), "增幅".into()])
        .chain((1..=rows).map(|at| vec![format!("示例村{at}"), at.to_string(), "12.5%".into()]))
        .collect();
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    block_of(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

fn run<'f>(frames: &'f Frames, shown: &str) -> &'f TextRun {
    frames.pages.iter().flat_map(runs).find(|run| run.text == shown).unwrap()
}

fn page_of<'f>(frames: &'f Frames, shown: &str) -> (usize, &'f Page) {
    frames.pages.iter().enumerate().find(|(_, page)| text_of(page).contains(shown)).unwrap()
}

/// Left and right edges, tops and bottoms of the rules of a page's tables.
fn rules(page: &Page) -> impl Iterator<Item = (f64, f64, f64, f64)> {
    page.items.iter().filter_map(|item| match item {
        Item::Fill(fill) if fill.part == Part::TableRule => {
            Some((fill.x, fill.x + fill.width, fill.y, fill.y + fill.height))
        }
        _ => None,
    })
}

#[test]
fn figures_stand_under_each_other_at_the_decimal_point() {
    let figures =
        ["12.5", "3", "108.25", "7.0", "95%", "-3.2", "−4", "12,345.6", "+0.75", "8.5%", "≈60"];
    let mut rows: Vec<Vec<&str>> = vec![vec!["项目", "数值"]];
    rows.extend(figures.iter().map(|figure| vec!["项目", *figure]));
    rows.extend([vec!["甲", "—"], vec!["乙", ""], vec!["丙", "另行统计"], vec!["合计", "待核"]]);
    for given in [Alignment::None, Alignment::Right] {
        let mut table = table(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
        table.alignments[1] = given;
        let frames = set(&report(vec![block(BlockKind::Table(table))]));
        // The last digit before the point stands at one place.
        let ends = figures.map(|figure| {
            let run = run(&frames, figure);
            let point = figure.find('.').unwrap_or(figure.trim_end_matches('%').len());
            let at = |glyph: &&crate::typeset::Glyph| glyph.end as usize == point;
            run.x + run.glyphs.iter().find(at).unwrap().x
        });
        assert!(ends.iter().all(|end| (end - ends[0]).abs() < 0.1), "{ends:?}");
        // The block of figures is in the middle of its column, and so is what is no figure.
        let mut edges: Vec<f64> = rules(&frames.pages[0]).map(|rule| rule.0).collect();
        edges.sort_by(f64::total_cmp);
        let (_, edge, _, _) = area();
        let column = edges.iter().rev().find(|&&left| left < edge - 20.0).unwrap();
        let middle = f64::midpoint(*column, edge);
        let (first, last) = (run(&frames, "12,345.6"), run(&frames, "8.5%"));
        let end = last.x + last.glyphs.last().unwrap().x + 0.9 * last.size;
        assert!((f64::midpoint(first.x, end) - middle).abs() < 2.0, "{} {end} {middle}", first.x);
        let dash = run(&frames, "—");
        assert!((dash.x + dash.size / 2.0 - middle).abs() < 2.0, "{} {middle}", dash.x);
    }
}

#[test]
fn a_column_mostly_of_words_is_no_column_of_figures() {
    let rows: [&[&str]; 5] =
        [&["项目", "数值"], &["甲", "12.5"], &["乙", "另计"], &["丙", "待核"], &["丁", "9"]];
    let frames = set(&report(vec![block_of(&rows)]));
    let middle = |shown: &str, cells: f64| {
        let run = run(&frames, shown);
        run.x + cells * run.size / 2.0
    };
    assert!((middle("另计", 2.0) - middle("9", 0.5)).abs() < 0.6);
}

#[test]
fn unit_and_notes_belong_to_their_table() {
    let rows: [&[&str]; 3] = [&["村名", "收入"], &["甲村", "12.5"], &["乙村", "3"]];
    let notes = [
        "注：收入按当年价格计算，含预收部分；历年结转的不再重复计算，分项之和与合计可能略有出入，不作机械调整。",
        "数据来源：示例县农业农村局。",
    ];
    for filler in 0..24 {
        let mut lead: Vec<_> = (0..filler).map(|_| paragraph("一行正文。")).collect();
        lead.extend([paragraph("单位：万元"), block_of(&rows)]);
        lead.extend(notes.map(paragraph));
        lead.push(paragraph("表后的正文。"));
        let frames = set(&report(lead));
        let (at, page) = page_of(&frames, "各乡镇油茶面积和产量情况");
        let shown = text_of(page);
        let whole = "表1　各乡镇油茶面积和产量情况单位：万元村名收入甲村12.5乙村3注：收入";
        assert!(shown.contains(whole), "{filler} {shown}");
        assert!(shown.contains("数据来源：示例县农业农村局。"), "{filler}: notes on page {at}");
    }
    let mut lead = vec![paragraph("单位：万元"), block_of(&rows)];
    lead.extend(notes.map(paragraph));
    let frames = set(&report(lead));
    let page = &frames.pages[0];
    let (left, right, _, _) = area();
    let line = |shown: &str| page.lines.iter().find(|line| line.text.contains(shown)).unwrap();
    let unit = line("单位：");
    assert!((unit.x + unit.width - right).abs() < 0.1 && unit.size == 12.0);
    let (first, turned) = (line("注：收入"), line("不作机械调整"));
    assert!((first.x - left).abs() < 0.1 && first.size == 10.5);
    assert!((first.x + first.width - right).abs() < 0.5, "as wide as the table");
    // Turned lines stand after `注：`.
    assert!((turned.x - left - 21.0).abs() < 0.1 && turned.y > first.y);
    let last = rules(page).map(|rule| rule.3).fold(0.0, f64::max);
    assert!(first.y > last && unit.y < rules(page).map(|rule| rule.2).fold(f64::MAX, f64::min));
}

#[test]
fn a_paragraph_that_only_looks_like_a_unit_or_note_stays_where_it_is() {
    let frames = set(&report(vec![
        paragraph("注：前面没有表。"),
        paragraph("单位：后面没有表。"),
        block(BlockKind::Break),
        villages(2),
        paragraph("正文在前。"),
        paragraph("注：不挨着表。"),
    ]));
    let line = |shown: &str| {
        frames.pages[0].lines.iter().find(|line| line.text.contains(shown)).unwrap().clone()
    };
    for shown in ["前面没有表", "后面没有表", "不挨着表"] {
        assert_eq!((line(shown).size, line(shown).part), (16.0, Part::Body), "{shown}");
    }
}

#[test]
fn a_table_goes_on_under_its_head_and_says_so() {
    let mut lead = vec![paragraph("见下表。"), paragraph("单位：万元"), villages(70)];
    lead.push(paragraph("表后。"));
    let frames = set(&report(lead));
    assert!(frames.pages.len() >= 3);
    assert!(!artifacts(&frames.pages[0]).contains("续表"));
    for page in frames.pages[1..].iter().filter(|page| text_of(page).contains("示例村")) {
        assert!(
            artifacts(page).starts_with("续表1　单位：万元村名收入增幅"),
            "{}",
            artifacts(page)
        );
        // Nothing of the head counts as text a second time, and the page's rows are closed by rules.
        assert!(!text_of(page).contains("村名"));
        let (_, _, top, bottom) = area();
        assert!(rules(page).all(|rule| rule.2 > top && rule.3 < bottom + 0.1));
    }
    assert_eq!(all_text(&frames).matches("12.5%").count(), 70);
    // A table without a head is ruled off at the top of each page all the same.
    let mut bare = table(&[&["", ""]]);
    bare.number = None;
    bare.caption = None;
    let cell = |text: &str| Cell { inlines: inlines(text), span: Span::default() };
    bare.rows = (0..60).map(|_| vec![cell("甲"), cell("乙")]).collect();
    let frames = set(&report(vec![block(BlockKind::Table(bare))]));
    assert!(artifacts(&frames.pages[1]).starts_with("续表—"));
    let page = &frames.pages[1];
    let first = page.lines.iter().map(|line| line.y).fold(f64::MAX, f64::min);
    assert!(rules(page).any(|rule| rule.1 - rule.0 > 400.0 && rule.3 < first));
}

#[test]
fn rows_are_not_split_and_short_tables_stay_whole() {
    let long = LINE.repeat(4);
    for filler in 0..22 {
        let mut lead: Vec<_> = (0..filler).map(|_| paragraph("一行正文。")).collect();
        lead.push(villages(5));
        let rows: [&[&str]; 3] = [&["甲", "乙"], &["一", &long], &["二", &long]];
        lead.push(paragraph("中间。"));
        lead.push(block_of(&rows));
        let frames = set(&report(lead));
        let (at, _) = page_of(&frames, "示例村1");
        assert_eq!(at, page_of(&frames, "示例村5").0, "{filler}");
        for row in ["一坚持", "二坚持"] {
            let (_, page) = page_of(&frames, row);
            assert_eq!(text_of(page).matches("坚持党建").count() % 4, 0, "{filler}");
        }
    }
}

/// A table of projects with thirteen columns, seven of words.
fn projects() -> Table {
    let head = [
        "序号",
        "项目名称",
        "建设地点",
        "建设内容和规模",
        "总投资",
        "年度计划",
        "完成投资",
        "完成率",
        "资金来源",
        "牵头单位",
        "形象进度",
        "主要困难",
        "下步措施",
    ];
    let row = [
        "1",
        "清源镇梨产业集配中心",
        "清源镇青禾村",
        "建设分选包装车间4600平方米、冷藏库8000立方米，配套产地检测室和电商直播间",
        "3200",
        "1800",
        "1850.5",
        "102.8%",
        "上级专项1200万元，县级400万元，企业自筹1600万元",
        "县农业农村局",
        "主体工程完工，分选线安装调试",
        "旺季用电负荷不足",
        "3月底前完成专线增容，7月投产",
    ];
    let mut rows: Vec<&[&str]> = vec![&head];
    rows.extend(std::iter::repeat_n(&row[..], 12));
    table(&rows)
}

#[test]
fn a_table_too_wide_for_the_page_is_turned() {
    let frames = set(&report(vec![
        paragraph("表前的正文。"),
        paragraph("单位：万元"),
        block(BlockKind::Table(projects())),
        paragraph("注：完成投资按形象进度折算。"),
        paragraph("表后的正文。"),
    ]));
    let turned: Vec<bool> = frames.pages.iter().map(|page| page.turned).collect();
    let count = turned.len();
    assert!(count >= 4 && !turned[0] && !turned[count - 1], "{turned:?}");
    assert!(turned[1..count - 1].iter().all(|&turned| turned));
    assert!(text_of(&frames.pages[0]).ends_with("表前的正文。"));
    assert!(text_of(&frames.pages[1]).starts_with("表1　各乡镇油茶面积和产量情况单位：万元序号"));
    assert!(text_of(&frames.pages[count - 2]).ends_with("注：完成投资按形象进度折算。"));
    assert!(text_of(&frames.pages[count - 1]).starts_with("表后的正文。"));
    // Reading coordinates: 297 by 210, the type area as wide as the upright one is high.
    let (left, top) = (mm(35.0), mm(28.0));
    let (right, bottom) = (left + mm(225.0), top + mm(156.0));
    for (index, page) in frames.pages.iter().enumerate().filter(|(_, page)| page.turned) {
        assert!((page.width - mm(297.0)).abs() < 0.1 && (page.height - mm(210.0)).abs() < 0.1);
        for line in &page.lines {
            assert!(line.x > left - 0.1 && line.x + line.width < right + 0.1, "{}", line.text);
            assert!(line.y > top && line.y < bottom, "{}", line.text);
        }
        assert!(rules(page).all(|rule| rule.0 > left - 0.1 && rule.1 < right + 0.1));
        let edge = rules(page).map(|rule| rule.1).fold(0.0, f64::max);
        assert!((edge - right).abs() < 0.1, "as wide as the page allows");
        // The number stands where the upright page has it, turned with the sheet.
        let folio = page.items.iter().rev().find_map(|item| match item {
            Item::Text(run) if run.artifact && run.text.contains('—') => Some(run),
            _ => None,
        });
        let folio = folio.unwrap();
        assert!((folio.rotate - 90.0).abs() < 1e-9, "{}", folio.text);
        assert!(folio.x < left - mm(6.0), "{}", folio.x);
        assert_eq!(folio.y > page.height / 2.0, index % 2 == 0);
    }
}

#[test]
fn a_heading_goes_with_the_turned_table_after_it() {
    let wide = vec![block(BlockKind::Table(projects()))];
    let frames = set(&Report {
        lead: vec![paragraph("导语。")],
        sections: vec![section(1, "一、", "项目", wide)],
        ..Report::default()
    });
    assert!(text_of(&frames.pages[1]).starts_with("一、项目表1"));
    assert!(frames.pages[1].turned && frames.bookmarks[0].page == 1);
}

#[test]
fn a_caption_stays_with_the_head_and_two_rows() {
    for filler in 0..24 {
        let mut lead: Vec<_> = (0..filler).map(|_| paragraph("一行正文。")).collect();
        lead.extend([villages(20), paragraph("注：略。")]);
        let frames = set(&report(lead));
        let (_, page) = page_of(&frames, "表1　");
        let shown = text_of(page);
        assert!(shown.contains("村名收入增幅示例村1112.5%示例村2"), "{filler}");
        let last = text_of(frames.pages.last().unwrap());
        assert!(last.contains("示例村19") && last.ends_with("注：略。"), "{filler}");
    }
}

#[test]
fn a_table_of_long_texts_in_few_columns_stays_upright() {
    let long = LINE.repeat(3);
    let rows: [&[&str]; 3] = [
        &["序号", "问题", "措施", "时限"],
        &["1", &long, &long, "2023年12月"],
        &["2", &long, &long, "2023年12月"],
    ];
    let frames = set(&report(vec![block_of(&rows)]));
    assert!(frames.pages.iter().all(|page| !page.turned));
}

#[test]
fn the_blank_above_a_table_is_the_blank_below_and_the_text_is_on_the_grid_again() {
    let pitch = Setup::default().pitch();
    for rows in 2..9 {
        let lead = vec![paragraph("表前。"), villages(rows), paragraph("表后。")];
        let mut captionless = lead.clone();
        if let BlockKind::Table(table) = &mut captionless[1].kind {
            (table.caption, table.number) = (None, None);
        }
        for (lead, captioned) in [(lead, true), (captionless, false)] {
            let frames = set(&report(lead));
            let page = &frames.pages[0];
            let line = |shown: &str| page.lines.iter().find(|line| line.text.contains(shown));
            let (before, after) = (line("表前").unwrap(), line("表后").unwrap());
            let lines = (after.y - before.y) / pitch;
            assert!((lines - lines.round()).abs() < 1e-6, "{rows}: {lines}");
            // From the foot of the line above to the caption or rule, from the rule to the head of the line below.
            let first = rules(page).map(|rule| rule.2).fold(f64::MAX, f64::min);
            let last = rules(page).map(|rule| rule.3).fold(0.0, f64::max);
            let top = match captioned {
                true => line("表1").unwrap().y - 0.88 * 12.0,
                false => first,
            };
            let (above, below) = (top - before.y - 0.12 * 16.0, after.y - 0.88 * 16.0 - last);
            assert!((above - below).abs() < 2.0, "{rows} {captioned}: {above} {below}");
            assert!(above > 8.0 && above < 8.0 + pitch);
        }
    }
}

#[test]
fn nothing_of_an_odd_table_is_lost_or_leaves_the_type_area() {
    let (left, right, top, bottom) = area();
    let wide: Vec<String> = (0..30).map(|at| format!("{}", 10_000 + at * 7)).collect();
    let wide: Vec<&str> = wide.iter().map(String::as_str).collect();
    let many: Vec<&str> = std::iter::repeat_n("格", 120).collect();
    let long = "中".repeat(5000);
    let word = "a".repeat(300);
    let (tall, [head, row]) = ([long.as_str(), "丙"], [["甲", word.as_str()], [&word, "1"]]);
    let cases: [Vec<&[&str]>; 8] = [
        vec![&["一列"], &["甲"], &["乙"]],
        vec![&["", "乙"], &["", ""], &["甲", ""]],
        vec![&wide, &wide],
        vec![&many, &many],
        vec![&["甲", "乙"], &tall],
        vec![&head, &row],
        vec![&["甲", "乙", "丙"], &["**粗**文", "1.5[^1]"], &[]],
        vec![&["", ""], &["", ""]],
    ];
    for rows in cases {
        let expected: usize =
            rows.iter().flat_map(|row| row.iter()).map(|cell| visible(cell)).sum();
        let mut report = report(vec![block_of(&rows)]);
        report.notes = vec![note(1, "注。")];
        let frames = set(&report);
        let cells = frames.pages.iter().flat_map(|page| &page.lines);
        let cells = cells.filter(|line| matches!(line.part, Part::Cell | Part::HeadCell));
        let shown: u32 = cells.map(|line| line.characters).sum();
        assert_eq!(shown as usize, expected, "{:?}", rows[0].first());
        for page in frames.pages.iter().filter(|page| !page.turned) {
            let fits = |line: &crate::typeset::LineBox| {
                line.x > left - 0.1 && line.x + line.width < right + 0.1
            };
            assert!(page.lines.iter().all(fits), "{:?}", rows[0].first());
            assert!(page.lines.iter().all(|line| line.y > top && line.y < bottom));
        }
        for page in frames.pages.iter().filter(|page| page.turned) {
            let end = mm(35.0 + 225.0) + 0.1;
            assert!(
                page.lines.iter().all(|line| line.x + line.width < end),
                "{:?}",
                rows[0].first()
            );
        }
    }
}

/// The characters of a cell that are shown, `**` and `[^1]` read.
fn visible(cell: &str) -> usize {
    let text = cell.replace("**", "").replace("[^1]", "①");
    text.chars().filter(|ch| !ch.is_whitespace()).count()
}

#[test]
fn a_table_is_a_tree_of_rows_and_cells() {
    let mut table = table(&[&["村名", "收入", ""], &["甲村", "", "12.5"], &["乙村"]]);
    let link =
        InlineKind::Link { target: "https://example.cn".into(), inlines: vec![words("网")] };
    table.rows[0][1] = Cell { inlines: vec![inline(link)], span: Span::default() };
    let frames = set(&report(vec![
        paragraph("表前。"),
        block(BlockKind::Table(table)),
        paragraph("注：甲。"),
    ]));
    let nodes = &frames.structure;
    let kids = |parent: usize| -> Vec<usize> {
        (1..nodes.len()).filter(|&at| nodes[at].parent.0 as usize == parent).collect()
    };
    let kinds = |of: &[usize]| of.iter().map(|&at| nodes[at].kind.clone()).collect::<Vec<_>>();
    let top = kids(0);
    assert_eq!(kinds(&top), [NodeKind::Paragraph, NodeKind::Table, NodeKind::Paragraph]);
    let rows = kids(top[1]);
    assert_eq!(kinds(&rows), [NodeKind::Caption, NodeKind::Row, NodeKind::Row, NodeKind::Row]);
    assert_eq!(kinds(&kids(rows[1])), vec![NodeKind::HeadCell; 3]);
    for &row in &rows[2..] {
        assert_eq!(kinds(&kids(row)), vec![NodeKind::Cell; 3]);
    }
    let linked = kids(kids(rows[2])[1]);
    assert_eq!(kinds(&linked), [NodeKind::Link]);
    assert_eq!(run(&frames, "网").node.0 as usize, linked[0]);
    assert_eq!(run(&frames, "12.5").node.0 as usize, kids(rows[2])[2]);
    assert!(frames.pages.iter().flat_map(runs).all(|run| run.node.0 > 0));
}

#[test]
fn any_page_takes_any_table() {
    let long = LINE.repeat(9);
    for (width, height, size) in
        [(40.0, 60.0, 30.0), (450.0, 60.0, 5.0), (40.0, 600.0, 12.0), (156.0, 225.0, 30.0)]
    {
        let setup = Setup { width, height, table: size, note: 20.0, ..Setup::default() };
        let lead = vec![
            paragraph("单位：万元"),
            block(BlockKind::Table(projects())),
            paragraph(&format!("注：{long}")),
            block_of(&[&["甲", "乙[^1]"], &[&long, "-12.5%"], &["", "3"]]),
        ];
        let mut report = report(lead);
        report.notes = vec![note(1, &long)];
        let options = Options { setup, ..Options::default() };
        let frames = typeset(&report, &Fonts::embedded(), &options);
        let lines = frames.pages.iter().flat_map(|page| &page.lines);
        let cells = lines.filter(|line| matches!(line.part, Part::Cell | Part::HeadCell));
        let shown: u32 = cells.map(|line| line.characters).sum();
        let projects: usize = std::iter::once(&projects().head)
            .chain(&projects().rows)
            .flatten()
            .map(|cell| plain(&cell.inlines).chars().count())
            .sum();
        assert_eq!(
            shown as usize,
            projects + long.chars().count() + "甲乙①-12.5%3".chars().count()
        );
    }
}
