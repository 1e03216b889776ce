//! Lines and character columns of many places in the same files.

use crate::source::{FileId, Position, Source, Sources, Span};

/// Looks positions up in constant time, however long the lines are: the characters before every
/// thousandth byte are counted once for each file that is asked for.
#[derive(Debug)]
pub struct Places<'a> {
    sources: &'a Sources,
    files: Vec<Option<Counted<'a>>>,
}

#[derive(Debug)]
struct Counted<'a> {
    source: &'a Source,
    /// First byte of each line.
    lines: Vec<usize>,
    /// Characters before each block.
    blocks: Vec<usize>,
    /// Of those, the ones that take two units of UTF-16.
    pairs: Vec<usize>,
}

/// Bytes between two counts.
const BLOCK: usize = 1024;

impl<'a> Places<'a> {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(sources: &'a Sources) -> Self {
        Self { sources, files: Vec::new() }
    }

    /// Start and end of a span.
    #[must_use]
    pub fn positions(&mut self, span: Span) -> (Position, Position) {
        let none = Position { line: 1, column: 1 };
        self.file(span.file).map_or((none, none), |file| {
            (file.position(span.start as usize), file.position(span.end as usize))
        })
    }

    /// As [`Places::positions`], columns counted in units of UTF-16.
    #[must_use]
    pub fn utf16(&mut self, span: Span) -> (Position, Position) {
        let none = Position { line: 1, column: 1 };
        self.file(span.file).map_or((none, none), |file| {
            (file.utf16(span.start as usize), file.utf16(span.end as usize))
        })
    }

    fn file(&mut self, id: FileId) -> Option<&Counted<'a>> {
        let at = usize::from(id.0);
        if self.files.len() <= at {
            self.files.resize_with(at + 1, || None);
        }
        let source = self.sources.get(id)?;
        let slot = self.files.get_mut(at)?;
        Some(slot.get_or_insert_with(|| Counted::of(source)))
    }
}

impl<'a> Counted<'a> {
    fn of(source: &'a Source) -> Self {
        let bytes = source.text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|&(_, &byte)| byte == b'\n');
        let lines = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        let blocks = sums(bytes, characters);
        let pairs = sums(bytes, pairs);
        Self { source, lines, blocks, pairs }
    }

    /// As [`Source::position`]: an offset inside a character counts as its start.
    fn position(&self, offset: usize) -> Position {
        let (line, start, offset) = self.line(offset);
        let column = self.before(offset) - self.before(start) + 1;
        Position { line, column }
    }

    fn utf16(&self, offset: usize) -> Position {
        let (line, start, offset) = self.line(offset);
        let units = |at| self.before(at) + self.count(&self.pairs, pairs, at);
        Position { line, column: units(offset) - units(start) + 1 }
    }

    /// The line of an offset, where it begins, and the start of the character at the offset.
    fn line(&self, offset: usize) -> (usize, usize, usize) {
        let text = &self.source.text;
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.lines.partition_point(|&start| start <= offset);
        (line, self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0), offset)
    }

    /// Characters before an offset.
    fn before(&self, offset: usize) -> usize {
        self.count(&self.blocks, characters, offset)
    }

    /// What `of` counts before an offset; `sums` are the counts before each block.
    fn count(&self, sums: &[usize], of: fn(&[u8]) -> usize, offset: usize) -> usize {
        // One past a last full block belongs to that block.
        let block = (offset / BLOCK).min(sums.len().saturating_sub(1));
        let rest = self.source.text.as_bytes().get(block * BLOCK..offset).unwrap_or_default();
        sums.get(block).copied().unwrap_or(0) + of(rest)
    }
}

/// What `of` counts before each block.
fn sums(bytes: &[u8], of: fn(&[u8]) -> usize) -> Vec<usize> {
    let mut before = 0;
    let blocks = bytes.chunks(BLOCK).map(|block| {
        let count = before;
        before += of(block);
        count
    });
    blocks.collect()
}

/// Characters beyond the first plane that begin in a stretch of UTF-8.
fn pairs(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte >= 0xf0).count()
}

/// Characters that begin in a stretch of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_agree_with_the_source_itself() {
        let text = format!("标题：甲\r\n{}\n第三行，尾", "乡村ab振兴𠮷，".repeat(500));
        for text in [text.as_str(), "", "\n", &"甲".repeat(1024), &"a".repeat(2048)] {
            let mut sources = Sources::new();
            let id = sources.add(Source::new("报告.md", text));
            let mut places = Places::new(&sources);
            for at in 0..text.len() + 2 {
                let (start, end) = places.positions(Span::new(id, at, at + 3));
                assert_eq!((start, end), sources.positions(Span::new(id, at, at + 3)));
                let line = &text[..text.floor_char_boundary(at)];
                let units =
                    line[line.rfind('\n').map_or(0, |end| end + 1)..].encode_utf16().count();
                assert_eq!(places.utf16(Span::new(id, at, at)).0.column, units + 1);
            }
        }
    }
}
