//! 版头 of the ordinary form (7.2).

use tigang::report::Form;

use super::*;

const FULL: &str = "  份号: \"000001\"\n  密级: 机密★1年\n  紧急程度: 特急\n  发文机关标志: 示例县人民政府文件\n  \
                    发文字号: 示政发〔2023〕12号\n  主送: [各乡镇人民政府, 县政府各部门]\n";

pub fn plain_header() -> Sample {
    built(&draft(FULL, &paragraphs(3)))
}

pub fn upward() -> Sample {
    let official = "  发文机关标志: 示例县人民政府文件\n  发文字号: 示政〔2023〕7号\n  签发人: 李示例\n  \
                    主送: [示例市人民政府]\n";
    built(&draft(official, &paragraphs(3)))
}

#[test]
fn copy_number_secrecy_and_urgency_take_the_first_lines_flush_left() {
    let (sample, mut faults) = (plain_header(), Faults::default());
    let sheet = Sheet::of(&sample.pdf.pages[0]);
    for (at, (words, face)) in
        [("000001", SONG), ("机密★1年", HEI), ("特急", HEI)].into_iter().enumerate()
    {
        let line = sheet.line(words);
        faults.on_line(line, at as f64);
        faults.in_from_left(line, 0.0);
        faults.set_in(line, face, BODY);
    }
}

#[test]
fn the_mark_is_red_and_begins_35_mm_below_the_top_of_the_type_area() {
    let mut faults = Faults::default();
    for sample in [plain_header(), upward()] {
        let sheet = Sheet::of(&sample.pdf.pages[0]);
        faults.mark(sheet.line("示例县人民政府文件"), 37.0 + 35.0);
    }
}

#[test]
fn the_number_stands_two_lines_below_the_mark_and_the_rule_4_mm_below_it() {
    let (sample, mut faults) = (plain_header(), Faults::default());
    let sheet = Sheet::of(&sample.pdf.pages[0]);
    let number = sheet.line("示政发〔2023〕12号");
    faults.blank_from(sheet.line("示例县人民政府文件").ink()[3], number, 2.0);
    faults.centred(number);
    faults.set_in(number, FANGSONG, BODY);
    let rules = sheet.rules(true);
    faults.check(rules.len() == 1, || format!("{} red rules", rules.len()));
    faults.rule_below(&rules[0], number);
}

#[test]
fn upward_documents_have_the_number_on_the_left_and_the_signer_on_the_right() {
    let (sample, mut faults) = (upward(), Faults::default());
    let sheet = Sheet::of(&sample.pdf.pages[0]);
    let line = sheet.line("签发人：李示例");
    let number = part(line, "示政〔2023〕7号");
    faults.in_from_left(&number, 1.0);
    faults.in_from_right(&part(line, "李示例"), 1.0);
    faults.set_in(&number, FANGSONG, BODY);
    faults.set_in(&part(line, "签发人"), FANGSONG, BODY);
    faults.set_in(&part(line, "李示例"), KAI, BODY);
    faults.blank_from(sheet.line("示例县人民政府文件").ink()[3], &number, 2.0);
    faults.rule_below(&sheet.rules(true)[0], &number);
}

#[test]
fn long_addressees_turn_flush_left() {
    let mut faults = Faults::default();
    let official = "  发文机关标志: 示例县人民政府文件\n  发文字号: 示政发〔2023〕12号\n  \
                    主送: [各乡镇人民政府, 县政府各部门, 县人民法院, 县人民检察院, 各人民团体, 县属各企事业单位]\n";
    let sample = built(&draft(official, &paragraphs(2)));
    let sheet = Sheet::of(&sample.pdf.pages[0]);
    let first = sheet.line("各乡镇人民政府");
    let second = sheet.after(&first.text());
    faults.in_from_left(first, 0.0);
    faults.in_from_left(second, 0.0);
    faults.check(first.is_flush_right(), || format!("`{}` is not full", first.text()));
    faults.blank_lines(first, second, 0.0);
    faults.check(second.text().ends_with('：'), || second.text());
}

#[test]
fn the_first_page_shows_body_text() {
    let mut faults = Faults::default();
    let long = "关于进一步加强全县秋冬季森林草原防灭火工作切实保障人民群众生命财产安全和国家生态安全有关事项的紧急通知";
    let text =
        draft(FULL, &paragraphs(6)).replace("关于做好2023年秋冬季森林草原防灭火工作的通知", long);
    for sample in [plain_header(), upward(), built(&text)] {
        let sheet = Sheet::of(&sample.pdf.pages[0]);
        faults.check(sheet.find("今年入秋以来，我县降水偏少").is_some(), || {
            format!("no body text on page 1: {:?}", sheet.lines.last().map(Line::text))
        });
    }
}

#[test]
fn the_examples_have_their_heads_in_place() {
    let mut faults = Faults::default();
    for sample in official_examples(Form::Document) {
        let sheet = Sheet::of(&sample.pdf.pages[0]);
        let official = sample.compiled.report.meta.official.as_ref().unwrap();
        let marks: Vec<&Line<'_>> =
            sheet.lines.iter().filter(|line| line.glyphs.iter().all(|g| is_red(g.color))).collect();
        faults.near_mm(&sample.name, marks[0].ink()[1], 72.0 * MM, EXACT);
        let number = sheet.line(&official.number.as_ref().unwrap().value);
        faults.rule_below(&sheet.rules(true)[0], number);
        if official.signers.is_empty() {
            faults.centred(number);
        } else {
            faults.in_from_left(number, 1.0);
            // Two names a line: the first line of names is the full one.
            faults.in_from_right(sheet.line(&official.signers[0].value), 1.0);
        }
    }
}
