//! One pass over a text.

use std::ops::Range;

use rust_decimal::Decimal;

use super::context;
use super::number;
use super::text::{Chars, NONE, digit, ends_clause};
use super::time;
use super::types::{Bound, Quantity, Scope, Sense, UnitKind, Written};
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

pub(super) struct Reader {
    pub(super) text: Chars,
    pub(super) out: Vec<Quantity>,
    pub(super) at: usize,
    /// One past the last figure, in characters.
    pub(super) end: usize,
    /// Up to here stands a name in quotation marks.
    pub(super) named: usize,
    /// The time last named in this sentence.
    pub(super) time: Option<Range<usize>>,
    /// One past that time, in characters: dates that follow directly belong to it.
    pub(super) dates: usize,
    /// The figure that `从`, `由` stands before, until what it became is told.
    pub(super) start: Option<usize>,
    /// What the words of this stretch say of the next figure.
    pub(super) scope: Scope,
    /// Whether `其中` stands before in this sentence.
    pub(super) part: bool,
    /// Nouns before `分别`, as characters, still to be given out.
    pub(super) each: Option<Range<usize>>,
    /// The figure that a range begins with.
    pub(super) open: Option<usize>,
}

/// What stands behind a numeral.
pub(super) struct Behind {
    pub(super) unit: Option<(Found, usize)>,
    pub(super) end: usize,
    pub(super) bound: Option<Bound>,
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
                    self.each = None;
                    self.stretch();
                }
                '，' | '：' | '、' | ',' => self.stretch(),
                '；' | ';' => {
                    self.each = None;
                    self.stretch();
                    self.part = false;
                    self.start = None;
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
        // 本年度, 上半年, 前三季度
        if !matches!(self.text.at(self.at + 1), '年' | '月' | '半' | '三') {
            return;
        }
        let Some(end) = time::word(&self.text, self.at) else { return };
        self.set_time(self.at, end);
        self.at = end;
    }

    pub(super) fn set_time(&mut self, from: usize, end: usize) {
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
    pub(super) fn run_of_code(&mut self) {
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

    pub(super) fn push(&mut self, mut quantity: Quantity, end: usize) {
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

pub(super) fn is_date(quantity: &Quantity) -> bool {
    quantity.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Date)
}
