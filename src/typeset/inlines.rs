//! Inlines to the text of a paragraph, each piece in its style.

use super::items::{Paragraph, Style};
use super::notes;
use crate::fonts::Role;
use crate::report::{AssetId, Inline, InlineKind, Report};

/// Adds inlines to a paragraph. Nesting is walked without recursion.
pub(super) fn push(paragraph: &mut Paragraph, inlines: &[Inline], style: Style, report: &Report) {
    let mut stack = vec![(inlines.iter(), style)];
    while let Some((rest, style)) = stack.last_mut() {
        let style = *style;
        let Some(inline) = rest.next() else {
            stack.pop();
            continue;
        };
        paragraph.from(inline.span);
        match &inline.kind {
            InlineKind::Text(text) => paragraph.push(text, style),
            InlineKind::Emphasis(inner) => {
                let role = if style.role == Role::Kai { Role::Fangsong } else { Role::Kai };
                stack.push((inner.iter(), Style { role, ..style }));
            }
            InlineKind::Strong(inner) => {
                stack.push((inner.iter(), Style { role: Role::Hei, ..style }));
            }
            InlineKind::Strike(inner) => {
                stack.push((inner.iter(), Style { strike: true, ..style }))
            }
            InlineKind::Code(text) => paragraph.push(text, Style { role: Role::Song, ..style }),
            InlineKind::Link { target, inlines } => {
                let link = Some(paragraph.link(target.clone()));
                stack.push((inlines.iter(), Style { link, ..style }));
            }
            InlineKind::CrossRef { target, shown } => match shown {
                Some(shown) => {
                    let link = Some(paragraph.link(format!("#{target}")));
                    paragraph.push(shown, Style { link, ..style });
                }
                None => paragraph.push(&format!("［{target}］"), style),
            },
            InlineKind::Fact(fact) => match &fact.shown {
                Some(shown) => paragraph.push(shown, style),
                None => paragraph.push(&format!("［{}］", fact.name), style),
            },
            InlineKind::Note(id) => {
                if let Some(number) = report.note(*id).and_then(|note| note.number) {
                    notes::push_mark(paragraph, id.0, number, style);
                }
            }
            InlineKind::Image { alternative, asset, .. } => match asset {
                Ok(asset) if push_image(paragraph, *asset, alternative, style, report) => {}
                _ => paragraph.push(alternative, style),
            },
            InlineKind::HardBreak => paragraph.push_break(style),
        }
    }
}

/// Adds an image no higher than the line's type; `false` where the report has no such image.
fn push_image(
    paragraph: &mut Paragraph,
    id: AssetId,
    alternative: &str,
    style: Style,
    report: &Report,
) -> bool {
    let Some(asset) = report.asset(id) else { return false };
    let (width, height) = (asset.width * 0.75, asset.height * 0.75);
    if !(width > 0.0 && height > 0.0 && width.is_finite() && height.is_finite()) {
        return false;
    }
    let scale = (style.size * 1.2 / height).min(style.size * 12.0 / width).min(1.0);
    paragraph.push_image(id, (width * scale, height * scale), alternative, style);
    true
}
