//! The inside of `{{ … }}`: `名称`, `名称.字段`, `名称.占比（总数）`, `名称 | 格式`.

use std::ops::Range;

/// A reference as written; ranges are bytes of the text it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference<'a> {
    /// The fact's name.
    pub name: &'a str,
    /// Where the name stands.
    pub name_range: Range<usize>,
    /// What follows the dot: `值`, `增幅`, `2023` …
    pub field: Option<&'a str>,
    /// Where the field stands; empty without one.
    pub field_range: Range<usize>,
    /// What stands in the brackets.
    pub argument: Option<&'a str>,
    /// Where the argument stands; empty without one.
    pub argument_range: Range<usize>,
    /// What follows `|`.
    pub format: Option<&'a str>,
}

/// Reads the inside of `{{ … }}`. Spaces are tolerated everywhere, brackets and the dot may be of
/// either width. `None` where there is no name.
#[must_use]
pub(crate) fn reference(text: &str) -> Option<Reference<'_>> {
    let (body, format) = match text.find(['|', '｜']) {
        Some(at) => {
            let after = text[at..].chars().next().map_or(0, char::len_utf8);
            (&text[..at], Some(text[at + after..].trim()))
        }
        None => (text, None),
    };
    let end = body.len();
    let (name, rest) = match dot(body) {
        Some((at, after)) => (0..at, Some(after)),
        None => (0..end, None),
    };
    let name_range = trim(body, name);
    if name_range.is_empty() {
        return None;
    }
    let (mut field_range, mut argument_range, mut has_argument) = (end..end, end..end, false);
    if let Some(after) = rest {
        field_range = after..end;
        if let Some(open) = body[after..].find(['(', '（']).map(|at| at + after) {
            let inside = open + body[open..].chars().next().map_or(0, char::len_utf8);
            let tail = body[inside..].trim_end();
            let close = tail.strip_suffix([')', '）']).map_or(tail.len(), str::len);
            argument_range = trim(body, inside..inside + close);
            field_range = after..open;
            has_argument = true;
        }
        field_range = trim(body, field_range);
    }
    Some(Reference {
        name: &body[name_range.clone()],
        name_range,
        field: rest.map(|_| &body[field_range.clone()]),
        field_range,
        argument: has_argument.then(|| &body[argument_range.clone()]),
        argument_range,
        format,
    })
}

/// The first dot outside brackets: where it begins and where it ends.
fn dot(text: &str) -> Option<(usize, usize)> {
    let mut depth = 0_i32;
    for (at, ch) in text.char_indices() {
        match ch {
            '(' | '（' => depth += 1,
            ')' | '）' => depth -= 1,
            '.' | '．' if depth <= 0 => return Some((at, at + ch.len_utf8())),
            _ => {}
        }
    }
    None
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    type Parts<'a> = (&'a str, Option<&'a str>, Option<&'a str>, Option<&'a str>);

    fn parts(text: &str) -> Option<Parts<'_>> {
        reference(text).map(|found| {
            assert_eq!(&text[found.name_range.clone()], found.name);
            assert_eq!(&text[found.field_range.clone()], found.field.unwrap_or_default());
            assert_eq!(&text[found.argument_range.clone()], found.argument.unwrap_or_default());
            (found.name, found.field, found.argument, found.format)
        })
    }

    #[test]
    fn references_come_apart() {
        assert_eq!(parts(" 驻村第一书记 "), Some(("驻村第一书记", None, None, None)));
        assert_eq!(parts("集体收入 . 2023"), Some(("集体收入", Some("2023"), None, None)));
        assert_eq!(
            parts("女干部.占比( 干部总数 )"),
            Some(("女干部", Some("占比"), Some("干部总数"), None))
        );
        assert_eq!(
            parts("女干部．占比（干部.2023） | 两位"),
            Some(("女干部", Some("占比"), Some("干部.2023"), Some("两位")))
        );
        assert_eq!(parts("村（社区）数"), Some(("村（社区）数", None, None, None)));
        assert_eq!(parts("村（社区）.值"), Some(("村（社区）", Some("值"), None, None)));
        assert_eq!(parts("收入.占比(总"), Some(("收入", Some("占比"), Some("总"), None)));
        assert_eq!(parts("收入."), Some(("收入", Some(""), None, None)));
        assert_eq!(parts("  "), None);
        assert_eq!(parts(".增幅"), None);
        assert_eq!(parts("| 甲"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "[ .．()（）|甲乙a1]{0,24}") {
            let _ = parts(&text);
        }
    }
}
