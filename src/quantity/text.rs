//! A text as characters with their bytes, so that one may look back as well as ahead.

use std::ops::Range;

/// What stands beyond either end of a text.
pub(super) const NONE: char = '\0';

/// A text by characters.
pub(super) struct Chars {
    chars: Vec<char>,
    bytes: Vec<u32>,
    end: usize,
}

impl Chars {
    /// Takes a text apart.
    pub(super) fn of(text: &str) -> Self {
        let mut chars = Vec::with_capacity(text.len() / 2 + 1);
        let mut bytes = Vec::with_capacity(text.len() / 2 + 1);
        for (at, ch) in text.char_indices() {
            chars.push(ch);
            bytes.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        Self { chars, bytes, end: text.len() }
    }

    /// How many characters there are.
    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The character at a place, [`NONE`] beyond the end.
    pub(super) fn at(&self, at: usize) -> char {
        self.chars.get(at).copied().unwrap_or(NONE)
    }

    /// The character before a place, [`NONE`] before the start.
    pub(super) fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or(NONE, |at| self.at(at))
    }

    /// The byte of a character.
    pub(super) fn byte(&self, at: usize) -> usize {
        self.bytes.get(at).map_or(self.end, |&byte| byte as usize)
    }

    /// The bytes of a range of characters.
    pub(super) fn range(&self, from: usize, to: usize) -> Range<usize> {
        self.byte(from)..self.byte(to.max(from))
    }

    /// Whether a word begins at a place.
    pub(super) fn starts(&self, at: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(offset, ch)| self.at(at + offset) == ch)
    }

    /// Where a word begins that ends right before a place.
    pub(super) fn ends(&self, at: usize, word: &str) -> Option<usize> {
        let mut from = at;
        for ch in word.chars().rev() {
            if self.before(from) != ch {
                return None;
            }
            from -= 1;
        }
        Some(from)
    }

    /// Where the first of some words begins that ends right before a place.
    pub(super) fn ends_any(&self, at: usize, words: &[&str]) -> Option<usize> {
        let last = self.before(at);
        words.iter().filter(|word| word.ends_with(last)).find_map(|word| self.ends(at, word))
    }

    /// The length of the first of some words that begins at a place.
    pub(super) fn starts_any(&self, at: usize, words: &[&str]) -> Option<usize> {
        let first = self.at(at);
        words
            .iter()
            .filter(|word| word.starts_with(first))
            .find(|word| self.starts(at, word))
            .map(|word| word.chars().count())
    }
}

/// A digit, also a full-width one.
pub(super) fn digit(ch: char) -> Option<u8> {
    match ch {
        '0'..='9' => Some(ch as u8 - b'0'),
        '０'..='９' => u8::try_from(ch as u32 - '０' as u32).ok(),
        _ => None,
    }
}

/// Whether a clause ends with this mark.
pub(super) fn ends_clause(ch: char) -> bool {
    matches!(ch, '，' | '。' | '；' | '：' | '！' | '？' | '\n' | NONE | ',' | ';')
}

/// Whether it is a Chinese character.
pub(super) fn han(ch: char) -> bool {
    matches!(ch, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇')
}
