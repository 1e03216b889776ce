//! 版头 of the four forms, measured: GB/T 9704—2012, 7.2, 7.3.1 to 7.3.3, 10.

use super::sample::{self, paragraph, text};
use super::{all_text, area, runs, set, text_of};
use crate::fonts::Fonts;
use crate::report::{Attachment, Form, Official, Report, Text};
use crate::source::{Date, Span};
use crate::standard::{Setup, mm, to_mm};
use crate::typeset::shape::{MIDDLE, Shaper};
use crate::typeset::{Fill, Frames, Item, LineBox, NodeId, Page, Part};

pub(super) fn names(names: &[&str]) -> Vec<Text> {
    names.iter().map(|name| text(name)).collect()
}

pub(super) fn document(change: impl FnOnce(&mut Official)) -> Report {
    let mut report = sample::read(sample::SITUATION);
    let mut official = Official {
        copy_number: Some(text("000001")),
        secrecy: Some(text("机密★1年")),
        urgency: Some(text("特急")),
        marks: names(&["示例区委组织部文件"]),
        number: Some(text("示组发〔2023〕12号")),
        addressees: names(&["各镇（街道）党（工）委", "区级各部门党组（党委）"]),
        attachments: vec![Attachment { name: text("重点任务清单"), file: None }],
        note: Some(text("联系人：李示例")),
        copies_to: names(&["区委办公室"]),
        printed_by: Some(text("示例区委组织部办公室")),
        printed_on: Date::new(2023, 8, 18).map(|date| (date, Span::default())),
        ..Official::default()
    };
    change(&mut official);
    report.meta.official = Some(official);
    report
}

pub(super) fn of(frames: &Frames, part: Part) -> Vec<&LineBox> {
    frames.pages.iter().flat_map(|page| &page.lines).filter(|line| line.part == part).collect()
}

pub(super) fn one(frames: &Frames, part: Part) -> &LineBox {
    of(frames, part).first().copied().unwrap_or_else(|| panic!("no {part:?}"))
}

pub(super) fn rules(page: &Page, part: Part) -> Vec<Fill> {
    let fills = page.items.iter().filter_map(|item| match item {
        Item::Fill(fill) if fill.part == part => Some(*fill),
        _ => None,
    });
    fills.collect()
}

pub(super) fn middle(line: &LineBox) -> f64 {
    line.y - MIDDLE * line.size
}

pub(super) fn right(line: &LineBox) -> f64 {
    line.x + line.width
}

#[track_caller]
pub(super) fn near(value: f64, wanted: f64, tolerance: f64) {
    assert!((value - wanted).abs() <= tolerance, "{value} is not {wanted} ± {tolerance}");
}

/// Top and bottom of the ink of the runs of a colour on a page, in mm from its top.
fn red_ink(page: &Page) -> (f64, f64) {
    let fonts = Fonts::embedded();
    let shaper = Shaper::new(&fonts);
    let (mut top, mut bottom) = (f64::INFINITY, 0.0_f64);
    for run in runs(page).filter(|run| run.color.0 > 200) {
        for glyph in &run.glyphs {
            let Some((low, high)) = shaper.ink(run.face, glyph.id) else { continue };
            let raised = run.y + shaper.raise(run.face) * run.size;
            top = top.min(raised - high * run.size);
            bottom = bottom.max(raised - low * run.size);
        }
    }
    (to_mm(top), to_mm(bottom))
}

