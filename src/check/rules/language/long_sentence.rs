//! L009: a sentence too long to be read in one breath.

use std::ops::Range;

use crate::check::{Context, Example, Group, Place, Rule, Sink};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "L009",
    name: "long-sentence",
    title: "句子过长",
    group: Group::Language,
    level: Level::Hint,
    publish: None,
    essential: false,
    source: "通行写法：一句话说一层意思",
    doc: "\
## 查什么

正文里一句话超过150字（项目可以改），中间没有句号、问号、叹号、分号。

- “一是…，二是…”逐条列举的，各条分开算；
- 引号、书名号、括号里的字不算；
- 顿号隔开的名称超过八个的（名单、项目单），不查。

标题、表格、图表题注和开头的各项不查。

## 为什么

一口气写下一百多字，逗号套逗号，主语换了几次，念的人换不过气，听的人跟不上，语病也多半出在这样的句子里。

## 依据

通行写法，没有成文规定；150字是经验数字。GB/T 15834—2011 对句号、分号的用法有规定，对长短没有限制。只作提示。",
    examples: &[
        Example::unsound(
            "一逗到底",
            "\
全县各级党组织认真学习领会上级决策部署，立足本地实际，紧紧围绕年初确定的目标任务，以党建为引领，以项目为抓手，\
以群众满意为标准，逐村逐户开展走访摸排，把存在的困难和问题一件一件记下来，建立台账，明确责任领导、责任单位和完成\
时限，每周调度一次进展，每月通报一次结果，对推进缓慢的及时约谈提醒，对工作扎实的通报表扬，推动各项工作落到了实处。
",
        ),
        Example::unsound(
            "分句之间该用句号的地方用了逗号",
            "\
今年以来，县里先后召开四次专题会议研究夜校工作，教室从村里的旧校舍改造而来，桌椅由县直单位捐赠，老师请的是农技员、\
教师和返乡青年，课程由群众自己点，村民白天下地干活，晚上到夜校听课，春天学剪枝，夏天学防虫，秋天学直播，冬天学唱戏，\
许多外出务工的年轻人听说以后也打来电话，问什么时候能开设家政和电工的课，村里把这些都记下来，一样一样想办法开出来。
",
        ),
        Example::sound(
            "逐条列举，各条不长",
            "\
重点抓了四件事：一是建强组织，逐村分析研判，选优配强书记，整顿软弱涣散村，让每个支部都有一个好带头人，二是做旺产业，\
推广党支部领办合作社，发展茶叶、食用菌，延长加工链条，让群众在家门口有活干，三是育好人才，建立在外人才名录，请回能人，\
培养本土师傅，四是抓实治理，推行积分管理，用好村规民约，把矛盾化解在村里。
",
        ),
        Example::sound(
            "名单不算长句",
            "\
参加会议的有示例县发展和改革局、教育局、科学技术局、工业和信息化局、民政局、司法局、财政局、人力资源和社会保障局、\
自然资源局、生态环境局、住房和城乡建设局、交通运输局、水利局、农业农村局、商务局、文化和旅游局、卫生健康局、应急管理局、\
审计局、市场监督管理局、统计局、医疗保障局的负责同志，各乡镇分管负责同志也参加了会议。
",
        ),
    ],
    check,
};

/// From how many `、` on a stretch is a list of names.
const NAMES: usize = 8;

fn check(context: &Context<'_>, sink: &mut Sink) {
    let limit = context.options.sentence;
    for passage in context.prose.passages() {
        // Three bytes a character: most paragraphs end here.
        if passage.place != Place::Paragraph || passage.prose.text.len() <= limit {
            continue;
        }
        long(&passage.prose.text, limit, &mut |range, count| {
            let message = format!("这一句有{count}字，中间没有句号、分号");
            sink.push(
                sink.at(passage.prose.span(range), message)
                    .help("请看能不能断成两三句，一句说一层意思"),
            );
        });
    }
}

/// Calls `tell` for every stretch of more than `limit` characters without a stop, with its length.
fn long(text: &str, limit: usize, tell: &mut dyn FnMut(Range<usize>, usize)) {
    let mut start = 0;
    let (mut count, mut names, mut depth) = (0, 0, 0_usize);
    let mut previous = ['\0'; 2];
    let mut end_of = |start: usize, end: usize, count: usize, names: usize| {
        if count > limit && names < NAMES {
            let piece = text.get(start..end).unwrap_or_default();
            let from = start + piece.len() - piece.trim_start().len();
            let printed = piece.chars().filter(|ch| !ch.is_whitespace()).count();
            tell(from..start + piece.trim_end().len(), printed);
        }
    };
    for (at, ch) in text.char_indices() {
        let after = at + ch.len_utf8();
        match ch {
            '。' | '！' | '？' | '；' | '\n' | '…' => {
                end_of(start, after, count, names);
                (start, count, names, depth) = (after, 0, 0, 0);
            }
            '“' | '《' | '（' | '‘' => depth += 1,
            '”' | '》' | '）' | '’' => depth = depth.saturating_sub(1),
            // `，二是`: the item before it ends here.
            '是' if numeral(previous[1]) && matches!(previous[0], '，' | '、' | '：') => {
                let item = at - previous[1].len_utf8();
                end_of(start, item, count, names);
                (start, count, names, depth) = (item, 2, 0, 0);
            }
            _ if depth == 0 && !ch.is_whitespace() => {
                count += 1;
                names += usize::from(ch == '、');
            }
            _ => {}
        }
        previous = [previous[1], ch];
    }
    end_of(start, text.len(), count, names);
}

fn numeral(ch: char) -> bool {
    matches!(ch, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

#[cfg(test)]
mod tests {
    use super::long;

    fn found(text: &str) -> Vec<(&str, usize)> {
        let mut out = Vec::new();
        long(text, 10, &mut |range, count| out.push((&text[range], count)));
        out
    }

    #[test]
    fn stretches_end_at_stops_and_items() {
        let long = "甲乙丙丁戊己庚辛壬癸子丑";
        assert_eq!(found(&format!("短句。{long}。短句")), [(format!("{long}。").as_str(), 13)]);
        assert_eq!(found(&format!("  {long}")), [(long, 12)]);
        for sound in [
            "甲乙丙丁戊己；庚辛壬癸子丑。",
            "甲乙丙：一是丁戊己庚，二是辛壬癸子，三是丑寅卯。",
            "他说：“甲乙丙丁戊己庚辛壬癸子丑”。",
            "印发《甲乙丙丁戊己庚辛壬癸子丑》。",
            "甲、乙、丙、丁、戊、己、庚、辛、壬、癸、子、丑。",
        ] {
            assert_eq!(found(sound), [], "{sound}");
        }
    }
}
