//! Where lines end: the least sum of costs over the whole paragraph, in linear time.
//!
//! A line that fits costs nothing; one that must be squeezed or stretched costs the square of how much. Only
//! predecessors that leave a line neither too full nor too loose are looked at, a handful for each break.

use super::gaps::is_address;
use super::items::{Cluster, Kind, Paragraph};
use super::shape::Class;

/// A line: clusters `start..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    pub start: usize,
    pub end: usize,
    /// Whether the paragraph, or what a hard break cuts off of it, ends here: not justified.
    pub last: bool,
}

/// How loose a line may be on the first try, in em.
const LOOSE: f64 = 3.0;
/// The cost of a break inside what should not be split but is wider than a line.
const FORCED: f64 = 1e4;
/// The cost of a last line of one character (孤字): more than half a cell squeezed or stretched on each of four
/// lines.
const ORPHAN: f64 = 500.0;
/// The widest gap in em that readers of the PDF do not take for a blank; wider ones cost far more.
const VISIBLE: f64 = 0.09;
/// The cost of a break anywhere in an address: that of gaps of some 0.15 em all over the line.
const IN_ADDRESS: f64 = 2e3;

/// A place where a line may end: before cluster `at`.
#[derive(Debug, Clone, Copy)]
struct Place {
    at: usize,
    penalty: f64,
}

/// Breaks a paragraph into lines no wider than `measure`.
pub(super) fn lines(paragraph: &Paragraph, measure: f64) -> Vec<Line> {
    lines_with(paragraph, measure, &mut Sums::default())
}

/// The same with sums that can be asked afterwards.
pub(super) fn lines_with(paragraph: &Paragraph, measure: f64, sums: &mut Sums) -> Vec<Line> {
    let mut lines = Vec::with_capacity(paragraph.clusters.len() / 24 + 1);
    let mut start = 0;
    while start < paragraph.clusters.len() {
        let end = paragraph.clusters[start..]
            .iter()
            .position(|cluster| cluster.kind == Kind::HardBreak)
            .map_or(paragraph.clusters.len(), |at| start + at);
        if end > start {
            segment(paragraph, start, end, measure, sums, &mut lines);
        } else {
            lines.push(Line { start, end, last: true });
        }
        start = end + 1;
    }
    lines
}

/// Running sums over the clusters of a segment.
#[derive(Default)]
pub(super) struct Sums {
    /// Width of all clusters and gaps before each.
    width: Vec<f64>,
    /// The same for a line that begins with it: an opening mark gives up its blank half there.
    head: Vec<f64>,
    /// Shrinkability of all gaps before each.
    shrink: Vec<f64>,
    /// Gaps that take an even share before each.
    even: Vec<f64>,
    /// One past the last cluster before each that is no blank.
    visible: Vec<usize>,
    /// How many lines were weighed.
    #[cfg(test)]
    weighed: usize,
}

impl Sums {
    /// How many lines were weighed.
    #[cfg(test)]
    pub(super) fn weighed(&self) -> usize {
        self.weighed
    }

    /// `turned` says that the segment begins a line after a paragraph's first.
    fn fill(&mut self, clusters: &[Cluster], turned: bool) {
        self.width.clear();
        self.head.clear();
        self.shrink.clear();
        self.even.clear();
        self.visible.clear();
        let (mut width, mut shrink, mut even, mut visible) = (0.0, 0.0, 0.0, 0);
        for (at, cluster) in clusters.iter().enumerate() {
            self.width.push(width);
            self.head.push(if at > 0 || turned { width + cluster.left } else { width });
            self.shrink.push(shrink);
            self.even.push(even);
            self.visible.push(visible);
            width += cluster.width + cluster.gap.kern;
            shrink += cluster.gap.shrink;
            even += f64::from(u8::from(cluster.gap.even));
            if cluster.class != Class::Space {
                visible = at + 1;
            }
        }
        self.width.push(width);
        self.head.push(width);
        self.shrink.push(shrink);
        self.even.push(even);
        self.visible.push(visible);
    }

    /// The line of clusters `from..to`.
    fn line(&self, clusters: &[Cluster], from: usize, to: usize) -> Measured {
        let end = self.visible[to].max(from + 1).min(to);
        let Some(last) = clusters.get(end.wrapping_sub(1)) else {
            return Measured { width: 0.0, shrink: 0.0, overhang: 0.0, gaps: 1.0 };
        };
        Measured {
            width: self.width[end] - self.head[from] - last.gap.kern,
            shrink: (self.shrink[end] - self.shrink[from] - last.gap.shrink).max(0.0),
            overhang: last.right,
            gaps: match self.even[end] - self.even[from] - f64::from(u8::from(last.gap.even)) {
                // A line of one address has no other gaps than those between its letters.
                gaps if gaps < 0.5 => (end - from).saturating_sub(1).max(1) as f64,
                gaps => gaps,
            },
        }
    }
}

struct Measured {
    width: f64,
    shrink: f64,
    /// What a closing mark at the end may give up.
    overhang: f64,
    /// Between how many clusters slack is shared out.
    gaps: f64,
}

