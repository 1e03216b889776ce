//! Dates in running text, read in one pass: `2023年8月17日（星期四）`, `8月17日`, `2023年5月`, `二〇二三年八月十七日`, and the
//! intervals between them.

use std::ops::Range;

use crate::cjk::{is_han, parse_chinese_number};

/// A date, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dated {
    /// Its bytes, without the weekday.
    pub range: Range<usize>,
    /// Four digits, or none.
    pub year: Option<i32>,
    pub month: Option<u32>,
    pub day: Option<u32>,
    /// Whether it is written in Chinese numerals.
    pub chinese: bool,
    /// Monday is 1; the word's own bytes.
    pub weekday: Option<(u8, Range<usize>)>,
    /// One past the weekday and its bracket.
    pub after: usize,
}

/// From one date to another, without what is inherited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Interval {
    pub range: Range<usize>,
    pub from: Parts,
    pub to: Parts,
}

/// Year, month and day as far as they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Parts {
    pub year: Option<i32>,
    pub month: Option<u32>,
    pub day: Option<u32>,
}

impl Dated {
    pub(crate) fn parts(&self) -> Parts {
        Parts { year: self.year, month: self.month, day: self.day }
    }
}

/// What stands between the two ends of an interval, longer ones first.
const BETWEEN: [&str; 9] = ["——", "至", "到", "—", "–", "－", "～", "~", "-"];

/// The dates of a text in order.
pub(crate) fn dates(text: &str) -> Vec<Dated> {
    let mut found = Vec::new();
    if !text.contains(['年', '月']) {
        return found;
    }
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_digit() {
            let end = at + digits(bytes, at);
            at = match arabic(text, at) {
                Some(dated) => {
                    let after = dated.after;
                    found.push(dated);
                    after.max(end)
                }
                None => end,
            };
        } else {
            at += 1;
        }
    }
    let before = found.len();
    for (year, _) in text.match_indices('年') {
        found.extend(chinese(text, year));
    }
    if found.len() > before {
        found.sort_by_key(|dated| dated.range.start);
    }
    found
}

