//! Frames: pages of positioned glyphs, rules and images. The layout makes them; the PDF and SVG
//! writers only translate them. Lengths are in points (pt), from the page's top left corner, y down.

use crate::fonts::FaceId;
use crate::report::AssetId;

/// A laid-out document.
#[derive(Debug, Clone, Default)]
pub struct Frames {
    /// The pages in order.
    pub pages: Vec<Page>,
    /// Headings to be shown as bookmarks, in reading order.
    pub bookmarks: Vec<Bookmark>,
    /// Named places that links inside the document lead to.
    pub anchors: Vec<Anchor>,
    /// Metadata for the output file.
    pub info: Info,
}

/// Metadata of the output file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Info {
    /// Title.
    pub title: String,
    /// Author or organisation.
    pub author: String,
    /// Subject: the summary's first paragraph or the genre.
    pub subject: String,
    /// Keywords.
    pub keywords: Vec<String>,
    /// The report's own date (`YYYY-MM-DD`); the file carries it instead of the clock's.
    pub date: Option<String>,
}

/// One page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Width in pt.
    pub width: f64,
    /// Height in pt.
    pub height: f64,
    /// The number printed on it; `None` where it carries none.
    pub number: Option<u32>,
    /// What stands on it, in reading order; page numbers and other artifacts last.
    pub items: Vec<Item>,
}

/// A colour in sRGB, 0–255.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Color(pub u8, pub u8, pub u8);

impl Color {
    /// Black.
    pub const BLACK: Self = Self(0, 0, 0);
}

/// Something on a page.
#[derive(Debug, Clone)]
pub enum Item {
    /// Glyphs of one face and size on one baseline.
    Text(TextRun),
    /// A filled rectangle: a rule or a shade.
    Fill(Fill),
    /// An image of the report.
    Image(ImageBox),
    /// An area that leads somewhere.
    Link(LinkBox),
}

/// Glyphs of one face, size and colour on one baseline, left to right.
#[derive(Debug, Clone)]
pub struct TextRun {
    /// The face.
    pub face: FaceId,
    /// Size in pt.
    pub size: f64,
    /// Colour.
    pub color: Color,
    /// Left edge of the first glyph's cell.
    pub x: f64,
    /// Baseline.
    pub y: f64,
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
    /// The characters that the glyphs show, in order.
    pub text: String,
    /// Whether it is no part of the text (page number, watermark).
    pub artifact: bool,
    /// Clockwise rotation about the run's origin in degrees; 0 for all but the draft mark.
    pub rotate: f64,
    /// Opacity, 0 to 1; 1 for all but the draft mark.
    pub opacity: f64,
}

/// A glyph in a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Glyph id in the face.
    pub id: u16,
    /// Where its origin is drawn, in pt from the run's `x`. A half-width opening mark is drawn left of its
    /// cell, so this may be less than the sum of the advances before it.
    pub x: f64,
    /// First byte of its characters in the run's text.
    pub start: u32,
    /// One past their last byte; a glyph of a ligature's later parts has an empty range.
    pub end: u32,
}

/// A filled rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fill {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Colour.
    pub color: Color,
}

/// An image.
#[derive(Debug, Clone)]
pub struct ImageBox {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// The image.
    pub asset: AssetId,
    /// Alternative text.
    pub alternative: String,
}

/// A link.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkBox {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Address, or `#` and the name of an [`Anchor`].
    pub target: String,
}

/// A bookmark.
#[derive(Debug, Clone, PartialEq)]
pub struct Bookmark {
    /// 1 for the outermost.
    pub level: u8,
    /// Text, number included.
    pub title: String,
    /// Index of the page.
    pub page: usize,
    /// Top of the heading on it.
    pub y: f64,
}

/// A named place.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// Name.
    pub name: String,
    /// Index of the page.
    pub page: usize,
    /// Top on it.
    pub y: f64,
}
