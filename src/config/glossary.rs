//! 词汇: the project's own words, and where they contradict one another.

use std::collections::HashMap;

use super::text;
use crate::diagnostic::{Fault, Level};
use crate::report::Text;
use crate::source::Span;
use crate::yaml::{Key, Node};

/// 词汇. Each entry has its key and what is written behind it, with their places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glossary {
    /// 全称: a full name and its short names.
    pub full_names: Vec<Entry>,
    /// 禁用: a term that must not stand and what to write instead, if that is given.
    pub forbidden: Vec<Entry>,
    /// 统一: a preferred term and the variants it replaces.
    pub preferred: Vec<Entry>,
    /// 人名: a person and the post.
    pub people: Vec<Entry>,
    /// 固定表述.
    pub set_phrases: Vec<Text>,
    /// 易错: a wrong form and the right one.
    pub confusables: Vec<Entry>,
    /// 免查: words that rules on language leave alone.
    pub allowed: Vec<Text>,
}

/// A key of the glossary and the words behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub term: Text,
    /// The words behind it; may be none.
    pub others: Vec<Text>,
}

/// Fewest characters of a set phrase that is looked for.
const LEAST: usize = 4;

impl Glossary {
    pub(super) fn of(node: &Node) -> Self {
        let entries = |name: &str| node.get(name).map_or_else(Vec::new, entries);
        let list = |name: &str| {
            let items = node.get(name).map(Node::items).unwrap_or_default();
            items.iter().filter_map(text).collect()
        };
        Self {
            full_names: entries("全称"),
            forbidden: entries("禁用"),
            preferred: entries("统一"),
            people: entries("人名"),
            set_phrases: list("固定表述"),
            confusables: entries("易错"),
            allowed: list("免查"),
        }
    }

    /// Words that are to be replaced and to be written at once, that are to be replaced by two different
    /// words, and short names of two full names.
    pub(super) fn conflicts(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let replaced = self.replaced(&mut faults);
        for (key, good) in self.wanted() {
            if let Some(&(other, bad, _)) = replaced.get(good.value.as_str()) {
                let message = format!(
                    "“{}”写在“{other}”里，是要改掉的，又写在“{key}”里，是要保留的",
                    good.value
                );
                faults.push(fault(good.span, message, bad.span, other));
            }
        }
        self.names(&mut faults);
        for phrase in &self.set_phrases {
            let count = phrase.value.chars().filter(|ch| ch.is_alphanumeric()).count();
            if count < LEAST {
                let message = format!("固定表述“{}”太短，不会检查", phrase.value);
                let help = "至少写四个字；要统一的短词写在“统一”里，写错的词写在“易错”里";
                let fault = Fault::new("Y013", phrase.span, message).help(help);
                faults.push(fault.level(Level::Warning));
            }
        }
        faults.sort_by_key(|fault| (fault.span.start, fault.span.end));
        faults
    }

