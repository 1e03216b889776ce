//! Frames: pages of positioned glyphs, rules and images. The layout makes them; the PDF and SVG
//! writers only translate them. Lengths are in points (pt), from the page's top left corner, y down.

use crate::fonts::FaceId;
use crate::report::AssetId;
use crate::source::Span;

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
    /// What the text is made of, for readers that do not see it: nodes in reading order, parents before
    /// children; the first is the document.
    pub structure: Vec<Node>,
}

/// Index in [`Frames::structure`]; 0 is the document itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct NodeId(pub u32);

/// A node of the document's structure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// What it belongs to.
    pub parent: NodeId,
}

/// The kinds of node (ISO 32000-1, 14.8.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    /// The document.
    Document,
    /// A part by itself: header, end matter, attachment, contents list.
    Part,
    /// The title.
    Title,
    /// A heading of a level from 1.
    Heading(u8),
    /// A paragraph, or a line such as the signature.
    Paragraph,
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// An item's number or bullet.
    Label,
    /// An item's text.
    ItemBody,
    /// A quotation.
    Quote,
    /// A block of code.
    Code,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell of a table's head; it heads its column.
    HeadCell,
    /// Another cell.
    Cell,
    /// A figure with its alternative text.
    Figure(String),
    /// A caption.
    Caption,
    /// A footnote.
    Note,
    /// The contents list.
    Contents,
    /// An entry of the contents list.
    Entry,
    /// A link.
    Link,
}

/// Which element of the document a line or a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Part {
    /// 正文.
    #[default]
    Body,
    /// 份号 (7.2.1).
    CopyNumber,
    /// 密级和保密期限 (7.2.2).
    Secrecy,
    /// 紧急程度 (7.2.3).
    Urgency,
    /// 发文机关标志 (7.2.4).
    Mark,
    /// 发文字号, 期号 (7.2.5).
    Number,
    /// 签发人 (7.2.6).
    Signer,
    /// 版头中的分隔线 (7.2.7), or one of a letter's double rules (10.1).
    RedRule,
    /// Who issues a bulletin or minutes, and when, above the red rule.
    Issuer,
    /// 标题 (7.3.1).
    Title,
    /// 副标题.
    Subtitle,
    /// Author and date below the title.
    ByLine,
    /// 摘要 and 关键词.
    Summary,
    /// 主送机关 (7.3.2).
    Addressees,
    /// 出席, 请假, 列席 (10.3).
    Attendance,
    /// A heading of a level from 1, standing on a line of its own (7.3.3).
    Heading(u8),
    /// 附件说明 (7.3.4).
    AttachmentList,
    /// 署名 (7.3.5).
    Signature,
    /// 成文日期 (7.3.5.4).
    Date,
    /// 附注 (7.3.6).
    Remark,
    /// `附件1` at the head of an attachment (7.3.7).
    AttachmentLabel,
    /// An attachment's title (7.3.7).
    AttachmentTitle,
    /// 抄送 (7.4.2).
    CopiesTo,
    /// 印发机关和印发日期 (7.4.3).
    Printer,
    /// First or last rule of the end matter (7.4.1).
    RecordOuter,
    /// Inner rule of the end matter (7.4.1).
    RecordInner,
    /// 页码 (7.5).
    Folio,
    /// Caption of a figure or table.
    Caption,
    /// Cell of a table.
    Cell,
    /// Cell of a table's head.
    HeadCell,
    /// Rule of a table.
    TableRule,
    /// Footnote.
    Footnote,
    /// Rule above the footnotes.
    NoteRule,
    /// Contents list.
    Contents,
    /// Block of code.
    Code,
    /// Anything drawn through or behind text.
    Decoration,
}

/// A line of text: what it shows and how it fills its measure.
#[derive(Debug, Clone, PartialEq)]
pub struct LineBox {
    /// What it is.
    pub part: Part,
    /// Left edge of its first cell in pt.
    pub x: f64,
    /// Baseline in pt, that of a face that is not raised.
    pub y: f64,
    /// From the left edge to the right edge of its last cell in pt; the blank half of a mark that ends the line
    /// and was given up is not counted.
    pub width: f64,
    /// Left edge and width of the measure it stands in, in pt.
    pub measure: (f64, f64),
    /// Size of its first style in pt.
    pub size: f64,
    /// Whether it is justified, so that its edges are those of its measure.
    pub full: bool,
    /// By how much of an em the widest of the gaps that are stretched evenly is stretched; negative where the
    /// line is squeezed, then the sum of what marks gave up, in em.
    pub stretch: f64,
    /// Characters it shows, blanks left out.
    pub characters: u32,
    /// What it shows.
    pub text: String,
    /// Where that stands in the source: a span within its first piece of text; empty for what is no text of the
    /// draft.
    pub span: Span,
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
    /// The lines of text on it, those of tables and footnotes too.
    pub lines: Vec<LineBox>,
    /// Whether it is read sideways (clause 8): width and height here, and all places, are those of the page as
    /// it is read, with its top at the left edge of the upright sheet. Its page number alone is turned.
    pub turned: bool,
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
    /// What of the structure it belongs to; means nothing for an artifact.
    pub node: NodeId,
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
    /// What it is.
    pub part: Part,
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
    /// What of the structure it belongs to.
    pub node: NodeId,
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
    /// The link in the structure.
    pub node: NodeId,
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
