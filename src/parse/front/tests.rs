use super::{Front, Kind, REPORT, read, split};
use crate::parse::facts::{Ledger, Shown};
use crate::report::{FactValue, Form};
use crate::source::{FileId, Source};
use crate::yaml::{schema, testing};

const DRAFTS: [(&str, &str); 4] = [
    ("乡村夜校新闻通讯", include_str!("../../../examples/乡村夜校新闻通讯.md")),
    ("党建引领乡村振兴", include_str!("../../../examples/党建引领乡村振兴.md")),
    ("基层治理情况报告", include_str!("../../../examples/基层治理情况报告.md")),
    ("研讨发言", include_str!("../../../examples/研讨发言.md")),
];
const FOLDER: &str = include_str!("../../../examples/特色产业调研报告/report.yaml");

/// The draft of format.md, every key given.
const FULL: &str = r#"---
标题: 坚持党建引领乡村振兴的实践与启示     # title · required
副标题:                                  # subtitle
提纲: 经验材料                            # outline · required: a name in schemas/outlines/
单位: 示例区委组织部                       # organisation
作者:                                    # author
日期: 2023-08-17                          # date
关键词: [党建引领, 乡村振兴]                # keywords
目录: false                               # contents list
数据附录: false                            # appendix of sources
摘要:                                    # abstract
数据:                                    # facts: every figure once
  驻村第一书记: {值: 83, 单位: 名, 时点: 2023年7月, 来源: 区委组织部台账}
  村集体经营性收入: {值: 500, 上期: 250, 单位: 万元, 时点: 2023年, 来源: 区农业农村局}
  集体收入: {历年: {2021: 160, 2022: 250, 2023: 500}, 单位: 万元, 来源: 区农业农村局}
  村数: 126个
  村均收入: {公式: 集体收入 / 村数, 单位: 万元}
数据文件: [台账.csv]                       # facts-files (CSV, XLSX): columns 名称,值,单位,时点,上期,目标,来源,口径
公文:                                    # official: only for a document with header and end matter
  形式: 文件                              # form: 文件 (default) | 信函 | 纪要 | 简报
  份号: "000001"
  发文机关标志: 示例区委组织部文件             # a list where several issue jointly, the leading one first
  发文字号: 示组发〔2023〕12号
  主送: [各镇（街道）党（工）委]
  密级: 
  紧急程度:
  签发人:                                 # given: an upward document
  附件: [重点任务清单, {名称: 台账, 文件: 附件1.md}]
  出席: []                                # minutes: also 请假, 列席
  期号:                                   # bulletin number
  印章: false                             # leave room for a seal
  双面: true                              # printed both sides: 版记 on an even page
  附注: （联系人：李示例，电话：000-00000000）
  抄送: [区委办公室]
  印发机关: 示例区委组织部办公室
  印发日期: 2023-08-18                      # 成文日期 is 日期 above
检查:                                    # checks: this report's own settings
  忽略: [L009]
---

正文。
"#;

fn front(text: &str) -> (Source, Front) {
    let source = Source::new("报告.md", text);
    let split = split(&source, FileId(0));
    let range = split.front.unwrap();
    let mut front = read(&source, FileId(0), range, Kind::File);
    front.faults.extend(split.faults);
    (source, front)
}

fn told(source: &Source, front: &Front) -> Vec<String> {
    let told = front.faults.iter().map(|fault| {
        let at = source.position(fault.span.start as usize);
        format!("{} {}:{} {}", fault.rule, at.line, at.column, fault.message)
    });
    told.collect()
}

#[test]
fn every_key_of_the_format_is_read() {
    let (source, front) = front(FULL);
    assert_eq!(told(&source, &front), Vec::<String>::new());
    let meta = &front.meta;
    assert_eq!(meta.title.value, "坚持党建引领乡村振兴的实践与启示");
    assert_eq!(source.slice(meta.title.span), meta.title.value);
    assert_eq!((meta.outline.value.as_str(), meta.subtitle.as_ref()), ("经验材料", None));
    assert_eq!(
        meta.date.map(|(date, span)| (date.to_string(), source.slice(span))),
        Some(("2023-08-17".to_owned(), "2023-08-17"))
    );
    assert_eq!(meta.keywords.len(), 2);
    assert_eq!(meta.facts_files[0].value, "台账.csv");
    assert_eq!(meta.checks.ignore[0].value, "L009");
    let official = meta.official.as_ref().unwrap();
    assert_eq!((official.form, official.seal, official.duplex), (Form::Document, false, true));
    let copy = official.copy_number.as_ref().unwrap();
    assert_eq!((copy.value.as_str(), source.slice(copy.span)), ("000001", "\"000001\""));
    assert_eq!(official.marks[0].value, "示例区委组织部文件");
    assert!(official.secrecy.is_none() && official.signers.is_empty());
    assert_eq!(official.attachments[0].name.value, "重点任务清单");
    assert_eq!(official.attachments[1].file.as_ref().unwrap().value, "附件1.md");
    assert_eq!(official.printed_on.unwrap().0.day, 18);
    assert_eq!(front.facts.len(), 5);
    let fact = &front.facts[0];
    assert_eq!(
        (fact.name.as_str(), source.slice(fact.name_span)),
        ("驻村第一书记", "驻村第一书记")
    );
    assert_eq!(fact.value, Some(FactValue::Number(83.into())));
    assert!(source.slice(fact.span).ends_with("台账}"));
    assert_eq!(front.facts[2].series.len(), 3);
    assert_eq!(source.slice(front.facts[3].unit.as_ref().unwrap().span), "个");
    let ledger = Ledger::new(&front.facts);
    assert!(ledger.faults().is_empty());
    let shown = |name, field| ledger.show(name, field, None);
    assert_eq!(shown("村集体经营性收入", Some("同比")), Shown::Text("同比增长100%".to_owned()));
    assert_eq!(shown("村均收入", None), Shown::Text("3.97万元".to_owned()));
    assert_eq!(shown("村数", None), Shown::Text("126个".to_owned()));
}

