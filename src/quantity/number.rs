//! Numerals: Arabic, Chinese and mixed, with their scales.

use rust_decimal::Decimal;

use super::text::{Chars, digit, han};
use super::types::Written;

/// A numeral as read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    /// One past its last character, `余` and `多` left out.
    pub(super) end: usize,
    pub(super) value: Decimal,
    pub(super) step: Decimal,
    pub(super) written: Written,
    /// Whether `余`, `多` stands in it (`500多万`).
    pub(super) more: bool,
    /// Whether it begins with a scale (`万`, `百亿`).
    pub(super) bare: bool,
    /// Whether it is digits set side by side (`二〇二三`, `三四`).
    pub(super) positional: bool,
    /// Whether a scale is in it.
    pub(super) scaled: bool,
    /// Whether it is the plain `一`.
    pub(super) one: bool,
}

fn power(ch: char) -> Option<u32> {
    match ch {
        '十' => Some(1),
        '百' => Some(2),
        '千' => Some(3),
        '万' => Some(4),
        '亿' => Some(8),
        _ => None,
    }
}

fn ten(power: u32) -> Decimal {
    Decimal::from(10_u64.saturating_pow(power.min(19)))
}

/// A Chinese digit.
pub(super) fn chinese_digit(ch: char) -> Option<u8> {
    Some(match ch {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Whether a Chinese numeral may begin with it.
pub(super) fn begins_chinese(ch: char) -> bool {
    chinese_digit(ch).is_some() || power(ch).is_some()
}

/// A plain run of digits, with separators of thousands and a decimal point: its end, its digits and how many of them
/// are decimals. `None` where separators are misplaced or digits too many.
fn digits(text: &Chars, at: usize) -> (usize, Option<(i64, u32)>) {
    let (mut end, mut sum, mut count) = (at, 0_i64, 0_usize);
    let mut sound = true;
    let mut add = |value: u8, count: &mut usize, sound: &mut bool| {
        *count += 1;
        *sound &= *count <= 16;
        sum = sum.wrapping_mul(10).wrapping_add(i64::from(value));
    };
    while let Some(value) = digit(text.at(end)) {
        add(value, &mut count, &mut sound);
        end += 1;
    }
    let lead = count;
    let mut groups = 0;
    while text.at(end) == ',' && digit(text.at(end + 1)).is_some() {
        let from = end + 1;
        end = from;
        while let Some(value) = digit(text.at(end)) {
            add(value, &mut count, &mut sound);
            end += 1;
        }
        groups += 1;
        sound &= end - from == 3;
    }
    sound &= groups == 0 || (1..=3).contains(&lead);
    let whole = count;
    if matches!(text.at(end), '.' | '．') && digit(text.at(end + 1)).is_some() {
        end += 1;
        while let Some(value) = digit(text.at(end)) {
            add(value, &mut count, &mut sound);
            end += 1;
        }
        // `1.2.3`
        sound &= !(text.at(end) == '.' && digit(text.at(end + 1)).is_some());
    }
    let decimals = u32::try_from(count - whole).unwrap_or(0);
    (end, sound.then_some((sum, decimals)))
}

/// An Arabic or mixed numeral at a place: where its digits end, and the numeral, `None` where it is none.
pub(super) fn arabic(text: &Chars, at: usize) -> (usize, Option<Number>) {
    let (end, read) = digits(text, at);
    let Some((sum, decimals)) = read else { return (end, None) };
    let mut value = Decimal::new(sum, decimals);
    let mut step = Decimal::new(1, decimals);
    let plain = end;
    let (mut end, mut more, mut scaled) = (end, false, false);
    if matches!(text.at(end), '多' | '余' | '几')
        && matches!(text.at(end + 1), '万' | '亿' | '千' | '百')
    {
        more = true;
        end += 1;
    }
    while let Some(power) = power(text.at(end)) {
        // `5千米` is of the unit 千米.
        let unit = text.at(end) == '千'
            && matches!(text.at(end + 1), '米' | '克' | '瓦' | '伏' | '卡' | '帕');
        if power == 1 || unit || text.starts(end, "百分") {
            break;
        }
        let (Some(v), Some(s)) = (value.checked_mul(ten(power)), step.checked_mul(ten(power)))
        else {
            return (end, None);
        };
        (value, step, scaled) = (v, s, true);
        end += 1;
        // `3亿5000万`
        if power == 8 && digit(text.at(end)).is_some() {
            let (next, low) = digits(text, end);
            if let Some((low, 0)) = low
                && text.at(next) == '万'
                && low < 10_000
            {
                value += Decimal::from(low) * ten(4);
                step = ten(4);
                end = next + 1;
            }
            break;
        }
    }
    if !scaled {
        (end, more) = (plain, false);
    }
    let written = if scaled { Written::Mixed } else { Written::Arabic };
    let number = Number {
        end,
        value,
        step,
        written,
        more,
        bare: false,
        positional: false,
        scaled,
        one: false,
    };
    (end, Some(number))
}

/// A Chinese numeral at a place: where its characters end, and the numeral, `None` where it is none.
pub(super) fn chinese(text: &Chars, at: usize) -> (usize, Option<Number>) {
    let mut end = at;
    let (mut total, mut section, mut pending) = (0_i64, 0_i64, None::<i64>);
    let (mut step, mut last, mut more) = (1_i64, 5_u32, false);
    let (mut bare, mut positional, mut sound, mut big) = (false, false, true, 9_u32);
    loop {
        let ch = text.at(end);
        if let Some(value) = chinese_digit(ch) {
            if value == 0 && !positional && pending.is_none() && (section > 0 || total > 0) {
                // 一百零三
            } else if let Some(before) = pending {
                positional = true;
                pending = Some(before.saturating_mul(10).saturating_add(i64::from(value)));
            } else {
                pending = Some(i64::from(value));
            }
            step = 1;
        } else if let Some(power) = power(ch) {
            let unit = 10_i64.pow(power);
            if power <= 3 {
                bare |= pending.is_none() && section == 0 && total == 0 && power > 1;
                sound &= power < last && !positional;
                section = section.saturating_add(pending.take().unwrap_or(1).saturating_mul(unit));
                last = power;
                step = unit;
            } else {
                let below = section.saturating_add(pending.take().unwrap_or(0));
                bare |= below == 0 && total == 0;
                if power == 8 && total > 0 {
                    // 万亿
                    total = total.saturating_add(below).saturating_mul(unit);
                } else {
                    sound &= power < big;
                    total = total.saturating_add(below.max(1).saturating_mul(unit));
                }
                step = if below == 0 || last == 5 { unit } else { step.saturating_mul(unit) };
                (section, last, big) = (0, 5, power);
            }
        } else if matches!(ch, '多' | '余')
            && power(text.at(end + 1)).is_some_and(|next| next >= 4)
            && end > at
        {
            more = true;
        } else {
            break;
        }
        end += 1;
        if end - at > 20 {
            sound = false;
        }
    }
    let one = end == at + 1 && text.at(at) == '一';
    // 三点五倍
    let mut value =
        Decimal::from(total.saturating_add(section).saturating_add(pending.unwrap_or(0)));
    let mut step = Decimal::from(step);
    if text.at(end) == '点' && !positional && end == at + 1 {
        let mut next = end + 1;
        let (mut sum, mut count) = (0_i64, 0_u32);
        while let Some(value) = chinese_digit(text.at(next)) {
            sum = sum * 10 + i64::from(value);
            (count, next) = (count + 1, next + 1);
            if count > 4 {
                break;
            }
        }
        if (1..=4).contains(&count) && !han_word_after(text, next) {
            value += Decimal::new(sum, count);
            step = Decimal::new(1, count);
            end = next;
        }
    }
    let scaled = last < 5 || big < 9;
    let number =
        Number { end, value, step, written: Written::Chinese, more, bare, positional, scaled, one };
    (end, sound.then_some(number))
}

/// `三点一线`, `两点一面`: not a decimal.
fn han_word_after(text: &Chars, at: usize) -> bool {
    han(text.at(at)) && matches!(text.at(at), '线' | '面' | '环' | '带' | '区')
}