impl Measured {
    fn too_full(&self, measure: f64) -> bool {
        self.width - self.shrink - self.overhang > measure + 1e-6
    }

    /// What it costs to fill the measure with this line.
    fn cost(&self, measure: f64, em: f64, last: bool) -> f64 {
        let slack = (measure - self.width) / em;
        if slack >= -1e-9 {
            if last {
                return 0.0;
            }
            let gap = slack / self.gaps;
            let over = (gap - VISIBLE).max(0.0);
            return 72_900.0 * gap * gap + 200_000.0 * over * over;
        }
        let over = -slack;
        let end = over.min(self.overhang / em);
        let rest = over - end;
        let room = self.shrink / em;
        let ratio = if room > 0.0 { (rest / room).min(1.0) } else { 0.0 };
        8.0 * end * end + 40.0 * rest * rest + 50.0 * ratio * ratio * ratio
    }
}

fn segment(
    paragraph: &Paragraph,
    start: usize,
    end: usize,
    measure: f64,
    sums: &mut Sums,
    lines: &mut Vec<Line>,
) {
    let clusters = &paragraph.clusters[start..end];
    sums.fill(clusters, start > 0);
    if !sums.line(clusters, 0, clusters.len()).too_full(measure) {
        lines.push(Line { start, end, last: true });
        return;
    }
    let em = clusters
        .iter()
        .find(|cluster| cluster.kind == Kind::Glyph)
        .and_then(|cluster| paragraph.styles.get(cluster.style as usize))
        .map_or(16.0, |style| style.size.max(1.0));
    let mut all = places(clusters, sums, measure);
    let mut ends = fit(clusters, sums, &all, measure, em, Some(LOOSE));
    // Some line is torn apart where the cost is far above the usual.
    let torn = |(cost, ends): &(f64, Vec<usize>)| *cost > IN_ADDRESS + 60.0 * ends.len() as f64;
    let torn = ends.as_ref().is_none_or(torn);
    if torn && (emergencies(&paragraph.text, clusters, &mut all) || ends.is_none()) {
        ends = fit(clusters, sums, &all, measure, em, None);
    }
    let ends = ends.map_or_else(|| all.iter().map(|place| place.at).collect(), |(_, ends)| ends);
    let mut from = 0;
    for to in ends {
        if to > from {
            lines.push(Line { start: start + from, end: start + to, last: to == clusters.len() });
            from = to;
        }
    }
}

/// All places where a line may end, the segment's end among them. Where two follow each other farther apart
/// than a line is wide, every place between them is taken too.
fn places(clusters: &[Cluster], sums: &Sums, measure: f64) -> Vec<Place> {
    let mut places = Vec::with_capacity(clusters.len());
    let mut from = 0;
    for (at, cluster) in clusters.iter().enumerate() {
        let to = at + 1;
        let penalty = match cluster.gap.penalty {
            _ if to == clusters.len() => 0.0,
            Some(penalty) => f64::from(penalty),
            None => continue,
        };
        if sums.line(clusters, from, to).too_full(measure) {
            for inside in from + 1..to {
                let (left, right) = (&clusters[inside - 1], &clusters[inside]);
                let bad = if left.kind == Kind::Indent || matches!(right.kind, Kind::Note(_)) {
                    100.0
                } else if left.no_end || right.no_start {
                    10.0
                } else {
                    1.0
                };
                places.push(Place { at: inside, penalty: FORCED * bad });
            }
        }
        places.push(Place { at: to, penalty });
        from = to;
    }
    places
}

/// Adds the places inside addresses, three characters from their ends and more, where a line ends without a hyphen
/// rather than be torn apart; returns whether there are any. Words stay whole.
fn emergencies(text: &str, clusters: &[Cluster], places: &mut Vec<Place>) -> bool {
    let alphabet = |cluster: &Cluster| {
        cluster.kind == Kind::Glyph && matches!(cluster.class, Class::Latin | Class::Digit)
    };
    let mut added = Vec::new();
    let mut from = 0;
    while from < clusters.len() {
        let run = clusters[from..].iter().take_while(|cluster| alphabet(cluster)).count();
        let to = from + run;
        let bytes = |to: usize| clusters[from].start as usize..clusters[to - 1].end as usize;
        if run > 6 && text.get(bytes(to)).is_some_and(is_address) {
            let free = |at: &usize| {
                let (left, right) = (&clusters[at - 1], &clusters[*at]);
                let letter = |cluster: &Cluster| {
                    let bytes = cluster.start as usize..cluster.end as usize;
                    text.get(bytes).is_some_and(|text| text.chars().all(char::is_alphabetic))
                };
                left.gap.penalty.is_none() && letter(left) && letter(right)
            };
            added.extend(
                (from + 3..to - 2).filter(free).map(|at| Place { at, penalty: IN_ADDRESS }),
            );
        }
        from = to.max(from + 1);
    }
    if added.is_empty() {
        return false;
    }
    places.extend(added);
    // Where a place is listed twice, the cheaper one counts.
    places.sort_by(|one, two| one.at.cmp(&two.at).then(one.penalty.total_cmp(&two.penalty)));
    places.dedup_by_key(|place| place.at);
    true
}

