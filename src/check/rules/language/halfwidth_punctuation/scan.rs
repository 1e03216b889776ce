//! Finds half-width marks in one passage.

use std::ops::Range;

use crate::check::marks::{Flaw, addresses, after, before, run, run_before, within};
use crate::check::ordinals;
use crate::cjk::{is_cjk, is_han};

/// The half-width marks of a text that should be full-width. `own` tells whether a place may be edited.
pub(super) fn flaws(text: &str, own: &dyn Fn(Range<usize>) -> bool) -> Vec<Flaw> {
    let is_mark = |byte| matches!(byte, b',' | b':' | b';' | b'?' | b'!' | b'(' | b'"');
    if !text.bytes().any(is_mark) {
        return Vec::new();
    }
    let skipped = addresses(text);
    let ordinals = ordinals::faulty(text);
    let free = |at: usize| {
        !within(&skipped, at, |range| range) && !within(&ordinals, at, |ordinal| &ordinal.mark)
    };
    let mut flaws = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        if matches!(byte, b',' | b':' | b';' | b'?' | b'!') && free(at) && own(at..at + 1) {
            flaws.extend(simple(text, at, byte));
        }
    }
    brackets(text, &free, &mut flaws);
    quotes(text, own, &free, &mut flaws);
    flaws.sort_by_key(|flaw| flaw.range.start);
    flaws
}

/// A full stop typed as a point at the end of a paragraph.
pub(super) fn point(text: &str) -> Option<Flaw> {
    let body = text.trim_end_matches([' ', '”', '"']);
    let at = body.strip_suffix('.')?.len();
    // `一.` and the like are no sentences.
    let sentence = text.get(..at)?.chars().rev().take(6).filter(|&ch| is_han(ch)).count() >= 4;
    (before(text, at).is_some_and(is_han) && sentence).then(|| {
        Flaw::new(at..at + 1, "句末用的是半角的“.”", "中文的句号是“。”")
            .edit(at..at + 1, "。")
            .doubtful()
    })
}

fn full(byte: u8) -> &'static str {
    match byte {
        b',' => "，",
        b':' => "：",
        b';' => "；",
        b'?' => "？",
        _ => "！",
    }
}

fn flaw(range: Range<usize>, typed: &str, right: &str) -> Flaw {
    let message = format!("“{typed}”是半角标点");
    Flaw::new(range, message, format!("中文里用全角的“{right}”"))
}

/// Whether the text left of a byte is Chinese; half-width marks that close are looked through.
fn chinese_before(text: &str, at: usize) -> bool {
    let closing = run_before(text, at, |ch| matches!(ch, ')' | '"' | ' '));
    before(text, at - closing).is_some_and(is_cjk)
}

fn blank(ch: char) -> bool {
    ch == ' ' || ch == '\t'
}

/// `,` `:` `;` `?` `!`.
fn simple(text: &str, at: usize, byte: u8) -> Option<Flaw> {
    let end = at + 1;
    let blanks = run(text, end, blank);
    let next = after(text, end + blanks);
    let left = before(text, at)?;
    let mark = full(byte);
    let chinese_after = next.is_some_and(is_cjk);
    let hit = if chinese_before(text, at) {
        // `:)` is a face, `?!` and the like keep together.
        match next {
            None | Some('\n') => true,
            Some(')') => byte != b':',
            // A Chinese word quoted in a foreign sentence.
            Some(next) if next.is_ascii_alphabetic() && blanks > 0 && matches!(left, '"' | ')') => {
                false
            }
            Some(next) => {
                !matches!(next, '/' | '\\' | '=' | '>' | '\u{fffc}') && next != char::from(byte)
            }
        }
    } else if chinese_after {
        match byte {
            b',' | b';' => {
                left.is_ascii_alphanumeric() || matches!(left, '%' | '*' | ')' | '"' | '+')
            }
            b':' => colon_after(text, at, left),
            _ => false,
        }
    } else {
        false
    };
    // Blanks go with the mark, which takes a full cell.
    let left_blanks = if chinese_after { run_before(text, at, blank) } else { 0 };
    let whole =
        at - left_blanks..if next.is_some_and(|next| next != '\n') { end + blanks } else { end };
    hit.then(|| flaw(at..end, text.get(at..end).unwrap_or_default(), mark).edit(whole, mark))
}

