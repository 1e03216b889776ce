//! What the finished PDF shows, measured against GB/T 9704—2012 from the file alone: glyphs, rules and
//! images are read back from it, and nothing is taken from the layout or its own report.

mod addresses;
mod extraction;
mod font;
mod forms;
mod golden_pages;
mod grammar;
mod grid;
mod lines;
mod marks;
mod reader;
mod tagged;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use tigang::pipeline::{self, Compiled, Project};
use tigang::source::{MemoryWorld, World};
use tigang::workspace::DiskWorld;

use crate::support::root;
use reader::Pdf;

/// Points in a millimetre.
pub const MM: f64 = 72.0 / 25.4;

/// The type area (5.2.1), in pt from the paper's top left corner.
pub const LEFT: f64 = 28.0 * MM;
pub const TOP: f64 = 37.0 * MM;
pub const RIGHT: f64 = (28.0 + 156.0) * MM;
pub const BOTTOM: f64 = (37.0 + 225.0) * MM;

/// A cell of the grid: 28 to a line (5.2.3).
pub const CELL: f64 = 156.0 * MM / 28.0;

/// From line to line: 22 to a page (5.2.3).
pub const PITCH: f64 = 225.0 * MM / 22.0;

/// The body: 三号 (5.2.2).
pub const BODY: f64 = 16.0;

/// The title: 二号 (7.3.1).
pub const TITLE: f64 = 22.0;

/// The red of marks and rules is any that a reader calls red.
pub fn is_red([r, g, b]: reader::Color) -> bool {
    r >= 180 && g <= 60 && b <= 60
}

/// A document, with what it was made from.
pub struct Sample {
    pub name: String,
    pub compiled: Compiled,
    pub bytes: Vec<u8>,
    pub pdf: Pdf,
}

fn sample(world: &dyn World, name: String, draft: &Path) -> Sample {
    let project = Project::load(world, None);
    let compiled = pipeline::compile(world, &project, draft, true);
    assert!(compiled.readable, "{name}");
    let bytes = pipeline::pdf(&project, &compiled, false).unwrap();
    let pdf = Pdf::read(&bytes);
    Sample { name, compiled, bytes, pdf }
}

/// Every example, built once for all tests.
pub fn examples() -> &'static [Sample] {
    static BUILT: OnceLock<Vec<Sample>> = OnceLock::new();
    BUILT.get_or_init(|| {
        let found = tigang::workspace::discover(&[root().join("examples")], None);
        assert!(found.problems.is_empty());
        let named = found.entries.iter().map(|entry| {
            let path = &entry.path;
            let folder = path.file_name().is_some_and(|name| name == "report.yaml");
            let shown = if folder { path.parent().unwrap() } else { path };
            (shown.file_stem().unwrap().to_string_lossy().into_owned(), path)
        });
        named.map(|(name, path)| sample(&DiskWorld, name, path)).collect()
    })
}

/// Builds a draft that stands in memory.
pub fn built(draft: &str) -> Sample {
    built_with(draft, &[])
}

/// Builds a draft together with other files of its folder.
pub fn built_with(draft: &str, others: &[(&str, &str)]) -> Sample {
    let mut world = MemoryWorld::new().with("稿/稿.md", draft);
    for (name, text) in others {
        world = world.with(format!("稿/{name}"), *text);
    }
    sample(&world, "稿".to_owned(), Path::new("稿/稿.md"))
}

/// A plain report with a body.
pub fn plain(body: &str) -> String {
    format!("---\n标题: 春耕生产情况\n提纲: 自定\n日期: 2023-04-18\n---\n\n{body}\n")
}

/// Collects what is wrong, so that a test tells everything at once.
#[derive(Clone, Default)]
pub struct Faults(Vec<String>);

impl Faults {
    pub fn check(&mut self, sound: bool, fault: impl FnOnce() -> String) {
        if !sound {
            self.0.push(fault());
        }
    }

    /// Takes over what another found.
    pub fn extend(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// Within a tolerance.
    pub fn near(&mut self, what: &str, measured: f64, expected: f64, tolerance: f64) {
        self.check((measured - expected).abs() <= tolerance, || {
            format!("{what}: {measured:.3}, not {expected:.3} ± {tolerance}")
        });
    }

    /// Lengths in pt, told in mm.
    pub fn near_mm(&mut self, what: &str, measured: f64, expected: f64, tolerance_mm: f64) {
        self.near(&format!("{what} (mm)"), measured / MM, expected / MM, tolerance_mm);
    }
}

impl Drop for Faults {
    /// Fails the test with all of them.
    fn drop(&mut self) {
        if !self.0.is_empty() && !std::thread::panicking() {
            let shown: Vec<&String> = self.0.iter().take(40).collect();
            panic!("{} faults:\n{shown:#?}", self.0.len());
        }
    }
}

/// The value that comes most often.
pub fn most_common<T: Ord + Clone>(values: impl IntoIterator<Item = T>) -> Option<T> {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_insert(0_usize) += 1;
    }
    counts.into_iter().max_by_key(|&(_, count)| count).map(|(value, _)| value)
}
