//! `tigang build`.

use std::fs;

use super::{put, sound, tigang, tree};

#[test]
fn html_and_pdf_are_written_and_the_same_each_time() {
    let folder = tree(&[("甲.md", &sound("抓实春耕备耕"))]);
    let ran = tigang(folder.path(), &["build", "甲.md"]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    let (html, pdf) = (read("dist/甲.html"), read("dist/甲.pdf"));
    assert!(html.starts_with(b"<!DOCTYPE html>") || html.starts_with(b"<!doctype html>"));
    assert!(pdf.starts_with(b"%PDF-1.7"));
    tigang(folder.path(), &["build", "甲.md", "-o", "again"]);
    assert!(html == read("again/甲.html"));
    assert!(pdf == read("again/甲.pdf"));
}

#[test]
fn a_failed_build_leaves_the_last_good_output() {
    let folder = tree(&[("甲.md", &sound("抓实春耕备耕"))]);
    assert_eq!(tigang(folder.path(), &["build", "甲.md"]).code, 0);
    let before = fs::read(folder.path().join("dist/甲.pdf")).unwrap();
    put(folder.path(), "甲.md", sound("抓实春耕备耕").replace("标题:", "标题：").as_bytes());
    let ran = tigang(folder.path(), &["build", "甲.md"]);
    assert_eq!(ran.code, 1, "{}", ran.all());
    assert!(before == fs::read(folder.path().join("dist/甲.pdf")).unwrap());
    assert_eq!(fs::read_dir(folder.path().join("dist")).unwrap().count(), 2);
}

#[test]
fn one_broken_report_never_stops_the_others() {
    let broken = sound("坏的").replace("提纲: 自定", "提纲: 没有的提纲");
    let folder =
        tree(&[("甲.md", &sound("甲")), ("乡镇/乙.md", &broken), ("乡镇/丙.md", &sound("丙"))]);
    let ran = tigang(folder.path(), &["build", ".", "-f", "html"]);
    assert_eq!(ran.code, 1, "{}", ran.all());
    assert!(folder.path().join("dist/甲.html").is_file());
    assert!(folder.path().join("dist/乡镇/丙.html").is_file());
    assert!(!folder.path().join("dist/乡镇/乙.html").exists());
    assert!(!folder.path().join("dist/甲.pdf").exists());
    // The second run does not take its own output for reports, and does the same.
    assert_eq!(tigang(folder.path(), &["build", ".", "-f", "html"]).code, 1);
}

#[test]
fn a_draft_is_marked_and_built_with_its_placeholders() {
    let text = sound("抓实春耕").replace("42万亩", "XX万亩");
    let folder = tree(&[("甲.md", &text)]);
    assert_eq!(tigang(folder.path(), &["build", "甲.md"]).code, 1);
    assert!(!folder.path().join("dist").exists());
    let ran = tigang(folder.path(), &["build", "甲.md", "--draft"]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    let html = fs::read_to_string(folder.path().join("dist/甲.html")).unwrap();
    assert!(html.contains("草稿"));
}

#[test]
fn two_reports_for_one_file_are_refused_before_anything_is_written() {
    let folder = tree(&[("一/甲.md", &sound("甲")), ("二/甲.md", &sound("甲"))]);
    let ran = tigang(folder.path(), &["build", "一/甲.md", "二/甲.md"]);
    assert_eq!(ran.code, 2, "{}", ran.all());
    assert!(ran.stderr.contains("一/甲.md") && ran.stderr.contains("二/甲.md"), "{}", ran.stderr);
    assert!(!folder.path().join("dist").exists());
    // Named twice, it is one report.
    assert_eq!(tigang(folder.path(), &["build", "一/甲.md", "./一/甲.md", "-f", "html"]).code, 0);
}

#[test]
fn a_folder_report_is_named_after_its_folder() {
    let folder = tree(&[
        (
            "调研/report.yaml",
            "标题: 茶产业调研\n提纲: 自定\n日期: 2023-08-17\n正文: [01.md, 02.md]\n",
        ),
        ("调研/01.md", "导语一段。\n\n## 基本情况\n\n茶园3万亩。\n"),
        ("调研/02.md", "## 对策建议\n\n改良品种。\n"),
    ]);
    let ran = tigang(folder.path(), &["build", "调研"]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    assert!(folder.path().join("dist/调研.pdf").is_file());
    let html = fs::read_to_string(folder.path().join("dist/调研.html")).unwrap();
    assert!(html.contains("对策建议") && html.contains("二、"));
    put(
        folder.path(),
        "调研/report.yaml",
        "标题: 茶\n提纲: 自定\n正文: [01.md, 03.md]\n".as_bytes(),
    );
    let ran = tigang(folder.path(), &["check", "调研", "--format", "json"]);
    assert_eq!(ran.code, 1);
    assert_eq!(ran.json()["findings"][0]["rule"], "A001", "{}", ran.stdout);
    assert_eq!(ran.json()["findings"][0]["line"], 3);
}

#[test]
fn the_web_theme_and_a_projects_own_template_are_used() {
    let folder = tree(&[("甲.md", &sound("抓实春耕备耕"))]);
    let ran = tigang(folder.path(), &["build", "甲.md", "-f", "html", "--theme", "web"]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    let html = fs::read_to_string(folder.path().join("dist/甲.html")).unwrap();
    assert!(html.contains("prefers-color-scheme"));
    assert!(!html.contains("base64"), "the web theme carries no faces by default");
    let ran = tigang(folder.path(), &["build", "甲.md", "--theme", "没有"]);
    assert_eq!(ran.code, 2, "{}", ran.all());
    assert!(ran.stderr.contains("official"), "{}", ran.stderr);
    put(folder.path(), "tigang.yaml", "主题: web\n格式: [html]\n输出: 成品\n".as_bytes());
    put(folder.path(), "templates/html/web/style.css", b".own-style { color: red }");
    let ran = tigang(folder.path(), &["build", "甲.md"]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    let html = fs::read_to_string(folder.path().join("成品/甲.html")).unwrap();
    assert!(html.contains("own-style"));
    assert!(!folder.path().join("成品/甲.pdf").exists());
}

#[test]
fn an_image_that_cannot_be_had_is_said_at_its_place() {
    let text = sound("抓实春耕") + "\n![产业布局](图/没有.png)\n\n![外面](../外.png)\n";
    let folder = tree(&[("里/甲.md", &text), ("外.png", "x")]);
    let ran = tigang(folder.path(), &["check", "里/甲.md", "--format", "json"]);
    let json = ran.json();
    let found = super::places(&json);
    assert_eq!(ran.code, 1);
    assert_eq!(found.iter().filter(|(id, ..)| id == "A001").count(), 2, "{found:?}");
    assert!(found.iter().any(|(_, line, _)| *line == 18), "{found:?}");
}
