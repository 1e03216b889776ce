//! A value of the front matter, and where its parts stand.

use std::ops::Range;

use crate::report::{Report, Text};
use crate::source::{Sources, Span};

/// A value and its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Value<'a> {
    /// The value.
    pub text: &'a str,
    span: Span,
    /// Whether it stands in the source as it is, so that an edit there is sound.
    pub verbatim: bool,
    /// Whether it stands between quotes there.
    pub quoted: bool,
}

impl<'a> Value<'a> {
    pub(crate) fn of(text: &'a Text, sources: &Sources) -> Self {
        let value = text.value.as_str();
        let found = sources.slice(text.span).find(value);
        let span = found.map_or(text.span, |at| text.span.slice(at, at + value.len()));
        let quoted = sources.slice(text.span).starts_with(['"', '\'']);
        Self { text: value, span, verbatim: found.is_some(), quoted }
    }

    /// The source of some of its bytes; of the whole where it is not verbatim.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        if self.verbatim { self.span.slice(range.start, range.end) } else { self.span }
    }

    /// The source of all of it.
    pub(crate) fn whole(&self) -> Span {
        self.span
    }
}

/// Whether the report says when it was written, be it in a way that cannot be read: that has been told already.
pub(crate) fn has_date(report: &Report, sources: &Sources) -> bool {
    let given = |line: &str| {
        ["日期", "date"].iter().any(|key| {
            let rest = line.strip_prefix(key).unwrap_or_default().trim_start();
            rest.strip_prefix([':', '：']).is_some_and(|value| !value.trim().is_empty())
        })
    };
    report.meta.date.is_some() || sources.slice(report.meta.span).lines().any(given)
}
