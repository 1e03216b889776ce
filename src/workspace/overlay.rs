//! The disk with some files as they would be.
#![allow(clippy::disallowed_methods)]

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::DiskWorld;
use crate::source::{Date, FolderEntry, Pieces, World};

/// The disk, on which files may be changed, or put, without a byte being written.
#[derive(Debug, Clone, Default)]
pub struct Overlay {
    files: HashMap<PathBuf, Vec<u8>>,
}

impl Overlay {
    /// The disk as it is.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The one name of a file, however it is spelled: links resolved as far as it is there.
    #[must_use]
    pub fn key(path: &Path) -> PathBuf {
        if let Ok(whole) = fs::canonicalize(path) {
            return whole;
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = fs::canonicalize(folder.unwrap_or(Path::new(".")));
        match (folder, path.file_name()) {
            (Ok(folder), Some(name)) => folder.join(name),
            _ => crate::source::clean_path(path),
        }
    }

    /// Puts a file in place of what is on the disk.
    pub fn put(&mut self, key: PathBuf, bytes: Vec<u8>) {
        self.files.insert(key, bytes);
    }

    fn known(&self, path: &Path) -> Option<&Vec<u8>> {
        // On the disk as it is no path is resolved at all.
        if self.files.is_empty() { None } else { self.files.get(&Self::key(path)) }
    }
}

impl World for Overlay {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.known(path).map_or_else(|| DiskWorld.read(path), |bytes| Ok(bytes.clone()))
    }

    fn list(&self, folder: &Path) -> Vec<String> {
        DiskWorld.list(folder)
    }

    fn folders(&self, folder: &Path) -> Vec<String> {
        DiskWorld.folders(folder)
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        DiskWorld.resolve(path).or_else(|error| match self.known(path) {
            Some(_) => Ok(Self::key(path)),
            None => Err(error),
        })
    }

    fn today(&self) -> Date {
        DiskWorld.today()
    }

    fn font_folders(&self) -> Vec<PathBuf> {
        DiskWorld.font_folders()
    }

    fn entries(&self, folder: &Path) -> Vec<FolderEntry> {
        DiskWorld.entries(folder)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Pieces>> {
        match self.known(path) {
            Some(bytes) => Ok(Box::new(bytes.clone())),
            None => DiskWorld.open(path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_is_read_and_the_disk_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("甲.md");
        fs::write(&path, b"one").unwrap();
        let mut world = Overlay::new();
        world.put(Overlay::key(&path), b"two".to_vec());
        world.put(Overlay::key(&folder.path().join("乙.md")), b"new".to_vec());
        let odd = folder.path().join("./甲.md");
        assert_eq!(world.read(&odd).unwrap(), b"two");
        assert_eq!(world.open(&odd).unwrap().size(), 3);
        assert_eq!(world.read(&folder.path().join("乙.md")).unwrap(), b"new");
        assert!(world.resolve(&folder.path().join("乙.md")).is_ok());
        assert!(world.resolve(&folder.path().join("丙.md")).is_err());
        assert_eq!(fs::read(&path).unwrap(), b"one");
    }
}
