//! 数据: figures and facts.

pub(crate) mod impossible_date;
pub(crate) mod placeholder;
pub(crate) mod relative_time;
pub(crate) mod unknown_fact;
pub(crate) mod unsourced_fact;
pub(crate) mod unused_fact;
