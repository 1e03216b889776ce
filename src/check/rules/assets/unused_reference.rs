//! A005: a note that nothing refers to.

use crate::check::rule::seen_by_parsing;
use crate::check::{Example, Group, Rule};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "A005",
    name: "unused-reference",
    title: "脚注没有引用",
    group: Group::Assets,
    level: Level::Hint,
    publish: None,
    essential: false,
    source: "本工具的写法：脚注印在引用它的那一页",
    doc: "\
## 查什么

写了脚注的内容（`[^口径]: …`），正文里却没有一处 `[^口径]`。这条脚注没有页可印，不会出现在成文里。

图、表没有在正文里提到的，不查：公文里的图表不一定要逐个提到。

## 为什么

多半是删改正文时把引用删掉了，或者两处的名称写得不一样。

## 依据

本工具的写法。不影响其余的内容，只作提示。",
    examples: &[
        Example::unsound(
            "没有地方引用",
            "全县薄弱村全部清零。\n\n[^口径]: 年集体经营性收入不足5万元的村。\n",
        ),
        Example::unsound(
            "名称不一致",
            "全县薄弱村[^1]全部清零[^来源]。\n\n[^1]: 年收入不足5万元的村。\n\n[^来源]: 县农业农村局。\n\n[^2]: 含社区。\n",
        ),
        Example::sound(
            "引用了",
            "全县薄弱村[^口径]全部清零。\n\n[^口径]: 年集体经营性收入不足5万元的村。\n",
        ),
        Example::sound("没有脚注", "全县薄弱村全部清零。\n"),
    ],
    check: seen_by_parsing,
};
