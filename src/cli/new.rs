//! `tigang new`.

use std::path::{Path, PathBuf};

use super::args::New;
use super::{Outcome, out};
use crate::outline::Outlines;
use crate::source::World as _;
use crate::workspace::{self, DiskWorld};

/// Writes a skeleton; never over a file that is there.
pub(super) fn run(args: &New) -> Result<Outcome, String> {
    let world = DiskWorld;
    let outlines = Outlines::builtin();
    let here = workspace::project_root(Path::new("."));
    let own = here.as_deref().map(|root| root.join("templates/new"));
    let outline = match outlines.canonical(&args.outline) {
        Some(name) => name,
        None if has_own(&world, own.as_deref(), &args.outline) => args.outline.clone(),
        None => {
            return Err(format!(
                "没有“{}”这种提纲。可以用：{}",
                args.outline,
                outlines.names().join("、")
            ));
        }
    };
    let path = target(&args.path, args.title.as_deref());
    let title = args
        .title
        .clone()
        .unwrap_or_else(|| path.file_stem().unwrap_or_default().to_string_lossy().into_owned());
    let skeleton = own
        .and_then(|folder| world.read(&folder.join(format!("{outline}.md"))).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_else(|| workspace::skeleton(&outline).to_owned());
    let draft = workspace::fill(&skeleton, &title, &outline, world.today())?;
    if path.exists() {
        return Err(format!("{} 已经存在，没有改动它。请换一个路径", path.display()));
    }
    workspace::write_atomically(&path, draft.as_bytes())
        .map_err(|error| format!("写不了 {}：{}", path.display(), workspace::reason(&error)))?;
    out::print(&format!(
        "已新建 {path}（提纲：{outline}）。\n边写边查：tigang check {path}\n生成成品：tigang build {path}\n",
        path = path.display()
    ))?;
    Ok(Outcome::Fine)
}

fn has_own(world: &DiskWorld, folder: Option<&Path>, outline: &str) -> bool {
    folder.is_some_and(|folder| world.read(&folder.join(format!("{outline}.md"))).is_ok())
}

/// The draft's path: `.md` is added where it is missing; in a folder, the title names the file.
fn target(path: &Path, title: Option<&str>) -> PathBuf {
    let slash = path.to_string_lossy().ends_with(['/', '\\']);
    if path.is_dir() || slash {
        let name: String = title
            .unwrap_or("未命名报告")
            .chars()
            .map(|ch| if "/\\:*?\"<>|".contains(ch) || ch.is_control() { ' ' } else { ch })
            .collect();
        return path.join(format!("{}.md", name.trim()));
    }
    let named = path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("md"));
    if named { path.to_owned() } else { PathBuf::from(format!("{}.md", path.display())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_gets_its_extension_and_a_folder_its_file() {
        assert_eq!(target(Path::new("甲.md"), None), Path::new("甲.md"));
        assert_eq!(target(Path::new("2023.8总结"), None), Path::new("2023.8总结.md"));
        assert_eq!(target(Path::new("新/"), Some("甲/乙")), Path::new("新/甲 乙.md"));
    }
}
