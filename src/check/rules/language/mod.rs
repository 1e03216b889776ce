//! 文字: language, punctuation, numerals.

pub(crate) mod unpaired_mark;
