//! Front matter and bodies → the report.

use std::path::Path;

use super::Parsed;
use super::assets::{Assets, Folder};
use super::body::{self, Context, FactReader, Item};
use super::{settle, tree};
use crate::diagnostic::Fault;
use crate::outline::Outline;
use crate::report::{Fact, Meta, Report};
use crate::source::{Sources, Span, World, clean_path};

/// What was read before the bodies.
pub(super) struct Draft {
    pub(super) sources: Sources,
    pub(super) meta: Meta,
    pub(super) facts: Vec<Fact>,
    /// The body in each file, in order.
    pub(super) bodies: Vec<Span>,
    pub(super) faults: Vec<Fault>,
}

/// Reads the bodies and puts the report together. `reader` reads the inside of `{{ … }}`.
pub(super) fn assemble(
    world: &dyn World,
    folder: Folder,
    draft: Draft,
    outline: &Outline,
    reader: &FactReader<'_>,
) -> Parsed {
    let Draft { sources, meta, facts, bodies, mut faults } = draft;
    let mut assets = Assets::new(world, folder);
    let mut report = Report::default();
    let mut items: Vec<Item> = Vec::new();
    for span in &bodies {
        let Some(source) = sources.get(span.file) else { continue };
        let place = clean_path(source.path.parent().unwrap_or(Path::new("")));
        let context = Context { facts: reader, folder: &place };
        let notes = report.notes.len();
        let body = body::read(&source.text, span.file, span.range(), &context, &mut assets, notes);
        items.extend(body.items);
        report.notes.extend(body.notes);
        report.suppressions.extend(body.suppressions);
        faults.extend(body.faults);
    }
    let tree = tree::build(items, outline, &meta.title.value);
    faults.extend(tree.faults);
    report.lead = tree.lead;
    report.sections = tree.sections;
    report.closing = tree.closing;
    settle::settle(&mut report);
    report.assets = assets.into_images();
    report.meta = meta;
    report.facts = facts;
    report.bodies = bodies;
    Parsed { sources, report, outline: None, faults }
}
