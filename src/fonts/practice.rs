//! The faces that official documents are set in, by role: all their names, and the files they usually come in.
//!
//! GB/T 9704—2012 names kinds (小标宋体, 仿宋体, 楷体, 黑体, 宋体); which product of a kind, practice has
//! settled: the first of each list is what notices on the form of documents ask for.

use std::collections::HashMap;

use super::role::Role;

/// A face that practice knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    /// The name that people call it by.
    pub name: &'static str,
    /// What it is called besides in fonts' name tables: the English family, the PostScript name.
    also: &'static [&'static str],
    /// Names of the files it comes in, without extension, besides its names.
    files: &'static [&'static str],
    /// Whether it is the face that the role wants, in one of its editions; a relative of it otherwise, better
    /// than nothing but told as a substitute.
    pub proper: bool,
}

const fn proper(
    name: &'static str,
    also: &'static [&'static str],
    files: &'static [&'static str],
) -> Known {
    Known { name, also, files, proper: true }
}

const fn relative(
    name: &'static str,
    also: &'static [&'static str],
    files: &'static [&'static str],
) -> Known {
    Known { name, also, files, proper: false }
}

/// The faces of a role, the most wanted first.
pub(super) fn faces(role: Role) -> &'static [Known] {
    match role {
        Role::Fangsong => FANGSONG,
        Role::Xiaobiaosong => XIAOBIAOSONG,
        Role::Kai => KAI,
        Role::Hei => HEI,
        Role::Song => SONG,
    }
}

const XIAOBIAOSONG: &[Known] = &[
    proper(
        "方正小标宋简体",
        &["FZXiaoBiaoSong-B05S", "FZXBSJW--GB1-0"],
        &["FZXBSJW", "方正小标宋简"],
    ),
    proper("方正小标宋_GBK", &["FZXiaoBiaoSong-B05", "FZXBSK--GBK1-0"], &["FZXBSK", "方正小标宋"]),
    proper("方正公文小标宋", &[], &[]),
    proper("小标宋体", &[], &["小标宋"]),
    relative("文星标宋", &["文星简小标宋"], &[]),
    relative("长城小标宋体", &[], &[]),
    relative("华文中宋", &["STZhongsong"], &["STZHONGS"]),
];

const FANGSONG: &[Known] = &[
    proper("仿宋_GB2312", &["FangSong_GB2312"], &["仿宋GB2312", "FS_GB2312", "simfang"]),
    proper("方正仿宋简体", &["FZFangSong-Z02S", "FZFSJW--GB1-0"], &["FZFSJW", "方正仿宋简"]),
    proper("方正仿宋_GBK", &["FZFangSong-Z02", "FZFSK--GBK1-0"], &["FZFSK", "方正仿宋"]),
    proper("方正公文仿宋", &[], &[]),
    proper("仿宋", &["FangSong"], &["simfang", "仿宋体"]),
    relative("华文仿宋", &["STFangsong"], &["STFANGSO"]),
];

const KAI: &[Known] = &[
    proper("楷体_GB2312", &["KaiTi_GB2312"], &["楷体GB2312", "KT_GB2312", "simkai"]),
    proper("方正楷体简体", &["FZKai-Z03S", "FZKTJW--GB1-0"], &["FZKTJW", "方正楷体简"]),
    proper("方正楷体_GBK", &["FZKai-Z03", "FZKTK--GBK1-0"], &["FZKTK", "方正楷体"]),
    proper("方正公文楷体", &[], &[]),
    proper("楷体", &["KaiTi"], &["simkai"]),
    relative("华文楷体", &["STKaiti"], &["STKAITI"]),
];

const HEI: &[Known] = &[
    proper("黑体", &["SimHei"], &["simhei"]),
    proper("方正黑体简体", &["FZHei-B01S", "FZHTJW--GB1-0"], &["FZHTJW", "方正黑体简"]),
    proper("方正黑体_GBK", &["FZHei-B01", "FZHTK--GBK1-0"], &["FZHTK", "方正黑体"]),
    proper("方正公文黑体", &[], &[]),
];

