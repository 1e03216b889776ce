//! One pass over a text.

use std::ops::Range;

use rust_decimal::Decimal;

use super::context;
use super::noun;
use super::number::{self, Number};
use super::text::{Chars, NONE, digit, ends_clause, han};
use super::time;
use super::types::{Bound, Quantity, Scope, Sense, Unit, UnitKind, Written};
use super::units::{self, Found};

/// The longest quotation that is a name, in characters.
const QUOTED_NAME: usize = 14;

pub(super) fn read(text: &str) -> Vec<Quantity> {
    let mut reader = Reader {
        text: Chars::of(text),
        out: Vec::new(),
        at: 0,
        end: 0,
        named: 0,
        time: None,
        dates: 0,
        start: None,
        scope: Scope::Plain,
        part: false,
        each: None,
        open: None,
    };
    reader.run();
    reader.out
}

struct Reader {
    text: Chars,
    out: Vec<Quantity>,
    at: usize,
    /// One past the last figure, in characters.
    end: usize,
    /// Up to here stands a name in quotation marks.
    named: usize,
    /// The time last named in this sentence.
    time: Option<Range<usize>>,
    /// One past that time, in characters: dates that follow directly belong to it.
    dates: usize,
    /// The figure that `从`, `由` stands before, until what it became is told.
    start: Option<usize>,
    /// What the words of this stretch say of the next figure.
    scope: Scope,
    /// Whether `其中` stands before in this sentence.
    part: bool,
    /// Nouns before `分别`, as characters, still to be given out.
    each: Option<Range<usize>>,
    /// The figure that a range begins with.
    open: Option<usize>,
}

/// What stands behind a numeral.
struct Behind {
    unit: Option<(Found, usize)>,
    end: usize,
    bound: Option<Bound>,
}

impl Reader {
    fn run(&mut self) {
        while self.at < self.text.len() {
            let ch = self.text.at(self.at);
            let from = self.at;
            match ch {
                '0'..='9' | '０'..='９' => self.arabic(),
                'a'..='z' | 'A'..='Z' => self.latin(),
                '零' | '〇' | '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八'
                | '九' | '十' | '百' | '千' | '万' | '亿' => self.chinese(),
                '半' | '过' => self.half(),
                '翻' => self.doubled(),
                '。' | '！' | '？' | '\n' => {
                    self.time = None;
                    self.start = None;
                    self.part = false;
                    self.stretch();
                    self.each = None;
                }
                '，' | '：' | '、' | ',' => self.stretch(),
                '；' | ';' => {
                    self.stretch();
                    self.part = false;
                    self.start = None;
                    self.each = None;
                }
                '“' | '‘' | '《' | '〔' | '【' => self.quote(ch),
                '其' if self.text.at(self.at + 1) == '中' => self.part = true,
                '共' | '合' | '总' | '累' => self.total(ch),
                '每' => self.scope = Scope::Each,
                '分' if self.text.at(self.at + 1) == '别' => self.respectively(),
                '全' if matches!(
                    self.text.at(self.at + 1),
                    '县' | '区'
                        | '市'
                        | '省'
                        | '国'
                        | '镇'
                        | '乡'
                        | '村'
                        | '州'
                        | '旗'
                        | '街'
                        | '系'
                        | '校'
                ) && ends_clause(self.text.before(self.at)) =>
                {
                    self.scope = Scope::Total;
                }
                '今' | '去' | '前' | '上' | '下' | '明' | '后' | '当' | '本' => {
                    self.time_word()
                }
                _ => {}
            }
            if self.at <= from {
                self.at = from + 1;
            }
        }
    }

    fn stretch(&mut self) {
        if self.scope != Scope::Each || self.each.is_none() {
            self.scope = Scope::Plain;
        }
    }

