//! A003: an image on the web.

use crate::check::blocks::each_figure;
use crate::check::inlines::each_inline;
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::Level;
use crate::report::{AssetFault, InlineKind};
use crate::source::Span;

pub(crate) static RULE: Rule = Rule {
    id: "A003",
    name: "remote-image",
    title: "网上的图片",
    group: Group::Assets,
    level: Level::Warning,
    publish: Some(Level::Error),
    essential: false,
    source: "成文要能单独保存：本工具从不联网",
    doc: "\
## 查什么

图片写的是网上的地址（`http://`、`https://`）。写稿时是警告；印发时成文里会缺这张图，是错误。

指向网页的链接不查。

## 为什么

本工具从不联网，图片取不到，版面上是一个空框；地址日后失效，成文也跟着残缺。

## 依据

本工具的约定。",
    examples: &[
        Example::unsound(
            "图片在网上",
            "产业分布见下图。\n\n![产业分布图](https://example.com/a.png)\n",
        ),
        Example::unsound("夹在文字中间的也算", "扫一扫![](http://example.com/b.png)就能报名。\n"),
        Example::sound("图片在报告的文件夹里", "![产业分布图](图/产业分布.svg)\n"),
        Example::sound("链接不是图片", "详见[县政府网站](https://example.com/)。\n"),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    each_figure(context.report, &mut |figure| {
        if matches!(figure.asset, Err(AssetFault::Remote)) {
            tell(sink, figure.span, &figure.target);
        }
    });
    each_inline(context.report, &mut |inline| {
        if let InlineKind::Image { target, asset: Err(AssetFault::Remote), .. } = &inline.kind {
            tell(sink, inline.span, target);
        }
    });
}

fn tell(sink: &mut Sink, span: Span, target: &str) {
    let message = format!("图片“{target}”在网上，成文里会缺这张图");
    sink.push(sink.at(span, message).help("请先下载到报告所在的文件夹，再写文件的路径"));
}
