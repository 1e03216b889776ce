//! An official document (公文, GB/T 9704—2012): 版头, 主送, 附件说明, 署名, 附注, 附件, 版记.
//!
//! Head and title do not stand on the grid: their places are measured from ink to ink (see
//! `docs/decisions/0007-places-are-measured-from-ink.md`). The first line below the title is on the grid again.

mod attachments;
mod board;
mod ending;
mod head;
mod letter;
mod marks;
mod record;
mod signature;

use super::blocks::{Context, Layout};
use super::frame::{Color, NodeKind, Part};
use super::items::{Paragraph, Style};
use super::line::Align;
use super::page::Row;
use super::shape::MIDDLE;
use crate::report::{Form, Official, Section, Text};
use crate::source::Span;
use crate::standard::{Setup, mm};

use board::Board;

/// The red of the issuer's mark and of the rule.
const RED: Color = Color(230, 0, 18);

/// Half the height of a hanzi's ink in em. The faces' middles lie on one line ([`MIDDLE`]), so this says where the
/// ink of a line of text begins and ends, whatever its characters are.
const HALF: f64 = 0.47;

/// The most that is added to the blank lines above the title to bring the text back to the grid, in lines.
const SLACK: f64 = 0.75;

/// How far the ink of text of a size reaches above its baseline, in pt.
fn above(size: f64) -> f64 {
    (MIDDLE + HALF) * size
}

/// How far the ink of text of a size reaches below its baseline, in pt.
fn below(size: f64) -> f64 {
    (HALF - MIDDLE) * size
}

/// A text and where the draft has it.
#[derive(Debug, Clone, Copy)]
struct Said<'a> {
    text: &'a str,
    span: Span,
}

impl<'a> Said<'a> {
    /// A value of the front matter; `None` where it is blank.
    fn of(text: &'a Text) -> Option<Self> {
        let value = text.value.trim();
        (!value.is_empty()).then_some(Self { text: value, span: text.span })
    }

    fn maybe(text: Option<&'a Text>) -> Option<Self> {
        text.and_then(Self::of)
    }

    fn all(texts: &'a [Text]) -> Vec<Self> {
        texts.iter().filter_map(Self::of).collect()
    }

    /// A paragraph of it, not yet shaped.
    fn paragraph(self, style: Style) -> Paragraph {
        let mut paragraph = Paragraph::default();
        paragraph.from(self.span);
        paragraph.push(self.text, style);
        paragraph
    }
}

/// A text that is not in the draft.
fn made(text: &str) -> Said<'_> {
    Said { text, span: Span::default() }
}

