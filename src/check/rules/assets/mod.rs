//! 素材: assets and references.

pub(crate) mod dangling_reference;
pub(crate) mod missing_asset;
pub(crate) mod missing_caption;
pub(crate) mod missing_glyph;
pub(crate) mod remote_image;
pub(crate) mod unused_reference;
