//! Finds placeholders in running text.

use std::ops::Range;

use super::gaps;
use crate::cjk::{is_cjk, is_han};

/// What follows a blank that stands for the name of a place or an office.
pub(super) const PLACES: [&str; 14] =
    ["街道", "社区", "公司", "同志", "省", "市", "区", "县", "镇", "乡", "村", "州", "局", "委"];
/// What follows a blank in a date.
const DATES: [&str; 3] = ["年", "月", "日"];
/// What follows a blank that stands for a figure.
const COUNTS: [&str; 16] = [
    "%", "％", "万", "亿", "元", "名", "个", "项", "户", "家", "件", "亩", "吨", "公里", "人次",
    "场",
];
/// Words that only begin like the above.
const OTHERS: [&str; 22] = [
    "区间", "区域", "区分", "区别", "市场", "市值", "市价", "省略", "省时", "省力", "乡音", "乡愁",
    "局部", "局限", "局面", "委托", "年龄", "名义", "个别", "家庭", "家乡", "场景",
];
/// The commonest surnames: before 某某 they make it a name withheld on purpose.
const SURNAMES: &str = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于\
蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚\
邵万钱严覃武戴莫孔向汤欧阳";
/// What a blank may be made of, several in a row.
const RUNS: [char; 16] =
    ['*', '＊', 'x', 'X', 'ｘ', 'Ｘ', '×', '✕', '某', '_', '＿', '○', '◯', '△', '□', '〇'];
/// What opens a note to oneself in square or black brackets, and in round ones.
const NOTES: [&str; 18] = [
    "待补",
    "待填",
    "待核",
    "待定",
    "待查",
    "待续",
    "待写",
    "待完善",
    "待更新",
    "待确认",
    "待提供",
    "此处填",
    "此处补",
    "此处插入",
    "请填",
    "请补充",
    "占位",
    "TODO",
];
const ROUND_NOTES: [&str; 6] = ["待补", "待填", "此处填", "此处补", "此处插入", "请填写"];

/// The ranges of a text that are left to fill, in order; adjacent ones are one.
pub(super) fn placeholders(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let (mut resume, mut many) = (0, None);
    for (at, ch) in text.char_indices() {
        if at < resume {
            continue;
        }
        let hit = match ch {
            '*' | '＊' => blank(text, at, ch, Kind::Star).or_else(|| {
                many = many.or_else(|| Some(text.matches(['*', '＊']).take(MANY).count() == MANY));
                star(text, at, ch, many == Some(true))
            }),
            'x' | 'X' | 'ｘ' | 'Ｘ' => blank(text, at, ch, Kind::Letter),
            '×' | '✕' => blank(text, at, ch, Kind::Times),
            '某' => someone(text, at),
            '【' | '［' | '[' | '（' | '(' => {
                note(text, at, ch).or_else(|| gaps::gap(text, at, ch))
            }
            'T' | 'F' => word(text, at),
            _ => gaps::gap(text, at, ch),
        };
        if let Some(hit) = hit {
            resume = hit.end;
            match found.last_mut() {
                Some(last) if last.end >= hit.start => last.end = hit.end,
                _ => found.push(hit),
            }
        } else if RUNS.contains(&ch) {
            // A run is looked at once, from its start.
            resume = at + run(text, at, ch).1;
        }
    }
    found
}

/// The length of the unit with which a text begins, where a blank may stand before it.
pub(super) fn blank_of(text: &str) -> Option<usize> {
    PLACES.iter().chain(&DATES).find(|unit| text.starts_with(**unit)).map(|unit| unit.len()).filter(
        |&length| {
            let counted =
                text.get(length..).is_some_and(|rest| rest.starts_with(['数', '均', '限']));
            !counted && !OTHERS.iter().any(|other| text.starts_with(other))
        },
    )
}

