//! The words that two points share and that set them apart from the rest of the report.
//!
//! A word here is a run of Chinese characters, found as pairs: a pair tells the more the fewer practices and
//! the fewer points of its own kind hold it, and a run of shared pairs is one word. No dictionary, no chance:
//! linear but for a sort, and the same every time.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::collect::Part;
use crate::cjk::is_han;

/// Characters that are no part of a telling word.
const PLAIN: &str = "的了和是在与把被从到等为以及也都就还又其这那个一二三四五六七八九十百千万亿两各每我你他她它们年月日\
不有没会要让使将向由于而但或且所之只更很最再给着去来说做让某";
/// Words that every report is full of. They break a run as marks do.
const COMMON: &str = "乡村 振兴 发展 工作 推进 推动 建设 加强 强化 提升 提高 坚持 引领 党建 农村 群众 干部 党员 实践 表明 \
实现 全面 全县 全区 全市 全镇 全省 基层 服务 问题 实施 开展 落实 机制 重点 保障 促进 完善 探索 积极 有效 进步 不断 增强 \
社会 示例 县委 区委 市委 乡镇 街道 必须 必需 创新 作用 通过 持续 深入 统筹 统一 充分 发挥 能力 水平 目标 情况 力量 \
过程 方面 今年 去年 以来 截至 达到 增加 增长 下降 减少 同比 平均 其中 行政 具体 关键 首先 根本 加快 构建 模式 \
举措 专项 领导 思想 主动 激发 活力 动力 结合 围绕 突出 着力 全力 扎实 稳步 有力 明显 显著 成效 基础 \
筑牢 夯实 打造 形成 建立 健全 投入 带动 支持 引导 鼓励 共同 广大 人民 时代 中国 国家 习近平 \
总书记 精神 贯彻 政府 部门 单位 质量 效益 条件 需要 作为 成为 变成 真正 切实 \
优化 改善 改革 规范 变化 地区 城乡 村民 村级 新村";

static COMMON_WORDS: LazyLock<Vec<Pair>> = LazyLock::new(|| {
    let mut words: Vec<Pair> = COMMON
        .split_whitespace()
        .flat_map(|word| word.chars().zip(word.chars().skip(1)))
        .map(|(first, second)| pair(first, second))
        .collect();
    words.sort_unstable();
    words
});

/// The most words shown for a link.
const SHOWN: usize = 4;
/// The least weight of a link that the rules take for one, and of one that is shown.
const TRACE: f64 = 2.0;
const LEAST: f64 = 4.0;
/// A link must weigh as much as this part of the heaviest one.
const SHARE: f64 = 0.55;
/// What a pair weighs more that stands in a heading.
const HEADING: f64 = 2.0;

/// Two characters as one number.
type Pair = u64;

fn pair(first: char, second: char) -> Pair {
    u64::from(u32::from(first)) << 32 | u64::from(u32::from(second))
}

/// The telling pairs of a text with the bytes they take.
fn pairs(text: &str) -> Vec<(usize, usize, Pair)> {
    let mut found: Vec<(usize, usize, Pair)> = Vec::with_capacity(text.len() / 4);
    let mut before: Option<(usize, char)> = None;
    // Whether the character before ends a common word.
    let mut broken = false;
    for (at, ch) in text.char_indices() {
        if !is_han(ch) {
            (before, broken) = (None, false);
            continue;
        }
        if let Some((start, first)) = before {
            let one = pair(first, ch);
            if COMMON_WORDS.binary_search(&one).is_ok() {
                // A common word takes its characters out of the pair before it too.
                if found.last().is_some_and(|last| last.1 == at) {
                    found.pop();
                }
                (before, broken) = (Some((at, ch)), true);
                continue;
            }
            if !broken && !PLAIN.contains(first) && !PLAIN.contains(ch) {
                found.push((start, at + ch.len_utf8(), one));
            }
        }
        (before, broken) = (Some((at, ch)), false);
    }
    found
}

/// A pair in a point: how often it stands there, and whether its title holds it.
#[derive(Debug, Clone, Copy)]
struct Entry {
    pair: Pair,
    part: u16,
    times: u16,
    title: bool,
}

/// The pairs of points of one kind, sorted.
pub(super) struct Lexicon {
    entries: Vec<Entry>,
    parts: usize,
}

