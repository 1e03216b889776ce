//! Safe fixes, applied round by round until none is left; nothing is written before the outcome is known.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::check::State;
use crate::check::Selection;
use crate::diagnostic::{Fix, Level, apply};
use crate::source::{FileId, Source, World as _};
use crate::workspace::{self, DiskWorld, Overlay};

/// Most rounds: a fix may uncover what the next mends.
const ROUNDS: usize = 10;

/// The byte-order mark.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// A file that fixes change.
#[derive(Debug)]
pub(super) struct Changed {
    key: PathBuf,
    /// Its path as it is told.
    pub(super) path: PathBuf,
    /// As it is.
    pub(super) before: Vec<u8>,
    /// As it would be.
    pub(super) after: Vec<u8>,
    count: usize,
}

/// What fixes do.
#[derive(Debug, Default)]
pub(super) struct Mended {
    /// The files that change, by path.
    pub(super) files: Vec<Changed>,
    /// Files left alone, and why, in Chinese.
    pub(super) refused: Vec<(PathBuf, String)>,
}

/// The faults of the source in a file, each once: rule, place, message.
type Grave = BTreeSet<(&'static str, u32, String)>;

/// Fixes with their rules, by file, and each file as it is.
type Fixes = BTreeMap<PathBuf, (Source, Vec<(&'static str, Fix)>)>;

/// A file under way.
struct File {
    path: PathBuf,
    before: Vec<u8>,
    after: Vec<u8>,
    /// How many errors of the source it had, by rule.
    errors: BTreeMap<&'static str, usize>,
    count: usize,
    /// The rule that found it worse with the fixes of the source, which are left out since.
    worse: Option<&'static str>,
    refused: Option<String>,
}

/// Applies the safe fixes of the findings that are wanted to the world's files, in `only` where it is given, and
/// checks again. A file that would read worse than before is put back, and mended without touching what YAML
/// makes of it.
pub(super) fn mend(
    world: &mut Overlay,
    state: &mut State<'_>,
    selection: &Selection,
    only: Option<&Path>,
) -> Mended {
    let mut files: BTreeMap<PathBuf, File> = BTreeMap::new();
    loop {
        rounds(world, state, selection, only, &mut files);
        if !put_back(world, state, &mut files) {
            break;
        }
    }
    let mut mended = Mended::default();
    for (key, File { path, before, after, count, worse, refused, .. }) in files {
        if let (Some(rule), None) = (worse, &refused) {
            let part = if count > 0 { "文首信息没有改" } else { "没有改" };
            let why = format!("改了以后反而多出读不出的地方（{rule}），{part}；请照问题自己改");
            mended.refused.push((path.clone(), why));
        }
        match refused {
            Some(why) => mended.refused.push((path, why)),
            None if before != after => {
                mended.files.push(Changed { key, path, before, after, count });
            }
            None => {}
        }
    }
    mended
}

/// Applies fixes round by round until none is left.
fn rounds(
    world: &mut Overlay,
    state: &mut State<'_>,
    selection: &Selection,
    only: Option<&Path>,
    files: &mut BTreeMap<PathBuf, File>,
) {
    for _ in 0..ROUNDS {
        let errors = errors(state);
        let mut changed = HashSet::new();
        for (key, (source, fixes)) in wanted(state, selection, only) {
            let file = files.entry(key.clone()).or_insert_with(|| {
                let before = world.read(&source.path).unwrap_or_default();
                File {
                    path: source.path.clone(),
                    after: before.clone(),
                    before,
                    errors: errors.get(&key).cloned().unwrap_or_default(),
                    count: 0,
                    worse: None,
                    refused: None,
                }
            });
            if file.refused.is_some() {
                continue;
            }
            let mark = if source.bom { MARK } else { b"" };
            if file.after.strip_prefix(mark) != Some(source.text.as_bytes()) {
                let why = "文件不是 UTF-8 编码，没有改；请先另存为 UTF-8";
                file.refused = Some(why.to_owned());
                continue;
            }
            let kept =
                fixes.into_iter().filter(|(rule, _)| file.worse.is_none() || !of_source(rule));
            let fixes = ended(&source.text, kept.map(|(_, fix)| fix).collect());
            let (text, count) = apply(&source.text, &fixes.iter().collect::<Vec<_>>());
            if count > 0 {
                file.after = [mark, text.as_bytes()].concat();
                file.count += count;
                world.put(key.clone(), file.after.clone());
                changed.insert(key);
            }
        }
        if changed.is_empty() {
            break;
        }
        state.again(world, &changed);
    }
}

/// Whether a rule is of the source: its fixes change what YAML makes of a file.
fn of_source(rule: &str) -> bool {
    rule.starts_with('Y')
}

/// Puts files back that have errors of the source they did not have before. Whether any is worth another try.
fn put_back(
    world: &mut Overlay,
    state: &mut State<'_>,
    files: &mut BTreeMap<PathBuf, File>,
) -> bool {
    let mut again = false;
    loop {
        let now = errors(state);
        let mut changed = HashSet::new();
        for (key, file) in files.iter_mut().filter(|(_, file)| file.count > 0) {
            let mut errors = now.get(key).into_iter().flatten();
            let worse = errors
                .find(|&(rule, count)| file.errors.get(rule).is_none_or(|before| before < count));
            if let Some((&rule, _)) = worse {
                match file.worse {
                    None => (file.worse, again) = (Some(rule), true),
                    Some(_) => {
                        file.refused = Some(format!(
                            "改了以后反而多出读不出的地方（{rule}），没有改；请照问题自己改"
                        ));
                    }
                }
                file.count = 0;
                file.after.clone_from(&file.before);
                world.put(key.clone(), file.before.clone());
                changed.insert(key.clone());
            }
        }
        if changed.is_empty() {
            return again;
        }
        state.again(world, &changed);
    }
}

/// The safe fixes that are wanted, by file, with the file as it is now.
fn wanted(state: &State<'_>, selection: &Selection, only: Option<&Path>) -> Fixes {
    let mut wanted: Fixes = BTreeMap::new();
    for list in state.lists() {
        let mut keys: HashMap<FileId, PathBuf> = HashMap::new();
        let findings = list.list.iter().filter(|finding| selection.wants(finding));
        let fixes = findings.filter_map(|one| Some((one.fault.rule, one.fault.fix.as_ref()?)));
        for (rule, fix) in fixes {
            let Some(first) = fix.edits.first().filter(|_| fix.safe) else { continue };
            let Some(source) = list.sources.get(first.span.file) else { continue };
            let key = keys.entry(first.span.file).or_insert_with(|| Overlay::key(&source.path));
            if only.is_none_or(|only| only == key) {
                let entry = wanted.entry(key.clone());
                entry.or_insert_with(|| (source.clone(), Vec::new())).1.push((rule, fix.clone()));
            }
        }
    }
    wanted
}

/// Fixes with the line ends of the text they are for.
fn ended(text: &str, mut fixes: Vec<Fix>) -> Vec<Fix> {
    let lines = text.matches('\n').count();
    if lines > 0 && text.matches("\r\n").count() == lines {
        for edit in fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.text = edit.text.replace("\r\n", "\n").replace('\n', "\r\n");
        }
    }
    fixes
}

/// How many errors of the source each file has, by rule.
fn errors(state: &State<'_>) -> HashMap<PathBuf, BTreeMap<&'static str, usize>> {
    let mut grave: HashMap<PathBuf, Grave> = HashMap::new();
    for list in state.lists() {
        let mut keys: HashMap<FileId, PathBuf> = HashMap::new();
        for finding in &list.list {
            let fault = &finding.fault;
            if finding.level == Level::Error && of_source(fault.rule) {
                let key = keys
                    .entry(fault.span.file)
                    .or_insert_with(|| Overlay::key(list.sources.path(fault.span.file)));
                let one = (fault.rule, fault.span.start, fault.message.clone());
                grave.entry(key.clone()).or_default().insert(one);
            }
        }
    }
    let count = |grave: Grave| {
        let mut counts = BTreeMap::new();
        for (rule, ..) in grave {
            *counts.entry(rule).or_insert(0) += 1;
        }
        counts
    };
    grave.into_iter().map(|(key, grave)| (key, count(grave))).collect()
}

impl Mended {
    /// How many findings are mended.
    pub(super) fn count(&self) -> usize {
        self.files.iter().map(|file| file.count).sum()
    }

    /// Writes the files; those that cannot be written are put back in the world and told. Whether there are any.
    pub(super) fn write(&mut self, world: &mut Overlay, state: &mut State<'_>) -> bool {
        let mut failed = HashSet::new();
        for file in std::mem::take(&mut self.files) {
            let unchanged = DiskWorld.read(&file.key).is_ok_and(|bytes| bytes == file.before);
            let written = if unchanged {
                workspace::replace_atomically(&file.key, &file.after)
                    .map_err(|error| format!("写不进去：{}", workspace::reason(&error)))
            } else {
                Err("校核期间被别的程序改过，没有写入；请再试一次".to_owned())
            };
            match written {
                Ok(()) => self.files.push(file),
                Err(why) => {
                    world.put(file.key.clone(), file.before);
                    failed.insert(file.key);
                    self.refused.push((file.path, why));
                }
            }
        }
        if !failed.is_empty() {
            state.again(world, &failed);
        }
        !failed.is_empty()
    }
}
