//! Holds the code to the layers and rooms of ARCHITECTURE.md.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::support::{below, files};

/// Rooms and their layers. A room imports only from strictly lower layers.
const LAYERS: [(&str, u8); 21] = [
    ("source", 0),
    ("cjk", 0),
    ("diagnostic", 1),
    ("report", 2),
    ("yaml", 2),
    ("fonts", 2),
    ("outline", 3),
    ("quantity", 3),
    ("chart", 3),
    ("argument", 3),
    ("standard", 3),
    ("config", 4),
    ("parse", 4),
    ("check", 4),
    ("typeset", 4),
    ("render", 5),
    ("proof", 5),
    ("pipeline", 6),
    ("emit", 7),
    ("workspace", 7),
    ("cli", 8),
];

/// Crates that stay in their rooms (paths below `src/`).
const CRATES: [(&str, &[&str]); 13] = [
    ("pulldown_cmark", &["parse/"]),
    ("serde_saphyr", &["yaml/"]),
    ("tera", &["render/html/", "workspace/scaffold.rs"]),
    ("printpdf", &["render/pdf/"]),
    ("lopdf", &["render/pdf/"]),
    ("subsetter", &["render/pdf/", "render/html/"]),
    ("usvg", &["render/pdf/"]),
    ("resvg", &["render/pdf/"]),
    ("clap", &["cli/", "main.rs"]),
    ("indicatif", &["emit/", "cli/"]),
    ("ignore", &["workspace/"]),
    ("tempfile", &["workspace/"]),
    ("harfrust", &["typeset/"]),
];

/// Files below `src/` that are part of the product: test modules in files of their own are left out.
fn sources(folder: &str) -> Vec<PathBuf> {
    let mut found = files(folder, &[".rs"]);
    found.retain(|path| {
        let name = below(path);
        !name.contains("/tests/") && !name.ends_with("/tests.rs") && !name.ends_with("/testing.rs")
    });
    found
}

/// Lines of a file that are code: no comments, and nothing from its test module on.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let end = text.find("\nmod tests {").unwrap_or(text.len());
    text[..end]
        .lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// The rooms that a line names as `crate::room`.
fn named(line: &str) -> Vec<&str> {
    line.match_indices("crate::")
        .filter(|&(at, _)| {
            at == 0 || !line[..at].ends_with(|ch: char| ch.is_alphanumeric() || ch == '_')
        })
        .map(|(at, found)| {
            let rest = &line[at + found.len()..];
            let end = rest.find(|ch: char| !ch.is_alphanumeric() && ch != '_');
            &rest[..end.unwrap_or(rest.len())]
        })
        .collect()
}

fn room_of(path: &str) -> &str {
    let inner = path.trim_start_matches("src/");
    inner.split('/').next().unwrap_or(inner).trim_end_matches(".rs")
}

#[test]
fn a_room_imports_only_from_lower_layers() {
    let layers: BTreeMap<&str, u8> = LAYERS.into_iter().collect();
    let mut broken = Vec::new();
    let mut seen = 0;
    for path in sources("src") {
        let name = below(&path);
        let room = room_of(&name);
        if matches!(room, "lib" | "main") {
            continue;
        }
        let Some(&layer) = layers.get(room) else {
            broken.push(format!("{name}: the room `{room}` has no layer"));
            continue;
        };
        let text = fs::read_to_string(&path).unwrap();
        for (line, code) in code(&text) {
            for other in named(code) {
                seen += 1;
                match layers.get(other) {
                    _ if other == room => {}
                    Some(&lower) if lower < layer => {}
                    Some(&higher) => broken.push(format!(
                        "{name}:{line}: {room} ({layer}) imports {other} ({higher})"
                    )),
                    None => broken.push(format!("{name}:{line}: `crate::{other}` is no room")),
                }
            }
        }
    }
    assert!(seen > 20, "the test reads imports at all");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn renderers_do_not_see_each_other_and_html_does_not_see_the_layout() {
    let mut broken = Vec::new();
    for path in sources("src/render") {
        let name = below(&path);
        let text = fs::read_to_string(&path).unwrap();
        let other = if name.contains("/html") { "pdf" } else { "html" };
        for (line, code) in code(&text) {
            let crosses = code.contains(&format!("render::{other}"))
                || (name.contains("/html") && code.contains("crate::typeset"));
            if crosses {
                broken.push(format!("{name}:{line}: {code}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_rule_sees_no_rule_no_registry_and_no_settings() {
    let mut broken = Vec::new();
    for path in sources("src/check/rules") {
        let name = below(&path);
        if name.ends_with("mod.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for (line, code) in code(&text) {
            let banned = ["crate::config", "check::registry", "check::rules::", "crate::parse"];
            if banned.iter().any(|word| code.contains(word)) {
                broken.push(format!("{name}:{line}: {code}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_crate_stays_in_its_room() {
    let mut broken = Vec::new();
    for path in sources("src") {
        let name = below(&path);
        let inner = name.trim_start_matches("src/");
        let text = fs::read_to_string(&path).unwrap();
        for (line, code) in code(&text) {
            for (krate, rooms) in CRATES {
                let used = code.contains(&format!("{krate}::"))
                    && !code.contains(&format!("_{krate}::"))
                    && !code.contains(&format!("::{krate}::"));
                if used && !rooms.iter().any(|room| inner.starts_with(room)) {
                    broken.push(format!("{name}:{line}: {krate} belongs to {rooms:?}"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_disk_the_clock_and_the_terminal_are_touched_only_from_layer_seven_up() {
    let words = [
        "std::fs",
        "std::env::",
        "std::process",
        "SystemTime",
        "Instant::now",
        "io::stdout",
        "io::stderr",
        "println!",
    ];
    let mut broken = Vec::new();
    for path in sources("src") {
        let name = below(&path);
        let room = room_of(&name);
        if matches!(room, "main" | "workspace" | "cli" | "emit") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for (line, code) in code(&text) {
            if words.iter().any(|word| code.contains(word)) {
                broken.push(format!("{name}:{line}: {}", code.trim()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_file_holds_one_idea() {
    let long: Vec<String> = files("src", &[".rs"])
        .into_iter()
        .chain(files("tests", &[".rs"]))
        .filter_map(|path| {
            let lines = fs::read_to_string(&path).ok()?.lines().count();
            (lines > 600).then(|| format!("{}: {lines} lines", below(&path)))
        })
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}
