//! F009: dates in the text that cannot be.

use std::ops::Range;

use crate::check::dates::{Dated, Interval, Parts, dates, intervals, weekday_of};
use crate::check::{Context, Example, Group, Passage, Rule, Sink};
use crate::diagnostic::Level;
use crate::source::Date;

pub(crate) static RULE: Rule = Rule {
    id: "F009",
    name: "impossible-date-in-text",
    title: "正文日期有误",
    group: Group::Figures,
    level: Level::Error,
    publish: None,
    essential: false,
    source: "公历本身",
    doc: "\
## 查什么

正文、标题、图表和开头各项里的日期：

- 日历上没有的：`2月30日`、`9月31日`、`2023年2月29日`、`2023年13月`；
- 星期不对的：`2023年8月17日（星期五）`。没有写年份的，按成文日期的前后三年都对不上才报，只作警告；
- 起止颠倒的：`2023年5月至3月`、`9月20日至9月12日`、`2025—2021年`。

`11月至次年3月`、没有写年份的 `12月25日至1月5日`、`22时至6时` 这类跨年、跨夜的不报；写了年份而后面省去年份的
`2023年11月至3月`，多半是漏了“次年”，作警告。农历的日子不查。

## 为什么

会期、时限、施行日期写错，收文的人无从执行；星期与日期对不上，参会的人会走错日子。

## 依据

公历本身，没有例外，所以是错误。",
    examples: &[
        Example::unsound("九月没有三十一日", "各单位于9月31日前报送整改情况。\n"),
        Example::unsound("2023年不是闰年", "截至2023年2月29日，薄弱村全部清零。\n"),
        Example::unsound("那一天是星期四", "定于2023年8月17日（星期五）召开推进会。\n"),
        Example::unsound("起止颠倒", "2023年5月至3月开展集中排查，9月20日至9月12日组织验收。\n"),
        Example::unsound("年份颠倒", "规划期为2025—2021年。\n"),
        Example::sound(
            "跨年、跨夜和时长",
            "\
每年11月至次年3月为森林防火期，2023年11月至2024年3月严管火源。12月25日至1月5日值班，每晚22时至6时巡逻。

2024年2月29日（星期四）前完成，60日内反馈，用时13个月，2021—2025年、2023年5—7月和8月17—18日的情况另报。

农历2月30日祭扫，车牌号为3月45号楼的住户另行通知。
",
        ),
    ],
    check,
};

/// Whether the text itself says that a date is wrong: `“2月30日”的签收日期明显造假`.
fn doubted(text: &str, range: &Range<usize>) -> bool {
    const FAR: usize = 24;
    let after = text.get(range.end..).unwrap_or_default();
    let end = after.char_indices().nth(FAR).map_or(after.len(), |(at, _)| at);
    let near = after.get(..end).unwrap_or_default();
    let near = near.split(['。', '；', '\n']).next().unwrap_or(near);
    ["填错", "写错", "造假", "不存在", "有误", "错误", "倒签", "这种日期"]
        .iter()
        .any(|word| near.contains(word))
}

fn check(context: &Context<'_>, sink: &mut Sink) {
    for passage in context.prose.passages() {
        let text = passage.prose.text.as_str();
        let dates = dates(text);
        if dates.is_empty() {
            continue;
        }
        let intervals = intervals(text, &dates);
        for dated in &dates {
            let before = intervals.binary_search_by_key(&dated.range.end, |one| one.range.end);
            let before = before.ok().and_then(|at| intervals.get(at));
            if doubted(text, &dated.range) {
                continue;
            }
            if let Some((message, range)) = impossible(text, dated, before) {
                tell(context, passage, range, message, "请核对后改正", None, sink);
            } else if let Some((message, level)) = wrong_weekday(context, text, dated) {
                let range = dated.weekday.as_ref().map_or(0..0, |(_, range)| range.clone());
                let help = "请核对日期和星期，改正其中一个";
                tell(context, passage, dated.range.start..range.end, message, help, level, sink);
            }
        }
        for interval in &intervals {
            let written = text.get(interval.range.clone()).unwrap_or_default();
            let Some((end, level)) = reversed(interval) else { continue };
            let message = format!("“{written}”的终点早于起点");
            let help = if end {
                "请核对起止；跨年的，写明“次年”或者后一个年份"
            } else {
                "请核对起止"
            };
            tell(context, passage, interval.range.clone(), message, help, level, sink);
        }
    }
}

