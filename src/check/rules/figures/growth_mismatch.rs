//! F005: a growth, multiple or share that the figures beside it do not give.

mod compared;
#[cfg(test)]
mod tests;

use crate::check::reckoning::{
    Sentence, each_sentence, interval, kind, number, rounded, same_unit,
};
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::{Fix, Level};
use crate::quantity::{Bound, Quantity, Scope, Sense, UnitKind, Written};

pub(crate) static RULE: Rule = Rule {
    id: "F005",
    name: "growth-mismatch",
    title: "增幅占比不符",
    group: Group::Figures,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "通行要求：数字前后一致，增幅、倍数、占比与所依据的数相符",
    doc: "\
## 查什么

同一句话里写明了前后两个数，或者总数和部分数，紧跟着的增幅、倍数、百分点、占比、完成率却算不出来：

- `从250万元增加到500万元，增长50%`：应为增长100%。
- `由86.5%提高到91.3%，提高5.8个百分点`：应为4.8个百分点。
- `由8个增加到24个，增长3倍`：增长2倍，是原来的3倍。
- `由200万元增加到300万元，翻一番`：翻一番是原来的2倍。
- `达到500万元，同比增加30万元，增长20%`：应为6.4%。
- `共120个村，其中薄弱村30个，占20%`：应为25%。
- `受理836件，办结821件，办结率92.8%`：应为98.2%。
- `收入126.8亿元，较上年的112.3亿元增长15.9%`：应为12.9%。
- `由8万元增加到24万元，是原来的4倍`：是3倍。
- `抽查126户，合格118户，合格率96.7%`：应为93.7%。

四舍五入、去尾造成的出入不算。带“约”“近”“余”“以上”的数不精确，不拿来推算。写明“年均”“可比价”“实际增长”，
或者另有比较对象（“比2020年增长”）的，也不推算。

## 为什么

增幅和占比往往是改了一处数字、没有改另一处，或者分子分母用错。材料里这种数字一算就露馅，最伤可信。

## 依据

算术关系，没有标准条文。口径不同（可比价、扣除调入等）时算出来会有出入，所以只作警告。",
    examples: &[
        Example::unsound("增幅算错", "村集体经营性收入从250万元增加到500万元，增长50%。\n"),
        Example::unsound("百分点算错", "县域内就诊率由86.5%提高到91.3%，提高5.8个百分点。\n"),
        Example::unsound("增长几倍和是几倍相混", "联农带农主体由8个增加到24个，增长3倍。\n"),
        Example::unsound("占比算错", "全县共120个村，其中薄弱村30个，占20%。\n"),
        Example::unsound("增量和增幅对不上", "村集体收入达到500万元，同比增加30万元，增长20%。\n"),
        Example::unsound("与上年相比算错", "营业收入126.8亿元，较上年的112.3亿元增长15.9%。\n"),
        Example::unsound("是原来的几倍算错", "村均集体收入由8万元增加到24万元，是原来的4倍。\n"),
        Example::unsound("合格率算错", "抽查商户126户，合格118户，合格率96.7%。\n"),
        Example::sound(
            "算得出来，或者四舍五入",
            "\
村集体经营性收入从250万元增加到500万元，增长100%，实现翻番。户均人情支出由4800元降到2900元，下降39.6%。

群众满意率由91.2%上升到96.4%，提高5.2个百分点。乡村民宿由40家增加到64家，增长60%。

总投资9840万元，其中上级补助5904万元，占60%；县级财政2460万元，占25%。
",
        ),
        Example::sound(
            "口径不同、数不精确的不推算",
            "\
工业总产值由2020年的30亿元增加到2023年的42亿元，年均增长11.9%，比2022年增长8%。

集体收入由近200万元增加到500多万元，增长1.6倍。固定资产投资由80亿元增加到90亿元，按可比口径增长6.5%。
",
        ),
    ],
    check,
};

/// How far a figure and its growth may stand apart, in bytes.
const NEAR: usize = 48;

fn check(context: &Context<'_>, sink: &mut Sink) {
    each_sentence(context, 2, |sentence| {
        for at in 1..sentence.figures.len() {
            let window = sentence.figures.get(..=at).unwrap_or_default();
            let Some((figure, before)) = window.split_last() else { continue };
            if figure.bound == Bound::More || figure.bound == Bound::Less {
                continue;
            }
            let found = match figure.sense {
                Sense::Rise | Sense::Fall => change(sentence, before, figure)
                    .or_else(|| added(sentence, before, figure))
                    .or_else(|| compared::base(sentence, before, figure)),
                Sense::Share => portion(sentence, before, figure)
                    .or_else(|| rate(sentence, before, figure))
                    .or_else(|| compared::plan(sentence, before, figure)),
                Sense::Amount => compared::multiple(sentence, before, figure),
                _ => None,
            };
            if let Some(found) = found {
                report(sentence, figure, &found, sink);
            }
        }
    });
}

