//! Checks a report by rules. A rule is one room, `rules/<group>/<rule>.rs`, with its documentation, its
//! check, its fix and its examples; [`rules`] lists them all. The engine gathers the running text once,
//! lets every rule look, adds what parsing has found, leaves out what is silenced and says how grave the
//! rest is.

mod blocks;
mod context;
mod figures;
mod families;
mod dates;
mod genre;
mod argued;
mod enumeration;
mod inlines;
mod lexicon;
mod ledger;
mod marks;
mod nearest;
mod options;
mod ordinals;
mod page;
mod prose;
mod reckoning;
mod registry;
mod rule;
mod rules;
mod selection;
mod sentences;
mod suppress;
mod tail;
#[cfg(test)]
mod testing;
mod value;
mod unknown;
mod words;

use std::collections::BTreeMap;

pub use argued::cast;
pub use context::{Context, Sink};
pub use figures::{Figure, Tie, figures};
pub use ledger::{Counted, Ledger};
pub use options::Options;
pub use page::{catalogue, page};
pub use prose::{Emphasis, Index, Passage, Place};
pub use registry::{rule, rules};
pub use rule::{Example, ExampleKind, Group, Rule};
pub use selection::Selection;
pub use unknown::{nearest_rule, unknown_rules};
pub use words::Words;

use crate::diagnostic::{Diagnostic, Fault, Level};
use crate::fonts::Fonts;
use crate::outline::Outline;
use crate::report::Report;
use crate::source::{Date, Sources};
use suppress::{Silenced, names};

/// What is to be checked.
#[derive(Debug)]
pub struct Request<'a> {
    /// The files of the report.
    pub sources: &'a Sources,
    /// The report.
    pub report: &'a Report,
    /// What parsing found.
    pub faults: &'a [Fault],
    /// The outline that the report names; `None` where there is none of that name.
    pub outline: Option<&'a Outline>,
    /// The names of all outlines, to propose the nearest.
    pub known_outlines: &'a [String],
    /// The faces that the report will be printed in; `None` where they are not known.
    pub fonts: Option<&'a Fonts>,
    /// How to check.
    pub settings: &'a Settings,
}

/// How to check.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Levels by rule id or name, `None` for off. They also override the level a single fault carries.
    pub levels: BTreeMap<String, Option<Level>>,
    /// Rule ids or names that are left out.
    pub ignore: Vec<String>,
    /// Whether the report is about to be published: some rules are graver then, whatever `levels` says.
    pub publish: bool,
    /// Today.
    pub today: Date,
    /// The project's own words.
    pub words: Words,
    /// The rules' limits.
    pub options: Options,
}

impl Settings {
    /// The rules as they stand, on a draft.
    #[must_use]
    pub fn new(today: Date) -> Self {
        Self {
            levels: BTreeMap::new(),
            ignore: Vec::new(),
            publish: false,
            today,
            words: Words::default(),
            options: Options::default(),
        }
    }

    fn level(&self, id: &str, rule: Option<&Rule>) -> Option<Option<Level>> {
        if self.levels.is_empty() {
            return None;
        }
        let hit = self.levels.iter().find(|(word, _)| names(&[word.as_str()], id, rule));
        hit.map(|(_, &level)| level)
    }
}

