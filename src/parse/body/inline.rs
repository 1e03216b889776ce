//! Inlines that open and close: emphasis, links, images. Figures, and numbers at a heading's head.

use std::ops::Range;

use pulldown_cmark::{CowStr, LinkType, Tag};

use super::leaf::{self, Kind, Piece};
use super::number;
use super::reader::Reader;
use super::table::whole;
use crate::parse::assets::percent_decoded;
use crate::report::{BlockKind, Caption, Figure, Inline, InlineKind, TypedNumber, plain};
use crate::source::Span;

/// An image that stands directly in its paragraph, for the figure it may turn out to be.
#[derive(Debug)]
pub(super) struct Image {
    caption: Vec<Inline>,
    title: String,
}

impl<'a> Reader<'a, '_, '_> {
    pub(super) fn start_inline(&mut self, tag: Tag<'a>, range: &Range<usize>) {
        let span = self.span(range);
        let kind = match tag {
            Tag::Strong => Kind::Strong,
            Tag::Strikethrough => Kind::Strike,
            Tag::Link { link_type, dest_url, id, .. } => {
                self.used.extend(Some(id).filter(|id| !id.is_empty()));
                let target = self.unjoined(&dest_url, span);
                let mail = matches!(link_type, LinkType::Email);
                Kind::Link { target: if mail { format!("mailto:{target}") } else { target } }
            }
            Tag::Image { dest_url, title, id, .. } => {
                self.used.extend(Some(id).filter(|id| !id.is_empty()));
                Kind::Image {
                    target: self.unjoined(&dest_url, span),
                    title: self.unjoined(&title, span),
                }
            }
            // Only emphasis is left; what options are off for would be plain.
            _ => Kind::Emphasis,
        };
        self.leaf(range).open(kind, span);
    }

    /// A target or title without the joiners that were put in before parsing.
    fn unjoined(&self, text: &CowStr<'_>, span: Span) -> String {
        const JOINER: char = '\u{e000}';
        let own = || self.source.get(span.range()).is_some_and(|source| source.contains(JOINER));
        if text.contains(JOINER) && !own() {
            return text.replace(JOINER, "");
        }
        text.to_string()
    }

    pub(super) fn end_inline(&mut self) {
        let nowhere = 0..0;
        let Some(closed) = self.leaf(&nowhere).close() else { return };
        let (span, inlines) = (closed.span, closed.inlines);
        let kind = match closed.kind {
            Kind::Root => return,
            Kind::Emphasis | Kind::Strong | Kind::Strike if inlines.is_empty() => return,
            Kind::Emphasis => InlineKind::Emphasis(inlines),
            Kind::Strong => InlineKind::Strong(inlines),
            Kind::Strike => InlineKind::Strike(inlines),
            Kind::Link { target } => return self.end_link(target, inlines, span),
            Kind::Image { target, title } => {
                let asset = self.assets.load(self.context.folder, &target);
                let alternative = if title.is_empty() { plain(&inlines) } else { title.clone() };
                if self.leaf(&nowhere).at_root() {
                    self.images.push(Image { caption: inlines, title });
                }
                InlineKind::Image { target, alternative, asset }
            }
        };
        self.leaf(&nowhere).push(Inline { kind, span });
    }

    fn end_link(&mut self, target: String, mut inlines: Vec<Inline>, span: Span) {
        let leaf = self.leaf(&(0..0));
        if inlines.is_empty() {
            if let Some(anchor) = target.strip_prefix('#') {
                let target = percent_decoded(anchor).unwrap_or_else(|| anchor.to_owned());
                leaf.atom(Inline { kind: InlineKind::CrossRef { target, shown: None }, span });
                return;
            }
            let text = Some(target.clone()).filter(|target| !target.is_empty());
            inlines.extend(text.map(|text| leaf::inline("", Piece { span, text: Some(text) })));
        }
        if inlines.is_empty() {
            return;
        }
        if safe(&target) {
            leaf.push(Inline { kind: InlineKind::Link { target, inlines }, span });
        } else {
            for inline in inlines {
                leaf.push(inline);
            }
        }
    }
}

