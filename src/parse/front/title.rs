//! The writer's own line breaks in a title: `/` between Chinese characters, or a line of a block scalar.

use crate::cjk::{is_cjk, no_line_end, no_line_start};

/// Marks at most that a break moves over.
const MARKS: usize = 4;

/// Whether a character beside a `/` makes it a break: Chinese, and no letter or digit (`2023/2024`, `AI/大数据`).
fn is_chinese(ch: char) -> bool {
    is_cjk(ch) && !matches!(ch, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Takes the breaks out of a title, with the blanks around them; returns the bytes of what is left before which a
/// line begins. A break beside a mark that must not stand there moves over the mark.
pub(super) fn take_breaks(title: &mut String) -> Vec<usize> {
    if !title.contains(['/', '\n', '\r']) {
        return Vec::new();
    }
    let mut out = String::with_capacity(title.len());
    let mut breaks = Vec::new();
    let mut rest = title.as_str();
    while let Some(ch) = rest.chars().next() {
        let after = &rest[ch.len_utf8()..];
        if !matches!(ch, '/' | '\n' | '\r') {
            out.push(ch);
            rest = after;
            continue;
        }
        let next = after.trim_start();
        let chinese = |ch: Option<char>| ch.is_some_and(is_chinese);
        let (left, right) = (out.trim_end().chars().next_back(), next.chars().next());
        match ch {
            '/' if chinese(left) && chinese(right) => {
                out.truncate(out.trim_end().len());
                breaks.push(out.len());
                rest = next;
            }
            '\n' | '\r' => {
                out.truncate(out.trim_end().len());
                // Between words of an alphabet the line's end is their blank.
                if !chinese(left) && !chinese(right) && left.is_some() && right.is_some() {
                    out.push(' ');
                }
                breaks.push(out.len());
                rest = next;
            }
            _ => {
                out.push(ch);
                rest = after;
            }
        }
    }
    for at in &mut breaks {
        let (head, tail) = out.split_at_checked(*at).unwrap_or((&out, ""));
        let held = head.chars().rev().take(MARKS).take_while(|ch| no_line_end(*ch));
        let back: usize = held.map(char::len_utf8).sum();
        let held = tail.chars().take(MARKS).take_while(|ch| no_line_start(*ch));
        *at = if back > 0 { *at - back } else { *at + held.map(char::len_utf8).sum::<usize>() };
    }
    breaks.sort_unstable();
    breaks.dedup();
    breaks.retain(|&at| at > 0 && at < out.len());
    *title = out;
    breaks
}

#[cfg(test)]
mod tests {
    use super::take_breaks;

    /// The title with `|` at its breaks.
    fn shown(title: &str) -> String {
        let mut value = title.to_owned();
        let breaks = take_breaks(&mut value);
        let mut out = String::new();
        let mut from = 0;
        for to in breaks {
            out.push_str(&value[from..to]);
            out.push('|');
            from = to;
        }
        out.push_str(&value[from..]);
        out
    }

    #[test]
    fn a_slash_between_chinese_characters_is_a_break() {
        for (title, wanted) in [
            ("关于加强党建工作/情况的报告", "关于加强党建工作|情况的报告"),
            ("关于加强党建工作 / 情况的报告", "关于加强党建工作|情况的报告"),
            ("关于印发/《办法》/的通知", "关于印发|《办法》|的通知"),
            ("2023/2024年度工作", "2023/2024年度工作"),
            ("AI/大数据应用", "AI/大数据应用"),
            ("大数据/AI应用", "大数据/AI应用"),
            ("２０２３/２０２４年度", "２０２３/２０２４年度"),
            ("和／或", "和／或"),
            ("/报告/", "/报告/"),
            ("甲//乙", "甲//乙"),
        ] {
            assert_eq!(shown(title), wanted);
        }
    }

    #[test]
    fn a_line_of_a_block_is_a_break() {
        assert_eq!(shown("关于加强党建工作\n情况的报告"), "关于加强党建工作|情况的报告");
        assert_eq!(shown("关于加强党建工作/\n\n  情况的报告"), "关于加强党建工作|情况的报告");
        assert_eq!(shown("Annual\r\nReport"), "Annual |Report");
    }

    #[test]
    fn no_break_parts_a_mark_from_what_it_belongs_to() {
        assert_eq!(shown("以更高标准/、更严要求"), "以更高标准、|更严要求");
        assert_eq!(shown("关于印发《/办法》的通知"), "关于印发|《办法》的通知");
        assert_eq!(shown("示例区/”"), "示例区”");
        assert_eq!(shown("《/》、"), "《》、");
    }
}
