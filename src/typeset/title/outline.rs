//! The outline of a title's lines: a trapezium or a rhombus, found as the cheapest way over all places.

use super::places::Place;

/// What a line more than needed costs.
const EXTRA_LINE: f64 = 70.0;
/// The same, where the lines needed would all but fill the measure.
const WELCOME_LINE: f64 = 25.0;
/// How full lines are then.
const FULL: f64 = 0.9;
/// What a line costs that holds the end of one phrase and a part of the next.
const MIXED: f64 = 40.0;
/// Lines at most.
const MOST: usize = 8;
/// Places at most between the two ends of one line.
const WINDOW: usize = 64;

/// What kind of outline is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outline {
    /// Lines in the middle: a trapezium or a rhombus, no rectangle and no hourglass.
    Centred,
    /// Lines that begin under each other: much the same length.
    Flush,
}

/// The title on one line, as the search sees it.
pub(super) struct Strip<'a> {
    /// Where lines may end, the strip's ends left out.
    pub places: &'a [Place],
    /// Where the strip ends, in em; it begins at 0.
    pub end: f64,
    /// How wide a line may be, in em.
    pub measure: f64,
}

/// A way to the line that ends at a node.
#[derive(Debug, Clone, Copy)]
struct Way {
    cost: f64,
    /// How far back the line before begins, and whether lines have narrowed by then.
    back: (u8, bool),
}

const NONE: Way = Way { cost: f64::INFINITY, back: (0, false) };

/// Where the lines end, as indices of clusters, and what that costs; `None` where no way was found.
pub(super) fn cuts(strip: &Strip<'_>, outline: Outline) -> Option<(f64, Vec<usize>)> {
    let total = strip.end.max(1.0);
    let least = ((total - 1e-6) / strip.measure).ceil().max(1.0) as usize;
    let full = total > FULL * strip.measure * least as f64;
    let mut best: Option<(f64, Vec<usize>)> = None;
    for count in least..=(least + 3).min(MOST) {
        // The line that is one too many is tried once; further ones only for want of a way.
        if count > least + 1 && best.is_some() {
            break;
        }
        let extra = (count - least) as f64 * if full { WELCOME_LINE } else { EXTRA_LINE };
        if let Some((cost, cuts)) = strip.of(count, total / count as f64, outline)
            && best.as_ref().is_none_or(|(least, _)| cost + extra < *least)
        {
            best = Some((cost + extra, cuts));
        }
    }
    best
}

impl Strip<'_> {
    /// Width of the line from node `from` to node `to`; node 0 is the start, node n the place n - 1.
    fn width(&self, from: usize, to: usize) -> f64 {
        let place = |node: usize| node.checked_sub(1).and_then(|at| self.places.get(at));
        place(to).map_or(self.end, |place| place.ends)
            - place(from).map_or(0.0, |place| place.begins)
    }

    /// What it costs that a line has a blank in its middle where it is not made of whole phrases.
    fn mixed(&self, from: usize, to: usize) -> f64 {
        let place = |node: usize| node.checked_sub(1).and_then(|at| self.places.get(at));
        let whole = |node: usize| place(node).is_none_or(|place| place.cost <= -25.0);
        let before = |node: usize| place(node).map_or(0, |place| place.blanks);
        // The blank that a line ends with stands before its end.
        let last = match place(to) {
            Some(place) => place.blanks - usize::from(place.blank),
            None => self.places.last().map_or(0, |place| place.blanks),
        };
        let inside = last.saturating_sub(before(from));
        if inside > 0 && !(whole(from) && whole(to)) { MIXED } else { 0.0 }
    }

    /// The nodes that a line which ends at `to` may begin at, and its width.
    fn befores(&self, to: usize) -> impl Iterator<Item = (usize, f64)> {
        (to.saturating_sub(WINDOW - 1)..to)
            .rev()
            .map(move |from| (from, self.width(from, to)))
            .take_while(|(_, width)| *width <= self.measure + 1e-6)
    }

    /// The cheapest way in `count` lines, whose mean width is `mean`.
    fn of(&self, count: usize, mean: f64, outline: Outline) -> Option<(f64, Vec<usize>)> {
        let end = self.places.len() + 1;
        let slot = |to: usize, from: usize, fallen: bool| {
            (to * WINDOW + (to - from)) * 2 + usize::from(fallen)
        };
        let mut layers: Vec<Vec<Way>> = Vec::with_capacity(count);
        for line in 1..=count {
            let mut ways = vec![NONE; (end + 1) * WINDOW * 2];
            // A line that is not the last one ends at a place.
            let tos = if line == count { end..end + 1 } else { line..end };
            for to in tos {
                let ending = to.checked_sub(1).and_then(|at| self.places.get(at));
                let ending = ending.map_or(0.0, |place| place.cost);
                for (from, width) in self.befores(to) {
                    let own = ending + single(width, mean, outline) + self.mixed(from, to);
                    let Some(before) = layers.last() else {
                        if from == 0 {
                            ways[slot(to, 0, false)] = Way { cost: own, back: (0, false) };
                        }
                        continue;
                    };
                    if from == 0 {
                        continue;
                    }
                    for (earlier, other) in self.befores(from) {
                        for fallen in [false, true] {
                            let known = before[slot(from, earlier, fallen)].cost;
                            if known.is_infinite() {
                                continue;
                            }
                            let (step, falls) = pair(other, width, fallen, count, outline);
                            let way = &mut ways[slot(to, from, falls)];
                            if known + own + step < way.cost {
                                let back = u8::try_from(from - earlier).unwrap_or(0);
                                *way = Way { cost: known + own + step, back: (back, fallen) };
                            }
                        }
                    }
                }
            }
            layers.push(ways);
        }
        let goal = layers.last()?;
        let lasts = self.befores(end).flat_map(|(from, _)| [(from, false), (from, true)]);
        let (mut from, mut fallen) = lasts
            .min_by(|one, two| {
                goal[slot(end, one.0, one.1)].cost.total_cmp(&goal[slot(end, two.0, two.1)].cost)
            })
            .filter(|&(from, fallen)| goal[slot(end, from, fallen)].cost.is_finite())?;
        let cost = goal[slot(end, from, fallen)].cost;
        let mut to = end;
        let mut cuts = Vec::with_capacity(count);
        for layer in layers.iter().rev() {
            let way = layer[slot(to, from, fallen)];
            if let Some(place) = from.checked_sub(1).and_then(|at| self.places.get(at)) {
                cuts.push(place.at);
            }
            to = from;
            from = to.saturating_sub(usize::from(way.back.0));
            fallen = way.back.1;
        }
        cuts.reverse();
        Some((cost, cuts))
    }
}

