//! What follows the text of an official document, measured: GB/T 9704—2012, 7.3.4 to 7.4.3, 10.3.

use super::official::{document, middle, names, near, of, one, right, rules};
use super::sample::{note, paragraph, section, text};
use super::{all_text, area, set, text_of};
use crate::report::{Attachment, AttachmentText, Form, Report};
use crate::source::Date;
use crate::standard::{Setup, mm, to_mm};
use crate::typeset::{Frames, LineBox, Part};

fn attachments(list: &[&str]) -> Vec<Attachment> {
    list.iter().map(|name| Attachment { name: text(name), file: None }).collect()
}

/// A document of a few lines and without a head.
fn short(change: impl FnOnce(&mut crate::report::Official)) -> Report {
    let mut report = document(|official| {
        (official.copy_number, official.secrecy, official.urgency) = (None, None, None);
        official.number = None;
        official.marks.clear();
        change(official);
    });
    report.meta.title = text("关于报送材料的通知");
    report.meta.subtitle = None;
    report.sections.clear();
    report.lead = vec![paragraph("现将有关事项通知如下。"), paragraph("特此通知。")];
    report.closing.clear();
    report
}

fn lines(above: &LineBox, below: &LineBox) -> f64 {
    (middle(below) - middle(above)) / Setup::default().pitch()
}

fn last_of_text<'a>(frames: &'a Frames, shown: &str) -> &'a LineBox {
    of(frames, Part::Body).into_iter().find(|line| line.text == shown).unwrap()
}

#[test]
fn attachments_are_listed_under_each_other_without_marks() {
    let (left, ..) = area();
    let cell = Setup::default().cell();
    let long = "关于进一步加强基层治理体系和治理能力现代化建设若干措施重点任务分解清单";
    let frames = set(&short(|official| {
        official.attachments = attachments(&["任务清单；", long, "办法（试行）。"]);
    }));
    let list = of(&frames, Part::AttachmentList);
    let shown: Vec<&str> = list.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(shown[0], "附件：1.任务清单");
    assert_eq!(shown[3], "3.办法（试行）");
    near(lines(last_of_text(&frames, "特此通知。"), list[0]), 2.0, 1e-6);
    near(list[0].x, left + 2.0 * cell, 0.01);
    near(list[1].x, left + 5.0 * cell, 0.3);
    near(list[3].x, list[1].x, 0.01);
    // The turned line begins under the name's first character.
    let name = |shown: &str| {
        let mut runs = frames.pages[0].items.iter().filter_map(|item| match item {
            crate::typeset::Item::Text(run) if run.text.starts_with(shown) => Some(run.x),
            _ => None,
        });
        runs.next().unwrap()
    };
    near(list[2].x, name("任务清单"), 0.3);
    near(list[2].x, name("办法"), 0.3);
    let frames = set(&short(|official| official.attachments = attachments(&["任务清单"])));
    assert_eq!(one(&frames, Part::AttachmentList).text, "附件：任务清单");
}

#[test]
fn without_a_seal_the_date_begins_two_characters_behind_the_signature() {
    let (_, edge, ..) = area();
    let cell = Setup::default().cell();
    for (name, date_is_longer) in
        [("示例区基层治理工作领导小组办公室", false), ("示例区委组织部", false), ("示例区委", true)]
    {
        let mut report = short(|official| official.attachments.clear());
        report.meta.organisation = Some(text(name));
        let frames = set(&report);
        let (who, date) = (one(&frames, Part::Signature), one(&frames, Part::Date));
        near(lines(last_of_text(&frames, "特此通知。"), who), 2.0, 1e-6);
        near(lines(who, date), 1.0, 1e-6);
        near((date.x - who.x) / cell, 2.0, 0.03);
        let governs = if date_is_longer { date } else { who };
        near((edge - right(governs)) / cell, 2.0, 0.03);
    }
}

#[test]
fn joint_issuers_sign_below_each_other() {
    let (_, edge, ..) = area();
    let cell = Setup::default().cell();
    let check = |report: &Report| {
        let frames = set(report);
        let who = of(&frames, Part::Signature);
        let shown: Vec<&str> = who.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(shown, ["示例区水利局", "示例区发展和改革局", "示例区财政局"]);
        for pair in who.windows(2) {
            near(lines(pair[0], pair[1]), 1.0, 1e-6);
        }
        for line in &who {
            near((edge - right(line)) / cell, 2.0, 0.05);
        }
        let date = one(&frames, Part::Date);
        near(lines(who[2], date), 1.0, 1e-6);
        near((date.x - who[0].x) / cell, 2.0, 0.05);
    };
    let list = ["示例区水利局", "示例区发展和改革局", "示例区财政局"];
    let mut report = short(|official| official.marks = names(&list));
    report.meta.organisations = names(&list);
    check(&report);
    // As many names in one text as there are marks.
    report.meta.organisations.clear();
    report.meta.organisation = Some(text(&list.join("、")));
    check(&report);
}

