//! Faces and the roles they serve.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use skrifa::raw::TableProvider as _;
use skrifa::{FontRef, MetadataProvider as _};

use super::embedded;
use crate::source::World;

/// What a face is for in an official document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 仿宋: body.
    Fangsong,
    /// 小标宋: titles.
    Xiaobiaosong,
    /// 楷体: level two, by-line.
    Kai,
    /// 黑体: level one.
    Hei,
    /// 宋体: page numbers, tables, and what the other faces lack.
    Song,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 5] =
        [Self::Fangsong, Self::Xiaobiaosong, Self::Kai, Self::Hei, Self::Song];

    /// The Chinese name of the role.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Fangsong => "仿宋",
            Self::Xiaobiaosong => "小标宋",
            Self::Kai => "楷体",
            Self::Hei => "黑体",
            Self::Song => "宋体",
        }
    }
}

/// Index of a face in [`Fonts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// Where a face comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// In the binary; its licence in short.
    Embedded(&'static str),
    /// A file of the user's.
    File(PathBuf),
}

/// A face: one OpenType font.
#[derive(Debug, Clone)]
pub struct Face {
    /// The name people know it by.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The whole file.
    pub data: Cow<'static, [u8]>,
    /// Units per em.
    pub upem: u16,
}

impl Face {
    /// Takes a font file: OpenType with TrueType or CFF outlines, or the first face of a collection (.ttc).
    ///
    /// # Errors
    /// In Chinese, where the bytes are no OpenType font with outlines and a character map.
    pub fn new(name: String, origin: Origin, data: Cow<'static, [u8]>) -> Result<Self, String> {
        let font =
            FontRef::from_index(&data, 0).map_err(|_| "不是可用的 OpenType 字体文件".to_owned())?;
        let upem = font.head().map_err(|_| "字体缺少 head 表".to_owned())?.units_per_em();
        if !font.charmap().has_map() {
            return Err("字体没有字符映射表".to_owned());
        }
        if font.glyf().is_err() && font.cff().is_err() && font.cff2().is_err() {
            return Err("字体没有矢量轮廓".to_owned());
        }
        Ok(Self { name, origin, data, upem })
    }

    /// The parsed font; `None` never happens for a face made by [`Face::new`].
    #[must_use]
    pub fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.data, 0).ok()
    }

    /// The name in the font, the Chinese one where it has one, or else the file's.
    fn family(&self, path: &Path) -> String {
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

/// A font file of the user's that could not be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FontFault {
    /// The role it was to serve.
    pub role: Role,
    /// The file.
    pub path: PathBuf,
    /// Why, in Chinese.
    pub reason: String,
}

impl std::fmt::Display for FontFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { role, path, reason } = self;
        write!(f, "{}字体“{}”无法使用：{reason}", role.chinese(), path.display())
    }
}

impl std::error::Error for FontFault {}

/// The faces of one run, and which serves which role.
#[derive(Debug, Clone)]
pub struct Fonts {
    faces: Vec<Face>,
    roles: [FaceId; 5],
}

impl Fonts {
    /// The embedded faces. Without the `fandol` feature Noto Serif and Noto Sans serve every role.
    #[must_use]
    pub fn embedded() -> Self {
        let mut fonts = Self { faces: Vec::new(), roles: [FaceId(0); 5] };
        let song = fonts.add_embedded(&embedded::NOTO_SERIF);
        let hei = fonts.add_embedded(&embedded::NOTO_SANS);
        fonts.roles = [song; 5];
        fonts.roles[Role::Hei as usize] = hei;
        #[cfg(feature = "fandol")]
        {
            fonts.roles[Role::Fangsong as usize] = fonts.add_embedded(&embedded::FANDOL_FANG);
            fonts.roles[Role::Kai as usize] = fonts.add_embedded(&embedded::FANDOL_KAI);
            fonts.roles[Role::Xiaobiaosong as usize] =
                fonts.add_embedded(&embedded::FANDOL_SONG_BOLD);
        }
        #[cfg(not(feature = "fandol"))]
        {
            fonts.roles[Role::Xiaobiaosong as usize] = hei;
        }
        fonts
    }

    /// The same faces with files of the user's in the roles they are given for. A file that serves several roles
    /// is read once.
    ///
    /// # Errors
    /// The first file that cannot be read or is no usable font.
    pub fn with_files<P: AsRef<Path>>(
        mut self,
        world: &dyn World,
        files: impl IntoIterator<Item = (Role, P)>,
    ) -> Result<Self, FontFault> {
        let mut read: Vec<(PathBuf, FaceId)> = Vec::new();
        for (role, path) in files {
            let path = path.as_ref();
            if let Some((_, id)) = read.iter().find(|(known, _)| known == path) {
                self.assign(role, *id);
                continue;
            }
            let fault = |reason| FontFault { role, path: path.to_owned(), reason };
            let bytes =
                world.read(path).map_err(|error| fault(format!("读取失败（{}）", why(&error))))?;
            let origin = Origin::File(path.to_owned());
            let mut face = Face::new(String::new(), origin, Cow::Owned(bytes)).map_err(fault)?;
            face.name = face.family(path);
            let id = self.add(face);
            self.assign(role, id);
            read.push((path.to_owned(), id));
        }
        Ok(self)
    }

