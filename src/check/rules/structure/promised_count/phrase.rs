//! Phrases that promise a count: `“五措并举”`, `三项举措`, `六个方面的启示`.

use std::ops::Range;

use crate::cjk::{is_han, parse_chinese_number};

static NAMES: &str = include_str!("../../../lexicon/number_names.txt");

/// A promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Its words, quotes left out, in bytes of the text.
    pub(super) range: Range<usize>,
    /// Its numeral.
    pub(super) numeral: Range<usize>,
    /// The counts that would keep it: of `三强化、两提升` 5, 3 and 2.
    pub(super) counts: Vec<usize>,
    /// Whether it is quoted.
    pub(super) quoted: bool,
}

impl Phrase {
    /// Whether a count keeps it.
    pub(super) fn kept_by(&self, count: usize) -> bool {
        self.counts.contains(&count)
    }

    /// The count that it states.
    pub(super) fn count(&self) -> usize {
        self.counts.first().copied().unwrap_or(0)
    }
}

/// Whether a text begins with, or is, an established name.
fn named(text: &str) -> bool {
    NAMES.lines().any(|name| !name.is_empty() && !name.starts_with('#') && text.starts_with(name))
}

/// What follows the numeral of a slogan that lists as many things.
const SLOGANS: &str = "个措举招策步轮维抓强聚促破环链项条点大件种类";
/// What a slogan may end with.
const TOGETHER: &[&str] = &["并举", "驱动", "齐抓", "并进", "发力", "齐发", "联动", "并重", "同步"];

/// The quoted slogans of a text: `“五措并举”`, `“三强化、两提升”`.
pub(super) fn slogans(text: &str) -> Vec<Phrase> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('“')) {
        let start = at + open + '“'.len_utf8();
        let Some(length) = text.get(start..).and_then(|rest| rest.find(['”', '“'])) else {
            break;
        };
        at = start + length;
        let inner = text.get(start..at).unwrap_or_default();
        if inner.chars().count() <= 16
            && let Some(counts) = slogan(inner)
        {
            let numeral = start..start + numeral(inner).map_or(0, |(length, _)| length);
            found.push(Phrase { range: start..at, numeral, counts, quoted: true });
        }
    }
    found
}

/// The counts of a slogan; `None` where it is none.
pub(super) fn slogan(text: &str) -> Option<Vec<usize>> {
    let (length, first) = numeral(text)?;
    let rest = text.get(length..)?;
    if first < 2
        || named(text)
        || text.contains('一')
        || !rest.chars().all(|ch| is_han(ch) || "、，".contains(ch))
    {
        return None;
    }
    let mut each = vec![first];
    let mut at = 0;
    while let Some(tail) = rest.get(at..).filter(|tail| !tail.is_empty()) {
        if let Some((length, more)) = numeral(tail) {
            if more < 2 || named(tail) {
                return None;
            }
            each.push(more);
            at += length;
        } else {
            at += tail.chars().next().map_or(1, char::len_utf8);
        }
    }
    let next = rest.chars().next()?;
    if rest.chars().count() < 2 {
        return None;
    }
    let sound = SLOGANS.contains(next)
        || TOGETHER.iter().any(|word| rest.ends_with(word))
        || (each.len() > 1 && rest.contains(['、', '，']));
    if !sound {
        return None;
    }
    if each.len() > 1 {
        each.insert(0, each.iter().sum());
    }
    Some(each)
}

/// The length and value of a Chinese numeral to 12 at the head of a text.
fn numeral(text: &str) -> Option<(usize, usize)> {
    let digit = |ch: char| "一二两三四五六七八九十百千万".contains(ch);
    let length = text.char_indices().find(|&(_, ch)| !digit(ch)).map_or(text.len(), |(at, _)| at);
    let value = parse_chinese_number(text.get(..length)?)?;
    (1..=12).contains(&value).then_some((length, usize::try_from(value).ok()?))
}

/// What things are counted by.
const MEASURES: &[&str] =
    &["方面", "个", "项", "条", "点", "种", "大", "件", "类", "招", "篇", "道", "步", "重", "对"];

/// What a promise promises.
const NOUNS: &[&str] = &[
    "方面",
    "重点",
    "举措",
    "措施",
    "做法",
    "工作",
    "任务",
    "问题",
    "原因",
    "环节",
    "关键",
    "抓手",
    "特点",
    "变化",
    "启示",
    "体会",
    "经验",
    "建议",
    "意见",
    "要求",
    "事",
    "实事",
    "大事",
    "关系",
    "转变",
    "原则",
    "文章",
    "难题",
    "短板",
    "不足",
    "差距",
    "困难",
    "情况",
    "内容",
    "步骤",
    "层面",
    "角度",
    "维度",
    "途径",
    "路径",
    "渠道",
    "模式",
    "办法",
    "方法",
    "结合",
    "到位",
    "成效",
    "思考",
    "认识",
    "感受",
    "对策",
    "收获",
    "打算",
    "着力点",
    "切入点",
    "突破口",
    "硬仗",
    "弱项",
    "条件",
    "情形",
    "类型",
    "因素",
    "矛盾",
    "力量",
    "事项",
    "阶段",
];

