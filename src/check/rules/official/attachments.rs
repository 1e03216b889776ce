//! G004: the list of attachments against the text.

use std::ops::Range;

use crate::check::value::Value;
use crate::check::{Context, Example, Group, Passage, Place, Rule, Sink};
use crate::cjk::{is_han, parse_chinese_number};
use crate::diagnostic::{Edit, Fix, Level};
use crate::report::Attachment;

pub(crate) static RULE: Rule = Rule {
    id: "G004",
    name: "attachments",
    title: "附件",
    group: Group::Official,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "GB/T 9704—2012 7.3.4、7.3.7",
    doc: "\
## 查什么

写了“公文:”的：

- 正文里“附件3”的序号超出了“附件”所列的件数；写了“见附件”，却一件附件也没有列；
- 附件名称末尾有标点、整个名称加了书名号（后者只作提示）；
- 附件名称前自己打了序号：序号由程序加；
- 正文按序号提到了别的附件，却没有提到某一件，只作提示。

《方案》附件1、示组发〔2023〕12号文件附件1，说的是别的文件的附件，不查。

## 为什么

附件是正文的一部分，说有而没有、说三件而只有两件，收文的人就要打电话来问。

## 依据

GB/T 9704—2012 的 7.3.4：附件名称后不加标点符号；7.3.7：附件序号和附件标题应当与附件说明的表述一致。书名号一项是通行做法。",
    examples: &[
        Example::unsound(
            "只有两件附件，正文说有第三件",
            "\
---
标题: 关于开展风险排查工作的通知
提纲: 自定
日期: 2023-08-17
公文:
  主送: 各镇党委
  附件: [责任清单, 工作规程]
---

各镇要认真排查（分工见附件1、2，报送样式见附件3）。
",
        ),
        Example::unsound(
            "说见附件，却没有列附件",
            "\
---
标题: 关于开展风险排查工作的通知
提纲: 自定
日期: 2023-08-17
公文:
  主送: 各镇党委
---

具体分工见附件。
",
        ),
        Example::unsound(
            "名称打了序号，末尾有标点",
            "\
---
标题: 关于开展风险排查工作的通知
提纲: 自定
日期: 2023-08-17
公文:
  主送: 各镇党委
  附件: [1.责任清单；, 2.工作规程。]
---

各镇要认真排查。
",
        ),
        Example::sound(
            "正文与附件一致；别的文件的附件不查",
            "\
---
标题: 关于开展风险排查工作的通知
提纲: 自定
日期: 2023-08-17
公文:
  主送: 各镇党委
  附件: [责任清单（试行）, 工作规程]
---

各镇要认真排查，分工见附件1，流程见附件2。继续执行《应急预案》附件4和示委发〔2022〕3号文件附件5的规定。
",
        ),
        Example::sound(
            "名称里的书名号",
            "\
---
标题: 关于报送防汛工作方案的函
提纲: 自定
日期: 2023-08-17
公文:
  形式: 信函
  主送: 示例市水利局
  附件: 《防汛条例》宣传方案
---

现将方案送上，详见附件。
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    let Some(official) = &context.report.meta.official else { return };
    let list = &official.attachments;
    for (index, attachment) in list.iter().enumerate() {
        name(Value::of(&attachment.name, context.sources), index + 1, sink);
    }
    let mut mentioned = vec![false; list.len()];
    let mut numbered = false;
    for passage in context.prose.passages() {
        let text = passage.prose.text.as_str();
        if passage.place == Place::Meta || !text.contains("附件") {
            continue;
        }
        let span = passage.prose.span(0..text.len());
        let inside = context.report.attachments.iter().any(|one| one.span.contains(span));
        for mention in mentions(text) {
            let place = passage.prose.span(mention.range.clone());
            if context.sources.slice(place).starts_with('`') {
                continue;
            }
            for (number, range) in &mention.numbers {
                numbered |= !inside;
                match mentioned.get_mut(number.wrapping_sub(1)) {
                    Some(slot) => *slot = true,
                    None if inside => {}
                    None if list.is_empty() => {}
                    None => beyond(passage, range.clone(), *number, list.len(), sink),
                }
            }
            if list.is_empty() && !inside && (mention.seen || !mention.numbers.is_empty()) {
                let word = text.get(mention.range.clone()).unwrap_or_default();
                sink.push(
                    sink.at(place, format!("正文说“{word}”，“公文:”里却没有列附件"))
                        .help("请在“公文:”里加上“附件: [名称]”，或者改写这一处"),
                );
            }
        }
    }
    if numbered && list.len() > 1 {
        unmentioned(context, list, &mentioned, sink);
    }
}

fn beyond(passage: &Passage, range: Range<usize>, number: usize, count: usize, sink: &mut Sink) {
    sink.push(
        sink.at(passage.prose.span(range), format!("正文提到附件{number}，附件只有{count}件"))
            .help("请核对序号，或者在“公文:”的“附件”里补上这一件"),
    );
}

/// Those that neither their number nor their name leads to.
fn unmentioned(context: &Context<'_>, list: &[Attachment], mentioned: &[bool], sink: &mut Sink) {
    for (index, attachment) in list.iter().enumerate() {
        let name = stem(&attachment.name.value);
        let named = || {
            let mut passages = context.prose.passages().iter();
            passages.any(|one| one.place != Place::Meta && one.prose.text.contains(name))
        };
        if !mentioned.get(index).is_none_or(|&known| known) && !name.is_empty() && !named() {
            let number = index + 1;
            let span = Value::of(&attachment.name, context.sources).whole();
            sink.push(
                sink.at(span, format!("正文没有提到附件{number}“{}”", attachment.name.value))
                    .help(format!("可以在有关的地方写“见附件{number}”"))
                    .level(Level::Hint),
            );
        }
    }
}

/// A name without marks and what stands in brackets at its end.
fn stem(name: &str) -> &str {
    let name = name.trim_matches(['《', '》', '。', '；', ' ']);
    name.split(['（', '(']).next().unwrap_or(name)
}

const MARKS: [char; 9] = ['。', '，', '；', '、', '：', '.', ',', ';', ':'];

fn name(value: Value<'_>, position: usize, sink: &mut Sink) {
    let text = value.text;
    if let Some((length, number)) = typed(text) {
        let (prefix, rest) = text.split_at_checked(length).unwrap_or((text, ""));
        if !rest.trim().is_empty() {
            let fault = sink
                .at(value.span(0..length), format!("附件名称前的“{}”不用自己写", prefix.trim()))
                .help("附件的序号由程序加，只有一件的不编号");
            sink.push(if value.verbatim && number == Some(position) {
                fault.fix(Fix::safe(value.span(0..length), ""))
            } else {
                fault
            });
        }
    }
    let kept = text.trim_end_matches(MARKS);
    if kept.len() < text.len() && !kept.is_empty() {
        let range = kept.len()..text.len();
        let marks = text.get(range.clone()).unwrap_or_default();
        let fault = sink
            .at(value.span(range.clone()), format!("附件名称后有标点“{marks}”"))
            .help("附件名称后不加标点符号，请删去");
        sink.push(if value.verbatim { fault.fix(Fix::safe(value.span(range), "")) } else { fault });
    }
    let inner = kept.strip_prefix('《').and_then(|rest| rest.strip_suffix('》'));
    if let Some(inner) = inner.filter(|inner| !inner.contains(['《', '》'])) {
        let mark = '《'.len_utf8();
        let (first, last) = (0..mark, mark + inner.len()..kept.len());
        let fault = sink
            .at(value.span(0..kept.len()), "附件名称不加书名号")
            .help("附件说明里直接写名称，请删去书名号")
            .level(Level::Hint);
        let edit = |range| Edit { span: value.span(range), text: String::new() };
        sink.push(if value.verbatim {
            fault.fix(Fix { safe: true, edits: vec![edit(first), edit(last)] })
        } else {
            fault
        });
    }
}

/// `1.`, `1、`, `（1）`, `附件1：` at the head of a name: its bytes and number.
fn typed(text: &str) -> Option<(usize, Option<usize>)> {
    let (rest, labelled) = match text.strip_prefix("附件") {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let (rest, bracket) = match rest.strip_prefix(['（', '(']) {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest.get(..digits).filter(|_| digits <= 2)?;
    let after = rest.get(digits..)?;
    let ended = if bracket {
        after.strip_prefix(['）', ')']).filter(|_| digits > 0)?
    } else {
        match after.strip_prefix(['.', '．', '、', '：', ':']) {
            Some(more) if digits > 0 || labelled => more,
            // 附件1 责任清单.
            None if labelled && digits > 0 && after.starts_with([' ', '　']) => after,
            _ => return None,
        }
    };
    // 3.15活动方案.
    if ended.starts_with(|ch: char| ch.is_ascii_digit()) && !labelled {
        return None;
    }
    let ended = ended.trim_start();
    Some((text.len() - ended.len(), number.parse().ok()))
}

/// `附件2`, `附件1、3`, `见附件` in a text.
struct Mention {
    range: Range<usize>,
    numbers: Vec<(usize, Range<usize>)>,
    /// Whether it says to look there.
    seen: bool,
}

fn mentions(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut read = 0;
    for (at, word) in text.match_indices("附件") {
        let before = text.get(..at).unwrap_or_default();
        if at < read || foreign(before) {
            continue;
        }
        let mut numbers = Vec::new();
        let mut end = at + word.len();
        let mut from = at;
        // Whether 附件 is said again behind a range's mark.
        let again = |end: usize| {
            let behind = text.get(..end).and_then(|text| text.strip_suffix("附件"));
            behind.unwrap_or_else(|| text.get(..end).unwrap_or_default())
        };
        while let Some((number, to)) = number(text, end) {
            let spread = numbers.last().filter(|_| ranged(again(end)));
            if let Some((first, _)) = spread.cloned() {
                numbers.extend((first + 1..number).take(40).map(|number| (number, from..to)));
            }
            numbers.push((number, from..to));
            end = to;
            let Some(next) = joined(text, to) else { break };
            (from, end) = (next, next);
        }
        if let Some((_, last)) = numbers.last() {
            end = last.end;
        }
        read = end;
        let looked = ["见", "详见", "参见"].iter().find(|word| before.ends_with(**word));
        let seen = looked.is_some();
        let start = if seen { at - '见'.len_utf8() } else { at };
        let next = text.get(end..).and_then(|rest| rest.chars().next());
        // 附件材料, 附件名称 speak of something else.
        let seen = seen && next.is_none_or(|ch| !is_han(ch));
        found.push(Mention { range: start..end, numbers, seen });
    }
    found
}

fn ranged(before: &str) -> bool {
    before.ends_with(['—', '－', '-', '～', '~', '至'])
}

/// Where the next number begins behind `、`, `和` or the mark of a range.
fn joined(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let next = rest.strip_prefix(['、', '和', '及', '—', '－', '-', '～', '~', '至'])?;
    // `附件1至附件3`.
    let next =
        next.strip_prefix("附件").filter(|_| rest.starts_with(['—', '至', '～'])).unwrap_or(next);
    let start = text.len() - next.len();
    let digits = next.bytes().take_while(u8::is_ascii_digit).count();
    let after = next.get(digits..)?.chars().next();
    // 附件1、3个镇.
    let free =
        after.is_none_or(|ch| !is_han(ch) || "和及至的所和中".contains(ch)) && after != Some('.');
    ((1..=2).contains(&digits) && free).then_some(start)
}

/// A number at a place, and its end.
fn number(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = text.get(at..)?;
    let blank = rest.len() - rest.trim_start_matches(' ').len();
    let rest = rest.get(blank..)?;
    let length: usize = rest
        .chars()
        .take_while(|ch| ch.is_ascii_digit() || "一二三四五六七八九十".contains(*ch))
        .map(char::len_utf8)
        .sum();
    let written = rest.get(..length).filter(|written| !written.is_empty())?;
    let chinese = !written.is_ascii();
    let after = rest.get(length..)?.chars().next();
    // 附件一并报送, 附件3份.
    if chinese && after.is_some_and(|ch| "并同律般旦起直些定种份套个式".contains(ch))
        || after.is_some_and(|ch| "份个套项页种式张".contains(ch))
    {
        return None;
    }
    let number = usize::try_from(parse_chinese_number(written)?).ok()?;
    (1..=99).contains(&number).then_some((number, at + blank + length))
}

/// Whether what stands before makes it the attachment of another document.
fn foreign(before: &str) -> bool {
    let before = before.strip_suffix(['见']).unwrap_or(before);
    // `示水〔2025〕9号）附件3`; a bracket that only tells the attachment's own place is none.
    let numbered = before.ends_with("号）") || before.ends_with("号)");
    numbered
        || before.ends_with(['》', '〉', '”', '号', '件', '的', '其', '该', '文', '原', '令', '同'])
}

#[cfg(test)]
mod tests {
    use super::{RULE, mentions};
    use crate::check::testing::{found, official};
    use crate::diagnostic::Level;

    fn all(lines: &str, text: &str) -> Vec<(String, Level)> {
        let found = found(RULE.id, &official("关于防汛的通知", lines, text));
        found.into_iter().map(|(place, one)| (place, one.level)).collect()
    }

    const TWO: &str = "附件: [责任清单, 工作规程]";

    #[test]
    fn mentions_are_read() {
        let numbers = |text: &str| {
            let all = mentions(text).into_iter().flat_map(|one| one.numbers);
            all.map(|(number, range)| (number, text[range].to_owned())).collect::<Vec<_>>()
        };
        let one = |number, text: &str| (number, text.to_owned());
        assert_eq!(numbers("见附件2。"), [one(2, "附件2")]);
        assert_eq!(numbers("见附件1、3。"), [one(1, "附件1"), one(3, "3")]);
        assert_eq!(numbers("见附件1—3。"), [one(1, "附件1"), one(2, "3"), one(3, "3")]);
        assert_eq!(numbers("附件1至附件3").iter().map(|one| one.0).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(numbers("市文件（示水〔2025〕9号）附件3"), []);
        assert_eq!(numbers("附件二和附件三"), [one(2, "附件二"), one(3, "附件三")]);
        for text in ["附件一并报送", "附件3份", "《方案》附件3", "12号文件附件3", "其附件2"]
        {
            assert_eq!(numbers(text), [], "{text}");
        }
        assert_eq!(numbers("附件1、3个镇"), [one(1, "附件1")]);
    }

    #[test]
    fn list_and_text_agree() {
        let warning = |place: &str| (place.to_owned(), Level::Warning);
        let hint = |place: &str| (place.to_owned(), Level::Hint);
        assert_eq!(all(TWO, "见附件1、2和附件3。"), [warning("附件3")]);
        assert_eq!(all(TWO, "分工见附件1。"), [hint("工作规程")]);
        assert_eq!(all(TWO, "分工见附件1，按工作规程办。"), []);
        assert_eq!(all(TWO, "详见附件。"), []);
        assert_eq!(all("形式: 文件", "具体见附件。"), [warning("见附件")]);
        assert_eq!(all("形式: 文件", "具体见附件2。"), [warning("见附件2")]);
        for text in ["请将附件材料一并报送。", "详见附件材料。", "见《方案》附件2。"]
        {
            assert_eq!(all("形式: 文件", text), [], "{text}");
        }
    }

    #[test]
    fn names_are_bare() {
        let warning = |place: &str| (place.to_owned(), Level::Warning);
        let hint = |place: &str| (place.to_owned(), Level::Hint);
        let names = |names: &str| all(&format!("附件: [{names}]"), "正文。");
        assert_eq!(names("责任清单；, 工作规程。"), [warning("；"), warning("。")]);
        assert_eq!(names("1.责任清单, 2．工作规程"), [warning("1."), warning("2．")]);
        assert_eq!(names("附件1：责任清单"), [warning("附件1：")]);
        assert_eq!(names("《责任清单》"), [hint("《责任清单》")]);
        for sound in [
            "《条例》和《办法》",
            "《条例》解读",
            "3.15活动方案",
            "2023年清单",
            "清单（试行）",
            "附件材料目录",
        ] {
            assert_eq!(names(sound), [], "{sound}");
        }
    }
}
