//! What the words before and behind a figure make of it.

use std::sync::LazyLock;

use super::text::{Chars, NONE, ends_clause};
use super::types::{Bound, Sense};

/// Words before a numeral that bound it, longer ones first.
const LEAST: &[&str] = &["不少于", "不低于", "不小于", "不下"];
const LOWER: &[&str] =
    &["超过", "突破", "高于", "多于", "大于", "至少", "最少", "起码", "逾", "超", "已过", "超出"];
const UPPER: &[&str] = &[
    "不超过",
    "不高于",
    "不多于",
    "不大于",
    "不足",
    "不到",
    "未满",
    "不满",
    "低于",
    "少于",
    "小于",
    "至多",
    "最多",
    "最高",
];
const ABOUT: &[&str] = &["大约", "将近", "接近", "大概", "约为", "约", "近"];

/// The bound that the words before a place give, and where they begin.
pub(super) fn bound_before(text: &Chars, at: usize) -> (usize, Bound) {
    let (mut from, mut bound) = (at, Bound::Exact);
    // `近1000`, `已超过近…`: two words at most.
    for _ in 0..2 {
        // The last characters of all these words.
        if !matches!(
            text.before(from),
            '下' | '为'
                | '于'
                | '出'
                | '到'
                | '多'
                | '少'
                | '概'
                | '满'
                | '码'
                | '破'
                | '约'
                | '超'
                | '足'
                | '过'
                | '近'
                | '逾'
                | '高'
        ) {
            break;
        }
        let next = if let Some(start) = text.ends_any(from, LEAST) {
            (start, Bound::More)
        } else if let Some(start) = text.ends_any(from, UPPER) {
            (start, Bound::Less)
        } else if let Some(start) = text.ends_any(from, LOWER) {
            (start, Bound::More)
        } else if let Some(start) = text.ends_any(from, ABOUT).filter(|&start| {
            // 附近3个村, 节约3万元
            let other = match text.at(start) {
                '近' => "最附靠邻临远毗就",
                '约' => "节集合签契公条履违",
                _ => "",
            };
            from - start > 1 || !other.contains(text.before(start))
        }) {
            (start, Bound::About)
        } else {
            break;
        };
        (from, bound) = next;
    }
    (from, bound)
}

/// The bound that the words behind a place give, and where they end.
pub(super) fn bound_behind(text: &Chars, at: usize) -> (usize, Option<Bound>) {
    if !matches!(text.at(at), '上' | '之' | '以' | '及' | '左' | '或') {
        return (at, None);
    }
    let words: &[(&str, Bound)] = &[
        ("以上", Bound::More),
        ("及以上", Bound::More),
        ("或以上", Bound::More),
        ("以下", Bound::Less),
        ("及以下", Bound::Less),
        ("以内", Bound::Less),
        ("之内", Bound::Less),
        ("左右", Bound::About),
        ("上下", Bound::About),
        ("之多", Bound::Exact),
    ];
    for &(word, bound) in words {
        if text.starts(at, word) {
            return (at + word.chars().count(), Some(bound));
        }
    }
    (at, None)
}

const RISE: &[&str] = &[
    "增长",
    "增加",
    "提高",
    "上升",
    "提升",
    "上涨",
    "升高",
    "高出",
    "多出",
    "增幅",
    "增速",
    "增长率",
    "涨幅",
    "增量",
    "攀升",
    "增长幅度",
    "扩大",
    "上浮",
    "净增",
    "升幅",
    "上调",
    "提速",
    "调增",
    "增产",
    "扩增",
];
const FALL: &[&str] = &[
    "下降",
    "减少",
    "降低",
    "压减",
    "缩减",
    "下滑",
    "回落",
    "减幅",
    "降幅",
    "减量",
    "缩短",
    "削减",
    "压缩",
    "精简",
    "下跌",
    "跌幅",
    "减少率",
    "下降率",
    "降速",
    "收窄",
    "净减",
    "下浮",
    "下调",
    "调减",
    "减产",
    "压降",
];
/// One character that says the same where a comparison stands before it.
const COMPARED: &[&str] = &[
    "同比",
    "环比",
    "比上年",
    "较上年",
    "比去年",
    "较去年",
    "比上月",
    "较上月",
    "比年初",
    "较年初",
];

