//! S009: a promised count that what follows does not keep.

mod phrase;

use crate::check::enumeration::{self, Series};
use crate::check::{Context, Example, Group, Passage, Place, Rule, Sink};
use crate::cjk::{chinese_number, is_han};
use crate::diagnostic::{Fix, Level};
use crate::report::{Block, BlockKind, ListItem, Prose, Section, plain};
use crate::source::Span;
use phrase::Phrase;

pub(crate) static RULE: Rule = Rule {
    id: "S009",
    name: "promised-count",
    title: "数目不合",
    group: Group::Structure,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "行文常理：说几条就写几条",
    doc: "\
## 查什么

题目、标题、导语和正文里说了数目，后面写出来的却不是这么多：

- 标题 `“五措并举”的主要做法` 下面只有4个小节，`“三强化、两提升”` 下面不是5个；
- 题目里有“四轮驱动”，对应的部分却是5个小节；
- `实施三项举措：一是…，二是…。`，列出的不是三条；
- `以下六个方面：` 后面的清单、小节不是六个。

## 不查的

- 后面没有可数的东西，或者数目与它们挨得不近；
- “三农”“两委”“四个意识”“五位一体”“三会一课”一类的固定说法，只是名称，不预告后面写几条；
- “几项”“以下工作”没有说数目的；
- 有一种数法对得上的：`“三强化、两提升”` 写成5个、3个、2个小节都不报；小节中另有“下一步打算”一类的，除开再数。

## 为什么

改稿时增删一条，题目和标题里的数目最容易忘了改，读者却会逐条去数。

## 依据

行文常理，没有成文规定，所以只作警告。改数目还是补内容，取决于原意，所以只给出建议。",
    examples: &[
        Example::unsound("说三项，列了两条", "重点实施三项举措：一是做强基地，二是做优品牌。\n"),
        Example::unsound(
            "“五措并举”下面只有4个小节",
            "\
## “五措并举”的主要做法

### 建强组织聚合力

选优配强书记。

### 做旺产业强动力

支部领办合作社。

### 育好人才增活力

回引返乡人才。

### 抓实治理提效力

网格建到户。
",
        ),
        Example::unsound("清单比说的多", "重点抓好以下三个方面：\n\n- 做强基地\n- 做优品牌\n- 做实联结\n- 做活市场\n"),
        Example::sound(
            "说几条写几条",
            "\
## 三个聚焦

### 聚焦基地

建成基地3万亩。

### 聚焦加工

建成厂房6处。

### 聚焦品牌

突出两个重点，一是注册商标，二是开拓市场。
",
        ),
        Example::sound(
            "固定说法不预告数目",
            "\
## 增强“四个意识”

### 抓学习

一是集中学，二是自己学。

### 抓落实

落实“三会一课”，一是按时开，二是认真记。抓好几项工作：一是春耕，二是防火。
",
        ),
        Example::sound("数的是别的", "在三个村开展试点，一是建网格，二是推积分。解决12个问题，一是路，二是水。\n"),
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink) {
    let series = enumeration::read(context.report, context.prose);
    let view = View::of(context, &series);
    headings(&view, sink);
    title(&view, sink);
    for one in &series {
        sentence(&view, one, sink);
    }
    blocks(&view, &context.report.lead, sink);
    lead(&view, sink);
    context.report.each_section(|section| {
        blocks(&view, &section.blocks, sink);
        if section.children.len() >= 2 {
            introduction(&section.blocks, &section.children, false, sink);
        }
    });
    blocks(&view, &context.report.closing, sink);
}

/// What is counted in a report.
struct View<'a> {
    context: &'a Context<'a>,
    series: &'a [Series],
    /// All sections with the passage of each one's heading.
    sections: Vec<(&'a Section, Option<&'a Passage>)>,
    /// The slogans of the title.
    title: Vec<String>,
}

/// Beginnings of subsections that are beside the point of a section that counts.
const BESIDE: [&str; 12] = [
    "基本情况",
    "背景",
    "概况",
    "总体",
    "存在",
    "问题",
    "下一步",
    "下步",
    "结语",
    "小结",
    "主要问题",
    "工作打算",
];

