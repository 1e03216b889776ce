//! The forms of official documents (7.2–7.5, 10.1, 10.3), each measured to ±0.5 mm.
//!
//! How things are measured: a line's *type* is its em box, half a size above and below the middle of its
//! ideographs' ink; a *blank line* is a pitch of the grid; the top and bottom of a mark (发文机关标志) are
//! those of its ink. Distances in characters are in cells of the grid.

mod attachment_list;
mod attachments;
mod bulletin;
mod duplex;
mod ending;
mod folio;
mod header;
mod joint;
mod landscape;
mod letter;
mod minutes;
mod record;
mod seal;
mod title;

use super::lines::{Line, lines};
use super::reader::{Page, Rule};
use super::{
    BODY, CELL, Faults, LEFT, MM, PITCH, RIGHT, Sample, TITLE, TOP, built, examples, is_red,
};

/// The tolerance of every length, in mm.
pub const EXACT: f64 = 0.5;

/// Names of the faces by role, as the embedded ones have them.
pub const FANGSONG: &str = "FandolFang";
pub const KAI: &str = "FandolKai";
pub const HEI: &str = "NotoSansCJK";
pub const XIAOBIAOSONG: &str = "FandolSong-Bold";
pub const SONG: &str = "NotoSerifCJK";

/// Front matter of a form, with what an official document has in all of them.
pub fn draft(official: &str, body: &str) -> String {
    format!(
        "---\n标题: 关于做好2023年秋冬季森林草原防灭火工作的通知\n提纲: 自定\n单位: 示例县人民政府办公室\n\
         日期: 2023-08-17\n公文:\n{official}---\n\n{body}\n"
    )
}

/// How the text of every draft ends.
pub const END: &str = "特此通知。";

/// So many paragraphs of three to four lines each, and the last.
pub fn paragraphs(count: usize) -> String {
    const TEXT: [&str; 3] = [
        "今年入秋以来，我县降水偏少、气温偏高，森林草原火险等级持续走高。各乡镇、各有关部门要切实增强责任感\
         和紧迫感，把防灭火工作摆在突出位置，抓早抓小抓实。",
        "要压实属地管理责任，落实包山头、守路口、看重点人群等措施，严格野外用火审批，做到火源不进山、\
         火种不落地，坚决防止发生重特大森林草原火灾。",
        "要加强值班值守和信息报送，执行24小时专人值班和领导带班制度，一旦发生火情立即处置、如实报告，\
         确保打早、打小、打了。",
    ];
    (0..count).map(|at| TEXT[at % TEXT.len()]).chain([END]).collect::<Vec<_>>().join("\n\n")
}

/// The lines of a page, to be found by what they say.
pub struct Sheet<'a> {
    pub page: &'a Page,
    pub lines: Vec<Line<'a>>,
}

impl<'a> Sheet<'a> {
    pub fn of(page: &'a Page) -> Self {
        Self { page, lines: lines(page) }
    }

    /// The sheets of a document.
    pub fn all(sample: &'a Sample) -> Vec<Self> {
        sample.pdf.pages.iter().map(Self::of).collect()
    }

    pub fn find(&self, words: &str) -> Option<&Line<'a>> {
        let words: String = words.chars().filter(|ch| !ch.is_whitespace()).collect();
        self.lines.iter().find(|line| {
            let text: String = line.text().chars().filter(|ch| !ch.is_whitespace()).collect();
            text.contains(&words)
        })
    }

    /// The line that says so; the test fails where none does.
    pub fn line(&self, words: &str) -> &Line<'a> {
        self.find(words).unwrap_or_else(|| {
            let all: Vec<String> = self.lines.iter().map(Line::text).collect();
            panic!("no line says `{words}`: {all:#?}")
        })
    }

    /// The line after one that says so.
    pub fn after(&self, words: &str) -> &Line<'a> {
        let y = self.line(words).y;
        self.lines.iter().find(|line| line.y > y + 2.0).expect("a line after it")
    }

    /// Rules from top to bottom that are red, or not.
    pub fn rules(&self, red: bool) -> Vec<Rule> {
        let long = |rule: &&Rule| rule.width > 50.0 * MM && rule.height < 3.0 * MM;
        let mut rules: Vec<Rule> = self
            .page
            .rules
            .iter()
            .filter(long)
            .filter(|rule| is_red(rule.color) == red)
            .copied()
            .collect();
        rules.sort_by(|one, next| one.y.total_cmp(&next.y));
        rules
    }
}

/// The part of a line that some words take, by the ends of their cells.
pub fn part<'a>(line: &Line<'a>, words: &str) -> Line<'a> {
    let text: Vec<&str> = line.glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
    let count = words.chars().count();
    let at = (0..text.len())
        .find(|&at| text.get(at..at + count).is_some_and(|part| part.concat() == words));
    let at = at.unwrap_or_else(|| panic!("`{words}` in `{}`", line.text()));
    let glyphs = line.glyphs[at..at + count].to_vec();
    let (y, size) = (glyphs[0].y, glyphs[0].size);
    Line { glyphs, y, size }
}

