//! Whether two figures speak of the same matter.

use crate::check::figures::year;
use crate::check::{Context, Counted, Passage};
use crate::cjk::is_han;
use crate::source::Span;

/// A figure with its noun and the sentence around it.
#[derive(Clone, Copy)]
pub(super) struct Mention<'a> {
    pub(super) counted: &'a Counted,
    pub(super) passage: &'a Passage,
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
    "新",
    "再",
    "又",
    "另",
    "还有",
    "尚有",
    "剩",
    "未",
    "没有",
    "不",
    "办结",
    "化解",
    "整改",
    "销号",
    "完成",
    "解决",
    "转化",
    "整顿",
    "拆除",
    "关闭",
    "约谈",
    "处分",
    "表彰",
    "召回",
    "调整",
    "提拔",
    "退出",
    "流失",
    "离职",
    "缺",
    "受理",
    "排查",
    "发现",
    "检查",
    "评选",
    "命名",
    "打造",
    "改造",
    "新建",
    "累计",
    "每",
    "平均",
    "年均",
    "首批",
    "验收",
    "培训",
    "走访",
    "补助",
    "签约",
    "开工",
    "投产",
    "应",
    "实到",
    "实有",
    "实载",
    "核载",
    "核定",
    "编制",
    "中标",
    "结算",
    "概算",
    "决算",
    "预算",
    "规划",
    "任务",
    "下达",
    "合同",
    "上报",
    "核实",
    "抽",
    "报名",
    "决赛",
    "入围",
    "反馈",
    "交办",
    "录取",
    "招生",
    "报到",
    "毕业",
    "在建",
    "续建",
    "登记",
    "确权",
    "出栏",
    "存栏",
    "库存",
    "上网",
    "供电",
    "名义",
    "移交",
    "申报",
    "获批",
    "批复",
    "达标",
    "合格",
    "符合",
    "达到",
    "通过",
    "通报",
    "兑现",
    "拨付",
    "到位",
    "中断",
    "恢复",
    "救治",
    "治愈",
    "确诊",
    "户籍",
    "常住",
    "城镇",
    "农村",
    "城市",
    "上级",
    "本级",
    "境内",
    "境外",
    "线上",
    "线下",
    "男",
    "女",
    "汛",
    "某",
    "当晚",
    "次日",
    "当天",
    "翌日",
    "昨",
    "今日",
    "上午",
    "下午",
    "晚上",
    "时，",
    "上一",
    "下一",
    "春",
    "夏",
    "秋",
    "冬",
    "甲",
    "乙",
    "丙",
    "首轮",
    "首期",
    "一期",
    "二期",
    "三期",
    "四期",
    "一批",
    "二批",
    "三批",
    "第一",
    "第二",
    "第三",
    "第四",
    "第五",
    "上线",
    "下线",
    "省级",
    "市级",
    "县级",
    "乡级",
    "村级",
    "国家级",
    "口径",
    "按",
];

/// Words of what is not yet so, or no longer.
const AHEAD: &[&str] = &[
    "力争",
    "计划",
    "拟",
    "目标",
    "年底前",
    "下一步",
    "争取",
    "预计",
    "确保",
    "曾",
    "当时",
    "过去",
    "以前",
    "之初",
    "初期",
    "上届",
    "往届",
    "历史",
    "最初",
    "起初",
    "成立时",
    "年前",
    "年后",
    "撤并",
    "合并后",
    "调整后",
    "改革前",
    "改革后",
    "整合前",
    "整合后",
    "剔除",
    "扣除",
    "邻",
    "相比",
    "对比",
    "如果",
    "假如",
    "最多时",
    "高峰",
];

/// Words before the smaller of two figures that make it a part of the larger.
const PARTLY: &[&str] = &[
    "已有", "有", "其中", "仅", "只", "已", "先期", "率先", "陆续", "选取", "确定", "参加", "参与",
];