impl<'a> View<'a> {
    fn of(context: &'a Context<'a>, series: &'a [Series]) -> Self {
        let mut sections = Vec::new();
        context.report.each_section(|section| sections.push((section, None)));
        for passage in context.prose.passages().iter().filter(|one| one.place == Place::Heading) {
            let slot = passage.section.and_then(|at| sections.get_mut(at));
            if let Some((_, heading)) = slot
                && heading.is_none()
            {
                *heading = Some(passage);
            }
        }
        let text = &context.report.meta.title.value;
        let words = |one: Phrase| text.get(one.range).map(str::to_owned);
        let title = phrase::slogans(text).into_iter().filter_map(words).collect();
        Self { context, series, sections, title }
    }

    /// The passages of a section's own text.
    fn body(&self, section: usize) -> impl Iterator<Item = (usize, &'a Passage)> {
        let all = self.context.prose.passages().iter().enumerate();
        all.filter(move |(_, one)| one.section == Some(section) && one.place == Place::Paragraph)
    }
}

/// The subsections that count, and all of them.
fn counts(children: &[Section]) -> [usize; 2] {
    let beside = |child: &&Section| {
        let heading = plain(&child.heading.inlines);
        BESIDE.iter().any(|word| heading.starts_with(word))
    };
    let all = children.len();
    [all, all - children.iter().filter(beside).count()]
}

fn keeps(phrase: &Phrase, children: &[Section]) -> bool {
    counts(children).into_iter().any(|count| phrase.kept_by(count))
}

fn headings(view: &View<'_>, sink: &mut Sink) {
    let mut broken: Vec<(usize, &Passage, Phrase, String)> = Vec::new();
    let mut kept: Vec<String> = Vec::new();
    for (at, &(section, heading)) in view.sections.iter().enumerate() {
        let Some(heading) = heading else { continue };
        let text = heading.prose.text.as_str();
        let Some(found) = phrase::of_heading(text, &view.title) else { continue };
        let words = text.get(found.range.clone()).unwrap_or_default().to_owned();
        if section.children.len() < 2 || !keeps(&found, &section.children) {
            broken.push((at, heading, found, words));
        } else {
            kept.push(words);
        }
    }
    for (at, heading, found, words) in broken {
        let Some(&(section, _)) = view.sections.get(at) else { continue };
        if kept.contains(&words) || listed_before(&heading.prose.text, &found) {
            continue;
        }
        match section.children.len() {
            0 => in_body(view, at, heading, &found, sink),
            1 => {}
            _ if view.body(at).any(|(passage, _)| listed_in(view, passage, &found)) => {}
            _ => subsections(&heading.prose, &found, &section.children, "小节", sink),
        }
    }
}

/// `组织、产业、人才“三个聚焦”`: the heading itself says which.
fn listed_before(text: &str, found: &Phrase) -> bool {
    let before = text.get(..found.range.start).unwrap_or_default();
    found.kept_by(before.matches('、').count() + 1)
}

fn listed_in(view: &View<'_>, passage: usize, found: &Phrase) -> bool {
    view.series.iter().any(|one| {
        one.items.first().is_some_and(|item| item.passage == passage)
            && found.kept_by(one.items.len())
    })
}

/// A heading without subsections: its text's own series or the emphasised heads of its paragraphs.
fn in_body(view: &View<'_>, at: usize, heading: &Passage, found: &Phrase, sink: &mut Sink) {
    let (mut paragraphs, mut leads) = (0, 0);
    for (_, passage) in view.body(at) {
        paragraphs += 1;
        let start = passage.prose.span(0..1).start;
        let lead = passage.emphases.first();
        leads += usize::from(lead.is_some_and(|one| one.marks == 2 && one.span.start <= start));
    }
    let own: Vec<&Series> = view
        .series
        .iter()
        .filter(|one| {
            let passage =
                one.items.first().and_then(|item| view.context.prose.passages().get(item.passage));
            !one.headings
                && one.items.len() >= 2
                && passage.is_some_and(|one| one.section == Some(at))
        })
        .collect();
    let leading = |one: &&&Series| one.items.iter().all(|item| item.leads);
    let chosen = own.iter().find(leading).or(match own.as_slice() {
        [only] if leads == 0 => Some(only),
        _ => None,
    });
    let kept = found.kept_by(leads)
        || found.kept_by(paragraphs)
        || own.iter().any(|one| found.kept_by(one.items.len()));
    if kept {
        return;
    }
    if let Some(chosen) = chosen {
        items(view, &heading.prose, found, chosen, sink);
    }
}

