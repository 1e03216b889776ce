//! Near misses of formulations in a text: a character wrong, left out, doubled, two turned round, or a
//! mark left out.

use std::ops::Range;

use super::lexicon::{Gap, Lexicon, Phrase, Use, alike};
use crate::cjk::is_word;

/// A near miss.
#[derive(Debug)]
pub(super) struct Miss<'a> {
    /// The formulation.
    pub(super) phrase: &'a Phrase,
    /// Where the near miss stands.
    pub(super) range: Range<usize>,
    /// What is wrong with it, for people.
    pub(super) what: String,
    /// The text with that put right.
    pub(super) mended: String,
}

/// The characters of a text without its marks; its room is used for one text after another.
#[derive(Debug, Default)]
pub(super) struct Bare {
    text: String,
    chars: Vec<char>,
    /// Where each character stands in the bare text and in the text itself.
    bare: Vec<usize>,
    at: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slip {
    Wrong,
    Left,
    Doubled,
    Turned,
}

/// A slip at a character of the formulation and of the text.
#[derive(Debug, Clone, Copy)]
struct Edit {
    slip: Slip,
    phrase: usize,
    text: usize,
}

/// A formulation found: its characters in the text, and what is wrong with them.
struct Found {
    phrase: usize,
    range: Range<usize>,
    edits: Vec<Edit>,
    known: bool,
}

impl Bare {
    fn read(&mut self, text: &str) {
        self.text.clear();
        self.chars.clear();
        self.bare.clear();
        self.at.clear();
        for (at, ch) in text.char_indices() {
            if is_word(ch) || ch == '\u{fffc}' {
                self.chars.push(ch);
                self.bare.push(self.text.len());
                self.at.push(at);
                self.text.push(ch);
            }
        }
    }

    /// Where a character begins in the text.
    fn start(&self, at: usize) -> Option<usize> {
        self.at.get(at).copied()
    }

    /// Where a character ends in the text.
    fn end(&self, at: usize) -> Option<usize> {
        Some(self.start(at)? + self.chars.get(at)?.len_utf8())
    }

    /// The marks before a character; none where it is the first.
    fn gap<'t>(&self, text: &'t str, at: usize) -> &'t str {
        let range = at.checked_sub(1).and_then(|before| Some(self.end(before)?..self.start(at)?));
        range.and_then(|range| text.get(range)).unwrap_or_default()
    }
}

/// The near misses in a text. Marks left out count only where `marks` says so.
pub(super) fn misses<'a>(
    lexicon: &'a Lexicon,
    text: &str,
    marks: bool,
    bare: &mut Bare,
) -> Vec<Miss<'a>> {
    bare.read(text);
    let mut sound: Vec<Range<usize>> = Vec::new();
    let mut found: Vec<Found> = Vec::new();
    lexicon.each(&bare.text, |from, to, what| {
        let (Ok(start), end) =
            (bare.bare.binary_search(&from), bare.bare.partition_point(|&at| at < to))
        else {
            return;
        };
        match what {
            Use::Sound => sound.push(start..end),
            Use::Miss { phrase } => {
                found.push(Found { phrase, range: start..end, edits: Vec::new(), known: true });
            }
            Use::Seed { phrase: index, from, to } => {
                let Some(phrase) = lexicon.phrases.get(index) else { return };
                if let Some((range, edits)) = align(phrase, from..to, &bare.chars, start..end)
                    && (edits.is_empty() || credible(phrase, &edits, &range, text, bare))
                {
                    found.push(Found { phrase: index, range, edits, known: false });
                }
            }
        }
    });
    let whole = found.iter().filter(|one| one.edits.is_empty() && !one.known);
    sound.extend(whole.map(|one| one.range.clone()));
    sound.sort_unstable_by_key(|range| range.start);
    found.retain(|one| one.edits.is_empty() || !excused(one, &sound));
    // The longest formulation at a place speaks for all.
    found.sort_by_key(|one| (one.range.start, std::cmp::Reverse(one.range.end), one.edits.len()));
    let mut out: Vec<Miss<'a>> = Vec::new();
    let mut reach = 0;
    for one in &found {
        let Some(phrase) = lexicon.phrases.get(one.phrase) else { continue };
        if one.range.start < reach {
            continue;
        }
        let miss = if one.known {
            known(phrase, one, text, bare)
        } else if one.edits.is_empty() {
            if marks { unmarked(phrase, one, text, bare) } else { None }
        } else {
            slipped(phrase, one, text, bare)
        };
        if let Some(miss) = miss {
            reach = one.range.end;
            out.push(miss);
        }
    }
    out
}