#[test]
fn several_organisations_are_read_one_by_one_and_as_one_text() {
    for (given, shown, count) in [
        ("示例区委组织部", Some("示例区委组织部"), 1),
        ("[示例区委组织部, 示例区财政局]", Some("示例区委组织部、示例区财政局"), 2),
        ("[]", None, 0),
        ("", None, 0),
    ] {
        let draft = format!("---\n标题: 通知\n提纲: 自定\n单位: {given}\n---\n正文。\n");
        let (source, front) = front(&draft);
        assert_eq!(told(&source, &front), Vec::<String>::new(), "{given}");
        let organisation = front.meta.organisation.as_ref();
        assert_eq!(organisation.map(|text| text.value.as_str()), shown);
        assert_eq!(front.meta.organisations.len(), count);
        for one in &front.meta.organisations {
            assert_eq!(source.slice(one.span), one.value);
        }
    }
}

#[test]
fn english_keys_mean_the_same() {
    let yaml = "---\ntitle: 甲\noutline: 自定\ndate: 2023-08-17\ncontents: true\nfacts:\n  村数: {value: 9, unit: 个, previous: 8}\nofficial:\n  form: letter\n  copies-to: 区委办公室\n---\n";
    let (source, front) = front(yaml);
    assert_eq!(told(&source, &front), Vec::<String>::new());
    assert_eq!(front.meta.title.value, "甲");
    assert!(front.meta.contents);
    let official = front.meta.official.unwrap();
    assert_eq!((official.form, official.copies_to.len()), (Form::Letter, 1));
    assert_eq!(front.facts[0].previous, Some(8.into()));
}

#[test]
fn the_examples_are_read_without_a_fault() {
    for (name, text) in DRAFTS {
        let (source, front) = front(text);
        assert_eq!(told(&source, &front), Vec::<String>::new(), "{name}");
        assert!(!front.facts.is_empty() && front.meta.date.is_some(), "{name}");
        let ledger = Ledger::new(&front.facts);
        for fact in &front.facts {
            assert!(matches!(ledger.show(&fact.name, None, None), Shown::Text(_)), "{}", fact.name);
        }
    }
    let source = Source::new("report.yaml", FOLDER);
    let front = read(&source, FileId(0), 0..source.text.len(), Kind::Folder);
    assert_eq!(told(&source, &front), Vec::<String>::new());
    assert_eq!(front.parts.len(), 4);
    assert_eq!(front.parts[3].value, "04-对策建议.md");
    assert!(front.meta.summary.is_some());
}

#[test]
fn faults_of_facts_are_told_at_their_place() {
    let yaml = "---\n标题: 甲\n提纲: 自定\n数据:\n  空的: \n  没值: {单位: 名}\n  大数: {值: 12345678901234567890123456789012345, 单位: 元}\n  双份: {值: 3, 公式: 村数 * 2}\n  村数: {值: 九, 上期: 8个, 单位: 个}\n  a|b: 3\n  户数: {值: 1,200, 单位: 户}\n  人数: {值: １２, 单位: 人}\n  收入: {历年: {2021: 1.6亿, 2022: 250}}\n---\n";
    let (source, front) = front(yaml);
    assert_eq!(
        told(&source, &front),
        [
            "Y012 5:3 “空的”没有写值",
            "Y012 6:3 “没值”没有写值",
            "Y013 7:11 这个数字太长，最多写28位",
            "Y013 8:18 “双份”既写了值又写了公式，这里按值算",
            "Y013 9:18 “上期”要写数字，这里写的是“8个”",
            "Y013 10:3 数据的名称“a|b”里不能有“|”",
            "Y013 11:12 数字里不要用逗号分隔，YAML 会把后半截当成又一个键",
            "Y013 12:11 “值”里的数字“１２”不要带分隔符，也不要用全角数字",
            "Y013 13:19 “2021”要写数字，这里写的是“1.6亿”",
        ]
    );
    let value =
        |name: &str| front.facts.iter().find(|fact| fact.name == name).unwrap().value.clone();
    assert_eq!(value("户数"), Some(FactValue::Number(1200.into())));
    assert_eq!(value("人数"), Some(FactValue::Number(12.into())));
    assert_eq!(value("村数"), Some(FactValue::Text("九".to_owned())));
}