/// A promise and the series that follows it.
fn items(view: &View<'_>, prose: &Prose, found: &Phrase, series: &Series, sink: &mut Sink) {
    let last = series.items.last().and_then(|item| {
        let passage = view.context.prose.passages().get(item.passage)?;
        Some(passage.prose.span(item.mark.clone()))
    });
    tell(prose, found, series.items.len(), "条", last, sink);
}

fn subsections(prose: &Prose, found: &Phrase, children: &[Section], what: &str, sink: &mut Sink) {
    let last = children.last().map(|child| child.heading.span);
    tell(prose, found, children.len(), what, last, sink);
}

fn tell(
    prose: &Prose,
    found: &Phrase,
    count: usize,
    what: &str,
    last: Option<Span>,
    sink: &mut Sink,
) {
    let words = prose.text.get(found.range.clone()).unwrap_or_default();
    let how = if count < found.count() { "只有" } else { "却有" };
    let help = if count < found.count() {
        format!("请补上缺的内容，或者把“{words}”的数目改为{count}")
    } else {
        format!("请把“{words}”的数目改为{count}，或者归并后面的内容")
    };
    let message =
        format!("“{words}”后面{how}{count}{}{what}", if what == "小节" { "个" } else { "" });
    let mut fault = sink.at(prose.span(found.range.clone()), message).help(help);
    if let Some(last) = last {
        fault = fault.label(
            last,
            format!("数到这里是第{count}{}", if what == "小节" { "个小节" } else { "条" }),
        );
    }
    if found.counts.len() == 1 && prose.verbatim(found.numeral.clone()) && (2..=12).contains(&count)
    {
        let written = prose.text.get(found.numeral.clone()).unwrap_or_default();
        let number = if written.bytes().all(|byte| byte.is_ascii_digit()) {
            count.to_string()
        } else if count == 2 {
            "两".to_owned()
        } else {
            chinese_number(u32::try_from(count).unwrap_or(0))
        };
        fault = fault.fix(Fix::suggestion(prose.span(found.numeral.clone()), number));
    }
    sink.push(fault);
}

/// A title's promise, where no heading repeats it: the section of the matching role.
fn title(view: &View<'_>, sink: &mut Sink) {
    let passages = view.context.prose.passages();
    let Some(passage) = passages.iter().find(|one| one.place == Place::Title) else { return };
    let text = passage.prose.text.as_str();
    let mut promises = phrase::slogans(text);
    promises.extend(phrase::plain(text, false));
    for found in promises {
        let words = text.get(found.range.clone()).unwrap_or_default();
        let role = if words.ends_with("启示") || words.ends_with("体会") {
            "启示"
        } else if words.contains(['措', '举', '招', '策', '抓', '步']) || words.ends_with("做法")
        {
            "做法"
        } else {
            continue;
        };
        let repeated = view
            .sections
            .iter()
            .any(|(_, heading)| heading.is_some_and(|one| one.prose.text.contains(words)));
        let met = found.kept_by(view.context.report.sections.len())
            || view.sections.iter().any(|(section, _)| keeps(&found, &section.children))
            || view.series.iter().any(|one| found.kept_by(one.items.len()))
            || listed_before(text, &found);
        let playing = view.context.report.sections.iter().find(|section| {
            section.children.len() >= 2 && section.roles.iter().any(|one| one.0 == role)
        });
        if let (false, false, Some(section)) = (repeated, met, playing) {
            subsections(&passage.prose, &found, &section.children, "小节", sink);
        }
    }
}

