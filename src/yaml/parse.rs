//! Text → tree, by `serde-saphyr`. Nothing outside this file knows the crate.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy, Spanned};

use super::node::{Key, Node, Value, is_number};
use crate::source::{FileId, Span};

/// Deepest nesting taken.
pub(super) const DEPTH: usize = 16;
/// Most values taken.
pub(super) const NODES: usize = 200_000;

/// Why a text could not be parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    /// Where, in bytes of the text.
    pub(super) at: usize,
    /// What kind.
    pub(super) kind: Kind,
}

/// The kinds of failure that are told apart for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A colon where no key can be.
    StrayColon,
    /// Lines of one level that are indented differently.
    Indentation,
    /// A bracket without its partner.
    Bracket,
    /// A quote without its partner.
    Quote,
    /// A tab as indentation.
    Tab,
    /// A backslash in double quotes that YAML does not know.
    Escape,
    /// A character that cannot stand there.
    Character,
    /// A second document.
    Documents,
    /// An alias or anchor.
    Alias,
    /// Nested too deeply.
    Depth,
    /// Too many values.
    Size,
    /// Anything else.
    Other,
}

/// Parses a text whose first byte stands at `base` of a file; spans are `base` plus bytes of the text.
pub(super) fn parse(text: &str, file: FileId, base: usize) -> Result<Node, Failure> {
    let options = serde_saphyr::options! {
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        ignore_binary_tag_for_string: true,
        with_snippet: false,
        emit_comments: false,
        budget: serde_saphyr::budget! {
            max_aliases: 0,
            max_anchors: 0,
            max_depth: DEPTH,
            max_nodes: NODES,
        },
    };
    let raw = serde_saphyr::from_str_with_options::<Spanned<Raw>>(text, options)
        .map_err(|error| failure(&error, text))?;
    Ok(Tree { text, file, base }.node(raw, 0))
}

/// A value as the crate hands it over. Scalars other than text are told from the source instead.
enum Raw {
    Plain,
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<RawKey>, Spanned<Raw>)>),
}

struct RawKey(String);

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Raw;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }
            fn visit_unit<E>(self) -> Result<Raw, E> {
                Ok(Raw::Plain)
            }
            fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
                Ok(Raw::Plain)
            }
            fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
                Ok(Raw::Plain)
            }
            fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
                Ok(Raw::Plain)
            }
            fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
                Ok(Raw::Plain)
            }
            fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
                Ok(Raw::Plain)
            }
            fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
                Ok(Raw::Plain)
            }
            fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
                Ok(Raw::Text(text.to_owned()))
            }
            fn visit_string<E>(self, text: String) -> Result<Raw, E> {
                Ok(Raw::Text(text))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Raw::List(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Raw::Map(entries))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

impl<'de> Deserialize<'de> for RawKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

struct Tree<'a> {
    text: &'a str,
    file: FileId,
    base: usize,
}

impl Tree<'_> {
    /// `from` is where the search for a value that is not there begins.
    fn node(&self, raw: Spanned<Raw>, from: usize) -> Node {
        let (start, end) = range(&raw);
        let (start, end) = (start.min(self.text.len()), end.min(self.text.len()));
        let (value, start, end) = match raw.value {
            Raw::Plain => {
                let written = self.text.get(start..end).unwrap_or_default();
                match plain(written) {
                    Value::Null if written.is_empty() => (Value::Null, from, from),
                    value => (value, start, end),
                }
            }
            Raw::Text(text) => {
                let written = self.text.get(start..end).unwrap_or_default();
                (Value::Text(text), start, start + written.trim_end().len())
            }
            Raw::List(items) => {
                let mut at = start;
                let mut nodes = Vec::with_capacity(items.len());
                for item in items {
                    let node = self.node(item, at);
                    at = at.max(node.span.end as usize - self.base);
                    nodes.push(node);
                }
                (Value::List(nodes), start, self.closed(start, at.max(end), b']'))
            }
            Raw::Map(entries) => {
                let mut at = start;

                let mut nodes = Vec::with_capacity(entries.len());
                for (key, value) in entries {
                    let (key_start, key_end) = range(&key);
                    let key_end = key_end.min(self.text.len());
                    let span = self.span(key_start, key_end);

                    let node = self.node(value, self.after_colon(key_end));
                    at = at.max(node.span.end as usize - self.base).max(key_end);
                    nodes.push((Key { name: key.value.0, span }, node));
                }
                let end = self.closed(start, at.max(end), b'}');
                (Value::Map(nodes), start, end)
            }
        };
        Node { value, span: self.span(start, end) }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.base + start, self.base + end)
    }

    /// The place after the colon that follows a key.
    fn after_colon(&self, key_end: usize) -> usize {
        let rest = self.text.as_bytes().get(key_end..).unwrap_or_default();
        let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        if rest.get(blanks) == Some(&b':') { key_end + blanks + 1 } else { key_end }
    }

    /// The end of a flow collection whose last item ends at `at`: past its closing bracket. That of a
    /// block collection is `at`.
    fn closed(&self, start: usize, at: usize, close: u8) -> usize {
        let bytes = self.text.as_bytes();
        if !matches!(bytes.get(start), Some(b'[' | b'{')) {
            return at;
        }
        let mut here = at.max(start + 1);
        while let Some(&byte) = bytes.get(here) {
            match byte {
                byte if byte == close => return here + 1,
                b'#' => {
                    here += bytes[here..].iter().take_while(|&&byte| byte != b'\n').count();
                    continue;
                }
                b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' => {}
                _ => return at,
            }
            here += 1;
        }
        at
    }
}

