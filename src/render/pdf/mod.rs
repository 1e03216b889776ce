//! PDF: translates [`Frames`] and decides nothing about the layout.
//!
//! In order: `glyphs` finds which glyphs each face shows and for which characters, `face` cuts the
//! faces down to them, `image` makes objects of the pictures, `page` turns items into printpdf's
//! operations and tells `tree` what belongs to what, and `document` adds through lopdf what printpdf lacks:
//! structure, outline, page labels, metadata, links, output intent, identifier. `archive` decides whether the file
//! may call itself PDF/A-2b. The same frames give the same bytes: nothing here reads a clock or draws a
//! random number.

mod archive;
mod artifact;
mod cff;
mod deflate;
mod document;
mod error;
mod face;
mod glyphs;
mod icc;
mod image;
mod line;
mod links;
mod metadata;
mod outline;
mod page;
mod sheet;
mod strings;
mod tree;

use printpdf::{PdfDocument, PdfSaveOptions};

pub use error::PdfError;

use crate::fonts::Fonts;
use crate::report::Asset;
use crate::typeset::Frames;

/// Writes frames as a PDF 1.7 file with embedded subsets of the faces used.
///
/// # Errors
/// Where a face or an image cannot be embedded; the message is Chinese and names it.
pub fn write(frames: &Frames, fonts: &Fonts, assets: &[Asset]) -> Result<Vec<u8>, PdfError> {
    let faces = face::embed(&glyphs::used(frames), fonts)?;
    let mut pdf = PdfDocument::new("");
    let images = image::embed(frames, assets, fonts, &mut pdf.resources)?;
    let mut tree = tree::Tree::new(frames);
    pdf.pages = page::translate(frames, &faces, &images, &mut pdf.resources, &mut tree);
    faces.register(&mut pdf.resources);
    let options = PdfSaveOptions { optimize: false, subset_fonts: false, ..Default::default() };
    let document = pdf.to_lopdf_document(&options, &mut Vec::new());
    drop(pdf);
    document::finish(document, frames, &faces, &images, tree)
}

#[cfg(test)]
mod tests;
