//! Half a million characters of mixed text, read back: prohibitions, unsplit figures and words, flush lines
//! without holes, and the very text that was written (GB/T 15834—2011; W3C clreq).

use std::path::Path;
use std::sync::OnceLock;

use super::grammar::Grammar;
use super::lines::{BodyLine, body_lines};
use super::reader::Glyph;
use super::{CELL, Faults, LEFT, Sample, built};

/// Characters of a report, and reports.
const LENGTH: usize = 25_000;
const REPORTS: u64 = 20;

/// What begins no line and what ends none.
const NEVER_FIRST: &str = "，。、；：？！·～/’”》〉）〕】」』％%‰℃-‐–";
const NEVER_LAST: &str = "‘“《〈（〔【「『￥¥$№";

/// The widest that a gap between two neighbours may be, in ems beyond their stated widths: what is wider
/// looks like a hole. Where the text has a space, as much more as a wide space.
const HOLE: f64 = 0.5;
const SPACE: f64 = 0.5;

/// How far the ink of neighbours may reach over each other, in ems.
const COLLISION: f64 = 0.06;

fn report(seed: u64) -> (Vec<String>, Sample) {
    let paragraphs = Grammar::new(seed).paragraphs(LENGTH);
    let head = "---\n标题: 混合文本\n提纲: 自定\n---\n\n";
    let sample = built(&format!("{head}{}\n", paragraphs.join("\n\n")));
    (paragraphs, sample)
}

fn unspaced(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_whitespace()).collect()
}

/// Whether no line may end between two characters.
fn together(before: char, after: char) -> bool {
    let word = |ch: char| ch.is_ascii_alphanumeric();
    let figure = |ch: char| ch.is_ascii_digit();
    (word(before) && word(after))
        || (figure(before) && ".%％‰℃".contains(after))
        || (before == '￥' && figure(after))
        || (before == after && "—…".contains(before))
}

/// Whether the end of a line and the beginning of the next are parts of one address.
fn is_address(before: &str, after: &str) -> bool {
    let graphic = |ch: &char| ch.is_ascii_graphic();
    let tail: Vec<char> = before.chars().rev().take_while(graphic).collect();
    let whole: String = tail.into_iter().rev().chain(after.chars().take_while(graphic)).collect();
    whole.contains("example.")
}

/// What the lines of a report came to.
#[derive(Default)]
pub struct Tally {
    lines: usize,
    full: usize,
    characters: usize,
    cells: f64,
    widest: f64,
    wide: usize,
    gaps: usize,
    /// Holes in lines that an address stands on or was not let into.
    pub beside_addresses: Vec<(f64, String)>,
}

impl Tally {
    fn add(&mut self, mut other: Self) {
        self.beside_addresses.append(&mut other.beside_addresses);
        self.lines += other.lines;
        self.full += other.full;
        self.characters += other.characters;
        self.cells += other.cells;
        self.widest = self.widest.max(other.widest);
        self.wide += other.wide;
        self.gaps += other.gaps;
    }
}

fn ends(line: &BodyLine<'_>, faults: &mut Faults) {
    let (first, last) = line.line.ends();
    for (glyph, never, where_) in [(first, NEVER_FIRST, "begins"), (last, NEVER_LAST, "ends")] {
        let ch = glyph.ch();
        faults
            .check(!never.contains(ch), || format!("`{}` {where_} with `{ch}`", line.line.text()));
    }
}

/// Whether a decimal is cut after its point: the point ends the line, a digit before it and one after.
fn cut_decimal(line: &BodyLine<'_>, after: char) -> bool {
    let mut back = line.line.glyphs.iter().rev().map(|glyph| glyph.ch());
    back.next() == Some('.')
        && back.next().is_some_and(|ch| ch.is_ascii_digit())
        && after.is_ascii_digit()
}

/// The line's widest gap, and whether its glyphs keep apart.
fn inside(line: &BodyLine<'_>, next: &str, faults: &mut Faults, tally: &mut Tally) {
    let mut widest = (0.0, String::new());
    let mut before: Option<&Glyph> = None;
    let mut spaced = false;
    for glyph in &line.line.glyphs {
        if glyph.text.trim().is_empty() {
            spaced = true;
            continue;
        }
        if let Some(before) = before {
            let size = line.line.size;
            let gap = (glyph.x - before.right()) / size - if spaced { SPACE } else { 0.0 };
            tally.gaps += 1;
            tally.wide += usize::from(gap > HOLE / 2.0);
            if gap > widest.0 {
                widest = (gap, format!("{}{}", before.text, glyph.text));
            }
            let joined = "—…".contains(before.ch()) && before.ch() == glyph.ch();
            if let (Some(one), Some(next)) = (before.ink_box(), glyph.ink_box())
                && !joined
            {
                let over = (one[2] - next[0]) / size;
                faults.check(over <= COLLISION, || {
                    let pair = format!("{}{}", before.text, glyph.text);
                    format!("`{pair}` collide by {over:.2} em in `{}`", line.line.text())
                });
            }
        }
        before = Some(glyph);
        spaced = false;
    }
    let (gap, pair) = widest;
    tally.widest = tally.widest.max(gap);
    if gap > HOLE {
        let hole = format!("{gap:.2} em inside `{pair}` of `{}`, then `{next}`", line.line.text());
        // All addresses have this word.
        let address = hole.contains("example");
        if address {
            tally.beside_addresses.push((gap, hole))
        } else {
            faults.check(false, || hole)
        }
    }
}

