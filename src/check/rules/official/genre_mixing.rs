//! G007: one genre that does the work of another.

use crate::check::genre::Genre;
use crate::check::tail::last_paragraphs;
use crate::check::{Context, Example, Group, Passage, Place, Rule, Sink};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "G007",
    name: "genre-mixing",
    title: "文种混用",
    group: Group::Official,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "《党政机关公文处理工作条例》第八条、第十五条",
    doc: "\
## 查什么

按标题末尾的词（`关于…的请示`、`关于…的报告`）认文种，不写“公文:”的也查：

- 报告、通知、通报里夹带请示事项：`妥否，请批示`、`请予批准`、`恳请县政府批准`；
- 标题写作 `请示报告`，或者 `关于申请……的报告`；
- 请示的末尾没有请求批示、批准的话；
- 函用了命令的口气：`请遵照执行`、`责令你单位`，只作提示。

引号里的话不算；`关于申请……情况的报告` 不报；调研报告、总结报告不是公文的“报告”。

## 为什么

报告不用批复，夹在报告里的请示往往石沉大海。

## 依据

《党政机关公文处理工作条例》第八条分列“报告”“请示”；第十五条：请示应当一文一事，不得在报告等非请示性公文中夹带
请示事项。认的是字面，难免有例外，所以只作警告。",
    examples: &[
        Example::unsound(
            "报告里请求批准",
            "\
---
标题: 关于小流域治理工作情况的报告
提纲: 自定
日期: 2023-08-17
---

工程进展顺利，尚缺资金200万元。

以上报告当否，请批示。
",
        ),
        Example::unsound(
            "“请示报告”不是文种",
            "\
---
标题: 关于安排治理资金的请示报告
提纲: 自定
日期: 2023-08-17
---

拟安排资金200万元。
",
        ),
        Example::unsound(
            "请示没有请求的话",
            "\
---
标题: 关于安排治理资金的请示
提纲: 自定
日期: 2023-08-17
---

工程尚缺资金200万元。

特此报告。
",
        ),
        Example::sound(
            "请示的结束语",
            "\
---
标题: 关于安排治理资金的请示
提纲: 自定
日期: 2023-08-17
---

拟安排资金200万元。

妥否，请批示。
",
        ),
        Example::sound(
            "报告的结束语；引用别人的话不算",
            "\
---
标题: 关于小流域治理工作情况的报告
提纲: 自定
日期: 2023-08-17
---

县水利局在请示中提出“妥否，请批示”，县政府已经批复，并报请批准后实施。

特此报告，请审阅。
",
        ),
    ],
    check,
};

/// What asks for a decision.
const ASKING: [&str; 11] = [
    "妥否",
    "当否",
    "请批示",
    "请批复",
    "请予批示",
    "请予批复",
    "请予批准",
    "请予审批",
    "请予以批准",
    "恳请批准",
    "如无不妥",
];
/// What orders.
const ORDERING: [&str; 6] =
    ["请遵照执行", "望遵照执行", "请认真贯彻执行", "责令你", "请贯彻执行", "望认真贯彻执行"];
/// What a request may end with, behind `请` and at most some words.
const DECIDING: [char; 7] = ['批', '审', '示', '准', '核', '复', '决'];

fn check(context: &Context<'_>, sink: &mut Sink) {
    let meta = &context.report.meta;
    let title = meta.title.value.as_str();
    let Some(place) = context.prose.passages().iter().find(|one| one.place == Place::Title) else {
        return;
    };
    if title.contains("关于") && title.trim_end().ends_with("请示报告") {
        let end = title.trim_end().len();
        let range = end - "请示报告".len()..end;
        sink.push(
            sink.at(place.prose.span(range), "“请示报告”不是文种")
                .help("请求批准的用“请示”，只汇报情况的用“报告”"),
        );
        return;
    }
    let Some((genre, word)) = Genre::of(title) else { return };
    match genre {
        Genre::Report | Genre::Notice | Genre::Commendation => {
            if genre == Genre::Report && requesting(title) {
                sink.push(
                    sink.at(place.prose.span(word), "标题是申请，文种却用了报告")
                        .help("请求上级批准的用“请示”，向没有隶属关系的机关请求批准的用“函”"),
                );
            }
            asking(context, genre, sink);
        }
        Genre::Request => closing(context, place, word, sink),
        Genre::Letter => {
            for (passage, range) in phrases(context, &ORDERING, true) {
                let text = passage.prose.text.get(range.clone()).unwrap_or_default();
                sink.push(
                    sink.at(
                        passage.prose.span(range.clone()),
                        format!("函里用了命令的口气“{text}”"),
                    )
                    .help("函用于不相隶属机关之间商洽，可以写“请予支持”“请研究函复”")
                    .level(Level::Hint),
                );
            }
        }
        _ => {}
    }
}

/// `关于申请解决经费的报告`, not `关于申请受理情况的报告`.
fn requesting(title: &str) -> bool {
    let rest = title.split_once("关于").map_or("", |(_, rest)| rest);
    let asks = ["申请", "请求", "恳请", "要求解决", "请予"];
    asks.iter().any(|word| rest.starts_with(word))
        && !["情况", "办理", "受理", "工作", "结果"].iter().any(|word| rest.contains(word))
}

fn asking(context: &Context<'_>, genre: Genre, sink: &mut Sink) {
    // One is enough.
    let set = phrases(context, &ASKING, true).into_iter().next();
    if let Some((passage, range)) = set.or_else(|| entreaty(context)) {
        let text = passage.prose.text.get(range.clone()).unwrap_or_default();
        let name = genre.chinese();
        sink.push(
            sink.at(passage.prose.span(range), format!("{name}里夹带了请示事项：“{text}”"))
                .help("请示事项另用“请示”行文；只是汇报的，可以写“特此报告”"),
        );
    }
}

