//! Characters to glyphs: which face draws a character, how wide it is, which half of it is blank.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, GlyphId, MetadataProvider as _, charmap::Charmap};

use super::words::LatinShaper;
use crate::cjk::{is_cjk, is_han, no_line_end, no_line_start};
use crate::fonts::{FaceId, Fonts, Role};

/// Where the optical middle of a hanzi lies above the baseline, in em: that of the embedded 宋体, measured over
/// 400 common hanzi. Faces that centre theirs elsewhere are raised or lowered to it, so that one line holds
/// when faces mix.
pub const MIDDLE: f64 = 0.38;

/// Hanzi whose middles together are those of 400 common ones, to 0.002 em in each embedded face.
const SAMPLE: [char; 2] = ['木', '火'];

/// How far from the middle of hanzi a `～` may lie, in em; faces that draw it higher are not asked for it.
const ASTRAY: f64 = 0.15;

/// What a character does in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// An ideograph or another character that fills a cell.
    Han,
    /// A full-width opening mark: its left half is blank.
    Open,
    /// A full-width closing mark, stops included: its right half is blank.
    Close,
    /// `—`, `…`: come in pairs that are never split.
    Double,
    /// A letter or mark of an alphabet, proportional.
    Latin,
    /// `0` to `9`.
    Digit,
    /// A blank a line may break after.
    Space,
    /// A blank a line may not break at.
    Joined,
    /// Stands at nothing: joins the character before it.
    Empty,
}

impl Class {
    /// The class of a character by itself.
    pub(super) fn of(ch: char) -> Self {
        match ch {
            '0'..='9' => Self::Digit,
            ' ' | '\t' | '\n' | '\r' | '\u{2002}'..='\u{200a}' | '\u{3000}' => Self::Space,
            '\u{a0}' | '\u{202f}' | '\u{2060}' => Self::Joined,
            '\u{0}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e0fff}' => Self::Empty,
            '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' => {
                Self::Empty
            }
            '—' | '…' | '⸺' | '⋯' => Self::Double,
            '，' | '。' | '、' | '；' | '：' | '？' | '！' | '．' => Self::Close,
            _ if is_han(ch) => Self::Han,
            _ if is_cjk(ch) && no_line_end(ch) && crate::cjk::is_opening(ch) => Self::Open,
            _ if is_cjk(ch) && crate::cjk::is_closing(ch) => Self::Close,
            _ if is_wide(ch) => Self::Han,
            _ => Self::Latin,
        }
    }

    /// Whether a character of this class fills cells of the grid.
    pub(super) fn wide(self) -> bool {
        matches!(self, Self::Han | Self::Open | Self::Close | Self::Double)
    }
}

/// Whether a character is drawn from the text's own face and in a cell, as opposed to the companion's
/// alphabet.
fn is_wide(ch: char) -> bool {
    is_cjk(ch)
        || matches!(ch, '×' | '÷' | '±' | '√' | '∶' | '≈' | '≠' | '≤' | '≥' | '∞' | '∷' | '℃' | '№'
            | '\u{2160}'..='\u{2182}' | '\u{2190}'..='\u{21ff}' | '\u{2500}'..='\u{27bf}' | '\u{3040}'..='\u{30ff}'
            | '\u{ac00}'..='\u{d7a3}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether a face draws a mark where it does not belong: `～` far from the middle, `？` not in the left half of
/// its cell (GB/T 15834—2011, 5.1.2, 5.1.6).
fn is_astray(data: &FaceData<'_>, ch: char, glyph: GlyphId) -> bool {
    if !matches!(ch, '～' | '？') {
        return false;
    }
    data.metrics.bounds(glyph).is_some_and(|ink| {
        let middle = f64::from(ink.y_min + ink.y_max) / 2.0 + data.raise();
        if ch == '～' { (middle - MIDDLE).abs() > ASTRAY } else { ink.x_max > 0.5 }
    })
}

/// Whether a mark takes half a cell: `·` (GB/T 15834—2011, 5.1.7), and the `∶` of proportions.
fn is_half(ch: char) -> bool {
    matches!(ch, '·' | '∶')
}

/// The role whose face draws an alphabet's characters in text of a role.
fn alphabet_role(role: Role) -> Role {
    match role {
        Role::Fangsong | Role::Kai => Role::Song,
        Role::Xiaobiaosong | Role::Hei | Role::Song => role,
    }
}

/// A character in a role: face, glyph and figures in em.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    pub face: FaceId,
    pub glyph: u16,
    pub class: Class,
    /// Advance; 1 for what fills a cell.
    pub advance: f32,
    /// Where the glyph is drawn in its cell.
    pub shift: f32,
    /// How much blank the cell may give up on its left.
    pub left: f32,
    /// How much blank the cell may give up on its right.
    pub right: f32,
    /// The ink, left and right, of a mark's glyph.
    pub ink: (f32, f32),
    /// Whether it must not begin a line.
    pub no_start: bool,
    /// Whether it must not end a line.
    pub no_end: bool,
    /// Whether some face has the character.
    pub known: bool,
}

/// A glyph of a shaped word.
#[derive(Debug, Clone, Copy)]
pub(super) struct WordGlyph {
    pub glyph: u16,
    /// First byte in the word.
    pub start: u32,
    /// One past its last byte in the word.
    pub end: u32,
    /// In em.
    pub advance: f32,
    /// In em.
    pub shift: f32,
}

struct FaceData<'f> {
    charmap: Charmap<'f>,
    metrics: GlyphMetrics<'f>,
    font: FontRef<'f>,
    /// Asked for when the face is first drawn with.
    raise: OnceCell<f64>,
}

