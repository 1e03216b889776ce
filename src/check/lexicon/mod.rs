//! Phrase data: what the rules on words look for, with its own tests, in files of plain lines.
//!
//! ```text
//! # 说明
//! 截止 → 截至
//!   后 ‹时›
//!   误 截止2023年底，建成示范村18个。
//!   正 报名截止时间为8月30日。
//! ```
//!
//! A line that begins at the margin is the head of an entry; a line indented by two spaces is a field of it, its
//! name and its value parted by a space. What heads and fields mean is the business of each reader.

pub(crate) mod confusable;
pub(crate) mod doubled;
mod near;
pub(crate) mod vague;
pub(crate) mod words;

pub(crate) use near::{Near, covers};

/// A field of an entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field<'a> {
    /// Its line, counted from 1.
    #[cfg_attr(not(test), allow(dead_code))] // Told where a test fails.
    pub line: usize,
    /// Its name: `误`, `正`, `除` …
    pub name: &'a str,
    /// What follows the name.
    pub value: &'a str,
}

impl<'a> Field<'a> {
    /// The words of the value.
    pub(crate) fn words(&self) -> impl Iterator<Item = &'a str> {
        self.value.split(' ').filter(|word| !word.is_empty())
    }
}

/// An entry of a file.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    /// The line of its head, counted from 1.
    pub line: usize,
    /// Its head.
    pub head: &'a str,
    /// Its fields in order.
    pub fields: Vec<Field<'a>>,
}

/// What is wrong with a file of phrases.
#[derive(Debug)]
pub(crate) struct Flaw {
    /// The line, counted from 1.
    #[cfg_attr(not(test), allow(dead_code))] // Files are embedded; a test reads the flaws.
    pub line: usize,
    /// What is wrong.
    #[cfg_attr(not(test), allow(dead_code))]
    pub message: String,
}

impl Flaw {
    /// A flaw of a line.
    pub(crate) fn new(line: usize, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }
}

/// The entries of a file; lines that are none are told among the flaws.
pub(crate) fn entries<'a>(text: &'a str, flaws: &mut Vec<Flaw>) -> Vec<Entry<'a>> {
    let mut out: Vec<Entry<'a>> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let number = at + 1;
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(field) = line.strip_prefix("  ") {
            match (field.split_once(' '), out.last_mut()) {
                (Some((name, value)), Some(entry)) if !name.is_empty() && !value.is_empty() => {
                    entry.fields.push(Field { line: number, name, value });
                }
                _ => flaws.push(Flaw::new(number, format!("not a field: {line}"))),
            }
        } else if line.starts_with([' ', '\t', '　']) || line.ends_with([' ', '\t']) {
            flaws.push(Flaw::new(number, format!("stray blanks: {line}")));
        } else {
            out.push(Entry { line: number, head: line, fields: Vec::with_capacity(4) });
        }
    }
    out
}

#[cfg(test)]
pub(crate) mod testing {
    use std::ops::Range;

    use super::{Flaw, entries};

    /// Runs the tests that a file carries. `find` gives the entry (by the line of its head) and the place of every
    /// hit in a sentence; `wrong` gives the words of an entry, each of which must be hit in a sentence `误`, and
    /// alone there. An entry without words must be hit by each of its sentences.
    pub(crate) fn run(
        text: &str,
        find: impl Fn(&str) -> Vec<(usize, Range<usize>)>,
        wrong: impl Fn(usize) -> Vec<String>,
    ) {
        let mut flaws = Vec::new();
        let all = entries(text, &mut flaws);
        for entry in &all {
            let words = wrong(entry.line);
            let mut hit: Vec<&str> = Vec::new();
            let (mut unsound, mut sound) = (0, 0);
            for field in &entry.fields {
                let found = find(field.value);
                let shown: Vec<_> =
                    found.iter().map(|(line, at)| (*line, &field.value[at.clone()])).collect();
                match field.name {
                    "误" => {
                        unsound += 1;
                        match shown.as_slice() {
                            [(line, word)] if *line == entry.line => hit.push(word),
                            _ => flaws
                                .push(Flaw::new(field.line, format!("{}: {shown:?}", field.value))),
                        }
                    }
                    "正" => {
                        sound += 1;
                        if !shown.is_empty() {
                            let message = format!("{}: {shown:?}", field.value);
                            flaws.push(Flaw::new(field.line, message));
                        }
                    }
                    _ => {}
                }
            }
            for word in words {
                if !hit.contains(&word.as_str()) {
                    flaws.push(Flaw::new(entry.line, format!("no unsound sentence for {word}")));
                }
            }
            if unsound == 0 || sound == 0 {
                flaws.push(Flaw::new(entry.line, "an entry needs unsound and sound sentences"));
            }
        }
        assert!(!all.is_empty());
        assert!(flaws.is_empty(), "{}", shown(&flaws));
    }

    /// Flaws, a line each.
    pub(crate) fn shown(flaws: &[Flaw]) -> String {
        flaws.iter().map(|flaw| format!("line {}: {}\n", flaw.line, flaw.message)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_lines_are_told_by_number() {
        let mut flaws = Vec::new();
        let text = "# 说明\n\n  误 没有条目\n布署 ⇒ 部署\n  误\n 误 少一格\n  误 对工作作了布署。\n尾有空格 \n";
        let found = entries(text, &mut flaws);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].line, found[0].fields.len()), (4, 1));
        let lines: Vec<_> = flaws.iter().map(|flaw| flaw.line).collect();
        assert_eq!(lines, [3, 5, 6, 8]);
    }
}