#[test]
fn nothing_of_the_head_is_lost_and_all_of_it_stands_where_it_must() {
    let frames = set(&document(|_| {}));
    let shown = all_text(&frames);
    for part in [
        "000001",
        "机密★1年",
        "特急",
        "示例区委组织部文件",
        "示组发〔2023〕12号",
        "各镇（街道）党（工）委，区级各部门党组（党委）：",
        "附件：重点任务清单",
        "示例区基层治理工作领导小组办公室2023年8月17日",
        "（联系人：李示例）",
        "抄送：区委办公室。",
        "示例区委组织部办公室2023年8月18日印发",
    ] {
        assert!(shown.contains(part), "{part}");
    }
    let (left, _, top, _) = area();
    let pitch = Setup::default().pitch();
    let lines = [Part::CopyNumber, Part::Secrecy, Part::Urgency].map(|part| one(&frames, part));
    for (index, line) in lines.into_iter().enumerate() {
        near(line.x, left, 0.01);
        near(middle(line), top + (index as f64 + 0.5) * pitch, 0.01);
    }
    let page = &frames.pages[0];
    let (mark_top, mark_bottom) = red_ink(page);
    near(mark_top, 37.0 + 35.0, 0.01);
    let number = one(&frames, Part::Number);
    near(middle(number) - pitch / 2.0, mm(mark_bottom) + 2.0 * pitch, 0.01);
    near(number.x + number.width / 2.0, mm(28.0 + 78.0), 0.3);
    let [rule] = rules(page, Part::RedRule)[..] else { panic!("one red rule") };
    near(to_mm(rule.y - middle(number) - number.size / 2.0), 4.0, 0.2);
    near(to_mm(rule.x), 28.0, 0.01);
    near(to_mm(rule.width), 156.0, 0.01);
    near(to_mm(rule.height), 0.5, 0.01);
    let title = of(&frames, Part::Title);
    let above = middle(title[0]) - 11.0 - rule.y - rule.height;
    assert!((1.97..2.5).contains(&(above / pitch)), "{}", above / pitch);
    let addressees = one(&frames, Part::Addressees);
    let below = middle(addressees) - 8.0 - middle(title[title.len() - 1]) - 11.0;
    assert!((0.95..1.55).contains(&(below / pitch)), "{}", below / pitch);
    let from_grid = (middle(addressees) - top) / pitch - 0.5;
    near(from_grid, from_grid.round(), 1e-3);
}

#[test]
fn what_is_missing_leaves_no_gap() {
    let (_, _, top, _) = area();
    let frames = set(&document(|official| {
        official.copy_number = None;
        official.urgency = None;
    }));
    near(middle(one(&frames, Part::Secrecy)), top + Setup::default().pitch() / 2.0, 0.01);
    assert!(of(&frames, Part::Urgency).is_empty());
}

#[test]
fn a_short_mark_is_spread_and_a_long_one_is_set_smaller() {
    let mark = |mark: &str| {
        let frames = set(&document(|official| official.marks = names(&[mark])));
        near(red_ink(&frames.pages[0]).0, 72.0, 0.01);
        of(&frames, Part::Mark).into_iter().cloned().collect::<Vec<_>>()
    };
    let short = mark("国务院文件");
    assert!(to_mm(short[0].width) > 100.0 && to_mm(short[0].width) < 156.0);
    near(short[0].size, 44.0, 0.01);
    let long = mark("中共示例省示例市示例区委员会组织部文件");
    assert_eq!(long.len(), 1);
    assert!(to_mm(long[0].width) <= 156.0 && long[0].size < 24.0, "{long:?}");
    let endless = mark(&"示例".repeat(100));
    assert!(endless.len() > 5 && endless.iter().all(|line| to_mm(line.width) <= 156.01));
}

#[test]
fn joint_issuers_are_as_wide_as_each_other_and_share_one_word() {
    let marks = names(&["示例区委组织部文件", "示例区人力资源和社会保障局", "示例区财政局"]);
    let frames = set(&document(|official| official.marks = marks));
    let lines = of(&frames, Part::Mark);
    let shown: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(shown, ["示例区委组织部", "示例区人力资源和社会保障局", "示例区财政局", "文件"]);
    for line in &lines[..3] {
        near(line.x, lines[1].x, 0.05);
        near(right(line), right(lines[1]), 0.05);
    }
    let (top, bottom) = red_ink(&frames.pages[0]);
    near(top, 72.0, 0.01);
    near(middle(lines[3]), mm(f64::midpoint(top, bottom)), 2.0);
    assert!(lines[3].x > right(lines[0]));
    near(lines[0].x - mm(28.0), mm(184.0) - right(lines[3]), 0.5);
}

#[test]
fn the_names_of_those_who_sign_stand_two_a_line_and_the_number_with_the_last() {
    let (left, right_edge, ..) = area();
    let cell = Setup::default().cell();
    for (signers, rows) in [(&["李示例"][..], 1), (&["沈立言", "方敬之", "梁启文"][..], 2)]
    {
        let frames = set(&document(|official| official.signers = names(signers)));
        let shown = of(&frames, Part::Signer);
        assert_eq!(shown[0].text, "签发人：");
        let number = one(&frames, Part::Number);
        near(number.x, left + cell, 0.3);
        near(number.y, shown[shown.len() - 1].y, 0.01);
        near(number.y - shown[1].y, (rows - 1) as f64 * Setup::default().pitch(), 0.01);
        let edge = shown.iter().map(|line| right(line)).fold(0.0, f64::max);
        near(edge, right_edge - cell, 0.3);
        near(shown[1].x, right(shown[0]), 0.01);
        if let Some(turned) = shown.get(3) {
            near(turned.x, shown[1].x, 0.01);
        }
        let rule = rules(&frames.pages[0], Part::RedRule)[0];
        near(to_mm(rule.y - middle(number) - number.size / 2.0), 4.0, 0.2);
        assert!(all_text(&frames).contains("示组发〔2023〕12号签发人："), "in reading order");
    }
}

