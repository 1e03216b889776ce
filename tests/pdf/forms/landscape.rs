//! Tables too wide for the page (8): turned, the head at the left of the bound page (odd pages: the binding
//! edge, even ones: the cut edge), the page number where the other pages have it.

use super::super::plain;
use super::folio;
use super::*;

/// A table of sixteen columns that no portrait page holds, and text around it.
fn wide(before: usize) -> Sample {
    let heads: Vec<String> = (1..=16).map(|at| format!("指标项目{at}完成情况")).collect();
    let row = |name: &str| -> String {
        let cells: Vec<String> = (2..=16).map(|at| format!("{}.{at}", at * 137)).collect();
        format!("| {name} | {} |\n", cells.join(" | "))
    };
    let table: String =
        ["青禾乡", "清源镇", "白石镇", "双河镇", "云岭乡"].into_iter().map(row).collect();
    built(&plain(&format!(
        "{}\n\n表：各乡镇主要指标完成情况\n\n| {} |\n|{}\n{table}\n{}",
        paragraphs(before),
        heads.join(" | "),
        "---|".repeat(16),
        paragraphs(2)
    )))
}

#[test]
fn a_wide_table_is_turned_with_its_head_at_the_left_and_the_number_in_place() {
    let mut faults = Faults::default();
    let mut parities = std::collections::BTreeSet::new();
    for before in 1..=12 {
        let sample = wide(before);
        let pages: Vec<Page> = sample.pdf.pages.iter().map(Page::bound).collect();
        let turned: Vec<usize> = (0..pages.len())
            .filter(|&at| {
                pages[at]
                    .glyphs
                    .iter()
                    .any(|glyph| glyph.direction.1.abs() > 0.99 && !glyph.artifact)
            })
            .collect();
        faults.check(!turned.is_empty(), || "no page is turned".to_owned());
        for at in turned {
            let page = &pages[at];
            parities.insert(at % 2);
            folio::check(&mut faults, page, at + 1);
            // On a screen it is upright: a landscape sheet, or a portrait one that is shown turned back.
            let sheet = &sample.pdf.pages[at];
            let shown = if sheet.width > sheet.height { 0 } else { 90 };
            faults.check(sheet.rotate == shown, || {
                format!("page {}: shown turned by {}", at + 1, sheet.rotate)
            });
            // Lines run upwards: turned to the left.
            let text: Vec<_> = page.glyphs.iter().filter(|glyph| !glyph.artifact).collect();
            faults.check(text.iter().all(|glyph| glyph.direction.1 < -0.99), || {
                format!("page {}: not turned to the left", at + 1)
            });
            let place = |ch: char| text.iter().find(|glyph| glyph.ch() == ch).map(|glyph| glyph.x);
            let (head, last) = (place('标'), place('岭'));
            faults.check(head < last && head.is_some(), || {
                format!("page {}: head at {head:?}, last row at {last:?}", at + 1)
            });
        }
        for (at, page) in pages.iter().enumerate() {
            folio::check(&mut faults, page, at + 1);
        }
    }
    faults.check(parities.len() == 2, || {
        "the table came only to odd or only to even pages".to_owned()
    });
}

/// What stands before a turned table stays upright: a red head, an attachment's title.
#[test]
fn a_head_is_never_turned_with_the_table_after_it() {
    let heads: Vec<String> = (1..=16).map(|at| format!("指标项目{at}完成情况")).collect();
    let row: Vec<String> = (1..=16).map(|at| format!("{}.{at}", at * 137)).collect();
    let bars = "---|".repeat(16);
    let table = format!("| {} |\n|{bars}\n| {} |\n", heads.join(" | "), row.join(" | "));
    for official in [
        "  发文机关标志: 示例县人民政府文件\n  发文字号: 示政发〔2023〕8号\n  主送: [各乡镇人民政府]\n",
        "  形式: 信函\n  发文机关标志: 示例县人民政府\n  发文字号: 示政函〔2023〕8号\n",
    ] {
        let sample = built(&draft(official, &table));
        let pages = &sample.pdf.pages;
        assert_eq!(pages[0].rotate, 0);
        assert!(pages[0].width < pages[0].height && pages[0].text().contains("示例县人民政府"));
        assert!(pages[1].text().contains("指标项目16"), "the table is on a page of its own");
        assert!(pages[1].rotate == 90 || pages[1].width > pages[1].height);
    }
}
