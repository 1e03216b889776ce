//! What the integration tests share.

use std::fs;
use std::path::{Path, PathBuf};

/// The repository's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder of the repository whose names end in one of `endings`, sorted.
pub fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut stack = vec![root().join(folder)];
    while let Some(folder) = stack.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name().into_string().unwrap_or_default();
            if path.is_dir() {
                if !matches!(name.as_str(), ".git" | "target" | "dist") {
                    stack.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

/// A file's path below the repository's root, with `/`.
pub fn below(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Whether a program is installed. With `CI=true` a missing one is a failure, not a pass.
pub fn have(program: &str) -> bool {
    let found = std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
    });
    let required = std::env::var("CI").is_ok_and(|value| value == "true");
    assert!(found || !required, "CI needs {program}");
    found
}

/// The text of an HTML page: tags, styles and comments removed, entities decoded.
pub fn html_text(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let hidden =
            ["<style", "<head", "<svg", "<!--"].into_iter().find(|tag| rest.starts_with(tag));
        let end = match hidden {
            Some("<!--") => rest.find("-->").map(|end| end + 3),
            Some("<head") if rest.starts_with("<header") => rest.find('>').map(|end| end + 1),
            Some(tag) => rest.find(&format!("</{}>", &tag[1..])).map(|end| end + tag.len() + 2),
            None => rest.find('>').map(|end| end + 1),
        };
        rest = &rest[end.unwrap_or(rest.len())..];
    }
    out.push_str(rest);
    out.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}
