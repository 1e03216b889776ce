//! The disk: files and clock as a [`World`](crate::source::World), the reports below a path, the
//! project they belong to, and output that appears whole or not at all.

mod discover;
mod disk;
mod font_folders;
mod output;
mod overlay;
mod scaffold;

pub(crate) use discover::reason;
pub use discover::{Entry, Found, ROOT_FILE, discover, project_root, unread_settings};
pub use disk::DiskWorld;
pub use output::{Clash, Planned, plan, replace_atomically, write_atomically};
pub use overlay::Overlay;
pub use scaffold::{fill, skeleton};
