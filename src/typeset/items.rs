//! A paragraph as the line breaker sees it: clusters with their widths, and between any two what the gap may
//! give, take, and whether a line may end there.

use super::frame::{NodeId, Part};
use super::gaps::{self, Gap};
use super::shape::{Class, Shaper, Slot};
pub(super) use super::style::Style;
use crate::cjk::is_opening;
use crate::fonts::FaceId;
use crate::report::AssetId;
use crate::source::Span;

/// What a cluster is besides a glyph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// A glyph.
    Glyph,
    /// A fixed blank at a paragraph's or item's head.
    Indent,
    /// The mark of a footnote: index in [`Report::notes`](crate::report::Report::notes).
    Note(usize),
    /// An image in the line: its height in pt, and the index of its description in
    /// [`Paragraph::alternatives`].
    Image(AssetId, f64, usize),
    /// The end of a line that the writer wants ended.
    HardBreak,
}

/// One glyph with the characters it shows.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    pub kind: Kind,
    /// First byte in the paragraph's text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    pub face: FaceId,
    pub glyph: u16,
    /// Index in [`Paragraph::styles`].
    pub style: u32,
    pub class: Class,
    /// Advance in pt.
    pub width: f64,
    /// Where the glyph is drawn in its cell, in pt.
    pub shift: f64,
    /// Blank on the left that may be given up, in pt.
    pub left: f64,
    /// Blank on the right that may be given up, in pt.
    pub right: f64,
    pub no_start: bool,
    pub no_end: bool,
    /// The gap to the next cluster.
    pub gap: Gap,
}

/// A paragraph: its text and its clusters.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    pub text: String,
    pub styles: Vec<Style>,
    pub links: Vec<String>,
    pub alternatives: Vec<String>,
    pub clusters: Vec<Cluster>,
    /// Which element of the document it is.
    pub part: Part,
    /// Its place in the structure.
    pub node: NodeId,
    /// Those of its links.
    pub link_nodes: Vec<NodeId>,
    /// What was added and is not shaped yet.
    pub pieces: Vec<Piece>,
    /// Whether a straight quote is open.
    quoted: bool,
    /// Where its text comes from: first byte in the text, and the source from there on.
    sources: Vec<(u32, Span)>,
}

/// A stretch of a paragraph's text in one style.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
    /// Index in [`Paragraph::styles`].
    pub style: u32,
    pub width: f64,
}

impl Paragraph {
    /// An index for a style. Only the first and the last few are compared, so that a paragraph of many links
    /// takes no more than linear time; a style may be listed twice.
    pub(super) fn style(&mut self, style: Style) -> u32 {
        let last = self.styles.len().saturating_sub(4);
        let known = (last..self.styles.len()).rev().chain(0..1);
        let at = known.into_iter().find(|&at| self.styles.get(at) == Some(&style));
        let at = at.unwrap_or_else(|| {
            self.styles.push(style);
            self.styles.len() - 1
        });
        offset(at)
    }

    /// An index for the target of a link.
    pub(super) fn link(&mut self, target: String) -> u32 {
        self.links.push(target);
        u32::try_from(self.links.len() - 1).unwrap_or(0)
    }

    /// Says that what is added next comes from a span of the draft.
    pub(super) fn from(&mut self, span: Span) {
        self.sources.push((offset(self.text.len()), span));
    }

    /// Where the character at a byte of the text comes from, as nearly as is known; an empty span where it
    /// comes from nowhere in the draft.
    pub(super) fn source(&self, at: usize) -> Span {
        let next = self.sources.partition_point(|&(from, _)| from as usize <= at);
        let Some(&(from, span)) = next.checked_sub(1).and_then(|last| self.sources.get(last))
        else {
            return self.sources.first().map_or_else(Span::default, |&(_, span)| span);
        };
        // Text that stands verbatim in the source is as long there as here; of any other the start is good enough.
        let along = span.start.saturating_add(offset(at).saturating_sub(from));
        if along < span.end { Span { start: along, ..span } } else { span }
    }

    /// The structure's node for text of a style.
    pub(super) fn node_of(&self, style: u32) -> NodeId {
        let Some(style) = self.styles.get(style as usize) else { return self.node };
        match style.link {
            Some(link) => self.link_node(link),
            None => style.node.unwrap_or(self.node),
        }
    }

