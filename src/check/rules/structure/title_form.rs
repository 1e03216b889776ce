//! S018: the form of the title.

use std::ops::Range;

use crate::check::{Context, Example, Group, Passage, Place, Rule, Sink};
use crate::cjk::width;
use crate::diagnostic::{Fix, Level};
use crate::report::Form;

pub(crate) static RULE: Rule = Rule {
    id: "S018",
    name: "title-form",
    title: "文章标题形式",
    group: Group::Structure,
    level: Level::Hint,
    publish: None,
    essential: false,
    source: "GB/T 9704—2012 7.3.1；标点是公文拟题的通行写法",
    doc: "\
## 查什么

- 标题末尾有 `。` `，` `；` `：` `、`；
- 标题用二号小标宋排，三行还排不下（一行20字，三行60字；半角字符算半个字），或者自己定的回行超过三行；
- 带“公文”一项的文件和信函，标题中间有 `，` `。` `；` `：` `！` `？`。

书名号、引号、顿号、括号、破折号、间隔号，都不查。经验材料、通讯、简报的标题用逗号、冒号很常见，也不查。
副标题只查末尾。

## 为什么

标题要“分一行或多行居中排布”，“词意完整，排列对称，长短适宜，间距恰当”，排成梯形或菱形。字太多，就排不出
样子，读的人也抓不住事由。

公文标题由发文机关名称、事由和文种组成，是一个短语，不是句子，一般不用点号。

## 依据

GB/T 9704—2012 的 7.3.1 规定标题的编排（“一般”一级），没有限定行数；三行是版面上的经验。公文标题少用标点，
旧的行政机关公文处理办法有过明文，现行条例没有再写，仍是通行的写法。都只作提示。",
    examples: &[
        Example::unsound(
            "标题末尾有句号",
            "\
---
标题: 示例县2025年基层治理工作总结。
提纲: 自定
日期: 2026-01-12
---

薄弱村全部清零。
",
        ),
        Example::unsound(
            "通知的标题里有逗号",
            "\
---
标题: 关于进一步加强领导，切实做好防汛工作的通知
提纲: 自定
日期: 2026-01-12
公文:
  形式: 文件
  发文机关标志: 示例县人民政府文件
  主送: 各乡镇人民政府
---

各乡镇要落实责任。
",
        ),
        Example::unsound(
            "三行排不下",
            "\
---
标题: 示例县人民政府关于进一步深入贯彻落实上级关于加强新时代基层治理体系和治理能力现代化建设决策部署全面推进城乡社区治理共同体建设三年行动的实施意见
提纲: 自定
日期: 2026-01-12
---

各乡镇要落实责任。
",
        ),
        Example::sound(
            "书名号、括号、顿号都可以用",
            "\
---
标题: 示例县人民政府关于印发《示例县农村道路、桥梁管护办法（试行）》的通知
提纲: 自定
日期: 2026-01-12
公文:
  形式: 文件
  发文机关标志: 示例县人民政府文件
  主送: 各乡镇人民政府
---

各乡镇要落实责任。
",
        ),
        Example::sound(
            "通讯的标题用逗号、问号",
            "\
---
标题: 一盏灯，照亮了谁的回乡路？
副标题: ——示例县乡村夜校见闻
提纲: 自定
日期: 2026-01-12
---

夜幕降临，教室亮起了灯。
",
        ),
    ],
    check,
};

/// Full-width characters in a line of 156 mm at 22 pt.
const LINE: usize = 20;

/// The most lines.
const LINES: usize = 3;

fn check(context: &Context<'_>, sink: &mut Sink) {
    let meta = &context.report.meta;
    let form = meta.official.as_ref().map(|official| official.form);
    let strict = matches!(form, Some(Form::Document | Form::Letter));
    let titles = context.prose.passages().iter().take_while(|one| one.place == Place::Title);
    for (index, passage) in titles.enumerate() {
        let own = index == 0 && !meta.title.value.is_empty();
        marks(passage, own && strict, sink);
    }
    let title = meta.title.value.trim();
    let cells: usize = title.chars().map(width).sum();
    let breaks = meta.title_breaks.len();
    if breaks >= LINES {
        let message = format!("标题分成了{}行，一般不超过{LINES}行", breaks + 1);
        sink.push(sink.at(meta.title.span, message).help("请少分几行，或者压缩标题"));
    } else if cells > 2 * LINE * LINES {
        let count = title.chars().filter(|ch| !ch.is_whitespace()).count();
        let message = format!("标题有{count}字，用二号字{LINES}行也排不下");
        let help = format!("请压缩到{}字以内，说清事由和文种即可", LINE * LINES);
        sink.push(sink.at(meta.title.span, message).help(help));
    }
}

fn marks(passage: &Passage, strict: bool, sink: &mut Sink) {
    let prose = &passage.prose;
    let text = prose.text.trim_end();
    // Inside quotes and book-title marks a name keeps its marks.
    let mut inside = 0_usize;
    for (at, ch) in text.char_indices() {
        match ch {
            '“' | '《' => inside += 1,
            '”' | '》' => inside = inside.saturating_sub(1),
            _ => {}
        }
        let range: Range<usize> = at..at + ch.len_utf8();
        let last = range.end == text.len();
        if last && matches!(ch, '。' | '，' | '；' | '：' | '、') {
            let span = prose.span(range.clone());
            let fault = sink.at(span, format!("标题末尾不用“{ch}”")).help("请删去末尾的标点");
            let fix = Fix::safe(span, "");
            sink.push(if prose.verbatim(range) { fault.fix(fix) } else { fault });
        } else if strict && matches!(ch, '，' | '。' | '；' | '：' | '！' | '？') && inside == 0
        {
            let fault = sink
                .at(prose.span(range), format!("公文标题里一般不用“{ch}”"))
                .help("公文标题由发文机关名称、事由和文种组成，请改成一个短语；并列的可以用“和”“并”或者顿号");
            sink.push(fault);
        }
    }
}
