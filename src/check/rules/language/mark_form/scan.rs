//! Finds misshapen marks in one passage.

use crate::check::marks::{Flaw, addresses, after, before, run, run_before, share_range, within};
use crate::cjk::{is_cjk, is_han};

/// The misshapen marks of a text, in order.
pub(super) fn flaws(text: &str) -> Vec<Flaw> {
    let mut flaws: Vec<Flaw> = Vec::new();
    let mut resume = 0;
    for (at, ch) in text.char_indices() {
        if at < resume {
            continue;
        }
        let flaw = match ch {
            '.' | '…' | '·' | '・' => dots(text, at, ch),
            '，' | '。' | '、' | '；' | '：' => doubled(text, at, ch),
            '-' | '－' | '–' | '─' | '―' => dashes(text, at, ch),
            '—' => dash(text, at),
            '~' => tilde(text, at),
            '[' | '（' | '(' | '【' | '［' | '﹝' => number(text, at, ch),
            _ => continue,
        };
        resume = at + run(text, at, |one| one == ch);
        if let Some(flaw) = flaw {
            resume = resume.max(flaw.range.end);
            flaws.push(flaw);
        }
    }
    if !flaws.is_empty() {
        let skipped = addresses(text);
        flaws.retain(|flaw| !within(&skipped, flaw.range.start, |range| range));
    }
    flaws
}

fn chinese(ch: Option<char>) -> bool {
    ch.is_some_and(is_cjk)
}

fn han(ch: Option<char>) -> bool {
    ch.is_some_and(is_han)
}

fn count(length: usize, ch: char) -> usize {
    length / ch.len_utf8()
}

/// `...`, `…`, `···` for `……`.
fn dots(text: &str, at: usize, ch: char) -> Option<Flaw> {
    let length = run(text, at, |one| one == ch);
    let end = at + length;
    let (left, right) = (before(text, at), after(text, end));
    let number = count(length, ch);
    let short = if ch == '…' { matches!(number, 1 | 3) } else { (3..=6).contains(&number) };
    let beside = chinese(left) || (left.is_none_or(|ch| ch == '\n') && han(right));
    // `第一章......5`: dots of a list of contents.
    let leader = right.is_some_and(|ch| ch.is_ascii_digit()) && ch != '…';
    (short && beside && !leader).then(|| ellipsis(text, at, end))
}

fn ellipsis(text: &str, at: usize, end: usize) -> Flaw {
    let typed = text.get(at..end).unwrap_or_default();
    let message = format!("省略号写成了“{typed}”");
    Flaw::new(at..end, message, "省略号是六个点，占两个字的位置：“……”").edit(at..end, "……")
}

/// `，，`, `。。`, `，。`, and `。。。` for `……`.
fn doubled(text: &str, at: usize, ch: char) -> Option<Flaw> {
    let is_mark = |one| matches!(one, '，' | '。' | '、' | '；' | '：');
    // Marks that are themselves spoken of: `“，。”`. A run is read once, from its start.
    let left = before(text, at)?;
    if is_mark(left) || matches!(left, '“' | '‘' | '（' | '《') {
        return None;
    }
    let length = run(text, at, is_mark);
    let end = at + length;
    let typed = text.get(at..end)?;
    let number = count(length, ch);
    if number < 2 {
        return None;
    }
    let same = typed.chars().all(|one| one == ch);
    match (same, ch) {
        (true, '。') if (3..=6).contains(&number) => Some(ellipsis(text, at, end)),
        (true, '、') if number > 2 => None,
        (true, _) if number <= 3 => Some(
            Flaw::new(at..end, format!("标点重复：“{typed}”"), format!("只留一个“{ch}”"))
                .edit(at..end, ch),
        ),
        (false, _) if number == 2 => {
            let rank = |one: &char| "、，：；。".find(*one);
            let kept = typed.chars().max_by_key(rank)?;
            let message = format!("两个标点连在一起：“{typed}”");
            let help = format!("只能留一个，这里多半是“{kept}”");
            Some(Flaw::new(at..end, message, help).edit(at..end, kept).doubtful())
        }
        _ => None,
    }
}

/// `--`, `－－` for `——`; `2021-2025年`.
fn dashes(text: &str, at: usize, ch: char) -> Option<Flaw> {
    let length = run(text, at, |one| one == ch);
    let end = at + length;
    if count(length, ch) == 1 {
        return years(text, at, end);
    }
    if count(length, ch) > 4 {
        return None;
    }
    let left_blanks = run_before(text, at, |ch| ch == ' ');
    let right_blanks = run(text, end, |ch| ch == ' ');
    let (left, right) = (before(text, at - left_blanks), after(text, end + right_blanks));
    // A mark that is spoken of: “---”.
    if matches!(left, Some('“' | '‘')) {
        return None;
    }
    let left =
        left.is_none_or(|ch| is_cjk(ch) || ch == '%' || (ch.is_ascii_alphanumeric() && han(right)));
    if !(left && chinese(right)) {
        return None;
    }
    let typed = text.get(at..end)?;
    let message = format!("破折号写成了“{typed}”");
    let flaw = Flaw::new(at..end, message, "破折号是一条占两个字位置的长横：“——”");
    Some(flaw.edit(at - left_blanks..end + right_blanks, "——"))
}

