//! G001: elements that a form or genre asks for.

use crate::check::genre::Genre;
use crate::check::value::{Value, has_date};
use crate::check::{Context, Example, Group, Place, Rule, Sink};
use crate::diagnostic::Level;
use crate::report::{Form, Official};
use crate::source::Span;

pub(crate) static RULE: Rule = Rule {
    id: "G001",
    name: "missing-element",
    title: "缺少公文要素",
    group: Group::Official,
    level: Level::Error,
    publish: None,
    essential: false,
    source: "《党政机关公文处理工作条例》第九条，GB/T 9704—2012 第7章、第10章",
    doc: "\
## 查什么

写了“公文:”的，按形式和文种（看标题末尾的词）查该有的要素：

- 有密级没有份号：涉密公文应当标注份号，是错误；
- 请示、报告没有签发人：上行文应当标注签发人姓名，是错误。只查有版头（写了发文机关标志或者发文字号）的“文件”形式；
- 联合上行文的签发人比发文机关少；通知、批复、函等不是上行文却写了签发人；
- 通知、请示、报告、批复、函没有主送机关；意见没有主送机关，只作提示；
- 公告、通告写了主送机关，只作提示；
- 有发文机关标志没有发文字号，或者反过来；纪要字号、期号都没有；
- 没有成文日期；
- 简报没有期号、纪要没有出席人员，只作提示。

标题看不出文种的，不查与文种有关的各项。调研报告、总结报告不算公文的“报告”。

## 为什么

要素不全，收文机关可以退回。上行文没有签发人，就不知道由谁对内容负责。

## 依据

《党政机关公文处理工作条例》（中办发〔2012〕14号）第九条：“涉密公文应当标注份号”“上行文应当标注签发人姓名”，
这两项是错误。其余各项，条例和 GB/T 9704—2012 只说公文一般由哪些要素组成，所以作警告；简报不在标准之内，作提示。",
    examples: &[
        Example::unsound(
            "请示没有签发人，也没有主送机关",
            "\
---
标题: 关于安排小流域治理配套资金的请示
提纲: 自定
单位: 示例县水利局
日期: 2023-08-17
公文:
  发文机关标志: 示例县水利局文件
  发文字号: 示水发〔2023〕12号
---

拟安排配套资金1728万元。妥否，请批示。
",
        ),
        Example::unsound(
            "涉密公文没有份号",
            "\
---
标题: 关于开展风险排查工作的通知
提纲: 自定
单位: 中共示例县委
日期: 2023-08-17
公文:
  密级: 机密★1年
  发文机关标志: 中共示例县委文件
  发文字号: 示委发〔2023〕12号
  主送: 各镇党委
---

各镇要认真排查。
",
        ),
        Example::unsound(
            "通知不是上行文，没有字号",
            "\
---
标题: 关于开展风险排查工作的通知
提纲: 自定
单位: 示例县水利局
日期: 2023-08-17
公文:
  发文机关标志: 示例县水利局文件
  签发人: 沈示例
  主送: 各镇人民政府
---

各镇要认真排查。
",
        ),
        Example::sound(
            "要素齐全的请示",
            "\
---
标题: 关于安排小流域治理配套资金的请示
提纲: 自定
单位: 示例县水利局
日期: 2023-08-17
公文:
  发文机关标志: 示例县水利局文件
  发文字号: 示水发〔2023〕12号
  签发人: 沈示例
  主送: 示例县人民政府
---

拟安排配套资金1728万元。妥否，请批示。
",
        ),
        Example::sound(
            "没有版头的调研报告，只用附件",
            "\
---
标题: 关于油茶产业发展的调研报告
提纲: 自定
单位: 示例县农业农村局
日期: 2023-08-17
公文:
  附件: [油茶种植情况表]
---

油茶面积逐年增加。
",
        ),
        Example::sound(
            "公告没有主送机关",
            "\
---
标题: 关于禁止在河道采砂的公告
提纲: 自定
单位: 示例县水利局
日期: 2023-08-17
公文:
  发文机关标志: 示例县水利局
  发文字号: 示水告〔2023〕2号
---

禁止在清江干流采砂。
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    let Some(official) = &context.report.meta.official else { return };
    let title = Value::of(&context.report.meta.title, context.sources);
    let genre = Genre::of(title.text).map(|(genre, word)| (genre, genre_span(context, word)));
    let headed = !official.marks.is_empty() || official.number.is_some();
    head(context, official, sink);
    if let Some((genre, span)) = genre {
        if headed {
            signers(official, (genre, span), sink);
        }
        addressees(context, official, (genre, span), headed, sink);
    }
    if official.form == Form::Minutes && official.present.is_empty() && !attended(context) && headed
    {
        let span = genre.map_or(title.whole(), |(_, span)| span);
        sink.push(
            sink.at(span, "纪要没有写出席人员")
                .help("请在“公文:”里加上“出席: [姓名（职务）]”，或者在正文里写明")
                .level(Level::Hint),
        );
    }
    if headed && !has_date(context.report, context.sources) {
        sink.push(
            sink.at(title.whole(), "公文没有写成文日期")
                .help("请在开头加上“日期: 2023-08-17”这样的一行，写会议通过或者负责人签发的日期")
                .level(Level::Warning),
        );
    }
}

/// The source of the genre's word in the title.
fn genre_span(context: &Context<'_>, word: std::ops::Range<usize>) -> Span {
    let mut titles = context.prose.passages().iter();
    titles
        .find(|passage| passage.place == Place::Title)
        .map_or(context.report.meta.title.span, |passage| passage.prose.span(word))
}

/// 份号, 发文机关标志, 发文字号, 期号.
fn head(context: &Context<'_>, official: &Official, sink: &mut Sink) {
    if let Some(secrecy) = &official.secrecy
        && official.copy_number.is_none()
        && ["绝密", "机密", "秘密"].iter().any(|word| secrecy.value.starts_with(word))
    {
        let secrecy = Value::of(secrecy, context.sources);
        sink.push(
            sink.at(secrecy.whole(), format!("密级是“{}”，却没有份号", secrecy.text))
                .help("涉密公文应当标注份号，请在“公文:”里加上“份号: \"000001\"”"),
        );
    }
    let numbered = official.number.is_some() || official.issue.is_some();
    match (official.marks.first(), &official.number) {
        (Some(mark), _) if !numbered => {
            let span = Value::of(mark, context.sources).whole();
            let fault = match official.form {
                Form::Bulletin => sink
                    .at(span, "简报没有期号")
                    .help("请在“公文:”里加上“期号: 第1期”")
                    .level(Level::Hint),
                Form::Minutes => sink
                    .at(span, "纪要没有发文字号，也没有期号")
                    .help("请在“公文:”里加上“发文字号”或者“期号”")
                    .level(Level::Warning),
                Form::Document | Form::Letter => sink
                    .at(span, "公文没有发文字号")
                    .help("请在“公文:”里加上“发文字号”，例如 示组发〔2023〕12号")
                    .level(Level::Warning),
            };
            sink.push(fault);
        }
        (None, Some(number)) => {
            let span = Value::of(number, context.sources).whole();
            sink.push(
                sink.at(span, "有发文字号，没有发文机关标志")
                    .help("请在“公文:”里加上“发文机关标志”，例如 示例区委组织部文件")
                    .level(Level::Warning),
            );
        }
        _ => {}
    }
}

fn signers(official: &Official, (genre, span): (Genre, Span), sink: &mut Sink) {
    let (signers, marks) = (official.signers.len(), official.marks.len());
    if genre.upward() {
        if official.form == Form::Document && signers == 0 {
            sink.push(
                sink.at(span, format!("{}是上行文，没有写签发人", genre.chinese()))
                    .help("上行文应当标注签发人姓名，请在“公文:”里加上“签发人”"),
            );
        } else if signers > 0 && signers < marks {
            let place = official.signers.iter().map(|one| one.span).reduce(Span::join);
            sink.push(
                sink.at(
                    place.unwrap_or(span),
                    format!("{marks}个机关联合行文，只有{signers}个签发人"),
                )
                .help("联合上行文要按发文机关的次序写全各机关的签发人")
                .level(Level::Warning),
            );
        }
        return;
    }
    // An opinion may go up.
    if let (Some(signer), false) = (official.signers.first(), genre == Genre::Opinion) {
        sink.push(
            sink.at(signer.span, format!("{}不是上行文，不标注签发人", genre.chinese()))
                .help("签发人只在请示、报告等上行文上标注，请删去“签发人”")
                .level(Level::Warning),
        );
    }
}

fn addressees(
    context: &Context<'_>,
    official: &Official,
    (genre, span): (Genre, Span),
    headed: bool,
    sink: &mut Sink,
) {
    let level = match genre {
        Genre::Announcement => {
            let Some(first) = official.addressees.first() else { return };
            let span = Value::of(first, context.sources).whole();
            sink.push(
                sink.at(span, "公告、通告面向社会公布，一般不写主送机关")
                    .help("请核对：要发给具体机关的，文种应当用通知")
                    .level(Level::Hint),
            );
            return;
        }
        Genre::Notice | Genre::Request | Genre::Report | Genre::Reply | Genre::Letter => {
            Level::Warning
        }
        Genre::Opinion => Level::Hint,
        _ => return,
    };
    if official.addressees.is_empty()
        && headed
        && matches!(official.form, Form::Document | Form::Letter)
    {
        sink.push(
            sink.at(span, format!("{}没有写主送机关", genre.chinese()))
                .help("请在“公文:”里加上“主送: [机关名称]”，用全称、规范化简称或者同类型机关统称")
                .level(level),
        );
    }
}

/// Whether the text says who was there.
fn attended(context: &Context<'_>) -> bool {
    let words = ["出席", "参加会议", "参会", "与会", "列席", "参加人", "参加的有"];
    let mut passages = context.prose.passages().iter();
    passages.any(|passage| words.iter().any(|word| passage.prose.text.contains(word)))
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

    fn one(place: &str, level: Level) -> Vec<(String, Level)> {
        vec![(place.to_owned(), level)]
    }

    const HEAD: &str = "发文机关标志: 示例县水利局文件\n发文字号: 示水发〔2023〕12号\n";

    #[test]
    fn what_is_missing_is_told_at_its_cause() {
        let with = |more: &str| format!("{HEAD}{more}");
        let title = "关于防汛工作情况的报告";
        assert_eq!(all(title, &with("主送: 县政府")), one("报告", Level::Error));
        assert_eq!(all(title, &with("签发人: 沈示例")), one("报告", Level::Warning));
        assert_eq!(all("关于防汛的通知", &with("")), one("通知", Level::Warning));
        assert_eq!(
            all("关于防汛的通知", &with("主送: 各镇\n密级: 秘密★1年")),
            one("秘密★1年", Level::Error)
        );
        assert_eq!(
            all("关于防汛的通知", &with("主送: 各镇\n签发人: 沈示例")),
            one("沈示例", Level::Warning)
        );
        assert_eq!(
            all("防汛简报", "形式: 简报\n发文机关标志: 防汛简报"),
            one("防汛简报", Level::Hint)
        );
        assert_eq!(all("关于防汛的公告", &with("主送: 各镇")), one("各镇", Level::Hint));
        assert_eq!(
            all("会商会议纪要", "形式: 纪要\n发文机关标志: 会议纪要\n期号: 第3期"),
            one("纪要", Level::Hint)
        );
    }

    #[test]
    fn a_date_is_asked_for() {
        let draft = official("关于防汛的通知", &format!("{HEAD}主送: 各镇"), "正文。");
        let without = draft.replace("日期: 2023-08-17\n", "");
        assert_eq!(found(RULE.id, &without)[0].0, "关于防汛的通知");
        let faulty = draft.replace("2023-08-17", "2023-02-30");
        assert_eq!(found(RULE.id, &faulty).len(), 0);
    }

    #[test]
    fn whole_documents_are_left_alone() {
        for (title, lines) in [
            ("关于防汛工作情况的报告", format!("{HEAD}主送: 县政府\n签发人: 沈示例")),
            ("关于防汛工作情况的报告", "附件: [清单]".to_owned()),
            ("关于防汛的决定", HEAD.to_owned()),
            ("防汛工作方案", format!("{HEAD}签发人: 沈示例")),
            ("关于防汛的通知", format!("{HEAD}密级: 内部\n主送: 各镇")),
        ] {
            assert_eq!(all(title, &lines), [], "{title}");
        }
    }
}