impl FaceData<'_> {
    /// How far glyphs are raised, so that the middle of hanzi is that of all faces, in em.
    fn raise(&self) -> f64 {
        *self.raise.get_or_init(|| {
            let middle = |ch: char| {
                let ink = self.metrics.bounds(self.charmap.map(ch)?)?;
                Some(f64::from(ink.y_min + ink.y_max) / 2.0)
            };
            let sample = SAMPLE.iter().filter_map(|&ch| middle(ch));
            let (sum, count) = sample.fold((0.0, 0.0), |(sum, count), at| (sum + at, count + 1.0));
            let middle = if count > 0.0 { sum / count } else { MIDDLE };
            if (middle - MIDDLE).abs() < 0.25 { MIDDLE - middle } else { 0.0 }
        })
    }
}

type Leaf = Box<[Option<Slot>; 256]>;

/// Looks characters up, each once.
pub(super) struct Shaper<'f> {
    fonts: &'f Fonts,
    faces: Vec<Option<FaceData<'f>>>,
    slots: Vec<Vec<Option<Leaf>>>,
    latin: Vec<Option<LatinShaper>>,
    words: HashMap<(FaceId, String), Rc<[WordGlyph]>>,
}

impl<'f> Shaper<'f> {
    pub(super) fn new(fonts: &'f Fonts) -> Self {
        let faces: Vec<_> = fonts
            .iter()
            .map(|(_, face)| {
                let font = face.font()?;
                let charmap = font.charmap();
                let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
                let raise = OnceCell::new();
                Some(FaceData { charmap, metrics, font, raise })
            })
            .collect();
        let latin = faces.iter().map(|_| None).collect();
        Self {
            fonts,
            faces,
            slots: (0..Role::ALL.len()).map(|_| Vec::new()).collect(),
            latin,
            words: HashMap::new(),
        }
    }

    /// How far the glyphs of a face are raised, in em.
    pub(super) fn raise(&self, face: FaceId) -> f64 {
        self.data(face).map_or(0.0, FaceData::raise)
    }

    /// Where a glyph's ink ends below and above the baseline, in em, upwards, once raised; nothing for a blank.
    pub(super) fn ink(&self, face: FaceId, glyph: u16) -> Option<(f64, f64)> {
        let data = self.data(face)?;
        let (bottom, top) = super::ink::extent(&data.font, glyph)?;
        let upem = f64::from(self.fonts.face(face).upem.max(1));
        Some((data.raise() + bottom / upem, data.raise() + top / upem))
    }

