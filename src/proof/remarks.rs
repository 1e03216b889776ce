//! What a compositor looks for in the lines.

use super::view::View;
use crate::cjk;
use crate::source::Span;
use crate::standard::to_mm;
use crate::typeset::{Item, LineBox, Part};

/// What is remarked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemarkKind {
    /// 孤字: a paragraph's last line shows a single character.
    LonelyCharacter,
    /// A line whose characters stand visibly apart.
    LooseLine,
    /// A heading is the last thing on its page.
    HeadingAtEnd,
    /// A line begins with a mark that must not begin one.
    LineStart,
    /// A line ends with a mark that must not end one.
    LineEnd,
    /// A line reaches beyond its measure.
    Overfull,
    /// A character that no face has.
    MissingGlyph,
    /// The first page shows no line of the body (7.3.3).
    NoBodyOnFirstPage,
}

impl RemarkKind {
    /// The English name in machine-readable output.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Self::LonelyCharacter => "lonely-character",
            Self::LooseLine => "loose-line",
            Self::HeadingAtEnd => "heading-at-page-end",
            Self::LineStart => "line-start",
            Self::LineEnd => "line-end",
            Self::Overfull => "overfull-line",
            Self::MissingGlyph => "missing-glyph",
            Self::NoBodyOnFirstPage => "no-body-on-first-page",
        }
    }
}

/// Something to look at.
#[derive(Debug, Clone)]
pub struct Remark {
    /// What it is.
    pub kind: RemarkKind,
    /// The page, from 1.
    pub page: usize,
    /// The line's text, or the characters in question.
    pub text: String,
    /// Of a loose line by how much of an em its gaps are stretched; of an overfull one by how many mm it is too
    /// wide; else 0.
    pub amount: f64,
    /// Where it stands in the draft.
    pub span: Span,
}

/// From how much of an em on a stretched gap is seen.
const LOOSE: f64 = 0.12;

/// All remarks in reading order.
pub(super) fn remarks(view: &View<'_>) -> Vec<Remark> {
    let mut found = Vec::new();
    for (index, page) in view.frames.pages.iter().enumerate() {
        let mut tell = |kind, text: &str, amount, span| {
            found.push(Remark { kind, page: index + 1, text: text.to_owned(), amount, span });
        };
        let mut before: Option<&LineBox> = None;
        for line in page.lines.iter().filter(|line| is_prose(line.part)) {
            let mut say = |kind, amount| tell(kind, &line.text, amount, line.span);
            let starts = line.text.chars().next().is_some_and(cjk::no_line_start);
            let continues = before.is_some_and(|before| before.full && before.part == line.part);
            if starts && continues {
                say(RemarkKind::LineStart, 0.0);
            }
            if line.full && line.text.chars().next_back().is_some_and(cjk::no_line_end) {
                say(RemarkKind::LineEnd, 0.0);
            }
            if continues && !line.full && letters(&line.text) == 1 {
                say(RemarkKind::LonelyCharacter, 0.0);
            }
            if line.full && line.stretch > LOOSE {
                say(RemarkKind::LooseLine, line.stretch);
            }
            let over = line.x + line.width - line.measure.0 - line.measure.1;
            if over > 0.5 {
                say(RemarkKind::Overfull, to_mm(over));
            }
            before = Some(line);
        }
        let last =
            page.lines.iter().rfind(|line| !matches!(line.part, Part::Footnote | Part::Folio));
        if let Some(line) = last.filter(|line| matches!(line.part, Part::Heading(_)))
            && index + 1 < view.frames.pages.len()
        {
            tell(RemarkKind::HeadingAtEnd, &line.text, 0.0, line.span);
        }
        for item in &page.items {
            let Item::Text(run) = item else { continue };
            let missing: String = run
                .glyphs
                .iter()
                .filter(|glyph| glyph.id == 0)
                .filter_map(|glyph| run.text.get(glyph.start as usize..glyph.end as usize))
                .collect();
            if !missing.trim().is_empty() && !run.artifact {
                let line = page.lines.iter().find(|line| line.text.contains(missing.as_str()));
                let span = line.map_or_else(Span::default, |line| line.span);
                tell(RemarkKind::MissingGlyph, &missing, 0.0, span);
            }
        }
    }
    let official = view.lines(Part::Mark).next().is_some();
    if let Some(page) = view.frames.pages.first().filter(|_| official)
        && !page.lines.iter().any(|line| matches!(line.part, Part::Body | Part::Heading(_)))
    {
        let kind = RemarkKind::NoBodyOnFirstPage;
        let none = (String::new(), Span::default());
        found.insert(0, Remark { kind, page: 1, text: none.0, amount: 0.0, span: none.1 });
    }
    found
}

/// Whether lines of a part are running text.
fn is_prose(part: Part) -> bool {
    matches!(
        part,
        Part::Body | Part::Summary | Part::Addressees | Part::Heading(_) | Part::Footnote
    )
}

/// Characters that are no marks.
fn letters(text: &str) -> usize {
    let mark = |ch: &char| !ch.is_whitespace() && !cjk::is_closing(*ch) && !cjk::no_line_start(*ch);
    text.chars().filter(mark).count()
}