/// `附件1:名单`, `GDP:增长`; not the second colon of a time.
fn colon_after(text: &str, at: usize, left: char) -> bool {
    if left.is_ascii_digit() {
        let digits = run_before(text, at, |ch| ch.is_ascii_digit());
        return before(text, at - digits).is_some_and(|ch| ch != ':' && ch != '.');
    }
    left.is_ascii_alphabetic() || matches!(left, '%' | ')' | '"' | '*')
}

/// Brackets around Chinese words, where all half-width brackets of the text pair.
fn brackets(text: &str, free: &dyn Fn(usize) -> bool, flaws: &mut Vec<Flaw>) {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (at, ch) in text.char_indices() {
        match ch {
            '(' | '（' => open.push((at, ch)),
            ')' | '）' => match open.pop() {
                Some((from, '(')) if ch == ')' => pairs.push((from, at)),
                Some((_, '（')) if ch == '）' => {}
                _ => return,
            },
            _ => {}
        }
    }
    if !open.is_empty() {
        return;
    }
    pairs.sort_unstable();
    // Where brackets nest, the outer ones hold the words of the inner ones.
    for (from, to) in pairs {
        let inside = text.get(from + 1..to).unwrap_or_default();
        let chinese = inside.chars().any(is_han);
        let latin = foreign(text, from, to + 1);
        if chinese && !latin && free(from) && free(to) && !docket(text, from, to) {
            flaws.push(
                flaw(from..to + 1, "( )", "（ ）")
                    .edit(from..from + 1, "（")
                    .edit(to..to + 1, "）"),
            );
        }
    }
}

/// Whether a foreign word or mark stands on either side of a stretch.
fn foreign(text: &str, from: usize, to: usize) -> bool {
    let left = before(text, from - run_before(text, from, |ch| matches!(ch, ' ' | ':' | ',')));
    let right = after(text, to + run(text, to, |ch| matches!(ch, ' ' | ',' | '.')));
    let latin = |ch: Option<char>| ch.is_some_and(|ch| ch.is_ascii_alphabetic());
    latin(left) && latin(right)
}

/// `f(甲)`, a call or formula: a letter before the bracket that no Chinese word precedes.
fn docket(text: &str, from: usize, to: usize) -> bool {
    let letters = run_before(text, from, |ch| ch.is_ascii_alphanumeric() || ch == '_');
    let one = letters == 1 && before(text, from).is_some_and(|ch| ch.is_ascii_lowercase());
    one || after(text, to + 1) == Some('=')
}

