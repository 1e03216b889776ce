//! The formulations, ready to be looked for.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::cjk::is_word;

/// A fixed formulation.
#[derive(Debug)]
pub(super) struct Phrase {
    /// As it is written.
    pub(super) text: String,
    /// Its characters without marks.
    pub(super) chars: Vec<char>,
    /// For each character, what stands before it.
    pub(super) before: Vec<Gap>,
    /// Whether it holds quotation marks.
    pub(super) quoted: bool,
    /// Whether its marks may be left out.
    pub(super) free: bool,
}

/// What stands before a character of a formulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    None,
    /// A quotation mark only.
    Quote,
    /// A mark that parts.
    Mark(char),
}

/// What a literal stands for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Use {
    /// A stretch of a formulation, from one character to another.
    Seed { phrase: usize, from: usize, to: usize },
    /// A sound variant.
    Sound,
    /// A known miss of a formulation.
    Miss { phrase: usize },
}

/// Formulations and the literals by which they are found.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    pub(super) phrases: Vec<Phrase>,
    literals: Vec<String>,
    uses: Vec<Vec<Use>>,
    automaton: Option<AhoCorasick>,
}

static BUILT_IN: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::of(include_str!("../../../lexicon/set_phrases.txt").lines()));

impl Lexicon {
    /// That of the program.
    pub(super) fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Reads lines of `formulation | sound variant ! known miss`.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut lexicon = Self::default();
        let mut known: HashMap<String, usize> = HashMap::new();
        for line in lines.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (first, rest) = line.split_at(line.find(['|', '!']).unwrap_or(line.len()));
            let mut phrase = Phrase::of(first.trim());
            // A formulation of three characters has too many neighbours.
            if phrase.chars.len() < 4 {
                continue;
            }
            let index = lexicon.phrases.len();
            let mut add = |literal: &[char], what: Use| {
                let literal: String = literal.iter().collect();
                let next = known.len();
                let at = *known.entry(literal.clone()).or_insert(next);
                if at == lexicon.literals.len() {
                    lexicon.literals.push(literal);
                    lexicon.uses.push(Vec::new());
                }
                if let Some(uses) = lexicon.uses.get_mut(at) {
                    uses.push(what);
                }
            };
            let mut rest = rest;
            while let Some(mark) = rest.chars().next() {
                let inside = rest.get(1..).unwrap_or_default();
                let end = inside.find(['|', '!']).unwrap_or(inside.len());
                let other = Phrase::of(inside.get(..end).unwrap_or_default().trim());
                if other.chars == phrase.chars {
                    phrase.free = true;
                } else {
                    add(
                        &other.chars,
                        if mark == '|' { Use::Sound } else { Use::Miss { phrase: index } },
                    );
                }
                rest = inside.get(end..).unwrap_or_default();
            }
            for (from, to) in seeds(phrase.chars.len()) {
                if let Some(literal) = phrase.chars.get(from..to) {
                    add(literal, Use::Seed { phrase: index, from, to });
                }
            }
            // Its halves are both broken where its middle is turned round.
            if let [a, b, c, d] = phrase.chars[..] {
                add(&[a, c, b, d], Use::Miss { phrase: index });
            }
            lexicon.phrases.push(phrase);
        }
        lexicon.automaton = AhoCorasick::new(&lexicon.literals).ok();
        lexicon
    }

    /// Calls `visit` with every literal in a text: where it begins and ends, and what it stands for.
    pub(super) fn each(&self, text: &str, mut visit: impl FnMut(usize, usize, Use)) {
        let Some(automaton) = &self.automaton else { return };
        for found in automaton.find_overlapping_iter(text) {
            for &what in self.uses.get(found.pattern().as_usize()).into_iter().flatten() {
                visit(found.start(), found.end(), what);
            }
        }
    }
}

impl Phrase {
    fn of(text: &str) -> Self {
        let mut phrase = Self {
            text: text.to_owned(),
            chars: Vec::new(),
            before: Vec::new(),
            quoted: text.contains('“'),
            free: false,
        };
        let mut gap = Gap::None;
        for ch in text.chars() {
            if is_word(ch) {
                phrase.chars.push(ch);
                phrase.before.push(std::mem::replace(&mut gap, Gap::None));
            } else if matches!(ch, '“' | '”') {
                gap = if gap == Gap::None { Gap::Quote } else { gap };
            } else {
                gap = Gap::Mark(ch);
            }
        }
        phrase
    }

    /// The formulation within quotation marks.
    pub(super) fn shown(&self) -> String {
        self.text.replace('“', "‘").replace('”', "’")
    }

    /// How many slips a near miss may have.
    pub(super) fn budget(&self) -> usize {
        if self.chars.len() >= 14 { 2 } else { 1 }
    }
}

/// Stretches of a formulation of which one at least stands whole in every near miss.
fn seeds(length: usize) -> Vec<(usize, usize)> {
    let size = match length {
        0..=4 => 2,
        _ => ((length - 1) / 2).min(4),
    };
    let mut seeds = vec![(0, size), (length - size, length)];
    if length >= 14 {
        let from = (length - size) / 2;
        seeds.push((from, from + size));
    }
    seeds
}

/// The groups of characters that are put for one another, sorted by character.
static ALIKE: LazyLock<Vec<(char, u16)>> = LazyLock::new(|| {
    let lines = include_str!("../../../lexicon/alike.txt").lines();
    let groups = lines.filter(|line| !line.starts_with('#')).zip(0..);
    let mut all: Vec<_> =
        groups.flat_map(|(line, group)| line.chars().map(move |ch| (ch, group))).collect();
    all.sort_unstable();
    all
});

/// Whether two characters are easily put for one another.
pub(super) fn alike(one: char, other: char) -> bool {
    let groups = |ch: char| {
        let from = ALIKE.partition_point(|&(known, _)| known < ch);
        ALIKE.iter().skip(from).take_while(move |&&(known, _)| known == ch).map(|&(_, group)| group)
    };
    groups(one).any(|group| groups(other).any(|known| known == group))
}

/// A character that one like it is put for; `None` where none is known.
#[cfg(test)]
pub(super) fn lookalike(ch: char) -> Option<char> {
    let (_, group) = *ALIKE.iter().find(|&&(known, _)| known == ch)?;
    ALIKE.iter().find(|&&(known, of)| of == group && known != ch).map(|&(known, _)| known)
}
