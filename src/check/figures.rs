//! 核数: every figure of a report, with what it counts, where it stands and the fact it matches.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::inlines::each_inline;
use super::ledger::{Counted, Ledger};
use super::prose::{Index, Passage, Place};
use crate::quantity::{self, Bound, Quantity, Scope, Sense};
use crate::report::{BlockKind, Fact, FactValue, Inline, InlineKind, Report, plain};
use crate::source::{Sources, Span};

/// How a figure stands to the facts of the front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// Printed from the fact of this index (`{{ 名称 }}`).
    Printed(usize),
    /// Typed, and the same as that fact.
    Same(usize),
    /// Typed, of the same thing as that fact by its name, unit and time, but of another value.
    Differs(usize),
    /// None is known for it.
    None,
}

/// A figure of the text.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Its place in the source.
    pub span: Span,
    /// As printed: `近1.2万名`.
    pub text: String,
    /// What it counts; empty where it cannot be told.
    pub noun: String,
    /// Its value, scales taken in.
    pub value: Decimal,
    /// The plain name of its unit.
    pub unit: Option<String>,
    /// The time it is of, as the text has it; empty where it says none.
    pub time: String,
    /// What the sentence says of it.
    pub sense: Sense,
    /// How exact it is.
    pub bound: Bound,
    /// What part of the whole it counts.
    pub scope: Scope,
    /// What kind of text it stands in.
    pub place: Place,
    /// The heading of its section.
    pub heading: String,
    /// The fact it matches.
    pub tie: Tie,
}

/// Every figure of a report in reading order; names, ordinals and dates left out.
#[must_use]
pub fn figures(report: &Report, sources: &Sources) -> Vec<Figure> {
    let prose = Index::of(report, sources);
    let ledger = Ledger::new();
    let headings = headings(report);
    let facts = Facts::of(report);
    let cells = cells(report);
    let mut out = Vec::new();
    for counted in ledger.figures(&prose) {
        let Some(passage) = prose.passages().get(counted.passage) else { continue };
        if !counts(counted, passage) {
            continue;
        }
        let text = |range: &std::ops::Range<usize>| {
            passage.prose.text.get(range.clone()).unwrap_or_default().to_owned()
        };
        let quantity = &counted.quantity;
        let span = passage.prose.span(quantity.range.clone());
        let mut noun = quantity.noun.as_ref().map(text).unwrap_or_default();
        if noun.is_empty() && passage.place == Place::Cell {
            noun = cells.get(&(span.file.0, span.start)).cloned().unwrap_or_default();
        }
        out.push(Figure {
            span,
            text: text(&quantity.range),
            value: quantity.value,
            unit: quantity.unit.as_ref().map(|unit| unit.name.clone()),
            time: quantity.time.as_ref().map(text).unwrap_or_default(),
            sense: quantity.sense,
            bound: quantity.bound,
            scope: quantity.scope,
            place: passage.place,
            heading: passage.section.and_then(|at| headings.get(at).cloned()).unwrap_or_default(),
            tie: facts.tie(counted, passage, &noun, span),
            noun,
        });
    }
    out
}

/// Whether a figure is one that a writer verifies: an amount of something in the text.
pub(crate) fn counts(counted: &Counted, passage: &Passage) -> bool {
    let quantity = &counted.quantity;
    let date = quantity.unit.as_ref().is_some_and(|unit| unit.kind == quantity::UnitKind::Date);
    let bare = quantity.unit.is_none() && passage.place != Place::Cell;
    passage.place != Place::Meta && quantity.sense != Sense::Name && !date && !bare
}

fn headings(report: &Report) -> Vec<String> {
    let mut out = Vec::new();
    report.each_section(|section| {
        let number = section.number.as_deref().unwrap_or_default();
        out.push(format!("{number}{}", plain(&section.heading.inlines)));
    });
    out
}

/// What the cells of tables count: the words of their row's and column's heads, by file and first byte.
fn cells(report: &Report) -> HashMap<(u16, u32), String> {
    let mut out = HashMap::new();
    let mut table = |table: &crate::report::Table| {
        for row in &table.rows {
            let label = row.first().map(|cell| plain(&cell.inlines)).unwrap_or_default();
            for (cell, head) in row.iter().zip(&table.head).skip(1) {
                if let Some(first) = cell.inlines.first() {
                    let noun = format!("{label}·{}", plain(&head.inlines));
                    out.insert((first.span.file.0, first.span.start), noun);
                }
            }
        }
    };
    let mut blocks = |blocks: &[crate::report::Block]| {
        for block in blocks {
            if let BlockKind::Table(one) = &block.kind {
                table(one);
            }
        }
    };
    blocks(&report.lead);
    report.each_section(|section| blocks(&section.blocks));
    blocks(&report.closing);
    out
}

/// A fact as the text would print it.
pub(crate) struct Known<'a> {
    /// Index in the report.
    pub(crate) index: usize,
    /// The fact.
    pub(crate) fact: &'a Fact,
    /// Its value, scales taken in, and the plain name of its unit.
    pub(crate) quantity: Quantity,
}

