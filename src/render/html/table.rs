//! Tables.

use super::body::Writer;
use super::decimal::{Figures, Split, split};
use super::escape;
use super::line::line;
use crate::fonts::Role as Face;
use crate::report::{Alignment, Block, BlockKind, Cell, Inline, Table, plain};

/// From so many columns on a table is set smaller in print.
const WIDE: usize = 7;
/// A cell of so many characters stays on one line.
const SHORT: usize = 8;

impl<'a> Writer<'a> {
    /// A table with its unit, and those of the blocks after it that are its notes; returns the others.
    pub(super) fn table_and_notes(
        &mut self,
        table: &'a Table,
        unit: Option<&'a [Inline]>,
        after: &'a [Block],
    ) -> &'a [Block] {
        self.table(table, unit);
        let (notes, after) = after.split_at(Block::table_notes(after));
        let outer = std::mem::replace(&mut self.face, Face::Song);
        for note in notes {
            if let BlockKind::Paragraph(inlines) = &note.kind {
                self.raw("<p class=\"table-note\">");
                self.inlines(inlines);
                self.raw("</p>\n");
            }
        }
        self.face = outer;
        after
    }

    /// A table in a box of its own that scrolls where the page is too narrow.
    pub(super) fn table(&mut self, table: &'a Table, unit: Option<&'a [Inline]>) {
        let columns = columns(table);
        self.raw("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"表");
        if let Some(number) = table.number {
            self.raw(&number.to_string());
        }
        if let Some(caption) = &table.caption {
            let mut label = String::from(" ");
            line(&caption.inlines, &mut label);
            escape::text(&mut self.out, &label);
        }
        self.raw(if columns.len() < WIDE { "\"><table" } else { "\"><table class=\"wide\"" });
        self.id(&table.id);
        self.raw(">\n");
        let outer = std::mem::replace(&mut self.face, Face::Hei);
        if table.caption.is_some() || unit.is_some() {
            self.raw("<caption>");
            if let Some(caption) = &table.caption {
                self.numbered("表", table.number);
                self.inlines(&caption.inlines);
            }
            if let Some(unit) = unit {
                self.raw("<span class=\"unit\">");
                self.face = Face::Song;
                self.inlines(unit);
                self.face = Face::Hei;
                self.raw("</span>");
            }
            self.raw("</caption>\n");
        }
        self.raw("<thead><tr>");
        for (cell, column) in table.head.iter().zip(&columns) {
            // The head stands above its column: centred unless the writer aligned the column.
            let aligned = if column.given { column.class } else { "center" };
            if cell.inlines.is_empty() {
                self.raw("<td></td>");
                continue;
            }
            self.raw("<th scope=\"col\" class=\"");
            self.raw(aligned);
            self.raw("\">");
            self.inlines(&cell.inlines);
            self.raw("</th>");
        }
        self.raw("</tr></thead>\n<tbody>\n");
        // A first column of words names its rows.
        let named = columns.len() > 1 && columns.first().is_some_and(|column| !column.figures);
        for row in &table.rows {
            let sum = row.first().is_some_and(|cell| {
                matches!(plain(&cell.inlines).trim(), "合计" | "总计" | "小计" | "共计")
            });
            self.raw(if sum { "<tr class=\"sum\">" } else { "<tr>" });
            self.face = if sum { Face::Hei } else { Face::Song };
            for (at, (cell, column)) in row.iter().zip(&columns).enumerate() {
                let head = at == 0 && named && !cell.inlines.is_empty();
                self.raw(if head { "<th scope=\"row\" class=\"" } else { "<td class=\"" });
                self.raw(column.class);
                self.raw(if column.short { " short\">" } else { "\">" });
                self.cell(cell, column.tail);
                self.raw(if head { "</th>" } else { "</td>" });
            }
            self.raw("</tr>\n");
        }
        self.raw("</tbody></table></div>\n");
        self.face = outer;
    }

    /// What is in a cell. In a column whose decimal points are aligned, all figures have parts of the same width
    /// after them.
    fn cell(&mut self, cell: &'a Cell, tail: usize) {
        let Some(Split { parts: (before, after), strong, notes }) =
            split(&cell.inlines).filter(|_| tail > 0)
        else {
            return self.inlines(&cell.inlines);
        };
        let outer = self.face;
        if strong {
            self.face = Face::Hei;
            self.raw("<strong>");
        }
        self.text(before);
        self.raw("<span class=\"decimals d");
        self.raw(&tail.to_string());
        self.raw("\">");
        self.text(after);
        self.inlines(notes);
        self.raw("</span>");
        if strong {
            self.raw("</strong>");
        }
        self.face = outer;
    }
}

