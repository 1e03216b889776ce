//! Places and words of what the rules on form find: structure, length, assets.

use std::path::Path;
use std::sync::LazyLock;

use tigang::check::{Request, Settings, check};
use tigang::fonts::Fonts;
use tigang::outline::Outlines;
use tigang::parse::parse;
use tigang::source::{MemoryWorld, World};

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::embedded);

/// What one of `rules` finds in a draft: rule and the source it points to.
fn found(rules: &[&str], draft: &str) -> Vec<(String, String)> {
    let world = MemoryWorld::new()
        .with("报告.md", draft)
        .with("图.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='3'/>");
    let outlines = Outlines::builtin();
    let parsed = parse(&world, Path::new("报告.md"), &outlines);
    let found = check(&Request {
        sources: &parsed.sources,
        report: &parsed.report,
        faults: &parsed.faults,
        outline: outlines.get(&parsed.report.meta.outline.value),
        known_outlines: &[],
        fonts: Some(&FONTS),
        settings: &Settings::new(world.today()),
    });
    let told = found.iter().filter(|one| rules.is_empty() || rules.contains(&one.fault.rule));
    told.map(|one| (one.fault.rule.to_owned(), parsed.sources.slice(one.fault.span).to_owned()))
        .collect()
}

fn draft(outline: &str, body: &str) -> String {
    format!("---\n标题: 基层治理工作情况\n提纲: {outline}\n日期: 2023-08-17\n---\n\n{body}\n")
}

/// Each body with what one rule points to in it.
fn table(rule: &str, outline: &str, cases: &[(&str, &[&str])]) {
    for (body, wanted) in cases {
        let told: Vec<String> =
            found(&[rule], &draft(outline, body)).into_iter().map(|(_, at)| at).collect();
        assert_eq!(told, *wanted, "{rule} {body}");
    }
}

#[test]
fn leads_and_closings() {
    table(
        "S007",
        "经验材料",
        &[
            ("## 做法\n\n甲。", &["## 做法"]),
            ("![](图.svg)\n\n## 做法\n\n甲。", &["## 做法"]),
            ("## 前言\n\n甲。\n\n## 做法\n\n乙。", &[]),
            ("导语。\n\n## 做法\n\n甲。", &[]),
            ("没有标题。", &[]),
        ],
    );
    table("S007", "讲话稿", &[("## 做法\n\n甲。", &[])]);
    table(
        "S008",
        "讲话稿",
        &[
            ("## 一\n\n甲。\n\n## 二\n\n乙。", &["## 二"]),
            ("## 一\n\n甲。\n\n---\n\n结语。", &[]),
            ("## 一\n\n甲。\n\n## 结束语\n\n结语。", &[]),
            ("## 一\n\n甲。\n\n## 收尾 {.结语}\n\n结语。", &[]),
            ("## 一\n\n甲。\n\n### 小节\n\n乙。\n\n同志们，行动起来！", &[]),
            ("## 一\n\n甲。\n\n祝大家工作顺利，谢谢大家！", &[]),
            ("没有标题。", &[]),
        ],
    );
    table("S008", "经验材料", &[("## 做法\n\n甲。", &[])]);
}

#[test]
fn headings() {
    table(
        "S013",
        "自定",
        &[
            ("## 甲\n\n文。\n\n## 乙\n\n文。\n\n## 甲 \n\n文。", &["## 甲"]),
            ("## 甲\n\n### 小\n\n文。\n\n## 乙\n\n### 小\n\n文。", &[]),
            ("## 甲\n\n文。\n\n## 甲乙\n\n文。", &[]),
        ],
    );
    table(
        "S014",
        "自定",
        &[
            ("## 主要做法。\n\n文。", &["。"]),
            ("## 主要做法： {#甲}\n\n文。", &["："]),
            ("## **主要做法；**\n\n文。", &["；"]),
            // A run-in heading and its siblings.
            ("## 甲\n\n### 乙。\n\n文。\n\n### 丙。\n\n文。\n\n### 丁\n\n文。", &["丁"]),
            ("## 甲\n\n### 乙\n\n文。\n\n### 丙\n\n文。\n\n### 丁。\n\n文。", &["。"]),
            ("## 甲\n\n### 乙。\n\n文。\n\n### 丙。\n\n文。", &[]),
            // One runs in, one stands above a list: the writer's way of ending headings is one.
            ("## 甲\n\n### 乙。\n\n文。\n\n### 丙。\n\n- 文。", &[]),
            ("## 甲\n\n### 乙。\n\n文。\n\n### 丙\n\n- 文。\n\n### 丁\n\n文。", &["。"]),
            ("## 钱从哪里来？\n\n文。\n\n## 干！\n\n文。", &[]),
            ("## 打好“三张牌”\n\n文。", &[]),
        ],
    );
    let long = "长".repeat(41);
    table("S014", "自定", &[(&format!("## {long}\n\n文。"), &[&long])]);
    table("S014", "自定", &[(&format!("## {}\n\n文。", "长".repeat(40)), &[])]);
    table(
        "S012",
        "自定",
        &[
            (
                "## 必须甲\n\n文。\n\n## 必须乙\n\n文。\n\n## 用好丙\n\n文。\n\n## 必须丁\n\n文。",
                &["## 用好丙"],
            ),
            // Three are too few, and a part that is called by what it holds differs by right.
            ("## 必须甲\n\n文。\n\n## 必须乙\n\n文。\n\n## 用好丙\n\n文。", &[]),
            (
                "## 必须甲\n\n文。\n\n## 必须乙\n\n文。\n\n## 必须丙\n\n文。\n\n## 下一步打算\n\n文。",
                &[],
            ),
        ],
    );
}

