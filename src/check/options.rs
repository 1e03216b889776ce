//! The limits of rules that a project may set.

/// Limits, in characters unless said otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// L009: the longest sentence.
    pub sentence: usize,
    /// L010: the longest paragraph.
    pub paragraph: usize,
    /// S014: the longest heading.
    pub heading: usize,
    /// S011: how many times the median length of its siblings a section may have.
    pub balance: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { sentence: 150, paragraph: 600, heading: 40, balance: 3 }
    }
}