/// Words behind the smaller of two figures by which it may be a part of the larger.
const TELLING: &[&str] = &[
    "完成", "通过", "实现", "达到", "取得", "引入", "获", "被", "符合", "参加", "参与", "是", "为",
    "建成", "建立", "领到", "拿到", "没有", "仍", "还", "已", "有", "因", "报名", "成立", "设立",
    "开展", "纳入", "列入", "进入", "配备", "接入", "率先", "退出", "提前", "顺利", "成功", "主动",
    "自愿", "达标", "合格", "入选", "评为", "用上",
];

/// A stretch of a noun's characters.
#[derive(Clone, Copy)]
pub(super) struct Stretch<'a> {
    pub(super) text: &'a str,
    /// The characters between it and the figure.
    offset: usize,
    /// Whether it is the whole noun, or four characters of it.
    firm: bool,
    /// Whether it is too common a word to tell what is counted.
    vague: bool,
}

impl Stretch<'_> {
    /// Whether it is four characters long.
    pub(super) fn full(self) -> bool {
        self.text.chars().count() == 4
    }

    /// Whether two that read alike may stand for one noun; the shorter ones only for digits that have changed places.
    pub(super) fn agrees(self, other: Self, swapped: bool, digits: usize) -> bool {
        let length = self.text.chars().count();
        let long = match length {
            0 | 1 => false,
            2 => swapped && (!self.vague || digits >= 4),
            3 => swapped || self.firm || other.firm,
            _ => true,
        };
        long && (self.offset == 0 || other.offset == 0)
    }
}

impl<'a> Mention<'a> {
    /// A figure that has a noun.
    pub(super) fn of(counted: &'a Counted, passage: &'a Passage) -> Option<Self> {
        let noun = passage.prose.text.get(counted.quantity.noun.clone()?)?;
        Some(Self { counted, passage, noun })
    }