/// `2021-2025年`.
fn years(text: &str, at: usize, end: usize) -> Option<Flaw> {
    let digit = |ch: char| ch.is_ascii_digit();
    let tail = end + run(text, end, digit);
    let (first, second) = (text.get(at.checked_sub(4)?..at)?, text.get(end..tail)?);
    let year = |text: &str| {
        text.parse::<u32>().ok().filter(|year| text.len() == 4 && (1900..2100).contains(year))
    };
    let bare = before(text, at - 4).is_none_or(|ch| !ch.is_ascii() || ch == ' ');
    let hit = bare && after(text, tail) == Some('年') && year(first)? < year(second)?;
    hit.then(|| {
        let typed = text.get(at..end).unwrap_or_default();
        let message = format!("“{first}{typed}{second}年”之间用了短横线");
        Flaw::new(at - 4..tail + '年'.len_utf8(), message, "起止年份之间用一字线“—”")
            .edit(at..end, "—")
    })
}

/// A single `—` where only a dash can stand.
fn dash(text: &str, at: usize) -> Option<Flaw> {
    let end = at + '—'.len_utf8();
    let alone = run(text, at, |ch| ch == '—') == '—'.len_utf8();
    let left = before(text, at);
    let opens = left.is_none_or(|ch| matches!(ch, '，' | '。' | '；' | '！' | '？' | '\n'));
    (alone && opens && han(after(text, end))).then(|| {
        let help = "破折号是一条占两个字位置的长横：“——”";
        Flaw::new(at..end, "破折号只写了一半", help).edit(at..end, "——")
    })
}

/// `~` between figures.
fn tilde(text: &str, at: usize) -> Option<Flaw> {
    let end = at + 1;
    let left = before(text, at)?;
    let unit = |ch| "万亿千百元年月日时点分个名户件项次天度米岁人亩吨斤公里℃％%".contains(ch);
    let counted = run_before(text, at, unit);
    let figure = left.is_ascii_digit()
        || (counted > 0 && before(text, at - counted).is_some_and(|ch| ch.is_ascii_digit()));
    // A percent range is mended as a whole.
    let hit = figure
        && after(text, end).is_some_and(|ch| ch.is_ascii_digit())
        && share_range(text, at, end).is_none();
    hit.then(|| {
        Flaw::new(at..end, "数值之间用了半角的“~”", "数值的起止之间用浪纹线“～”")
            .edit(at..end, "～")
    })
}

/// `国发[2023]5号`.
fn number(text: &str, at: usize, open: char) -> Option<Flaw> {
    let from = at + open.len_utf8();
    let year = text.get(from..from + 4)?;
    let value: u32 = year.parse().ok()?;
    let close =
        after(text, from + 4).filter(|ch| matches!(ch, ']' | '）' | ')' | '】' | '］' | '﹞'))?;
    let to = from + 4;
    let end = to + close.len_utf8();
    let digits = run(text, end, |ch| ch.is_ascii_digit());
    let hit = (1949..2100).contains(&value)
        && han(before(text, at))
        && (1..=5).contains(&digits)
        && after(text, end + digits) == Some('号');
    hit.then(|| {
        let typed = text.get(at..end).unwrap_or_default();
        let message = format!("发文字号的年份写成了“{typed}”");
        let help = format!("发文字号的年份用六角括号：“〔{year}〕”");
        Flaw::new(at..end, message, help).edit(at..from, "〔").edit(to..end, "〕")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::marks::mended;

    #[test]
    fn misshapen_marks_are_mended() {
        for (text, span, right) in [
            ("修路、引水、装灯...", "...", "修路、引水、装灯……"),
            ("修路、引水。。。大家都笑了", "。。。", "修路、引水……大家都笑了"),
            ("修路、引水…", "…", "修路、引水……"),
            ("修路、引水···", "···", "修路、引水……"),
            ("一个目标--共同富裕", "--", "一个目标——共同富裕"),
            ("一个目标 -- 共同富裕", "--", "一个目标——共同富裕"),
            ("一个目标－－共同富裕", "－－", "一个目标——共同富裕"),
            ("一个目标──共同富裕", "──", "一个目标——共同富裕"),
            ("—记青禾村夜校", "—", "——记青禾村夜校"),
            ("亩产450~500公斤", "~", "亩产450～500公斤"),
            ("投入5万~8万元", "~", "投入5万～8万元"),
            ("根据国发[2023]5号文件", "[2023]", "根据国发〔2023〕5号文件"),
            ("根据国发（2023）5号文件", "（2023）", "根据国发〔2023〕5号文件"),
            ("根据国发﹝2023﹞5号文件", "﹝2023﹞", "根据国发〔2023〕5号文件"),
            ("（示组发【2023】12号）", "【2023】", "（示组发〔2023〕12号）"),
            ("班子强，，产业旺", "，，", "班子强，产业旺"),
            ("班子强。。", "。。", "班子强。"),
            ("班子强，。", "，。", "班子强。"),
            ("在2021-2025年期间", "2021-2025年", "在2021—2025年期间"),
        ] {
            let found = flaws(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(&text[found[0].range.clone()], span);
            assert_eq!(mended(text, &found), right);
            assert!(flaws(right).is_empty(), "{right}");
        }
    }

    #[test]
    fn sound_marks_are_left_alone() {
        for text in [
            "等等……他说……",
            "1, 2, ..., n",
            "第一章......5",
            "北京—上海，2021—2025年，—5℃",
            "电话024-1234-5678，编号A-12--3",
            "运行check --fix",
            "增长3~5%",
            "主目录~/a",
            "（2023）辽01民初123号",
            "截至目前（2023）尚有5号楼未完工",
            "示组发〔2023〕12号",
            "标点有“，。；”等",
            "真好！！真的？？",
            "————",
            "见http://a.cn/--/x",
            "2021-2025规划",
            "2023-08-17",
        ] {
            assert!(flaws(text).is_empty(), "{text}: {:?}", flaws(text));
        }
    }

    #[test]
    fn floods_are_read_in_time() {
        for flood in [".", "。", "，、", "-", "—", "1~", "[2023]", "- ", "万", "甲1万~"] {
            let _ = flaws(&flood.repeat(30_000));
        }
    }
}
