//! Which reports a path means.
#![allow(clippy::disallowed_methods)]

use std::collections::HashSet;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::source::clean_path;

/// The file that marks a project's root and holds its settings.
pub const ROOT_FILE: &str = "tigang.yaml";

/// The file that makes a folder a report.
const REPORT_FILE: &str = "report.yaml";

/// What a [`REPORT_FILE`] is often called, and is not read as.
const MISNAMED: &str = "report.yml";

/// How much of a Markdown file is read to see whether front matter begins it, in bytes.
const SNIFF: usize = 1024;

/// A report found on disk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The draft: a Markdown file or a `report.yaml`.
    pub path: PathBuf,
    /// Where its outputs go below the output folder, without extension: the file's stem or the
    /// folder's name, after the sub-folders below the folder that was named.
    pub output: PathBuf,
}

/// What the paths of a command line hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Reports, sorted by path, each once.
    pub entries: Vec<Entry>,
    /// How many Markdown files were left out because they have no front matter.
    pub plain: usize,
    /// Paths that could not be used, and why, in Chinese.
    pub problems: Vec<(PathBuf, String)>,
}

/// Finds the reports that paths mean: a Markdown file, a folder with a `report.yaml`, or a folder of
/// both, searched through (hidden, ignored, `dist` and `skip` folders left out).
#[must_use]
pub fn discover(paths: &[PathBuf], skip: Option<&Path>) -> Found {
    let mut found = Found::default();
    let skip = skip.and_then(|path| fs::canonicalize(path).ok());
    for path in paths {
        match fs::metadata(path) {
            Err(error) => found.problems.push((path.clone(), reason(&error))),
            Ok(kind) if kind.is_dir() => in_folder(path, skip.as_deref(), &mut found),
            Ok(_) => named_file(path, &mut found),
        }
    }
    found.entries.sort();
    if paths.len() > 1 {
        // The same draft may be named twice, by different paths.
        let mut seen = HashSet::new();
        found.entries.retain(|entry| {
            seen.insert(fs::canonicalize(&entry.path).unwrap_or_else(|_| entry.path.clone()))
        });
    }
    found
}

/// Why a path could not be opened, in Chinese.
pub(crate) fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹".to_owned(),
        ErrorKind::PermissionDenied => "没有读写它的权限".to_owned(),
        ErrorKind::IsADirectory => "这是一个文件夹".to_owned(),
        ErrorKind::NotADirectory => "路径中间有一段不是文件夹".to_owned(),
        ErrorKind::AlreadyExists => "路径上有一个同名的文件，不能当作文件夹".to_owned(),
        ErrorKind::StorageFull => "磁盘已满".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的".to_owned(),
        ErrorKind::InvalidFilename => "文件名太长，或者有不能用的字符".to_owned(),
        ErrorKind::InvalidInput | ErrorKind::InvalidData => "路径里有不能用的字符".to_owned(),
        ErrorKind::QuotaExceeded => "磁盘配额用完了".to_owned(),
        ErrorKind::FileTooLarge => "文件太大".to_owned(),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "正被别的程序占用".to_owned(),
        ErrorKind::TimedOut => "等得太久，没有回应".to_owned(),
        ErrorKind::OutOfMemory => "内存不够".to_owned(),
        // Not stable as a kind: links that lead to themselves.
        _ if matches!(error.raw_os_error(), Some(40) if cfg!(target_os = "linux")) => {
            "链接绕成了圈".to_owned()
        }
        _ => format!("系统报告：{error}"),
    }
}

fn named_file(path: &Path, found: &mut Found) {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if name == REPORT_FILE {
        let folder = path.parent().unwrap_or(Path::new(""));
        found.entries.push(Entry { path: path.to_owned(), output: folder_name(folder) });
    } else if is_markdown(path) {
        let stem = path.file_stem().unwrap_or_default();
        found.entries.push(Entry { path: path.to_owned(), output: PathBuf::from(stem) });
    } else if name == MISNAMED {
        found.problems.push((path.to_owned(), misnamed()));
    } else {
        let why = "不是报告：报告是 .md 文件，或者含有 report.yaml 的文件夹".to_owned();
        found.problems.push((path.to_owned(), why));
    }
}

