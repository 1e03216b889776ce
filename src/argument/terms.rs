//! The words that two points share and that set them apart from the rest of the report.
//!
//! A word here is a run of Chinese characters, found as pairs: a pair is the rarer the fewer practices hold
//! it, and a run of shared pairs is one word. No dictionary, no chance: linear, and the same every time.

use std::collections::BTreeMap;

use super::collect::Part;
use crate::cjk::is_han;

/// Characters that are no part of a telling word.
const PLAIN: &str = "的了和是在与把被从到等为以及也都就还又其这那个一二三四五六七八九十百千万亿两各每我你他她它们年月日上下中内外\
不有没能会要让使将对向由于而但或且所之只更很最再才并给用着过地得多少大小名户件次家年元亩吨第来去说做可";
/// Words that every report is full of.
const COMMON: &str = "乡村 振兴 发展 工作 推进 推动 建设 加强 强化 提升 提高 坚持 引领 党建 农村 农民 群众 干部 党员 组织 实践 表明 \
实现 全面 全县 全区 全市 基层 服务 问题 实施 开展 落实 机制 重点 保障 促进 完善 探索 积极 有效 进一 一步 不断 增强 经济 \
社会 示例 村集 集体 县委 区委 市委 乡镇 街道 必须 必需 创新 作用 通过 持续 深入 统筹 充分 发挥 能力 水平 目标 情况 \
事情 事办 过程 方面 今年 去年 以来 截至 达到 增加 增长 下降 减少 同比 平均 共有 其中 占全 行政 政村 具体 关键 首先 根本";

/// The most words shown for a link.
const SHOWN: usize = 4;
/// The least weight of a link.
const LEAST: f64 = 4.0;
/// A link must weigh as much as this part of the heaviest one.
const SHARE: f64 = 0.55;
/// What a pair weighs more that stands in a heading.
const HEADING: f64 = 2.0;

/// Two characters as one number.
type Pair = u64;

/// The pairs of the practices.
pub(super) struct Lexicon {
    /// Pair, practice and whether its title holds it, sorted; each pair of a practice once.
    pairs: Vec<(Pair, u16, bool)>,
    practices: usize,
    common: Vec<Pair>,
    /// Bytes of the text of each practice, to find whole words again.
    texts: Vec<String>,
}

fn pair(first: char, second: char) -> Pair {
    u64::from(u32::from(first)) << 32 | u64::from(u32::from(second))
}

/// The pairs of a text with the byte at which each begins.
fn pairs(text: &str) -> impl Iterator<Item = (usize, Pair)> {
    let kept = |ch: char| is_han(ch) && !PLAIN.contains(ch);
    let mut before: Option<(usize, char)> = None;
    text.char_indices().filter_map(move |(at, ch)| {
        let now = kept(ch).then_some((at, ch));
        let found = match (before, now) {
            (Some((start, first)), Some((_, second))) => Some((start, pair(first, second))),
            _ => None,
        };
        before = now;
        found
    })
}

impl Lexicon {
    pub(super) fn of(practices: &[Part]) -> Self {
        let mut all = Vec::new();
        for (at, part) in practices.iter().enumerate() {
            let Ok(at) = u16::try_from(at) else { break };
            let title = part.point.title.as_str();
            all.extend(pairs(&part.text).map(|(_, pair)| (pair, at, false)));
            all.extend(pairs(title).map(|(_, pair)| (pair, at, true)));
        }
        all.sort_unstable();
        // The entry of the title sorts behind the other, and is the one that is kept.
        all.reverse();
        all.dedup_by_key(|entry| (entry.0, entry.1));
        all.reverse();
        let mut common: Vec<Pair> = pairs(COMMON).map(|(_, pair)| pair).collect();
        common.sort_unstable();
        let texts = practices.iter().map(|part| part.text.clone()).collect();
        Self { pairs: all, practices: practices.len(), common, texts }
    }

    /// The practices that hold a pair.
    fn holders(&self, pair: Pair) -> &[(Pair, u16, bool)] {
        if self.common.binary_search(&pair).is_ok() {
            return &[];
        }
        let from = self.pairs.partition_point(|entry| entry.0 < pair);
        let rest = self.pairs.get(from..).unwrap_or_default();
        let to = rest.iter().take_while(|entry| entry.0 == pair).count();
        rest.get(..to).unwrap_or_default()
    }

    /// The practices that a point shares telling words with, and those words.
    pub(super) fn shared(&self, part: &Part) -> Vec<(usize, Vec<String>)> {
        let mut weights = vec![0.0_f64; self.practices];
        let mut words: Vec<Vec<(f64, String)>> = vec![Vec::new(); self.practices];
        let title = part.point.title.as_str();
        let mut seen: BTreeMap<Pair, ()> = BTreeMap::new();
        // For each practice the run that is growing: its bytes and its weight.
        let mut runs: Vec<Option<(usize, usize, f64)>> = vec![None; self.practices];
        let titled: Vec<Pair> = pairs(title).map(|(_, pair)| pair).collect();
        for (at, one) in pairs(&part.text) {
            let holders = self.holders(one);
            let rare = self.rarity(holders.len());
            if rare == 0.0 {
                continue;
            }
            let fresh = seen.insert(one, ()).is_none();
            let end = at
                + part
                    .text
                    .get(at..)
                    .map_or(0, |rest| rest.chars().take(2).map(char::len_utf8).sum());
            for &(_, practice, heads) in holders {
                let practice = usize::from(practice);
                let mut weight = rare;
                if heads {
                    weight *= HEADING;
                }
                if titled.contains(&one) {
                    weight *= HEADING;
                }
                if !fresh {
                    weight = 0.0;
                }
                let (Some(total), Some(run)) = (weights.get_mut(practice), runs.get_mut(practice))
                else {
                    continue;
                };
                *total += weight;
                match run {
                    Some((_, to, sum)) if *to > at && end > *to => {
                        *to = end;
                        *sum += weight;
                    }
                    _ => {
                        self.close(
                            run.replace((at, end, weight)),
                            practice,
                            &part.text,
                            &mut words,
                        );
                    }
                }
            }
        }
        for (practice, run) in runs.into_iter().enumerate() {
            self.close(run, practice, &part.text, &mut words);
        }
        let most = weights.iter().copied().fold(0.0, f64::max);
        let mut found = Vec::new();
        for (practice, (weight, mut words)) in weights.into_iter().zip(words).enumerate() {
            if weight < LEAST || weight < most * SHARE {
                continue;
            }
            words.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
            words.dedup_by(|a, b| a.1 == b.1);
            let words = words.into_iter().take(SHOWN).map(|(_, word)| word).collect();
            found.push((practice, words));
        }
        found
    }

    /// Notes a run that is over, where the practice holds it whole.
    fn close(
        &self,
        run: Option<(usize, usize, f64)>,
        practice: usize,
        text: &str,
        words: &mut [Vec<(f64, String)>],
    ) {
        let Some((from, to, weight)) = run.filter(|run| run.2 > 0.0) else { return };
        let (Some(word), Some(list)) = (text.get(from..to), words.get_mut(practice)) else {
            return;
        };
        if self.texts.get(practice).is_some_and(|text| text.contains(word)) {
            list.push((weight, word.to_owned()));
        }
    }

    /// How telling a pair is that so many practices hold.
    fn rarity(&self, holders: usize) -> f64 {
        match (holders, self.practices) {
            (0, _) => 0.0,
            (1, _) => 1.0,
            // A pair that most share tells nothing.
            (2, more) if more >= 4 => 0.4,
            _ => 0.0,
        }
    }
}