    fn data(&self, face: FaceId) -> Option<&FaceData<'f>> {
        self.faces.get(usize::from(face.0))?.as_ref()
    }

    /// The character in a role.
    pub(super) fn slot(&mut self, role: Role, ch: char) -> Slot {
        let (high, low) = (ch as usize >> 8, ch as usize & 0xff);
        if let Some(Some(leaf)) = self.slots[role as usize].get(high)
            && let Some(slot) = leaf[low]
        {
            return slot;
        }
        let slot = self.find(role, ch);
        let leaves = &mut self.slots[role as usize];
        if leaves.len() <= high {
            leaves.resize_with(high + 1, || None);
        }
        leaves[high].get_or_insert_with(|| Box::new([None; 256]))[low] = Some(slot);
        slot
    }

    /// A curly quote as an alphabet's text has it.
    pub(super) fn narrow(&mut self, role: Role, ch: char) -> Slot {
        self.slot(alphabet_role(role), ch).narrow()
    }

    /// The faces to ask in order: for an alphabet's characters the companion first.
    fn chain(&self, role: Role, class: Class) -> [FaceId; 6] {
        let first = if class.wide() { role } else { alphabet_role(role) };
        let chain = self.fonts.chain(role);
        [self.fonts.of(first), chain[0], chain[1], chain[2], chain[3], chain[4]]
    }

    fn find(&mut self, role: Role, ch: char) -> Slot {
        let class = Class::of(ch);
        let asked = match ch {
            '\t' | '\n' | '\r' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{2060}' => ' ',
            // The same marks by their other code points.
            '⸺' => '—',
            '⋯' => '…',
            other => other,
        };
        // Dots and circles of 仿宋 and 楷体 lie off the middle, and their circles end at ⑩: 宋体 has them all.
        let borrowed = ch == '·' || matches!(ch, '\u{2460}'..='\u{2473}');
        let chain = self.chain(role, if borrowed { Class::Latin } else { class });
        let pick = |asked: char| {
            chain.iter().find_map(|&face| {
                let data = self.data(face)?;
                // A dot as wide as a cell, since readers take the room beside a narrow one for a blank.
                let wide =
                    |&glyph: &GlyphId| data.metrics.advance_width(glyph).is_some_and(|w| w > 0.9);
                let bullet = if ch == '·' { data.charmap.map('•').filter(wide) } else { None };
                let glyph = bullet.or_else(|| data.charmap.map(asked))?;
                if role != Role::Song && is_astray(data, ch, glyph) {
                    return None;
                }
                Some((face, glyph))
            })
        };
        // Faces without a minus have a dash as wide.
        let found = pick(asked).or_else(|| if ch == '−' { pick('–') } else { None });
        let known = found.is_some();
        let (face, glyph) = found.unwrap_or_else(|| (self.fonts.of(Role::Song), GlyphId::new(0)));
        let full = if class == Class::Double { self.full_width(face, asked) } else { None };
        let glyph = full.unwrap_or(glyph);
        let (advance, ink) = self.data(face).map_or((1.0, (0.0, 1.0)), |data| {
            let advance = data.metrics.advance_width(glyph).unwrap_or(1.0);
            // Reading an outline costs more than all else here; only marks are asked for their ink.
            let mark = matches!(class, Class::Open | Class::Close) || is_half(ch);
            let ink = mark.then(|| data.metrics.bounds(glyph)).flatten();
            let ink = ink.map_or((0.0, advance), |ink| (ink.x_min, ink.x_max));
            (advance, ink)
        });
        let mut slot = Slot {
            face,
            glyph: u16::try_from(glyph.to_u32()).unwrap_or(0),
            class,
            advance,
            shift: 0.0,
            left: 0.0,
            right: 0.0,
            ink,
            no_start: no_line_start(ch),
            no_end: no_line_end(ch),
            known: known || class == Class::Empty,
        };
        if class.wide() || !known {
            slot.fill_cell();
        }
        match class {
            Class::Digit if (0.42..0.62).contains(&advance) => {
                slot.advance = 0.5;
                slot.shift = (0.5 - advance) / 2.0;
            }
            Class::Joined if ch == '\u{2060}' => slot.advance = 0.0,
            Class::Space if ch == '\u{3000}' => slot.advance = 1.0,
            _ if is_half(ch) && known => {
                slot.advance = 0.5;
                slot.shift = 0.25 - (ink.0 + ink.1) / 2.0;
            }
            _ => {}
        }
        slot
    }

    /// The full-width glyph of `—` or `…` in a face whose character map gives a proportional one.
    fn full_width(&mut self, face: FaceId, ch: char) -> Option<GlyphId> {
        let data = self.data(face)?;
        let plain = data.charmap.map(ch)?;
        if data.metrics.advance_width(plain).is_some_and(|advance| advance > 0.97) {
            return None;
        }
        match *self.shape(face, ch.encode_utf8(&mut [0; 4])) {
            [one] => Some(GlyphId::new(u32::from(one.glyph))),
            _ => None,
        }
    }

    /// The one glyph that draws `——` in a face, where it has one.
    pub(super) fn dash(&mut self, face: FaceId) -> Option<u16> {
        match *self.shape(face, "——") {
            [one] if (1.9..2.1).contains(&one.advance) => Some(one.glyph),
            _ => None,
        }
    }

    /// A word shaped with the face's kerning, ligatures and Chinese forms; kept, since words come again.
    pub(super) fn shape(&mut self, face: FaceId, word: &str) -> Rc<[WordGlyph]> {
        let key = (face, word.to_owned());
        if let Some(glyphs) = self.words.get(&key) {
            return Rc::clone(glyphs);
        }
        let upem = f32::from(self.fonts.face(face).upem.max(1));
        let at = usize::from(face.0);
        if self.latin[at].is_none() {
            self.latin[at] = self.faces[at].as_ref().map(|data| LatinShaper::new(&data.font));
        }
        let glyphs: Rc<[WordGlyph]> = match (&mut self.latin[at], &self.faces[at]) {
            (Some(latin), Some(data)) => latin.shape(&data.font, word, upem).into(),
            _ => Rc::new([]),
        };
        self.words.insert(key, Rc::clone(&glyphs));
        glyphs
    }

    /// The face that draws an alphabet's characters in a role.
    pub(super) fn companion(&self, role: Role) -> FaceId {
        self.chain(role, Class::Latin)[0]
    }
}