/// Verbs before `到`, `至`, `为` that name what came out.
const BECOME: &[&str] = &[
    "增加", "增长", "提高", "上升", "提升", "扩大", "发展", "攀升", "下降", "减少", "降低", "压减",
    "压缩", "缩短", "缩减", "精简", "下调", "上调", "回落", "调整", "调减", "调增", "改变", "上涨",
    "下滑", "扩展", "拓展", "壮大", "跃升", "猛增", "激增", "剧增", "削减", "收窄", "变", "增",
    "升", "降", "减", "扩", "涨", "缩", "调", "跃", "压",
];

/// Whether a word that says what came out ends before a place, and where it begins.
pub(super) fn becomes(text: &Chars, at: usize) -> Option<usize> {
    let at = text.ends(at, "了").unwrap_or(at);
    if !matches!(text.before(at), '到' | '达' | '至' | '为' | '成') {
        return None;
    }
    if let Some(from) = text.ends_any(at, &["达到", "达"]) {
        // 达到 after a verb: 提高达到. 到达, 传达 are others.
        return (!matches!(
            text.before(from),
            '到' | '传' | '表' | '抵' | '发' | '下' | '送' | '雷'
        ))
        .then_some(from);
    }
    let from = text.ends_any(at, &["到", "至", "为", "成"])?;
    text.ends_any(from, BECOME)
}

/// Rise or fall where a verb of growth stands right before a place, and where that verb begins.
pub(super) fn growth(text: &Chars, at: usize) -> Option<(usize, Sense)> {
    let mut end = at;
    for _ in 0..3 {
        if !matches!(
            text.before(end),
            ' ' | '为'
                | '了'
                | '仅'
                | '到'
                | '又'
                | '在'
                | '均'
                | '度'
                | '是'
                | '有'
                | '率'
                | '约'
                | '达'
        ) {
            break;
        }
        match text.ends_any(
            end,
            &[
                "幅度",
                "达到",
                "保持在",
                "仅有",
                "仅",
                "达",
                "约",
                "为",
                "了",
                "是",
                "率",
                "均",
                "又",
                " ",
            ],
        ) {
            Some(from) if text.ends_any(end, &["增长率", "减少率", "下降率"]).is_none() => {
                end = from
            }
            _ => break,
        }
    }
    // The last characters of all these words.
    if !matches!(
        text.before(end),
        '产' | '低'
            | '减'
            | '出'
            | '加'
            | '升'
            | '增'
            | '多'
            | '大'
            | '少'
            | '幅'
            | '度'
            | '浮'
            | '涨'
            | '滑'
            | '率'
            | '短'
            | '窄'
            | '简'
            | '缩'
            | '落'
            | '调'
            | '跌'
            | '速'
            | '量'
            | '长'
            | '降'
            | '高'
    ) {
        return None;
    }
    for (words, sense) in [(RISE, Sense::Rise), (FALL, Sense::Fall)] {
        if let Some(from) = text.ends_any(end, words) {
            return Some((from, sense));
        }
    }
    let (single, sense) = match text.before(end) {
        '增' | '升' | '涨' | '多' | '高' => (end - 1, Sense::Rise),
        '减' | '降' | '跌' | '少' | '低' => (end - 1, Sense::Fall),
        _ => return None,
    };
    text.ends_any(single, COMPARED)?;
    Some((single, sense))
}

/// Whether a figure in per cent at a place is said to be a share: `占…的31.7%`, `合格率98%`.
pub(super) fn share(text: &Chars, at: usize) -> Option<usize> {
    let mut from = at;
    for _ in 0..40 {
        let ch = text.before(from);
        if ends_clause(ch) || ch == '、' {
            return None;
        }
        from -= 1;
        match ch {
            '占' if !matches!(text.before(from), '抢' | '侵' | '霸' | '强' | '挤')
                && !matches!(text.at(from + 1), '地' | '用' | '领' | '有' | '道') =>
            {
                return Some(from);
            }
            '率' if !matches!(text.before(from), '效' | '速' | '频')
                && !matches!(text.at(from + 1), '先' | '领' | '队') =>
            {
                return Some(from + 1);
            }
            '比' if matches!(text.at(from + 1), '重' | '例') => return Some(from),
            _ => {}
        }
    }
    None
}

/// `%的增长`, `%的速度增长`: growth told behind its figure.
pub(super) fn growth_behind(text: &Chars, at: usize) -> Option<Sense> {
    let at = if text.at(at) == '的' { at + 1 } else { return None };
    if text.starts_any(at, &["增长", "增速", "增幅", "速度", "涨幅", "年均增", "高增"]).is_some()
    {
        return Some(Sense::Rise);
    }
    text.starts_any(at, &["降幅", "下降", "减幅", "跌幅"]).map(|_| Sense::Fall)
}

