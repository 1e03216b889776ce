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
        let mut before = 0;
        let blocks = bytes
            .chunks(BLOCK)
            .map(|block| {
                let count = before;
                before += characters(block);
                count
            })
            .collect();
        Self { source, lines, blocks }
    }

    /// As [`Source::position`]: an offset inside a character counts as its start.
    fn position(&self, offset: usize) -> Position {
        let text = &self.source.text;
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.lines.partition_point(|&start| start <= offset);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        Position { line, column: self.before(offset) - self.before(start) + 1 }
    }

    /// Characters before an offset.
    fn before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        let bytes = self.source.text.as_bytes();
        match self.blocks.get(block) {
            Some(before) => {
                before + characters(bytes.get(block * BLOCK..offset).unwrap_or_default())
            }
            // One past a last full block.
            None => {
                let last = self.blocks.len().saturating_sub(1);
                self.blocks.last().copied().unwrap_or(0)
                    + characters(bytes.get(last * BLOCK..offset).unwrap_or_default())
            }
        }
    }
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
            }
        }
    }
}
