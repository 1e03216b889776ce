//! `outline --matrix`.

use super::{tigang, tree};

const DRAFT: &str = "\
---
标题: <实践>&启示
提纲: 经验材料
日期: 2023-08-17
---

示例县有126个行政村。

## 主要做法

### 建强组织聚合力

逐村分析研判。

### 推行积分超市

积分按季度张榜。

## 取得的成效

### 堡垒更加坚强 {.成效 依据=建强组织}

软弱涣散村全部转化，满意率96%。

## 几点启示

### 必须厉行法治

尊崇法律，百姓安心。
";

#[test]
fn the_matrix_is_an_aligned_table_with_its_gaps() {
    let folder = tree(&[("甲.md", DRAFT)]);
    let ran = tigang(folder.path(), &["outline", "甲.md", "--matrix"]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    for line in [
        "做法                  数据    成效                          启示",
        "（一）建强组织聚合力  见成效  （一）堡垒更加坚强〔注明〕    ✗ 没有启示由此得出",
        "（二）推行积分超市    ✗ 没有  ✗ 没有成效写到                ✗ 没有启示由此得出",
        "看不出依据的启示：",
        "  ✗ （一）必须厉行法治",
    ] {
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let found = ran.stdout.lines().any(|one| squeezed(one) == squeezed(line));
        assert!(found, "{line}\n{}", ran.stdout);
    }
}

#[test]
fn the_json_is_versioned() {
    let folder = tree(&[("甲.md", DRAFT)]);
    let json = tigang(folder.path(), &["outline", "甲.md", "--matrix", "--format", "json"]).json();
    assert_eq!(json["version"], 1);
    assert_eq!(json["roles"]["practice"], "做法");
    assert_eq!(json["practices"][0]["results"][0]["kind"], "declared");
    assert_eq!(json["practices"][0]["line"], 11);
    assert_eq!(json["practices"][1]["supported"], false);
    assert_eq!(json["insights"][0]["founded"], false);
}

#[test]
fn the_page_is_whole_and_escaped() {
    let folder = tree(&[("甲.md", DRAFT)]);
    let ran = tigang(folder.path(), &["outline", "甲.md", "--matrix", "--format", "html"]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    let page = &ran.stdout;
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    assert!(page.contains("&lt;实践&gt;&amp;启示") && !page.contains("<实践>"));
    assert!(page.contains("prefers-color-scheme:dark") && !page.contains("<script"));
    assert!(!page.contains("http"));
}

#[test]
fn html_is_for_the_matrix_only() {
    let folder = tree(&[("甲.md", DRAFT)]);
    let ran = tigang(folder.path(), &["outline", "甲.md", "--format", "html"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("--matrix"), "{}", ran.stderr);
}
