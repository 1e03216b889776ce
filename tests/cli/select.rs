//! `tigang check --select`, `--ignore`, `--level`, and the summary.

use super::{places, put, sound, tigang, tree};

/// A draft with an error (F001), a warning (S005) and a placeholder.
fn draft() -> String {
    sound("抓实春耕").replace("## 稳住", "## 一、稳住").replace("层层", "XX局层层")
        + "\n{{ 村数 }}\n"
}

fn rules(arguments: &[&str]) -> (i32, Vec<String>) {
    let folder = tree(&[("甲.md", &draft())]);
    let mut all = vec!["check", "--format", "json"];
    all.extend(arguments);
    let ran = tigang(folder.path(), &all);
    let rules = places(&ran.json()).into_iter().map(|(rule, ..)| rule).collect();
    (ran.code, rules)
}

#[test]
fn rules_are_chosen_by_id_group_slug_and_title() {
    for words in ["S", "结构", "s005", "typed-number", "手打序号", "L,S0"] {
        assert_eq!(rules(&["--select", words]), (0, vec!["S005".to_owned()]), "{words}");
    }
    assert_eq!(rules(&["--select", "S,F001"]).1, ["S005", "F001"]);
    assert_eq!(rules(&["--ignore", "F"]).1, ["S005"]);
    assert_eq!(rules(&["--select", "F", "--ignore", "F003"]), (1, vec!["F001".to_owned()]));
}

#[test]
fn a_level_hides_what_is_lighter_and_says_so() {
    assert_eq!(rules(&["--level", "错误"]), (1, vec!["F001".to_owned()]));
    assert_eq!(rules(&["--level", "warning", "--ignore", "F"]).1, ["S005"]);
    assert_eq!(rules(&["--level", "提示"]).1.len(), 3);
    let folder = tree(&[("甲.md", &draft())]);
    let ran = tigang(folder.path(), &["check", "--level", "error"]);
    assert!(ran.stdout.contains("另有 2 处按选项没有列出"), "{}", ran.stdout);
}

#[test]
fn a_word_that_names_nothing_is_a_usage_error() {
    let folder = tree(&[("甲.md", &draft())]);
    for (option, word, near) in [
        ("--select", "手打序好", "手打序号"),
        ("--ignore", "typed-numbr", "typed-number"),
        ("--select", "S999", ""),
        ("--level", "重大", ""),
    ] {
        let ran = tigang(folder.path(), &["check", option, word]);
        assert_eq!(ran.code, 2, "{word}");
        assert!(ran.stderr.contains(word) && ran.stderr.contains(near), "{}", ran.stderr);
    }
}

#[test]
fn what_makes_a_draft_unreadable_is_always_told() {
    let folder = tree(&[]);
    put(folder.path(), "甲.md", "---\n提纲: 自定\n---\n\n正文。\n".as_bytes());
    let ran =
        tigang(folder.path(), &["check", "--select", "S", "--ignore", "Y", "--format", "json"]);
    assert_eq!(ran.code, 1);
    assert_eq!(places(&ran.json())[0].0, "Y012");
}

#[test]
fn the_summary_counts_by_rule_and_several_reports_have_headings() {
    let folder = tree(&[("甲.md", &draft()), ("乙.md", &draft()), ("丙.md", &sound("抓实秋收"))]);
    let ran = tigang(folder.path(), &["check"]);
    assert!(ran.stdout.contains("── 甲.md：3 处\n"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("── 丙.md"), "{}", ran.stdout);
    assert!(ran.stdout.contains("共检查 3 份报告") && ran.stdout.contains("2 处可以用 --fix 改好"));
    assert!(ran.stdout.contains("  S005 手打序号    2 处\n"), "{}", ran.stdout);
    let short = tigang(folder.path(), &["check", "--summary"]);
    assert_eq!(short.code, ran.code);
    assert!(ran.stdout.ends_with(&short.stdout), "{}", short.stdout);
    assert!(short.stdout.starts_with("共检查"), "{}", short.stdout);
    // One report has none.
    assert!(!tigang(folder.path(), &["check", "甲.md"]).stdout.contains("──"));
}
