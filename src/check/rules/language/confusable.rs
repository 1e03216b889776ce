//! L011: a word taken for another.

use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::check::lexicon::confusable::{Pair, confusables};
use crate::check::lexicon::covers;
use crate::check::{Context, Example, Group, Passage, Rule, Sink};
use crate::diagnostic::{Fix, Level};

pub(crate) static RULE: Rule = Rule {
    id: "L011",
    name: "confusable",
    title: "易错字词",
    group: Group::Language,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "《现代汉语词典》的通行词形；异形词参照《第一批异形词整理表》",
    doc: "\
## 查什么

公文里常见的错字、别字和用混的词，共五百多组：

- 写错的字：`布署`（部署）、`防犯`（防范）、`堡磊`（堡垒）、`己经`（已经）；
- 用混的词：`截止2023年底`（截至）、`必需做好`（必须）、`反应诉求`（反映）、`帐户`（账户）；
- 写错的成语：`一如继往`（一如既往）、`如火如茶`（如火如荼）；
- 输入、识别文字带来的错字：`惯彻`（贯彻）、`集体收人`（收入）、`领导千部`（干部）、`巳完成`（已完成）。

要看上下文的，只在拿得准的上下文里报：`截止`后面直接跟时间才报，`预防犯罪`里的“防犯”不报，
`以经济建设为中心`里的“以经”不报。

错的形式从来不成词、两词相连也拼不出来的，可以自动改正；其余只提出建议。

项目自己的易错词写在 `tigang.yaml` 的 `词汇: 易错`；不想报的词写在 `词汇: 免查`。

## 为什么

这类错字拼写检查查不出来，校对时眼睛又容易滑过去，印出来却很显眼。

## 依据

错字以《现代汉语词典》的词形为准；`账`与`帐`、`成分`与`成份`、`身份`与`身分`一类的异形词，参照教育部、国家语委《第一批异形词整理表》，
属于推荐，不自动改；`部份`、`成份`、`身分`一类只作提示。“做出”与“作出”一类两可的写法不查。",
    examples: &[
        Example::unsound("截至与截止", "截止2023年底，全区建成示范村18个。\n"),
        Example::unsound("写错的字", "会议对防犯化解风险作了布署。\n"),
        Example::unsound("必须与必需", "各级党组织必需做好防汛准备，管好专用帐户。\n"),
        Example::unsound("写错的成语", "项目建设如火如茶，大家一如继往地支持。\n"),
        Example::sound("把错字当作错字来说", "他写的“布署”二字，应为“部署”；有人把‘按部就班’写成‘按步就班’。\n"),
        Example::sound(
            "拼起来像错字的",
            "坚持以经济建设为中心，加强预防犯罪教育，对人群从业情况逐一登记帐篷数量，周末来村游客增多。\n",
        ),
        Example::sound(
            "用对了的",
            "报名截止时间为8月30日。备足生活必需品，机关健身活动照常，发布署名文章3篇，化学反应问题由专家研判。\n",
        ),
    ],
    check,
};

/// Whether a word is spoken of as wrong: `“布署”应为“部署”`, `写成‘按步就班’`.
fn cited(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (text.get(..range.start), text.get(range.end..));
    let (Some(before), Some(after)) = (before, after) else { return false };
    let Some(before) = before.strip_suffix(['“', '‘']) else { return false };
    let Some(after) = after.strip_prefix(['”', '’']) else { return false };
    ["写成", "写作", "误作", "错成", "误写为", "打成"].iter().any(|word| before.ends_with(word))
        || ["二字", "两字", "一词", "应作", "应为", "应写", "误", "是错"]
            .iter()
            .any(|word| after.starts_with(word))
}

fn check(context: &Context<'_>, sink: &mut Sink) {
    let own = &context.words.confusables;
    // A project's list is short, and most have none.
    let finder = (!own.is_empty())
        .then(|| AhoCorasick::new(own.iter().map(|(wrong, _)| wrong)).ok())
        .flatten();
    let all = confusables();
    for passage in context.prose.passages() {
        let text = passage.prose.text.as_str();
        let mut told: Vec<Range<usize>> = Vec::new();
        if let Some(finder) = &finder {
            for hit in finder.find_overlapping_iter(text) {
                let range = hit.start()..hit.end();
                let Some((_, right)) = own.get(hit.pattern().as_usize()) else { continue };
                if range.is_empty() || covers(text, &range, right) || overlaps(&told, &range) {
                    continue;
                }
                let word = text.get(range.clone()).unwrap_or_default();
                let message = format!("“{word}”应当写作“{right}”");
                let word = Word { message, right, note: None, certain: false, mild: false };
                tell(context, passage, &range, word, sink);
                told.push(range);
            }
        }
        for (pair, range) in all.find(text) {
            if overlaps(&told, &range) || cited(text, &range) {
                continue;
            }
            let (wrong, right) = (pair.wrong, pair.right);
            let message = if pair.mild {
                format!("“{wrong}”通常写作“{right}”")
            } else if pair.certain {
                format!("“{wrong}”有错字，应当写作“{right}”")
            } else {
                format!("这里的“{wrong}”应当写作“{right}”")
            };
            let Pair { note, certain, mild, .. } = *pair;
            tell(context, passage, &range, Word { message, right, note, certain, mild }, sink);
        }
    }
}

fn overlaps(told: &[Range<usize>], range: &Range<usize>) -> bool {
    told.iter().any(|other| other.start < range.end && range.start < other.end)
}

/// What is to be told of a word.
struct Word<'a> {
    message: String,
    right: &'a str,
    note: Option<&'a str>,
    certain: bool,
    mild: bool,
}

fn tell(
    context: &Context<'_>,
    passage: &Passage,
    range: &Range<usize>,
    word: Word<'_>,
    sink: &mut Sink,
) {
    let Word { message, right, note, certain, mild } = word;
    let prose = &passage.prose;
    if context.words.allowed.iter().any(|word| covers(&prose.text, range, word)) {
        return;
    }
    let span = prose.span(range.clone());
    // What is set as code is shown for what it is.
    if context.sources.slice(span).starts_with('`') {
        return;
    }
    let help = match note {
        Some(note) => format!("{note}；确需保留的，写进 tigang.yaml 的“免查”"),
        None => format!("请改为“{right}”"),
    };
    let mut fault = sink.at(span, message).help(help);
    if mild {
        fault = fault.level(Level::Hint);
    }
    if prose.verbatim(range.clone()) {
        let fix = if certain { Fix::safe(span, right) } else { Fix::suggestion(span, right) };
        fault = fault.fix(fix);
    }
    sink.push(fault);
}
