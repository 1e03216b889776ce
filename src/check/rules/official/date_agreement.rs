//! G003: the dates of a document agree.

use crate::check::dates::{Dated, dates};
use crate::check::tail::last_paragraphs;
use crate::check::value::Value;
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::Level;
use crate::report::{Form, Meta, Official, Prose};

pub(crate) static RULE: Rule = Rule {
    id: "G003",
    name: "date-agreement",
    title: "成文日期一致",
    group: Group::Official,
    level: Level::Error,
    publish: None,
    essential: false,
    source: "GB/T 9704—2012 7.3.5.4、7.4.3",
    doc: "\
## 查什么

写了“公文:”的：

- 印发日期早于成文日期，是错误；
- 正文末尾另打了成文日期，与“日期”不同，是错误；相同的，或者另打了署名，作警告：署名和日期由程序排印，会出现两次；
- 发文字号的年份与成文日期的年份不同，作警告。年底签发、年初编号，或者年底编号、年初印发的，不报。

纪要、简报不署名，正文末尾不查。

## 为什么

成文日期是公文生效的时间。一件公文上有两个日期，以哪个为准就说不清了。

## 依据

GB/T 9704—2012 的 7.3.5.4 规定成文日期用阿拉伯数字将年、月、日标全，年份应标全称，月、日不编虚位；印发日期是
送印的日期（7.4.3），不可能早于成文。字号年份一项是通行做法，作警告。",
    examples: &[
        Example::unsound(
            "印发早于成文",
            "\
---
标题: 关于开展风险排查工作的通知
提纲: 自定
单位: 示例县水利局
日期: 2023-08-17
公文:
  发文机关标志: 示例县水利局文件
  发文字号: 示水发〔2023〕12号
  主送: 各镇人民政府
  印发机关: 示例县水利局办公室
  印发日期: 2023-08-16
---

各镇要认真排查。
",
        ),
        Example::unsound(
            "正文末尾另打了日期，又与“日期”不同",
            "\
---
标题: 关于开展风险排查工作的通知
提纲: 自定
单位: 示例县水利局
日期: 2023-08-17
公文:
  发文机关标志: 示例县水利局文件
  发文字号: 示水发〔2023〕12号
  主送: 各镇人民政府
---

各镇要认真排查。

示例县水利局

二〇二三年八月十五日
",
        ),
        Example::unsound(
            "字号是上一年的",
            "\
---
标题: 关于开展风险排查工作的通知
提纲: 自定
单位: 示例县水利局
日期: 2023-08-17
公文:
  发文机关标志: 示例县水利局文件
  发文字号: 示水发〔2022〕12号
  主送: 各镇人民政府
---

各镇要认真排查。
",
        ),
        Example::sound(
            "次日印发，正文里的日期是别的事",
            "\
---
标题: 关于开展风险排查工作的通知
提纲: 自定
单位: 示例县水利局
日期: 2023-08-17
公文:
  发文机关标志: 示例县水利局文件
  发文字号: 示水发〔2023〕12号
  主送: 各镇人民政府
  印发机关: 示例县水利局办公室
  印发日期: 2023-08-18
---

各镇要认真排查。

本通知自2023年9月1日起施行。
",
        ),
        Example::sound(
            "年底编号、年初签发",
            "\
---
标题: 关于开展风险排查工作的通知
提纲: 自定
单位: 示例县水利局
日期: 2024-01-02
公文:
  发文机关标志: 示例县水利局文件
  发文字号: 示水发〔2023〕58号
  主送: 各镇人民政府
---

各镇要认真排查。
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    let meta = &context.report.meta;
    let Some(official) = &meta.official else { return };
    if let (Some((date, span)), Some((printed, place))) = (meta.date, official.printed_on)
        && printed < date
    {
        let (printed, date) = (printed.chinese(), date.chinese());
        sink.push(
            sink.at(place, format!("印发日期{printed}早于成文日期{date}"))
                .help("请核对：先签发成文，后送印")
                .label(span, "成文日期在这里"),
        );
    }
    number(context, official, sink);
    if matches!(official.form, Form::Document | Form::Letter) {
        signature(context, meta, sink);
    }
}

/// The year of the number and that of the date.
fn number(context: &Context<'_>, official: &Official, sink: &mut Sink) {
    let Some((date, span)) = context.report.meta.date else { return };
    let Some(number) = &official.number else { return };
    let value = Value::of(number, context.sources);
    let Some(open) = value.text.find(['〔', '[', '［', '（', '(', '【']) else { return };
    let after = value.text.get(open..).unwrap_or_default();
    let start = open + after.find(|ch: char| ch.is_ascii_digit()).unwrap_or(0);
    let digits = value.text.get(start..).unwrap_or_default();
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let Some(year) = digits.get(..length).filter(|year| year.len() == 4) else { return };
    let Ok(year) = year.parse::<i32>() else { return };
    let turn =
        (year + 1 == date.year && date.month == 1) || (year == date.year + 1 && date.month == 12);
    if year != date.year && !turn {
        let message = format!("发文字号是{year}年的，成文日期却是{}", date.chinese());
        sink.push(
            sink.at(value.span(start..start + length), message)
                .help("请核对字号的年份和成文日期")
                .label(span, "成文日期在这里")
                .level(Level::Warning),
        );
    }
}

/// A signature or date that the writer typed below the text.
fn signature(context: &Context<'_>, meta: &Meta, sink: &mut Sink) {
    let last = last_paragraphs(context.report, 2);
    let Some(ending) = last.first() else { return };
    let text = ending.text.as_str();
    if let Some(dated) = ending_date(meta, text) {
        let written = text.get(dated.range.clone()).unwrap_or_default();
        let small = |part: Option<u32>| part.and_then(|part| u8::try_from(part).ok());
        let parts = (dated.year, small(dated.month), small(dated.day));
        let span = ending.span(dated.range.clone());
        let fault = match meta.date {
            Some((date, place)) if parts != (Some(date.year), Some(date.month), Some(date.day)) => {
                let date = date.chinese();
                let message = format!("正文末尾的成文日期是{written}，开头的“日期”是{date}");
                sink.at(span, message).label(place, "“日期”在这里")
            }
            Some(_) => sink
                .at(span, format!("正文末尾另打了成文日期{written}，会排印两次"))
                .level(Level::Warning),
            None => sink.at(span, format!("成文日期{written}打在了正文末尾")).level(Level::Warning),
        };
        let numerals = if dated.chinese { "（成文日期用阿拉伯数字）" } else { "" };
        let help = format!("请删去这里的日期，写在开头的“日期”里，由程序排印{numerals}");
        sink.push(fault.help(help));
        // The signature stands before it, in the same paragraph or the one before.
        let own = text.get(..dated.range.start).unwrap_or_default();
        let place = if own.trim().is_empty() { last.get(1) } else { None };
        if let Some(place) = place {
            typed_name(meta, place, place.text.len(), sink);
        } else {
            typed_name(meta, ending, dated.range.start, sink);
        }
    } else {
        typed_name(meta, ending, text.len(), sink);
    }
}

/// The date that a paragraph consists of, besides the names of the issuers.
fn ending_date(meta: &Meta, text: &str) -> Option<Dated> {
    let found = dates(text);
    let [dated] = found.as_slice() else { return None };
    let whole = dated.year.is_some() && dated.month.is_some() && dated.day.is_some();
    let rest = text.get(dated.after..)?.trim_matches(['。', ' ', '　', '\n']);
    (whole && rest.is_empty() && names_only(meta, text.get(..dated.range.start)?))
        .then(|| dated.clone())
}

/// Whether a text holds nothing but issuers.
fn names_only(meta: &Meta, text: &str) -> bool {
    let mut rest = text.trim();
    'next: while !rest.is_empty() {
        for name in meta.organisations.iter().chain(&meta.author) {
            let name = name.value.trim();
            if let Some(more) = rest.strip_prefix(name).filter(|_| !name.is_empty()) {
                rest = more.trim_start_matches(['、', '，', ' ', '　', '\n']);
                continue 'next;
            }
        }
        return false;
    }
    true
}

fn typed_name(meta: &Meta, place: &Prose, end: usize, sink: &mut Sink) {
    let Some(text) = place.text.get(..end) else { return };
    let name = text.trim();
    if name.is_empty() || !names_only(meta, name) {
        return;
    }
    let start = text.find(name).unwrap_or(0);
    sink.push(
        sink.at(
            place.span(start..start + name.len()),
            format!("正文末尾另打了署名“{}”，会排印两次", name.replace('\n', "")),
        )
        .help("请删去这里的署名，它由程序按开头的“单位”排印")
        .level(Level::Warning),
    );
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{found, official};
    use crate::diagnostic::Level;

    fn all(lines: &str, text: &str) -> Vec<(String, Level)> {
        let found = found(RULE.id, &official("关于防汛的通知", lines, text));
        found.into_iter().map(|(place, one)| (place, one.level)).collect()
    }

    #[test]
    fn typed_signatures_and_dates_are_found() {
        let form = "形式: 文件";
        let warning = |place: &str| (place.to_owned(), Level::Warning);
        let error = |place: &str| (place.to_owned(), Level::Error);
        for (text, expected) in [
            ("正文。\n\n2023年8月17日", vec![warning("2023年8月17日")]),
            ("正文。\n\n2023年8月18日", vec![error("2023年8月18日")]),
            ("正文。\n\n二〇二三年八月十七日", vec![warning("二〇二三年八月十七日")]),
            (
                "正文。\n\n示例县水利局\n\n2023年8月17日",
                vec![warning("示例县水利局"), warning("2023年8月17日")],
            ),
            (
                "## 要求\n\n正文。\n\n示例县水利局　2023年8月17日",
                vec![warning("示例县水利局"), warning("2023年8月17日")],
            ),
            ("正文。\n\n---\n\n示例县水利局", vec![warning("示例县水利局")]),
            ("正文。\n\n自2023年9月1日起施行。", vec![]),
            ("正文。\n\n由示例县水利局负责解释。", vec![]),
            ("截至2023年9月1日", vec![]),
            ("2023年9月", vec![]),
        ] {
            assert_eq!(all(form, text), expected, "{text}");
        }
    }

    #[test]
    fn years_and_printing_dates_agree() {
        let year = |number: &str| all(&format!("发文字号: {number}"), "正文。");
        assert_eq!(year("示发〔2022〕12号"), [("2022".to_owned(), Level::Warning)]);
        assert_eq!(year("示发〔2023〕12号"), []);
        assert_eq!(year("第12号"), []);
        assert_eq!(
            all("印发日期: 2023-08-16", "正文。"),
            [("2023-08-16".to_owned(), Level::Error)]
        );
        assert_eq!(all("印发日期: 2023-08-17", "正文。"), []);
    }
}
