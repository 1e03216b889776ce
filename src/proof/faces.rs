//! Which faces the pages use.

use std::collections::BTreeMap;

use crate::fonts::{FaceId, Fonts, Origin, Role};
use crate::typeset::{Frames, Item};

/// A role and the face that serves it.
#[derive(Debug, Clone)]
pub struct FaceUse {
    /// The role.
    pub role: Role,
    /// The face's name.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The face that practice wants, where this one stands in for it.
    pub instead_of: Option<String>,
    /// Characters that the pages show in this face; faces that serve several roles count once for each.
    pub characters: usize,
}

/// The faces of all roles.
pub(super) fn faces(frames: &Frames, fonts: &Fonts) -> Vec<FaceUse> {
    let mut counts: BTreeMap<FaceId, usize> = BTreeMap::new();
    for item in frames.pages.iter().flat_map(|page| &page.items) {
        if let Item::Text(run) = item {
            *counts.entry(run.face).or_default() += run.glyphs.len();
        }
    }
    fonts
        .choices()
        .into_iter()
        .map(|choice| FaceUse {
            role: choice.role,
            name: choice.face.name.clone(),
            origin: choice.face.origin.clone(),
            instead_of: choice.substitute.then(|| choice.wanted.to_owned()),
            characters: counts.get(&choice.id).copied().unwrap_or(0),
        })
        .collect()
}
