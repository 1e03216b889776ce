use super::collect::has_figure;
use super::{Cast, Matrix, matrix, unknown_grounds};
use crate::outline::Outlines;
use crate::report::Report;
use crate::source::MemoryWorld;

fn report(body: &str) -> Report {
    let text = format!("---\n标题: 实践与启示\n提纲: 经验材料\n日期: 2023-08-17\n---\n\n{body}");
    let world = MemoryWorld::new().with("稿.md", text.as_str());
    crate::parse::parse(&world, std::path::Path::new("稿.md"), &Outlines::builtin()).report
}

fn read(body: &str) -> Matrix {
    matrix(&report(body), &Cast::default())
}

const BODY: &str = "\
## 主要做法

### 建强组织聚合力

逐村分析研判。

### 做大蘑菇产业

支部领办合作社，发展食用菌大棚800亩。

### 推行积分超市

庭院整洁都能攒分，积分按季度张榜。

## 取得的成效

### 堡垒更加坚强 {.成效 依据=建强组织}

软弱涣散村全部转化。

### 乡风更加文明

积分超市换出好风气，人情支出下降39.6%。

## 几点启示

### 必须做旺产业

合作社带富，食用菌大棚立得住脚。

### 必须厉行法治 {.启示 依据=公正司法}

尊崇法律，百姓安心。
";

#[test]
fn links_are_declared_or_read_from_shared_words() {
    let matrix = read(BODY);
    let [first, second, third] = matrix.practices.as_slice() else { panic!() };
    assert!(first.results[0].declared && first.results[0].to == 0 && !first.point.figure);
    assert!(second.results.is_empty() && second.point.figure && second.supported());
    assert_eq!(second.insights[0].to, 0);
    assert!(second.insights[0].terms.contains(&"食用菌大棚".to_owned()));
    assert!(!third.results[0].declared && third.results[0].to == 1);
    assert_eq!(third.results[0].terms[0], "积分超市");
    assert!(third.figured(&matrix.results) && third.insights.is_empty());
    assert_eq!(matrix.insights.iter().map(|one| one.founded).collect::<Vec<_>>(), [true, false]);
    assert_eq!(matrix.unknown.len(), 1);
    assert_eq!(unknown_grounds(&report(BODY))[0].ground, "公正司法");
}

#[test]
fn what_is_founded_is_shown() {
    let matrix = read(
        "\
## 做法

### 建强组织，把堡垒筑在楼道里

依托小区党支部、楼栋党小组，推行“支部建在小区”，新建小区党支部213个。

### 理顺机制，把议事搬到家门口

推行“圆桌议事”，居民提事、支部理事、多方议事。

### 补齐短板，把服务送到心坎上

实施老旧小区改造，加装电梯142部。

## 启示

### 党的领导是老旧小区治理的根本保证

只有把支部建在小区，才能把居民拧成一股绳。

### 久久为功是基本要求

不能一阵风。
",
    );
    for (at, insight) in matrix.insights.iter().enumerate() {
        let shown =
            matrix.practices.iter().any(|one| one.insights.iter().any(|link| link.to == at));
        assert_eq!(insight.founded, shown, "{}", insight.point.title);
    }
    assert!(matrix.insights[0].founded && !matrix.insights[1].founded);
}

#[test]
fn a_section_without_subsections_is_read_by_its_points() {
    let matrix = read(
        "## 主要做法和成效\n\n一是选书记。成了12名。\n\n二是育人才。好。\n\n又一段。\n\n## 启示\n\n好。\n",
    );
    assert_eq!(matrix.practices.len(), 2);
    assert!(matrix.practices.iter().all(|one| one.merged && one.supported()));
    assert_eq!(matrix.practices[0].point.title, "一是选书记");
    assert!(matrix.insights[0].point.coarse);
    assert!(read("好。\n").practices.is_empty());
}

#[test]
fn figures_are_told_from_dates_and_names() {
    for text in ["入库2460名", "增长8.5%", "占3/4", "行政村全覆盖", "薄弱村清零", "3000户"]
    {
        assert!(has_figure(text), "{text}");
    }
    for text in
        ["2022年7月15日", "“1+3”模式", "A4纸", "第3次会议", "1.选优书记", "2021—2023年", "好"]
    {
        assert!(!has_figure(text), "{text}");
    }
}
