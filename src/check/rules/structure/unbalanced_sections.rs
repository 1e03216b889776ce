//! S011: a section far longer than its siblings.

use std::collections::BTreeMap;

use crate::check::families::{each_family, words};
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::Level;
use crate::report::{Block, BlockKind, Role, Section, characters, inline_characters};

pub(crate) static RULE: Rule = Rule {
    id: "S011",
    name: "unbalanced-sections",
    title: "篇幅失衡",
    group: Group::Structure,
    level: Level::Hint,
    publish: None,
    essential: false,
    source: "通行写法：并列的部分详略相当",
    doc: "\
## 查什么

同一级并列的三节以上，有一节的字数超过各节中位数的三倍（项目可以改），而且有600字以上。表格不计字数。

一级标题各管一摊，做法本来就比启示长，所以只比作用相同的，或者标题写得两两对称的。

## 为什么

并列的几条，一条写了一千字、其余各二三百字，多半是几件事挤在了一条里，可以拆开；要么就是别的几条还没有写透。

## 依据

通行写法，没有成文规定，只作提示。突出重点的材料，一条写得长也是应当的。",
    examples: &[
        Example::unsound("第一条比其余各条长出几倍", LONG),
        Example::unsound("三级标题也比", DEEP),
        Example::sound(
            "一级标题各管一摊",
            PARTS,
        ),
        Example::sound(
            "各条相当",
            "\
## 主要做法

### 建强组织

逐村分析研判，选优配强书记。

### 做旺产业

推广党支部领办合作社，村集体增收。

### 育好人才

建立在外人才名录，请回能人。
",
        ),
        Example::sound(
            "短稿里长短差几句话，不算失衡",
            "\
## 主要做法

### 建强组织

逐村分析研判，选优配强书记。把软弱涣散村全部过一遍筛子，一村一策列出清单，县级领导包到村，整顿到位才销号。

### 做旺产业

推广合作社。

### 育好人才

建立名录。
",
        ),
    ],
    check,
};

const LONG: &str = "\
近年来，示例县坚持抓党建促乡村振兴。

## 主要做法

### 建强组织聚合力

逐村开展分析研判，把班子运行、党员作用、集体家底摸清摸透。坚持选优配强，拓宽来源渠道，把懂经营、会管理、肯吃苦的人选进班子。\
推行县级领导包乡、乡镇干部包村、党员包户，一级带着一级干。建立月调度、季通报、年考核制度，结果与评先评优、选拔使用挂钩。\
深化结对共建，组织先进村与后进村手拉手，帮思路、帮项目、帮规范。落实村级重大事项决策程序，大事由群众说了算，账目按季公开。\
开设书记课堂，请种植能手、电商带头人轮流讲课，学了就能用。整合便民服务窗口，群众办事不出村，年轻干部轮流坐班代办。\
盘活闲置校舍、旧村部，改建成党群服务中心，白天办事、晚上上课。健全容错纠错办法，为敢闯敢试的干部撑腰鼓劲，让他们轻装上阵。\
逐村开展分析研判，把班子运行、党员作用、集体家底摸清摸透。

建立月调度、季通报、年考核制度，结果与评先评优、选拔使用挂钩。\
深化结对共建，组织先进村与后进村手拉手，帮思路、帮项目、帮规范。落实村级重大事项决策程序，大事由群众说了算，账目按季公开。\
开设书记课堂，请种植能手、电商带头人轮流讲课，学了就能用。整合便民服务窗口，群众办事不出村，年轻干部轮流坐班代办。\
盘活闲置校舍、旧村部，改建成党群服务中心，白天办事、晚上上课。健全容错纠错办法，为敢闯敢试的干部撑腰鼓劲，让他们轻装上阵。\
逐村开展分析研判，把班子运行、党员作用、集体家底摸清摸透。坚持选优配强，拓宽来源渠道，把懂经营、会管理、肯吃苦的人选进班子。\
推行县级领导包乡、乡镇干部包村、党员包户，一级带着一级干。建立月调度、季通报、年考核制度，结果与评先评优、选拔使用挂钩。

### 做旺产业强动力

推广党支部领办合作社，茶叶、食用菌两个产业连片成带，户均增收三千元。

### 育好人才增活力

建立在外人才名录，请回种植能手二十六人，带着乡亲一起干。
";

const PARTS: &str = "\
## 总体要求

坚持预防为主，全面排查隐患。

## 重点任务

逐村开展分析研判，把班子运行、党员作用、集体家底摸清摸透。坚持选优配强，拓宽来源渠道，把懂经营、会管理、肯吃苦的人选进班子。\
推行县级领导包乡、乡镇干部包村、党员包户，一级带着一级干。建立月调度、季通报、年考核制度，结果与评先评优、选拔使用挂钩。\
深化结对共建，组织先进村与后进村手拉手，帮思路、帮项目、帮规范。落实村级重大事项决策程序，大事由群众说了算，账目按季公开。\
开设书记课堂，请种植能手、电商带头人轮流讲课，学了就能用。整合便民服务窗口，群众办事不出村，年轻干部轮流坐班代办。\
盘活闲置校舍、旧村部，改建成党群服务中心，白天办事、晚上上课。健全容错纠错办法，为敢闯敢试的干部撑腰鼓劲，让他们轻装上阵。\
逐村开展分析研判，把班子运行、党员作用、集体家底摸清摸透。

