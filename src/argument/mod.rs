//! The argument of a report: which results bear out each practice, and which practices each insight rests on.
//! Links are declared by the writer (`依据=…`) or read from the words that both share.

mod collect;
mod terms;

use crate::report::Report;
use crate::source::Span;
use collect::{Part, Parts};
use terms::Lexicon;

/// The names of the roles: 做法, 成效, 启示, as the outline calls them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cast {
    /// What was done.
    pub practice: String,
    /// What came of it.
    pub result: String,
    /// What is learnt from it.
    pub insight: String,
}

impl Default for Cast {
    fn default() -> Self {
        Self {
            practice: "做法".to_owned(), result: "成效".to_owned(), insight: "启示".to_owned()
        }
    }
}

/// The matrix 做法 × 成效 × 启示.
#[derive(Debug, Clone, Default)]
pub struct Matrix {
    /// The rows.
    pub practices: Vec<Practice>,
    /// What the rows may be borne out by.
    pub results: Vec<Point>,
    /// What may rest on the rows.
    pub insights: Vec<Insight>,
    /// Declared grounds that no heading answers to.
    pub unknown: Vec<Unknown>,
}

/// A point of the argument: a subsection, or a paragraph of a section without any.
#[derive(Debug, Clone)]
pub struct Point {
    /// Its number as printed.
    pub number: Option<String>,
    /// Its heading, or the first words of its paragraph.
    pub title: String,
    /// Its heading or paragraph in the source.
    pub span: Span,
    /// Whether it carries a figure.
    pub figure: bool,
    /// Whether it is the text of a whole section that has no parts: too coarse for rules to judge.
    pub coarse: bool,
    /// Whether it is still to be written (`【待补】`).
    pub unwritten: bool,
}

/// A practice.
#[derive(Debug, Clone)]
pub struct Practice {
    /// The practice itself.
    pub point: Point,
    /// Whether its section tells results too.
    pub merged: bool,
    /// Whether any result shares telling words with it, however few.
    pub traced: bool,
    /// Results that bear it out, in reading order.
    pub results: Vec<Link>,
    /// Insights that rest on it, in reading order.
    pub insights: Vec<Link>,
}

impl Practice {
    /// Whether it or a result of it carries a figure.
    #[must_use]
    pub fn figured(&self, results: &[Point]) -> bool {
        let of = |link: &Link| results.get(link.to).is_some_and(|point| point.figure);
        self.point.figure || self.results.iter().any(of)
    }

    /// Whether anything bears it out: a result, or a figure of its own.
    #[must_use]
    pub fn supported(&self) -> bool {
        self.merged || self.point.figure || self.traced
    }
}

/// An insight.
#[derive(Debug, Clone)]
pub struct Insight {
    /// The insight itself.
    pub point: Point,
    /// Whether it rests on a practice, on a result or on another heading that it names.
    pub founded: bool,
}

/// A link from a practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The index of the result or insight.
    pub to: usize,
    /// Whether the writer declared it; else it is read from shared words.
    pub declared: bool,
    /// The words that both share, the most telling first.
    pub terms: Vec<String>,
}

/// A declared ground that no heading answers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// The ground as written.
    pub ground: String,
    /// The heading line that declares it.
    pub span: Span,
}

/// Reads the argument of a report.
#[must_use]
pub fn matrix(report: &Report, cast: &Cast) -> Matrix {
    let parts = collect::collect(report, cast);
    let lexicon = Lexicon::of(&parts.practices);
    let mut practices: Vec<Practice> = parts
        .practices
        .iter()
        .map(|part| Practice {
            point: part.point.clone(),
            merged: part.merged,
            traced: false,
            results: Vec::new(),
            insights: Vec::new(),
        })
        .collect();
    let kind = Lexicon::of(&parts.results);
    for (at, part) in parts.results.iter().enumerate() {
        for found in links(at, part, &parts, &lexicon, &kind) {
            if let Some(practice) = practices.get_mut(found.practice) {
                practice.traced = true;
                practice.results.extend(found.link);
            }
        }
    }
    let kind = Lexicon::of(&parts.insights);
    let mut insights = Vec::with_capacity(parts.insights.len());
    for (at, part) in parts.insights.iter().enumerate() {
        let found = links(at, part, &parts, &lexicon, &kind);
        let named = |ground: &String| parts.headings.iter().any(|one| answers(one, ground));
        let founded = !found.is_empty() || part.grounds.iter().any(named);
        insights.push(Insight { point: part.point.clone(), founded });
        for one in found {
            if let Some(practice) = practices.get_mut(one.practice) {
                practice.insights.extend(one.link);
            }
        }
    }
    let results = parts.results.into_iter().map(|part| part.point).collect();
    Matrix { practices, results, insights, unknown: unknown(report, &parts.headings) }
}

/// The declared grounds of a report that no heading answers to.
#[must_use]
pub fn unknown_grounds(report: &Report) -> Vec<Unknown> {
    unknown(report, &collect::headings(report))
}

/// The headings of a report that a ground may name, as plain words.
#[must_use]
pub fn headings(report: &Report) -> Vec<String> {
    collect::headings(report)
}

fn unknown(report: &Report, headings: &[String]) -> Vec<Unknown> {
    let mut found = Vec::new();
    report.each_section(|section| {
        let own = collect::bare(&crate::report::plain(&section.heading.inlines));
        for ground in &section.grounds {
            let known = headings.iter().any(|one| *one != own && answers(one, ground));
            if !known {
                found.push(Unknown { ground: ground.clone(), span: section.heading.span });
            }
        }
    });
    found
}

/// Whether a heading answers to a ground: one holds the other.
fn answers(heading: &str, ground: &str) -> bool {
    let ground = collect::bare(ground);
    let least = ground.chars().take(2).count() == 2 && heading.chars().take(2).count() == 2;
    least && (heading.contains(&ground) || ground.contains(heading))
}

/// What a result or an insight has to do with a practice.
struct Found {
    practice: usize,
    /// `None` where there is a trace only, too faint to show.
    link: Option<Link>,
}

/// The practices that a result or an insight goes with.
fn links(at: usize, part: &Part, parts: &Parts, lexicon: &Lexicon, kind: &Lexicon) -> Vec<Found> {
    let title = collect::bare(&part.point.title);
    let mut found: Vec<Found> = Vec::new();
    for (practice, one) in parts.practices.iter().enumerate() {
        let other = collect::bare(&one.point.title);
        let declared = part.grounds.iter().any(|ground| answers(&other, ground))
            || one.grounds.iter().any(|ground| answers(&title, ground));
        if declared {
            let link = Some(Link { to: at, declared: true, terms: Vec::new() });
            found.push(Found { practice, link });
        }
    }
    let mut shared = terms::shared(at, part, &parts.practices, lexicon, kind);
    // What has traces only is shown with the best of them: it must not seem to be tied to nothing.
    if found.is_empty()
        && shared.iter().all(|one| !one.strong)
        && let Some(best) = shared
            .iter_mut()
            .max_by(|a, b| a.weight.total_cmp(&b.weight).then_with(|| b.practice.cmp(&a.practice)))
    {
        best.strong = true;
    }
    for one in shared {
        if found.iter().all(|known| known.practice != one.practice) {
            let link = Link { to: at, declared: false, terms: one.words };
            found.push(Found { practice: one.practice, link: one.strong.then_some(link) });
        }
    }
    found
}

#[cfg(test)]
mod tests;
