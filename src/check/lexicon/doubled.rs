//! Words typed twice (L008): `doubled.txt`, and phrases of three to six characters.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::{Flaw, covers, entries};
use crate::check::marks::enclosed;
use crate::cjk::is_han;

const DATA: &str = include_str!("doubled.txt");
/// The longest phrase that is looked for.
const LONGEST: usize = 6;
/// What a phrase begins with that may well be said twice: `一件事一件事`.
const COUNTING: &str = "一二三四五六七八九十百千万两几半每逐某第好多很";
/// What makes the second half the name of something: `乡村振兴乡村振兴局`.
const NAMING: [&str; 12] =
    ["局", "部", "厅", "委", "办", "处", "科", "会", "法", "条例", "中心", "战略"];

/// A doubled character or word as it must not stand, and where it may.
#[derive(Debug)]
struct Item {
    text: String,
    /// Where in it the doubled word stands.
    twice: Range<usize>,
    entry: usize,
}

/// The sound words of an entry.
#[derive(Debug)]
struct Sound {
    words: Vec<&'static str>,
    #[cfg_attr(not(test), allow(dead_code))]
    line: usize,
}

/// All of the data, and what finds it.
#[derive(Debug)]
pub(crate) struct Doubles {
    items: Vec<Item>,
    entries: Vec<Sound>,
    /// The entry on long phrases.
    long: Option<usize>,
    finder: Option<AhoCorasick>,
}

fn read(text: &'static str, flaws: &mut Vec<Flaw>) -> Doubles {
    let mut all = Doubles { items: Vec::new(), entries: Vec::new(), long: None, finder: None };
    for entry in entries(text, flaws) {
        let at = all.entries.len();
        let mut sound = Sound { words: Vec::new(), line: entry.line };
        for field in &entry.fields {
            match field.name {
                "误" | "正" => {}
                "除" => sound.words.extend(field.words()),
                name => flaws.push(Flaw::new(field.line, format!("no such field: {name}"))),
            }
        }
        all.entries.push(sound);
        let mut chars = entry.head.chars();
        let (first, second, third) = (chars.next(), chars.next(), chars.next());
        if entry.head == "‹长›" {
            all.long = Some(at);
        } else if third.is_none() && first == second {
            let text = entry.head.to_owned();
            all.items.push(Item { twice: 0..text.len(), text, entry: at });
        } else {
            for word in entry.head.split(' ') {
                let chars: Vec<char> = word.chars().collect();
                let item = match chars[..] {
                    [_, _] => Item { text: word.repeat(2), twice: 0..2 * word.len(), entry: at },
                    [one, two, _] if one == two => {
                        Item { text: word.to_owned(), twice: 0..2 * one.len_utf8(), entry: at }
                    }
                    [one, two, three] if two == three => {
                        let twice = one.len_utf8()..word.len();
                        Item { text: word.to_owned(), twice, entry: at }
                    }
                    _ => {
                        flaws.push(Flaw::new(entry.line, format!("no doubled word: {word}")));
                        continue;
                    }
                };
                all.items.push(item);
            }
        }
    }
    all.finder = AhoCorasick::new(all.items.iter().map(|item| &item.text)).ok();
    all
}

impl Doubles {
    /// Every doubled word of a text in order: the whole, and how many bytes of it are too many.
    pub(crate) fn find(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let hits = self.hits(text).into_iter();
        hits.map(|(_, _, twice)| (twice.clone(), twice.len() / 2)).collect()
    }

    /// The same with the entry of each, and the whole of what it names.
    fn hits(&self, text: &str) -> Vec<(usize, Range<usize>, Range<usize>)> {
        let mut found: Vec<(usize, Range<usize>, Range<usize>)> = Vec::new();
        if let Some(finder) = &self.finder {
            let mut free = 0;
            for hit in finder.find_overlapping_iter(text) {
                let Some(item) = self.items.get(hit.pattern().as_usize()) else { continue };
                let range = hit.range();
                if range.start >= free
                    && self.sound(item.entry, text, &range)
                    && !exclaimed(text, &range)
                {
                    free = range.end;
                    let twice = range.start + item.twice.start..range.start + item.twice.end;
                    found.push((item.entry, range, twice));
                }
            }
        }
        if let Some(long) = self.long {
            phrases(text, &mut |range, half| {
                let kept = self.entries.get(long).is_some_and(|entry| {
                    let phrase = text.get(range.start..range.start + half).unwrap_or_default();
                    !entry.words.contains(&phrase)
                });
                if kept {
                    found.push((long, range.clone(), range));
                }
            });
        }
        if found.len() > 1 {
            found.sort_by_key(|(_, range, _)| (range.start, usize::MAX - range.end));
            let mut end = 0;
            found.retain(|(_, range, _)| {
                let free = range.start >= end;
                end = end.max(range.end);
                free
            });
        }
        found
    }

