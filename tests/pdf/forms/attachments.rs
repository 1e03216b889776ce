//! 附件 that are part of the draft (7.3.7): each on a new page before the 版记.

use super::super::built_with;
use super::*;

fn attached(list: &str) -> Sample {
    let official = format!(
        "  发文机关标志: 示例县人民政府文件\n  发文字号: 示政发〔2023〕12号\n  主送: [各乡镇人民政府]\n  附件: {list}\n  \
         抄送: [县委办公室]\n  印发机关: 示例县人民政府办公室\n  印发日期: 2023-08-18\n"
    );
    let task = "## 组织领导\n\n成立由县长任总指挥的指挥部，统筹全县防灭火工作。\n\n## 工作任务\n\n开展隐患排查。\n";
    let form = "申请人应当如实填写用火时间、地点、面积和看护人，经村民委员会签署意见后报乡镇人民政府审批。\n";
    built_with(&draft(&official, &paragraphs(2)), &[("任务.md", task), ("审批.md", form)])
}

const TWO: &str = "[{名称: 重点任务清单, 文件: 任务.md}, {名称: 野外用火审批办法, 文件: 审批.md}]";

/// The page that begins with a label, and its index.
fn begins<'a>(sheets: &'a [Sheet<'a>], label: &str) -> (usize, &'a Sheet<'a>) {
    let found = sheets.iter().enumerate().find(|(_, sheet)| {
        sheet.lines.first().is_some_and(|line| line.text().replace(' ', "") == label)
    });
    found.unwrap_or_else(|| panic!("no page begins with `{label}`"))
}

#[test]
fn attachments_begin_pages_with_their_label_and_title() {
    let (sample, mut faults) = (attached(TWO), Faults::default());
    let sheets = Sheet::all(&sample);
    for (label, title, text) in [
        ("附件1", "重点任务清单", "成立由县长任总指挥的指挥部"),
        ("附件2", "野外用火审批办法", "申请人应当如实填写用火时间"),
    ] {
        let (at, sheet) = begins(&sheets, label);
        faults.check(at > 0, || format!("{label} on page 1"));
        let line = &sheet.lines[0];
        faults.on_line(line, 0.0);
        faults.in_from_left(line, 0.0);
        faults.set_in(line, HEI, BODY);
        let title = sheet.line(title);
        faults.centred(title);
        // On the third line, whatever its size.
        faults.near(&format!("line of `{}`", title.text()), grid_line(title), 2.0, 0.25);
        let body = sheet.line(text);
        faults.on_the_grid(body);
        faults.check(body.y > title.y + PITCH, || "its text follows its title".to_owned());
    }
}

#[test]
fn a_single_attachment_is_labelled_without_a_number() {
    let (sample, mut faults) =
        (attached("[{名称: 重点任务清单, 文件: 任务.md}]"), Faults::default());
    let sheets = Sheet::all(&sample);
    let (_, sheet) = begins(&sheets, "附件");
    faults.in_from_left(&sheet.lines[0], 0.0);
    faults.near("line of the title", grid_line(sheet.line("重点任务清单")), 2.0, 0.25);
}

#[test]
fn end_matter_follows_the_attachments() {
    let (sample, mut faults) = (attached(TWO), Faults::default());
    let sheets = Sheet::all(&sample);
    let record = sheets.iter().position(|sheet| sheet.find("抄送：").is_some()).unwrap();
    faults.check(record + 1 == sheets.len(), || format!("版记 on page {}", record + 1));
    faults
        .check(begins(&sheets, "附件2").0 <= record, || "attachments after the 版记".to_owned());
}