/// Lays a formulation along a text, given a stretch of it that stands there.
fn align(
    phrase: &Phrase,
    seed: Range<usize>,
    text: &[char],
    place: Range<usize>,
) -> Option<(Range<usize>, Vec<Edit>)> {
    let left = Side {
        phrase: phrase.chars.get(..seed.start)?,
        text: text.get(..place.start)?,
        edge: *text.get(place.start)?,
        back: true,
        short: phrase.chars.len() <= 4,
    };
    let right = Side {
        phrase: phrase.chars.get(seed.end..)?,
        text: text.get(place.end..)?,
        edge: *text.get(place.end.checked_sub(1)?)?,
        back: false,
        short: left.short,
    };
    let mut edits = Vec::new();
    let mut budget = phrase.budget();
    let before = left.walk(0, 0, budget, &mut edits)?;
    budget = budget.checked_sub(edits.len())?;
    for edit in &mut edits {
        // Counted from the seed; a pair turned round is named by its first character.
        let pair = usize::from(edit.slip == Slip::Turned);
        edit.phrase = seed.start.checked_sub(edit.phrase + 1 + pair)?;
        let next = usize::from(edit.slip != Slip::Left);
        edit.text = place.start.checked_sub(edit.text + next + pair)?;
    }
    let counted = edits.len();
    let after = right.walk(0, 0, budget, &mut edits)?;
    for edit in edits.iter_mut().skip(counted) {
        edit.phrase += seed.end;
        edit.text += place.end;
    }
    edits.sort_by_key(|edit| edit.phrase);
    Some((place.start - before..place.end + after, edits))
}

/// What of a formulation and of a text lies on one side of a seed.
struct Side<'a> {
    phrase: &'a [char],
    text: &'a [char],
    /// The outermost character of the seed on this side.
    edge: char,
    back: bool,
    short: bool,
}

impl Side<'_> {
    fn get(&self, chars: &[char], at: usize) -> Option<char> {
        let at = if self.back { chars.len().checked_sub(at + 1)? } else { at };
        chars.get(at).copied()
    }

    /// How many characters of the text the formulation takes from here on; slips are put into `edits`.
    fn walk(
        &self,
        mut i: usize,
        mut j: usize,
        budget: usize,
        edits: &mut Vec<Edit>,
    ) -> Option<usize> {
        let (wanted, written) = loop {
            let Some(wanted) = self.get(self.phrase, i) else { return Some(j) };
            let written = self.get(self.text, j);
            if written != Some(wanted) {
                break (wanted, written);
            }
            (i, j) = (i + 1, j + 1);
        };
        let budget = budget.checked_sub(1)?;
        let mut attempt = |slip, next: (usize, usize)| {
            let kept = edits.len();
            edits.push(Edit { slip, phrase: i, text: j });
            let end = self.walk(next.0, next.1, budget, edits);
            if end.is_none() {
                edits.truncate(kept);
            }
            end
        };
        if let Some(written) = written {
            let turned = self.get(self.phrase, i + 1) == Some(written)
                && self.get(self.text, j + 1) == Some(wanted);
            if turned && let Some(end) = attempt(Slip::Turned, (i + 2, j + 2)) {
                return Some(end);
            }
            if alike(wanted, written)
                && let Some(end) = attempt(Slip::Wrong, (i + 1, j + 1))
            {
                return Some(end);
            }
            let previous = j.checked_sub(1).map_or(Some(self.edge), |at| self.get(self.text, at));
            if previous == Some(written)
                && let Some(end) = attempt(Slip::Doubled, (i, j + 1))
            {
                return Some(end);
            }
        }
        // Small words come and go in sound prose.
        if self.short || "的地得了着之和与同及也都就而要让把将".contains(wanted) {
            return None;
        }
        attempt(Slip::Left, (i + 1, j))
    }
}