/// Top of a line's type.
pub fn type_top(line: &Line<'_>) -> f64 {
    line.middle() - line.size / 2.0
}

/// Bottom of a line's type.
pub fn type_bottom(line: &Line<'_>) -> f64 {
    line.middle() + line.size / 2.0
}

/// Which line of the type area a line stands on, from 0.
pub fn grid_line(line: &Line<'_>) -> f64 {
    (line.middle() - TOP) / PITCH - 0.5
}

impl Faults {
    /// A line's face and size, in pt.
    pub fn set_in(&mut self, line: &Line<'_>, face: &str, size: f64) {
        let text = line.text();
        self.near(&format!("size of `{text}`"), line.size, size, 0.05);
        if cfg!(feature = "fandol") {
            let han = line.glyphs.iter().filter(|glyph| tigang::cjk::is_han(glyph.ch()));
            for glyph in han {
                self.check(glyph.font.starts_with(face), || {
                    format!("`{}` of `{text}` in {}, not {face}", glyph.text, glyph.font)
                });
            }
        }
    }

    /// A line on some line of the grid.
    pub fn on_the_grid(&mut self, line: &Line<'_>) {
        let at = grid_line(line);
        self.near(&format!("line of `{}`", line.text()), at, at.round(), EXACT * MM / PITCH);
    }

    /// A line in the middle of the type area.
    pub fn centred(&mut self, line: &Line<'_>) {
        let what = format!("middle of `{}`", line.text());
        self.near_mm(&what, line.centre(), (LEFT + RIGHT) / 2.0, EXACT);
    }

    /// A line that stands so many characters in from the left.
    pub fn in_from_left(&mut self, line: &Line<'_>, cells: f64) {
        let x = LEFT + cells * CELL;
        self.check(line.begins_at(x, EXACT * MM), || {
            format!("`{}` begins at {:.2} mm, not {:.2}", line.text(), line.left() / MM, x / MM)
        });
    }

    /// A line that ends so many characters before the right.
    pub fn in_from_right(&mut self, line: &Line<'_>, cells: f64) {
        let x = RIGHT - cells * CELL;
        self.check(line.ends_at(x, EXACT * MM), || {
            format!("`{}` ends at {:.2} mm, not {:.2}", line.text(), line.right() / MM, x / MM)
        });
    }

    /// A line on a line of the grid, from 0.
    pub fn on_line(&mut self, line: &Line<'_>, at: f64) {
        let what = format!("line of `{}`", line.text());
        self.near(&what, grid_line(line), at, EXACT * MM / PITCH);
    }

    /// So many blank lines between two lines of the body's size.
    pub fn blank_lines(&mut self, above: &Line<'_>, below: &Line<'_>, count: f64) {
        let what = format!("lines from `{}` to `{}`", above.text(), below.text());
        let lines = (below.middle() - above.middle()) / PITCH;
        self.near(&what, lines, count + 1.0, EXACT * MM / PITCH);
    }

    /// So many blank lines from an edge to a line's type: at least them, and less than one more, because what
    /// is below stands on the grid again.
    pub fn blank_from(&mut self, above: f64, below: &Line<'_>, count: f64) {
        let lines = (type_top(below) - above) / PITCH;
        let slack = EXACT * MM / PITCH;
        self.check((count - slack..count + 0.95).contains(&lines), || {
            format!("{lines:.2} blank lines above `{}`, not {count}", below.text())
        });
    }

    /// A red rule as wide as the type area, 4 mm below a line's type (7.2.7).
    pub fn rule_below(&mut self, rule: &Rule, line: &Line<'_>) {
        let what = format!("rule below `{}`", line.text());
        self.near_mm(&what, rule.y - type_bottom(line), 4.0 * MM, EXACT);
        self.near_mm("its left end", rule.x, LEFT, EXACT);
        self.near_mm("its width", rule.width, RIGHT - LEFT, EXACT);
    }

    /// An issuer's mark: red, centred, its ink so far from the paper's top in mm.
    pub fn mark(&mut self, line: &Line<'_>, top: f64) {
        let text = line.text();
        self.check(line.glyphs.iter().all(|glyph| is_red(glyph.color)), || {
            format!("`{text}` is not red")
        });
        self.set_in(line, XIAOBIAOSONG, line.size);
        self.check(line.size > TITLE, || format!("`{text}` is no larger than the title"));
        self.near_mm(&format!("top of `{text}`"), line.ink()[1], top * MM, EXACT);
        self.centred(line);
        self.check(line.left() > LEFT - 1.0 && line.right() < RIGHT + 1.0, || {
            format!("`{text}` is wider than the type area")
        });
    }
}

/// The examples that are official documents of a form.
pub fn official_examples(form: tigang::report::Form) -> impl Iterator<Item = &'static Sample> {
    examples().iter().filter(move |sample| {
        sample.compiled.report.meta.official.as_ref().is_some_and(|official| official.form == form)
    })
}