impl Slot {
    /// Sets the glyph in a cell of one em, and finds which part of the cell is blank.
    fn fill_cell(&mut self) {
        let (advance, (left, right)) = (self.advance, self.ink);
        let slack = 1.0 - advance;
        if slack.abs() > 0.02 {
            self.shift = match self.class {
                Class::Open => slack,
                Class::Close => 0.0,
                _ => slack / 2.0,
            };
        }
        self.advance = 1.0;
        let (left, right) = (left + self.shift, right + self.shift);
        match self.class {
            Class::Open if left >= 0.5 => self.left = 0.5,
            Class::Open => self.left = (left - 0.04).clamp(0.0, 0.5),
            Class::Close if right <= 0.5 => self.right = 0.5,
            Class::Close => self.right = (0.96 - right).clamp(0.0, 0.5),
            _ => {}
        }
    }

    /// The one glyph of a dash of two cells.
    pub(super) fn pair(&mut self, glyph: u16) {
        self.glyph = glyph;
        self.shift = 0.0;
        self.advance = 2.0;
    }

    /// What stands at nothing and draws nothing.
    pub(super) fn nothing(mut self) -> Self {
        (self.advance, self.shift, self.left, self.right) = (0.0, 0.0, 0.0, 0.0);
        self.class = Class::Joined;
        self
    }

    /// The same character as an alphabet's text has it: a quote or apostrophe no wider than its ink.
    fn narrow(mut self) -> Self {
        let (left, right) = self.ink;
        self.advance = right - left + 0.1;
        self.shift = 0.05 - left;
        self.left = 0.0;
        self.right = 0.0;
        self.class = Class::Latin;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_fills_a_cell_and_knows_its_blank_half() {
        let fonts = Fonts::embedded();
        let mut shaper = Shaper::new(&fonts);
        for role in Role::ALL {
            for ch in "，。、；：”’）》〉〕】".chars() {
                let slot = shaper.slot(role, ch);
                assert!((slot.advance - 1.0).abs() < 1e-6, "{role:?} {ch}");
                assert!((slot.right - 0.5).abs() < 1e-6, "{role:?} {ch} {slot:?}");
            }
            for ch in "“‘（《〈〔【".chars() {
                let slot = shaper.slot(role, ch);
                assert!((slot.left - 0.5).abs() < 1e-6, "{role:?} {ch} {slot:?}");
            }
            let dash = shaper.slot(role, '—');
            assert!((dash.advance - 1.0).abs() < 1e-6 && dash.shift.abs() < 0.03, "{dash:?}");
        }
        assert!(shaper.dash(fonts.of(Role::Song)).is_some());
    }

    #[test]
    fn a_face_without_a_character_is_helped_out() {
        let fonts = Fonts::embedded();
        let mut shaper = Shaper::new(&fonts);
        let slot = shaper.slot(Role::Fangsong, '⑪');
        assert_eq!(slot.face, fonts.of(Role::Song));
        assert_ne!(slot.glyph, 0);
        let missing = shaper.slot(Role::Fangsong, '\u{1f600}');
        assert!(!missing.known && (missing.advance - 1.0).abs() < 1e-6);
        assert_eq!(shaper.slot(Role::Kai, '3').face, fonts.of(Role::Song));
        assert_eq!(shaper.slot(Role::Hei, '3').face, fonts.of(Role::Hei));
    }

    /// The ink of a character set in its place: bottom, top, left and right in em, raised as its face is.
    fn ink(shaper: &mut Shaper<'_>, role: Role, ch: char) -> [f64; 4] {
        let slot = shaper.slot(role, ch);
        let data = shaper.data(slot.face).unwrap();
        let ink = data.metrics.bounds(GlyphId::new(u32::from(slot.glyph))).unwrap();
        let [bottom, top] = [ink.y_min, ink.y_max].map(|y| f64::from(y) + data.raise());
        [bottom, top, f64::from(ink.x_min + slot.shift), f64::from(ink.x_max + slot.shift)]
    }

    #[test]
    fn faces_share_one_middle() {
        let fonts = Fonts::embedded();
        let mut shaper = Shaper::new(&fonts);
        assert!(shaper.raise(fonts.of(Role::Song)).abs() < 0.005);
        #[cfg(feature = "fandol")]
        assert!((0.06..0.09).contains(&shaper.raise(fonts.of(Role::Fangsong))));
        let hanzi = "坚持党建引领乡村振兴全面推进基层治理体系现代化建设为民服务解难题";
        let middle = |text: &str, role: Role, shaper: &mut Shaper<'_>| {
            let middles = text.chars().map(|ch| {
                let [bottom, top, ..] = ink(shaper, role, ch);
                (bottom + top) / 2.0
            });
            middles.sum::<f64>() / text.chars().count() as f64
        };
        for role in Role::ALL {
            let hanzi = middle(hanzi, role, &mut shaper);
            assert!((hanzi - MIDDLE).abs() < 0.012, "{role:?}: {hanzi}");
            // 16 pt: a fiftieth of an em is a third of a point.
            let digits = middle("0123456789", role, &mut shaper);
            assert!((digits - hanzi).abs() < 0.03, "{role:?}: digits {digits}, hanzi {hanzi}");
            for mark in
                "·～①⑪（）《》".chars().filter(|&ch| ch != '·' || role != Role::Xiaobiaosong)
            {
                let at = middle(&mark.to_string(), role, &mut shaper);
                assert!((at - MIDDLE).abs() < 0.03, "{role:?} {mark}: {at}");
            }
        }
    }

