//! The checked tree as [`Meta`].

use super::title;
use crate::report::{Attachment, Checks, Form, Meta, Official, Text};
use crate::source::{Date, Span};
use crate::yaml::{self, DateText, Node, Value};

/// Reads a checked tree.
pub(super) fn read(node: &Node, span: Span) -> Meta {
    let mut title = text(node, "标题").unwrap_or_default();
    let mut subtitle = text(node, "副标题");
    Meta {
        title_breaks: title::take_breaks(&mut title.value),
        title,
        subtitle_breaks: subtitle
            .as_mut()
            .map_or_else(Vec::new, |text| title::take_breaks(&mut text.value)),
        subtitle,
        outline: text(node, "提纲").unwrap_or_default(),
        organisation: joined(&texts(node, "单位")),
        organisations: texts(node, "单位"),
        author: text(node, "作者"),
        date: date(node, "日期"),
        keywords: texts(node, "关键词"),
        contents: flag(node, "目录").unwrap_or_default(),
        sources_appendix: flag(node, "数据附录").unwrap_or_default(),
        summary: text(node, "摘要"),
        facts_files: texts(node, "数据文件"),
        official: node.get("公文").filter(|node| !node.is_null()).map(official),
        checks: Checks {
            ignore: node.get("检查").map_or_else(Vec::new, |node| texts(node, "忽略")),
        },
        span,
    }
}

fn official(node: &Node) -> Official {
    let form = match node.get("形式").and_then(Node::text) {
        Some("信函") => Form::Letter,
        Some("纪要") => Form::Minutes,
        Some("简报") => Form::Bulletin,
        _ => Form::Document,
    };
    Official {
        form,
        copy_number: text(node, "份号"),
        marks: texts(node, "发文机关标志"),
        number: text(node, "发文字号"),
        addressees: texts(node, "主送"),
        secrecy: text(node, "密级"),
        urgency: text(node, "紧急程度"),
        signers: texts(node, "签发人"),
        attachments: attachments(node.get("附件")),
        present: texts(node, "出席"),
        excused: texts(node, "请假"),
        observers: texts(node, "列席"),
        issue: text(node, "期号"),
        seal: flag(node, "印章").unwrap_or_default(),
        duplex: flag(node, "双面").unwrap_or_default(),
        note: text(node, "附注"),
        copies_to: texts(node, "抄送"),
        printed_by: text(node, "印发机关"),
        printed_on: date(node, "印发日期"),
        span: node.span,
    }
}

fn attachments(node: Option<&Node>) -> Vec<Attachment> {
    let Some(node) = node else { return Vec::new() };
    let one = |node: &Node| match node.value {
        Value::Map(_) => {
            let name = text(node, "名称").unwrap_or_default();
            let file = text(node, "文件");
            (!name.value.is_empty() || file.is_some()).then_some(Attachment { name, file })
        }
        _ => text_of(node).map(|name| Attachment { name, file: None }),
    };
    match node.value {
        Value::List(_) => node.items().iter().filter_map(one).collect(),
        _ => one(node).into_iter().collect(),
    }
}

/// The text of a key; `None` where it is missing or empty.
pub(super) fn text(node: &Node, name: &str) -> Option<Text> {
    text_of(node.get(name)?)
}

fn text_of(node: &Node) -> Option<Text> {
    let value = node.text()?.trim();
    (!value.is_empty()).then(|| Text { value: value.to_owned(), span: node.span })
}

fn texts(node: &Node, name: &str) -> Vec<Text> {
    node.get(name).map_or_else(Vec::new, texts_of)
}

/// Several names as one text, as it stands in a sentence.
fn joined(names: &[Text]) -> Option<Text> {
    let span = names.iter().map(|name| name.span).reduce(Span::join)?;
    let values: Vec<&str> = names.iter().map(|name| name.value.as_str()).collect();
    Some(Text { value: values.join("、"), span })
}

/// The texts of a list.
pub(super) fn texts_of(node: &Node) -> Vec<Text> {
    node.items().iter().filter_map(text_of).collect()
}

fn flag(node: &Node, name: &str) -> Option<bool> {
    match node.get(name)?.value {
        Value::Bool(value) => Some(value),
        _ => None,
    }
}

fn date(node: &Node, name: &str) -> Option<(Date, Span)> {
    let node = node.get(name)?;
    match yaml::date(node.text()?)? {
        DateText::Date(date, _) => Some((date, node.span)),
        DateText::Impossible(..) => None,
    }
}