/// What may stand right before and after a formulation within a clause.
const BEFORE: &str = "持的以为把按向了和与实彻行强到循立是对在现明进贯在做";
const AFTER: &str = "的要等工是为和与理主精原方战作活专制教目体重之";

/// Whether slips are such as happen, not another wording.
fn credible(
    phrase: &Phrase,
    edits: &[Edit],
    range: &Range<usize>,
    text: &str,
    bare: &Bare,
) -> bool {
    let length = phrase.chars.len();
    let near = edits.windows(2).any(|pair| match pair {
        [one, other] => other.phrase - one.phrase < 3,
        _ => false,
    });
    if near {
        return false;
    }
    // Cut off from the word before it, or behind a word that often stands there.
    let open = |at: usize, words: &str, neighbour: Option<usize>| {
        let next = neighbour.and_then(|at| bare.chars.get(at));
        next.is_none_or(|&ch| words.contains(ch)) || !bare.gap(text, at).is_empty()
    };
    let opens = || open(range.start, BEFORE, range.start.checked_sub(1));
    let closes = || open(range.end, AFTER, Some(range.end));
    for edit in edits {
        let last = edit.phrase + usize::from(edit.slip == Slip::Turned) + 1 == length;
        let strict = match edit.slip {
            Slip::Left => true,
            Slip::Wrong => length < 8,
            Slip::Turned => length <= 5,
            Slip::Doubled => false,
        };
        if strict && (edit.phrase == 0 && !opens() || last && !closes()) {
            return false;
        }
        if edit.slip == Slip::Doubled && last {
            return false;
        }
    }
    // Marks only where the formulation has some.
    let spread = edits.len();
    (range.start + 1..range.end).all(|at| {
        let gap = bare.gap(text, at);
        let place = at - range.start;
        gap.is_empty()
            || (gap.chars().all(|ch| "、，；,;“”‘’\"' ".contains(ch))
                && phrase
                    .before
                    .iter()
                    .skip(place.saturating_sub(spread))
                    .take(place.min(spread) + spread + 1)
                    .any(|&gap| gap != Gap::None))
    })
}

/// Whether every slip lies within a sound variant or another formulation that stands there whole.
fn excused(found: &Found, sound: &[Range<usize>]) -> bool {
    let Range { start, end } = found.range;
    let after = sound.partition_point(|range| range.start <= end);
    found.edits.iter().any(|edit| {
        let (from, to) = match edit.slip {
            Slip::Left => (edit.text.saturating_sub(1).max(start), (edit.text + 1).min(end)),
            Slip::Turned => (edit.text, edit.text + 2),
            Slip::Wrong | Slip::Doubled => (edit.text, edit.text + 1),
        };
        sound.iter().take(after).rev().take(64).any(|range| range.start <= from && to <= range.end)
    })
}

fn outer(range: &Range<usize>, bare: &Bare) -> Option<Range<usize>> {
    Some(bare.start(range.start)?..bare.end(range.end.checked_sub(1)?)?)
}

/// Whether a title in `《》` is open at a place.
fn in_title(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| {
        before.chars().rev().take(60).find(|ch| matches!(ch, '《' | '》')) == Some('《')
    })
}

fn known<'a>(phrase: &'a Phrase, found: &Found, text: &str, bare: &Bare) -> Option<Miss<'a>> {
    let range = outer(&found.range, bare)?;
    let inner = text.get(range.clone())?;
    if inner.contains(['。', '！', '？', '\n']) {
        return None;
    }
    Some(Miss { phrase, range, what: String::new(), mended: phrase.text.clone() })
}

