//! HTML comments: dropped, save those that silence rules.

/// The rules that a comment silences: `<!-- 检查: 忽略 F003、L001 -->`, `<!-- check: ignore F003 -->`. An
/// empty list is every rule; `None` is any other comment.
pub(super) fn silenced(comment: &str) -> Option<Vec<String>> {
    let inside = comment.strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    let rest = inside.strip_prefix("检查").or_else(|| {
        inside.get(..5).filter(|head| head.eq_ignore_ascii_case("check")).map(|_| &inside[5..])
    })?;
    let rest = rest.trim_start().strip_prefix([':', '：'])?.trim_start();
    let rest = rest.strip_prefix("忽略").or_else(|| {
        rest.get(..6).filter(|head| head.eq_ignore_ascii_case("ignore")).map(|_| &rest[6..])
    })?;
    let parting =
        |ch: char| ch.is_whitespace() || matches!(ch, '、' | '，' | ',' | '；' | ';' | '：' | ':');
    if !rest.is_empty() && !rest.starts_with(parting) && rest.starts_with(char::is_alphabetic) {
        // `忽略F003` is meant, `ignored` is not.
        if inside.is_ascii() {
            return None;
        }
    }
    Some(rest.split(parting).filter(|rule| !rule.is_empty()).map(str::to_owned).collect())
}

/// The comments of a stretch of HTML, and what stands between them.
pub(super) fn parts(html: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = html.get(at..).filter(|rest| !rest.is_empty())?;
        let len = match rest.find("<!--") {
            Some(0) => rest.find("-->").map_or(rest.len(), |close| close + 3),
            Some(open) => open,
            None => rest.len(),
        };
        let part = (at, &rest[..len]);
        at += len;
        Some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_named_in_many_ways() {
        let both = Some(vec!["F003".to_owned(), "L001".to_owned()]);
        assert_eq!(silenced("<!-- 检查: 忽略 F003 L001 -->"), both);
        assert_eq!(silenced("<!--检查：忽略 F003、L001-->"), both);
        assert_eq!(silenced("<!-- 检查： 忽略F003，L001 -->"), both);
        assert_eq!(silenced("<!-- Check: ignore F003,L001 -->"), both);
        assert_eq!(silenced("<!-- 检查：忽略 -->"), Some(Vec::new()));
        assert_eq!(silenced("<!-- 待领导审定 -->"), None);
        assert_eq!(silenced("<!-- check: ignored -->"), None);
    }

    #[test]
    fn comments_come_apart_from_text() {
        let html = "<!-- 甲 --> 乙 <!-- 丙 -->";
        let found: Vec<_> = parts(html).map(|(_, part)| part).collect();
        assert_eq!(found, ["<!-- 甲 -->", " 乙 ", "<!-- 丙 -->"]);
    }
}
