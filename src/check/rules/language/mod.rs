//! 文字: language, punctuation, numerals.

pub(crate) mod long_paragraph;
pub(crate) mod long_sentence;
pub(crate) mod unpaired_mark;
