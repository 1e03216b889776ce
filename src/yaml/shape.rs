//! Shapes: the one table from which checking, look-up by either name and the JSON Schema follow
//! (docs/decisions/0001-one-table-for-keys.md).

use crate::source::Date;

/// A mapping with known keys.
#[derive(Debug)]
pub struct Record {
    /// Its name within the schema.
    pub id: &'static str,
    /// What it is, for people: `报告`, `数据条目` …
    pub title: &'static str,
    /// Its keys, in the order they are usually written.
    pub fields: &'static [Field],
}

/// A key of a [`Record`].
#[derive(Debug)]
pub struct Field {
    /// The Chinese name.
    pub name: &'static str,
    /// The English alias.
    pub alias: &'static str,
    /// What it is for, in Chinese.
    pub doc: &'static str,
    /// What it may hold.
    pub shape: Shape,
    /// Whether it must be given.
    pub required: bool,
}

impl Field {
    /// A key that may be left out.
    #[must_use]
    pub const fn new(
        name: &'static str,
        alias: &'static str,
        shape: Shape,
        doc: &'static str,
    ) -> Self {
        Self { name, alias, doc, shape, required: false }
    }

    /// The same key, required.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

/// What a value may be.
#[derive(Debug)]
pub enum Shape {
    /// A text; a number is taken as written.
    Text,
    /// `true` or `false`.
    Bool,
    /// A whole number within bounds, both included.
    Integer(i64, i64),
    /// A number.
    Decimal,
    /// A date, `2023-08-17`.
    Date,
    /// A range of counts, `3..8` or `3..`.
    Range,
    /// One of some words: Chinese name, English alias.
    Choice(&'static [(&'static str, &'static str)]),
    /// One text, or a list of texts.
    Texts,
    /// A list.
    List(&'static Shape),
    /// A mapping whose keys the writer chooses.
    Map(&'static Shape),
    /// A mapping with known keys.
    Record(&'static Record),
    /// The first of several shapes that fits the kind of value.
    OneOf(&'static [Shape]),
    /// Anything.
    Any,
}

impl Record {
    /// The field of a Chinese name or an English alias.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name || field.alias == name)
    }

    /// The path (`公文`) of the mapping below this one that knows a key.
    pub(super) fn home(&self, name: &str) -> Option<&'static str> {
        self.fields.iter().find_map(|field| match &field.shape {
            Shape::Record(below) => below.field(name).map(|_| field.name),
            _ => None,
        })
    }
}

impl Shape {
    /// The field of a name here or anywhere below.
    pub(super) fn knows(&self, name: &str) -> Option<&'static Field> {
        match self {
            Self::Record(record) => record.knows(name),
            Self::List(shape) | Self::Map(shape) => shape.knows(name),
            Self::OneOf(shapes) => shapes.iter().find_map(|shape| shape.knows(name)),
            _ => None,
        }
    }

    /// Whether it holds a mapping whose keys the writer chooses.
    pub(super) fn free(&self) -> bool {
        match self {
            Self::Map(_) => true,
            Self::OneOf(shapes) => shapes.iter().any(Self::free),
            _ => false,
        }
    }

    /// Whether it may hold a mapping.
    pub(super) fn mapping(&self) -> bool {
        match self {
            Self::Map(_) | Self::Record(_) | Self::Any => true,
            Self::OneOf(shapes) => shapes.iter().any(Self::mapping),
            _ => false,
        }
    }

    /// Whether it may hold a list.
    pub(super) fn list(&self) -> bool {
        match self {
            Self::List(_) | Self::Texts | Self::Any => true,
            Self::OneOf(shapes) => shapes.iter().any(Self::list),
            _ => false,
        }
    }

    /// What is wanted, for people.
    pub(super) fn wanted(&self) -> String {
        match self {
            Self::Text => "一段文字".to_owned(),
            Self::Bool => "true 或 false".to_owned(),
            Self::Integer(least, most) => format!("{least} 到 {most} 的整数"),
            Self::Decimal => "数字".to_owned(),
            Self::Date => "日期，例如 2023-08-17".to_owned(),
            Self::Range => "范围，例如 3..8 或 3..".to_owned(),
            Self::Choice(words) => {
                let words: Vec<String> =
                    words.iter().map(|(chinese, _)| format!("“{chinese}”")).collect();
                words.join("、") + "之一"
            }
            Self::Texts => "一段文字，或者文字的列表".to_owned(),
            Self::List(_) => "列表".to_owned(),
            Self::Map(_) | Self::Record(_) => "键值对".to_owned(),
            Self::OneOf(shapes) => {
                let wanted: Vec<String> = shapes.iter().map(Self::wanted).collect();
                wanted.join("，或者")
            }
            Self::Any => "任意内容".to_owned(),
        }
    }
}

impl Record {
    /// The field of a name here or anywhere below.
    pub(super) fn knows(&self, name: &str) -> Option<&'static Field> {
        self.field(name).or_else(|| self.fields.iter().find_map(|field| field.shape.knows(name)))
    }
}

/// How a date was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateText {
    /// A date; whether it was written `2023-08-17`.
    Date(Date, bool),
    /// Year, month and day, but no such day.
    Impossible(i32, u32, u32),
}

/// Reads `2023-08-17`, `2023年8月17日`, `2023/8/17` and `2023.8.17`; `None` where it is no date.
#[must_use]
pub fn date(text: &str) -> Option<DateText> {
    let text = text.trim();
    let text = text.strip_suffix('日').unwrap_or(text);
    let mut parts = text.split(['-', '/', '.', '年', '月', '－', '—']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str, least: usize, most: usize| {
        let fits = (least..=most).contains(&part.len());
        let part = part.bytes().all(|byte| byte.is_ascii_digit()).then_some(part)?;
        fits.then(|| part.parse::<u32>().ok()).flatten()
    };
    if parts.next().is_some() {
        return None;
    }
    let (y, m, d) = (digits(year, 4, 4)?, digits(month, 1, 2)?, digits(day, 1, 2)?);
    let y = i32::try_from(y).ok()?;
    let small = |number: u32| u8::try_from(number).unwrap_or(0);
    Some(match Date::new(y, small(m), small(d)) {
        Some(date) => DateText::Date(date, date.to_string() == text),
        None => DateText::Impossible(y, m, d),
    })
}

/// Reads `3..8`, `3..` and `3`.
#[must_use]
pub fn range(text: &str) -> Option<(usize, Option<usize>)> {
    let number = |text: &str| {
        let fits = text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| text.parse::<usize>().ok()).flatten()
    };
    let (start, end) = match text.trim().split_once("..") {
        Some((start, end)) if end.trim().is_empty() => (number(start.trim())?, None),
        Some((start, end)) => (number(start.trim())?, Some(number(end.trim())?)),
        None => (number(text.trim())?, Some(number(text.trim())?)),
    };
    end.is_none_or(|end| start <= end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        let day = Date::new(2023, 8, 17).unwrap();
        assert_eq!(date("2023-08-17"), Some(DateText::Date(day, true)));
        for text in ["2023-8-17", "2023年8月17日", "2023/8/17", "2023.08.17", "2023年08月17"] {
            assert_eq!(date(text), Some(DateText::Date(day, false)), "{text}");
        }
        assert_eq!(date("2023-02-30"), Some(DateText::Impossible(2023, 2, 30)));
        assert_eq!(date("2023年13月1日"), Some(DateText::Impossible(2023, 13, 1)));
        for text in ["", "2023", "2023年8月", "23-8-17", "2023-08-17-1", "二〇二三年", "2023-8-"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn ranges_may_be_open() {
        assert_eq!(range("3..8"), Some((3, Some(8))));
        assert_eq!(range("1.."), Some((1, None)));
        assert_eq!(range("4"), Some((4, Some(4))));
        for text in ["", "..", "..8", "8..3", "3-8", "a..b", "99999999999.."] {
            assert_eq!(range(text), None, "{text}");
        }
    }
}
