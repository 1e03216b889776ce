//! Finds stray blanks in one passage.

use std::ops::Range;

use crate::check::lexicon::words::cut_in_two;
use crate::check::marks::{after, before, enclosed, run};
use crate::cjk::{is_closing, is_han, is_opening};

/// What a blank parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Chinese characters, or a Chinese mark and what is beside it.
    Chinese,
    /// A Chinese character and a digit or letter.
    Latin,
}

/// The stray blanks of a text.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) blanks: Vec<(Kind, Range<usize>)>,
    /// How often Chinese and a digit or letter stand side by side without one.
    pub(super) close: usize,
}

/// How far words beside a blank are looked at, in characters.
const NEAR: usize = 12;

/// The commonest surnames: a blank behind one pads a name.
const SURNAMES: &str = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

pub(super) fn look(text: &str) -> Found {
    let mut found = Found::default();
    let sentence = text.contains(['。', '；', '！', '？']);
    if !sentence && !text.contains(['，', ',']) {
        return found;
    }
    let (mut previous, mut resume) = ('\n', 0);
    for (at, ch) in text.char_indices() {
        if at < resume {
            continue;
        }
        if ch == ' ' || ch == '\t' || ch == '\u{a0}' || ch == '\u{3000}' {
            let length = run(text, at, |ch| matches!(ch, ' ' | '\t' | '\u{a0}' | '\u{3000}'));
            resume = at + length;
            let range = at..resume;
            let blank = text.get(range.clone()).unwrap_or_default();
            if !blank.contains('\u{3000}')
                && let Some(kind) = stray(text, range.clone(), sentence)
            {
                found.blanks.push((kind, range));
            }
            previous = ' ';
            continue;
        }
        if (is_han(previous) && ch.is_ascii_alphanumeric())
            || (previous.is_ascii_alphanumeric() && is_han(ch))
        {
            found.close += 1;
        }
        previous = ch;
    }
    found
}

fn stray(text: &str, range: Range<usize>, sentence: bool) -> Option<Kind> {
    let (left, right) = (before(text, range.start)?, after(text, range.end)?);
    if behind_ordinal(text.get(..range.start)?) {
        return None;
    }
    let latin = |ch: char| ch.is_ascii_alphanumeric() || ch == '%';
    if (is_han(left) && right.is_ascii_alphanumeric()) || (latin(left) && is_han(right)) {
        let sound = labelled(text, range.start) || before_label(text, range.end);
        return (!sound).then_some(Kind::Latin);
    }
    let stop = |ch| matches!(ch, '，' | '。' | '、' | '；' | '！' | '？');
    let word = |ch: char| is_han(ch) || ch.is_ascii_alphanumeric();
    let full = |ch: char| !ch.is_ascii();
    let hit = if stop(left) {
        word(right) || (is_opening(right) && full(right))
    } else if stop(right) || (is_closing(right) && full(right)) {
        word(left) || (is_closing(left) && full(left) && !is_closing(right))
    } else if is_opening(left) && full(left) {
        is_han(right)
    } else if is_han(left) && is_han(right) {
        sentence && !parted(text, &range)
    } else {
        false
    };
    hit.then_some(Kind::Chinese)
}

/// Whether the blank parts the words of a list, a padded name, the halves of a slogan.
fn parted(text: &str, range: &Range<usize>) -> bool {
    let edge = |ch: char| !is_han(ch) && !ch.is_ascii_alphanumeric();
    let head = text.get(..range.start).unwrap_or_default();
    let tail = text.get(range.end..).unwrap_or_default();
    let left = head.chars().rev().take(NEAR).take_while(|&ch| !edge(ch)).count();
    let right = tail.chars().take(NEAR).take_while(|&ch| !edge(ch)).count();
    let label = (2..=6).contains(&left) && head.chars().rev().nth(left).is_none();
    let named = head.chars().next_back().is_some_and(|ch| SURNAMES.contains(ch));
    // A given name of one character ends at a mark: `局长李 平，`.
    let name = named && (left == 1 || (right == 1 && is_post(head)));
    let padded = name || (range.len() > 1 && (left == 1 || right == 1));
    // Names in a list, and a word whose characters are spread out: `通 知`.
    let first = left.checked_sub(1).and_then(|at| head.chars().rev().nth(at));
    let listed = left <= 3 && right <= 3 && first.is_some_and(|ch| SURNAMES.contains(ch));
    let spread = left == 1 && right == 1;
    if !padded && !listed && !spread {
        let (from, to) = (size(head.chars().rev(), left), size(tail.chars(), right));
        let word = head.get(head.len() - from..).zip(tail.get(..to));
        if word.is_some_and(|(before, behind)| cut_in_two(before, behind)) {
            return false;
        }
    }
    // Slogans have no figures and few of the small words.
    let plain = |ch: char| ch.is_ascii_digit() || "的了在对和是把将等为与".contains(ch);
    let slogan = left == right
        && left >= 4
        && !head.chars().rev().take(left).any(plain)
        && !tail.chars().take(right).any(plain);
    (left <= 4 && right <= 4)
        || slogan
        || (left >= NEAR && right >= NEAR)
        || label
        || padded
        || enclosed(text, range.start)
}

