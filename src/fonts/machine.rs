//! The machine's own fonts: found by file name first, and by what they call themselves where that is not enough.
//!
//! Nothing but the list of names, and of likely files the header and the `name` table, is read before a role
//! asks for a face (docs/decisions/0006-fonts-of-the-machine.md).

use std::collections::{HashSet, VecDeque};
use std::path::PathBuf;

use skrifa::FontRef;
use skrifa::raw::tables::name::Name;
use skrifa::raw::{FontData, FontRead as _};

use super::bytes::FontBytes;
use super::face::{Face, FaceId, MOST_FACES, Origin};
use super::practice::{Index, Place};
use super::role::Role;
use super::set::{FontFault, Fonts, why};
use super::{fitness, names};
use crate::source::{EntryKind, Pieces, World};

/// How deep folders of fonts are searched.
const DEPTH: usize = 8;
/// Most folders listed.
const FOLDERS: usize = 2_000;
/// Most font files looked at.
const FILES: usize = 10_000;
/// Least size of a font file that is opened though its name says nothing, in bytes: a face with the 6,763
/// hanzi of GB 2312 has more.
const LEAST: u64 = 1024 * 1024;
/// Most bytes of a font file; collections of macOS with all weights are beyond.
const MOST: u64 = 32 * 1024 * 1024;
/// Most files read whole for a role, one after the other proving unusable.
const TRIES: usize = 8;
/// Longest `name` table that is read, in bytes.
const NAMES: usize = 256 * 1024;

/// Faces of the machine, by role, read once for all projects of a run.
#[derive(Debug, Clone, Default)]
pub struct Machine {
    faces: [Option<Face>; 5],
    unusable: Vec<FontFault>,
}

impl Machine {
    /// Finds faces for roles in the folders that the world names. For each role the most wanted face that can
    /// be used, and of those that can not, the reasons.
    #[must_use]
    pub fn find(world: &dyn World, roles: &[Role]) -> Self {
        let mut machine = Self::default();
        if roles.is_empty() {
            return machine;
        }
        let files = list(world);
        if files.is_empty() {
            return machine;
        }
        let index = Index::new();
        let (named, others): (Vec<File>, Vec<File>) =
            files.into_iter().partition(|file| index.file(&file.stem).is_some());
        let mut found = Vec::new();
        for file in &named {
            // A file that bears the name and has none inside is worth a word.
            if !candidates(world, file, &index, &mut found)
                && let Some(Place { role, .. }) = index.file(&file.stem)
                && roles.contains(&role)
            {
                let reason = "文件读不出来，或者不完整".to_owned();
                machine.unusable.push(FontFault { role, path: file.path.clone(), reason });
            }
        }
        let mut read = Read::default();
        let mut open: Vec<Role> = roles.to_vec();
        open.retain(|&role| !machine.take(world, role, &mut found, true, &mut read));
        if open.is_empty() {
            return machine;
        }
        // Files that were renamed, and relatives of what was wanted.
        for file in others.iter().filter(|file| file.size >= LEAST) {
            candidates(world, file, &index, &mut found);
        }
        for role in open {
            machine.take(world, role, &mut found, false, &mut read);
        }
        machine
    }

    /// Takes the most wanted candidate that can serve a role, and whether there is one; those that cannot are told
    /// and taken off the list.
    fn take(
        &mut self,
        world: &dyn World,
        role: Role,
        found: &mut Vec<Candidate>,
        proper: bool,
        read: &mut Read,
    ) -> bool {
        for _ in 0..TRIES {
            let mine = found
                .iter()
                .enumerate()
                .filter(|(_, one)| one.place.role == role && (one.place.proper() || !proper));
            let Some((at, _)) = mine.min_by_key(|(_, one)| one.place.rank) else { return false };
            let one = found.remove(at);
            match one.face(world, read) {
                Ok(face) => {
                    self.faces[role as usize] = Some(face);
                    return true;
                }
                Err(reason) => self.unusable.push(FontFault { role, path: one.path, reason }),
            }
        }
        false
    }

    /// The face found for a role.
    #[must_use]
    pub fn face(&self, role: Role) -> Option<&Face> {
        self.faces[role as usize].as_ref()
    }
}

impl Fonts {
    /// Lets faces of the machine serve the roles that no file of the project serves.
    pub fn use_machine(&mut self, machine: &Machine) {
        let mut added: Vec<(&Face, FaceId)> = Vec::new();
        for role in Role::ALL {
            if self.named(role) {
                continue;
            }
            if let Some(face) = machine.face(role) {
                let same = |known: &&(&Face, FaceId)| {
                    known.0.origin == face.origin && known.0.index == face.index
                };
                let id = match added.iter().find(same) {
                    Some(&(_, id)) => id,
                    None => self.add(face.clone()),
                };
                added.push((face, id));
                self.assign(role, id);
            }
            let mine = machine.unusable.iter().filter(|fault| fault.role == role);
            self.unusable.extend(mine.cloned());
        }
    }
}

/// A font file among the machine's.
struct File {
    path: PathBuf,
    stem: String,
    size: u64,
}

