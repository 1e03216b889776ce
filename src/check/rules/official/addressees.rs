//! G005: addressees and those who get copies.

use crate::check::genre::Genre;
use crate::check::value::Value;
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::{Fix, Level};
use crate::report::{Official, Text};

pub(crate) static RULE: Rule = Rule {
    id: "G005",
    name: "addressees",
    title: "主送和抄送",
    group: Group::Official,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "GB/T 9704—2012 7.3.2、7.4.2，《党政机关公文处理工作条例》第十五条",
    doc: "\
## 查什么

- 主送、抄送的机关之间用了分号、句号或者半角标点：同类机关之间用“、”，不同类的之间用“，”；
- 主送末尾自己打的冒号、抄送末尾自己打的句号：由程序加，只作提示，可以自动删去；
- 请示写了不止一个主送机关；请示、报告主送给了个人。

## 为什么

一件请示多头主送，容易互相等待，或者批复不一；报给个人的公文不走收文程序。

## 依据

GB/T 9704—2012 的 7.3.2（主送末尾标全角冒号）、7.4.2（抄送末尾标句号）；机关之间用“、”“，”是通行做法。
《党政机关公文处理工作条例》第十五条：原则上主送一个上级机关；除上级机关负责人直接交办事项外，不得以本机关名义向
上级机关负责人报送公文。都留有余地，所以作警告。",
    examples: &[
        Example::unsound(
            "机关之间用了分号",
            "\
---
标题: 关于开展风险排查工作的通知
提纲: 自定
日期: 2023-08-17
公文:
  主送: 各镇党委；区直各部门：
---

各镇要认真排查。
",
        ),
        Example::unsound(
            "请示多头主送",
            "\
---
标题: 关于安排小流域治理配套资金的请示
提纲: 自定
日期: 2023-08-17
公文:
  主送: [示例县人民政府, 示例市水利局]
---

妥否，请批示。
",
        ),
        Example::unsound(
            "主送给了个人",
            "\
---
标题: 关于安排小流域治理配套资金的请示
提纲: 自定
日期: 2023-08-17
公文:
  主送: 顾示例县长
---

妥否，请批示。
",
        ),
        Example::sound(
            "同类机关用顿号，不同类的用逗号",
            "\
---
标题: 关于开展风险排查工作的通知
提纲: 自定
日期: 2023-08-17
公文:
  主送: 各镇党委、人民政府，区直各部门、各人民团体
  抄送: [区委办公室, 区人大常委会办公室]
---

各镇要认真排查。
",
        ),
        Example::sound(
            "简报按报、送、发分列",
            "\
---
标题: 防汛工作简报
提纲: 自定
日期: 2023-08-17
公文:
  形式: 简报
  抄送: [报：区委、区政府, 送：区直各部门, 发：各镇（街道）]
---

防汛工作有序开展。
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    let Some(official) = &context.report.meta.official else { return };
    for (list, what, end) in
        [(&official.addressees, "主送", ['：', ':']), (&official.copies_to, "抄送", ['。', '.'])]
    {
        for (index, text) in list.iter().enumerate() {
            let last = index + 1 == list.len();
            marks(Value::of(text, context.sources), what, last.then_some(end), sink);
        }
    }
    if let Some((genre, _)) =
        Genre::of(&context.report.meta.title.value).filter(|one| one.0.upward())
    {
        upward(context, official, genre, sink);
    }
}

fn marks(value: Value<'_>, what: &str, end: Option<[char; 2]>, sink: &mut Sink) {
    let text = value.text;
    let mut kept = text.len();
    if let Some(end) = end {
        kept = text.trim_end_matches(end).len();
        if kept < text.len() {
            let range = kept..text.len();
            let mark = text.get(range.clone()).unwrap_or_default();
            let fault = sink
                .at(value.span(range.clone()), format!("{what}末尾的“{mark}”不用自己写"))
                .help("末尾的标点由程序加，请删去")
                .level(Level::Hint);
            sink.push(if value.verbatim {
                fault.fix(Fix::safe(value.span(range), ""))
            } else {
                fault
            });
        }
    }
    let body = text.get(..kept).unwrap_or_default();
    let mut depth = 0_u32;
    for (at, ch) in body.char_indices() {
        match ch {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '；' | ';' | '。' | ',' if depth == 0 => {
                let range = at..at + ch.len_utf8();
                let fault = sink
                    .at(value.span(range.clone()), format!("{what}机关之间用了“{ch}”"))
                    .help("同类机关之间用“、”，不同类的之间用“，”");
                let inner = range.end < body.len();
                sink.push(if value.verbatim && inner {
                    fault.fix(Fix::suggestion(value.span(range), "，"))
                } else {
                    fault
                });
            }
            _ => {}
        }
    }
}

/// Titles of persons, as the end of an addressee.
const PERSONS: [&str; 11] =
    ["同志", "书记", "县长", "区长", "市长", "省长", "镇长", "局长", "部长", "厅长", "秘书长"];

/// `县委、县政府`: what goes to both of a place goes to one superior.
fn both(official: &Official) -> bool {
    let names: Vec<&str> = official
        .addressees
        .iter()
        .flat_map(|text| text.value.split(['、', '，', ',']))
        .map(|name| name.trim().trim_end_matches(['：', ':']))
        .filter(|name| !name.is_empty())
        .collect();
    let [party, government] = names.as_slice() else { return false };
    let place = party.trim_start_matches("中共").trim_end_matches("委员会").trim_end_matches('委');
    place.len() < party.len()
        && ["人民政府", "政府"].iter().any(|end| government.strip_suffix(end) == Some(place))
}

fn upward(context: &Context<'_>, official: &Official, genre: Genre, sink: &mut Sink) {
    let parts = |text: &Text| text.value.matches(['、', '，', ',', '；']).count() + 1;
    let trimmed = |text: &Text| {
        let value = text.value.trim_end_matches(['：', ':', '，', '、']).to_owned();
        Text { value, span: text.span }
    };
    let count: usize = official.addressees.iter().map(|text| parts(&trimmed(text))).sum();
    let Some(last) = official.addressees.last() else { return };
    if genre == Genre::Request && count > 1 && !both(official) {
        let whole = official.addressees.iter().map(|text| Value::of(text, context.sources).whole());
        if let Some(span) = whole.reduce(crate::source::Span::join) {
            sink.push(
                sink.at(span, format!("请示写了{count}个主送机关"))
                    .help("请示原则上主送一个上级机关，需要其他机关知道的，用抄送"),
            );
        }
        return;
    }
    let value = trimmed(last);
    if count == 1 && PERSONS.iter().any(|person| value.value.ends_with(person)) {
        let place = Value::of(last, context.sources);
        let message = format!("{}主送给了个人“{}”", genre.chinese(), value.value);
        sink.push(
            sink.at(place.span(0..value.value.len()), message)
                .help("除负责人直接交办的事项外，公文应当报送上级机关，请改写机关名称"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{found, official};
    use crate::diagnostic::Level;

    fn all(title: &str, lines: &str) -> Vec<(String, Level)> {
        let found = found(RULE.id, &official(title, lines, "正文。"));
        found.into_iter().map(|(place, one)| (place, one.level)).collect()
    }

    #[test]
    fn marks_and_persons_are_found() {
        let warning = |place: &str| vec![(place.to_owned(), Level::Warning)];
        let hint = |place: &str| vec![(place.to_owned(), Level::Hint)];
        let notice = "关于防汛的通知";
        assert_eq!(all(notice, "主送: 各镇；区直各部门"), warning("；"));
        assert_eq!(all(notice, "主送: 各镇\u{2c}区直各部门"), warning(","));
        assert_eq!(all(notice, "主送: 各镇："), hint("："));
        assert_eq!(all(notice, "抄送: [区委办, 区府办。]"), hint("。"));
        let request = "关于安排资金的请示";
        assert_eq!(all(request, "主送: 县政府、市水利局"), warning("县政府、市水利局"));
        assert_eq!(all(request, "主送: 李县长"), warning("李县长"));
        assert_eq!(all("关于防汛情况的报告", "主送: 张三同志："), {
            let mut both = warning("张三同志");
            both.extend(hint("："));
            both
        });
    }

    #[test]
    fn sound_lists_are_left_alone() {
        for (title, lines) in [
            ("关于成立指挥部的请示", "主送: 县委、县政府"),
            ("关于成立指挥部的请示", "主送: [中共示例县委员会, 示例县人民政府]"),
            ("关于防汛的通知", "主送: 各镇党委、人民政府，区直各部门（不发；另行通知）"),
            ("关于防汛的通知", "主送: [各镇, 区直各部门]"),
            ("关于安排资金的请示", "主送: 县政府"),
            ("关于防汛情况的报告", "主送: [县委, 县政府]"),
            ("防汛简报", "抄送: [报：区委、区政府, 送：各部门]"),
        ] {
            assert_eq!(all(title, lines), [], "{lines}");
        }
    }
}
