use rust_decimal::Decimal;

use super::{Ledger, Shown, reference, show};
use crate::report::{Fact, FactValue, Text};
use crate::source::{FileId, Span};

fn text(value: &str) -> Option<Text> {
    Some(Text { value: value.to_owned(), span: Span::default() })
}

fn number(value: &str) -> Decimal {
    value.parse().unwrap()
}

fn fact(name: &str, value: &str, unit: &str) -> Fact {
    let parsed =
        value.parse().map_or_else(|_| FactValue::Text(value.to_owned()), FactValue::Number);
    Fact {
        name: name.to_owned(),
        name_span: Span::default(),
        value: (!value.is_empty()).then_some(parsed),
        unit: text(unit).filter(|unit| !unit.value.is_empty()),
        time: None,
        previous: None,
        target: None,
        source: None,
        scope: None,
        series: Vec::new(),
        formula: None,
        span: Span::default(),
    }
}

fn grown(name: &str, value: &str, previous: &str, unit: &str) -> Fact {
    Fact { previous: Some(number(previous)), ..fact(name, value, unit) }
}

fn formula(name: &str, formula: &str) -> Fact {
    Fact { formula: text(formula), ..fact(name, "", "") }
}

fn print(facts: &[Fact], inside: &str) -> String {
    match Ledger::new(facts).resolve(&reference(inside).unwrap()) {
        Shown::Text(text) => text,
        Shown::Problem(why) => format!("!{why}"),
        Shown::UnknownName { nearest } => format!("?{}", nearest.unwrap_or_default()),
        Shown::UnknownArgument { nearest } => format!("??{}", nearest.unwrap_or_default()),
    }
}

#[test]
fn a_value_is_printed_as_written() {
    let facts = [
        Fact { source: text("县委组织部"), ..fact("驻村第一书记", "83", "名") },
        fact("亩产", "4.80", "万亩"),
        fact("评价", "约八成", ""),
        fact("投资", "12345678", "元"),
    ];
    assert_eq!(print(&facts, " 驻村第一书记 "), "83名");
    assert_eq!(print(&facts, "亩产"), "4.80万亩");
    assert_eq!(print(&facts, "亩产.值"), "4.80");
    assert_eq!(print(&facts, "亩产.value"), "4.80");
    assert_eq!(print(&facts, "评价"), "约八成");
    assert_eq!(print(&facts, "投资"), "12345678元");
    assert_eq!(print(&facts, "驻村第一书记.来源"), "县委组织部");
    assert_eq!(print(&facts, "驻村第一书记.口径"), "!“驻村第一书记”没有写口径");
    assert_eq!(show(&facts, "驻村第一书记", Some("单位"), None), Shown::Text("名".to_owned()));
}

#[test]
fn growth_is_rounded_half_up_to_one_place() {
    let facts = [
        grown("收入", "500", "250", "万元"),
        grown("信访", "323", "340", "件"),
        grown("游客", "45", "45", "万人次"),
        grown("村数", "100001", "100000", "个"),
        grown("亏损", "5", "-3", "万元"),
        grown("新增", "5", "0", "个"),
        grown("满意率", "96.5", "92.0", "%"),
        grown("半数", "2009", "2000", "个"),
    ];
    assert_eq!(print(&facts, "收入.增幅"), "100%");
    assert_eq!(print(&facts, "收入.growth"), "100%");
    assert_eq!(print(&facts, "收入.同比"), "同比增长100%");
    assert_eq!(print(&facts, "收入.倍数"), "2倍");
    assert_eq!(print(&facts, "收入.上期"), "250万元");
    assert_eq!(print(&facts, "信访.增幅"), "-5%");
    assert_eq!(print(&facts, "信访.yoy"), "同比下降5%");
    assert_eq!(print(&facts, "游客.同比"), "与上期持平");
    assert_eq!(print(&facts, "村数.同比"), "与上期基本持平");
    assert_eq!(print(&facts, "亏损.增幅"), "!“亏损”的上期是负数，增幅没有意义");
    assert_eq!(print(&facts, "新增.增幅"), "!“新增”的上期是零，算不出增幅");
    assert_eq!(print(&facts, "满意率.同比"), "同比提高4.5个百分点");
    assert_eq!(print(&facts, "半数.增幅"), "0.5%", "0.45 is rounded up");
}

