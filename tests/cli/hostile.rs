//! Input that nobody should write, and that someone will.

use super::{places, put, sound, tigang, tree};

#[test]
fn byte_order_mark_crlf_and_no_final_newline_are_nothing_special() {
    let text = sound("抓实春耕");
    let plain = tree(&[("甲.md", &text)]);
    let odd = tree(&[("甲.md", &format!("\u{feff}{}", text.trim_end().replace('\n', "\r\n")))]);
    for format in ["html", "pdf"] {
        let read = |folder: &tempfile::TempDir| {
            let ran = tigang(folder.path(), &["build", "甲.md", "-f", format]);
            assert_eq!(ran.code, 0, "{}", ran.all());
            std::fs::read(folder.path().join("dist").join(format!("甲.{format}"))).unwrap()
        };
        assert!(read(&plain) == read(&odd), "{format}");
    }
    let faulty = text.replace("日期: 2023-08-17", "日期: 2023-08-37").replace('\n', "\r\n");
    put(odd.path(), "甲.md", format!("\u{feff}{faulty}").as_bytes());
    let found = places(&tigang(odd.path(), &["check", "甲.md", "--format", "json"]).json());
    assert_eq!(found, [("Y009".to_owned(), 5, 5)]);
}

#[test]
fn a_file_that_is_not_utf8_is_told_with_the_way_out() {
    let (bytes, _, _) =
        encoding_rs::GBK.encode("---\n标题: 抓实春耕备耕工作\n提纲: 自定\n---\n正文内容。\n");
    let folder = tree(&[]);
    put(folder.path(), "甲.md", &bytes);
    let ran = tigang(folder.path(), &["check", "甲.md"]);
    assert_eq!(ran.code, 1, "{}", ran.all());
    assert!(
        ran.stdout.contains("Y014") && ran.stdout.contains("GB") && ran.stdout.contains("UTF-8"),
        "{}",
        ran.stdout
    );
    // It was understood all the same, so a draft can be looked at; nothing is published of it.
    assert_eq!(tigang(folder.path(), &["build", "甲.md"]).code, 1);
    assert!(!folder.path().join("dist").exists());
    assert_eq!(tigang(folder.path(), &["build", "甲.md", "--draft", "-f", "html"]).code, 1);
    let html = std::fs::read_to_string(folder.path().join("dist/甲.html")).unwrap();
    assert!(html.contains("抓实春耕备耕工作") && html.contains("正文内容"));
}

#[test]
fn empty_and_bare_files_are_told_what_is_missing() {
    let folder = tree(&[
        ("空.md", ""),
        ("光.md", "只有一段话。\n"),
        ("半.md", "---\n标题: 甲\n提纲: 自定\n\n## 做法\n\n正文。\n"),
    ]);
    for (name, rule) in [("空.md", "Y012"), ("光.md", "Y012"), ("半.md", "Y010")] {
        let ran = tigang(folder.path(), &["check", name, "--format", "json"]);
        let json = ran.json();
        let found = places(&json);
        assert_eq!(ran.code, 1, "{name}");
        assert!(found.iter().any(|(id, ..)| id == rule), "{name}: {found:?}");
    }
}

