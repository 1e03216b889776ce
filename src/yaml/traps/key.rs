//! Keys and the colon after them (Y001).

use std::ops::Range;

use super::context::{Context, plausible};
use super::{Scan, is_blank};
use crate::diagnostic::{Fault, Fix};

/// A key found on a line.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The key, without quotes.
    pub(super) name: Range<usize>,
    /// From the colon to the value.
    pub(super) separator: Range<usize>,
    /// Where the value begins.
    pub(super) value: usize,
    /// Which colon it is.
    pub(super) colon: Colon,
}

/// The colons that writers put after a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Colon {
    /// `: `, as YAML wants it.
    Sound,
    /// `：`.
    Wide,
    /// `:` without a space after it.
    Tight,
}

impl Scan<'_> {
    /// The key that begins at `at`, where one is meant.
    pub(super) fn key(&self, at: usize, stop: usize, context: Context) -> Option<Found> {
        let line = &self.text[at..stop];
        let first = line.chars().next()?;
        if matches!(first, '"' | '\'') {
            let close = 1 + line[1..].find(first)?;
            let after = line[close + 1..].trim_start_matches([' ', '\t']);
            let colon = stop - after.len();
            let kind = colon_kind(after)?;
            return Some(self.found(at + 1..at + close, colon, kind, stop));
        }
        if let Some(name) = wide_quoted(line) {
            let (begin, end) = (first.len_utf8(), first.len_utf8() + name.len());
            let after = line[end + first.len_utf8()..].trim_start_matches([' ', '\t']);
            if context.knows(name) || context.free() && plausible(name) {
                let kind = colon_kind(after)?;
                return Some(self.found(at + begin..at + end, stop - after.len(), kind, stop));
            }
        }
        if matches!(first, '[' | '{' | '?' | '|' | '>' | '#' | '“') {
            return None;
        }
        let (mut sound, mut other, mut blank) = (None, None, false);
        for (offset, ch) in line.char_indices() {
            match ch {
                ':' | '：' => match colon_kind(&line[offset..]) {
                    Some(Colon::Sound) => {
                        sound = Some(offset);
                        break;
                    }
                    Some(kind) if other.is_none() => other = Some((offset, kind)),
                    _ => {}
                },
                '#' if blank => break,
                _ => {}
            }
            blank = matches!(ch, ' ' | '\t');
        }
        if let Some((offset, kind)) = other {
            let name = line[..offset].trim_end_matches(is_blank);
            if self.meant(name, &line[offset..], kind, sound.map(|end| &line[..end]), context) {
                return Some(self.found(at..at + name.len(), at + offset, kind, stop));
            }
        }
        let offset = sound?;
        let name = line[..offset].trim_end_matches([' ', '\t']);
        Some(self.found(at..at + name.len(), at + offset, Colon::Sound, stop))
    }

    /// Whether a colon that YAML does not take for one is meant to end a key. `sound` is the key that
    /// YAML sees, where it sees one further on.
    fn meant(
        &self,
        name: &str,
        rest: &str,
        kind: Colon,
        sound: Option<&str>,
        context: Context,
    ) -> bool {
        if !plausible(name) || kind == Colon::Tight && rest.starts_with("://") {
            return false;
        }
        if context.knows(name) {
            return true;
        }
        let digits = name.chars().all(|ch| ch.is_ascii_digit());
        match (context, sound) {
            (Context::Unknown, None) => self.record.knows(name).is_some(),
            (Context::Unknown, Some(_)) => false,
            (_, Some(sound)) => kind == Colon::Wide && !context.knows(sound.trim_end()),
            // A mapping's line without any sound colon is broken anyhow.
            (_, None) if context.free() => kind == Colon::Wide || !digits,
            (Context::Record(_), None) => kind == Colon::Wide || !digits,
            (Context::Shape(_), None) => self.record.knows(name).is_some(),
        }
    }

    fn found(&self, name: Range<usize>, colon: usize, kind: Colon, stop: usize) -> Found {
        let width = if kind == Colon::Wide { '：'.len_utf8() } else { 1 };
        let rest = &self.text[colon + width..stop];
        let value = match kind {
            Colon::Sound => rest.trim_start_matches([' ', '\t']),
            _ => rest.trim_start_matches(is_blank),
        };
        let value = stop - value.len();
        Found { name, separator: colon..value, value, colon: kind }
    }

    /// Reports a colon that YAML does not take for one.
    pub(super) fn separator(&mut self, key: &Found) {
        let name = self.text[key.name.clone()].to_owned();
        self.unquote(key, &name);
        let (message, width) = match key.colon {
            Colon::Sound => return,
            Colon::Wide => {
                (format!("“{name}”后面用了全角冒号，YAML 只认半角冒号加空格"), '：'.len_utf8())
            }
            Colon::Tight => (format!("“{name}”的冒号后面少了一个半角空格"), 1),
        };
        let empty = matches!(self.text.as_bytes().get(key.value), None | Some(b'\n' | b'\r'));
        let to = if empty { ":" } else { ": " };
        let fix = Fix::safe(self.span(key.separator.start, key.separator.end), to);
        let start = key.separator.start;
        self.mend(Fault::new("Y001", self.span(start, start + width), message).fix(fix));
    }

    /// Reports full-width quotes around a key (Y005): to YAML they are part of its name.
    fn unquote(&mut self, key: &Found, name: &str) {
        let before = self.text[..key.name.start].chars().next_back();
        let Some(open) = before.filter(|ch| matches!(ch, '“' | '‘')) else { return };
        let (from, to) = (key.name.start - open.len_utf8(), key.name.end + open.len_utf8());
        let edits = vec![self.edit(from, key.name.start, ""), self.edit(key.name.end, to, "")];
        let message = format!("键不用加引号，全角引号会让 YAML 认不出“{name}”");
        let fault = Fault::new("Y005", self.span(from, to), message).help("去掉引号");
        self.mend(fault.fix(Fix { safe: true, edits }));
    }
}

/// The name in a pair of full-width quotes that a text begins with.
pub(super) fn wide_quoted(text: &str) -> Option<&str> {
    let (rest, close) = match text.chars().next()? {
        mark @ '“' => (&text[mark.len_utf8()..], '”'),
        mark @ '‘' => (&text[mark.len_utf8()..], '’'),
        _ => return None,
    };
    rest.find(close).map(|end| &rest[..end])
}

/// The kind of colon that a text begins with.
pub(super) fn colon_kind(text: &str) -> Option<Colon> {
    let mut chars = text.chars();
    match chars.next()? {
        '：' => Some(Colon::Wide),
        ':' => match chars.next() {
            None | Some(' ' | '\t' | '\r' | '\n') => Some(Colon::Sound),
            Some(_) => Some(Colon::Tight),
        },
        _ => None,
    }
}
