//! Numbers typed at the head of a heading: `一、`, `（二）`, `3.`, `第一部分`.

use crate::cjk::parse_chinese_number;

/// A number found at a text's head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Typed {
    /// Bytes of the number with its mark.
    pub(super) len: usize,
    /// The same with the white space after it.
    pub(super) whole: usize,
    /// Its value.
    pub(super) value: Option<u32>,
}

/// The number that a heading begins with. Headings that merely begin with a figure (`一体化推进`,
/// `2023年工作`, `第一书记队伍建设`) have none, nor has a heading that is nothing but a number.
pub(super) fn typed(text: &str) -> Option<Typed> {
    let (len, value) = bracketed(text)
        .or_else(|| ordinal(text))
        .or_else(|| circled(text))
        .or_else(|| chinese(text))
        .or_else(|| digits(text))?;
    let rest = &text[len..];
    let trimmed = rest.trim_start();
    (!trimmed.is_empty()).then_some(Typed { len, whole: text.len() - trimmed.len(), value })
}

fn is_chinese_digit(ch: char) -> bool {
    "一二三四五六七八九十百零〇两".contains(ch)
}

fn is_digit(ch: char) -> bool {
    ch.is_ascii_digit() || matches!(ch, '０'..='９')
}

/// Splits a text after its leading characters of a kind, at most `most` of them.
fn leading(text: &str, most: usize, kind: impl Fn(char) -> bool) -> Option<(&str, &str)> {
    let len = text.find(|ch| !kind(ch)).unwrap_or(text.len());
    let (head, rest) = text.split_at(len);
    (!head.is_empty() && head.chars().count() <= most).then_some((head, rest))
}

/// The length of `text` less that of `rest`, its tail.
fn before(text: &str, rest: &str) -> usize {
    text.len() - rest.len()
}

/// `（一）`, `(1)`, `（二）、`.
fn bracketed(text: &str) -> Option<(usize, Option<u32>)> {
    let inside = text.strip_prefix(['（', '(', '〔', '【', '['])?;
    let (number, rest) =
        leading(inside, 4, is_chinese_digit).or_else(|| leading(inside, 3, is_digit))?;
    let rest = rest.strip_prefix(['）', ')', '〕', '】', ']'])?;
    let rest = rest.strip_prefix(['、', '，', '.', '．', ',']).unwrap_or(rest);
    Some((before(text, rest), Some(parse_chinese_number(number)?)))
}

/// `第一，`, `第一部分`, `第二章 `.
fn ordinal(text: &str) -> Option<(usize, Option<u32>)> {
    let inside = text.strip_prefix('第')?;
    let (number, rest) =
        leading(inside, 5, is_chinese_digit).or_else(|| leading(inside, 3, is_digit))?;
    let value = Some(parse_chinese_number(number)?);
    let unit = ["部分", "章", "节", "篇", "条"].iter().find_map(|unit| rest.strip_prefix(unit));
    let tail = unit.unwrap_or(rest);
    let marked = tail.strip_prefix(['，', '、', '：', ',', ':', '.', '．']);
    let spaced = (unit.is_some() && tail.starts_with(char::is_whitespace)).then_some(tail);
    marked.or(spaced).map(|rest| (before(text, rest), value))
}

/// `①`, `⑴`, `㈠`, `⒈`.
fn circled(text: &str) -> Option<(usize, Option<u32>)> {
    let first = text.chars().next()?;
    let from = match first {
        '①'..='⑳' => '①',
        '⑴'..='⒇' => '⑴',
        '⒈'..='⒛' => '⒈',
        '㈠'..='㈩' => '㈠',
        '㊀'..='㊉' => '㊀',
        '❶'..='❿' => '❶',
        _ => return None,
    };
    let rest = &text[first.len_utf8()..];
    let rest = rest.strip_prefix(['、', '，', '.', '．']).unwrap_or(rest);
    Some((before(text, rest), Some(first as u32 - from as u32 + 1)))
}

