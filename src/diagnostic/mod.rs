//! What is wrong, where, why, and how to mend it.

mod apply;

pub use apply::{apply, pick};

use crate::source::Span;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 提示: worth a look.
    Hint,
    /// 警告: very probably wrong.
    Warning,
    /// 错误: the draft cannot be published.
    Error,
}

impl Level {
    /// `提示`, `警告` or `错误`.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Hint => "提示",
            Self::Warning => "警告",
            Self::Error => "错误",
        }
    }

    /// `hint`, `warning` or `error`, as the JSON outputs spell it.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A replacement of the bytes of a span; an empty span inserts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}

/// A way to mend a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Whether it cannot change the meaning, so that it may be applied without asking.
    pub safe: bool,
    /// Edits that do not overlap, all of one file.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A safe fix of one replacement.
    #[must_use]
    pub fn safe(span: Span, text: impl Into<String>) -> Self {
        Self { safe: true, edits: vec![Edit { span, text: text.into() }] }
    }

    /// A suggestion of one replacement, shown but never applied by itself.
    #[must_use]
    pub fn suggestion(span: Span, text: impl Into<String>) -> Self {
        Self { safe: false, edits: vec![Edit { span, text: text.into() }] }
    }
}

/// A second place that explains the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What stands there, in Chinese.
    pub message: String,
}

/// What an observer saw at a place: the rule's id, one sentence of what is wrong, how to mend it.
/// Parsing and rules both speak in faults; the check engine adds what the registry knows of the rule
/// (name, level, source) and makes them [`Diagnostic`]s.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Rule id such as `Y001`.
    pub rule: &'static str,
    /// The exact place.
    pub span: Span,
    /// One sentence of plain Chinese.
    pub message: String,
    /// How to mend it, in Chinese; may hold the corrected line.
    pub help: String,
    /// Other places that explain it.
    pub labels: Vec<Label>,
    /// A mechanical way to mend it.
    pub fix: Option<Fix>,
    /// A level other than the rule's own, where one rule knows grave and light cases.
    pub level: Option<Level>,
}

impl Fault {
    /// A fault with a message and nothing else yet.
    #[must_use]
    pub fn new(rule: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            span,
            message: message.into(),
            help: String::new(),
            labels: Vec::new(),
            fix: None,
            level: None,
        }
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Adds a fix.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { span, message: message.into() });
        self
    }

    /// Sets a level other than the rule's own.
    #[must_use]
    pub fn level(mut self, level: Level) -> Self {
        self.level = Some(level);
        self
    }
}

/// A finding as it is shown: a [`Fault`] with its rule's name, level and source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The fault.
    pub fault: Fault,
    /// The rule's English slug such as `missing-section`.
    pub name: &'static str,
    /// How grave it is here, after settings and publishing level.
    pub level: Level,
    /// What the rule rests on, in Chinese.
    pub source: &'static str,
}
