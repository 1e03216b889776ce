//! `tigang check`.

use std::io::IsTerminal as _;
use std::path::Path;

use rayon::prelude::*;

use super::args::{Check, Listing};
use super::{Outcome, Projects, checked, find, out, style};
use crate::emit::{self, Summary};
use crate::pipeline::{self, Findings};
use crate::workspace::DiskWorld;

/// Lists the findings of reports.
pub(super) fn run(args: &Check) -> Result<Outcome, String> {
    let world = DiskWorld;
    let found = find(&args.paths, None::<&Path>)?;
    let mut outcome = if found.problems.is_empty() { Outcome::Fine } else { Outcome::Trouble };
    let (projects, of) = Projects::load(&world, &found.entries);
    let compiled: Vec<_> = found
        .entries
        .par_iter()
        .zip(&of)
        .map(|(entry, &project)| {
            pipeline::compile(&world, projects.get(project), &entry.path, args.publish)
        })
        .collect();
    let lists: Vec<&Findings> = projects
        .iter()
        .flat_map(|project| &project.findings)
        .chain(compiled.iter().map(|one| &one.findings))
        .collect();
    if lists.iter().any(|list| list.has_errors()) {
        outcome = outcome.max(Outcome::Findings);
    }
    let reports: Vec<_> = lists.iter().map(|list| checked(list)).collect();
    let mut summary = Summary::of(&reports);
    summary.files = compiled.len();
    match args.format {
        Listing::Json => {
            let json = emit::json::findings(&reports, summary);
            out::print(&json.map_err(|error| format!("写不出 JSON：{error}"))?)?;
        }
        Listing::Text => {
            let style = style(std::io::stdout().is_terminal());
            for report in &reports {
                out::print(&emit::text::findings(report, style))?;
            }
            out::print(&format!("{summary}\n"))?;
        }
    }
    Ok(outcome)
}
