//! Spanned YAML values held against shapes. The only room that knows the YAML crate.
//!
//! [`read`] takes a text from traps (Y001 …) through a mended copy to a tree that its reader can
//! trust; the shapes that say what a file may hold are tables of their own rooms, and [`schema`] makes
//! the JSON Schema of the same tables.

mod check;
mod decode;
mod lines;
mod nearest;
mod node;
mod parse;
mod read;
mod schema;
mod shape;
#[cfg(test)]
pub(crate) mod testing;
mod traps;

pub use check::check;
pub use decode::{LARGEST, decode, source};
pub use nearest::{Names, nearest};
pub use node::{Key, Node, Value};
pub use read::read;
pub use schema::schema;
pub use shape::{DateText, Field, Record, Shape, date, range};
