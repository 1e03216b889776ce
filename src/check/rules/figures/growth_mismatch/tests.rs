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
    ("村集体收入从250万元增加到500万元，增长50%。", "50%", "从250万元到500万元，应为增长100%"),
    ("县域内就诊率由86.5%提高到91.3%，提高5.8个百分点。", "5.8个百分点", "应为提高4.8个百分点"),
    ("主体由8个增加到24个，增长3倍。", "3倍", "应为增长2倍"),
    ("收入由200万元增加到300万元，翻一番。", "翻一番", "是原来的1.5倍"),
    ("户均支出由4800元降到2900元，下降49.6%。", "49.6%", "应为下降39.6%"),
    ("人员由92人减少到65人，减少37人。", "37人", "应为减少27人"),
    ("收入达到500万元，同比增加30万元，增长20%。", "20%", "应为增长6%"),
    ("全县共120个村，其中薄弱村30个，占20%。", "20%", "120个中的30个，应为占25%"),
    ("总投资9840万元，其中上级补助5904万元，占65%。", "65%", "应为占60%"),
    ("受理群众反映问题836件，办结821件，办结率92.8%。", "92.8%", "应为占98.2%"),
    ("收入由2600元提高到3250元，增加750元，增长25%。", "750元", "应为增加650元"),
    ("报酬由2.5亿元增长到5.0亿元，增加2.0亿元。", "2.0亿元", "应为增加2.5亿元"),
    ("由2023年的10天增加到2025年的20天，增长50%。", "50%", "应为增长100%"),
];

const SOUND: &[&str] = &[
    "从250万元增加到500万元，增长100%。",
    "由8个增加到19个，增长137.5%。",
    "由8个增加到19个，增长137%。",
    "由8个增加到19个，增长138%。",
    "由4800元降到2900元，下降39.6%。",
    "由91.2%上升到96.4%，提高5.2个百分点。",
    "由40家增加到64家，增长60%。",
    "由3亿元增加到4.2亿元，年均增长11.9%。",
    "由30亿元增加到42亿元，比2022年增长8%。",
    "由近200万元增加到500万元，增长20%。",
    "由80亿元增加到90亿元，按可比口径增长6.5%。",
    "由200万元增加到410万元，实现翻番。",
    "由200万元增加到500万元，翻了一番多。",
    "收入达到500万元，同比增加30万元，增长6.4%。",
    "收入达到500万元，利润增加30万元，增长20%。",
    "共120个村，其中薄弱村30个，占25%。",
    "全县共120个村，其中重点村60个，薄弱村30个，占重点村的50%。",
    "其中上级补助5904万元，占60%；县级财政2460万元，占25%。",
    "受理836件，办结821件，办结率98.2%。",
    "由250万元增加到500万元，带动农户增收15%。",
    "由8个增加到24个，增长2倍。",
    "由12个减少到3个，减少四分之三。",
    "报表由47张减少到19张，减幅59.6%。",
    "从100元提高到150元，增长约50%。",
    "由46小时缩短到23小时，缩短一半。",
    "受访农户62户，其中愿意流转的40户，占64.5%，不愿意的22户，占35.5%。",
    "投入由250万元增加到500万元，其中县级财政增长20%。",
    "从3月开始，产量达到500吨，增长20%。",
];