#[test]
fn shares_mind_the_scale_of_units() {
    let facts = [
        fact("女干部", "41", "名"),
        fact("干部", "126", "人"),
        fact("奖补", "2400", "万元"),
        fact("总投资", "1.2", "亿元"),
        fact("产量", "2", "千克"),
        fact("收成", "100", "公斤"),
        fact("空", "0", "个"),
        Fact { series: vec![("2023".to_owned(), number("82"))], ..fact("全员", "", "名") },
        Fact { target: Some(number("50")), ..fact("修路", "41", "公里") },
    ];
    assert_eq!(print(&facts, "女干部.占比(干部)"), "32.5%");
    assert_eq!(print(&facts, "女干部.占比（ 干部 ）"), "32.5%");
    assert_eq!(print(&facts, "女干部.share(全员.2023)"), "50%");
    assert_eq!(print(&facts, "奖补.占比(总投资)"), "20%");
    assert_eq!(
        print(&facts, "产量.占比(收成)"),
        "!“产量”的单位是“千克”，“收成”的单位是“公斤”，不能相除"
    );
    assert_eq!(print(&facts, "女干部.占比(空)"), "!“空”是零，算不出占比");
    assert_eq!(print(&facts, "女干部.占比(总投姿)"), "??总投资");
    assert!(print(&facts, "女干部.占比").starts_with("!“占比”后面要在括号里写总数的名称"));
    assert_eq!(print(&facts, "修路.完成率"), "82%");
    assert_eq!(print(&facts, "修路.completion"), "82%");
    assert_eq!(print(&facts, "干部.完成率"), "!“干部”没有写目标");
}

#[test]
fn a_series_prints_its_entries_and_grows_by_its_last_two() {
    let series = [("2021", "160"), ("2022", "250"), ("2023", "500")];
    let series = series.map(|(label, value)| (label.to_owned(), number(value))).to_vec();
    let facts = [Fact { series, ..fact("集体收入", "", "万元") }];
    assert_eq!(print(&facts, "集体收入.2021"), "160万元");
    assert_eq!(print(&facts, "集体收入.2022年"), "250万元");
    assert_eq!(print(&facts, "集体收入"), "500万元");
    assert_eq!(print(&facts, "集体收入.同比"), "同比增长100%");
    assert_eq!(print(&facts, "集体收入.上期"), "250万元");
    assert_eq!(print(&facts, "集体收入.2019"), "!“集体收入”没有字段“2019”，历年里也没有这一项");
}

#[test]
fn formulas_are_exact_and_round_to_two_places() {
    let facts = [
        fact("集体收入", "1000", "万元"),
        fact("村数", "126", "个"),
        formula("村均收入", "集体收入 / 村数"),
        formula("翻番", "村均收入 × 2"),
        formula("整", "集体收入 ÷ 4"),
        fact("村（社区）数", "200", "个"),
        formula("覆盖", "村数 ÷ 村（社区）数 × 100"),
        Fact { previous: Some(number("800")), ..fact("产值", "1000.50", "") },
        formula("净增", "产值 - 产值.上期"),
    ];
    assert_eq!(print(&facts, "村均收入"), "7.94");
    assert_eq!(print(&facts, "翻番"), "15.87", "worked from the exact value");
    assert_eq!(print(&facts, "整"), "250");
    assert_eq!(print(&facts, "覆盖"), "63");
    assert_eq!(print(&facts, "净增"), "200.5");
    assert!(Ledger::new(&facts).faults().is_empty());
}

