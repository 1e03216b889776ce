//! What a paragraph begins with, set apart: 一是, 二是, 首先, or its first sentence.

use std::ops::Range;

use super::items::{Kind, Paragraph, Piece, Style};
use crate::fonts::Role;
use crate::standard::Lead;

/// Characters that a lead sentence has at most, its stop included.
const SENTENCE: usize = 30;
/// Words that need a comma after them to lead.
const ORDER: [&str; 13] = [
    "首先",
    "其次",
    "再次",
    "再者",
    "最后",
    "其一",
    "其二",
    "其三",
    "其四",
    "其五",
    "其六",
    "一方面",
    "另一方面",
];

/// Sets what leads a paragraph in `role`. Only what stands in `plain`, the role of the paragraph's text, is changed:
/// emphasis of the writer's own, code, and marks of notes stay. To be called before the paragraph is shaped.
pub(super) fn mark(paragraph: &mut Paragraph, lead: Lead, role: Role, plain: Role) {
    let ranges = match lead {
        Lead::Plain => return,
        Lead::Words => words(&paragraph.text),
        Lead::Sentence => sentence(&paragraph.text).into_iter().collect(),
    };
    if ranges.is_empty() || role == plain {
        return;
    }
    let pieces = std::mem::take(&mut paragraph.pieces);
    let mut out = Vec::with_capacity(pieces.len() + 2 * ranges.len());
    let mut ranges = ranges.iter().peekable();
    for piece in pieces {
        let style = paragraph.styles.get(piece.style as usize).copied();
        let Some(style) = style.filter(|style| piece.kind == Kind::Glyph && style.role == plain)
        else {
            out.push(piece);
            continue;
        };
        let led = paragraph.style(Style { role, ..style });
        let mut from = piece.start;
        while let Some(range) = ranges.peek() {
            let (start, end) = (range.start.max(from), range.end.min(piece.end));
            if range.start >= piece.end {
                break;
            }
            if start < end {
                if from < start {
                    out.push(Piece { start: from, end: start, ..piece });
                }
                out.push(Piece { start, end, style: led, ..piece });
                from = end;
            }
            if range.end > piece.end {
                break;
            }
            ranges.next();
        }
        if from < piece.end {
            out.push(Piece { start: from, ..piece });
        }
    }
    paragraph.pieces = out;
}

/// The leading words of a paragraph, in bytes. Those inside it count only where it has two or more.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let stops = text
        .char_indices()
        .filter(|(_, ch)| matches!(ch, '；' | '。' | '：'))
        .map(|(at, ch)| at + ch.len_utf8());
    let head = text.len() - text.trim_start().len();
    for at in [head].into_iter().chain(stops) {
        let length = text.get(at..).map_or(0, word);
        if length > 0 {
            found.push(at..at + length);
        }
    }
    if found.len() < 2 {
        found.retain(|range| range.start == head);
    }
    found
}

/// Bytes of the leading word that a text begins with; 0 where there is none.
fn word(text: &str) -> usize {
    let numeral = |text: &str| {
        let rest = text.trim_start_matches(|ch| "一二三四五六七八九十".contains(ch));
        let length = text.len() - rest.len();
        if length <= 9 { length } else { 0 }
    };
    let comma = |text: &str| text.starts_with(['，', '、', '：']);
    let tail = |at: usize| text.get(at..).unwrap_or_default();
    if let Some(known) = ORDER.iter().find(|word| text.starts_with(**word)) {
        return if comma(tail(known.len())) { known.len() } else { 0 };
    }
    let digits = numeral(text);
    if digits > 0 {
        let rest = tail(digits);
        let verb = ['是', '要'].into_iter().find(|verb| rest.starts_with(*verb));
        return match verb.map(|verb| digits + verb.len_utf8()) {
            // 一是一，二是二 leads nothing.
            Some(end) if numeral(tail(end)) == 0 && !comma(tail(end)) && !tail(end).is_empty() => {
                end
            }
            _ => 0,
        };
    }
    if let Some(rest) = text.strip_prefix('第') {
        let end = text.len() - rest.len() + numeral(rest);
        return if numeral(rest) > 0 && comma(tail(end)) { end } else { 0 };
    }
    0
}

