//! Exact places, and what must be left alone.

use std::path::Path;

use crate::check::{Request, Settings, check};
use crate::outline::Outlines;
use crate::parse::parse;
use crate::source::{MemoryWorld, World};

/// What the rule finds in a body: the source under each span, and the message.
fn found(body: &str) -> Vec<(String, String)> {
    let draft = format!("---\n标题: 工作情况\n提纲: 自定\n日期: 2023-08-17\n---\n\n{body}\n");
    let world = MemoryWorld::new().with("稿子/报告.md", draft.as_str());
    let outlines = Outlines::builtin();
    let parsed = parse(&world, Path::new("稿子/报告.md"), &outlines);
    let settings = Settings::new(world.today());
    let all = check(&Request {
        sources: &parsed.sources,
        report: &parsed.report,
        faults: &parsed.faults,
        outline: None,
        known_outlines: &[],
        fonts: None,
        settings: &settings,
    });
    let own = all.into_iter().filter(|one| one.fault.rule == super::RULE.id);
    own.map(|one| (parsed.sources.slice(one.fault.span).to_owned(), one.fault.message)).collect()
}

#[test]
fn unsound_figures_are_found() {
    for (body, span, part) in UNSOUND {
        let found = found(body);
        assert!(
            found.len() == 1 && found[0].0 == *span && found[0].1.contains(part),
            "{body}: {found:?}"
        );
    }
}

#[test]
fn sound_figures_are_left_alone() {
    for body in SOUND {
        assert_eq!(found(body), Vec::new(), "{body}");
    }
}

const UNSOUND: &[(&str, &str, &str)] = &[
    ("全年抽检320批次，合格率105%。", "105%", "105%"),
    ("脱贫劳动力占务工总人数的120%。", "120%", "120%"),
    ("种植类占45%，养殖类占40%，加工类占30%。", "45%，养殖类占40%，加工类占30%", "115%"),
    ("男性占60%、女性占50%。", "60%、女性占50%", "110%"),
    ("网格覆盖率达到102%。", "102%", "102%"),
    ("A占45%，B占40%，C占30%。", "45%，B占40%，C占30%", "115%"),
];

const SOUND: &[&str] = &[
    "税收完成年度任务的105%。",
    "完成率112.5%，销售额是上年的130%。",
    "产能利用率达到103%。",
    "高中阶段毛入学率105%。",
    "增长120%。",
    "占全县的100%。",
    "党员占95%，女性占40%，35岁以下占30%。",
    "种植类占45%，养殖类占40%，加工类占15%。",
    "种植类占33.3%，养殖类占33.3%，加工类占33.4%。",
    "男性占60%，党员占50%。",
    "占地面积扩大120%。",
    "目标任务完成率达到120%。",
    "负荷率达到110%。",
    "市县配套2500万元，资金到位率110%。",
    "合格率由92%提高到98%。",
    "农业产业占45%，其中种植产业占80%。",
];
