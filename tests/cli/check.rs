//! `tigang check`.

use super::{places, put, sound, tigang, tree};

/// A draft with a given front matter line in place of the title, and what is expected of it.
fn trap(lines: &str) -> String {
    format!("---\n{lines}\n---\n\n导语。\n\n## 甲\n\n正文。\n\n## 乙\n\n正文。\n")
}

#[test]
fn settings_that_are_not_read_or_do_nothing_are_told() {
    let folder = tree(&[("甲.md", &sound("抓实春耕")), ("tigang.yml", "检查: {忽略: [F003]}\n")]);
    let ran = tigang(folder.path(), &["check"]);
    assert!(ran.code == 0 && ran.stderr.contains("tigang.yml 没有起作用"), "{}", ran.all());
    let settings = "检查: {忽略: F003、L001}\n词汇: {固定表述: [网格, 一线工作法]}\n";
    put(folder.path(), "tigang.yaml", settings.as_bytes());
    let ran = tigang(folder.path(), &["check"]);
    assert!(!ran.stderr.contains("tigang.yml"), "{}", ran.stderr);
    assert!(ran.stdout.contains("几条规则要写成列表：[F003, L001]"), "{}", ran.stdout);
    assert!(ran.stdout.contains("固定表述“网格”太短"), "{}", ran.stdout);
    assert_eq!(ran.stdout.matches("[Y013]").count(), 2, "{}", ran.stdout);
}

