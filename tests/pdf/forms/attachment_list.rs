//! 附件说明 (7.3.4).

use super::ending::{last, signed};
use super::*;

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
        faults
            .check(!"。；，、".contains(end), || format!("`{}` ends with a mark", line.text()));
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
