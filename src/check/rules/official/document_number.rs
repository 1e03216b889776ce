//! G002: the form of the document number.

use crate::check::genre::Genre;
use crate::check::value::Value;
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::cjk::parse_chinese_number;
use crate::diagnostic::{Edit, Fix, Level};
use crate::report::Form;

pub(crate) static RULE: Rule = Rule {
    id: "G002",
    name: "document-number",
    title: "发文字号",
    group: Group::Official,
    level: Level::Error,
    publish: None,
    essential: false,
    source: "GB/T 9704—2012 7.2.5",
    doc: "\
## 查什么

“发文字号”的写法，规范的是 `示组发〔2023〕12号`：

- 年份用六角括号 `〔〕` 括入，不用 `[]`、`（）`、`【】`；
- 年份用四位阿拉伯数字，不写 `〔23〕`、`〔2023年〕`、`〔二〇二三〕`；
- 顺序号用阿拉伯数字，不加“第”，不编虚位（`012号`），末尾有“号”；
- 前面有发文机关代字；中间没有空格。

联合行文只用主办机关的字号。命令（令）的 `第12号`、简报和纪要的 `第6期` 不报。号还空着的（`〔2023〕　号`）由 F003 报。

## 为什么

字号是检索、引用公文的凭据，写法不一就查不到。

## 依据

GB/T 9704—2012 的 7.2.5：年份、发文顺序号用阿拉伯数字标注；年份应标全称，用六角括号“〔〕”括入；发文顺序号
不加“第”字，不编虚位，在阿拉伯数字后加“号”字。都是规定，所以是错误。代字见《党政机关公文处理工作条例》第九条。",
    examples: &[
        Example::unsound("用了方括号", "\
---
标题: 关于开展风险排查工作的通知
提纲: 自定
日期: 2023-08-17
公文:
  发文机关标志: 示例区委组织部文件
  发文字号: \"示组发[2023]12号\"
  主送: 各镇党委
---

各镇要认真排查。
"),
        Example::unsound("加了“第”，编了虚位", "\
---
标题: 关于开展风险排查工作的通知
提纲: 自定
日期: 2023-08-17
公文:
  发文机关标志: 示例区委组织部文件
  发文字号: 示组发〔2023〕第012号
  主送: 各镇党委
---

各镇要认真排查。
"),
        Example::unsound("年份不全", "\
---
标题: 关于开展风险排查工作的通知
提纲: 自定
日期: 2023-08-17
公文:
  发文机关标志: 示例区委组织部文件
  发文字号: 示组发〔23〕12号
  主送: 各镇党委
---

各镇要认真排查。
"),
        Example::sound("规范的字号", "\
---
标题: 关于开展风险排查工作的通知
提纲: 自定
日期: 2023-08-17
公文:
  发文机关标志: 示例区委组织部文件
  发文字号: 示组发〔2023〕120号
  主送: 各镇党委
---

各镇要认真排查。
"),
        Example::sound("纪要用期号", "\
---
标题: 示例区人民政府常务会议纪要
提纲: 自定
日期: 2023-08-17
公文:
  形式: 纪要
  发文机关标志: 示例区人民政府常务会议纪要
  发文字号: 第6期
  出席: [李示例（区长）]
---

会议议定以下事项。
"),
    ],
    check,
};

const OPEN: [char; 8] = ['〔', '[', '［', '（', '(', '【', '﹝', '「'];
const CLOSE: [char; 8] = ['〕', ']', '］', '）', ')', '】', '﹞', '」'];

/// What is wrong with a stretch of the number, and what should stand there.
struct Flaw {
    range: std::ops::Range<usize>,
    message: String,
    /// In place of the stretch, or of both brackets.
    edits: Vec<(std::ops::Range<usize>, String)>,
    safe: bool,
}

impl Flaw {
    fn new(range: std::ops::Range<usize>, message: impl Into<String>) -> Self {
        Self { range, message: message.into(), edits: Vec::new(), safe: false }
    }

    fn mend(mut self, safe: bool, text: impl Into<String>) -> Self {
        self.edits.push((self.range.clone(), text.into()));
        self.safe = safe;
        self
    }
}

fn check(context: &Context<'_>, sink: &mut Sink) {
    let meta = &context.report.meta;
    let Some(official) = &meta.official else { return };
    let Some(number) = &official.number else { return };
    let value = Value::of(number, context.sources);
    let order = matches!(Genre::of(&meta.title.value), Some((Genre::Order, _)))
        || official.marks.iter().any(|mark| mark.value.ends_with('令'));
    let serial = matches!(official.form, Form::Minutes | Form::Bulletin);
    // `〔2025〕第6期` counts issues.
    let issue = serial && value.text.trim_end().ends_with(['期', '次']);
    if issue || (!value.text.contains(OPEN) && (order || serial)) {
        return;
    }
    for flaw in flaws(value.text) {
        let mut fault = sink
            .at(value.span(flaw.range), flaw.message)
            .help("规范的写法是：机关代字〔四位年份〕顺序号号，例如 示组发〔2023〕12号");
        if value.verbatim && !flaw.edits.is_empty() {
            let edit = |(range, text)| Edit { span: value.span(range), text };
            fault = fault
                .fix(Fix { safe: flaw.safe, edits: flaw.edits.into_iter().map(edit).collect() });
        }
        sink.push(fault);
    }
}

fn flaws(text: &str) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let brackets = text.find(OPEN).and_then(|open| {
        let inner = text.get(open..)?.chars().next()?.len_utf8() + open;
        let close = text.get(inner..)?.find(CLOSE)? + inner;
        let after = text.get(close..)?.chars().next()?.len_utf8() + close;
        Some((open, inner, close, after))
    });
    let Some((open, inner, close, after)) = brackets else {
        flaws.push(Flaw::new(0..text.len(), format!("发文字号“{text}”没有用六角括号括入年份")));
        return flaws;
    };
    for (at, _) in text.match_indices([' ', '　']) {
        // A blank number is left to fill.
        if text.get(after..).is_none_or(|rest| rest.trim() != "号") {
            let width =
                text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            flaws.push(Flaw::new(at..at + width, "发文字号中间有空格").mend(true, ""));
        }
    }
    let (before, year) =
        (text.get(..open).unwrap_or_default(), text.get(inner..close).unwrap_or_default());
    let marks =
        (text.get(open..inner).unwrap_or_default(), text.get(close..after).unwrap_or_default());
    if before.trim().is_empty() {
        flaws.push(Flaw::new(0..text.len(), format!("发文字号“{text}”没有发文机关代字")));
    }
    if marks != ("〔", "〕") {
        let message = format!("发文字号的年份用了“{}{}”，应当用六角括号“〔〕”", marks.0, marks.1);
        let mut flaw = Flaw::new(open..after, message);
        flaw.edits = vec![(open..inner, "〔".to_owned()), (close..after, "〕".to_owned())];
        flaw.safe = true;
        flaws.push(flaw);
    }
    flaws.extend(year_flaw(year, inner..close));
    serial_flaws(text, after, &mut flaws);
    flaws
}

fn year_flaw(year: &str, range: std::ops::Range<usize>) -> Option<Flaw> {
    let trimmed = year.trim();
    let digits: String = trimmed.chars().map(narrow).collect();
    if blank(&digits) {
        return None;
    }
    let full = |text: &str| {
        text.len() == 4
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && text.starts_with(['1', '2'])
    };
    if full(trimmed) {
        return None;
    }
    if full(&digits) {
        return Some(Flaw::new(range, format!("年份“{trimmed}”用了全角数字")).mend(true, digits));
    }
    let bare = digits.trim_end_matches(['年', '度']);
    if full(bare) {
        return Some(Flaw::new(range, format!("“〔{trimmed}〕”里不加“年”字")).mend(true, bare));
    }
    if bare.len() == 2 && bare.bytes().all(|byte| byte.is_ascii_digit()) {
        let message = format!("年份“{trimmed}”不全，应当写四位");
        return Some(Flaw::new(range, message).mend(false, format!("20{bare}")));
    }
    let digit = |ch| match ch {
        '○' | '零' => Some(0),
        _ => "〇一二三四五六七八九".chars().position(|known| known == ch),
    };
    let chinese: Option<String> =
        bare.chars().map(|ch| digit(ch).map(|digit| digit.to_string())).collect();
    if let Some(chinese) = chinese.filter(|chinese| full(chinese)) {
        let message = format!("年份“{trimmed}”应当用阿拉伯数字");
        return Some(Flaw::new(range, message).mend(true, chinese));
    }
    Some(Flaw::new(range, format!("年份“{trimmed}”不是四位数字")))
}

/// The number behind the brackets, `12号`.
fn serial_flaws(text: &str, after: usize, flaws: &mut Vec<Flaw>) {
    let rest = text.get(after..).unwrap_or_default();
    let trimmed = rest.trim_start();
    let mut start = text.len() - trimmed.len();
    let mut tail = trimmed;
    let ordinal = tail.strip_prefix('第');
    if let Some(more) = ordinal {
        tail = more.trim_start();
        let end = text.len() - tail.len();
        flaws.push(Flaw::new(start..end, "发文顺序号前不加“第”字").mend(true, ""));
        start = end;
    }
    let serial = tail.trim_end().trim_end_matches(['号', '期']).trim_end();
    let range = start..start + serial.len();
    if serial.is_empty() || blank(serial) {
        if !tail.contains('号') {
            flaws.push(Flaw::new(0..text.len(), format!("发文字号“{text}”没有顺序号")));
        }
        return;
    }
    let digits: String = serial.chars().map(narrow).collect();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let flaw = Flaw::new(range, format!("发文顺序号“{serial}”应当用阿拉伯数字"));
        flaws.push(match parse_chinese_number(serial) {
            Some(number) => flaw.mend(true, number.to_string()),
            None => flaw,
        });
    } else if digits.starts_with('0') && digits.len() > 1 {
        let plain = digits.trim_start_matches('0');
        let flaw = Flaw::new(range, format!("发文顺序号“{serial}”不编虚位"));
        flaws.push(if plain.is_empty() { flaw } else { flaw.mend(true, plain) });
    } else if digits != serial {
        flaws
            .push(Flaw::new(range, format!("发文顺序号“{serial}”用了全角数字")).mend(true, digits));
    }
    if !tail.contains(['号', '期']) {
        let mut flaw = Flaw::new(0..text.len(), format!("发文字号“{text}”末尾没有“号”字"));
        flaw.edits.push((text.len()..text.len(), "号".to_owned()));
        flaw.safe = true;
        flaws.push(flaw);
    }
}

/// Full-width digits as plain ones.
fn narrow(ch: char) -> char {
    match ch {
        '０'..='９' => char::from_u32(ch as u32 - '０' as u32 + '0' as u32).unwrap_or(ch),
        _ => ch,
    }
}

/// Whether something is left to fill.
fn blank(text: &str) -> bool {
    text.trim().is_empty() || text.contains(['X', 'x', 'Ｘ', '×', '*', '_', '＿', '某'])
}

#[cfg(test)]
mod tests {
    use super::{RULE, flaws};
    use crate::check::testing::{found, official};

    fn shown(text: &str) -> Vec<(String, String)> {
        let mended = |flaw: &super::Flaw| {
            let mut out = text.to_owned();
            for (range, text) in flaw.edits.iter().rev() {
                out.replace_range(range.clone(), text);
            }
            if flaw.edits.is_empty() { String::new() } else { out }
        };
        flaws(text).iter().map(|flaw| (text[flaw.range.clone()].to_owned(), mended(flaw))).collect()
    }

    #[test]
    fn flaws_are_placed_and_mended() {
        let right = "示发〔2023〕12号";
        for (text, place, mended) in [
            ("示发[2023]12号", "[2023]", right),
            ("示发（2023）12号", "（2023）", right),
            ("示发【2023】12号", "【2023】", right),
            ("示发〔23〕12号", "23", right),
            ("示发〔2023年〕12号", "2023年", right),
            ("示发〔二〇二三〕12号", "二〇二三", right),
            ("示发〔二○二三〕12号", "二○二三", right),
            ("示发〔２０２３〕12号", "２０２３", right),
            ("示发〔2023〕第12号", "第", right),
            ("示发〔2023〕012号", "012", right),
            ("示发〔2023〕十二号", "十二", right),
            ("示发〔2023〕１２号", "１２", right),
            ("示发〔2023〕12", "示发〔2023〕12", right),
            ("示发 〔2023〕12号", " ", right),
            ("〔2023〕12号", "〔2023〕12号", ""),
            ("示发2023年12号", "示发2023年12号", ""),
            ("示发〔2023〕", "示发〔2023〕", ""),
        ] {
            assert_eq!(shown(text), [(place.to_owned(), mended.to_owned())], "{text}");
        }
    }

    #[test]
    fn sound_and_blank_numbers_are_left_alone() {
        for text in [
            "示发〔2023〕12号",
            "示府办函〔2023〕120号",
            "示发〔2023〕　号",
            "示发〔20××〕×号",
            "示发〔2023〕XX号",
        ] {
            assert_eq!(shown(text), [], "{text}");
        }
    }

    #[test]
    fn the_span_is_exact() {
        let draft = official("关于防汛的通知", "发文字号: \"示发[2023]第012号\"", "正文。");
        let places: Vec<_> = found(RULE.id, &draft).into_iter().map(|(place, _)| place).collect();
        assert_eq!(places, ["[2023]", "第", "012"]);
        let order = official(
            "示例县人民政府令",
            "发文机关标志: 示例县人民政府令\n发文字号: 第12号",
            "正文。",
        );
        assert_eq!(found(RULE.id, &order).len(), 0);
        for number in ["〔2025〕第6期", "第12次", "示府阅〔2025〕6号"] {
            let lines = format!("形式: 纪要\n发文字号: {number}");
            assert_eq!(
                found(RULE.id, &official("专题会议纪要", &lines, "正文。")).len(),
                0,
                "{number}"
            );
        }
    }
}
