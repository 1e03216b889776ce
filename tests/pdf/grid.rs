//! The grid (5.2): 28 cells by 22 lines that fill the type area, on every page of every example.

use super::lines::{BodyLine, FLUSH, body_font, body_lines, lines};
use super::reader::{Page, Pdf};
use super::{BOTTOM, CELL, Faults, LEFT, MM, PITCH, RIGHT, Sample, TOP, built, examples, is_red};
use super::{most_common, plain};

/// How much the place of a line within its grid line may vary, in pt: 0.05 mm.
const STEADY: f64 = 0.05 * MM;

/// How far below its grid line's top a baseline of the body lies.
fn phase(line: &BodyLine<'_>) -> f64 {
    (line.baseline - TOP).rem_euclid(PITCH)
}

fn told(sample: &Sample, line: &BodyLine<'_>) -> String {
    format!("{} page {} `{}`", sample.name, line.page + 1, line.line.text())
}

#[test]
fn full_lines_are_flush_on_both_sides() {
    let mut faults = Faults::default();
    for sample in examples() {
        let lines = body_lines(&sample.pdf);
        let full: Vec<_> = lines.iter().filter(|line| line.full).collect();
        for line in &full {
            faults.check(line.line.is_flush_right(), || {
                let off = line.line.right() - RIGHT;
                format!("{}: its right edge is {off:+.2} pt off", told(sample, line))
            });
        }
        for line in &lines {
            if line.line.left() < LEFT + CELL - FLUSH {
                faults.check(line.line.is_flush_left(), || {
                    let off = line.line.left() - LEFT;
                    format!("{}: its left edge is {off:+.2} pt off", told(sample, line))
                });
            }
            faults.check(line.line.right() <= RIGHT + CELL / 2.0 + FLUSH, || {
                format!("{}: it hangs out of the type area", told(sample, line))
            });
        }
        // Letters and bulletins are short, but every example has some.
        faults.check(full.len() >= 3, || format!("{}: {} full lines", sample.name, full.len()));
    }
}

#[test]
fn lines_stand_on_one_pitch_from_the_top_of_the_type_area() {
    let mut faults = Faults::default();
    for sample in examples() {
        let lines = body_lines(&sample.pdf);
        let rounded = lines.iter().map(|line| (phase(line) / STEADY).round() as i64);
        let usual = most_common(rounded).unwrap();
        let usual: Vec<f64> = lines
            .iter()
            .map(phase)
            .filter(|phase| ((phase / STEADY).round() as i64 - usual).abs() <= 1)
            .collect();
        let usual = usual.iter().sum::<f64>() / usual.len() as f64;
        // A line's ideographs have their middle in the middle of its grid line.
        let middle = lines.iter().map(|line| line.line.middle() - line.baseline).sum::<f64>();
        let middle = usual + middle / lines.len() as f64;
        faults.near_mm(&format!("{}: middle", sample.name), middle, PITCH / 2.0, 0.5);
        for line in &lines {
            let off = phase(line) - usual;
            faults.check(off.abs() <= STEADY, || {
                format!("{}: {:+.3} mm off the grid", told(sample, line), off / MM)
            });
            let place = ((line.baseline - usual - TOP) / PITCH).round();
            faults.check((0.0..22.0).contains(&place), || {
                format!("{}: on line {}", told(sample, line), place + 1.0)
            });
        }
    }
}

/// Every face's ideographs have their middle where those of the body have it.
#[test]
fn faces_share_one_optical_middle() {
    let mut faults = Faults::default();
    for sample in examples() {
        let font = body_font(&sample.pdf);
        for (at, page) in sample.pdf.pages.iter().enumerate() {
            for line in lines(page) {
                let centre = |of_body: bool| {
                    let boxes: Vec<[f64; 4]> = line
                        .glyphs
                        .iter()
                        .filter(|glyph| tigang::cjk::is_han(glyph.ch()))
                        .filter(|glyph| {
                            glyph.size == line.size && (*glyph.font == *font) == of_body
                        })
                        .filter_map(|glyph| glyph.ink_box())
                        .collect();
                    let sum: f64 = boxes.iter().map(|ink| (ink[1] + ink[3]) / 2.0).sum();
                    (boxes.len() >= 4).then(|| sum / boxes.len() as f64)
                };
                if let (Some(body), Some(other)) = (centre(true), centre(false)) {
                    let what = format!("{} page {} `{}`", sample.name, at + 1, line.text());
                    faults.near(&what, other, body, 0.05 * line.size);
                }
            }
        }
    }
}

/// What is printed outside the type area: page numbers, and what a letter has above and below it.
#[test]
fn nothing_but_page_numbers_lies_outside_the_type_area() {
    let mut faults = Faults::default();
    for sample in examples() {
        for (at, page) in sample.pdf.pages.iter().enumerate() {
            let page = page.bound();
            for (what, [left, top, right, bottom]) in printed(&page) {
                let inside = left >= LEFT - FLUSH
                    && right <= RIGHT + FLUSH
                    && top >= TOP - FLUSH
                    && bottom <= BOTTOM + FLUSH;
                faults.check(inside, || {
                    let [left, top, right, bottom] = [left, top, right, bottom].map(|x| x / MM);
                    format!(
                        "{} page {}: {what} at {left:.1}–{right:.1} × {top:.1}–{bottom:.1} mm",
                        sample.name,
                        at + 1
                    )
                });
            }
        }
    }
}

