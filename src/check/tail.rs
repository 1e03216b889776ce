//! The end of the text, without attachments and notes.

use crate::report::{Block, BlockKind, Prose, Report};

/// The paragraphs that the text ends with, the last one first; none where it ends with something else.
pub(crate) fn last_paragraphs(report: &Report, count: usize) -> Vec<Prose> {
    let paragraph = |block: &Block| match &block.kind {
        BlockKind::Paragraph(inlines) => Some(Prose::of(inlines)),
        _ => None,
    };
    last_blocks(report).iter().rev().map_while(paragraph).take(count).collect()
}

fn last_blocks(report: &Report) -> &[Block] {
    if !report.closing.is_empty() {
        return &report.closing;
    }
    let Some(mut section) = report.sections.last() else { return &report.lead };
    while let Some(child) = section.children.last() {
        section = child;
    }
    &section.blocks
}
