//! Finds misused numerals in one passage.

use crate::check::marks::{Flaw, after, before, enclosed, run, run_before, share_range};

/// Chinese digits by value.
const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/// What an approximate number counts; longer words first.
const COUNTED: [&str; 24] = [
    "公里", "公斤", "多", "余", "个", "名", "人", "天", "户", "家", "次", "岁", "倍", "亩", "斤",
    "米", "里", "元", "件", "吨", "辆", "头", "位", "场",
];
/// Words that only begin like those, or count by rank.
const RANKED: [&str; 13] = [
    "个月份",
    "人民",
    "天气",
    "家庭",
    "次会",
    "户型",
    "里程",
    "米粉",
    "名次",
    "位数",
    "人称",
    "年级",
    "场次",
];

/// The misused numerals of a text, in order. `year` is this year.
pub(super) fn flaws(text: &str, year: u32) -> Vec<Flaw> {
    let mut flaws: Vec<Flaw> = Vec::new();
    for (at, ch) in text.char_indices() {
        let flaw = match ch {
            '、' => approximate(text, at),
            '千' | '百' => scaled(text, at, ch).or_else(|| hundredths(text, at)),
            '-' | '~' | '～' | '—' | '－' => percent(text, at, ch),
            '年' => cut_year(text, at, year),
            _ => continue,
        };
        flaws.extend(flaw);
    }
    flaws
}

fn digit(ch: char) -> Option<usize> {
    DIGITS.iter().position(|&known| known == ch)
}

fn counted(text: &str) -> bool {
    COUNTED.iter().any(|word| text.starts_with(word))
        && !RANKED.iter().any(|word| text.starts_with(word))
}

/// `3、4个` and `七、八十个`.
fn approximate(text: &str, at: usize) -> Option<Flaw> {
    let end = at + '、'.len_utf8();
    let (left, right) = (before(text, at)?, after(text, end)?);
    if left.is_ascii_digit() {
        return arabic(text, at, end, left, right);
    }
    let (first, second) = (digit(left)?, digit(right)?);
    let start = at - left.len_utf8();
    let tail = end + right.len_utf8();
    let rest = text.get(tail..)?;
    let scaled = rest.strip_prefix(['十', '百', '千', '万']);
    let amount = match scaled {
        Some(more) => counted(more) || more.strip_prefix('万').is_some_and(counted),
        None => counted(rest) && !rest.starts_with(['多', '余']),
    };
    // `十七、八岁`: tens before the first.
    let tens = run_before(text, start, |ch| ch == '十' || digit(ch).is_some());
    let tens = if before(text, start) == Some('十') && scaled.is_none() { tens } else { 0 };
    let hit = (first >= 3 || (first >= 1 && tens > 0))
        && second == first + 1
        && amount
        && free(text, start - tens)
        && !apart(text, start);
    let start = start - tens;
    hit.then(|| {
        let typed = text.get(start..tail).unwrap_or_default();
        let message = format!("表示概数的“{typed}”之间用了顿号");
        Flaw::new(start..tail, message, "相邻两个数字连用表示概数，中间通常不用顿号")
            .edit(at..end, "")
            .doubtful()
    })
}

fn arabic(text: &str, at: usize, end: usize, left: char, right: char) -> Option<Flaw> {
    let (first, second) = (left.to_digit(10)? as usize, right.to_digit(10)? as usize);
    let rest = text.get(end + 1..)?;
    let scaled = rest.strip_prefix(['十', '百', '千', '万']).unwrap_or(rest);
    let hit = first >= 2
        && second == first + 1
        && counted(scaled)
        && !(scaled.len() == rest.len() && rest.starts_with(['多', '余']))
        && free(text, at - 1)
        && !apart(text, at - 1);
    hit.then(|| {
        let mend: String = [first, second].iter().filter_map(|&one| DIGITS.get(one)).collect();
        let mend = if first == 2 { mend.replacen('二', "两", 1) } else { mend };
        let message = format!("表示概数的“{first}、{second}”用了阿拉伯数字");
        let help = format!("概数用汉字数字，中间不用顿号：“{mend}”；如果是分别列举，请写明单位");
        Flaw::new(at - 1..end + 1, message, help).edit(at - 1..end + 1, mend).doubtful()
    })
}

/// Whether the clause says that each number is one by itself: `分别提高3、4个百分点`.
fn apart(text: &str, at: usize) -> bool {
    let stop = |ch: &char| !matches!(ch, '，' | '。' | '；' | '：');
    let head = text.get(..at).unwrap_or_default();
    let clause: usize = head.chars().rev().take(30).take_while(stop).map(char::len_utf8).sum();
    let clause = head.get(head.len() - clause..).unwrap_or_default();
    ["分别", "依次", "各自", "第"].iter().any(|word| clause.contains(word))
}

