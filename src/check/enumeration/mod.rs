//! The enumerated series of prose: `一是…二是…三是…` and the like, across the sentences, paragraphs and
//! subsections of a section.

mod scan;

pub(crate) use scan::{Ordinal, Style};

use super::prose::{Index, Place};
use crate::report::{Report, Section};

/// Ordinals of one style that belong together, as written: with their gaps.
#[derive(Debug)]
pub(crate) struct Series {
    /// Its ordinals in reading order, at least one.
    pub(crate) items: Vec<Ordinal>,
    /// Whether it is made of headings.
    pub(crate) headings: bool,
}

impl Series {
    /// Its style.
    pub(crate) fn style(&self) -> Style {
        self.items.first().map_or(Style::Being, |item| item.style)
    }

    fn last(&self) -> u32 {
        self.items.last().map_or(0, |item| item.value)
    }

    fn tail(&self) -> char {
        self.items.first().map_or(' ', |item| item.tail)
    }

    fn leads(&self) -> bool {
        self.items.iter().all(|item| item.leads)
    }

    fn in_passage(&self, passage: usize) -> bool {
        self.items.last().is_some_and(|item| item.passage == passage)
    }
}

/// Where a section stands: its section of level one and its parent, as counted in reading order.
struct Seat {
    top: usize,
    parent: Option<usize>,
}

/// The series of a report, in the order of their first ordinals.
pub(crate) fn read(report: &Report, prose: &Index) -> Vec<Series> {
    let mut seats = Vec::new();
    for section in &report.sections {
        let top = seats.len();
        seat(section, top, None, &mut seats);
    }
    let mut body = Builder::default();
    let mut headings: Vec<(Option<usize>, Ordinal)> = Vec::new();
    let mut found = Vec::new();
    let (mut top, mut own) = (None, None);
    for (at, passage) in prose.passages().iter().enumerate() {
        let seat = passage.section.and_then(|section| seats.get(section));
        let heading = passage.place == Place::Heading;
        if seat.map(|seat| seat.top) != top || (heading && seat.is_none()) {
            body.finish();
            top = seat.map(|seat| seat.top);
        }
        if passage.section != own {
            own = passage.section;
            body.moved = true;
        }
        if !matches!(passage.place, Place::Paragraph | Place::Heading) {
            continue;
        }
        found.clear();
        scan::ordinals(&passage.prose.text, at, &mut found);
        if heading {
            let lead = found.drain(..).find(|one| one.leads);
            if let (Some(one), Some(seat)) = (lead, seat) {
                headings.push((seat.parent, one));
            }
            continue;
        }
        for one in found.drain(..) {
            body.add(one);
        }
    }
    body.finish();
    let mut all = body.done;
    // Headings are numbered among their siblings.
    headings.sort_by_key(|(parent, one)| (*parent, one.passage));
    let mut siblings = Builder { headings: true, ..Builder::default() };
    let mut parent = None;
    for (of, one) in headings {
        if parent != Some(of) {
            siblings.finish();
            parent = Some(of);
        }
        siblings.add(one);
    }
    siblings.finish();
    all.append(&mut siblings.done);
    all.sort_by_key(|one| one.items.first().map(|item| (item.passage, item.mark.start)));
    all
}

fn seat(section: &Section, top: usize, parent: Option<usize>, out: &mut Vec<Seat>) {
    let own = out.len();
    out.push(Seat { top, parent });
    for child in &section.children {
        seat(child, top, Some(own), out);
    }
}

/// How many series of one style may be open at once.
const DEEPEST: usize = 6;

/// Puts ordinals together. Of each style the series that are still open are stacked: what is nested goes
/// on top, and what it interrupted may go on when it is over.
#[derive(Default)]
struct Builder {
    open: [Vec<Series>; scan::STYLES],
    done: Vec<Series>,
    headings: bool,
    /// Whether a new subsection has begun since the last ordinal.
    moved: bool,
}

impl Builder {
    fn add(&mut self, one: Ordinal) {
        let style = one.style as usize;
        self.place(one);
        // What lies deeper is over.
        if let Some(stack) = self.open.get_mut(style)
            && stack.len() > DEEPEST
        {
            self.done.push(stack.remove(0));
        }
    }

    fn place(&mut self, mut one: Ordinal) {
        let moved = std::mem::take(&mut self.moved) && !self.headings;
        let headings = self.headings;
        let Some(stack) = self.open.get_mut(one.style as usize) else { return };
        if one.style == Style::Words {
            if one.value == 1 {
                stack.push(Series { items: vec![one], headings });
            } else if let Some(top) = stack.last_mut()
                && !moved
            {
                one.value = top.last() + 1;
                top.items.push(one);
            }
            return;
        }
        if one.tail == '·' && stack.last().is_none_or(|open| open.last() + 1 != one.value) {
            return;
        }
        if one.value == 1 {
            stack.push(Series { items: vec![one], headings });
            return;
        }
        let depth = stack.len();
        // `第一步` and `第二件事` are of two series.
        let like = |series: &Series| one.style != Style::Step || series.tail() == one.tail;
        let follows = |series: &Series| series.last() + 1 == one.value && like(series);
        let outer = one.leads.then(|| stack.iter().rposition(|open| follows(open) && open.leads()));
        let next = outer
            .flatten()
            .or_else(|| stack.last().is_some_and(follows).then(|| depth - 1))
            .or_else(|| {
                stack.iter().rposition(|open| follows(open) && open.in_passage(one.passage))
            });
        if let Some(next) = next {
            self.done.extend(stack.drain(next + 1..));
            if let Some(series) = stack.last_mut() {
                series.items.push(one);
            }
            return;
        }
        let alike = stack.last().is_some_and(|open| {
            open.tail() == one.tail || (one.style != Style::Being && like(open))
        });
        let whole = stack.last().is_some_and(|open| open.leads()) && one.leads && !moved;
        let near = stack.last().is_some_and(|open| open.in_passage(one.passage)) || whole;
        if alike && near {
            let lone = |open: &Series| open.items.len() == 1 && open.last() == 1;
            // `一是…一是…三是…`: the second 一是 is a slip.
            if let [.., before, top] = stack.as_slice()
                && lone(before)
                && lone(top)
                && (before.in_passage(one.passage) || whole)
                && let Some(slip) = stack.pop()
                && let Some(before) = stack.last_mut()
            {
                before.items.extend(slip.items);
            }
            if let Some(series) = stack.last_mut() {
                series.items.push(one);
            }
        } else if one.style == Style::Being && one.tail == '是' && !one.opened {
            stack.push(Series { items: vec![one], headings });
        }
    }

    fn finish(&mut self) {
        for stack in &mut self.open {
            self.done.append(stack);
        }
        self.moved = false;
    }
}

#[cfg(test)]
mod tests;