#[test]
fn ten_megabytes_ten_thousand_headings_and_a_thousand_levels_are_handled() {
    let head = "---\n标题: 大文件\n提纲: 自定\n---\n\n";
    let paragraph =
        "全县上下一心抓春耕、保秋粮，各项工作有序推进，成效好于预期。".repeat(8) + "\n\n";
    let mut big = format!("{head}导语。\n\n");
    while big.len() < 10 * 1024 * 1024 {
        big.push_str("## 一项工作\n\n");
        for _ in 0..20 {
            big.push_str(&paragraph);
        }
    }
    let headings: String =
        (0..10_000).map(|n| format!("## 第{n}项工作安排\n\n抓好落实。\n\n")).collect();
    let quotes = format!("{}底\n", "> ".repeat(1000));
    let mut lists = String::new();
    for depth in 0..1000 {
        lists.push_str(&"  ".repeat(depth));
        lists.push_str("- 项\n");
    }
    let stars = format!("{}重点{}\n", "**".repeat(5000), "**".repeat(5000));
    let brackets = "[".repeat(20_000) + "\n";
    let folder = tree(&[
        ("大.md", &big),
        ("题.md", &format!("{head}{headings}")),
        ("引.md", &format!("{head}{quotes}")),
        ("表.md", &format!("{head}{lists}")),
        ("星.md", &format!("{head}{stars}\n{brackets}")),
    ]);
    for name in ["大.md", "题.md", "引.md", "表.md", "星.md"] {
        let ran = tigang(folder.path(), &["check", name, "--format", "json"]);
        assert!(ran.code == 0 || ran.code == 1, "{name}: {} {}", ran.code, ran.stderr);
        ran.json();
    }
    for name in ["题.md", "引.md", "表.md", "星.md"] {
        let ran = tigang(folder.path(), &["build", name, "--draft"]);
        assert!(ran.code == 0 || ran.code == 1, "{name}: {}", ran.all());
        let stem = name.trim_end_matches(".md");
        assert!(folder.path().join(format!("dist/{stem}.pdf")).is_file(), "{name}: {}", ran.stderr);
        assert!(folder.path().join(format!("dist/{stem}.html")).is_file(), "{name}");
    }
    let html = std::fs::read_to_string(folder.path().join("dist/引.html")).unwrap();
    assert!(html.contains('底'), "nothing is lost in the depth");
    let html = std::fs::read_to_string(folder.path().join("dist/表.html")).unwrap();
    assert!(html.matches('项').count() >= 1000, "nothing is lost in the depth");
}

/// A rule that looks at everything for everything takes minutes here.
#[test]
fn floods_are_checked() {
    let head = "---\n标题: 大文件\n提纲: 自定\n---\n\n";
    let folder = tree(&[]);
    for flood in ["1,", "1%", "三个方面", "如图1所示", "1名、2名，共3名，", "分别四个"]
    {
        put(folder.path(), "洪.md", format!("{head}{}\n", flood.repeat(30_000)).as_bytes());
        let ran = tigang(folder.path(), &["check", "洪.md", "--summary"]);
        assert!(ran.code == 0 || ran.code == 1, "{flood}: {}", ran.all());
    }
}

#[test]
fn an_alias_bomb_and_a_nul_are_refused_at_once() {
    let mut bomb = String::from("---\n标题: 甲\n提纲: 自定\na: &a [x, x]\n");
    for (name, of) in ('b'..='z').zip('a'..) {
        bomb.push_str(&format!("{name}: &{name} [*{of}, *{of}, *{of}, *{of}]\n"));
    }
    bomb.push_str("---\n正文。\n");
    let folder = tree(&[("弹.md", &bomb), ("零.md", &sound("甲").replace("全县", "全\0县"))]);
    for name in ["弹.md", "零.md"] {
        let ran = tigang(folder.path(), &["check", name]);
        assert_eq!(ran.code, 1, "{name}: {}", ran.all());
    }
}

#[test]
fn raw_html_is_shown_and_never_passed_through() {
    let text = sound("抓实春耕")
        + "\n<script>alert(1)</script>\n\n甲<img src=x onerror=alert(1)>乙\n\n[点](javascript:alert(1))\n";
    let folder = tree(&[("甲.md", &text)]);
    for theme in ["official", "web"] {
        tigang(folder.path(), &["build", "甲.md", "-f", "html", "--draft", "--theme", theme]);
        let html = std::fs::read_to_string(folder.path().join("dist/甲.html")).unwrap();
        assert!(!html.contains("<script"), "{theme}");
        assert!(!html.contains("<img src=x"), "{theme}");
        assert!(!html.contains("\"javascript:"), "{theme}");
        assert!(html.contains("&lt;script&gt;"), "the text is still there: {theme}");
    }
}