    /// Stretches of four characters of the noun, and the three and two next to the figure. Where a noun ends that
    /// stands behind its figure cannot be told for certain, nor where one begins that stands before it; so nouns are
    /// the same where they agree next to the figure.
    pub(super) fn stretches(&self) -> Vec<Stretch<'a>> {
        let ends: Vec<usize> =
            self.noun.char_indices().map(|(at, _)| at).chain([self.noun.len()]).collect();
        let length = ends.len() - 1;
        let behind = self.behind();
        let vague = if behind {
            VAGUE.iter().any(|word| self.noun.starts_with(word))
        } else {
            VAGUE.contains(&self.noun)
        };
        let stretch = |wide: usize, offset: usize| {
            let first = if behind { offset } else { length.checked_sub(wide + offset)? };
            let (from, to) = (*ends.get(first)?, *ends.get(first + wide)?);
            let text = self.noun.get(from..to)?;
            Some(Stretch { text, offset, firm: wide == 4 || wide == length, vague })
        };
        let mut out = Vec::new();
        if !vague && length >= 3 {
            out.extend((0..=3).filter_map(|offset| stretch(4, offset)));
            out.extend(stretch(3, 0));
        }
        if let Some(mut short) = stretch(2, 0) {
            short.vague = VAGUE.contains(&short.text);
            out.push(short);
        }
        out
    }

    /// How many digits its value has.
    pub(super) fn digits(&self) -> usize {
        self.counted.quantity.value.normalize().mantissa().to_string().len()
    }

    /// Whether the noun stands behind the figure.
    fn behind(&self) -> bool {
        let quantity = &self.counted.quantity;
        quantity.noun.as_ref().is_some_and(|noun| noun.start >= quantity.number.end)
    }

    /// The plain name of the unit; people are counted as `人` and as `名` alike.
    pub(super) fn unit(&self) -> Option<&'a str> {
        let name = self.counted.quantity.unit.as_ref()?.name.as_str();
        Some(if matches!(name, "名" | "位") { "人" } else { name })
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

    /// The sentence it stands in: its start, and its text up to the figure; of an endless one what stands near.
    fn sentence(&self) -> (usize, &'a str) {
        const FAR: usize = 300;
        let at = self.counted.quantity.range.start;
        let before = self.passage.prose.text.get(..at).unwrap_or_default();
        let stop = |ch: char| matches!(ch, '。' | '！' | '？' | '\n');
        let found = before.char_indices().rev().take(FAR).take_while(|&(_, ch)| !stop(ch)).last();
        let start = found.map_or(at, |(start, _)| start);
        let text = before.get(start..).unwrap_or_default();
        let text = text.trim_start_matches(['”', '’', '）', '》', ' ']);
        (at - text.len(), text)
    }

    /// The text between the last mark and the figure.
    pub(super) fn clause(&self) -> &'a str {
        let (_, before) = self.sentence();
        let cut = before.rfind(['，', '；', '：', '。']).map_or(0, |at| at + "，".len());
        before.get(cut..).unwrap_or_default()
    }

    /// The words of the clause that tell of its stage: those before the figure, and the noun.
    fn told(&self) -> String {
        let mut told = self.clause().to_owned();
        if self.behind() {
            told.extend(self.noun.chars().take(6));
        }
        // An office, no ordinal.
        told.replace("第一书记", "书记")
    }

    /// Whether it begins its clause and so speaks of something known: `12个招商专班要常驻一线`.
    pub(super) fn known(&self) -> bool {
        let lead = self.clause();
        self.behind() && (lead.is_empty() || matches!(lead, "对" | "这" | "选派的"))
    }

    /// The text from the figure's noun to the next mark.
    fn behind_it(&self) -> &'a str {
        let text = &self.passage.prose.text;
        let rest = text.get(self.counted.quantity.range.end..).unwrap_or_default();
        let end = rest.find(['，', '；', '：', '。', '、', '\n']).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    /// Whether it may be a part of a larger figure of the same noun.
    fn partly(&self) -> bool {
        let lead = self.clause();
        let lead = lead.strip_suffix(self.noun).unwrap_or(lead);
        let whole = ["共有", "现有", "总共", "所有", "拥有", "全部"];
        if whole.iter().any(|word| lead.contains(word)) {
            return false;
        }
        if PARTLY.iter().any(|word| lead.contains(word)) {
            return true;
        }
        let rest = self.behind_it();
        let all = ["全部", "都", "均", "全员", "人人", "个个", "全覆盖", "统一"];
        !all.iter().any(|word| rest.contains(word))
            && !lead.starts_with('对')
            && self.behind()
            && (rest.ends_with('中') || TELLING.iter().any(|word| rest.contains(word)))
    }

    /// Whether it is said of the present and of the whole of what a name stands for.
    pub(super) fn now(&self, name: &str, context: &Context<'_>) -> bool {
        let (_, before) = self.sentence();
        // What stands in the name is of the fact too: 受理吹哨事项.
        let told = self.told();
        !ahead(before)
            && STAGES.iter().all(|word| !told.contains(word) || name.contains(word))
            && self.owner(context).is_none()
    }

    /// Whether its time, where it names one, is of the year of another.
    pub(super) fn time_agrees(&self, other: &str) -> bool {
        let own = self.time();
        let (own, other) = (year(own), year(other));
        own.is_none() || other.is_none() || own == other
    }

    /// The time it is of; empty where none is named.
    fn time(&self) -> &'a str {
        let range = self.counted.quantity.time.clone();
        range.and_then(|range| self.passage.prose.text.get(range)).unwrap_or_default()
    }

    /// Whether neither names a time that the other does not have.
    pub(super) fn times_agree(&self, other: &Self) -> bool {
        self.time() == other.time() || self.time().is_empty() || other.time().is_empty()
    }

    /// Whether this figure and a larger one speak of the same thing at the same time and place, and at the same stage.
    pub(super) fn same_matter(&self, larger: &Self, surely: bool, context: &Context<'_>) -> bool {
        let (own, others) = (self.sentence(), larger.sentence());
        if self.counted.passage == larger.counted.passage && own.0 == others.0 {
            return false;
        }
        let stage = |one: &Self| {
            let clause = one.told();
            STAGES.iter().copied().filter(|word| clause.contains(word)).collect::<Vec<_>>()
        };
        !ahead(own.1)
            && !ahead(others.1)
            && stage(self) == stage(larger)
            && self.times_agree(larger)
            && self.owner(context) == larger.owner(context)
            && reach(own.1).zip(reach(others.1)).is_none_or(|(one, other)| one == other)
            && (surely || !parallel(self, larger) && !self.partly())
    }

    /// The place or body that the sentence speaks of, where it is not the report's own.
    fn owner(&self, context: &Context<'_>) -> Option<&'a str> {
        const KINDS: [char; 10] = ['县', '区', '镇', '乡', '村', '市', '局', '省', '校', '院'];
        // `全县`, `市级`, `建成区` name no place.
        const COMMON: [char; 26] = [
            '全', '各', '本', '我', '该', '乡', '社', '个', '片', '行', '成', '对', '山', '开',
            '驻', '派', '选', '脱', '弱', '穷', '农', '辖', '的', '到', '小', '学',
        ];
        const KIND_OF_KIND: [char; 8] = ['级', '直', '内', '域', '外', '委', '政', '容'];
        let (_, before) = self.sentence();
        let mut start = 0;
        let (mut run, mut listed) = (0, false);
        let mut found = None;
        let mut chars = before.char_indices().peekable();
        while let Some((at, ch)) = chars.next() {
            if !is_han(ch) {
                run = 0;
                continue;
            }
            if run == 0 {
                start = at;
                // One of several: `开发区、柳河镇和县发展改革局作了发言`.
                listed = before.get(..at).is_some_and(|before| before.ends_with('、'));
            }
            run += 1;
            let word = before.get(start..at + ch.len_utf8()).unwrap_or_default();
            let next = chars.peek().map(|&(_, next)| next);
            if KINDS.contains(&ch)
                && !listed
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

/// Whether a text tells of what is not yet so, or no longer.
fn ahead(text: &str) -> bool {
    // 重要, 要素; 将军; 草原, 原则.
    let single = |word: char, before: &str, after: &str| {
        text.match_indices(word).any(|(at, _)| {
            let left = text.get(..at).and_then(|left| left.chars().next_back());
            let right = text.get(at + word.len_utf8()..).and_then(|right| right.chars().next());
            !left.is_some_and(|ch| before.contains(ch))
                && !right.is_some_and(|ch| after.contains(ch))
        })
    };
    AHEAD.iter().any(|word| text.contains(word))
        || single('要', "重主必纲紧首摘概需", "素求点害件领")
        || single('将', "干大", "军")
        || single('刚', "", "才性柔")
        || single('原', "草平高中", "则料因理创")
}

/// The level that a sentence speaks of: the last of `全国`, `我省`, `全市`.
fn reach(before: &str) -> Option<char> {
    const LEVELS: [char; 13] =
        ['国', '省', '市', '州', '县', '区', '镇', '乡', '村', '校', '院', '局', '旗'];
    before
        .match_indices(['全', '我', '本'])
        .filter_map(|(at, word)| before.get(at + word.len()..)?.chars().next())
        .rfind(|ch| LEVELS.contains(ch))
}

/// `李家沟发展大棚蔬菜126亩`, `王家沟发展大棚蔬菜128亩`: the same words of different subjects.
fn parallel(one: &Mention<'_>, other: &Mention<'_>) -> bool {
    let (a, b) = (one.clause(), other.clause());
    let common: usize = a
        .chars()
        .rev()
        .zip(b.chars().rev())
        .take_while(|(x, y)| x == y)
        .map(|(ch, _)| ch.len_utf8())
        .sum();
    let noun = one.noun.len().min(other.noun.len());
    common > 0
        && (common > noun || one.noun != other.noun)
        && !one.behind()
        && !other.behind()
        && a.len() > common
        && b.len() > common
}
