//! Every inline of a report, however deep.

use crate::report::{Inline, InlineKind, Report};

/// Calls `visit` for every inline of a report in reading order, those inside emphasis and links included.
pub(crate) fn each_inline<'a>(report: &'a Report, visit: &mut dyn FnMut(&'a Inline)) {
    report.each_prose(|inlines| walk(inlines, visit));
}

fn walk<'a>(inlines: &'a [Inline], visit: &mut dyn FnMut(&'a Inline)) {
    for inline in inlines {
        visit(inline);
        match &inline.kind {
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Link { inlines: inner, .. } => walk(inner, visit),
            _ => {}
        }
    }
}
