//! A title over several lines: whole words, a trapezium or a rhombus (GB/T 9704—2012, 7.3.1).
//!
//! The writer's own breaks are taken first. Each part that is wider than the measure is read as words (`words`),
//! the places between them get a cost (`places`), and the cheapest outline over all places is taken (`outline`).

mod outline;
mod places;
#[cfg(test)]
mod tests;
mod words;

use super::breaker::{self, Line};
use super::items::{Cluster, Kind, Paragraph, Style};
use super::shape::{Class, Shaper};
use crate::cjk::is_cjk;
use outline::{Outline, Strip};

/// Clusters beyond which a title is broken as a paragraph is.
const MOST: usize = 1000;
/// The same for a part between two of the writer's own breaks.
const LONGEST: usize = 160;

/// The cost of a place that is looked at only where there is no other.
const DEAR: f64 = 350.0;

/// A title shaped. `breaks` are the writer's own, rising: bytes of the text before which a line begins; one that is
/// at none of its characters is left out. A blank between two halves, an ASCII or an ideographic one, is one em wide.
pub(super) fn broken(
    text: &str,
    breaks: &[usize],
    style: Style,
    shaper: &mut Shaper<'_>,
) -> Paragraph {
    let mut paragraph = Paragraph::default();
    let mut from = 0;
    let mut blank = true;
    for &to in breaks.iter().chain([&text.len()]) {
        let Some(part) = text.get(from..to) else { continue };
        from = to;
        let part = spaced(part);
        if part.is_empty() {
            continue;
        }
        if !blank {
            paragraph.push_break(style);
        }
        blank = false;
        paragraph.push(&part, style);
    }
    let mut paragraph = paragraph.shape(shaper);
    let Paragraph { text, clusters, .. } = &mut paragraph;
    for at in 1..clusters.len() {
        let before = clusters.get(at - 1).map_or(0.0, |left| left.right);
        let [Some(left), Some(right)] =
            [at - 1, at + 1].map(|at| clusters.get(at).map(|c| char_of(text, c)))
        else {
            continue;
        };
        let Some(cluster) = clusters.get_mut(at) else { continue };
        if cluster.class == Class::Space && (is_cjk(left) || is_cjk(right)) {
            // The blank half of a closing mark is a part of it.
            cluster.width = style.cell - before;
        }
    }
    paragraph
}

/// A part without blanks at its ends, and with one ASCII blank for every run of them.
fn spaced(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    for word in part.split(char::is_whitespace).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Lines of a title, none wider than `measure` pt, to be centred.
pub(super) fn lines(paragraph: &Paragraph, measure: f64) -> Vec<Line> {
    set(paragraph, 0, measure, Outline::Centred)
}

/// Lines of a subtitle from cluster `start` on, none wider than `measure` pt, to begin under each other.
pub(super) fn flush_lines(paragraph: &Paragraph, start: usize, measure: f64) -> Vec<Line> {
    set(paragraph, start, measure, Outline::Flush)
}

/// Width of a line in pt, without a blank at its end.
pub(super) fn width(paragraph: &Paragraph, line: Line) -> f64 {
    let clusters = paragraph.clusters.get(line.start..line.end).unwrap_or_default();
    let shown = clusters.iter().rposition(|cluster| !places::is_blank(cluster));
    let Some((last, inner)) =
        clusters.get(..shown.map_or(0, |at| at + 1)).and_then(<[_]>::split_last)
    else {
        return 0.0;
    };
    inner.iter().map(|cluster| cluster.width + cluster.gap.kern).sum::<f64>() + last.width
}

fn set(paragraph: &Paragraph, mut start: usize, measure: f64, outline: Outline) -> Vec<Line> {
    let clusters = &paragraph.clusters;
    let mut lines = Vec::new();
    let from = start;
    let plain = || {
        let mut plain = breaker::lines(paragraph, measure);
        plain.iter_mut().for_each(|line| line.last = true);
        if let Some(first) = plain.first_mut() {
            first.start = from.min(first.end);
        }
        plain
    };
    if clusters.len() > MOST {
        return plain();
    }
    while start < clusters.len() {
        let hard = clusters[start..].iter().position(|cluster| cluster.kind == Kind::HardBreak);
        let end = hard.map_or(clusters.len(), |at| start + at);
        match part(paragraph, (start, end), measure, outline) {
            Some(cuts) => {
                let mut from = start;
                for to in cuts.into_iter().chain([end]) {
                    lines.push(Line { start: from, end: to, last: true });
                    from = to;
                }
            }
            None => return plain(),
        }
        start = end + 1;
    }
    lines
}

/// Where the lines of clusters `start..end` end, the last one's end left out.
fn part(
    paragraph: &Paragraph,
    (start, end): (usize, usize),
    measure: f64,
    outline: Outline,
) -> Option<Vec<usize>> {
    let clusters = paragraph.clusters.get(start..end)?;
    let mut width = 0.0;
    let edges: Vec<f64> = clusters
        .iter()
        .map(|cluster| {
            width += cluster.width + cluster.gap.kern;
            width
        })
        .collect();
    if width <= measure + 1e-6 {
        return Some(Vec::new());
    }
    if clusters.len() > LONGEST {
        return None;
    }
    let em = paragraph.styles.first().map_or(16.0, |style| style.size.max(1.0));
    let all = places::places(paragraph, (start, end), &edges, (measure, em));
    // Words and brackets are cut only where no way leads past them.
    let good: Vec<_> = all.iter().copied().filter(|place| place.cost < DEAR).collect();
    let strip = |places| Strip { places, end: width / em, measure: measure / em };
    let found = outline::cuts(&strip(&good), outline).filter(|(cost, _)| *cost < DEAR);
    found.or_else(|| outline::cuts(&strip(&all), outline)).map(|(_, cuts)| cuts)
}

fn char_of(text: &str, cluster: &Cluster) -> char {
    text.get(cluster.start as usize..).and_then(|rest| rest.chars().next()).unwrap_or(' ')
}