#[test]
fn titles() {
    let titled = |title: &str, rest: &str| {
        let text = format!("---\n标题: {title}\n提纲: 自定\n日期: 2023-08-17\n{rest}---\n\n文。\n");
        found(&["S018"], &text).into_iter().map(|(_, at)| at).collect::<Vec<_>>()
    };
    let official = "公文:\n  形式: 文件\n  发文机关标志: 甲县文件\n  主送: 各乡镇\n";
    assert_eq!(titled("基层治理工作总结。", ""), ["。"]);
    assert_eq!(titled("“基层治理工作总结：”", ""), [""; 0]);
    assert_eq!(titled("一盏灯，照亮回乡路", ""), [""; 0]);
    assert_eq!(titled("关于加强领导，做好防汛的通知", official), ["，"]);
    assert_eq!(titled("关于印发《甲，乙办法（试行）》的通知", official), [""; 0]);
    assert_eq!(titled("关于甲、乙和“丙：丁”——戊·己的通知", official), [""; 0]);
    assert_eq!(titled(&"长".repeat(61), "").len(), 1);
    assert_eq!(titled(&"长".repeat(60), ""), [""; 0]);
    assert_eq!(titled("甲甲甲/乙乙乙/丙丙丙/丁丁丁", ""), ["甲甲甲/乙乙乙/丙丙丙/丁丁丁"]);
}

#[test]
fn references() {
    table(
        "A004",
        "自定",
        &[
            ("见[](#图-甲)。", &["[](#图-甲)"]),
            ("见[附表](#表-甲)。", &["[附表](#表-甲)"]),
            ("见[上文](#%E7%94%B2)和[网站](https://a.cn/#乙)。", &[]),
            ("见[](#做法)和[做法](#做法)。\n\n## 做法\n\n文。", &[]),
            ("见[](#主要做法-和成效)。\n\n## 主要做法 和成效\n\n文。", &[]),
            ("见[这里](#主要做法，和成效)。\n\n## 主要做法，和成效\n\n文。", &[]),
            ("清零[^口径]了。", &["[^口径]"]),
            ("清零[^口径]了，`[^1]`，\\[^2]。\n\n[^口径]: 注。", &[]),
            ("如图2所示。\n\n![甲](图.svg)", &["图2"]),
            ("如图1所示。\n\n![甲](图.svg)", &[]),
            // Without a caption it is not numbered, but it may be what is meant.
            ("如图1所示。\n\n![](图.svg)", &[]),
            ("见表1。", &["表1"]),
            ("表：收入\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n见表1，不见表2。", &["表2"]),
            ("见附表1、附图2，见表1-1，据表2023年数据，报表3。", &[]),
            ("本报告第二部分。\n\n## 甲\n\n文。", &["第二部分"]),
            ("本报告第一部分，《纲要》第五部分。\n\n## 甲\n\n文。", &[]),
            ("本报告第二部分。", &[]),
        ],
    );
    table(
        "A002",
        "自定",
        &[("![](图.svg)", &["![](图.svg)"]), ("![图](图.svg)", &[]), ("甲![](图.svg)乙", &[])],
    );
    table(
        "A003",
        "自定",
        &[
            ("![图](https://a.cn/b.png)", &["![图](https://a.cn/b.png)"]),
            ("甲![](http://a.cn/b.png)乙", &["![](http://a.cn/b.png)"]),
        ],
    );
    table(
        "A001",
        "自定",
        &[("![图](https://a.cn/b.png)", &[]), ("![图](无.png)", &["![图](无.png)"])],
    );
    table("A005", "自定", &[("甲。\n\n[^甲]: 注。", &["[^甲]: 注。"])]);
}

#[test]
fn glyphs() {
    table(
        "A006",
        "自定",
        &[
            ("好😀，又好😀。", &["😀"]),
            ("## 好😀\n\n又好😀。", &["😀"]),
            ("一👍🏻\u{fe0f}", &["👍", "🏻"]),
            ("①②③ Ⅳ 〔2023〕 ㎡ ℃ ‰ × ± → ★ ● … —— · ～ 〇 々", &[]),
        ],
    );
}

#[cfg(feature = "fandol")]
#[test]
fn a_face_that_stands_in_is_named() {
    table("A006", "自定", &[("李堃同志、赵堃同志。\n\n| 姓名 |\n|---|\n| 堃 |", &["堃"])]);
    // 黑体 has it.
    table("A006", "自定", &[("## 李堃\n\n文。", &[])]);
}

#[test]
fn attributes_of_headings() {
    let told = |body: &str| {
        found(&["Y011"], &draft("经验材料", body)).into_iter().map(|(_, at)| at).collect::<Vec<_>>()
    };
    assert_eq!(told("## 认识 {.启事 根据=甲 乙}\n\n文。"), ["启事", "根据=甲", "乙"]);
    assert_eq!(told("## 认识 {角色=启事}\n\n文。"), ["启事"]);
    assert_eq!(told("## 认识 {.启示 依据=甲、乙 #丙}\n\n文。"), [""; 0]);
    assert_eq!(told("## 集合 {甲、乙}\n\n文。"), [""; 0]);
}