/// Straight quotes, opening and closing in turn.
fn quotes(
    text: &str,
    own: &dyn Fn(Range<usize>) -> bool,
    free: &dyn Fn(usize) -> bool,
    flaws: &mut Vec<Flaw>,
) {
    let mut places: Vec<usize> = Vec::new();
    let mut depth = 0_i32;
    for (at, ch) in text.char_indices() {
        match ch {
            '"' if depth != 0 || !own(at..at + 1) || !free(at) => return,
            '"' => places.push(at),
            // Curly quotes inside straight ones would have to be single ones.
            '“' | '”' if places.len() % 2 == 1 => return,
            '“' => depth += 1,
            '”' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return;
        }
    }
    if depth != 0 || !places.len().is_multiple_of(2) {
        return;
    }
    let first = flaws.len();
    for pair in places.chunks_exact(2) {
        let &[from, to] = pair else { continue };
        let inside = text.get(from + 1..to).unwrap_or_default();
        let starts = inside.chars().next();
        let stop =
            |ch: char| matches!(ch, '，' | '。' | '、' | '；' | ',' | ';' | ')' | '）' | ' ');
        if starts.is_none_or(stop) || inside.ends_with([' ', '(', '（']) {
            // Out of step.
            flaws.truncate(first);
            return;
        }
        let beside =
            before(text, from).is_some_and(is_han) || after(text, to + 1).is_some_and(is_han);
        if beside || (inside.chars().any(is_han) && !foreign(text, from, to + 1)) {
            flaws.push(
                flaw(from..to + 1, "\" \"", "“ ”").edit(from..from + 1, "“").edit(to..to + 1, "”"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::marks::mended;

    fn look(text: &str) -> Vec<Flaw> {
        flaws(text, &|_| true)
    }

    #[test]
    fn half_width_marks_are_found_and_mended() {
        for (text, right) in [
            ("班子强,产业旺。", "班子强，产业旺。"),
            ("要求如下:", "要求如下："),
            ("怎么办?靠大家!", "怎么办？靠大家！"),
            ("增长25%,居全市第一", "增长25%，居全市第一"),
            ("入库1,200条,新增30条", "入库1,200条，新增30条"),
            ("全县9个乡镇,126个村(社区),*个网格", "全县9个乡镇，126个村（社区），*个网格"),
            ("村(社区)、组(网格(含专属))", "村（社区）、组（网格（含专属））"),
            ("坚持\"五措并举\",探索\"党建+\"模式", "坚持“五措并举”，探索“党建+”模式"),
            ("推广\"5G\"应用", "推广“5G”应用"),
            ("时间:14:30,地点:二楼", "时间：14:30，地点：二楼"),
            ("附件1:责任清单", "附件1：责任清单"),
            ("建强堡垒, 做旺产业", "建强堡垒，做旺产业"),
            ("建强堡垒 , 做旺产业", "建强堡垒，做旺产业"),
            ("“好”,他说", "“好”，他说"),
            ("见https://a.com/b?x=1,y,请查阅,谢谢", "见https://a.com/b?x=1,y，请查阅，谢谢"),
            ("首席执行官(CEO)和技术负责人(总师)", "首席执行官(CEO)和技术负责人（总师）"),
        ] {
            let found = look(text);
            assert_eq!(mended(text, &found), right);
            let left = mended(right, &look(right));
            assert_eq!(left, right, "{right}");
        }
        let found = look("村(社区),班子");
        assert_eq!(found[0].range, 3..11);
        assert_eq!(found[1].range, 11..12);
    }

    #[test]
    fn sound_marks_are_left_alone() {
        for text in [
            "会议14:30开始，比分3:2，接通(Wi-Fi)网络",
            "引文Smith, John (2019): Report; see also p. 3!",
            "见http://a.cn/b?c=d;e:f!",
            "按f(甲)计算",
            "他说“甲\"乙”丙\"",
            "一个55\"的屏",
            "包括：1)走访；2)议事(试行)",
            "（甲)要签订",
            "一,加强领导",
            "地址：12:30:00会议",
            "He said: \"你好\", and left",
            "he said (in English) \"yes\", and left",
        ] {
            assert!(look(text).is_empty(), "{text}: {:?}", look(text));
        }
    }

    #[test]
    fn a_point_at_the_end_is_doubtful() {
        assert!(!point("工作取得了明显成效.").unwrap().safe);
        for text in ["一.", "见图2.", "全县Wi-Fi.", "成效明显。", "工作取得了明显成效..."]
        {
            assert!(point(text).is_none(), "{text}");
        }
    }

    #[test]
    fn floods_are_read_in_time() {
        for flood in [",", "(", "\"", "甲,", "(甲)", "http://", "@", "\"甲\"", "一是,"] {
            let _ = look(&flood.repeat(30_000));
        }
    }
}