impl Lexicon {
    pub(super) fn of(parts: &[Part]) -> Self {
        let mut all: Vec<(Pair, u16, bool)> = Vec::new();
        for (part, at) in parts.iter().zip(0_u16..) {
            all.extend(pairs(&part.text).into_iter().map(|(_, _, pair)| (pair, at, false)));
            all.extend(pairs(&part.point.title).into_iter().map(|(_, _, pair)| (pair, at, true)));
        }
        all.sort_unstable();
        let mut entries: Vec<Entry> = Vec::with_capacity(all.len());
        for (pair, part, title) in all {
            match entries.last_mut() {
                Some(last) if last.pair == pair && last.part == part => {
                    last.title |= title;
                    last.times = last.times.saturating_add(u16::from(!title));
                }
                _ => entries.push(Entry { pair, part, times: 1, title }),
            }
        }
        Self { entries, parts: parts.len() }
    }

    /// The points that hold a pair.
    fn holders(&self, pair: Pair) -> &[Entry] {
        let from = self.entries.partition_point(|entry| entry.pair < pair);
        let rest = self.entries.get(from..).unwrap_or_default();
        let to = rest.iter().take_while(|entry| entry.pair == pair).count();
        rest.get(..to).unwrap_or_default()
    }
}

/// What a point shares with a practice.
#[derive(Debug, Clone)]
pub(super) struct Shared {
    pub(super) practice: usize,
    /// The words, the most telling first.
    pub(super) words: Vec<String>,
    /// How much they tell.
    pub(super) weight: f64,
    /// Whether it is enough to be shown as a link.
    pub(super) strong: bool,
}

/// A run of shared pairs that is growing.
type Run = Option<(usize, usize, f64)>;

/// What a point shares with the practices; `kind` holds all points of its own kind.
pub(super) fn shared(
    at: usize,
    part: &Part,
    practices: &[Part],
    lexicon: &Lexicon,
    kind: &Lexicon,
) -> Vec<Shared> {
    let count = lexicon.parts;
    let mut weights = vec![0.0_f64; count];
    let mut named = vec![false; count];
    let mut words: Vec<Vec<(f64, String)>> = vec![Vec::new(); count];
    let mut runs: Vec<Run> = vec![None; count];
    let all = pairs(&part.text);
    let mut seen: HashSet<Pair> = HashSet::new();
    let mut close = |run: Run, practice: usize| {
        let Some((from, to, weight)) = run.filter(|run| run.2 > 0.0) else { return };
        let (Some(word), Some(list)) = (part.text.get(from..to), words.get_mut(practice)) else {
            return;
        };
        if practices.get(practice).is_some_and(|one| one.text.contains(word)) {
            list.push((weight, word.to_owned()));
        }
    };
    for &(start, end, one) in &all {
        let holders = lexicon.holders(one);
        let rare = match holders.len() {
            1 => 1.0,
            // What most practices share tells nothing.
            2 if count >= 4 => 0.4,
            _ => continue,
        };
        let kin = kind.holders(one);
        let own = kin.iter().find(|entry| usize::from(entry.part) == at);
        let (times, titled) = own.map_or((1, false), |own| (own.times, own.title));
        let spread = match kin.len() {
            0 | 1 => 1.0,
            2 => 0.6,
            _ => 0.3,
        };
        let fresh = seen.insert(one);
        let titles = holders.iter().filter(|entry| entry.title).count();
        for entry in holders {
            let practice = usize::from(entry.part);
            let mut weight = rare * spread * (1.0 + f64::from(times.min(entry.times)).ln());
            if entry.title {
                weight *= HEADING;
            }
            if titled {
                weight *= HEADING;
            }
            if !fresh {
                weight = 0.0;
            }
            if let Some(named) = named.get_mut(practice) {
                *named |= entry.title && titles == 1 && times >= 2;
            }
            if let Some(total) = weights.get_mut(practice) {
                *total += weight;
            }
            let Some(run) = runs.get_mut(practice) else { continue };
            match run {
                Some((_, to, sum)) if *to > start => {
                    *to = end;
                    *sum += weight;
                }
                _ => close(run.replace((start, end, weight)), practice),
            }
        }
    }
    for (practice, run) in runs.into_iter().enumerate() {
        close(run, practice);
    }
    let most = weights.iter().copied().fold(0.0, f64::max);
    // The longer a text, the more it shares by chance.
    let least = LEAST.max((all.len() as f64).sqrt() / 2.0);
    let mut found = Vec::new();
    for (practice, ((weight, mut words), named)) in
        weights.into_iter().zip(words).zip(named).enumerate()
    {
        if weight < TRACE {
            continue;
        }
        words.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        words.dedup_by(|a, b| a.1 == b.1);
        let words = words.into_iter().take(SHOWN).map(|(_, word)| word).collect();
        let strong = (weight >= least && weight >= most * SHARE) || named;
        found.push(Shared { practice, words, weight, strong });
    }
    found
}