/// How many bytes the first characters take.
fn size(chars: impl Iterator<Item = char>, count: usize) -> usize {
    chars.take(count).map(char::len_utf8).sum()
}

/// Whether what stands before the surname that ends a text is a post or an office: `财政局何`.
fn is_post(head: &str) -> bool {
    let before = head.char_indices().next_back().and_then(|(at, _)| head.get(..at));
    let posts = [
        "局", "委", "办", "处", "科", "院", "校", "县", "乡", "镇", "街道", "公司", "书记", "主任",
        "长", "员", "同志", "主席", "代表", "教授", "教师", "医生", "老师", "站", "所", "队",
        "村民",
    ];
    before.is_some_and(|before| posts.iter().any(|post| before.ends_with(post)))
}

/// Whether a text is but an ordinal (`一、`, `（二）`, `第三条`) that a blank may follow.
fn behind_ordinal(head: &str) -> bool {
    let ordinal = |ch: char| {
        ch.is_ascii_digit()
            || "一二三四五六七八九十百〇零第章节条款项篇部分（）()、.．，".contains(ch)
            || ('①'..='⑳').contains(&ch)
    };
    head.len() <= 30 && head.chars().all(ordinal)
}

/// `图1 布局`, `附件2 名单` at the head of a text.
fn labelled(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default().trim_end_matches(|ch: char| ch.is_ascii_digit());
    matches!(head, "图" | "表" | "附件" | "附表" | "附图" | "专栏" | "注" | "案例")
}

/// Whether a label begins at a byte: `电话：138 邮箱：…`.
fn before_label(text: &str, at: usize) -> bool {
    let mut rest = text.get(at..).unwrap_or_default().chars().take(8).skip_while(|&ch| is_han(ch));
    matches!(rest.next(), Some('：' | ':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> String {
        let mut out = text.to_owned();
        for (_, range) in look(text).blanks.into_iter().rev() {
            out.replace_range(range, "");
        }
        out
    }

    #[test]
    fn stray_blanks_are_found() {
        for (text, right) in [
            ("推 进乡村全面振兴工作，成效明显。", "推进乡村全面振兴工作，成效明显。"),
            ("全县共有 83 名驻村第一书记，", "全县共有83名驻村第一书记，"),
            ("使用 App 办事，", "使用App办事，"),
            ("增长 25% 以上，", "增长25%以上，"),
            ("班子强， 产业旺 。干劲足", "班子强，产业旺。干劲足"),
            ("各镇（ 街道 ）、村，", "各镇（街道）、村，"),
            (
                "认真履行推 进法治建设第一责任人职责，成效明显。",
                "认真履行推进法治建设第一责任人职责，成效明显。",
            ),
            ("优化服 务招商，见效快。", "优化服务招商，见效快。"),
            ("今年的工 作千头万绪，要抓紧。", "今年的工作千头万绪，要抓紧。"),
            (
                "要不断推动全县经济社会高质 量发展取得新的更大的成效。",
                "要不断推动全县经济社会高质量发展取得新的更大的成效。",
            ),
            ("坚持党建引 领，推动发展。", "坚持党建引领，推动发展。"),
            ("实施“优化服 务行动”，见效快。", "实施“优化服务行动”，见效快。"),
            ("开展“夜谈会” ，成效好", "开展“夜谈会”，成效好"),
        ] {
            assert_eq!(mended(text), right);
            assert!(look(right).blanks.is_empty(), "{right}");
        }
        let found = look("全县有 83名书记，126个村");
        assert_eq!(found.blanks, [(Kind::Latin, 9..10)]);
        assert_eq!(found.close, 2);
    }

    #[test]
    fn blanks_that_part_are_left() {
        for text in [
            "出席：张三 李四 王五；列席：赵六。",
            "主任：张  三，副主任：李 四。",
            "标语写着“不忘初心 牢记使命 再立新功再出发”。",
            "不忘初心担使命 砥砺奋进谱新篇。",
            "见《灯光亮起来 心气聚起来大家都来办夜校》一文。",
            "示例县人民政府  2023年8月",
            "本报讯 示例县日前召开动员会。",
            "第三条 为了规范管理，制定本办法。",
            "一、 建强组织，选优书记。",
            "附件1 名单，另发。",
            "张　三同志到会。",
            "张 三同志到会，并讲了话。",
            "列席：县财政局何 平，县公安局马小军。",
            "李明、王 强、欧阳雪等同学获奖。",
            "扛牢主体责任 务实担当作为，再立新功。",
            "题头是：通 知，不必再写。",
            "签名（  ），日期（  ）。",
            "联系人： 张三，电话： 138。",
            "联系人：张三 电话：13800000000 邮箱：a@b.com。",
            "Model X 3 is a car, 好。",
            "开展“甲” “乙”活动。",
        ] {
            assert!(look(text).blanks.is_empty(), "{text}: {:?}", look(text));
        }
    }

    #[test]
    fn floods_are_read_in_time() {
        for flood in [" ", "甲 ", "，甲 1 ", "一 ", "“ 。"] {
            let _ = look(&flood.repeat(30_000));
        }
    }
}
