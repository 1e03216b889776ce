//! Finds units in running text.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::report::Prose;
use crate::source::Span;

/// What is wrong with a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `KM`.
    Case,
    /// `km`, `㎡`: sound, but not in prose.
    Symbol,
    /// `平方`.
    Half,
    /// `个%`.
    Points,
}

/// A unit as it should be written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Right {
    /// In prose.
    pub chinese: &'static str,
    /// In tables.
    pub symbol: &'static str,
}

/// A unit to be mended.
#[derive(Debug)]
pub(super) struct Found {
    pub range: Range<usize>,
    pub right: Right,
    pub kind: Kind,
}

type Row = (&'static str, &'static str, &'static str, Kind);

/// What stands, in prose, in tables, what is wrong.
const TABLE: [Row; 42] = [
    ("KM", "公里", "km", Kind::Case),
    ("Km", "公里", "km", Kind::Case),
    ("km", "公里", "km", Kind::Symbol),
    ("㎞", "公里", "km", Kind::Symbol),
    ("KM2", "平方公里", "km²", Kind::Case),
    ("Km2", "平方公里", "km²", Kind::Case),
    ("KM²", "平方公里", "km²", Kind::Case),
    ("Km²", "平方公里", "km²", Kind::Case),
    ("km2", "平方公里", "km²", Kind::Case),
    ("km²", "平方公里", "km²", Kind::Symbol),
    ("㎢", "平方公里", "km²", Kind::Symbol),
    ("M2", "平方米", "m²", Kind::Case),
    ("M²", "平方米", "m²", Kind::Case),
    ("m2", "平方米", "m²", Kind::Case),
    ("m²", "平方米", "m²", Kind::Symbol),
    ("㎡", "平方米", "m²", Kind::Symbol),
    ("M3", "立方米", "m³", Kind::Case),
    ("M³", "立方米", "m³", Kind::Case),
    ("m3", "立方米", "m³", Kind::Case),
    ("m³", "立方米", "m³", Kind::Symbol),
    ("㎥", "立方米", "m³", Kind::Symbol),
    ("KG", "公斤", "kg", Kind::Case),
    ("Kg", "公斤", "kg", Kind::Case),
    ("kG", "公斤", "kg", Kind::Case),
    ("kg", "公斤", "kg", Kind::Symbol),
    ("㎏", "公斤", "kg", Kind::Symbol),
    ("CM", "厘米", "cm", Kind::Case),
    ("Cm", "厘米", "cm", Kind::Case),
    ("㎝", "厘米", "cm", Kind::Symbol),
    ("MM", "毫米", "mm", Kind::Case),
    ("㎜", "毫米", "mm", Kind::Symbol),
    ("KW", "千瓦", "kW", Kind::Case),
    ("Kw", "千瓦", "kW", Kind::Case),
    ("kw", "千瓦", "kW", Kind::Case),
    ("KWH", "千瓦时", "kW·h", Kind::Case),
    ("KWh", "千瓦时", "kW·h", Kind::Case),
    ("kwh", "千瓦时", "kW·h", Kind::Case),
    ("平方", "平方米", "平方米", Kind::Half),
    ("平米", "平方米", "平方米", Kind::Half),
    ("立方", "立方米", "立方米", Kind::Half),
    ("个%", "个百分点", "个百分点", Kind::Points),
    ("个％", "个百分点", "个百分点", Kind::Points),
];

/// What makes 平方 and 立方 another word.
const WHOLE: [&str; 20] = [
    "米", "公里", "千米", "厘米", "分米", "毫米", "公尺", "公分", "英尺", "英里", "市", "根", "数",
    "和", "差", "体", "式", "的", "次", "值",
];

/// The units of a text that are to be mended, in order.
pub(super) fn units(text: &str) -> Vec<Found> {
    static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        let words = TABLE.iter().map(|row| row.0);
        AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok()
    });
    let Some(finder) = FINDER.as_ref() else { return Vec::new() };
    let found = finder.find_iter(text).filter_map(|hit| {
        let &(_, chinese, symbol, kind) = TABLE.get(hit.pattern().as_usize())?;
        let range = hit.range();
        let (before, after) = (text.get(..range.start)?, text.get(range.end..)?);
        let sound = match kind {
            Kind::Half => !measured(before) || WHOLE.iter().any(|word| after.starts_with(word)),
            Kind::Points => !number(before),
            Kind::Case | Kind::Symbol => {
                let spaced = before.strip_suffix(' ').filter(|_| kind == Kind::Symbol);
                // A speed, a density: the symbols stay together.
                let joined = |ch: char| ch.is_ascii_alphanumeric() || "/·-_²³".contains(ch);
                !measured(spaced.unwrap_or(before)) || after.starts_with(joined)
            }
        };
        (!sound).then_some(Found { range, right: Right { chinese, symbol }, kind })
    });
    found.collect()
}

