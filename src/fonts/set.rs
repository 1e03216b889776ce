//! The faces of one run, and which serves which role.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::bytes::FontBytes;
use super::embedded;
use super::face::{Face, FaceId, Origin, best_of};
use super::practice::{self, Index};
use super::role::Role;
use crate::source::World;

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

/// The face that serves a role, and the one that practice wants there.
#[derive(Debug, Clone, Copy)]
pub struct Choice<'a> {
    /// The role.
    pub role: Role,
    /// The face that practice wants, by its usual name.
    pub wanted: &'static str,
    /// The face in use.
    pub id: FaceId,
    /// The same.
    pub face: &'a Face,
    /// Whether the face in use only stands in for the wanted one and its equals (方正小标宋_GBK is an equal of
    /// 方正小标宋简体; 华文中宋 stands in).
    pub substitute: bool,
}

/// `FandolSong-Bold 代 方正小标宋简体`, or the face's name alone.
impl std::fmt::Display for Choice<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.face.name)?;
        if self.substitute { write!(f, " 代 {}", self.wanted) } else { Ok(()) }
    }
}

/// The faces of one run, and which serves which role.
#[derive(Debug, Clone)]
pub struct Fonts {
    faces: Vec<Face>,
    roles: [FaceId; 5],
    builtin: [FaceId; 5],
    pub(super) unusable: Vec<FontFault>,
}

impl Fonts {
    /// The embedded faces. Without the `fandol` feature Noto Serif and Noto Sans serve every role.
    #[must_use]
    pub fn embedded() -> Self {
        let none = [FaceId(0); 5];
        let mut fonts =
            Self { faces: Vec::new(), roles: none, builtin: none, unusable: Vec::new() };
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
        fonts.builtin = fonts.roles;
        fonts
    }

    /// The same faces with files of the user's in the roles they are given for. A file that serves several roles
    /// is read once.
    ///
    /// # Errors
    /// The first file that cannot be read, is no usable font, or may not be embedded.
    pub fn with_files<P: AsRef<Path>>(
        mut self,
        world: &dyn World,
        files: impl IntoIterator<Item = (Role, P)>,
    ) -> Result<Self, FontFault> {
        for (role, path) in files {
            self.use_file(world, role, path.as_ref())?;
        }
        Ok(self)
    }

    /// Lets a file of the user's serve a role: of a collection the face that is called as the role wants, or the
    /// first. A file that serves already is not read again.
    ///
    /// # Errors
    /// Where it cannot be read, is no usable font, or may not be embedded; the role keeps its face.
    pub fn use_file(
        &mut self,
        world: &dyn World,
        role: Role,
        path: &Path,
    ) -> Result<(), FontFault> {
        let fault = |reason| FontFault { role, path: path.to_owned(), reason };
        let origin = Origin::File(path.to_owned());
        let known = self.faces.iter().find(|face| face.origin == origin);
        let data: FontBytes = match known {
            Some(face) => face.data.clone(),
            None => {
                let bytes = world.read(path);
                let bytes = bytes.map_err(|error| fault(format!("读取失败（{}）", why(&error))))?;
                Cow::<'static, [u8]>::Owned(bytes).into()
            }
        };
        let index = best_of(&data, role, &Index::new());
        let same = |(_, face): &(FaceId, &Face)| face.origin == origin && face.index == index;
        let known = self.iter().find(same).map(|(id, _)| id);
        let id = match known {
            Some(id) => id,
            None => {
                let mut face = Face::indexed(String::new(), origin, data, index).map_err(fault)?;
                face.rights().map_err(|reason| fault(reason.to_owned()))?;
                face.name = face.family(path);
                self.add(face)
            }
        };
        self.assign(role, id);
        Ok(())
    }

    fn add_embedded(&mut self, face: &embedded::Embedded) -> FaceId {
        self.add(Face {
            name: face.name.to_owned(),
            origin: Origin::Embedded(face.licence),
            data: Cow::Borrowed(face.data).into(),
            index: 0,
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

    /// The faces to ask for a character in a role: the role's own, 宋体, 黑体, and the embedded ones of these two,
    /// which have all 8,105 hanzi of 通用规范汉字表.
    #[must_use]
    pub fn chain(&self, role: Role) -> [FaceId; 5] {
        let builtin = |role: Role| self.builtin[role as usize];
        let [song, hei] = [Role::Song, Role::Hei];
        [self.of(role), self.of(song), self.of(hei), builtin(song), builtin(hei)]
    }

    /// All faces with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.faces
            .iter()
            .enumerate()
            .map(|(at, face)| (FaceId(u16::try_from(at).unwrap_or(u16::MAX)), face))
    }

    /// Whether the user named what serves a role.
    #[must_use]
    pub fn named(&self, role: Role) -> bool {
        matches!(self.face(self.of(role)).origin, Origin::File(_))
    }

    /// For each role the face in use beside the one that practice wants.
    #[must_use]
    pub fn choices(&self) -> [Choice<'_>; 5] {
        let index = Index::new();
        Role::ALL.map(|role| {
            let id = self.of(role);
            let face = self.face(id);
            let place = face.place(&index);
            Choice {
                role,
                wanted: practice::faces(role).first().map_or("", |known| known.name),
                id,
                face,
                substitute: !place.is_some_and(|place| place.role == role && place.proper()),
            }
        })
    }

    /// Fonts of the machine that are called as practice wants but cannot serve.
    #[must_use]
    pub fn unusable(&self) -> &[FontFault] {
        &self.unusable
    }

    /// The faces for pages that others load: those of the machine, whose makers seldom allow that, give way to the
    /// embedded ones. Faces that the project names stay. Pages are so the same on every machine.
    #[must_use]
    pub fn for_pages(&self) -> Cow<'_, Self> {
        let of_machine = |face: &Face| matches!(face.origin, Origin::Machine(_));
        if !self.faces.iter().any(of_machine) {
            return Cow::Borrowed(self);
        }
        let mut fonts = self.clone();
        for role in Role::ALL {
            if of_machine(self.face(self.of(role))) {
                fonts.assign(role, self.builtin[role as usize]);
            }
        }
        // They stand last, so that the others keep their ids.
        while fonts.faces.last().is_some_and(of_machine) {
            fonts.faces.pop();
        }
        Cow::Owned(fonts)
    }
}

pub(super) fn why(error: &std::io::Error) -> &'static str {
    match error.kind() {
        std::io::ErrorKind::NotFound => "没有这个文件",
        std::io::ErrorKind::PermissionDenied => "没有权限",
        std::io::ErrorKind::IsADirectory => "这是一个文件夹",
        _ => "文件读不出来",
    }
}

#[cfg(test)]
mod tests;
