//! 数据: figures and facts.

pub(crate) mod inconsistent_figure;
pub(crate) mod magnitude;
pub(crate) mod growth_mismatch;
pub(crate) mod placeholder;
pub(crate) mod share_range;
pub(crate) mod sum_mismatch;
pub(crate) mod impossible_date;
pub(crate) mod relative_time;
pub(crate) mod unknown_fact;
pub(crate) mod unsourced_fact;
pub(crate) mod unused_fact;
pub(crate) mod vague_double;
