use crate::check::testing::{found, places};
use crate::diagnostic::Level;

/// A draft of a genre with these headings of level one.
fn draft(genre: &str, title: &str, headings: &[&str]) -> String {
    let mut out = format!("---\n标题: {title}\n提纲: {genre}\n日期: 2025-12-20\n---\n\n导语。\n\n");
    for heading in headings {
        out.push_str(&format!("## {heading}\n\n办结事项1860件。\n\n"));
    }
    out
}

/// Skeletons as offices title their parts.
const SOUND: &[(&str, &str, &[&str])] = &[
    (
        "工作总结",
        "示例县教育局2025年工作总结",
        &["坚持党建引领，根本任务全面落实", "坚持优质均衡，教学质量稳步提升", "2026年工作思路"],
    ),
    ("工作总结", "示例县公安局2025年工作总结", &["一年来的主要工作", "存在的不足", "明年工作谋划"]),
    ("工作总结", "示例县法院2025年工作总结", &["2025年主要工作", "2026年主要工作"]),
    (
        "工作总结",
        "示例集团2025年度经营工作总结",
        &[
            "主要经营指标完成情况",
            "重点工作开展情况",
            "面临的形势和存在的问题",
            "2026年重点工作部署",
        ],
    ),
    (
        "情况报告",
        "关于全县秸秆禁烧情况的报告",
        &["高度重视，迅速部署", "广泛宣传，营造氛围", "下步打算"],
    ),
    ("情况报告", "关于强降雨应对情况的报告", &["雨情汛情灾情", "应急处置情况", "下一步工作"]),
    ("情况报告", "县人民检察院工作报告", &["2025年工作回顾", "2026年工作安排"]),
    (
        "情况报告",
        "2025年预算执行情况和2026年预算草案的报告",
        &["2025年预算执行情况", "2026年预算草案", "完成2026年预算任务的措施"],
    ),
    ("调研报告", "中小企业融资难问题的调查", &["融资现状", "难在哪里", "难的成因", "破解之策"]),
];

#[test]
fn headings_made_of_their_matter_may_be_the_parts() {
    for (genre, title, headings) in SOUND {
        let draft = draft(genre, title, headings);
        for rule in ["S001", "S002", "S003"] {
            assert_eq!(places(rule, &draft), Vec::<String>::new(), "{rule} {title}");
        }
    }
}

#[test]
fn what_may_stand_under_other_headings_is_a_hint() {
    let speaking =
        draft("经验材料", "小积分激活大治理", &["积分怎么定", "积分怎么管", "积分怎么用"]);
    let all = found("S001", &speaking);
    let [(place, one)] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!((place.as_str(), one.level), ("## 积分怎么定", Level::Hint));
    assert_eq!(one.fault.message, "从标题看不出哪一章是“启示”部分");
    let declared = speaking.replace("怎么用", "怎么用 {.启示}");
    assert_eq!(places("S001", &declared), Vec::<String>::new());
}

#[test]
fn what_no_section_can_be_is_an_error() {
    for (genre, headings, place) in [
        ("经验材料", &["主要做法", "取得成效"][..], "## 取得成效"),
        ("经验材料", &["基本情况", "主要做法", "取得成效"], "## 取得成效"),
        ("经验材料", &["主要做法", "取得成效", "下一步打算"], "## 取得成效"),
        ("工作总结", &["2025年主要工作", "存在问题"], "## 存在问题"),
        ("调研报告", &["基本情况", "存在问题"], "## 存在问题"),
    ] {
        let all = found("S001", &draft(genre, "2025年示例工作", headings));
        let [(found, one)] = all.as_slice() else { panic!("{headings:?} {all:?}") };
        assert_eq!((found.as_str(), one.level), (place, Level::Error), "{headings:?}");
        assert!(one.fault.help.chars().count() < 110, "{}", one.fault.help);
    }
}
