//! 纪要 (10.3).

use tigang::report::Form;

use super::*;

const NAMES: &str = "李示例（县长），王示范（常务副县长），张样本（副县长），赵例文（县政府办公室主任），\
                     钱范本（县应急管理局局长），孙样例（县林业局局长）";

fn minutes() -> Sample {
    let official = format!(
        "  形式: 纪要\n  发文机关标志: 示例县人民政府常务会议纪要\n  发文字号: 第12号\n  出席: [{NAMES}]\n  \
         请假: [周模板]\n  列席: [吴标准, 郑规范]\n"
    );
    let text = draft(&official, &paragraphs(1));
    built(
        &text.replace(
            "关于做好2023年秋冬季森林草原防灭火工作的通知",
            "研究秋冬季森林草原防灭火工作",
        ),
    )
}

#[test]
fn the_mark_of_minutes_is_red_and_35_mm_below_the_top_of_the_type_area() {
    let (sample, mut faults) = (minutes(), Faults::default());
    let sheet = Sheet::of(&sample.pdf.pages[0]);
    faults.mark(sheet.line("示例县人民政府常务会议纪要"), 72.0);
}

#[test]
fn attendance_is_labelled_in_hei_and_hangs_after_the_colon() {
    let (sample, mut faults) = (minutes(), Faults::default());
    for (label, name) in [("出席：", "李示例"), ("请假：", "周模板"), ("列席：", "吴标准")]
    {
        let sheets = Sheet::all(&sample);
        let sheet = sheets.iter().find(|sheet| sheet.find(label).is_some());
        let sheet = sheet.unwrap_or_else(|| panic!("no `{label}`"));
        let line = sheet.line(label);
        faults.in_from_left(line, 2.0);
        faults.set_in(&part(line, &label[..6]), HEI, BODY);
        faults.set_in(&part(line, name), FANGSONG, BODY);
        if label == "出席：" {
            let turned = sheet.after(&line.text());
            faults.near_mm("turned line", turned.left(), part(line, name).left(), EXACT);
            faults.blank_lines(line, turned, 0.0);
        }
    }
}

/// 10.3: one blank line below the text (or the list of attachments).
#[test]
fn attendance_follows_the_text_after_a_blank_line() {
    let (sample, mut faults) = (minutes(), Faults::default());
    let sheets = Sheet::all(&sample);
    let place = |words: &str| {
        let found = sheets.iter().enumerate().find_map(|(at, sheet)| {
            sheet.find(words).map(|line| at as f64 * 22.0 + grid_line(line))
        });
        found.unwrap_or_else(|| panic!("no line says `{words}`"))
    };
    faults.near("lines below the text", place("出席：") - place(END), 2.0, 0.05);
    let order = [place("出席："), place("请假："), place("列席：")];
    faults.check(order.is_sorted(), || format!("{order:?}"));
}

#[test]
fn the_example_minutes_are_in_place() {
    let mut faults = Faults::default();
    for sample in official_examples(Form::Minutes) {
        let sheet = Sheet::of(&sample.pdf.pages[0]);
        let official = sample.compiled.report.meta.official.as_ref().unwrap();
        faults.mark(sheet.line(&official.marks[0].value), 72.0);
    }
}
