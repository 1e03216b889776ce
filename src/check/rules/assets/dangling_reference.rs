//! A004: a reference to what is not there.

use std::collections::HashSet;

use crate::check::blocks::each_block;
use crate::check::inlines::each_inline;
use crate::check::nearest::nearest;
use crate::check::{Context, Example, Group, Place, Rule, Sink};
use crate::cjk::{chinese_number, parse_chinese_number};
use crate::diagnostic::{Fault, Level};
use crate::report::{BlockKind, Inline, InlineKind, Report, Section};

pub(crate) static RULE: Rule = Rule {
    id: "A004",
    name: "dangling-reference",
    title: "引用落空",
    group: Group::Assets,
    level: Level::Error,
    publish: None,
    essential: false,
    source: "引用的图、表、部分、脚注要在文中",
    doc: "\
## 查什么

- `[](#图-收入)`、`[附表](#表-收入)`：没有这个锚点的图、表、标题；
- `[^口径]`：没有写这条脚注；
- `见图3`、`如表2所示`：文中没有这么多图、表；
- `本报告第五部分`：没有这么多部分。

后两种是从文字里认出来的，可能说的是别的材料，只作警告。`附图1`、`附表2`、`《年鉴》表3` 一类的不查；
`见附件3` 归公文的规则管。

## 为什么

引用落空的地方，印出来是一个空当或者一串记号，读的人也找不到说的是哪一张图、哪一张表。

## 依据

本工具的写法。成文不完整，所以是错误。",
    examples: &[
        Example::unsound("没有这个锚点", "各乡镇收入见[](#表-收入)。\n"),
        Example::unsound("没有写这条脚注", "全县薄弱村[^口径]全部清零。\n"),
        Example::unsound(
            "文中只有一幅图",
            "产业分布如图2所示。\n\n![产业分布图](图/产业分布.svg)\n",
        ),
        Example::unsound(
            "全文只有两个部分",
            "\
具体措施见本报告第三部分。

## 基本情况

油茶面积二万六千亩。

## 对策建议

分年改造低产林。
",
        ),
        Example::sound(
            "引用的都在",
            "\
产业分布见[](#图-分布)，即图1，口径[^1]见脚注，对策见[第二部分](#对策建议)。

![产业分布图](图/产业分布.svg){#图-分布}

## 基本情况

油茶面积二万六千亩，见本报告第二部分。

## 对策建议

分年改造低产林。

[^1]: 当年有鲜果采收的。
",
        ),
        Example::sound(
            "说的不是文中的图表",
            "\
详见附表3，数据引自《统计年鉴》表12，规划蓝图2035年实现，会议代表5名，报表2份，意图3个。

代码里的 `[^1]` 原样印出来，转义的 \\[^2] 也是。
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    let report = context.report;
    let anchors = Anchors::of(report);
    each_inline(report, &mut |inline| reference(&anchors, inline, sink));
    for passage in context.prose.passages() {
        let text = passage.prose.text.as_str();
        if passage.place == Place::Meta {
            continue;
        }
        let mut tell = |at: usize, end: usize, fault: Fault| {
            sink.push(Fault { span: passage.prose.span(at..end), ..fault });
        };
        notes(text, &mut |at, end, label| {
            let range = at..end;
            // As code, or escaped: then it is meant as it stands.
            let span = passage.prose.span(range.clone());
            let before = context.sources.get(span.file).and_then(|source| {
                source.text.as_bytes().get((span.start as usize).checked_sub(1)?)
            });
            if !passage.prose.verbatim(range) || before == Some(&b'\\') {
                return;
            }
            let message = format!("没有写脚注“{label}”，“[^{label}]”会原样印出来");
            let help = format!("请另起一段写“[^{label}]: 脚注的内容”，或者删去这个记号");
            tell(at, end, Fault::new(RULE.id, span, message).help(help));
        });
        mentions(text, &mut |at, end, what, number| {
            let (there, whole) = match what {
                What::Figure => anchors.figures,
                What::Table => anchors.tables,
                What::Part => (report.sections.len(), report.sections.len()),
            };
            let number = number as usize;
            if number <= there.max(whole) || (what == What::Part && there == 0) {
                return;
            }
            let name = text.get(at..end).unwrap_or_default();
            let message = match (what, there) {
                (What::Part, _) => {
                    let count = u32::try_from(there).map(chinese_number).unwrap_or_default();
                    format!("这里说到“{name}”，全文只有{count}个部分")
                }
                (_, 0) => format!("这里说到“{name}”，文中没有带题注的{}", what.chinese()),
                _ => format!("这里说到“{name}”，文中只编到{}{there}", what.chinese()),
            };
            let help = "请核对序号；图表改用 [](#锚点) 引用，序号会自动跟着变";
            let fault = Fault::new(RULE.id, passage.prose.span(at..end), message);
            tell(at, end, fault.help(help).level(Level::Warning));
        });
    }
}

/// A cross reference, or a link within the report.
fn reference(anchors: &Anchors<'_>, inline: &Inline, sink: &mut Sink) {
    let target = match &inline.kind {
        InlineKind::CrossRef { target, shown: None } => target.as_str(),
        InlineKind::Link { target, .. } => match target.strip_prefix('#') {
            // Escaped anchors are the parser's business.
            Some(anchor) if !anchor.is_empty() && !anchor.contains('%') => anchor,
            _ => return,
        },
        _ => return,
    };
    if anchors.has(target) {
        return;
    }
    let help = match nearest(target, anchors.list.iter().take(1000).copied()) {
        Some(near) => format!("最接近的是“#{near}”"),
        None => "请在图、表的题注或者标题末尾写上 {#锚点}，两处要一字不差".to_owned(),
    };
    let message = format!("没有锚点是“{target}”的图、表或者标题");
    sink.push(sink.at(inline.span, message).help(help));
}

/// What can be referred to.
struct Anchors<'a> {
    all: HashSet<&'a str>,
    list: Vec<&'a str>,
    /// How many figures are numbered, and how many there are.
    figures: (usize, usize),
    tables: (usize, usize),
}

impl<'a> Anchors<'a> {
    fn of(report: &'a Report) -> Self {
        let mut list: Vec<&str> = Vec::new();
        let (mut figures, mut tables) = ((0, 0), (0, 0));
        let mut add = |section: &'a Section| list.push(section.heading.id.as_str());
        report.each_section(&mut add);
        for attachment in &report.attachments {
            attachment.each_section(&mut add);
        }
        each_block(report, &mut |block| {
            let (id, number, count) = match &block.kind {
                BlockKind::Figure(figure) => (&figure.id, figure.number, &mut figures),
                BlockKind::Table(table) => (&table.id, table.number, &mut tables),
                _ => return,
            };
            count.0 += usize::from(number.is_some());
            count.1 += 1;
            list.push(id);
        });
        Self { all: list.iter().copied().collect(), list, figures, tables }
    }

    /// Whether an anchor is there as written, or as made from a heading's words.
    fn has(&self, target: &str) -> bool {
        let slug: String = target.chars().filter(|ch| ch.is_alphanumeric()).collect();
        self.all.contains(target) || self.all.contains(slug.as_str())
    }
}

/// Calls `tell` with the place and label of every `[^label]`.
fn notes(text: &str, tell: &mut dyn FnMut(usize, usize, &str)) {
    for (at, _) in text.match_indices("[^") {
        let inside = text.get(at + 2..).unwrap_or_default();
        let end = inside.char_indices().take(40).find(|&(_, ch)| matches!(ch, ']' | '[' | '\n'));
        if let Some((end, ']')) = end
            && let Some(label) = inside.get(..end).filter(|label| !label.trim().is_empty())
        {
            tell(at, at + 2 + end + 1, label);
        }
    }
}

/// What a text may speak of by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Figure,
    Table,
    Part,
}

impl What {
    fn chinese(self) -> &'static str {
        match self {
            Self::Figure => "图",
            Self::Table => "表",
            Self::Part => "部分",
        }
    }
}

