//! Images: found through the [`World`], read once, told by their content.

mod jpeg;
mod png;
mod sniff;
mod svg;

use std::cell::OnceCell;
use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use crate::report::{Asset, AssetFault, AssetId};
use crate::source::{World, clean_path};

/// The largest image, in bytes.
const LIMIT: usize = 50 * 1024 * 1024;

/// The images of a report.
pub(super) struct Assets<'w> {
    world: &'w dyn World,
    folder: Folder,
    known: HashMap<PathBuf, Result<AssetId, AssetFault>>,
    images: Vec<Asset>,
}

impl<'w> Assets<'w> {
    /// Images that lie in the report's folder.
    pub(super) fn new(world: &'w dyn World, folder: Folder) -> Self {
        Self { world, folder, known: HashMap::new(), images: Vec::new() }
    }

    /// All images that could be read.
    pub(super) fn into_images(self) -> Vec<Asset> {
        self.images
    }

    /// The image of a target that is written in a file of `folder`.
    pub(super) fn load(&mut self, folder: &Path, target: &str) -> Result<AssetId, AssetFault> {
        let target = target.trim();
        if let Some((scheme, rest)) = target.split_once(':') {
            let scheme = scheme.to_ascii_lowercase();
            match scheme.as_str() {
                "http" | "https" | "ftp" => return Err(AssetFault::Remote),
                "data" => {
                    let why = "内嵌的data:图片不支持，请存成文件再引用";
                    return Err(AssetFault::Unsupported(why.to_owned()));
                }
                "file" => return Err(AssetFault::Outside),
                // `C:\图.png`
                drive if drive.len() == 1 && rest.starts_with(['\\', '/']) => {
                    return Err(AssetFault::Outside);
                }
                _ => {}
            }
        }
        if target.starts_with("//") {
            return Err(AssetFault::Remote);
        }
        if target.is_empty() {
            return Err(AssetFault::Missing);
        }
        let target = target.replace('\\', "/");
        match percent_decoded(&target).filter(|decoded| *decoded != target) {
            None => self.load_path(folder, &target),
            Some(decoded) => match self.load_path(folder, &decoded) {
                // A name that holds a `%` of its own.
                Err(AssetFault::Missing) => self.load_path(folder, &target),
                found => found,
            },
        }
    }

    fn load_path(&mut self, folder: &Path, target: &str) -> Result<AssetId, AssetFault> {
        let path = clean_path(&folder.join(target));
        if let Some(known) = self.known.get(&path) {
            return known.clone();
        }
        let found = self.read(&path);
        self.known.insert(path, found.clone());
        found
    }

    fn read(&mut self, path: &Path) -> Result<AssetId, AssetFault> {
        self.folder.admit(self.world, path)?;
        let bytes = self.world.read(path).map_err(|error| unreadable(&error))?;
        if bytes.len() > LIMIT {
            return Err(AssetFault::Unsupported("图片超过50MB".to_owned()));
        }
        let (kind, width, height) = sniff::measure(&bytes).map_err(AssetFault::Unsupported)?;
        let id = AssetId(self.images.len());
        self.images.push(Asset { path: path.to_owned(), kind, bytes: bytes.into(), width, height });
        Ok(id)
    }
}

/// Why a file could not be had.
pub(super) fn unreadable(error: &std::io::Error) -> AssetFault {
    let why = match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => return AssetFault::Missing,
        ErrorKind::PermissionDenied => "没有读取的权限",
        ErrorKind::IsADirectory => "这是一个文件夹，不是文件",
        _ => "读取文件时出错",
    };
    AssetFault::Unreadable(why.to_owned())
}

/// The report's folder, which files of the report may not leave.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    path: PathBuf,
    /// With links resolved; asked for only where a file is named.
    resolved: OnceCell<Option<PathBuf>>,
}

impl Folder {
    /// The folder of the entry file.
    pub(super) fn of(entry: &Path) -> Self {
        let path = clean_path(entry.parent().unwrap_or(Path::new("")));
        Self { path, resolved: OnceCell::new() }
    }

    fn resolved(&self, world: &dyn World) -> Option<&PathBuf> {
        let asked = if self.path.as_os_str().is_empty() { Path::new(".") } else { &self.path };
        self.resolved.get_or_init(|| world.resolve(asked).ok()).as_ref()
    }

