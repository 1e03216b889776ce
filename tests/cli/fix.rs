//! `tigang check --fix`, `--diff`, and standard input.

use std::fs;
use std::path::Path;

use super::{places, put, sound, tigang, tigang_fed, tree};

/// A draft with faults of the front matter and a typed number, all of which can be mended.
fn faulty() -> String {
    sound("抓实春耕")
        .replace("标题: ", "标题：")
        .replace("日期:", "目录: 是\n日期:")
        .replace("## 稳住", "## 一、稳住")
}

fn mended() -> String {
    sound("抓实春耕").replace("日期:", "目录: true\n日期:")
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn safe_fixes_are_applied_and_nothing_else_is_touched() {
    let folder = tree(&[("甲.md", &faulty()), ("乙.md", &sound("抓实秋收"))]);
    let ran = tigang(folder.path(), &["check", "--fix"]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    assert!(ran.stdout.contains("已修改 3 处（1 个文件）。"), "{}", ran.stdout);
    assert_eq!(read(folder.path(), "甲.md"), mended());
    assert_eq!(read(folder.path(), "乙.md"), sound("抓实秋收"));
    // A second time there is nothing to do.
    let ran = tigang(folder.path(), &["check", "--fix"]);
    assert!(ran.stdout.contains("没有可以直接改的"), "{}", ran.stdout);
    assert_eq!(read(folder.path(), "甲.md"), mended());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn mark_line_ends_and_missing_last_newline_stay() {
    let odd = |text: &str| format!("\u{feff}{}", text.trim_end().replace('\n', "\r\n"));
    let folder = tree(&[("甲.md", &odd(&faulty()))]);
    assert_eq!(tigang(folder.path(), &["check", "--fix"]).code, 0);
    assert_eq!(read(folder.path(), "甲.md"), odd(&mended()));
    // A line that is added ends as the others do.
    let open = sound("抓实春耕").replace("17\n---\n", "17\n\n");
    put(folder.path(), "甲.md", odd(&open).as_bytes());
    let ran = tigang(folder.path(), &["check", "--fix"]);
    let text = read(folder.path(), "甲.md");
    assert!(text.contains("---\r\n"), "{}{text}", ran.all());
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{text}");
}

#[test]
fn a_body_is_mended_where_the_front_matter_cannot_be() {
    // A quoted first line would be no key at all.
    let text = sound("抓实春耕").replace("标题: ", "|标题: ").replace("事，抓早", "事\u{2c}抓早");
    let folder = tree(&[("甲.md", &text)]);
    let ran = tigang(folder.path(), &["check", "--fix"]);
    assert_eq!(
        read(folder.path(), "甲.md"),
        text.replace("事\u{2c}抓早", "事，抓早"),
        "{}",
        ran.all()
    );
    assert!(ran.stderr.contains("文首信息没有改"), "{}", ran.stderr);
    assert!(ran.code == 1 && ran.stdout.contains("已修改 1 处（1 个文件）"), "{}", ran.stdout);
}

#[test]
fn an_indented_fence_is_mended() {
    for lead in ["\t", "　"] {
        let text = sound("抓实春耕").replace("17\n---\n", &format!("17\n{lead}---\n"));
        let folder = tree(&[("甲.md", &text)]);
        let ran = tigang(folder.path(), &["check", "--fix"]);
        let now = read(folder.path(), "甲.md");
        assert_eq!((ran.code, now), (0, sound("抓实春耕")), "{}", ran.all());
    }
}

#[test]
fn a_heading_is_never_fenced_into_the_front_matter() {
    let text = sound("抓实春耕").replace("17\n---\n", "17\n\n# 总的情况\n");
    let folder = tree(&[("甲.md", &text)]);
    let ran = tigang(folder.path(), &["check", "--fix"]);
    assert_eq!((ran.code, read(folder.path(), "甲.md")), (1, text), "{}", ran.all());
}

#[test]
fn suggestions_are_never_applied() {
    let text = sound("抓实春耕").replace("单位:", "单未:") + "\n{{ 村数 }}\n";
    let folder = tree(&[("甲.md", &text)]);
    let ran = tigang(folder.path(), &["check", "--fix"]);
    assert_eq!(ran.code, 1, "{}", ran.all());
    assert!(ran.stdout.contains("可改为：单位: 示例县农业农村局"), "{}", ran.stdout);
    assert_eq!(read(folder.path(), "甲.md"), text);
}

#[test]
fn a_file_in_another_encoding_is_left_alone() {
    let text = faulty();
    let bytes = encoding_rs::GBK.encode(&text).0.into_owned();
    let folder = tree(&[]);
    put(folder.path(), "甲.md", &bytes);
    let ran = tigang(folder.path(), &["check", "--fix"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("不是 UTF-8 编码，没有改"), "{}", ran.all());
    assert!(fs::read(folder.path().join("甲.md")).unwrap() == bytes);
    let (ran, out) = tigang_fed(folder.path(), &["check", "-", "--fix"], &bytes);
    assert!(ran.code == 1 && out == bytes, "{}", ran.stderr);
}

#[test]
fn a_read_only_file_is_told_and_left_alone() {
    let folder = tree(&[("甲.md", &faulty()), ("乙.md", &faulty())]);
    let path = folder.path().join("甲.md");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let ran = tigang(folder.path(), &["check", "--fix"]);
    assert_eq!(ran.code, 2, "{}", ran.all());
    assert!(ran.stderr.contains("甲.md：写不进去"), "{}", ran.stderr);
    assert_eq!(read(folder.path(), "甲.md"), faulty());
    assert_eq!(read(folder.path(), "乙.md"), mended());
    // What is left is told as it is.
    assert!(ran.stdout.contains("甲.md:2:3"), "{}", ran.stdout);
}

#[test]
fn report_folders_their_parts_and_settings_are_mended() {
    let folder = tree(&[
        ("tigang.yaml", "检查:\n\t级别: {F003: 提示}\n"),
        ("调研/report.yaml", "标题：乙\n提纲: 自定\n正文: [一.md, 二.md]\n"),
        ("调研/一.md", "## 一、甲\n\n正文。\n"),
        ("调研/二.md", "## 二、乙\n\n正文。\n"),
    ]);
    let ran = tigang(folder.path(), &["check", "--fix", "--format", "json"]);
    let json = ran.json();
    assert_eq!(json["fixed"]["findings"], 4, "{}", ran.all());
    assert_eq!(json["fixed"]["files"].as_array().unwrap().len(), 4);
    assert_eq!(read(folder.path(), "tigang.yaml"), "检查:\n  级别: {F003: 提示}\n");
    assert!(read(folder.path(), "调研/report.yaml").starts_with("标题: 乙\n"));
    assert_eq!(read(folder.path(), "调研/二.md"), "## 乙\n\n正文。\n");
}

#[test]
fn a_part_of_two_reports_is_mended_once() {
    let report = |title: &str| format!("标题: {title}\n提纲: 自定\n正文: [共.md]\n");
    let folder = tree(&[("一/report.yaml", &report("甲")), ("一/共.md", "## 一、甲\n\n正文。\n")]);
    fs::create_dir(folder.path().join("二")).unwrap();
    put(folder.path(), "二/report.yaml", report("乙").as_bytes());
    #[cfg(unix)]
    std::os::unix::fs::symlink("../一/共.md", folder.path().join("二/共.md")).unwrap();
    let ran = tigang(folder.path(), &["check", "--fix"]);
    assert!(ran.stdout.contains("已修改 1 处（1 个文件）"), "{}", ran.all());
    assert_eq!(read(folder.path(), "一/共.md"), "## 甲\n\n正文。\n");
}

#[test]
fn a_diff_shows_what_would_be_done_and_applies() {
    let folder = tree(&[("稿/甲.md", &faulty())]);
    let ran = tigang(folder.path(), &["check", "--fix", "--diff"]);
    assert_eq!(ran.code, 1, "{}", ran.all());
    assert!(ran.stderr.contains("可以修改 3 处（1 个文件），没有写入"), "{}", ran.stderr);
    assert_eq!(read(folder.path(), "稿/甲.md"), faulty());
    for line in [
        "--- a/稿/甲.md",
        "+++ b/稿/甲.md",
        "-标题：抓实春耕",
        "+标题: 抓实春耕",
        " 提纲: 自定",
        "-## 一、稳住粮食生产",
        "+## 稳住粮食生产",
    ] {
        assert!(ran.stdout.lines().any(|found| found == line), "{line}: {}", ran.stdout);
    }
    assert!(!ran.stdout.contains('\u{1b}'));
    if crate::support::have("git") {
        put(folder.path(), "改.patch", ran.stdout.as_bytes());
        let done = std::process::Command::new("git")
            .args(["apply", "改.patch"])
            .current_dir(folder.path())
            .env("GIT_CEILING_DIRECTORIES", folder.path().parent().unwrap())
            .status();
        assert!(done.unwrap().success());
        assert_eq!(read(folder.path(), "稿/甲.md"), mended());
    }
    assert_eq!(tigang(folder.path(), &["check", "--diff", "--format", "json"]).code, 2);
}

#[test]
fn only_what_is_selected_is_mended() {
    let folder = tree(&[("甲.md", &faulty())]);
    let ran = tigang(folder.path(), &["check", "--fix", "--select", "S005"]);
    assert!(ran.stdout.contains("已修改 1 处"), "{}", ran.all());
    let text = read(folder.path(), "甲.md");
    assert!(text.contains("## 稳住") && text.contains("标题：抓实"), "{text}");
}

#[test]
fn standard_input_stands_where_it_is_said_to() {
    let folder = tree(&[
        ("tigang.yaml", "检查:\n  忽略: [F003]\n"),
        ("稿/图.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"),
    ]);
    let text = faulty() + "\nXX镇。\n\n![示意](图.svg)\n\n![没有](无.png)\n";
    let arguments = ["check", "-", "--stdin-path", "稿/新.md", "--format", "json"];
    let (ran, _) = tigang_fed(folder.path(), &arguments, text.as_bytes());
    assert_eq!(ran.code, 1, "{}", ran.all());
    let json = ran.json();
    assert!(places(&json).iter().all(|(rule, ..)| rule != "F003"), "{}", ran.stdout);
    assert_eq!(places(&json).iter().filter(|(rule, ..)| rule == "A001").count(), 1);
    assert_eq!(json["findings"][0]["path"], "稿/新.md");
    let arguments = ["check", "-", "--stdin-path", "稿/新.md", "--fix"];
    let (ran, out) = tigang_fed(folder.path(), &arguments, text.as_bytes());
    let expected = mended() + "\nXX镇。\n\n![示意](图.svg)\n\n![没有](无.png)\n";
    assert_eq!(String::from_utf8(out).unwrap(), expected);
    assert!(ran.stderr.contains("A001") && ran.stderr.contains("已修改 3 处"), "{}", ran.stderr);
    assert!(!folder.path().join("稿/新.md").exists());
    let (ran, _) = tigang_fed(folder.path(), &["check", "-"], text.as_bytes());
    assert!(ran.stdout.contains("标准输入:2:3"), "{}", ran.stdout);
    assert_eq!(tigang_fed(folder.path(), &["check", "-", "稿"], b"").0.code, 2);
    assert_eq!(tigang(folder.path(), &["check", "稿", "--stdin-path", "甲.md"]).code, 2);
}
