//! Page numbers (7.5).

use super::super::BOTTOM;
use super::super::lines::artifact_lines;
use super::*;

/// The page number's line, where a page has one.
pub fn folio(page: &Page) -> Option<Line<'_>> {
    let mut found = artifact_lines(page);
    found.retain(|line| line.text().contains('—') || line.text().trim().parse::<u32>().is_ok());
    assert!(found.len() <= 1, "several page numbers");
    found.pop()
}

/// Checks the number of a page as it lies in the bound document.
pub fn check(faults: &mut Faults, page: &Page, number: usize) {
    let Some(line) = folio(page) else {
        faults.check(false, || format!("page {number} has no number"));
        return;
    };
    let text = line.text();
    let bare: String = text.chars().filter(|ch| !ch.is_whitespace()).collect();
    faults.check(bare == format!("—{number}—"), || format!("page {number}: `{text}`"));
    faults.near(&format!("size of `{text}`"), line.size, 14.0, 0.05);
    for glyph in &line.glyphs {
        faults.check(!cfg!(feature = "fandol") || glyph.font.starts_with(SONG), || {
            format!("`{text}` in {}", glyph.font)
        });
    }
    let (first, last) = line.ends();
    for dash in [first, last] {
        let ink = dash.ink_box().expect("ink");
        // The dash is one character wide; its stroke lies 7 mm below the type area.
        faults.near("width of a dash", dash.advance, 14.0, 0.5);
        let middle = (ink[1] + ink[3]) / 2.0;
        faults.near_mm(&format!("height of `{text}`"), middle, BOTTOM + 7.0 * MM, EXACT);
    }
    let (least, most) = (14.0 - EXACT * MM, BODY + EXACT * MM);
    let inset = if number % 2 == 1 { RIGHT - line.right() } else { line.left() - LEFT };
    faults.check((least..=most).contains(&inset), || {
        format!("`{text}` is {:.2} mm in, not one character", inset / MM)
    });
}

#[test]
fn every_page_of_the_plain_examples_has_its_number() {
    let mut faults = Faults::default();
    for sample in examples() {
        if sample.compiled.report.meta.official.is_none() {
            for (at, page) in sample.pdf.pages.iter().enumerate() {
                check(&mut faults, &page.bound(), at + 1);
            }
        }
    }
}

#[test]
fn pages_of_an_official_document_have_their_numbers() {
    let official = "  发文机关标志: 示例县人民政府文件\n  发文字号: 示政发〔2023〕12号\n  主送: [各乡镇人民政府]\n";
    let (sample, mut faults) = (built(&draft(official, &paragraphs(16))), Faults::default());
    faults.check(sample.pdf.pages.len() >= 3, || "a short document".to_owned());
    for (at, page) in sample.pdf.pages.iter().enumerate() {
        check(&mut faults, page, at + 1);
    }
}