fn unit(text: &str) -> Option<usize> {
    blank_of(text).or_else(|| {
        let length = COUNTS.iter().find(|unit| text.starts_with(**unit))?.len();
        let counted = text.get(length..).is_some_and(|rest| rest.starts_with(['数', '均', '限']));
        (!counted && !OTHERS.iter().any(|other| text.starts_with(other))).then_some(length)
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Star,
    Letter,
    Times,
}

/// How often a character stands in a row, and the bytes that takes.
pub(super) fn run(text: &str, at: usize, ch: char) -> (usize, usize) {
    let count = text.get(at..).unwrap_or_default().chars().take_while(|&one| one == ch).count();
    (count, count * ch.len_utf8())
}

/// `*区`, `x县`, `XX`, `××镇`, `20*年`.
fn blank(text: &str, at: usize, ch: char, kind: Kind) -> Option<Range<usize>> {
    let (count, bytes) = run(text, at, ch);
    let (before, rest) = (text.get(..at)?, text.get(at + bytes..)?);
    let previous = before.chars().next_back();
    let digits = before.bytes().rev().take(4).take_while(u8::is_ascii_digit).count();
    let length = unit(rest);
    let year = rest.starts_with('年') && digits + count >= 3;
    let end = at + bytes + length.unwrap_or(0);
    // Part of a year, `20*年`; else digits before a blank make it a sum or a size.
    let (start, dated) = if digits == 0 { (at, false) } else { (at - digits, year) };
    let hit = match kind {
        Kind::Star => length.is_some() && (digits == 0 || dated),
        Kind::Letter => {
            let joined = |ch: char| ch.is_ascii_alphanumeric() || "-_./@#+＋".contains(ch);
            let foreign =
                before.trim_end_matches(' ').ends_with(|ch: char| ch.is_ascii_alphabetic());
            let loose = !foreign
                && previous.is_none_or(|ch| dated || !joined(ch))
                && !rest.starts_with(|ch: char| joined(ch) && ch != '.');
            let term = rest.starts_with("染色体") || rest.starts_with('型');
            loose && !term && (dated || (digits == 0 && (count >= 2 || length.is_some())))
        }
        Kind::Times => {
            let size =
                previous.is_some_and(|ch| ch.is_ascii_alphanumeric() || ch == '）' || ch == ' ');
            dated || (count >= 2 && digits == 0) || (!size && length.is_some())
        }
    };
    hit.then_some(start..end)
}

/// From how many asterisks on a text is taken for one whose names and figures were blanked out.
const MANY: usize = 3;

/// An asterisk amid Chinese text: `建设*座`, and in a text of many `“*+*”`, `副校长*，`. Not a mark that is spoken of or
/// that leads to a note.
fn star(text: &str, at: usize, ch: char, many: bool) -> Option<Range<usize>> {
    let (_, bytes) = run(text, at, ch);
    let mut end = at + bytes;
    for _ in 0..3 {
        let Some(next) = text.get(end..).filter(|rest| rest.starts_with(['+', '.'])) else { break };
        let (count, bytes) = run(next, 1, ch);
        if count == 0 {
            break;
        }
        end += 1 + bytes;
    }
    let previous = text.get(..at)?.chars().next_back()?;
    let next = text.get(end..)?.chars().next()?;
    let spoken = "带标注加有打“‘".contains(previous) && !many;
    let note = "号为表标代”’）)".contains(next) && !many;
    let chinese = |ch: char| is_han(ch) || many && (is_cjk(ch) || ",.:;()、+".contains(ch));
    (chinese(previous) && chinese(next) && !spoken && !note).then_some(at..end)
}

/// `某某镇`, `某某某`; not `张某某`, `某镇`, `某些`.
fn someone(text: &str, at: usize) -> Option<Range<usize>> {
    let (count, bytes) = run(text, at, '某');
    if count < 2 {
        return None;
    }
    let rest = text.get(at + bytes..)?;
    let previous = text.get(..at)?.chars().next_back();
    let named = previous.is_some_and(|ch| SURNAMES.contains(ch));
    let length = unit(rest).or_else(|| {
        let more = ["单位", "部门", "学校", "小区", "企业", "村", "处", "厅"];
        more.iter().find(|unit| rest.starts_with(**unit)).map(|unit| unit.len())
    });
    let hit = match (named, length) {
        (true, _) => false,
        (false, Some(_)) => true,
        (false, None) => count >= 3 || !previous.is_some_and(is_han),
    };
    hit.then_some(at..at + bytes + length.unwrap_or(0))
}

/// `【待补充】`, `（待补）`.
fn note(text: &str, at: usize, open: char) -> Option<Range<usize>> {
    let inner = text.get(at + open.len_utf8()..)?;
    let words = if matches!(open, '（' | '(') { &ROUND_NOTES[..] } else { &NOTES[..] };
    let trimmed = inner.trim_start_matches(' ');
    if let Some(whole) = figures_to_come(text, at, open) {
        return Some(whole);
    }
    let word = words.iter().find(|word| trimmed.starts_with(**word))?;
    let skipped = inner.len() - trimmed.len() + word.len();
    let close = inner
        .char_indices()
        .take(60)
        .find(|(_, ch)| matches!(ch, '】' | '］' | ']' | '）' | ')'))
        .map(|(to, ch)| to + ch.len_utf8());
    let start = at + open.len_utf8();
    match close {
        Some(close) => Some(at..start + close),
        None => Some(at..start + skipped),
    }
}

/// `（数据待核实）`, `（名单待补充）`.
fn figures_to_come(text: &str, at: usize, open: char) -> Option<Range<usize>> {
    let from = at + open.len_utf8();
    let inner = text.get(from..)?;
    let (length, close) = inner
        .char_indices()
        .take(10)
        .find(|(_, ch)| matches!(ch, '】' | '］' | ']' | '）' | ')'))?;
    let note = inner.get(..length)?.trim();
    let what = ["数据", "数字", "内容", "名单", "图片", "照片", "材料", "案例", "此处", "具体"];
    let due = ["待补", "待补充", "待填", "待核", "待核实", "待更新", "待完善", "待定", "待提供"];
    let hit = what.iter().any(|word| note.starts_with(word))
        && due.iter().any(|word| note.ends_with(word));
    hit.then(|| at..from + length + close.len_utf8())
}

/// `TODO`, `TBD`, `FIXME` as words.
fn word(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let word = ["TODO", "TBD", "FIXME"].into_iter().find(|word| rest.starts_with(word))?;
    let joined = |ch: char| ch.is_ascii_alphanumeric() || ch == '_';
    let free = !text.get(..at)?.ends_with(joined) && !rest.get(word.len()..)?.starts_with(joined);
    free.then_some(at..at + word.len())
}

#[cfg(test)]
mod tests {
    use super::placeholders;

    fn found(text: &str) -> Vec<&str> {
        placeholders(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn what_is_left_to_fill_is_found() {
        for (text, expected) in [
            ("近年来，*区把治理作为工程", vec!["*区"]),
            ("x县率先试点", vec!["x县"]),
            ("XX县XX镇", vec!["XX县XX镇"]),
            ("2023年X月X日", vec!["X月X日"]),
            ("20XX年以来", vec!["20XX年"]),
            ("201x年，20*年", vec!["201x年", "20*年"]),
            ("20××年×月", vec!["20××年×月"]),
            ("××镇和×县", vec!["××镇", "×县"]),
            ("示例县某某镇", vec!["某某镇"]),
            ("发言人某某某", vec!["某某某"]),
            ("办结率XX%", vec!["XX%"]),
            ("投入X万元", vec!["X万"]),
            ("成效【待补充数据】明显", vec!["【待补充数据】"]),
            ("成效（待补）明显", vec!["（待补）"]),
            ("办结82件（数据待核实）。", vec!["（数据待核实）"]),
            ("此处 TODO，再说", vec!["TODO"]),
            ("中共**区委", vec!["**区"]),
            ("共____名", vec!["____名"]),
            ("签字：＿＿＿", vec!["＿＿＿"]),
            ("成效【】明显", vec!["【】"]),
            ("○○县○○○同志", vec!["○○县○○○同志"]),
            ("△△镇", vec!["△△镇"]),
            ("〇〇县", vec!["〇〇县"]),
            ("共（　　）户，占( )成", vec!["（　　）", "( )"]),
            ("2023年  月  日", vec!["2023年  月  日"]),
            ("于　年　月　日前", vec!["年　月　日"]),
            ("2023年8月 日", vec!["2023年8月 日"]),
            ("8月　日前", vec!["8月　日"]),
            ("示发〔2023〕　号", vec!["〕　号"]),
            ("示发〔2023〕X号", vec!["〕X号"]),
            ("示发〔2023〕号", vec!["〕号"]),
            ("占比x%", vec!["x%"]),
            ("计划建设*座大棚", vec!["*"]),
            ("营业收入*多万元", vec!["*"]),
            ("乡村振兴“*+*”示范带，投资*.*亿元", vec!["*+*", "*.*"]),
            ("原副校长*,原省长*、*等", vec!["*", "*", "*"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn sound_prose_is_left_alone() {
        for text in [
            "会场用A4纸",
            "X射线、X光机",
            "长5×8米",
            "2×3",
            "接通Wi-Fi",
            "某些地方",
            "某种程度上",
            "某一方面",
            "某镇一名干部",
            "张某某一案",
            "李某某村里的房子",
            "iPhone X系列",
            "Model X年销量",
            "SpaceX公司",
            "XXL码",
            "XX染色体",
            "6×7个",
            "单价×件数",
            "标准×月数",
            "5G+X个人",
            "亟待补齐短板",
            "（待遇另议）",
            "（待核实线索12件）",
            "（情况待核实的除外）",
            "【待遇保障】",
            "“党建+X”项目",
            "1+X个证书",
            "snake_case、__init__",
            "二○二三年、二〇〇八年、一○○八",
            "○表示未完成",
            "“（ ）”是圆括号",
            "用圆括号（）括起",
            "年月日、年/月/日",
            "8月 日均产量",
            "今年 月均",
            "〔2023〕12号",
            "check()",
            "带*的为必填项",
            "表中标*的为估算数",
            "以“*”代替",
            "产值*，按现价计算",
            "按*号键返回",
            "面积为3*4米",
            "保存为*.docx格式",
            "*注：数据为初步统计",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn floods_are_read_in_one_pass() {
        for flood in [
            "*",
            "*+",
            "甲*",
            "x",
            "×",
            "某",
            "[",
            "【",
            "*区",
            "1*",
            "T",
            "【待补",
            "_",
            "○",
            "（",
            "年 ",
            "月 ",
            "〕",
        ] {
            let _ = placeholders(&flood.repeat(100_000));
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "[*xX×某【】（）\\[\\]区县年月日数20 aTODO待补_○〇△〕号　]{0,30}") {
            let mut end = 0;
            for range in placeholders(&text) {
                assert!(range.start >= end && range.start < range.end);
                assert!(text.get(range.clone()).is_some());
                end = range.end;
            }
        }
    }
}
