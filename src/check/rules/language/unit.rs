//! L014: units of measure.

mod scan;

use crate::check::lexicon::covers;
use crate::check::{Context, Example, Group, Place, Rule, Sink};
use crate::diagnostic::{Fix, Level};
use crate::source::Span;
use scan::{Found, Kind};

pub(crate) static RULE: Rule = Rule {
    id: "L014",
    name: "unit",
    title: "计量单位",
    group: Group::Language,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "《中华人民共和国法定计量单位》；GB 3100—1993",
    doc: "\
## 查什么

紧跟在数后面的计量单位：

- 大小写不对的符号：`5KM`、`20KG`、`120M2`、`3KW`；
- 正文里的符号：`5km`、`120㎡`、`120m²`，公文正文用汉字（公里、平方米）；表格里用符号的不报；
- 说了一半的单位：`120平方`、`80平米`、`300立方`（平方米、立方米）；
- `5个%`：应当是`5个百分点`或者`5%`；
- 同一份材料里`公里`与`千米`、`公斤`与`千克`混用，同一样东西有时用`亩`、有时用`公顷`。只作提示。

“3的平方”、`平方根`、`立方体`、“数千米”、型号里的字母、括号里的换算`80公顷（1200亩）`不报。

## 为什么

单位写错一个字母，意思可能差上千倍；同一样东西用两种单位，读者没法比较。

## 依据

国务院《关于在我国统一实行法定计量单位的命令》和 GB 3100—1993《国际单位制及其应用》规定了单位的名称和符号（包括大小写）。
公文正文用汉字单位、全文单位统一，是通行写法。`亩`的使用有专门规定，本身不报。",
    examples: &[
        Example::unsound("大小写不对", "新修产业路5KM，新建冷库120M2，每户发放良种20KG。\n"),
        Example::unsound("说了一半的单位", "建成党群服务中心1200平方，完成土方300立方，人均住房35平米。\n"),
        Example::unsound("百分号和个", "满意率比上年提高5个%。\n"),
        Example::unsound("正文里用了符号", "改造老旧小区面积1.2万㎡，铺设管网12km。\n"),
        Example::unsound("公里与千米混用", "硬化道路12公里，修复水渠8千米。\n"),
        Example::unsound(
            "同一样东西用了两种单位",
            "2022年建成高标准农田1200亩。2023年又建成高标准农田60公顷。\n",
        ),
        Example::sound(
            "单位用对了的",
            "硬化道路12公里，新建广场1200平方米，装机容量120万千瓦，提高5个百分点，高标准农田80公顷（1200亩），林地600亩。\n",
        ),
        Example::sound(
            "看起来像的",
            "广义货币M2增长8%，型号为X5KM，数千米长的水渠，3立方体积木，5平方公里，120平方千米，采用3D建模。\n",
        ),
        Example::sound(
            "表格里的符号",
            "\
| 项目 | 规模 |
| --- | --- |
| 道路 | 12 km |
| 厂房 | 300 m² |
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    let mut mixed = scan::Mixed::default();
    for passage in context.prose.passages() {
        let prose = &passage.prose;
        let cell = matches!(passage.place, Place::Cell | Place::Meta);
        for Found { range, right, kind } in scan::units(&prose.text) {
            let span = prose.span(range.clone());
            if (cell && kind == Kind::Symbol)
                || context.words.allowed.iter().any(|word| covers(&prose.text, &range, word))
                || context.sources.slice(span).starts_with('`')
            {
                continue;
            }
            let word = prose.text.get(range.clone()).unwrap_or_default();
            let (message, help) = match kind {
                Kind::Case => {
                    (format!("单位“{word}”的大小写不合规定"), format!("请写“{}”", right.chinese))
                }
                Kind::Symbol => {
                    (format!("正文里的单位“{word}”宜用汉字"), format!("请写“{}”", right.chinese))
                }
                Kind::Half => {
                    (format!("“{word}”不是完整的单位"), format!("请写“{}”", right.chinese))
                }
                Kind::Points => (
                    format!("“{word}”里“个”和百分号不能连用"),
                    "说相差多少写“个百分点”，说占比多少只写百分号".to_owned(),
                ),
            };
            let mut fault = sink.at(span, message).help(help);
            if kind == Kind::Symbol {
                fault = fault.level(Level::Hint);
            }
            if prose.verbatim(range.clone()) {
                let text = if cell && kind == Kind::Case { right.symbol } else { right.chinese };
                let safe = kind == Kind::Case;
                fault = fault.fix(if safe {
                    Fix::safe(span, text)
                } else {
                    Fix::suggestion(span, text)
                });
            }
            sink.push(fault);
        }
        mixed.gather(prose);
    }
    for clash in mixed.clashes() {
        tell(context, &clash, sink);
    }
}

/// The same measure in two units.
fn tell(context: &Context<'_>, clash: &scan::Clash, sink: &mut Sink) {
    let code = |span: Span| context.sources.slice(span).starts_with('`');
    if code(clash.fewer) || code(clash.more) {
        return;
    }
    let what = match clash.noun {
        Some(noun) => format!("“{noun}”的面积在这里用“{}”，", clash.unit),
        None => format!("这里用“{}”，", clash.unit),
    };
    let message = format!("{what}别处用“{}”", clash.other);
    let fault = sink
        .at(clash.fewer, message)
        .help(format!("全文请统一用一种，比如“{}”；数也要跟着换算", clash.other))
        .label(clash.more, format!("这里用的是“{}”", clash.other))
        .level(Level::Hint);
    sink.push(fault);
}
