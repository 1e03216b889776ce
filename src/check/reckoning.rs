//! The figures of a passage by sentences, for the rules that reckon with them.

use std::ops::Range;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::context::Context;
use super::prose::{Passage, Place};
use crate::quantity::{Quantity, Sense, UnitKind, Written};

/// Bytes that are looked through for the beginning of a clause.
const CLAUSE: usize = 1000;

/// A sentence with its figures, dates and names left out.
pub(crate) struct Sentence<'a> {
    pub(crate) passage: &'a Passage,
    pub(crate) range: Range<usize>,
    pub(crate) figures: Vec<&'a Quantity>,
}

impl<'a> Sentence<'a> {
    /// The text between two places of the passage; nothing where they are the wrong way round.
    pub(crate) fn between(&self, from: usize, to: usize) -> &'a str {
        self.passage.prose.text.get(from..to).unwrap_or_default()
    }

    /// The text of the sentence up to a place, from the last clause mark.
    pub(crate) fn clause_before(&self, at: usize) -> &'a str {
        let before = self.between(self.range.start, at);
        // A clause of a thousand bytes is none; floods of figures stay cheap.
        let from = before.ceil_char_boundary(before.len().saturating_sub(CLAUSE));
        let before = before.get(from..).unwrap_or_default();
        before.rsplit(['，', '；', '：', ',']).next().unwrap_or(before)
    }

    /// A figure as it is written, without the words that bound it.
    pub(crate) fn written(&self, figure: &Quantity) -> &'a str {
        let unit = figure.unit.as_ref().map_or(figure.number.end, |unit| unit.range.end);
        let end = unit.max(figure.number.end);
        self.between(figure.number.start, end)
    }

    /// A noun's text.
    pub(crate) fn noun(&self, figure: &Quantity) -> &'a str {
        figure.noun.as_ref().map_or("", |noun| self.between(noun.start, noun.end))
    }
}

/// Calls `visit` with every sentence of running text that holds two figures or more.
pub(crate) fn each_sentence<'a>(
    context: &Context<'a>,
    least: usize,
    mut visit: impl FnMut(&Sentence<'a>),
) {
    let figures = context.ledger.figures(context.prose);
    for told in context.ledger.sentences(context.prose) {
        let Some(passage) = context.prose.passages().get(told.passage) else { continue };
        if !matches!(passage.place, Place::Paragraph | Place::Heading | Place::Caption)
            || told.figures.len() < least
        {
            continue;
        }
        let own = figures.get(told.figures.clone()).unwrap_or_default().iter();
        let figures: Vec<&Quantity> = own
            .map(|one| &one.quantity)
            .filter(|one| !is_date(one) && one.sense != Sense::Name)
            .collect();
        if figures.len() >= least {
            visit(&Sentence { passage, range: told.range.clone(), figures });
        }
    }
}

fn is_date(figure: &Quantity) -> bool {
    figure.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Date)
}

/// The kind of a figure's unit.
pub(crate) fn kind(figure: &Quantity) -> Option<UnitKind> {
    figure.unit.as_ref().map(|unit| unit.kind)
}

/// Whether two figures are of one unit.
pub(crate) fn same_unit(a: &Quantity, b: &Quantity) -> bool {
    match (&a.unit, &b.unit) {
        (Some(a), Some(b)) => a.kind == b.kind && a.name == b.name,
        _ => false,
    }
}

/// The least and the greatest that a figure may be as it is rounded: a count in full is exact.
pub(crate) fn interval(figure: &Quantity) -> (f64, f64) {
    let value = number(figure.value);
    let whole = kind(figure) == Some(UnitKind::Count)
        && figure.written == Written::Arabic
        && figure.value.is_integer();
    let half = if whole { 0.0 } else { number(figure.step) / 2.0 };
    (value - half, value + half)
}

/// A decimal as a float.
pub(crate) fn number(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(0.0)
}

/// A result with as many decimals as a figure is written with.
pub(crate) fn rounded(value: f64, like: &Quantity) -> String {
    let decimals = like.step.normalize().scale().min(4) as usize;
    let shown = format!("{value:.decimals$}");
    if shown.contains('.') {
        shown.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        shown
    }
}
