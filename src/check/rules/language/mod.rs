//! 文字: language, punctuation, numerals.

pub(crate) mod set_phrase;
pub(crate) mod term;
pub(crate) mod unpaired_mark;
