//! L013: terms against the project's own glossary.

mod posts;
#[cfg(test)]
mod tests;

use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::check::{Context, Example, Group, Passage, Place, Rule, Sink, Words};
use crate::diagnostic::{Fix, Level};

pub(crate) static RULE: Rule = Rule {
    id: "L013",
    name: "term",
    title: "用词不一",
    group: Group::Language,
    level: Level::Warning,
    publish: None,
    essential: false,
    source: "项目的词汇（tigang.yaml）",
    doc: "\
## 查什么

照 `tigang.yaml` 的 `词汇` 查：

- `禁用`：不用的说法；写明了改成什么的，给出改法；
- `统一`：应当统一写法的词，用了别的写法；
- `全称`：正文里先用了简称，全称在后面才出现或者没有出现。只指出第一处；写明“以下简称”的不报；
- `人名`：姓名前后紧挨着的职务，与写明的不是一个。“原”“时任”的不报。

词里套词的，以长的为准：“乡镇街道”里的“镇街”不算。`免查` 里的词不报。没有写 `词汇` 的，这一条什么也不查。

## 为什么

一份材料几个人写，同一个单位、同一项工作往往有几种叫法；职务调整以后，旧稿里的职务最容易漏改。

## 依据

项目自己写明的词汇。全称在前、简称在后，并在首次出现时注明，是公文的通行写法。",
    examples: &[
        Example::unsound(
            "没有统一，用了不用的说法",
            "各网格长要把农民工子弟逐户登记造册，不得遗漏。\n",
        )
        .under(GLOSSARY),
        Example::unsound(
            "先用了简称，职务与写明的不一致",
            "区政府印发实施方案，区长张三主持召开推进会。清风区人民政府把它列入年度民生实事。\n",
        )
        .under(GLOSSARY),
        Example::sound(
            "全称在前，职务一致，免查的词不报",
            "\
清风区人民政府（以下简称“区政府”）印发实施方案，区委书记张三主持召开推进会，时任区长李四介绍情况。区政府推行网格长制，每个\
网格配一名网格员，登记进城务工人员随迁子女。
",
        )
        .under(GLOSSARY),
        Example::sound("没有写词汇的项目", "各网格长要把农民工子弟逐户登记造册。\n"),
    ],
    check,
};

/// The glossary of the examples.
const GLOSSARY: &str = "\
词汇:
  全称: {清风区人民政府: 区政府}
  禁用: {农民工子弟: 进城务工人员随迁子女}
  统一: {网格员: [网格管理员, 网格长]}
  人名: {张三: 区委书记, 李四: 区政协主席}
  免查: [网格长制]
";