fn tell(
    context: &Context<'_>,
    passage: &Passage,
    range: Range<usize>,
    message: String,
    help: &str,
    level: Option<Level>,
    sink: &mut Sink,
) {
    let span = passage.prose.span(range);
    // What is set as code is shown for what it is.
    if context.sources.slice(span).starts_with('`') {
        return;
    }
    let fault = sink.at(span, message).help(help);
    sink.push(match level {
        Some(level) => fault.level(level),
        None => fault,
    });
}

fn days(year: Option<i32>, month: u32) -> u32 {
    // A year that is not written may be a leap year.
    let exists = |day: u32| {
        let small = |number: u32| u8::try_from(number).unwrap_or(0);
        Date::new(year.unwrap_or(2024), small(month), small(day)).is_some()
    };
    (28..=31).rev().find(|&day| exists(day)).unwrap_or(31)
}

/// Why there is no such date.
fn impossible(
    text: &str,
    dated: &Dated,
    interval: Option<&Interval>,
) -> Option<(String, Range<usize>)> {
    let before = text.get(..dated.range.start)?;
    if ["农历", "阴历", "旧历", "夏历"].iter().any(|word| before.ends_with(word)) {
        return None;
    }
    let written = text.get(dated.range.clone())?;
    let from = interval.map(|one| one.from).unwrap_or_default();
    let month = dated.month.or(dated.day.and(from.month))?;
    if month == 0 || month > 12 {
        let sure = dated.year.is_some()
            || dated.day.is_some()
            || text.get(dated.range.end..)?.starts_with(['底', '初', '份', '上', '中', '下', '末']);
        let sure = sure && dated.month.is_some();
        return sure.then(|| (format!("“{written}”不存在：没有{month}月"), dated.range.clone()));
    }
    let day = dated.day?;
    let year = dated.year.or_else(|| from.year.filter(|_| from.month.is_some_and(|m| m <= month)));
    let most = days(year, month);
    if (1..=most).contains(&day) {
        return None;
    }
    let year = year.filter(|_| month == 2 && day == 29);
    let year = year.map_or(String::new(), |year| format!("{year}年"));
    let range = match dated.month {
        Some(_) => dated.range.clone(),
        None => interval.map_or(dated.range.clone(), |one| one.range.clone()),
    };
    let written = text.get(range.clone())?;
    Some((format!("“{written}”有误：{year}{month}月只有{most}天"), range))
}

const WEEK: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

fn wrong_weekday(
    context: &Context<'_>,
    text: &str,
    dated: &Dated,
) -> Option<(String, Option<Level>)> {
    let (said, word) = dated.weekday.as_ref()?;
    let (month, day) = (dated.month?, dated.day?);
    let date = text.get(dated.range.clone())?;
    let word = text.get(word.clone())?;
    let name = |number: u8| WEEK.get(usize::from(number).saturating_sub(1)).copied().unwrap_or("");
    let real = |year: i32| weekday_of(year, month, day);
    if let Some(year) = dated.year {
        let real = real(year);
        return (real != *said).then(|| (format!("{date}是星期{}，不是{word}", name(real)), None));
    }
    let (year, _) = context.report.meta.date.map(|(date, span)| (date.year, span))?;
    if (month, day) == (2, 29) || (year - 1..=year + 1).any(|year| real(year) == *said) {
        return None;
    }
    let message = format!("{date}在{year}年是星期{}，不是{word}", name(real(year)));
    Some((message, Some(Level::Warning)))
}

