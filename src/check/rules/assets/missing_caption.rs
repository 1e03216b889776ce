//! A002: an image without a caption.

use crate::check::blocks::each_figure;
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "A002",
    name: "missing-caption",
    title: "图片没有题注",
    group: Group::Assets,
    level: Level::Hint,
    publish: None,
    essential: false,
    source: "通行写法：图有图题",
    doc: "\
## 查什么

独占一段的图片，方括号里没有写题注：`![](图/分布.png)`。夹在文字中间的小图不查。

## 为什么

没有题注的图不编号，正文里没法说“见图1”；读屏软件也读不出这张图画的是什么。

## 依据

通行写法，没有成文规定，只作提示。",
    examples: &[
        Example::unsound("方括号里是空的", "产业分布见下图。\n\n![](图/产业分布.svg)\n"),
        Example::unsound(
            "只有提示文字，没有题注",
            "产业分布见下图。\n\n![](图/产业分布.svg \"产业分布\")\n",
        ),
        Example::sound("写了题注", "产业分布见下图。\n\n![产业分布图](图/产业分布.svg)\n"),
        Example::sound("夹在文字中间的小图", "扫一扫![](图/产业分布.svg)就能报名。\n"),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    each_figure(context.report, &mut |figure| {
        if figure.caption.is_none() {
            let message = format!("图片“{}”没有题注，不会编号", figure.target);
            sink.push(
                sink.at(figure.span, message)
                    .help("请在方括号里写上图题，如 ![产业分布图](图/产业分布.png)"),
            );
        }
    });
}
