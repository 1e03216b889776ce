//! G006: secrecy, urgency and copy number as the standard writes them.

use crate::check::value::Value;
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::cjk::parse_chinese_number;
use crate::diagnostic::{Fix, Level};

pub(crate) static RULE: Rule = Rule {
    id: "G006",
    name: "secrecy",
    title: "密级、紧急程度和份号",
    group: Group::Official,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "GB/T 9704—2012 7.2.1、7.2.2、7.2.3，《党政机关公文处理工作条例》第九条",
    doc: "\
## 查什么

- 密级：绝密、机密、秘密三种，后面是“★”和保密期限，如 `机密★1年`；中间没有空格，期限用阿拉伯数字。`内部`、`机密级` 不是
  密级；没有写期限的、期限超过法定最长年限（绝密30年、机密20年、秘密10年）的也报；
- 紧急程度：特急、加急。`特提`、`平急` 只用在电报上；
- 份号：6位阿拉伯数字，如 `000017`。

`机密★长期`、`秘密★6个月` 一类不报。

## 为什么

密级和期限是保密管理的依据，写错了就可能按错误的范围知悉、按错误的时间解密。

## 依据

《党政机关公文处理工作条例》第九条：涉密公文应当根据涉密程度分别标注“绝密”“机密”“秘密”和保密期限；紧急公文应当
分别标注“特急”“加急”。GB/T 9704—2012 的 7.2.1 说份号一般用6位数字，7.2.2 说保密期限中的数字用阿拉伯数字。
最长年限见《中华人民共和国保守国家秘密法》，法律另有“除另有规定外”，所以只作警告。",
    examples: &[
        Example::unsound(
            "用星号代替了“★”",
            "\
---
标题: 关于开展风险排查工作的通知
提纲: 自定
日期: 2023-08-17
公文:
  份号: \"000001\"
  密级: 机密*1年
  主送: 各镇党委
---

各镇要认真排查。
",
        ),
        Example::unsound(
            "“内部”不是密级，“急件”不是紧急程度，份号只有两位",
            "\
---
标题: 关于开展风险排查工作的通知
提纲: 自定
日期: 2023-08-17
公文:
  份号: \"17\"
  密级: 内部
  紧急程度: 急件
  主送: 各镇党委
---

各镇要认真排查。
",
        ),
        Example::sound(
            "规范的写法",
            "\
---
标题: 关于开展风险排查工作的通知
提纲: 自定
日期: 2023-08-17
公文:
  份号: \"000017\"
  密级: 机密★1年
  紧急程度: 特急
  主送: 各镇党委
---

各镇要认真排查。
",
        ),
        Example::sound(
            "以月计的期限",
            "\
---
标题: 关于开展风险排查工作的通知
提纲: 自定
日期: 2023-08-17
公文:
  份号: \"000017\"
  密级: 秘密★6个月
  紧急程度: 加急
  主送: 各镇党委
---

各镇要认真排查。
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    let Some(official) = &context.report.meta.official else { return };
    if let Some(text) = &official.secrecy {
        secrecy(Value::of(text, context.sources), sink);
    }
    if let Some(text) = &official.urgency {
        urgency(Value::of(text, context.sources), sink);
    }
    if let Some(text) = &official.copy_number {
        copy_number(Value::of(text, context.sources), sink);
    }
}

fn push(
    value: Value<'_>,
    (message, help): (String, &str),
    better: Option<(String, bool)>,
    sink: &mut Sink,
) {
    let mut fault = sink.at(value.whole(), message).help(help);
    if let Some((better, safe)) = better.filter(|_| value.verbatim) {
        let fix = Fix::suggestion(value.whole(), better);
        fault = fault.fix(Fix { safe, ..fix });
    }
    sink.push(fault);
}

/// The degrees and the most years that each may last.
const DEGREES: [(&str, u32); 3] = [("绝密", 30), ("机密", 20), ("秘密", 10)];
const SHAPE: &str = "规范的写法是 绝密、机密或者秘密，加“★”和保密期限，例如 机密★1年";

fn secrecy(value: Value<'_>, sink: &mut Sink) {
    let text = value.text;
    let packed: String = text.chars().filter(|ch| !ch.is_whitespace()).collect();
    let Some(&(degree, most)) = DEGREES.iter().find(|(word, _)| packed.starts_with(word)) else {
        push(value, (format!("“{text}”不是密级"), SHAPE), None, sink);
        return;
    };
    let rest = packed.get(degree.len()..).unwrap_or_default();
    let rest = rest.strip_prefix('级').unwrap_or(rest);
    let bare = rest.trim_matches(['（', '）', '(', ')']);
    let term = bare
        .trim_start_matches([
            '★', '☆', '*', '＊', '✱', '⭐', '·', '-', '—', '－', '、', '，', '：', ':',
        ])
        .trim_start_matches("保密期限");
    if term.is_empty() {
        let help = "涉密公文应当标注密级和保密期限，例如 机密★1年";
        push(value, (format!("密级“{text}”没有写保密期限"), help), None, sink);
        return;
    }
    let Some((shown, months)) = months(term) else {
        // 长期, 启用前, a date: sound behind its mark.
        if !rest.starts_with('★') {
            let message = format!("密级“{text}”和保密期限之间应当用“★”");
            push(value, (message, SHAPE), None, sink);
        }
        return;
    };
    let better = format!("{degree}★{shown}");
    if better != text {
        let spaced = packed == better;
        let message = if spaced {
            format!("密级“{text}”中间有空格")
        } else {
            format!("密级“{text}”的写法不规范，应当是“{better}”")
        };
        push(value, (message, SHAPE), Some((better, spaced)), sink);
    } else if months > most * 12 {
        let message = format!("密级“{text}”的期限超过了{degree}的最长年限{most}年");
        push(value, (message, "请核对保密期限；另有规定的除外"), None, sink);
    }
}

/// A term of years or months as it should be written, and its months.
fn months(term: &str) -> Option<(String, u32)> {
    let (number, unit, each) = ["个月", "年"].iter().find_map(|unit| {
        Some((term.strip_suffix(unit)?, *unit, if *unit == "年" { 12 } else { 1 }))
    })?;
    let count = parse_chinese_number(number).filter(|&count| (1..=100).contains(&count))?;
    Some((format!("{count}{unit}"), count * each))
}

fn urgency(value: Value<'_>, sink: &mut Sink) {
    let text = value.text;
    let packed: String = text.chars().filter(|ch| !ch.is_whitespace()).collect();
    let help = "紧急公文标注“特急”或者“加急”";
    match packed.as_str() {
        "特急" | "加急" => {}
        "特提" | "平急" => {
            push(value, (format!("“{text}”只用在电报上"), help), None, sink);
        }
        _ => push(value, (format!("“{text}”不是紧急程度"), help), None, sink),
    }
}

fn copy_number(value: Value<'_>, sink: &mut Sink) {
    let text = value.text;
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    // One that is left to fill is another rule's.
    if (digits && text.len() == 6) || text.contains(['X', 'x', '×', '*', '_']) {
        return;
    }
    let better = (digits && text.len() < 6).then(|| (format!("{text:0>6}"), false));
    // Quotes keep the zeros.
    let better = better.filter(|_| value.quoted);
    let message = format!("份号“{text}”不是6位数字");
    push(value, (message, "份号一般用6位阿拉伯数字，加上引号，例如 \"000017\""), better, sink);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{found, official};

    fn fixes(line: &str) -> Vec<(String, Option<String>)> {
        let found = found(RULE.id, &official("关于防汛的通知", line, "正文。"));
        let fix = |one: &crate::diagnostic::Diagnostic| {
            one.fault.fix.as_ref().map(|fix| fix.edits[0].text.clone())
        };
        found.iter().map(|(place, one)| (place.clone(), fix(one))).collect()
    }

    #[test]
    fn other_forms_are_found_and_the_right_one_proposed() {
        for (line, place, better) in [
            ("密级: 机密*1年", "机密*1年", Some("机密★1年")),
            ("密级: 机密☆1年", "机密☆1年", Some("机密★1年")),
            ("密级: 机密 ★ 1年", "机密 ★ 1年", Some("机密★1年")),
            ("密级: 机密1年", "机密1年", Some("机密★1年")),
            ("密级: 机密（1年）", "机密（1年）", Some("机密★1年")),
            ("密级: 机密★一年", "机密★一年", Some("机密★1年")),
            ("密级: 机密级★1年", "机密级★1年", Some("机密★1年")),
            ("密级: 秘密★20年", "秘密★20年", None),
            ("密级: 机密", "机密", None),
            ("密级: 内部", "内部", None),
            ("密级: 机密长期", "机密长期", None),
            ("紧急程度: 紧急", "紧急", None),
            ("紧急程度: 特提", "特提", None),
            ("份号: \"17\"", "17", Some("000017")),
            ("份号: 第17份", "第17份", None),
        ] {
            let expected = [(place.to_owned(), better.map(str::to_owned))];
            assert_eq!(fixes(line), expected, "{line}");
        }
    }

    #[test]
    fn sound_forms_are_left_alone() {
        for line in [
            "密级: 绝密★30年",
            "密级: 秘密★6个月",
            "密级: 机密★长期",
            "密级: 秘密★启用前",
            "紧急程度: 特急",
            "紧急程度: 加 急",
            "份号: \"000017\"",
            "密级:",
        ] {
            assert_eq!(fixes(line), [], "{line}");
        }
    }
}
