//! Ordinals at the head of clauses.

use std::ops::Range;

use crate::cjk::{is_han, parse_chinese_number};

/// How the ordinals of a series are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// `一是…二是…`, `一要…二要…`.
    Being,
    /// `其一，其二，`.
    Among,
    /// `第一，第二，`.
    Nth,
    /// `第一步，第二步，`, `第一个问题，第二个问题，`; the tail is the word's first character.
    Step,
    /// `首先…其次…再次…最后`.
    Words,
    /// `一、二、` at the head of paragraphs.
    Comma,
    /// `（一）（二）`.
    Bracket,
    /// `（1）（2）`.
    BracketDigit,
    /// `1.` `2.`.
    Digit,
    /// `①②`.
    Circled,
}

/// How many styles there are.
pub(super) const STYLES: usize = 10;

/// An ordinal of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ordinal {
    /// Index of the passage.
    pub(crate) passage: usize,
    /// The whole mark: `一是`, `（二）`, `第三`.
    pub(crate) mark: Range<usize>,
    /// Its numeral: `一`.
    pub(crate) numeral: Range<usize>,
    /// Its value from 1; 0 where the word has none (`其次`).
    pub(crate) value: u32,
    /// `是`, `要`, `抓` …; a blank where there is none.
    pub(crate) tail: char,
    /// Whether it stands at the head of its passage.
    pub(crate) leads: bool,
    /// Whether a clause before it in the passage begins as the first of a series does.
    pub(crate) opened: bool,
    /// Its style.
    pub(crate) style: Style,
}

/// What stands before a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Edge {
    Inside,
    Comma,
    Stop,
    Head,
}

/// The ordinals of a passage's text, in order. What is quoted does not count.
pub(super) fn ordinals(text: &str, passage: usize, out: &mut Vec<Ordinal>) {
    let (mut edge, mut depth, mut opened, mut resume) = (Edge::Head, 0_u32, false, 0);
    for (at, ch) in text.char_indices() {
        if at < resume {
            continue;
        }
        if (edge > Edge::Inside || matches!(ch, '①'..='⑳')) && depth == 0 {
            let rest = text.get(at..).unwrap_or_default();
            if let Some(found) = ordinal(rest, edge) {
                let (mark, numeral, value, tail, style) = found;
                out.push(Ordinal {
                    passage,
                    mark: at..at + mark,
                    numeral: at + numeral.start..at + numeral.end,
                    value,
                    tail,
                    leads: edge == Edge::Head
                        && text.get(..at).is_some_and(|t| t.trim().is_empty()),
                    opened,
                    style,
                });
                opened |= value == 1;
                resume = at + mark;
                edge = if matches!(tail, ' ' | '·') { Edge::Stop } else { Edge::Inside };
                continue;
            }
            opened |=
                ["一", "首先", "第一", "其一", "首要"].iter().any(|word| rest.starts_with(word));
        }
        edge = match ch {
            '。' | '！' | '？' | '；' | '：' | ';' | ':' | '?' | '!' => Edge::Stop,
            '，' | ',' | '、' | '—' => Edge::Comma,
            '\n' => Edge::Head,
            ' ' | '\u{3000}' | '’' | '）' | ')' | '》' => edge,
            '”' => {
                depth = depth.saturating_sub(1);
                edge
            }
            '“' => {
                depth += 1;
                Edge::Inside
            }
            _ => Edge::Inside,
        };
    }
}

type Found = (usize, Range<usize>, u32, char, Style);

/// The ordinal that a clause begins with.
fn ordinal(rest: &str, edge: Edge) -> Option<Found> {
    let first = rest.chars().next()?;
    match first {
        '一'..='龥' if numeral(rest).is_some() => being(rest, edge),
        '其' | '首' | '再' | '最' => word(rest),
        '第' => nth(rest, edge),
        '（' | '(' if edge >= Edge::Stop => bracket(rest, first),
        '0'..='9' if edge >= Edge::Stop => digit(rest),
        '①'..='⑳' => {
            let value = first as u32 - '①' as u32 + 1;
            // Within a clause it may be a mere reference.
            let tail = if edge == Edge::Inside { '·' } else { ' ' };
            Some((first.len_utf8(), 0..first.len_utf8(), value, tail, Style::Circled))
        }
        _ => None,
    }
}

/// The length and value of a Chinese numeral from 1 to 29 at the head of a text.
fn numeral(rest: &str) -> Option<(usize, u32)> {
    let digit = |ch: char| "一二三四五六七八九十".contains(ch);
    let length = rest.char_indices().take(4).find(|&(_, ch)| !digit(ch)).map(|(at, _)| at)?;
    let value = parse_chinese_number(rest.get(..length)?)?;
    (1..30).contains(&value).then_some((length, value))
}

