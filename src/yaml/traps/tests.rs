use crate::diagnostic::Level;
use crate::source::{FileId, Source};
use crate::yaml::{Field, Node, Record, Shape, read};

static FACT: Record = Record {
    id: "fact",
    title: "数据条目",
    fields: &[
        Field::new("值", "value", Shape::OneOf(&[Shape::Decimal, Shape::Text]), "数值"),
        Field::new("单位", "unit", Shape::Text, "单位"),
        Field::new("来源", "source", Shape::Text, "来源"),
        Field::new("历年", "series", Shape::Map(&Shape::Decimal), "历年"),
    ],
};
static OFFICIAL: Record = Record {
    id: "official",
    title: "公文",
    fields: &[
        Field::new("份号", "copy-number", Shape::Text, "份号"),
        Field::new("发文字号", "number", Shape::Text, "发文字号"),
        Field::new("主送", "addressees", Shape::Texts, "主送"),
        Field::new("附件", "attachments", Shape::Texts, "附件"),
        Field::new("印章", "seal", Shape::Bool, "印章"),
        Field::new("附注", "note", Shape::Text, "附注"),
    ],
};
static REPORT: Record = Record {
    id: "report",
    title: "报告",
    fields: &[
        Field::new("标题", "title", Shape::Text, "标题").required(),
        Field::new("副标题", "subtitle", Shape::Text, "副标题"),
        Field::new("单位", "organisation", Shape::Text, "单位"),
        Field::new("作者", "author", Shape::Text, "作者"),
        Field::new("日期", "date", Shape::Date, "日期"),
        Field::new("关键词", "keywords", Shape::Texts, "关键词"),
        Field::new("目录", "contents", Shape::Bool, "目录"),
        Field::new("摘要", "summary", Shape::Text, "摘要"),
        Field::new(
            "数据",
            "facts",
            Shape::Map(&Shape::OneOf(&[Shape::Record(&FACT), Shape::Text])),
            "数据",
        ),
        Field::new("公文", "official", Shape::Record(&OFFICIAL), "公文"),
    ],
};

/// Reads front matter that begins on the third line of a file.
fn tree(yaml: &str) -> (Node, Vec<String>, String) {
    let text = format!("头\n头\n{yaml}");
    let range = "头\n头\n".len()..text.len();
    let (node, faults) = read(&text, FileId(3), range, &REPORT);
    let source = Source::new("报告.md", text.clone());
    let list = faults
        .iter()
        .map(|fault| {
            let at = source.position(fault.span.start as usize);
            format!(
                "{} {}:{} {} | {}",
                fault.rule,
                at.line - 2,
                at.column,
                fault.message,
                fault.help
            )
        })
        .collect();
    // Safe fixes, applied as `check --fix` does.
    let mut edits: Vec<_> = faults
        .iter()
        .filter_map(|fault| fault.fix.as_ref())
        .filter(|fix| fix.safe)
        .flat_map(|fix| fix.edits.clone())
        .collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut fixed = text;
    for edit in edits {
        fixed.replace_range(edit.span.range(), &edit.text);
    }
    (node, list, fixed["头\n头\n".len()..].to_owned())
}

/// A text with one trap: its rule and place, the corrected line in its help, and that the safe fix
/// leaves nothing to tell.
#[track_caller]
fn trap(yaml: &str, rule: &str, place: &str, corrected: &str) -> Node {
    let (node, faults, fixed) = tree(yaml);
    assert_eq!(faults.len(), 1, "{faults:#?}");
    assert!(faults[0].starts_with(&format!("{rule} {place} ")), "{}", faults[0]);
    assert!(faults[0].ends_with(corrected), "{}", faults[0]);
    let (_, left, _) = tree(&fixed);
    assert!(left.is_empty(), "{fixed}\n{left:#?}");
    node
}

fn value<'a>(node: &'a Node, path: &[&str]) -> Option<&'a str> {
    path.iter().try_fold(node, |node, key| node.get(key))?.text()
}