#[test]
fn a_folder_wants_its_parts_and_a_file_has_none() {
    let source = Source::new("report.yaml", "标题: 甲\n提纲: 自定\n");
    let front = read(&source, FileId(0), 0..source.text.len(), Kind::Folder);
    assert_eq!(told(&source, &front), ["Y012 1:1 报告缺少“正文”"]);
    let source = Source::new("report.yaml", "标题: 甲\n提纲: 自定\n正文: []\n");
    let front = read(&source, FileId(0), 0..source.text.len(), Kind::Folder);
    assert_eq!(told(&source, &front), ["Y012 3:1 “正文”还没有写"]);
    let (source, front) = self::front("---\n标题: 甲\n提纲: 自定\n正文: [a.md]\n---\n");
    assert_eq!(told(&source, &front), ["Y011 4:1 “正文”只用在 report.yaml 里"]);
    assert!(front.parts.is_empty());
}

#[test]
fn an_unclosed_front_matter_is_read_with_its_traps() {
    let (source, front) =
        front("---\n标题：甲\n提纲: 自定\n关键词: [乙]\n\n## 主要做法\n\n正文。\n");
    assert_eq!(
        told(&source, &front)[0],
        "Y001 2:3 “标题”后面用了全角冒号，YAML 只认半角冒号加空格"
    );
    assert_eq!(told(&source, &front)[1], "Y010 1:1 元数据没有结束：缺少第二行“---”");
    assert_eq!(front.faults.len(), 2);
    assert_eq!((front.meta.title.value.as_str(), front.meta.keywords.len()), ("甲", 1));
}

#[test]
fn breaks_in_titles_are_no_part_of_them() {
    let yaml =
        "---\n标题: 关于加强党建工作/情况的报告\n副标题: |\n  以示例县\n  为例\n提纲: 自定\n---\n";
    let (source, front) = front(yaml);
    assert_eq!(told(&source, &front), Vec::<String>::new());
    let meta = &front.meta;
    assert_eq!(meta.title.value, "关于加强党建工作情况的报告");
    assert_eq!(meta.title_breaks, ["关于加强党建工作".len()]);
    assert_eq!(source.slice(meta.title.span), "关于加强党建工作/情况的报告");
    assert_eq!(meta.subtitle.as_ref().unwrap().value, "以示例县为例");
    assert_eq!(meta.subtitle_breaks, ["以示例县".len()]);
}

fn report_schema() -> serde_json::Value {
    schema(&REPORT, "urn:tigang:schema:report")
}

#[test]
fn the_schema_in_the_repository_is_current() {
    testing::current("report.schema.json", &report_schema());
}

#[test]
fn the_schema_takes_sound_front_matter_and_refuses_faulty() {
    let schema = report_schema();
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let sound = |yaml: &str| {
        let value = testing::json(yaml);
        let errors: Vec<String> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{yaml}\n{errors:?}");
    };
    for (_, text) in DRAFTS.into_iter().chain([("format", FULL)]) {
        let source = Source::new("a.md", text);
        sound(&source.text[split(&source, FileId(0)).front.unwrap()]);
    }
    sound(FOLDER);
    sound("title: 甲\noutline: 自定\nfacts:\n  村数: {value: 9}\n");
    for faulty in [
        "标题: 甲\n",
        "标题: 甲\n提纲: 自定\n标提: 乙\n",
        "标题: [甲]\n提纲: 自定\n",
        "标题: 甲\n提纲: 自定\n目录: 是\n",
        "标题: 甲\n提纲: 自定\n日期: 2023年8月17日\n",
        "标题: 甲\n提纲: 自定\n公文: {形式: 通知}\n",
        "标题: 甲\n提纲: 自定\n数据: {村数: {直: 3}}\n",
        "标题: 甲\n提纲: 自定\n数据: {村数: {值: 3, 上期: 三}}\n",
        "标题:\n提纲: 自定\n",
    ] {
        assert!(!validator.is_valid(&testing::json(faulty)), "{faulty}");
        let source = Source::new("a.yaml", faulty);
        let front = read(&source, FileId(0), 0..faulty.len(), Kind::File);
        assert!(!front.faults.is_empty(), "the schema and the reader disagree: {faulty}");
    }
}

proptest::proptest! {
    #[test]
    fn any_draft_is_read_without_panic(
        lines in proptest::collection::vec(
            "(---|标题: 甲|数据:|  村数: ?\\{值: [1九,.-]{0,6}, 单位: 个\\}?|公文:|  附件: \\[?甲\\]?|日期: 2023-[0-9]{2}-[0-9]{2}|## 乙|[ 　:：a甲\"”*]{0,8})\r?", 0..14)
    ) {
        let source = Source::new("a.md", lines.join("\n"));
        let split = split(&source, FileId(0));
        if let Some(range) = split.front {
            let front = read(&source, FileId(0), range, Kind::File);
            let _ = Ledger::new(&front.facts).faults();
            for fault in front.faults {
                proptest::prop_assert!(source.text.get(fault.span.range()).is_some());
            }
        }
    }
}