/// Whether a text ends with a figure: `1.2万`, `500余`, `3000`.
fn measured(text: &str) -> bool {
    let text = text.strip_suffix(['余', '多']).unwrap_or(text);
    let bare = text.trim_end_matches(['万', '亿', '千', '百']);
    number(bare)
}

/// Whether a text ends with digits that belong to no name such as `X5`.
fn number(text: &str) -> bool {
    let digits = text.bytes().rev().take(24);
    let length = digits.take_while(|byte| byte.is_ascii_digit() || b".,".contains(byte)).count();
    let rest = text.get(..text.len() - length).unwrap_or_default();
    text.ends_with(|ch: char| ch.is_ascii_digit())
        && !rest.ends_with(|ch: char| ch.is_ascii_alphanumeric() || "-_/.#".contains(ch))
}

/// What land is named by, the longer of two that end alike first.
const NOUNS: [&str; 28] = [
    "永久基本农田",
    "高标准农田",
    "基本农田",
    "建设用地",
    "农用地",
    "耕地",
    "林地",
    "草地",
    "草原",
    "草场",
    "湿地",
    "水田",
    "旱地",
    "果园",
    "茶园",
    "桑园",
    "宅基地",
    "荒山",
    "造林",
    "小麦",
    "水稻",
    "玉米",
    "大豆",
    "油菜",
    "棉花",
    "蔬菜",
    "中药材",
    "园区",
];

/// A measure in one of two units: which pair, which of the two, of what.
#[derive(Debug)]
struct Use {
    pair: usize,
    second: bool,
    noun: Option<&'static str>,
    span: Span,
}

/// Units that are not mixed, and whether only of the same thing.
const PAIRS: [(&str, &str, bool); 3] =
    [("公里", "千米", false), ("公斤", "千克", false), ("亩", "公顷", true)];

/// The units of a report that could clash.
#[derive(Debug, Default)]
pub(super) struct Mixed {
    uses: Vec<Use>,
}

/// One measure in two units.
#[derive(Debug)]
pub(super) struct Clash {
    /// The rarer unit, where it first stands.
    pub fewer: Span,
    /// The other, where it first stands.
    pub more: Span,
    pub unit: &'static str,
    pub other: &'static str,
    pub noun: Option<&'static str>,
}

impl Mixed {
    /// Takes the units of a passage.
    pub(super) fn gather(&mut self, prose: &Prose) {
        static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
            AhoCorasick::new(PAIRS.iter().flat_map(|&(one, other, _)| [one, other])).ok()
        });
        let Some(finder) = FINDER.as_ref() else { return };
        let text = prose.text.as_str();
        for hit in finder.find_iter(text) {
            let at = hit.pattern().as_usize();
            let Some(&(.., same)) = PAIRS.get(at / 2) else { continue };
            let (Some(before), Some(after)) = (text.get(..hit.start()), text.get(hit.end()..))
            else {
                continue;
            };
            // 3千米 may also be three thousand metres: only digits count. A conversion is no second unit.
            if !measured(before)
                || after.starts_with(['（', '／', '/'])
                || (after.starts_with('）') && before.ends_with(|ch: char| ch.is_ascii_digit()))
                || converted(before)
            {
                continue;
            }
            let noun = same.then(|| noun(before, after)).flatten();
            if same && noun.is_none() {
                continue;
            }
            let span = prose.span(hit.range());
            self.uses.push(Use { pair: at / 2, second: at % 2 == 1, noun, span });
        }
    }

    /// Where one measure stands in two units.
    pub(super) fn clashes(&self) -> Vec<Clash> {
        let mut out: Vec<Clash> = Vec::new();
        let mut seen: Vec<(usize, Option<&str>)> = Vec::new();
        for one in &self.uses {
            let key = (one.pair, one.noun);
            if seen.contains(&key) {
                continue;
            }
            seen.push(key);
            let like = |other: &&Use| (other.pair, other.noun) == key;
            let count =
                |second: bool| self.uses.iter().filter(like).filter(move |a| a.second == second);
            let (first, second) = (count(false).count(), count(true).count());
            let fewer = second <= first;
            let (Some(rare), Some(usual)) = (count(fewer).next(), count(!fewer).next()) else {
                continue;
            };
            let Some(&(a, b, _)) = PAIRS.get(one.pair) else { continue };
            let (unit, other) = if fewer { (b, a) } else { (a, b) };
            out.push(Clash { fewer: rare.span, more: usual.span, unit, other, noun: one.noun });
        }
        out
    }
}

