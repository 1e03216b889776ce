//! Fixes applied to a text.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Edit, Fix};

/// Which of the fixes of one file can be applied together: a fix is applied whole or not at all, and one that
/// reaches into one taken before is left out, as is one that does not fit the text. The same fix may stand there
/// twice; it is taken once.
#[must_use]
pub fn pick(text: &str, fixes: &[&Fix]) -> Vec<bool> {
    // The stretches taken, from the first byte of a fix to its last; they do not reach into each other.
    let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
    fixes
        .iter()
        .map(|fix| {
            let Some(reach) = reach(text, fix) else { return false };
            let (start, end) = (reach.start, reach.end);
            let before = taken.range(..(start, usize::MAX)).next_back();
            let after = taken.range((start, 0)..).next();
            let apart = |&(from, to): &(usize, usize)| to <= start || end <= from;
            // Two insertions at one place have no order: the set refuses the second.
            before.is_none_or(apart) && after.is_none_or(apart) && taken.insert((start, end))
        })
        .collect()
}

/// The text with the fixes that [`pick`] takes, and how many those are. All other bytes stay as they are.
#[must_use]
pub fn apply(text: &str, fixes: &[&Fix]) -> (String, usize) {
    let taken = pick(text, fixes);
    let chosen = || fixes.iter().zip(&taken).filter(|(_, taken)| **taken).map(|(fix, _)| fix);
    let mut edits: Vec<&Edit> = chosen().flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        let range = edit.span.range();
        out.push_str(text.get(done..range.start).unwrap_or_default());
        out.push_str(&edit.text);
        done = range.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    (out, chosen().count())
}

/// From the first byte of a fix to its last; `None` where it has no edits, its edits overlap or do not fit the
/// text, or nothing would change.
fn reach(text: &str, fix: &Fix) -> Option<Range<usize>> {
    let mut edits: Vec<&Edit> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let first = edits.first()?.span;
    let mut end = first.range().start;
    let mut changes = false;
    for edit in edits {
        let range = edit.span.range();
        if edit.span.file != first.file || range.start < end {
            return None;
        }
        changes |= text.get(range.clone())? != edit.text;
        end = range.end;
    }
    changes.then_some(first.range().start..end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::{FileId, Span};

    fn edit(from: usize, to: usize, text: &str) -> Edit {
        Edit { span: Span::new(FileId(0), from, to), text: text.to_owned() }
    }

    fn fix(edits: &[Edit]) -> Fix {
        Fix { safe: true, edits: edits.to_vec() }
    }

    fn applied(text: &str, fixes: &[Fix]) -> (String, usize) {
        apply(text, &fixes.iter().collect::<Vec<_>>())
    }

    #[test]
    fn a_fix_is_applied_whole_or_not_at_all() {
        let quotes = fix(&[edit(1, 1, "\""), edit(4, 4, "\"")]);
        let colon = fix(&[edit(0, 1, ": ")]);
        let inner = fix(&[edit(2, 3, "X")]);
        let both = [colon.clone(), quotes.clone(), inner.clone()];
        assert_eq!(applied("abcdef", &both), (": \"bcd\"ef".into(), 2));
        assert_eq!(applied("abcdef", &[inner, quotes.clone(), colon]), (": bXdef".into(), 2));
        assert_eq!(applied("abcdef", &[quotes.clone(), quotes]), ("a\"bcd\"ef".into(), 1));
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
        let far = fix(&[edit(2, 99, "")]);
        let inside = fix(&[edit(1, 2, "")]);
        let same = fix(&[edit(0, 3, "甲")]);
        let twice = fix(&[edit(0, 3, ""), edit(0, 6, "")]);
        assert_eq!(applied("甲乙", &[far, inside, same, twice, fix(&[])]), ("甲乙".into(), 0));
        let twice = [fix(&[edit(3, 3, "一")]), fix(&[edit(3, 3, "二")])];
        assert_eq!(applied("甲乙", &twice), ("甲一乙".into(), 1));
    }

    proptest! {
        #[test]
        fn taken_fixes_stand_apart_and_the_rest_stays_byte_for_byte(
            text in "[a甲，\r\n𠮷]{0,24}",
            all in prop::collection::vec(
                prop::collection::vec((0_usize..40, 0_usize..6, "[b乙]{0,2}"), 1..3), 0..8),
        ) {
            let fixes: Vec<Fix> = all
                .iter()
                .map(|edits| {
                    let edits = edits.iter().map(|(from, len, new)| edit(*from, from + len, new));
                    Fix { safe: true, edits: edits.collect() }
                })
                .collect();
            let list: Vec<&Fix> = fixes.iter().collect();
            let taken = pick(&text, &list);
            let mut edits: Vec<&Edit> = list
                .iter()
                .zip(&taken)
                .filter(|(_, taken)| **taken)
                .flat_map(|(fix, _)| &fix.edits)
                .collect();
            edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
            for pair in edits.windows(2) {
                prop_assert!(pair[0].span.end <= pair[1].span.start);
            }
            // Taken from the end, one by one, they give the same.
            let mut slow = text.clone();
            for edit in edits.iter().rev() {
                slow.replace_range(edit.span.range(), &edit.text);
            }
            let (fast, count) = apply(&text, &list);
            prop_assert_eq!(&fast, &slow);
            prop_assert_eq!(count, taken.iter().filter(|taken| **taken).count());
            prop_assert!(count > 0 || fast == text);
            // A first fix that fits is always taken.
            if let Some(first) = list.first() {
                prop_assert_eq!(taken[0], reach(&text, first).is_some());
            }
        }
    }
}
