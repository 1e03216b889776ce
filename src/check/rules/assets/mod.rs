//! 素材: assets and references.

pub(crate) mod missing_asset;
