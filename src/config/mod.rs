//! Project settings (`tigang.yaml`).

mod glossary;
mod keys;

use std::path::{Path, PathBuf};

pub use glossary::{Entry, Glossary};
pub use keys::CONFIG;

use crate::diagnostic::{Fault, Level};
use crate::fonts;
use crate::report::Text;
use crate::source::{FileId, Source, Sources, Span, World};
use crate::yaml::{self, Key, Node};

/// What is produced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// 网页.
    Html,
    /// PDF.
    Pdf,
}

/// 网页字体.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WebFonts {
    /// 嵌入: subsets of the faces stand in the page.
    Embed,
    /// 系统: those of the reader's machine.
    System,
}

/// 字体来源.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FontsFrom {
    /// 自动: the machine's faces serve the roles that 字体 names none for.
    #[default]
    Auto,
    /// 内置: the embedded faces serve them, so that every machine makes the same bytes.
    Embedded,
}

/// 级别 of a rule; `None` for 关闭.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleLevel {
    /// The rule's id or name, as written.
    pub rule: Text,
    /// How grave its findings are.
    pub level: Option<Level>,
}

/// 规则: the limits that are set; `None` keeps a rule's own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// S011·倍数.
    pub balance: Option<usize>,
    /// S014·字数.
    pub heading: Option<usize>,
    /// L009·字数.
    pub sentence: Option<usize>,
    /// L010·字数.
    pub paragraph: Option<usize>,
}

/// A face of the user's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FontFile {
    /// What it is for.
    pub role: fonts::Role,
    /// The file, as written, relative to the project.
    pub path: PathBuf,
    /// Where it is written.
    pub span: Span,
}

/// The settings of a project. Spans point into the [`Sources`] that [`Config::read`] gives.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// 主题.
    pub theme: Option<Text>,
    /// 格式; empty where none is named.
    pub formats: Vec<Format>,
    /// 输出: the folder as written, relative to the project.
    pub output: Option<PathBuf>,
    /// 网页字体; the theme decides where it is not given.
    pub web_fonts: Option<WebFonts>,
    /// 版面: the name of a theme of the page, or what is changed (raw).
    pub layout: Option<Node>,
    /// 字体来源; 自动 where it is not given.
    pub fonts_from: FontsFrom,
    /// 字体.
    pub fonts: Vec<FontFile>,
    /// 检查·级别.
    pub levels: Vec<RuleLevel>,
    /// 检查·忽略: rule ids or names.
    pub ignore: Vec<Text>,
    /// 规则.
    pub limits: Limits,
    /// 词汇.
    pub glossary: Glossary,
}

impl Config {
    /// Reads `tigang.yaml`. Faults come with the file they speak of; what they concern keeps its default.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn read(world: &dyn World, path: &Path) -> std::io::Result<(Self, Sources, Vec<Fault>)> {
        let file = FileId::default();
        let (source, mut faults) = yaml::source(path, world.read(path)?, file);
        let mut sources = Sources::new();
        let (config, found) = Self::parse(&source, file);
        faults.extend(found);
        sources.add(source);
        Ok((config, sources, faults))
    }

    /// Reads settings from text.
    #[must_use]
    pub fn parse(source: &Source, file: FileId) -> (Self, Vec<Fault>) {
        let (node, mut faults) = yaml::read(&source.text, file, 0..source.text.len(), &CONFIG);
        let checks = node.get("检查");
        let config = Self {
            theme: node.get("主题").and_then(text),
            formats: formats(node.get("格式")),
            output: node.get("输出").and_then(text).map(|text| PathBuf::from(text.value)),
            web_fonts: match node.get("网页字体").and_then(Node::text) {
                Some("嵌入") => Some(WebFonts::Embed),
                Some("系统") => Some(WebFonts::System),
                _ => None,
            },
            layout: node.get("版面").filter(|node| !node.is_null()).cloned(),
            fonts_from: match node.get("字体来源").and_then(Node::text) {
                Some("内置") => FontsFrom::Embedded,
                _ => FontsFrom::Auto,
            },
            fonts: node.get("字体").map_or_else(Vec::new, font_files),
            levels: checks.and_then(|checks| checks.get("级别")).map_or_else(Vec::new, levels),
            ignore: checks
                .and_then(|checks| checks.get("忽略"))
                .map_or_else(Vec::new, |node| node.items().iter().filter_map(text).collect()),
            limits: node.get("规则").map_or_else(Limits::default, limits),
            glossary: node.get("词汇").map_or_else(Glossary::default, Glossary::of),
        };
        faults.extend(config.glossary.conflicts());
        (config, faults)
    }
}

