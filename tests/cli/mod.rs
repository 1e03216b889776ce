//! The binary, as a writer runs it.

mod build;
mod check;
mod figures;
mod fix;
mod fonts;
mod formats;
mod hostile;
mod matrix;
mod other;
mod proof;
mod select;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What a run of the binary gave.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Standard output as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}{}", self.stdout, self.stderr))
    }

    /// Both streams.
    pub fn all(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }
}

/// Runs tigang in a folder with a bare environment and none of the machine's fonts.
pub fn tigang(folder: &Path, arguments: &[&str]) -> Ran {
    tigang_with_fonts(folder, arguments, "")
}

/// Runs tigang in a folder with a bare environment; `fonts` are the folders of the machine's fonts.
pub fn tigang_with_fonts(folder: &Path, arguments: &[&str], fonts: &str) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_tigang"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("TIGANG_FONT_PATHS", fonts)
        .output()
        .expect("the binary runs");
    let ran = Ran::of(&output);
    assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
    ran
}

/// Runs tigang in a folder with text on its standard input.
pub fn tigang_fed(folder: &Path, arguments: &[&str], input: &[u8]) -> (Ran, Vec<u8>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tigang"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    let ran = Ran::of(&output);
    assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
    (ran, output.stdout)
}

/// A folder with files.
pub fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        put(folder.path(), name, text.as_bytes());
    }
    folder
}

/// Writes a file below a folder.
pub fn put(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// A sound short report of the free outline, with a title of its own.
pub fn sound(title: &str) -> String {
    format!(
        "---\n标题: {title}\n提纲: 自定\n单位: 示例县农业农村局\n日期: 2023-08-17\n---\n\n\
         今年以来，全县围绕粮食安全和农民增收两件大事，抓早抓细各项工作。\n\n\
         ## 稳住粮食生产\n\n层层落实种植责任，全县完成春播42万亩，早稻长势好于常年。\n\n\
         ## 做强特色产业\n\n新建冷链仓库11座，鲜菜损耗明显下降，菜农卖得上好价钱。\n"
    )
}

/// Rule ids with line and column of a JSON listing.
pub fn places(json: &serde_json::Value) -> Vec<(String, u64, u64)> {
    json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            (
                finding["rule"].as_str().unwrap().to_owned(),
                finding["line"].as_u64().unwrap(),
                finding["column"].as_u64().unwrap(),
            )
        })
        .collect()
}
