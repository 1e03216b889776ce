//! 结构: the outline.

pub(crate) mod empty_section;
pub(crate) mod level_skip;
pub(crate) mod missing_section;
pub(crate) mod section_order;
pub(crate) mod subsection_count;
pub(crate) mod typed_number;
