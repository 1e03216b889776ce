//! Whether two figures speak of the same matter.

use crate::check::sentences::sentences;
use crate::check::{Context, Counted, Passage};
use crate::cjk::is_han;
use crate::source::Span;

/// A figure with its noun and the sentence around it.
#[derive(Clone, Copy)]
pub(super) struct Mention<'a> {
    pub(super) counted: &'a Counted,
    passage: &'a Passage,
    /// What it counts.
    pub(super) noun: &'a str,
}

/// Nouns that count something else at each place.
const VAGUE: &[&str] = &[
    "干部", "党员", "群众", "人员", "企业", "项目", "问题", "单位", "部门", "活动", "事项", "任务",
    "措施", "方面", "资金", "投资", "面积", "人口", "村民", "居民", "学员", "代表", "建议", "意见",
    "案件", "文件", "制度",
];

/// Words of one stage of a matter: two figures are of the same stage, or they are not compared.
const STAGES: &[&str] = &[
    "新", "再", "又", "另", "还有", "尚有", "剩", "未", "没有", "不", "办结", "化解", "整改",
    "销号", "完成", "解决", "转化", "整顿", "拆除", "关闭", "约谈", "处分", "表彰", "召回", "调整",
    "提拔", "退出", "流失", "离职", "缺", "受理", "排查", "发现", "检查", "评选", "命名", "打造",
    "改造", "新建", "累计", "每", "平均", "年均", "首批", "验收", "培训", "走访", "补助", "签约",
    "开工", "投产",
];

/// Words of what is not yet so.
const AHEAD: &[&str] = &[
    "力争",
    "计划",
    "拟",
    "目标",
    "年底前",
    "下一步",
    "将",
    "要",
    "争取",
    "预计",
    "确保",
    "原",
    "曾",
    "当时",
    "过去",
    "以前",
];

impl<'a> Mention<'a> {
    /// A figure that has a noun.
    pub(super) fn of(counted: &'a Counted, passage: &'a Passage) -> Option<Self> {
        let noun = passage.prose.text.get(counted.quantity.noun.clone()?)?;
        Some(Self { counted, passage, noun })
    }

    /// Stretches of four characters of the noun, each with the characters between it and the figure. Where a noun
    /// ends that stands behind its figure cannot be told for certain, nor where one begins that stands before it;
    /// so nouns are the same where they agree next to the figure. A noun of three characters is its own stretch.
    pub(super) fn stretches(&self) -> Vec<(usize, &'a str)> {
        let ends: Vec<usize> =
            self.noun.char_indices().map(|(at, _)| at).chain([self.noun.len()]).collect();
        let length = ends.len() - 1;
        if length < 3 || VAGUE.iter().any(|word| self.noun.starts_with(word)) {
            return Vec::new();
        }
        let wide = length.min(4);
        let behind = self.behind();
        (0..=(length - wide).min(3))
            .filter_map(|offset| {
                let first = if behind { offset } else { length - wide - offset };
                let (from, to) = (*ends.get(first)?, *ends.get(first + wide)?);
                Some((offset, self.noun.get(from..to)?))
            })
            .collect()
    }

    /// Whether the noun stands behind the figure.
    fn behind(&self) -> bool {
        let quantity = &self.counted.quantity;
        quantity.noun.as_ref().is_some_and(|noun| noun.start >= quantity.number.end)
    }

