//! What follows the text: 署名 and 成文日期 without a seal (7.3.5.2), 附注 (7.3.6).

use super::*;

const MARK: &str = "  发文机关标志: 示例县人民政府文件\n  发文字号: 示政发〔2023〕12号\n  主送: [各乡镇人民政府]\n";

pub fn signed(issuer: &str, more: &str) -> Sample {
    let text = draft(&format!("{MARK}{more}"), &paragraphs(2));
    built(&text.replace("单位: 示例县人民政府办公室", &format!("单位: {issuer}")))
}

pub fn last(sample: &Sample) -> Sheet<'_> {
    Sheet::of(sample.pdf.pages.last().unwrap())
}

#[test]
fn a_signature_longer_than_the_date_stands_two_characters_in_from_the_right() {
    let mut faults = Faults::default();
    let sample = signed("示例县森林草原防灭火指挥部办公室", "");
    let sheet = last(&sample);
    let (who, when) = (sheet.line("示例县森林草原防灭火指挥部办公室"), sheet.line("2023年8月17日"));
    faults.in_from_right(who, 2.0);
    faults.near_mm("date begins", when.left(), who.left() + 2.0 * CELL, EXACT);
    faults.blank_lines(sheet.line(END), who, 1.0);
    faults.blank_lines(who, when, 0.0);
    faults.set_in(who, FANGSONG, BODY);
}

#[test]
fn a_date_longer_than_the_signature_stands_two_characters_in_from_the_right() {
    let mut faults = Faults::default();
    let sample = signed("示例县政府", "");
    let sheet = last(&sample);
    let when = sheet.line("2023年8月17日");
    let who = sheet.lines.iter().rev().find(|line| line.y < when.y - 3.0).unwrap();
    faults.check(who.text() == "示例县政府", || who.text());
    faults.in_from_right(when, 2.0);
    faults.near_mm("signature begins", who.left(), when.left() - 2.0 * CELL, EXACT);
    faults.blank_lines(sheet.line(END), who, 1.0);
    faults.blank_lines(who, when, 0.0);
}

#[test]
fn a_note_follows_the_date_two_characters_in() {
    let mut faults = Faults::default();
    let sample = signed("示例县政府", "  附注: 此件公开发布\n");
    let sheet = last(&sample);
    let note = sheet.line("（此件公开发布）");
    faults.in_from_left(note, 2.0);
    faults.blank_lines(sheet.line("2023年8月17日"), note, 0.0);
    faults.set_in(note, FANGSONG, BODY);
}
