//! 文字: language, punctuation, numerals.

pub(crate) mod confusable;
pub(crate) mod doubled_word;
pub(crate) mod list_end;
pub(crate) mod unit;
pub(crate) mod unpaired_mark;