/// The font files below the machine's folders, in the folders' order, then by depth and name.
fn list(world: &dyn World) -> Vec<File> {
    let mut files = Vec::new();
    let mut seen: HashSet<PathBuf> = HashSet::new();
    let mut queue: VecDeque<(PathBuf, usize)> = VecDeque::new();
    let mut folders = 0;
    for root in world.font_folders() {
        let Ok(whole) = world.resolve(&root) else { continue };
        if seen.insert(whole) {
            queue.push_back((root, 0));
        }
        while let Some((folder, depth)) = queue.pop_front() {
            folders += 1;
            if folders > FOLDERS || files.len() >= FILES {
                return files;
            }
            for entry in world.entries(&folder) {
                match entry.kind {
                    EntryKind::File(size) => {
                        if let Some(stem) = stem(&entry.name) {
                            let stem = stem.to_owned();
                            files.push(File { path: folder.join(entry.name), stem, size });
                        }
                    }
                    _ if depth >= DEPTH || entry.name.starts_with('.') => {}
                    EntryKind::Folder => {
                        let below = folder.join(entry.name);
                        if seen.insert(below.clone()) {
                            queue.push_back((below, depth + 1));
                        }
                    }
                    EntryKind::LinkedFolder => {
                        let whole = world.resolve(&folder.join(entry.name)).ok();
                        if let Some(whole) = whole.filter(|whole| seen.insert(whole.clone())) {
                            queue.push_back((whole, depth + 1));
                        }
                    }
                }
            }
        }
    }
    files
}

/// The name of a font file without its extension; `None` for other files.
fn stem(name: &str) -> Option<&str> {
    let (stem, extension) = name.rsplit_once('.')?;
    let kinds = ["ttf", "otf", "ttc", "otc"];
    kinds.iter().any(|kind| extension.eq_ignore_ascii_case(kind)).then_some(stem)
}

/// A face of the machine that calls itself what practice knows.
struct Candidate {
    path: PathBuf,
    size: u64,
    index: u32,
    place: Place,
}

/// Adds the faces of a file that practice knows by what they call themselves; whether they call themselves
/// anything.
fn candidates(world: &dyn World, file: &File, index: &Index, found: &mut Vec<Candidate>) -> bool {
    let Ok(mut pieces) = world.open(&file.path) else { return false };
    let mut any = false;
    for (at, table) in name_tables(pieces.as_mut()) {
        let Ok(names) = Name::read(FontData::new(&table)) else { continue };
        any |= !names.name_record().is_empty();
        if let Some(place) = names::place(&names, index) {
            let (path, size) = (file.path.clone(), file.size);
            found.push(Candidate { path, size, index: at, place });
        }
    }
    any
}

/// The `name` tables of a file's faces with the faces' indices.
fn name_tables(file: &mut dyn Pieces) -> Vec<(u32, Vec<u8>)> {
    let Ok(head) = file.piece(0, 1024) else { return Vec::new() };
    if !head.starts_with(b"ttcf") {
        return name_table(file, &head).map(|table| (0, table)).into_iter().collect();
    }
    let count = word(&head, 8).unwrap_or(0);
    let starts: Vec<u32> =
        (0..count as usize).take(MOST_FACES).map_while(|at| word(&head, 12 + at * 4)).collect();
    let mut tables = Vec::new();
    for (start, at) in starts.into_iter().zip(0..) {
        let table =
            file.piece(u64::from(start), 1024).ok().and_then(|head| name_table(file, &head));
        tables.extend(table.map(|table| (at, table)));
    }
    tables
}

/// The `name` table that a table directory points to.
fn name_table(file: &mut dyn Pieces, directory: &[u8]) -> Option<Vec<u8>> {
    let count = usize::from(u16::from_be_bytes([*directory.get(4)?, *directory.get(5)?]));
    let records = directory.get(12..)?.chunks_exact(16).take(count);
    let record = records.into_iter().find(|record| record.starts_with(b"name"))?;
    let (at, length) = (word(record, 8)?, word(record, 12)? as usize);
    file.piece(u64::from(at), length.min(NAMES)).ok()
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}

/// The files read so far: one that holds faces of two roles is read once.
#[derive(Default)]
struct Read(Vec<(PathBuf, FontBytes)>);

impl Read {
    fn get(&mut self, world: &dyn World, path: &PathBuf) -> Result<FontBytes, String> {
        if let Some((_, bytes)) = self.0.iter().find(|(known, _)| known == path) {
            return Ok(bytes.clone());
        }
        let fault = |error| format!("读取失败（{}）", why(&error));
        let bytes: FontBytes =
            std::borrow::Cow::<'static, [u8]>::Owned(world.read(path).map_err(fault)?).into();
        self.0.push((path.clone(), bytes.clone()));
        Ok(bytes)
    }
}

impl Candidate {
    /// The face, once it has been looked at whole.
    fn face(&self, world: &dyn World, read: &mut Read) -> Result<Face, String> {
        if self.size > MOST {
            return Err(format!("文件超过 {} MB", MOST >> 20));
        }
        let data = read.get(world, &self.path)?;
        let font = FontRef::from_index(&data, self.index);
        fitness::fit(&font.map_err(|_| "不是可用的 OpenType 字体文件")?)?;
        let origin = Origin::Machine(self.path.clone());
        let name = self.place.known().map_or("", |known| known.name).to_owned();
        Face::indexed(name, origin, data, self.index)
    }
}

#[cfg(test)]
mod tests;