/// What is said of a [`MISNAMED`] file.
fn misnamed() -> String {
    format!("文件名要写成 {REPORT_FILE}，请改名")
}

fn in_folder(root: &Path, skip: Option<&Path>, found: &mut Found) {
    if root.join(REPORT_FILE).is_file() {
        let path = clean_path(&root.join(REPORT_FILE));
        found.entries.push(Entry { path, output: folder_name(root) });
        return;
    }
    let skip = skip.map(Path::to_owned);
    let walk = WalkBuilder::new(root)
        .require_git(false)
        .filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            if entry.depth() == 0 || !is_folder {
                return true;
            }
            if entry.path().parent().is_some_and(|parent| parent.join(REPORT_FILE).is_file()) {
                return false;
            }
            entry.file_name() != "dist"
                && !skip.as_deref().is_some_and(|skip| {
                    fs::canonicalize(entry.path()).is_ok_and(|path| path == skip)
                })
        })
        .build();
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let why = error.io_error().map_or_else(|| format!("系统报告：{error}"), reason);
                found.problems.push((root.to_owned(), format!("查找报告时出错：{why}")));
                continue;
            }
        };
        if !entry.file_type().is_some_and(|kind| kind.is_file()) {
            continue;
        }
        let path = &clean_path(entry.path());
        let root = &clean_path(root);
        let below = path.strip_prefix(root).unwrap_or(path);
        let parent = below.parent().unwrap_or(Path::new(""));
        if entry.file_name() == REPORT_FILE {
            found.entries.push(Entry { path: path.to_owned(), output: parent.to_owned() });
        } else if entry.file_name() == MISNAMED {
            // Other programs' files go by that name too.
            if titled(path) && !path.with_file_name(REPORT_FILE).is_file() {
                found.problems.push((path.to_owned(), misnamed()));
            }
        } else if is_markdown(path)
            && !path.parent().is_some_and(|folder| folder.join(REPORT_FILE).is_file())
        {
            if has_front_matter(path) {
                let stem = path.file_stem().unwrap_or_default();
                found.entries.push(Entry { path: path.to_owned(), output: parent.join(stem) });
            } else {
                found.plain += 1;
            }
        }
    }
}

fn is_markdown(path: &Path) -> bool {
    path.extension()
        .and_then(|ext| ext.to_str())
        .is_some_and(|ext| ext.eq_ignore_ascii_case("md") || ext.eq_ignore_ascii_case("markdown"))
}

/// Whether the first line that is not blank is a `---` fence, of whatever dashes, so that a draft with a
/// mistyped fence is told of it and not passed over. Text in UTF-16 is left to the build as well.
fn has_front_matter(path: &Path) -> bool {
    let mut head = Vec::with_capacity(SNIFF);
    let read = fs::File::open(path).and_then(|file| file.take(SNIFF as u64).read_to_end(&mut head));
    if read.is_err() {
        // Left to the build, which says why it cannot be read.
        return true;
    }
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return true;
    }
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
    let first =
        head.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii).find(|line| !line.is_empty());
    let dash = |ch| matches!(ch, '-' | '－' | '—' | '–' | '−' | '─');
    first.is_some_and(|line| {
        let line = String::from_utf8_lossy(line);
        line.len() >= 3 && line.chars().all(dash)
    })
}

/// Whether a line of a file's head gives a report's title.
fn titled(path: &Path) -> bool {
    let mut head = Vec::with_capacity(SNIFF);
    let read = fs::File::open(path).and_then(|file| file.take(SNIFF as u64).read_to_end(&mut head));
    let head = String::from_utf8_lossy(&head);
    read.is_ok() && head.lines().any(|line| line.trim_start_matches('\u{feff}').starts_with("标题"))
}

