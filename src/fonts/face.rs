//! A face: one OpenType font.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use skrifa::raw::{FileRef, TableProvider as _};
use skrifa::{FontRef, MetadataProvider as _};

use super::bytes::FontBytes;
use super::practice::{Index, Place};
use super::role::Role;
use super::{fitness, names};

/// Index of a face in [`Fonts`](super::Fonts).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// Where a face comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// In the binary; its licence in short.
    Embedded(&'static str),
    /// A file that the project names.
    File(PathBuf),
    /// A file among the machine's fonts.
    Machine(PathBuf),
}

impl Origin {
    /// In a word: 内置, 项目 or 本机.
    #[must_use]
    pub fn chinese(&self) -> &'static str {
        match self {
            Self::Embedded(_) => "内置",
            Self::File(_) => "项目",
            Self::Machine(_) => "本机",
        }
    }

    /// Its file, unless it is in the binary.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Embedded(_) => None,
            Self::File(path) | Self::Machine(path) => Some(path),
        }
    }
}

/// A face: one OpenType font.
#[derive(Debug, Clone)]
pub struct Face {
    /// The name people know it by.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The whole file.
    pub data: FontBytes,
    /// Which font of the file it is, where that is a collection (.ttc); else 0.
    pub index: u32,
    /// Units per em.
    pub upem: u16,
}

impl Face {
    /// Takes a font file: OpenType with TrueType or CFF outlines, or the first face of a collection (.ttc).
    ///
    /// # Errors
    /// In Chinese, where the bytes are no OpenType font with outlines and a character map.
    pub fn new(name: String, origin: Origin, data: Cow<'static, [u8]>) -> Result<Self, String> {
        Self::indexed(name, origin, data.into(), 0)
    }

    /// Takes one face of a font file; `index` counts from 0 and matters in collections only.
    ///
    /// # Errors
    /// In Chinese, where there is no such face, or it has no outlines or no character map.
    pub fn indexed(
        name: String,
        origin: Origin,
        data: FontBytes,
        index: u32,
    ) -> Result<Self, String> {
        let font = FontRef::from_index(&data, index)
            .map_err(|_| "不是可用的 OpenType 字体文件".to_owned())?;
        let upem = font.head().map_err(|_| "字体缺少 head 表".to_owned())?.units_per_em();
        if !font.charmap().has_map() {
            return Err("字体没有字符映射表".to_owned());
        }
        if font.glyf().is_err() && font.cff().is_err() && font.cff2().is_err() {
            return Err("字体没有矢量轮廓".to_owned());
        }
        Ok(Self { name, origin, data, index, upem })
    }

    /// The parsed font; `None` never happens for a face made by [`Face::new`].
    #[must_use]
    pub fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.data, self.index).ok()
    }

    /// Whether subsets of it may be embedded in documents by its own bits (OS/2 fsType).
    ///
    /// # Errors
    /// In Chinese, which bit forbids it.
    pub fn rights(&self) -> Result<(), &'static str> {
        self.font().map_or(Ok(()), |font| fitness::rights(&font))
    }

    /// The name in the font, the Chinese one where it has one, or else the file's.
    pub(super) fn family(&self, path: &Path) -> String {
        use skrifa::string::StringId;
        let named = self.font().and_then(|font| {
            let names = || font.localized_strings(StringId::FAMILY_NAME);
            let chinese = names()
                .find(|name| name.language().is_some_and(|language| language.starts_with("zh")));
            chinese.or_else(|| names().english_or_first()).map(|name| name.to_string())
        });
        named.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| {
            path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
        })
    }

    /// The place of its names among the faces that practice knows.
    pub(super) fn place(&self, index: &Index) -> Option<Place> {
        names::place(&self.font()?.name().ok()?, index)
    }

    /// The PostScript name, ASCII only.
    #[must_use]
    pub fn postscript_name(&self) -> String {
        let named = self.font().and_then(|font| {
            font.localized_strings(skrifa::string::StringId::POSTSCRIPT_NAME)
                .english_or_first()
                .map(|name| name.chars().filter(char::is_ascii_graphic).collect::<String>())
        });
        named.filter(|name| !name.is_empty()).unwrap_or_else(|| "Unnamed".to_owned())
    }
}

/// Which face of a collection serves a role best by its names; the first where none is known.
pub(super) fn best_of(data: &[u8], role: Role, index: &Index) -> u32 {
    let Ok(FileRef::Collection(collection)) = FileRef::new(data) else { return 0 };
    let ranked = collection.iter().take(MOST_FACES).zip(0..).filter_map(|(font, at)| {
        let place = names::place(&font.ok()?.name().ok()?, index)?;
        (place.role == role).then_some((place.rank, at))
    });
    ranked.min().map_or(0, |(_, at)| at)
}

/// Most faces of a collection that are looked at.
pub(super) const MOST_FACES: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_font_are_refused() {
        let face = Face::new("x".into(), Origin::Embedded(""), Cow::Borrowed(b"no font"));
        assert!(face.is_err());
    }
}
