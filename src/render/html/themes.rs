//! Themes: templates and styles, embedded or a project's own, compiled when first used.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use include_dir::{Dir, include_dir};
use tera::Tera;

use super::ThemeError;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/html");

/// The page of a theme, below its folder.
const PAGE: &str = "page.html";

/// Themes of HTML output: the built-in ones, and a project's own files in their place or beside them.
///
/// A theme is a folder with a `page.html`; its `style.css` (or, without one, that of the theme whose
/// templates it extends) and, after it, its `extra.css` are put into the page. Built once, shared by
/// threads; a theme is compiled when it is first asked for.
pub struct Themes {
    files: BTreeMap<String, String>,
    compiled: BTreeMap<String, OnceLock<Result<Theme, ThemeError>>>,
}

/// A theme ready for use.
pub(super) struct Theme {
    tera: Tera,
    page: String,
    /// Its style sheet, comments and indentation removed.
    pub style: String,
    /// The themes it is made of, itself first.
    pub lineage: Vec<String>,
}

impl std::fmt::Debug for Themes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Themes").field("names", &self.compiled.keys()).finish_non_exhaustive()
    }
}

impl Themes {
    /// The built-in themes, with a project's own files: each a path below `templates/html`
    /// (`official/page.html`) and its text.
    ///
    /// # Errors
    /// In Chinese, where a theme that a project's file belongs to does not compile. Built-in themes
    /// that the project leaves alone are compiled later, and always compile.
    pub fn new(overrides: Vec<(String, String)>) -> Result<Self, ThemeError> {
        let files: BTreeMap<String, String> =
            overrides.into_iter().map(|(path, text)| (path.replace('\\', "/"), text)).collect();
        let embedded = EMBEDDED.dirs().filter_map(|dir| dir.path().to_str());
        let own = files.keys().filter_map(|path| Some(path.split_once('/')?.0));
        let names: BTreeSet<String> = embedded.chain(own).map(str::to_owned).collect();
        let mut themes = Self { files, compiled: BTreeMap::new() };
        for name in names {
            if themes.text(&format!("{name}/{PAGE}")).is_some() {
                themes.compiled.insert(name, OnceLock::new());
            }
        }
        if !themes.files.is_empty() {
            for name in themes.compiled.keys() {
                let theme = themes.theme(name);
                let touched = |path: &String| path.split('/').next().is_some_and(|dir| dir == name);
                match theme {
                    Err(error) if themes.files.keys().any(touched) => return Err(error),
                    Err(ThemeError::Template { ref path, .. })
                        if themes.files.contains_key(path) =>
                    {
                        theme?;
                    }
                    _ => {}
                }
            }
        }
        Ok(themes)
    }

    /// The names of the themes, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.compiled.keys().map(String::as_str)
    }

    /// A theme, compiled.
    pub(super) fn theme(&self, name: &str) -> Result<&Theme, ThemeError> {
        let slot = self.compiled.get(name).ok_or_else(|| ThemeError::Unknown {
            name: name.to_owned(),
            known: self.names().collect::<Vec<_>>().join("、"),
        })?;
        slot.get_or_init(|| self.compile(name)).as_ref().map_err(Clone::clone)
    }

    /// The text of a file: the project's own, else the built-in one.
    fn text(&self, path: &str) -> Option<&str> {
        match self.files.get(path) {
            Some(text) => Some(text),
            None => EMBEDDED.get_file(path)?.contents_utf8(),
        }
    }

    fn compile(&self, name: &str) -> Result<Theme, ThemeError> {
        // The page and every template it names, however deep.
        let page = format!("{name}/{PAGE}");
        let mut needed = vec![page.clone()];
        let mut at = 0;
        while let Some(path) = needed.get(at) {
            let text = self.text(path).unwrap_or_default();
            for named in text.split(['"', '\'', '`']) {
                if named.ends_with(".html")
                    && !needed.iter().any(|known| known == named)
                    && self.text(named).is_some()
                {
                    needed.push(named.to_owned());
                }
            }
            at += 1;
        }
        let mut lineage: Vec<String> = Vec::new();
        for path in &needed {
            let dir = path.split('/').next().unwrap_or_default();
            if !dir.starts_with('_') && !lineage.iter().any(|known| known == dir) {
                lineage.push(dir.to_owned());
            }
        }
        let mut tera = Tera::default();
        let texts = needed.iter().filter_map(|path| Some((path.as_str(), self.text(path)?)));
        tera.add_raw_templates(texts).map_err(|error| ThemeError::of(name, &error))?;
        let style = lineage.iter().find_map(|theme| self.text(&format!("{theme}/style.css")));
        let mut compact = compact(style.unwrap_or_default());
        for theme in lineage.iter().rev() {
            if let Some(extra) = self.text(&format!("{theme}/extra.css")) {
                compact.push_str(&self::compact(extra));
            }
        }
        Ok(Theme { tera, page, style: compact, lineage })
    }
}

