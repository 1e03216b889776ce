//! Text, its faces and its extraction.

use super::support::{extracted, frames, run, tool};
use crate::fonts::{Fonts, Role};
use crate::render::pdf::write;
use crate::typeset::Item;

const LINES: [&str; 4] = [
    "今年以来，全县深入学习贯彻党的二十大精神，聚焦“三农”重点任务，",
    "坚持党建引领、产业先行，粮食总产量达到42.6万吨，同比增长3.1%；",
    "农村居民人均可支配收入2.18万元（其中工资性收入占46.5%）。",
    "——摘自《关于推进乡村全面振兴的实施意见》第3条",
];

#[test]
fn readers_extract_the_exact_lines_in_order() {
    let fonts = Fonts::embedded();
    let roles = [Role::Fangsong, Role::Kai, Role::Hei, Role::Song];
    let items: Vec<Item> = LINES
        .iter()
        .zip(roles)
        .enumerate()
        .map(|(at, (line, role))| {
            Item::Text(run(&fonts, role, 16.0, 79.37, 120.0 + 29.6 * at as f64, line))
        })
        .collect();
    let bytes = write(&frames(items), &fonts, &[]).expect("a PDF");
    for (reader, text) in extracted(&bytes) {
        let lines: Vec<&str> =
            text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, LINES, "{reader}");
    }
    tool("qpdf", &["--check", "{pdf}"], &bytes);
}
