//! 数据附录: the appendix that says where each figure comes from.

use super::blocks::{Context, Layout};
use super::items::{Paragraph, Style};
use super::line::Align;
use super::table::Beside;
use crate::fonts::Role;
use crate::report::{Alignment, Cell, Fact, Inline, InlineKind, Table, Text};
use crate::source::Span;

/// The name of its anchor.
const ANCHOR: &str = "数据来源";

impl Layout<'_> {
    /// A new page with a table of all facts, where the report asks for it and has any.
    pub(super) fn sources(&mut self) {
        let report = self.report;
        if !report.meta.sources_appendix || report.facts.is_empty() {
            return;
        }
        let body = self.body();
        let style = Style::body(self.setup, Role::Hei);
        let mut paragraph = Paragraph::default();
        paragraph.push("数据来源", style);
        let from = self.set(paragraph, Context { indent: 0.0, style, ..body }, Align::Center);
        let rows = self.flow.rows.get_mut(from..).unwrap_or_default();
        for row in rows.iter_mut() {
            row.keep = true;
        }
        if let Some(row) = rows.first_mut() {
            row.new_page = true;
            row.bookmark = Some((1, "数据来源".to_owned()));
            row.anchors.push(ANCHOR.to_owned());
        }
        self.table(&table(&report.facts), Beside::default(), body);
    }
}

fn table(facts: &[Fact]) -> Table {
    let scoped = facts.iter().any(|fact| fact.scope.is_some());
    let columns = if scoped { 5 } else { 4 };
    let head = ["数据", "数值", "时点", "来源", "口径"].map(|head| cell(head.to_owned()));
    let mut alignments = vec![Alignment::Left; columns];
    alignments[1] = Alignment::Right;
    Table {
        number: None,
        id: String::new(),
        caption: None,
        alignments,
        head: head.into_iter().take(columns).collect(),
        rows: facts.iter().map(|fact| row(fact).into_iter().take(columns).collect()).collect(),
    }
}

fn row(fact: &Fact) -> [Cell; 5] {
    let text = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
    let unit = text(&fact.unit).unwrap_or_default();
    let figure = fact.figure().map(|figure| figure + &unit);
    let formula = || text(&fact.formula).map(|formula| format!("＝{formula}"));
    let cells = [
        Some(fact.name.clone()),
        figure.or_else(formula),
        text(&fact.time),
        text(&fact.source),
        text(&fact.scope),
    ];
    cells.map(|text| cell(text.unwrap_or_else(|| "—".to_owned())))
}

fn cell(text: String) -> Cell {
    let span = Span::default();
    Cell { inlines: vec![Inline { kind: InlineKind::Text(text), span }], span }
}
