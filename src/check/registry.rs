//! The one list of rules.

use super::rule::Rule;
use super::rules::{assets, figures, language, official, source, structure};

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
    &structure::missing_lead::RULE,
    &structure::missing_closing::RULE,
    &structure::promised_count::RULE,
    &structure::ordinal_gap::RULE,
    &structure::unbalanced_sections::RULE,
    &structure::heading_parallelism::RULE,
    &structure::duplicate_heading::RULE,
    &structure::heading_form::RULE,
    &structure::unsupported_practice::RULE,
    &structure::unfounded_insight::RULE,
    &structure::length::RULE,
    &structure::title_form::RULE,
    &figures::unknown_fact::RULE,
    &figures::unused_fact::RULE,
    &figures::placeholder::RULE,
    &figures::inconsistent_figure::RULE,
    &figures::growth_mismatch::RULE,
    &figures::sum_mismatch::RULE,
    &figures::share_range::RULE,
    &figures::unsourced_fact::RULE,
    &figures::impossible_date::RULE,
    &figures::relative_time::RULE,
    &figures::magnitude::RULE,
    &figures::vague_double::RULE,
    &language::halfwidth_punctuation::RULE,
    &language::stray_space::RULE,
    &language::unpaired_mark::RULE,
    &language::mark_form::RULE,
    &language::ordinal_mark::RULE,
    &language::quoted_series::RULE,
    &language::numerals::RULE,
    &language::doubled_word::RULE,
    &language::long_sentence::RULE,
    &language::long_paragraph::RULE,
    &language::confusable::RULE,
    &language::set_phrase::RULE,
    &language::term::RULE,
    &language::unit::RULE,
    &language::list_end::RULE,
    &official::missing_element::RULE,
    &official::document_number::RULE,
    &official::date_agreement::RULE,
    &official::attachments::RULE,
    &official::addressees::RULE,
    &official::secrecy::RULE,
    &official::genre_mixing::RULE,
    &assets::missing_asset::RULE,
    &assets::missing_caption::RULE,
    &assets::remote_image::RULE,
    &assets::dangling_reference::RULE,
    &assets::unused_reference::RULE,
    &assets::missing_glyph::RULE,
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
