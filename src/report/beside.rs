//! Paragraphs that belong to the table beside them: its unit above, its notes below.

use super::{Block, BlockKind, Inline, InlineKind, inline_characters};

/// The longest line that says a table's unit, in characters.
const LONGEST_UNIT: usize = 24;

impl Block {
    /// Whether it says the unit of the table after it: a short paragraph `单位：万元`.
    #[must_use]
    pub fn is_table_unit(&self) -> bool {
        let BlockKind::Paragraph(inlines) = &self.kind else { return false };
        let head = head(inlines).trim_start_matches(['（', '(']);
        let head = head.strip_prefix("计量").unwrap_or(head);
        ["单位：", "单位:"].iter().any(|lead| head.starts_with(lead))
            && inline_characters(inlines) <= LONGEST_UNIT
    }

    /// Whether it is a note to the table before it: a paragraph that begins with `注：`, `备注：`, `说明：`,
    /// `数据来源：`, `资料来源：` or `来源：`.
    #[must_use]
    pub fn is_table_note(&self) -> bool {
        let BlockKind::Paragraph(inlines) = &self.kind else { return false };
        table_note_lead(inlines).is_some()
    }

    /// How many of the blocks that follow a table are its notes.
    #[must_use]
    pub fn table_notes(after: &[Self]) -> usize {
        after.iter().take_while(|block| block.is_table_note()).count()
    }
}

/// The words that make a paragraph the note of a table, `注：` or `数据来源：`; `None` where there are none.
#[must_use]
pub fn table_note_lead(inlines: &[Inline]) -> Option<&str> {
    let text = head(inlines);
    let (lead, _) = text.split_once(['：', ':'])?;
    let known = ["注", "备注", "附注", "说明", "数据来源", "资料来源", "来源"];
    let numbered = lead.strip_prefix('注').is_some_and(|rest| {
        rest.chars().count() <= 2 && rest.chars().all(|ch| ch.is_ascii_digit())
    });
    if !known.contains(&lead) && !numbered {
        return None;
    }
    let mark = text.get(lead.len()..)?.chars().next()?;
    text.get(..lead.len() + mark.len_utf8())
}

/// The text that inlines begin with, be it strong or not.
fn head(mut inlines: &[Inline]) -> &str {
    // Inlines nest at most sixteen deep.
    loop {
        match inlines.first().map(|inline| &inline.kind) {
            Some(InlineKind::Text(text)) => return text.trim_start(),
            Some(InlineKind::Strong(inner) | InlineKind::Emphasis(inner)) => inlines = inner,
            _ => return "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn paragraph(text: &str) -> Block {
        let span = Span::default();
        let text = Inline { kind: InlineKind::Text(text.to_owned()), span };
        let strong = Inline { kind: InlineKind::Strong(vec![text]), span };
        Block { kind: BlockKind::Paragraph(vec![strong]), span }
    }

    #[test]
    fn units_and_notes_are_told_from_other_paragraphs() {
        for unit in ["单位：万元", "（单位：亩、吨）", "计量单位：个", "单位: 万元"]
        {
            assert!(paragraph(unit).is_table_unit(), "{unit}");
        }
        for other in [
            "单位领导：李示例。",
            "各单位：",
            "单位：本表所列各单位均为示例县直属机关和乡镇，共二十三个。",
        ] {
            assert!(!paragraph(other).is_table_unit(), "{other}");
        }
        for note in
            ["注：含预收。", "注1：含预收。", "数据来源：区统计局。", "备注：无", "说明: 无"]
        {
            assert!(paragraph(note).is_table_note(), "{note}");
        }
        for other in ["注意：汛期将至。", "有关情况说明：如下", "来源于各乡镇：略", "注册：三户"]
        {
            assert!(!paragraph(other).is_table_note(), "{other}");
        }
        let blocks = ["注：甲", "来源：乙", "正文。", "注：丙"].map(paragraph);
        assert_eq!(Block::table_notes(&blocks), 2);
    }
}
