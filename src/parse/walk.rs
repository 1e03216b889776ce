//! Walks over blocks and inlines, in reading order. Nesting is capped as they are built.

use crate::report::{Block, BlockKind, Figure, Inline, InlineKind, Section, Table};

/// What a walk stops at.
pub(super) enum Node<'a> {
    Inline(&'a mut Inline),
    Figure(&'a mut Figure),
    Table(&'a mut Table),
}

pub(super) fn sections(sections: &mut [Section], visit: &mut dyn FnMut(Node<'_>)) {
    for section in sections {
        inlines(&mut section.heading.inlines, visit);
        blocks(&mut section.blocks, visit);
        self::sections(&mut section.children, visit);
    }
}

pub(super) fn blocks(blocks: &mut [Block], visit: &mut dyn FnMut(Node<'_>)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph(found) => inlines(found, visit),
            BlockKind::List { items, .. } => {
                for item in items {
                    self::blocks(&mut item.blocks, visit);
                }
            }
            BlockKind::Quote(inner) => self::blocks(inner, visit),
            BlockKind::Table(table) => {
                visit(Node::Table(table));
                if let Some(caption) = &mut table.caption {
                    inlines(&mut caption.inlines, visit);
                }
                for cell in table.head.iter_mut().chain(table.rows.iter_mut().flatten()) {
                    inlines(&mut cell.inlines, visit);
                }
            }
            BlockKind::Figure(figure) => {
                visit(Node::Figure(figure));
                if let Some(caption) = &mut figure.caption {
                    inlines(&mut caption.inlines, visit);
                }
            }
            BlockKind::Code { .. } | BlockKind::Break => {}
        }
    }
}

/// Stops at references and notes only: nothing else is settled late.
pub(super) fn inlines(inlines: &mut [Inline], visit: &mut dyn FnMut(Node<'_>)) {
    for inline in inlines {
        match &mut inline.kind {
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Link { inlines: inner, .. } => self::inlines(inner, visit),
            InlineKind::CrossRef { .. } | InlineKind::Note(_) => visit(Node::Inline(inline)),
            _ => {}
        }
    }
}
