//! Words taken for others (L011): `confusable.txt`.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::{Flaw, Near, entries};

const DATA: &str = include_str!("confusable.txt");

/// A wrong word and the right one.
#[derive(Debug)]
pub(crate) struct Pair {
    /// What stands.
    pub wrong: &'static str,
    /// What should stand.
    pub right: &'static str,
    /// Whether the wrong form is never a word, so that it can be mended unseen.
    pub certain: bool,
    /// 注: what tells the two apart.
    pub note: Option<&'static str>,
    /// 级: whether both forms are in use, and one is but preferred.
    pub mild: bool,
    near: Near<'static>,
    #[cfg_attr(not(test), allow(dead_code))]
    line: usize,
    /// The pairs of one entry share the conditions of the first: how far it lies behind.
    back: usize,
}

/// All pairs, and what finds them.
#[derive(Debug)]
pub(crate) struct Confusables {
    pairs: Vec<Pair>,
    finder: Option<AhoCorasick>,
}

/// Reads the data.
fn read(text: &'static str, flaws: &mut Vec<Flaw>) -> Confusables {
    let mut pairs: Vec<Pair> = Vec::with_capacity(400);
    for entry in entries(text, flaws) {
        let Some((wrong, right, certain)) = head(entry.head) else {
            flaws.push(Flaw::new(entry.line, "a head is `误 → 正` or `误 ⇒ 正`"));
            continue;
        };
        let mut near = Near::default();
        let mut note = None;
        let mut mild = false;
        for field in &entry.fields {
            match (near.take(field), field.name) {
                (Ok(true), _) | (Ok(false), "误" | "正") => {}
                (Ok(false), "注") => note = Some(field.value),
                (Ok(false), "级") if field.value == "提示" => mild = true,
                (Ok(false), name) => {
                    flaws.push(Flaw::new(field.line, format!("no such field: {name}")));
                }
                (Err(message), _) => flaws.push(Flaw::new(field.line, message)),
            }
        }
        let mut shared = Some(near);
        let words = || wrong.split(' ');
        if words().count() != right.split(' ').count() {
            flaws.push(Flaw::new(entry.line, "as many right words as wrong ones, please"));
        }
        for (back, (wrong, right)) in words().zip(right.split(' ')).enumerate() {
            if wrong.is_empty() || right.is_empty() || wrong == right {
                flaws.push(Flaw::new(entry.line, "an empty word, or the same on both sides"));
            }
            let near = shared.take().unwrap_or_default();
            pairs.push(Pair { wrong, right, certain, note, mild, near, line: entry.line, back });
        }
    }
    let finder = AhoCorasick::new(pairs.iter().map(|pair| pair.wrong)).ok();
    Confusables { pairs, finder }
}

fn head(head: &'static str) -> Option<(&'static str, &'static str, bool)> {
    let part =
        |arrow: &str, certain| head.split_once(arrow).map(|(wrong, right)| (wrong, right, certain));
    part(" ⇒ ", true).or_else(|| part(" → ", false))
}

impl Confusables {
    /// Every hit of a text in order, none within another.
    pub(crate) fn find(&self, text: &str) -> Vec<(&Pair, Range<usize>)> {
        let mut found: Vec<(&Pair, Range<usize>)> = Vec::new();
        let Some(finder) = &self.finder else { return found };
        for hit in finder.find_overlapping_iter(text) {
            let at = hit.pattern().as_usize();
            let range = hit.start()..hit.end();
            let Some(pair) = self.pairs.get(at) else { continue };
            let near = at.checked_sub(pair.back).and_then(|at| self.pairs.get(at));
            if near.is_some_and(|first| first.near.allows(text, &range)) {
                found.push((pair, range));
            }
        }
        if found.len() > 1 {
            found.sort_by_key(|(_, range)| (range.start, usize::MAX - range.end));
            let mut end = 0;
            found.retain(|(_, range)| {
                let free = range.start >= end;
                end = end.max(range.end);
                free
            });
        }
        found
    }
}

/// The pairs that come with the program, read when they are first asked for.
pub(crate) fn confusables() -> &'static Confusables {
    static ALL: LazyLock<Confusables> = LazyLock::new(|| read(DATA, &mut Vec::new()));
    &ALL
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::testing;
    use super::*;

    #[test]
    fn the_data_is_whole() {
        let mut flaws = Vec::new();
        let all = read(DATA, &mut flaws);
        let mut seen = BTreeSet::new();
        for pair in &all.pairs {
            for word in &pair.near.sound {
                if !all.pairs.iter().any(|one| one.line == pair.line && word.contains(one.wrong)) {
                    flaws.push(Flaw::new(pair.line, format!("{word} holds no wrong word")));
                }
            }
            let alone = pair.near.before.is_empty() && pair.near.after.is_empty();
            if !seen.insert((pair.wrong, pair.right)) {
                flaws.push(Flaw::new(pair.line, format!("{} stands twice", pair.wrong)));
            }
            if alone && all.pairs.iter().any(|other| other.right.contains(pair.wrong)) {
                flaws.push(Flaw::new(pair.line, format!("{} is right elsewhere", pair.wrong)));
            }
        }
        assert!(flaws.is_empty(), "{}", testing::shown(&flaws));
        assert!(all.pairs.len() >= 170, "{}", all.pairs.len());
    }

    #[test]
    fn every_pair_holds_its_tests() {
        let all = confusables();
        testing::run(
            DATA,
            |text| all.find(text).into_iter().map(|(pair, range)| (pair.line, range)).collect(),
            |line| {
                let own = all.pairs.iter().filter(|pair| pair.line == line);
                own.map(|pair| pair.wrong.to_owned()).collect()
            },
        );
    }

    /// No wrong word arises where two ordinary words of official prose meet.
    #[test]
    fn no_two_words_make_a_wrong_one() {
        let listed = include_str!("../../../assets/words/titles.txt");
        let lines = listed.lines().filter(|line| !line.starts_with(['#', '[']));
        let words: BTreeSet<&str> = lines.flat_map(str::split_whitespace).collect();
        let long: Vec<&str> = words.into_iter().filter(|word| word.chars().count() > 1).collect();
        let all = confusables();
        let mut wrong = String::new();
        for pair in &all.pairs {
            for (cut, _) in pair.wrong.char_indices().skip(1) {
                let (head, tail) = pair.wrong.split_at(cut);
                let ends: Vec<_> = long.iter().filter(|word| word.ends_with(head)).collect();
                let begins: Vec<_> = long.iter().filter(|word| word.starts_with(tail)).collect();
                for end in ends {
                    for begin in &begins {
                        let text = format!("{end}{begin}");
                        if text != pair.wrong && !all.find(&text).is_empty() {
                            wrong.push_str(&format!("{}: {text}\n", pair.wrong));
                        }
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong}");
    }

    #[test]
    fn broken_data_is_told_by_line() {
        let mut flaws = Vec::new();
        read("布署 > 部署\n既使 → 即使\n  后 ‹无›\n  名 值\n帐户 帐目 → 账户\n", &mut flaws);
        let lines: Vec<_> = flaws.iter().map(|flaw| flaw.line).collect();
        assert_eq!(lines, [1, 3, 4, 5]);
    }
}
