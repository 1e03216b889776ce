//! Images as XObjects that fill the unit square.
//!
//! JPEG and most PNG data go into the file as they are; SVG becomes drawing operators, or pixels where
//! it uses what PDF operators cannot repeat exactly.

mod jpeg;
mod pixels;
mod png;
mod svg;
mod svg_text;
mod walk;

use std::collections::BTreeMap;

use printpdf::{DictItem, ExternalStream, ExternalXObject, PdfResources, XObject, XObjectId};

use super::error::PdfError;
use crate::fonts::Fonts;
use crate::report::{Asset, AssetKind};
use crate::typeset::{Frames, ImageBox, Item};

/// A PDF matrix.
pub(super) type Matrix = [f64; 6];

/// An image in the file.
pub(super) struct Placed {
    /// Its resource name.
    pub(super) id: XObjectId,
    /// How the camera was held.
    turn: jpeg::Turn,
    /// Width by height of the stored pixels; `None` where it does not matter.
    aspect: Option<f64>,
    /// Whether anything shows through it.
    transparent: bool,
}

/// An image before it has a name.
struct Content {
    stream: ExternalStream,
    turn: jpeg::Turn,
    aspect: Option<f64>,
}

impl Content {
    /// Content that stands upright.
    fn upright(stream: ExternalStream) -> Self {
        Self { stream, turn: jpeg::Turn::default(), aspect: None }
    }
}

/// The images that the frames use, by the index of the asset.
pub(super) struct Images(BTreeMap<usize, Placed>);

impl Images {
    /// The image of a box; `None` never happens for the frames it was made from.
    pub(super) fn get(&self, image: &ImageBox) -> Option<&Placed> {
        self.0.get(&image.asset.0)
    }
}

/// Embeds every image that the frames use, once.
pub(super) fn embed(
    frames: &Frames,
    assets: &[Asset],
    fonts: &Fonts,
    resources: &mut PdfResources,
) -> Result<Images, PdfError> {
    let mut sizes: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for item in frames.pages.iter().flat_map(|page| &page.items) {
        if let Item::Image(image) = item {
            let (width, height) = sizes.entry(image.asset.0).or_default();
            *width = width.max(image.width);
            *height = height.max(image.height);
        }
    }
    let mut images = BTreeMap::new();
    for (index, size) in sizes {
        let asset = assets
            .get(index)
            .ok_or_else(|| PdfError::Internal(format!("版面用到不存在的图片（编号 {index}）")))?;
        let content = match asset.kind {
            AssetKind::Jpeg => jpeg::read(&asset.bytes),
            AssetKind::Png => png::read(&asset.bytes).map(Content::upright),
            AssetKind::Svg => svg::read(&asset.bytes, size, fonts).map(Content::upright),
        }
        .map_err(|reason| PdfError::Image {
            name: asset.path.to_string_lossy().into_owned(),
            reason,
        })?;
        let id = XObjectId(format!("I{index}"));
        let transparent = shows_through(&content.stream.dict);
        resources.xobjects.map.insert(
            id.clone(),
            XObject::External(ExternalXObject {
                stream: content.stream,
                width: None,
                height: None,
                dpi: None,
            }),
        );
        images
            .insert(index, Placed { id, turn: content.turn, aspect: content.aspect, transparent });
    }
    Ok(Images(images))
}

/// Whether an image has a mask, or a drawing in it anything that is seen through.
fn shows_through(entries: &BTreeMap<String, DictItem>) -> bool {
    entries.iter().any(|(key, entry)| match entry {
        _ if matches!(key.as_str(), "SMask" | "ExtGState" | "Group") => true,
        DictItem::Dict { map } => shows_through(map),
        DictItem::Stream { stream } => shows_through(&stream.dict),
        _ => false,
    })
}

impl Placed {
    /// Whether anything shows through it.
    pub(super) fn is_transparent(&self) -> bool {
        self.transparent
    }

    /// The matrix that lays the unit square over a box whose lower left corner is `(x, y)`. A photograph that
    /// must be turned upright keeps its proportions even where the box was measured before turning.
    pub(super) fn matrix(&self, x: f64, y: f64, width: f64, height: f64) -> Matrix {
        let (mut x, mut y, mut width, mut height) = (x, y, width, height);
        if let Some(stored) = self.aspect.filter(|_| self.turn.swaps())
            && width > 0.0
            && height > 0.0
        {
            let given = width / height;
            let upright = 1.0 / stored;
            if (given / stored).ln().abs() < (given / upright).ln().abs() {
                let (whole_width, whole_height) = (width, height);
                width = width.min(height * upright);
                height = width / upright;
                x += (whole_width - width) / 2.0;
                y += (whole_height - height) / 2.0;
            }
        }
        let [a, b, c, d, e, f] = self.turn.matrix();
        [a * width, b * height, c * width, d * height, e * width + x, f * height + y]
    }
}

/// A name.
fn name(name: &str) -> DictItem {
    DictItem::Name(name.as_bytes().to_vec())
}

/// A whole number.
fn int(value: impl Into<i64>) -> DictItem {
    DictItem::Int(value.into())
}

/// A dictionary.
fn dict<const N: usize>(entries: [(&str, DictItem); N]) -> BTreeMap<String, DictItem> {
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// An image XObject.
fn image_stream<const N: usize>(
    (width, height): (u32, u32),
    content: Vec<u8>,
    entries: [(&str, DictItem); N],
) -> ExternalStream {
    let mut entries = dict(entries);
    entries.extend(dict([
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", int(width)),
        ("Height", int(height)),
    ]));
    ExternalStream { dict: entries, content, compress: false }
}
