//! L001: half-width marks among Chinese characters.

mod scan;

use std::collections::BTreeMap;

use crate::check::marks::{self, Flaw};
use crate::check::suppress::Silenced;
use crate::check::{Context, Example, Group, Passage, Place, Rule, Sink};
use crate::diagnostic::{Edit, Fix, Level};
use crate::source::FileId;

pub(crate) static RULE: Rule = Rule {
    id: "L001",
    name: "halfwidth-punctuation",
    title: "半角标点",
    group: Group::Language,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "GB/T 15834—2011 5.1（标点符号的位置和书写形式）",
    doc: "\
## 查什么

中文里的半角标点：`,` `:` `;` `?` `!`、括住中文的 `( )`、成对的 `\"`。括号和引号成对地改；一段里直引号不成双，
不知道哪一个是前引号，就不动它。句末的 `.` 只提出建议。标题和正文都查，开头（YAML）的其他各项不查。

从网页、聊天软件里复制来的文字往往通篇半角。一个文件里有二十处以上，又比全角的还多，就只报一条，一次改完。

不算的：时间（`14:30`）、比分、千分号（`1,200`）、网址、邮箱、外文语句、只括外文的括号（`(Wi-Fi)`）、代码。

## 为什么

半角标点只占半个字的位置，夹在汉字中间疏密不匀，而且一眼就看得出是从别处粘贴来的。

## 依据

GB/T 15834—2011《标点符号用法》第5章：句号、逗号、顿号、分号、冒号和引号、括号等都占一个字的位置。
标准是推荐性的，公文和报告通行全角。",
    examples: &[
        Example::unsound("逗号、括号、冒号都是半角", "全县126个村(社区),全部建立了议事会,具体做法如下:\n"),
        Example::unsound("直引号", "坚持\"五措并举\"，推动乡村振兴。\n"),
        Example::unsound(
            "通篇半角，只报一条",
            "\
乡村振兴,关键在人,关键在干。近年来,示例县坚持党建引领,一任接着一任干,走出了一条新路。
一是建强组织,选好书记,配强班子;二是做旺产业,因地制宜,一村一品;三是育好人才,引得来,留得住,用得好。
目前,全县9个乡镇(街道),126个村(社区),村村有产业,户户有门路,人人有事干。
",
        ),
        Example::unsound("句末用了半角的点", "各项工作取得了明显成效.\n"),
        Example::sound(
            "时间、比例、数字、网址、外文",
            "会议14:30开始，A组以3:2获胜。入库人才1,200名，接通无线网络(Wi-Fi)，详见https://example.com/a?b=1,2，\
也可以写信到office@example.com。参考书目：Smith, J. (2019): A Report; London.\n",
        ),
        Example::sound("代码和单独的序号", "运行`check, fix`即可，包括：1)走访；2)议事。\n"),
    ],
    check,
};

/// From how many on a file that has more half-width marks than full-width ones is told once.
const MANY: usize = 20;

fn check(context: &Context<'_>, sink: &mut Sink) {
    let mut files: BTreeMap<FileId, Vec<(&Passage, Flaw)>> = BTreeMap::new();
    for passage in context.prose.passages() {
        if passage.place == Place::Meta {
            continue;
        }
        let own = |range| marks::own(context, passage, range).is_some();
        let mut flaws = scan::flaws(&passage.prose.text, &own);
        if passage.place == Place::Paragraph {
            flaws.extend(scan::point(&passage.prose.text));
        }
        if !flaws.is_empty() {
            let file = passage.prose.span(0..passage.prose.text.len()).file;
            files.entry(file).or_default().extend(flaws.into_iter().map(|flaw| (passage, flaw)));
        }
    }
    for (file, flaws) in files {
        let half: usize = flaws.iter().map(|(_, flaw)| flaw.edits.len()).sum();
        if half >= MANY && half > fullwidth(context, file) {
            flood(context, flaws, sink);
        } else {
            for (passage, flaw) in flaws {
                marks::tell(context, passage, flaw, sink);
            }
        }
    }
}

/// How many full-width marks a file has.
fn fullwidth(context: &Context<'_>, file: FileId) -> usize {
    let passages = context.prose.passages().iter();
    let inside = passages.filter(|one| one.prose.span(0..one.prose.text.len()).file == file);
    let is_mark = |ch: &char| matches!(ch, '，' | '：' | '；' | '？' | '！' | '（' | '）');
    inside.map(|one| one.prose.text.chars().filter(is_mark).count()).sum()
}

/// One finding for a whole file, and one more where points stand for full stops.
fn flood(context: &Context<'_>, flaws: Vec<(&Passage, Flaw)>, sink: &mut Sink) {
    let silenced = Silenced::of(&context.report.suppressions);
    let mut safe: Vec<Edit> = Vec::new();
    for (passage, flaw) in flaws {
        if !flaw.safe {
            marks::tell(context, passage, flaw, sink);
            continue;
        }
        if !silenced.covers(RULE.id, Some(&RULE), passage.prose.span(flaw.range.clone())) {
            safe.extend(marks::edits(context, passage, &flaw).into_iter().flatten());
        }
    }
    safe.sort_by_key(|edit| edit.span.start);
    let Some(first) = safe.first() else { return };
    let message = format!("这个文件里有{}处半角标点，比全角的还多", safe.len());
    let fault = sink.at(first.span, message);
    let help = "多半是从别处复制来的；可以用 check --fix 一次改成全角";
    sink.push(fault.help(help).fix(Fix { safe: true, edits: safe }));
}
