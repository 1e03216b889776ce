//! Finds lists that end badly.

use std::ops::Range;

use memchr::memmem;

use crate::cjk::parse_chinese_number;

/// A list that ends badly.
#[derive(Debug)]
pub(super) struct Flaw {
    pub range: Range<usize>,
    pub message: String,
    pub help: &'static str,
    /// What is too much.
    pub extra: Option<Range<usize>>,
}

/// What opens a list of examples.
const EXAMPLES: [&str; 4] = ["例如", "诸如", "比如", "譬如"];
/// What opens a list that is counted at its end.
const WHOLE: [&str; 5] = ["包括", "分为", "分别是", "分别为", "涵盖"];
/// Measure words that count what is listed.
const MEASURES: [&str; 30] = [
    "个", "项", "名", "家", "种", "类", "方面", "市", "县", "区", "镇", "乡", "村", "省", "部门",
    "单位", "位", "人", "户", "条", "大", "处", "所", "座", "部", "场", "地", "街道", "社区", "国",
];
/// Words that no item of a plain list holds: with them the list is another one.
const LOOSE: &str = "到在对向从把将的和与了为以于及由是有至给用让使被等";
/// The longest stretch that is looked back on, in characters.
const FAR: usize = 120;

/// The lists of a text that end badly, in order.
pub(super) fn flaws(text: &str) -> Vec<Flaw> {
    let mut out = Vec::new();
    let mut free = 0;
    for at in memmem::find_iter(text.as_bytes(), "等") {
        if at < free {
            continue;
        }
        let end = at + "等".len();
        if let Some(flaw) = look(text, at, end) {
            free = flaw.range.end.max(end);
            out.push(flaw);
        } else if text.get(end..).is_some_and(|rest| rest.starts_with('等')) {
            free = end + "等".len();
        }
    }
    out
}

fn look(text: &str, at: usize, end: usize) -> Option<Flaw> {
    let after = text.get(end..)?;
    let (clause, from) = clause_before(text, at)?;
    if let Some(more) = after.strip_prefix('等') {
        let second = end..end + "等".len();
        if more.starts_with('等') {
            let extra = more.chars().take_while(|&ch| ch == '等').count() * "等".len();
            let whole = at..second.end + extra;
            return Some(Flaw {
                message: format!("“{}”重复了", text.get(whole.clone())?),
                range: whole,
                help: "列举之后用一个“等”或者“等等”",
                extra: Some(second.end..second.end + extra),
            });
        }
        let example = EXAMPLES.iter().find(|word| clause.contains(**word))?;
        // `例如…等等` only where the list is all that stands between, and the clause ends there.
        return (clause.contains('、') && !more.starts_with(crate::cjk::is_han)).then(|| Flaw {
            message: format!("前面有“{example}”，后面不再用“等等”"),
            range: at..second.end,
            help: "已经说明是举例，写一个“等”，或者不写",
            extra: Some(second),
        });
    }
    if after.starts_with("……") && clause.contains('、') {
        let dots = end..end + "……".len();
        return Some(Flaw {
            message: "“等”和省略号意思相同".to_owned(),
            range: at..dots.end,
            help: "留一个就够",
            extra: Some(dots),
        });
    }
    if clause.ends_with("之类") && !after.starts_with(['级', '候', '待', '于', '值', '同'])
    {
        let start = at - "之类".len();
        return Some(Flaw {
            message: "“之类”和“等”意思相同".to_owned(),
            range: start..end,
            help: "留一个就够",
            extra: Some(at..end),
        });
    }
    counted_before(clause, from, at, end, after)
        .or_else(|| counted_behind(clause, from, end, after))
}

/// `包括走访、座谈、宣讲3项等`.
fn counted_before(clause: &str, from: usize, at: usize, end: usize, after: &str) -> Option<Flaw> {
    if after.starts_with(crate::cjk::is_han) {
        return None;
    }
    let measure = MEASURES.iter().filter(|word| clause.ends_with(**word));
    let measure = measure.max_by_key(|word| word.len())?;
    let rest = clause.get(..clause.len() - measure.len())?;
    let digits = rest.bytes().rev().take_while(u8::is_ascii_digit).count();
    let numeral = match digits {
        0 => rest.chars().next_back().filter(|ch| "二两三四五六七八九十".contains(*ch))?.len_utf8(),
        digits => digits,
    };
    let list = rest.get(..rest.len() - numeral)?;
    let count = number(rest.get(rest.len() - numeral..)?)?;
    let opener =
        WHOLE.iter().filter_map(|word| list.rfind(word).map(|at| at + word.len())).max()?;
    let items = list.get(opener..)?.split(['、']).count();
    (items == count && items >= 2).then(|| Flaw {
        message: format!("已经列全了{count}{measure}，不再用“等”"),
        range: from + list.len()..end,
        help: "请删去“等”；没有列全的，请改总数",
        extra: Some(at..end),
    })
}

