//! Approximations stated twice (F012): `vague.txt`.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::near::is_numeral;
use super::{Flaw, covers, entries};

const DATA: &str = include_str!("vague.txt");

/// Measure words and units, the longer of two that begin alike first.
const UNITS: [&str; 84] = [
    "个工作日",
    "个百分点",
    "平方公里",
    "平方米",
    "立方米",
    "公里",
    "千米",
    "公顷",
    "公斤",
    "千克",
    "千瓦时",
    "千瓦",
    "人次",
    "户次",
    "场次",
    "车次",
    "班次",
    "人",
    "名",
    "个月",
    "个村",
    "个单位",
    "个部门",
    "个项目",
    "个小时",
    "个",
    "户",
    "家企业",
    "家单位",
    "家",
    "项",
    "件",
    "次",
    "场",
    "批",
    "条",
    "处",
    "座",
    "台",
    "辆",
    "套",
    "份",
    "篇",
    "期",
    "届",
    "轮",
    "起",
    "例",
    "只",
    "头",
    "株",
    "棵",
    "艘",
    "架",
    "种",
    "类",
    "所",
    "间",
    "栋",
    "幢",
    "片",
    "块",
    "支",
    "对",
    "位",
    "口",
    "亩",
    "米",
    "吨",
    "斤",
    "克",
    "升",
    "元",
    "%",
    "％",
    "‰",
    "倍",
    "岁",
    "天",
    "日",
    "周",
    "学时",
    "课时",
    "小时",
];
/// The rest of them, and of these the time.
const MORE_UNITS: [&str; 8] = ["分钟", "秒", "年", "月", "载", "世纪", "度", "门"];
/// Units of time, and what is counted in the course of it.
const TIMES: [&str; 16] = [
    "年",
    "月",
    "个月",
    "天",
    "日",
    "周",
    "小时",
    "个小时",
    "分钟",
    "载",
    "世纪",
    "届",
    "期",
    "轮",
    "学时",
    "批",
];
/// What makes another word of 左右, 上下, 以上 and the like.
const OTHERS: [&str; 34] = [
    "左右为",
    "左右手",
    "左右两",
    "左右逢",
    "左右岸",
    "左右侧",
    "左右开",
    "左右翼",
    "左右邻",
    "左右摇",
    "上下班",
    "上下楼",
    "上下游",
    "上下山",
    "上下坡",
    "上下车",
    "上下级",
    "上下联",
    "上下一",
    "上下齐",
    "上下学",
    "上下课",
    "上下铺",
    "上下水",
    "上下功",
    "上下两",
    "上下贯",
    "上下同",
    "上下互",
    "上下船",
    "上下行",
    "上下大",
    "以上述",
    "以下达",
];

/// A set of first and last words that do not go together.
#[derive(Debug)]
struct Group {
    heads: Vec<&'static str>,
    tails: Vec<&'static str>,
    between: Vec<&'static str>,
    sound: Vec<&'static str>,
    time: bool,
    mild: bool,
    note: &'static str,
    #[cfg_attr(not(test), allow(dead_code))]
    line: usize,
}