    /// The structure's node for a link.
    pub(super) fn link_node(&self, link: u32) -> NodeId {
        self.link_nodes.get(link as usize).copied().unwrap_or(self.node)
    }

    /// Adds text.
    pub(super) fn push(&mut self, text: &str, style: Style) {
        if !text.is_empty() {
            self.piece(Kind::Glyph, text, style, 0.0);
        }
    }

    /// Adds a fixed blank; a negative one lets what follows begin left of the line's edge.
    pub(super) fn push_indent(&mut self, width: f64, style: Style) {
        if width != 0.0 {
            self.piece(Kind::Indent, "", style, width);
        }
    }

    /// Adds the mark of a footnote.
    pub(super) fn push_note(&mut self, note: usize, mark: &str, style: Style) {
        self.piece(Kind::Note(note), mark, style, 0.0);
    }

    /// Adds an image.
    pub(super) fn push_image(
        &mut self,
        asset: AssetId,
        (width, height): (f64, f64),
        alternative: &str,
        style: Style,
    ) {
        self.alternatives.push(alternative.to_owned());
        let kind = Kind::Image(asset, height, self.alternatives.len() - 1);
        self.piece(kind, "", style, width);
    }

    /// Ends the line.
    pub(super) fn push_break(&mut self, style: Style) {
        self.piece(Kind::HardBreak, "", style, 0.0);
    }

    fn piece(&mut self, kind: Kind, text: &str, style: Style, width: f64) {
        let style = self.style(style);
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push(Piece { kind, start, end: self.text.len(), style, width });
    }