#[test]
fn the_first_page_shows_text_whatever_stands_above_it() {
    let title =
        "关于进一步贯彻落实上级有关会议精神深入推进全区乡村振兴重点领域风险隐患集中排查化解";
    for offices in [1, 4, 8, 12, 30] {
        let frames = set(&{
            let mut report = document(|official| {
                official.addressees =
                    names(&["各镇（街道）党（工）委、政府（办事处）"].repeat(offices));
                official.marks =
                    names(&["示例区委组织部", "示例区委宣传部", "示例区民政局", "示例区财政局"]);
            });
            report.meta.title = text(title);
            report
        });
        assert!(text_of(&frames.pages[0]).contains("示例区辖"), "{offices}");
        let moved = of(&frames, Part::Addressees).is_empty();
        assert_eq!(moved, offices >= 12, "{offices}");
        assert_eq!(all_text(&frames).matches("各镇（街道）").count(), offices);
        let copies = of(&frames, Part::CopiesTo);
        assert_eq!(copies[0].text.starts_with("主送："), moved);
    }
}

#[test]
fn a_letter_has_its_own_places() {
    let frames = set(&document(|official| {
        official.form = Form::Letter;
        official.marks = names(&["示例区委组织部", "示例区财政局"]);
        official.signers = names(&["李示例"]);
    }));
    let page = &frames.pages[0];
    let (top, bottom) = red_ink(page);
    near(top, 30.0, 0.01);
    assert_eq!(of(&frames, Part::Mark).len(), 1, "the leading issuer's mark alone");
    let rules = rules(page, Part::RedRule);
    assert_eq!(rules.len(), 4);
    for rule in &rules {
        near(to_mm(rule.width), 170.0, 0.01);
        near(to_mm(rule.x), 20.0, 0.01);
    }
    near(to_mm(rules[0].y) - bottom, 4.0, 0.01);
    assert!(rules[0].height > rules[1].height && rules[2].height < rules[3].height);
    near(297.0 - to_mm(rules[3].y + rules[3].height), 20.0, 0.01);
    let first = one(&frames, Part::CopyNumber);
    near(middle(first) - 8.0 - rules[1].y - rules[1].height, 14.0, 0.6);
    near(first.x, mm(28.0), 0.01);
    let number = one(&frames, Part::Number);
    near(right(number), mm(184.0), 0.3);
    near(number.y, first.y, 0.01);
    let title = one(&frames, Part::Title);
    let gap = middle(title) - 11.0 - middle(one(&frames, Part::Urgency)) - 8.0;
    assert!((1.9..2.5).contains(&(gap / Setup::default().pitch())), "{gap}");
    assert_eq!(page.number, None);
    // No printer, no date, no rules in the end matter; copies at the foot of the last page.
    let last = frames.pages.last().unwrap();
    let copies = last.lines.iter().rfind(|line| line.part == Part::CopiesTo).unwrap();
    near(middle(copies) + 12.0, area().3, 0.1);
    assert!(of(&frames, Part::Printer).is_empty());
    assert!(!last.items.iter().any(|item| matches!(item, Item::Fill(fill)
        if matches!(fill.part, Part::RecordOuter | Part::RecordInner))));
}

#[test]
fn minutes_and_bulletins_say_who_and_when_above_the_rule() {
    let (left, right_edge, ..) = area();
    let cell = Setup::default().cell();
    for (form, issue) in [(Form::Minutes, "（第7期）"), (Form::Bulletin, "第7期")] {
        let frames = set(&document(|official| {
            official.form = form;
            official.number = None;
            official.issue = Some(text("7"));
        }));
        assert_eq!(one(&frames, Part::Number).text, issue);
        let issuer = of(&frames, Part::Issuer);
        assert_eq!(issuer[0].text, "示例区基层治理工作领导小组办公室");
        assert_eq!(issuer[1].text, "2023年8月17日");
        near(issuer[0].x, left + cell, 0.01);
        near(right(issuer[1]), right_edge - cell, 0.3);
        let rule = rules(&frames.pages[0], Part::RedRule)[0];
        near(to_mm(rule.y - middle(issuer[0]) - 8.0), 4.0, 0.2);
        assert!(of(&frames, Part::Signature).is_empty() && of(&frames, Part::Date).is_empty());
    }
}