/// All groups, and what finds their first words.
#[derive(Debug)]
pub(crate) struct Vague {
    groups: Vec<Group>,
    /// The distinct first words, as the finder numbers them, and the groups of each.
    heads: Vec<(&'static str, Vec<usize>)>,
    finder: Option<AhoCorasick>,
}

/// A figure that two words approximate.
#[derive(Debug)]
pub(crate) struct Doubled {
    /// From the first word to the last.
    pub range: Range<usize>,
    /// The first word.
    pub head: &'static str,
    /// The last word.
    pub tail: Range<usize>,
    /// Why the two do not go together.
    pub note: &'static str,
    /// Whether one of them is but one too many, and the two in common use.
    pub mild: bool,
    #[cfg_attr(not(test), allow(dead_code))]
    line: usize,
}

fn read(text: &'static str, flaws: &mut Vec<Flaw>) -> Vague {
    let mut groups = Vec::new();
    for entry in entries(text, flaws) {
        let Some((heads, tails)) = entry.head.split_once(" … ") else {
            flaws.push(Flaw::new(entry.line, "a head is `前词 … 后词`"));
            continue;
        };
        let mut group = Group {
            heads: heads.split(' ').collect(),
            tails: tails.split(' ').collect(),
            between: Vec::new(),
            sound: Vec::new(),
            time: false,
            mild: false,
            note: "两处都说大概的数，留一个就够",
            line: entry.line,
        };
        for field in &entry.fields {
            match field.name {
                "误" | "正" => {}
                "动" => group.between.extend(field.words()),
                "除" => group.sound.extend(field.words()),
                "注" => group.note = field.value,
                "级" if field.value == "提示" => group.mild = true,
                "时" if field.value == "除外" => group.time = true,
                name => flaws.push(Flaw::new(field.line, format!("no such field: {name}"))),
            }
        }
        groups.push(group);
    }
    let mut heads: Vec<(&str, Vec<usize>)> = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        for &head in &group.heads {
            match heads.iter_mut().find(|(known, _)| *known == head) {
                Some((_, of)) => of.push(at),
                None => heads.push((head, vec![at])),
            }
        }
    }
    let finder = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(heads.iter().map(|(head, _)| head))
        .ok();
    Vague { groups, heads, finder }
}

impl Vague {
    /// Every doubled approximation of a text in order, none within another.
    pub(crate) fn find(&self, text: &str) -> Vec<Doubled> {
        let mut found: Vec<Doubled> = Vec::new();
        let Some(finder) = &self.finder else { return found };
        let mut free = 0;
        for hit in finder.find_iter(text) {
            let range = hit.range();
            let Some((head, groups)) = self.heads.get(hit.pattern().as_usize()) else { continue };
            if range.start < free {
                continue;
            }
            let of = groups.iter().filter_map(|&at| self.groups.get(at));
            if let Some(doubled) = of.filter_map(|group| group.look(text, &range, head)).next() {
                free = doubled.range.end;
                found.push(doubled);
            }
        }
        found
    }
}

impl Group {
    fn look(&self, text: &str, at: &Range<usize>, head: &'static str) -> Option<Doubled> {
        if self.sound.iter().any(|word| covers(text, at, word)) {
            return None;
        }
        // 余 and 多 stand behind their figure, all others before it.
        let behind = head.starts_with(['余', '多']) && !head.starts_with("多于");
        let mut place = at.end;
        let mut start = at.start;
        let mut verb = false;
        if behind {
            start = figure_before(text, at.start)?;
        } else {
            let mut rest = text.get(place..)?;
            for _ in 0..2 {
                let longest = self.between.iter().filter(|word| rest.starts_with(**word));
                let Some(word) = longest.max_by_key(|word| word.len()) else { break };
                rest = rest.get(word.len()..)?;
                verb = true;
            }
            place = text.len() - rest.len();
            let length = figure(rest);
            if length == 0 {
                return None;
            }
            place += length;
        }
        let rest = text.get(place..)?;
        if self.tails.contains(&"‹数›") {
            let end = place + unit(rest)?.len();
            return Some(self.doubled(start..end, head, at.clone()));
        }
        // 余, 多, 来 between figure and unit.
        let inner = self.tails.iter().find(|tail| {
            matches!(**tail, "余" | "多" | "来") && rest.starts_with(**tail) && !behind
        });
        let (tail, unit) = if let Some(inner) = inner {
            let after = rest.get(inner.len()..)?;
            let scale = after.chars().take_while(|&ch| "十百千万亿".contains(ch));
            let scale: usize = scale.map(char::len_utf8).sum();
            let unit = unit(after.get(scale..)?)?;
            (place..place + inner.len(), (unit, place + inner.len() + scale))
        } else if behind && self.tails.contains(&"名") {
            // 余多, 多余: the unit is all that must follow.
            let tail = self.tails.iter().find(|tail| rest.starts_with(**tail))?;
            return Some(self.doubled(start..place + tail.len(), head, at.clone()));
        } else {
            let unit = unit(rest)?;
            let after = rest.get(unit.len()..)?;
            let tail = self
                .tails
                .iter()
                .find(|tail| !matches!(**tail, "余" | "多" | "来") && after.starts_with(**tail))?;
            if OTHERS.iter().any(|other| after.starts_with(other)) {
                return None;
            }
            // `约有60岁以上老人300名`, `突破3个以上难关`: 以上 belongs to what follows.
            let next = after.get(tail.len()..)?.chars().next();
            let bound = matches!(*tail, "以上" | "以下" | "以内" | "之内");
            let loose = bound && (verb || behind || unit == "岁" || head == "近" || head == "突破");
            let goes_on = next.is_some_and(|ch| crate::cjk::is_han(ch) && ch != '的');
            let named = next == Some('的') && verb;
            if loose && (goes_on || named) && !(verb && self.says_at_least()) {
                return None;
            }
            let from = place + unit.len();
            (from..from + tail.len(), (unit, place))
        };
        if self.time && TIMES.contains(&unit.0) {
            return None;
        }
        let end = tail.end.max(unit.1 + unit.0.len());
        Some(self.doubled(start..end, head, tail))
    }

