//! Ordinals at the head of a paragraph or sentence whose marks are not those they take.

use std::ops::Range;

use super::marks::{after, run};
use crate::cjk::is_han;

/// An ordinal with a wrong mark. Ranges are bytes of the text.
#[derive(Debug)]
pub(crate) struct Ordinal {
    /// The ordinal with its mark.
    pub(crate) range: Range<usize>,
    /// The mark.
    pub(crate) mark: Range<usize>,
    /// The blanks behind it.
    pub(crate) blanks: Range<usize>,
    /// What stands there instead.
    pub(crate) mend: &'static str,
}

/// The ordinals of a text with wrong marks, in order.
pub(crate) fn faulty(text: &str) -> Vec<Ordinal> {
    let mut found = Vec::new();
    let (mut first, mut fresh, mut digit) = (true, true, false);
    for (at, ch) in text.char_indices() {
        if matches!(ch, ' ' | '\u{3000}') && fresh {
            continue;
        }
        if fresh && let Some(ordinal) = read(text, at, ch, first) {
            found.push(ordinal);
        }
        first = ch == '\n';
        // `7:00、`, `3：2、`: a colon between figures opens nothing.
        let colon = matches!(ch, '：' | ':') && !digit;
        fresh = colon || matches!(ch, '。' | '；' | '！' | '？' | '\n' | ';');
        digit = ch.is_ascii_digit();
    }
    found
}

fn numeral(ch: char) -> bool {
    matches!(ch, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// `head` is the ordinal without its mark; `first` whether it opens a paragraph.
fn read(text: &str, at: usize, ch: char, first: bool) -> Option<Ordinal> {
    let (length, marks, mend): (usize, &[char], &'static str) = match ch {
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => {
            let number = few(run(text, at, numeral), 9)?;
            if after(text, at + number) == Some('是') {
                (number + '是'.len_utf8(), &['：', '，', '、', ':', ','], "")
            } else if first {
                (number, &['，', ',', '.', '．'], "、")
            } else {
                return None;
            }
        }
        '第' => {
            let head = ch.len_utf8();
            let number = few(run(text, at + head, numeral), 9)?;
            (head + number, &['、'], "，")
        }
        '（' | '(' if first => {
            let head = ch.len_utf8();
            let number = few(run(text, at + head, numeral), 9)
                .or_else(|| few(run(text, at + head, |ch| ch.is_ascii_digit()), 2))?;
            let close = after(text, at + head + number).filter(|ch| matches!(ch, '）' | ')'))?;
            (head + number + close.len_utf8(), &['、', '，', '.', '．', ','], "")
        }
        '1'..='9' => {
            let number = few(run(text, at, |ch| ch.is_ascii_digit()), 2)?;
            match after(text, at + number)? {
                close @ ('）' | ')') => (number + close.len_utf8(), &['、', '，', ','], ""),
                _ if first => (number, &['、', '，', ','], "."),
                _ => (number, &['、'], "."),
            }
        }
        '①'..='⑳' => (ch.len_utf8(), &['、', '，', '.', '．', ','], ""),
        _ => return None,
    };
    let from = at + length;
    let mark = after(text, from).filter(|mark| marks.contains(mark))?;
    let end = from + mark.len_utf8();
    let blanks = end..end + run(text, end, |ch| matches!(ch, ' ' | '\u{3000}'));
    // A series of numbers (`一，二，三`, `1、2号楼`, `第一、第二产业`) is none.
    let next = after(text, blanks.end)?;
    let words =
        (is_han(next) && !numeral(next) && next != '第') || matches!(next, '“' | '《' | '"');
    words.then_some(Ordinal { range: at..end, mark: from..end, blanks, mend })
}

/// A length that is not zero and not above a limit.
fn few(length: usize, most: usize) -> Option<usize> {
    (1..=most).contains(&length).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::faulty;

    #[test]
    fn times_and_ratios_are_no_ordinals() {
        for text in [
            "队员早6:30—9:00、晚16:30—19:30定点值守。",
            "早餐7：00、午餐12：00供应。",
            "甲队以3:2、乙队以2:1分别取胜。",
            "男女比为1:2、师生比为1:13。",
        ] {
            assert_eq!(faulty(text).len(), 0, "{text}");
        }
        assert_eq!(faulty("做好以下工作：1、建强班子。2、选好书记。").len(), 2);
    }
}
