//! `tigang outline`.

use super::args::{Outline, OutlineListing};
use super::{Outcome, Projects, complain_of, find_one, out};
use crate::emit;
use crate::pipeline;
use crate::workspace::DiskWorld;

/// Prints the outline of one report, or its argument.
pub(super) fn run(args: &Outline) -> Result<Outcome, String> {
    if args.format == OutlineListing::Html && !args.matrix {
        return Err(
            "--format html 要与 --matrix 一起用，如 tigang outline 报告.md --matrix --format html"
                .to_owned(),
        );
    }
    let world = DiskWorld;
    let Some(entry) = find_one(&args.path)? else { return Ok(Outcome::Trouble) };
    let (projects, of) = Projects::load(&world, std::slice::from_ref(&entry));
    let project = projects.get(of[0]);
    let compiled = pipeline::compile(&world, project, &entry.path, false);
    // A program gets its JSON all the same, as empty as the report is.
    if !compiled.readable && args.format != OutlineListing::Json {
        return Ok(complain_of(&compiled.findings));
    }
    let (report, sources) = (&compiled.report, &compiled.findings.sources);
    let failed = |error| format!("写不出 JSON：{error}");
    out::print(&if args.matrix {
        let (matrix, cast) = pipeline::argument(&compiled);
        match args.format {
            OutlineListing::Json => {
                emit::matrix::json(report, sources, &matrix, &cast).map_err(failed)?
            }
            OutlineListing::Html => emit::matrix::html(report, &matrix, &cast),
            OutlineListing::Text => emit::matrix::text(report, &matrix, &cast),
        }
    } else if args.format == OutlineListing::Json {
        emit::outline::json(report, sources).map_err(failed)?
    } else {
        emit::outline::text(report, sources)
    })?;
    if compiled.readable { Ok(Outcome::Fine) } else { Ok(complain_of(&compiled.findings)) }
}
