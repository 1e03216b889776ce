//! 信函 (10.1).

use tigang::report::Form;

use super::super::BOTTOM;
use super::folio;
use super::*;

fn letter(length: usize) -> Sample {
    let official = "  形式: 信函\n  发文机关标志: 示例县人民政府\n  发文字号: 示政函〔2023〕8号\n  份号: \"000001\"\n  \
                    密级: 秘密\n  主送: [示例市人民政府办公室]\n  抄送: [县委办公室]\n  \
                    印发机关: 示例县人民政府办公室\n  印发日期: 2023-08-18\n";
    built(&draft(official, &paragraphs(length)))
}

/// The two red double rules of a letter's first page.
fn double_rules(faults: &mut Faults, sheet: &Sheet<'_>, mark: &Line<'_>) {
    let rules = sheet.rules(true);
    faults.check(rules.len() == 4, || format!("{} red rules", rules.len()));
    let &[one, two, three, four] = rules.as_slice() else { return };
    for rule in &rules {
        faults.near_mm("left end of a rule", rule.x, 20.0 * MM, EXACT);
        faults.near_mm("width of a rule", rule.width, 170.0 * MM, EXACT);
    }
    faults.near_mm("from the mark to the first rule", one.y - mark.ink()[3], 4.0 * MM, EXACT);
    faults
        .check(one.height > 1.5 * two.height, || "the upper rule is not the thick one".to_owned());
    faults.check(four.height > 1.5 * three.height, || {
        "the lower rule is not the thick one".to_owned()
    });
    for (upper, lower) in [(one, two), (three, four)] {
        let gap = lower.y - upper.bottom();
        faults.check((0.3 * MM..2.0 * MM).contains(&gap), || {
            format!("{gap:.2} pt between two rules")
        });
    }
    // 20 mm from the paper's bottom to the pair, by its upper or its lower edge.
    let (lower, upper) = ((297.0 * MM - four.bottom()) / MM, (297.0 * MM - three.y) / MM);
    faults.check((lower - 20.0).abs() <= EXACT || (upper - 20.0).abs() <= EXACT, || {
        format!("the second double rule is {lower:.2}–{upper:.2} mm from the paper's bottom")
    });
}

#[test]
fn a_letters_mark_and_double_rules() {
    let (sample, mut faults) = (letter(2), Faults::default());
    let sheet = Sheet::of(&sample.pdf.pages[0]);
    let mark = sheet.line("示例县人民政府");
    faults.mark(mark, 30.0);
    double_rules(&mut faults, &sheet, mark);
}

#[test]
fn a_letters_number_stands_on_the_right_below_the_first_double_rule() {
    let (sample, mut faults) = (letter(2), Faults::default());
    let sheet = Sheet::of(&sample.pdf.pages[0]);
    let rules = sheet.rules(true);
    let number = part(sheet.line("示政函〔2023〕8号"), "示政函〔2023〕8号");
    faults.in_from_right(&number, 0.0);
    faults.set_in(&number, FANGSONG, BODY);
    // Seven eighths of a 三号 character from the rule to the line's type.
    let distance = type_top(&number) - rules[1].bottom();
    faults.near_mm("below the rule", distance, 0.875 * BODY, EXACT);
    // The first of the lines on the left stands on its line.
    let copy = part(sheet.line("000001"), "000001");
    faults.in_from_left(&copy, 0.0);
    faults.near_mm("on the number's line", copy.y, number.y, EXACT);
    let secrecy = sheet.line("秘密");
    faults.in_from_left(secrecy, 0.0);
    faults.set_in(secrecy, HEI, BODY);
    let title = sheet.lines.iter().find(|line| line.size == TITLE).unwrap();
    faults.blank_from(type_bottom(secrecy), title, 2.0);
    faults.centred(title);
}

#[test]
fn a_letters_first_page_has_no_number_and_later_ones_have() {
    let (sample, mut faults) = (letter(12), Faults::default());
    let pages = &sample.pdf.pages;
    faults.check(folio::folio(&pages[0]).is_none(), || "page 1 has a number".to_owned());
    for (at, page) in pages.iter().enumerate().skip(1) {
        folio::check(&mut faults, page, at + 1);
        let rules = Sheet::of(page).rules(true);
        faults.check(rules.is_empty(), || format!("red rules on page {}", at + 1));
    }
}

#[test]
fn a_letters_record_has_neither_rules_nor_printer() {
    let mut faults = Faults::default();
    for length in [2, 12] {
        let sample = letter(length);
        let sheets = Sheet::all(&sample);
        let last = sheets.last().unwrap();
        let copies = last.line("抄送：县委办公室。");
        faults.near("its size", copies.size, 14.0, 0.05);
        faults.check(sheets.iter().all(|sheet| sheet.rules(false).is_empty()), || {
            "a letter's 版记 has rules".to_owned()
        });
        faults.check(sheets.iter().all(|sheet| sheet.find("印发").is_none()), || {
            "a letter's 版记 names its printer".to_owned()
        });
        // At the foot of the type area.
        let gap = (BOTTOM - type_bottom(copies)) / MM;
        faults.check((-EXACT..4.0).contains(&gap), || format!("{gap:.2} mm above the bottom edge"));
    }
}

#[test]
fn the_example_letter_is_in_place() {
    let mut faults = Faults::default();
    for sample in official_examples(Form::Letter) {
        let sheet = Sheet::of(&sample.pdf.pages[0]);
        let official = sample.compiled.report.meta.official.as_ref().unwrap();
        let mark = sheet.line(&official.marks[0].value);
        faults.mark(mark, 30.0);
        double_rules(&mut faults, &sheet, mark);
        let number = &official.number.as_ref().unwrap().value;
        faults.in_from_right(sheet.line(number), 0.0);
        faults.check(folio::folio(sheet.page).is_none(), || "page 1 has a number".to_owned());
    }
}