/// The verb of a multiple.
const MULTIPLE: &str = "是原来的";

/// What the figures give.
struct Found<'a> {
    /// The result, and its least and greatest.
    value: f64,
    /// `从250万元到500万元`.
    from: String,
    /// `增长`, `占`.
    verb: &'static str,
    /// The figures it was computed from.
    of: [&'a Quantity; 2],
}

fn exact(figure: &Quantity) -> bool {
    figure.bound == Bound::Exact && !matches!(figure.scope, Scope::Each)
}

/// Whether a result may be written so: the last place may be rounded or cut off.
fn agrees(low: f64, high: f64, figure: &Quantity) -> bool {
    let value = number(figure.value);
    // Not the whole: 增长2倍 is not 增长3倍.
    let mut slack = number(figure.step) * 0.999;
    if figure.bound == Bound::About {
        slack = slack.max(value * 0.1);
    }
    low <= value + slack + 1e-9 && high >= value - slack - 1e-9
}

/// Whether the words between a figure and its growth leave it to be the growth of that figure.
fn linked(words: &str) -> bool {
    let other = [
        "年均", "平均", "每年", "实际", "可比", "扣除", "口径", "比", "较", "同期", "其中", "分别",
        "预计", "目标", "力争", "累计",
    ];
    words.len() <= NEAR
        && !other.iter().any(|word| words.contains(word))
        && words.matches(['，', '、', '（']).count() <= 1
        && words.chars().count() <= 8
}

/// `从a增加到b，增长r`.
fn change<'a>(
    sentence: &Sentence<'_>,
    before: &[&'a Quantity],
    figure: &Quantity,
) -> Option<Found<'a>> {
    let (&b, rest) = before.split_last()?;
    // One growth of the same pair may stand between: `增加250万元，增长100%`.
    let (b, rest, between) =
        if matches!(b.sense, Sense::Rise | Sense::Fall) && b.sense == figure.sense {
            if !linked(sentence.between(b.range.end, figure.range.start)) {
                return None;
            }
            let (&to, rest) = rest.split_last()?;
            (to, rest, sentence.between(to.range.end, b.range.start))
        } else {
            (b, rest, sentence.between(b.range.end, figure.range.start))
        };
    let &a = rest.last()?;
    if a.sense != Sense::From
        || b.sense != Sense::To
        || !same_unit(a, b)
        || !exact(a)
        || !exact(b)
        || !linked(between)
    {
        return None;
    }
    // The growth of something else.
    if figure.noun.is_some() && sentence.noun(figure) != sentence.noun(b) {
        return None;
    }
    let ((a_low, a_high), (b_low, b_high)) = (interval(a), interval(b));
    let (x, y) = (number(a.value), number(b.value));
    let rises = y > x;
    if x <= 0.0 || a_low <= 0.0 || rises != (figure.sense == Sense::Rise) {
        return None;
    }
    let sign = if rises { 1.0 } else { -1.0 };
    let verb = if rises { "增长" } else { "下降" };
    let ratio = |scale: f64| {
        let one = (b_low - a_high) / a_high * scale * sign;
        let two = (b_high - a_low) / a_low * scale * sign;
        ((y - x) / x * scale * sign, one.min(two), one.max(two))
    };
    let unit = figure.unit.as_ref()?;
    let pair = kind(a)?;
    let (value, low, high, verb) = match unit.kind {
        UnitKind::Share if unit.name == "%" && pair != UnitKind::Share => {
            let (value, low, high) = ratio(100.0);
            (value, low, high, verb)
        }
        UnitKind::Points if pair == UnitKind::Share => {
            let one = (y - x) * sign;
            let slack = (b_high - b_low + a_high - a_low) / 2.0;
            (one, one - slack, one + slack, if rises { "提高" } else { "下降" })
        }
        UnitKind::Times if rises => {
            let doubled = sentence.between(unit.range.start, unit.range.end) == "番";
            if doubled {
                // Said loosely: within a tenth.
                let (value, wanted) = (y / x, number(figure.value));
                if (value / wanted - 1.0).abs() <= 0.1 {
                    return None;
                }
                (value, value, value, MULTIPLE)
            } else {
                let (value, low, high) = ratio(1.0);
                (value, low, high, "增长")
            }
        }
        _ if same_unit(a, figure) && pair != UnitKind::Share => {
            let one = (y - x) * sign;
            let slack = (b_high - b_low + a_high - a_low) / 2.0;
            (one, one - slack, one + slack, if rises { "增加" } else { "减少" })
        }
        _ => return None,
    };
    if verb != MULTIPLE && agrees(low, high, figure) {
        return None;
    }
    let from = format!("从{}到{}", sentence.written(a), sentence.written(b));
    Some(Found { value, from, verb, of: [a, b] })
}

