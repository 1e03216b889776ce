//! L005: ordinals whose marks are not those they take.

use crate::check::marks::{self, Flaw};
use crate::check::ordinals::{self, Ordinal};
use crate::check::{Context, Example, Group, Place, Rule, Sink};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "L005",
    name: "ordinal-mark",
    title: "序号标点",
    group: Group::Language,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "GB/T 15834—2011（顿号、括号）、GB/T 9704—2012 7.3.3（层次序数）",
    doc: "\
## 查什么

段首、句首的序号，后面的标点是否合乎规矩：

- `一，`、`一.`：应为 `一、`；
- `（一）、`：应为 `（一）`；
- `1、`、`1，`：应为 `1.`；
- `（1）、`、`1）、`、`①、`：应为 `（1）`、`1）`、`①`；
- `第一、`：应为 `第一，`；
- `一是：`、`一是，`：应为 `一是`。

标题的序号由工具自动编，另见 S005。句子中间的数字（`一、二、三产业`、`1、2号楼`、`第一、第二批`）不是序号，不查。

## 为什么

带括号、带圈的序号已经与正文分开，不必再加标点；不带括号的汉字数字用顿号，阿拉伯数字用下脚点。

## 依据

GB/T 15834—2011《标点符号用法》关于顿号用于序次语之后、带括号的序次语后不用标点的规定；公文的层次序数为
“一、”“（一）”“1.”“（1）”，见 GB/T 9704—2012 的 7.3.3。两项都是推荐性标准。“一是”后面不加标点是通行写法。",
    examples: &[
        Example::unsound("括号后面又加顿号", "（一）、建强基层组织。选优配强村党组织书记。\n"),
        Example::unsound("阿拉伯数字后面用了顿号", "1、建强基层组织。\n\n2、做旺富民产业。\n"),
        Example::unsound("“一是”后面加了标点", "重点抓三件事：一是：建强组织；二是，做旺产业；三是育好人才。\n"),
        Example::unsound("“第一”后面用了顿号", "要做到两点。第一、思想上重视。第二、行动上抓紧。\n"),
        Example::unsound("汉字数字后面用了逗号", "一，加强组织领导。\n"),
        Example::sound(
            "写对了的序号",
            "\
一、建强组织。

（一）选优书记。

重点抓三件事：一是建强组织；二是做旺产业。第一，思想上重视。（1）走访；1.议事；①表决。
",
        ),
        Example::sound(
            "数字不是序号",
            "\
一、二、三产业融合发展，第一、第二批示范村完成验收。1、2号楼和3、4号楼同步改造。一是一，二是二，来不得半点虚假。
",
        ),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    for passage in context.prose.passages() {
        if passage.place != Place::Paragraph {
            continue;
        }
        let text = passage.prose.text.as_str();
        for ordinal in ordinals::faulty(text) {
            marks::tell(context, passage, flaw(text, ordinal), sink);
        }
    }
}

fn flaw(text: &str, Ordinal { range, mark, blanks, mend }: Ordinal) -> Flaw {
    let typed = text.get(range.clone()).unwrap_or_default();
    let bare = text.get(range.start..mark.start).unwrap_or_default();
    let help = if mend.is_empty() {
        format!("“{bare}”后面不用标点")
    } else {
        format!("改为“{bare}{mend}”")
    };
    let flaw = Flaw::new(range, format!("序号“{typed}”的标点不合规矩"), help).edit(mark, mend);
    if blanks.is_empty() { flaw } else { flaw.edit(blanks, "") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::marks::mended;

    fn look(text: &str) -> Vec<Flaw> {
        ordinals::faulty(text).into_iter().map(|ordinal| flaw(text, ordinal)).collect()
    }

    #[test]
    fn wrong_marks_are_mended() {
        for (text, right) in [
            ("一，加强领导", "一、加强领导"),
            ("二.加强领导", "二、加强领导"),
            ("十二, 加强领导", "十二、加强领导"),
            ("（一）、加强领导", "（一）加强领导"),
            ("(二)，“四个一”", "(二)“四个一”"),
            ("1、加强领导", "1.加强领导"),
            ("12、 加强领导", "12.加强领导"),
            ("（3）、加强领导", "（3）加强领导"),
            ("1）、走访", "1）走访"),
            ("①、走访", "①走访"),
            ("包括：1、走访；2、议事。3、表决", "包括：1.走访；2.议事。3.表决"),
            ("第一、重视。第二、抓紧", "第一，重视。第二，抓紧"),
            ("要求：一是：抓早；二是，抓小；三是、抓实", "要求：一是抓早；二是抓小；三是抓实"),
        ] {
            let found = look(text);
            assert_eq!(mended(text, &found), right);
            assert!(look(right).is_empty(), "{right}");
        }
        assert_eq!(look("要点：一是：抓早")[0].range, 9..18);
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "一、二、三产业",
            "一，二，三，走！",
            "1、2号楼",
            "1,200亩",
            "第一、第二批",
            "第一、二产业",
            "一是一，二是二",
            "（一）、（二）两项",
            "3、4月份",
            "分为：一、二两类",
            "全县一，二级",
            "一是抓早，二是抓小",
            "2023、二十",
        ] {
            assert!(look(text).is_empty(), "{text}");
        }
    }
}
