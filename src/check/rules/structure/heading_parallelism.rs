//! S012: a heading that breaks the pattern of its siblings.

use std::collections::BTreeMap;

use crate::check::families::{each_family, odd_one, words};
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::Level;
use crate::report::{Role, Section};

pub(crate) static RULE: Rule = Rule {
    id: "S012",
    name: "heading-parallelism",
    title: "标题不对称",
    group: Group::Structure,
    level: Level::Hint,
    publish: None,
    essential: false,
    source: "通行写法：并列的标题句式一致",
    doc: "\
## 查什么

同一级并列的四个以上标题，除一个以外都用同一种句式，这一个却不同：

- 别的都以同样的三个以上的字开头，如 `探索“党建+…”`；
- 别的都以“必须”“坚持”“聚焦”“突出”“围绕”“更加”“以”开头；
- 别的都带“更加”或者“有新”，都写作“党建引领是根本”，都以“在‘…’字上”一类开头；
- 别的都是逗号（或冒号）隔开的两半，它只有一半，或者多出一半；
- 别的一样长，它的长短是别的一倍以上或者一半以下。

“总体要求”“组织保障”“下一步打算”一类按内容拟的标题，不要求与别的对称。一级标题只比作用相同的。
以“加强”“推进”“完善”等常用动词开头的，不当作句式。

## 为什么

并列的标题句式一致，读起来整齐，也看得出各条是并列的；改过一轮的稿子，常有一条忘了照着改。

## 依据

通行写法，没有成文规定，只作提示。",
    examples: &[
        Example::unsound(
            "四个“探索‘党建+’”，一个不是",
            "\
## “五措并举”的探索

### 探索“党建+组织振兴”，筑牢基层保障

逐村分析研判。

### 探索“党建+产业振兴”，增添红色动能

推广合作社。

### 探索“党建+人才振兴”，带领群众增收

建立人才名录。

### 推动文化振兴，提振精神生活

办好村晚。

### 探索“党建+生态振兴”，建设美丽乡村

整治环境。
",
        ),
        Example::unsound(
            "四条启示，一条没有“必须”",
            "\
## 几点启示

### 必须筑牢基层堡垒

差距首先差在组织上。

### 必须做旺富民产业

群众要看腰包鼓不鼓。

### 用活乡土人才

人才是第一资源。

### 必须健全长效机制

换了干部也不走样。
",
        ),
        Example::unsound(
            "一个标题缺了半句",
            "\
## 主要做法

### 健全机制，压实治理责任

层层签订责任书。

### 做强网格，筑牢治理底座

划分网格。

### 凝聚多方力量

社会组织进小区。

### 用好数据，提升治理效能

一屏统管。
",
        ),
        Example::sound(
            "句式一致",
            "\
## 主要做法

### 健全机制，压实治理责任

层层签订责任书。

### 做强网格，筑牢治理底座

划分网格。

### 凝聚多方，激发治理活力

社会组织进小区。

### 用好数据，提升治理效能

一屏统管。
",
        ),
        Example::sound(
            "常用动词不是句式，长短也只差一两字",
            "\
## 保障措施

### 加强组织领导

各乡镇要落实责任。

### 加强督促检查

每季调度一次。

### 加强宣传引导

办好专栏。

### 严明工作纪律

不得层层加码。
",
        ),
        Example::sound(
            "最后一部分按内容拟题",
            "\
## 全力稳产，粮食安全基础更牢

面积、产量双增长。

## 聚力兴业，富民增收路子更宽

产业链延长。

## 提质强基，和美乡村底色更亮

环境整治全覆盖。

## 下一步打算

再下功夫。
",
        ),
    ],
    check,
};

/// Words that begin a heading of a series by design.
const LEADS: [&str; 7] = ["必须", "坚持", "聚焦", "突出", "围绕", "更加", "以"];

/// Words that a series of headings repeats in the middle by design.
const REFRAINS: [&str; 2] = ["更加", "有新"];

/// Headings with these are called after what stands below them.
const PLAIN: [&str; 27] = [
    "总体",
    "基本",
    "概况",
    "背景",
    "指导思想",
    "目标",
    "原则",
    "组织领导",
    "保障",
    "要求",
    "附则",
    "其他",
    "其它",
    "结语",
    "引言",
    "问题",
    "不足",
    "下一步",
    "下步",
    "打算",
    "启示",
    "体会",
    "建议",
    "有关",
    "成效",
    "说明",
    "情况",
];

fn check(context: &Context<'_>, sink: &mut Sink) {
    each_family(context.report, &mut |_, family| {
        let mut by_role: BTreeMap<&[Role], Vec<&Section>> = BTreeMap::new();
        for &section in family {
            // Below level one a role says what a section is for, not how it is made.
            let roles = if section.level == 1 { section.roles.as_slice() } else { &[] };
            by_role.entry(roles).or_default().push(section);
        }
        for same in by_role.values().filter(|same| same.len() >= 4) {
            look(same, sink);
        }
    });
}

fn look(family: &[&Section], sink: &mut Sink) {
    let headings: Vec<String> = family.iter().map(|section| words(section)).collect();
    let Some((at, message)) = odd(&headings) else { return };
    let (Some(section), Some(heading)) = (family.get(at), headings.get(at)) else { return };
    if heading.is_empty() || PLAIN.iter().any(|word| heading.contains(word)) {
        return;
    }
    let fault = sink
        .at(section.heading.span, format!("同级的其他标题{message}，“{heading}”不是"))
        .help("如果这几条是并列的，请把标题改成同样的句式");
    sink.push(fault);
}

