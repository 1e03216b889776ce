//! Units and measure words.

use std::sync::LazyLock;

use super::text::Chars;
use super::types::UnitKind;

/// A unit: as written, its plain name, its kind, and whether it may stand behind a Chinese numeral of one or two
/// characters (`三名` is a figure, `三面` a word).
pub(super) struct Known {
    pub(super) written: &'static str,
    pub(super) name: &'static str,
    pub(super) kind: UnitKind,
    pub(super) chinese: bool,
}

/// What a unit is read as.
#[derive(Clone, Copy)]
pub(super) struct Found {
    /// How many characters it has.
    pub(super) length: usize,
    pub(super) known: &'static Known,
}

macro_rules! units {
    ($($kind:ident $chinese:literal: $($words:literal)*;)*) => {
        &[$($(Known { written: $words, name: $words, kind: UnitKind::$kind, chinese: $chinese },)*)*]
    };
}

/// Units that are their own plain name.
static PLAIN: &[Known] = units! {
    Count true: "名" "个" "户" "项" "次" "件" "家" "所" "座" "处" "条" "套" "台" "辆" "位" "人" "种" "类" "份" "批"
        "场" "轮" "期" "届" "支" "本" "张" "间" "栋" "幢" "笔" "宗" "起" "例" "艘" "架" "盏" "只" "棵" "株" "册" "篇"
        "幅" "人次" "户次" "批次" "场次" "台次" "车次" "件次" "频次" "班次" "航次" "次数" "户数" "余项" "款" "则" "封"
        "项次" "万人" "家次" "台套" "个次" "组" "枚" "桩" "趟" "课时" "学时" "学分" "页" "字" "票" "席" "床"
        "大类" "道" "堂";
    Count false: "部" "头" "匹" "颗" "粒" "块" "片" "段" "根" "层" "室" "队" "班" "门" "节" "单" "口" "眼" "面" "对"
        "双" "副" "站" "点" "区" "县" "市" "省" "镇" "乡" "村" "国" "校" "企" "岗" "街道" "社区" "大" "路" "羽" "尾"
        "箱" "袋" "包" "瓶" "盒" "桶" "杯" "罐" "筐" "车" "船" "集" "首" "枝" "朵" "串" "排" "行" "列" "格" "块次"
        "床位" "机组" "单位" "员" "股" "手" "代" "把" "杆" "卷" "环" "针" "剂" "剂次" "人份" "标段" "重" "步" "泡"
        "栏" "舍" "棚" "塘" "园" "亿人";
    Money true: "元" "美元" "欧元" "港元" "日元" "英镑" "元人民币";
    Points true: "个百分点" "百分点";
    Times true: "倍";
    Area true: "亩" "公顷" "平方米" "平方公里" "亩次";
    Length true: "公里" "米" "厘米" "毫米" "海里";
    Length false: "里";
    Mass true: "吨" "公斤" "斤";
    Mass false: "克" "担";
    Duration true: "天" "个月" "小时" "分钟" "年" "周年" "秒" "个工作日" "工作日" "个季度" "个小时" "个星期" "星期"
        "周" "昼夜" "个年度" "学年" "个学期";
    Date true: "月" "日" "季度" "世纪" "年代" "月份" "时";
    Other true: "岁" "周岁" "立方米" "吨标准煤" "千瓦时" "兆瓦时" "千瓦" "兆瓦" "吉瓦" "摄氏度" "公里/小时" "千伏"
        "人年" "工日" "个工日" "标准箱" "兆" "标准煤";
    Other false: "度" "升" "毫升" "分" "瓦" "元/吨" "赫兹" "℃" "分贝" "伏" "级" "号" "楼" "线" "届次" "等";
};

/// Units written otherwise than their plain name.
static OTHERWISE: &[Known] = &[
    same("％", "%", UnitKind::Share),
    same("%", "%", UnitKind::Share),
    same("‰", "‰", UnitKind::Share),
    same("千米", "公里", UnitKind::Length),
    same("千克", "公斤", UnitKind::Mass),
    same("km", "公里", UnitKind::Length),
    same("KM", "公里", UnitKind::Length),
    same("Km", "公里", UnitKind::Length),
    same("kg", "公斤", UnitKind::Mass),
    same("KG", "公斤", UnitKind::Mass),
    same("cm", "厘米", UnitKind::Length),
    same("mm", "毫米", UnitKind::Length),
    same("m²", "平方米", UnitKind::Area),
    same("m2", "平方米", UnitKind::Area),
    same("m³", "立方米", UnitKind::Other),
    same("m3", "立方米", UnitKind::Other),
    same("㎡", "平方米", UnitKind::Area),
    same("平米", "平方米", UnitKind::Area),
    same("平方", "平方米", UnitKind::Area),
    same("平方千米", "平方公里", UnitKind::Area),
    same("km²", "平方公里", UnitKind::Area),
    same("km2", "平方公里", UnitKind::Area),
    same("㎞", "公里", UnitKind::Length),
    same("㎏", "公斤", UnitKind::Mass),
    same("立方", "立方米", UnitKind::Other),
    same("方", "立方米", UnitKind::Other),
    same("公分", "厘米", UnitKind::Length),
    same("块钱", "元", UnitKind::Money),
    same("圆", "元", UnitKind::Money),
    same("亩地", "亩", UnitKind::Area),
    same("度电", "千瓦时", UnitKind::Other),
    same("kW", "千瓦", UnitKind::Other),
    same("kw", "千瓦", UnitKind::Other),
    same("MW", "兆瓦", UnitKind::Other),
    same("台（套）", "台", UnitKind::Count),
    same("个（次）", "个", UnitKind::Count),
    same("户（次）", "户", UnitKind::Count),
    same("人（次）", "人次", UnitKind::Count),
    same("钟头", "小时", UnitKind::Duration),
    same("日龄", "天", UnitKind::Duration),
];

