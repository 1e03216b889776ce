//! The outside as the pipeline sees it.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};

/// A calendar date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Full year.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

impl Date {
    /// A date that exists in the calendar, or `None`.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        (day >= 1 && day <= days && (1..=9999).contains(&year)).then_some(Self { year, month, day })
    }

    /// `2023年8月17日`: Arabic digits, full year, no padding (GB/T 9704—2012, 7.3.5.4).
    #[must_use]
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }
}

/// `2023-08-17`.
impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Files and clock. The disk is one implementation (in `workspace`), [`MemoryWorld`] another; the
/// whole pipeline runs on either.
pub trait World: Sync {
    /// The bytes of a file.
    ///
    /// # Errors
    /// Those of the file system: not found, no permission, a directory.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The names of the files directly in a folder, sorted; empty where there is no such folder.
    fn list(&self, folder: &Path) -> Vec<String>;

    /// The names of the folders directly in a folder, sorted; empty where there is no such folder.
    fn folders(&self, folder: &Path) -> Vec<String>;

    /// The path with links resolved, to tell whether a file really lies inside a folder.
    ///
    /// # Errors
    /// Those of the file system.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;

    /// Today's date, for rules that ask for it.
    fn today(&self) -> Date;

    /// The folders that hold the machine's fonts, the user's own first; empty where there are none or none
    /// are to be used.
    fn font_folders(&self) -> Vec<PathBuf> {
        Vec::new()
    }

    /// Files and folders directly in a folder, sorted by name; empty where there is no such folder.
    fn entries(&self, folder: &Path) -> Vec<FolderEntry> {
        let size = |name: &String| self.open(&folder.join(name)).map_or(0, |file| file.size());
        let files = self.list(folder).into_iter();
        let files = files.map(|name| FolderEntry { kind: EntryKind::File(size(&name)), name });
        let folders = self.folders(folder).into_iter();
        let folders = folders.map(|name| FolderEntry { name, kind: EntryKind::Folder });
        let mut entries: Vec<FolderEntry> = files.chain(folders).collect();
        entries.sort_unstable();
        entries
    }

    /// A file of which only pieces are to be read.
    ///
    /// # Errors
    /// Those of the file system.
    fn open(&self, path: &Path) -> io::Result<Box<dyn Pieces>> {
        Ok(Box::new(self.read(path)?))
    }
}

/// What stands in a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FolderEntry {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: EntryKind,
}

/// What an [`FolderEntry`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A file, or a link to one, of so many bytes.
    File(u64),
    /// A folder.
    Folder,
    /// A link to a folder; it may lead back to where one comes from.
    LinkedFolder,
}

/// A file read piece by piece.
pub trait Pieces {
    /// Its length in bytes.
    fn size(&self) -> u64;

    /// Up to `length` bytes from `at`; fewer where the file ends.
    ///
    /// # Errors
    /// Those of the file system.
    fn piece(&mut self, at: u64, length: usize) -> io::Result<Vec<u8>>;
}

impl Pieces for Vec<u8> {
    fn size(&self) -> u64 {
        self.len() as u64
    }

    fn piece(&mut self, at: u64, length: usize) -> io::Result<Vec<u8>> {
        let start = usize::try_from(at).unwrap_or(usize::MAX).min(self.len());
        let end = start.saturating_add(length).min(self.len());
        Ok(self.get(start..end).unwrap_or_default().to_vec())
    }
}

/// A path with `.` and `..` folded away as far as they can be without asking the disk.
#[must_use]
pub fn clean_path(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => match out.components().next_back() {
                Some(Component::Normal(_)) => {
                    out.pop();
                }
                Some(Component::RootDir | Component::Prefix(_)) => {}
                _ => out.push(".."),
            },
            other => out.push(other),
        }
    }
    out
}

/// A world in memory, for tests and for text from standard input.
#[derive(Debug, Clone, Default)]
pub struct MemoryWorld {
    files: BTreeMap<PathBuf, Vec<u8>>,
    fonts: Vec<PathBuf>,
}

impl MemoryWorld {
    /// An empty world.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same world with one file more.
    #[must_use]
    pub fn with(mut self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(clean_path(path.as_ref()), bytes.into());
        self
    }

    /// The same world with one folder more that holds the machine's fonts.
    #[must_use]
    pub fn with_fonts_in(mut self, folder: impl AsRef<Path>) -> Self {
        self.fonts.push(clean_path(folder.as_ref()));
        self
    }
}

impl World for MemoryWorld {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.files.get(&clean_path(path)).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn list(&self, folder: &Path) -> Vec<String> {
        let folder = clean_path(folder);
        self.files
            .keys()
            .filter(|path| path.parent() == Some(&folder))
            .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
            .collect()
    }

    fn folders(&self, folder: &Path) -> Vec<String> {
        let folder = clean_path(folder);
        let mut names: Vec<String> = self
            .files
            .keys()
            .filter_map(|path| path.strip_prefix(&folder).ok())
            .filter(|below| below.components().count() > 1)
            .filter_map(|below| Some(below.components().next()?.as_os_str().to_str()?.to_owned()))
            .collect();
        names.dedup();
        names
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(clean_path(path))
    }

    fn today(&self) -> Date {
        Date { year: 2023, month: 9, day: 1 }
    }

    fn font_folders(&self) -> Vec<PathBuf> {
        self.fonts.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_do_not_exist_are_refused() {
        assert!(Date::new(2024, 2, 29).is_some());
        assert!(Date::new(2023, 2, 29).is_none());
        assert!(Date::new(2023, 4, 31).is_none());
        assert!(Date::new(2023, 0, 1).is_none());
    }

    #[test]
    fn a_folder_is_listed_and_a_file_read_in_pieces() {
        let world = MemoryWorld::new().with("甲/乙/丙.ttf", "").with("甲/丁.otf", "abcdef");
        let entries = world.entries(Path::new("甲"));
        let file = FolderEntry { name: "丁.otf".into(), kind: EntryKind::File(6) };
        assert_eq!(entries, [file, FolderEntry { name: "乙".into(), kind: EntryKind::Folder }]);
        let mut file = world.open(Path::new("甲/丁.otf")).unwrap();
        assert_eq!(file.piece(2, 3).unwrap(), b"cde");
        assert_eq!(file.piece(5, usize::MAX).unwrap(), b"f");
        assert_eq!(file.piece(u64::MAX, 1).unwrap(), b"");
        assert!(world.open(Path::new("甲/无.otf")).is_err());
    }

    #[test]
    fn paths_fold_without_leaving_the_root() {
        assert_eq!(clean_path(Path::new("a/./b/../c")), Path::new("a/c"));
        assert_eq!(clean_path(Path::new("../a")), Path::new("../a"));
        assert_eq!(clean_path(Path::new("/../a")), Path::new("/a"));
    }
}
