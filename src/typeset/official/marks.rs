//! 发文机关标志 (7.2.4): one issuer on one line, spread where it is short; joint issuers below each other, all as wide
//! as the widest, with 文件 once beside them.

use super::super::blocks::Layout;
use super::super::breaker::Line;
use super::super::frame::{NodeKind, Part};
use super::super::items::{Paragraph, Style};
use super::super::line::{Align, Place};
use super::super::shape::MIDDLE;
use super::super::title;
use super::board::Board;
use super::{RED, Said, natural};
use crate::fonts::Role;

/// The word that follows the issuer's name in the mark of most documents.
const WORD: &str = "文件";
/// How wide a short mark is spread, of the type area.
const SPREAD: f64 = 0.75;
/// The most that is put between two of its characters, in em.
const LOOSEST: f64 = 0.6;
/// From one line of a mark to the next, in em.
const PITCH: f64 = 1.3;
/// The least size of a mark on one line in pt; a longer one turns.
const LEAST: f64 = 20.0;
/// The least size of joint marks in pt.
const LEAST_JOINT: f64 = 9.0;
/// How much larger than the names of joint issuers the word beside them is.
const WORD_SIZE: f64 = 1.25;

/// The marks set: the board begins where their ink does.
pub(super) struct Marks {
    pub board: Board,
    /// Height of the ink in pt.
    pub height: f64,
    /// Left and right edge in pt.
    pub left: f64,
    pub right: f64,
}

/// One line of the marks.
struct Set<'p> {
    paragraph: &'p Paragraph,
    line: Line,
    /// Width to be spread to, in pt.
    width: f64,
}