#[test]
fn with_a_seal_the_signature_stands_in_the_middle_above_the_date() {
    let (_, edge, ..) = area();
    let cell = Setup::default().cell();
    let mut report = short(|official| official.seal = true);
    report.meta.organisation = Some(text("示例区委组织部"));
    let frames = set(&report);
    let (who, date) = (one(&frames, Part::Signature), one(&frames, Part::Date));
    near((edge - right(date)) / cell, 4.0, 0.05);
    near(who.x + who.width / 2.0, date.x + date.width / 2.0, 0.3);
    near(lines(who, date), 1.0, 1e-6);
    // Joint issuers side by side, their seals apart from each other and within the type area.
    report.meta.organisations =
        names(&["示例区委组织部", "示例区民政局", "示例区财政局", "示例区司法局"]);
    let frames = set(&report);
    let who = of(&frames, Part::Signature);
    let date = one(&frames, Part::Date);
    assert_eq!(who.len(), 4);
    assert!((who[0].y - who[2].y).abs() < 0.01 && who[3].y - who[0].y >= mm(42.0));
    let centre = |line: &LineBox| line.x + line.width / 2.0;
    for pair in who[..3].windows(2) {
        assert!(centre(pair[1]) - centre(pair[0]) >= mm(42.0));
    }
    assert!(centre(who[0]) >= mm(28.0 + 21.0) - 0.01 && centre(who[2]) <= edge - mm(21.0));
    near(centre(who[3]), centre(date), 0.3);
    near(lines(who[3], date), 1.0, 1e-6);
}

#[test]
fn the_page_of_the_signature_has_text() {
    for count in 0..30 {
        for seal in [false, true] {
            let mut report = short(|official| {
                official.seal = seal;
                official.attachments = attachments(&["任务清单", "办法"]);
            });
            report.lead.extend((0..count).map(|_| paragraph("一行正文。")));
            let frames = set(&report);
            let signed = |part: Part| {
                frames.pages.iter().position(|page| page.lines.iter().any(|line| line.part == part))
            };
            let at = signed(Part::Signature).unwrap();
            assert_eq!(signed(Part::Date), Some(at));
            let body = frames.pages[at].lines.iter().filter(|line| line.part == Part::Body);
            assert!(body.count() >= 2, "{count}");
        }
    }
}

#[test]
fn attendance_follows_the_text_of_minutes() {
    let (left, ..) = area();
    let cell = Setup::default().cell();
    let people: Vec<String> = (0..20).map(|at| format!("张示例{at}（区民政局局长）")).collect();
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    let frames = set(&short(|official| {
        official.form = Form::Minutes;
        official.attachments.clear();
        official.present = names(&people);
        official.observers = names(&["王二"]);
    }));
    let lists = of(&frames, Part::Attendance);
    assert!(lists[0].text.starts_with("出席：张示例0（区民政局局长）、张示例1"));
    near(lines(last_of_text(&frames, "特此通知。"), lists[0]), 2.0, 1e-6);
    near(lists[0].x, left + 2.0 * cell, 0.01);
    near(lists[1].x, left + 5.0 * cell, 0.3);
    let last = lists[lists.len() - 1];
    assert_eq!(last.text, "列席：王二");
    near(last.x, left + 2.0 * cell, 0.01);
}

#[test]
fn notes_are_bracketed_once() {
    for (note, shown) in [
        ("联系人：李示例", "（联系人：李示例）"),
        ("（联系人：李示例）", "（联系人：李示例）"),
        ("(联系人)", "（联系人）"),
        ("（甲）和（乙）", "（（甲）和（乙））"),
    ] {
        let frames = set(&short(|official| official.note = Some(text(note))));
        let line = one(&frames, Part::Remark);
        assert_eq!(line.text, shown);
        near(lines(one(&frames, Part::Date), line), 1.0, 1e-6);
    }
}

#[test]
fn the_end_matter_lies_on_the_bottom_edge() {
    let (left, edge, _, bottom) = area();
    let offices: Vec<String> = (0..12).map(|at| format!("区委第{at}办公室")).collect();
    let offices: Vec<&str> = offices.iter().map(String::as_str).collect();
    let frames = set(&short(|official| official.copies_to = names(&offices)));
    let page = frames.pages.last().unwrap();
    let outer = rules(page, Part::RecordOuter);
    assert_eq!(outer.len(), 2);
    near(outer[1].y + outer[1].height, bottom, 0.01);
    let inner = rules(page, Part::RecordInner);
    for (rules, height) in [(&outer, 0.35), (&inner, 0.25)] {
        for rule in rules {
            near(to_mm(rule.height), height, 0.001);
            near(rule.x, left, 0.01);
            near(to_mm(rule.width), 156.0, 0.01);
        }
    }
    let copies = of(&frames, Part::CopiesTo);
    assert!(copies.len() > 2 && copies[0].text.starts_with("抄送：区委第0办公室，"));
    assert!(copies[copies.len() - 1].text.ends_with("办公室。"));
    near(copies[0].x, left + 14.0, 0.01);
    near(copies[1].x, left + 14.0 * 4.0, 0.01);
    let printer = of(&frames, Part::Printer);
    near(printer[0].x, left + 14.0, 0.01);
    near(right(printer[1]), edge - 14.0, 0.3);
    assert_eq!(printer[1].text, "2023年8月18日印发");
    assert!(inner[0].y > copies[copies.len() - 1].y && inner[0].y < printer[0].y - 10.0);
    let frames = set(&short(|official| official.copies_to.clear()));
    assert!(rules(frames.pages.last().unwrap(), Part::RecordInner).is_empty());
    // What a bulletin is sent to has labels of its own.
    let frames = set(&short(|official| {
        official.form = Form::Bulletin;
        official.copies_to = names(&["报：区委", "区政府", "送：各部门。", "发\u{3a}各镇"]);
    }));
    let copies: Vec<&str> =
        of(&frames, Part::CopiesTo).into_iter().map(|line| line.text.as_str()).collect();
    assert_eq!(copies, ["报：区委，区政府。", "送：各部门。", "发：各镇。"]);
}

