//! Which roles of an outline make up its argument.

use crate::argument::Cast;
use crate::outline::Outline;

/// The roles that an outline gives to practices, results and insights: what needs figures are its results, what
/// needs grounds its insights, and the part it begins with its practices. What it does not say keeps its usual name.
#[must_use]
pub fn cast(outline: &Outline) -> Cast {
    let mut cast = Cast::default();
    let parts = &outline.parts;
    let result = parts.iter().position(|part| part.needs_figures);
    if let Some(at) = result
        && let Some(part) = parts.get(at)
    {
        cast.result.clone_from(&part.role.0);
    }
    if let Some(first) = parts.first().filter(|_| result.is_some_and(|at| at > 0)) {
        cast.practice.clone_from(&first.role.0);
    }
    if let Some(part) = parts.iter().find(|part| part.needs_grounds) {
        cast.insight.clone_from(&part.role.0);
    }
    cast
}
