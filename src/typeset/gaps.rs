//! The space between two clusters: what is always taken from it, what it may give and take, and what it costs
//! to end a line there.
//!
//! Marks follow GB/T 15834—2011, 5.1, and W3C clreq. A pair of marks takes one cell and a half: half an em is
//! taken from the pair, never from each, since readers of PDFs take a whole em backwards for a new line.

use super::items::{Cluster, Kind};
use super::shape::Class;
use super::style::Style;

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
    /// Whether the blank in it belongs to a mark that ends a sentence and is squeezed less than others.
    pub pause: bool,
    /// The cost of ending a line here; `None` where a line must not.
    pub penalty: Option<u16>,
}

impl Gap {
    pub(super) const FIXED: Self =
        Self { kern: 0.0, shrink: 0.0, first: 0.0, even: false, pause: false, penalty: None };
}

/// The cost of a line that ends here only for want of anything else.
const RELUCTANT: u16 = 60;
/// The cost of a line that begins with `——` or `……`.
const DOUBLE: u16 = 60;
/// The cost of a line that ends between a number and what it counts.
const COUNT: u16 = 20;
/// The cost of a line that ends within a short quotation or bracket.
const SHORT: u16 = 12;
/// The most clusters of a quotation or bracket that counts as short.
const SHORT_CLUSTERS: usize = 4;
/// How much a gap beside a mark takes before others do, in em.
const FIRST: f64 = 0.06;
/// A blank typed between a Chinese character and an alphabet, in em.
const THIN: f64 = 0.16;

/// Sets all gaps of a paragraph.
pub(super) fn set(text: &str, styles: &[Style], clusters: &mut [Cluster]) {
    let mut state = State::default();
    for at in 1..clusters.len() {
        state.step(text, clusters, at - 1);
        let (head, tail) = clusters.split_at_mut(at);
        let Some(left) = head.last_mut() else { continue };
        if tail.first().is_some_and(|right| right.class == Class::Space) {
            thin_blank(text, left, tail, styles);
        }
        let Some(right) = tail.first() else { continue };
        let size = styles.get(left.style as usize).map_or(16.0, |style| style.size);
        left.gap = state.gap(text, left, right, size);
        // A name that is to stay whole.
        let whole = styles.get(left.style as usize).is_some_and(|style| style.whole);
        if whole && left.style == right.style {
            left.gap.penalty = None;
        }
    }
    bind(text, clusters);
}

/// Units of more than one character: none is split, nor parted from its number.
const UNITS: [&str; 25] = [
    "个百分点",
    "平方公里",
    "平方千米",
    "立方米",
    "平方米",
    "百分点",
    "公里",
    "千米",
    "厘米",
    "毫米",
    "公斤",
    "千克",
    "公顷",
    "小时",
    "分钟",
    "人次",
    "户次",
    "个月",
    "年度",
    "周年",
    "月份",
    "千瓦",
    "兆瓦",
    "万元",
    "亿元",
];
/// The cost of a line that ends between a number and its unit, or inside that, or inside `一是`: more than a stretched
/// line's.
const BOUND: u16 = 110;

/// Binds numbers to their units (`15.4平方公里`; `1800万元` may be parted before 万), and `一是` where it leads a sentence.
fn bind(text: &str, clusters: &mut [Cluster]) {
    let raise = |at: usize, clusters: &mut [Cluster]| {
        if let Some(Cluster { gap: Gap { penalty: Some(penalty), .. }, .. }) = clusters.get_mut(at)
        {
            *penalty = BOUND.max(*penalty);
        }
    };
    for at in 0..clusters.len().saturating_sub(1) {
        let (left, right) = (&clusters[at], &clusters[at + 1]);
        if right.class != Class::Han {
            continue;
        }
        let two = first_char(text, right);
        if left.class == Class::Digit {
            let rest = text.get(right.start as usize..).unwrap_or_default();
            let scaled = rest.trim_start_matches(['万', '亿', '多', '余']);
            let scale = rest.len().saturating_sub(scaled.len()) / '万'.len_utf8();
            if scale == 0 && crate::cjk::is_han(two) {
                raise(at, clusters);
            }
            let unit = UNITS.iter().find(|unit| scaled.starts_with(**unit));
            let inside = unit.map_or(0, |unit| unit.chars().count() - 1);
            for gap in (at + 1..).take(scale + inside) {
                raise(gap, clusters);
            }
        } else if two == '是' && is_numeral(first_char(text, left)) {
            let before = at.checked_sub(1).and_then(|before| clusters.get(before));
            if before.is_none_or(|one| one.kind == Kind::Indent || one.class == Class::Close) {
                raise(at, clusters);
            }
        }
    }
}