/// How a column is set.
struct Column {
    class: &'static str,
    /// Whether the writer said so.
    given: bool,
    /// Whether it holds mostly figures.
    figures: bool,
    /// The class of the parts of its figures after the decimal point; 0 for none.
    tail: usize,
    /// Whether each cell is short enough to stay on one line.
    short: bool,
}

fn columns(table: &Table) -> Vec<Column> {
    let count = table.rows.iter().map(Vec::len).chain([table.head.len()]).max().unwrap_or(0);
    (0..count)
        .map(|at| {
            let cells = || table.rows.iter().filter_map(|row| row.get(at));
            let Figures { any: figures, tail } = Figures::of(cells());
            let short = cells().all(|cell| plain(&cell.inlines).chars().nth(SHORT).is_none());
            let given = table.alignments.get(at).copied().unwrap_or_default();
            let class = match given {
                Alignment::Left => "left",
                Alignment::Center => "center",
                Alignment::Right => "right",
                Alignment::None if figures => "right",
                Alignment::None => "left",
            };
            let tail = if class == "right" { tail } else { 0 };
            Column { class, given: given != Alignment::None, figures, tail, short }
        })
        .collect()
}

impl Writer<'_> {
    /// The appendix of sources: every fact with its value, time, source and scope.
    pub(super) fn sources(&mut self) {
        const HEADS: [&str; 5] = ["数据", "数值", "时点", "来源", "口径"];
        if self.report.facts.is_empty() {
            return;
        }
        let facts: Vec<_> = self.report.facts.iter().map(super::figures::fact).collect();
        let scoped = facts.iter().any(|fact| fact.scope.is_some());
        let heads = HEADS.iter().take(if scoped { 5 } else { 4 });
        self.raw("<section class=\"sources\">\n");
        let outer = std::mem::replace(&mut self.face, Face::Hei);
        self.raw("<h2 id=\"_sources\">");
        self.text("数据来源");
        self.raw("</h2>\n<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"_sources\">");
        self.raw("<table>\n<thead><tr>");
        for head in heads {
            self.raw("<th scope=\"col\" class=\"center\">");
            self.text(head);
            self.raw("</th>");
        }
        self.raw("</tr></thead>\n<tbody>\n");
        self.face = Face::Song;
        for fact in &facts {
            self.raw("<tr><th scope=\"row\" class=\"left\">");
            self.text(&fact.name);
            self.raw("</th><td class=\"right short\">");
            self.text(fact.value.as_deref().unwrap_or("—"));
            self.text(fact.unit.as_deref().unwrap_or_default());
            self.raw("</td>");
            let rest = [Some(&fact.time), Some(&fact.source), scoped.then_some(&fact.scope)];
            for (at, text) in rest.into_iter().flatten().enumerate() {
                // Times are short, and read badly when broken.
                let short = at == 0 && text.as_ref().is_none_or(|text| text.chars().count() <= 10);
                self.raw(if short { "<td class=\"left short\">" } else { "<td class=\"left\">" });
                self.text(text.as_deref().unwrap_or("—"));
                self.raw("</td>");
            }
            self.raw("</tr>\n");
        }
        self.raw("</tbody></table></div>\n</section>\n");
        self.face = outer;
    }
}