/// `达到n，增加d，增长r`.
fn added<'a>(
    sentence: &Sentence<'_>,
    before: &[&'a Quantity],
    figure: &Quantity,
) -> Option<Found<'a>> {
    let [earlier @ .., n, d] = before else { return None };
    // `从a增加到n`: told by the pair.
    if earlier.last().is_some_and(|a| a.sense == Sense::From) {
        return None;
    }
    if kind(figure) != Some(UnitKind::Share)
        || figure.unit.as_ref()?.name != "%"
        || !matches!(n.sense, Sense::To | Sense::Amount)
        || d.sense != figure.sense
        || !same_unit(n, d)
        || !exact(n)
        || !exact(d)
        || n.scope == Scope::Part
        || figure.noun.is_some()
        || d.noun.is_some()
        || matches!(kind(n), Some(UnitKind::Share | UnitKind::Points | UnitKind::Times))
    {
        return None;
    }
    let (first, second) = (
        sentence.between(n.range.end, d.range.start),
        sentence.between(d.range.end, figure.range.start),
    );
    let compared = first
        .replace("同比", "")
        .replace("比上年", "")
        .replace("较上年", "")
        .replace("比去年", "")
        .replace("较去年", "");
    if !linked(&compared)
        || !linked(second)
        || !first.starts_with('，')
        || !second.starts_with(['，', '、'])
    {
        return None;
    }
    let sign = if figure.sense == Sense::Rise { 1.0 } else { -1.0 };
    let ((n_low, n_high), (d_low, d_high)) = (interval(n), interval(d));
    let base = number(n.value) - sign * number(d.value);
    let (base_low, base_high) = if sign > 0.0 {
        (n_low - d_high, n_high - d_low)
    } else {
        (n_low + d_low, n_high + d_high)
    };
    if base <= 0.0 || base_low <= 0.0 {
        return None;
    }
    let value = number(d.value) / base * 100.0;
    if agrees(d_low / base_high * 100.0, d_high / base_low * 100.0, figure) {
        return None;
    }
    let (more, verb) = if sign > 0.0 { ("增加", "增长") } else { ("减少", "下降") };
    let from = format!("{}，{more}{}", sentence.written(n), sentence.written(d));
    Some(Found { value, from, verb, of: [n, d] })
}

/// `共w，其中p，占r`.
fn portion<'a>(
    sentence: &Sentence<'_>,
    before: &[&'a Quantity],
    figure: &Quantity,
) -> Option<Found<'a>> {
    let (&p, rest) = before.split_last()?;
    let words = sentence.between(p.range.end, figure.range.start);
    let words = words.trim_start_matches(['，', '、', '（']);
    let noun = p
        .noun
        .as_ref()
        .filter(|noun| noun.start >= p.range.end)
        .map(|noun| sentence.between(noun.start, noun.end));
    let words = noun
        .and_then(|noun| sentence.between(p.range.end, figure.range.start).strip_prefix(noun))
        .map_or(words, |rest| rest.trim_start_matches(['，', '、', '（']));
    if !matches!(
        words.trim_end_matches(['约', '近']),
        "占" | "占比"
            | "占比为"
            | "占比达"
            | "占比达到"
            | "占到"
            | "占总数的"
            | "占总量的"
            | "占全部的"
            | "占总数"
            | "约占"
    ) || !exact(p)
        || figure.unit.as_ref()?.name != "%"
        || matches!(kind(p), Some(UnitKind::Share | UnitKind::Duration))
    {
        return None;
    }
    let wholes: Vec<&Quantity> = rest.iter().copied().filter(|one| same_unit(one, p)).collect();
    let whole = if p.scope == Scope::Part {
        wholes.iter().rev().find(|one| one.scope != Scope::Part)
    } else {
        wholes.iter().rev().find(|one| one.scope == Scope::Total)
    }?;
    if !exact(whole) || wholes.iter().any(|one| one.bound != Bound::Exact) {
        return None;
    }
    // 其中 reaches its whole only from the figure before it.
    let (p_low, p_high) = interval(p);
    for one in &wholes {
        let (low, high) = interval(one);
        if low > 0.0 && agrees(p_low / high * 100.0, p_high / low * 100.0, figure) {
            return None;
        }
    }
    let w = number(whole.value);
    if w <= 0.0 || number(p.value) > w {
        return None;
    }
    let from = format!("{}中的{}", sentence.written(whole), sentence.written(p));
    Some(Found { value: number(p.value) / w * 100.0, from, verb: "占", of: [whole, p] })
}

