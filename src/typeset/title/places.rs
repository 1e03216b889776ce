//! Where a line of a title may end, and what it costs: nothing between phrases, much inside a name, a great deal
//! inside a word or inside brackets that fit on a line.

use super::super::items::{Cluster, Paragraph};
use super::super::shape::Class;
use super::words::{self, Kind, Word};
use crate::cjk::{is_closing, is_opening};

/// The cost of a line that ends inside a word.
const INSIDE: f64 = 600.0;
/// The cost of a line that ends inside a word of two words: 基层党建工作.
const JOINT: f64 = 110.0;
/// The most that a line costs for beginning with `——`.
const DASH: u16 = 20;
/// The cost of a line that begins with 的 and its like.
const LEANING: f64 = 400.0;
/// The cost of a line that ends inside brackets or quotes of a few characters.
const BRACKETED: f64 = 400.0;
/// The same, where what they hold is most of a line.
const LONG_BRACKETED: f64 = 250.0;
/// The same, where they hold more than a line.
const WIDE_BRACKETED: f64 = 30.0;

/// Nouns that head a compound: 除险加固工程, 整改落实情况.
const HEADS: [&str; 22] = [
    "工程", "行动", "项目", "活动", "机制", "制度", "体系", "模式", "平台", "大会", "会议", "小组",
    "情况", "问题", "工作", "计划", "结果", "中心", "队伍", "成果", "经验", "路径",
];

/// Ends of words, as in 督察组 and 参保率.
const SUFFIXES: &str = "组队员室处科班户率额量值会所站院园馆网群链带法学力权费款税证书卡图表册";

/// A place where a line may end: before cluster `at`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub at: usize,
    pub cost: f64,
    /// Whether a blank stands before it.
    pub blank: bool,
    /// How many blanks there are up to it.
    pub blanks: usize,
    /// Where a line that ends here ends, in em.
    pub ends: f64,
    /// Where a line that begins here begins, in em.
    pub begins: f64,
}

/// All places inside clusters `start..end`, whose right edges are `ends`; `em` is the type's size.
pub(super) fn places(
    paragraph: &Paragraph,
    (start, end): (usize, usize),
    ends: &[f64],
    (measure, em): (f64, f64),
) -> Vec<Place> {
    let clusters = paragraph.clusters.get(start..end).unwrap_or_default();
    let (first, last) = (clusters.first(), clusters.last());
    let base = first.map_or(0, |cluster| cluster.start as usize);
    let text =
        last.and_then(|last| paragraph.text.get(base..last.end as usize)).unwrap_or_default();
    let words = words::words(text);
    let bracketed = bracketed(&paragraph.text, clusters, ends, (measure, em));
    let mut places = Vec::with_capacity(clusters.len());
    let mut blanks = 0;
    let mut visible = 0.0;
    for (index, pair) in clusters.windows(2).enumerate() {
        let [left, right] = pair else { continue };
        let begins = ends.get(index).map_or(0.0, |end| end / em);
        if is_blank(left) {
            blanks += 1;
        } else {
            visible = begins - left.gap.kern / em;
        }
        let Some(penalty) = left.gap.penalty else { continue };
        let offset = (right.start as usize).saturating_sub(base);
        let next = words.partition_point(|word| word.start < offset);
        let between = match words.get(next) {
            Some(word) if word.start == offset && next > 0 => between(text, &words, next),
            _ => match next.checked_sub(1).and_then(|at| words.get(at)) {
                Some(word) if words::is_joint(text, *word, offset) => JOINT,
                _ => INSIDE,
            },
        };
        let inside = bracketed.get(index).copied().unwrap_or(0.0);
        // A dash may begin a line of a title, as it begins a subtitle.
        let penalty = if right.class == Class::Double { DASH.min(penalty) } else { penalty };
        let cost = f64::from(penalty) + between + inside;
        places.push(Place {
            at: start + index + 1,
            cost,
            blank: is_blank(left),
            blanks,
            ends: visible,
            begins,
        });
    }
    places
}

/// For each cluster, what it costs to end a line after it for the brackets it stands in.
fn bracketed(
    text: &str,
    clusters: &[Cluster],
    ends: &[f64],
    (measure, em): (f64, f64),
) -> Vec<f64> {
    let mut costs = vec![0.0; clusters.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, cluster) in clusters.iter().enumerate() {
        let ch = super::char_of(text, cluster);
        if is_opening(ch) {
            open.push(at);
        } else if is_closing(ch)
            && let Some(from) = open.pop()
        {
            let edge = |at: usize| ends.get(at).copied().unwrap_or(0.0);
            let width = edge(at) - from.checked_sub(1).map_or(0.0, edge);
            let cost = match width {
                _ if width > measure + 1e-6 => WIDE_BRACKETED,
                _ if width > 12.0 * em => LONG_BRACKETED,
                _ => BRACKETED,
            };
            // Brackets nest a few deep at most in what is short enough to come here.
            for inside in costs.iter_mut().take(at).skip(from) {
                *inside = cost.max(*inside);
            }
        }
    }
    costs
}