/// What a line's own width costs.
fn single(width: f64, mean: f64, outline: Outline) -> f64 {
    let off = width - mean;
    let weight = if outline == Outline::Centred { 0.8 } else { 0.5 };
    let short = match width {
        _ if width < 2.6 => 1000.0,
        _ if width < 3.6 => 60.0,
        _ => 0.0,
    };
    off * off * weight + short
}

/// What two lines under each other cost, and whether lines have narrowed after them.
fn pair(upper: f64, lower: f64, fallen: bool, count: usize, outline: Outline) -> (f64, bool) {
    if outline == Outline::Flush {
        return (0.0, false);
    }
    let step = lower - upper;
    match step.abs() {
        off if off < 0.75 => (if count == 2 { 50.0 } else { 30.0 }, fallen),
        off if off < 1.75 => match (step > 0.0, fallen) {
            (true, true) => (30.0, true),
            (true, false) => (10.0, false),
            (false, _) => (10.0, true),
        },
        _ if step < 0.0 => (0.0, true),
        _ if fallen => (150.0, true),
        _ => (0.0, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ends of lines of a title of `length` characters that may be cut anywhere but in `held`.
    fn ends(length: usize, held: &[usize], outline: Outline) -> Vec<usize> {
        let places: Vec<Place> = (1..length)
            .map(|at| Place {
                at,
                cost: if held.contains(&at) { 600.0 } else { 0.0 },
                blank: false,
                blanks: 0,
                ends: at as f64,
                begins: at as f64,
            })
            .collect();
        cuts(&Strip { places: &places, end: length as f64, measure: 20.1 }, outline).unwrap().1
    }

    #[test]
    fn two_lines_differ_and_three_make_no_hourglass() {
        let cuts = ends(26, &[], Outline::Centred);
        assert_eq!(cuts.len(), 1);
        assert!((10..=15).contains(&cuts[0]) && cuts[0] != 13, "{cuts:?}");
        for length in 41..58 {
            let cuts = ends(length, &[], Outline::Centred);
            assert_eq!(cuts.len(), 2, "{length}");
            let widths = [cuts[0], cuts[1] - cuts[0], length - cuts[1]];
            assert!(widths[1] >= widths[0].min(widths[2]), "{widths:?}");
            assert!(widths[0] != widths[1] || widths[1] != widths[2], "{widths:?}");
        }
    }

    #[test]
    fn lines_that_begin_under_each_other_may_be_alike() {
        assert_eq!(ends(26, &[], Outline::Flush), [13]);
    }

    #[test]
    fn a_word_is_cut_only_where_nothing_else_is_left() {
        let held: Vec<usize> = (1..26).filter(|at| *at != 7).collect();
        assert_eq!(ends(26, &held, Outline::Centred), [7]);
        let held: Vec<usize> = (1..30).collect();
        assert_eq!(ends(30, &held, Outline::Centred).len(), 1);
    }
}
