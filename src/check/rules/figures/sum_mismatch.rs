//! F006: parts that do not add up to the total they are said to make.

mod table;
#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

use crate::check::reckoning::{Sentence, each_sentence, kind, same_unit};
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::Level;
use crate::quantity::{Bound, Quantity, Scope, Sense, UnitKind};

pub(crate) static RULE: Rule = Rule {
    id: "F006",
    name: "sum-mismatch",
    title: "合计不符",
    group: Group::Figures,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "通行要求：分项之和等于合计",
    doc: "\
## 查什么

**正文** 分项明明列全了，加起来却不是总数：

- 男、女两项：`共78名，其中男50名、女27名`。
- `其中`后面省、市、县各级，或者一类、二类、三类列全了的：`共85名，其中省派12名、市派21名、县派50名`。
- 写明“分为”“分别为”的：`126个村分为集聚提升类58个、特色保护类23个、城郊融合类17个`。
- 先列分项再说合计的：`甲镇3名、乙镇4名、丙镇5名，共13名`。

只举其中一两项的（`共78名，其中党员30名`）、分项可以交叉的、带“等”“约”“余”的，不查。

**表格** `合计`、`总计`、`小计`一行或一列，与上面各行（左边各列）之和不等。比率、平均数、单价、名次各列不加；空格和“—”不算；
有小计的，合计等于各小计之和；小数按四舍五入留出余地。

## 为什么

改了一行、忘了改合计，是报表最常见的错，读者一加就能看出来。

## 依据

算术关系，没有标准条文。四舍五入后的合计可以与分项之和差一点，表下应当注明。",
    examples: &[
        Example::unsound("男女之和不是总数", "示例区选派驻村第一书记共78名，其中男50名、女27名。\n"),
        Example::unsound("各级之和不是总数", "在岗第一书记85名，其中省派12名、市派21名、县派50名。\n"),
        Example::unsound("分项在前、合计在后", "清源镇3名、云岭镇4名、石桥镇5名，共13名。\n"),
        Example::unsound("分为几类", "126个行政村分为集聚提升类58个、特色保护类23个、城郊融合类17个、搬迁撤并类26个。\n"),
        Example::unsound(
            "表格的合计",
            "\
| 乡镇 | 村数 | 完成率 |
| --- | ---: | ---: |
| 清源镇 | 22 | 95.5% |
| 云岭镇 | 18 | 94.4% |
| 合计 | 41 | 95.0% |
",
        ),
        Example::sound(
            "只举其中几项，或者可以交叉",
            "\
共选派第一书记78名，其中党员干部60名、35岁以下52名。全镇共有企业30家，包括规上企业8家、农业龙头企业3家等。

清源镇3名、云岭镇4名、石桥镇5名，共12名。
",
        ),
        Example::sound(
            "表格的小计、空格和比率",
            "\
| 片区 | 村数 | 投资（万元） | 占比 |
| --- | ---: | ---: | ---: |
| 清源镇 | 22 | 120.4 | 30% |
| 云岭镇 | 18 | — | — |
| 小计 | 40 | 120.4 | 30% |
| 石桥镇 | 17 | 280.3 | 70% |
| 小计 | 17 | 280.3 | 70% |
| 合计 | 57 | 400.7 | 100% |
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    each_sentence(context, 3, |sentence| {
        let mut at = 0;
        while let Some(total) = sentence.figures.get(at) {
            if exact(total) {
                let taken = parts_behind(sentence, at, sink);
                if taken == 0 {
                    total_behind(sentence, at, sink);
                }
            }
            at += 1;
        }
    });
    table::check(context, sink);
}

fn exact(figure: &Quantity) -> bool {
    figure.bound == Bound::Exact
        && matches!(figure.sense, Sense::Amount | Sense::To)
        && matches!(
            kind(figure),
            Some(
                UnitKind::Count
                    | UnitKind::Money
                    | UnitKind::Area
                    | UnitKind::Length
                    | UnitKind::Mass
            )
        )
}

/// Whether nothing but the next item's name stands between two items of a list.
fn listed(between: &str) -> bool {
    let between = between.strip_prefix(['、', '和', '与']).unwrap_or("，");
    !between.contains(['，', '。', '；', '：', '、', '（', '）', '“', '\n'])
        && between.chars().count() <= 16
}

/// Most items of a list: a longer one is left alone, so that floods stay cheap.
const MOST: usize = 100;

/// The items of a list that begins with the figure at `from`: each joined to the one before by `、` or `和`.
fn list<'s, 'a>(sentence: &'s Sentence<'a>, from: usize) -> &'s [&'a Quantity] {
    let figures = &sentence.figures;
    let mut end = from + 1;
    while let (Some(before), Some(next)) = (figures.get(end - 1), figures.get(end)) {
        let between = sentence.between(before.range.end, next.range.start);
        // A comma may stand before the last: `甲3名、乙4名，丙5名` is left alone.
        if !same_unit(before, next)
            || !exact(next)
            || !listed(without_noun(sentence, before, between))
            || end - from == MOST
        {
            break;
        }
        end += 1;
    }
    figures.get(from..end).unwrap_or_default()
}

/// The words behind a figure without the noun that belongs to it.
fn without_noun<'a>(sentence: &Sentence<'a>, figure: &Quantity, between: &'a str) -> &'a str {
    match &figure.noun {
        Some(noun) if noun.start == figure.range.end => {
            between.strip_prefix(sentence.between(noun.start, noun.end)).unwrap_or(between)
        }
        _ => between,
    }
}

/// `共78名，其中男50名、女27名`: how many parts were looked at.
fn parts_behind(sentence: &Sentence<'_>, at: usize, sink: &mut Sink) -> usize {
    let figures = &sentence.figures;
    let (Some(&total), Some(&first)) = (figures.get(at), figures.get(at + 1)) else { return 0 };
    if !same_unit(total, first) || !exact(first) {
        return 0;
    }
    let parts = list(sentence, at + 1);
    let Some(last) = parts.last().filter(|_| parts.len() >= 2) else { return 0 };
    let lead = sentence.between(total.range.end, first.number.start);
    let noun = |part: &Quantity| {
        let words = sentence.between(sentence.range.start, part.number.start);
        words.rsplit(['、', '，', '和', '中', '：', '为', '（']).next().unwrap_or_default()
    };
    let tail = sentence.between(last.range.end, sentence.range.end);
    let open = tail.chars().take(8).any(|ch| ch == '等')
        || lead.contains("包括") && tail.starts_with('等');
    // One list, to the end of its clause.
    let closed = without_noun(sentence, last, tail)
        .chars()
        .next()
        .is_none_or(|ch| matches!(ch, '。' | '；' | '，' | '）'));
    let sexes = parts.len() == 2
        && parts.iter().zip(["男", "女"]).all(|(part, sex)| noun(part).starts_with(sex))
        && lead.chars().count() <= 12;
    let divided = total.number.start < first.number.start
        && ["分为", "划分为", "分成"].iter().any(|word| lead.contains(word))
        && lead.chars().count() <= 16;
    let each = total.scope == Scope::Total && lead.contains("分别为") && lead.chars().count() <= 16;
    let straight = without_noun(sentence, total, lead);
    let each = each || total.scope != Scope::Part && straight.starts_with("，分别为");
    let named: Vec<&str> = parts.iter().map(|part| noun(part)).collect();
    let told = straight.starts_with("，其中") && total.scope != Scope::Part && parts.len() >= 3;
    // What follows closely: the sentence may be endless.
    let close = tail.char_indices().nth(60).map_or(tail, |(at, _)| tail.get(..at).unwrap_or(tail));
    let rest = ["其余", "其他", "另", "还有"].iter().any(|word| close.contains(word));
    let sum: Decimal = parts.iter().map(|part| part.value).sum();
    let most = (sum - total.value).abs() * Decimal::TEN <= total.value;
    // `…，民营5家`: one more of another kind.
    let after = figures.get(at + 1 + parts.len());
    let rest = rest || after.is_some_and(|next| same_unit(next, total));
    let classes = told && !rest && most && classes(&named);
    if open || !closed || !(sexes || divided || each || classes) || lead.contains(['。', '；']) {
        return 0;
    }
    if within(sum, total, parts) {
        return parts.len();
    }
    report(sentence, total, parts, sum, sink);
    parts.len()
}

/// Whether names are those of classes that nothing falls in two of, and of which all may be meant: `省派、市派、县派`,
/// `一类村、二类村、三类村`.
fn classes(names: &[&str]) -> bool {
    const HEADS: [&str; 3] = ["国中省市州县区乡镇村", "一二三四五六", "甲乙丙丁ABCD"];
    let heads: Vec<char> = names.iter().filter_map(|name| name.chars().next()).collect();
    let mut distinct = heads.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let one_row = HEADS.iter().any(|row| heads.iter().all(|&head| row.contains(head)));
    // 一个, 三人 are figures.
    let ends: Vec<_> = names.iter().map(|name| name.chars().next_back()).collect();
    let alike = ends.windows(2).all(|pair| pair.first() == pair.last());
    heads.len() == names.len()
        && distinct.len() == heads.len()
        && one_row
        && (alike || heads.iter().all(|&head| "国中省市州县区乡镇村".contains(head)))
        && names.iter().all(|name| name.chars().nth(1).is_some())
}

/// `甲3名、乙4名、丙5名，共13名`.
fn total_behind(sentence: &Sentence<'_>, at: usize, sink: &mut Sink) {
    let figures = &sentence.figures;
    let Some(&total) = figures.get(at) else { return };
    let clause = sentence.clause_before(total.number.start);
    if at < 2
        || !matches!(
            clause.trim(),
            "共" | "共计" | "合计" | "总计" | "总共" | "一共" | "合计为" | "合计共"
        )
    {
        return;
    }
    // The total's own noun would be another thing's.
    let mut from = at - 1;
    while from > 0 && list(sentence, from - 1).len() > at - from {
        from -= 1;
    }
    let parts = figures.get(from..at).unwrap_or_default();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
    if !(2..MOST).contains(&parts.len())
        || !same_unit(last, total)
        || !parts.iter().all(|part| exact(part))
    {
        return;
    }
    let between = sentence.between(last.range.end, total.number.start);
    let between = without_noun(sentence, last, between);
    if between.trim_start_matches(['，', '；']).trim() != clause.trim() {
        return;
    }
    let lead = sentence.clause_before(first.number.start);
    if parts.iter().any(|part| part.scope == Scope::Part)
        || lead.contains(['每', '各'])
        || sentence.between(first.range.start, total.range.start).contains(['每', '各', '等'])
    {
        return;
    }
    // `甲、乙分别为…`: as good; more than one list may have gone before.
    let sum: Decimal = parts.iter().map(|part| part.value).sum();
    let all: Vec<Decimal> = figures
        .get(..at)
        .unwrap_or_default()
        .iter()
        .rev()
        .take(2 * MOST)
        .filter(|one| same_unit(one, total))
        .map(|one| one.value)
        .collect();
    let mut suffix = Decimal::ZERO;
    let matches = all.iter().any(|value| {
        suffix += value;
        suffix == total.value
    });
    if matches || within(sum, total, parts) {
        return;
    }
    report(sentence, total, parts, sum, sink);
}

/// Whether a sum is the total but for rounding.
fn within(sum: Decimal, total: &Quantity, parts: &[&Quantity]) -> bool {
    let whole = kind(total) == Some(UnitKind::Count)
        && parts.iter().chain([&total]).all(|one| one.step == Decimal::ONE);
    if whole {
        return sum == total.value;
    }
    let slack: Decimal =
        parts.iter().chain([&total]).map(|one| one.step).sum::<Decimal>() / Decimal::TWO;
    (sum - total.value).abs() <= slack
}

fn report(
    sentence: &Sentence<'_>,
    total: &Quantity,
    parts: &[&Quantity],
    sum: Decimal,
    sink: &mut Sink,
) {
    let prose = &sentence.passage.prose;
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
    let written: Vec<&str> = parts.iter().map(|part| sentence.written(part)).collect();
    let unit =
        total.unit.as_ref().map_or("", |unit| sentence.between(unit.range.start, unit.range.end));
    let scale = sentence.between(total.number.start, total.number.end);
    let scale = scale.trim_start_matches(|ch: char| ch.is_ascii_digit() || matches!(ch, '.' | ','));
    let by = match scale {
        "万" => Decimal::from(10_000),
        "亿" => Decimal::from(100_000_000),
        _ => Decimal::ONE,
    };
    let scale = if by == Decimal::ONE { "" } else { scale };
    let sum = sum.checked_div(by).unwrap_or(sum).normalize();
    let fault = sink
        .at(
            prose.span(total.range.clone()),
            format!(
                "{}加起来是{sum}{scale}{unit}，总数写的是“{}”",
                written.join("、"),
                sentence.written(total)
            ),
        )
        .help("请核对总数和各项，改成一致")
        .label(prose.span(first.range.start..last.range.end), "各项在这里");
    sink.push(fault);
}
