//! What a figure is by what stands around it: a name, a date, a growth, a share.

use rust_decimal::Decimal;

use super::context;
use super::number::{self, Number};
use super::reader::{Behind, Reader, is_date};
use super::text::{NONE, han};
use super::types::{Bound, Scope, Sense, UnitKind, Written};

impl Reader {
    /// `一户一策`, `三县两区`, `两山四河`: numerals in a rhyme, no figures.
    pub(super) fn distributes(&self, at: usize, end: usize) -> bool {
        let text = &self.text;
        let next = text.at(end);
        let after = text.at(end + 1);
        number::chinese_digit(next).is_some()
            && han(after)
            && number::chinese_digit(after).is_none()
            && end - at == 2
            && !matches!(after, '千' | '百' | '十' | '万' | '亿' | '是')
            || at >= 2
                && end - at == 2
                && number::chinese_digit(text.before(at - 1)).is_some()
                && han(text.before(at))
                && self.end < at - 1
                && self.named <= at
                && text.at(at - 2) == '一'
    }

    /// Whether a unit of time is a point of time here; the kind it has.
    pub(super) fn dated(
        &self,
        at: usize,
        number: &Number,
        kind: Option<UnitKind>,
        name: &str,
        behind: &Behind,
    ) -> Option<UnitKind> {
        let text = &self.text;
        let whole = number.value.is_integer() && !number.scaled && behind.bound.is_none();
        let value = number.value;
        let within =
            |low: u32, high: u32| value >= Decimal::from(low) && value <= Decimal::from(high);
        let after_date = self.end == at && self.out.last().is_some_and(is_date)
            || self.open.is_some() && self.out.last().is_some_and(is_date);
        let date = match name {
            "年" => {
                whole
                    && within(1000, 2999)
                    && (number.written == Written::Arabic || number.positional)
            }
            "月" | "月份" => whole && within(1, 12),
            "日" => {
                context::bound_before(text, at).1 == Bound::Exact
                    && whole
                    && within(1, 31)
                    && (after_date || !matches!(text.at(behind.end), '内' | '前' | '游' | '之'))
            }
            "号" => whole && within(1, 31) && after_date,
            "季度" | "世纪" | "年代" => whole,
            "时" => whole && within(0, 24),
            "分" => whole && within(0, 59) && after_date,
            _ => return kind,
        };
        if date {
            Some(UnitKind::Date)
        } else if matches!(name, "年" | "日") {
            Some(UnitKind::Duration)
        } else {
            kind
        }
    }

    /// What makes a numeral a name: letters beside it, quotation marks, `号`, a heading's number.
    pub(super) fn is_name(
        &self,
        at: usize,
        number: &Number,
        behind: &Behind,
        kind: Option<UnitKind>,
        name: &str,
    ) -> bool {
        let text = &self.text;
        let before = text.before(at);
        if at < self.named && self.named >= number.end {
            return true;
        }
        if before == '第'
            || before.is_ascii_alphabetic()
            || matches!(before, '#' | '№' | '+' | '＋')
        {
            return true;
        }
        if matches!(name, "号" | "级" | "楼" | "线" | "等") {
            return true;
        }
        if kind == Some(UnitKind::Count)
            && text.at(behind.end) == '+'
            && number.written != Written::Chinese
        {
            return true;
        }
        if number.written == Written::Chinese {
            return false;
        }
        if behind.unit.is_none() {
            let next = text.at(number.end);
            let labelled = text
                .ends_any(
                    at,
                    &[
                        "附件", "图", "表", "编号", "序号", "附表", "附图", "热线", "电话", "国道",
                        "省道", "县道", "专栏", "方案", "类型", "阶段",
                    ],
                )
                .is_some();
            let alone = matches!(before, '（' | '(')
                && matches!(next, '）' | ')')
                && number.value < Decimal::ONE_HUNDRED;
            let led = matches!(before, NONE | '\n')
                && matches!(next, '.' | '、' | '．')
                && number.value < Decimal::ONE_HUNDRED;
            return labelled
                || alone
                || led
                || next.is_ascii_alphabetic()
                || matches!(next, '+' | '＋' | '#' | '后')
                || text
                    .starts_any(
                        number.end,
                        &[
                            "国道", "省道", "县道", "热线", "平台", "电话", "报警", "工程", "计划",
                            "行动",
                        ],
                    )
                    .is_some()
                || number.end - at >= 7;
        }
        text.ends_any(at, &["国道", "省道", "县道", "附件", "附表"]).is_some()
    }

    /// `分别增长6.2%和7.8%`: the second is what the first is.
    pub(super) fn as_before(&self, from: usize, sense: Sense, link: usize) -> (Sense, usize) {
        let text = &self.text;
        let joined = self.end + 1 == from
            && self.scope == Scope::Each
            && matches!(text.at(self.end), '、' | '和');
        let last = self.out.last().map(|last| last.sense);
        match last {
            Some(last @ (Sense::Rise | Sense::Fall)) if joined && sense == Sense::Share => {
                (last, link)
            }
            _ => (sense, link),
        }
    }

    /// What the words around say of a figure, and where the word begins that says it.
    pub(super) fn sense(&self, from: usize, end: usize, kind: UnitKind) -> (Sense, usize) {
        let text = &self.text;
        let bounded = |from: usize| text.ends_any(from, &["突破"]).unwrap_or(from);
        let from = bounded(from);
        if text.starts(from, "突破") && kind != UnitKind::Share {
            return (Sense::To, from);
        }
        if let Some((start, sense)) = context::growth(text, from) {
            // 新增30个 is an amount.
            return (sense, start);
        }
        if let Some(start) = context::becomes(text, from) {
            let plain = matches!(text.at(start), '达') && matches!(from - start, 1 | 2);
            let plain = plain && self.start.is_none();
            if !(plain && kind == UnitKind::Share) {
                return (Sense::To, start);
            }
        } else if self.start.is_some()
            && let Some(start) = text.ends_any(from, &["到", "至", "为", "的"])
            && text.at(start) != '的'
        {
            return (Sense::To, start);
        }
        // 增加到2025年的21天
        if self.start.is_some()
            && let Some(of) = text.ends(from, "的")
        {
            let dated = |ch: char| {
                ch.is_ascii_digit()
                    || matches!(ch, '年' | '月' | '日' | '底' | '末' | '初' | '今' | '去' | '上')
            };
            let first = (0..=of).rev().take(12).find(|&at| at == 0 || !dated(text.before(at)));
            if let Some(first) = first.filter(|&first| first < of) {
                let verb =
                    context::becomes(text, first).or_else(|| text.ends_any(first, &["到", "至"]));
                if let Some(start) = verb {
                    return (Sense::To, start);
                }
            }
        }
        if kind == UnitKind::Share {
            if let Some(sense) = context::growth_behind(text, end) {
                return (sense, from);
            }
            let link = context::share(text, from).unwrap_or(from);
            return (Sense::Share, link);
        }
        (Sense::Amount, from)
    }
}
