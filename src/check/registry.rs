//! The one list of rules.

use super::rule::Rule;
use super::rules::{assets, figures, language, source, structure};

/// All rules in the order of the catalogue: structure, figures, language, official, assets, source; by id within a
/// group. `tigang explain`, the settings and `docs/rules/` show them in this order. The order has no
/// bearing on the findings, which are sorted by place.
static RULES: &[&Rule] = &[
    &structure::missing_section::RULE,
    &structure::section_order::RULE,
    &structure::subsection_count::RULE,
    &structure::level_skip::RULE,
    &structure::typed_number::RULE,
    &structure::empty_section::RULE,
    &figures::unknown_fact::RULE,
    &figures::unused_fact::RULE,
    &figures::placeholder::RULE,
    &figures::vague_double::RULE,
    &language::unpaired_mark::RULE,
    &language::doubled_word::RULE,
    &language::confusable::RULE,
    &language::unit::RULE,
    &language::list_end::RULE,
    &assets::missing_asset::RULE,
    &source::fullwidth_colon::RULE,
    &source::tab_indent::RULE,
    &source::alias_mark::RULE,
    &source::colon_in_value::RULE,
    &source::fullwidth_quote::RULE,
    &source::boolean_word::RULE,
    &source::fullwidth_dash::RULE,
    &source::duplicate_key::RULE,
    &source::impossible_date::RULE,
    &source::unclosed_front_matter::RULE,
    &source::unknown_key::RULE,
    &source::missing_key::RULE,
    &source::wrong_type::RULE,
    &source::bad_file::RULE,
];

/// All rules in the order of the catalogue.
#[must_use]
pub fn rules() -> &'static [&'static Rule] {
    RULES
}

/// The rule of an id (in either case), slug or Chinese title.
#[must_use]
pub fn rule(word: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.is(word)).copied()
}