/// Whether a number that begins at a byte opens no paragraph, is no ordinal, and goes on no series.
fn free(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default();
    let Some(left) = head.chars().next_back() else { return false };
    let ranked = ["第", "排名", "名列", "位列", "排", "图", "表", "附件", "编号", "号"];
    let joined = left.is_ascii_alphanumeric()
        || digit(left).is_some()
        || matches!(left, '、' | '.' | '-' | '十' | '百' | '千' | '万' | '\n');
    !joined && !ranked.iter().any(|word| head.ends_with(word)) && !enclosed(text, at)
}

/// `5千万`, `3千多人`: digits before 千 or 百.
fn scaled(text: &str, at: usize, ch: char) -> Option<Flaw> {
    let number = at.checked_sub(1)?;
    let left = before(text, at).filter(|ch| matches!(ch, '1'..='9'))?;
    let joined = before(text, number).is_some_and(|ch| {
        ch.is_ascii_alphanumeric() || matches!(ch, '.' | ',' | '-' | '~' | '～' | '—' | '第' | '、')
    });
    let end = at + ch.len_utf8();
    let rest = text.get(end..)?;
    let follows = rest.strip_prefix(['万', '亿', '多', '余']).unwrap_or(rest);
    let amount = follows.len() < rest.len() || counted(rest);
    // `5千米`, `1百斤`… the first is a unit.
    let unit = ch == '千' && rest.starts_with(['米', '克', '瓦', '卡', '帕', '伏', '赫']);
    let other = rest.starts_with("家姓") || rest.starts_with("年") || rest.starts_with("万别");
    (amount && !joined && !unit && !other && !enclosed(text, number)).then(|| {
        let zeros = if ch == '千' { "000" } else { "00" };
        let tail = rest.chars().next().filter(|ch| matches!(ch, '万' | '亿'));
        let shown: String = tail.into_iter().collect();
        let message = format!("“{left}{ch}{shown}”把阿拉伯数字和“{ch}”混在一起");
        let help =
            format!("写作“{left}{zeros}{shown}”；“万”“亿”可以跟在阿拉伯数字后面，“千”“百”不可以");
        Flaw::new(number..end + shown.len(), message, help).edit(at..end, zeros)
    })
}

/// `百分之5`.
fn hundredths(text: &str, at: usize) -> Option<Flaw> {
    const HEAD: &str = "百分之";
    let rest = text.get(at..)?.strip_prefix(HEAD)?;
    let length = run(rest, 0, |ch| ch.is_ascii_digit() || ch == '.');
    let number = rest.get(..length)?.trim_end_matches('.');
    if number.is_empty() || enclosed(text, at) {
        return None;
    }
    let whole = at..at + HEAD.len() + number.len();
    let message = format!("“{HEAD}{number}”把汉字和阿拉伯数字混在一起");
    let mend = format!("{number}%");
    let help = format!("写作“{mend}”，或者都用汉字");
    Some(Flaw::new(whole.clone(), message, help).edit(whole, mend).doubtful())
}

/// `3-5%`.
fn percent(text: &str, at: usize, ch: char) -> Option<Flaw> {
    let end = at + ch.len_utf8();
    let whole = share_range(text, at, end)?;
    let typed = text.get(whole.clone())?;
    let (first, second) = (text.get(whole.start..at)?, text.get(end..whole.end)?);
    let sign = second.chars().next_back()?;
    let mend = format!("{first}{sign}～{second}");
    let message = format!("“{typed}”的前一个数值少了百分号");
    let help = format!("写作“{mend}”，以免误解");
    Some(Flaw::new(whole, message, help).edit(at..end, format!("{sign}～")))
}

/// `21年、22年`, `到25年底`, `自23年以来`, `23年8月`.
fn cut_year(text: &str, at: usize, now: u32) -> Option<Flaw> {
    let length = run_before(text, at, |ch| ch.is_ascii_digit());
    if length != 2 {
        return None;
    }
    let start = at - 2;
    let typed = text.get(start..at)?;
    let value: u32 = typed.parse().ok().filter(|&value| value >= 10)?;
    let year = if 2000 + value <= now + 30 { 2000 + value } else { 1900 + value };
    let head = text.get(..start)?;
    let end = at + '年'.len_utf8();
    let rest = text.get(end..)?;
    let left = head.chars().next_back();
    if left.is_some_and(|ch| ch.is_ascii() && ch != ' ') || left == Some('第') {
        return None;
    }
    let from = ["到", "截至", "至", "截止", "从", "自", "自从", "在", "于", "与", "和", "比", "较"];
    let opened = left.is_none_or(|ch| matches!(ch, '，' | '。' | '；' | '：' | '、' | '（' | '\n'))
        || from.iter().any(|word| head.ends_with(word));
    let part = ["底", "初", "末", "上半年", "下半年"].iter().any(|word| rest.starts_with(word));
    let inner = ["底蕴", "底子", "底色", "底气", "底线", "初心", "初衷", "初见"];
    let part = part && !inner.iter().any(|word| rest.starts_with(word));
    let digits = run(text, end, |ch| ch.is_ascii_digit());
    let month = (1..=2).contains(&digits)
        && after(text, end + digits) == Some('月')
        && text.get(end..end + digits)?.parse::<u32>().is_ok_and(|month| (1..=12).contains(&month));
    let since = rest.starts_with("以来")
        && !value.is_multiple_of(5)
        && (head.ends_with('自') || head.ends_with('从'));
    let hit =
        opened && (part || month || since || series(text, end, value)) && !enclosed(text, start);
    hit.then(|| {
        let message = format!("年份“{typed}年”少写了前两位");
        Flaw::new(start..end, message, format!("年份要写全，如“{year}年”"))
            .edit(start..at, year.to_string())
            .doubtful()
    })
}