    /// The plain name of the unit.
    pub(super) fn unit(&self) -> Option<&'a str> {
        Some(&self.counted.quantity.unit.as_ref()?.name)
    }

    /// Its place in reading order.
    pub(super) fn order(&self) -> (usize, usize) {
        (self.counted.passage, self.counted.quantity.range.start)
    }

    /// The figure as printed.
    pub(super) fn text(&self) -> &'a str {
        self.passage.prose.text.get(self.counted.quantity.range.clone()).unwrap_or_default()
    }

    /// Its place in the source.
    pub(super) fn span(&self) -> Span {
        self.passage.prose.span(self.counted.quantity.range.clone())
    }

    /// The sentence it stands in: its start, and its text up to the figure.
    fn sentence(&self) -> (usize, &'a str) {
        let text = &self.passage.prose.text;
        let at = self.counted.quantity.range.start;
        let range = sentences(text).find(|range| range.contains(&at)).unwrap_or(0..at);
        (range.start, text.get(range.start..at).unwrap_or_default())
    }

    /// The text between the last mark and the figure.
    pub(super) fn clause(&self) -> &'a str {
        let (_, before) = self.sentence();
        let cut = before.rfind(['，', '；', '：', '。']).map_or(0, |at| at + "，".len());
        before.get(cut..).unwrap_or_default()
    }

    /// Whether it is said of the present.
    pub(super) fn now(&self, context: &Context<'_>) -> bool {
        let (_, before) = self.sentence();
        !AHEAD.iter().any(|word| before.contains(word))
            && STAGES.iter().all(|word| !self.clause().contains(word))
            && self.owner(context).is_none()
    }

    /// Whether its time, where it names one, is of the year of another.
    pub(super) fn time_agrees(&self, other: &str) -> bool {
        let own = self.time();
        let (own, other) = (year(own), year(other));
        own.is_none() || other.is_none() || own == other
    }

    fn time(&self) -> &'a str {
        let range = self.counted.quantity.time.clone();
        range.and_then(|range| self.passage.prose.text.get(range)).unwrap_or_default()
    }

    /// Whether both speak of the same thing at the same time and place, and at the same stage.
    pub(super) fn same_matter(&self, other: &Self, context: &Context<'_>) -> bool {
        let (own, others) = (self.sentence(), other.sentence());
        if self.counted.passage == other.counted.passage && own.0 == others.0 {
            return false;
        }
        let stage = |one: &Self| {
            let clause = one.clause();
            STAGES.iter().copied().filter(|word| clause.contains(word)).collect::<Vec<_>>()
        };
        let ahead = |text: &str| AHEAD.iter().any(|word| text.contains(word));
        !ahead(own.1)
            && !ahead(others.1)
            && stage(self) == stage(other)
            && (self.time() == other.time() || self.time().is_empty() || other.time().is_empty())
            && self.owner(context) == other.owner(context)
    }

    /// The place or body that the sentence speaks of, where it is not the report's own.
    fn owner(&self, context: &Context<'_>) -> Option<&'a str> {
        const KINDS: [char; 10] = ['县', '区', '镇', '乡', '村', '市', '局', '省', '校', '院'];
        // `全县`, `市级`, `建成区` name no place.
        const COMMON: [char; 14] =
            ['全', '各', '本', '我', '该', '乡', '社', '个', '片', '行', '成', '对', '山', '开'];
        const KIND_OF_KIND: [char; 8] = ['级', '直', '内', '域', '外', '委', '政', '容'];
        let (_, before) = self.sentence();
        let mut start = 0;
        let mut run = 0;
        let mut found = None;
        let mut chars = before.char_indices().peekable();
        while let Some((at, ch)) = chars.next() {
            if !is_han(ch) {
                run = 0;
                continue;
            }
            if run == 0 {
                start = at;
            }
            run += 1;
            let word = before.get(start..at + ch.len_utf8()).unwrap_or_default();
            let next = chars.peek().map(|&(_, next)| next);
            if KINDS.contains(&ch)
                && (3..=5).contains(&run)
                && !next.is_some_and(|next| KIND_OF_KIND.contains(&next))
                && !word.contains(COMMON)
            {
                found = Some(word);
            }
        }
        let meta = &context.report.meta;
        let own = |word: &&str| {
            meta.title.value.contains(word)
                || meta.organisation.as_ref().is_some_and(|text| text.value.contains(word))
        };
        found.filter(|word| !own(word))
    }
}

/// The first year that a time names.
fn year(text: &str) -> Option<&str> {
    let at = text.find("年")?;
    text.get(at.checked_sub(4)?..at).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
}
