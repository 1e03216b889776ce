//! What people and programs read: findings as text with a frame of the source, as JSON, as SARIF or as commands
//! of GitHub's workflows, fixes as a unified diff, and a report's outline as a tree or as JSON. Everything here
//! returns text; printing is the caller's.

pub mod figures;
mod counts;
pub mod diff;
pub mod github;
pub mod json;
pub mod matrix;
pub mod outline;
mod places;
pub mod proof;
pub mod sarif;
pub mod text;

use std::path::Path;

pub use places::Places;

use crate::diagnostic::{Diagnostic, Level};
use crate::source::Sources;

/// One checked report.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'a> {
    /// Its files.
    pub sources: &'a Sources,
    /// Its findings in order.
    pub findings: &'a [Diagnostic],
}

/// How many findings of each level there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Reports checked.
    pub files: usize,
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Hints.
    pub hints: usize,
    /// How many of them have a safe fix.
    pub fixable: usize,
    /// Findings that the selection leaves out; they count nowhere else.
    pub hidden: usize,
}

impl Summary {
    /// Counts the findings of reports.
    #[must_use]
    pub fn of(reports: &[Checked<'_>]) -> Self {
        let mut summary = Self { files: reports.len(), ..Self::default() };
        for finding in reports.iter().flat_map(|report| report.findings) {
            match finding.level {
                Level::Error => summary.errors += 1,
                Level::Warning => summary.warnings += 1,
                Level::Hint => summary.hints += 1,
            }
            let fix = finding.fault.fix.as_ref();
            summary.fixable += usize::from(fix.is_some_and(|fix| fix.safe));
        }
        summary
    }
}

/// `共检查 3 份报告：1 处错误，2 处警告，0 处提示。`
impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { files, errors, warnings, hints, .. } = self;
        write!(f, "共检查 {files} 份报告：{errors} 处错误，{warnings} 处警告，{hints} 处提示。")
    }
}

/// A path as it is told from the folder `here`, where it lies below it.
fn relative<'a>(path: &'a Path, here: &Path) -> &'a Path {
    path.strip_prefix(here).unwrap_or(path)
}

/// A path with `/` between its parts on every system.
fn slashed(path: &Path) -> String {
    let path = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { path.into_owned() } else { path.replace('\\', "/") }
}
