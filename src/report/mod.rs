//! The document: metadata, outline tree, blocks, inlines, facts. Data only; every node keeps the
//! span of its source.

mod asset;
mod beside;
mod block;
mod fact;
mod inline;
mod meta;
mod prose;
mod section;

pub use asset::{Asset, AssetFault, AssetId, AssetKind};
pub use beside::table_note_lead;
pub use block::{Alignment, Block, BlockKind, Caption, Cell, Figure, ListItem, Table};
pub use fact::{Fact, FactRef, FactValue};
pub use inline::{Inline, InlineKind, NoteId};
pub use meta::{Attachment, Checks, Form, Meta, Official, Text};
pub use prose::{Prose, characters, each_prose, inline_characters, plain, plain_blocks};
pub use section::{
    AttachmentText, Footnote, Heading, Report, Role, Section, Suppression, TypedNumber,
};
