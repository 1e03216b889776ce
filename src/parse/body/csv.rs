//! Comma- or tab-separated values of a ```` ```表格 ```` block.

use std::ops::Range;

/// A field: its text where quotes hide it, and its bytes in the block's text (quotes left out).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// The text where it is not the range itself.
    pub(super) unquoted: Option<String>,
    /// Where it stands, white space around it left out.
    pub(super) range: Range<usize>,
}

/// Reads rows; blank ones are left out. The first line tells whether tabs or commas part the fields.
pub(super) fn rows(text: &str) -> Vec<Vec<Field>> {
    let first = text.trim_start_matches(['\n', '\r']).lines().next().unwrap_or_default();
    let comma = if first.contains('\t') { b'\t' } else { b',' };
    let bytes = text.as_bytes();
    let (mut rows, mut row, mut at) = (Vec::new(), Vec::new(), 0);
    while at < bytes.len() {
        let (field, end) = field(text, at, comma);
        row.push(field);
        at = end;
        if bytes.get(at) == Some(&comma) {
            at += 1;
            if at < bytes.len() {
                continue;
            }
            row.push(Field { unquoted: None, range: at..at });
        }
        at += 1;
        if row.iter().any(|field| !field.range.is_empty()) {
            rows.push(std::mem::take(&mut row));
        }
        row.clear();
    }
    rows
}

/// The field at `at`, and where it ends (at a comma, a line end, or the text's end).
fn field(text: &str, at: usize, comma: u8) -> (Field, usize) {
    let bytes = text.as_bytes();
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t') && *byte != comma;
    let open = at + bytes[at..].iter().take_while(|byte| blank(byte)).count();
    let stop = |from: usize| {
        bytes[from..]
            .iter()
            .position(|&byte| byte == comma || byte == b'\n')
            .map_or(bytes.len(), |len| from + len)
    };
    if bytes.get(open) == Some(&b'"') {
        let mut inside = String::new();
        let mut from = open + 1;
        while let Some(quote) = text[from..].find('"').map(|len| from + len) {
            inside.push_str(&text[from..quote]);
            if bytes.get(quote + 1) == Some(&b'"') {
                inside.push('"');
                from = quote + 2;
                continue;
            }
            let end = stop(quote + 1);
            if text[quote + 1..end].trim().is_empty() {
                let plain = inside.len() == quote - open - 1 && !inside.contains('\n');
                let unquoted = (!plain).then(|| inside.replace(['\r', '\n'], ""));
                return (Field { unquoted, range: open + 1..quote }, end);
            }
            break;
        }
    }
    let end = stop(at);
    let body = text[at..end].trim();
    let start = at + (text[at..end].len() - text[at..end].trim_start().len());
    (Field { unquoted: None, range: start..start + body.len() }, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        let field = |field: Field| field.unquoted.unwrap_or_else(|| text[field.range].to_owned());
        rows(text).into_iter().map(|row| row.into_iter().map(field).collect()).collect()
    }

    #[test]
    fn fields_come_apart() {
        assert_eq!(
            read("乡镇, 面积\n清源镇,8200\n\n云岭镇,\n"),
            [["乡镇", "面积"], ["清源镇", "8200"], ["云岭镇", ""]]
        );
        assert_eq!(
            read("乡镇\t面积\r\n清源镇\t8,200\r\n"),
            [["乡镇", "面积"], ["清源镇", "8,200"]]
        );
        assert_eq!(
            read("甲,\"一,二\"\n\"说\"\"好\"\"\",乙"),
            [["甲", "一,二"], ["说\"好\"", "乙"]]
        );
        assert_eq!(read("\"甲\n乙\",丙"), [["甲乙", "丙"]]);
        assert_eq!(read("\"未完,丙\n丁"), vec![vec!["\"未完", "丙"], vec!["丁"]]);
        assert_eq!(read("甲，乙,丙"), [["甲，乙", "丙"]]);
        assert!(read("\n \n").is_empty());
        assert_eq!(read("甲,乙,"), [["甲", "乙", ""]]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "[甲,\t\"\n\r a]{0,40}") {
            for field in rows(&text).into_iter().flatten() {
                proptest::prop_assert!(text.get(field.range).is_some());
            }
        }
    }
}
