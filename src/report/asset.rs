//! Images that belong to the report.

use std::path::PathBuf;
use std::sync::Arc;

/// Index in [`Report::assets`](super::Report::assets).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AssetId(pub usize);

/// The formats of image that every output can carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssetKind {
    /// PNG.
    Png,
    /// JPEG (baseline or progressive).
    Jpeg,
    /// SVG.
    Svg,
}

/// An image, read whole.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its path.
    pub path: PathBuf,
    /// Its format, told from its content.
    pub kind: AssetKind,
    /// The file's bytes.
    pub bytes: Arc<[u8]>,
    /// Width in pixels (SVG: user units at 96 to the inch).
    pub width: f64,
    /// Height in pixels (SVG: user units at 96 to the inch).
    pub height: f64,
}

/// Why an asset could not be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssetFault {
    /// No such file.
    Missing,
    /// It lies outside the report's folder.
    Outside,
    /// It cannot be read; the reason in Chinese.
    Unreadable(String),
    /// It is neither PNG, JPEG nor SVG, or damaged; the reason in Chinese.
    Unsupported(String),
    /// An `http:` or `https:` address; tigang never goes to the network.
    Remote,
}