/// Adds names to a paragraph with `mark` between them, but after a name that ends in a mark itself.
fn push_joined(paragraph: &mut Paragraph, names: &[Said<'_>], mark: &str, style: Style) {
    for (index, name) in names.iter().enumerate() {
        let ended = |before: &Said<'_>| before.text.ends_with(['，', '、', '；', '。', ',', ';']);
        if index > 0 && !names.get(index - 1).is_some_and(ended) {
            paragraph.push(mark, style);
        }
        paragraph.from(name.span);
        paragraph.push(name.text, style);
    }
}

/// Takes the marks off the end of the last of some names; the page puts its own there.
fn trim_last(names: &mut [Said<'_>], marks: &[char]) {
    if let Some(last) = names.last_mut() {
        last.text = last.text.trim_end_matches(marks).trim_end();
    }
}

/// Width of a shaped paragraph on one line, in pt.
fn natural(paragraph: &Paragraph) -> f64 {
    let sum: f64 = paragraph.clusters.iter().map(|cluster| cluster.width + cluster.gap.kern).sum();
    sum - paragraph.clusters.last().map_or(0.0, |cluster| cluster.gap.kern)
}

/// Minutes and bulletins are not signed (10.3).
fn unsigned(official: &Official) -> bool {
    matches!(official.form, Form::Minutes | Form::Bulletin)
}

/// How the first page is set. Its first form is that of the standard; the others give way, one figure after another,
/// where the page would show no line of the text, which it must (7.3.3).
#[derive(Debug, Clone, Copy, PartialEq)]
struct Gaps {
    /// Blank lines between the mark and the number.
    number: f64,
    /// Blank lines between the red rule and the title.
    title: f64,
    /// Blank lines between the title and the addressees.
    addressees: f64,
    /// The height that the marks of joint issuers may take, in pt.
    marks: f64,
    /// Whether the addressees stand in the end matter instead (7.3.2, 7.4.2).
    moved: bool,
}

impl Gaps {
    fn tries(setup: &Setup, official: &Official) -> Vec<Self> {
        let first = Self {
            number: setup.number_gap,
            title: setup.title_gap,
            addressees: setup.addressees_gap,
            marks: mm(56.0),
            moved: false,
        };
        let mut tries = vec![first];
        let mut add = |change: &dyn Fn(Self) -> Self| {
            let next = tries.last().copied().map_or(first, change);
            if tries.last() != Some(&next) {
                tries.push(next);
            }
        };
        add(&|gaps| Self { title: gaps.title.min(1.0), ..gaps });
        add(&|gaps| Self { addressees: gaps.addressees.min(1.0), ..gaps });
        add(&|gaps| Self { number: gaps.number.min(1.0), ..gaps });
        if official.marks.len() > 1 {
            add(&|gaps| Self { marks: gaps.marks / 2.0, ..gaps });
        }
        if !official.addressees.is_empty() {
            let least = tries.last().copied().unwrap_or(first);
            tries.extend([first, least].map(|gaps| Self { moved: true, ..gaps }));
        }
        tries
    }
}

impl Layout<'_> {
    /// 版头, title and, unless the contents list comes between, 主送. Returns whether the addressees are left for
    /// the end matter, since the first page would show no text for them (7.3.2).
    pub(in crate::typeset) fn official_head(
        &mut self,
        official: &Official,
        addressees: bool,
    ) -> bool {
        let tries = Gaps::tries(self.setup, official);
        let wanted = self.first_text();
        let saved = (self.flow.rows.len(), self.structure.len());
        for &gaps in tries.iter().chain(tries.first()) {
            self.flow.rows.truncate(saved.0);
            self.structure.truncate(saved.1);
            self.first_page(official, gaps, addressees && !gaps.moved);
            if !addressees || self.height(saved.0) + wanted <= self.setup.area() + 0.05 {
                return gaps.moved;
            }
        }
        // Nothing helps: what was tried last is the first form again.
        false
    }

    /// Height that the text's first line takes, with the headings above it, in pt; nothing where there is no text.
    fn first_text(&self) -> f64 {
        let pitch = self.setup.pitch();
        if !self.report.lead.is_empty() {
            return pitch;
        }
        let mut lines = 0.0;
        let mut section: Option<&Section> = self.report.sections.first();
        while let Some(one) = section {
            let characters = crate::report::plain(&one.heading.inlines).chars().count() + 5;
            lines += (characters as f64 / self.setup.columns.max(1.0)).ceil();
            if one.heading.run_in {
                return lines * pitch;
            }
            if !one.blocks.is_empty() {
                return (lines + 1.0) * pitch;
            }
            section = one.children.first();
        }
        lines * pitch
    }

    /// Where the rows from `from` on end on a page that begins with them, in pt.
    fn height(&self, from: usize) -> f64 {
        let pitch = self.setup.pitch();
        let rows = self.flow.rows.get(from..).unwrap_or_default();
        rows.iter().fold(0.0, |end, row| {
            let top = if row.snap { grid(end, pitch) } else { end };
            top + row.height
        })
    }

    fn first_page(&mut self, official: &Official, gaps: Gaps, addressees: bool) {
        let from = self.flow.rows.len();
        let end = self.within(NodeKind::Part, |layout| layout.head(official, gaps));
        let title = self.flow.rows.len();
        self.title();
        let mut gap = gaps.addressees;
        // Where ink ends so far.
        let mut ink = end.unwrap_or(0.0);
        if self.flow.rows.len() > title {
            let rows = self.flow.rows.get_mut(title..).unwrap_or_default();
            let above_first = rows.first().map_or(0.0, |row| ink_of(row).0);
            let (mut before_last, mut below_last) = (0.0, 0.0);
            for row in rows.iter_mut() {
                row.snap = false;
                row.keep = true;
                before_last = below_last;
                below_last += row.height;
            }
            let last = rows.last().map_or(0.0, |row| ink_of(row).1);
            if let Some(end) = end {
                // How the title's ink is to stand, and how far that is off the grid below it.
                let pitch = self.setup.pitch();
                let top = end + gaps.title * pitch - above_first;
                let text = top + before_last + last + gap * pitch;
                let slack = grid(text - self.lead(), pitch) + self.lead() - text;
                // Up to three quarters of a line more above the title, or else a quarter less.
                let less = slack > SLACK * pitch && gaps.title > 1.5;
                let top = top + if less { slack - pitch } else { slack };
                self.reach(from, title, top);
                ink = self.height_of(from, title) + before_last + last;
            } else {
                ink = before_last + last;
            }
        } else if end.is_some() {
            gap = gaps.title;
        } else {
            gap = 0.0;
        }
        self.back_to_grid(from, ink, gap);
        if addressees {
            self.addressees(official);
        }
    }

    /// Where the rows `from..to` end, none of them on the grid.
    fn height_of(&self, from: usize, to: usize) -> f64 {
        self.flow.rows.get(from..to).unwrap_or_default().iter().map(|row| row.height).sum()
    }

    /// Makes the last of the rows `from..to` end at `end`, if they end before it.
    fn reach(&mut self, from: usize, to: usize, end: f64) {
        let missing = end - self.height_of(from, to);
        if let Some(row) = self.flow.rows.get_mut(from..to).and_then(<[Row]>::last_mut) {
            row.height = (row.height + missing).max(0.0);
        }
    }

    /// From the top of a line of the grid to its ink, in pt.
    fn lead(&self) -> f64 {
        (self.setup.pitch() / 2.0 - HALF * self.setup.body).max(0.0)
    }

    /// Leaves blank what is needed for the next line to stand on the grid with its ink at least `gap` blank lines
    /// below `ink`.
    fn back_to_grid(&mut self, from: usize, ink: f64, gap: f64) {
        if self.flow.rows.len() == from {
            return;
        }
        let pitch = self.setup.pitch();
        let top = grid(ink + gap * pitch - self.lead(), pitch);
        let height = top - self.height(from);
        if height > 0.0 {
            self.flow.rows.push(Row { height, keep: true, ..Row::default() });
        }
    }

    /// 主送机关: flush left, a full-width colon at the end (7.3.2).
    pub(in crate::typeset) fn addressees(&mut self, official: &Official) {
        let body = self.body();
        let mut names = Said::all(&official.addressees);
        trim_last(&mut names, &['：', ':', '，', '、', '；', '。']);
        if names.iter().all(|name| name.text.is_empty()) {
            return;
        }
        let mut paragraph = Paragraph::default();
        push_joined(&mut paragraph, &names, "，", body.style);
        paragraph.push("：", body.style);
        let context = Context { indent: 0.0, part: Part::Addressees, ..body };
        let from = self.set(paragraph, context, Align::Justify);
        // The text's first line stands on the same page.
        if let Some(row) = self.flow.rows.get_mut(from..).and_then(<[Row]>::last_mut) {
            row.keep = true;
        }
    }

    /// Lines left blank; none where there are to be none.
    fn blanks(&mut self, lines: f64) {
        if lines > 0.0 {
            let height = lines * self.setup.pitch();
            self.flow.rows.push(Row { height, snap: true, ..Row::default() });
        }
    }

    /// A label, and beside it text whose turned lines align under its first character. Returns the first row.
    fn hanging(
        &mut self,
        label: Paragraph,
        x: f64,
        mut text: Paragraph,
        context: Context,
    ) -> usize {
        let from = self.flow.rows.len();
        text.node = self.node(NodeKind::Paragraph);
        let node = text.node;
        self.set(text, context, Align::Justify);
        if self.flow.rows.len() == from {
            let (height, snap) = (context.height, context.snap);
            self.flow.rows.push(Row { height, snap, ..Row::default() });
        }
        let mut label = label.shape(&mut self.shaper);
        label.node = node;
        label.part = context.part;
        let baseline = super::line::baseline(context.height, context.style.size);
        let mut board = Board::default();
        board.whole(self, &label, x, baseline);
        if let Some(row) = self.flow.rows.get_mut(from) {
            board.prefix(row);
        }
        from
    }
}

/// The first line of the grid at or below `y`, in pt.
fn grid(y: f64, pitch: f64) -> f64 {
    ((y - 0.01) / pitch).ceil().max(0.0) * pitch
}

/// Where the ink of a row's line begins and ends, from the row's top, in pt.
fn ink_of(row: &Row) -> (f64, f64) {
    row.lines
        .first()
        .map_or((0.0, row.height), |line| (line.y - above(line.size), line.y + below(line.size)))
}
