//! Faults within the text: a mark, a word, a figure.

use regex::Regex;

use super::{Draw, Plant, Sound};

/// A fault that stands wherever a pattern does: its first group is replaced.
struct Swap {
    kind: &'static str,
    rules: &'static [&'static str],
    find: &'static str,
    with: fn(&str) -> String,
    /// Whether the front matter is searched instead of the body.
    meta: bool,
}

const fn body(
    kind: &'static str,
    rules: &'static [&'static str],
    find: &'static str,
    with: fn(&str) -> String,
) -> Swap {
    Swap { kind, rules, find, with, meta: false }
}

const fn meta(
    kind: &'static str,
    rules: &'static [&'static str],
    find: &'static str,
    with: fn(&str) -> String,
) -> Swap {
    Swap { kind, rules, find, with, meta: true }
}

macro_rules! to {
    ($text:literal) => {
        |_| $text.to_owned()
    };
}

static SWAPS: &[Swap] = &[
    body("L001 half-width comma", &["L001"], r"[一-龥](，)[一-龥]", to!(",")),
    body("L001 half-width colon", &["L001"], r"[一-龥](：)[一-龥]", to!(":")),
    body("L001 half-width semicolon", &["L001"], r"[一-龥](；)[一-龥]", to!(";")),
    body("L001 half-width bracket", &["L001", "L003"], r"[一-龥](（)[一-龥]{2,6}）", to!("(")),
    body("L002 space after a mark", &["L002"], r"[一-龥](，)[一-龥]", to!("， ")),
    body(
        "L002 space inside",
        &["L002"],
        r"[一-龥]{3}(加强|推进|工作|提高|服务)[一-龥]",
        |text| {
            let cut = text.char_indices().nth(1).unwrap().0;
            format!("{} {}", &text[..cut], &text[cut..])
        },
    ),
    body("L003 lost quote", &["L003"], r"[一-龥](”)[一-龥，。]", to!("")),
    body("L003 lost bracket", &["L003"], r"[一-龥](）)[一-龥，。]", to!("")),
    body("L004 dash", &["L004"], r"[一-龥](——)[一-龥]", to!("--")),
    body("L004 ellipsis", &["L004"], r"[一-龥](……)", to!("...")),
    body("L005 一是：", &["L005"], r"[。：；](一是)[一-龥]", to!("一是：")),
    body("L005 第一、", &["L005"], r"[。：；](第一，)[一-龥]", to!("第一、")),
    body("L007 year in characters", &["L007"], r"，(20\d\d)年[一-龥]", |text| {
        let digits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
        text.bytes().map(|byte| digits[usize::from(byte - b'0')]).collect()
    }),
    body("L007 3、4个", &["L007"], r"[一-龥](\d)(?:个|名|家)[一-龥]", to!("3、4")),
    body("L008 的的", &["L008"], r"[一-龥&&[^目的]](的)[一-龥&&[^确的士]]", to!("的的")),
    body("L008 了了", &["L008"], r"[一-龥&&[^为除罢了]](了)[一-龥&&[^解了却]]", to!("了了")),
    body("L011 部署", &["L011"], r"(部署)", to!("布署")),
    body("L011 截至", &["L011"], r"(截至)", to!("截止")),
    body("L011 贯彻", &["L011"], r"(贯彻)", to!("贯切")),
    body("L011 台账", &["L011"], r"(台账)", to!("台帐")),
    body("L011 防范", &["L011"], r"(防范)", to!("防犯")),
    body("L011 融合", &["L011"], r"[一-龥](融合)", to!("溶合")),
    body("L011 竞争", &["L011"], r"(竞争)", to!("竟争")),
    body("L011 曝光", &["L011"], r"(曝光)", to!("暴光")),
    body("L011 艰苦", &["L011"], r"(艰苦奋斗)", to!("坚苦奋斗")),
    body("L011 攻坚", &["L011"], r"(攻坚克难)", to!("攻艰克难")),
    body("L011 反映", &["L011"], r"(反映问题)", to!("反应问题")),
    body("L011 座谈会", &["L011"], r"(座谈会)", to!("坐谈会")),
    body("L012 绿水青山", &["L012"], r"(绿水青山就是金山银山)", to!("青山绿水就是金山银山")),
    body("L012 人民至上", &["L012"], r"(人民至上、生命至上)", to!("人民至上、生命至尚")),
    body("L012 惩前毖后", &["L012"], r"(惩前毖后、治病救人)", to!("惩前必后、治病救人")),
    body("L012 四不两直", &["L012"], r"(党政同责、一岗双责)", to!("党政同责、一岗双职")),
    body("L012 枫桥经验", &["L012"], r"(新时代“枫桥经验”)", to!("新时代“枫乔经验”")),
    body("L014 m2", &["L014"], r"\d(平方米)", to!("m2")),
    body("L014 KM", &["L014"], r"\d(公里)", to!("KM")),
    body("F001 unknown fact", &["F001"], r"\{\{ ?([^}.（(| ]+)", |text| format!("{text}数")),
    body("F003 XX", &["F003"], r"[一-龥](\d+)(?:名|个|件|户|家)", to!("XX")),
    body("F003 某某", &["F003"], r"(示例)[县区市]", to!("某某")),
    body("F003 bracket", &["F003"], r"。()[一-龥]", to!("【待补充】")),
    body("F003 star", &["F003"], r"[，。](\d+)(?:名|个|件|户|家)", to!("*")),
    body(
        "F005 growth",
        &["F005"],
        r"[由从]\d[\d.]*[一-龥]{0,3}(?:增加|提高|增长|上升|减少|下降|压减|精简)到\d[\d.]*[一-龥]{0,3}，(?:同比)?(?:增长|提高|下降|减少|增加)(\d[\d.]*)(?:%|个百分点)",
        |text| format!("1{text}"),
    ),
    body(
        "F007 share over 100%",
        &["F007", "F005"],
        r"占(?:[一-龥]{0,8})(\d\d(?:\.\d)?)%",
        |text| format!("1{text}"),
    ),
    body("F009 30 February", &["F009"], r"(\d{1,2}月\d{1,2}日)", to!("2月30日")),
    body("F009 interval", &["F009"], r"(\d{4}年至\d{4}年)", to!("2025年至2023年")),
    body("F012 近…余", &["F012"], r"近(\d+)(?:名|件|家|户|人|个)", |text| {
        format!("{text}余")
    }),
    body("F012 超过…以上", &["F012"], r"[一-龥](\d+%)以上", |text| format!("超过{text}")),
    body("A004 reference", &["A004"], r"\[\]\(#([^)]+)\)", |text| format!("{text}二")),
    body("A001 image", &["A001"], r"!\[[^\]]*\]\(([^) ]+)", |text| format!("旧{text}")),
    meta("Y001 full-width colon", &["Y001"], r"(?m)^(?:标题|日期|提纲|单位)(: )", to!("：")),
    meta("Y002 tab", &["Y002"], r"(?m)^(  )[一-龥]+:", to!("\t")),
    meta("Y008 duplicate key", &["Y008"], r"(?m)^(日期: \S+\n)", |text| format!("{text}{text}")),
    meta("Y009 impossible date", &["Y009"], r"(?m)^日期: \d{4}-(\d\d-\d\d)", to!("02-30")),
    meta("Y011 unknown key", &["Y011"], r"(?m)^(关键词|单位):", |text| format!("{text}语")),
    meta("Y012 no title", &["Y012"], r"(?m)^(标题: .*\n)", to!("")),
    meta(
        "F002 unused fact",
        &["F002"],
        r"(?m)^数据:\n()",
        to!("  闲置指标: {值: 7, 单位: 个, 时点: 2022年, 来源: 县统计局}\n"),
    ),
    meta("F008 no source", &["F008"], r"时点: [^,}]+(, 来源: [^,}]+)\}", to!("")),
    meta("G002 brackets", &["G002"], r"发文字号: [^\n]*?(〔\d{4}〕)", |text| {
        text.replace('〔', "[").replace('〕', "]")
    }),
    meta("G002 padding", &["G002"], r"发文字号: [^\n]*?〕(\d{1,2})号", |text| {
        format!("0{text}")
    }),
    meta("G001 no signer", &["G001"], r"(?m)^(  签发人: .*\n)", to!("")),
    meta("G001 no addressee", &["G001"], r"(?m)^(  主送: [^\n\[]*\n)", to!("")),
    meta("G003 printed before", &["G003"], r"(?m)^  印发日期: (\d{4})", to!("2019")),
    meta("G004 mark after a name", &["G004"], r"(?m)^  附件: [^\n\[]*[一-龥]()\n", to!("。")),
    meta("G006 secrecy", &["G006", "Y013"], r"(?m)^(  形式: )", |text| {
        format!("  份号: \"000001\"\n  密级: 绝蜜★1年\n{text}")
    }),
];