#[test]
fn a_sound_report_is_silent() {
    let folder = tree(&[("甲.md", &sound("抓实春耕备耕"))]);
    let ran = tigang(folder.path(), &["check", "甲.md"]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    assert!(ran.stdout.contains("1 份报告"), "{}", ran.stdout);
    let json = tigang(folder.path(), &["check", "甲.md", "--format", "json"]).json();
    assert_eq!(json["version"], 1);
    assert_eq!(json["findings"].as_array().unwrap().len(), 0);
    assert_eq!(json["summary"]["files"], 1);
}

#[test]
fn each_trap_of_yaml_is_found_at_its_place() {
    let cases: [(&str, &str, u64, u64); 13] = [
        ("Y001", "标题：抓实春耕\n提纲: 自定", 2, 3),
        ("Y002", "标题: 抓实春耕\n提纲: 自定\n数据:\n\t村数: {值: 3, 单位: 个}", 5, 1),
        (
            "Y002",
            "标题: 抓实春耕\n提纲: 自定\n数据:\n\u{3000}\u{3000}村数: {值: 3, 单位: 个}",
            5,
            1,
        ),
        ("Y003", "标题: *区抓实春耕\n提纲: 自定", 2, 5),
        ("Y004", "标题: 春耕: 抓早抓实\n提纲: 自定", 2, 7),
        ("Y005", "标题: “春耕”：“抓实”\n提纲: 自定\n单位: “甲”，乙", 0, 0),
        ("Y006", "标题: 抓实春耕\n提纲: 自定\n目录: 是的", 0, 0),
        ("Y008", "标题: 抓实春耕\n提纲: 自定\n标题: 再写一次", 4, 1),
        ("Y009", "标题: 抓实春耕\n提纲: 自定\n日期: 2023-02-30", 4, 5),
        ("Y011", "标题: 抓实春耕\n提纲: 自定\n单未: 示例县", 4, 1),
        ("Y012", "提纲: 自定", 0, 0),
        ("Y013", "标题: 抓实春耕\n提纲: 自定\n日期: [1, 2]", 4, 5),
        ("Y013", "标题: 抓实春耕\n提纲: 经验才料", 3, 5),
    ];
    for (rule, lines, line, column) in cases {
        let folder = tree(&[("甲.md", &trap(lines))]);
        let ran = tigang(folder.path(), &["check", "甲.md", "--format", "json"]);
        let json = ran.json();
        let found = places(&json);
        if line == 0 {
            continue;
        }
        assert!(
            found.contains(&(rule.to_owned(), line, column)),
            "{rule} at {line}:{column} in {lines:?}: {found:?}"
        );
        assert_eq!(ran.code, 1, "{lines}");
    }
}

#[test]
fn the_corrected_line_is_shown() {
    let folder = tree(&[("甲.md", &trap("标题：抓实春耕\n提纲: 自定"))]);
    let ran = tigang(folder.path(), &["check", "甲.md"]);
    assert!(ran.stdout.contains("标题: 抓实春耕"), "{}", ran.stdout);
    assert!(ran.stdout.contains("甲.md:2:3"), "{}", ran.stdout);
}

#[test]
fn one_fault_does_not_hide_the_others() {
    let text =
        trap("标题：抓实春耕\n提纲: 自定\n日期: 2023-02-30\n单未: 甲") + "\n{{ 村数 }}XX个。\n";
    let folder = tree(&[("甲.md", &text)]);
    let found = places(&tigang(folder.path(), &["check", "甲.md", "--format", "json"]).json());
    for rule in ["Y001", "Y009", "Y011", "F001", "F003"] {
        assert!(found.iter().any(|(id, ..)| id == rule), "{rule}: {found:?}");
    }
    // The report is understood all the same: its sections are counted.
    let outline = tigang(folder.path(), &["outline", "甲.md", "--format", "json"]).json();
    assert_eq!(outline["title"], "抓实春耕");
    assert_eq!(outline["sections"].as_array().unwrap().len(), 2);
}

#[test]
fn placeholders_warn_in_a_draft_and_stop_a_publication() {
    let text = sound("抓实春耕").replace("42万亩", "XX万亩");
    let folder = tree(&[("甲.md", &text)]);
    let draft = tigang(folder.path(), &["check", "甲.md", "--format", "json"]);
    assert_eq!(draft.code, 0);
    assert_eq!(draft.json()["findings"][0]["level"], "warning");
    let publish = tigang(folder.path(), &["check", "甲.md", "--format", "json", "--publish"]);
    assert_eq!(publish.code, 1);
    assert_eq!(publish.json()["findings"][0]["level"], "error");
    assert_eq!(publish.json()["findings"][0]["rule"], "F003");
}

#[test]
fn the_json_has_its_fields_and_edits_that_mend() {
    let text = sound("抓实春耕").replace("## 稳住", "## 一、稳住");
    let folder = tree(&[("甲.md", &text)]);
    let json = tigang(folder.path(), &["check", "甲.md", "--format", "json"]).json();
    let finding = &json["findings"][0];
    for key in ["rule", "name", "level", "path", "message", "help", "source"] {
        assert!(finding[key].is_string(), "{key}: {finding}");
    }
    assert_eq!(finding["rule"], "S005");
    assert_eq!(finding["path"], "甲.md");
    assert_eq!((finding["line"].as_u64(), finding["column"].as_u64()), (Some(10), Some(4)));
    assert_eq!(finding["fix"]["safe"], true);
    let edit = &finding["fix"]["edits"][0];
    assert_eq!((edit["column"].as_u64(), edit["end_column"].as_u64()), (Some(4), Some(6)));
    assert_eq!(edit["text"], "");
}

#[test]
fn comments_and_front_matter_silence_rules() {
    let text = sound("抓实春耕").replace("层层落实", "<!-- 检查: 忽略 F003 -->\nXX落实");
    let folder = tree(&[("甲.md", &text)]);
    let ran = tigang(folder.path(), &["check", "甲.md", "--format", "json", "--publish"]);
    assert_eq!(ran.json()["findings"].as_array().unwrap().len(), 0, "{}", ran.stdout);
    let text = sound("抓实春耕")
        .replace("日期:", "检查:\n  忽略: [F003]\n日期:")
        .replace("层层落实", "XX落实");
    put(folder.path(), "甲.md", text.as_bytes());
    let ran = tigang(folder.path(), &["check", "甲.md", "--format", "json", "--publish"]);
    assert_eq!(ran.json()["findings"].as_array().unwrap().len(), 0, "{}", ran.stdout);
}

#[test]
fn a_project_sets_levels_and_a_wrong_key_is_said() {
    let text = sound("抓实春耕").replace("层层落实", "XX落实");
    let folder = tree(&[("甲.md", &text), ("tigang.yaml", "检查:\n  级别: {F003: 错误}\n")]);
    assert_eq!(tigang(folder.path(), &["check", "甲.md"]).code, 1);
    put(folder.path(), "tigang.yaml", "检查:\n  级别: {F003: 关闭}\n".as_bytes());
    assert_eq!(tigang(folder.path(), &["check", "甲.md", "--publish"]).code, 0);
    put(folder.path(), "tigang.yaml", "检杳:\n  忽略: [F003]\n".as_bytes());
    let ran = tigang(folder.path(), &["check", "甲.md"]);
    assert_eq!(ran.code, 1, "{}", ran.all());
    assert!(ran.stdout.contains("tigang.yaml:1:1"), "{}", ran.stdout);
    assert!(ran.stdout.contains("检查"), "{}", ran.stdout);
}

#[test]
fn columns_count_characters_after_wide_text() {
    let text = sound("抓实春耕").replace("层层落实种植责任", "层层“落实”种植责任𠮷某某局");
    let folder = tree(&[("甲.md", &text)]);
    let json = tigang(folder.path(), &["check", "甲.md", "--format", "json"]).json();
    // No face has the rare character before it.
    assert_eq!(json["findings"][0]["rule"], "A006");
    let finding = &json["findings"][1];
    assert_eq!(finding["rule"], "F003");
    assert_eq!((finding["line"].as_u64(), finding["column"].as_u64()), (Some(12), Some(12)));
}

#[test]
fn what_would_not_be_printed_is_told() {
    let text = sound("抓实春耕").replace("日期:", "数据文件: [台账.csv]\n日期:")
        + "\n[^多]: 没有人引用的脚注。\n";
    let folder = tree(&[("甲.md", &text), ("台账.csv", "a,b\n")]);
    let ran = tigang(folder.path(), &["check", "甲.md", "--format", "json"]);
    let found = places(&ran.json());
    assert!(found.contains(&("Y013".to_owned(), 5, 8)), "{found:?}");
    assert!(found.iter().any(|(id, ..)| id == "A005"), "{found:?}");
    assert_eq!(ran.code, 0);
}
