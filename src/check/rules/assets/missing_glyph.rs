//! A006: a character that the face in use cannot show.

use std::collections::HashMap;

use crate::check::{Context, Example, Group, Place, Rule, Sink};
use crate::cjk::is_han;
use crate::diagnostic::Level;
use crate::fonts::{Coverage, Role};
use crate::source::Span;

pub(crate) static RULE: Rule = Rule {
    id: "A006",
    name: "missing-glyph",
    title: "字体缺字",
    group: Group::Assets,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "所用字体的字符集；汉字以《通用规范汉字表》为准",
    doc: "\
## 查什么

- 所有可用的字体都没有的字符，印出来是空框：警告；
- 这一处该用的字体（正文仿宋、一级标题黑体、二级标题楷体、标题小标宋）里没有的汉字，会改用别的字体：提示。

每个字只在第一次出现的地方说一次，并说明一共有几处。西文字母、数字本来就用另一种字体，不算缺字。

内置的仿宋、楷体、小标宋只有 GB/T 2312 的6763个汉字；内置的宋体、黑体有《通用规范汉字表》的全部8105个。
装有或者指定了字更全的仿宋，提示就会消失。

## 为什么

人名、地名里的生僻字最容易缺。印成空框不能印发；一行仿宋里夹一个宋体字，也很显眼。

## 依据

《通用规范汉字表》（2013年）收8105字，是公文用字的范围。字体有没有这个字，是查出来的事实。",
    examples: &[
        Example::unsound("表情符号印不出来", "乡亲们都说好😀，夜校越办越红火。\n"),
        Example::unsound("字表以外的生僻字", "巷口那家𰻝𰻝面馆，也成了夜校的实训点。\n"),
        Example::sound("通用的汉字和标点", "近年来，示例县坚持“抓两头、带中间”，成效明显。\n"),
        Example::sound(
            "常用的符号",
            "气温25℃，面积60㎡，增长3.5‰，产量±2%，编号①②③，详见〔2023〕5号文件，A→B。\n",
        ),
    ],
    check,
};

/// A character that is not drawn as it should be.
struct Lack {
    ch: char,
    role: Role,
    count: usize,
    span: Span,
    /// The face that stands in; `None` where there is none.
    instead: Option<String>,
}

fn check(context: &Context<'_>, sink: &mut Sink) {
    let Some(fonts) = context.fonts else { return };
    let coverage = Coverage::new(fonts);
    let mut levels = Vec::new();
    context.report.each_section(|section| levels.push(section.level));
    // One bit for each character of the first plane and role that is known to be shown.
    let mut shown = vec![0_u64; Role::ALL.len() << 10];
    let mut lacks: Vec<Lack> = Vec::new();
    let mut known: HashMap<(Role, char), Option<usize>> = HashMap::new();
    for passage in context.prose.passages() {
        let level = passage.section.and_then(|at| levels.get(at)).copied();
        let (role, certain) = match (passage.place, level) {
            (Place::Title, _) => (Role::Xiaobiaosong, true),
            (Place::Heading, Some(1)) => (Role::Hei, true),
            (Place::Heading, Some(2)) => (Role::Kai, true),
            (Place::Heading | Place::Paragraph, _) => (Role::Fangsong, true),
            (Place::Meta | Place::Cell | Place::Caption, _) => (Role::Song, false),
        };
        for (at, ch) in passage.prose.text.char_indices() {
            if ch.is_ascii() {
                continue;
            }
            let code = ch as usize;
            let slot = (code < 0x1_0000).then_some(((role as usize) << 10) + (code >> 6));
            let bit = 1_u64 << (code & 63);
            if let Some(slot) = slot
                && shown.get(slot).is_some_and(|word| word & bit != 0)
            {
                continue;
            }
            let lack = *known.entry((role, ch)).or_insert_with(|| {
                if invisible(ch) {
                    return None;
                }
                let own = fonts.of(role);
                let face = coverage.face(role, ch);
                // Other characters than hanzi come from where they look best.
                if face.is_some() && (face == Some(own) || !certain || !is_han(ch)) {
                    return None;
                }
                // A character that no face has is told of once, whatever the role.
                let same = |lack: &Lack| lack.ch == ch && lack.instead.is_none();
                if let Some(at) = lacks.iter().take(MOST).position(same) {
                    return Some(at);
                }
                let range = at..at + ch.len_utf8();
                let span = passage.prose.span(range);
                let instead = face.map(|face| fonts.face(face).name.clone());
                lacks.push(Lack { ch, role, count: 0, span, instead });
                Some(lacks.len() - 1)
            });
            match lack {
                Some(at) => {
                    if let Some(lack) = lacks.get_mut(at) {
                        lack.count += 1;
                    }
                }
                None => {
                    if let Some(word) = slot.and_then(|slot| shown.get_mut(slot)) {
                        *word |= bit;
                    }
                }
            }
        }
    }
    for Lack { ch, role, count, span, instead } in lacks.into_iter().take(MOST) {
        let places = if count > 1 { format!("（全文{count}处）") } else { String::new() };
        let code = ch as u32;
        let fault = match instead {
            None => {
                let message =
                    format!("“{ch}”（U+{code:04X}）{places}在所有可用的字体里都没有，印出来是空框");
                sink.at(span, message).help(
                    "请换一个字；人名、地名必须用这个字的，请在项目设置里指定有这个字的字体文件",
                )
            }
            Some(face) => {
                let own = &fonts.face(fonts.of(role)).name;
                let message =
                    format!("“{ch}”{places}在{}字体“{own}”里没有，改用“{face}”", role.chinese());
                let help = format!(
                    "可以印出来，字形略有不同；要求一致的，请指定字更全的{}",
                    role.chinese()
                );
                sink.at(span, message).help(help).level(Level::Hint)
            }
        };
        sink.push(fault);
    }
}

/// The most characters that are told of.
const MOST: usize = 64;

/// What is drawn as nothing, or joins the character before it.
fn invisible(ch: char) -> bool {
    ch.is_whitespace()
        || ch.is_control()
        || matches!(
            ch,
            '\u{ad}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}'
                | '\u{300}'..='\u{36f}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{fffc}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}
