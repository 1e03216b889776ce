//! Years and days written in Chinese numerals.

use std::ops::Range;

use crate::check::marks::{after, before, enclosed, run, run_before};
use crate::cjk::parse_chinese_number;

/// A date in Chinese numerals: a year at least, or a month and a day.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) range: Range<usize>,
    /// The same in Arabic numerals.
    pub(super) arabic: String,
    /// Whether it names its year.
    pub(super) dated: bool,
    /// Digits that are none of the Chinese ones (`二0二三年`), with what they should be.
    pub(super) zeros: Vec<(Range<usize>, &'static str)>,
}

/// The dates of a text, and how many of each kind it has in Arabic numerals.
#[derive(Debug, Default)]
pub(super) struct Dates {
    pub(super) chinese: Vec<Written>,
    pub(super) years: usize,
    pub(super) days: usize,
}

fn figure(ch: char) -> Option<(char, bool)> {
    let digits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if let Some(value) = digits.iter().position(|&known| known == ch) {
        return Some((char::from(b'0' + u8::try_from(value).ok()?), true));
    }
    matches!(ch, '○' | '零' | '0' | '０' | 'O' | 'o' | 'Ｏ' | '◯').then_some(('0', false))
}

fn numeral(ch: char) -> bool {
    "一二三四五六七八九十".contains(ch)
}

pub(super) fn look(text: &str) -> Dates {
    let mut dates = Dates::default();
    let mut resume = 0;
    for (at, ch) in text.char_indices() {
        if at < resume {
            continue;
        }
        let found = match ch {
            '年' => {
                let digits = run_before(text, at, |ch| ch.is_ascii_digit());
                if digits == 4
                    && text.get(at - 4..at).is_some_and(|year| ("1900".."2100").contains(&year))
                {
                    dates.years += 1;
                    None
                } else {
                    year(text, at)
                }
            }
            '月' => {
                let end = at + ch.len_utf8();
                let digits = run(text, end, |ch| ch.is_ascii_digit());
                if (1..=2).contains(&digits)
                    && after(text, end + digits) == Some('日')
                    && before(text, at).is_some_and(|ch| ch.is_ascii_digit())
                {
                    dates.days += 1;
                    None
                } else {
                    month(text, at)
                }
            }
            _ => continue,
        };
        if let Some(found) = found {
            resume = found.range.end;
            if !enclosed(text, found.range.start) {
                dates.chinese.push(found);
            }
        }
    }
    dates
}

/// `二〇二三年`, and what follows of month and day.
fn year(text: &str, at: usize) -> Option<Written> {
    let head = text.get(..at)?;
    let mut start = at;
    let mut shown = ['0'; 4];
    let mut zeros = Vec::new();
    let mut chinese = 0;
    for (slot, (place, ch)) in shown.iter_mut().rev().zip(head.char_indices().rev()) {
        let (digit, plain) = figure(ch)?;
        if !plain {
            zeros.push((place..place + ch.len_utf8(), "〇"));
        }
        chinese += usize::from(plain);
        *slot = digit;
        start = place;
    }
    let shown: String = shown.iter().collect();
    let bare = before(text, start)
        .is_none_or(|ch| figure(ch).is_none() && !ch.is_ascii_alphanumeric() && ch != '十');
    if chinese < 2 || !("1900".."2100").contains(&shown.as_str()) || !bare {
        return None;
    }
    zeros.reverse();
    let mut arabic = format!("{shown}年");
    let mut end = at + '年'.len_utf8();
    for unit in ['月', '日'] {
        let length = run(text, end, numeral);
        let value = text.get(end..end + length).and_then(parse_chinese_number);
        let (Some(value), Some(next)) =
            (value.filter(|&value| value > 0), after(text, end + length))
        else {
            break;
        };
        if next != unit {
            break;
        }
        arabic.push_str(&format!("{value}{unit}"));
        end += length + unit.len_utf8();
    }
    Some(Written { range: start..end, arabic, dated: true, zeros })
}

/// `八月十七日` without a year.
fn month(text: &str, at: usize) -> Option<Written> {
    let length = run_before(text, at, numeral);
    let start = at - length;
    let from = at + '月'.len_utf8();
    let days = run(text, from, numeral);
    let end = from + days;
    let month =
        parse_chinese_number(text.get(start..at)?).filter(|month| (1..=12).contains(month))?;
    let day = parse_chinese_number(text.get(from..end)?).filter(|day| (1..=31).contains(day))?;
    let lunar = text.get(..start).is_some_and(|head| {
        ["农历", "阴历", "旧历", "夏历", "年", "闰"].iter().any(|word| head.ends_with(word))
    });
    (after(text, end) == Some('日') && !lunar).then(|| Written {
        range: start..end + '日'.len_utf8(),
        arabic: format!("{month}月{day}日"),
        dated: false,
        zeros: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::look;

    #[test]
    fn dates_are_read() {
        for (text, written, arabic, zeros) in [
            ("自二〇二三年以来", "二〇二三年", "2023年", 0),
            ("于二〇二三年八月十七日成立", "二〇二三年八月十七日", "2023年8月17日", 0),
            ("一九四九年", "一九四九年", "1949年", 0),
            ("二0二三年", "二0二三年", "2023年", 1),
            ("二○二○年", "二○二○年", "2020年", 2),
            ("八月十七日开会", "八月十七日", "8月17日", 0),
        ] {
            let found = look(text).chinese;
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(&text[found[0].range.clone()], written);
            assert_eq!(found[0].arabic, arabic);
            assert_eq!(found[0].zeros.len(), zeros);
        }
        let found = look("2023年8月17日，二〇二二年");
        assert_eq!((found.years, found.days, found.chinese.len()), (1, 1, 1));
    }

    #[test]
    fn other_words_are_none() {
        for text in [
            "二十年",
            "三年五年",
            "一二三四年级",
            "《二〇二三年纪事》",
            "农历八月十五日",
            "三月三",
            "五一二一二年",
            "1020年",
            "二千〇二三年",
        ] {
            assert!(look(text).chinese.is_empty(), "{text}: {:?}", look(text).chinese);
        }
        for flood in ["二〇二三年", "一", "月", "二〇", "1月1日", "一月一"] {
            let _ = look(&flood.repeat(20_000));
        }
    }
}
