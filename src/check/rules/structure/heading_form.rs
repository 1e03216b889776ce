//! S014: a heading's end and length.

use crate::check::families::each_family;
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::{Fix, Level};
use crate::report::{BlockKind, Prose, Section};
use crate::source::Span;

pub(crate) static RULE: Rule = Rule {
    id: "S014",
    name: "heading-form",
    title: "标题形式",
    group: Group::Structure,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "通行写法：独占一行的标题末尾不用标点",
    doc: "\
## 查什么

- 独占一行的标题，末尾有 `。` `，` `；` `：` `、`；
- 并列的标题都接排（末尾有句号，正文跟在后面），只有一个缺句号；反过来，都独占一行，只有一个多了句号；
- 标题超过40字（项目可以改）。这一项只作提示。

末尾的问号、叹号不查。

`check --fix` 可以自动删去独占一行的标题末尾的标点，不影响意思。

## 为什么

标题末尾的标点，印出来很显眼，也说明这可能是正文里的一句话，前面多打了 `#`。接排的标题缺了句号，就会另起一行，
与别的各条不一样。

标题太长，要回行才排得下，目录里也看不清。

## 依据

标题末尾不用标点、接排时用句号，都是公文校对的通行写法，国家标准没有专门规定，只作警告。40字是经验数字：
三号字一行28字，40字是一行半。",
    examples: &[
        Example::unsound(
            "独占一行的标题有句号",
            "\
## 主要做法。

### 建强组织

逐村分析研判，选优配强书记。
",
        ),
        Example::unsound(
            "末尾是冒号和分号",
            "\
## 主要做法：

逐村分析研判。

## 取得的成效；

薄弱村全部清零。
",
        ),
        Example::unsound(
            "别的都接排，只有一个缺句号",
            "\
## 主要做法

### 建强组织。

逐村分析研判。

### 做旺产业

推广党支部领办合作社。

### 育好人才。

建立在外人才名录。
",
        ),
        Example::unsound(
            "标题太长",
            "\
## 坚持以党建为引领、以产业为支撑、以改革为动力、以治理为根基，全面推进新时代新征程乡村振兴工作取得新成效

逐村分析研判。
",
        ),
        Example::sound(
            "接排的标题末尾有句号",
            "\
## 主要做法

### 建强组织。

逐村分析研判。

### 做旺产业。

推广党支部领办合作社。
",
        ),
        Example::sound(
            "问号、叹号和引号",
            "\
## 钱从哪里来？

争取一点，自筹一点。

## 打好“三张牌”

产业牌、文化牌、生态牌。

## 前进，乡亲们！

路修通了。
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    each_family(context.report, &mut |_, family| {
        let run_in = family.iter().filter(|section| section.heading.run_in).count();
        let others = family.len() - run_in;
        for section in family {
            look(context, section, (run_in, others), sink);
        }
    });
}

/// `run_in` and `others`: how many headings of the family run in, and how many do not.
fn look(
    context: &Context<'_>,
    section: &Section,
    (run_in, others): (usize, usize),
    sink: &mut Sink,
) {
    let heading = &section.heading;
    let prose = Prose::of(&heading.inlines);
    let text = prose.text.trim_end();
    let Some(last) = text.chars().next_back() else { return };
    let end = text.len() - last.len_utf8()..text.len();
    let can_run_in =
        matches!(section.blocks.first().map(|block| &block.kind), Some(BlockKind::Paragraph(_)))
            && section.level >= 2;
    if heading.run_in {
        // One stop too many among headings that stand alone.
        if run_in == 1 && others >= 2 {
            let fault = sink
                .at(
                    prose.span(end.clone()),
                    "只有这个标题末尾有句号，会与正文接排，同级的都独占一行",
                )
                .help("请删去句号，与同级的标题一致");
            let fix = Fix::suggestion(prose.span(end.clone()), "");
            sink.push(if prose.verbatim(end) { fault.fix(fix) } else { fault });
        }
    } else if matches!(last, '。' | '，' | '；' | '：' | '、') {
        // Where the others run in, the writer wanted the stop; a list or table made it stand alone.
        if !(last == '。' && run_in > 0) {
            let span = prose.span(end.clone());
            let fault = sink
                .at(span, format!("独占一行的标题末尾不用“{last}”"))
                .help("请删去末尾的标点；如果这是一段正文，请删去前面的“#”");
            let fix = if run_in > 0 && can_run_in {
                Fix::suggestion(span, "。")
            } else {
                Fix::safe(span, "")
            };
            sink.push(if prose.verbatim(end) { fault.fix(fix) } else { fault });
        }
    } else if run_in >= 2 && others == 1 && can_run_in && !matches!(last, '？' | '！') {
        let span = prose.span(end.clone());
        let fault = sink
            .at(span, "同级的标题都以句号收尾、与正文接排，只有这一个缺句号")
            .help("请在标题末尾加上句号");
        let fix = Fix::suggestion(Span { start: span.end, ..span }, "。");
        sink.push(if prose.verbatim(end) { fault.fix(fix) } else { fault });
    }
    let length = text.chars().filter(|ch| !ch.is_whitespace()).count();
    if length > context.options.heading {
        let message = format!("标题有{length}字，超过{}字", context.options.heading);
        let fault = sink
            .at(prose.span(0..text.len()), message)
            .help("请压缩标题，把细节放到正文里")
            .level(Level::Hint);
        sink.push(fault);
    }
}
