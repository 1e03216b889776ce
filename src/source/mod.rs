//! Source files, byte spans into them, line and column look-up, and the [`World`] through which
//! everything below the workspace layer reaches files and the clock.

mod span;
mod text;
mod world;

pub use span::{FileId, Span};
pub use text::{Position, Source, Sources};
pub use world::{Date, EntryKind, FolderEntry, MemoryWorld, Pieces, World, clean_path};