/// The first sentence with its stop, in bytes, where it is short and the paragraph has more.
fn sentence(text: &str) -> Option<Range<usize>> {
    let head = text.len() - text.trim_start().len();
    let mut depth = 0_usize;
    for (count, (at, ch)) in text.get(head..)?.char_indices().take(SENTENCE).enumerate() {
        match ch {
            '“' | '‘' | '《' | '（' => depth += 1,
            '”' | '’' | '》' | '）' => depth = depth.saturating_sub(1),
            '！' | '？' | '\n' if depth == 0 => return None,
            '。' if depth == 0 => {
                let end = head + at + ch.len_utf8();
                let more = text.get(end..).is_some_and(|rest| !rest.trim().is_empty());
                return (more && count > 1).then_some(head..end);
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn led(text: &str, lead: Lead) -> Vec<&str> {
        let ranges = match lead {
            Lead::Plain => Vec::new(),
            Lead::Words => words(text),
            Lead::Sentence => sentence(text).into_iter().collect(),
        };
        ranges.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn words_lead_a_paragraph_and_each_part_of_a_series() {
        for (text, wanted) in [
            ("一是建强组织；二是选优队伍；三是压实责任。", &["一是", "二是", "三是"][..]),
            ("着力抓好两项工作。一是建强组织。二是选优队伍。", &["一是", "二是"]),
            ("主要做法：一要抓早；二要抓实；十一要抓常。", &["一要", "二要", "十一要"]),
            ("二是选优配强村党组织书记。", &["二是"]),
            ("第一，思想认识不到位。第二，措施不够有力。", &["第一", "第二"]),
            ("首先，感谢大家。其次，讲三点意见。最后，祝顺利。", &["首先", "其次", "最后"]),
            ("一方面，投入不足；另一方面，管护缺位。", &["一方面", "另一方面"]),
            ("第一产业增长5%。第二产业增长6%。", &[]),
            ("一是一，二是二。", &[]),
            ("会议开得好。最后，大家合影。", &[]),
            ("全县有三是很多的说法。", &[]),
            ("  一是建强组织。", &["一是"]),
            ("", &[]),
            ("一是", &[]),
        ] {
            assert_eq!(led(text, Lead::Words), wanted, "{text}");
        }
    }

    #[test]
    fn a_short_first_sentence_leads() {
        for (text, wanted) in [
            ("建强组织是根本。全县整顿软弱涣散村党组织12个。", Some("建强组织是根本。")),
            ("落实“书记抓。抓书记”要求。全县共整顿12个。", Some("落实“书记抓。抓书记”要求。")),
            ("建强组织是根本。", None),
            ("怎么办？建强组织是根本。全县整顿12个。", None),
            (
                "坚持把建强基层党组织作为推动乡村全面振兴的固本之策和长远之计来抓。全县整顿12个。",
                None,
            ),
            ("好。全县整顿12个。", None),
        ] {
            assert_eq!(led(text, Lead::Sentence).first().copied(), wanted, "{text}");
        }
    }

    #[test]
    fn only_plain_text_changes_its_face_and_no_text_is_lost() {
        let plain = Style::new(Role::Fangsong, 16.0);
        let mut paragraph = Paragraph::default();
        paragraph.push_indent(32.0, plain);
        paragraph.push("一是", plain);
        paragraph.push("建强组织", Style { role: Role::Hei, ..plain });
        paragraph.push("；二", plain);
        paragraph.push_note(0, "①", plain);
        paragraph.push("；二是选优；三是", plain);
        paragraph.push("压实。", plain);
        let text = paragraph.text.clone();
        mark(&mut paragraph, Lead::Words, Role::Kai, Role::Fangsong);
        let shown: Vec<(&str, Role)> = paragraph
            .pieces
            .iter()
            .map(|piece| {
                (&text[piece.start..piece.end], paragraph.styles[piece.style as usize].role)
            })
            .collect();
        let (plain, kai) = (Role::Fangsong, Role::Kai);
        assert_eq!(
            shown,
            [
                ("", plain),
                ("一是", kai),
                ("建强组织", Role::Hei),
                ("；二", plain),
                ("①", plain),
                ("；", plain),
                ("二是", kai),
                ("选优；", plain),
                ("三是", kai),
                ("压实。", plain),
            ]
        );
        assert_eq!(shown.iter().map(|piece| piece.0).collect::<String>(), text);
    }
}
