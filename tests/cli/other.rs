//! `new`, `outline`, `rules`, `explain`, `fonts`, help and usage errors.

use super::{sound, tigang, tree};

#[test]
fn a_new_draft_of_each_outline_is_sound_but_for_its_placeholders() {
    let outlines = [
        "经验材料",
        "情况报告",
        "工作总结",
        "调研报告",
        "研讨发言",
        "新闻通讯",
        "讲话稿",
        "简报",
        "自定",
    ];
    for outline in outlines {
        let folder = tree(&[]);
        let ran = tigang(
            folder.path(),
            &["new", "草稿.md", "--outline", outline, "--title", "抓实春耕备耕工作"],
        );
        assert_eq!(ran.code, 0, "{}", ran.all());
        let ran = tigang(folder.path(), &["check", "草稿.md", "--format", "json"]);
        assert_eq!(ran.code, 0, "{outline}: {}", ran.stdout);
        for finding in ran.json()["findings"].as_array().unwrap() {
            assert_eq!(finding["rule"], "F003", "{outline}: {finding}");
        }
        assert_eq!(tigang(folder.path(), &["build", "草稿.md"]).code, 1, "{outline}");
        let ran = tigang(folder.path(), &["build", "草稿.md", "--draft"]);
        assert_eq!(ran.code, 0, "{outline}: {}", ran.all());
        // A second `new` touches nothing.
        assert_eq!(tigang(folder.path(), &["new", "草稿", "--outline", outline]).code, 2);
    }
}

#[test]
fn a_new_draft_takes_an_alias_and_refuses_an_unknown_outline() {
    let folder = tree(&[]);
    assert_eq!(tigang(folder.path(), &["new", "甲", "--outline", "经验启示"]).code, 0);
    assert!(folder.path().join("甲.md").is_file());
    let ran = tigang(folder.path(), &["new", "乙", "--outline", "没有"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("调研报告"), "{}", ran.stderr);
    assert!(!folder.path().join("乙.md").exists());
}

#[test]
fn the_outline_counts_every_character() {
    let folder = tree(&[("甲.md", &sound("抓实春耕备耕"))]);
    let json = tigang(folder.path(), &["outline", "甲.md", "--format", "json"]).json();
    assert_eq!(json["version"], 1);
    assert_eq!(json["outline"], "自定");
    let sections = json["sections"].as_array().unwrap();
    assert_eq!(sections[1]["number"], "二、");
    assert_eq!(sections[1]["title"], "做强特色产业");
    assert_eq!(sections[1]["line"], 14);
    assert_eq!(sections[1]["level"], 1);
    let body = "新建冷链仓库11座，鲜菜损耗明显下降，菜农卖得上好价钱。";
    let expected = "做强特色产业".chars().count() + body.chars().count();
    assert_eq!(sections[1]["characters"].as_u64(), Some(expected as u64));
    let sum: u64 = json["lead"]["characters"].as_u64().unwrap()
        + json["closing"]["characters"].as_u64().unwrap()
        + sections.iter().map(|section| section["characters"].as_u64().unwrap()).sum::<u64>();
    assert_eq!(json["characters"].as_u64(), Some(sum));
    let text = tigang(folder.path(), &["outline", "甲.md"]);
    assert!(
        text.stdout.contains("一、") && text.stdout.contains("稳住粮食生产"),
        "{}",
        text.stdout
    );
}

#[test]
fn a_program_gets_json_of_a_draft_that_cannot_be_read() {
    let folder = tree(&[("空.md", "")]);
    for command in ["outline", "figures"] {
        let ran = tigang(folder.path(), &[command, "空.md", "--format", "json"]);
        assert!(ran.code == 1 && ran.json()["version"] == 1, "{command}: {}", ran.all());
        assert!(ran.stderr.contains("错误["), "{command}: {}", ran.stderr);
    }
}

#[test]
fn rules_are_listed_and_explained() {
    let folder = tree(&[]);
    let list = tigang(folder.path(), &["rules"]);
    assert_eq!(list.code, 0);
    for id in ["S001", "S006", "F001", "F003", "L003", "A001", "Y001", "Y014"] {
        assert!(list.stdout.contains(id), "{id}");
        let ran = tigang(folder.path(), &["explain", id]);
        assert_eq!(ran.code, 0);
        assert!(
            ran.stdout.contains(id) && ran.stdout.chars().count() > 100,
            "{id}: {}",
            ran.stdout
        );
    }
    assert_eq!(tigang(folder.path(), &["explain", "missing-section"]).code, 0);
    let ran = tigang(folder.path(), &["explain", "S999"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("S999"));
    for (word, near) in [("待填", "待填内容"), ("l03", "L003"), ("placehoder", "placeholder")]
    {
        let ran = tigang(folder.path(), &["explain", word]);
        assert!(ran.code == 2 && ran.stderr.contains(near), "{}", ran.stderr);
    }
}

#[test]
fn fonts_say_which_face_serves_and_from_where() {
    let folder = tree(&[]);
    let ran = tigang(folder.path(), &["fonts"]);
    for word in ["仿宋", "小标宋", "楷体", "黑体", "宋体", "Noto", "内置"] {
        assert!(ran.stdout.contains(word), "{word}: {}", ran.stdout);
    }
    let ran = tigang(folder.path(), &["fonts", "--licences"]);
    assert!(ran.stdout.contains("SIL OPEN FONT LICENSE"));
    assert!(ran.stdout.contains("GNU GENERAL PUBLIC LICENSE"));
}

#[test]
fn help_and_usage_errors_are_in_chinese() {
    let folder = tree(&[]);
    let english = [
        "Usage",
        "Options",
        "Commands",
        "Arguments",
        "Print",
        "possible values",
        "default:",
        "error:",
        "tip:",
        "unexpected",
    ];
    let commands: [&[&str]; 12] = [
        &["--help"],
        &["new", "--help"],
        &["check", "--help"],
        &["build", "-h"],
        &["outline", "--help"],
        &["rules", "--help"],
        &["explain", "--help"],
        &["fonts", "--help"],
        &["bulid"],
        &["build", "--themes", "web"],
        &["check", "--format", "xml"],
        &["explain"],
    ];
    for arguments in commands {
        let ran = tigang(folder.path(), arguments);
        let text = ran.all();
        let expected =
            if arguments.iter().any(|word| matches!(*word, "--help" | "-h")) { 0 } else { 2 };
        assert_eq!(ran.code, expected, "{arguments:?}: {text}");
        for word in english {
            assert!(!text.contains(word), "{arguments:?} says {word}: {text}");
        }
        assert!(text.contains("用法"), "{arguments:?}: {text}");
    }
    assert!(tigang(folder.path(), &["bulid"]).stderr.contains("build"));
    assert!(tigang(folder.path(), &["--version"]).stdout.contains(env!("CARGO_PKG_VERSION")));
    assert_eq!(tigang(folder.path(), &["check"]).code, 2);
    assert_eq!(tigang(folder.path(), &["check", "没有.md"]).code, 2);
}
