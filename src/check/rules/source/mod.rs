//! 源文: the YAML and the file itself.

pub(crate) mod alias_mark;
pub(crate) mod bad_file;
pub(crate) mod boolean_word;
pub(crate) mod colon_in_value;
pub(crate) mod duplicate_key;
pub(crate) mod fullwidth_colon;
pub(crate) mod fullwidth_dash;
pub(crate) mod fullwidth_quote;
pub(crate) mod impossible_date;
pub(crate) mod missing_key;
pub(crate) mod tab_indent;
pub(crate) mod unclosed_front_matter;
pub(crate) mod unknown_key;
pub(crate) mod wrong_type;