#[test]
fn y001_a_full_width_colon_after_a_key() {
    let node = trap("标题：坚持党建引领\n单位: 甲\n", "Y001", "1:3", "改为：标题: 坚持党建引领");
    assert_eq!(value(&node, &["标题"]), Some("坚持党建引领"));
    assert_eq!(value(&node, &["单位"]), Some("甲"));
    trap("标题: 甲\n单位 ：　示例区：委\n", "Y001", "2:4", "改为：单位 : 示例区：委");
    trap("标题: 甲\n公文：\n  份号: \"000001\"\n", "Y001", "2:3", "改为：公文:");
    let node = trap(
        "标题: 甲\n数据:\n  村数：{值: 9, 单位: 个}\n",
        "Y001",
        "3:5",
        "改为：村数: {值: 9, 单位: 个}",
    );
    assert_eq!(value(&node, &["数据", "村数", "值"]), Some("9"));
    trap(
        "标题: 甲\n数据:\n  村数: {值：9, 单位: 个}\n",
        "Y001",
        "3:9",
        "改为：村数: {值: 9, 单位: 个}",
    );
    trap("标题:坚持党建引领\n", "Y001", "1:3", "改为：标题: 坚持党建引领");
    trap("标题:　甲\n", "Y001", "1:3", "改为：标题: 甲");
}

#[test]
fn y001_a_whole_entry_typed_full_width() {
    let (node, faults, fixed) =
        tree("标题: 甲\n数据:\n  村数: {值：9，单位：个，来源：县民政局，2022年底}\n");
    assert_eq!(fixed, "标题: 甲\n数据:\n  村数: {值: 9, 单位: 个, 来源: 县民政局，2022年底}\n");
    assert_eq!(faults.len(), 5, "{faults:#?}");
    assert!(faults.iter().all(|fault| fault.starts_with("Y001 3:")));
    assert_eq!(value(&node, &["数据", "村数", "来源"]), Some("县民政局，2022年底"));
    let (node, ..) = tree("标题: 甲\n数据:\n  收入: {历年: {2021：160，2022：250}}\n");
    assert_eq!(value(&node, &["数据", "收入", "历年", "2022"]), Some("250"));
}

