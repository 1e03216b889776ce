//! Where a machine keeps its fonts.
#![allow(clippy::disallowed_methods)]

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

/// The variable that names the folders to search in place of the usual ones; empty for none.
pub(super) const VARIABLE: &str = "TIGANG_FONT_PATHS";

/// The folders of fonts under a system (as `std::env::consts::OS` calls it), the user's own first, whether they
/// are there or not.
pub(super) fn of(system: &str, variable: &dyn Fn(&str) -> Option<OsString>) -> Vec<PathBuf> {
    if let Some(paths) = variable(VARIABLE) {
        return env::split_paths(&paths).filter(|path| !path.as_os_str().is_empty()).collect();
    }
    let folder = |name: &str| variable(name).filter(|path| !path.is_empty()).map(PathBuf::from);
    let mut folders = Vec::new();
    match system {
        "windows" => {
            let own = folder("LOCALAPPDATA").map(|local| local.join("Microsoft/Windows/Fonts"));
            folders.extend(own);
            let windows = folder("WINDIR").or_else(|| folder("SystemRoot"));
            folders.push(windows.unwrap_or_else(|| PathBuf::from("C:/Windows")).join("Fonts"));
        }
        "macos" => {
            folders.extend(folder("HOME").map(|home| home.join("Library/Fonts")));
            folders.extend(["/Library/Fonts", "/System/Library/Fonts"].map(PathBuf::from));
            folders.extend(downloaded());
        }
        _ => {
            let home = folder("HOME");
            let data = folder("XDG_DATA_HOME")
                .or_else(|| home.as_ref().map(|home| home.join(".local/share")));
            folders.extend(data.map(|data| data.join("fonts")));
            folders.extend(home.map(|home| home.join(".fonts")));
            folders.extend(["/usr/local/share/fonts", "/usr/share/fonts"].map(PathBuf::from));
        }
    }
    folders
}

/// The fonts that macOS downloads when they are first asked for; 仿宋 and 楷体 are among them.
fn downloaded() -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir("/System/Library/AssetsV2") else { return Vec::new() };
    let mut folders: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| {
            entry.file_name().to_string_lossy().starts_with("com_apple_MobileAsset_Font")
        })
        .map(|entry| entry.path())
        .collect();
    folders.sort_unstable();
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(system: &str, variables: &[(&str, &str)]) -> Vec<String> {
        let get = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        };
        let folders = of(system, &get);
        folders.iter().map(|path| path.to_string_lossy().replace('\\', "/")).collect()
    }

    #[test]
    fn each_system_has_its_folders_the_users_own_first() {
        assert_eq!(
            folders("linux", &[("HOME", "/home/li"), ("XDG_DATA_HOME", "")]),
            [
                "/home/li/.local/share/fonts",
                "/home/li/.fonts",
                "/usr/local/share/fonts",
                "/usr/share/fonts"
            ]
        );
        assert_eq!(folders("linux", &[("XDG_DATA_HOME", "/d")])[0], "/d/fonts");
        assert_eq!(
            folders("windows", &[("LOCALAPPDATA", "C:/U/li/Local"), ("WINDIR", "D:/Win")]),
            ["C:/U/li/Local/Microsoft/Windows/Fonts", "D:/Win/Fonts"]
        );
        let mac = folders("macos", &[("HOME", "/Users/li")]);
        assert_eq!(mac[0], "/Users/li/Library/Fonts");
        assert!(mac.contains(&"/System/Library/Fonts".to_owned()));
    }

    #[test]
    fn the_variable_replaces_them() {
        let both = env::join_paths(["/字体", "乙"]).unwrap();
        let both = both.to_str().unwrap();
        assert_eq!(folders("linux", &[("HOME", "/h"), (VARIABLE, both)]), ["/字体", "乙"]);
        assert!(folders("windows", &[("WINDIR", "/w"), (VARIABLE, "")]).is_empty());
    }
}