/// The extent of the front matter of a file.
fn front(text: &str, yaml: bool) -> usize {
    if yaml {
        return text.len();
    }
    if !text.starts_with("---") {
        return 0;
    }
    text[3..].find("\n---").map_or(0, |at| at + 7)
}

/// Puts faults into a report: at most two of a kind.
pub fn of(sound: &Sound, draw: &mut Draw) -> Vec<Plant> {
    let mut out = Vec::new();
    for swap in SWAPS {
        let pattern = Regex::new(swap.find).unwrap();
        let mut sites = Vec::new();
        for (path, text) in sound.texts() {
            let split = front(text, path.extension().is_some_and(|ext| ext == "yaml"));
            let (from, part) =
                if swap.meta { (0, &text[..split]) } else { (split, &text[split..]) };
            for found in pattern.captures_iter(part) {
                let group = found.get(1).unwrap();
                let line = part[..group.start()].rfind('\n').map_or(0, |at| at + 1);
                let (open, close) =
                    (part[line..group.start()].rfind("{{"), part[line..group.start()].rfind("}}"));
                if !swap.meta && !swap.kind.starts_with("F001") && open > close {
                    continue;
                }
                // Code, tables and headings have rules of their own.
                if !swap.meta && part[line..].starts_with(['|', '`', '#', '!', '[', '表']) {
                    let own = matches!(swap.kind, "A001 image" | "A004 reference");
                    if !own {
                        continue;
                    }
                }
                sites.push((path, text, from + group.start()..from + group.end()));
            }
        }
        for (path, text, range) in draw.take(sites, 2) {
            let new = (swap.with)(&text[range.clone()]);
            let mut changed = text.to_owned();
            changed.replace_range(range.clone(), &new);
            // What is gone is missed at what it belonged to.
            let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
            let place = match swap.kind {
                "L003 lost quote" => text[..range.start].rfind('“').unwrap()..range.start,
                "L003 lost bracket" => text[..range.start].rfind('（').unwrap()..range.start,
                "F008 no source" => line..range.start,
                _ => range.start..range.start + new.len(),
            };
            let nowhere = swap.kind.starts_with("G001") || swap.kind == "Y012 no title";
            out.push(Plant {
                kind: swap.kind,
                rules: swap.rules,
                path: path.to_owned(),
                text: changed,
                place: (!nowhere).then_some(place),
            });
        }
    }
    out
}
