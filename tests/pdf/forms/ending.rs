//! What follows the text: 附件说明 (7.3.4), 署名 and 成文日期 without a seal (7.3.5.2), 附注 (7.3.6).

use super::*;

const MARK: &str = "  发文机关标志: 示例县人民政府文件\n  发文字号: 示政发〔2023〕12号\n  主送: [各乡镇人民政府]\n";

fn signed(issuer: &str, more: &str) -> Sample {
    let text = draft(&format!("{MARK}{more}"), &paragraphs(2));
    built(&text.replace("单位: 示例县人民政府办公室", &format!("单位: {issuer}")))
}

fn last(sample: &Sample) -> Sheet<'_> {
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

#[test]
fn a_list_of_attachments_is_aligned_and_has_no_marks_after_its_names() {
    let mut faults = Faults::default();
    let long = "示例县2023年秋冬季森林草原防灭火重点任务和部门职责分工一览表";
    let sample = signed("示例县政府", &format!("  附件: [{long}。, 野外用火审批表；]\n"));
    let sheet = last(&sample);
    let first = sheet.line("附件：1.");
    let turned = sheet.after(&first.text());
    let second = sheet.line("2.野外用火审批表");
    faults.blank_lines(sheet.line(END), first, 1.0);
    faults.in_from_left(first, 2.0);
    faults.near_mm("numbers align", second.left(), part(first, "1.").left(), EXACT);
    let name = part(first, "示例县2023").left();
    faults.near_mm("names align", part(second, "野外").left(), name, EXACT);
    faults.near_mm("turned lines align", turned.left(), name, EXACT);
    for line in [turned, second] {
        let end = line.ends().1.ch();
        faults.check(!"。；，、".contains(end), || format!("`{}` ends with a mark", line.text()));
    }
    faults.blank_lines(second, sheet.line("示例县政府"), 1.0);
}

#[test]
fn a_single_attachment_has_no_number() {
    let mut faults = Faults::default();
    let sample = signed("示例县政府", "  附件: [野外用火审批表]\n");
    let sheet = last(&sample);
    let line = sheet.line("附件：");
    faults.check(line.text().trim() == "附件：野外用火审批表", || line.text());
    faults.in_from_left(line, 2.0);
}