建立月调度、季通报、年考核制度，结果与评先评优、选拔使用挂钩。\
深化结对共建，组织先进村与后进村手拉手，帮思路、帮项目、帮规范。落实村级重大事项决策程序，大事由群众说了算，账目按季公开。\
开设书记课堂，请种植能手、电商带头人轮流讲课，学了就能用。整合便民服务窗口，群众办事不出村，年轻干部轮流坐班代办。\
盘活闲置校舍、旧村部，改建成党群服务中心，白天办事、晚上上课。健全容错纠错办法，为敢闯敢试的干部撑腰鼓劲，让他们轻装上阵。\
逐村开展分析研判，把班子运行、党员作用、集体家底摸清摸透。坚持选优配强，拓宽来源渠道，把懂经营、会管理、肯吃苦的人选进班子。\
推行县级领导包乡、乡镇干部包村、党员包户，一级带着一级干。建立月调度、季通报、年考核制度，结果与评先评优、选拔使用挂钩。

## 步骤安排

三月动员，六月总结。

## 组织保障

加强领导，严明纪律。
";

const DEEP: &str = "\
## 主要做法

### 建强组织

#### 选好书记

落实村级重大事项决策程序，大事由群众说了算，账目按季公开。开设书记课堂，请种植能手、电商带头人轮流讲课，学了就能用。\
整合便民服务窗口，群众办事不出村，年轻干部轮流坐班代办。盘活闲置校舍、旧村部，改建成党群服务中心，白天办事、晚上上课。\
健全容错纠错办法，为敢闯敢试的干部撑腰鼓劲，让他们轻装上阵。逐村开展分析研判，把班子运行、党员作用、集体家底摸清摸透。\
坚持选优配强，拓宽来源渠道，把懂经营、会管理、肯吃苦的人选进班子。推行县级领导包乡、乡镇干部包村、党员包户，一级带着一级干。\
建立月调度、季通报、年考核制度，结果与评先评优、选拔使用挂钩。\
深化结对共建，组织先进村与后进村手拉手，帮思路、帮项目、帮规范。落实村级重大事项决策程序，大事由群众说了算，账目按季公开。\
开设书记课堂，请种植能手、电商带头人轮流讲课，学了就能用。整合便民服务窗口，群众办事不出村，年轻干部轮流坐班代办。\
盘活闲置校舍、旧村部，改建成党群服务中心，白天办事、晚上上课。健全容错纠错办法，为敢闯敢试的干部撑腰鼓劲，让他们轻装上阵。\
逐村开展分析研判，把班子运行、党员作用、集体家底摸清摸透。坚持选优配强，拓宽来源渠道，把懂经营、会管理、肯吃苦的人选进班子。\
推行县级领导包乡、乡镇干部包村、党员包户，一级带着一级干。建立月调度、季通报、年考核制度，结果与评先评优、选拔使用挂钩。\
深化结对共建，组织先进村与后进村手拉手，帮思路、帮项目、帮规范。落实村级重大事项决策程序，大事由群众说了算，账目按季公开。

#### 管好党员

积分管理，按月公示，先锋岗亮在一线。

#### 建好阵地

新建、改建党群服务中心十二个，群众愿意来。

#### 定好制度

村规民约人人签字，议事程序贴上墙。
";

/// The least length of what is called too long.
const LEAST: usize = 600;

fn check(context: &Context<'_>, sink: &mut Sink) {
    each_family(context.report, &mut |parent, family| {
        if parent.is_some() {
            look(context, family, sink);
            return;
        }
        // Level one: those of one role, and those without where their headings are made alike.
        let mut by_role: BTreeMap<&[Role], Vec<&Section>> = BTreeMap::new();
        for &section in family {
            by_role.entry(&section.roles).or_default().push(section);
        }
        for (roles, same) in by_role {
            if !roles.is_empty() || alike(&same) {
                look(context, &same, sink);
            }
        }
    });
}

/// Whether headings are made alike: all in two halves, or of one length; four characters (`重点任务`, `组织保障`)
/// are the usual ones of parts that differ in weight.
fn alike(family: &[&Section]) -> bool {
    let headings: Vec<String> = family.iter().map(|section| words(section)).collect();
    let Some(first) = headings.first() else { return false };
    let length = first.chars().count();
    (length > 5 && headings.iter().all(|text| text.chars().count() == length))
        || headings.iter().all(|text| text.contains('，'))
}

fn look(context: &Context<'_>, family: &[&Section], sink: &mut Sink) {
    if family.len() < 3 {
        return;
    }
    let lengths: Vec<usize> = family.iter().map(|section| length(section)).collect();
    let mut sorted = lengths.clone();
    sorted.sort_unstable();
    // The lower of the two in the middle where they are even.
    let median = sorted.get((sorted.len() - 1) / 2).copied().unwrap_or(0);
    // A skeleton that is being filled has nothing to compare with.
    if median == 0 {
        return;
    }
    for (section, length) in family.iter().zip(lengths) {
        if length < LEAST || length <= median.saturating_mul(context.options.balance) {
            continue;
        }
        let heading = words(section);
        let message = format!(
            "“{heading}”有{length}字，同级各节的中位数是{median}字，是它的{}",
            times(length, median)
        );
        sink.push(
            sink.at(section.heading.span, message)
                .help("如果几件事写在了一节里，可以拆成两节；有意突出重点的，不用改"),
        );
    }
}

/// `3倍多`.
fn times(length: usize, median: usize) -> String {
    let whole = length / median.max(1);
    let more = if whole * median == length { "" } else { "多" };
    format!("{whole}倍{more}")
}

/// The characters of a section and its subsections without headings, tables left out.
fn length(section: &Section) -> usize {
    let children: usize = section
        .children
        .iter()
        .map(|child| inline_characters(&child.heading.inlines) + length(child))
        .sum();
    let tables = |block: &&Block| !matches!(block.kind, BlockKind::Table(_));
    let own: usize = section
        .blocks
        .iter()
        .filter(tables)
        .map(|block| characters(std::slice::from_ref(block)))
        .sum();
    own + children
}