impl Known<'_> {
    /// Whether a value is one of an earlier time or of a part that the fact tells as well.
    fn earlier(&self, value: Decimal) -> bool {
        let scale = match (&self.fact.value, self.fact.series.last()) {
            (Some(FactValue::Number(number)), _) | (None, Some((_, number))) => {
                self.quantity.value.checked_div(*number)
            }
            _ => None,
        };
        let Some(scale) = scale else { return false };
        let series = self.fact.series.iter().map(|(_, number)| *number);
        series.chain(self.fact.previous).any(|number| number.checked_mul(scale) == Some(value))
    }
}

/// The facts that have a figure, and where each is printed.
pub(crate) struct Facts<'a> {
    known: Vec<Known<'a>>,
    printed: HashMap<(u16, u32), usize>,
}

impl<'a> Facts<'a> {
    /// Reads the facts of a report.
    pub(crate) fn of(report: &'a Report) -> Self {
        let mut by_name = HashMap::new();
        let mut known = Vec::new();
        for (index, fact) in report.facts.iter().enumerate() {
            by_name.insert(fact.name.as_str(), index);
            known.extend(read(fact).map(|quantity| Known { index, fact, quantity }));
        }
        let mut printed = HashMap::new();
        each_inline(report, &mut |inline: &Inline| {
            if let InlineKind::Fact(reference) = &inline.kind
                && let Some(&index) = by_name.get(reference.name.as_str())
            {
                printed.insert((inline.span.file.0, inline.span.start), index);
            }
        });
        Self { known, printed }
    }

    /// The value of the fact of an index, scales taken in.
    pub(crate) fn value(&self, index: usize) -> Option<Decimal> {
        self.known.iter().find(|known| known.index == index).map(|known| known.quantity.value)
    }

    /// Whether a place of the source prints one.
    pub(crate) fn prints(&self, span: Span) -> bool {
        self.printed.contains_key(&(span.file.0, span.start))
    }

    /// How a figure with a noun stands to them.
    pub(crate) fn tie(&self, counted: &Counted, passage: &Passage, noun: &str, span: Span) -> Tie {
        if let Some(&index) = self.printed.get(&(span.file.0, span.start)) {
            return Tie::Printed(index);
        }
        let (quantity, text) = (&counted.quantity, passage.prose.text.as_str());
        let time = quantity.time.clone().and_then(|time| text.get(time)).unwrap_or_default();
        // `排查矛盾纠纷3413件`: the name stands whole next to the figure.
        let lead = text.get(..quantity.range.start).unwrap_or_default();
        let lead = lead.trim_end_matches(['为', '是', '达', '到', '共', '有']);
        let rest = text.get(quantity.range.end..).unwrap_or_default();
        let beside = |name: &str| {
            name.chars().count() >= 4 && (lead.ends_with(name) || rest.starts_with(name))
        };
        let mut differs = None;
        for known in self
            .known
            .iter()
            .filter(|known| alike(&known.fact.name, noun) || beside(&known.fact.name))
        {
            let unit = |one: &Quantity| one.unit.as_ref().map(|unit| unit.name.clone());
            if unit(&known.quantity) != unit(quantity) {
                continue;
            }
            if known.quantity.value == quantity.value || known.earlier(quantity.value) {
                return Tie::Same(known.index);
            }
            let whole = matches!(quantity.sense, Sense::Amount | Sense::To)
                && matches!(quantity.scope, Scope::Plain | Scope::Total);
            let own = known.fact.time.as_ref().and_then(|time| year(&time.value));
            let timely = own.is_none() || year(time).is_none() || own == year(time);
            let same = same_thing(&known.fact.name, noun) || beside(&known.fact.name);
            if whole && timely && same && differs.is_none() {
                differs = Some(known.index);
            }
        }
        differs.map_or(Tie::None, Tie::Differs)
    }
}

/// The figure of a fact, as its printed form reads.
fn read(fact: &Fact) -> Option<Quantity> {
    if let Some(FactValue::Text(_)) = fact.value {
        return None;
    }
    let unit = fact.unit.as_ref().map_or("", |unit| unit.value.as_str());
    let mut found = quantity::read(&format!("{}{unit}", fact.figure()?)).into_iter();
    found.next().filter(|_| found.next().is_none())
}

/// Whether a fact's name and a noun may speak of the same thing.
fn alike(name: &str, noun: &str) -> bool {
    noun.chars().nth(1).is_some() && (name.contains(noun) || noun.contains(name))
}

/// Whether they surely do: the name stands whole at the head of the noun (`驻村第一书记谈话`) or at its end.
fn same_thing(name: &str, noun: &str) -> bool {
    name.chars().count() >= 4 && (noun.starts_with(name) || noun.ends_with(name)) || noun == name
}

/// The first year that a time names.
pub(crate) fn year(text: &str) -> Option<&str> {
    let at = text.find("年")?;
    text.get(at.checked_sub(4)?..at).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
}
