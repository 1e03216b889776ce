//! Skeletons of drafts, one for each outline: `templates/new/名称.md`.

use include_dir::{Dir, include_dir};
use tera::{Context, Tera};

use crate::render::html::template_fault;
use crate::source::Date;

static SKELETONS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/new");

/// The built-in skeleton of an outline; that of 自定 where it has none of its own.
#[must_use]
pub fn skeleton(outline: &str) -> &'static str {
    let of = |name: &str| SKELETONS.get_file(format!("{name}.md"))?.contents_utf8();
    of(outline).or_else(|| of("自定")).unwrap_or_default()
}

/// Fills a skeleton's `{{ title }}`, `{{ date }}` and `{{ outline }}`; title and outline are quoted for
/// YAML where they need it.
///
/// # Errors
/// In Chinese, where the skeleton is no sound Tera template.
pub fn fill(skeleton: &str, title: &str, outline: &str, date: Date) -> Result<String, String> {
    let mut context = Context::new();
    context.insert("title", &yaml_text(title));
    context.insert("outline", &yaml_text(outline));
    context.insert("date", &date.to_string());
    let mut tera = Tera::default();
    tera.add_raw_template("skeleton", skeleton)
        .and_then(|()| tera.render("skeleton", &context))
        .map_err(|error| format!("草稿模板有误：{}", template_fault(&error)))
}

/// A text as a YAML scalar: plain where that is sound, else in double quotes.
fn yaml_text(text: &str) -> String {
    let marks = "-?:,[]{}#&*!|>'\"%@`~=";
    let plain = !text.is_empty()
        && text.trim() == text
        && !text.starts_with(|ch: char| marks.contains(ch) || ch.is_ascii_digit() || ch == '.')
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.chars().any(char::is_control)
        && !text.is_ascii();
    if plain {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    for ch in text.chars() {
        match ch {
            '"' | '\\' => out.extend(['\\', ch]),
            _ if ch.is_control() => out.push(' '),
            _ => out.push(ch),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_skeleton_is_filled_and_keeps_its_own_references() {
        let date = Date::new(2023, 8, 17).unwrap();
        assert!(SKELETONS.files().count() >= 9);
        for file in SKELETONS.files() {
            let text = file.contents_utf8().unwrap();
            let draft = fill(text, "甲 #1", "自定", date).unwrap();
            assert!(draft.contains("标题: \"甲 #1\""), "{draft}");
            assert!(draft.contains("2023-08-17"));
            assert!(!draft.contains("{%"));
        }
    }

    #[test]
    fn what_is_wrong_with_a_skeleton_is_told_in_chinese() {
        let date = Date::new(2023, 8, 17).unwrap();
        let said = fill("---\n标题: {{ titel }}\n", "甲", "自定", date).unwrap_err();
        assert_eq!(said, "草稿模板有误：第2行第8个字符，没有名为“titel”的变量");
        let said = fill("{% if %}", "甲", "自定", date).unwrap_err();
        assert!(said.starts_with("草稿模板有误：第1行"), "{said}");
    }

    #[test]
    fn titles_that_yaml_would_misread_are_quoted() {
        assert_eq!(yaml_text("党建引领的实践"), "党建引领的实践");
        assert_eq!(yaml_text("*区经验"), "\"*区经验\"");
        assert_eq!(yaml_text("一: 二"), "\"一: 二\"");
        assert_eq!(yaml_text("true"), "\"true\"");
        assert_eq!(yaml_text("说\"好\""), "说\"好\"");
        assert_eq!(yaml_text("2023年工作总结"), "\"2023年工作总结\"");
    }
}
