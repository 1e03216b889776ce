//! S013: the same heading twice among siblings.

use std::collections::HashMap;

use crate::check::families::{each_family, words};
use crate::check::{Context, Example, Group, Rule, Sink};
use crate::diagnostic::Level;
use crate::report::Section;

pub(crate) static RULE: Rule = Rule {
    id: "S013",
    name: "duplicate-heading",
    title: "标题重复",
    group: Group::Structure,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "通行写法：并列的标题各说一事",
    doc: "\
## 查什么

同一级并列的标题，有两个一字不差。空格和末尾的句号不算。

不同部分下面的同名标题（如每一项议题下都有的“议定事项”）不算重复。

## 为什么

多半是复制了架子忘了改，或者同一件事写了两遍。

## 依据

通行写法，没有成文规定，只作警告。",
    examples: &[
        Example::unsound(
            "“做旺产业”写了两遍",
            "\
## 主要做法

### 做旺产业

推广党支部领办合作社。

### 育好人才

建立在外人才名录。

### 做旺产业

逐村分析研判。
",
        ),
        Example::unsound(
            "末尾的句号不算区别",
            "\
## 工作安排

### 加强组织领导。

各乡镇要落实责任。

### 加强组织领导

层层传导压力。
",
        ),
        Example::sound(
            "各部分下面的同名标题",
            "\
## 研究防汛备汛工作

### 议定事项

逐河逐库排查。

## 研究老旧小区改造

### 议定事项

年内开工。
",
        ),
        Example::sound(
            "意思相近，字不相同",
            "\
## 主要做法

### 做旺产业

推广合作社。

### 做强产业

建设加工园。
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    each_family(context.report, &mut |_, family| {
        let mut seen: HashMap<String, &Section> = HashMap::with_capacity(family.len());
        for &section in family {
            let heading = words(section);
            if heading.is_empty() {
                continue;
            }
            if let Some(first) = seen.get(&heading) {
                let message = format!("标题“{heading}”与前面的一个相同");
                let fault = sink
                    .at(section.heading.span, message)
                    .help("请改写其中一个标题；内容重复的，合为一节")
                    .label(first.heading.span, "前面的一个在这里");
                sink.push(fault);
            } else {
                seen.insert(heading, section);
            }
        }
    });
}
