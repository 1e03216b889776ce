//! Shares and multiples in words: `百分之三十`, `三成`, `三分之一`, `半数`, `翻一番`.

use std::ops::Range;

use rust_decimal::Decimal;

use super::context;
use super::noun;
use super::number::{self, Number};
use super::reader::{Behind, Reader};
use super::text::digit;
use super::types::{Bound, Quantity, Sense, Unit, UnitKind, Written};
use super::units;

impl Reader {
    /// `1/3`: a share, where nothing says otherwise.
    pub(super) fn slash(&mut self, at: usize, end: usize, upper: Option<Number>) {
        let (stop, lower) = number::arabic(&self.text, end + 1);
        let (Some(upper), Some(lower)) = (upper, lower) else { return self.run_of_code() };
        let small = lower.value <= Decimal::from(20)
            && upper.value < lower.value
            && upper.value > Decimal::ZERO;
        if !small
            || matches!(self.text.at(stop), '/' | '-' | '月')
            || self.text.before(at).is_ascii_alphanumeric()
        {
            return self.run_of_code();
        }
        self.fraction(at, stop, upper.value, lower.value, Written::Arabic);
    }

    /// Half of a whole: `过半`, `半数`; `半年`.
    pub(super) fn half(&mut self) {
        let at = self.at;
        let text = &self.text;
        if text.starts(at, "过半数") {
            self.emit_share(at, at + 3, Decimal::from(50), Decimal::ONE, Bound::More);
            self.at = at + 3;
        } else if text.starts(at, "过半") && !matches!(text.at(at + 2), '年' | '天' | '个' | '小')
        {
            self.emit_share(at, at + 2, Decimal::from(50), Decimal::ONE, Bound::More);
            self.at = at + 2;
        } else if text.starts(at, "半数") {
            self.emit_share(at, at + 2, Decimal::from(50), Decimal::ONE, Bound::About);
            self.at = at + 2;
        } else if text.at(at) == '半'
            && !matches!(
                text.before(at),
                '上' | '下' | '大' | '小' | '前' | '后' | '多' | '一' | '月' | '年' | '倍'
            )
            && let Some(length) = text.starts_any(at + 1, &["年", "个月", "小时", "天", "个小时"])
            && !matches!(text.at(at + 1 + length), '级' | '度')
            && let Some(found) = units::find(text, at + 1)
        {
            let number = Number {
                end: at + 1,
                value: Decimal::new(5, 1),
                step: Decimal::new(1, 1),
                written: Written::Chinese,
                more: false,
                bare: false,
                positional: false,
                scaled: false,
                one: false,
            };
            let end = at + 1 + found.length;
            self.at = end;
            let behind = Behind { unit: Some((found, at + 1)), end, bound: None };
            self.accept(at, number, &behind);
        }
    }

    /// `翻一番`, `翻了近两番`, `翻番`.
    pub(super) fn doubled(&mut self) {
        let start = self.at;
        let mut at = start + 1;
        if self.text.at(at) == '了' {
            at += 1;
        }
        let mut bound = Bound::Exact;
        for (word, found) in [
            ("近", Bound::About),
            ("约", Bound::About),
            ("超过", Bound::More),
            ("不止", Bound::More),
        ] {
            if self.text.starts(at, word) {
                at += word.chars().count();
                bound = found;
            }
        }
        let (end, times) = if self.text.at(at) == '番' && at == start + 1 {
            (at, Some(1))
        } else {
            let (end, number) = if digit(self.text.at(at)).is_some() {
                number::arabic(&self.text, at)
            } else if number::begins_chinese(self.text.at(at)) {
                number::chinese(&self.text, at)
            } else {
                return;
            };
            let count = number
                .filter(|one| !one.positional && !one.bare && !one.scaled)
                .map(|one| one.value);
            (end, count.and_then(|count| u32::try_from(count).ok()))
        };
        let Some(times) = times.filter(|times| (1..=6).contains(times)) else { return };
        if self.text.at(end) != '番' {
            return;
        }
        // 翻了一番多
        let (mut after, behind) = context::bound_behind(&self.text, end + 1);
        bound = behind.unwrap_or(bound);
        if self.text.at(after) == '多' {
            (after, bound) = (after + 1, Bound::More);
        }
        self.at = after;
        let quantity = Quantity {
            range: self.text.range(start, after),
            number: self.text.range(at, end),
            value: Decimal::from(2_u32.pow(times)),
            step: Decimal::ONE,
            written: Written::Chinese,
            bound,
            unit: Some(Unit {
                range: self.text.range(end, end + 1),
                kind: UnitKind::Times,
                name: "倍".to_owned(),
            }),
            sense: Sense::Rise,
            scope: self.scope(),
            noun: noun::before(&self.text, start, self.end)
                .map(|one| self.text.range(one.start, one.end)),
            time: self.time.clone(),
        };
        self.push(quantity, after);
    }

