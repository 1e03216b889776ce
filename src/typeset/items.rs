//! A paragraph as the line breaker sees it: clusters with their widths, and between any two what the gap may
//! give, take, and whether a line may end there.

use super::frame::{NodeId, Part};
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

/// The space between two clusters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Gap {
    /// Always added, in pt: negative between marks that share their blank halves.
    pub kern: f64,
    /// How much it may shrink beyond that, in pt.
    pub shrink: f64,
    /// How much it takes before other gaps must, in pt.
    pub first: f64,
    /// Whether it takes an even share of what is left.
    pub even: bool,
    /// The cost of ending a line here; `None` where a line must not.
    pub penalty: Option<u16>,
}

impl Gap {
    const FIXED: Self = Self { kern: 0.0, shrink: 0.0, first: 0.0, even: false, penalty: None };
}

/// The cost of a line that ends here only for want of anything else.
pub(super) const RELUCTANT: u16 = 60;

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
        self.set_gaps();
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
                && ch.is_ascii_alphabetic()
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
                        _ => self.glyph(slot_of_nothing(slot), at, end, piece, style),
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
                        slot.glyph = pair;
                        slot.shift = 0.0;
                        slot.advance = 2.0;
                        rest.next();
                        end += ch.len_utf8();
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

    /// Shapes the word that begins at `at` where the companion face has all of it; returns where it ends.
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
            .find(|&(offset, ch)| !ch.is_ascii_alphanumeric() || offset >= 64)
            .map_or(tail.len(), |(offset, _)| offset);
        let word = tail.get(..length)?;
        let face = shaper.companion(style.role);
        if word.chars().any(|ch| shaper.slot(style.role, ch).face != face) {
            return None;
        }
        let glyphs = shaper.shape(face, word);
        if glyphs.is_empty() {
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

    fn glyph(&mut self, slot: Slot, start: usize, end: usize, piece: &Piece, style: Style) {
        let wide = slot.class.wide() || !slot.known;
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

    fn set_gaps(&mut self) {
        let text = &self.text;
        let mut held = false;
        for at in 1..self.clusters.len() {
            let (head, tail) = self.clusters.split_at_mut(at);
            let (Some(left), Some(right)) = (head.last_mut(), tail.first()) else { continue };
            // A mark that must not end a line must not end it before a blank either.
            if !matches!(left.class, Class::Space | Class::Joined) {
                held = left.no_end;
            }
            let size = self.styles[left.style as usize].size;
            left.gap = gap(text, left, right, size, held);
        }
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn slot_of_nothing(mut slot: Slot) -> Slot {
    slot.advance = 0.0;
    slot.shift = 0.0;
    slot.left = 0.0;
    slot.right = 0.0;
    slot.class = Class::Joined;
    slot
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

fn first_char(text: &str, cluster: &Cluster) -> char {
    text.get(cluster.start as usize..).and_then(|rest| rest.chars().next()).unwrap_or('\u{fffc}')
}

/// The gap between two clusters; `held` says that a mark before it must not end a line.
fn gap(text: &str, left: &Cluster, right: &Cluster, size: f64, held: bool) -> Gap {
    use Class::{Close, Digit, Double, Joined, Latin, Open, Space};
    if left.kind == Kind::Indent || right.kind == Kind::HardBreak {
        return Gap::FIXED;
    }
    if left.kind == Kind::HardBreak {
        return Gap { penalty: Some(0), ..Gap::FIXED };
    }
    if matches!(right.kind, Kind::Note(_)) || right.class == Joined || left.class == Joined {
        return Gap::FIXED;
    }
    if right.class == Space {
        let shrink = left.right;
        return Gap { shrink, ..Gap::FIXED };
    }
    let (one, two) = (first_char(text, left), first_char(text, right));
    let alphabet = |class| matches!(class, Latin | Digit);
    let penalty =
        if right.no_start || held || left.no_end { None } else { penalty(text, left, right) };
    if left.class == Space {
        return Gap {
            kern: 0.0,
            shrink: left.width / 3.0 + right.left,
            first: size / 2.0,
            even: true,
            penalty,
        };
    }
    if alphabet(left.class) && alphabet(right.class) && left.kind == right.kind {
        return Gap { penalty, ..Gap::FIXED };
    }
    if left.class == Double && right.class == Double && one == two {
        return Gap { penalty: None, ..Gap::FIXED };
    }
    let blank = (left.right + right.left).min(size / 2.0);
    let marks = |class| matches!(class, Open | Close);
    let shared = match (left.class, right.class) {
        (Close, Close) => left.right,
        (Close, Open) => blank,
        (Open, Open) => right.left,
        _ => 0.0,
    };
    let first = if left.class == Close || right.class == Open { size * 0.06 } else { 0.0 };
    Gap {
        kern: -shared,
        shrink: if marks(left.class) && marks(right.class) { 0.0 } else { blank },
        first,
        even: true,
        penalty,
    }
}

/// What it costs to end a line between two clusters that no prohibition holds together.
fn penalty(text: &str, left: &Cluster, right: &Cluster) -> Option<u16> {
    use Class::{Digit, Double, Latin};
    let (one, two) = (first_char(text, left), first_char(text, right));
    let fullwidth_digit = |ch: char| matches!(ch, '０'..='９');
    match (left.class, right.class) {
        (Double, Double) if one == two => None,
        // A connecting dash of one em (连接号) must not begin a line; a dash of two (破折号) rather not.
        (_, Double) if is_connecting(text, right) => None,
        (_, Double) => Some(20),
        (Double, Digit) if is_connecting(text, left) => Some(RELUCTANT),
        (Latin | Digit, Latin | Digit) => match one {
            '/' => Some(RELUCTANT),
            '-' if !two.is_ascii_digit() => Some(RELUCTANT),
            _ => None,
        },
        _ if fullwidth_digit(one) && fullwidth_digit(two) => None,
        // 1800万元 may break before 万, and 6～8 before 8, but rather not.
        (Digit, _) => Some(15),
        _ if matches!(one, '～' | '第' | '—') && (right.class == Digit) => Some(15),
        _ => Some(0),
    }
}

/// Whether a cluster is one `—` with none beside it: `1—10月` (GB/T 15834—2011, 4.13).
fn is_connecting(text: &str, cluster: &Cluster) -> bool {
    let (from, to) = (cluster.start as usize, cluster.end as usize);
    let beside = |part: Option<&str>, at_end: bool| {
        part.is_some_and(|part| if at_end { part.ends_with('—') } else { part.starts_with('—') })
    };
    text.get(from..to) == Some("—")
        && !beside(text.get(..from), true)
        && !beside(text.get(to..), false)
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

    /// The text with `|` wherever a line may end.
    fn breaks(text: &str) -> String {
        let paragraph = shaped(text);
        paragraph
            .clusters
            .iter()
            .map(|cluster| {
                let text = &paragraph.text[cluster.start as usize..cluster.end as usize];
                format!("{text}{}", if cluster.gap.penalty.is_some() { "|" } else { "" })
            })
            .collect()
    }

    #[test]
    fn adjacent_marks_share_their_blank_halves() {
        assert!((width("。”") - 1.5).abs() < 1e-6);
        assert!((width("》、") - 1.5).abs() < 1e-6);
        assert!((width("：“") - 1.5).abs() < 1e-6);
        assert!((width("“《") - 1.5).abs() < 1e-6);
        assert!((width("中。”国") - 3.5).abs() < 1e-6);
        assert!((width("》”、") - 2.0).abs() < 1e-6);
        assert!((width("——") - 2.0).abs() < 1e-6);
        assert!((width("2023年") - 3.0).abs() < 1e-6);
    }

    #[test]
    fn lines_end_only_where_they_may() {
        assert_eq!(breaks("中国，“两委”换届。"), "中|国，|“两|委”|换|届。");
        assert_eq!(breaks("增长84.2%以上"), "增|长|84.2%|以|上");
        assert_eq!(breaks("共1800万元"), "共|1800|万|元");
        assert_eq!(breaks("——中央……好"), "——|中|央|……|好");
        assert_eq!(breaks("用AI治理"), "用|AI|治|理");
        assert_eq!(breaks("见a.cn/b/c页"), "见|a.cn/|b/|c|页");
        assert_eq!(breaks("one two"), "one |two");
        assert_eq!(breaks("6～8个"), "6～|8|个");
        assert_eq!(breaks("2023年1—10月"), "2023|年|1—|10|月");
        assert_eq!(breaks("示例—样本"), "示|例—|样|本");
        assert_eq!(breaks("示例——样本"), "示|例|——|样|本");
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
}
