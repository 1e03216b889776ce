//! S015: a practice that nothing bears out.

use crate::argument;
use crate::check::argued::cast;
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "S015",
    name: "unsupported-practice",
    title: "做法没有成效印证",
    group: Group::Structure,
    level: Level::Hint,
    publish: None,
    essential: false,
    source: "所选提纲的“须有数据”",
    doc: "\
## 查什么

提纲写明 `须有数据: true` 时，每一条做法都应当有成效印证。一条做法自己没有数据，成效部分也没有哪一节提到它，就提示。

怎样算提到：成效的标题后面注明 `{.成效 依据=建强组织聚合力}`；没有注明的，看两边有没有别处少见的共同用词。
做法和成效合写一章的，自己带着数据的，都不提示。用 `tigang outline 路径 --matrix` 可以看到全部对应关系。

## 为什么

做法讲了一大段，成效里一个字、一个数都没有，读者就要问：做成了吗？

## 依据

所选提纲（`schemas/outlines/`）的要求，属于通行写法，不是国家标准。共同用词只是线索，难免认错，所以只作提示。",
    examples: &[
        Example::unsound(
            "“育好人才”没有数据，成效里也没有写到",
            "\
---
标题: 抓党建促乡村振兴的实践与启示
提纲: 经验材料
日期: 2023-08-17
---

## 主要做法

### 选优配强书记

逐村分析研判，调整不胜任的村党组织书记12名。

### 做大蘑菇产业

支部领办合作社，发展食用菌大棚800亩。

### 育好乡土人才

办好田间学堂，请老把式讲课，让年轻人跟师学艺。

## 取得的成效

### 班子更强

软弱涣散村全部转化，群众对书记的满意率达到96%。

### 产业更旺

食用菌大棚户均增收2600元。
",
        ),
        Example::unsound(
            "写了办法，没有结果",
            "\
---
标题: 抓党建促乡村振兴的实践与启示
提纲: 经验材料
日期: 2023-08-17
---

## 主要做法

### 推行积分超市

红白事简办、庭院整洁都能攒分，按季度张榜。

### 发展油茶加工

建成榨油车间6处。

## 取得的成效

油茶加工户均增收2600元。
",
        ),
        Example::sound(
            "成效里提到了，或者注明了",
            "\
---
标题: 抓党建促乡村振兴的实践与启示
提纲: 经验材料
日期: 2023-08-17
---

## 主要做法

### 推行积分超市

红白事简办、庭院整洁都能攒分，按季度张榜。

### 育好乡土人才

办好田间学堂，请老把式讲课，让年轻人跟师学艺。

## 取得的成效

### 乡风更文明

积分超市换出了好风气，户均人情支出下降39.6%。

### 能人更多了 {.成效 依据=育好乡土人才}

土专家由40名增加到156名。

## 几点启示

乡风和人才，都要靠制度涵养。
",
        ),
        Example::sound(
            "做法和成效合写",
            "\
---
标题: 抓党建促乡村振兴情况的报告
提纲: 情况报告
日期: 2023-08-17
---

## 主要做法和成效

### 育好乡土人才

办好田间学堂，让年轻人跟师学艺。

### 推行积分超市

红白事简办成了风气。
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    let Some(outline) = context.outline else { return };
    if !outline.parts.iter().any(|part| part.needs_figures) {
        return;
    }
    let cast = cast(outline);
    let matrix = argument::matrix(context.report, &cast);
    // Without results there is nothing to look in: that is for S001 to tell.
    // Nor where they are still to be written.
    if matrix.results.is_empty() || matrix.results.iter().any(|one| one.unwritten) {
        return;
    }
    for practice in &matrix.practices {
        let point = &practice.point;
        if practice.supported() || point.coarse || point.unwritten {
            continue;
        }
        let fault = sink
            .at(point.span, format!("“{}”没有数据，“{}”部分也没有写到它", point.title, cast.result))
            .help(format!(
                "请补上结果数据，或者在对应的{}标题后面注明 {{.{} 依据={}}}",
                cast.result, cast.result, point.title
            ));
        sink.push(fault);
    }
}
