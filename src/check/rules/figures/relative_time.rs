//! F010: times that only a date makes plain, in a report without one.

use crate::check::value::has_date;
use crate::check::{Context, Example, Group, Place, Rule, Sink};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "F010",
    name: "relative-time",
    title: "相对时间",
    group: Group::Figures,
    level: Level::Hint,
    publish: None,
    essential: false,
    source: "通行要求：时间要说得清",
    doc: "\
## 查什么

没有写“日期:”的报告，正文里用了 `去年`、`今年`、`明年`、`上月`、`本月`、`下月`、`近期`、`近日`、`日前`、`最近`、
`目前`。只在第一处提示，
并说明共有几处。

标题里有年份的不报：“今年”就是那一年。`近年来` 不报。

## 为什么

材料几年后再查阅、被别人引用，“今年”是哪一年就说不清了。

## 依据

通行要求，没有成文规定，只作提示。GB/T 15835 讲的是数字怎么写，不管时间怎么说。",
    examples: &[
        Example::unsound(
            "全文没有日期",
            "\
---
标题: 基层治理工作情况
提纲: 自定
---

今年以来，薄弱村全部清零。目前，网格员全部到岗。
",
        ),
        Example::unsound(
            "“近期”从哪天算起",
            "\
---
标题: 防汛工作情况
提纲: 自定
---

近期，各镇开展了隐患排查。
",
        ),
        Example::sound("写了成文日期", "今年以来，薄弱村全部清零。\n"),
        Example::sound(
            "标题里有年份",
            "\
---
标题: 2023年基层治理工作总结
提纲: 自定
---

今年以来，薄弱村全部清零。
",
        ),
        Example::sound(
            "字面相同、意思不同",
            "\
---
标题: 基层治理工作情况
提纲: 自定
---

近年来，项目前期工作扎实，如今年轻人愿意回来，过去年年修路，说明年度考核有用。
",
        ),
    ],
    check,
};

/// A word, and what stands around it where it is another one; `^` where it counts only at the head of a clause.
const WORDS: [(&str, &str, &str); 11] = [
    ("去年", "过失离", "轻"),
    ("今年", "如当至", "轻"),
    ("明年", "说表证注写标申声阐证文", "度龄份"),
    ("上月", "以", "球台"),
    ("本月", "", "刊"),
    ("近期", "临最邻靠", "末颐"),
    ("近日", "临最邻靠接附", ""),
    ("下月", "^", "台亮"),
    ("日前", "^", "夕后"),
    ("最近", "^", "的处邻"),
    ("目前", "题项节科名数栏条书曲账", "期后端"),
];

fn check(context: &Context<'_>, sink: &mut Sink) {
    let meta = &context.report.meta;
    let titles = [Some(&meta.title), meta.subtitle.as_ref()];
    if has_date(context.report, context.sources)
        || titles.into_iter().flatten().any(|title| has_year(&title.value))
    {
        return;
    }
    let mut first = None;
    let mut count = 0;
    for passage in context.prose.passages() {
        if passage.place == Place::Meta {
            continue;
        }
        let text = passage.prose.text.as_str();
        for (at, _) in text.match_indices(['年', '月', '期', '日', '前', '近']) {
            let Some(range) = relative(text, at) else { continue };
            let span = passage.prose.span(range.clone());
            if context.sources.slice(span).starts_with('`') {
                continue;
            }
            count += 1;
            first.get_or_insert((span, text.get(range).unwrap_or_default()));
        }
    }
    let Some((span, word)) = first else { return };
    let all =
        if count > 1 { format!("，全文共有{count}处这样的说法") } else { String::new() };
    sink.push(
        sink.at(span, format!("报告没有写日期，“{word}”说不清是什么时候{all}"))
            .help("请在开头加上“日期:”，或者改写成具体的年份、月份"),
    );
}

/// The word whose last character stands at a place.
fn relative(text: &str, last: usize) -> Option<std::ops::Range<usize>> {
    let end = last + text.get(last..)?.chars().next()?.len_utf8();
    let (word, before, after) =
        WORDS.iter().find(|(word, ..)| text.get(..end).is_some_and(|text| text.ends_with(word)))?;
    let start = end - word.len();
    let previous = text.get(..start)?.chars().next_back();
    let next = text.get(end..)?.chars().next();
    let headed = *before != "^" || previous.is_none_or(|ch| "，。；：！？（“\n".contains(ch));
    let other = !headed
        || previous.is_some_and(|ch| before.contains(ch))
        || next.is_some_and(|ch| after.contains(ch));
    (!other).then_some(start..end)
}

/// `2023年`, `2023—2024`.
fn has_year(text: &str) -> bool {
    let runs = text.split(|ch: char| !ch.is_ascii_digit());
    let mut years = runs.filter(|run| run.len() == 4 && run.starts_with(['1', '2']));
    years.next().is_some() || text.contains('〇')
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::found;

    #[test]
    fn one_finding_at_the_first_with_the_count() {
        let draft =
            "---\n标题: 情况\n提纲: 自定\n---\n\n项目前期扎实。**今年**以来，去年的，目前。\n";
        let found = found(RULE.id, draft);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, "今年");
        assert!(found[0].1.fault.message.contains("共有3处"), "{}", found[0].1.fault.message);
    }

    #[test]
    fn words_are_told_from_others_alike() {
        for (text, place) in [
            ("日前，县委召开会议。", Some("日前")),
            ("会后，最近，各镇行动起来。", Some("最近")),
            ("下月起实施。", Some("下月")),
            ("12月20日前报送，节日前夕走访，距离最近的一处。", None),
            ("本月刊共三期，附近日照充足，上月台接站。", None),
        ] {
            let draft = format!("---\n标题: 情况\n提纲: 自定\n---\n\n{text}\n");
            let found = found(RULE.id, &draft);
            assert_eq!(found.first().map(|one| one.0.as_str()), place, "{text}");
        }
    }
}