/// `甲镇、乙镇、丙镇等2镇`.
fn counted_behind(clause: &str, from: usize, end: usize, after: &str) -> Option<Flaw> {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let length = match digits {
        0 => after.chars().next().filter(|ch| "二两三四五六七八九十".contains(*ch))?.len_utf8(),
        digits => digits,
    };
    let count = number(after.get(..length)?)?;
    let rest = after.get(length..)?;
    let measure = MEASURES.iter().filter(|word| rest.starts_with(**word));
    let measure = measure.max_by_key(|word| word.len())?;
    if count < 2 || !clause.contains('、') {
        return None;
    }
    let parts: Vec<&str> = clause.rsplit('、').take(24).collect();
    // The last part comes first; the first of the list may have words before it.
    let mut items = 1;
    let last = parts.first()?;
    let size = |item: &str| item.chars().count();
    if last.is_empty() || last.contains(|ch: char| LOOSE.contains(ch)) || is_numeral(last) {
        return None;
    }
    for (index, part) in parts.iter().enumerate().skip(1) {
        items += 1;
        let outer = index + 1 == parts.len();
        if part.contains(|ch: char| LOOSE.contains(ch)) || part.is_empty() {
            break;
        }
        if !outer && size(part).abs_diff(size(last)) > 2 {
            // Items of so different a size hint at lists within lists.
            return None;
        }
    }
    (items > count).then(|| {
        let start = clause.find('、').map_or(from, |_| list_start(clause, from, items));
        Flaw {
            message: format!(
                "列出了{items}个，“等”的后面却是{}{measure}",
                after.get(..length).unwrap_or_default()
            ),
            range: start..end + length + measure.len(),
            help: "请核对名单和总数",
            extra: None,
        }
    })
}

/// Where the second item of so many at the end of a clause begins; the first may have words before it.
fn list_start(clause: &str, from: usize, items: usize) -> usize {
    let marks = clause.rmatch_indices('、').map(|(at, _)| at);
    let second = marks.take(items - 1).last().unwrap_or(0);
    let before = clause.get(..second).unwrap_or_default();
    let first = before.rfind(|ch: char| LOOSE.contains(ch) || !crate::cjk::is_han(ch));
    let first = first.and_then(|at| before.get(at..)?.chars().next().map(|ch| at + ch.len_utf8()));
    from + first.unwrap_or(0)
}

/// The clause that ends at a place, and where it begins.
fn clause_before(text: &str, at: usize) -> Option<(&str, usize)> {
    let before = text.get(..at)?;
    let far: usize = before.chars().rev().take(FAR).map(char::len_utf8).sum();
    let near = before.get(at - far..)?;
    let stop =
        |ch: char| matches!(ch, '，' | '。' | '；' | '：' | '！' | '？' | '\n' | '（' | '）');
    let start = near.char_indices().rev().find(|&(_, ch)| stop(ch));
    let start = start.map_or(0, |(at, ch)| at + ch.len_utf8());
    Some((near.get(start..)?, at - far + start))
}

fn is_numeral(text: &str) -> bool {
    text.chars().all(|ch| ch.is_ascii_digit() || "一二三四五六七八九十".contains(ch))
}

/// A small count.
fn number(text: &str) -> Option<usize> {
    let count = text.parse().ok().or_else(|| match text {
        "两" => Some(2),
        _ => parse_chinese_number(text).and_then(|count| usize::try_from(count).ok()),
    })?;
    (count <= 24).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        flaws(text).into_iter().map(|flaw| &text[flaw.range]).collect()
    }

    #[test]
    fn bad_ends_are_found() {
        for (text, expected) in [
            ("在石桥镇、柳林镇、河口镇等2镇推开。", "石桥镇、柳林镇、河口镇等2镇"),
            ("甲村、乙村、丙村、丁村等三个村。", "甲村、乙村、丙村、丁村等三个"),
            ("开展服务，例如助老、助残等等。", "等等"),
            ("包括走访、座谈、宣讲3项等。", "3项等"),
            ("诸如停车、充电之类等问题。", "之类等"),
            ("走访、座谈等等等。", "等等等"),
            ("走访、座谈等……", "等……"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn sound_ends_are_left_alone() {
        for text in [
            "北京、上海等2市。",
            "北京、上海等12市。",
            "省、市领导到石桥镇、柳林镇等2镇调研。",
            "省、市领导调研石桥镇东村、柳林镇等2镇。",
            "走访、座谈等一批活动。",
            "水、电、路等等都通了。",
            "一、二、三等2个等次。",
            "例如走访、座谈等活动。",
            "甲、乙、丙等2023年入库项目。",
            "包括走访、座谈3项等次不同的活动。",
            "包括走访、座谈等3项。",
            "等待、等候、平等2字。",
            "等级之类等级制度。",
            "统筹发改、财政、住建等部门。",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn floods_are_read_in_one_pass() {
        for flood in ["等", "、等2个", "甲、乙等2个", "例如、等等", "之类等"] {
            let _ = flaws(&flood.repeat(20_000));
        }
    }
}