    #[test]
    fn digits_and_dots_are_centred_in_their_half_cells() {
        let fonts = Fonts::embedded();
        let mut shaper = Shaper::new(&fonts);
        for role in Role::ALL {
            for ch in "0123456789·∶".chars() {
                let [_, _, left, right] = ink(&mut shaper, role, ch);
                assert!(
                    ((left + right) / 2.0 - 0.25).abs() < 0.03,
                    "{role:?} {ch}: {left} {right}"
                );
                assert!((shaper.slot(role, ch).advance - 0.5).abs() < 1e-6, "{role:?} {ch}");
            }
        }
    }

    #[test]
    fn squeezed_marks_keep_their_ink_apart() {
        use super::super::items::{Paragraph, Style};
        let fonts = Fonts::embedded();
        let mut shaper = Shaper::new(&fonts);
        let all = "，。、；：？！“”‘’（）《》〈〉〔〕【】—…·国一8A";
        for role in Role::ALL {
            for (one, two) in all.chars().flat_map(|one| all.chars().map(move |two| (one, two))) {
                let mut paragraph = Paragraph::default();
                paragraph.push(&format!("中{one}{two}国"), Style::new(role, 1.0));
                let paragraph = paragraph.shape(&mut shaper);
                let mut right = f64::NEG_INFINITY;
                let mut x = 0.0;
                for cluster in &paragraph.clusters {
                    let data = shaper.data(cluster.face).unwrap();
                    let ink = data.metrics.bounds(GlyphId::new(u32::from(cluster.glyph))).unwrap();
                    let left = x + cluster.shift + f64::from(ink.x_min);
                    let shown = &paragraph.text[cluster.start as usize..];
                    // Two halves of a dash or an ellipsis join.
                    let joined = shown.starts_with(['—', '…', 'A', '8']);
                    let apart = left - right;
                    let least = if [one, two].iter().any(char::is_ascii_alphanumeric) {
                        0.01
                    } else {
                        0.02
                    };
                    assert!(apart > least || joined, "{role:?} {one}{two}: {apart} before {shown}");
                    right = x + cluster.shift + f64::from(ink.x_max);
                    x += cluster.width + cluster.gap.kern - cluster.gap.shrink;
                }
            }
        }
    }

    #[test]
    fn words_are_kerned() {
        let fonts = Fonts::embedded();
        let mut shaper = Shaper::new(&fonts);
        let face = fonts.of(Role::Song);
        let pair: f32 = shaper.shape(face, "AV").iter().map(|glyph| glyph.advance).sum();
        let apart = shaper.slot(Role::Song, 'A').advance + shaper.slot(Role::Song, 'V').advance;
        assert!(pair < apart);
    }
}