/// The heading that breaks a pattern of the others, and how they are.
fn odd(headings: &[String]) -> Option<(usize, String)> {
    let head = |text: &str, count: usize| -> Option<String> {
        let head: String = text.chars().take(count).collect();
        (head.chars().count() == count).then_some(head)
    };
    let three: Vec<_> = headings.iter().map(|text| head(text, 3)).collect();
    if let Some((at, Some(common))) = odd_one(&three) {
        let frame = shared(headings, at, common);
        return Some((at, format!("都以“{frame}”开头")));
    }
    for lead in LEADS {
        let with: Vec<bool> = headings.iter().map(|text| text.starts_with(lead)).collect();
        if let Some((at, true)) = odd_one(&with) {
            return Some((at, format!("都以“{lead}”开头")));
        }
    }
    for word in REFRAINS {
        let with: Vec<bool> = headings.iter().map(|text| text.contains(word)).collect();
        if let Some((at, true)) = odd_one(&with) {
            return Some((at, format!("都带“{word}”")));
        }
    }
    let framed: Vec<Option<String>> = headings.iter().map(|text| frame(text)).collect();
    if let Some((at, Some(common))) = odd_one(&framed) {
        return Some((at, format!("都以“{common}”开头")));
    }
    let verdict: Vec<bool> = headings.iter().map(|text| verdict(text)).collect();
    if let Some((at, true)) = odd_one(&verdict) {
        return Some((at, "都写作“……是……”".to_owned()));
    }
    let halves: Vec<(usize, usize)> = headings.iter().map(|text| halves(text)).collect();
    if let Some((at, common)) = odd_one(&halves) {
        match common {
            (1, 0) => return Some((at, "都是逗号隔开的两半".to_owned())),
            (0, 1) => return Some((at, "都是冒号隔开的两半".to_owned())),
            _ => {}
        }
    }
    let lengths: Vec<usize> = headings.iter().map(|text| text.chars().count()).collect();
    let (at, &common) = odd_one(&lengths)?;
    let own = lengths.get(at).copied()?;
    (common >= 4 && (own >= 2 * common || 2 * own <= common))
        .then(|| (at, format!("都是{common}字")))
}

/// What all headings but one begin with, `common` at least.
fn shared(headings: &[String], odd: usize, common: &str) -> String {
    let mut others =
        headings.iter().enumerate().filter(|&(at, _)| at != odd).map(|(_, text)| text.as_str());
    let mut frame = others.next().unwrap_or(common);
    for other in others {
        let same = frame.char_indices().zip(other.chars()).find(|&((_, one), two)| one != two);
        let end = same.map_or(frame.len().min(other.len()), |((at, _), _)| at);
        frame = frame.get(..end).unwrap_or(common);
    }
    frame.to_owned()
}

/// `在‘…’字上` of `在“统”字上做文章`: what stands around the first words in quotes at the head.
fn frame(text: &str) -> Option<String> {
    let (before, rest) = text.split_once('“')?;
    let (_, after) = rest.split_once('”')?;
    let after: String = after.chars().take(2).collect();
    ((1..=3).contains(&before.chars().count()) && after.chars().count() == 2)
        .then(|| format!("{before}‘…’{after}"))
}

/// `党建引领是根本`.
fn verdict(text: &str) -> bool {
    text.chars().rev().nth(2) == Some('是') && !text.contains('，')
}

/// How many `，` and `：` stand in a heading, those in quotes left out.
fn halves(text: &str) -> (usize, usize) {
    let (mut commas, mut colons, mut quoted) = (0, 0, false);
    for ch in text.chars() {
        match ch {
            '“' => quoted = true,
            '”' => quoted = false,
            '，' if !quoted => commas += 1,
            '：' if !quoted => colons += 1,
            _ => {}
        }
    }
    (commas, colons)
}

#[cfg(test)]
mod tests {
    use super::odd;

    fn found(headings: &[&str]) -> Option<usize> {
        let headings: Vec<String> = headings.iter().map(|&text| text.to_owned()).collect();
        odd(&headings).map(|(at, _)| at)
    }

    #[test]
    fn patterns_and_those_who_break_them() {
        for (headings, at) in [
            (&["探索“党建+甲”", "探索“党建+乙”", "探索“党建+丙”", "推动丁"][..], 3),
            (&["坚持党的领导", "坚持群众路线", "统筹发展安全", "坚持系统观念"], 2),
            (&["组织更加坚强", "产业更加兴旺", "乡村宜居", "治理更加有效"], 2),
            (&["在“统”字上做文章", "在“实”字上下功夫", "突出“活”字求突破", "在“严”字上动真格"], 2),
            (&["党建引领是根本", "产业发展是关键", "人才支撑是保障", "要坚持生态优先"], 3),
            (&["以组织振兴引领", "以产业振兴夯基", "抓人才振兴支撑", "以文化振兴聚力"], 2),
            (&["甲镇：一张图", "乙镇：一池水", "丙乡的路", "丁乡：一支队伍"], 2),
            (&["建强组织", "做旺产业", "育好人才", "扮靓家园提升群众获得感"], 3),
        ] {
            assert_eq!(found(headings), Some(at), "{headings:?}");
        }
    }

    #[test]
    fn sound_series_have_none() {
        for headings in [
            // Two of four.
            &["必须甲乙", "必须丙丁", "用活人才", "健全机制"][..],
            &["加强组织领导", "加强督查", "加强宣传", "严明工作纪律要求"],
            &["建强组织聚合力", "做旺产业强动力", "育好人才增活力", "扮靓家园添活力美"],
            &["打好“一，二”牌", "用好网格平台", "建强基层队伍", "守住安全底线"],
            &[
                "抓好产业，把链条做长",
                "抓好治理，把民心聚齐",
                "抓好乡村，把村庄建靓",
                "抓好粮食，把饭碗端牢",
            ],
        ] {
            assert_eq!(found(headings), None, "{headings:?}");
        }
    }
}
