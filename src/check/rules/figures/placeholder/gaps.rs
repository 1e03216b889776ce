//! Finds gaps: what is left open by a line, empty brackets, circles, blanks in a date.

use std::ops::Range;

use super::scan::{PLACES, blank_of, run};

/// Blanks that a writer may leave.
const BLANKS: [char; 4] = [' ', '\u{3000}', '\u{a0}', '\u{2003}'];

/// The gap that begins with a character; a blank date is told by its 年 or 月.
pub(super) fn gap(text: &str, at: usize, ch: char) -> Option<Range<usize>> {
    match ch {
        '_' | '＿' => line(text, at, ch),
        '○' | '◯' | '△' | '□' | '〇' => circles(text, at, ch),
        '【' | '（' | '(' => brackets(text, at, ch),
        '年' | '月' => date(text, at, ch),
        '〕' => number(text, at),
        _ => None,
    }
}

/// Whether a gap is of the kind that a form to be filled by its reader has too.
pub(super) fn of_forms(text: &str) -> bool {
    text.starts_with(['_', '＿']) || hollow(text) || text.ends_with('日') && text.contains(BLANKS)
}

/// Whether a gap is a pair of empty brackets, which a note or image may have left.
pub(super) fn hollow(text: &str) -> bool {
    let inner =
        text.strip_prefix(['【', '（', '(']).and_then(|rest| rest.strip_suffix(['】', '）', ')']));
    inner.is_some_and(|inner| inner.trim_matches(BLANKS).is_empty())
}

/// `____`.
fn line(text: &str, at: usize, ch: char) -> Option<Range<usize>> {
    let (count, bytes) = run(text, at, ch);
    let rest = text.get(at + bytes..)?;
    let joined = |ch: char| ch.is_ascii_alphanumeric();
    let free = !text.get(..at)?.ends_with(joined) && !rest.starts_with(joined);
    let unit = ["名", "个", "户", "%", "万元", "亩", "人"];
    let unit = unit.iter().find(|unit| rest.starts_with(**unit)).map_or(0, |unit| unit.len());
    let unit = blank_of(rest).unwrap_or(unit);
    (count >= 2 && free).then_some(at..at + bytes + unit)
}

/// `○○县`, `○○○`; the years and numbers that are written with them are none.
fn circles(text: &str, at: usize, ch: char) -> Option<Range<usize>> {
    let (count, bytes) = run(text, at, ch);
    let (before, rest) = (text.get(..at)?, text.get(at + bytes..)?);
    let numeral = |ch: char| "一二三四五六七八九十百千万〇○零第".contains(ch);
    if count < 2 || before.ends_with(numeral) || rest.starts_with(numeral) {
        return None;
    }
    let place = PLACES.iter().find(|place| rest.starts_with(**place)).map(|place| place.len());
    let sure = matches!(ch, '○' | '◯') || place.is_some();
    sure.then_some(at..at + bytes + place.unwrap_or(0))
}

/// `【】`, `（　　）`.
fn brackets(text: &str, at: usize, open: char) -> Option<Range<usize>> {
    let before = text.get(..at)?;
    let inner = text.get(at + open.len_utf8()..)?;
    let rest = inner.trim_start_matches(BLANKS);
    let close = match open {
        '【' => '】',
        '（' => '）',
        _ => ')',
    };
    let rest = rest.strip_prefix(close)?;
    // Brackets that are spoken of, and the call of a program.
    let spoken = before.ends_with(['“', '‘', '「', '号', '《']);
    let called = open == '(' && before.ends_with(|ch: char| ch.is_ascii());
    (!spoken && !called).then_some(at..text.len() - rest.len())
}

/// `2023年  月  日`, `8月 日`.
fn date(text: &str, at: usize, ch: char) -> Option<Range<usize>> {
    let skip = |text: &'_ str| text.len() - text.trim_start_matches(BLANKS).len();
    let rest = text.get(at + ch.len_utf8()..)?;
    let blank = skip(rest);
    // Most years and months are followed by something else.
    if blank == 0 && !rest.starts_with(|ch: char| ch.is_ascii_digit()) {
        return None;
    }
    let before = text.get(..at)?;
    let digits = before.bytes().rev().take(4).take_while(u8::is_ascii_digit).count();
    let mut rest = rest.get(blank..)?;
    if ch == '年' {
        let month = rest.bytes().take(2).take_while(u8::is_ascii_digit).count();
        rest = rest.get(month..)?.strip_prefix('月')?;
        if blank > 0 && month > 0 {
            return None;
        }
        let day = skip(rest);
        if day == 0 {
            return None;
        }
        rest = rest.get(day..)?;
    } else if digits == 0 {
        return None;
    }
    let rest = rest.strip_prefix('日')?;
    let next = rest.chars().next();
    let free = next.is_none_or(|ch| !crate::cjk::is_han(ch) || "前后起至到止印以召".contains(ch));
    free.then_some(at - digits..text.len() - rest.len())
}

/// `〕　号`, `〕X号`: a document number without its number.
fn number(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at + '〕'.len_utf8()..)?;
    let mark = |ch: char| BLANKS.contains(&ch) || "Xx×*_＿○".contains(ch);
    let rest = rest.trim_start_matches(mark).strip_prefix('号')?;
    Some(at..text.len() - rest.len())
}