/// What it costs to end a line between two words, the second of which is `words[next]`.
fn between(text: &str, words: &[Word], next: usize) -> f64 {
    use Kind::{
        Adjective, Adverb, Close, Conjunction, Genre, Gerund, Latin, Mark, Noun, Number, Open,
        Organ, Particle, Person, Place, Preposition, Space, Time, Unknown, Verb,
    };
    let word = |at: usize| words.get(at).map(|word| (word.kind, slice(text, *word)));
    let (Some((left, one)), Some((right, two))) = (word(next - 1), word(next)) else { return 0.0 };
    let before = next.checked_sub(2).and_then(word);
    let after = word(next + 1);
    let is_verb = |word: Option<(Kind, &str)>| matches!(word, Some((Verb | Gerund, _)));
    match (left, right) {
        (Space, _) => -40.0,
        (_, Particle) => LEANING,
        (Mark, _) => match one {
            "：" | "；" | "。" | "！" | "？" => -35.0,
            "，" => -30.0,
            "、" => 0.0,
            "—" | "…" => 150.0,
            _ => 20.0,
        },
        (_, Mark) => match two {
            "—" if after.is_some_and(|after| after.1 == "—") => -90.0,
            _ => 40.0,
        },
        (Preposition, _) => 120.0,
        (Organ, Preposition) if two == "关于" => -40.0,
        (Place, Preposition) if two == "关于" => -30.0,
        (_, Preposition) if two == "关于" => -15.0,
        (Organ, _) if matches!(one, "中共" | "中国共产党") => 300.0,
        (Noun, Organ) => 30.0,
        (Organ | Place, Organ) | (Place, Place) => 60.0,
        (Number, _) => 80.0,
        (Time, Time) => 50.0,
        (Adverb, _) => 60.0,
        (Adjective, _) => 30.0,
        (Conjunction, _) if one == "暨" => 20.0,
        (Conjunction, _) if is_verb(before) && right == Verb => 50.0,
        (Conjunction, _) => 14.0,
        (_, Conjunction) if two == "暨" => -20.0,
        (Verb, Conjunction) if is_verb(after) => 40.0,
        (_, Conjunction) => 6.0,
        // 督察|组: a known word with an end that makes another of it.
        (Noun | Gerund | Verb | Genre, Unknown) if SUFFIXES.contains(two) => 300.0,
        (Unknown, Unknown) => 90.0,
        (Unknown, _) | (_, Unknown) => 30.0,
        (_, Adverb | Verb | Preposition)
            if left != Particle && (left != Verb || right == Adverb) =>
        {
            clause(text, words, next)
        }
        (Verb, Verb) => 30.0,
        (Verb, Open) if two.starts_with(['《', '〈']) => 20.0,
        (Verb, _) => 40.0,
        (Person, _) => 20.0,
        (Close, Gerund) => 14.0,
        (Close, Noun | Genre) => 16.0,
        (Close, _) => 6.0,
        (_, Open) => 2.0,
        (Particle, Genre) if matches!(after, None | Some((Close, _))) => 80.0,
        (Particle, Verb) => -6.0,
        (Particle, _) => 0.0,
        (Organ, Time) => -10.0,
        (Time, Genre) => 30.0,
        (Time | Genre, _) => 6.0,
        (_, Genre) => 16.0,
        (Latin, _) => 20.0,
        (Noun | Gerund, Noun | Gerund) if HEADS.iter().any(|head| two.starts_with(head)) => 48.0,
        // 老区振兴的…: the verb stands as the head of a compound.
        (Noun | Gerund | Place, Gerund) if after == Some((Particle, "的")) => 36.0,
        (Noun | Gerund | Organ, Noun | Gerund) => 16.0,
        (Place, Noun | Gerund) => 10.0,
        _ => 2.0,
    }
}

/// What it costs to begin a line with a verb, or with what leads to one: less than nothing where a title of two
/// clauses has its second one there (坚持…|推动…).
fn clause(text: &str, words: &[Word], next: usize) -> f64 {
    use Kind::{Adjective, Adverb, Close, Mark, Particle, Preposition, Space, Verb};
    let Some(word) = words.get(next) else { return 0.0 };
    let left = next.checked_sub(1).and_then(|at| words.get(at)).map_or(Space, |word| word.kind);
    let clauses = words.first().is_some_and(|first| match first.kind {
        Verb | Adverb | Adjective => true,
        Preposition => {
            matches!(slice(text, *first), "以" | "为" | "围绕" | "立足" | "通过" | "依托")
        }
        _ => false,
    });
    match word.kind {
        // 向纵深发展 goes with what stands before it.
        Preposition
            if matches!(slice(text, *word), "向" | "对" | "由" | "从" | "至" | "到" | "于") =>
        {
            return 14.0;
        }
        Verb => match words.get(next + 1).map(|word| word.kind) {
            // 信息化支撑的, 网格赋能: a verb without an object goes with its subject.
            Some(Particle) => return 60.0,
            None | Some(Adverb | Mark | Space | Close | Preposition) => return 30.0,
            Some(_) => {
                // 把…转化为: what the preposition leads to is still to come.
                let led = words.get(..next).unwrap_or_default().iter().rev().take(6);
                for word in led {
                    match word.kind {
                        Preposition if "把将对向由从".contains(slice(text, *word)) => {
                            return 24.0;
                        }
                        Verb | Mark | Space | Particle => break,
                        _ => {}
                    }
                }
            }
        },
        _ => {}
    }
    match (clauses, left) {
        (true, _) => -30.0,
        (false, Close) => 8.0,
        (false, _) => -6.0,
    }
}

fn slice(text: &str, word: Word) -> &str {
    text.get(word.start..word.end).unwrap_or_default()
}

/// Whether a cluster is a blank.
pub(super) fn is_blank(cluster: &Cluster) -> bool {
    cluster.class == Class::Space
}
