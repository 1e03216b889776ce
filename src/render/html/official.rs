//! The elements of an official document (GB/T 9704—2012, clause 7 and 10) as a template sees them.

use serde::Serialize;

use super::context::{Day, value, values};
use crate::report::{self, Form, Text};

/// 公文.
#[derive(Debug, Serialize)]
pub(super) struct Official {
    /// `document`, `letter`, `minutes` or `bulletin`.
    pub form: &'static str,
    /// 文件, 信函, 纪要, 简报.
    pub form_name: &'static str,
    /// 份号.
    pub copy_number: Option<String>,
    /// 发文机关标志, the leading issuer first.
    pub marks: Vec<String>,
    /// Characters of the longest mark, at least one: they tell how large it can be.
    pub longest_mark: usize,
    /// 发文字号.
    pub number: Option<String>,
    /// 主送, without the colon.
    pub addressees: Option<String>,
    /// 密级.
    pub secrecy: Option<String>,
    /// 紧急程度.
    pub urgency: Option<String>,
    /// 签发人.
    pub signers: Vec<String>,
    /// 附件, by name.
    pub attachments: Vec<String>,
    /// 出席, 请假, 列席: those that are given, each with its label.
    pub attendance: Vec<Attendance>,
    /// 期号: `第12期`.
    pub issue: Option<String>,
    /// 印章.
    pub seal: bool,
    /// 双面.
    pub duplex: bool,
    /// 附注, in round brackets.
    pub note: Option<String>,
    /// 抄送, without the full stop.
    pub copies_to: Option<String>,
    /// 印发机关.
    pub printed_by: Option<String>,
    /// 印发日期.
    pub printed_on: Option<Day>,
    /// Whether 署名 and 成文日期 stand below the text (not in 纪要 and 简报).
    pub signed: bool,
}

/// A list of persons.
#[derive(Debug, Serialize)]
pub(super) struct Attendance {
    /// 出席, 请假, 列席.
    pub label: &'static str,
    /// Their names.
    pub names: String,
}

impl Official {
    pub(super) fn new(official: &report::Official) -> Self {
        let optional = |text: &Option<Text>| text.as_ref().and_then(value);
        let (form, form_name) = match official.form {
            Form::Document => ("document", "文件"),
            Form::Letter => ("letter", "信函"),
            Form::Minutes => ("minutes", "纪要"),
            Form::Bulletin => ("bulletin", "简报"),
        };
        let lists = [
            ("出席", &official.present),
            ("请假", &official.excused),
            ("列席", &official.observers),
        ];
        Self {
            form,
            form_name,
            copy_number: optional(&official.copy_number),
            longest_mark: official
                .marks
                .iter()
                .map(|mark| mark.value.chars().count())
                .fold(1, usize::max),
            marks: values(&official.marks),
            number: optional(&official.number),
            addressees: listed(&official.addressees, &['：', ':']),
            secrecy: optional(&official.secrecy),
            urgency: optional(&official.urgency),
            signers: values(&official.signers),
            attachments: official.attachments.iter().filter_map(|file| value(&file.name)).collect(),
            attendance: lists
                .into_iter()
                .filter_map(|(label, names)| Some(Attendance { label, names: joined(names)? }))
                .collect(),
            issue: optional(&official.issue).map(|issue| {
                if issue.chars().all(|ch| ch.is_ascii_digit()) {
                    format!("第{issue}期")
                } else {
                    issue
                }
            }),
            seal: official.seal,
            duplex: official.duplex,
            note: optional(&official.note).map(|note| {
                if note.starts_with(['（', '(']) { note } else { format!("（{note}）") }
            }),
            copies_to: listed(&official.copies_to, &['。']),
            printed_by: optional(&official.printed_by),
            printed_on: official.printed_on.map(|(date, _)| Day::new(date)),
            signed: matches!(official.form, Form::Document | Form::Letter),
        }
    }
}

/// Offices, each as written, with `，` between them and without the mark that the page puts at their end.
fn listed(texts: &[Text], end: &[char]) -> Option<String> {
    let names = values(texts);
    (!names.is_empty()).then(|| names.join("，").trim_end_matches(end).to_owned())
}

/// Names in a row: `、` among equals; where a name is itself such a row, `，` between the rows.
fn joined(texts: &[Text]) -> Option<String> {
    let names = values(texts);
    let mark = if names.iter().any(|name| name.contains('、')) { "，" } else { "、" };
    (!names.is_empty()).then(|| names.join(mark))
}
