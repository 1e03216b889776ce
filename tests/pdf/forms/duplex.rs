//! Documents printed on both sides: the 版记 on an even page, no numbers on blank pages before it (7.4.1, 7.5).

use super::folio::folio;
use super::*;

fn duplex(length: usize) -> Sample {
    let official = "  发文机关标志: 示例县人民政府文件\n  发文字号: 示政发〔2023〕12号\n  双面: true\n  \
                    主送: [各乡镇人民政府]\n  抄送: [县委办公室, 县人大常委会办公室, 县政协办公室, 县人武部, 县法院, \
                    县检察院, 各人民团体]\n  印发机关: 示例县人民政府办公室\n  印发日期: 2023-08-18\n";
    built(&draft(official, &paragraphs(length)))
}

#[test]
fn the_record_stands_on_an_even_page() {
    let mut faults = Faults::default();
    for length in 1..=14 {
        let sample = duplex(length);
        let sheets = Sheet::all(&sample);
        let record = sheets.iter().position(|sheet| sheet.find("抄送：").is_some()).unwrap() + 1;
        faults.check(record % 2 == 0 && record == sheets.len(), || {
            format!("{length} paragraphs: 版记 on page {record} of {}", sheets.len())
        });
    }
}

#[test]
fn blank_pages_before_the_record_and_its_page_have_no_number() {
    let mut faults = Faults::default();
    let mut seen = 0;
    for length in 1..=18 {
        let sample = duplex(length);
        let sheets = Sheet::all(&sample);
        let blank = |sheet: &Sheet<'_>| sheet.lines.is_empty();
        let blanks: Vec<usize> = (0..sheets.len()).filter(|&at| blank(&sheets[at])).collect();
        for (at, sheet) in sheets.iter().enumerate() {
            let bare = !blanks.is_empty() && at >= blanks[0];
            let numbered = folio(sheet.page).is_some();
            faults.check(numbered != bare, || {
                format!(
                    "{length} paragraphs: page {} of {}, number: {numbered}",
                    at + 1,
                    sheets.len()
                )
            });
        }
        seen += blanks.len();
    }
    faults.check(seen > 0, || "no length left a blank page".to_owned());
}
