//! The outline of a genre, as data.

use crate::report::Role;

/// A range of counts, both ends included; `end` is `None` where it is open (`3..`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Least.
    pub start: usize,
    /// Most.
    pub end: Option<usize>,
}

impl Range {
    /// Whether a count lies in the range.
    #[must_use]
    pub fn contains(self, count: usize) -> bool {
        count >= self.start && self.end.is_none_or(|end| count <= end)
    }
}

/// 编号: how headings are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Numbering {
    /// `一、（一）1.（1）` (GB/T 9704—2012, 7.3.3).
    #[default]
    Official,
    /// 无: no numbers.
    None,
}

/// 顺序: whether the parts stand in a fixed order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// 固定.
    #[default]
    Fixed,
    /// 自由.
    Free,
}

/// A part of the skeleton.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// 角色.
    pub role: Role,
    /// 提示: words of a heading that tell the role.
    pub hints: Vec<String>,
    /// 必需.
    pub required: bool,
    /// 小节: how many subsections it should have.
    pub subsections: Option<Range>,
    /// 须有数据: each subsection should carry a figure for a 做法.
    pub needs_figures: bool,
    /// 须有依据: each subsection should trace to a 做法.
    pub needs_grounds: bool,
}

/// The skeleton of a genre.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// 名称.
    pub name: String,
    /// 别名.
    pub aliases: Vec<String>,
    /// 说明.
    pub description: String,
    /// 编号.
    pub numbering: Numbering,
    /// 导语: whether lead paragraphs before the first heading are required.
    pub lead_required: bool,
    /// 章节: how many sections of level one it should have.
    pub sections: Option<Range>,
    /// 部分, in order.
    pub parts: Vec<Part>,
    /// 合并: sets of roles that one section may fill together.
    pub merge: Vec<Vec<Role>>,
    /// 顺序.
    pub order: Order,
    /// 字数, in characters.
    pub length: Option<Range>,
}
