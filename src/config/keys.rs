//! The keys of `tigang.yaml`.

use crate::standard::LAYOUT;
use crate::yaml::{Field, Record, Shape};

/// `tigang.yaml`.
pub static CONFIG: Record = Record {
    id: "config",
    title: "项目设置",
    fields: &[
        Field::new("主题", "theme", Shape::Text, "网页的主题，例如 official、web"),
        Field::new(
            "格式",
            "formats",
            Shape::OneOf(&[Shape::Choice(FORMATS), Shape::List(&Shape::Choice(FORMATS))]),
            "生成哪些格式，例如 [html, pdf]",
        ),
        Field::new("输出", "output", Shape::Text, "成品放在哪个文件夹，相对于项目"),
        Field::new(
            "网页字体",
            "web-fonts",
            Shape::Choice(WEB_FONTS),
            "嵌入：字体放进网页，到处一样；系统：用读者机器上的字体",
        ),
        Field::new(
            "版面",
            "layout",
            Shape::OneOf(&[Shape::Text, Shape::Record(&LAYOUT)]),
            "PDF 的版面：主题名（公文、大字或自己的），或者要改的各项数值",
        ),
        Field::new(
            "字体来源",
            "fonts-from",
            Shape::Choice(FONTS_FROM),
            "自动：先用本机装的公文字体；内置：只用内置的和“字体”里写明的，到处一样",
        ),
        Field::new("字体", "fonts", Shape::Record(&FONTS), "各种用途的字体文件，相对于项目"),
        Field::new("检查", "checks", Shape::Record(&CHECKS), "检查的设置"),
        Field::new("规则", "rules", Shape::Map(&Shape::Any), "各条规则自己的选项，按编号或名称"),
    ],
};

const FORMATS: &[(&str, &str)] = &[("网页", "html"), ("PDF", "pdf")];

const WEB_FONTS: &[(&str, &str)] = &[("嵌入", "embed"), ("系统", "system")];

const FONTS_FROM: &[(&str, &str)] = &[("自动", "auto"), ("内置", "embedded")];

static FONTS: Record = Record {
    id: "fonts",
    title: "字体",
    fields: &[
        Field::new("仿宋", "fangsong", Shape::Text, "正文"),
        Field::new("小标宋", "xiaobiaosong", Shape::Text, "标题"),
        Field::new("楷体", "kai", Shape::Text, "二级标题、署名"),
        Field::new("黑体", "hei", Shape::Text, "一级标题"),
        Field::new("宋体", "song", Shape::Text, "页码、表格"),
    ],
};

static CHECKS: Record = Record {
    id: "checks",
    title: "检查设置",
    fields: &[
        Field::new(
            "级别",
            "levels",
            Shape::Map(&Shape::Choice(&[
                ("错误", "error"),
                ("警告", "warning"),
                ("提示", "hint"),
                ("关闭", "off"),
            ])),
            "规则的级别，按编号或名称，例如 {L009: 关闭}",
        ),
        Field::new("忽略", "ignore", Shape::Texts, "不检查的规则，写编号或名称"),
    ],
};
