//! Phrases and what is read in them.

use std::ops::Range;

use proptest::prelude::*;

use super::*;

/// Each figure as `value unit sense bound scope noun`, what is plain left out.
fn told(text: &str) -> String {
    let slice = |range: &Range<usize>| text[range.clone()].to_owned();
    let each = read(text).into_iter().map(|one| {
        let mut words = vec![one.value.normalize().to_string()];
        if let Some(unit) = &one.unit {
            words[0].push_str(&unit.name);
            if unit.kind == UnitKind::Date {
                words.push("Date".to_owned());
            }
        }
        if one.sense != Sense::Amount {
            words.push(format!("{:?}", one.sense));
        }
        if one.bound != Bound::Exact {
            words.push(format!("{:?}", one.bound));
        }
        if one.scope != Scope::Plain {
            words.push(format!("{:?}", one.scope));
        }
        words.extend(one.noun.as_ref().map(slice));
        words.join(" ")
    });
    each.collect::<Vec<_>>().join("；")
}

const PHRASES: &[(&str, &str)] = &[
    ("83名驻村第一书记", "83名 驻村第一书记"),
    ("受理各类案件8632件", "8632件 案件"),
    ("审理天数由58.6天缩短至46.3天", "58.6天 From 审理天数；46.3天 To 审理天数"),
    ("分别上升6.2%和7.8%", "6.2% Rise Each；7.8% Rise Each"),
    ("带动社员362户增收", "362户 社员"),
    ("抓获犯罪嫌疑人213名", "213名 犯罪嫌疑人"),
    ("集体收入平均由9.6万元增加到28.8万元", "96000元 From 集体收入；288000元 To 集体收入"),
    ("驻村第一书记83名", "83名 驻村第一书记"),
    ("村集体收入达到500万元", "5000000元 To 村集体收入"),
    ("选派第一书记83名", "83名 第一书记"),
    ("近1.2万名群众", "12000名 About 群众"),
    ("投资3.5亿元", "350000000元 投资"),
    ("500万元奖补资金", "5000000元 奖补资金"),
    ("流转土地1,200亩", "1200亩 土地"),
    ("惠及１２００户", "1200户"),
    ("三千余人", "3000人 More"),
    ("十六项举措", "16项 举措"),
    ("两千多年历史", "2000年 More"),
    ("占百分之三十", "30% Share"),
    ("近三成的村集体", "30% Share About 村集体"),
    ("三分之一的村", "33.3333% Share About 村"),
    ("力争1/3以上", "33.3333% Share More"),
    ("过半数的党员", "50% Share More 党员"),
    ("半数以上", "50% Share About"),
    ("七成五", "75% Share"),
    ("千分之五", "5‰ Share"),
    ("从250万元增加到500万元", "2500000元 From；5000000元 To"),
    ("由3.2%提高到5.8%", "3.2% From；5.8% To"),
    ("由2023年的9天增加到2025年的21天", "2023年 Date；9天 From；2025年 Date；21天 To"),
    ("增长31.7%", "31.7% Rise"),
    ("同比下降5.4%", "5.4% Fall"),
    ("增长了近8%", "8% Rise About"),
    ("增加值增长7.2%", "7.2% Rise 增加值"),
    ("提高5.2个百分点", "5.2个百分点 Rise"),
    ("下降0.3个百分点", "0.3个百分点 Fall"),
    ("增长1.5倍", "1.5倍 Rise"),
    ("翻一番", "2倍 Rise"),
    ("翻了两番", "4倍 Rise"),
    ("翻了近一番", "2倍 Rise About"),
    ("翻番", "2倍 Rise"),
    ("翻一番以上", "2倍 Rise More"),
    ("翻了一番多", "2倍 Rise More"),
    ("减少27人", "27人 Fall"),
    ("压减50%", "50% Fall"),
    ("精简到68项", "68项 To"),
    ("增至21天", "21天 To"),
    ("突破500万元", "5000000元 To More"),
    ("超过800万元", "8000000元 More"),
    ("不足5万元", "50000元 Less"),
    ("不低于10%", "10% Share More"),
    ("不少于1次", "1次 More"),
    ("不超过30日", "30天 Less"),
    ("至少2人", "2人 More"),
    ("约36万元", "360000元 About"),
    ("1200余件", "1200件 More"),
    ("10多名干部", "10名 More 干部"),
    ("500多万元", "5000000元 More"),
    ("1800余万元", "18000000元 More"),
    ("3亿5000万元", "350000000元"),
    ("2.4万亿元", "2400000000000元"),
    ("1亿元左右", "100000000元 About"),
    ("80%以上", "80% Share More"),
    ("5公里以内", "5公里 Less"),
    ("3年多", "3年 More"),
    ("两个多月", "2个月 More"),
    ("半年", "0.5年"),
    ("一年", "1年"),
    ("三年", "3年"),
    ("近三年", "3年"),
    ("24小时", "24小时"),
    ("7个工作日内", "7个工作日"),
    ("15天", "15天"),
    ("10分钟", "10分钟"),
    ("2023年", "2023年 Date"),
    ("6月", "6月 Date"),
    ("2023年6月15日", "2023年 Date；6月 Date；15日 Date"),
    ("第一季度", "1季度 Date"),
    ("3季度", "3季度 Date"),
    ("二〇二三年", "2023年 Date"),
    ("21世纪", "21世纪 Date"),
    ("占全县行政村的58.7%", "58.7% Share"),
    ("合格率达98%", "98% Share 合格率"),
    ("覆盖率实现100%", "100% Share 覆盖率"),
    ("占比84.2%", "84.2% Share"),
    ("其中党员30名", "30名 Part 党员"),
    ("共有120个村", "120个 Total 村"),
    ("合计900个", "900个 Total"),
    ("累计办理8.4万件", "84000件 Total"),
    ("全县126个村", "126个 Total 村"),
    ("各18万元", "180000元 Each"),
    ("每村5个", "5个 Each"),
    ("分别为540个和360个", "540个 Each；360个 Each"),
    ("小学、初中分别为540个和360个", "540个 Each 小学；360个 Each 初中"),
    ("10至15名", "10名 More；15名 Less"),
    ("3—5年", "3年 More；5年 Less"),
    ("5%～10%", "5% Share More；10% Share Less"),
    ("3-5人", "3人 More；5人 Less"),
    ("第三", "3 Name"),
    ("第12届", "12届 Name"),
    ("第一书记", ""),
    ("“三个聚焦”", ""),
    ("“10万+”", "100000 Name"),
    ("A4纸", ""),
    ("5G基站", "5 Name"),
    ("国道318线", "318线 Name"),
    ("12345热线", "12345 Name"),
    ("〔2023〕12号", "2023 Name；12号 Name"),
    ("010-12345678", ""),
    ("2023-08-17", ""),
    ("08:30", ""),
    ("5×8米", ""),
    ("1.2.3", ""),
    ("附件1", "1 Name"),
    ("图2", "2 Name"),
    ("一是", ""),
    ("一二三产", ""),
    ("一心一意", ""),
    ("千方百计", ""),
    ("四面八方", ""),
    ("一体化", ""),
    ("统一", ""),
    ("一些", ""),
    ("十分", ""),
    ("万物", ""),
    ("三农", ""),
    ("两委", ""),
    ("三位一体", ""),
    ("两个维护", ""),
    ("一村一品", ""),
    ("一户一策", ""),
    ("一个", ""),
    ("一名", ""),
    ("数百名", ""),
    ("上千人", ""),
    ("几十个", ""),
    ("几百万元", ""),
    ("三四个", ""),
    ("七八十人", ""),
    ("百万元村", ""),
    ("千家万户", ""),
    ("老百姓", ""),
    ("进一步", ""),
    ("第一产业", ""),
    ("星期三", ""),
    ("五一假期", ""),
    ("唯一", ""),
    ("1台机器", "1台 机器"),
    ("4300台（套）", "4300台"),
    ("12.8平方公里", "12.8平方公里"),
    ("3.2公里", "3.2公里"),
    ("18千米", "18公里"),
    ("500kg", "500公斤"),
    ("1.6万吨", "16000吨"),
    ("86亩菜地", "86亩 菜地"),
    ("8.6万个工日", "86000个工日"),
    ("4.2元/公斤", "4.2元/公斤"),
    ("2860万立方米", "28600000立方米"),
    ("100兆瓦", "100兆瓦"),
    ("83岁", "83岁"),
    ("35岁以下干部", "35岁 Less 干部"),
    ("接待游客8400人次", "8400人次 游客"),
    ("8个街道、4个镇", "8个 街道；4个 镇"),
    ("3大类", "3大类"),
    ("五个方面", "5个 方面"),
    ("四项重点任务", "4项 重点任务"),
    ("三条小流域", "3条 小流域"),
    ("二期工程", ""),
    ("两项制度", "2项 制度"),
    ("十二个乡镇", "12个 乡镇"),
    ("一百零三户", "103户"),
    ("三万零五百人", "30500人"),
    ("一千二百万元", "12000000元"),
    ("三点五倍", "3.5倍"),
    ("超百亿元", "10000000000元 More"),
    ("近万亩", "10000亩 About"),
    ("不足百天", "100天 Less"),
    ("5千克", "5公斤"),
    ("3千户", "3000户"),
    ("12,34户", ""),
    ("50％", "50% Share"),
    ("3.5‰", "3.5‰ Share"),
    ("0.4元", "0.4元"),
    ("-5", "5"),
    ("100", "100"),
    ("1000多亩", "1000亩 More"),
    ("9家企业", "9家 企业"),
    ("6轮督查", "6轮 督查"),
    ("200吨以上", "200吨 More"),
    ("84 名", "84名"),
];

