//! F001: a reference to a fact that is not there, or cannot be told.

use std::collections::{BTreeMap, HashSet};

use crate::check::inlines::each_inline;
use crate::check::nearest::nearest;
use crate::check::{Context, Example, Group, Place, Rule, Sink};
use crate::diagnostic::{Fix, Level};
use crate::report::{FactRef, InlineKind};

pub(crate) static RULE: Rule = Rule {
    id: "F001",
    name: "unknown-fact",
    title: "数据未定义",
    group: Group::Figures,
    level: Level::Error,
    publish: None,
    essential: false,
    source: "本工具的写法：数据在“数据:”里写一次，正文只引用",
    doc: "\
## 查什么

正文里的 `{{ 名称 }}` 在开头的“数据:”和数据文件里都没有；或者名称有，要的内容却算不出来
（没有“上期”就要 `.增幅`，总数为零就要 `.占比`）。

名称相近的，会提示是不是它。

## 为什么

引用落空，成文里这里就是一个空当，必须补上才能印发。

## 依据

本工具的写法。引用不成立，成文就不完整，所以是错误。",
    examples: &[
        Example::unsound(
            "名称少写了“第一”",
            "\
---
标题: 驻村帮扶情况
提纲: 自定
日期: 2023-08-17
数据:
  驻村第一书记: {值: 84, 单位: 名, 时点: 2023年6月, 来源: 区委组织部台账}
---

共选派{{ 驻村书记 }}。{{ 驻村第一书记 }}全部到岗。
",
        ),
        Example::unsound(
            "没有“上期”，算不出增幅",
            "\
---
标题: 驻村帮扶情况
提纲: 自定
日期: 2023-08-17
数据:
  驻村第一书记: {值: 84, 单位: 名, 时点: 2023年6月, 来源: 区委组织部台账}
---

驻村第一书记增长{{ 驻村第一书记.增幅 }}。
",
        ),
        Example::unsound(
            "花括号是全角的，或者没有结束",
            "\
---
标题: 驻村帮扶情况
提纲: 自定
日期: 2023-08-17
数据:
  驻村第一书记: {值: 84, 单位: 名, 时点: 2023年6月, 来源: 区委组织部台账}
---

共选派｛｛ 驻村第一书记 ｝｝，实现全覆盖。全部{{ 驻村第一书记 到岗。
",
        ),
        Example::sound(
            "引用的名称都有",
            "\
---
标题: 驻村帮扶情况
提纲: 自定
日期: 2023-08-17
数据:
  驻村第一书记: {值: 84, 单位: 名, 时点: 2023年6月, 来源: 区委组织部台账}
---

共选派驻村第一书记{{ 驻村第一书记 }}。
",
        ),
    ],
    check,
};

/// How many distinct unknown names are worth a look for the nearest known one.
const PROPOSALS: usize = 64;

fn check(context: &Context<'_>, sink: &mut Sink) {
    let facts = &context.report.facts;
    let mut known: Option<HashSet<&str>> = None;
    let mut proposals: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    unread(context, sink);
    each_inline(context.report, &mut |inline| {
        let InlineKind::Fact(fact) = &inline.kind else { return };
        if fact.shown.is_some() {
            return;
        }
        let span = if fact.name_span.is_empty() { inline.span } else { fact.name_span };
        let known =
            known.get_or_insert_with(|| facts.iter().map(|fact| fact.name.as_str()).collect());
        let Some(name) = unknown(fact, known) else {
            let problem = fact.problem.as_deref().unwrap_or("这项数据算不出来");
            let problem = problem.trim_end_matches('。');
            sink.push(sink.at(span, problem).help("请在“数据:”里补全这一项，或者换一种写法"));
            return;
        };
        if proposals.len() < PROPOSALS && !proposals.contains_key(name) {
            proposals.insert(name, nearest(name, facts.iter().map(|fact| fact.name.as_str())));
        }
        let fault = sink.at(span, format!("数据里没有“{name}”"));
        sink.push(match proposals.get(name).copied().flatten() {
            Some(known) => {
                let fault =
                    fault.help(format!("是不是“{known}”？如果不是，请在“数据:”里加上这一项"));
                // Only where the name itself stands under the span.
                if context.sources.slice(span) == name {
                    fault.fix(Fix::suggestion(span, known))
                } else {
                    fault
                }
            }
            None => fault.help(format!("请在“数据:”里加上：{name}: {{值: …, 单位: …, 来源: …}}")),
        });
    });
}

/// Brackets that were meant for a reference: `｛｛ 名称 ｝｝`, and `{{` that nothing closes.
fn unread(context: &Context<'_>, sink: &mut Sink) {
    let facts = &context.report.facts;
    for passage in context.prose.passages().iter().filter(|one| one.place != Place::Meta) {
        let text = passage.prose.text.as_str();
        let mut at = 0;
        while let Some(open) =
            text.get(at..).and_then(|rest| rest.find(['{', '｛'])).map(|found| at + found)
        {
            let rest = text.get(open..).unwrap_or_default();
            let Some(pair) =
                ["{{", "｛｛", "{｛", "｛{"].into_iter().find(|pair| rest.starts_with(pair))
            else {
                at = open + rest.chars().next().map_or(1, char::len_utf8);
                continue;
            };
            let inside = rest.get(pair.len()..).unwrap_or_default();
            let stop = inside.find(['}', '｝', '{', '｛', '\n']).unwrap_or(inside.len());
            let close = ["}}", "｝｝", "}｝", "｝}"]
                .into_iter()
                .find(|close| inside.get(stop..).is_some_and(|rest| rest.starts_with(close)));
            let end = open + pair.len() + close.map_or(0, |close| stop + close.len());
            at = end;
            // What is set as code or escaped is shown for what it is.
            if !passage.prose.verbatim(open..end) {
                continue;
            }
            let span = passage.prose.span(open..end);
            let Some(name) = close.and_then(|_| inside.get(..stop)).map(str::trim) else {
                let fault = sink.at(span, format!("引用数据的“{pair}”没有结束"));
                sink.push(fault.help("引用数据写成 {{ 名称 }}，两边都是两个半角花括号"));
                continue;
            };
            let right = format!("{{{{ {name} }}}}");
            let known = facts.iter().any(|fact| {
                name.split(['.', '．']).next().map(str::trim) == Some(fact.name.as_str())
            });
            let fix = if known {
                Fix::safe(span, right.clone())
            } else {
                Fix::suggestion(span, right.clone())
            };
            let fault = sink.at(span, "引用数据的花括号写成了全角，数据不会印出来");
            sink.push(fault.help(format!("请改用半角花括号：{right}")).fix(fix));
        }
    }
}

/// The name that no fact has: the reference's own, or its argument's.
fn unknown<'a>(fact: &'a FactRef, known: &HashSet<&str>) -> Option<&'a str> {
    if !known.contains(fact.name.as_str()) {
        return Some(&fact.name);
    }
    fact.argument.as_deref().filter(|argument| !known.contains(argument.trim()))
}
