//! What can be told only of the whole report: anchors, numbers of figures and tables, what references
//! print, the order of notes.

use std::collections::{HashMap, HashSet};

use super::walk::{self, Node};
use crate::report::{Footnote, InlineKind, NoteId, Report, Section, plain};

/// The longest anchor made from a heading, in characters.
const LONGEST: usize = 80;

/// Settles a report whose blocks are all in place.
pub(super) fn settle(report: &mut Report) {
    let labels = anchors(report);
    if !labels.is_empty() {
        refer(report, &labels);
    }
    if !report.notes.is_empty() {
        order_notes(report);
    }
}

/// Calls `visit` for all of the report's text but the notes, then the notes.
fn everywhere(report: &mut Report, visit: &mut dyn FnMut(Node<'_>)) {
    body(report, visit);
    for note in &mut report.notes {
        walk::blocks(&mut note.blocks, visit);
    }
}

fn body(report: &mut Report, visit: &mut dyn FnMut(Node<'_>)) {
    walk::blocks(&mut report.lead, visit);
    walk::sections(&mut report.sections, visit);
    walk::blocks(&mut report.closing, visit);
    for attachment in &mut report.attachments {
        walk::blocks(&mut attachment.lead, visit);
        walk::sections(&mut attachment.sections, visit);
        walk::blocks(&mut attachment.closing, visit);
    }
}

/// Calls `visit` for all sections, those of attachments after the report's own.
fn each_section(report: &mut Report, visit: &mut dyn FnMut(&mut Section)) {
    sections_mut(&mut report.sections, visit);
    for attachment in &mut report.attachments {
        sections_mut(&mut attachment.sections, visit);
    }
}

/// Anchors given out so far.
#[derive(Default)]
struct Anchors {
    taken: HashSet<String>,
    /// The last suffix tried for a base, so that many equal headings stay cheap.
    suffixes: HashMap<String, u32>,
}

impl Anchors {
    /// An anchor like `wanted` that nothing else has.
    fn take(&mut self, wanted: String) -> String {
        if self.taken.insert(wanted.clone()) {
            return wanted;
        }
        let suffix = self.suffixes.entry(wanted.clone()).or_insert(1);
        loop {
            *suffix += 1;
            let candidate = format!("{wanted}-{suffix}");
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

/// Gives every heading, figure and table its anchor and number. Returns what a reference to each prints.
fn anchors(report: &mut Report) -> HashMap<String, String> {
    let mut anchors = Anchors::default();
    // Declared anchors come first, so that no other takes their place.
    each_section(report, &mut |section| {
        let id = &mut section.heading.id;
        if !id.is_empty() {
            *id = anchors.take(std::mem::take(id));
        }
    });
    let (mut figures, mut tables) = (0, 0);
    everywhere(report, &mut |node| {
        let (id, number, captioned, count) = match node {
            Node::Figure(figure) => {
                (&mut figure.id, &mut figure.number, figure.caption.is_some(), &mut figures)
            }
            Node::Table(table) => {
                (&mut table.id, &mut table.number, table.caption.is_some(), &mut tables)
            }
            Node::Inline(_) => return,
        };
        if captioned {
            *count += 1;
            *number = Some(*count);
        }
        if !id.is_empty() {
            *id = anchors.take(std::mem::take(id));
        }
    });
    let mut labels = HashMap::new();
    let mut parts = 0_u32;
    each_section(report, &mut |section| {
        parts += 1;
        let text = plain(&section.heading.inlines);
        if section.heading.id.is_empty() {
            let slug = slug(&text);
            let wanted = if slug.is_empty() { format!("部分-{parts}") } else { slug };
            section.heading.id = anchors.take(wanted);
        }
        labels.insert(section.heading.id.clone(), section_label(section, text));
    });
    everywhere(report, &mut |node| {
        let (id, number, kind) = match node {
            Node::Figure(figure) => (&mut figure.id, figure.number, "图"),
            Node::Table(table) => (&mut table.id, table.number, "表"),
            Node::Inline(_) => return,
        };
        let label = number.map_or(kind.to_owned(), |number| format!("{kind}{number}"));
        if id.is_empty() {
            *id = anchors.take(number.map_or(kind.to_owned(), |number| format!("{kind}-{number}")));
        }
        labels.insert(id.clone(), label);
    });
    labels
}

fn sections_mut(sections: &mut [Section], visit: &mut dyn FnMut(&mut Section)) {
    for section in sections {
        visit(section);
        sections_mut(&mut section.children, visit);
    }
}

/// `第一部分` for `一、`, `（二）` for `（二）`; the heading's words below that and where nothing is
/// numbered.
fn section_label(section: &Section, text: String) -> String {
    match (&section.number, section.level) {
        (Some(number), 1) => format!("第{}部分", number.trim_end_matches('、')),
        (Some(number), 2) => number.clone(),
        _ => text.trim_end_matches('。').to_owned(),
    }
}

/// Letters, digits and Chinese characters of a text, `-` for white space.
fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(4 * LONGEST));
    for ch in text.trim().chars().take(LONGEST) {
        if ch.is_alphanumeric() {
            out.push(ch);
        } else if ch.is_whitespace() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out
}

/// Tells references what they print.
fn refer(report: &mut Report, labels: &HashMap<String, String>) {
    everywhere(report, &mut |node| {
        let Node::Inline(inline) = node else { return };
        let InlineKind::CrossRef { target, shown } = &mut inline.kind else { return };
        *shown = labels.get(target.as_str()).cloned();
        if shown.is_none() {
            // The heading as it is written is as good as its anchor.
            let slug = slug(target);
            if let Some(label) = labels.get(&slug) {
                *shown = Some(label.clone());
                *target = slug;
            }
        }
    });
}

/// Puts the notes in order of first reference, those that nothing refers to last, and numbers them.
fn order_notes(report: &mut Report) {
    let mut order = Order { rank: vec![None; report.notes.len()], order: Vec::new() };
    body(report, &mut |node| order.see(&node));
    // Notes that only notes refer to follow those.
    let mut read = 0;
    while let Some(&index) = order.order.get(read) {
        walk::blocks(&mut report.notes[index].blocks, &mut |node| order.see(&node));
        read += 1;
    }
    let numbered = order.order.len();
    let rest = (0..report.notes.len()).filter(|&index| order.rank[index].is_none());
    order.order.extend(rest.collect::<Vec<_>>());
    for (rank, &index) in order.order.iter().enumerate() {
        order.rank[index] = Some(rank);
    }
    let mut notes: Vec<Option<Footnote>> =
        std::mem::take(&mut report.notes).into_iter().map(Some).collect();
    for (rank, &index) in order.order.iter().enumerate() {
        if let Some(mut note) = notes.get_mut(index).and_then(Option::take) {
            note.number = (rank < numbered).then(|| u32::try_from(rank + 1).unwrap_or(u32::MAX));
            report.notes.push(note);
        }
    }
    everywhere(report, &mut |node| {
        if let Node::Inline(inline) = node
            && let InlineKind::Note(NoteId(id)) = &mut inline.kind
            && let Some(Some(rank)) = order.rank.get(*id)
        {
            *id = *rank;
        }
    });
}

struct Order {
    rank: Vec<Option<usize>>,
    order: Vec<usize>,
}

impl Order {
    fn see(&mut self, node: &Node<'_>) {
        if let Node::Inline(inline) = node
            && let InlineKind::Note(NoteId(id)) = inline.kind
            && let Some(rank @ None) = self.rank.get_mut(id)
        {
            *rank = Some(self.order.len());
            self.order.push(id);
        }
    }
}