/// Whether an interval ends before it begins; whether the year may have been left out, and the level.
fn reversed(interval: &Interval) -> Option<(bool, Option<Level>)> {
    let (from, to) = (interval.from, interval.to);
    if let (Some(first), Some(last)) = (from.year, to.year)
        && first != last
    {
        return (first > last).then_some((false, None));
    }
    // Without a year before, that of the end may be another.
    if from.year.is_none() && to.year.is_some() {
        return None;
    }
    let valid = |parts: Parts| parts.month.is_none_or(|month| (1..=12).contains(&month));
    if !valid(from) || !valid(to) {
        return None;
    }
    let first = from.month?;
    let last = to.month.or(to.day.and(from.month))?;
    if first != last {
        let level = match (from.year, to.year) {
            (None, _) => return None,
            (Some(_), None) if first >= 9 && last <= 5 => Some(Level::Warning),
            _ => None,
        };
        return (first > last).then_some((true, level));
    }
    let (first, last) = (from.day?, to.day?);
    (first > last).then_some((false, None))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{found, places, plain};
    use crate::diagnostic::Level;

    #[test]
    fn the_places_are_exact() {
        for (text, expected) in [
            ("于2月30日报送", "2月30日"),
            ("于**2023年2月**29日报送", "2023年2月**29日"),
            ("2023年13月完成", "2023年13月"),
            ("13月底前完成", "13月"),
            ("9月31号，开会", "9月31号"),
            ("2023年9月5日至31日", "2023年9月5日至31日"),
            ("2023年1月5日至2月29日", "2月29日"),
            ("2023年8月17日（星期五）召开", "2023年8月17日（星期五"),
            ("2023年8月17日（周五）上午", "2023年8月17日（周五"),
            ("8月17日星期日上午召开", "8月17日星期日"),
            ("从2023年5月至3月", "2023年5月至3月"),
            ("2023年5—3月", "2023年5—3月"),
            ("9月20日至9月12日", "9月20日至9月12日"),
            ("9月20日—12日", "9月20日—12日"),
            ("8月17—12日", "8月17—12日"),
            ("2025—2021年", "2025—2021年"),
            ("2025年至2021年8月", "2025年至2021年8月"),
            ("2024年3月5日至2023年3月5日", "2024年3月5日至2023年3月5日"),
            ("二〇二三年二月三十日", "二〇二三年二月三十日"),
        ] {
            assert_eq!(places(RULE.id, &plain(text)), [expected], "{text}");
        }
    }

    #[test]
    fn sound_dates_are_left_alone() {
        for text in [
            "表中‘2月30日’的签收日期明显造假，4月31日这种日期填错的台账一律退回。",
            "2月29日",
            "2024年2月29日",
            "工期18月，18月龄",
            "60日内，90日",
            "1—12月",
            "11月至3月",
            "2023年11月至次年3月",
            "2023年9月至2024年7月",
            "12月25日至1月5日",
            "9月至2024年3月",
            "22时至6时",
            "2023—2024学年",
            "由9月20日提前到9月12日",
            "每月25日至5日",
            "2023年8月17日星期四",
            "8月17日（周四）",
            "8月17日（周三）",
            "GB/T 9704-2012年版，`2月30日`",
            "农历2月30日",
            "比2023年和2021年",
            "2023年至今",
            "3月45号楼",
            "5.31月、2023.2.30",
        ] {
            assert_eq!(places(RULE.id, &plain(text)), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn what_may_have_been_meant_is_a_warning() {
        let level = |text: &str| found(RULE.id, &plain(text)).first().map(|(_, one)| one.level);
        assert_eq!(level("2023年11月至3月"), Some(Level::Warning));
        assert_eq!(level("8月17日（周日）"), Some(Level::Warning));
        assert_eq!(level("2023年8月至5月"), Some(Level::Error));
    }
}
