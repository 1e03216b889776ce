//! Output that appears whole or not at all.
#![allow(clippy::disallowed_methods)]

use std::collections::HashMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::Entry;

/// A report and the files it will write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The report.
    pub entry: Entry,
    /// One path for each format, in the order of the formats.
    pub files: Vec<PathBuf>,
}

/// Two reports that would write one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The file.
    pub file: PathBuf,
    /// The drafts.
    pub drafts: [PathBuf; 2],
}

/// Says where each report's outputs go: `folder/名称.format`.
///
/// # Errors
/// The clashes, where two reports would write one file (names that differ only in case count as one,
/// since some file systems do not tell them apart).
pub fn plan(
    entries: &[Entry],
    folder: &Path,
    formats: &[&str],
) -> Result<Vec<Planned>, Vec<Clash>> {
    let mut taken: HashMap<String, &Path> = HashMap::new();
    let mut clashes = Vec::new();
    let mut planned = Vec::with_capacity(entries.len());
    for entry in entries {
        let key = entry.output.to_string_lossy().to_lowercase();
        let stem = folder.join(&entry.output);
        // Not `with_extension`: a name may hold dots (`2023.8工作总结`).
        let files: Vec<PathBuf> = formats
            .iter()
            .map(|format| {
                let mut name = stem.clone().into_os_string();
                name.push(".");
                name.push(format);
                PathBuf::from(name)
            })
            .collect();
        if let Some(first) = taken.insert(key, &entry.path) {
            clashes.push(Clash {
                file: files.first().cloned().unwrap_or(stem),
                drafts: [first.to_owned(), entry.path.clone()],
            });
        }
        planned.push(Planned { entry: entry.clone(), files });
    }
    if clashes.is_empty() { Ok(planned) } else { Err(clashes) }
}

/// Writes a file through a temporary one beside it and a rename, so that a reader sees the old file or
/// the new one, never half of it. Folders are made as needed.
///
/// # Errors
/// Those of the file system; the old file stays.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write(path, bytes, None)
}

/// Writes a file that is there already, as [`write_atomically`] does: a link stays a link, permissions stay as
/// they are.
///
/// # Errors
/// Those of the file system, and [`io::ErrorKind::PermissionDenied`] for a file marked read-only, which a rename
/// would replace all the same; the old file stays.
pub fn replace_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    let permissions = fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    write(&path, bytes, Some(permissions))
}

fn write(path: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".tigang-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As for any file a program makes: the user's umask decides what is left of it.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = match builder.tempfile_in(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            builder.tempfile_in(folder)?
        }
        made => made?,
    };
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, output: &str) -> Entry {
        Entry { path: path.into(), output: output.into() }
    }

    #[test]
    fn names_keep_their_dots_and_clashes_are_found_before_anything_is_written() {
        let planned =
            plan(&[entry("a/2023.8总结.md", "2023.8总结")], Path::new("dist"), &["html", "pdf"]);
        let files = &planned.unwrap()[0].files;
        assert_eq!(files[0], Path::new("dist/2023.8总结.html"));
        assert_eq!(files[1], Path::new("dist/2023.8总结.pdf"));
        let clashes =
            plan(&[entry("a/x.md", "x"), entry("b/x.md", "x")], Path::new("dist"), &["pdf"]);
        assert_eq!(clashes.unwrap_err().len(), 1);
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("深/处/甲.html");
        write_atomically(&path, b"one").unwrap();
        write_atomically(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        // A folder stands where the file should go: an error, and the folder stays.
        assert!(write_atomically(&folder.path().join("深"), b"x").is_err());
        assert!(path.is_file());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_permissions_stay() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("甲.md"), folder.path().join("乙.md"));
        fs::write(&file, b"one").unwrap();
        let mode = |mode| fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        mode(0o640);
        std::os::unix::fs::symlink("甲.md", &link).unwrap();
        replace_atomically(&link, b"two").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        mode(0o444);
        let refused = replace_atomically(&file, b"three").unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::PermissionDenied);
        assert!(replace_atomically(&folder.path().join("丙.md"), b"").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