/// `（折合1200亩`, `，即80公顷`.
fn converted(before: &str) -> bool {
    let tail: usize = before.chars().rev().take(14).map(char::len_utf8).sum();
    let tail = before.get(before.len() - tail..).unwrap_or_default();
    let own = tail.rfind(['，', '。', '；', '、']).and_then(|at| tail.get(at..)).unwrap_or(tail);
    ["（", "合", "即", "相当于"].iter().any(|word| own.contains(word))
}

/// The land that is measured: in the same clause right before the figure, or right behind the unit.
fn noun(before: &str, after: &str) -> Option<&'static str> {
    let near: usize = before.chars().rev().take(18).map(char::len_utf8).sum();
    let near = before.get(before.len() - near..).unwrap_or_default();
    let clause = near
        .rfind(['，', '。', '；', '：', '、', '\n'])
        .map_or(near, |at| near.get(at..).unwrap_or_default());
    let behind = after.trim_start_matches('的').trim_start_matches("优质");
    NOUNS.into_iter().find(|noun| behind.starts_with(noun)).or_else(|| {
        // The one nearest to the figure; of two that end alike the longer.
        let place = |noun: &&str| clause.rfind(*noun).map(|at| at + noun.len());
        let found = NOUNS.into_iter().filter(|noun| place(noun).is_some());
        found.max_by_key(|noun| (place(noun), noun.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Inline, InlineKind};

    fn found(text: &str) -> Vec<(&str, &str)> {
        units(text).into_iter().map(|one| (&text[one.range], one.right.chinese)).collect()
    }

    #[test]
    fn units_to_be_mended_are_found() {
        for (text, expected) in [
            ("修路5KM，", vec![("KM", "公里")]),
            ("约120M2的冷库", vec![("M2", "平方米")]),
            ("面积1.2万㎡", vec![("㎡", "平方米")]),
            ("占地3.5km2", vec![("km2", "平方公里")]),
            ("发放20Kg", vec![("Kg", "公斤")]),
            ("建成1200平方，", vec![("平方", "平方米")]),
            ("建成1200余平方，", vec![("平方", "平方米")]),
            ("人均35平米", vec![("平米", "平方米")]),
            ("土方300立方，", vec![("立方", "立方米")]),
            ("提高5个%", vec![("个%", "个百分点")]),
            ("管网12 km", vec![("km", "公里")]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn sound_units_are_left_alone() {
        for text in [
            "5公里",
            "1200平方米",
            "3平方公里",
            "120平方千米",
            "16的平方",
            "4平方根",
            "广义货币M2增长8%",
            "2023年M2余额",
            "型号X5KM",
            "60km/h",
            "3立方体",
            "5个百分点",
            "两个%",
            "装机120万千瓦",
            "MM1型",
            "KMV公司",
            "T20KM2A",
            "AB-5KM",
            "2立方厘米",
            "三个平方",
            "12kmol",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    fn clashes(texts: &[&str]) -> Vec<(&'static str, Option<&'static str>)> {
        let mut mixed = Mixed::default();
        for text in texts {
            let kind = InlineKind::Text((*text).to_owned());
            mixed.gather(&Prose::of(&[Inline { kind, span: Span::default() }]));
        }
        mixed.clashes().into_iter().map(|one| (one.unit, one.noun)).collect()
    }

    #[test]
    fn one_measure_in_two_units() {
        assert_eq!(clashes(&["道路12公里，", "水渠8千米，管网3公里"]), [("千米", None)]);
        assert_eq!(
            clashes(&["建成高标准农田1200亩。", "新建高标准农田60公顷。", "60公顷林地"]),
            [("公顷", Some("高标准农田"))]
        );
        assert_eq!(clashes(&["苹果3公斤", "梨5千克"]), [("千克", None)]);
        for sound in [
            &["道路12公里", "数千米的水渠，三千米"][..],
            &["耕地1200亩", "林地60公顷"],
            &["耕地80公顷（1200亩）", "耕地3万亩"],
            &["耕地80公顷，折合1200亩"],
            &["面积1200亩", "面积60公顷"],
        ] {
            assert_eq!(clashes(sound), [], "{sound:?}");
        }
    }
}
