//! The disk as a world.
#![allow(clippy::disallowed_methods)]

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{fs, io};

use crate::source::{Date, World};

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
    fn days_become_dates() {
        let of = |days: u64| date_of(Duration::from_secs(days * 86_400)).to_string();
        assert_eq!(of(0), "1970-01-01");
        assert_eq!(of(19_586), "2023-08-17");
        assert_eq!(of(19_782), "2024-02-29");
        assert_eq!(of(20_819), "2027-01-01");
    }
}