/// `受理w，办结p，办结率r`.
fn rate<'a>(
    sentence: &Sentence<'_>,
    before: &[&'a Quantity],
    figure: &Quantity,
) -> Option<Found<'a>> {
    let [.., w, p] = before else { return None };
    if !same_unit(w, p)
        || !exact(w)
        || !exact(p)
        || figure.unit.as_ref()?.name != "%"
        || kind(w) == Some(UnitKind::Share)
    {
        return None;
    }
    let words = sentence.between(p.range.end, figure.range.start);
    let words = words.trim_end_matches(['达', '到', '为', '约']);
    let name = words.strip_suffix('率')?.rsplit(['，', '、']).next()?;
    // 办结率 rests on what was 办结.
    let known = [
        "完成", "办结", "落地", "化解", "整改", "盘活", "兑现", "销号", "调处", "办理", "拆除",
        "入库", "开工", "竣工", "答复",
    ];
    if name.contains("累计") {
        return None;
    }
    // `抽查…户，合格…户，合格率`: what the whole must be said of, and the part.
    let paired: &[(&str, &[&str], &str)] = &[
        ("合格", &["抽查", "抽检", "检查", "检测", "检验", "监测", "抽样"], "合格"),
        ("回收", &["发放", "发出"], "收回"),
        ("到会", &["应到"], "实到"),
        ("出勤", &["应到"], "实到"),
        ("审结", &["受理", "新收"], "审结"),
        ("破案", &["立"], "破"),
        ("审减", &["送审"], "审减"),
        ("采纳", &["提出"], "采纳"),
        ("完成", &["计划", "任务", "目标"], "完成"),
    ];
    let whole = sentence.clause_before(w.number.start);
    let pair = paired.iter().find(|(end, of, verb)| {
        name.ends_with(end)
            && of.iter().any(|of| whole.contains(of))
            && sentence.clause_before(p.number.start).contains(verb)
    });
    let verb = match pair {
        Some((.., verb)) => verb,
        None if p.value > w.value => return None,
        None => known.iter().find(|verb| name.ends_with(**verb))?,
    };
    if words.chars().count() > 8
        || !words.starts_with(['，', '、'])
        || !sentence.clause_before(p.number.start).contains(verb)
    {
        return None;
    }
    if whole.contains(verb) || w.scope == Scope::Part && p.scope != Scope::Part {
        return None;
    }
    let ((w_low, w_high), (p_low, p_high)) = (interval(w), interval(p));
    if w_low <= 0.0 || agrees(p_low / w_high * 100.0, p_high / w_low * 100.0, figure) {
        return None;
    }
    let from = format!("{}中的{}", sentence.written(w), sentence.written(p));
    Some(Found { value: number(p.value) / number(w.value) * 100.0, from, verb: "占", of: [w, p] })
}

fn report(sentence: &Sentence<'_>, figure: &Quantity, found: &Found<'_>, sink: &mut Sink) {
    let prose = &sentence.passage.prose;
    let unit = figure.unit.as_ref();
    let doubled = found.verb == MULTIPLE;
    let name = if doubled {
        "倍"
    } else {
        unit.map_or("", |unit| {
            if unit.name == "%" { "%" } else { sentence.between(unit.range.start, unit.range.end) }
        })
    };
    // The result in the scale that the figure is written in.
    let scale = sentence.between(figure.number.start, figure.number.end);
    let scale = scale.trim_start_matches(|ch: char| ch.is_ascii_digit() || matches!(ch, '.' | ','));
    let by = scale.chars().fold(1.0, |by, ch| match ch {
        '万' => by * 1e4,
        '亿' => by * 1e8,
        '千' => by * 1e3,
        '百' => by * 1e2,
        _ => by,
    });
    let scale = if by > 1.0 { scale } else { "" };
    let plain = Quantity {
        step: figure
            .step
            .checked_div(rust_decimal::Decimal::from(by as u64))
            .unwrap_or(figure.step),
        ..figure.clone()
    };
    let shown =
        if doubled { format!("{:.1}", found.value) } else { rounded(found.value / by, &plain) };
    let shown =
        if doubled { shown.trim_end_matches('0').trim_end_matches('.').to_owned() } else { shown };
    let right = format!("{shown}{scale}");
    let written = sentence.between(figure.range.start, figure.range.end);
    let message = if doubled {
        format!("{}，是原来的{right}倍，不是“{written}”", found.from)
    } else {
        format!("{}，应为{}{right}{name}，这里写的是“{written}”", found.from, found.verb)
    };
    let mut fault = sink
        .at(prose.span(figure.range.clone()), message)
        .help("请核对这几个数和所用的口径；口径不同的，请写明“年均”“可比价”等");
    let [a, b] = found.of;
    fault = fault.label(prose.span(a.range.start..b.range.end), "由这里的数推算");
    if !doubled
        && matches!(figure.written, Written::Arabic | Written::Mixed)
        && prose.verbatim(figure.number.clone())
    {
        fault = fault.fix(Fix::suggestion(prose.span(figure.number.clone()), right));
    }
    sink.push(fault);
}