/// Whether `从`, `由` before a place may begin a change that this figure is the start of; what comes between is empty,
/// or names a time or a former state and ends in `的`.
pub(super) fn comes_from(text: &Chars, at: usize) -> Option<usize> {
    let near = |from: usize| {
        let ch = text.before(from);
        matches!(ch, '从' | '由' | '自')
            .then(|| from - 1)
            .filter(|&from| !matches!(text.before(from), '理' | '缘' | '经' | '自' | '事' | '服'))
    };
    if let Some(from) = near(at) {
        return Some(from);
    }
    let mut from = at;
    for step in 0..18 {
        let ch = text.before(from);
        if ends_clause(ch) || ch == '、' || ch == NONE {
            return None;
        }
        // Directly before the figure: 的, a time, or 最初、原先.
        if step == 0
            && !matches!(
                ch,
                '的' | '年' | '底' | '初' | '末' | '月' | '期' | '先' | '来' | '前' | '去' | '时'
            )
        {
            return None;
        }
        from -= 1;
        if let Some(start) = near(from) {
            return Some(start);
        }
    }
    None
}

/// Idioms and set phrases that only look like figures: how many characters of one stand at a place.
pub(super) fn phrase(text: &Chars, at: usize) -> Option<usize> {
    let pair = (text.at(at), text.at(at + 1));
    let table: &[(char, char, &str)] = &BY_PAIR;
    let from = table.partition_point(|&(a, b, _)| (a, b) < pair);
    let of = table.get(from..)?.iter().take_while(|&&(a, b, _)| (a, b) == pair);
    let mut hits = of.filter(|(.., word)| text.starts(at, word));
    hits.next().map(|(.., word)| word.chars().count())
}

/// [`PHRASES`] by their first two characters.
static BY_PAIR: LazyLock<Vec<(char, char, &str)>> = LazyLock::new(|| {
    let pair = |word: &&'static str| {
        let mut chars = word.chars();
        Some((chars.next()?, chars.next()?, *word))
    };
    let mut table: Vec<_> = PHRASES.iter().filter_map(pair).collect();
    table.sort_unstable();
    table
});

const PHRASES: &[&str] = &[
    "一心一意",
    "三心二意",
    "四面八方",
    "五湖四海",
    "七上八下",
    "五花八门",
    "三番五次",
    "三令五申",
    "千方百计",
    "千家万户",
    "千山万水",
    "千头万绪",
    "千丝万缕",
    "万众一心",
    "三年五载",
    "十年树木",
    "百年大计",
    "四通八达",
    "十全十美",
    "十里八乡",
    "三天两头",
    "三五成群",
    "三位一体",
    "四位一体",
    "五位一体",
    "两位一体",
    "二位一体",
    "六位一体",
    "一二三产",
    "三次产业",
    "两口子",
    "两个维护",
    "两个确立",
    "三个代表",
    "四个意识",
    "四个自信",
    "四个全面",
    "两个一百年",
    "五个认同",
    "三个务必",
    "两个务必",
    "两个先锋",
    "三个聚焦",
    "四个伟大",
    "四个服务",
    "四个最严",
    "三个区分开来",
    "三个文明",
    "两个文明",
    "两个毫不动摇",
    "三个倡导",
    "三个走在前",
    "两个结合",
    "三个面向",
    "百年未有",
    "千年",
    "千秋万代",
    "三条红线",
    "三条控制线",
    "三块地",
    "三间房",
    "两条腿",
    "三家村",
    "三十六计",
    "两种人",
    "五个振兴",
    "七个有之",
    "五个必须",
    "六个精准",
    "五个一批",
    "四个不摘",
    "一五一十",
    "三三两两",
    "四个合格",
    "两件套",
    "三件套",
    "四件套",
    "二人转",
    "二人台",
    "万家灯火",
    "万户千家",
    "十个指头弹",
];

/// Characters before a Chinese numeral that make one word with it.
pub(super) fn joins(before: char, numeral: char) -> bool {
    match before {
        '第' | '初' | '周' | '期' | '拜' | '之' | '统' | '唯' | '单' | '老' | '其' | '同'
        | '某' | '任' | '逐' | '划' => {
            // 其一、其二; 统一; 星期三; 老三.
            !(before == '期' && numeral == '十') || before == '第'
        }
        _ => false,
    }
}