#[test]
fn phrases_are_understood() {
    let wrong: Vec<String> = PHRASES
        .iter()
        .filter(|(text, wanted)| told(text) != *wanted)
        .map(|(text, wanted)| format!("{text}: {}, not {wanted}", told(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ranges_steps_and_times() {
    let text = "截至7月底，全县共选派近1.2万余名干部；今年上半年增收22.8万元。";
    let found = read(text);
    let one = &found[1];
    assert_eq!(&text[one.range.clone()], "近1.2万余名");
    assert_eq!(&text[one.number.clone()], "1.2万");
    assert_eq!(one.step, rust_decimal::Decimal::from(1000));
    assert_eq!(&text[one.unit.clone().unwrap().range], "名");
    assert_eq!(&text[one.time.clone().unwrap()], "截至7月底");
    assert_eq!(&text[found[2].time.clone().unwrap()], "今年上半年");
    assert_eq!(read("三千余人")[0].step, rust_decimal::Decimal::from(1000));
    assert_eq!(read("31.7%")[0].step, rust_decimal::Decimal::new(1, 1));
    let text = "2023年1—10月，网上销售额286万元，比2022年增加156万元。";
    let found = read(text);
    assert_eq!(&text[found[3].time.clone().unwrap()], "2023年1—10月");
    assert_eq!(&text[found.last().unwrap().time.clone().unwrap()], "2023年1—10月");
}

#[test]
fn floods_are_read_in_one_pass() {
    for flood in [
        "1",
        "一",
        "万",
        "1,",
        "1.",
        "“1",
        "百分之",
        "从1到",
        "三分之",
        "第",
        "翻",
        "的",
        "1/",
        "1-",
        "A1",
        "每",
    ] {
        let _ = read(&flood.repeat(60_000));
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,60}") {
        sound(&text);
    }

    #[test]
    fn any_text_like_figures_is_read(
        text in "[0-9０一二两三十百千万亿零半几多余来约近超翻番成分之点第年月日个名元亩%‰，。、；从由到至为增长减少占的率各共其中“”—～./:+A \n\u{0}]{0,40}"
    ) {
        sound(&text);
    }

    #[test]
    fn a_printed_quantity_reads_back(
        before in prop::sample::select(vec!["", "全县", "截至目前，", "2023年，", "一是", "（二）", "其中", "从", "“两委”换届后，", "\n"]),
        noun in prop::sample::select(vec!["驻村第一书记", "行政村", "村集体收入", "合作社", "危险路段"]),
        value in 1_u32..9_999_999,
        decimals in 0_u32..3,
        scale in prop::sample::select(vec!["", "万", "亿"]),
        unit in prop::sample::select(vec!["名", "个", "户", "元", "亩", "公里", "吨", "件", "%", "座"]),
        after in prop::sample::select(vec!["", "，", "。", "、其他", "左右", "以上", "；二是", "）", " ", "的"]),
    ) {
        let number = rust_decimal::Decimal::new(i64::from(value), decimals);
        let text = format!("{before}{noun}{number}{scale}{unit}{after}");
        let by = match scale { "万" => 10_000_u64, "亿" => 100_000_000, _ => 1 };
        let wanted = number * rust_decimal::Decimal::from(by);
        let hit = read(&text).into_iter().any(|one| {
            one.value == wanted && one.unit.as_ref().is_some_and(|one| one.name == unit) && one.sense != Sense::Name
        });
        prop_assert!(hit, "{}: {}", text, told(&text));
        sound(&text);
    }
}

/// All ranges lie on characters, figures stand in order.
fn sound(text: &str) {
    let mut last = 0;
    for one in read(text) {
        let mut ranges = vec![one.range.clone(), one.number.clone()];
        ranges.extend(one.unit.as_ref().map(|unit| unit.range.clone()));
        ranges.extend(one.noun.clone());
        ranges.extend(one.time.clone());
        for range in ranges {
            assert!(
                range.start <= range.end && text.get(range.clone()).is_some(),
                "{text}: {range:?}"
            );
        }
        assert!(one.range.start <= one.number.start && one.number.end <= one.range.end, "{text}");
        assert!(one.number.start >= last, "{text}");
        last = one.number.end;
    }
}