/// The name of a folder, also where the path ends in `.` or `..`.
fn folder_name(folder: &Path) -> PathBuf {
    let named = folder.file_name().map(PathBuf::from).or_else(|| {
        let whole =
            fs::canonicalize(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
        whole.ok().and_then(|path| path.file_name().map(PathBuf::from))
    });
    named.unwrap_or_else(|| PathBuf::from("report"))
}

/// The nearest folder at or above a draft's own that holds a [`ROOT_FILE`].
#[must_use]
pub fn project_root(draft: &Path) -> Option<PathBuf> {
    let folder = draft.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    // A draft that is not on the disk belongs where it would stand.
    let whole = fs::canonicalize(draft).or_else(|_| fs::canonicalize(folder)).ok()?;
    let start = if whole.is_dir() { &whole } else { whole.parent()? };
    start.ancestors().find(|folder| folder.join(ROOT_FILE).is_file()).map(Path::to_owned)
}

/// A `tigang.yml` at or above a draft's own folder and not above its project: settings that nobody reads.
#[must_use]
pub fn unread_settings(draft: &Path) -> Option<PathBuf> {
    let folder = draft.parent().filter(|folder| !folder.as_os_str().is_empty());
    let whole = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?;
    for folder in whole.ancestors() {
        if folder.join(ROOT_FILE).is_file() {
            return None;
        }
        let other = folder.join("tigang.yml");
        if other.is_file() {
            return Some(other);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn a_folder_is_searched_and_its_shape_mirrored() {
        let front = "---\n标题: 甲\n---\n";
        let folder = tree(&[
            ("甲.md", front),
            ("乡镇/乙.md", "\u{feff}\r\n---\r\n标题: 乙\r\n---\r\n"),
            ("乡镇/README.md", "# 说明\n"),
            ("乡镇/横.md", "———\n标题: 横\n———\n"),
            ("调研/report.yaml", "标题: 丙\n"),
            ("调研/01.md", front),
            ("调研/附/02.md", front),
            ("dist/丁.md", front),
            (".hidden/戊.md", front),
            ("draft/己.md", front),
            (".gitignore", "draft/\n"),
        ]);
        let found = discover(&[folder.path().to_owned()], None);
        let outputs: Vec<_> =
            found.entries.iter().map(|entry| entry.output.to_str().unwrap()).collect();
        assert_eq!(outputs, ["乡镇/乙", "乡镇/横", "甲", "调研"]);
        assert_eq!(found.plain, 1);
        assert!(found.problems.is_empty());
    }

    #[test]
    fn what_is_named_is_taken_and_what_is_not_there_is_said() {
        let folder =
            tree(&[("无.md", "正文\n"), ("调研/report.yaml", "标题: 丙\n"), ("a.txt", "")]);
        let at = |name: &str| folder.path().join(name);
        let found = discover(
            &[at("无.md"), at("调研"), at("调研/report.yaml"), at("缺.md"), at("a.txt")],
            None,
        );
        let outputs: Vec<_> =
            found.entries.iter().map(|entry| entry.output.to_str().unwrap()).collect();
        assert_eq!(outputs, ["无", "调研"]);
        assert_eq!(found.problems.len(), 2);
        assert!(found.problems[0].1.contains("没有这个文件"));
    }

    #[test]
    fn a_report_file_by_another_name_is_said() {
        let folder = tree(&[
            ("调研/report.yml", "标题: 丙\n"),
            ("别的/report.yml", "on: push\n"),
            ("总结/report.yaml", "标题: 丙\n"),
        ]);
        let found = discover(&[folder.path().to_owned()], None);
        assert_eq!((found.entries.len(), found.problems.len()), (1, 1));
        assert!(found.problems[0].0.ends_with("调研/report.yml"));
        assert!(found.problems[0].1.contains("report.yaml"));
        let found = discover(&[folder.path().join("调研/report.yml")], None);
        assert!(found.problems[0].1.contains("report.yaml"), "{:?}", found.problems);
    }

    #[test]
    fn the_project_is_the_nearest_folder_with_settings() {
        let folder = tree(&[("tigang.yaml", ""), ("a/b/甲.md", "---\n---\n")]);
        let root = project_root(&folder.path().join("a/b/甲.md")).unwrap();
        assert_eq!(root, fs::canonicalize(folder.path()).unwrap());
        assert_eq!(project_root(&folder.path().join("a/无.md")).unwrap(), root);
    }
}
