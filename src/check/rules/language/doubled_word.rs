//! L008: a word typed twice.

use crate::check::lexicon::covers;
use crate::check::lexicon::doubled::doubles;
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::{Fix, Level};

pub(crate) static RULE: Rule = Rule {
    id: "L008",
    name: "doubled-word",
    title: "重复字词",
    group: Group::Language,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "通行的校对要求",
    doc: "\
## 查什么

同一个字、词紧接着打了两遍，换行处也查：

- 一个字：`明显的的成效`、`召开了了现场会`、`常态化化`、`提提升`、`落实实`；
- 两个字的词：`推进推进乡村振兴`、`以及以及`；
- 三到六个字的短语：`进一步进一步`、`市委市政府市委市政府`。

`为了了解`、`目的的`、`促进稳定和和谐`、`研究研究`、`一个一个`、`一件事一件事`、`落实落实再落实`一类本来就这样说的，
不报。两个字的词，只报确实不会重叠的那些。

## 为什么

改稿时删一半留一半，最容易留下重复的字；换行处的重复眼睛看不出来。

## 依据

通行的校对要求，没有成文规定。修改只作建议，不自动改。",
    examples: &[
        Example::unsound("字打了两遍", "经过努力，取得了明显的的成效，召开了了现场会。\n"),
        Example::unsound("词打了两遍", "全面推进推进乡村振兴，建立联系服务常态化化机制。\n"),
        Example::unsound("换行处的重复", "各级党组织要进一步\n进一步压实责任。\n"),
        Example::sound(
            "本来就这样说的",
            "为了了解实情，达到目的的手段要正当；关键是是否管用，既要稳定和和谐，也要常态化化解矛盾。\n",
        ),
        Example::sound(
            "有意重叠的",
            "大家坐下来研究研究、讨论讨论，一个一个过，一件事一件事办，方方面面的的确确都想到，落实落实再落实。\n",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    let all = doubles();
    for passage in context.prose.passages() {
        let prose = &passage.prose;
        for (range, half) in all.find(&prose.text) {
            let span = prose.span(range.clone());
            // What is set as code is shown for what it is.
            if context.words.allowed.iter().any(|word| covers(&prose.text, &range, word))
                || context.sources.slice(span).starts_with('`')
            {
                continue;
            }
            let twice = range.start + half..range.end;
            let word = prose.text.get(twice.clone()).unwrap_or_default();
            let mut fault = sink
                .at(span, format!("“{word}”重复了"))
                .help("请删去一处；有意重叠的，写进 tigang.yaml 的“免查”");
            if prose.verbatim(twice.clone()) {
                fault = fault.fix(Fix::suggestion(prose.span(twice), ""));
            }
            sink.push(fault);
        }
    }
}
