//! Which glyphs each face shows, and for which characters.

use std::collections::BTreeMap;

use crate::fonts::FaceId;
use crate::typeset::{Frames, Glyph, Item, TextRun};

/// For each face its glyphs, and the characters each glyph stands for in the file's character map.
pub(super) type Used<'a> = BTreeMap<FaceId, BTreeMap<u16, &'a str>>;

/// Glyphs that together show some characters; nearly always one and one.
pub(super) struct Cluster<'a> {
    pub(super) glyphs: &'a [Glyph],
    pub(super) text: &'a str,
}

/// The clusters of a run, in order.
pub(super) fn clusters(run: &TextRun) -> impl Iterator<Item = Cluster<'_>> {
    let mut rest = run.glyphs.as_slice();
    std::iter::from_fn(move || {
        let (first, others) = rest.split_first()?;
        let parts = others.iter().take_while(|glyph| glyph.start >= glyph.end).count();
        let (glyphs, after) = rest.split_at(parts + 1);
        rest = after;
        let text = run.text.get(first.start as usize..first.end as usize).unwrap_or_default();
        Some(Cluster { glyphs, text })
    })
}

/// Collects the glyphs of all runs. A glyph that shows different characters in different places
/// (`～` and `〜`) stands for those it shows first; `page` marks the others.
pub(super) fn used(frames: &Frames) -> Used<'_> {
    let mut used = Used::new();
    let mut parts = Vec::new();
    for item in frames.pages.iter().flat_map(|page| &page.items) {
        let Item::Text(run) = item else { continue };
        let face = used.entry(run.face).or_default();
        for cluster in clusters(run) {
            match cluster.glyphs {
                [only] => drop(face.entry(only.id).or_insert(cluster.text)),
                several => {
                    parts.extend(several.iter().map(|part| (run.face, part.id, cluster.text)))
                }
            }
        }
    }
    for (face, glyph, text) in parts {
        used.entry(face).or_default().entry(glyph).or_insert(text);
    }
    used.retain(|_, glyphs| !glyphs.is_empty());
    used
}
