//! A001: an image or an included file that cannot be had.

use crate::check::blocks::each_figure;
use crate::check::inlines::each_inline;
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::Level;
use crate::report::{AssetFault, InlineKind};
use crate::source::Span;

pub(crate) static RULE: Rule = Rule {
    id: "A001",
    name: "missing-asset",
    title: "素材缺失",
    group: Group::Assets,
    level: Level::Error,
    publish: None,
    essential: false,
    source: "成文要能单独保存：图片和引用的文件必须读得到",
    doc: "\
## 查什么

图片、数据文件、分开写的正文、附件：

- 没有这个文件；
- 在报告所在的文件夹之外；
- 读不出来，或者不是 PNG、JPEG、SVG 图片。

网上的图片归 A003 管。

## 为什么

成文把图片都收在一个文件里，发给谁都能打开。缺一张，版面上就是一个空框。只许用报告文件夹里的文件，
是为了换一台电脑照样能生成，也免得别人的稿子读走本机的文件。

## 依据

本工具的约定。素材不全，成文就不完整，所以是错误。",
    examples: &[
        Example::unsound(
            "没有这张图片",
            "\
产业分布见下图。

![产业分布图](图/没有这张图.png)
",
        ),
        Example::unsound(
            "文件夹之外的图片",
            "\
产业分布见下图。

![产业分布图](../别处/图.png)
",
        ),
        Example::sound("没有用图片", "产业分布在清江两岸，说明见附表。\n"),
        Example::sound(
            "图片在报告的文件夹里",
            "\
产业分布见下图。

![产业分布图](图/产业分布.svg)
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    each_figure(context.report, &mut |figure| {
        if let Err(fault) = &figure.asset {
            tell(sink, figure.span, &figure.target, fault);
        }
    });
    each_inline(context.report, &mut |inline| {
        if let InlineKind::Image { target, asset: Err(fault), .. } = &inline.kind {
            tell(sink, inline.span, target, fault);
        }
    });
}

fn tell(sink: &mut Sink, span: Span, target: &str, fault: &AssetFault) {
    let (message, help) = match fault {
        AssetFault::Missing => (
            format!("找不到图片“{target}”"),
            "请核对文件名（注意大小写和扩展名）；路径从这份稿子所在的文件夹算起",
        ),
        AssetFault::Outside => (
            format!("图片“{target}”在报告的文件夹之外"),
            "请把图片复制到报告所在的文件夹，再改路径",
        ),
        AssetFault::Unreadable(reason) => {
            (format!("图片“{target}”读不出来：{reason}"), "请检查文件的权限，或者换一张")
        }
        AssetFault::Unsupported(reason) => {
            (format!("图片“{target}”不能用：{reason}"), "请另存为 PNG、JPEG 或 SVG")
        }
        // A003.
        AssetFault::Remote => return,
    };
    sink.push(sink.at(span, message).help(help));
}