const fn same(written: &'static str, name: &'static str, kind: UnitKind) -> Known {
    Known { written, name, kind, chinese: !matches!(written.as_bytes(), [0xe6, 0x96, 0xb9]) }
}

/// All units by first character, longer ones first.
static TABLE: LazyLock<Vec<(char, usize, &'static Known)>> = LazyLock::new(|| {
    let mut table: Vec<_> = PLAIN
        .iter()
        .chain(OTHERWISE)
        .filter_map(|known| {
            let first = known.written.chars().next()?;
            // Scales belong to the numeral.
            (!matches!(first, '万' | '亿' | '余'))
                .then(|| (first, known.written.chars().count(), known))
        })
        .collect();
    table.sort_by_key(|&(first, length, _)| (first, std::cmp::Reverse(length)));
    table
});

/// The unit at a place.
pub(super) fn find(text: &Chars, at: usize) -> Option<Found> {
    let first = text.at(at);
    let table: &[(char, usize, &Known)] = &TABLE;
    let from = table.partition_point(|&(ch, ..)| ch < first);
    let of = table.get(from..)?.iter().take_while(|&&(ch, ..)| ch == first);
    for &(_, length, known) in of {
        if text.starts(at, known.written) && !inside_a_word(text, at, length, known) {
            return Some(Found { length, known });
        }
    }
    None
}

/// The unit of `两个多月`, where `月` stands at a place: 个月.
pub(super) fn of_many(text: &Chars, at: usize, length: usize) -> Option<Found> {
    let name = match text.at(at) {
        '月' => "个月",
        '小' => "个小时",
        '星' => "个星期",
        '季' => "个季度",
        _ => "个工作日",
    };
    let known = PLAIN.iter().find(|known| known.written == name)?;
    Some(Found { length, known })
}

/// Whether the characters are the beginning of another word: `3类人` is of 类, `5人民` of nothing.
fn inside_a_word(text: &Chars, at: usize, length: usize, known: &Known) -> bool {
    let next = text.at(at + length);
    match known.written {
        "m2" | "m3" | "km2" | "km" | "cm" | "mm" | "kg" | "KM" | "Km" | "KG" | "kW" | "kw"
        | "MW" => next.is_ascii_alphanumeric(),
        "人" => matches!(next, '民' | '才' | '大' | '工' | '均' | '事' | '社'),
        "个" => matches!(next, '人' if matches!(text.at(at + length + 1), '体' | '股' | '所')),
        "家" => matches!(next, '庭' | '乡' | '园' | '长' | '政' | '电' | '风'),
        "项" => next == '目',
        "次" => next == '产',
        "场" => matches!(next, '所' | '地' | '馆' | '景'),
        "所" => matches!(next, '有' | '在' | '以' | '谓' | '属' | '需'),
        "年" => matches!(next, '轻' | '龄' | '级' | '货' | '味'),
        "天" => matches!(next, '然' | '府' | '津'),
        "位" => next == '于',
        "米" => matches!(next, '饭' | '粉' | '面'),
        "周" => matches!(next, '边' | '围' | '岁'),
        "平方" | "立方" => next == '面',
        "方" => matches!(next, '面' | '式' | '案' | '法' | '针' | '向' | '便'),
        "单" => matches!(next, '位' | '元' | '独' | '一'),
        "点" => matches!(next, '半' | '击' | '位'),
        "区" => matches!(next, '域' | '别'),
        "市" => matches!(next, '场' | '民'),
        "村" => matches!(next, '民' | '庄'),
        "对" => matches!(next, '于' | '接' | '口'),
        "部" => matches!(next, '门' | '分' | '署'),
        "大" => matches!(next, '多' | '学' | '会'),
        "重" => matches!(next, '点' | '大' | '要'),
        "道" => matches!(next, '路' | '德'),
        "组" => matches!(next, '织' | '成' | '建'),
        "代" => matches!(next, '表' | '办' | '理'),
        "行" => matches!(next, '动' | '政' | '业'),
        "把" => next == '手',
        "分" => matches!(next, '钟' | '之' | '别'),
        "时" => matches!(next, '代' | '间'),
        "级" | "等" | "手" | "步" => false,
        _ => false,
    }
}
