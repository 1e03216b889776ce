//! The tree.

use crate::source::Span;

/// A value with its place in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Its place, quotes and brackets included; empty, right after the colon, where there is none.
    pub span: Span,
}

/// The kinds of value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Value {
    /// Nothing, `~` or `null`.
    #[default]
    Null,
    /// `true` or `false`; every other spelling is text.
    Bool(bool),
    /// A decimal number as written. `000001`, `0x1F` and `2023-08-17` are text.
    Number(String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping in order. Keys are unique once [`read`](super::read) has been through.
    Map(Vec<(Key, Node)>),
}

/// A key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The key, without quotes.
    pub name: String,
    /// Its place.
    pub span: Span,
}

impl Node {
    /// A null at a place.
    #[must_use]
    pub fn null(span: Span) -> Self {
        Self { value: Value::Null, span }
    }

    /// The text of a text or number (as written); `None` for anything else.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) | Value::Number(text) => Some(text),
            _ => None,
        }
    }

    /// Whether there is no value.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// The entries of a mapping; none for anything else.
    #[must_use]
    pub fn entries(&self) -> &[(Key, Node)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none for anything else.
    #[must_use]
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.entries().iter().find(|(key, _)| key.name == name).map(|(_, node)| node)
    }

    /// What kind of value it is, for people: `文字`, `列表` …
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "空",
            Value::Bool(_) => "是非值",
            Value::Number(_) => "数字",
            Value::Text(_) => "文字",
            Value::List(_) => "列表",
            Value::Map(_) => "键值对",
        }
    }
}

/// Whether a plain scalar is a decimal number: digits without leading zeros, a fraction, an exponent.
pub(super) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (digits, None),
    };
    let all = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    all(whole)
        && (whole.len() == 1 || !whole.starts_with('0'))
        && fraction.is_none_or(all)
        && exponent.is_none_or(|exponent| {
            all(exponent.strip_prefix(['-', '+']).unwrap_or(exponent)) && exponent.len() <= 4
        })
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn codes_and_dates_are_no_numbers() {
        for number in ["0", "83", "-5", "+5", "4.80", "0.5", "1e3", "2.5E-2"] {
            assert!(is_number(number), "{number}");
        }
        for text in [
            "",
            "000001",
            "08",
            "1.",
            ".5",
            "0x1F",
            "1_000",
            "2023-08-17",
            "1,200",
            "83名",
            "1e99999",
        ] {
            assert!(!is_number(text), "{text}");
        }
    }
}
