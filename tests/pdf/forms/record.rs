//! 版记 (7.4): its rules on the bottom edge of the last page's type area, copies and printer between them.

use tigang::report::Form;

use super::super::BOTTOM;
use super::*;

/// 四号.
const SMALL: f64 = 14.0;

fn sample(copies: &str) -> Sample {
    let official = format!(
        "  发文机关标志: 示例县人民政府文件\n  发文字号: 示政发〔2023〕12号\n  主送: [各乡镇人民政府]\n  \
         抄送: [{copies}]\n  印发机关: 示例县人民政府办公室\n  印发日期: 2023-08-18\n"
    );
    built(&draft(&official, &paragraphs(6)))
}

/// One character in: one of the grid's or one of the line's own, which differ by 0.6 mm.
fn one_in(faults: &mut Faults, what: &str, distance: f64) {
    let (least, most) = (SMALL - EXACT * MM, CELL + EXACT * MM);
    faults.check((least..=most).contains(&distance), || {
        format!("{what} is {:.2} mm in, not one character", distance / MM)
    });
}

fn rules_of_the_record(faults: &mut Faults, sheet: &Sheet<'_>, inner: usize) {
    let rules = sheet.rules(false);
    let rules = &rules[rules.len().saturating_sub(inner + 2)..];
    faults.check(rules.len() == inner + 2, || format!("{} rules", rules.len()));
    for (at, rule) in rules.iter().enumerate() {
        let thickness = if at == 0 || at + 1 == rules.len() { 0.35 } else { 0.25 };
        faults.near_mm(&format!("thickness of rule {at}"), rule.height, thickness * MM, 0.03);
        faults.near_mm(&format!("left end of rule {at}"), rule.x, LEFT, EXACT);
        faults.near_mm(&format!("width of rule {at}"), rule.width, RIGHT - LEFT, EXACT);
    }
    if let Some(last) = rules.last() {
        faults.near_mm("lower edge of the last rule", last.bottom(), BOTTOM, 0.2);
    }
}

#[test]
fn rules_lie_on_the_bottom_edge_of_the_last_page() {
    let (sample, mut faults) = (sample("县委办公室，县人大常委会办公室"), Faults::default());
    rules_of_the_record(&mut faults, &Sheet::of(sample.pdf.pages.last().unwrap()), 1);
}

#[test]
fn copies_and_printer_stand_one_character_in_from_both_sides() {
    let mut faults = Faults::default();
    let copies = "县委各部门, 县人大常委会办公室, 县政协办公室, 县人武部, 县法院, 县检察院, 各人民团体, 驻县各单位";
    let sample = sample(copies);
    let sheet = Sheet::of(sample.pdf.pages.last().unwrap());
    let first = sheet.line("抄送：");
    let turned = sheet.after(&first.text());
    faults.set_in(first, FANGSONG, SMALL);
    one_in(&mut faults, "抄送", first.left() - LEFT);
    let from = part(first, "县委各部门").left();
    faults.near_mm("turned lines align after the colon", turned.left(), from, EXACT);
    let (edge, right) = (RIGHT - SMALL, first.right());
    faults.check(first.ends_at(edge, 2.0) || first.ends_at(RIGHT - CELL, 2.0), || {
        format!("the full line ends at {:.2} mm", right / MM)
    });
    faults.check(turned.text().ends_with('。'), || turned.text());
    let printed = sheet.line("2023年8月18日印发");
    faults.set_in(printed, FANGSONG, SMALL);
    one_in(&mut faults, "印发机关", part(printed, "示例县人民政府办公室").left() - LEFT);
    one_in(&mut faults, "印发日期", RIGHT - printed.right());
    // Its line lies between the inner rule and the last one.
    let rules = sheet.rules(false);
    let (inner, last) = (rules[rules.len() - 2], rules[rules.len() - 1]);
    faults.check(type_top(printed) > inner.bottom() && type_bottom(printed) < last.y, || {
        "the printer is not between the rules".to_owned()
    });
    faults.near_mm(
        "middle between the rules",
        printed.middle(),
        (inner.bottom() + last.y) / 2.0,
        EXACT,
    );
}

#[test]
fn a_record_without_copies_has_two_rules() {
    let (sample, mut faults) = (sample(""), Faults::default());
    rules_of_the_record(&mut faults, &Sheet::of(sample.pdf.pages.last().unwrap()), 0);
}

#[test]
fn the_examples_end_with_their_record() {
    let mut faults = Faults::default();
    let forms = [Form::Document, Form::Minutes, Form::Bulletin];
    for sample in forms.into_iter().flat_map(official_examples) {
        let official = sample.compiled.report.meta.official.as_ref().unwrap();
        let printed = official.printed_by.is_some() || official.printed_on.is_some();
        let copied = !official.copies_to.is_empty();
        if printed || copied {
            let sheet = Sheet::of(sample.pdf.pages.last().unwrap());
            rules_of_the_record(&mut faults, &sheet, usize::from(printed && copied));
        }
    }
}
