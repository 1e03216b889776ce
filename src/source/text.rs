//! The text of source files, with line and character columns.

use std::path::{Path, PathBuf};

use super::{FileId, Span};

/// A place for people: line and column from 1, the column counted in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// One source file: its path and its text without the byte-order mark.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path as the writer knows it.
    pub path: PathBuf,
    /// The text, line ends as they stand in the file.
    pub text: String,
    /// Whether the file began with a byte-order mark.
    pub bom: bool,
    lines: Vec<u32>,
}

impl Source {
    /// Takes the text of a file; strips a byte-order mark.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        let bom = text.starts_with('\u{feff}');
        if bom {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let mut lines = vec![0];
        lines.extend(line_starts(&text));
        Self { path: path.into(), text, bom, lines }
    }

    /// The position of a byte offset. An offset inside a character counts as its start; one past the
    /// end counts as the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor_char(&self.text, offset);
        let line = self.lines.partition_point(|&start| start as usize <= offset) - 1;
        let start = self.lines[line] as usize;
        let column = self.text[start..offset].chars().count() + 1;
        Position { line: line + 1, column }
    }

    /// The text of a line (from 1) without its line end, and its first byte.
    #[must_use]
    pub fn line(&self, line: usize) -> Option<(usize, &str)> {
        let start = *self.lines.get(line.checked_sub(1)?)? as usize;
        let end = self.lines.get(line).map_or(self.text.len(), |&next| next as usize);
        Some((start, self.text[start..end].trim_end_matches(['\n', '\r'])))
    }

    /// The text under a span; empty where the span does not fall on characters.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }
}

/// Where lines begin, after the first.
fn line_starts(text: &str) -> impl Iterator<Item = u32> {
    memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX))
}

fn floor_char(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The files of one report, the entry file first.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// No files yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The id that the next file added will have.
    #[must_use]
    pub fn next_id(&self) -> FileId {
        FileId(u16::try_from(self.files.len()).unwrap_or(u16::MAX))
    }

    /// Adds a file and returns its id.
    pub fn add(&mut self, source: Source) -> FileId {
        let id = self.next_id();
        self.files.push(source);
        id
    }

    /// The file of an id.
    #[must_use]
    pub fn get(&self, id: FileId) -> Option<&Source> {
        self.files.get(usize::from(id.0))
    }

    /// The text under a span; empty where there is none.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).map_or("", |source| source.slice(span))
    }

    /// The path of a file; empty where there is none.
    #[must_use]
    pub fn path(&self, id: FileId) -> &Path {
        self.get(id).map_or(Path::new(""), |source| &source.path)
    }

    /// Start and end position of a span.
    #[must_use]
    pub fn positions(&self, span: Span) -> (Position, Position) {
        self.get(span.file)
            .map_or((Position { line: 1, column: 1 }, Position { line: 1, column: 1 }), |source| {
                (source.position(span.start as usize), source.position(span.end as usize))
            })
    }

    /// All files with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files
            .iter()
            .enumerate()
            .map(|(at, source)| (FileId(u16::try_from(at).unwrap_or(u16::MAX)), source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_the_mark_is_not_one() {
        let source = Source::new("a.md", "\u{feff}标题：甲\r\n第二行");
        assert!(source.bom);
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        assert_eq!(source.position("标题：".len()), Position { line: 1, column: 4 });
        assert_eq!(source.position("标题：甲\r\n第".len()), Position { line: 2, column: 2 });
        assert_eq!(source.line(1), Some((0, "标题：甲")));
        assert_eq!(source.line(3), None);
        assert_eq!(source.position(usize::MAX), Position { line: 2, column: 4 });
    }
}
