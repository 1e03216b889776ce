//! `tigang proof`.

use super::args::{Listing, Proof};
use super::{Outcome, Projects, complain_of, find_one, out};
use crate::emit;
use crate::pipeline;
use crate::proof::Proof as Proofed;
use crate::standard::Strength;
use crate::workspace::DiskWorld;

/// Prints how the layout of one report measures up. A deviation from what the standard prescribes (规定) that no
/// theme asked for counts as an error.
pub(super) fn run(args: &Proof) -> Result<Outcome, String> {
    let world = DiskWorld;
    let Some(entry) = find_one(&args.path)? else { return Ok(Outcome::Trouble) };
    let (mut projects, of) = Projects::load(&world, std::slice::from_ref(&entry));
    projects.use_machine_fonts(&world, None);
    let project = projects.get(of[0]);
    let own = projects.complain();
    let compiled = pipeline::compile(&world, project, &entry.path, false);
    if !compiled.readable {
        if args.format == Listing::Json {
            let none = Proofed::default();
            let json = emit::proof::json(&none, &compiled.findings.sources);
            out::print(&json.map_err(|error| format!("写不出 JSON：{error}"))?)?;
        }
        return Ok(own.max(complain_of(&compiled.findings)));
    }
    let proof = pipeline::proof(project, &compiled);
    let sources = &compiled.findings.sources;
    out::print(&match args.format {
        Listing::Json => {
            emit::proof::json(&proof, sources).map_err(|error| format!("写不出 JSON：{error}"))?
        }
        Listing::Text => emit::proof::text(&proof, sources, args.lines),
    })?;
    let grave = proof.unexplained().any(|verdict| verdict.figure.strength == Strength::Shall);
    Ok(if grave { Outcome::Findings } else { own })
}