fn read_back(seed: u64, faults: &mut Faults) -> Tally {
    let (paragraphs, sample) = report(seed);
    let lines = body_lines(&sample.pdf);
    let mut tally = Tally { lines: lines.len(), ..Tally::default() };
    for (at, line) in lines.iter().enumerate() {
        ends(line, faults);
        let after = lines.get(at + 1).map(|next| next.line.text()).unwrap_or_default();
        inside(line, &after, faults, &mut tally);
        let Some(next) = lines.get(at + 1).filter(|_| line.full) else { continue };
        let (last, first) = (line.line.ends().1.ch(), next.line.ends().0.ch());
        let spaced = line.line.glyphs.last().is_some_and(|glyph| glyph.ch() == ' ');
        let joined = (together(last, first) && !spaced) || cut_decimal(line, first);
        // An address has no marks enough: it may be cut between letters, rather than tear a hole.
        let letters = last.is_ascii_alphabetic() && first.is_ascii_alphabetic();
        let cut = joined && !(letters && is_address(&line.line.text(), &after));
        faults.check(!cut, || {
            format!("cut between `{last}` and `{first}` of `{}`", line.line.text())
        });
        faults.check(line.line.is_flush_right(), || {
            format!("not flush: {:.2} pt in `{}`", line.line.right(), line.line.text())
        });
        faults.check(line.line.is_flush_left() || line.line.is_indented(), || {
            let x = (line.line.left() - LEFT) / CELL;
            format!("begins {x:.2} cells in: `{}`", line.line.text())
        });
        let indent = if line.line.is_indented() { 2.0 } else { 0.0 };
        let natural =
            line.line.glyphs.iter().map(|glyph| glyph.advance).sum::<f64>() / line.line.size;
        tally.full += 1;
        tally.characters += line.line.characters();
        tally.cells += natural + indent;
    }
    let read: String = sample.pdf.pages.iter().map(super::reader::Page::text).collect();
    let (read, written) = (unspaced(&read), format!("混合文本{}", unspaced(&paragraphs.concat())));
    if read != written {
        let same = read.chars().zip(written.chars()).take_while(|(one, next)| one == next).count();
        let part =
            |text: &str| text.chars().skip(same.saturating_sub(10)).take(24).collect::<String>();
        faults.check(false, || format!("reads `{}`, not `{}`", part(&read), part(&written)));
    }
    tally
}

/// All reports, read back once for both tests.
pub fn all() -> &'static (Faults, Tally) {
    static READ: OnceLock<(Faults, Tally)> = OnceLock::new();
    READ.get_or_init(|| {
        let half = |half: u64| {
            let mut found = (Faults::default(), Tally::default());
            for seed in (half..REPORTS).step_by(2) {
                let one = read_back(seed, &mut found.0);
                found.1.add(one);
            }
            found
        };
        std::thread::scope(|scope| {
            let other = scope.spawn(|| half(1));
            let mut found = half(0);
            let (faults, tally) = other.join().unwrap();
            found.0.extend(faults);
            found.1.add(tally);
            found
        })
    })
}

#[test]
fn half_a_million_characters_are_set_without_a_fault() {
    let (found, tally) = all();
    let mut faults = found.clone();
    let full = tally.full as f64;
    let told = format!(
        "{} lines, {} full of {:.2} characters and {:.2} cells on average; widest gap {:.2} em, {} of {} gaps \
         over {:.2} em",
        tally.lines,
        tally.full,
        tally.characters as f64 / full,
        tally.cells / full,
        tally.widest,
        tally.wide,
        tally.gaps,
        HOLE / 2.0,
    );
    // On average a line holds its 28 cells: what marks give up, others need.
    faults.check((27.5..=29.0).contains(&(tally.cells / full)), || format!("cells: {told}"));
    // Loose places are rare; Latin words make some.
    faults.check(tally.wide * 500 <= tally.gaps, || format!("loose: {told}"));
    faults.check(tally.full > 12_000, || format!("lines: {told}"));
    std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("marks.txt"), told).unwrap();
}
