//! Single faults planted by program in sound reports: each must be found by the right rule at the right
//! place. The reports are the examples and the drafts of `tests/corpus/`; which sites are taken is drawn by a
//! fixed seed, so that every run plants the same faults.

mod plants;
mod structure;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};

use tigang::check::Settings;
use tigang::diagnostic::Level;
use tigang::parse::Parsed;
use tigang::source::{MemoryWorld, World as _};

use crate::rules::checked;
use crate::support::{files, root};

/// A sound report: its files, and the one that is its entry.
pub struct Sound {
    pub entry: PathBuf,
    pub files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Sound {
    pub fn world(&self, changed: Option<(&Path, &str)>) -> MemoryWorld {
        let mut world = MemoryWorld::new();
        for (path, bytes) in &self.files {
            world = match changed {
                Some((other, text)) if other == path => world.with(path, text),
                _ => world.with(path, bytes.clone()),
            };
        }
        world
    }

    /// The files that hold text of the report.
    pub fn texts(&self) -> impl Iterator<Item = (&Path, &str)> {
        self.files.iter().filter_map(|(path, bytes)| {
            let written = path.extension().is_some_and(|ext| ext == "md" || ext == "yaml");
            written.then(|| std::str::from_utf8(bytes).ok().map(|text| (path.as_path(), text)))?
        })
    }

    pub fn parsed(&self) -> Parsed {
        checked(&self.world(None), &self.entry, &settings()).0
    }
}

/// One fault: what becomes of a file, the rules of which one must speak, and where.
pub struct Plant {
    pub kind: &'static str,
    pub rules: &'static [&'static str],
    pub path: PathBuf,
    pub text: String,
    /// Bytes of the changed text that a finding must touch; `None` where the report as a whole is at fault.
    pub place: Option<Range<usize>>,
}

pub fn settings() -> Settings {
    let mut settings = Settings::new(MemoryWorld::new().today());
    settings.publish = true;
    settings
}

/// The sound reports, each with its own files.
pub fn sound() -> Vec<Sound> {
    let mut out = Vec::new();
    for folder in ["examples", "tests/corpus"] {
        let base = root().join(folder);
        let all = files(folder, &[""]);
        let of = |path: &Path| path.strip_prefix(&base).unwrap().to_owned();
        for path in &all {
            let inside = of(path);
            let alone = inside.components().count() == 1;
            let entry = inside.file_name().is_some_and(|name| name == "report.yaml");
            if !(entry || alone && inside.extension().is_some_and(|ext| ext == "md")) {
                continue;
            }
            let folder = inside.parent().unwrap().to_owned();
            let files = all
                .iter()
                .filter(|other| if alone { *other == path } else { of(other).starts_with(&folder) })
                .map(|other| (of(other), std::fs::read(other).unwrap()))
                .collect();
            out.push(Sound { entry: inside, files });
        }
    }
    out
}

/// A small generator of numbers, the same on every machine.
pub struct Draw(u64);

impl Draw {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % bound.max(1) as u64).unwrap()
    }

    /// At most `count` of the items, in their order.
    pub fn take<T>(&mut self, mut items: Vec<T>, count: usize) -> Vec<T> {
        while items.len() > count {
            let at = self.below(items.len());
            items.remove(at);
        }
        items
    }
}

fn found(plant: &Plant, sound: &Sound) -> (bool, String) {
    let world = sound.world(Some((&plant.path, &plant.text)));
    let (parsed, all) = checked(&world, &sound.entry, &settings());
    let touches = |span: tigang::source::Span| {
        let Some(place) = &plant.place else { return true };
        let (from, to) = (place.start.saturating_sub(9), place.end + 9);
        let (start, end) = (span.start as usize, span.end as usize);
        parsed.sources.path(span.file) == plant.path && start <= to && end >= from
    };
    let hit = all.iter().any(|one| {
        plant.rules.contains(&one.fault.rule)
            && (touches(one.fault.span) || one.fault.labels.iter().any(|label| touches(label.span)))
    });
    let mut told = String::new();
    for one in &all {
        let (start, _) = parsed.sources.positions(one.fault.span);
        let _ = write!(
            told,
            "\n      {} {}:{} {}",
            one.fault.rule, start.line, start.column, one.fault.message
        );
    }
    (hit, told)
}

#[test]
fn planted_faults_are_found_by_the_right_rule_at_the_right_place() {
    let mut draw = Draw(20_231_122);
    let mut table: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut missed = String::new();
    for sound in sound() {
        let mut all = plants::of(&sound, &mut draw);
        all.extend(structure::of(&sound, &mut draw));
        for plant in &all {
            let (hit, told) = found(plant, &sound);
            let row = table.entry(plant.kind).or_default();
            row.0 += 1;
            row.1 += usize::from(hit);
            if !hit {
                let around = plant.place.as_ref().map_or(String::new(), |place| {
                    let mut from = place.start.saturating_sub(45);
                    while !plant.text.is_char_boundary(from) {
                        from -= 1;
                    }
                    let mut to = (place.end + 45).min(plant.text.len());
                    while !plant.text.is_char_boundary(to) {
                        to += 1;
                    }
                    plant.text[from..to].replace('\n', "⏎")
                });
                let _ = writeln!(missed, "{} {} {around}{told}", plant.kind, sound.entry.display());
            }
        }
    }
    let mut report = String::new();
    let (mut planted, mut hits) = (0, 0);
    for (kind, (all, hit)) in &table {
        let _ = writeln!(report, "{kind:<28} {hit:>3} / {all:>3}");
        planted += all;
        hits += hit;
    }
    let _ = writeln!(report, "{planted} planted, {hits} found");
    println!("{report}\n{missed}");
    assert!(planted >= 200, "{report}");
    assert!(hits * 100 >= planted * 95, "{report}\n{missed}");
}

#[test]
fn sound_prose_is_left_in_peace() {
    let (mut characters, mut warnings) = (0, 0);
    let mut told = String::new();
    for sound in sound() {
        let (parsed, all) = checked(&sound.world(None), &sound.entry, &settings());
        parsed
            .report
            .each_prose(|inlines| characters += tigang::report::inline_characters(inlines));
        for one in &all {
            let (start, _) = parsed.sources.positions(one.fault.span);
            let _ = writeln!(
                told,
                "{} {} {}:{} {}",
                one.fault.rule,
                one.level.chinese(),
                parsed.sources.path(one.fault.span.file).display(),
                start.line,
                one.fault.message
            );
            assert!(one.level < Level::Error, "{told}");
            warnings += usize::from(one.level == Level::Warning);
        }
    }
    println!("{characters} characters, {warnings} warnings\n{told}");
    assert!(characters >= 60_000, "{characters}");
    assert!(warnings <= characters / 3_000, "{told}");
}
