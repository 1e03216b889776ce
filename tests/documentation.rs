//! Holds the texts of the repository to what they promise.

use std::fs;

use crate::support::{below, files, root};

fn is_han(ch: char) -> bool {
    matches!(ch, '\u{4e00}'..='\u{9fff}')
}

/// Half-width marks between two Chinese characters, with line numbers.
fn halfwidth(text: &str) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    for (at, line) in text.lines().enumerate() {
        // The bracket that ends a reference (`见[](#表-分布)所列`) is a mark of Markdown.
        let mut prose = String::new();
        for (index, part) in line.split("](#").enumerate() {
            let target = if index == 0 { 0 } else { part.find(')').map_or(0, |end| end + 1) };
            prose.push_str(&part[target..]);
            prose.push(' ');
        }
        let chars: Vec<char> = prose.chars().collect();
        for window in chars.windows(3) {
            if is_han(window[0]) && ",:;?!()\"".contains(window[1]) && is_han(window[2]) {
                out.push((at + 1, window.iter().collect()));
            }
        }
    }
    out
}

/// Files that hold half-width marks between Chinese characters on purpose: CSV, and faulty drafts.
const FAULTY: [&str; 17] = [
    "docs/rules/L001.md",
    "src/check/rules/language/halfwidth_punctuation.rs",
    "src/check/rules/language/halfwidth_punctuation/scan.rs",
    "tests/faults/plants.rs",
    "docs/rules/L003.md",
    "src/check/rules/language/unpaired_mark.rs",
    "src/check/rules/language/unpaired_mark/pairing.rs",
    "src/check/tests.rs",
    "src/parse/body/csv.rs",
    "src/parse/facts/reference.rs",
    "src/parse/facts/tests.rs",
    "src/parse/front/tests.rs",
    "src/parse/tests/tables.rs",
    "src/render/html/tests/body.rs",
    "src/render/html/tests/page.rs",
    "src/yaml/traps/tests.rs",
    "tests/documentation.rs",
];

#[test]
fn chinese_is_written_with_full_width_marks() {
    assert_eq!(halfwidth("甲,乙").len(), 1);
    assert_eq!(halfwidth("见[](#表-分布)所列").len(), 0);
    assert_eq!(halfwidth("见[](#表-分布)所列，甲(乙)丙").len(), 2);
    let endings = [".md", ".rs", ".yaml", ".html", ".css", ".toml", ".json", ".svg"];
    let mut found = Vec::new();
    let (mut read, mut faulty) = (0, 0);
    for path in files("", &endings) {
        let name = below(&path);
        let Ok(text) = fs::read_to_string(&path) else { continue };
        read += 1;
        let marks = halfwidth(&text);
        if FAULTY.contains(&name.as_str()) {
            faulty += usize::from(!marks.is_empty());
            continue;
        }
        found.extend(marks.into_iter().map(|(line, what)| format!("{name}:{line}: {what}")));
    }
    assert!(read > 100, "the test reads files at all");
    assert_eq!(faulty, FAULTY.len(), "a file of the list needs it no more");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_readmes_name_files_and_commands_that_exist() {
    for name in ["README.md", "README.zh-CN.md"] {
        let text = fs::read_to_string(root().join(name)).unwrap();
        assert!(text.contains("cargo run --release -- build examples/"), "{name}");
        assert!(text.contains("cargo test"), "{name}");
        let mut links = 0;
        // What stands in code is an example of a draft, not a link.
        let prose: String = text.split('`').step_by(2).collect();
        for (at, _) in prose.match_indices("](") {
            let target = prose[at + 2..].split(')').next().unwrap_or_default();
            if target.starts_with("http") || target.starts_with('#') || target.is_empty() {
                continue;
            }
            links += 1;
            assert!(root().join(target).exists(), "{name} links to {target}");
        }
        assert!(links > 3, "{name} links to its neighbours");
        for word in text.split_whitespace().filter(|word| word.starts_with("examples/")) {
            let path = word.trim_end_matches(['`', '。', '，', ',', '.']);
            assert!(root().join(path).exists(), "{name} names {path}");
        }
    }
}