    fn total(&mut self, ch: char) {
        let (before, next) = (self.text.before(self.at), self.text.at(self.at + 1));
        let counts = match ch {
            '共' => {
                !matches!(before, '公' | '中' | '一')
                    && !matches!(
                        next,
                        '同' | '建'
                            | '享'
                            | '产'
                            | '青'
                            | '治'
                            | '商'
                            | '创'
                            | '识'
                            | '和'
                            | '荣'
                            | '赢'
                            | '富'
                            | '性'
                            | '管'
                            | '担'
                            | '用'
                    )
                    || before == '一'
            }
            '合' | '总' => next == '计',
            _ => next == '计',
        };
        if counts {
            self.scope = Scope::Total;
            self.part = false;
        }
    }

    /// `A、B分别为…`: the nouns before it, and each of what follows.
    fn respectively(&mut self) {
        self.scope = Scope::Each;
        let mut from = self.at;
        while from > 0 && self.at - from < 40 {
            let ch = self.text.before(from);
            if ends_clause(ch) {
                break;
            }
            from -= 1;
        }
        self.each = Some(from..self.at);
    }

    fn quote(&mut self, open: char) {
        let close = match open {
            '“' => '”',
            '‘' => '’',
            '《' => '》',
            '〔' => '〕',
            _ => '】',
        };
        let longest = if matches!(open, '《') { 60 } else { QUOTED_NAME };
        for end in self.at + 1..self.at + longest + 2 {
            let ch = self.text.at(end);
            if ch == close {
                self.named = self.named.max(end);
                return;
            }
            if matches!(ch, '。' | NONE | '\n') || (ch == '，' && open != '《') {
                return;
            }
        }
    }

    fn time_word(&mut self) {
        let Some(end) = time::word(&self.text, self.at) else { return };
        self.set_time(self.at, end);
        self.at = end;
    }

    fn set_time(&mut self, from: usize, end: usize) {
        let (head, compared) = time::head(&self.text, from);
        if compared {
            return;
        }
        let bytes = self.text.range(head, end);
        match &mut self.time {
            Some(time) if self.dates == from => time.end = bytes.end,
            _ => self.time = Some(bytes),
        }
        self.dates = end;
    }

    /// A word in Latin letters, with the digits in it: a name.
    fn latin(&mut self) {
        let mut end = self.at;
        let mut digits = false;
        loop {
            let ch = self.text.at(end);
            let joined = matches!(ch, '-' | '.' | '/' | '_' | '@' | ':') && {
                let next = self.text.at(end + 1);
                next.is_ascii_alphanumeric() || next == '/'
            };
            if !ch.is_ascii_alphanumeric() && !joined {
                break;
            }
            digits |= ch.is_ascii_digit();
            end += 1;
        }
        let _ = digits;
        self.at = end.max(self.at + 1);
    }

    fn arabic(&mut self) {
        let at = self.at;
        let (end, number) = number::arabic(&self.text, at);
        self.at = end.max(at + 1);
        let before = self.text.before(at);
        let next = self.text.at(end);
        // `1/3`
        if next == '/' && digit(self.text.at(end + 1)).is_some() {
            return self.slash(at, end, number);
        }
        // `2023-08-17`, `08:30`, `000-0000`, `5×8`: skipped whole.
        if matches!(next, '-' | ':' | '：' | '×' | '*' | '_' | '@' | '.' | '+')
            && digit(self.text.at(end + 1)).is_some()
        {
            let range = next == '-' && {
                let (second, read) = number::arabic(&self.text, end + 1);
                read.is_some()
                    && !matches!(self.text.at(second), '-' | ':' | '.' | '/')
                    && !self.text.at(second).is_ascii_alphanumeric()
                    && end - at <= 5
                    && second - end <= 6
                    && (units::find(&self.text, second).is_some())
                    && self.text.at(at) != '0'
                    && !before.is_ascii_alphanumeric()
            };
            if !range {
                return self.run_of_code();
            }
        }
        let Some(number) = number else { return self.run_of_code() };
        self.figure(at, number);
    }

    /// Skips digits that are a date, a time, a telephone number, a product.
    fn run_of_code(&mut self) {
        let mut end = self.at;
        loop {
            let ch = self.text.at(end);
            let inner = ch.is_ascii_alphanumeric()
                || (matches!(ch, '-' | ':' | '：' | '.' | '/' | '×' | '*' | '_' | '@' | ',' | '+')
                    && self.text.at(end + 1).is_ascii_alphanumeric());
            if !inner {
                break;
            }
            end += 1;
        }
        self.at = end.max(self.at);
    }

