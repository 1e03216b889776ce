//! Growth, multiples and completion told against a figure that stands between.

use super::{Found, MULTIPLE, agrees, exact};
use crate::check::reckoning::{Sentence, interval, kind, number, same_unit};
use crate::quantity::{Quantity, Scope, Sense, UnitKind};

/// `126.8亿元，较上年的112.3亿元增长12.9%`.
pub(super) fn base<'a>(
    sentence: &Sentence<'_>,
    before: &[&'a Quantity],
    figure: &Quantity,
) -> Option<Found<'a>> {
    let [earlier @ .., n, base] = before else { return None };
    let unit = figure.unit.as_ref()?;
    let mixed = matches!(kind(n), Some(UnitKind::Share | UnitKind::Points | UnitKind::Times));
    if unit.name != "%"
        || mixed
        || !same_unit(n, base)
        || !exact(n)
        || !exact(base)
        || n.scope != base.scope
        || earlier.last().is_some_and(|a| a.sense == Sense::From)
    {
        return None;
    }
    let words = sentence.between(n.range.end, base.range.start);
    let noun = sentence.noun(n);
    let words = words.strip_prefix(noun).unwrap_or(words).strip_prefix('，')?;
    let words = words.strip_prefix(['较', '比'])?.strip_suffix('的')?;
    let year = words.ends_with('年') && words.chars().count() <= 5;
    if !year && !matches!(words, "上年同期" | "去年同期" | "上月" | "年初" | "上年末" | "去年底")
    {
        return None;
    }
    let verb = sentence.between(base.range.end, figure.range.start);
    let verb = verb.strip_prefix(noun).unwrap_or(verb).trim_end_matches('了');
    let rises = match verb {
        "增长" | "上升" | "提高" | "增加" => true,
        "下降" | "减少" | "降低" => false,
        _ => return None,
    };
    let ((n_low, n_high), (base_low, base_high)) = (interval(n), interval(base));
    let (x, y) = (number(base.value), number(n.value));
    if x <= 0.0 || base_low <= 0.0 || (y > x) != rises {
        return None;
    }
    let sign = if rises { 100.0 } else { -100.0 };
    let one = (n_low - base_high) / base_high * sign;
    let two = (n_high - base_low) / base_low * sign;
    if agrees(one.min(two), one.max(two), figure) {
        return None;
    }
    let from = format!("从{}到{}", sentence.written(base), sentence.written(n));
    let verb = if rises { "增长" } else { "下降" };
    Some(Found { value: (y - x) / x * sign, from, verb, of: [n, base] })
}

/// `由8万元增加到24万元，是原来的3倍`.
pub(super) fn multiple<'a>(
    sentence: &Sentence<'_>,
    before: &[&'a Quantity],
    figure: &Quantity,
) -> Option<Found<'a>> {
    let [.., a, b] = before else { return None };
    if kind(figure) != Some(UnitKind::Times)
        || a.sense != Sense::From
        || b.sense != Sense::To
        || !same_unit(a, b)
        || !exact(a)
        || !exact(b)
    {
        return None;
    }
    let words = sentence.between(b.range.end, figure.range.start);
    if !matches!(words, "，是原来的" | "，为原来的" | "，相当于原来的" | "，达到原来的")
    {
        return None;
    }
    let ((a_low, a_high), (b_low, b_high)) = (interval(a), interval(b));
    // Rounded up by half at most, or cut off.
    let (written, step) = (number(figure.value), number(figure.step));
    if a_low <= 0.0
        || b_low / a_high <= written + step * 0.999 && b_high / a_low >= written - step * 0.501
    {
        return None;
    }
    let from = format!("从{}到{}", sentence.written(a), sentence.written(b));
    let value = number(b.value) / number(a.value);
    Some(Found { value, from, verb: MULTIPLE, of: [a, b] })
}

/// `完成投资36.5亿元，占年度计划50亿元的73%`.
pub(super) fn plan<'a>(
    sentence: &Sentence<'_>,
    before: &[&'a Quantity],
    figure: &Quantity,
) -> Option<Found<'a>> {
    let [.., p, w] = before else { return None };
    if figure.unit.as_ref()?.name != "%"
        || kind(w) == Some(UnitKind::Share)
        || !same_unit(p, w)
        || !exact(p)
        || !exact(w)
        || p.scope != w.scope
        || p.scope == Scope::Each
        || sentence.between(w.range.end, figure.range.start) != "的"
    {
        return None;
    }
    let words = sentence.between(p.range.end, w.range.start);
    let words = words.strip_prefix("，占").or_else(|| words.strip_prefix("，完成"))?;
    let words = words.strip_prefix(['全', '年']).unwrap_or(words);
    if words.chars().count() > 8 || !["计划", "任务", "目标"].iter().any(|of| words.ends_with(of))
    {
        return None;
    }
    let ((p_low, p_high), (w_low, w_high)) = (interval(p), interval(w));
    if w_low <= 0.0 || agrees(p_low / w_high * 100.0, p_high / w_low * 100.0, figure) {
        return None;
    }
    let from = format!("{}中的{}", sentence.written(w), sentence.written(p));
    Some(Found { value: number(p.value) / number(w.value) * 100.0, from, verb: "占", of: [p, w] })
}