fn range<T>(spanned: &Spanned<T>) -> (usize, usize) {
    let span = spanned.referenced.span();
    let take = |value: Option<u64>| usize::try_from(value.unwrap_or_default()).unwrap_or(0);
    let start = take(span.byte_offset());
    (start, start.saturating_add(take(span.byte_len())))
}

fn plain(written: &str) -> Value {
    match written {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        number if is_number(number) => Value::Number(number.to_owned()),
        other => Value::Text(other.to_owned()),
    }
}

fn failure(error: &serde_saphyr::Error, text: &str) -> Failure {
    let message = error.to_string();
    let has = |part: &str| message.contains(part);
    let kind = if has("Depth") || has("nesting") || has("recursion limit") {
        Kind::Depth
    } else if has("alias") || has("Anchors") || has("anchor") {
        Kind::Alias
    } else if has("budget breached") || has("limit") {
        Kind::Size
    } else if has("multiple YAML documents") {
        Kind::Documents
    } else if has("mapping values are not allowed") {
        Kind::StrayColon
    } else if has("tab") && has("indentation") {
        Kind::Tab
    } else if has("bracket") || has("flow sequence") || has("flow mapping") {
        Kind::Bracket
    } else if has("unclosed quote") || has("quoted scalar") && has("end of stream") {
        Kind::Quote
    } else if has("escape") {
        Kind::Escape
    } else if has("unexpected character") || has("cannot start any token") {
        Kind::Character
    } else if has("did not find expected") || has("indent") || has("could not find expected") {
        Kind::Indentation
    } else {
        Kind::Other
    };
    let at = error.location().map_or(0, |location| {
        let byte = location.span().byte_offset().and_then(|byte| usize::try_from(byte).ok());
        byte.unwrap_or_else(|| {
            let number = |value: u64| usize::try_from(value).unwrap_or(1);
            offset(text, number(location.line()), number(location.column()))
        })
    });
    Failure { at: floor(text, at), kind }
}

