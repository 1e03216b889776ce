//! The totals of tables.

use rust_decimal::Decimal;

use crate::check::{Context, Sink};
use crate::report::{Block, BlockKind, Cell, Prose, Section, Table, plain};
use crate::source::Span;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let report = context.report;
    blocks(&report.lead, sink);
    sections(&report.sections, sink);
    blocks(&report.closing, sink);
    for attachment in &report.attachments {
        blocks(&attachment.lead, sink);
        sections(&attachment.sections, sink);
        blocks(&attachment.closing, sink);
    }
}

fn sections(all: &[Section], sink: &mut Sink) {
    for section in all {
        blocks(&section.blocks, sink);
        sections(&section.children, sink);
    }
}

fn blocks(all: &[Block], sink: &mut Sink) {
    for (at, block) in all.iter().enumerate() {
        match &block.kind {
            BlockKind::Table(table) => {
                let unit = at
                    .checked_sub(1)
                    .and_then(|before| all.get(before))
                    .filter(|before| before.is_table_unit())
                    .map_or_else(String::new, |before| match &before.kind {
                        BlockKind::Paragraph(inlines) => plain(inlines),
                        _ => String::new(),
                    });
                totals(table, &unit, sink);
            }
            BlockKind::List { items, .. } => {
                items.iter().for_each(|item| blocks(&item.blocks, sink))
            }
            BlockKind::Quote(inner) => blocks(inner, sink),
            _ => {}
        }
    }
}

/// The text of a cell without the blanks around it.
fn span_of(cell: &Cell) -> Span {
    let prose = Prose::of(&cell.inlines);
    let lead = prose.text.len() - prose.text.trim_start().len();
    prose.span(lead..prose.text.trim_end().len().max(lead))
}

/// What a cell holds.
#[derive(Clone, Copy, PartialEq)]
enum Held {
    /// A figure and the worth of its last place.
    Figure(Decimal, Decimal),
    /// Nothing: blank, a dash.
    Nothing,
    /// Words, a share, anything else.
    Other,
}