    /// Whether no sound word of an entry holds the hit.
    fn sound(&self, entry: usize, text: &str, range: &Range<usize>) -> bool {
        let entry = self.entries.get(entry);
        entry.is_some_and(|entry| !entry.words.iter().any(|word| covers(text, range, word)))
    }
}

/// `“要要要，都要！”`: a character thrice or more in what someone says.
fn exclaimed(text: &str, range: &Range<usize>) -> bool {
    let hit = text.get(range.clone()).unwrap_or_default();
    let mut chars = hit.chars();
    let (Some(one), Some(two), None) = (chars.next(), chars.next(), chars.next()) else {
        return false;
    };
    let more = text.get(range.end..).is_some_and(|rest| rest.starts_with(one))
        || text.get(..range.start).is_some_and(|head| head.ends_with(one));
    one == two && more && enclosed(text, range.start)
}

/// Phrases of three to six Chinese characters that stand twice side by side, in one pass.
fn phrases(text: &str, emit: &mut dyn FnMut(Range<usize>, usize)) {
    // The last characters, newest first, and for each distance how long they have agreed with those before.
    let mut last = ['\0'; LONGEST];
    let mut runs = [0_usize; LONGEST];
    let mut free = 0;
    for (at, ch) in text.char_indices() {
        let han = is_han(ch);
        for (distance, (run, other)) in runs.iter_mut().zip(last).enumerate() {
            *run = if han && ch == other { *run + 1 } else { 0 };
            let size = distance + 1;
            if size < 3 || *run < size {
                continue;
            }
            let end = at + ch.len_utf8();
            let Some(before) = text.get(..end) else { continue };
            let half: usize = before.chars().rev().take(size).map(char::len_utf8).sum();
            let start = before.chars().rev().take(2 * size).map(char::len_utf8).sum::<usize>();
            let start = end - start.min(end);
            if start >= free && is_slip(text, start..end, half) {
                free = end;
                emit(start..end, half);
            }
        }
        last.rotate_right(1);
        if let Some(first) = last.first_mut() {
            *first = ch;
        }
    }
}

/// Whether a phrase that stands twice is likely a slip.
fn is_slip(text: &str, range: Range<usize>, half: usize) -> bool {
    let phrase = text.get(range.start..range.start + half).unwrap_or_default();
    let mut chars = phrase.chars();
    let Some(first) = chars.next() else { return false };
    if COUNTING.contains(first) || chars.all(|ch| ch == first) {
        return false;
    }
    // Doubled verbs within: 学习学习学习学习, 研究研究.
    let count = phrase.chars().count();
    if count % 2 == 0 && phrase.chars().take(count / 2).eq(phrase.chars().skip(count / 2)) {
        return false;
    }
    let after = text.get(range.end..).unwrap_or_default();
    !NAMING.iter().any(|word| after.starts_with(word))
}

/// The data that comes with the program, read when it is first asked for.
pub(crate) fn doubles() -> &'static Doubles {
    static ALL: LazyLock<Doubles> = LazyLock::new(|| read(DATA, &mut Vec::new()));
    &ALL
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    #[test]
    fn the_data_is_whole() {
        let mut flaws = Vec::new();
        let all = read(DATA, &mut flaws);
        for (at, entry) in all.entries.iter().enumerate() {
            let own = || all.items.iter().filter(|item| item.entry == at);
            for word in &entry.words {
                if Some(at) != all.long && !own().any(|item| word.contains(&item.text)) {
                    flaws.push(Flaw::new(entry.line, format!("{word} holds no doubled word")));
                }
            }
        }
        assert!(flaws.is_empty(), "{}", testing::shown(&flaws));
    }

    #[test]
    fn every_entry_holds_its_tests() {
        let all = doubles();
        let line = |entry: usize| all.entries[entry].line;
        testing::run(
            DATA,
            |text| all.hits(text).into_iter().map(|(at, range, _)| (line(at), range)).collect(),
            |wanted| {
                let own = all.items.iter().filter(|item| line(item.entry) == wanted);
                own.map(|item| item.text.clone()).collect()
            },
        );
    }

    #[test]
    fn the_whole_is_found() {
        for (text, expected) in [
            ("压实责任责任", vec![]),
            ("明显的的成效", vec!["的的"]),
            ("不断提提升水平", vec!["提提"]),
            ("全面落实实责任", vec!["实实"]),
            ("明显的的的成效", vec!["的的"]),
            ("进一步进一步压实", vec!["进一步进一步"]),
            ("甲市委市政府市委市政府乙", vec!["市委市政府市委市政府"]),
            ("一件事一件事办", vec![]),
            ("“要要要，是是是，都要！”", vec![]),
            ("学习学习学习学习", vec![]),
            ("二〇二三二〇二三", vec![]),
        ] {
            let found: Vec<_> =
                doubles().find(text).into_iter().map(|(range, _)| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn floods_are_read_in_one_pass() {
        for flood in ["的", "推进", "进一步", "一个", "甲乙丙丁戊己", "a"] {
            let _ = doubles().find(&flood.repeat(20_000));
        }
    }
}