/// Makes a single blank between a Chinese character and an alphabet thin.
fn thin_blank(text: &str, left: &Cluster, tail: &mut [Cluster], styles: &[Style]) {
    let [blank, right, ..] = tail else { return };
    // An ideographic blank is meant to be as wide as it is.
    if text.get(blank.start as usize..blank.end as usize) == Some(" ")
        && left.class.wide() != right.class.wide()
        && left.class != Class::Space
        && right.class != Class::Space
    {
        let size = styles.get(blank.style as usize).map_or(16.0, |style| style.size);
        blank.width = blank.width.min(THIN * size);
    }
}

/// What is known of the text before a gap.
#[derive(Default)]
struct State {
    /// A mark before it must not end a line, blanks between or not.
    held: bool,
    /// How many `？` and `！` end here.
    cries: usize,
    /// The gaps before this cluster lie within a short quotation.
    short: usize,
    /// The clusters before this one are one run of an alphabet.
    run: usize,
    /// That run is an address of the net.
    address: bool,
    at: usize,
}

impl State {
    /// Takes in the cluster on a gap's left.
    fn step(&mut self, text: &str, clusters: &[Cluster], at: usize) {
        let Some(left) = clusters.get(at) else { return };
        self.at = at;
        // A mark that must not end a line must not end it before a blank either.
        if !matches!(left.class, Class::Space | Class::Joined) {
            self.held = left.no_end;
        }
        match left.class {
            Class::Close if matches!(first_char(text, left), '？' | '！') => self.cries += 1,
            _ => self.cries = 0,
        }
        if left.class == Class::Open {
            let inside = clusters.iter().skip(at + 1).take(SHORT_CLUSTERS + 1);
            let end = inside.take_while(|cluster| cluster.class != Class::Open);
            if let Some(length) = end.map(|c| c.class).position(|class| class == Class::Close) {
                self.short = at + 1 + length;
            }
        }
        if at >= self.run && is_alphabet(left) {
            let run = clusters[at..].iter().take_while(|cluster| is_alphabet(cluster));
            self.run = at + run.count();
            let end = clusters.get(self.run - 1).map_or(left.end, |last| last.end);
            let run = text.get(left.start as usize..end as usize).unwrap_or_default();
            self.address = is_address(run);
        }
    }