/// The ink of everything on a page that is part of the text and not red, with its name.
fn printed(page: &Page) -> Vec<(String, [f64; 4])> {
    let glyphs = page.glyphs.iter().filter(|glyph| !glyph.artifact && !is_red(glyph.color));
    let rules = page.rules.iter().filter(|rule| !is_red(rule.color));
    glyphs
        .filter_map(|glyph| Some((glyph.text.clone(), glyph.ink_box()?)))
        .chain(rules.map(|rule| {
            // A frame's rules may lie on the type area's edge with half their thickness on either side.
            let half = rule.width.min(rule.height) / 2.0;
            let (right, bottom) = (rule.right() - half, rule.bottom() - half);
            ("a rule".to_owned(), [rule.x + half, rule.y + half, right, bottom])
        }))
        .chain(page.images.iter().map(|image| {
            let (right, bottom) = (image.x + image.width, image.y + image.height);
            ("an image".to_owned(), [image.x, image.y, right, bottom])
        }))
        .collect()
}

/// The pages of pure text: all but the first, which has the title, and the last.
fn pure(pdf: &Pdf) -> Vec<(usize, Vec<BodyLine<'_>>)> {
    let mut pages: Vec<(usize, Vec<BodyLine<'_>>)> = Vec::new();
    for line in body_lines(pdf) {
        match pages.last_mut() {
            Some((page, lines)) if *page == line.page => lines.push(line),
            _ => pages.push((line.page, vec![line])),
        }
    }
    pages.retain(|&(page, _)| page != 0 && page + 1 != pdf.pages.len());
    pages
}

#[test]
fn a_page_of_pure_text_has_twenty_two_lines_of_twenty_eight_characters() {
    let sample = built(&plain(&"中".repeat(9000)));
    let pages = pure(&sample.pdf);
    assert!(pages.len() > 10);
    let mut faults = Faults::default();
    for (page, lines) in pages {
        faults.check(lines.len() == 22, || format!("page {page}: {} lines", lines.len()));
        for line in &lines {
            let glyphs = &line.line.glyphs;
            faults.check(glyphs.len() == 28, || format!("page {page}: {} cells", glyphs.len()));
            // A glyph of 16 pt may stand anywhere in its cell, but in all cells at the same place.
            let shift = glyphs[0].x - LEFT;
            faults.check((-0.3..0.3).contains(&shift), || format!("page {page}: {shift} pt"));
            for (at, glyph) in glyphs.iter().enumerate() {
                let cell = LEFT + shift + at as f64 * CELL;
                // Places are whole thousandths of an em, and the last glyph ends with its line.
                faults.near(&format!("page {page}, cell {at}"), glyph.x, cell, 0.25);
            }
            faults.check(line.line.is_flush_right(), || {
                format!("page {page}: {}", line.line.right())
            });
        }
    }
}

/// Prose in which every paragraph ends well inside its last line.
const PROSE: [&str; 6] = [
    "今年以来，全县各级各部门认真贯彻落实中央农村工作会议精神，牢牢守住粮食安全底线，\
     把抓好春耕生产作为当前农业农村工作的头等大事，早部署、早动员、早落实，推动各项任务落地见效。",
    "一是压实种植责任。层层签订目标责任书，把42万亩粮食播种面积分解到12个乡镇、196个村，\
     落实到田间地头；建立“县领导包乡、乡干部包村、村干部包户”的工作机制，做到底数清、任务明、责任实。",
    "二是备足农资供应。组织农业农村、市场监管、供销等部门开展“春雷行动”，检查经营门店312家次，\
     储备化肥1.8万吨、农药260吨、良种1450吨，价格总体平稳，能够满足生产需要。",
    "三是抢修水利设施。投入资金2360万元，清淤渠道184公里，维修泵站37座，新增和恢复灌溉面积3.6万亩，\
     群众说：“水到田头，心就定了。”",
    "从检查的情况看，还存在一些问题：个别乡镇撂荒地整治进度不快，部分村集体自有农机不足，\
     青壮年劳力外出较多，“谁来种地、怎样种好地”仍是必须答好的考题。",
    "下一步，要坚持问题导向，抓紧抓实春管春播，用好《关于进一步强化耕地保护和粮食安全责任制考核办法》，\
     确保全年粮食产量稳定在18.5万吨以上（含大豆0.6万吨），为全市稳产保供作出应有贡献。",
];

#[test]
fn a_page_of_prose_has_twenty_two_lines_and_about_twenty_eight_cells() {
    let body: Vec<&str> = (0..72).map(|at| PROSE[(at * 5 + at / 6) % PROSE.len()]).collect();
    let sample = built(&plain(&body.join("\n\n")));
    let pages = pure(&sample.pdf);
    assert!(pages.len() > 7, "{} pages", pages.len());
    let mut faults = Faults::default();
    for (page, lines) in pages {
        faults.check(lines.len() == 22, || format!("page {}: {} lines", page + 1, lines.len()));
        for line in lines.iter().filter(|line| line.full) {
            // The line's width in cells when nothing is squeezed or stretched: a squeezed mark gives up to
            // half a cell, and a line that lets a character go is at most a cell and a half short.
            let indent = if line.line.is_indented() { 2.0 } else { 0.0 };
            let natural: f64 =
                line.line.glyphs.iter().map(|glyph| glyph.advance / glyph.size).sum();
            faults.check((26.4..=31.5).contains(&(natural + indent)), || {
                format!(
                    "page {}: {:.1} cells in `{}`",
                    page + 1,
                    natural + indent,
                    line.line.text()
                )
            });
            faults.check(line.line.is_flush_right(), || told(&sample, line));
        }
    }
}