    fn add_embedded(&mut self, face: &embedded::Embedded) -> FaceId {
        self.add(Face {
            name: face.name.to_owned(),
            origin: Origin::Embedded(face.licence),
            data: Cow::Borrowed(face.data),
            upem: 1000,
        })
    }

    /// Adds a face and returns its id.
    pub fn add(&mut self, face: Face) -> FaceId {
        let id = FaceId(u16::try_from(self.faces.len()).unwrap_or(u16::MAX));
        self.faces.push(face);
        id
    }

    /// Lets a face serve a role.
    pub fn assign(&mut self, role: Role, face: FaceId) {
        self.roles[role as usize] = face;
    }

    /// The face that serves a role.
    #[must_use]
    pub fn of(&self, role: Role) -> FaceId {
        self.roles[role as usize]
    }

    /// A face.
    ///
    /// # Panics
    /// Where the id is not of these fonts.
    #[must_use]
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[usize::from(id.0)]
    }

    /// The faces to ask for a character in a role: the role's own, 宋体, 黑体.
    #[must_use]
    pub fn chain(&self, role: Role) -> [FaceId; 3] {
        [self.of(role), self.of(Role::Song), self.of(Role::Hei)]
    }

    /// All faces with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.faces
            .iter()
            .enumerate()
            .map(|(at, face)| (FaceId(u16::try_from(at).unwrap_or(u16::MAX)), face))
    }
}

fn why(error: &std::io::Error) -> &'static str {
    match error.kind() {
        std::io::ErrorKind::NotFound => "没有这个文件",
        std::io::ErrorKind::PermissionDenied => "没有权限",
        std::io::ErrorKind::IsADirectory => "这是一个文件夹",
        _ => "文件读不出来",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::MemoryWorld;

    /// A collection of one face: the file with its table offsets moved behind a header.
    fn collection(font: &[u8]) -> Vec<u8> {
        let mut out = b"ttcf\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x10".to_vec();
        let mut moved = font.to_vec();
        let tables = u16::from_be_bytes([font[4], font[5]]);
        for table in 0..usize::from(tables) {
            let at = 12 + table * 16 + 8;
            let offset = u32::from_be_bytes(moved[at..at + 4].try_into().unwrap()) + 16;
            moved[at..at + 4].copy_from_slice(&offset.to_be_bytes());
        }
        out.extend(moved);
        out
    }

    #[test]
    fn files_of_the_user_take_roles() {
        let serif = embedded::NOTO_SERIF.data;
        let world = MemoryWorld::new()
            .with("仿宋.otf", serif)
            .with("楷体.ttc", collection(serif))
            .with("坏.ttf", b"no font".to_vec());
        let fonts = Fonts::embedded()
            .with_files(
                &world,
                [(Role::Fangsong, "仿宋.otf"), (Role::Kai, "楷体.ttc"), (Role::Hei, "仿宋.otf")],
            )
            .unwrap();
        assert_eq!(fonts.of(Role::Fangsong), fonts.of(Role::Hei));
        assert_ne!(fonts.of(Role::Fangsong), fonts.of(Role::Song));
        let face = fonts.face(fonts.of(Role::Kai));
        assert!(face.font().unwrap().charmap().map('提').is_some());
        assert!(face.name.starts_with("Noto Serif CJK"), "{}", face.name);
        assert_eq!(face.origin, Origin::File("楷体.ttc".into()));

        let fault = Fonts::embedded().with_files(&world, [(Role::Kai, "坏.ttf")]).unwrap_err();
        assert_eq!(fault.to_string(), "楷体字体“坏.ttf”无法使用：不是可用的 OpenType 字体文件");
        let fault = Fonts::embedded().with_files(&world, [(Role::Kai, "无.ttf")]).unwrap_err();
        assert!(fault.to_string().contains("没有这个文件"));
    }

    #[test]
    fn every_role_has_a_face_of_a_thousand_units_that_shows_hanzi() {
        let fonts = Fonts::embedded();
        for role in Role::ALL {
            let face = fonts.face(fonts.of(role));
            let font = face.font().expect("a font");
            assert_eq!(font.head().expect("head").units_per_em(), face.upem);
            assert!(font.charmap().map('提').is_some(), "{role:?}");
            assert!(!face.postscript_name().is_empty());
        }
    }

    #[test]
    fn bytes_that_are_no_font_are_refused() {
        let face = Face::new("x".into(), Origin::Embedded(""), Cow::Borrowed(b"no font"));
        assert!(face.is_err());
    }
}