    fn gap(&self, text: &str, left: &Cluster, right: &Cluster, size: f64) -> Gap {
        use Class::{Close, Double, Joined, Open, Space};
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
            return Gap { shrink: left.right, ..Gap::FIXED };
        }
        let free = !(right.no_start || self.held || left.no_end);
        let penalty = if free { self.penalty(text, left, right) } else { None };
        if left.class == Space {
            // An ideographic blank is a cell of the grid.
            let elastic = left.width < 0.6 * size;
            let shrink = right.left + if elastic { left.width / 3.0 } else { 0.0 };
            let first = if elastic { size / 2.0 } else { 0.0 };
            return Gap { shrink, first, even: true, penalty, ..Gap::FIXED };
        }
        let letters = [is_letter(left), is_letter(right)];
        if letters == [true; 2] && left.kind == right.kind {
            return Gap { penalty, ..Gap::FIXED };
        }
        let same = || first_char(text, left) == first_char(text, right);
        if left.class == Double && right.class == Double && (right.start == right.end || same()) {
            return Gap::FIXED;
        }
        let blank = (left.right + right.left).min(size / 2.0);
        let marks = |class| matches!(class, Open | Close);
        let shared = match (left.class, right.class) {
            (Close, Close) => left.right,
            (Close, Open) => blank,
            (Open, Open) => right.left,
            // `？！` takes one cell (5.1.2): the second gives up its blank half too.
            (Close, _) if self.cries == 2 => left.right,
            _ => 0.0,
        };
        let beside = left.class == Close || right.class == Open;
        Gap {
            kern: -shared,
            shrink: if marks(left.class) && marks(right.class) || shared > 0.0 {
                0.0
            } else {
                blank
            },
            first: if beside { size * FIRST } else { 0.0 },
            even: true,
            pause: left.class == Close && matches!(first_char(text, left), '。' | '？' | '！'),
            penalty,
        }
    }

    /// What it costs to end a line between two clusters that no prohibition holds together.
    fn penalty(&self, text: &str, left: &Cluster, right: &Cluster) -> Option<u16> {
        use Class::{Digit, Double, Han, Open};
        // What draws nothing joined the character before it, which takes three bytes but for rare ones.
        if left.end - left.start > 3 {
            let shown = text.get(left.start as usize..left.end as usize).unwrap_or_default();
            if shown.ends_with('\u{200b}') {
                return Some(0);
            }
            if shown.ends_with('\u{feff}') {
                return None;
            }
        }
        let (one, two) = (first_char(text, left), first_char(text, right));
        if is_letter(left) && is_letter(right) {
            return self.letters(one, two);
        }
        // Nearly all gaps: between two ordinary characters.
        let inside = self.at < self.short;
        let plain = left.class == Han && right.class == Han && !inside;
        if plain && is_plain(one) && is_plain(two) {
            return Some(0);
        }
        let found = match (left.class, right.class) {
            // A connecting dash of one em (连接号) must not begin a line (5.1.6); a dash of two rather not.
            (_, Double) if is_connecting(text, right) => return None,
            (Double, Double) if one == two => return None,
            (_, Double) => DOUBLE,
            (Double, Digit) if is_connecting(text, left) => RELUCTANT,
            (Double, _) if is_connecting(text, left) => SHORT,
            // A stroke that divides must end no line (5.1.9).
            _ if matches!(one, '/' | '／') => return None,
            _ if is_full_width(one) && is_full_width(two) => return None,
            (Digit, _) if is_unit(two) => return None,
            (Digit, Open) => 0,
            (Digit, _) => COUNT,
            // `〔2026〕12号`: the year in its brackets stays with the number.
            (_, Digit) if one == '〕' => RELUCTANT,
            (_, Open) if two == '〔' && starts_with_digit(text, right.end) => RELUCTANT,
            (_, Digit) if matches!(one, '～' | '〜') => COUNT,
            (_, Digit) if matches!(one, '：' | '·') && ends_with_digit(text, left.start) => {
                RELUCTANT
            }
            (_, Digit) if matches!(one, '第' | '图' | '表' | '件') => COUNT,
            (_, Digit) if matches!(one, '＋' | '－' | '×' | '÷' | '＝' | '≥' | '≤' | '≈') => {
                COUNT
            }
            _ if one == '第' && is_numeral(two) => COUNT,
            _ if is_numeral(one) && is_numeral(two) => SHORT,
            // A numbered item's number stays with its text.
            _ if is_enclosed(one) => SHORT,
            _ if one == '·' => SHORT,
            _ => 0,
        };
        Some(if inside { found.max(SHORT) } else { found })
    }

    /// The same within a run of an alphabet: words and numbers are not split; addresses are, after marks.
    fn letters(&self, one: char, two: char) -> Option<u16> {
        if !two.is_alphanumeric() {
            return None;
        }
        match one {
            '/' if self.address => Some(COUNT),
            '.' | '_' | '?' | '&' | '=' if self.address => Some(RELUCTANT),
            // Readers of PDFs drop a hyphen that ends a line.
            '-' if self.address || two.is_alphabetic() => Some(3 * RELUCTANT),
            '/' => Some(2 * RELUCTANT),
            ',' | ';' | ')' if two.is_alphabetic() => Some(RELUCTANT),
            _ => None,
        }
    }
}

/// Whether a cluster is part of a word, a number or an address.
fn is_letter(cluster: &Cluster) -> bool {
    matches!(cluster.class, Class::Latin | Class::Digit)
}

fn is_alphabet(cluster: &Cluster) -> bool {
    is_letter(cluster) && cluster.kind == Kind::Glyph
}

/// Whether a run of an alphabet is an address of the net or of mail.
pub(super) fn is_address(run: &str) -> bool {
    let named = |run: &str| run.contains('.') && run.bytes().any(|byte| byte.is_ascii_alphabetic());
    run.contains("://")
        || run.contains("www.")
        || run.contains('@') && named(run)
        || run.contains('/') && named(run)
}

fn first_char(text: &str, cluster: &Cluster) -> char {
    text.get(cluster.start as usize..).and_then(|rest| rest.chars().next()).unwrap_or('\u{fffc}')
}