/// Where clauses of the text, outside quotes and attachments, begin with or consist of the phrases.
fn phrases<'a>(
    context: &'a Context<'_>,
    words: &[&str],
    whole: bool,
) -> Vec<(&'a Passage, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    for passage in context.prose.passages() {
        if passage.place != Place::Paragraph {
            continue;
        }
        let text = passage.prose.text.as_str();
        for word in words {
            let Some(at) = text.find(word) else { continue };
            let before = text.get(..at).unwrap_or_default();
            let after = text.get(at + word.len()..).unwrap_or_default();
            let quoted = before.matches('“').count() > before.matches('”').count();
            let started = before.is_empty()
                || before.ends_with(['，', '。', '；', '：', '、', '\n', '　', ' '])
                || ["以上", "意见", "报告", "方案", "现", "特", "敬", "恳", "一并", "事项", "上述"]
                    .iter()
                    .any(|word| before.ends_with(word));
            let ended =
                !whole || after.is_empty() || after.starts_with(['，', '。', '！', '；', '？']);
            let span = passage.prose.span(at..at + word.len());
            let attached = context.report.attachments.iter().any(|one| one.span.contains(span));
            if !quoted && started && ended && !attached {
                found.push((passage, at..at + word.len()));
                break;
            }
        }
    }
    found
}

/// `恳请县政府批准`: the clause that asks a superior to decide.
fn entreaty<'a>(context: &'a Context<'_>) -> Option<(&'a Passage, std::ops::Range<usize>)> {
    phrases(context, &["恳请"], false).into_iter().find_map(|(passage, range)| {
        let rest = passage.prose.text.get(range.end..)?;
        let clause = rest.find(|ch| "，。；！？\n".contains(ch)).unwrap_or(rest.len());
        let clause = rest.get(..clause)?;
        let end = ["批准", "审批", "批复", "批示"]
            .iter()
            .filter_map(|word| clause.find(word).map(|at| at + word.len()))
            .min()?;
        let near = clause.get(..end)?.chars().count() <= 14;
        near.then_some((passage, range.start..range.end + end))
    })
}

fn closing(context: &Context<'_>, title: &Passage, word: std::ops::Range<usize>, sink: &mut Sink) {
    // Signature and date may stand below it; what is asked for may stand in a list.
    let last = last_paragraphs(context.report, 5);
    if last.is_empty() {
        return;
    }
    let asks = |text: &str| {
        ["妥否", "当否", "可否"].iter().any(|word| text.contains(word))
            || text.match_indices('请').any(|(at, word)| {
                let rest = text.get(at + word.len()..).unwrap_or_default();
                let near = rest.chars().take(24).take_while(|ch| !"。；".contains(*ch));
                let near: String = near.collect();
                near.contains(DECIDING)
                    || near.contains("同意")
                    || near.contains("支持")
                    || near.contains("解决")
            })
    };
    if !last.iter().any(|prose| asks(&prose.text)) {
        sink.push(
            sink.at(title.prose.span(word), "请示的末尾没有请求批示、批准的话")
                .help("可以在末尾写“妥否，请批示。”"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::places;

    fn all(title: &str, text: &str) -> Vec<String> {
        let draft = format!("---\n标题: {title}\n提纲: 自定\n日期: 2023-08-17\n---\n\n{text}\n");
        places(RULE.id, &draft)
    }

    #[test]
    fn mixed_genres_are_found() {
        for (title, text, place) in [
            ("关于防汛情况的报告", "以上报告，请批示。", "请批示"),
            ("关于防汛情况的报告", "妥否，请批复。", "妥否"),
            ("关于防汛情况的报告", "现将方案报上，请予批准。", "请予批准"),
            ("关于报送预案的报告", "如无不妥，请批转各镇执行。", "如无不妥"),
            ("关于防汛情况的报告", "缺资金30万元，恳请县政府批准安排。", "恳请县政府批准"),
            ("关于申请解决经费的报告", "特此报告。", "报告"),
            ("关于解决经费的请示报告", "特此报告。", "请示报告"),
            ("关于解决经费的请示", "缺资金。\n\n特此报告。", "请示"),
            ("关于商请支持的函", "请遵照执行。", "请遵照执行"),
        ] {
            assert_eq!(all(title, text), [place], "{title} {text}");
        }
    }

    #[test]
    fn sound_genres_are_left_alone() {
        for (title, text) in [
            ("关于防汛情况的报告", "特此报告，请审阅。"),
            ("关于防汛情况的报告", "恳请县政府加大支持力度。已报请县政府批准。"),
            ("关于防汛情况的报告", "他写道：“妥否，请批示。”"),
            ("关于防汛情况的报告", "多次请批示的事项，妥否尚无定论"),
            ("关于申请材料受理情况的报告", "特此报告。"),
            ("关于油茶产业的调研报告", "以上报告，请批示。"),
            ("关于解决经费的请示", "恳请县政府研究同意以下事项：\n\n1. 列入预算。"),
            ("关于解决经费的请示", "请求县政府给予支持。"),
            ("关于解决经费的请示", "当否，请批示。\n\n示例县水利局\n\n2023年8月17日"),
            ("关于商请支持的函", "请予支持为荷。"),
        ] {
            assert_eq!(all(title, text), Vec::<String>::new(), "{title} {text}");
        }
    }
}
