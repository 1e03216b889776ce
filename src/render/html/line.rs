//! Inlines as one line of plain text.

use crate::report::{Inline, InlineKind};

/// The text of inlines on one line, as a contents list shows it: without notes, images and markup.
pub(super) fn line(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => out.push_str(text),
            InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strike(inner) => {
                line(inner, out);
            }
            InlineKind::Link { inlines, .. } => line(inlines, out),
            InlineKind::CrossRef { target, shown } => {
                out.push_str(shown.as_ref().unwrap_or(target))
            }
            InlineKind::Fact(fact) => match &fact.shown {
                Some(shown) => out.push_str(shown),
                None => {
                    out.push_str("{{ ");
                    out.push_str(&fact.name);
                    out.push_str(" }}");
                }
            },
            InlineKind::HardBreak => out.push(' '),
            InlineKind::Note(_) | InlineKind::Image { .. } => {}
        }
    }
}