const SONG: &[Known] = &[
    proper("宋体", &["SimSun"], &["simsun"]),
    proper("方正书宋简体", &["FZShuSong-Z01S", "FZSSJW--GB1-0"], &["FZSSJW", "方正书宋简"]),
    proper("方正书宋_GBK", &["FZShuSong-Z01", "FZSSK--GBK1-0"], &["FZSSK", "方正书宋"]),
    relative("华文宋体", &["STSong"], &["STSONG"]),
];

/// A face of the table: its role and its place in the role's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub role: Role,
    pub rank: usize,
}

impl Place {
    /// What stands there.
    pub(super) fn known(self) -> Option<&'static Known> {
        faces(self.role).get(self.rank)
    }

    /// Whether it is the face that the role wants.
    pub(super) fn proper(self) -> bool {
        self.known().is_some_and(|known| known.proper)
    }
}

/// Looks faces up by name.
pub(super) struct Index {
    names: HashMap<String, Place>,
    files: HashMap<String, Place>,
}

impl Index {
    /// The index of the whole table.
    pub(super) fn new() -> Self {
        let mut names = HashMap::with_capacity(128);
        let mut files = HashMap::with_capacity(128);
        for role in Role::ALL {
            for (rank, known) in faces(role).iter().enumerate() {
                let place = Place { role, rank };
                for name in known.also.iter().chain([&known.name]) {
                    names.insert(plain(name), place);
                    files.insert(plain(name), place);
                }
                for name in known.files {
                    files.insert(plain(name), place);
                }
            }
        }
        Self { names, files }
    }

    /// The place of a name of a face.
    pub(super) fn name(&self, name: &str) -> Option<Place> {
        self.names.get(&plain(name)).copied()
    }

    /// The place of a face whose files are usually called so, copies such as `simfang(1)` included.
    pub(super) fn file(&self, stem: &str) -> Option<Place> {
        let stem = plain(stem);
        let bare = stem.trim_end_matches(|ch: char| ch.is_ascii_digit() || "()（）".contains(ch));
        self.files.get(&stem).or_else(|| self.files.get(bare)).copied()
    }
}

/// A name without case, blanks, hyphens and underscores.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|ch| !matches!(ch, ' ' | '-' | '_' | '\0' | '\u{3000}'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_faces_and_no_name_to_two() {
        let index = Index::new();
        let of = |name| index.name(name).map(|place| (place.role, place.known().unwrap().name));
        for (name, role, face) in [
            ("FZXBSJW--GB1-0", Role::Xiaobiaosong, "方正小标宋简体"),
            ("FangSong_GB2312", Role::Fangsong, "仿宋_GB2312"),
            ("FangSong", Role::Fangsong, "仿宋"),
            ("楷体_gb2312", Role::Kai, "楷体_GB2312"),
            ("SIMHEI", Role::Hei, "黑体"),
            ("Sim Sun", Role::Song, "宋体"),
        ] {
            assert_eq!(of(name), Some((role, face)), "{name}");
        }
        for other in ["NSimSun", "新宋体", "Noto Serif CJK SC", "SimSun-ExtB", ""] {
            assert_eq!(of(other), None, "{other}");
        }
        let all = Role::ALL.into_iter().flat_map(faces);
        let count: usize = all.map(|known| known.also.len() + 1).sum();
        assert_eq!(index.names.len(), count, "a name stands twice");
    }

    #[test]
    fn usual_files_are_known() {
        let index = Index::new();
        for stem in ["simfang", "FZXBSJW", "方正小标宋简体", "仿宋_GB2312", "simsun", "simkai (2)"]
        {
            assert!(index.file(stem).is_some(), "{stem}");
        }
        for stem in ["DejaVuSans", "simsunb", "msyh", "2", ""] {
            assert!(index.file(stem).is_none(), "{stem}");
        }
    }

    #[test]
    fn the_first_of_each_role_is_proper() {
        for role in Role::ALL {
            assert!(faces(role)[0].proper);
            let relatives = faces(role).iter().skip_while(|known| known.proper);
            assert!(relatives.clone().all(|known| !known.proper), "{role:?}");
        }
    }
}
