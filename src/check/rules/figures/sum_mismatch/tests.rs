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
    ("选派第一书记共78名，其中男50名、女27名。", "78名", "77名"),
    ("清源镇3名、云岭镇4名、石桥镇5名，共13名。", "13名", "12名"),
    ("在岗第一书记85名，其中省派12名、市派21名、县派50名。", "85名", "83名"),
    ("全年组织演练168次，其中市级3次、县级27次、乡级128次。", "168次", "158次"),
    ("危房户398户，分别为C级326户、D级62户。", "398户", "388户"),
    ("全院干警126人（男82人、女42人）。", "126人", "124人"),
    (
        "126个行政村分为集聚提升类58个、特色保护类23个、城郊融合类17个、搬迁撤并类26个。",
        "126个",
        "124个",
    ),
    ("学位缺口分别为540个和360个，合计950个。", "950个", "900个"),
    ("选派干部男50名、女27名，合计78名。", "78名", "77名"),
    ("投入县级资金2.4亿元、市级资金0.3亿元，合计3.0亿元。", "3.0亿元", "2.7亿元"),
    (
        "| 乡镇 | 村数 | 完成率 |\n| --- | --- | --- |\n| 甲 | 22 | 95.5% |\n| 乙 | 18 | 94.4% |\n| 合计 | 41 | 95.0% |",
        "41",
        "加起来是40",
    ),
    (
        "| 乡镇 | 男 | 女 | 合计 |\n| --- | --- | --- | --- |\n| 甲 | 2 | 3 | 5 |\n| 乙 | 4 | 3 | 8 |\n| 丙 | 1 | 3 | 4 |",
        "8",
        "加起来是7",
    ),
    (
        "| 乡镇 | 村数 |\n| --- | --- |\n| 甲 | 22 |\n| 乙 | 18 |\n| 小计 | 40 |\n| 丙 | 10 |\n| 丁 | 11 |\n| 小计 | 22 |\n| 合计 | 62 |",
        "22",
        "加起来是21",
    ),
    ("| 乡镇 | 村数 |\n| --- | --- |\n| 合计 | 40 |\n| 甲 | 22 |\n| 乙 | 19 |", "40", "加起来是41"),
];

const SOUND: &[&str] = &[
    "选派第一书记共78名，其中男50名、女28名。",
    "共78名，其中党员60名、35岁以下52名。",
    "共78名，其中党员30名。",
    "全县共有医疗机构412家，其中县级3家、乡级18家、村级386家，民营5家。",
    "演练168次，其中省级3次、市级20次、县级40次。",
    "演练168次，其中省级3次、市级20次、县级140次，其余为企业自行组织。",
    "第一书记85名，其中省派12名、市派21名、县派52名。",
    "干部85名，其中党员80名、女干部22名、本科学历71名。",
    "包括规上企业8家、龙头企业3家等，共30家。",
    "全县选派干部50名，甲镇3名、乙镇4名、丙镇5名，共12名。",
    "12个镇、156个村，每村3名、每镇5名，共528名。",
    "新建5处、改建3处，共投资80万元。",
    "学位缺口分别为540个和360个，合计900个。",
    "总投资9840万元，其中上级补助5904万元、县级财政2460万元。",
    "甲镇3名、乙镇4名、丙镇约5名，共13名。",
    "共建成便民服务中心12个、文化广场18个、卫生室20个。",
    "举办培训班5期、座谈会3期，共培训300人。",
    "58个村分为两类，其中一类30个。",
    "清源镇3.3万亩、云岭镇3.3万亩、石桥镇3.3万亩，共10万亩。",
    "| 乡镇 | 村数 | 亩均 |\n| --- | --- | --- |\n| 甲 | 22 | 450 |\n| 乙 | 18 | 440 |\n| 合计 | 40 | 446 |",
    "| 乡镇 | 投资（万元） |\n| --- | --- |\n| 甲 | 22.4 |\n| 乙 | — |\n| 丙 | 18.3 |\n| 合计 | 40.8 |",
    "| 乡镇 | 单位数 |\n| --- | --- |\n| 甲 | 22 |\n| 其中：村 | 20 |\n| 乙 | 18 |\n| 合计 | 40 |",
    "| 序号 | 乡镇 | 村数 |\n| --- | --- | --- |\n| 1 | 甲 | 22 |\n| 2 | 乙 | 18 |\n|  | 合计 | 40 |",
];
