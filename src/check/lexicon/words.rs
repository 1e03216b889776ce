//! Ordinary words of official prose, of two characters and more.

use std::collections::HashSet;
use std::sync::LazyLock;

static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let listed = include_str!("../../../assets/words/titles.txt");
    let lines = listed.lines().filter(|line| !line.starts_with(['#', '[']));
    let words = lines.flat_map(str::split_whitespace);
    words.filter(|word| word.chars().nth(1).is_some()).collect()
});

/// The longest word that is looked for, in characters.
const LONGEST: usize = 4;

/// Whether a stretch is a word.
pub(crate) fn is_word(text: &str) -> bool {
    WORDS.contains(text)
}

/// Whether what stands before and behind a cut is rather the two parts of one word (`工` and `作`) than the end
/// of one and the beginning of another (`责任` and `务实`).
pub(crate) fn cut_in_two(before: &str, behind: &str) -> bool {
    let heads = || before.char_indices().rev().take(LONGEST).filter_map(|(at, _)| before.get(at..));
    let tails = || {
        let ends = behind.char_indices().map(|(at, ch)| at + ch.len_utf8()).take(LONGEST);
        ends.filter_map(|end| behind.get(..end))
    };
    // Where a word ends at the cut, the rest must read as words only without it.
    let whole = heads().any(is_word);
    heads().any(|head| {
        tails().any(|tail| {
            let rest = behind.get(tail.len()..).unwrap_or_default();
            head.chars().count() + tail.chars().count() <= LONGEST
                && is_word(&format!("{head}{tail}"))
                && (!whole || (!tails().any(is_word) && (rest.is_empty() || begins(rest))))
        })
    })
}

/// Whether a stretch begins with a word.
fn begins(text: &str) -> bool {
    let ends = text.char_indices().map(|(at, ch)| at + ch.len_utf8()).take(LONGEST);
    ends.filter_map(|end| text.get(..end)).any(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut() {
        for (before, behind) in [
            ("今年的工", "作千头万绪"),
            ("优化服", "务招商"),
            ("高质", "量发展"),
            ("组织部", "门负责"),
        ] {
            assert!(cut_in_two(before, behind), "{before} {behind}");
        }
        for (before, behind) in
            [("主体责任", "务实担当"), ("不忘初心", "牢记使命"), ("", ""), ("甲", "乙")]
        {
            assert!(!cut_in_two(before, behind), "{before} {behind}");
        }
    }
}
