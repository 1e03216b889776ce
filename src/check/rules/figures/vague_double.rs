//! F012: an approximation stated twice.

use crate::check::lexicon::covers;
use crate::check::lexicon::vague::vague;
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::{Fix, Level};

pub(crate) static RULE: Rule = Rule {
    id: "F012",
    name: "vague-double",
    title: "概数重复",
    group: Group::Figures,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "通行的语法规范：概数只表示一次；参照GB/T 15835—2011关于概数的规定",
    doc: "\
## 查什么

同一个数前后用了两个表示大概的词，重复或者矛盾：

- `近1000余名`：“近”是不到，“余”是超出；
- `约50人左右`、`大约3个月上下`、`约占80%以上`；
- `超过80%以上`、`不足10万元以下`、`最多3天以内`；`至少开展1次以上`用得很普遍，只作提示；
- `1000余名左右`、`300余多户`；
- `约近1000人`、`大约有近50户`；`最低不少于500元`只作提示。

只看紧接着的一个数。`近三年来`、`节约100余万元`、`附近100多户`、`至少1名县级以上领导`一类不报。

## 为什么

一份材料里数字是最容易被追问的。`近1000余名`到底是不到一千还是超过一千，写的人自己也说不清。

## 依据

现代汉语语法的通行要求，中学语文和编校考试都作为病句；国家标准只规定概数怎样写，没有专门的条文，所以只作警告。",
    examples: &[
        Example::unsound("近与余相反", "走访慰问困难党员近1000余名。\n"),
        Example::unsound("约与左右重复", "参加座谈的群众约50人左右，历时大约3个月上下。\n"),
        Example::unsound("超过与以上重复", "群众满意率超过80%以上，每月至少开展1次以上主题党日。\n"),
        Example::unsound("余与左右重复", "发放宣传资料1000余份左右。\n"),
        Example::sound(
            "只说了一次的",
            "走访慰问困难党员近1000名，发放资料1000余份，到会约50人，满意率超过80%，50人以上的网格12个。\n",
        ),
        Example::sound(
            "看起来像的",
            "近年来多次走访，近三十余年变化很大，节约100余万元，附近100多户受益，每次至少1名县级以上领导到场，\
约有60岁以上老人300名。\n",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    let all = vague();
    for passage in context.prose.passages() {
        let prose = &passage.prose;
        for doubled in all.find(&prose.text) {
            let range = doubled.range.clone();
            let span = prose.span(range.clone());
            // What is set as code is shown for what it is.
            if context.words.allowed.iter().any(|word| covers(&prose.text, &range, word))
                || context.sources.slice(span).starts_with('`')
            {
                continue;
            }
            let whole = prose.text.get(range.clone()).unwrap_or_default();
            let tail = prose.text.get(doubled.tail.clone()).unwrap_or_default();
            let message = if doubled.head == tail {
                format!("“{whole}”里“{tail}”意思重复")
            } else {
                format!("“{whole}”里“{}”和“{tail}”不能同时用", doubled.head)
            };
            let mut fault = sink.at(span, message).help(format!("{}；请只留一个", doubled.note));
            if doubled.mild {
                fault = fault.level(Level::Hint);
            }
            // Which of 近 and 余 is meant only the writer knows.
            let open = doubled.head.ends_with('近') && matches!(tail, "余" | "多");
            if !open && doubled.head != tail && prose.verbatim(doubled.tail.clone()) {
                fault = fault.fix(Fix::suggestion(prose.span(doubled.tail), ""));
            }
            sink.push(fault);
        }
    }
}