impl Layout<'_> {
    /// Sets marks as large as they may be; those of joint issuers take at most `room` pt in height. `None` where there
    /// are none.
    pub(super) fn marks(&mut self, marks: &[Said<'_>], room: f64) -> Option<Marks> {
        let (names, word) = parted(marks);
        match names.as_slice() {
            [] => None,
            [name] => Some(self.one_mark(*name, word)),
            _ => Some(self.joint_marks(&names, word, room)),
        }
    }

    fn one_mark(&mut self, name: Said<'_>, word: Option<Said<'_>>) -> Marks {
        let measure = self.setup.measure();
        let whole = format!("{}{}", name.text, word.map_or("", |word| word.text));
        let name = Said { text: &whole, ..name };
        let em = self.ems(name);
        let fitting = (measure - 0.05) / em.max(1.0);
        let size = fitting.min(self.setup.mark_size).max(LEAST.min(measure / 4.0));
        let paragraph = self.mark(name, size);
        let lines = title::lines(&paragraph, measure);
        let spread = match lines.as_slice() {
            [_] => {
                let gaps = name.text.chars().count().saturating_sub(1) as f64;
                (em * size + gaps * LOOSEST * size).min(SPREAD * measure)
            }
            _ => 0.0,
        };
        let sets = lines.into_iter().map(|line| {
            let width = width(&paragraph, line).max(spread);
            Set { paragraph: &paragraph, line, width }
        });
        let sets = sets.collect::<Vec<_>>();
        let width = sets.iter().map(|set| set.width).fold(0.0, f64::max);
        self.column(&sets, size, (measure - width) / 2.0, width)
    }

    fn joint_marks(&mut self, names: &[Said<'_>], word: Option<Said<'_>>, room: f64) -> Marks {
        let measure = self.setup.measure();
        let widest = names.iter().map(|name| self.ems(*name)).fold(1.0, f64::max);
        let beside = word.map_or(0.0, |word| 0.5 + WORD_SIZE * self.ems(word));
        let size = self
            .setup
            .mark_size
            .min((measure - 0.05) / (widest + beside))
            .min(room / (PITCH * names.len() as f64))
            .max(LEAST_JOINT);
        let paragraphs: Vec<_> = names.iter().map(|name| self.mark(*name, size)).collect();
        let word = word.map(|word| {
            let size = (WORD_SIZE * size).min(self.setup.mark_size);
            (self.mark(word, size), size)
        });
        let beside = word.as_ref().map_or(0.0, |(word, _)| size / 2.0 + natural(word));
        // Names that are wider than the page even so turn.
        let column = (widest * size + 0.01).min(measure - beside).max(size);
        let mut sets = Vec::with_capacity(names.len());
        for paragraph in &paragraphs {
            let lines = title::lines(paragraph, column);
            let single = lines.len() == 1;
            sets.extend(lines.into_iter().map(|line| {
                let own = width(paragraph, line);
                Set { paragraph, line, width: if single { column.max(own) } else { own } }
            }));
        }
        let left = (measure - column - beside) / 2.0;
        let mut marks = self.column(&sets, size, left, column);
        if let Some((word, large)) = word {
            let baseline = marks.height / 2.0 + MIDDLE * large;
            marks.board.whole(self, &word, marks.right + size / 2.0, baseline);
            marks.right += beside;
        }
        marks
    }

    /// Lines below each other, each in the middle of the column.
    fn column(&self, sets: &[Set<'_>], size: f64, left: f64, measure: f64) -> Marks {
        let mut board = Board::default();
        let first = sets.first().map_or(0.0, |set| self.ink(set).0 * size);
        let mut baseline = first;
        for (index, set) in sets.iter().enumerate() {
            baseline = first + index as f64 * PITCH * size;
            let place = Place { x: left, baseline, measure, align: Align::Center };
            board.spread(self, set.paragraph, (set.line, set.width), place);
        }
        let height = baseline + sets.last().map_or(0.0, |set| self.ink(set).1 * size);
        Marks { board, height, left, right: left + measure }
    }

    /// How far a line's ink reaches above and below its baseline, in em.
    fn ink(&self, set: &Set<'_>) -> (f64, f64) {
        let clusters = set.paragraph.clusters.get(set.line.start..set.line.end).unwrap_or_default();
        let inks = clusters.iter().filter_map(|c| self.shaper.ink(c.face, c.glyph));
        let ink = inks.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
        ink.map_or((0.0, 0.0), |(bottom, top)| (top, -bottom))
    }

    /// Width of a mark in em.
    fn ems(&mut self, mark: Said<'_>) -> f64 {
        let paragraph =
            title::broken(mark.text, &[], Style::new(Role::Xiaobiaosong, 1.0), &mut self.shaper);
        natural(&paragraph)
    }

    fn mark(&mut self, mark: Said<'_>, size: f64) -> Paragraph {
        let style = Style { color: RED, ..Style::new(Role::Xiaobiaosong, size) };
        let mut paragraph = title::broken(mark.text, &[], style, &mut self.shaper);
        paragraph.from(mark.span);
        paragraph.part = Part::Mark;
        self.tag(&mut paragraph, NodeKind::Paragraph);
        paragraph
    }
}

/// Names of issuers, and the word that stands once beside them where there are several and one of them has it.
fn parted<'a>(marks: &[Said<'a>]) -> (Vec<Said<'a>>, Option<Said<'a>>) {
    if marks.len() < 2 {
        return (marks.to_vec(), None);
    }
    let mut word = None;
    let mut names = Vec::with_capacity(marks.len());
    for mark in marks {
        let mut name = *mark;
        if let Some(bare) = mark.text.strip_suffix(WORD) {
            word = Some(Said { text: WORD, ..*mark });
            name.text = bare.trim_end();
        }
        if !name.text.is_empty() {
            names.push(name);
        }
    }
    (names, word)
}

fn width(paragraph: &Paragraph, line: Line) -> f64 {
    let clusters = paragraph.clusters.get(line.start..line.end).unwrap_or_default();
    let sum: f64 = clusters.iter().map(|cluster| cluster.width + cluster.gap.kern).sum();
    sum - clusters.last().map_or(0.0, |cluster| cluster.gap.kern)
}
