//! `{.做法 依据=筑牢基层保障 #id}` at the end of a heading, an image or a caption.

use std::ops::Range;

use crate::diagnostic::{Fault, Level};
use crate::source::Span;
use crate::yaml;

/// What a pair of braces declares.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::parse) struct Attributes {
    /// `#id`.
    pub(in crate::parse) id: Option<String>,
    /// `.做法`.
    pub(in crate::parse) roles: Vec<String>,
    /// Where they stand in the text, one for each.
    pub(in crate::parse) role_places: Vec<Range<usize>>,
    /// `依据=…`, `、` between several.
    pub(in crate::parse) grounds: Vec<String>,
    /// Where words stand that declare nothing known.
    pub(in crate::parse) strange: Vec<Range<usize>>,
}

/// The fault of a word that declares nothing known.
pub(super) fn strange(word: &str, span: Span) -> Fault {
    let help = match word.split_once(['=', '＝']) {
        Some((key, _)) => match yaml::nearest(key, ["依据", "角色", "锚点"]) {
            Some(near) => format!("最接近的是“{near}=”"),
            None => "标题末尾能写的有 .角色、依据=…、#锚点".to_owned(),
        },
        None => "角色前面要写点（.启示），锚点前面要写井号（#收入），几条依据之间用顿号、不空格"
            .to_owned(),
    };
    let message = format!("标题末尾的花括号里，“{word}”不起作用");
    Fault::new("Y011", span, message).help(help).level(Level::Warning)
}

/// The attributes that a text ends with, and the byte at which their brace stands. Braces that declare
/// nothing are text.
pub(super) fn trailing(text: &str) -> Option<(usize, Attributes)> {
    let body = text.trim_end();
    let inside = body.strip_suffix(['}', '｝'])?;
    let open = inside.rfind(['{', '｛', '}', '｝'])?;
    let brace = inside[open..].chars().next().filter(|&ch| matches!(ch, '{' | '｛'))?;
    if inside[..open].ends_with('{') {
        return None;
    }
    let from = open + brace.len_utf8();
    read(&inside[from..], from).map(|attributes| (open, attributes))
}

/// Reads what stands between the braces, `from` bytes into the text.
fn read(inside: &str, from: usize) -> Option<Attributes> {
    let mut attributes = Attributes::default();
    let mut known = false;
    for (at, word) in words(inside) {
        let end = from + at + word.len();
        if let Some(role) = word.strip_prefix(['.', '．']) {
            known = true;
            attributes.add_role(role, end - role.len());
        } else if let Some(id) = word.strip_prefix(['#', '＃']) {
            known = true;
            attributes.id = (!id.is_empty()).then(|| id.to_owned()).or(attributes.id);
        } else if let Some((key, value)) = word.split_once(['=', '＝']) {
            known = true;
            let place = from + at..end;
            let quotes = ['"', '\'', '“', '”', '‘', '’'];
            let value = value.trim_matches(quotes);
            match key {
                "依据" | "grounds" => attributes.grounds.extend(
                    value
                        .split(['、', ',', '，', ';', '；'])
                        .map(|part| part.trim().trim_matches(quotes))
                        .filter(|part| !part.is_empty())
                        .map(str::to_owned),
                ),
                "id" | "锚点" if !value.is_empty() => attributes.id = Some(value.to_owned()),
                "角色" | "role" => {
                    let inside = word.rfind(value).unwrap_or_default();
                    attributes.add_role(value, from + at + inside);
                }
                "id" | "锚点" => {}
                _ => attributes.strange.push(place),
            }
        } else {
            attributes.strange.push(from + at..end);
        }
    }
    known.then_some(attributes)
}

impl Attributes {
    fn add_role(&mut self, role: &str, at: usize) {
        if !role.is_empty() {
            self.roles.push(role.to_owned());
            self.role_places.push(at..at + role.len());
        }
    }
}

/// Words parted by white space of either width, with their places; quotes keep theirs.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let mut quote = None;
        let end = rest
            .char_indices()
            .find(|&(_, ch)| {
                match (quote, ch) {
                    (Some(close), _) if ch == close => quote = None,
                    (None, '"' | '\'') => quote = Some(ch),
                    (None, '“') => quote = Some('”'),
                    _ => {}
                }
                quote.is_none() && ch.is_whitespace()
            })
            .map_or(rest.len(), |(at, _)| at);
        let (word, tail) = rest.split_at(end);
        rest = tail;
        let at = text.len() - tail.len() - word.len();
        (!word.is_empty()).then_some((at, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(&str, Attributes)> {
        trailing(text).map(|(at, attributes)| (&text[..at], attributes))
    }

    #[test]
    fn roles_grounds_and_anchors_are_read() {
        let (rest, found) =
            found("必须筑牢堡垒 {.启示 依据=筑牢基层保障、建强队伍 #堡垒}").unwrap();
        assert_eq!(rest, "必须筑牢堡垒 ");
        assert_eq!(found.roles, ["启示"]);
        assert_eq!(found.grounds, ["筑牢基层保障", "建强队伍"]);
        assert_eq!(found.id.as_deref(), Some("堡垒"));
    }

    #[test]
    fn full_width_typing_and_unknown_words_do_no_harm() {
        let (_, one) = found("探索｛．做法　.成效　依据＝“甲 乙”，丙 某词 x=1｝").unwrap();
        assert_eq!(one.roles, ["做法", "成效"]);
        let text = "探索｛．做法　.成效　依据＝“甲 乙”，丙 某词 x=1｝";
        let places =
            |all: &[Range<usize>]| all.iter().map(|at| &text[at.clone()]).collect::<Vec<_>>();
        assert_eq!(places(&one.role_places), ["做法", "成效"]);
        assert_eq!(places(&one.strange), ["某词", "x=1"]);
        assert_eq!(one.grounds, ["甲 乙", "丙"]);
        let (_, two) = found("图{#图-收入}").unwrap();
        assert_eq!(two.id.as_deref(), Some("图-收入"));
    }

    #[test]
    fn braces_that_declare_nothing_stay() {
        for text in
            ["集合 {甲、乙}", "收入{{ 收入 }}", "甲 {.乙", "甲}", "{{#甲}}", "甲{}", "甲 {.乙}丙"]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
