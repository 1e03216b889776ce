//! `tigang figures`.

use super::args::{Figures, Listing};
use super::{Outcome, Projects, complain_of, find_one, out};
use crate::check;
use crate::emit;
use crate::pipeline;
use crate::workspace::DiskWorld;

/// Prints every figure of one report.
pub(super) fn run(args: &Figures) -> Result<Outcome, String> {
    let world = DiskWorld;
    let Some(entry) = find_one(&args.path)? else { return Ok(Outcome::Trouble) };
    let (projects, of) = Projects::load(&world, std::slice::from_ref(&entry));
    let project = projects.get(of[0]);
    let compiled = pipeline::compile(&world, project, &entry.path, false);
    // A program gets its JSON all the same, as empty as the report is.
    if !compiled.readable && args.format != Listing::Json {
        return Ok(complain_of(&compiled.findings));
    }
    let (report, sources) = (&compiled.report, &compiled.findings.sources);
    let figures = check::figures(report, sources);
    out::print(&match args.format {
        Listing::Json => emit::figures::json(report, sources, &figures)
            .map_err(|error| format!("写不出 JSON：{error}"))?,
        Listing::Text => emit::figures::text(report, sources, &figures),
    })?;
    if compiled.readable { Ok(Outcome::Fine) } else { Ok(complain_of(&compiled.findings)) }
}
