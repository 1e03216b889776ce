//! Which face has which character.

use std::cell::OnceCell;

use skrifa::MetadataProvider as _;
use skrifa::charmap::Charmap;

use super::face::FaceId;
use super::role::Role;
use super::set::Fonts;

/// The character maps of fonts, each read when it is first asked.
#[derive(Debug)]
pub struct Coverage<'f> {
    fonts: &'f Fonts,
    maps: Vec<OnceCell<Option<Map<'f>>>>,
}

struct Map<'f>(Charmap<'f>);

impl std::fmt::Debug for Map<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Map")
    }
}

impl<'f> Coverage<'f> {
    /// Nothing read yet.
    #[must_use]
    pub fn new(fonts: &'f Fonts) -> Self {
        Self { fonts, maps: fonts.iter().map(|_| OnceCell::new()).collect() }
    }

    /// Whether a face has a character.
    #[must_use]
    pub fn has(&self, face: FaceId, ch: char) -> bool {
        let Some(cell) = self.maps.get(usize::from(face.0)) else { return false };
        let map = cell.get_or_init(|| Some(Map(self.fonts.face(face).font()?.charmap())));
        let glyph = map.as_ref().and_then(|map| map.0.map(ch));
        glyph.is_some_and(|glyph| glyph.to_u32() != 0)
    }

    /// The face that draws a character in a role: its own, or the first of those that stand in for it.
    #[must_use]
    pub fn face(&self, role: Role, ch: char) -> Option<FaceId> {
        self.fonts.chain(role).into_iter().find(|&face| self.has(face, ch))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faces_are_asked_in_order() {
        let fonts = Fonts::embedded();
        let coverage = Coverage::new(&fonts);
        assert_eq!(coverage.face(Role::Song, '提'), Some(fonts.of(Role::Song)));
        assert_eq!(coverage.face(Role::Fangsong, '纲'), Some(fonts.of(Role::Fangsong)));
        assert_eq!(coverage.face(Role::Fangsong, '\u{1f600}'), None);
        assert!(!coverage.has(FaceId(99), '提'));
        // GB 2312 does not have it, 通用规范汉字表 does.
        assert_eq!(coverage.face(Role::Kai, '堃'), Some(fonts.of(Role::Song)));
    }
}
