//! 文字: language, punctuation, numerals.

pub(crate) mod long_paragraph;
pub(crate) mod long_sentence;
pub(crate) mod halfwidth_punctuation;
pub(crate) mod mark_form;
pub(crate) mod numerals;
pub(crate) mod ordinal_mark;
pub(crate) mod quoted_series;
pub(crate) mod stray_space;
pub(crate) mod set_phrase;
pub(crate) mod term;
pub(crate) mod confusable;
pub(crate) mod doubled_word;
pub(crate) mod list_end;
pub(crate) mod unit;
pub(crate) mod unpaired_mark;