fn limits(node: &Node) -> Limits {
    let limit = |rule: &str, key: &str| node.get(rule)?.get(key)?.text()?.parse().ok();
    Limits {
        balance: limit("S011", "倍数"),
        heading: limit("S014", "字数"),
        sentence: limit("L009", "字数"),
        paragraph: limit("L010", "字数"),
    }
}

fn text(node: &Node) -> Option<Text> {
    let value = node.text()?.trim();
    (!value.is_empty()).then(|| Text { value: value.to_owned(), span: node.span })
}

fn formats(node: Option<&Node>) -> Vec<Format> {
    let Some(node) = node else { return Vec::new() };
    let mut out = Vec::new();
    let names = node.items().iter().chain(std::iter::once(node)).filter_map(Node::text);
    for name in names {
        let format = if name == "PDF" { Format::Pdf } else { Format::Html };
        if !out.contains(&format) {
            out.push(format);
        }
    }
    out
}

fn font_files(node: &Node) -> Vec<FontFile> {
    let file = |(key, node): &(Key, Node)| {
        let role = fonts::Role::ALL.into_iter().find(|role| role.chinese() == key.name)?;
        let Text { value, span } = text(node)?;
        Some(FontFile { role, path: PathBuf::from(value), span })
    };
    node.entries().iter().filter_map(file).collect()
}

