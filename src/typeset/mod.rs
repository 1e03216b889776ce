//! Layout: shaping, line breaking, justification, tables, pages. Makes [`Frames`].

mod frame;

pub use frame::{
    Anchor, Bookmark, Color, Fill, Frames, Glyph, ImageBox, Info, Item, LinkBox, Page, TextRun,
};
