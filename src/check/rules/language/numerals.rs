//! L007: numerals where the other kind, or another form, belongs.

mod dates;
mod scan;

use crate::check::marks::{self, Flaw};
use crate::check::{Context, Example, Group, Passage, Place, Rule, Sink};
use crate::diagnostic::Level;
use dates::Written;

pub(crate) static RULE: Rule = Rule {
    id: "L007",
    name: "numerals",
    title: "数字用法",
    group: Group::Language,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "GB/T 15835—2011《出版物上数字用法》",
    doc: "\
## 查什么

- 概数：`3、4个` 应为 `三四个`，`七、八十个` 应为 `七八十个`（只提建议，也可能是分别列举）；
- 混用：全文用 `2023年`，个别处写 `二〇二三年`；全文用 `8月17日`，个别处写 `八月十七日`；
- `二0二三年`、`二零二三年`：零应写作“〇”；
- `5千万`、`3千多人`：应为 `5000万`、`3000多人`；
- `3-5%`：应为 `3%～5%`；`百分之5`：应为 `5%`；
- 年份只写两位：`到25年底`、`23年8月`、`21年、22年`（只提建议）。

引号、书名号里的照原样，单独成段的成文日期不查。`1、2号楼`、`3、4月份`、`第3、4组`、`一、二级`、`三、四季度`、
`5千克`，都不算。

## 为什么

同一篇里数字写法不一，读者会怀疑是几份稿子拼成的；`3、4个`、`3-5%`、`23年` 还可能引起误解。

## 依据

GB/T 15835—2011《出版物上数字用法》关于概数用汉字数字、年份不简写、同类别同形式、数值范围省略符号不得造成歧义
的规定；概数之间通常不用顿号，见 GB/T 15834—2011《标点符号用法》关于顿号的规定。两项都是推荐性标准。",
    examples: &[
        Example::unsound("概数用了阿拉伯数字", "每个网格配3、4名网格员。\n"),
        Example::unsound("概数之间用了顿号", "会场里坐了七、八十个人。\n"),
        Example::unsound("年份写法不一", "2021年起步，2022年扩面，二〇二三年提质。\n"),
        Example::unsound("零的写法", "自二0二三年八月起实行。\n"),
        Example::unsound("阿拉伯数字加千", "累计投入5千万元，惠及3千多人。\n"),
        Example::unsound("百分比的起止", "预计增长3-5%。\n"),
        Example::unsound("年份只写两位", "力争到25年底全部完成。\n"),
        Example::sound(
            "列举和编号",
            "\
1、2号楼和第3、4组在3、4月份完成，三、四季度验收一、二级项目。会场里坐了七八十个人，用粮5千克，增长3%～5%，\
奋斗了23年，他说“到25年底见”。
",
        ),
        Example::sound("成文日期和书名", "2023年印发《二〇二二年工作要点》。\n\n二〇二三年八月十七日\n"),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    let now = u32::try_from(context.today.year).unwrap_or(2000);
    let (mut years, mut days) = (0, 0);
    let mut written: Vec<(&Passage, Written)> = Vec::new();
    for passage in context.prose.passages() {
        if passage.place == Place::Meta {
            continue;
        }
        let text = passage.prose.text.as_str();
        for flaw in scan::flaws(text, now) {
            marks::tell(context, passage, flaw, sink);
        }
        let found = dates::look(text);
        years += found.years;
        days += found.days;
        let whole = text.trim().len();
        written.extend(
            found
                .chinese
                .into_iter()
                .filter(|one| one.range.len() < whole)
                .map(|one| (passage, one)),
        );
    }
    let dated = written.iter().filter(|(_, one)| one.dated).count();
    let undated = written.len() - dated;
    for (passage, one) in written {
        let mixed =
            if one.dated { years > 0 && years >= dated } else { days > 0 && days >= undated };
        let text = passage.prose.text.as_str();
        if let Some(flaw) = told(text, one, mixed) {
            marks::tell(context, passage, flaw, sink);
        }
    }
}

fn told(text: &str, one: Written, mixed: bool) -> Option<Flaw> {
    let typed = text.get(one.range.clone())?;
    let Written { range, arabic, dated, zeros } = one;
    if mixed {
        let message = format!("“{typed}”与全文的阿拉伯数字写法不一致");
        let flaw = Flaw::new(range.clone(), message, format!("写作“{arabic}”")).edit(range, arabic);
        return Some(if dated { flaw } else { flaw.doubtful() });
    }
    if zeros.is_empty() {
        return None;
    }
    let flaw = Flaw::new(range, format!("“{typed}”的零没有写作“〇”"), "汉字年份里的零写作“〇”");
    Some(zeros.into_iter().fold(flaw, |flaw, (place, zero)| flaw.edit(place, zero)))
}
