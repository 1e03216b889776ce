//! 简报: no part of the standard; as offices have it.

use tigang::report::Form;

use super::*;

fn head(faults: &mut Faults, sample: &Sample, issuer: &str, date: &str) {
    let sheet = Sheet::of(&sample.pdf.pages[0]);
    let official = sample.compiled.report.meta.official.as_ref().unwrap();
    let mark = sheet.line(&official.marks[0].value);
    let number = sheet.line(&official.issue.as_ref().unwrap().value);
    let (line, other) = (sheet.line(issuer), sheet.line(date));
    faults.check(mark.glyphs.iter().all(|glyph| is_red(glyph.color)), || "not red".to_owned());
    faults.centred(mark);
    faults.centred(number);
    faults.check(number.ink()[1] > mark.ink()[3], || "the number is not below the name".to_owned());
    faults.near_mm("issuer and date on one line", part(line, issuer).y, part(other, date).y, EXACT);
    let rules = sheet.rules(true);
    faults.check(rules.len() == 1, || format!("{} red rules", rules.len()));
    faults.rule_below(&rules[0], line);
    // Flush or one character in, the same on both sides.
    let (left, right) = (part(line, issuer).left() - LEFT, RIGHT - part(other, date).right());
    faults.near_mm("the same inset on both sides", left, right, EXACT);
    faults.check((-1.0..CELL + 1.0).contains(&left), || format!("{left:.1} pt in"));
    let title = sheet.lines.iter().find(|line| line.size == TITLE).unwrap();
    faults
        .check(title.ink()[1] > rules[0].bottom(), || "the title is not below the rule".to_owned());
    faults.centred(title);
}

#[test]
fn a_bulletins_head_has_name_number_issuer_date_and_rule() {
    let mut faults = Faults::default();
    let official = "  形式: 简报\n  发文机关标志: 示例县应急管理工作简报\n  期号: 第12期\n";
    let sample = built(&draft(official, &paragraphs(2)));
    head(&mut faults, &sample, "示例县人民政府办公室", "2023年8月17日");
}

#[test]
fn the_example_bulletin_is_in_place() {
    let mut faults = Faults::default();
    for sample in official_examples(Form::Bulletin) {
        let meta = &sample.compiled.report.meta;
        let issuer = meta.organisation.as_ref().unwrap().value.clone();
        head(&mut faults, sample, &issuer, &meta.date.unwrap().0.chinese());
    }
}
