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
        Field::new("规则", "rules", Shape::Record(&RULES), "几条规则的限度，按编号或英文名"),
        Field::new("词汇", "glossary", Shape::Record(&GLOSSARY), "本单位的用词"),
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

static RULES: Record = Record {
    id: "rules",
    title: "规则的选项",
    fields: &[
        Field::new("S011", "unbalanced-sections", Shape::Record(&BALANCE), "详略悬殊"),
        Field::new("S014", "heading-form", Shape::Record(&HEADING), "标题的写法"),
        Field::new("L009", "long-sentence", Shape::Record(&SENTENCE), "长句"),
        Field::new("L010", "long-paragraph", Shape::Record(&PARAGRAPH), "长段"),
    ],
};

static BALANCE: Record = Record {
    id: "balance",
    title: "S011的选项",
    fields: &[Field::new(
        "倍数",
        "times",
        Shape::Integer(2, 100),
        "一章的字数超过并列各章中位数的多少倍就提示，通常是3",
    )],
};

static HEADING: Record = Record {
    id: "heading",
    title: "S014的选项",
    fields: &[Field::new("字数", "length", Shape::Integer(10, 200), "标题最长多少字，通常是40")],
};

static SENTENCE: Record = Record {
    id: "sentence",
    title: "L009的选项",
    fields: &[Field::new("字数", "length", Shape::Integer(30, 1000), "一句最长多少字，通常是150")],
};

static PARAGRAPH: Record = Record {
    id: "paragraph",
    title: "L010的选项",
    fields: &[Field::new(
        "字数",
        "length",
        Shape::Integer(100, 10_000),
        "一段最长多少字，通常是600",
    )],
};

static GLOSSARY: Record = Record {
    id: "glossary",
    title: "词汇",
    fields: &[
        Field::new(
            "全称",
            "full-names",
            Shape::Map(&Shape::Texts),
            "全称和它的简称，例如 {清风区人民政府: 区政府}；简称出现在全称之前的要说",
        ),
        Field::new(
            "禁用",
            "forbidden",
            Shape::Map(&Shape::Text),
            "不用的说法和应当改成的说法，后者可以空着，例如 {农民工子弟: 进城务工人员随迁子女}",
        ),
        Field::new(
            "统一",
            "preferred",
            Shape::Map(&Shape::Texts),
            "统一的说法和要改过来的几种说法，例如 {网格员: [网格管理员, 网格长]}",
        ),
        Field::new(
            "人名",
            "people",
            Shape::Map(&Shape::Text),
            "姓名和职务，例如 {张三: 区委书记}；姓名旁边的职务不一致的要说",
        ),
        Field::new("固定表述", "set-phrases", Shape::Texts, "本单位的固定表述，一个字也不能错的"),
        Field::new(
            "易错",
            "confusables",
            Shape::Map(&Shape::Text),
            "写错的形式和正确的形式，例如 {清丰区: 清风区}",
        ),
        Field::new("免查", "allowed", Shape::Texts, "文字类规则放过的词"),
    ],
};
