//! What printpdf leaves out or gets wrong, added through lopdf, and the bytes of the file.

use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, dictionary};

use super::deflate::{Kind, deflate};
use super::error::PdfError;
use super::face::Faces;
use super::image::{Images, Placed};
use super::tree::Tree;
use super::{archive, links, metadata, outline};
use crate::typeset::{Frames, Item};

/// Completes the document and writes it.
pub(super) fn finish(
    mut document: Document,
    frames: &Frames,
    faces: &Faces<'_>,
    images: &Images,
    tree: Tree<'_>,
) -> Result<Vec<u8>, PdfError> {
    document.version = "1.7".to_owned();
    let pages: Vec<ObjectId> = document.page_iter().collect();
    if pages.len() != frames.pages.len() {
        return Err(PdfError::Internal("页数与版面不符".to_owned()));
    }
    for (number, (id, page)) in pages.iter().zip(&frames.pages).enumerate() {
        if let Ok(entry) = document.get_dictionary_mut(*id) {
            entry.remove(b"CropBox");
            entry.remove(b"Annots");
            entry.set("StructParents", i64::try_from(number).unwrap_or(i64::MAX));
            if page.turned {
                entry.set("Rotate", 90);
            }
            if page.items.iter().any(|item| shows_through(item, images)) {
                entry.set(
                    "Group",
                    dictionary! { "S" => name("Transparency"), "CS" => name("DeviceRGB") },
                );
            }
        }
    }
    describe_faces(&mut document, faces);
    let links = links::annotate(&mut document, frames, &pages);
    let outline = outline::outline(&mut document, frames, &pages);
    let labels = outline::labels(frames);
    let structure = tree.write(&mut document, &pages, &links);
    let intent = archive::intent(&mut document);
    let archival = archive::conforms(&document, frames, faces);
    let (info, xmp) = metadata::metadata(&mut document, &frames.info, archival);

    let root = document
        .trailer
        .get(b"Root")
        .and_then(Object::as_reference)
        .map_err(|_| PdfError::Internal("缺少文档目录".to_owned()))?;
    let catalog = document
        .get_dictionary_mut(root)
        .map_err(|_| PdfError::Internal("缺少文档目录".to_owned()))?;
    catalog.remove(b"PageLayout");
    catalog.set("PageMode", name(if outline.is_some() { "UseOutlines" } else { "UseNone" }));
    catalog.set("Lang", Object::string_literal("zh-CN"));
    catalog.set("Metadata", xmp);
    catalog.set("OutputIntents", vec![intent]);
    catalog.set("StructTreeRoot", structure);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    if let Some(labels) = labels {
        catalog.set("PageLabels", labels);
    }
    if !frames.info.title.is_empty() {
        catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    }
    document.trailer.set("Info", info);
    save(document)
}

/// Whether what lies below an item can be seen through it.
fn shows_through(item: &Item, images: &Images) -> bool {
    match item {
        Item::Text(run) => run.opacity < 1.0,
        Item::Image(image) => images.get(image).is_some_and(Placed::is_transparent),
        Item::Fill(_) | Item::Link(_) => false,
    }
}

/// A name object.
pub(super) fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// Corrects the descriptors: the height of capitals (printpdf writes the ascent) and the flag that the
/// characters are not those of the standard Latin set.
fn describe_faces(document: &mut Document, faces: &Faces<'_>) {
    let Some(fonts) = fonts(document) else { return };
    for face in faces.iter() {
        let descriptor = fonts
            .get(face.id.0.as_bytes())
            .and_then(Object::as_reference)
            .and_then(|id| document.get_dictionary(id))
            .and_then(|font| font.get(b"DescendantFonts"))
            .and_then(Object::as_array)
            .ok()
            .and_then(|fonts| fonts.first()?.as_dict().ok()?.get(b"FontDescriptor").ok())
            .and_then(|descriptor| descriptor.as_reference().ok());
        if let Some(descriptor) = descriptor
            && let Ok(descriptor) = document.get_dictionary_mut(descriptor)
        {
            descriptor.set("CapHeight", face.cap_height);
            let italic = descriptor.get(b"Flags").and_then(Object::as_i64).unwrap_or(0) & 0x40;
            descriptor.set("Flags", 4 | italic);
        }
    }
}

/// The font resources, which all pages share.
fn fonts(document: &Document) -> Option<Dictionary> {
    let page = document.get_dictionary(document.page_iter().next()?).ok()?;
    let resources = page.get(b"Resources").and_then(Object::as_reference).ok()?;
    let fonts = document.get_dictionary(resources).ok()?.get(b"Font").ok()?.as_reference().ok()?;
    document.get_dictionary(fonts).ok().cloned()
}

/// Compresses and writes. The file's identifier is the hash of everything else in it.
fn save(mut document: Document) -> Result<Vec<u8>, PdfError> {
    let fault = |fault: std::io::Error| PdfError::Internal(fault.to_string());
    let mut size = 4096;
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if stream.allows_compression && !stream.dict.has(b"Filter") {
            let is_font = stream.dict.has(b"Length1")
                || stream.dict.get(b"Subtype").is_ok_and(|kind| *kind == name("CIDFontType0C"));
            let packed =
                deflate(&stream.content, if is_font { Kind::Outlines } else { Kind::Text })?;
            if packed.len() + 24 < stream.content.len() {
                stream.dict.set("Filter", name("FlateDecode"));
                stream.set_content(packed);
            }
        }
        size += stream.content.len() + 256;
    }
    let blank = Object::String(vec![0; 16], lopdf::StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![blank.clone(), blank]);
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(usize::from(u16::MAX))
        .compression_level(5)
        .build();
    let mut bytes = Vec::with_capacity(size);
    document.save_with_options(&mut bytes, options).map_err(fault)?;
    identify(&mut bytes);
    Ok(bytes)
}

/// Replaces the blank identifier in the trailer, the last thing in the file.
fn identify(bytes: &mut [u8]) {
    let hash = blake3::hash(bytes).to_hex();
    let hash = &hash.as_bytes()[..32];
    let blank = [b'0'; 32];
    let mut end = bytes.len();
    for _ in 0..2 {
        let Some(at) = bytes[..end]
            .windows(34)
            .rposition(|window| window[0] == b'<' && window[33] == b'>' && window[1..33] == blank)
        else {
            return;
        };
        bytes[at + 1..at + 33].copy_from_slice(hash);
        end = at;
    }
}
