//! 结构: the outline.

pub(crate) mod duplicate_heading;
pub(crate) mod empty_section;
pub(crate) mod heading_form;
pub(crate) mod heading_parallelism;
pub(crate) mod length;
pub(crate) mod level_skip;
pub(crate) mod missing_closing;
pub(crate) mod missing_lead;
pub(crate) mod missing_section;
pub(crate) mod ordinal_gap;
pub(crate) mod promised_count;
pub(crate) mod section_order;
pub(crate) mod subsection_count;
pub(crate) mod title_form;
pub(crate) mod typed_number;
pub(crate) mod unbalanced_sections;
pub(crate) mod unfounded_insight;
pub(crate) mod unsupported_practice;