/// Lets every rule look at a report. Returns the findings sorted by file and place.
#[must_use]
pub fn check(request: &Request<'_>) -> Vec<Diagnostic> {
    let prose = Index::of(request.report, request.sources);
    let ledger = Ledger::new();
    let mut by_rule: BTreeMap<&str, Vec<&Fault>> = BTreeMap::new();
    let unknown = unknown::of_report(request.report);
    for fault in request.faults.iter().chain(&unknown) {
        by_rule.entry(fault.rule).or_default().push(fault);
    }
    let silenced = Silenced::of(&request.report.suppressions);
    let mut out = Vec::new();
    for &rule in rules() {
        let seen = by_rule.remove(rule.id).unwrap_or_default();
        let verdict = Verdict::of(request, rule.id, Some(rule));
        if verdict.off {
            continue;
        }
        let mut sink = Sink::new(rule.id, &seen);
        (rule.check)(
            &Context {
                sources: request.sources,
                report: request.report,
                outline: request.outline,
                known_outlines: request.known_outlines,
                prose: &prose,
                ledger: &ledger,
                words: &request.settings.words,
                options: &request.settings.options,
                fonts: request.fonts,
                faults: &seen,
                today: request.settings.today,
            },
            &mut sink,
        );
        let found = sink.found();
        for fault in seen.into_iter().cloned().chain(found) {
            verdict.take(fault, &silenced, &mut out);
        }
    }
    // Faults of ids without a room are shown all the same.
    for (id, faults) in by_rule {
        let verdict = Verdict::of(request, id, None);
        if !verdict.off {
            for fault in faults {
                verdict.take(fault.clone(), &silenced, &mut out);
            }
        }
    }
    out.sort_by(|a, b| {
        let key = |one: &Diagnostic| (one.fault.span.file, one.fault.span.start);
        key(a)
            .cmp(&key(b))
            .then(b.level.cmp(&a.level))
            .then(a.fault.rule.cmp(b.fault.rule))
            .then_with(|| a.fault.span.end.cmp(&b.fault.span.end))
            .then_with(|| a.fault.message.cmp(&b.fault.message))
    });
    out.dedup();
    out
}

/// Faults of files that belong to no report (settings, outlines), with what the registry and the
/// settings say of their rules.
#[must_use]
pub fn present(faults: &[Fault], settings: &Settings) -> Vec<Diagnostic> {
    let request = Request {
        sources: &Sources::new(),
        report: &Report::default(),
        faults,
        outline: None,
        known_outlines: &[],
        fonts: None,
        settings,
    };
    let silenced = Silenced::of(&[]);
    let mut out = Vec::with_capacity(faults.len());
    for fault in faults {
        let verdict = Verdict::of(&request, fault.rule, rule(fault.rule));
        if !verdict.off {
            verdict.take(fault.clone(), &silenced, &mut out);
        }
    }
    out
}

/// What the settings make of one rule.
struct Verdict<'a> {
    rule: Option<&'static Rule>,
    off: bool,
    /// The level that the settings give.
    set: Option<Level>,
    /// The least level.
    floor: Option<Level>,
    id: &'a str,
}

impl<'a> Verdict<'a> {
    fn of(request: &Request<'_>, id: &'a str, rule: Option<&'static Rule>) -> Self {
        let settings = request.settings;
        if rule.is_some_and(|rule| rule.essential) {
            return Self { rule, off: false, set: None, floor: None, id };
        }
        let set = settings.level(id, rule);
        let checks = &request.report.meta.checks;
        let ignored = names(&settings.ignore, id, rule)
            || checks.ignore.iter().any(|word| names(&[word.value.as_str()], id, rule));
        let floor = if settings.publish { rule.and_then(|rule| rule.publish) } else { None };
        Self { rule, off: ignored || set == Some(None), set: set.flatten(), floor, id }
    }

    fn take(&self, fault: Fault, silenced: &Silenced<'_>, out: &mut Vec<Diagnostic>) {
        let essential = self.rule.is_some_and(|rule| rule.essential);
        if !essential && silenced.covers(self.id, self.rule, fault.span) {
            return;
        }
        // An unknown id comes from a newer parser or another tool: as grave as its letter says.
        let own = self.rule.map_or_else(
            || if self.id.starts_with(['Y', 'A']) { Level::Error } else { Level::Warning },
            |rule| rule.level,
        );
        let level = self.set.or(fault.level).unwrap_or(own);
        let level = self.floor.map_or(level, |floor| level.max(floor));
        out.push(Diagnostic {
            fault,
            name: self.rule.map_or("", |rule| rule.name),
            level,
            source: self.rule.map_or("", |rule| rule.source),
        });
    }
}

#[cfg(test)]
#[cfg(test)]
mod tests;
