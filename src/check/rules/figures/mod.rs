//! 数据: figures and facts.

pub(crate) mod placeholder;
pub(crate) mod unknown_fact;
pub(crate) mod unused_fact;
pub(crate) mod vague_double;
