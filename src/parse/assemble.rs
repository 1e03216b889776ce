//! Front matter and bodies → the report.

use std::path::Path;

use super::Parsed;
use super::assets::{Assets, Folder};
use super::body::{self, Context, FactReader, Item};
use super::{settle, tree};
use crate::diagnostic::Fault;
use crate::outline::Outline;
use crate::report::{AttachmentText, Fact, Meta, Report};
use crate::source::{Sources, Span, World, clean_path};

/// What was read before the bodies.
pub(super) struct Draft {
    pub(super) sources: Sources,
    pub(super) meta: Meta,
    pub(super) facts: Vec<Fact>,
    /// The body in each file, in order.
    pub(super) bodies: Vec<Span>,
    /// The texts of attachments: index among those of the front matter, and the body in its file.
    pub(super) attachments: Vec<(usize, Span)>,
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
    let Draft { sources, meta, facts, bodies, attachments, mut faults } = draft;
    let mut assets = Assets::new(world, folder);
    let mut report = Report::default();
    let mut read = |span: Span, report: &mut Report, faults: &mut Vec<Fault>| -> Vec<Item> {
        let Some(source) = sources.get(span.file) else { return Vec::new() };
        let place = clean_path(source.path.parent().unwrap_or(Path::new("")));
        let context = Context { facts: reader, folder: &place };
        let notes = report.notes.len();
        let body = body::read(&source.text, span.file, span.range(), &context, &mut assets, notes);
        report.notes.extend(body.notes);
        report.suppressions.extend(body.suppressions);
        faults.extend(body.faults);
        body.items
    };
    let mut items: Vec<Item> = Vec::new();
    for &span in &bodies {
        items.extend(read(span, &mut report, &mut faults));
    }
    let tree = tree::build(items, outline, &meta.title.value);
    faults.extend(tree.faults);
    report.lead = tree.lead;
    report.sections = tree.sections;
    report.closing = tree.closing;
    // An attachment is numbered as the report is; what its genre asks for does not concern it.
    let bare = Outline { numbering: outline.numbering, ..Outline::default() };
    let named = meta.official.as_ref().map_or(&[][..], |official| &official.attachments);
    for (index, span) in attachments {
        let items = read(span, &mut report, &mut faults);
        let name = named.get(index).map_or("", |attachment| attachment.name.value.as_str());
        let tree = tree::build(items, &bare, name);
        faults.extend(tree.faults);
        let tree::Tree { lead, sections, closing, .. } = tree;
        report.attachments.push(AttachmentText { index, lead, sections, closing, span });
    }
    settle::settle(&mut report);
    report.assets = assets.into_images();
    report.meta = meta;
    report.facts = facts;
    report.bodies = bodies;
    Parsed { sources, report, outline: None, faults }
}