/// A formulation whose characters are right and whose marks are missing.
fn unmarked<'a>(phrase: &'a Phrase, found: &Found, text: &str, bare: &Bare) -> Option<Miss<'a>> {
    if phrase.free {
        return None;
    }
    let range = outer(&found.range, bare)?;
    let quoted = ['“', '”', '‘', '’', '"', '\''];
    let around = (bare.gap(text, found.range.start), bare.gap(text, found.range.end));
    let before = text.get(..range.start)?.ends_with(quoted);
    let inner = text.get(range.clone())?;
    let quotes = phrase.quoted
        && !before
        && !inner.contains(quoted)
        && !around.0.contains(quoted)
        && !around.1.contains(quoted);
    let mut marks = 0;
    for (place, gap) in phrase.before.iter().enumerate().skip(1) {
        if matches!(gap, Gap::Mark(_)) && bare.gap(text, found.range.start + place).is_empty() {
            marks += 1;
        }
    }
    if (marks == 0 && !quotes) || in_title(text, range.start) {
        return None;
    }
    let what = match (marks > 0, quotes) {
        (true, true) => "少了标点和引号",
        (true, false) => "少了标点",
        _ => "少了引号",
    };
    let mut mended = String::new();
    if quotes {
        mended.clone_from(&phrase.text);
    } else {
        for place in 0..phrase.chars.len() {
            let at = found.range.start + place;
            let gap = if place == 0 { "" } else { bare.gap(text, at) };
            match phrase.before.get(place) {
                Some(Gap::Mark(mark)) if gap.is_empty() => mended.push(*mark),
                _ => mended.push_str(gap),
            }
            mended.push(*bare.chars.get(at)?);
        }
    }
    Some(Miss { phrase, range, what: what.to_owned(), mended })
}

fn slipped<'a>(phrase: &'a Phrase, found: &Found, text: &str, bare: &Bare) -> Option<Miss<'a>> {
    let range = outer(&found.range, bare)?;
    let mut what = Vec::with_capacity(found.edits.len());
    let mut mended = String::with_capacity(phrase.text.len());
    let mut edits = found.edits.iter().peekable();
    let mut at = found.range.start;
    loop {
        let edit = edits.next_if(|edit| edit.text <= at);
        if at >= found.range.end && edit.is_none() {
            break;
        }
        let gap =
            if at == found.range.start || at >= found.range.end { "" } else { bare.gap(text, at) };
        let written = bare.chars.get(at).copied().filter(|_| at < found.range.end);
        let Some(edit) = edit else {
            mended.push_str(gap);
            mended.extend(written);
            at += 1;
            continue;
        };
        let wanted = *phrase.chars.get(edit.phrase)?;
        match edit.slip {
            Slip::Wrong => {
                let written = written?;
                what.push(format!("“{written}”应当是“{wanted}”"));
                mended.push_str(gap);
                mended.push(wanted);
                at += 1;
            }
            Slip::Doubled => {
                what.push(format!("多了一个“{}”字", written?));
                mended.push_str(gap);
                at += 1;
            }
            Slip::Turned => {
                let next = *phrase.chars.get(edit.phrase + 1)?;
                what.push(format!("“{wanted}{next}”颠倒了"));
                mended.push_str(gap);
                mended.push(wanted);
                mended.push_str(bare.gap(text, at + 1));
                mended.push(next);
                at += 2;
            }
            Slip::Left => {
                what.push(format!("少了“{wanted}”字"));
                let first =
                    matches!(phrase.before.get(edit.phrase + 1), Some(gap) if *gap != Gap::None);
                if first {
                    mended.push(wanted);
                }
                mended.push_str(gap);
                if !first {
                    mended.push(wanted);
                }
                if let Some(written) = written {
                    mended.push(written);
                }
                at += 1;
            }
        }
    }
    Some(Miss { phrase, range, what: what.join("，"), mended })
}