fn held(cell: &Cell) -> Held {
    let text = plain(&cell.inlines);
    let text = text.trim();
    if matches!(text, "" | "—" | "——" | "-" | "－" | "/" | "／" | "无" | "…") {
        return Held::Nothing;
    }
    let (negative, digits) = match text.strip_prefix(['-', '－', '−']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let end = digits
        .find(|ch: char| !ch.is_ascii_digit() && !matches!(ch, '.' | ','))
        .unwrap_or(digits.len());
    let (figure, unit) = digits.split_at(end);
    // A unit in the cell: short words, no share, no second figure.
    if figure.is_empty()
        || unit.contains(['%', '％', '‰', '倍', '成', '分', '第', '万', '亿', '月', '日', '年'])
        || unit.chars().count() > 4
        || unit.chars().any(|ch| ch.is_ascii() && ch != ' ')
        || !figure.starts_with(|ch: char| ch.is_ascii_digit())
    {
        return Held::Other;
    }
    let plain: String = figure.chars().filter(|ch| *ch != ',').collect();
    let Ok(mut value) = plain.parse::<Decimal>() else { return Held::Other };
    if plain.len() > 16 {
        return Held::Other;
    }
    value.set_sign_negative(negative);
    Held::Figure(value, Decimal::new(1, value.scale()))
}

#[derive(Clone, Copy, PartialEq)]
enum Row {
    Plain,
    Subtotal,
    Total,
}

fn label(text: &str) -> Row {
    let text: String = text.chars().filter(|ch| !ch.is_whitespace()).collect();
    match text.trim_end_matches(['：', ':']) {
        "合计" | "总计" | "共计" | "总和" | "合计数" => Row::Total,
        "小计" => Row::Subtotal,
        _ => Row::Plain,
    }
}

/// Whether what a column holds cannot be added up.
fn no_sum(head: &str) -> bool {
    let head = head.trim();
    [
        "率",
        "均",
        "比",
        "%",
        "％",
        "增幅",
        "增速",
        "增长",
        "同期",
        "单产",
        "亩产",
        "价",
        "名次",
        "排名",
        "序号",
        "编号",
        "指数",
        "得分",
        "评分",
        "程度",
        "满意度",
        "时间",
        "日期",
        "年份",
        "电话",
        "标准",
        "每",
        "期",
        "次序",
        "最高",
        "最低",
        "累计",
        "规模",
    ]
    .iter()
    .any(|word| head.contains(word))
        || head == "序"
}

fn totals(table: &Table, unit: &str, sink: &mut Sink) {
    let heads: Vec<String> = table.head.iter().map(|cell| plain(&cell.inlines)).collect();
    let caption =
        table.caption.as_ref().map_or_else(String::new, |caption| plain(&caption.inlines));
    let columns = heads.len();
    if columns < 2 || table.rows.len() < 2 || table.rows.len() > 2000 {
        return;
    }
    let grid: Vec<Vec<Held>> =
        table.rows.iter().map(|row| row.iter().map(held).collect()).collect();
    // The first cell, or the second where the first is a number of the row or blank.
    let rows: Vec<Row> = table
        .rows
        .iter()
        .map(|row| {
            let mut names = row.iter().take(2).map(|cell| label(&plain(&cell.inlines)));
            match (names.next(), names.next()) {
                (Some(Row::Plain) | None, Some(second)) => second,
                (Some(first), _) => first,
                _ => Row::Plain,
            }
        })
        .collect();
    // 其中, 一、, （一）: rows that hold one another.
    let nested = table.rows.iter().any(|row| {
        let name = row.first().map(|cell| plain(&cell.inlines)).unwrap_or_default();
        let name = name.trim_start();
        ["其中", "一、", "（一）", "(一)", "＃", "#", "1."]
            .iter()
            .any(|word| name.starts_with(word))
            || row.get(1).is_some_and(|cell| plain(&cell.inlines).starts_with("其中"))
    });
    if nested {
        return;
    }
    down(table, &heads, &grid, &rows, &format!("{unit}{caption}"), sink);
    across(table, &heads, &grid, &format!("{unit}{caption}"), sink);
}

/// Rounded figures may miss their sum by as much as this.
fn slack(steps: &[Decimal], head: &str) -> Decimal {
    let least = steps.iter().min().copied().unwrap_or(Decimal::ONE);
    let rounded =
        ["万", "亿", "千", "吨", "亩", "公里", "米", "公顷"].iter().any(|word| head.contains(word));
    if least >= Decimal::ONE && !rounded {
        return Decimal::ZERO;
    }
    let step = steps.iter().max().copied().unwrap_or(least);
    step * Decimal::from(steps.len() + 1) / Decimal::TWO
}

/// The rows of totals.
fn down(
    table: &Table,
    heads: &[String],
    grid: &[Vec<Held>],
    rows: &[Row],
    about: &str,
    sink: &mut Sink,
) {
    let count = rows.iter().filter(|row| **row == Row::Total).count();
    if count > 1 || !rows.contains(&Row::Total) && !rows.contains(&Row::Subtotal) {
        return;
    }
    let place = rows.iter().position(|row| *row == Row::Total);
    // Above its rows, or below them.
    let ahead = place == Some(0);
    if place.is_some_and(|at| at != 0 && at + 1 != rows.len()) {
        return;
    }
    let subtotals_lead = rows.iter().find(|row| **row != Row::Total) == Some(&Row::Subtotal);
    for (column, head) in heads.iter().enumerate().skip(1) {
        if no_sum(head) {
            continue;
        }
        let cell = |row: usize| {
            grid.get(row).and_then(|cells| cells.get(column)).copied().unwrap_or(Held::Other)
        };
        if (0..rows.len()).any(|row| cell(row) == Held::Other) {
            continue;
        }
        let about = format!("{about}{head}");
        let mut group: Vec<(Decimal, Decimal)> = Vec::new();
        let mut all: Vec<(Decimal, Decimal)> = Vec::new();
        for (row, kind) in rows.iter().enumerate() {
            match (kind, cell(row)) {
                (Row::Plain, Held::Figure(value, step)) => group.push((value, step)),
                (Row::Subtotal, Held::Figure(value, step)) if !subtotals_lead => {
                    compare(table, row, column, value, &group, &about, "上面各行", sink);
                    group.clear();
                    all.push((value, step));
                }
                _ => {}
            }
        }
        if subtotals_lead {
            continue;
        }
        all.append(&mut group);
        if let Some(row) = place
            && let Held::Figure(value, _) = cell(row)
        {
            let where_ = if ahead { "下面各行" } else { "上面各行" };
            compare(table, row, column, value, &all, &about, where_, sink);
        }
    }
}

#[allow(clippy::too_many_arguments)] // A cell and what it is held against.
fn compare(
    table: &Table,
    row: usize,
    column: usize,
    total: Decimal,
    parts: &[(Decimal, Decimal)],
    about: &str,
    side: &str,
    sink: &mut Sink,
) {
    let Some(cell) = table.rows.get(row).and_then(|cells| cells.get(column)) else { return };
    if parts.len() < 2 {
        return;
    }
    let sum: Decimal = parts.iter().map(|(value, _)| *value).sum();
    let mut steps: Vec<Decimal> = parts.iter().map(|(_, step)| *step).collect();
    steps.push(Decimal::new(1, total.scale()));
    if (sum - total).abs() <= slack(&steps, about) {
        return;
    }
    // An average, a highest: no sum at all.
    let (low, high) = parts.iter().fold((total, Decimal::ZERO), |(low, high), (value, _)| {
        (low.min(*value), high.max(*value))
    });
    if total >= low && total <= high && parts.len() > 2 {
        return;
    }
    sink.push(
        sink.at(
            span_of(cell),
            format!("{side}加起来是{}，这里写的是{}", sum.normalize(), total.normalize()),
        )
        .help("请核对各项和合计；因四舍五入不等的，请在表下注明"),
    );
}

/// The columns of totals.
fn across(table: &Table, heads: &[String], grid: &[Vec<Held>], about: &str, sink: &mut Sink) {
    let Some(column) = heads.iter().position(|head| label(head) != Row::Plain) else { return };
    let numeric = |column: usize| {
        heads.get(column).is_some_and(|head| !no_sum(head))
            && grid.iter().all(|row| row.get(column).is_some_and(|held| *held != Held::Other))
            && grid.iter().any(|row| matches!(row.get(column), Some(Held::Figure(..))))
    };
    if !numeric(column) {
        return;
    }
    let left: Vec<usize> = (0..column).rev().take_while(|&at| numeric(at)).collect();
    let right: Vec<usize> = (column + 1..heads.len()).take_while(|&at| numeric(at)).collect();
    let (parts, side) =
        if left.len() >= 2 { (left, "左边各列") } else { (right, "右边各列") };
    if parts.len() < 2 {
        return;
    }
    let mut wrong = Vec::new();
    let mut right_rows = 0;
    for (at, row) in grid.iter().enumerate() {
        let Some(&Held::Figure(total, step)) = row.get(column) else { continue };
        let figures: Vec<(Decimal, Decimal)> = parts
            .iter()
            .filter_map(|&part| match row.get(part) {
                Some(&Held::Figure(value, step)) => Some((value, step)),
                _ => None,
            })
            .collect();
        let sum: Decimal = figures.iter().map(|(value, _)| *value).sum();
        let mut steps: Vec<Decimal> = figures.iter().map(|(_, step)| *step).collect();
        steps.push(step);
        if (sum - total).abs() <= slack(&steps, about) {
            right_rows += 1;
        } else {
            wrong.push((at, sum, total));
        }
    }
    // Where most rows miss, the column is no sum of these.
    if right_rows <= wrong.len() {
        return;
    }
    for (at, sum, total) in wrong {
        if let Some(cell) = table.rows.get(at).and_then(|row| row.get(column)) {
            sink.push(
                sink.at(
                    span_of(cell),
                    format!("{side}加起来是{}，这里写的是{}", sum.normalize(), total.normalize()),
                )
                .help("请核对各项和合计；因四舍五入不等的，请在表下注明"),
            );
        }
    }
}
