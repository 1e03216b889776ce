//! L003: marks that do not pair or nest.

mod pairing;

use crate::check::{Context, Example, Group, Passage, Place, Rule, Sink};
use crate::diagnostic::{Fix, Level};
use crate::source::Span;
use pairing::{Flaw, Outcome};

pub(crate) static RULE: Rule = Rule {
    id: "L003",
    name: "unpaired-mark",
    title: "标点不成对",
    group: Group::Language,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "GB/T 15834—2011 4.8（引号）、4.9（括号）、4.15（书名号）",
    doc: "\
## 查什么

一段之内，“ ”‘ ’（ ）《 》〈 〉〔 〕【 】是否成对、是否交叉：

- 只有一半：`“五措并举的做法`；
- 引号里再用同样的引号：`“他说“好”。”`，里层应当用‘ ’；书名号里再用书名号，里层应当用〈 〉；
- ‘ ’用在了“ ”外面；
- 交叉：`“甲（乙”丙）`；
- 一半全角、一半半角：`（甲)`。可以自动改正。

引文不止一段，每段开头都用前引号、只在最后一段末尾用后引号的，是规范写法，不报。英文的撇号（`It’s`）、
`1）` 一类的序号不报。

## 为什么

缺了一半的引号，读者不知道引到哪里为止；校对时又最不容易看出来。

## 依据

GB/T 15834—2011《标点符号用法》的 4.8、4.9、4.15。标准是推荐性的，成对使用则是没有例外的要求。",
    examples: &[
        Example::unsound("少了后引号", "坚持“五措并举，推动乡村振兴。\n"),
        Example::unsound("少了前括号", "各镇街道）要逐级签订责任书。\n"),
        Example::unsound("里外都用双引号", "他说：“要把“小事不出网格”落到实处。”\n"),
        Example::unsound("单引号用在外面", "推行‘板凳会’议事。\n"),
        Example::unsound("一半全角一半半角", "各镇（街道)要逐级签订责任书。\n"),
        Example::unsound("书名号和引号交叉", "印发《关于推行“板凳会》的通知”。\n"),
        Example::sound(
            "里层用单引号，英文撇号和序号不算",
            "他说：“要把‘小事不出网格’落到实处。”印发《关于转发〈实施方案〉的通知》（示组发〔2023〕12号），It’s OK，\
包括：1）走访；2）议事。\n",
        ),
        Example::sound(
            "引文不止一段",
            "\
老支书在信里写道：“村里的路修通了。

“水也引来了，大家都盼着你们回来看看。

“等梨花开了再来吧。”
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    // A quotation that a paragraph has left open, until the next paragraph says whether it goes on.
    let mut open: Option<(&Passage, Flaw)> = None;
    for passage in context.prose.passages() {
        let text = passage.prose.text.as_str();
        let goes_on = passage.continues && text.starts_with('“');
        if let Some((before, flaw)) = open.take()
            && !goes_on
        {
            tell(context, before, &flaw, sink);
        }
        let Outcome { flaws, mut left_open } = pairing::look(text);
        for flaw in flaws {
            tell(context, passage, &flaw, sink);
        }
        if passage.place != Place::Paragraph
            && let Some(flaw) = left_open.take()
        {
            tell(context, passage, &flaw, sink);
        }
        open = left_open.map(|flaw| (passage, flaw));
    }
    if let Some((passage, flaw)) = open {
        tell(context, passage, &flaw, sink);
    }
}

fn tell(context: &Context<'_>, passage: &Passage, flaw: &Flaw, sink: &mut Sink) {
    let prose = &passage.prose;
    let range = |at: usize| {
        let length = prose.text.get(at..).and_then(|rest| rest.chars().next());
        at..at + length.map_or(0, char::len_utf8)
    };
    let span = prose.span(range(flaw.at));
    // What is set as code is shown for what it is.
    if context.sources.slice(span).starts_with('`') {
        return;
    }
    let mut fault = sink.at(span, flaw.message.as_str()).help(flaw.help.as_str());
    if let Some((at, what)) = &flaw.other {
        fault = fault.label(prose.span(range(*at)), *what);
    }
    let mut edits = Vec::with_capacity(flaw.edits.len());
    for &(at, mark) in &flaw.edits {
        let range = range(at);
        let span = prose.span(range.clone());
        if !prose.verbatim(range) || escaped(context, span) {
            edits.clear();
            break;
        }
        edits.push(crate::diagnostic::Edit { span, text: mark.to_string() });
    }
    if !edits.is_empty() {
        fault = fault.fix(Fix { safe: flaw.safe, edits });
    }
    sink.push(fault);
}

/// Whether a backslash stands before a mark: the two would have to go together.
fn escaped(context: &Context<'_>, span: Span) -> bool {
    let start = span.start as usize;
    let source = context.sources.get(span.file);
    source.is_some_and(|source| source.text.get(..start).is_some_and(|text| text.ends_with('\\')))
}