fn levels(node: &Node) -> Vec<RuleLevel> {
    let level = |(key, node): &(Key, Node)| {
        let level = match node.text()? {
            "错误" => Some(Level::Error),
            "警告" => Some(Level::Warning),
            "提示" => Some(Level::Hint),
            _ => None,
        };
        Some(RuleLevel { rule: Text { value: key.name.clone(), span: key.span }, level })
    };
    node.entries().iter().filter_map(level).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::MemoryWorld;
    use crate::yaml::{schema, testing};

    const FULL: &str = "主题: official # 默认\n格式: [html, pdf]\n输出: 成品\n网页字体: 系统\n字体来源: embedded\n字体:\n  仿宋: 字体/仿宋_GB2312.ttf\n  小标宋: 字体/方正小标宋.ttf\n检查:\n  级别: {L009: 关闭, promised-count: error, S011: 警告}\n  忽略: [F002]\n规则:\n  L009: {字数: 120}\n  unbalanced-sections: {times: 4}\n词汇:\n  全称: {清风区人民政府: 区政府, 板凳会: [凳会, 板凳议事会]}\n  禁用:\n    两委会:\n  固定表述: 小院议事、马上就办\n  people: {张三: 区委书记}\n";

    #[test]
    fn settings_are_read_whole() {
        let world = MemoryWorld::new().with("tigang.yaml", FULL);
        let (config, sources, faults) = Config::read(&world, Path::new("tigang.yaml")).unwrap();
        assert_eq!(faults, []);
        assert_eq!(config.theme.as_ref().map(|text| text.value.as_str()), Some("official"));
        assert_eq!(config.formats, [Format::Html, Format::Pdf]);
        assert_eq!(config.output.as_deref(), Some(Path::new("成品")));
        assert_eq!(config.web_fonts, Some(WebFonts::System));
        assert_eq!(config.fonts_from, FontsFrom::Embedded);
        assert_eq!(config.fonts.len(), 2);
        assert_eq!(config.fonts[1].role, fonts::Role::Xiaobiaosong);
        let levels: Vec<(&str, Option<Level>)> =
            config.levels.iter().map(|rule| (rule.rule.value.as_str(), rule.level)).collect();
        assert_eq!(
            levels,
            [
                ("L009", None),
                ("promised-count", Some(Level::Error)),
                ("S011", Some(Level::Warning))
            ]
        );
        assert_eq!(sources.slice(config.ignore[0].span), "F002");
        let limits = Limits { sentence: Some(120), balance: Some(4), ..Limits::default() };
        assert_eq!(config.limits, limits);
        let glossary = &config.glossary;
        let short: Vec<usize> = glossary.full_names.iter().map(|one| one.others.len()).collect();
        assert_eq!(short, [1, 2]);
        assert_eq!(sources.slice(glossary.full_names[1].others[1].span), "板凳议事会");
        assert_eq!(sources.slice(glossary.forbidden[0].term.span), "两委会");
        assert!(glossary.forbidden[0].others.is_empty());
        assert_eq!(glossary.people[0].others[0].value, "区委书记");
        assert_eq!(glossary.set_phrases[0].value, "小院议事、马上就办");
    }

    #[test]
    fn faults_have_places_and_the_rest_is_read() {
        let text = "主提: web\n格式: docx\n字体:\n  仿宋体: a.ttf\n检查：\n  级别: {L009: 关掉}\n输出: 成品\n规则:\n  L09: {字数: 120}\n  L010: {字: 90}\n  S011: {倍数: 1}\n词汇: {禁止: {}}\n";
        let world = MemoryWorld::new().with("p/tigang.yaml", text);
        let (config, sources, faults) = Config::read(&world, Path::new("p/tigang.yaml")).unwrap();
        let told: Vec<String> = faults
            .iter()
            .map(|fault| {
                let (at, _) = sources.positions(fault.span);
                format!(
                    "{}:{} {} {} | {}",
                    at.line, at.column, fault.rule, fault.message, fault.help
                )
            })
            .collect();
        let want = [
            "1:1 Y011 项目设置里没有“主提”这个键 | 最接近的是“主题”",
            "2:5 Y013 “格式”",
            "4:3 Y011 字体里没有“仿宋体”这个键 | 最接近的是“仿宋”",
            "5:3 Y001 ",
            "6:14 Y013 “L009”不能是“关掉”",
            "9:3 Y011 规则的选项里没有“L09”这个键 | 最接近的是“L009”",
            "10:10 Y011 L010的选项里没有“字”这个键 | 最接近的是“字数”",
            "11:14 Y013 “倍数”要写2 到 100 的整数，这里写的是“1”",
            "12:6 Y011 词汇里没有“禁止”这个键 | 最接近的是“禁用”",
        ];
        assert_eq!(told.len(), want.len(), "{told:#?}");
        for (told, want) in told.iter().zip(want) {
            assert!(told.starts_with(want), "{told}\n{want}");
        }
        assert_eq!(config.output.as_deref(), Some(Path::new("成品")));
        assert!(Config::read(&world, Path::new("none.yaml")).is_err());
    }

    #[test]
    fn the_schema_in_the_repository_is_current() {
        let schema = schema(&CONFIG, "urn:tigang:schema:config");
        testing::current("config.schema.json", &schema);
        let validator = jsonschema::validator_for(&schema).unwrap();
        assert!(validator.is_valid(&testing::json(FULL)));
        assert!(
            validator.is_valid(&testing::json(
                "theme: web\nformats: pdf\nchecks: {levels: {L009: off}}\n"
            ))
        );
        for faulty in ["主提: web\n", "格式: docx\n", "检查: {级别: {L009: 关掉}}\n"] {
            assert!(!validator.is_valid(&testing::json(faulty)), "{faulty}");
        }
    }
}
