//! 数据: figures and facts.

pub(crate) mod inconsistent_figure;
pub(crate) mod magnitude;
pub(crate) mod placeholder;
pub(crate) mod unknown_fact;
pub(crate) mod unused_fact;