fn being(rest: &str, edge: Edge) -> Option<Found> {
    let (length, value) = numeral(rest)?;
    let after = rest.get(length..)?;
    let tail = after.chars().next()?;
    let end = length + tail.len_utf8();
    let next = rest.get(end..).unwrap_or_default();
    match tail {
        '是' => {
            // `一是一，二是二`.
            let same = next.strip_prefix(rest.get(..length)?);
            let stops = |text: &str| text.chars().next().is_none_or(|ch| "，。、；,”".contains(ch));
            (!same.is_some_and(stops)).then_some((end, 0..length, value, tail, Style::Being))
        }
        '要' if ["素", "件", "点", "闻", "务"].iter().any(|word| next.starts_with(word)) => {
            None
        }
        '看' | '抓' if next.starts_with('就') || next.starts_with('到') => None,
        '要' | '抓' | '靠' | '看' => Some((end, 0..length, value, tail, Style::Being)),
        '、' if edge >= Edge::Stop
            && numeral(next).is_none()
            && next.starts_with(|ch: char| is_han(ch) || ch == '“') =>
        {
            Some((end, 0..length, value, ' ', Style::Comma))
        }
        _ => None,
    }
}

fn word(rest: &str) -> Option<Found> {
    if let Some(after) = rest.strip_prefix('其')
        && let Some((length, value)) = numeral(after)
    {
        let head = '其'.len_utf8();
        let mark = after.get(length..)?.chars().next()?;
        return "，、：是,".contains(mark).then_some((
            head + length,
            head..head + length,
            value,
            mark,
            Style::Among,
        ));
    }
    let (word, value) = [("首先", 1), ("其次", 0), ("再次", 0), ("最后", 0)]
        .into_iter()
        .find(|(word, _)| rest.starts_with(word))?;
    Some((word.len(), 0..word.len(), value, '先', Style::Words))
}

/// What is counted off one by one.
const STEPS: [&str; 9] =
    ["步", "件事", "个问题", "个方面", "方面", "点", "阶段", "个阶段", "个环节"];

fn nth(rest: &str, edge: Edge) -> Option<Found> {
    let head = '第'.len_utf8();
    let (length, value) = numeral(rest.get(head..)?)?;
    let end = head + length;
    let after = rest.get(end..)?;
    if let Some(word) = STEPS.iter().find(|word| after.starts_with(**word)) {
        let mark = after.get(word.len()..)?.chars().next()?;
        let tail = word.chars().next()?;
        return (edge >= Edge::Stop && "，：,是".contains(mark)).then_some((
            end + word.len(),
            head..end,
            value,
            tail,
            Style::Step,
        ));
    }
    let mark = after.chars().next()?;
    let next = rest.get(end + mark.len_utf8()..).unwrap_or_default();
    let sound = match mark {
        '，' | '：' | ',' => edge >= Edge::Stop,
        '、' => edge >= Edge::Stop && !next.starts_with('第') && numeral(next).is_none(),
        '是' => true,
        _ => false,
    };
    sound.then_some((end, head..end, value, mark, Style::Nth))
}

fn bracket(rest: &str, open: char) -> Option<Found> {
    let head = open.len_utf8();
    let inner = rest.get(head..)?;
    let close = inner.char_indices().take(4).find(|(_, ch)| matches!(ch, '）' | ')'))?;
    let (inside, end) = (inner.get(..close.0)?, head + close.0 + close.1.len_utf8());
    let after = rest.get(end..).unwrap_or_default();
    if inside.is_empty()
        || ["项", "款", "条", "、", "至", "和"].iter().any(|word| after.starts_with(word))
    {
        return None;
    }
    let style = if inside.bytes().all(|byte| byte.is_ascii_digit()) {
        Style::BracketDigit
    } else {
        numeral(inner)?;
        Style::Bracket
    };
    let value = parse_chinese_number(inside).filter(|value| (1..30).contains(value))?;
    Some((end, head..head + close.0, value, ' ', style))
}

fn digit(rest: &str) -> Option<Found> {
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let value = rest.get(..length)?.parse::<u32>().ok().filter(|value| (1..30).contains(value))?;
    let mark = rest.get(length..)?.chars().next()?;
    let end = length + mark.len_utf8();
    let next = rest.get(end..)?.chars().next()?;
    (matches!(mark, '.' | '．' | '、') && !next.is_ascii_digit()).then_some((
        end,
        0..length,
        value,
        ' ',
        Style::Digit,
    ))
}
