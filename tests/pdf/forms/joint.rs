//! Several issuers (7.2.4, 7.2.5, 7.2.6): their marks and signers under each other, the leading one first.

use super::*;

const JOINT: &str = "  发文机关标志: [示例县委组织部, 示例县财政局, 示例县农业农村局]\n  发文字号: 示组发〔2023〕12号\n  \
                     主送: [各乡镇党委]\n";

#[test]
fn joint_marks_stand_under_each_other() {
    let (sample, mut faults) = (built(&draft(JOINT, &paragraphs(2))), Faults::default());
    let sheet = Sheet::of(&sample.pdf.pages[0]);
    let marks: Vec<&Line<'_>> = ["示例县委组织部", "示例县财政局", "示例县农业农村局"]
        .into_iter()
        .map(|name| sheet.line(name))
        .collect();
    faults.near_mm("top of the first", marks[0].ink()[1], 72.0 * MM, EXACT);
    for mark in &marks {
        faults.check(mark.glyphs.iter().all(|glyph| is_red(glyph.color)), || mark.text());
        faults.near("one size", mark.size, marks[0].size, 0.05);
    }
    for pair in marks.windows(2) {
        let (one, next) = (pair[0].ink(), pair[1].ink());
        faults.check(next[1] > one[3], || format!("`{}` runs into the one above", pair[1].text()));
    }
    // Each in the middle, or all of one width, the letters of shorter names spread out (实务).
    for mark in &marks {
        faults.centred(mark);
    }
    let number = sheet.line("示组发〔2023〕12号");
    faults.blank_from(marks[2].ink()[3], number, 2.0);
    faults.centred(number);
    faults.rule_below(&sheet.rules(true)[0], number);
}

/// Signers stand two to a line, the number on the last of the lines, the rule 4 mm below it (7.2.6).
#[test]
fn several_signers_stand_two_to_a_line_with_the_number_on_the_last() {
    let official = JOINT.replace("  主送", "  签发人: [李示例, 王示范, 张样本]\n  主送");
    let (sample, mut faults) = (built(&draft(&official, &paragraphs(2))), Faults::default());
    let sheet = Sheet::of(&sample.pdf.pages[0]);
    let (first, last) = (sheet.line("李示例"), sheet.line("张样本"));
    faults.check(first.text().contains("王示范"), || first.text());
    faults.blank_lines(&part(first, "李示例"), &part(last, "张样本"), 0.0);
    faults.near_mm("names align", part(last, "张样本").left(), part(first, "李示例").left(), EXACT);
    faults.in_from_right(&part(first, "王示范"), 1.0);
    let number = part(last, "示组发〔2023〕12号");
    faults.in_from_left(&number, 1.0);
    faults.rule_below(&sheet.rules(true)[0], &number);
}
