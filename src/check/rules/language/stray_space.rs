//! L002: stray blanks in running text.

mod scan;

use std::collections::BTreeMap;

use crate::check::marks;
use crate::check::suppress::Silenced;
use crate::check::{Context, Example, Group, Passage, Place, Rule, Sink};
use crate::diagnostic::{Edit, Fix, Level};
use crate::source::{FileId, Span};
use scan::Kind;

pub(crate) static RULE: Rule = Rule {
    id: "L002",
    name: "stray-space",
    title: "多余的空格",
    group: Group::Language,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "公文和报告的通行排法",
    doc: "\
## 查什么

正文里汉字之间、汉字与标点之间、汉字与数字或字母之间的空格；把一个词分成两半的（`服 务招商`），前后多长都报。全篇习惯在汉字与数字、字母之间加空格的，只给一条提示，
可以一次删净。

不查标题、图表，也不查没有成句的文字。人名中间补齐的空格（`张  三`）、并列的人名、口号的两半、引号和书名号里面、
序号后面、代码旁边的空格，以及全角空格，都不算。

## 为什么

空格多半是从别处复制、识别图片或者断行时带进来的，印出来就是一个缺口。汉字与数字之间该留多少空，排版时自会处理，
不必手打。

## 依据

公文和报告的通行排法，没有专门的标准条文。GB/T 9704—2012 只规定每行28字，不另留空。",
    examples: &[
        Example::unsound("汉字之间", "近年来，示例县坚 持党建引领基层治理，把资源下沉到网格。\n"),
        Example::unsound("汉字与数字之间", "全县选派驻村第一书记 83 名，办结实事252件。\n"),
        Example::unsound("标点旁边", "班子强， 产业旺 ，群众笑。\n"),
        Example::unsound(
            "全篇都加空格，只报一条",
            "\
截至 2023 年 8 月，全县 9 个乡镇、126 个村建成议事会，用 App 办结 252 件实事，满意率 96% 以上，比 2022 年提高 3 个百分点。
",
        ),
        Example::sound(
            "名单、口号和书名里的空格",
            "\
出席：张  三 李四光 王五；列席：赵六。

标语是“不忘初心 牢记使命”，通讯《灯光亮起来 心气聚起来》写的就是这里。运行 `check --fix` 即可。

示例县人民政府  2023年8月
",
        ),
        Example::sound("标题里分成两半", "## 组织强起来 产业旺起来\n\n班子强，产业旺。\n"),
    ],
    check,
};

/// From how many on a habit or a flood is told once.
const HABIT: usize = 10;
const MANY: usize = 20;

/// What is found in one file.
#[derive(Default)]
struct Tally {
    chinese: Vec<Span>,
    latin: Vec<Span>,
    close: usize,
}

fn check(context: &Context<'_>, sink: &mut Sink) {
    let mut files: BTreeMap<FileId, Tally> = BTreeMap::new();
    for passage in context.prose.passages() {
        if passage.place != Place::Paragraph {
            continue;
        }
        let found = scan::look(&passage.prose.text);
        if found.blanks.is_empty() && found.close == 0 {
            continue;
        }
        let file = passage.prose.span(0..passage.prose.text.len()).file;
        let tally = files.entry(file).or_default();
        tally.close += found.close;
        for (kind, range) in found.blanks {
            let Some(span) = marks::own(context, passage, range.clone()) else { continue };
            let beside = |at: usize| beside_code(context, passage, at);
            if beside(range.start.saturating_sub(1)) || beside(range.end) {
                continue;
            }
            match kind {
                Kind::Chinese => tally.chinese.push(span),
                Kind::Latin => tally.latin.push(span),
            }
        }
    }
    for tally in files.into_values() {
        let habit = tally.latin.len() >= HABIT && tally.latin.len() > tally.close;
        if habit {
            together(context, &tally.latin, Kind::Latin, sink);
        } else {
            each(context, &tally.latin, Kind::Latin, sink);
        }
        each(context, &tally.chinese, Kind::Chinese, sink);
    }
}

/// Whether the character that holds a byte of a passage is set as code.
fn beside_code(context: &Context<'_>, passage: &Passage, at: usize) -> bool {
    if passage.prose.verbatim(at..at + 1) {
        return false;
    }
    let span = passage.prose.span(at..at + 1);
    context.sources.slice(span).starts_with('`')
}

fn each(context: &Context<'_>, blanks: &[Span], kind: Kind, sink: &mut Sink) {
    if blanks.len() >= MANY {
        return together(context, blanks, kind, sink);
    }
    let message = match kind {
        Kind::Chinese => "这里多了空格",
        Kind::Latin => "汉字与数字或字母之间多了空格",
    };
    for &span in blanks {
        sink.push(sink.at(span, message).help("删去空格").fix(Fix::safe(span, "")));
    }
}

fn together(context: &Context<'_>, blanks: &[Span], kind: Kind, sink: &mut Sink) {
    let silenced = Silenced::of(&context.report.suppressions);
    let edits: Vec<Edit> = blanks
        .iter()
        .filter(|span| !silenced.covers(RULE.id, Some(&RULE), **span))
        .map(|&span| Edit { span, text: String::new() })
        .collect();
    let Some(first) = edits.first() else { return };
    let (what, level) = match kind {
        Kind::Chinese => ("汉字或标点旁边", Level::Warning),
        Kind::Latin => ("汉字与数字或字母之间", Level::Hint),
    };
    let message = format!("这个文件里{what}有{}处空格", edits.len());
    let fault = sink.at(first.span, message).level(level);
    let help = "公文和报告里不加这种空格；可以用 check --fix 一次删净";
    sink.push(fault.help(help).fix(Fix { safe: true, edits }));
}