/// Whether a link leads where a reader may go: a place in the report or near it, the web, a mail box.
fn safe(target: &str) -> bool {
    let head: String =
        target.chars().filter(|ch| !ch.is_whitespace() && !ch.is_control()).collect();
    let Some((scheme, _)) = head.split_once(':') else { return true };
    let named = scheme.chars().all(|ch| ch.is_ascii_alphanumeric() || "+.-".contains(ch));
    let known = ["http", "https", "mailto", "tel", "ftp"];
    !named || known.iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// The text of a code span as written between its backticks. In a cell `\|` is `|`.
pub(super) fn code(written: &str, cell: bool) -> String {
    let ticks = written.len() - written.trim_start_matches('`').len();
    let inside = written.get(ticks..written.len().saturating_sub(ticks)).unwrap_or_default();
    let mut text = String::with_capacity(inside.len());
    for (index, line) in inside.split('\n').enumerate() {
        if index > 0 {
            text.push(' ');
            text.push_str(line.trim_start_matches(['>', ' ', '\t']).trim_end_matches('\r'));
        } else {
            text.push_str(line.trim_end_matches('\r'));
        }
    }
    if cell {
        text = text.replace("\\|", "|");
    }
    let padded = text.len() > 2 && text.starts_with(' ') && text.ends_with(' ');
    if padded && !text.trim().is_empty() {
        text.pop();
        text.remove(0);
    }
    text
}

/// A paragraph of nothing but images (each with `{#id}` after it, perhaps) is as many figures; any other stays a
/// paragraph. Where there are several, each has a place of its own.
pub(super) fn figures(
    mut inlines: Vec<Inline>,
    images: Vec<Image>,
) -> Vec<(BlockKind, Option<Span>)> {
    // Each image with the text after it.
    let mut groups: Vec<&[Inline]> = Vec::new();
    let mut rest = inlines.as_slice();
    while let [first, after @ ..] = rest {
        let end = after.iter().position(is_image).unwrap_or(after.len());
        let (text, next) = after.split_at(end);
        if !is_image(first) || !is_label(text) {
            break;
        }
        groups.push(text);
        rest = next;
    }
    if groups.is_empty() || !rest.is_empty() || groups.len() != images.len() {
        return vec![(BlockKind::Paragraph(inlines), None)];
    }
    let id = |text: &&[Inline]| super::attributes::trailing(&plain(text))?.1.id;
    let ids: Vec<Option<String>> = groups.iter().map(id).collect();
    inlines.retain(is_image);
    let several = images.len() > 1;
    let figures = inlines.into_iter().zip(images).zip(ids);
    let figure = figures.filter_map(|((inline, Image { caption, title }), id)| {
        let Inline { kind: InlineKind::Image { target, alternative, asset }, span } = inline else {
            return None;
        };
        let figure = Figure {
            number: None,
            id: id.unwrap_or_default(),
            caption: whole(&caption).map(|span| Caption { inlines: caption, span }),
            alternative: if title.is_empty() { alternative } else { title },
            target,
            asset,
            span,
        };
        Some((BlockKind::Figure(figure), several.then_some(span)))
    });
    figure.collect()
}

fn is_image(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Image { .. })
}

/// Whether what follows an image is nothing, or blank, or its `{#id}`.
fn is_label(after: &[Inline]) -> bool {
    if after.len() > 3 || !after.iter().all(|inline| matches!(inline.kind, InlineKind::Text(_))) {
        return false;
    }
    let text = plain(after);
    let at = super::attributes::trailing(&text).map_or(text.len(), |(at, _)| at);
    text[..at].trim().is_empty()
}

/// Takes a typed number off the head of a heading's inlines.
pub(super) fn take_number(inlines: &mut Vec<Inline>, depth: usize) -> Option<TypedNumber> {
    let more = inlines.len() > 1;
    let Inline { kind, span } = inlines.first_mut()?;
    match kind {
        InlineKind::Text(text) => {
            let found = if more {
                // What follows may be all of the heading's words.
                number::typed(&format!("{text}文"))
            } else {
                number::typed(text)
            }?;
            let verbatim = span.len() == text.len();
            let typed = TypedNumber {
                text: text.get(..found.len)?.to_owned(),
                value: found.value,
                span: if verbatim { span.slice(0, found.whole) } else { *span },
            };
            super::table::drop_head(inlines, found.whole);
            Some(typed)
        }
        InlineKind::Strong(inner) | InlineKind::Emphasis(inner) if depth < 16 => {
            take_number(inner, depth + 1)
        }
        _ => None,
    }
}
