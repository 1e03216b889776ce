//! Sentences of a passage.

use std::ops::Range;

/// The sentences of a text as ranges of bytes: each ends after `。`, `！`, `？`, the marks that close behind them
/// (`”`, `’`, `）`, `》`), or before a line end. Blanks at the edges are left out; empty ones do not count.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let stop = |ch| matches!(ch, '。' | '！' | '？');
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
            let mut end = rest.len();
            let mut next = rest.len();
            let mut stopped = false;
            for (offset, ch) in rest.char_indices() {
                let closing = matches!(ch, '”' | '’' | '）' | '》');
                if stopped && !stop(ch) && !closing {
                    (end, next) = (offset, offset);
                    break;
                }
                if ch == '\n' {
                    (end, next) = (offset, offset + 1);
                    break;
                }
                stopped |= stop(ch);
            }
            let start = at;
            at += next;
            let piece = rest.get(..end).unwrap_or_default();
            let lead = piece.len() - piece.trim_start().len();
            let kept = piece.trim();
            if !kept.is_empty() {
                return Some(start + lead..start + lead + kept.len());
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_behind_their_marks() {
        let text = "他说：“好！”办成了。 第二句？！第三句\n第四句";
        let found: Vec<_> = sentences(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["他说：“好！”", "办成了。", "第二句？！", "第三句", "第四句"]);
        assert_eq!(sentences(" \n").count(), 0);
    }
}
