//! 署名 and 成文日期 where a seal is set on them (7.3.5.1).

use super::*;

fn sealed(issuer: &str) -> Sample {
    let official = "  发文机关标志: 示例县人民政府文件\n  发文字号: 示政发〔2023〕12号\n  印章: true\n  \
                    主送: [各乡镇人民政府]\n";
    let text = draft(official, &paragraphs(2));
    built(&text.replace("单位: 示例县人民政府办公室", &format!("单位: {issuer}")))
}

#[test]
fn with_a_seal_the_date_is_four_characters_in_and_the_signature_centred_on_it() {
    let mut faults = Faults::default();
    for issuer in ["示例县政府", "示例县人民政府", "示例县人民政府应急管理局"]
    {
        let sample = sealed(issuer);
        let sheet = Sheet::of(sample.pdf.pages.last().unwrap());
        let when = sheet.line("2023年8月17日");
        let who = sheet.lines.iter().rev().find(|line| line.y < when.y - 3.0).unwrap();
        faults.check(who.text() == issuer, || who.text());
        faults.in_from_right(when, 4.0);
        faults.near_mm(&format!("middle of `{issuer}`"), who.centre(), when.centre(), EXACT);
        faults.blank_lines(who, when, 0.0);
        let body = sheet.line(END);
        faults.check(grid_line(who) - grid_line(body) > 1.9, || "no blank line above".to_owned());
    }
}

/// A signature too long to be centred on a date four in from the right stays inside the type area, whichever
/// of the two gives way.
#[test]
fn with_a_seal_a_long_signature_stays_in_the_type_area() {
    let mut faults = Faults::default();
    let issuer = "示例县秋冬季森林草原防灭火工作领导小组指挥部联合办公室";
    let sample = sealed(issuer);
    let sheet = Sheet::of(sample.pdf.pages.last().unwrap());
    let (who, when) = (sheet.line(issuer), sheet.line("2023年8月17日"));
    faults.check(who.left() >= LEFT - 0.5 && who.right() <= RIGHT + 0.5, || {
        format!("from {:.1} to {:.1} mm", who.left() / MM, who.right() / MM)
    });
    faults.blank_lines(who, when, 0.0);
}
