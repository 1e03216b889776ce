//! Chinese characters: classes, widths, numerals, and what may not stand at a line's start or end.

mod class;
mod numeral;

pub use class::{
    is_cjk, is_closing, is_fullwidth_mark, is_han, is_opening, is_word, no_line_end, no_line_start,
    width,
};
pub use numeral::{chinese_number, parse_chinese_number};
