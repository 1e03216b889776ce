//! HTML comments: dropped, save those that silence rules.

use crate::report::Text;
use crate::source::Span;

/// The rules that a comment silences: `<!-- 检查: 忽略 F003、L001 -->`, `<!-- check: ignore F003 -->`. An
/// empty list is every rule; `None` is any other comment. `place` is where the comment stands.
pub(super) fn silenced(comment: &str, place: Span) -> Option<Vec<Text>> {
    let inside = comment.strip_prefix("<!--")?.strip_suffix("-->")?;
    let after = inside.len() - inside.trim_end().len();
    let inside = inside.trim();
    let rest = inside.strip_prefix("检查").or_else(|| {
        inside.get(..5).filter(|head| head.eq_ignore_ascii_case("check")).map(|_| &inside[5..])
    })?;
    let bare = rest.trim_start();
    let rest = match bare.strip_prefix([':', '：']) {
        Some(rest) => rest.trim_start(),
        // `检查 忽略 F003` is meant as well.
        None if bare.len() < rest.len() && bare.starts_with("忽略") => bare,
        None => return None,
    };
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
    let mut at = comment.len() - "-->".len() - after - rest.len();
    let mut rules = Vec::new();
    for piece in rest.split_inclusive(parting) {
        let rule = piece.trim_end_matches(parting);
        if !rule.is_empty() {
            let span = place.slice(at, at + rule.len());
            rules.push(Text { value: rule.to_owned(), span });
        }
        at += piece.len();
    }
    if matches!(rules.as_slice(), [all] if ["全部", "所有", "all"].contains(&all.value.as_str()))
    {
        rules.clear();
    }
    Some(rules)
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
    use crate::source::FileId;

    /// The rules as the comment says them, read back from their places.
    fn silenced(comment: &str) -> Option<Vec<String>> {
        let rules = super::silenced(comment, Span::new(FileId(0), 0, comment.len()))?;
        let read = |rule: Text| {
            assert_eq!(comment[rule.span.range()], rule.value);
            rule.value
        };
        Some(rules.into_iter().map(read).collect())
    }

    #[test]
    fn rules_are_named_in_many_ways() {
        let both = Some(vec!["F003".to_owned(), "L001".to_owned()]);
        assert_eq!(silenced("<!-- 检查: 忽略 F003 L001 -->"), both);
        assert_eq!(silenced("<!--检查：忽略 F003、L001-->"), both);
        assert_eq!(silenced("<!-- 检查： 忽略F003，L001 -->"), both);
        assert_eq!(silenced("<!-- Check: ignore F003,L001 -->"), both);
        assert_eq!(silenced("<!-- 检查 忽略 F003、L001 -->"), both);
        for all in ["<!-- 检查：忽略 -->", "<!-- 检查: 忽略全部 -->", "<!-- check: ignore all -->"]
        {
            assert_eq!(silenced(all), Some(Vec::new()), "{all}");
        }
        assert_eq!(silenced("<!-- 检查忽略了没有 -->"), None);
        assert_eq!(silenced("<!-- 检查一遍 -->"), None);
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