    /// Whether nothing would be set.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
            && !self.pieces.iter().any(|piece| matches!(piece.kind, Kind::Image(..)))
    }

    /// Shapes what was added.
    pub(super) fn shape(mut self, shaper: &mut Shaper<'_>) -> Self {
        let pieces = std::mem::take(&mut self.pieces);
        self.clusters.reserve(self.text.len() / 3 + pieces.len());
        for piece in &pieces {
            match piece.kind {
                Kind::Glyph => self.shape_text(shaper, piece),
                Kind::Note(_) => {
                    let from = self.clusters.len();
                    self.shape_text(shaper, piece);
                    for cluster in self.clusters.iter_mut().skip(from) {
                        cluster.kind = piece.kind;
                        cluster.no_start = true;
                        cluster.no_end = false;
                    }
                }
                Kind::Indent | Kind::Image(..) | Kind::HardBreak => {
                    let at = offset(piece.start);
                    self.clusters.push(Cluster {
                        kind: piece.kind,
                        start: at,
                        end: at,
                        face: FaceId(0),
                        glyph: 0,
                        style: piece.style,
                        class: Class::Han,
                        width: piece.width,
                        shift: 0.0,
                        left: 0.0,
                        right: 0.0,
                        no_start: false,
                        no_end: false,
                        gap: Gap::FIXED,
                    });
                }
            }
        }
        self.drop_leading_blanks();
        gaps::set(&self.text, &self.styles, &mut self.clusters);
        self
    }

    fn shape_text(&mut self, shaper: &mut Shaper<'_>, piece: &Piece) {
        let text = std::mem::take(&mut self.text);
        let style = self.styles[piece.style as usize];
        let mut at = piece.start;
        let mut before = text.get(..at).and_then(|head| head.chars().next_back());
        let mut rest = text.get(at..piece.end).unwrap_or_default().chars();
        while let Some(ch) = rest.next() {
            let mut end = at + ch.len_utf8();
            let mut slot = shaper.slot(style.role, ch);
            if slot.class == Class::Latin
                && ch.is_alphabetic()
                && let Some(word) = self.word(shaper, &text[..piece.end], at, piece, style)
            {
                at = word;
                before = text.get(..at).and_then(|head| head.chars().next_back());
                rest = text.get(at..piece.end).unwrap_or_default().chars();
                continue;
            }
            match slot.class {
                Class::Empty => {
                    match self.clusters.last_mut() {
                        Some(last) if last.end as usize == at => last.end = offset(end),
                        _ => self.glyph(slot.nothing(), at, end, piece, style),
                    }
                    at = end;
                    continue;
                }
                Class::Open | Class::Close if matches!(ch, '“' | '”' | '‘' | '’') => {
                    let after = rest.clone().next().or_else(|| text[end..].chars().next());
                    if is_latin_quote(ch, before, after) {
                        slot = shaper.narrow(style.role, ch);
                    }
                }
                Class::Double if ch == '—' && rest.as_str().starts_with('—') => {
                    if let Some(pair) = shaper.dash(slot.face) {
                        slot.pair(pair);
                        rest.next();
                        end += ch.len_utf8();
                    }
                }
                Class::Double if ch == '⸺' => match shaper.dash(slot.face) {
                    Some(pair) => slot.pair(pair),
                    None => {
                        self.glyph(slot, at, end, piece, style);
                        at = end;
                    }
                },
                // Straight quotes open and close in turn.
                Class::Latin if ch == '"' => {
                    self.quoted = !self.quoted;
                    (slot.no_start, slot.no_end) = (!self.quoted, self.quoted);
                }
                // An emoji of several characters is one.
                Class::Han if !slot.known && joins_emoji(ch, text.get(..at)) => {
                    if let Some(last) = self.clusters.last_mut()
                        && last.end as usize == at
                    {
                        last.end = offset(end);
                        at = end;
                        continue;
                    }
                }
                _ => {}
            }
            self.glyph(slot, at, end, piece, style);
            before = Some(ch);
            at = end;
        }
        self.text = text;
    }

    /// Shapes the word that begins at `at` where the companion face has all of it, accents that compose with its
    /// letters included; returns where it ends.
    fn word(
        &mut self,
        shaper: &mut Shaper<'_>,
        text: &str,
        at: usize,
        piece: &Piece,
        style: Style,
    ) -> Option<usize> {
        let tail = text.get(at..)?;
        let length = tail
            .char_indices()
            .find(|&(offset, ch)| !in_word(ch) || offset >= 64 && !is_accent(ch))
            .map_or(tail.len(), |(offset, _)| offset);
        let word = tail.get(..length)?;
        let face = shaper.companion(style.role);
        let mut foreign = |ch: char| !is_accent(ch) && shaper.slot(style.role, ch).face != face;
        if word.chars().any(&mut foreign) {
            return None;
        }
        let glyphs = shaper.shape(face, word);
        if glyphs.is_empty() || glyphs.iter().any(|glyph| glyph.glyph == 0) {
            return None;
        }
        for glyph in glyphs.iter() {
            let slot = Slot {
                face,
                glyph: glyph.glyph,
                class: Class::Latin,
                advance: glyph.advance,
                shift: glyph.shift,
                left: 0.0,
                right: 0.0,
                ink: (0.0, glyph.advance),
                no_start: false,
                no_end: false,
                known: true,
            };
            let (from, to) = (at + glyph.start as usize, at + glyph.end as usize);
            self.glyph(slot, from, to, piece, style);
        }
        Some(at + length)
    }

    /// A paragraph that is indented is not indented twice: blanks its writer typed at its head take no room.
    fn drop_leading_blanks(&mut self) {
        if !self.clusters.first().is_some_and(|first| first.kind == Kind::Indent) {
            return;
        }
        for cluster in self.clusters.iter_mut().skip(1) {
            if !matches!(cluster.class, Class::Space | Class::Joined) {
                break;
            }
            cluster.width = 0.0;
        }
    }

    fn glyph(&mut self, slot: Slot, start: usize, end: usize, piece: &Piece, style: Style) {
        let blank = slot.class == Class::Space && slot.advance == 1.0;
        let wide = slot.class.wide() || !slot.known || blank;
        // A cell of the body is a little narrower than its glyphs; an alphabet keeps its own widths.
        let unit = if wide || slot.class == Class::Digit { style.cell } else { style.size };
        let width = f64::from(slot.advance) * unit;
        self.clusters.push(Cluster {
            kind: Kind::Glyph,
            start: offset(start),
            end: offset(end),
            face: slot.face,
            glyph: slot.glyph,
            style: piece.style,
            class: slot.class,
            width,
            shift: f64::from(slot.shift) * style.size,
            left: f64::from(slot.left) * unit,
            right: f64::from(slot.right) * unit,
            no_start: slot.no_start,
            no_end: slot.no_end,
            gap: Gap::FIXED,
        });
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Whether a character is set within a word: letters of an alphabet, their accents, digits.
fn in_word(ch: char) -> bool {
    ch.is_ascii_alphanumeric()
        || is_accent(ch)
        || !ch.is_ascii() && ch.is_alphabetic() && Class::of(ch) == Class::Latin
}

/// An accent that a shaper composes with the letter before it.
fn is_accent(ch: char) -> bool {
    matches!(ch, '\u{300}'..='\u{36f}')
}

/// Whether a character that no face has continues the emoji before it: after a joiner, or as a tint.
fn joins_emoji(ch: char, before: Option<&str>) -> bool {
    matches!(ch, '\u{1f3fb}'..='\u{1f3ff}')
        || before.is_some_and(|before| before.ends_with('\u{200d}'))
}

/// Whether a curly quote belongs to an alphabet's text: `It’s`, `“hello”` between words of it.
fn is_latin_quote(ch: char, before: Option<char>, after: Option<char>) -> bool {
    let latin = |ch: Option<char>| ch.is_some_and(|ch| ch.is_ascii_alphanumeric());
    let open =
        |ch: Option<char>| latin(ch) || matches!(ch, Some(' ' | ',' | '.' | '!' | '?' | ';'));
    if is_opening(ch) {
        latin(after) && open(before)
    } else {
        open(before) && (open(after) && (latin(before) || latin(after)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::{Fonts, Role};

    fn shaped(text: &str) -> Paragraph {
        let fonts = Fonts::embedded();
        let mut shaper = Shaper::new(&fonts);
        let mut paragraph = Paragraph::default();
        paragraph.push(text, Style::new(Role::Fangsong, 16.0));
        paragraph.shape(&mut shaper)
    }

    fn width(text: &str) -> f64 {
        shaped(text).clusters.iter().map(|cluster| cluster.width + cluster.gap.kern).sum::<f64>()
            / 16.0
    }

    #[test]
    fn an_apostrophe_in_a_word_is_narrow_and_a_chinese_quote_is_not() {
        assert!(width("It’s") < 1.7);
        assert!((width("“两委”") - 4.0).abs() < 1e-6);
        assert!((width("“AI”") - width("AI") - 2.0).abs() < 1e-6);
    }

    #[test]
    fn what_draws_nothing_joins_the_character_before_it() {
        let paragraph = shaped("中\u{feff}国\u{200b}");
        assert_eq!(paragraph.clusters.len(), 2);
        assert_eq!(paragraph.clusters[1].end as usize, paragraph.text.len());
    }

    #[test]
    fn an_indented_paragraph_is_not_indented_twice() {
        let fonts = Fonts::embedded();
        let mut shaper = Shaper::new(&fonts);
        let head = |text: &str, shaper: &mut Shaper<'_>| {
            let style = Style::new(Role::Fangsong, 16.0);
            let mut paragraph = Paragraph::default();
            paragraph.push_indent(32.0, style);
            paragraph.push(text, style);
            let paragraph = paragraph.shape(shaper);
            let han = paragraph
                .clusters
                .iter()
                .take_while(|cluster| cluster.class != Class::Han || cluster.kind == Kind::Indent);
            han.map(|cluster| cluster.width + cluster.gap.kern).sum::<f64>()
        };
        for text in ["中国", "\u{3000}\u{3000}中国", "  \u{3000}中国", "\u{feff}\u{3000}中国"]
        {
            assert!((head(text, &mut shaper) - 32.0).abs() < 1e-9, "{text:?}");
        }
    }

    #[test]
    fn accents_compose_with_their_letters() {
        for (apart, whole) in [("cafe\u{301}", "café"), ("a\u{30c}", "ǎ"), ("u\u{308}\u{30c}", "ǚ")]
        {
            let (apart, whole) = (shaped(apart), shaped(whole));
            let glyphs = |paragraph: &Paragraph| -> Vec<u16> {
                paragraph.clusters.iter().map(|cluster| cluster.glyph).collect()
            };
            assert_eq!(glyphs(&apart), glyphs(&whole));
            assert!(!glyphs(&whole).contains(&0));
            assert_eq!(apart.clusters.last().unwrap().end as usize, apart.text.len());
        }
    }

    #[test]
    fn an_emoji_of_several_characters_is_one_cell() {
        assert!((width("👨\u{200d}👩\u{200d}👧") - 1.0).abs() < 1e-6);
        assert!((width("👍🏽") - 1.0).abs() < 1e-6);
        assert!((width("👍👍") - 2.0).abs() < 1e-6);
    }
}