impl Theme {
    /// Renders the page.
    pub(super) fn render(&self, context: &tera::Context) -> Result<String, ThemeError> {
        self.tera.render(&self.page, context).map_err(|error| {
            ThemeError::of(self.lineage.first().map_or("", String::as_str), &error)
        })
    }
}

/// A style sheet without comments, indentation and empty lines, and without anything that could end the
/// element it stands in.
fn compact(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let mut lines = String::with_capacity(out.len());
    for line in out.lines().map(str::trim).filter(|line| !line.is_empty()) {
        lines.push_str(line);
        lines.push('\n');
    }
    if lines.contains("</") { lines.replace("</", "<\\/") } else { lines }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(files: &[(&str, &str)]) -> Result<Themes, ThemeError> {
        Themes::new(files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())).collect())
    }

    #[test]
    fn every_built_in_theme_compiles() {
        let themes = with(&[]).expect("themes");
        assert_eq!(themes.names().collect::<Vec<_>>(), ["official", "web"]);
        for name in ["official", "web"] {
            let theme = themes.theme(name).expect("a theme");
            assert!(!theme.style.is_empty() && !theme.style.contains("/*"), "{name}");
            assert_eq!(theme.lineage, [name]);
        }
    }

    #[test]
    fn an_unknown_theme_is_told_with_the_known_ones() {
        let error = with(&[]).expect("themes").theme("plain").err().expect("an error");
        assert_eq!(error.to_string(), "没有名为“plain”的主题；可用的主题有：official、web");
    }

    #[test]
    fn mistakes_are_told_in_chinese_at_their_place() {
        for (text, wanted) in [
            (
                "<p>\n标题{{ title | shout }}",
                "templates/html/mine/page.html:2:14：没有名为“shout”的过滤器",
            ),
            ("一\n二{% if title %}三", "templates/html/mine/page.html:2:17：模板没有写完就结束了"),
            ("{% include \"none.html\" %}", "：没有名为“none.html”的模板"),
            ("{{ 标题 }}", "templates/html/mine/page.html:1:4：模板有误"),
        ] {
            let error = with(&[("mine/page.html", text)]).expect_err("an error").to_string();
            assert!(error.contains(wanted), "{error}");
        }
    }

    #[test]
    fn a_theme_of_ones_own_stands_on_a_built_in_one() {
        let files = [
            ("mine/page.html", "{% extends \"official/page.html\" %}"),
            ("mine/extra.css", "h1 { color: navy } /* 蓝 */ i::after { content: \"</style>\" }"),
            ("official/head.html", "<!-- 换过的版头 -->"),
        ];
        let themes = with(&files).expect("themes");
        let theme = themes.theme("mine").expect("a theme");
        assert_eq!(theme.lineage, ["mine", "official"]);
        assert!(theme.style.contains("@page"), "the style of the theme below");
        assert!(theme.style.contains("navy") && !theme.style.contains('蓝'));
        assert!(!theme.style.contains("</"));
    }
}