    /// The words that are to be replaced: the key they stand under, their place and the replacement.
    fn replaced(&self, faults: &mut Vec<Fault>) -> HashMap<&str, Replaced<'_>> {
        let mut all: Vec<Replaced<'_>> = Vec::new();
        all.extend(self.forbidden.iter().map(|one| ("禁用", &one.term, one.others.first())));
        for entry in &self.preferred {
            all.extend(entry.others.iter().map(|other| ("统一", other, Some(&entry.term))));
        }
        all.extend(self.confusables.iter().map(|one| ("易错", &one.term, one.others.first())));
        let mut known: HashMap<&str, Replaced<'_>> = HashMap::with_capacity(all.len());
        for one in all {
            let (key, term, by) = one;
            let Some(&(other, first, before)) = known.get(term.value.as_str()) else {
                known.insert(&term.value, one);
                continue;
            };
            if let (Some(by), Some(before)) = (by, before)
                && by.value == before.value
            {
                continue;
            }
            let by = |by: Option<&Text>| {
                by.map_or_else(|| "没有说改成什么".to_owned(), |by| format!("改成“{}”", by.value))
            };
            let message = if key == other {
                format!(
                    "“{}”在“{key}”里写了两次，一处{}，一处{}",
                    term.value,
                    by(before),
                    by(one.2)
                )
            } else {
                format!("“{}”在“{other}”里{}，在“{key}”里又{}", term.value, by(before), by(one.2))
            };
            faults.push(fault(term.span, message, first.span, other));
        }
        known
    }

    /// The words that are to be written, with the key they stand under.
    fn wanted(&self) -> impl Iterator<Item = (&'static str, &Text)> {
        let names = self.full_names.iter().flat_map(|entry| {
            std::iter::once(&entry.term).chain(&entry.others).map(|name| ("全称", name))
        });
        let preferred = self.preferred.iter().map(|entry| ("统一", &entry.term));
        let forbidden = self.forbidden.iter().flat_map(|one| &one.others).map(|one| ("禁用", one));
        let right = self.confusables.iter().flat_map(|one| &one.others).map(|one| ("易错", one));
        let phrases = self.set_phrases.iter().map(|one| ("固定表述", one));
        let allowed = self.allowed.iter().map(|one| ("免查", one));
        names.chain(preferred).chain(forbidden).chain(right).chain(phrases).chain(allowed)
    }

    /// Short names that stand for two full names, or are full names themselves.
    fn names(&self, faults: &mut Vec<Fault>) {
        let full: HashMap<&str, Span> = self
            .full_names
            .iter()
            .map(|entry| (entry.term.value.as_str(), entry.term.span))
            .collect();
        let mut known: HashMap<&str, (&Text, Span)> = HashMap::new();
        for entry in &self.full_names {
            for short in &entry.others {
                if let Some(&other) = full.get(short.value.as_str()) {
                    let message =
                        format!("“{}”既是全称，又是“{}”的简称", short.value, entry.term.value);
                    faults.push(fault(short.span, message, other, "全称"));
                    continue;
                }
                match known.get(short.value.as_str()) {
                    Some((name, other)) => {
                        let message = format!(
                            "“{}”既是“{}”的简称，又是“{}”的简称",
                            short.value, name.value, entry.term.value
                        );
                        faults.push(fault(short.span, message, *other, "全称"));
                    }
                    None => {
                        known.insert(&short.value, (&entry.term, short.span));
                    }
                }
            }
        }
    }
}

/// The key, the word to be replaced, and by what.
type Replaced<'a> = (&'static str, &'a Text, Option<&'a Text>);

fn fault(span: Span, message: String, other: Span, key: &str) -> Fault {
    Fault::new("Y013", span, message)
        .level(Level::Warning)
        .help("请只留一处")
        .label(other, format!("先写在“{key}”里"))
}

fn entries(node: &Node) -> Vec<Entry> {
    let entry = |(key, node): &(Key, Node)| {
        let term = key.name.trim();
        let others = match node.items() {
            [] => text(node).into_iter().collect(),
            items => items.iter().filter_map(text).collect(),
        };
        let term = Text { value: term.to_owned(), span: key.span };
        (!term.value.is_empty()).then_some(Entry { term, others })
    };
    node.entries().iter().filter_map(entry).collect()
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::source::{FileId, Source};

    fn told(text: &str) -> Vec<String> {
        let source = Source::new("tigang.yaml", text);
        let (_, faults) = Config::parse(&source, FileId(0));
        let told = faults
            .iter()
            .map(|fault| format!("{} {}|{}", fault.rule, source.slice(fault.span), fault.message));
        told.collect()
    }

    #[test]
    fn contradictions_are_said_where_they_stand() {
        assert_eq!(
            told(
                "词汇:\n  禁用: {镇街: 镇（街道）, 群众会: }\n  统一: {镇（街道）: [镇街, 乡街]}\n"
            ),
            [""; 0]
        );
        let text = "\
词汇:
  禁用: {镇街: 镇街道, 板凳会: }
  统一: {镇（街道）: 镇街, 院坝会: [板凳会], 乡街: 乡街}
  全称: {清风区委: [区委], 清河区委: 区委, 区委: 委}
  免查: [镇街]
";
        let want = [
            "Y013 镇街|“镇街”在“禁用”里改成“镇街道”，在“统一”里又改成“镇（街道）”",
            "Y013 板凳会|“板凳会”在“禁用”里没有说改成什么，在“统一”里又改成“院坝会”",
            "Y013 乡街|“乡街”写在“统一”里，是要改掉的，又写在“统一”里，是要保留的",
            "Y013 区委|“区委”既是全称，又是“清风区委”的简称",
            "Y013 区委|“区委”既是全称，又是“清河区委”的简称",
            "Y013 镇街|“镇街”写在“禁用”里，是要改掉的，又写在“免查”里，是要保留的",
        ];
        assert_eq!(told(text), want);
        let text = "词汇: {全称: {清风区委: 区委, 清河区委: 区委}}\n";
        assert_eq!(told(text), ["Y013 区委|“区委”既是“清风区委”的简称，又是“清河区委”的简称"]);
    }
}