/// What makes a number in front of it no promise of its own.
const BACKWARD: &[&str] =
    &["上述", "以上", "这", "那", "前", "其他", "其余", "另", "每", "各", "至少", "第", "后"];

/// Nouns behind which a promise may go on: `从三个方面发力：`. All of two characters.
const GOING_ON: [&str; 7] = ["方面", "重点", "环节", "阶段", "步骤", "层面", "维度"];

/// The plain promise with which a text ends: `三项举措`, `以下六个方面工作`. Where `free`, the words behind
/// the measure may go on after 方面 and 重点 (`从三个方面发力：`).
pub(super) fn plain(text: &str, free: bool) -> Option<Phrase> {
    let mut best = None;
    // No promise is longer than this.
    let from = text.char_indices().rev().nth(24).map_or(0, |(at, _)| at);
    let mut skip = 0;
    for (at, ch) in text.char_indices().filter(|&(at, _)| at >= from) {
        if at < skip {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let arabic = ch.is_ascii_digit();
        let (length, value) = if arabic {
            let length = rest.bytes().take_while(u8::is_ascii_digit).count();
            skip = at + length;
            match rest.get(..length).and_then(|digits| digits.parse::<usize>().ok()) {
                Some(value) if (2..=12).contains(&value) && free => (length, value),
                _ => continue,
            }
        } else if let Some((length, value)) = numeral(rest) {
            skip = at + length;
            (length, value)
        } else {
            if "二三四五六七八九十百千万".contains(ch) {
                let run = rest
                    .char_indices()
                    .find(|&(_, ch)| !"一二两三四五六七八九十百千万".contains(ch));
                skip = at + run.map_or(rest.len(), |(to, _)| to);
            }
            continue;
        };
        let before = text.get(..at).unwrap_or_default();
        if value < 2
            || named(rest)
            || BACKWARD.iter().any(|word| before.ends_with(word))
            || before.ends_with(|ch: char| ch.is_ascii_digit() || "几数零点.．".contains(ch))
        {
            continue;
        }
        let Some(after) = rest.get(length..) else { continue };
        let Some(measure) = MEASURES.iter().find(|measure| after.starts_with(**measure)) else {
            continue;
        };
        if arabic
            && !matches!(*measure, "方面" | "点" | "条")
            && !before.contains("以下")
            && !after.contains("方面")
        {
            continue;
        }
        // `三个方面十二项任务`, `三大矛盾、五项短板`: which of them follow is not said.
        if best.is_some() || before.ends_with('、') {
            return None;
        }
        let tail = after.get(measure.len()..).unwrap_or_default();
        if !tail.chars().all(is_han) || tail.chars().count() > 12 {
            continue;
        }
        let bare = (tail.is_empty() && matches!(*measure, "方面" | "点" | "条" | "招" | "步"))
            || (*measure == "步" && tail == "走");
        let noun = NOUNS.iter().any(|noun| tail.ends_with(noun)) && !tail.ends_with("之一");
        let goes_on = free && GOING_ON.iter().any(|noun| tail.starts_with(noun));
        if bare || noun || goes_on {
            let end = if goes_on && !noun {
                at + length + measure.len() + "方面".len()
            } else {
                text.len()
            };
            let counts = vec![value];
            best = Some(Phrase { range: at..end, numeral: at..at + length, counts, quoted: false });
        }
    }
    best
}

/// `原因有三`, `主要原因有两个`: the count at the end.
pub(super) fn stated(text: &str) -> Option<Phrase> {
    let at = text.rfind('有')?;
    let start = at + '有'.len_utf8();
    let (length, value) = numeral(text.get(start..)?)?;
    let noun = NOUNS.iter().find(|noun| {
        let before = text.get(..at).unwrap_or_default();
        before.trim_end_matches("主要").ends_with(**noun)
    })?;
    let rest = text.get(start + length..)?;
    let from = text.get(..at)?.rfind(noun)?;
    (value >= 2 && matches!(rest, "" | "个" | "点" | "条" | "个方面")).then_some(Phrase {
        range: from..text.len(),
        numeral: start..start + length,
        counts: vec![value],
        quoted: false,
    })
}

/// Words that add nothing to the slogan before them: `“四个更加”的显著成效`.
const FILLERS: &[&str] = &[
    "的", "主要", "实践", "探索", "显著", "突出", "具体", "基本", "总体", "有效", "初步", "做法",
    "经验", "启示", "成效", "举措", "措施", "体会", "路径", "模式", "思路", "办法", "方法", "打算",
    "任务", "工作", "重点", "变化", "成果", "思考", "和", "与", "及", "几点", "创新", "特色",
    "亮点", "深刻", "丰硕", "明显", "可喜", "生动", "要求", "成绩",
];

/// Whether the rest of a heading says nothing that a slogan does not.
pub(super) fn filler(mut rest: &str) -> bool {
    rest = rest.trim_end_matches('。');
    while !rest.is_empty() {
        match FILLERS.iter().find(|word| rest.starts_with(**word)) {
            Some(word) => rest = rest.get(word.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    true
}

/// The promise of a heading: a quoted slogan, or a plain promise with which it ends.
pub(super) fn of_heading(text: &str, repeated: &[String]) -> Option<Phrase> {
    let text = text.trim_end_matches('。');
    let mut found = slogans(text);
    if found.len() > 1 || (found.len() == 1 && text.matches('“').count() > 1) {
        return None;
    }
    if let Some(phrase) = found.pop() {
        let words = text.get(phrase.range.clone()).unwrap_or_default();
        let rest = text.get(phrase.range.end..)?.strip_prefix('”')?;
        return (filler(rest) || repeated.iter().any(|one| one == words)).then_some(phrase);
    }
    let short = |words: &str| words.chars().count() <= 6;
    let report = |words: &str| ["工作", "情况", "任务"].iter().any(|noun| words.ends_with(noun));
    if let Some(phrase) = plain(text, false) {
        let words = text.get(phrase.range.clone()).unwrap_or_default();
        return (!report(words) || short(words)).then_some(phrase);
    }
    // `四轮驱动`, `三个聚焦` without quotes.
    let end = text.char_indices().nth(4).map_or(text.len(), |(at, _)| at);
    let (head, rest) = text.split_at_checked(end)?;
    let (length, _) = numeral(head)?;
    let counts = slogan(head).filter(|counts| counts.len() == 1 && !head.contains('大'))?;
    (head.chars().count() == 4 && filler(rest)).then_some(Phrase {
        range: 0..end,
        numeral: 0..length,
        counts,
        quoted: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slogans_are_read() {
        for (text, counts) in [
            ("五措并举", Some(vec![5])),
            ("四轮驱动", Some(vec![4])),
            ("三个聚焦", Some(vec![3])),
            ("三强化、两提升", Some(vec![5, 3, 2])),
            ("三强化两提升", Some(vec![5, 3, 2])),
            ("四个更加", Some(vec![4])),
            ("四个意识", None),
            ("三个一", None),
            ("一核四治", None),
            ("五位一体", None),
            ("三农", None),
            ("两委", None),
            ("双碳", None),
            ("三会一课", None),
            ("五星", None),
            ("百千万", None),
            ("二十大", None),
            ("七彩梨花", None),
            ("三月三", None),
            ("四季有花", None),
        ] {
            assert_eq!(slogan(text), counts, "{text}");
        }
    }

    #[test]
    fn plain_promises_are_read() {
        for (text, free, found) in [
            ("重点实施三项举措", false, Some("三项举措")),
            ("主要做了四件事", false, Some("四件事")),
            ("抓好以下六个方面工作", false, Some("六个方面工作")),
            ("五个方面的启示", false, Some("五个方面的启示")),
            ("从三个方面发力", true, Some("三个方面")),
            ("从三个方面发力", false, None),
            ("在三个村开展试点", false, None),
            ("第三个方面", false, None),
            ("以上三个方面", false, None),
            ("这三项工作", false, None),
            ("二十三个问题", false, None),
            ("解决12个问题", true, None),
            ("抓好以下3个方面", true, Some("3个方面")),
            ("十几个问题", false, None),
            ("落实三项制度", false, None),
            ("两委工作", false, None),
            ("围绕三个方面十二项任务", false, None),
            ("有三大矛盾、五项短板", true, None),
            ("分三个阶段实施", true, Some("三个阶段")),
            ("分三步走", false, Some("三步走")),
            ("处理好四对关系", false, Some("四对关系")),
        ] {
            let phrase = plain(text, free);
            assert_eq!(phrase.map(|one| &text[one.range]), found, "{text}");
        }
    }

    #[test]
    fn promises_of_headings_are_read() {
        for (text, found) in [
            ("“五措并举”的主要做法", Some("五措并举")),
            ("某县的“五措并举”探索", Some("五措并举")),
            ("“四个更加”的显著成效", Some("四个更加")),
            ("四轮驱动", Some("四轮驱动")),
            ("三个聚焦", Some("三个聚焦")),
            ("四点启示", Some("四点启示")),
            ("五个方面的启示", Some("五个方面的启示")),
            ("深化“三项改革”，激发活力", None),
            ("“五星”支部创建经验", None),
            ("四好农村路建设", None),
            ("四季度工作重点", None),
            ("三年行动计划", None),
            ("两手抓、两手硬", None),
            ("主要做法", None),
            ("“一核四治”的做法", None),
        ] {
            let phrase = of_heading(text, &[]);
            assert_eq!(phrase.map(|one| &text[one.range]), found, "{text}");
        }
    }

    #[test]
    fn established_names_promise_nothing() {
        let names: Vec<&str> =
            NAMES.lines().filter(|name| !name.is_empty() && !name.starts_with('#')).collect();
        assert!(names.len() >= 120);
        for name in names {
            assert_eq!(slogan(name), None, "{name}");
        }
    }
}