/// The promise with which a text ends, before its last mark.
fn closing_promise(text: &str, whole: bool) -> Option<Phrase> {
    let text = text.trim_end();
    let last = text.chars().next_back()?;
    let bare = if is_han(last) { text } else { text.get(..text.len() - last.len_utf8())? };
    let strict = matches!(last, '，' | '。' | ',' | '；');
    if !strict && !matches!(last, '：' | ':') && !is_han(last) {
        return None;
    }
    // Back to the last stop; a colon lets what stands before its last comma count too.
    let from = bare.rfind(['。', '；', '：', '！', '？', '，', ',']).map_or(0, |at| {
        at + bare.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
    });
    let segment = bare.get(from..)?;
    let blocked = ["至少", "不少于", "每个", "有的", "之一", "分别"];
    if blocked.iter().any(|word| segment.contains(word)) {
        return None;
    }
    let shift = |mut one: Phrase| {
        one.range = one.range.start + from..one.range.end + from;
        one.numeral = one.numeral.start + from..one.numeral.end + from;
        one
    };
    if strict
        && whole
        && !["以下", "下面", "如下", "主要", "重点"].iter().any(|word| segment.contains(word))
    {
        return None;
    }
    if let Some(found) = phrase::plain(segment, !strict) {
        return Some(shift(found));
    }
    if let Some(found) = phrase::stated(segment).filter(|_| !whole) {
        return Some(shift(found));
    }
    // `抓实“三项行动”：`.
    let quoted = segment.ends_with('”') && !strict;
    let found = quoted.then(|| phrase::slogans(segment)).filter(|all| all.len() == 1)?.pop()?;
    (found.range.end + '”'.len_utf8() == segment.len()).then(|| shift(found))
}

/// `实施三项举措：一是…，二是…。`
fn sentence(view: &View<'_>, series: &Series, sink: &mut Sink) {
    let Some(first) = series.items.first().filter(|item| item.value == 1 && !series.headings)
    else {
        return;
    };
    if series.items.len() < 2 {
        return;
    }
    let passages = view.context.prose.passages();
    let Some(own) = passages.get(first.passage) else { return };
    let passage = if first.leads {
        let before = first.passage.checked_sub(1).and_then(|at| passages.get(at));
        let Some(before) = before.filter(|one| one.place == Place::Paragraph && own.continues)
        else {
            return;
        };
        before
    } else {
        own
    };
    let end = if first.leads { passage.prose.text.len() } else { first.mark.start };
    let Some(text) = passage.prose.text.get(..end) else { return };
    let Some(found) = closing_promise(text, false) else { return };
    let here = series.items.iter().filter(|item| item.passage == first.passage).count();
    let last = series.items.last().map_or(0, |item| item.value) as usize;
    // 最后 may close the series or the whole text.
    let fewer = series.items.len() - usize::from(series.style() == enumeration::Style::Words);
    let kept =
        [series.items.len(), here, last, fewer].into_iter().any(|count| found.kept_by(count));
    let span = passage.prose.span(found.range.clone());
    if kept || view.context.sources.slice(span).starts_with('`') {
        return;
    }
    items(view, &passage.prose, &found, series, sink);
}

/// `以下六个方面：` and a list.
fn blocks(view: &View<'_>, blocks: &[Block], sink: &mut Sink) {
    let _ = view;
    for pair in blocks.windows(2) {
        let [
            Block { kind: BlockKind::Paragraph(inlines), .. },
            Block { kind: BlockKind::List { items, .. }, .. },
        ] = pair
        else {
            continue;
        };
        let prose = Prose::of(inlines);
        let Some(found) = closing_promise(&prose.text, false) else { continue };
        if items.len() >= 2 && !found.kept_by(items.len()) {
            let last = items.last().map(|ListItem { span, .. }| *span);
            tell(&prose, &found, items.len(), "条", last, sink);
        }
    }
}

/// A last paragraph that announces the subsections behind it.
fn introduction(blocks: &[Block], children: &[Section], spoken: bool, sink: &mut Sink) {
    let Some(Block { kind: BlockKind::Paragraph(inlines), .. }) = blocks.last() else { return };
    let prose = Prose::of(inlines);
    let mut found = closing_promise(&prose.text, true);
    if found.is_none() && spoken {
        found = closing_promise(&prose.text, false);
    }
    let Some(found) = found else { return };
    if !keeps(&found, children) {
        subsections(&prose, &found, children, "小节", sink);
    }
}

/// `下面，我从三个方面汇报：` before the sections of the report.
fn lead(view: &View<'_>, sink: &mut Sink) {
    let report = view.context.report;
    let Some(Block { kind: BlockKind::Paragraph(inlines), .. }) = report.lead.last() else {
        return;
    };
    if report.sections.len() < 2 {
        return;
    }
    let text = plain(inlines);
    let last = text.trim_end().trim_end_matches(['。', '：']);
    let last = last.rfind('。').and_then(|at| last.get(at..)).unwrap_or(last);
    let spoken = ["汇报", "报告如下", "交流", "谈", "发言"].iter().any(|word| last.contains(word));
    introduction(&report.lead, &report.sections, spoken, sink);
}

#[cfg(test)]
mod tests;
