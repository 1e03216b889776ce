//! What faces are for.

/// What a face is for in an official document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 仿宋: body.
    Fangsong,
    /// 小标宋: titles.
    Xiaobiaosong,
    /// 楷体: level two, by-line.
    Kai,
    /// 黑体: level one.
    Hei,
    /// 宋体: page numbers, tables, and what the other faces lack.
    Song,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 5] =
        [Self::Fangsong, Self::Xiaobiaosong, Self::Kai, Self::Hei, Self::Song];

    /// The Chinese name of the role.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Fangsong => "仿宋",
            Self::Xiaobiaosong => "小标宋",
            Self::Kai => "楷体",
            Self::Hei => "黑体",
            Self::Song => "宋体",
        }
    }
}