#[test]
fn all_text_has_its_place_in_the_structure() {
    for form in [Form::Document, Form::Letter, Form::Minutes, Form::Bulletin] {
        let frames = set(&document(|official| {
            official.form = form;
            official.signers = names(&["李示例"]);
            official.present = names(&["张一", "王二"]);
        }));
        for run in frames.pages.iter().flat_map(runs) {
            assert_ne!(run.node, NodeId::default(), "{form:?} {}", run.text);
            assert!((run.node.0 as usize) < frames.structure.len());
        }
        for (at, node) in frames.structure.iter().enumerate().skip(1) {
            assert!((node.parent.0 as usize) < at);
        }
    }
}

#[test]
fn an_official_document_has_no_summary_and_keeps_its_issue() {
    let mut report = document(|official| official.issue = Some(text("第3期")));
    report.meta.summary = Some(text("摘要的内容。"));
    let shown = all_text(&set(&report));
    assert!(!shown.contains("摘要的内容") && shown.contains("第3期"));
}

#[test]
fn nothing_absurd_is_lost() {
    let many: Vec<String> = (0..60).map(|at| format!("第{at}局")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let long = "示组发〔2023〕12号".repeat(20);
    for form in [Form::Document, Form::Letter, Form::Minutes, Form::Bulletin] {
        let mut report = document(|official| {
            official.form = form;
            official.marks = names(&many[..if form == Form::Letter { 1 } else { 60 }]);
            official.number = Some(text(&long));
            official.signers = names(&many);
            official.addressees = names(&["", "  "]);
            official.copies_to = names(&many.repeat(20));
            official.printed_by = Some(text(&"示例区委组织部办公室".repeat(9)));
            official.attachments = vec![Attachment::default()];
            official.seal = true;
        });
        report.meta.organisations = names(&many);
        report.lead = vec![paragraph("正文。")];
        report.sections.clear();
        report.closing.clear();
        let frames = set(&report);
        let shown = all_text(&frames);
        let (marks, copies, signed) = match form {
            Form::Document => (60, 1200, 60),
            Form::Letter => (1, 1200, 60),
            Form::Minutes | Form::Bulletin => (60, 1200, 60),
        };
        assert_eq!(shown.matches("第59局").count(), if form == Form::Letter { 22 } else { 23 });
        assert_eq!(shown.matches('局').count(), marks + 60 + copies + signed, "{form:?}");
        assert!(shown.contains(&long));
        for page in &frames.pages {
            for line in &page.lines {
                assert!(right(line) < mm(185.0) && line.x > mm(27.0), "{line:?}");
                assert!(line.y < mm(263.0), "{line:?}");
            }
        }
    }
    let blank = Official { marks: names(&["", "　"]), ..Official::default() };
    let report = Report {
        meta: crate::report::Meta { official: Some(blank), ..Default::default() },
        ..Default::default()
    };
    assert_eq!(set(&report).pages.len(), 1);
}

#[test]
fn any_page_will_do() {
    let small = Setup { width: 40.0, height: 60.0, columns: 8.0, lines: 5.0, ..Setup::default() };
    let large =
        Setup { body: 48.0, title: 60.0, mark_size: 80.0, record: 30.0, ..Setup::default() };
    let none = Setup {
        mark_top: 0.0,
        number_gap: 0.0,
        title_gap: 0.0,
        addressees_gap: 0.0,
        signature_gap: 0.0,
        seal_gap: 0.0,
        attachments_gap: 0.0,
        letter_mark_top: 5.0,
        letter_rule_gap: 0.0,
        signature_inset: 0.0,
        seal_inset: 12.0,
        record_inset: 8.0,
        ..Setup::default()
    };
    let fonts = Fonts::embedded();
    for setup in [small, large, none] {
        let options = crate::typeset::Options { setup, ..Default::default() };
        for form in [Form::Document, Form::Letter, Form::Minutes, Form::Bulletin] {
            for seal in [false, true] {
                let mut report = document(|official| {
                    official.form = form;
                    official.seal = seal;
                    official.duplex = seal;
                    official.marks = names(&["示例区委组织部文件", "示例区财政局"]);
                    official.signers = names(&["李示例", "欧阳修文"]);
                    official.present = names(&["张一", "王二"]);
                });
                report.meta.organisations = names(&["示例区委组织部", "示例区财政局"]);
                let frames = crate::typeset::typeset(&report, &fonts, &options);
                let shown = all_text(&frames);
                assert!(shown.contains("李示例") && shown.contains("区委办公室。"));
                assert!(frames.pages.iter().all(|page| page.lines.iter().all(|line| {
                    line.x.is_finite() && line.y.is_finite() && line.width >= 0.0
                })));
            }
        }
    }
}
