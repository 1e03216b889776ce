//! What the shapes tell of the place a line stands at.

use crate::yaml::shape::{Record, Shape};

/// What is known of a mapping, a list or a value.
#[derive(Debug, Clone, Copy)]
pub(super) enum Context {
    /// The top.
    Record(&'static Record),
    /// A value of a known key.
    Shape(&'static Shape),
    /// A value of an unknown key.
    Unknown,
}

impl Context {
    /// What a key holds.
    pub(super) fn below(self, key: &str) -> Self {
        match self {
            Self::Record(record) | Self::Shape(&Shape::Record(record)) => {
                record.field(key).map_or(Self::Unknown, |field| Self::Shape(&field.shape))
            }
            Self::Shape(Shape::Map(value)) => Self::Shape(value),
            Self::Shape(Shape::OneOf(shapes)) => shapes
                .iter()
                .find(|shape| shape.mapping())
                .map_or(Self::Unknown, |shape| Self::Shape(shape).below(key)),
            _ => Self::Unknown,
        }
    }

    /// What an item holds.
    pub(super) fn item(self) -> Self {
        match self {
            Self::Shape(Shape::List(item)) => Self::Shape(item),
            Self::Shape(Shape::Texts) => Self::Shape(&Shape::Text),
            Self::Shape(Shape::OneOf(shapes)) => shapes
                .iter()
                .find(|shape| shape.list())
                .map_or(Self::Unknown, |shape| Self::Shape(shape).item()),
            _ => Self::Unknown,
        }
    }

    /// Whether a mapping may stand here.
    pub(super) fn mapping(self) -> bool {
        match self {
            Self::Record(_) | Self::Unknown => true,
            Self::Shape(shape) => shape.mapping(),
        }
    }

    /// Whether a list may stand here.
    pub(super) fn list(self) -> bool {
        match self {
            Self::Record(_) => false,
            Self::Unknown => true,
            Self::Shape(shape) => shape.list(),
        }
    }

    /// Whether nothing but a single value may stand here.
    pub(super) fn scalar(self) -> bool {
        matches!(self, Self::Shape(_)) && !self.mapping() && !self.list()
    }

    /// Whether `key` is one of the keys known here.
    pub(super) fn knows(self, key: &str) -> bool {
        match self {
            Self::Record(record) | Self::Shape(&Shape::Record(record)) => {
                record.field(key).is_some()
            }
            Self::Shape(Shape::OneOf(shapes)) => {
                shapes.iter().any(|shape| Self::Shape(shape).knows(key))
            }
            _ => false,
        }
    }

    /// Whether the writer chooses the keys here.
    pub(super) fn free(self) -> bool {
        matches!(self, Self::Shape(shape) if shape.free())
    }
}

/// Whether a text can be meant as a key: short, without quotes, brackets or stops.
pub(super) fn plausible(key: &str) -> bool {
    !key.is_empty()
        && key.chars().count() <= 24
        && !key.contains([
            '“', '”', '‘', '’', '，', '。', '；', '！', '？', '、', '《', '》', '【', '】', '"',
            '\'', '[', ']', '{', '}', '#', ',', ':', '：', '|', '>', '*', '&',
        ])
}
