//! `{.做法 依据=筑牢基层保障 #id}` at the end of a heading, an image or a caption.

/// What a pair of braces declares.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::parse) struct Attributes {
    /// `#id`.
    pub(in crate::parse) id: Option<String>,
    /// `.做法`.
    pub(in crate::parse) roles: Vec<String>,
    /// `依据=…`, `、` between several.
    pub(in crate::parse) grounds: Vec<String>,
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
    read(&inside[open + brace.len_utf8()..]).map(|attributes| (open, attributes))
}

fn read(inside: &str) -> Option<Attributes> {
    let mut attributes = Attributes::default();
    let mut known = false;
    for word in words(inside) {
        if let Some(role) = word.strip_prefix(['.', '．']) {
            known = true;
            attributes.roles.extend((!role.is_empty()).then(|| role.to_owned()));
        } else if let Some(id) = word.strip_prefix(['#', '＃']) {
            known = true;
            attributes.id = (!id.is_empty()).then(|| id.to_owned()).or(attributes.id);
        } else if let Some((key, value)) = word.split_once(['=', '＝']) {
            known = true;
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
                "角色" | "role" if !value.is_empty() => attributes.roles.push(value.to_owned()),
                _ => {}
            }
        }
    }
    known.then_some(attributes)
}

/// Words parted by white space of either width; quotes keep theirs.
fn words(text: &str) -> impl Iterator<Item = &str> {
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
        (!word.is_empty()).then_some(word)
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
