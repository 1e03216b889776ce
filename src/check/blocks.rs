//! Every block of a report, however deep.

use crate::report::{Block, BlockKind, Figure, Report};

/// Calls `visit` for every block of a report in reading order, those in lists and quotations after the block
/// that holds them.
pub(crate) fn each_block<'a>(report: &'a Report, visit: &mut dyn FnMut(&'a Block)) {
    walk(&report.lead, visit);
    report.each_section(|section| walk(&section.blocks, visit));
    walk(&report.closing, visit);
    for attachment in &report.attachments {
        walk(&attachment.lead, visit);
        attachment.each_section(|section| walk(&section.blocks, visit));
        walk(&attachment.closing, visit);
    }
    for note in &report.notes {
        walk(&note.blocks, visit);
    }
}

/// Calls `visit` for every figure of a report in reading order.
pub(crate) fn each_figure<'a>(report: &'a Report, visit: &mut dyn FnMut(&'a Figure)) {
    each_block(report, &mut |block| {
        if let BlockKind::Figure(figure) = &block.kind {
            visit(figure);
        }
    });
}

fn walk<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match &block.kind {
            BlockKind::Quote(inner) => walk(inner, visit),
            BlockKind::List { items, .. } => {
                for item in items {
                    walk(&item.blocks, visit);
                }
            }
            _ => {}
        }
    }
}