/// How many digits stand from a place on.
fn digits(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// A number of one or two digits before a unit: its value and the end of the unit.
fn part(text: &str, at: usize, unit: char) -> Option<(u32, usize)> {
    let length = digits(text.as_bytes(), at);
    let number = text.get(at..at + length).filter(|_| (1..=2).contains(&length))?;
    let rest = text.get(at + length..)?.strip_prefix(unit)?;
    Some((number.parse().ok()?, text.len() - rest.len()))
}

/// The day: `17日`, `17号`; not the number of a house or document.
fn day(text: &str, at: usize) -> Option<(u32, usize)> {
    part(text, at, '日').or_else(|| {
        let (day, end) = part(text, at, '号')?;
        let next = text.get(end..)?.chars().next();
        let free = next.is_none_or(|ch| !is_han(ch) || "前后起至到召开上下晚".contains(ch));
        (free && day <= 31).then_some((day, end))
    })
}

fn arabic(text: &str, start: usize) -> Option<Dated> {
    let before = text.get(..start)?.chars().next_back();
    if before.is_some_and(|ch| ch.is_ascii_alphanumeric() || matches!(ch, '.' | '/' | '_')) {
        return None;
    }
    let length = digits(text.as_bytes(), start);
    let mut parts = Parts::default();
    let mut end = start;
    if let Some(rest) = text.get(start + length..)?.strip_prefix('年') {
        let number: i32 = text.get(start..start + length)?.parse().ok()?;
        if length != 4 || !(1000..=2999).contains(&number) {
            return None;
        }
        parts.year = Some(number);
        end = text.len() - rest.len();
    }
    if let Some((month, to)) = part(text, end, '月') {
        (parts.month, end) = (Some(month), to);
        if let Some((day, to)) = day(text, end) {
            (parts.day, end) = (Some(day), to);
        }
    } else if parts.year.is_none() {
        // A day by itself belongs to the date that an interval begins with.
        between(text, start)?;
        let (day, to) = part(text, start, '日')?;
        (parts.day, end) = (Some(day), to);
    }
    let mut dated = Dated {
        range: start..end,
        year: parts.year,
        month: parts.month,
        day: parts.day,
        chinese: false,
        weekday: None,
        after: end,
    };
    if dated.day.is_some() {
        weekday(text, &mut dated);
    }
    Some(dated)
}

/// `星期四`, `（周四）` behind a day.
fn weekday(text: &str, dated: &mut Dated) {
    let end = dated.range.end;
    let Some(rest) = text.get(end..) else { return };
    let inner = rest.trim_start_matches(' ').strip_prefix(['（', '(']);
    // `12月22日，星期一，`.
    let aside = rest.strip_prefix('，').filter(|rest| rest.starts_with("星期"));
    let word = inner.or(aside).unwrap_or(rest);
    let from = text.len() - word.len();
    let Some(name) = ["星期", "礼拜", "周"].iter().find_map(|name| word.strip_prefix(name))
    else {
        return;
    };
    let Some(ch) = name.chars().next() else { return };
    let Some(number) = "一二三四五六日天".chars().position(|known| known == ch) else {
        return;
    };
    let number = if number == 7 { 7 } else { number + 1 };
    let to = text.len() - name.len() + ch.len_utf8();
    let next = text.get(to..).unwrap_or_default().chars().next();
    let free = next.is_none_or(|ch| !is_han(ch) || "上下晚早中起前后至到召开".contains(ch));
    if !free {
        return;
    }
    dated.weekday = Some((u8::try_from(number).unwrap_or(1), from..to));
    let closing = next.filter(|ch| inner.is_some() && matches!(ch, '）' | ')'));
    dated.after = to + closing.map_or(0, char::len_utf8);
}

/// `二〇二三年八月十七日` around its 年.
fn chinese(text: &str, year: usize) -> Option<Dated> {
    let mut start = year;
    let mut number = 0;
    for (count, (at, ch)) in text.get(..year)?.char_indices().rev().take(5).enumerate() {
        let digit = digit(ch);
        match (count, digit) {
            (4, None) => break,
            (4, Some(_)) | (_, None) => return None,
            (_, Some(digit)) => {
                number += digit * 10_i32.pow(u32::try_from(count).unwrap_or(0));
                start = at;
            }
        }
    }
    if !(1000..=2999).contains(&number) {
        return None;
    }
    let mut end = year + '年'.len_utf8();
    let (mut month, mut day) = (None, None);
    if let Some((value, to)) = numeral(text, end, '月') {
        (month, end) = (Some(value), to);
        if let Some((value, to)) = numeral(text, end, '日') {
            (day, end) = (Some(value), to);
        }
    }
    let dated = Dated {
        range: start..end,
        year: Some(number),
        month,
        day,
        chinese: true,
        weekday: None,
        after: end,
    };
    Some(dated)
}

fn digit(ch: char) -> Option<i32> {
    let at = match ch {
        '〇' | '○' | '零' => Some(0),
        _ => "〇一二三四五六七八九".chars().position(|known| known == ch),
    };
    at.and_then(|at| i32::try_from(at).ok())
}

/// A Chinese numeral of up to three characters before a unit.
fn numeral(text: &str, at: usize, unit: char) -> Option<(u32, usize)> {
    let rest = text.get(at..)?;
    let (length, _) = rest.char_indices().take(4).find(|&(_, ch)| ch == unit)?;
    let value = parse_chinese_number(rest.get(..length)?)?;
    Some((value, at + length + unit.len_utf8()))
}

/// Where the mark or word of an interval begins that ends at a place.
fn between(text: &str, end: usize) -> Option<usize> {
    let before = text.get(..end)?;
    BETWEEN.iter().find_map(|word| before.strip_suffix(word)).map(str::len)
}

/// The intervals that end in one of a text's dates.
pub(crate) fn intervals(text: &str, dates: &[Dated]) -> Vec<Interval> {
    let mut found = Vec::new();
    for (index, to) in dates.iter().enumerate() {
        let Some(mark) = between(text, to.range.start) else { continue };
        let previous = index.checked_sub(1).and_then(|index| dates.get(index));
        let from = match previous.filter(|one| one.after == mark) {
            Some(one) => Some((one.range.start, one.parts())),
            None => bare(text, mark, previous, to),
        };
        if let Some((start, from)) = from {
            found.push(Interval { range: start..to.range.end, from, to: to.parts() });
        }
    }
    found
}

/// The number without a unit before the mark of an interval: `2021—2025年`, `2023年5—7月`, `8月17—18日`.
fn bare(text: &str, mark: usize, previous: Option<&Dated>, to: &Dated) -> Option<(usize, Parts)> {
    let before = text.get(..mark)?;
    let length = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = mark - length;
    let number: u32 = before.get(start..)?.parse().ok()?;
    let joined = previous.filter(|one| one.range.end == start && !one.chinese);
    if joined.is_none()
        && before
            .get(..start)?
            .ends_with(|ch: char| ch.is_ascii_alphanumeric() || "./-_".contains(ch))
    {
        return None;
    }
    let parts = match (to.year, to.month, to.day) {
        (Some(_), ..) => {
            let year = i32::try_from(number).ok().filter(|year| (1900..=2100).contains(year))?;
            Parts { year: Some(year).filter(|_| length == 4), ..Parts::default() }
        }
        (None, Some(_), _) => {
            let year = joined.filter(|one| one.month.is_none()).and_then(|one| one.year);
            Parts { year, month: Some(number).filter(|_| length <= 2), day: None }
        }
        (None, None, _) => {
            let one = joined.filter(|one| one.month.is_some() && one.day.is_none())?;
            Parts { day: Some(number).filter(|_| length <= 2), ..one.parts() }
        }
    };
    Some((joined.map_or(start, |one| one.range.start), parts))
}

/// The weekday of a date, Monday 1.
pub(crate) fn weekday_of(year: i32, month: u32, day: u32) -> u8 {
    const SHIFTS: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let index = usize::try_from(month.saturating_sub(1)).unwrap_or(0);
    let shift = SHIFTS.get(index).copied().unwrap_or(0);
    let year = if month < 3 { year - 1 } else { year };
    let day = i32::try_from(day).unwrap_or(0);
    let number = (year + year / 4 - year / 100 + year / 400 + shift + day).rem_euclid(7);
    if number == 0 { 7 } else { u8::try_from(number).unwrap_or(7) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let one = |dated: &Dated| {
            let part = |part: Option<u32>| part.map_or("-".to_owned(), |part| part.to_string());
            let year = dated.year.map_or("-".to_owned(), |year| year.to_string());
            let weekday = dated
                .weekday
                .as_ref()
                .map_or(String::new(), |(day, range)| format!(" {day} {}", &text[range.clone()]));
            let written = &text[dated.range.clone()];
            format!("{written} {year} {} {}{weekday}", part(dated.month), part(dated.day))
        };
        dates(text).iter().map(one).collect()
    }

    #[test]
    fn dates_are_read() {
        for (text, expected) in [
            ("于2023年8月17日（星期四）召开", vec!["2023年8月17日 2023 8 17 4 星期四"]),
            ("8月17日，星期日，在县城", vec!["8月17日 - 8 17 7 星期日"]),
            ("8月17日，星期日的集市", vec!["8月17日 - 8 17"]),
            ("8月17日星期日上午", vec!["8月17日 - 8 17 7 星期日"]),
            ("8月17日周四轮值", vec!["8月17日 - 8 17"]),
            ("8月17号召开，9月31号楼", vec!["8月17号 - 8 17", "9月 - 9 -"]),
            ("2023年5月", vec!["2023年5月 2023 5 -"]),
            ("5年3个月，60日内，1.5月", vec![]),
            ("二〇二三年八月十七日", vec!["二〇二三年八月十七日 2023 8 17"]),
            ("2023年8月17日至18日", vec!["2023年8月17日 2023 8 17", "18日 - - 18"]),
            ("第23年", vec![]),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn intervals_are_read() {
        let found = |text: &str| {
            let found = intervals(text, &dates(text));
            found.into_iter().map(|one| (text[one.range].to_owned(), one.from)).collect::<Vec<_>>()
        };
        let parts = |year, month, day| Parts { year, month, day };
        assert_eq!(found("2021—2025年的"), [("2021—2025年".into(), parts(Some(2021), None, None))]);
        assert_eq!(
            found("2023年5—7月的"),
            [("2023年5—7月".into(), parts(Some(2023), Some(5), None))]
        );
        assert_eq!(found("8月17—18日的"), [("8月17—18日".into(), parts(None, Some(8), Some(17)))]);
        assert_eq!(
            found("8月17日（周四）至9月1日"),
            [("8月17日（周四）至9月1日".into(), parts(None, Some(8), Some(17)))]
        );
        assert_eq!(found("11月至次年3月，GB/T 9704-2012年版"), []);
    }

    #[test]
    fn weekdays_are_known() {
        assert_eq!(weekday_of(2023, 8, 17), 4);
        assert_eq!(weekday_of(2024, 2, 29), 4);
        assert_eq!(weekday_of(2000, 1, 1), 6);
        assert_eq!(weekday_of(2026, 3, 1), 7);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "[0-9年月日号至—\\-～（）星期四周一二〇三十 ]{0,40}") {
            let found = dates(&text);
            for dated in &found {
                assert!(text.get(dated.range.clone()).is_some() && text.get(..dated.after).is_some());
            }
            for interval in intervals(&text, &found) {
                assert!(text.get(interval.range).is_some());
            }
        }
    }
}
