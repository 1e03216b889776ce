//! The keys of an outline file.

use crate::yaml::{Field, Record, Shape};

/// A file of `schemas/outlines/`.
pub static OUTLINE: Record = Record {
    id: "outline",
    title: "提纲",
    fields: &[
        Field::new("名称", "name", Shape::Text, "提纲的名称，报告的“提纲”写它").required(),
        Field::new("别名", "aliases", Shape::Texts, "别的叫法"),
        Field::new("说明", "description", Shape::Text, "这种文体是做什么的"),
        Field::new(
            "编号",
            "numbering",
            Shape::OneOf(&[
                Shape::Choice(&[("无", "none"), ("公文", "official")]),
                Shape::List(&Shape::Text),
            ]),
            "标题的编号：[一、, （一）, \"1.\", （1）]，或者无",
        ),
        Field::new(
            "导语",
            "lead",
            Shape::Choice(&[("必需", "required"), ("可选", "optional")]),
            "第一个标题之前要不要有一段话",
        ),
        Field::new("章节", "sections", Shape::Range, "一级标题的个数，例如 2..5"),
        Field::new("部分", "parts", Shape::List(&Shape::Record(&PART)), "各部分，按顺序"),
        Field::new(
            "合并",
            "merge",
            Shape::List(&Shape::List(&Shape::Text)),
            "可以写在同一部分里的角色，例如 [[做法, 成效]]",
        ),
        Field::new(
            "顺序",
            "order",
            Shape::Choice(&[("固定", "fixed"), ("自由", "free")]),
            "各部分的顺序是否固定",
        ),
        Field::new("字数", "length", Shape::Range, "全文的字数，例如 2000..8000"),
    ],
};

static PART: Record = Record {
    id: "part",
    title: "部分",
    fields: &[
        Field::new("角色", "role", Shape::Text, "这一部分起什么作用，例如做法、成效、启示")
            .required(),
        Field::new("提示", "hints", Shape::Texts, "标题里出现哪些词就算这一部分"),
        Field::new("必需", "required", Shape::Bool, "是否必须有"),
        Field::new("小节", "subsections", Shape::Range, "二级标题的个数，例如 3..8"),
        Field::new("须有数据", "needs-figures", Shape::Bool, "每条做法是否要有数据支撑"),
        Field::new("须有依据", "needs-grounds", Shape::Bool, "每个小节是否要能追溯到一条做法"),
    ],
};