/// The byte of a line and a column in characters, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = match line {
        0 | 1 => 0,
        line => text
            .bytes()
            .enumerate()
            .filter(|&(_, byte)| byte == b'\n')
            .nth(line - 2)
            .map_or(text.len(), |(at, _)| at + 1),
    };
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    let within = line.char_indices().nth(column.max(1) - 1).map_or(line.len(), |(at, _)| at);
    start + within
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Node {
        parse(text, FileId(1), 100).unwrap()
    }

    fn at<'a>(text: &'a str, node: &Node) -> &'a str {
        &text[node.span.start as usize - 100..node.span.end as usize - 100]
    }

    #[test]
    fn scalars_are_told_apart_and_kept_as_written() {
        let text = "份号: 000001\n引: \"000001\"\n值: 4.80\n日期: 2023-08-17\n目录: false\n印章: 是\n空:\n";
        let map = tree(text);
        let value = |name: &str| map.get(name).unwrap().value.clone();
        assert_eq!(value("份号"), Value::Text("000001".into()));
        assert_eq!(value("引"), Value::Text("000001".into()));
        assert_eq!(value("值"), Value::Number("4.80".into()));
        assert_eq!(value("日期"), Value::Text("2023-08-17".into()));
        assert_eq!(value("目录"), Value::Bool(false));
        assert_eq!(value("印章"), Value::Text("是".into()));
        assert_eq!(value("空"), Value::Null);
        assert_eq!(at(text, map.get("引").unwrap()), "\"000001\"");
        let empty = map.get("空").unwrap();
        assert_eq!(empty.span.start as usize - 100, text.len() - 1);
    }

    #[test]
    fn spans_cover_whole_collections() {
        let text = "数: {值: 83, 单位: 名,  } # 注\n列: [甲, '乙 丙' , ]\n嵌: {甲: [1, 2], 乙: }\n块:\n  - 一\n  - 甲: 二\n摘要: |\n  一行\n  二行\n\n末: 终\n";
        let map = tree(text);
        assert_eq!(at(text, map.get("数").unwrap()), "{值: 83, 单位: 名,  }");
        assert_eq!(at(text, map.get("列").unwrap()), "[甲, '乙 丙' , ]");
        assert_eq!(at(text, map.get("嵌").unwrap()), "{甲: [1, 2], 乙: }");
        assert_eq!(at(text, map.get("块").unwrap()), "- 一\n  - 甲: 二");
        assert_eq!(at(text, map.get("摘要").unwrap()), "一行\n  二行");
        assert_eq!(map.get("摘要").unwrap().text(), Some("一行\n二行\n"));
        assert_eq!(at(text, &map), text.trim_end());
    }

    #[test]
    fn both_of_two_duplicate_keys_are_handed_over() {
        let map = tree("甲: 1\n甲: 2\n<<: {乙: 3}\n");
        let names: Vec<&str> = map.entries().iter().map(|(key, _)| key.name.as_str()).collect();
        assert_eq!(names, ["甲", "甲", "<<"]);
    }

    #[test]
    fn odd_numbers_are_text() {
        let map =
            tree("a: 0x1F\nb: .inf\nc: 99999999999999999999999999999999999999999999\nd: 1_000\n");
        assert_eq!(map.get("a").unwrap().value, Value::Text("0x1F".into()));
        assert_eq!(map.get("b").unwrap().value, Value::Text(".inf".into()));
        assert!(matches!(map.get("c").unwrap().value, Value::Number(_)));
        assert_eq!(map.get("d").unwrap().value, Value::Text("1_000".into()));
    }

    #[test]
    fn failures_are_told_apart_at_their_place() {
        let fail = |text: &str| {
            let failure = parse(text, FileId(0), 0).unwrap_err();
            (failure.kind, failure.at)
        };
        assert_eq!(fail("题: 甲: 乙\n"), (Kind::StrayColon, "题: 甲".len()));
        assert_eq!(fail("列: [甲, 乙\n").0, Kind::Bracket);
        assert_eq!(fail("题: '甲\n").0, Kind::Quote);
        assert_eq!(fail("题:\n\t甲: 1\n").0, Kind::Tab);
        assert_eq!(fail("题: \"\\q\"\n").0, Kind::Escape);
        assert_eq!(fail("题: @甲\n").0, Kind::Character);
        assert_eq!(fail("甲:\n  乙: 1\n 丙: 2\n").0, Kind::Indentation);
        assert_eq!(fail("甲: 1\n---\n乙: 2\n").0, Kind::Documents);
        assert_eq!(fail("甲: *乙\n").0, Kind::Alias);
        assert_eq!(fail("甲: &乙 丙\n").0, Kind::Alias);
        assert_eq!(fail(&"[".repeat(4000)).0, Kind::Depth);
        let many = format!("列: [{}]\n", "1, ".repeat(NODES));
        assert_eq!(fail(&many).0, Kind::Size);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_parsed_without_panic_and_spans_lie_on_characters(
            text in "[ :\\-\\[\\]{}'\"#|>&*!,\\n\\t甲“：a1.~]{0,60}"
        ) {
            fn walk(node: &Node, text: &str) {
                assert!(text.get(node.span.range()).is_some());
                node.items().iter().for_each(|item| walk(item, text));
                for (key, node) in node.entries() {
                    assert!(text.get(key.span.range()).is_some());
                    walk(node, text);
                }
            }
            match parse(&text, FileId(0), 0) {
                Ok(node) => walk(&node, &text),
                Err(failure) => assert!(text.is_char_boundary(failure.at)),
            }
        }
    }
}
