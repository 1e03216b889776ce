mod body;
mod hostile;
mod markup;
mod page;
mod reader;

/// What the reader needs.
mod prelude {
    pub(super) use crate::cjk::chinese_number;
    pub(super) use crate::report::*;
    pub(super) use crate::source::{Date, Span};
    pub(super) use rust_decimal::Decimal;
}

use prelude::*;
use reader::{inline, paragraph, section, text};

use super::{Options, Themes, WebFonts};
use crate::fonts::Fonts;
use crate::outline::Outline;

const PARTY: &str = include_str!("../../../examples/党建引领乡村振兴.md");

/// A real report with facts, strong text and four dozen references.
fn party() -> Report {
    let (front, body) = reader::split(PARTY);
    // The reader does not calculate.
    reader::read(front, &body.replace("{{ 村均收入 }}", "25万元"), true, None)
}

/// A report with every element of an official document.
fn official() -> Report {
    let mut report = Report {
        lead: vec![paragraph("现将有关情况报告如下。")],
        sections: vec![section(1, "一、", "主要做法", vec![paragraph("坚持高位推动。")])],
        ..Report::default()
    };
    let day = |day| Date::new(2023, 6, day).map(|date| (date, Span::default()));
    let meta = &mut report.meta;
    meta.title = text("关于基层治理工作情况的报告");
    meta.subtitle = Some(text("二〇二三年上半年"));
    meta.organisation = Some(text("示例区基层治理办公室"));
    meta.author = Some(text("赵示例"));
    meta.date = day(20);
    meta.keywords = vec![text("网格管理")];
    meta.summary = Some(text("摘取要点。\n\n再摘一段。"));
    meta.contents = true;
    meta.official = Some(Official {
        copy_number: Some(text("000123")),
        marks: vec![text("示例区委组织部"), text("示例区财政局")],
        number: Some(text("示组发〔2023〕12号")),
        addressees: vec![text("区委、区政府"), text("区人大常委会")],
        secrecy: Some(text("机密★1年")),
        urgency: Some(text("特急")),
        signers: vec![text("钱示例"), text("孙示例")],
        attachments: ["任务清单", "责任分工"]
            .map(|name| Attachment { name: text(name), file: None })
            .to_vec(),
        present: vec![text("周示例")],
        excused: vec![text("吴示例")],
        observers: vec![text("郑示例")],
        issue: Some(text("12")),
        note: Some(text("联系人：冯示例")),
        copies_to: vec![text("区纪委监委机关")],
        printed_by: Some(text("示例区委办公室")),
        printed_on: day(21),
        ..Official::default()
    });
    report
}

/// The HTML of a report.
fn html(report: &Report, theme: &str, web_fonts: WebFonts, draft: bool) -> String {
    let options = Options { theme, web_fonts: Some(web_fonts), draft };
    Themes::new(Vec::new())
        .expect("themes")
        .render(report, &Outline::default(), &Fonts::embedded(), &options)
        .expect("a page")
}
