//! `figures`.

use super::{tigang, tree};

const DRAFT: &str = "\
---
标题: 驻村帮扶的实践
提纲: 自定
日期: 2023-08-17
数据:
  驻村第一书记: {值: 83, 单位: 名, 时点: 2023年7月, 来源: 县委组织部}
  村级议事厅: {值: 126, 单位: 个, 时点: 2023年7月, 来源: 县民政局}
  集体收入: {历年: {2021: 1600, 2022: 3150}, 单位: 万元, 来源: 县农业农村局}
---

2023年7月，全县有{{ 驻村第一书记 }}，建成126个村级议事厅，群众满意率98.5%。

## 主要做法

对85名驻村第一书记逐一谈话，集体收入由1600万元增加到3150万元，增长近一倍，投入资金1.2万余元。

表：经费安排情况

| 项目 | 金额（万元） | 占比 |
| --- | ---: | ---: |
| 培训 | 12.5 | 25% |
| 慰问 | 37.5 | 75% |
";

#[test]
fn every_figure_is_listed_with_what_it_counts() {
    let folder = tree(&[("甲.md", DRAFT)]);
    let ran = tigang(folder.path(), &["figures", "甲.md"]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines: Vec<String> = ran.stdout.lines().map(squeezed).collect();
    for line in [
        "位置 数字 说的是 含义 时间 数据项",
        "导语和其他",
        "11:12 83名 总数 2023年7月 取自 驻村第一书记",
        "11:27 126个 村级议事厅 2023年7月 同 村级议事厅",
        "11:42 98.5% 群众满意率 占比 2023年7月 待核",
        "一、主要做法",
        "15:2 85名 驻村第一书记 与 驻村第一书记 不符",
        "15:21 1600万元 集体收入 原来 同 集体收入",
        "15:30 3150万元 集体收入 达到 同 集体收入",
        "15:47 1.2万余元 资金 待核",
    ] {
        assert!(lines.iter().any(|one| one == line), "{line}\n{}", ran.stdout);
    }
    let last = lines.last().unwrap();
    assert!(last.contains("取自数据项 1 个，与数据项一致 3 个，不一致 1 个"), "{last}");
}

#[test]
fn the_json_is_versioned_and_exact() {
    let folder = tree(&[("甲.md", DRAFT)]);
    let ran = tigang(folder.path(), &["figures", "甲.md", "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    let json = ran.json();
    assert_eq!(json["version"], 1);
    assert_eq!(json["title"], "驻村帮扶的实践");
    let figures = json["figures"].as_array().unwrap();
    let find = |text: &str| figures.iter().find(|one| one["text"] == text).unwrap();
    let printed = find("83名");
    assert_eq!((&printed["tie"], &printed["fact"]), (&"printed".into(), &"驻村第一书记".into()));
    assert_eq!(printed["time"], "2023年7月");
    assert_eq!(find("126个")["tie"], "same");
    let slip = find("85名");
    assert_eq!(
        (&slip["tie"], &slip["value"], &slip["unit"]),
        (&"differs".into(), &"85".into(), &"名".into())
    );
    assert_eq!(
        (&slip["line"], &slip["column"], &slip["end_column"]),
        (&15.into(), &2.into(), &5.into())
    );
    assert_eq!((&slip["path"], &slip["heading"]), (&"甲.md".into(), &"一、主要做法".into()));
    assert_eq!(
        (&find("1600万元")["says"], &find("1600万元")["value"]),
        (&"from".into(), &"16000000".into())
    );
    let rough = find("1.2万余元");
    assert_eq!((&rough["exact"], &rough["bound"]), (&false.into(), &"more".into()));
    // Cells are told by their row and column.
    let cell = find("12.5");
    assert_eq!(
        (&cell["noun"], &cell["fact"]),
        (&"培训·金额（万元）".into(), &serde_json::Value::Null)
    );
    assert_eq!(find("75%")["noun"], "慰问·占比");
    let of = |name: &str| json["summary"][name].as_u64().unwrap();
    assert_eq!((of("from_facts"), of("same"), of("differ")), (1, 3, 1));
    assert_eq!(of("figures"), figures.len() as u64);
    assert_eq!(of("unverified"), of("figures") - 5);
}

#[test]
fn names_dates_and_ordinals_are_left_out() {
    let text = "---\n标题: 甲\n提纲: 自定\n---\n\n2023年8月17日，第三次会议印发〔2023〕5号文件，实施“三个一”工程，拨打12345热线。\n";
    let folder = tree(&[("甲.md", text)]);
    let json = tigang(folder.path(), &["figures", "甲.md", "--format", "json"]).json();
    assert_eq!(json["figures"].as_array().unwrap().len(), 0, "{json}");
    let ran = tigang(folder.path(), &["figures", "甲.md"]);
    assert_eq!(ran.code, 0);
    assert!(ran.stdout.contains("共 0 个数字"), "{}", ran.stdout);
}

#[test]
fn unreadable_drafts_are_told_and_missing_ones() {
    let folder = tree(&[("空.md", "")]);
    for (name, code) in [("空.md", 1), ("没有.md", 2)] {
        for format in ["text", "json"] {
            let ran = tigang(folder.path(), &["figures", name, "--format", format]);
            assert_eq!(ran.code, code, "{name}: {}", ran.all());
            assert!(
                ran.all().contains(name) && !ran.stdout.contains("个数字"),
                "{name}: {}",
                ran.all()
            );
        }
    }
}