#[test]
fn printed_on_both_sides_the_end_matter_stands_on_an_even_page() {
    for count in 0..50 {
        let mut report = short(|official| official.duplex = true);
        report.lead.extend((0..count).map(|_| paragraph("一行正文。")));
        let frames = set(&report);
        assert!(frames.pages.len().is_multiple_of(2), "{count}");
        let last = frames.pages.len() - 1;
        assert_eq!(rules(&frames.pages[last], Part::RecordOuter).len(), 2);
        let blank = frames.pages[last - 1].lines.is_empty();
        assert_eq!(frames.pages[last].number.is_none(), blank);
    }
}

#[test]
fn footnotes_stand_above_the_end_matter() {
    let mut report = short(|official| official.attachments.clear());
    report.lead.push(paragraph("末段有注[^1]。"));
    report.notes = vec![note(1, "注的内容。")];
    let frames = set(&report);
    let page = frames.pages.last().unwrap();
    let outer = rules(page, Part::RecordOuter);
    near(outer[1].y + outer[1].height, area().3, 0.01);
    let foot = one(&frames, Part::Footnote);
    assert!(foot.y < outer[0].y && foot.y > outer[0].y - 20.0, "{foot:?}");
}

#[test]
fn attachments_begin_pages_of_their_own_before_the_end_matter() {
    let (left, edge, top, _) = area();
    let pitch = Setup::default().pitch();
    let long = "关于进一步加强基层治理体系和治理能力现代化建设若干措施重点任务分解清单";
    let mut report = short(|official| official.attachments = attachments(&["任务清单。", long]));
    let texts = |index: usize, shown: &str| AttachmentText {
        index,
        lead: vec![paragraph(shown)],
        sections: vec![section(1, "一、", "总则", vec![paragraph("条文。")])],
        ..AttachmentText::default()
    };
    report.attachments = vec![texts(0, "本清单如下。"), texts(1, "本办法如下。")];
    let frames = set(&report);
    for (page, label, shown) in [(1, "附件1", "本清单如下。"), (2, "附件2", "本办法如下。")]
    {
        let page = &frames.pages[page];
        let first = &page.lines[0];
        assert_eq!((first.part, first.text.as_str()), (Part::AttachmentLabel, label));
        near(first.x, left, 0.01);
        near(middle(first), top + pitch / 2.0, 0.01);
        let titles: Vec<_> =
            page.lines.iter().filter(|line| line.part == Part::AttachmentTitle).collect();
        near(middle(titles[0]), top + 2.5 * pitch, 0.01);
        near(titles[0].size, 22.0, 0.01);
        for line in &titles {
            near(line.x + line.width / 2.0, f64::midpoint(left, edge), 0.3);
        }
        let body = page.lines.iter().find(|line| line.part == Part::Body).unwrap();
        assert_eq!(body.text, shown);
        let blank = middle(body) - 8.0 - middle(titles[titles.len() - 1]) - 11.0;
        assert!((0.95..2.0).contains(&(blank / pitch)), "{blank}");
        near((middle(body) - top) / pitch % 1.0, 0.5, 1e-3);
    }
    assert_eq!(of(&frames, Part::AttachmentTitle)[0].text, "任务清单");
    let last = frames.pages.last().unwrap();
    assert!(text_of(last).contains("抄送："));
    let marks: Vec<_> = frames.bookmarks.iter().map(|mark| (mark.level, &*mark.title)).collect();
    assert_eq!(marks[0], (1, "附件1：任务清单"));
    assert_eq!(marks[1], (2, "一、总则"));
    // A single attachment has no number.
    report.attachments.truncate(1);
    report.meta.official.as_mut().unwrap().attachments.truncate(1);
    assert_eq!(one(&set(&report), Part::AttachmentLabel).text, "附件");
}

#[test]
fn a_document_without_a_date_or_a_name_is_signed_with_what_there_is() {
    let mut report = short(|_| {});
    report.meta.organisation = None;
    report.meta.author = Some(text("李示例"));
    assert!(all_text(&set(&report)).contains("李示例2023年8月17日"));
    report.meta.author = None;
    report.meta.date = Date::new(2023, 11, 17).map(|date| (date, Default::default()));
    let frames = set(&report);
    near((area().1 - right(one(&frames, Part::Date))) / Setup::default().cell(), 2.0, 0.05);
}