/// The cost and the ends of the cheapest lines; `None` where some line would be looser than allowed.
fn fit(
    clusters: &[Cluster],
    sums: &mut Sums,
    places: &[Place],
    measure: f64,
    em: f64,
    loose: Option<f64>,
) -> Option<(f64, Vec<usize>)> {
    // Node 0 is the start; node n ends a line at place n - 1.
    let mut best: Vec<(f64, u32)> = Vec::with_capacity(places.len() + 1);
    best.push((0.0, 0));
    let position = |node: usize| if node == 0 { 0 } else { places[node - 1].at };
    let mut first = 0;
    for (index, place) in places.iter().enumerate() {
        while first < index && sums.line(clusters, position(first), place.at).too_full(measure) {
            first += 1;
        }
        let last = place.at == clusters.len();
        let mut found = (f64::INFINITY, 0);
        for (before, &(known, _)) in best.iter().enumerate().skip(first) {
            if known.is_infinite() {
                continue;
            }
            let from = position(before);
            let line = sums.line(clusters, from, place.at);
            #[cfg(test)]
            {
                sums.weighed += 1;
            }
            if let Some(loose) = loose
                && !last
                && measure - line.width > loose * em
            {
                break;
            }
            let mut cost = known + line.cost(measure, em, last) + place.penalty;
            if line.too_full(measure) {
                cost += 1e9;
            }
            if last && before > 0 && lonely(&clusters[from..place.at]) {
                cost += ORPHAN;
            }
            if cost < found.0 {
                found = (cost, u32::try_from(before).unwrap_or(0));
            }
        }
        best.push(found);
    }
    let &(cost, _) = best.last().filter(|(cost, _)| cost.is_finite())?;
    let mut ends = Vec::with_capacity(clusters.len() / 24 + 1);
    let mut node = places.len();
    while node > 0 {
        ends.push(places[node - 1].at);
        node = best[node].1 as usize;
    }
    ends.reverse();
    Some((cost, ends))
}

/// Whether a last line shows no more than one character and its marks.
pub(super) fn lonely(clusters: &[Cluster]) -> bool {
    clusters
        .iter()
        .filter(|cluster| {
            cluster.kind == Kind::Glyph
                && !matches!(cluster.class, Class::Open | Class::Close | Class::Space)
        })
        .take(2)
        .count()
        < 2
}

#[cfg(test)]
mod tests {
    use super::super::items::Style;
    use super::super::shape::Shaper;
    use super::*;
    use crate::fonts::{Fonts, Role};

    fn broken(text: &str, cells: f64) -> Vec<String> {
        let fonts = Fonts::embedded();
        let mut shaper = Shaper::new(&fonts);
        let mut paragraph = Paragraph::default();
        paragraph.push(text, Style::new(Role::Fangsong, 16.0));
        let paragraph = paragraph.shape(&mut shaper);
        lines(&paragraph, cells * 16.0)
            .iter()
            .map(|line| {
                let clusters = &paragraph.clusters[line.start..line.end];
                let (first, last) = (clusters.first().unwrap(), clusters.last().unwrap());
                paragraph.text[first.start as usize..last.end as usize].to_owned()
            })
            .collect()
    }

    #[test]
    fn plain_text_fills_every_cell() {
        let lines = broken(&"中".repeat(28 * 3), 28.0);
        assert_eq!(lines.iter().map(|line| line.chars().count()).collect::<Vec<_>>(), [28; 3]);
    }

    #[test]
    fn a_mark_is_pulled_back_where_half_a_cell_is_enough() {
        // Ten cells: the comma would begin line two; it hangs its blank half and the first comma gives the rest.
        let lines = broken("一二三，五六七八九十，二三四五六七八", 10.0);
        assert_eq!(lines[0], "一二三，五六七八九十，");
    }

    #[test]
    fn a_mark_is_pushed_over_with_its_character_where_nothing_gives() {
        let lines = broken("一二三四五六七八九十）》二三四五六七八九十", 10.0);
        assert!(lines.iter().all(|line| !line.starts_with(['）', '》'])), "{lines:?}");
    }

    #[test]
    fn a_last_line_of_one_character_is_avoided() {
        // Three lines of 28 and one character: the marks have room for it, else a line gives one up.
        for text in ["中文，".repeat(28) + "国。", "中".repeat(84) + "国。"] {
            let lines = broken(&text, 28.0);
            let last = lines.last().unwrap().chars().count();
            assert!(last > 2, "{lines:?}");
        }
    }

    #[test]
    fn a_word_wider_than_the_line_is_cut_at_last() {
        let lines = broken(&"x".repeat(200), 5.0);
        assert!(lines.len() > 10);
        assert_eq!(lines.concat(), "x".repeat(200));
        let lines = broken(&"，".repeat(50), 5.0);
        assert_eq!(lines.concat(), "，".repeat(50));
    }
}