/// `21年、22年`, where nothing speaks of spans of time. The last of a series is not told by itself.
fn series(text: &str, end: usize, value: u32) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    let Some(next) = rest.strip_prefix('、') else { return false };
    let digits = run(next, 0, |ch| ch.is_ascii_digit());
    let follows = next.get(..digits).and_then(|next| next.parse::<u32>().ok()) == Some(value + 1);
    let clause: String = text.get(..end).unwrap_or_default().chars().rev().take(16).collect();
    let spans = ["任", "工", "刑", "役", "时", "别", "龄", "龄", "干", "驻"];
    follows
        && value >= 15
        && next.get(digits..).is_some_and(|rest| rest.starts_with('年'))
        && !spans.iter().any(|word| clause.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::marks::mended;

    #[test]
    fn misused_numerals_are_mended() {
        for (text, span, right) in [
            ("每村有3、4个网格", "3、4", "每村有三四个网格"),
            ("走了2、3公里", "2、3", "走了两三公里"),
            ("来了5、6百人", "5、6", "来了五六百人"),
            ("来了七、八十个人", "七、八", "来了七八十个人"),
            ("满意率提高3、4个百分点", "3、4", "满意率提高三四个百分点"),
            ("一般要3、4个月", "3、4", "一般要三四个月"),
            ("来了三、四个人", "三、四", "来了三四个人"),
            ("是十七、八岁的青年", "十七、八", "是十七八岁的青年"),
            ("投入5千万元", "5千万", "投入5000万元"),
            ("增长百分之5.2，", "百分之5.2", "增长5.2%，"),
            ("惠及3千多人", "3千", "惠及3000多人"),
            ("增长3-5%", "3-5%", "增长3%～5%"),
            ("增长3～5%", "3～5%", "增长3%～5%"),
            ("增长3.5—5％", "3.5—5％", "增长3.5％～5％"),
            ("预计到25年底完成", "25年", "预计到2025年底完成"),
            ("自23年以来，", "23年", "自2023年以来，"),
            ("于23年8月开工", "23年", "于2023年8月开工"),
            ("产值在21年、22年连续增长", "21年", "产值在2021年、22年连续增长"),
            ("始于98年底", "98年", "始于1998年底"),
        ] {
            let found = flaws(text, 2023);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(&text[found[0].range.clone()], span);
            assert_eq!(mended(text, &found), right);
            assert!(flaws(right, 2023).iter().all(|flaw| !flaw.safe), "{right}");
        }
    }

    #[test]
    fn sound_numerals_are_left_alone() {
        for text in [
            "共有1、2号楼",
            "将3、4月份的任务",
            "第3、4组",
            "第3、4名选手",
            "排名3、4名",
            "1、2、3个",
            "一二三产",
            "一、二级",
            "三、四季度",
            "三、四个百分点",
            "第三、四次会议",
            "满意率分别提高3、4个百分点",
            "第一批、第二批和分别列入的3、4个村",
            "七八十个",
            "三、四级",
            "第十七、八次会议",
            "安排第十五、六名",
            "十五、十六个",
            "八、九十年代",
            "投入5千克",
            "跑了5千米",
            "3千瓦时",
            "增长百分之五",
            "5000万元",
            "1.5千万像素",
            "增长3%～5%",
            "3-5天，2023-24%",
            "编号A-5%",
            "10-5%",
            "工龄21年、22年",
            "苦干23年以来",
            "在30年以来",
            "历时23年8个月",
            "有20年底蕴",
            "干了23年，",
            "2023年底",
            "“到25年底”",
            "五六个",
            "三、四年级",
        ] {
            assert!(flaws(text, 2023).is_empty(), "{text}: {:?}", flaws(text, 2023));
        }
    }

    #[test]
    fn floods_are_read_in_time() {
        for flood in ["3、4个", "三、", "5千", "3-", "1～2%", "年", "21年、", "11111年"] {
            let _ = flaws(&flood.repeat(30_000), 2023);
        }
        let _ = flaws(&"1".repeat(300_000), 2023);
    }
}