    /// `至少开展1次以上主题党日` is doubled whatever follows.
    fn says_at_least(&self) -> bool {
        self.heads.contains(&"至少")
    }

    fn doubled(&self, range: Range<usize>, head: &'static str, tail: Range<usize>) -> Doubled {
        Doubled { range, head, tail, note: self.note, mild: self.mild, line: self.line }
    }
}

/// How many bytes of a figure a text begins with: `1.2万`, `50～60`, `三百`.
fn figure(text: &str) -> usize {
    let part =
        |ch: char| is_numeral(ch) || matches!(ch, '.' | ',' | '～' | '—' | '几' | '数' | '半');
    let end = text.char_indices().take(16).find(|&(_, ch)| !part(ch)).map_or(0, |(at, _)| at);
    let figure = text.get(..end).unwrap_or_default();
    if figure.contains(is_numeral) { end } else { 0 }
}

/// Where the figure begins that ends at a place.
fn figure_before(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let part = |ch: &char| is_numeral(*ch) || matches!(ch, '.' | ',');
    let length: usize = before.chars().rev().take(16).take_while(part).map(char::len_utf8).sum();
    (length > 0).then(|| at - length)
}

/// The unit that a text begins with.
fn unit(text: &str) -> Option<&'static str> {
    UNITS.iter().chain(&MORE_UNITS).find(|unit| text.starts_with(**unit)).copied()
}

/// The groups that come with the program, read when they are first asked for.
pub(crate) fn vague() -> &'static Vague {
    static ALL: LazyLock<Vague> = LazyLock::new(|| read(DATA, &mut Vec::new()));
    &ALL
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    #[test]
    fn the_data_is_whole() {
        let mut flaws = Vec::new();
        let all = read(DATA, &mut flaws);
        for group in &all.groups {
            for word in &group.sound {
                if !group.heads.iter().any(|head| word.contains(head)) {
                    flaws.push(Flaw::new(group.line, format!("{word} holds no first word")));
                }
            }
        }
        assert!(flaws.is_empty(), "{}", testing::shown(&flaws));
    }

    #[test]
    fn every_group_holds_its_tests() {
        let all = vague();
        testing::run(
            DATA,
            |text| all.find(text).into_iter().map(|one| (one.line, one.range)).collect(),
            |_| Vec::new(),
        );
    }

    #[test]
    fn the_whole_expression_is_found() {
        for (text, expected, tail) in [
            ("慰问困难党员近1000余名。", "近1000余名", "余"),
            ("到会约50人左右。", "约50人左右", "左右"),
            ("约50～60人左右", "约50～60人左右", "左右"),
            ("走访1000余名左右。", "1000余名左右", "左右"),
            ("近三百多万元", "近三百多万元", "多"),
            ("大约有近50户。", "大约有近50户", "大约有近"),
            ("每月至少要开展1次以上活动", "至少要开展1次以上", "以上"),
        ] {
            let found = vague().find(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(&text[found[0].range.clone()], expected);
            assert_eq!(&text[found[0].tail.clone()], tail);
        }
    }

    #[test]
    fn floods_are_read_in_one_pass() {
        for flood in ["近", "约1", "近1余", "1余", "多余", "至少有", "超过80%以上"] {
            let _ = vague().find(&flood.repeat(20_000));
        }
    }
}
