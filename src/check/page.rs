//! The manual page of a rule, and the index of all rules: what `tigang explain` prints and `docs/rules/`
//! holds.

use std::fmt::Write as _;

use super::registry::rules;
use super::rule::{ExampleKind, Group, Rule};
use crate::diagnostic::Level;

/// The page of a rule, in Chinese Markdown.
#[must_use]
pub fn page(rule: &Rule) -> String {
    let mut out = format!("# {} {}\n\n", rule.id, rule.title);
    let _ = write!(out, "`{}` · {} · {}", rule.name, rule.group.chinese(), rule.level.chinese());
    if let Some(level) = rule.publish.filter(|&level| level != rule.level) {
        let _ = write!(out, "，印发时为{}", level.chinese());
    }
    if rule.essential {
        out.push_str(" · 不能忽略");
    }
    let (before, basis) = match rule.doc.find("\n## 依据") {
        Some(at) => rule.doc.split_at(at),
        None => (rule.doc, ""),
    };
    let _ = write!(out, "\n\n{}\n", unwrapped(before));
    for (kind, title) in [(ExampleKind::Unsound, "反例"), (ExampleKind::Sound, "正例")] {
        let _ = write!(out, "\n## {title}\n");
        for example in rule.examples.iter().filter(|example| example.kind == kind) {
            let text: String = example.text.trim_end().chars().map(visible).collect();
            let _ = write!(out, "\n{}：\n\n```markdown\n{text}\n```\n", example.note);
            if !example.settings.is_empty() {
                let settings = example.settings.trim_end();
                let _ = write!(out, "\n`tigang.yaml`：\n\n```yaml\n{settings}\n```\n");
            }
        }
    }
    let _ = write!(out, "\n{}\n", unwrapped(basis));
    if !rule.essential {
        let id = rule.id;
        out.push_str("\n## 忽略\n\n");
        // A comment cannot stand before what is wrong with the front matter; only Y013 looks at the body too.
        if rule.group != Group::Source || id == "Y013" {
            let _ = writeln!(out, "- 一段正文：在它前面加一行 `<!-- 检查: 忽略 {id} -->`；");
        }
        let _ = write!(
            out,
            "- 整篇：在开头写 `检查: {{忽略: [{id}]}}`；\n\
             - 整个项目：在 `tigang.yaml` 里写 `检查: {{忽略: [{id}]}}`。\n"
        );
    }
    out
}

/// A tab as an arrow, another control character as its picture.
fn visible(ch: char) -> char {
    match ch {
        '\n' => ch,
        '\t' => '→',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + ch as u32).unwrap_or(ch),
        _ => ch,
    }
}

/// The text with each paragraph and item on one line: a line break between Chinese characters would be
/// shown as a space.
fn unwrapped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for line in text.trim().lines() {
        let starts = line.is_empty() || line.starts_with(['-', '#']);
        if !out.is_empty() && (starts || !inside) {
            out.push('\n');
        }
        out.push_str(line.trim_start());
        inside = !line.is_empty() && !line.starts_with('#');
    }
    out
}

/// The index of all rules, in Chinese Markdown, with links to their pages.
#[must_use]
pub fn catalogue() -> String {
    let mut out = String::from(
        "# 检查规则\n\n\
         - 错误：不改不能印发；警告：多半有问题；提示：值得看一眼。\n\
         - 宁可漏报，不可误报：规范的公文里报出来的，是规则的毛病。\n\
         - 每条规则都写明依据什么、依据有多硬。`tigang explain 编号` 显示同样的内容。\n\n\
         本页和各条说明由规则自身生成，请勿直接修改。\n",
    );
    for group in Group::ALL {
        let _ = write!(out, "\n## {} {}\n\n", group.chinese(), group.letter());
        out.push_str("| 编号 | 名称 | 英文名 | 级别 |\n|---|---|---|---|\n");
        for rule in rules().iter().filter(|rule| rule.group == group) {
            let _ = write!(
                out,
                "| [{id}]({id}.md) | {} | `{}` | {}",
                rule.title,
                rule.name,
                rule.level.chinese(),
                id = rule.id
            );
            if rule.publish == Some(Level::Error) && rule.level != Level::Error {
                out.push_str("（印发时为错误）");
            }
            out.push_str(" |\n");
        }
    }
    out
}

#[cfg(test)]
#[allow(clippy::disallowed_methods)]
mod tests {
    use std::path::Path;

    use super::{catalogue, page, rules};

    /// `UPDATE_DOCS=1 cargo test documentation_of_rules` writes them anew.
    #[test]
    fn documentation_of_rules_is_as_generated() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
        let mut pages = vec![("README.md".to_owned(), catalogue())];
        pages.extend(rules().iter().map(|rule| (format!("{}.md", rule.id), page(rule))));
        let update = std::env::var_os("UPDATE_DOCS").is_some();
        for (name, text) in &pages {
            let path = folder.join(name);
            if update {
                std::fs::write(&path, text).unwrap();
            }
            let stored = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
            assert!(stored == *text, "docs/rules/{name} 与规则不符，请用 UPDATE_DOCS=1 重新生成");
        }
        for entry in std::fs::read_dir(&folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(
                pages.iter().any(|(known, _)| *known == name),
                "docs/rules/{name} 没有对应的规则"
            );
        }
    }

    #[test]
    fn every_page_says_what_why_and_on_what_ground() {
        for rule in rules() {
            let page = page(rule);
            for part in ["## 查什么", "## 为什么", "## 反例", "## 正例", "## 依据"] {
                assert_eq!(page.matches(&format!("\n{part}\n")).count(), 1, "{} {part}", rule.id);
            }
        }
    }
}