/// What a word of the glossary is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role<'a> {
    /// Right, or to be left alone.
    Sound,
    /// Not to be used; by what it is replaced.
    Forbidden(&'a str),
    /// A variant of a preferred term.
    Variant(&'a str),
    /// The full name of an entry of 全称.
    Full(usize),
    /// A short name of one.
    Short(usize),
    /// A person; the post.
    Person(&'a str),
}

/// The words of the glossary, each with all its roles.
struct Glossary<'a> {
    words: Vec<(&'a str, Role<'a>)>,
    automaton: AhoCorasick,
}

impl<'a> Glossary<'a> {
    fn of(words: &'a Words) -> Option<Self> {
        let mut all: Vec<(&'a str, Role<'a>)> = Vec::new();
        for (term, instead) in &words.forbidden {
            all.push((term, Role::Forbidden(instead)));
            all.push((instead, Role::Sound));
        }
        for (term, variants) in &words.preferred {
            all.push((term, Role::Sound));
            all.extend(variants.iter().map(|one| (one.as_str(), Role::Variant(term))));
        }
        for (at, (full, short)) in words.names.iter().enumerate() {
            all.push((full, Role::Full(at)));
            all.extend(short.iter().map(|one| (one.as_str(), Role::Short(at))));
        }
        all.extend(words.people.iter().map(|(name, post)| (name.as_str(), Role::Person(post))));
        all.extend(words.phrases.iter().map(|one| (one.as_str(), Role::Sound)));
        all.retain(|(word, _)| !word.is_empty());
        if all.is_empty() {
            return None;
        }
        let allowed = words.allowed.iter().filter(|word| !word.is_empty());
        all.extend(allowed.map(|one| (one.as_str(), Role::Sound)));
        let automaton = AhoCorasick::new(all.iter().map(|(word, _)| word)).ok()?;
        Some(Self { words: all, automaton })
    }

    /// The words in a text that stand within no longer one, in order; a word that is also sound, or part of a
    /// sound one, is left out.
    fn read(&self, text: &str, reach: &mut Vec<(usize, bool)>) -> Vec<(Range<usize>, Role<'a>)> {
        let found = self.automaton.find_overlapping_iter(text).filter_map(|found| {
            let (_, role) = *self.words.get(found.pattern().as_usize())?;
            whole(text, found.range()).then(|| (found.range(), role))
        });
        let mut found: Vec<_> = found.collect();
        if found.is_empty() {
            return found;
        }
        // For each byte the longest word over it, and whether a word of that length is sound.
        reach.clear();
        reach.resize(text.len(), (0, false));
        for (range, role) in &found {
            let sound = *role == Role::Sound;
            for longest in reach.get_mut(range.clone()).into_iter().flatten() {
                if range.len() > longest.0 {
                    *longest = (range.len(), sound);
                } else if range.len() == longest.0 {
                    longest.1 |= sound;
                }
            }
        }
        found.retain(|(range, role)| {
            let own = (range.len(), false);
            let free = matches!(role, Role::Full(_) | Role::Short(_) | Role::Person(_));
            let mut over = reach.get(range.clone()).into_iter().flatten();
            *role != Role::Sound
                && over.all(|&longest| longest == own || (free && longest.0 == range.len()))
        });
        found.sort_by_key(|(range, _)| range.start);
        found
    }
}

/// Whether a find of Latin letters or digits is not a part of a longer word of such.
fn whole(text: &str, range: Range<usize>) -> bool {
    let latin = |ch: Option<char>| ch.is_some_and(|ch| ch.is_ascii_alphanumeric());
    let inside = text.get(range.clone()).unwrap_or_default();
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let after = text.get(range.end..).and_then(|after| after.chars().next());
    let joined = latin(inside.chars().next()) && latin(before);
    !(joined || latin(inside.chars().next_back()) && latin(after))
}

/// Where a name of 全称 stands.
#[derive(Default)]
struct Named<'a> {
    introduced: bool,
    /// The first short name in running text before the full one.
    early: Option<(&'a Passage, Range<usize>)>,
    /// The full name, where it comes afterwards.
    late: Option<(&'a Passage, Range<usize>)>,
}

fn check(context: &Context<'_>, sink: &mut Sink) {
    let Some(glossary) = Glossary::of(context.words) else { return };
    let mut named: Vec<Named<'_>> = context.words.names.iter().map(|_| Named::default()).collect();
    let mut reach = Vec::new();
    for passage in context.prose.passages() {
        let prose = &passage.prose;
        for (range, role) in glossary.read(&prose.text, &mut reach) {
            let span = prose.span(range.clone());
            // What is set as code is shown for what it is.
            if context.sources.slice(span).starts_with('`') {
                continue;
            }
            let word = prose.text.get(range.clone()).unwrap_or_default();
            match role {
                Role::Sound => {}
                Role::Forbidden("") => {
                    let fault = sink.at(span, format!("“{word}”是“词汇·禁用”里写明不用的说法"));
                    sink.push(
                        fault.help("请换一种说法；这一处确需保留的，把它所在的词写进“词汇·免查”"),
                    );
                }
                Role::Forbidden(instead) => {
                    let message =
                        format!("“{word}”是“词汇·禁用”里写明不用的说法，应当写“{instead}”");
                    replace(sink, passage, range, message, instead);
                }
                Role::Variant(term) => {
                    let message = format!("“{word}”应当统一写成“{term}”");
                    replace(sink, passage, range, message, term);
                }
                Role::Full(at) => {
                    if let Some(named) = named.get_mut(at) {
                        if named.early.is_none() {
                            named.introduced = true;
                        } else if named.late.is_none() {
                            named.late = Some((passage, range));
                        }
                    }
                }
                Role::Short(at) => {
                    let waiting =
                        |named: &&mut Named<'_>| !named.introduced && named.early.is_none();
                    if let Some(named) = named.get_mut(at).filter(waiting) {
                        named.introduced = defined(&prose.text, &range);
                        if passage.place == Place::Paragraph && !named.introduced {
                            named.early = Some((passage, range));
                        }
                    }
                }
                Role::Person(post) => person(sink, passage, &range, post),
            }
        }
    }
    for (named, (full, _)) in named.iter().zip(&context.words.names) {
        let Some((passage, range)) = &named.early else { continue };
        let short = passage.prose.text.get(range.clone()).unwrap_or_default();
        let span = passage.prose.span(range.clone());
        let help = format!("第一次出现时写全称：{full}（以下简称“{short}”）");
        let fault = match &named.late {
            Some((passage, range)) => sink
                .at(span, format!("简称“{short}”出现在全称“{full}”之前"))
                .label(passage.prose.span(range.clone()), "全称到这里才出现"),
            None => sink.at(span, format!("用了简称“{short}”，没有出现过全称“{full}”")),
        };
        sink.push(fault.help(help));
    }
}

fn replace(sink: &mut Sink, passage: &Passage, range: Range<usize>, message: String, by: &str) {
    let span = passage.prose.span(range.clone());
    let mut fault = sink.at(span, message).help(format!("改成“{by}”"));
    if passage.prose.verbatim(range) {
        fault = fault.fix(Fix::suggestion(span, by));
    }
    sink.push(fault);
}

/// Whether a short name is introduced by `（以下简称“…”）`, here or behind the name that it is a part of.
fn defined(text: &str, range: &Range<usize>) -> bool {
    let (Some(before), Some(word), Some(after)) =
        (text.get(..range.start), text.get(range.clone()), text.get(range.end..))
    else {
        return false;
    };
    let before = before.trim_end_matches(['“', '‘', '"', '：', '为', '作', '《']);
    before.ends_with("简称")
        || after.match_indices("简称").take(4).any(|(at, mark)| {
            let rest = after.get(at + mark.len()..).unwrap_or_default();
            rest.trim_start_matches(['“', '‘', '"', '：', '为', '作', '《']).starts_with(word)
        })
}

/// A post that directly touches a name and is another than the glossary's.
fn person(sink: &mut Sink, passage: &Passage, name: &Range<usize>, post: &str) {
    let prose = &passage.prose;
    let text = prose.text.as_str();
    let before = posts::before(text.get(..name.start).unwrap_or_default());
    let after = posts::after(text.get(name.end..).unwrap_or_default());
    let before = before.map(|length| name.start - length..name.start);
    let after = after.map(|length| name.end..name.end + length);
    for range in [before, after].into_iter().flatten() {
        let written = text.get(range.clone()).unwrap_or_default();
        if post.is_empty() || posts::agree(written, post) {
            continue;
        }
        let name = text.get(name.clone()).unwrap_or_default();
        sink.push(
            sink.at(
                prose.span(range),
                format!("{name}的职务在“词汇·人名”里是“{post}”，这里写的是“{written}”"),
            )
            .help("请核对这里和 tigang.yaml，改正不对的一处"),
        );
    }
}