/// Words before `图3` that make it a reference.
const BEFORE: [&str; 3] = ["见", "如", "据"];

/// Words before `第三部分` that make it one of this report.
const OWN: [&str; 5] = ["本报告", "本文", "本材料", "本总结", "本方案"];

/// Calls `tell` with the place, kind and number of every mention such as `见图3`, `本报告第五部分`.
fn mentions(text: &str, tell: &mut dyn FnMut(usize, usize, What, u32)) {
    for (at, ch) in text.char_indices() {
        let (before, rest) = text.split_at(at);
        match ch {
            '图' | '表' if BEFORE.iter().any(|word| before.ends_with(word)) => {
                let digits = rest.get(ch.len_utf8()..).unwrap_or_default();
                let length = digits.bytes().take_while(u8::is_ascii_digit).count();
                let after = digits.get(length..).unwrap_or_default();
                // `表3-1`, `图2.1`, `表5年` are numbered otherwise, or no reference.
                if length == 0
                    || length > 3
                    || after.starts_with(['-', '—', '.', '－', '年', '个', '份', '张'])
                {
                    continue;
                }
                let number = digits.get(..length).and_then(parse_chinese_number).unwrap_or(0);
                let what = if ch == '图' { What::Figure } else { What::Table };
                tell(at, at + ch.len_utf8() + length, what, number);
            }
            '第' if OWN.iter().any(|word| before.ends_with(word)) => {
                let Some(end) = rest.find("部分").filter(|&end| end <= 16) else { continue };
                let number = rest.get(ch.len_utf8()..end).and_then(parse_chinese_number);
                let Some(number) = number else { continue };
                tell(at, at + end + "部分".len(), What::Part, number);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{mentions, notes};

    #[test]
    fn mentions_of_figures_tables_and_parts() {
        let found = |text: &str| {
            let mut out = Vec::new();
            mentions(text, &mut |at, end, _, number| out.push((text[at..end].to_owned(), number)));
            out
        };
        assert_eq!(found("产业分布见图3。"), [("图3".to_owned(), 3)]);
        assert_eq!(found("如表12所示，参见图1"), [("表12".to_owned(), 12), ("图1".to_owned(), 1)]);
        assert_eq!(found("见本报告第十二部分"), [("第十二部分".to_owned(), 12)]);
        for other in [
            "详见附表3",
            "《年鉴》表3",
            "蓝图2035",
            "代表5名",
            "如表3-1所示",
            "见表2023年数据",
            "第五部分",
            "本报告第一次",
            "如图所示",
            "《纲要》第五部分",
            "见表5份",
        ] {
            assert_eq!(found(other), [], "{other}");
        }
    }

    #[test]
    fn marks_of_notes() {
        let found = |text: &str| {
            let mut out = Vec::new();
            notes(text, &mut |at, end, label| {
                out.push((at, text[at..end].len(), label.to_owned()))
            });
            out
        };
        assert_eq!(found("甲[^1]乙[^口径]"), [(3, 4, "1".to_owned()), (10, 9, "口径".to_owned())]);
        assert_eq!(found("甲[^ ]乙[^未完"), []);
    }
}
