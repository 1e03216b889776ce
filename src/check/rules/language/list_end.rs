//! L015: how a list ends.

mod scan;

use crate::check::lexicon::covers;
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::{Fix, Level};
use scan::Flaw;

pub(crate) static RULE: Rule = Rule {
    id: "L015",
    name: "list-end",
    title: "列举煞尾",
    group: Group::Language,
    level: Level::Hint,
    publish: None,
    essential: false,
    source: "通行的语法规范",
    doc: "\
## 查什么

列举末尾的“等”：

- 重复：`例如走访、座谈等等`、`诸如走访、座谈之类等`、`等等等`、`甲、乙等……`；
- 个数比列出来的少：`甲镇、乙镇、丙镇等2镇`；
- 已经数完了还有“等”：`包括走访、座谈、宣讲3项等`。

列完以后用“等”加总数煞尾（`北京、上海等2市`），列了一部分用“等”（`北京、上海等12市`）都是规范的，不报。

## 为什么

个数与列出来的对不上，多半是改了名单没有改数。

## 依据

“等”可以表示列举未尽，也可以用在列举之后煞尾，见《现代汉语词典》；其余是通行的语法要求，所以只作提示。",
    examples: &[
        Example::unsound("个数少了", "石桥镇、柳林镇、河口镇等2镇完成了改造任务。\n"),
        Example::unsound("例如与等等", "开展志愿服务，例如助老、助残、助学等等。\n"),
        Example::unsound("数完了还有等", "服务内容包括走访、座谈、宣讲3项等，由支部认领。\n"),
        Example::unsound("之类与等", "解决了诸如停车、充电之类等问题。\n"),
        Example::sound(
            "煞尾和未尽",
            "石桥镇、柳林镇等2镇完成任务，走访、座谈、宣讲等12项活动有序开展，省、市领导到石桥镇、柳林镇等2镇调研。\n",
        ),
        Example::sound(
            "看起来像的",
            "一等、二等、三等奖各2名，例如助老、助残等志愿服务。发改、财政等一批部门到场，水、电、路等等都通了。\n",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    for passage in context.prose.passages() {
        let prose = &passage.prose;
        for Flaw { range, message, help, extra } in scan::flaws(&prose.text) {
            let span = prose.span(range.clone());
            // What is set as code is shown for what it is.
            if context.words.allowed.iter().any(|word| covers(&prose.text, &range, word))
                || context.sources.slice(span).starts_with('`')
            {
                continue;
            }
            let mut fault = sink.at(span, message).help(help);
            if let Some(extra) = extra
                && prose.verbatim(extra.clone())
            {
                fault = fault.fix(Fix::suggestion(prose.span(extra), ""));
            }
            sink.push(fault);
        }
    }
}