    /// Its path.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether a clean path lies inside, links followed.
    pub(super) fn admit(&self, world: &dyn World, path: &Path) -> Result<(), AssetFault> {
        let inside = path
            .strip_prefix(&self.path)
            .is_ok_and(|rest| rest.components().all(|part| matches!(part, Component::Normal(_))));
        if !inside {
            return Err(AssetFault::Outside);
        }
        let resolved = world.resolve(path).map_err(|error| unreadable(&error))?;
        match self.resolved(world) {
            Some(folder) if resolved.starts_with(folder) => Ok(()),
            Some(_) => Err(AssetFault::Outside),
            None => Err(AssetFault::Unreadable("找不到报告所在的文件夹".to_owned())),
        }
    }
}

/// `%E5%9B%BE` → `图`; `None` where the bytes are no UTF-8.
pub(super) fn percent_decoded(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let hex = |at: usize| bytes.get(at).and_then(|&byte| char::from(byte).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or_default());
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::AssetKind;
    use crate::source::MemoryWorld;

    const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100'/>";

    fn assets(world: &dyn World) -> Assets<'_> {
        Assets::new(world, Folder::of(Path::new("报告/稿.md")))
    }

    #[test]
    fn images_are_found_by_many_spellings_and_read_once() {
        let world =
            MemoryWorld::new().with("报告/图/产业 布局.svg", SVG).with("报告/100%25.svg", SVG);
        let mut assets = assets(&world);
        let folder = Path::new("报告");
        let first = assets.load(folder, "图/产业 布局.svg");
        assert_eq!(first, Ok(AssetId(0)));
        assert_eq!(assets.load(folder, "./图/../图/产业%20布局.svg"), first);
        assert_eq!(assets.load(folder, "图\\产业 布局.svg"), first);
        assert_eq!(assets.load(folder, "%E5%9B%BE/产业%20布局.svg"), first);
        assert_eq!(assets.load(Path::new("报告/图"), "产业 布局.svg"), first);
        assert_eq!(assets.load(folder, "100%25.svg"), Ok(AssetId(1)));
        let images = assets.into_images();
        assert_eq!(images.len(), 2);
        assert_eq!(
            (images[0].kind, images[0].width, images[0].height),
            (AssetKind::Svg, 200.0, 100.0)
        );
    }

    #[test]
    fn what_lies_outside_or_on_the_web_is_refused() {
        let world = MemoryWorld::new().with("别处/图.svg", SVG).with("报告/图.txt", "文字");
        let mut assets = assets(&world);
        let mut load = |target: &str| assets.load(Path::new("报告"), target).unwrap_err();
        for target in [
            "../别处/图.svg",
            "/etc/passwd",
            "图/../../别处/图.svg",
            "file:///etc/passwd",
            "C:\\图.png",
        ] {
            assert_eq!(load(target), AssetFault::Outside, "{target}");
        }
        for target in ["https://a.cn/图.png", "HTTP://a.cn/x", "//a.cn/x.png"] {
            assert_eq!(load(target), AssetFault::Remote, "{target}");
        }
        assert!(matches!(load("data:image/png;base64,AAAA"), AssetFault::Unsupported(_)));
        assert!(matches!(load("图.txt"), AssetFault::Unsupported(_)));
        assert_eq!(load("没有.png"), AssetFault::Missing);
        assert_eq!(load(""), AssetFault::Missing);
    }

    #[test]
    fn links_do_not_lead_out() {
        let world = MemoryWorld::new().with("报告/链接.svg", SVG);
        // The folder is really elsewhere than what the path resolves to, as where a link leads out.
        let folder =
            Folder { path: "报告".into(), resolved: Some("/真身/报告".into()).into() };
        let mut assets = Assets::new(&world, folder);
        assert_eq!(assets.load(Path::new("报告"), "链接.svg"), Err(AssetFault::Outside));
        let gone = Folder { path: "报告".into(), resolved: None.into() };
        let found = Assets::new(&world, gone).load(Path::new("报告"), "链接.svg");
        assert!(matches!(found, Err(AssetFault::Unreadable(_))));
    }

    #[test]
    fn a_report_in_the_folder_at_hand_works() {
        let world = MemoryWorld::new().with("图.svg", SVG);
        let mut assets = Assets::new(&world, Folder::of(Path::new("稿.md")));
        assert_eq!(assets.load(Path::new(""), "图.svg"), Ok(AssetId(0)));
        assert_eq!(assets.load(Path::new(""), "../图.svg"), Err(AssetFault::Outside));
    }
}