    /// `百分之三十`, `千分之五`.
    pub(super) fn percent(&mut self, at: usize) {
        let from = at + 3;
        self.at = from;
        let (end, number) = if digit(self.text.at(from)).is_some() {
            number::arabic(&self.text, from)
        } else if number::begins_chinese(self.text.at(from)) {
            number::chinese(&self.text, from)
        } else {
            return;
        };
        self.at = end.max(from);
        let Some(number) = number.filter(|one| !one.positional) else { return };
        let name = if self.text.at(at) == '百' { "%" } else { "‰" };
        let (after, bound) = context::bound_behind(&self.text, end);
        let step = if number.written == Written::Chinese {
            number.step.min(Decimal::ONE)
        } else {
            number.step
        };
        self.shared(
            at..after,
            from..end,
            Unit { range: self.text.range(at, from), kind: UnitKind::Share, name: name.to_owned() },
            number.value,
            step,
            number.written,
            bound,
        );
        self.at = after;
    }

    /// `三成`, `七成五`, `近三成`.
    pub(super) fn tenths(&mut self, at: usize, number: Number) {
        let end = number.end;
        let text = &self.text;
        let next = text.at(end + 1);
        if matches!(
            next,
            '员' | '立'
                | '功'
                | '为'
                | '果'
                | '不'
                | '本'
                | '长'
                | '就'
                | '交'
                | '品'
                | '绩'
                | '效'
                | '分'
                | '套'
                | '熟'
                | '型'
        ) {
            return;
        }
        let mut value = number.value * Decimal::TEN;
        let (mut stop, mut step) = (end + 1, Decimal::TEN);
        if let Some(more) =
            number::chinese_digit(next).filter(|_| number.written == Written::Chinese)
        {
            value += Decimal::from(more);
            step = Decimal::ONE;
            stop += 1;
        }
        let mut bound = None;
        if matches!(text.at(stop), '多' | '余') {
            stop += 1;
            bound = Some(Bound::More);
        }
        let (after, behind) = context::bound_behind(text, stop);
        let unit =
            Unit { range: text.range(end, end + 1), kind: UnitKind::Share, name: "%".to_owned() };
        self.shared(at..after, at..end, unit, value, step, number.written, behind.or(bound));
        self.at = after;
    }

    pub(super) fn fraction(
        &mut self,
        at: usize,
        end: usize,
        upper: Decimal,
        lower: Decimal,
        written: Written,
    ) {
        let value =
            (upper * Decimal::ONE_HUNDRED).checked_div(lower).map(|value| value.round_dp(4));
        self.at = end;
        let Some(value) = value else { return };
        let (after, bound) = context::bound_behind(&self.text, end);
        let unit =
            Unit { range: self.text.range(at, end), kind: UnitKind::Share, name: "%".to_owned() };
        self.shared(
            at..after,
            at..end,
            unit,
            value,
            Decimal::ONE,
            written,
            bound.or(Some(Bound::About)),
        );
        self.at = after;
    }

    pub(super) fn emit_share(
        &mut self,
        at: usize,
        end: usize,
        value: Decimal,
        step: Decimal,
        bound: Bound,
    ) {
        let unit =
            Unit { range: self.text.range(at, end), kind: UnitKind::Share, name: "%".to_owned() };
        self.shared(at..end, at..end, unit, value, step, Written::Chinese, Some(bound));
    }

    #[allow(clippy::too_many_arguments)] // All that a share is made of.
    pub(super) fn shared(
        &mut self,
        whole: Range<usize>,
        number: Range<usize>,
        unit: Unit,
        value: Decimal,
        step: Decimal,
        written: Written,
        behind: Option<Bound>,
    ) {
        let (from, before) = context::bound_before(&self.text, whole.start);
        let (sense, link) = self.sense(from, whole.end, UnitKind::Share);
        let quantity = Quantity {
            range: self.text.range(from, whole.end),
            number: self.text.range(number.start, number.end),
            value,
            step,
            written,
            bound: behind
                .filter(|&bound| bound != Bound::About || before == Bound::Exact)
                .unwrap_or(before),
            unit: Some(unit),
            sense,
            scope: self.scope(),
            noun: self.noun(link, whole.end, UnitKind::Share),
            time: self.time.clone(),
        };
        self.push(quantity, whole.end);
    }
}