fn starts_with_digit(text: &str, at: u32) -> bool {
    text.as_bytes().get(at as usize).is_some_and(u8::is_ascii_digit)
}

fn ends_with_digit(text: &str, at: u32) -> bool {
    let last = (at as usize).checked_sub(1);
    last.and_then(|last| text.as_bytes().get(last)).is_some_and(u8::is_ascii_digit)
}

/// Full-width digits and letters: as one word.
fn is_full_width(ch: char) -> bool {
    matches!(ch, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// A unit in one character: `㎡`, `℃`, `°`.
fn is_unit(ch: char) -> bool {
    matches!(ch, '\u{3371}'..='\u{337a}' | '\u{3380}'..='\u{33df}' | '℃' | '℉' | '°' | '％' | '‰')
}

/// A Chinese numeral.
fn is_numeral(ch: char) -> bool {
    matches!(
        ch,
        '〇' | '零'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '亿'
            | '两'
    )
}

/// A hanzi that stands for no number and counts nothing: no rule is about it.
fn is_plain(ch: char) -> bool {
    matches!(ch, '\u{4e00}'..='\u{9fff}') && ch != '第' && !is_numeral(ch)
}

/// A number in a circle or brackets, or with a full stop.
fn is_enclosed(ch: char) -> bool {
    matches!(ch, '\u{2460}'..='\u{249b}' | '\u{24ea}'..='\u{24ff}' | '\u{2776}'..='\u{2793}'
        | '\u{3220}'..='\u{3229}' | '\u{3251}'..='\u{325f}' | '\u{3280}'..='\u{3289}'
        | '\u{32b1}'..='\u{32bf}')
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
    use super::super::items::{Paragraph, Style};
    use super::super::shape::Shaper;
    use super::*;
    use crate::fonts::{Fonts, Role};

    fn shaped(text: &str) -> Paragraph {
        let fonts = Fonts::embedded();
        let mut shaper = Shaper::new(&fonts);
        let mut paragraph = Paragraph::default();
        paragraph.push(text, Style::new(Role::Fangsong, 16.0));
        paragraph.shape(&mut shaper)
    }

    /// Cells a text takes where nothing gives and takes.
    fn width(text: &str) -> f64 {
        let advance = |cluster: &Cluster| cluster.width + cluster.gap.kern;
        shaped(text).clusters.iter().map(advance).sum::<f64>() / 16.0
    }

    /// The text with `|` wherever a line may end.
    fn breaks(text: &str) -> String {
        let paragraph = shaped(text);
        let show = |cluster: &Cluster| {
            let text = &paragraph.text[cluster.start as usize..cluster.end as usize];
            format!("{text}{}", if cluster.gap.penalty.is_some() { "|" } else { "" })
        };
        paragraph.clusters.iter().map(show).collect()
    }

    /// What it costs to end a line before the `|` of a text.
    fn cost(text: &str) -> u16 {
        let at = text.find('|').unwrap();
        let paragraph = shaped(&text.replace('|', ""));
        let cluster = paragraph.clusters.iter().find(|cluster| cluster.end as usize == at);
        cluster.and_then(|cluster| cluster.gap.penalty).unwrap()
    }

    #[test]
    fn numbers_stay_with_their_units_and_lead_words_are_whole() {
        for text in [
            "共96|亩",
            "达15.4平|方公里",
            "提高2.4个百|分点",
            "投入24|小时",
            "资金1800万|元",
            "一|是建强组织",
            "好；二|是做强产业",
        ] {
            assert!(cost(text) >= BOUND, "{text}: {}", cost(text));
        }
        for text in ["资金1800|万元", "达15.4平方公里|左右", "产业园|区", "统一|是大势"]
        {
            assert!(cost(text) < BOUND, "{text}: {}", cost(text));
        }
    }

    #[test]
    fn an_ideographic_blank_keeps_its_width_beside_a_digit() {
        assert!((width("表2　产业") - width("表2产业") - 1.0).abs() < 1e-6);
        assert!(width("用5 G网络") - width("用5G网络") < 0.3);
    }

    #[test]
    fn adjacent_marks_share_their_blank_halves() {
        for (text, cells) in [
            ("。”", 1.5),
            ("》、", 1.5),
            ("：“", 1.5),
            ("“《", 1.5),
            ("”“", 1.5),
            ("中。”国", 3.5),
            ("》”、", 2.0),
            ("。”）", 2.0),
            ("》、《", 2.0),
            ("：“‘", 2.0),
            ("’”。", 2.0),
            ("》）、《", 2.5),
            ("……”国", 4.0),
            ("——“国", 4.0),
            ("——", 2.0),
            ("⸺", 2.0),
            ("⋯⋯", 2.0),
            ("2023年", 3.0),
            ("3∶1", 1.5),
            ("列·宁", 2.5),
            // 5.1.2: two of them take one cell, three take two.
            ("民？！国", 3.0),
            ("民！！国", 3.0),
            ("民！！！国", 4.0),
        ] {
            assert!((width(text) - cells).abs() < 1e-6, "{text}: {}", width(text));
        }
    }

    #[test]
    fn lines_end_only_where_they_may() {
        for (text, wanted) in [
            ("中国，“两委”换届。", "中|国，|“两|委”|换|届。"),
            ("增长84.2%以上", "增|长|84.2%|以|上"),
            ("共1,800.5万元", "共|1,800.5|万|元"),
            ("在14:30开会", "在|14:30|开|会"),
            ("比为3∶1。", "比|为|3∶|1。"),
            ("——中央……好", "——|中|央|……|好"),
            ("⸺中央⋯⋯好", "⸺|中|央|⋯⋯|好"),
            ("用AI治理", "用|AI|治|理"),
            ("用“AI+”治理", "用|“AI+”|治|理"),
            ("见a.cn/b/c页", "见|a.|cn/|b/|c|页"),
            ("见https://a.cn/b?c=d页", "见|https://|a.|cn/|b?|c=|d|页"),
            ("寄a_b@c.cn给", "寄|a_|b@c.|cn|给"),
            ("见3.14和v1.2版", "见|3.14|和|v1.2|版"),
            ("one two", "one |two"),
            ("It’s state-of-art", "It’s |state-|of-|art"),
            ("6～8个", "6～|8|个"),
            ("6%～8%", "6%～|8%"),
            ("2023年1—10月", "2023|年|1—|10|月"),
            ("示例—样本", "示|例—|样|本"),
            ("示例——样本", "示|例|——|样|本"),
            ("共120㎡、16℃、5㎏", "共|120㎡、|16℃、|5㎏"),
            ("气温±5°，￥3，№4，§5", "气|温|±5°，|￥3，|№4，|§5"),
            ("元/吨，中／英", "元/吨，|中／英"),
            ("（一）中", "（一）|中"),
            ("电话010-8888", "电|话|010-8888"),
            ("第１２条ＡＢ", "第|１２|条|ＡＢ"),
            ("面积m²和m³", "面|积|m²|和|m³"),
            ("称\"中国\"的", "称|\"中|国\"|的"),
            ("马克思·恩格斯", "马|克|思·|恩|格|斯"),
            ("中\u{3000}国", "中\u{3000}|国"),
            ("ab\u{200b}cd", "ab\u{200b}|cd"),
            ("中\u{2060}国\u{feff}人", "中\u{2060}国\u{feff}人"),
        ] {
            assert_eq!(breaks(text), wanted);
        }
    }

    #[test]
    fn what_belongs_together_is_parted_only_for_a_reason() {
        let plain = cost("中|国");
        for text in [
            "共1800|万元",
            "第|12条",
            "第|十二条",
            "二|十",
            "“两|委”",
            "（试|行）",
            "示发〔2026〕|12号",
            "示发|〔2026〕12号",
            "示例|——样本",
            "示例|……样本",
            "图|1",
            "①|内容",
            "列·|宁",
            "1—|10月",
            "6～|8个",
        ] {
            assert!(cost(text) > plain, "{text}");
        }
        assert_eq!(cost("“党建引领乡|村振兴”"), plain);
        assert!(cost("见a.cn/|b") < cost("见a.cn/b-|c"));
        assert!(cost("见a.cn/|b") < cost("见TCP/|IP"));
    }

    #[test]
    fn a_blank_typed_beside_an_alphabet_is_thin() {
        let typed = width("用 AI 治理") - width("用AI治理");
        assert!((0.2..0.36).contains(&typed), "{typed}");
        assert!((width("中\u{3000}国") - 3.0).abs() < 1e-6);
    }
}
