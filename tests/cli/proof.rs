//! `proof`, and themes of the page.

use super::{sound, tigang, tree};

/// A report of a few pages.
fn long() -> String {
    let line = "县委把资源力量向基层倾斜，推动各项任务落细落实，群众看得见、摸得着、得实惠。";
    let body: String =
        (1..9).map(|length| format!("{}\n\n", line.repeat(length))).collect::<String>().repeat(3);
    format!("{}\n\n{body}", sound("抓实春耕备耕").trim_end())
}

#[test]
fn the_json_of_a_proof_is_versioned_and_measured() {
    let folder = tree(&[("甲.md", &long())]);
    let ran = tigang(folder.path(), &["proof", "甲.md", "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    let json = ran.json();
    assert_eq!(json["version"], 1);
    let pages = json["pages"].as_array().unwrap();
    assert!(pages.len() > 2);
    assert_eq!(pages[1]["number"], 2);
    let lines = pages[1]["lines"].as_array().unwrap();
    let full = lines.iter().find(|line| line["full"] == true).unwrap();
    for key in ["text", "characters", "x_mm", "y_mm", "width_mm", "full", "source_line"] {
        assert!(!full[key].is_null(), "{key}");
    }
    let right = full["x_mm"].as_f64().unwrap() + full["width_mm"].as_f64().unwrap();
    assert!((right - 184.0).abs() < 0.01, "{right}");
    let draft = long();
    let at = full["source_line"].as_u64().unwrap() as usize;
    let start: String = full["text"].as_str().unwrap().chars().take(8).collect();
    assert!(draft.lines().nth(at - 1).unwrap().contains(&start), "{at} {start}");
    for figure in json["figures"].as_array().unwrap() {
        for key in ["id", "clause", "strength", "expected", "measured", "ok"] {
            assert!(!figure[key].is_null(), "{figure}");
        }
        assert_eq!(figure["ok"], true, "{figure}");
    }
    let faces = json["faces"].as_array().unwrap();
    assert!(faces.iter().any(|face| face["role"] == "仿宋"));
    assert_eq!(json["remarks"].as_array().unwrap().len(), 0);
}

#[test]
fn a_proof_in_words_tells_what_a_theme_changed() {
    let settings = "版面:\n  每页行数: 20\n  正文字号: 小三\n";
    let folder = tree(&[("tigang.yaml", settings), ("甲.md", &long())]);
    let ran = tigang(folder.path(), &["proof", "甲.md", "--lines"]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    let changed: Vec<&str> =
        ran.stdout.lines().filter(|line| line.trim_start().starts_with("改动")).collect();
    assert_eq!(changed.len(), 2, "{}", ran.stdout);
    assert!(changed[0].contains("正文字号") && changed[0].contains("版面设置为15磅"));
    assert!(changed[1].contains("5.2.3 一般") && changed[1].contains("实测20行"));
    assert!(ran.stdout.contains("不符0项，按版面设置改动2项"));
    assert!(ran.stdout.contains("第2页（页码2）：版心内文字20行"));
    assert!(ran.stdout.contains("县委把资源力量向基层倾斜"));
}

#[test]
fn themes_of_the_page_are_found_and_checked() {
    let own = "每行字数: 24\n正文字号: 小二\n";
    let folder = tree(&[
        ("tigang.yaml", "版面: 宽松\n"),
        ("templates/layout/宽松.yaml", own),
        ("甲.md", &long()),
    ]);
    let ran = tigang(folder.path(), &["proof", "甲.md"]);
    assert!(ran.stdout.contains("版面设置为24字"), "{}", ran.all());
    for (settings, told) in [
        ("版面: 没有\n", "没有“没有”这个版面主题"),
        ("版面: {每页行数: 300}\n", "“每页行数”应当在5到80行之间"),
        ("版面: {每页行书: 20}\n", "最接近的是“每页行数”"),
        ("版面: {主题: 大字, 版心宽: 190}\n", "版心超出了纸面"),
    ] {
        let folder = tree(&[("tigang.yaml", settings), ("甲.md", &long())]);
        let ran = tigang(folder.path(), &["proof", "甲.md"]);
        assert_eq!(ran.code, 1, "{settings}: {}", ran.all());
        assert!(
            ran.stderr.contains(told) && ran.stderr.contains("tigang.yaml:1:"),
            "{}",
            ran.all()
        );
    }
}

#[test]
fn settings_that_cannot_be_leave_the_last_product_alone() {
    let folder = tree(&[("甲.md", &long())]);
    assert_eq!(tigang(folder.path(), &["build", "甲.md", "-f", "pdf"]).code, 0);
    let before = std::fs::read(folder.path().join("dist/甲.pdf")).unwrap();
    std::fs::write(folder.path().join("tigang.yaml"), "版面: {订口: 200}\n").unwrap();
    let ran = tigang(folder.path(), &["build", "甲.md", "-f", "pdf"]);
    assert_eq!(ran.code, 1);
    assert!(ran.all().contains("项目的设置有错误，没有生成"), "{}", ran.all());
    assert!(std::fs::read(folder.path().join("dist/甲.pdf")).unwrap() == before);
}

#[test]
fn a_proof_needs_one_report() {
    let folder = tree(&[("甲.md", &long()), ("乙.md", &long())]);
    let ran = tigang(folder.path(), &["proof", "."]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("请写明是哪一份"), "{}", ran.stderr);
    assert_eq!(tigang(folder.path(), &["proof", "丙.md"]).code, 2);
}

#[test]
fn the_examples_are_what_the_standard_has() {
    let mut measured = std::collections::BTreeSet::new();
    for draft in crate::examples::drafts() {
        let ran = tigang(
            crate::support::root(),
            &["proof", &draft.to_string_lossy(), "--format", "json"],
        );
        assert_eq!(ran.code, 0, "{}", ran.all());
        let json = ran.json();
        for figure in json["figures"].as_array().unwrap() {
            assert_eq!(figure["ok"], true, "{}: {figure}", draft.display());
            measured.insert(figure["id"].as_str().unwrap().to_owned());
        }
        assert!(
            json["remarks"].as_array().unwrap().is_empty(),
            "{}: {}",
            draft.display(),
            json["remarks"]
        );
    }
    // Together the examples have everything there is to measure but the two that are limits.
    let missing: Vec<&str> = tigang::standard::FIGURES
        .iter()
        .map(|figure| figure.id)
        .filter(|id| !measured.contains(*id) && !["mark-size", "seal-size"].contains(id))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_json_of_a_draft_that_cannot_be_read_says_so() {
    let folder = tree(&[("空.md", ""), ("甲.md", &long())]);
    let ran = tigang(folder.path(), &["proof", "空.md", "--format", "json"]);
    assert_eq!(ran.code, 1, "{}", ran.all());
    let json = ran.json();
    assert_eq!((json["version"].as_u64(), json["readable"].as_bool()), (Some(1), Some(false)));
    assert!(json["pages"].as_array().unwrap().is_empty() && ran.stderr.contains("Y012"));
    let ran = tigang(folder.path(), &["proof", "甲.md", "--format", "json"]);
    assert_eq!(ran.json()["readable"], true);
}
