//! The disk as a world.
#![allow(clippy::disallowed_methods)]

use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{env, fs};

use super::font_folders;
use crate::source::{Date, EntryKind, FolderEntry, Pieces, World};

/// The real file system and clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct DiskWorld;

impl World for DiskWorld {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn list(&self, folder: &Path) -> Vec<String> {
        names(folder, Path::is_file)
    }

    fn folders(&self, folder: &Path) -> Vec<String> {
        names(folder, Path::is_dir)
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    /// The date in China (UTC+8), whatever the machine's own zone is.
    fn today(&self) -> Date {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        date_of(since + Duration::from_secs(8 * 3600))
    }

    fn font_folders(&self) -> Vec<PathBuf> {
        font_folders::of(env::consts::OS, &|name| env::var_os(name))
    }

    fn entries(&self, folder: &Path) -> Vec<FolderEntry> {
        let Ok(found) = fs::read_dir(folder) else { return Vec::new() };
        let mut entries: Vec<FolderEntry> = found.flatten().filter_map(|one| entry(&one)).collect();
        entries.sort_unstable();
        entries
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Pieces>> {
        Ok(Box::new(Opened { file: fs::File::open(path)?, at: 0 }))
    }
}

/// An entry as [`World`] gives it; a link to a file counts as the file. `None` for devices and broken links.
fn entry(found: &fs::DirEntry) -> Option<FolderEntry> {
    let name = found.file_name().into_string().ok()?;
    let plain = found.file_type().ok()?;
    let link = plain.is_symlink();
    let kind = if plain.is_dir() {
        EntryKind::Folder
    } else {
        let of = if link { fs::metadata(found.path()) } else { found.metadata() }.ok()?;
        match (of.is_dir(), of.is_file()) {
            (true, _) => EntryKind::LinkedFolder,
            (_, true) => EntryKind::File(of.len()),
            _ => return None,
        }
    };
    Some(FolderEntry { name, kind })
}

/// A file that is open, and where it will be read next.
struct Opened {
    file: fs::File,
    at: u64,
}

impl Pieces for Opened {
    fn size(&self) -> u64 {
        self.file.metadata().map_or(0, |known| known.len())
    }

    fn piece(&mut self, at: u64, length: usize) -> io::Result<Vec<u8>> {
        const MOST_AT_ONCE: usize = 64 * 1024;
        let mut bytes = Vec::with_capacity(length.min(MOST_AT_ONCE));
        if at != self.at {
            self.file.seek(SeekFrom::Start(at))?;
        }
        let read = (&mut self.file).take(length as u64).read_to_end(&mut bytes)?;
        self.at = at + read as u64;
        Ok(bytes)
    }
}

/// The names of the entries of a folder that are of a kind, links followed, sorted.
fn names(folder: &Path, kind: fn(&Path) -> bool) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .flatten()
        .filter(|entry| kind(&entry.path()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort_unstable();
    names
}

/// The calendar date of a time since 1970-01-01 (days to civil date, proleptic Gregorian).
fn date_of(since: Duration) -> Date {
    let days = i64::try_from(since.as_secs() / 86_400).unwrap_or(0) + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let narrow = |n: i64| u8::try_from(n).unwrap_or(1);
    Date::new(i32::try_from(year).unwrap_or(9999), narrow(month), narrow(day)).unwrap_or(Date {
        year: 1970,
        month: 1,
        day: 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_listed_with_sizes_and_links_and_a_file_read_in_pieces() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("甲.ttf"), b"abcdef").unwrap();
        fs::create_dir(folder.path().join("乙")).unwrap();
        let mut want = vec![
            FolderEntry { name: "乙".into(), kind: EntryKind::Folder },
            FolderEntry { name: "甲.ttf".into(), kind: EntryKind::File(6) },
        ];
        #[cfg(unix)]
        {
            let link = |to: &str, name| {
                std::os::unix::fs::symlink(folder.path().join(to), folder.path().join(name))
                    .unwrap();
            };
            link("甲.ttf", "丙.ttf");
            link("", "丁");
            link("无", "戊");
            want.push(FolderEntry { name: "丙.ttf".into(), kind: EntryKind::File(6) });
            want.push(FolderEntry { name: "丁".into(), kind: EntryKind::LinkedFolder });
        }
        want.sort_unstable();
        assert_eq!(DiskWorld.entries(folder.path()), want);
        assert_eq!(DiskWorld.entries(&folder.path().join("无")), []);
        let mut file = DiskWorld.open(&folder.path().join("甲.ttf")).unwrap();
        assert_eq!(file.size(), 6);
        assert_eq!(file.piece(4, 9).unwrap(), b"ef");
        assert_eq!(file.piece(1, 2).unwrap(), b"bc");
        assert_eq!(file.piece(7, 1).unwrap(), b"");
    }

    #[test]
    fn days_become_dates() {
        let of = |days: u64| date_of(Duration::from_secs(days * 86_400)).to_string();
        assert_eq!(of(0), "1970-01-01");
        assert_eq!(of(19_586), "2023-08-17");
        assert_eq!(of(19_782), "2024-02-29");
        assert_eq!(of(20_819), "2027-01-01");
    }
}