#[test]
fn cycles_and_unknown_names_in_formulas_are_faults_at_the_formula() {
    let facts = [
        formula("甲", "乙 + 1"),
        formula("乙", "丙 + 1"),
        formula("丙", "甲 + 1"),
        formula("自己", "自己 / 2"),
        formula("错", "村均收人 / 2"),
        fact("村均收入", "5", ""),
        formula("零", "村均收入 / (村均收入 - 5)"),
    ];
    let messages: Vec<String> =
        Ledger::new(&facts).faults().into_iter().map(|fault| fault.message).collect();
    assert_eq!(messages[0], "“甲”的公式算不出来：公式绕了一圈，又用到了“甲”自己");
    assert_eq!(messages[1], "“乙”的公式算不出来：用到的“丙”算不出来");
    assert_eq!(messages[2], "“丙”的公式算不出来：用到的“甲”算不出来");
    assert_eq!(messages[3], "“自己”的公式算不出来：公式用到了“自己”自己");
    assert_eq!(messages[4], "“错”的公式算不出来：数据里没有“村均收人”，最接近的是“村均收入”");
    assert_eq!(messages[5], "“零”的公式算不出来：公式里除数为零");
}

#[test]
fn a_long_chain_of_formulas_neither_overflows_nor_slows() {
    let mut facts = vec![fact("数0", "1", "")];
    facts.extend(
        (1..10_000)
            .map(|at| formula(&format!("数{at}"), &format!("数{0} + 数{0} - 数{0}", at - 1))),
    );
    facts.reverse();
    assert_eq!(print(&facts, "数9999"), "1");
}

#[test]
fn ten_thousand_facts_answer_a_thousand_references() {
    let facts: Vec<Fact> =
        (0..10_000).map(|at| fact(&format!("第{at}项任务"), "1", "件")).collect();
    let ledger = Ledger::new(&facts);
    for at in 0..1000 {
        let found = format!("第{}项任务", at * 7);
        assert_eq!(ledger.show(&found, None, None), Shown::Text("1件".to_owned()));
        let Shown::UnknownName { .. } = ledger.show(&format!("第{at}项任物"), None, None)
        else {
            panic!("not a name");
        };
    }
}

#[test]
fn unknown_names_fields_and_formats_say_what_is_near() {
    let facts = [fact("驻村第一书记", "83", "名"), fact("1.5级以上地震", "3", "次")];
    assert_eq!(print(&facts, "驻村书记"), "?驻村第一书记");
    assert_eq!(print(&facts, "天气"), "?");
    assert_eq!(print(&facts, "1.5级以上地震"), "3次");
    assert!(print(&facts, "驻村第一书记.增副").ends_with("最接近的是“增幅”"));
    assert!(print(&facts, "驻村第一书记 | 大写").starts_with("!不认识格式“大写”"));
    assert_eq!(print(&facts, "驻村第一书记."), "!“驻村第一书记.”的点后面没有写字段");
    assert_eq!(print(&facts, "驻村第一书记.值(甲)"), "!“值”后面不带括号");
}

#[test]
fn a_reference_keeps_the_place_of_its_name_or_of_the_unknown_argument() {
    let facts = [fact("女干部", "41", "名")];
    let ledger = Ledger::new(&facts);
    let inside = " 女干部.占比(总数) ";
    let span = Span::new(FileId(1), 10, 10 + inside.len());
    let found = ledger.read(inside, span).unwrap();
    let at = inside.find("总数").unwrap();
    assert_eq!(found.name_span, Span::new(FileId(1), 10 + at, 10 + at + "总数".len()));
    assert_eq!(found.problem.as_deref(), Some("数据里没有“总数”"));
    let found = ledger.read("女干部", span).unwrap();
    assert_eq!(found.shown.as_deref(), Some("41名"));
    assert_eq!(ledger.read(" ", span).map(|found| found.name), None);
}