/// `一、`, `十二.`, `三，`, `一 `.
fn chinese(text: &str) -> Option<(usize, Option<u32>)> {
    let (number, rest) = leading(text, 4, is_chinese_digit)?;
    let value = Some(parse_chinese_number(number)?);
    // `七、八月份`, `一、二、三产业`: neighbours in a series, no ordinal. `两` counts things, it does not number.
    let next = rest.strip_prefix('、').and_then(|tail| leading(tail, 4, is_chinese_digit));
    let next = next.filter(|(next, _)| !next.contains('两'));
    let next = next.and_then(|(next, _)| parse_chinese_number(next));
    if next.is_some() && next == value.map(|value| value + 1) {
        return None;
    }
    let marked = rest.strip_prefix(['、', '.', '．', '，', ',', '：', ':']);
    let spaced = rest.starts_with([' ', '\u{3000}']).then_some(rest);
    marked.or(spaced).map(|rest| (before(text, rest), value))
}

/// `1.`, `1、`, `1．`, `1）`, `1.2 `; not `3.5万亩`, `1,200亩`.
fn digits(text: &str) -> Option<(usize, Option<u32>)> {
    let (number, rest) = leading(text, 3, is_digit)?;
    let marked = rest
        .strip_prefix(['.', '．', '、', '，', ',', '）', ')'])
        .filter(|tail| !tail.starts_with(is_digit) && !tail.starts_with(['、', '%', '％']));
    if let Some(tail) = marked {
        return Some((before(text, tail), Some(parse_chinese_number(number)?)));
    }
    let mut tail = rest;
    let mut parts = 1;
    while let Some((_, more)) =
        tail.strip_prefix(['.', '．']).and_then(|inside| leading(inside, 2, is_digit))
    {
        tail = more;
        parts += 1;
    }
    let spaced = tail.strip_prefix(['.', '．']).unwrap_or(tail);
    ((2..=4).contains(&parts) && spaced.starts_with(char::is_whitespace))
        .then_some((before(text, spaced), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_numbers_are_read_with_their_value() {
        let cases = [
            ("一、主要做法", "主要做法", 1),
            ("十二、下一步", "下一步", 12),
            ("一、一体化推进", "一体化推进", 1),
            ("一、两手抓两手硬", "两手抓两手硬", 1),
            ("一.主要做法", "主要做法", 1),
            ("一，主要做法", "主要做法", 1),
            ("二　主要做法", "主要做法", 2),
            ("（一）建强组织", "建强组织", 1),
            ("(一) 建强组织", "建强组织", 1),
            ("（一)、建强组织", "建强组织", 1),
            ("（十一）建强组织", "建强组织", 11),
            ("1.选优书记", "选优书记", 1),
            ("1. 选优书记", "选优书记", 1),
            ("2、选优书记", "选优书记", 2),
            ("１．选优书记", "选优书记", 1),
            ("3．选优书记", "选优书记", 3),
            ("（1）选优书记", "选优书记", 1),
            ("(12)选优书记", "选优书记", 12),
            ("1）选优书记", "选优书记", 1),
            ("第一，选优书记", "选优书记", 1),
            ("第二、选优书记", "选优书记", 2),
            ("第三部分 工作打算", "工作打算", 3),
            ("第一章　总则", "总则", 1),
            ("①选优书记", "选优书记", 1),
            ("⑫、选优书记", "选优书记", 12),
            ("㈢选优书记", "选优书记", 3),
        ];
        for (text, rest, value) in cases {
            let found = typed(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((&text[found.whole..], found.value), (rest, Some(value)), "{text}");
        }
        assert_eq!(typed("1.2 选优书记").map(|found| (found.whole, found.value)), Some((4, None)));
    }

    #[test]
    fn figures_that_belong_to_the_heading_stay() {
        let cases = [
            "一是抓班子",
            "七、八月份防汛工作",
            "一、二、三产业融合发展",
            "三、四线城市",
            "一体化推进",
            "2023年工作",
            "2023.主要工作",
            "3个聚焦",
            "3.5万亩油茶",
            "1,200亩梨园",
            "第一书记队伍建设",
            "第一产业做优",
            "五措并举",
            "十项行动",
            "一、",
            "（2023）工作",
            "（示例县）工作",
            "两新组织",
            "7·20防汛",
            "10.1万亩",
            "100%覆盖",
            "",
        ];
        for text in cases {
            assert_eq!(typed(text), None, "{text}");
        }
    }
}