    /// `1/3`: a share, where nothing says otherwise.
    fn slash(&mut self, at: usize, end: usize, upper: Option<Number>) {
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

    fn chinese(&mut self) {
        let at = self.at;
        if let Some(length) = context::phrase(&self.text, at) {
            self.at = at + length;
            return;
        }
        let text = &self.text;
        // 百分之三十, 千分之五
        if matches!(text.at(at), '百' | '千') && text.starts(at + 1, "分之") {
            return self.percent(at);
        }
        let (end, number) = number::chinese(text, at);
        self.at = end.max(at + 1);
        let Some(number) = number else { return };
        let before = text.before(at);
        if text.starts(end, "分之") {
            let (stop, upper) = number::chinese(text, end + 2);
            if let Some(upper) = upper
                && stop > end + 2
                && !number.bare
                && !number.positional
                && number.value > upper.value
                && upper.value > Decimal::ZERO
            {
                return self.fraction(at, stop, upper.value, number.value, Written::Chinese);
            }
            return;
        }
        if text.starts(at, "一半") {
            self.at = at + 2;
            return self.emit_share(at, at + 2, Decimal::from(50), Decimal::ONE, Bound::About);
        }
        if matches!(before, '数' | '几' | '成' | '上' | '好' | '若' | '无' | '整')
            && text.at(at) != '十'
            && number.bare
        {
            return;
        }
        if matches!(before, '数' | '几') {
            return;
        }
        // 三成、七成五
        if text.at(end) == '成'
            && !number.bare
            && !number.positional
            && number.value <= Decimal::TEN
        {
            return self.tenths(at, number);
        }
        if context::joins(before, text.at(at)) {
            if before == '第' {
                self.name(at - 1, number);
            }
            return;
        }
        if number.positional {
            // 二〇二三年
            if text.at(end) == '年' && end - at == 4 {
                self.figure(at, number);
            }
            return;
        }
        // 一户一策、三县两区
        let (_, bound) = context::bound_before(text, at);
        if number.bare && bound == Bound::Exact && !matches!(before, '达' | '过') {
            return;
        }
        self.figure(at, number);
    }

    /// Half of a whole: `过半`, `半数`; `半年`.
    fn half(&mut self) {
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
    fn doubled(&mut self) {
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
        if self.text.at(end) != '番' || (bound == Bound::Exact && self.text.starts(end + 1, "以上"))
        {
            return;
        }
        self.at = end + 1;
        let quantity = Quantity {
            range: self.text.range(start, end + 1),
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
        self.push(quantity, end + 1);
    }

    /// `百分之三十`, `千分之五`.
    fn percent(&mut self, at: usize) {
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
    fn tenths(&mut self, at: usize, number: Number) {
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

    fn fraction(
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

    fn emit_share(&mut self, at: usize, end: usize, value: Decimal, step: Decimal, bound: Bound) {
        let unit =
            Unit { range: self.text.range(at, end), kind: UnitKind::Share, name: "%".to_owned() };
        self.shared(at..end, at..end, unit, value, step, Written::Chinese, Some(bound));
    }

    #[allow(clippy::too_many_arguments)] // All that a share is made of.
    fn shared(
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
            bound: behind.unwrap_or(before),
            unit: Some(unit),
            sense,
            scope: self.scope(),
            noun: self.noun(link, whole.end, UnitKind::Share),
            time: self.time.clone(),
        };
        self.push(quantity, whole.end);
    }

    /// `第三`, `第12届`.
    fn name(&mut self, at: usize, number: Number) {
        let found = units::find(&self.text, number.end);
        // 第一书记, 第二产业
        if found.is_none() && han(self.text.at(number.end)) {
            return;
        }
        let end = number.end + found.map_or(0, |found| found.length);
        let unit = found.map(|found| self.unit(found, number.end));
        // 第三季度 is a date.
        let date = found.is_some_and(|found| matches!(found.known.name, "季度" | "世纪"));
        let quantity = Quantity {
            range: self.text.range(at, end),
            number: self.text.range(at + 1, number.end),
            value: number.value,
            step: number.step,
            written: number.written,
            bound: Bound::Exact,
            unit,
            sense: if date { Sense::Amount } else { Sense::Name },
            scope: Scope::Plain,
            noun: None,
            time: None,
        };
        if date {
            self.set_time(at, end);
        }
        self.at = end;
        self.push(quantity, end);
    }

    fn unit(&self, found: Found, at: usize) -> Unit {
        Unit {
            range: self.text.range(at, at + found.length),
            kind: found.known.kind,
            name: found.known.name.to_owned(),
        }
    }

    /// What stands behind a numeral; `None` where that makes it no figure.
    fn behind(&self, at: usize, number: &Number) -> Option<Behind> {
        let text = &self.text;
        let chinese = number.written == Written::Chinese;
        let mut end = number.end;
        let mut bound = number.more.then_some(Bound::More);
        if matches!(text.at(end), '多' | '余' | '来')
            && (units::find(text, end + 1).is_some() || (text.at(end) == '余' && !chinese))
        {
            bound = Some(Bound::More);
            end += 1;
        } else if text.at(end) == '多' && number.scaled && !han(text.at(end + 1)) {
            bound = Some(Bound::More);
            end += 1;
        }
        if !chinese && text.at(end) == ' ' && units::find(text, end + 1).is_some() {
            end += 1;
        }
        let mut unit = units::find(text, end).map(|found| (found, end));
        if let Some((found, _)) = unit {
            // Behind a Chinese numeral only what cannot be part of a word.
            if chinese && !found.known.chinese {
                return None;
            }
            if number.one && matches!(found.known.kind, UnitKind::Count | UnitKind::Other) {
                return None;
            }
            // 一企一策
            if chinese && self.distributes(at, end + found.length) {
                return None;
            }
            end += found.length;
            // 两个多月
            if found.known.name == "个" && text.at(end) == '多' {
                if let Some(longer) = text
                    .starts_any(end + 1, &["月", "小时", "星期", "季度", "工作日"])
                    .and_then(|length| units::of_many(text, end + 1, length))
                {
                    unit = Some((longer, end + 1));
                    end += 1 + longer.length;
                    bound = Some(Bound::More);
                }
            } else if text.at(end) == '多'
                && matches!(
                    found.known.kind,
                    UnitKind::Duration
                        | UnitKind::Length
                        | UnitKind::Area
                        | UnitKind::Times
                        | UnitKind::Mass
                        | UnitKind::Money
                )
                && !matches!(text.at(end + 1), '元' | '样' | '种' | '次' | '年')
            {
                end += 1;
                bound = Some(Bound::More);
            }
            // 元/亩
            if text.at(end) == '/'
                && let Some(per) = units::find(text, end + 1)
            {
                end += 1 + per.length;
            }
        } else if chinese {
            return None;
        }
        let (after, behind) = context::bound_behind(text, end);
        Some(Behind { unit, end: after, bound: behind.or(bound) })
    }

    /// `一户一策`, `三县两区`, `两山四河`: numerals in a rhyme, no figures.
    fn distributes(&self, at: usize, end: usize) -> bool {
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

    fn figure(&mut self, at: usize, number: Number) {
        let Some(behind) = self.behind(at, &number) else { return };
        self.at = self.at.max(behind.end);
        self.accept(at, number, &behind);
    }

    fn accept(&mut self, at: usize, number: Number, behind: &Behind) {
        let text = &self.text;
        let kind = behind.unit.map(|(found, _)| found.known.kind);
        let unit_name = behind.unit.map_or("", |(found, _)| found.known.name);
        let ended_in_date = self.end == at && self.out.last().is_some_and(is_date);
        let kind = self.dated(at, &number, kind, unit_name, behind);
        let (mut from, before) = context::bound_before(text, at);
        let mut bound = behind.bound.unwrap_or(before);
        if kind == Some(UnitKind::Date) {
            return self.date(at, number, behind, ended_in_date);
        }
        // 近三年: the last three years.
        if kind == Some(UnitKind::Duration) && text.at(from) == '近' && at - from == 1 {
            (from, bound) = (at, behind.bound.unwrap_or(Bound::Exact));
        }
        let named = self.is_name(at, &number, behind, kind, unit_name);
        let unit = behind.unit.map(|(found, place)| {
            let mut unit = self.unit(found, place);
            if let Some(kind) = kind {
                unit.kind = kind;
            }
            let end = place + found.length;
            if text.at(end) == '/' && behind.end > end + 1 {
                if let Some(per) = units::find(text, end + 1) {
                    unit.range = text.range(place, end + 1 + per.length);
                    unit.name = format!("{}/{}", unit.name, per.known.name);
                    unit.kind = UnitKind::Other;
                }
            } else if unit.kind == UnitKind::Date {
                unit.kind = UnitKind::Duration;
            }
            if unit.kind == UnitKind::Duration && unit.name == "日" {
                "天".clone_into(&mut unit.name);
            }
            unit
        });
        if named {
            let quantity = Quantity {
                range: text.range(at, behind.end),
                number: text.range(at, number.end),
                value: number.value,
                step: number.step,
                written: number.written,
                bound: Bound::Exact,
                unit,
                sense: Sense::Name,
                scope: Scope::Plain,
                noun: None,
                time: None,
            };
            return self.push(quantity, behind.end);
        }
        let of = unit.as_ref().map_or(UnitKind::Other, |unit| unit.kind);
        let (sense, link) = self.sense(from, behind.end, of);
        let given = self.given_out();
        let text = &self.text;
        let mut noun = given.or_else(|| self.noun(link, behind.end, of));
        if text.before(from) == '各' {
            self.scope = Scope::Each;
        }
        let scope = self.scope();
        let began = matches!(sense, Sense::To).then_some(()).and(self.start);
        if let Some(began) = began
            && let Some(first) = self.out.get_mut(began)
            && first.unit.as_ref().map(|unit| unit.kind) == unit.as_ref().map(|unit| unit.kind)
        {
            first.sense = Sense::From;
            noun = noun.or_else(|| first.noun.clone());
            self.start = None;
        } else if began.is_some() {
            self.start = None;
        } else if sense == Sense::Amount || sense == Sense::Share {
            if context::comes_from(text, from).is_some() {
                self.start = Some(self.out.len());
                if noun.is_none() {
                    noun = context::comes_from(text, from)
                        .and_then(|start| noun::before(text, start, self.end))
                        .map(|one| text.range(one.start, one.end));
                }
            }
        }
        let quantity = Quantity {
            range: text.range(from, behind.end),
            number: text.range(at, number.end),
            value: number.value,
            step: number.step,
            written: number.written,
            bound,
            unit,
            sense,
            scope,
            noun,
            time: self.time.clone(),
        };
        if scope == Scope::Total {
            self.scope = Scope::Plain;
        }
        self.push(quantity, behind.end);
    }

    /// Whether a unit of time is a point of time here; the kind it has.
    fn dated(
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
                whole
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

    fn date(&mut self, at: usize, number: Number, behind: &Behind, follows: bool) {
        let text = &self.text;
        let Some((found, place)) = behind.unit else { return };
        let end = place + found.length;
        let tail = time::tail(text, end);
        let clock = matches!(found.known.name, "时" | "分");
        let unit = Unit { kind: UnitKind::Date, ..self.unit(found, place) };
        let quantity = Quantity {
            range: text.range(at, end),
            number: text.range(at, number.end),
            value: number.value,
            step: number.step,
            written: number.written,
            bound: Bound::Exact,
            unit: Some(unit.clone()),
            sense: Sense::Amount,
            scope: Scope::Plain,
            noun: None,
            time: None,
        };
        // `1—10月`: the first is a date too.
        let mut from = at;
        if let Some(open) = self.open.take()
            && let Some(first) = self.out.get_mut(open)
        {
            if first.unit.is_none() {
                first.unit = Some(unit);
                first.bound = Bound::Exact;
                (first.noun, first.sense, first.scope) = (None, Sense::Amount, Scope::Plain);
            }
            if self.dates + 1 >= self.end {
                from = self.dates;
            }
        }
        if !clock {
            let from = if follows { self.dates.min(at).max(from.min(at)) } else { from };
            if self.dates != 0 && from == self.dates && self.time.is_some() {
                if let Some(time) = &mut self.time {
                    time.end = self.text.byte(tail);
                }
                self.dates = tail;
            } else {
                self.set_time(at, tail);
            }
        }
        self.at = tail;
        let joined = matches!(self.text.at(end), '—' | '－' | '～' | '~' | '-' | '–');
        self.push(quantity, end);
        if joined {
            self.open = Some(self.out.len() - 1);
        }
        if tail > end {
            self.end = tail;
        }
    }

    /// What makes a numeral a name: letters beside it, quotation marks, `号`, a heading's number.
    fn is_name(
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

    /// What the words around say of a figure, and where the word begins that says it.
    fn sense(&self, from: usize, end: usize, kind: UnitKind) -> (Sense, usize) {
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
        if kind == UnitKind::Share {
            if let Some(sense) = context::growth_behind(text, end) {
                return (sense, from);
            }
            let link = context::share(text, from).unwrap_or(from);
            return (Sense::Share, link);
        }
        (Sense::Amount, from)
    }

    fn scope(&self) -> Scope {
        match (self.scope, self.part) {
            (Scope::Plain, true) => Scope::Part,
            (scope, _) => scope,
        }
    }

    fn noun(&self, link: usize, end: usize, kind: UnitKind) -> Option<Range<usize>> {
        let text = &self.text;
        let least = self.end;
        let bytes = |one: Range<usize>| text.range(one.start, one.end);
        let before = || noun::before(text, link, least).map(bytes);
        match kind {
            UnitKind::Duration | UnitKind::Date | UnitKind::Points | UnitKind::Times => before(),
            UnitKind::Share => before().or_else(|| {
                (text.at(end) == '的').then(|| noun::behind(text, end).map(bytes)).flatten()
            }),
            _ if matches!(text.before(end), '人' | '次' | '岁') => before(),
            _ => noun::behind(text, end).map(bytes).or_else(before),
        }
    }

    /// The next of the nouns before `分别`.
    fn given_out(&mut self) -> Option<Range<usize>> {
        let nouns = self.each.clone()?;
        if nouns.is_empty() {
            return None;
        }
        let text = &self.text;
        let mut end = nouns.start;
        while end < nouns.end && !matches!(text.at(end), '、' | '和' | '与' | '及') {
            end += 1;
        }
        let found = nouns.start..end;
        let rest = (end + 1).min(nouns.end)..nouns.end;
        self.each = Some(rest);
        (found.end > found.start).then(|| text.range(found.start, found.end))
    }

    fn push(&mut self, mut quantity: Quantity, end: usize) {
        let text = &self.text;
        let next = text.at(end);
        if let Some(open) = self.open.take()
            && let Some(first) = self.out.get_mut(open)
            && !is_date(first)
            && !is_date(&quantity)
        {
            first.bound = Bound::More;
            quantity.bound = Bound::Less;
            if first.unit.is_none() {
                first.unit.clone_from(&quantity.unit);
            }
            if first.noun.is_none() {
                first.noun.clone_from(&quantity.noun);
            }
        }
        let opens = matches!(next, '—' | '－' | '～' | '~' | '-' | '–' | '至')
            && (digit(text.at(end + 1)).is_some()
                || number::chinese_digit(text.at(end + 1)).is_some())
            && self.start.is_none()
            && quantity.sense != Sense::Name
            && !is_date(&quantity);
        self.out.push(quantity);
        if opens {
            self.open = Some(self.out.len() - 1);
        }
        self.end = end;
    }
}

fn is_date(quantity: &Quantity) -> bool {
    quantity.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Date)
}
