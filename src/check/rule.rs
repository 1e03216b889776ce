//! What a rule is.

use std::borrow::Cow;

use super::context::{Context, Sink};
use crate::diagnostic::Level;

/// The groups of the catalogue, one folder of rooms each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// 结构 S: the outline.
    Structure,
    /// 数据 F: figures and facts.
    Figures,
    /// 文字 L: language, punctuation, numerals.
    Language,
    /// 公文 G: elements of an official document.
    Official,
    /// 素材 A: assets and references.
    Assets,
    /// 源文 Y: the YAML and the file itself.
    Source,
}

impl Group {
    /// All groups in the order of the catalogue.
    pub const ALL: [Self; 6] = [
        Self::Structure,
        Self::Figures,
        Self::Language,
        Self::Official,
        Self::Assets,
        Self::Source,
    ];

    /// `结构`, `数据` …
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Structure => "结构",
            Self::Figures => "数据",
            Self::Language => "文字",
            Self::Official => "公文",
            Self::Assets => "素材",
            Self::Source => "源文",
        }
    }

    /// The letter that its ids begin with.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Structure => 'S',
            Self::Figures => 'F',
            Self::Language => 'L',
            Self::Official => 'G',
            Self::Assets => 'A',
            Self::Source => 'Y',
        }
    }
}

/// Whether an example is good or bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExampleKind {
    /// 正例: the rule finds nothing.
    Sound,
    /// 反例: the rule finds something.
    Unsound,
}

/// An example of a rule, printed in its documentation and run by the tests.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// Good or bad.
    pub kind: ExampleKind,
    /// What it shows, in Chinese; may be empty.
    pub note: &'static str,
    /// A whole draft where it begins with `---`, else a body, which [`Example::draft`] gives a plain
    /// front matter.
    pub text: &'static str,
    /// The `tigang.yaml` of its project; may be empty.
    pub settings: &'static str,
}

impl Example {
    /// A good example.
    #[must_use]
    pub const fn sound(note: &'static str, text: &'static str) -> Self {
        Self { kind: ExampleKind::Sound, note, text, settings: "" }
    }

    /// A bad example.
    #[must_use]
    pub const fn unsound(note: &'static str, text: &'static str) -> Self {
        Self { kind: ExampleKind::Unsound, note, text, settings: "" }
    }

    /// The same example in a project with settings.
    #[must_use]
    pub const fn under(mut self, settings: &'static str) -> Self {
        self.settings = settings;
        self
    }

    /// The whole draft: the text itself, or the text below a plain front matter.
    #[must_use]
    pub fn draft(&self) -> Cow<'static, str> {
        if self.text.trim_start().starts_with("---") {
            Cow::Borrowed(self.text)
        } else {
            Cow::Owned(format!(
                "---\n标题: 基层治理工作情况\n提纲: 自定\n日期: 2023-08-17\n---\n\n{}",
                self.text
            ))
        }
    }
}

/// A rule of the catalogue. A room (`rules/<group>/<rule>.rs`) holds one, whole.
#[derive(Debug)]
pub struct Rule {
    /// Stable id such as `S001`.
    pub id: &'static str,
    /// English slug such as `missing-section`.
    pub name: &'static str,
    /// Chinese title such as `缺少部分`.
    pub title: &'static str,
    /// Its group.
    pub group: Group,
    /// Its level while a draft is written.
    pub level: Level,
    /// The least level when publishing, where that differs.
    pub publish: Option<Level>,
    /// Whether nothing can silence it or lower its level: without it the draft cannot be read.
    pub essential: bool,
    /// What it rests on, one line of Chinese, shown with each finding.
    pub source: &'static str,
    /// Chinese Markdown: what it finds, why, how strong its source is. Its headings begin at `##`.
    pub doc: &'static str,
    /// Good and bad examples.
    pub examples: &'static [Example],
    /// Looks at the report. What parsing found under the rule's id is passed on by the engine.
    pub check: fn(&Context<'_>, &mut Sink),
}

impl Rule {
    /// Whether a word names this rule: its id (in either case), slug or Chinese title.
    #[must_use]
    pub fn is(&self, word: &str) -> bool {
        let word = word.trim();
        self.id.eq_ignore_ascii_case(word)
            || self.name.eq_ignore_ascii_case(word)
            || self.title == word
    }
}

/// The check of a rule all of whose faults are seen while parsing.
pub(crate) fn seen_by_parsing(_: &Context<'_>, _: &mut Sink) {}