#[test]
fn y002_tabs_and_full_width_spaces_as_indentation() {
    let node = trap("标题: 甲\n公文:\n\t份号: \"01\"\n", "Y002", "3:1", "改为：  份号: \"01\"");
    assert_eq!(value(&node, &["公文", "份号"]), Some("01"));
    trap("标题: 甲\n公文:\n　份号: \"01\"\n", "Y002", "3:1", "改为：  份号: \"01\"");
    trap(
        "标题: 甲\n公文:\n    份号: \"01\"\n\t发文字号: 甲\n",
        "Y002",
        "4:1",
        "改为：    发文字号: 甲",
    );
    trap(
        "标题: 甲\n公文:\n    份号: \"01\"\n　　发文字号: 甲\n",
        "Y002",
        "4:1",
        "改为：    发文字号: 甲",
    );
    trap("标题: 甲\n　单位: 乙\n", "Y002", "2:1", "改为：单位: 乙");
    for lead in [" \u{3000} ", "\t\t", "\t　"] {
        let list = format!("标题: 甲\n公文:\n  主送:\n    - 各镇\n{lead}附注: 县委办\n");
        let node = trap(&list, "Y002", "5:1", "改为：  附注: 县委办");
        assert_eq!(value(&node, &["公文", "附注"]), Some("县委办"));
    }
    trap("标题: 甲\n公文:\n  主送:\n    - 甲\n\t\t- 乙\n", "Y002", "5:1", "改为：    - 乙");
    let node = trap("标题: 甲\n\t单位: 乙\n作者: 丙\n", "Y002", "2:1", "改为：单位: 乙");
    assert_eq!((value(&node, &["标题"]), value(&node, &["单位"])), (Some("甲"), Some("乙")));
    trap("标题: 甲\n公文:\n  主送:\n\t\t- 各镇\n", "Y002", "4:1", "改为：    - 各镇");
    let node = trap("摘要: |\n　　近年来。\n标题: 甲\n", "Y002", "2:1", "改为：  近年来。");
    assert_eq!(value(&node, &["摘要"]), Some("近年来。\n"));
    let node = trap("摘要: 近年来，\n　　示例区。\n标题: 甲\n", "Y002", "2:1", "示例区。");
    assert_eq!(value(&node, &["摘要"]), Some("近年来， 示例区。"));
    let (_, faults, _) = tree("标题: 甲\n　　\n　# 注\n单位: 乙\n");
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn y003_a_value_that_begins_with_a_mark_of_yaml() {
    let node = trap("标题: *区基层治理情况\n", "Y003", "1:5", "改为：标题: \"*区基层治理情况\"");
    assert_eq!(value(&node, &["标题"]), Some("*区基层治理情况"));
    trap("标题: &甲 乙\n", "Y003", "1:5", "改为：标题: \"&甲 乙\"");
    trap("标题: **重点**\n", "Y003", "1:5", "改为：标题: \"**重点**\"");
    trap("标题: 甲\n关键词: [乙, *区]\n", "Y003", "2:10", "改为：关键词: [乙, \"*区\"]");
    trap("标题: 甲\n公文:\n  主送:\n    - *镇党委\n", "Y003", "4:7", "改为：- \"*镇党委\"");
    trap(
        "标题: 甲\n数据:\n  村数: {值: 9, 来源: *县民政局}\n",
        "Y003",
        "3:18",
        "来源: \"*县民政局\"}",
    );
    trap("标题: [2023]12号\n", "Y003", "1:5", "改为：标题: \"[2023]12号\"");
    trap("标题: {{ 村数 }}个村的实践\n", "Y003", "1:5", "改为：标题: \"{{ 村数 }}个村的实践\"");
    trap("标题: @所有人\n", "Y003", "1:5", "改为：标题: \"@所有人\"");
    trap("标题: >80%的村\n", "Y003", "1:5", "改为：标题: \">80%的村\"");
    trap("标题: *区 # 待补\n", "Y003", "1:5", "改为：标题: \"*区\" # 待补");
}

#[test]
fn y004_a_value_that_holds_a_colon_or_a_hash() {
    let node =
        trap("标题: 坚持党建: 实践与启示\n", "Y004", "1:9", "改为：标题: \"坚持党建: 实践与启示\"");
    assert_eq!(value(&node, &["标题"]), Some("坚持党建: 实践与启示"));
    trap("标题: 通知:\n", "Y004", "1:7", "改为：标题: \"通知:\"");
    trap("标题: 他说\"好\": 甲\n", "Y004", "1:10", "改为：标题: '他说\"好\": 甲'");
    trap(
        "标题: 甲\n数据:\n  村数: {值: 9, 来源: 县: 民政局}\n",
        "Y004",
        "3:19",
        "来源: \"县: 民政局\"}",
    );
    trap("标题: 甲\n公文:\n  主送:\n    - 各镇: 街道\n", "Y004", "4:9", "改为：- \"各镇: 街道\"");
    trap(
        "标题: 甲\n关键词: [党建: 引领, 乙]\n",
        "Y004",
        "2:9",
        "改为：关键词: [\"党建: 引领\", 乙]",
    );
    trap("标题: 甲: 乙 # 注\n", "Y004", "1:6", "改为：标题: \"甲: 乙\" # 注");
}

#[test]
fn y004_a_hash_is_only_a_hint_and_keeps_its_meaning() {
    let text = "头\n头\n标题: 学习 #乡村振兴# 有感\n";
    let (node, faults) = read(text, FileId(3), "头\n头\n".len()..text.len(), &REPORT);
    assert_eq!((faults[0].rule, faults[0].level, faults.len()), ("Y004", Some(Level::Hint), 1));
    assert!(faults[0].help.ends_with("改为：标题: \"学习 #乡村振兴# 有感\""), "{}", faults[0].help);
    assert!(!faults[0].fix.as_ref().unwrap().safe);
    assert_eq!(value(&node, &["标题"]), Some("学习"));
    let (_, faults, _) = tree("标题: 学习 C #1 工程\n");
    assert!(faults[0].starts_with("Y004 1:10 "), "{faults:?}");
}

#[test]
fn y005_full_width_quotes_where_the_value_breaks() {
    let node = trap("标题: “坚持: 引领”之路\n", "Y005", "1:8", "改为：标题: \"“坚持: 引领”之路\"");
    assert_eq!(value(&node, &["标题"]), Some("“坚持: 引领”之路"));
    let node = trap("标题: \"坚持党建”\n单位: 乙\n", "Y005", "1:10", "改为：标题: \"坚持党建\"");
    assert_eq!(value(&node, &["标题"]), Some("坚持党建"));
    trap("标题: \"五措并举\"探索治理\n", "Y005", "1:10", "改为：标题: '\"五措并举\"探索治理'");
    let (node, faults, _) = tree("标题: \"坚持党建\n单位: 乙\n");
    assert!(faults[0].starts_with("Y005 1:5 引号 \" 没有配对"), "{faults:?}");
    assert_eq!(value(&node, &["单位"]), Some("乙"));
}

#[test]
fn y005_full_width_quotes_around_a_key() {
    let node = trap("“标题”: 甲\n", "Y005", "1:1", "去掉引号。改为：标题: 甲");
    assert_eq!(value(&node, &["标题"]), Some("甲"));
    trap("标题: 甲\n数据:\n  “村数”: {值: 3}\n", "Y005", "3:3", "改为：村数: {值: 3}");
    trap("标题: 甲\n数据: {“村数”: {值: 3}}\n", "Y005", "2:6", "改为：数据: {村数: {值: 3}}");
    let (_, faults, fixed) = tree("“标题”：甲\n");
    assert_eq!((fixed.as_str(), faults.len()), ("标题: 甲\n", 2), "{faults:?}");
    // A half-width quoted key is sound, and a title may begin with quotes.
    for sound in ["\"标题\": 甲\n", "'标题': 甲\n", "标题: “五措”：抓治理\n"] {
        let (_, faults, _) = tree(sound);
        assert!(faults.is_empty(), "{faults:?}");
    }
}

#[test]
fn y001_brackets_typed_full_width() {
    let (node, faults, fixed) = tree("标题: 甲\n数据:\n  村数: ｛值: 83，单位: 名｝ # 注\n");
    assert_eq!(fixed, "标题: 甲\n数据:\n  村数: {值: 83, 单位: 名} # 注\n");
    assert_eq!(faults.len(), 2, "{faults:#?}");
    assert!(faults.iter().all(|fault| fault.ends_with("改为：村数: {值: 83, 单位: 名} # 注")));
    assert_eq!(value(&node, &["数据", "村数", "值"]), Some("83"));
    let (node, ..) = tree("标题: 甲\n数据:\n  村数: ｛值：83,单位：名｝\n");
    assert_eq!(value(&node, &["数据", "村数", "单位"]), Some("名"));
    // Text in such brackets is text.
    let (_, faults, _) = tree("标题: ｛党建｝引领\n数据:\n  村数: ｛约数｝\n");
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn faults_of_one_line_show_one_corrected_line() {
    let (_, faults, fixed) = tree("标题: 甲\n公文: {份号：“一”, 印章: 是}\n");
    let line = "公文: {份号: “一”, 印章: true}";
    assert_eq!(fixed.lines().nth(1), Some(line));
    assert_eq!(faults.len(), 2, "{faults:#?}");
    assert!(faults.iter().all(|fault| fault.ends_with(&format!("：{line}"))), "{faults:#?}");
}

#[test]
fn y006_words_for_true_and_false() {
    let node = trap("标题: 甲\n目录: 是\n", "Y006", "2:5", "：目录: true");
    assert_eq!(
        node.get("目录").map(|node| node.value.clone()),
        Some(crate::yaml::Value::Bool(true))
    );
    trap("标题: 甲\n公文:\n  印章: off\n", "Y006", "3:7", "：  印章: false");
    let node = trap("标题: 甲\n作者: true\n", "Y006", "2:5", "：作者: \"true\"");
    assert_eq!(value(&node, &["作者"]), Some("true"));
}

#[test]
fn y007_other_dashes_of_a_list() {
    let node = trap("标题: 甲\n关键词:\n  － 党建\n  - 治理\n", "Y007", "3:3", "改为：- 党建");
    assert_eq!(node.get("关键词").map(|node| node.items().len()), Some(2));
    trap("标题: 甲\n关键词:\n  - 党建\n  －治理\n", "Y007", "4:3", "改为：- 治理");
    trap("标题: 甲\n关键词:\n  -党建\n", "Y007", "3:3", "改为：- 党建");
    trap("标题: 甲\n公文:\n  主送:\n  — 各镇\n", "Y007", "4:3", "改为：- 各镇");
}

#[test]
fn y008_duplicate_keys_point_at_the_first() {
    let (node, faults, _) = tree("标题: 甲\n单位: 乙\n标题: 丙\n数据:\n  村数: 9个\n  村数: 8个\n");
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(faults[0].starts_with("Y008 3:1 “标题”写了两次"), "{faults:?}");
    assert!(faults[1].starts_with("Y008 6:3 “村数”写了两次"), "{faults:?}");
    assert_eq!(value(&node, &["标题"]), Some("甲"));
    let (_, faults, _) = tree("标题: 甲\ntitle: 乙\n");
    assert!(faults[0].starts_with("Y008 2:1 “标题”写了两次（“title”就是“标题”）"), "{faults:?}");
}

#[test]
fn y009_dates_that_do_not_exist() {
    let (_, faults, _) = tree("标题: 甲\n日期: 2023-02-30\n");
    assert_eq!(faults.len(), 1);
    assert!(
        faults[0].starts_with("Y009 2:5 没有2023年2月30日这一天 | 2023年2月只有28天"),
        "{faults:?}"
    );
    trap("标题: 甲\n日期: 2023年8月17日\n", "Y013", "2:5", "：日期: 2023-08-17");
    trap("标题: 甲\n日期: 2023/8/17\n", "Y013", "2:5", "：日期: 2023-08-17");
    let (_, faults, _) = tree("标题: 甲\n日期: 2023年8月\n");
    assert!(faults[0].starts_with("Y013 2:5 "), "{faults:?}");
}

#[test]
fn unknown_missing_and_wrong_values_are_told_at_their_place() {
    let (node, faults, _) =
        tree("标提: 甲\n份号: 3\n作者: [乙]\n数据:\n  村数: {直: 3}\n日期: 今天\n");
    let expected = [
        "Y012 1:1 报告缺少“标题”",
        "Y011 1:1 报告里没有“标提”这个键 | 最接近的是“标题”",
        "Y011 2:1 报告里没有“份号”这个键 | “份号”要写在“公文”下面",
        "Y013 3:5 “作者”要写一段文字，这里写的是列表",
        "Y011 5:8 数据条目里没有“直”这个键",
        "Y013 6:5 “日期”要写日期",
    ];
    assert_eq!(faults.len(), expected.len(), "{faults:#?}");
    for want in expected {
        assert!(faults.iter().any(|fault| fault.starts_with(want)), "{want}\n{faults:#?}");
    }
    assert_eq!(node.get("份号"), None);
    let (_, faults, _) = tree("标题:\n");
    assert!(faults[0].starts_with("Y012 1:1 “标题”还没有写"), "{faults:?}");
}

#[test]
fn several_traps_at_once_are_all_told_and_all_mended() {
    let yaml = "标题：坚持: 引领\n单位：*区委\n关键词：\n　－ 党建\n　－ *治理\n目录：是\n数据：\n\t村数：{值：9，单位：个}\n公文:\n  附注:（联系人：甲）\n";
    let (node, faults, fixed) = tree(yaml);
    let rules: Vec<&str> = faults.iter().map(|fault| &fault[..4]).collect();
    assert_eq!(rules.iter().filter(|&&rule| rule == "Y001").count(), 10, "{faults:#?}");
    for rule in ["Y002", "Y003", "Y004", "Y006", "Y007"] {
        assert!(rules.contains(&rule), "{rule} {faults:#?}");
    }
    assert_eq!(
        fixed,
        "标题: \"坚持: 引领\"\n单位: \"*区委\"\n关键词:\n  - 党建\n  - \"*治理\"\n目录: true\n数据:\n  村数: {值: 9, 单位: 个}\n公文:\n  附注: （联系人：甲）\n"
    );
    assert_eq!(value(&node, &["标题"]), Some("坚持: 引领"));
    assert_eq!(value(&node, &["数据", "村数", "单位"]), Some("个"));
    let (_, left, _) = tree(&fixed);
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn sound_values_that_look_like_traps_stay_silent() {
    for yaml in [
        "标题: 坚持党建引领乡村振兴的实践与启示     # title · required\n副标题:    # subtitle\n单位: 甲 # 注：这里 # 再注\n",
        "标题: \"坚持: 引领\"\n副标题: '甲 # 乙'\n",
        "标题: 见 http://example.com:80/a#b\n作者: 10:30\n",
        "标题: “五措并举”探索“党建+”\n副标题: ——以示例县为例\n单位: 甲*乙&丙\n",
        "标题: 甲\n摘要: |\n  标题：乙\n  *重点: 丙 #丁#\n\n  \t末\n单位: 乙\n",
        "标题: 甲\n摘要: >-\n  一、做法: 甲\n  “乙\n",
        "标题: 甲\n摘要: 近年来，示例区：\n  坚持党建引领，\n  *有重点*。\n",
        "标题: 甲\n摘要:\n  全区：情况良好\n",
        "标题: 甲\n副标题:\n  ——以示例县为例\n",
        "标题: 甲\n关键词: [党建引领, \"甲: 乙\", 'C #1', 区委：甲]\n",
        "标题: 甲\n关键词:\n- 区委：负责\n- -5℃以下\n- 甲、乙，丙\n",
        "标题: 甲\n数据:\n  驻村第一书记: {值: 83, 单位: 名, 来源: 区委组织部：台账} # 注\n  收入: {历年: {2021: 160, 2022: 250}, 单位: 万元}\n  村数: 126个\n",
        "标题: 甲\n数据:\n  村数: {\n    值: 9, # 注：甲\n    单位: 个\n  }\n  户数:\n    值: 8\n    单位: 户\n",
        "标题: 甲\n公文:\n  份号: \"000001\"\n  发文字号: 示组发〔2023〕12号\n  主送: [各镇（街道）党（工）委]\n  附注: （联系人：李示例，电话：000-00000000）\n  印章: false\n",
        "\"标题\": 甲\n'单位' : 乙\n",
        "标题: \"甲\n  乙: 丙 # 丁\n  戊\"\n单位: 己\n",
        "标题: 甲\r\n单位: 乙\r\n公文:\r\n  份号: 000001\r\n",
        "标题: 甲\n作者: ~\n日期: 2023-08-17\n",
    ] {
        let (_, faults, _) = tree(yaml);
        assert!(faults.is_empty(), "{yaml}\n{faults:#?}");
    }
}

#[test]
fn what_does_not_parse_is_told_in_chinese_and_the_rest_is_read() {
    let (node, faults, _) = tree(
        "标题: 甲\n关键词: [乙, 丙\n单位: 丁\n数据:\n  村数: {值: 9, 单位: 个\n  户数: {值: 8}\n作者: 戊\n",
    );
    assert_eq!(faults.len(), 2, "{faults:#?}");
    assert!(faults[0].starts_with("Y013 2:6 方括号或花括号没有配对"), "{faults:?}");
    assert!(faults[1].starts_with("Y013 5:7 方括号或花括号没有配对"), "{faults:?}");
    assert_eq!(value(&node, &["标题"]), Some("甲"));
    assert_eq!(value(&node, &["单位"]), Some("丁"));
    assert_eq!(value(&node, &["数据", "户数", "值"]), Some("8"));
    assert_eq!(value(&node, &["作者"]), Some("戊"));
    let (_, faults, _) = tree("坚持党建引领\n");
    assert!(faults.iter().all(|fault| !fault.contains("did not")), "{faults:?}");
    let (_, faults, _) = tree(&format!("标题: 甲\n关键词: {}\n", "[".repeat(40)));
    assert!(faults.iter().any(|fault| fault.starts_with("Y0")), "{faults:?}");
}

#[test]
fn control_characters_become_blanks() {
    let (node, faults, fixed) = tree("标题: 甲\u{0}乙\n单位: 丙\u{b}\n");
    assert!(faults[0].starts_with("Y014 1:6 从这里起有2个看不见的控制字符"), "{faults:?}");
    assert_eq!(value(&node, &["标题"]), Some("甲 乙"));
    assert!(!fixed.contains('\u{0}'));
}

#[test]
fn a_file_full_of_unclosed_quotes_is_scanned_in_linear_time() {
    let yaml = "标题: 甲\n".to_owned() + &"  \"a\n".repeat(40_000) + &"x: \"b\n".repeat(20_000);
    let (_, faults, _) = tree(&yaml);
    assert!(!faults.is_empty());
    let yaml = "标题: 甲\n".to_owned() + &"x: [\"b\n".repeat(40_000);
    let (_, faults, _) = tree(&yaml);
    assert!(!faults.is_empty());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(600))]

    #[test]
    fn any_lines_are_read_without_panic_and_places_lie_in_the_text(
        lines in proptest::collection::vec(
            "[ \\t　]{0,3}[-－]?(标题|数据|值|单位|公文|甲|\"|“|#)?[:：]?[ 　]?[甲乙：:,，{}\\[\\]\"'”*&|># \\t1.\\r]{0,12}", 0..12)
    ) {
        let text = format!("头\n{}\n尾", lines.join("\n"));
        let range = "头\n".len()..text.len() - "\n尾".len();
        let (node, faults) = read(&text, FileId(0), range.clone(), &REPORT);
        fn walk(node: &Node, text: &str) {
            assert!(text.get(node.span.range()).is_some(), "{node:?}");
            node.items().iter().for_each(|item| walk(item, text));
            for (key, node) in node.entries() {
                assert!(text.get(key.span.range()).is_some(), "{key:?}");
                walk(node, text);
            }
        }
        walk(&node, &text);
        for fault in &faults {
            assert!(text.get(fault.span.range()).is_some(), "{fault:?}");
            assert!(range.start <= fault.span.start as usize, "{fault:?}");
            for edit in fault.fix.iter().flat_map(|fix| &fix.edits) {
                assert!(text.get(edit.span.range()).is_some(), "{edit:?}");
                assert!(!edit.text.contains('\n') || edit.span.is_empty());
            }
        }
    }

    #[test]
    fn any_bytes_are_decoded_and_read_without_panic(bytes in proptest::collection::vec(0_u8.., 0..200)) {
        let (text, _) = crate::yaml::decode(bytes, FileId(0), None);
        let (_, faults) = read(&text, FileId(0), 0..text.len(), &REPORT);
        for fault in &faults {
            assert!(text.get(fault.span.range()).is_some(), "{fault:?}");
        }
    }
}
