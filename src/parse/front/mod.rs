//! Front matter: split from the body, read against its table, made into [`Meta`] and facts.

mod fact;
mod keys;
mod meta;
mod split;
#[cfg(test)]
mod tests;
mod title;

use std::ops::Range;

pub(super) use keys::REPORT;
pub(super) use split::split;

use crate::diagnostic::Fault;
use crate::report::{Fact, Meta, Text};
use crate::source::{FileId, Source, Span};
use crate::yaml;

/// Which kind of draft the keys belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The front matter of a Markdown file.
    File,
    /// A `report.yaml`: 正文 is required.
    Folder,
}

/// Front matter, read.
#[derive(Debug, Clone, Default)]
pub(super) struct Front {
    /// The metadata.
    pub meta: Meta,
    /// 数据.
    pub facts: Vec<Fact>,
    /// 正文: the Markdown files of a folder, in order.
    pub parts: Vec<Text>,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

/// Reads the front matter in `range` of a file (the whole of a `report.yaml`). Never fails: what cannot
/// be understood is told and left out.
#[must_use]
pub(super) fn read(source: &Source, file: FileId, range: Range<usize>, kind: Kind) -> Front {
    let span = Span::new(file, range.start, range.end);
    let (node, mut faults) = yaml::read(&source.text, file, range, &REPORT);
    let body = node.entries().iter().find(|(key, _)| key.name == "正文");
    match (kind, body) {
        (Kind::File, Some((key, _))) => {
            let message = "“正文”只用在 report.yaml 里";
            let help = "单个文件的正文直接写在第二行“---”后面，请删去这一项";
            faults.push(Fault::new("Y011", key.span, message).help(help));
        }
        (Kind::Folder, None) => {
            let at = Span { end: span.start, ..span };
            let help = "加上：\n正文:\n  - 01-基本情况.md\n  - 02-主要做法.md";
            faults.push(Fault::new("Y012", at, "报告缺少“正文”").help(help));
        }
        (Kind::Folder, Some((key, node))) if node.items().is_empty() => {
            let help = "列出正文各部分的 Markdown 文件，每行一个，以“- ”开头";
            faults.push(Fault::new("Y012", key.span, "“正文”还没有写").help(help));
        }
        _ => {}
    }
    let parts = match kind {
        Kind::Folder => body.map_or_else(Vec::new, |(_, node)| meta::texts_of(node)),
        Kind::File => Vec::new(),
    };
    let facts = node.get("数据").map_or_else(Vec::new, |node| fact::read(node, &mut faults));
    let meta = meta::read(&node, span);
    faults.sort_by_key(|fault| (fault.span.start, fault.rule));
    Front { meta, facts, parts, faults }
}
