//! Which findings are wanted: rules by id, prefix, group, slug or title, and a least level.

use super::nearest::nearest;
use super::registry::{rule, rules};
use super::rule::Group;
use crate::diagnostic::{Diagnostic, Level};

/// What of a check is to be seen. Findings without which a draft cannot be read are always wanted.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    select: Vec<Word>,
    ignore: Vec<Word>,
    least: Option<Level>,
}

/// What one word names.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    /// Ids that begin so.
    Prefix(String),
    /// One id.
    Id(&'static str),
}

impl Word {
    fn covers(&self, id: &str) -> bool {
        match self {
            Self::Prefix(prefix) => id.starts_with(prefix.as_str()),
            Self::Id(known) => id == *known,
        }
    }
}

impl Selection {
    /// Reads what the command line says: only the rules that `select` names, all where it names none, without
    /// those that `ignore` names, and nothing below `least`.
    ///
    /// # Errors
    /// In Chinese, for a word that names no rule, with the nearest one.
    pub fn new(select: &[String], ignore: &[String], least: Option<Level>) -> Result<Self, String> {
        let read = |words: &[String]| {
            let words = words.iter().map(|word| word.trim()).filter(|word| !word.is_empty());
            words.map(named).collect::<Result<Vec<_>, _>>()
        };
        Ok(Self { select: read(select)?, ignore: read(ignore)?, least })
    }

    /// Whether a finding is wanted.
    #[must_use]
    pub fn wants(&self, finding: &Diagnostic) -> bool {
        let id = finding.fault.rule;
        if rule(id).is_some_and(|rule| rule.essential) {
            return true;
        }
        let covers = |words: &[Word]| words.iter().any(|word| word.covers(id));
        (self.select.is_empty() || covers(&self.select))
            && !covers(&self.ignore)
            && self.least.is_none_or(|least| finding.level >= least)
    }
}

/// What a word names: `S`, `结构`, `F0`, `F003`, `placeholder`, `待填内容`.
fn named(word: &str) -> Result<Word, String> {
    if let Some(rule) = rule(word) {
        return Ok(Word::Id(rule.id));
    }
    if let Some(group) = Group::ALL.iter().find(|group| group.chinese() == word) {
        return Ok(Word::Prefix(group.letter().to_string()));
    }
    let upper = word.to_ascii_uppercase();
    let mut rest = upper.chars();
    let letter = rest.next();
    let known = Group::ALL.iter().any(|group| letter == Some(group.letter()));
    let digits = rest.as_str();
    let begun = digits.is_empty()
        || digits.len() < 3 && rules().iter().any(|rule| rule.id.starts_with(&upper));
    if known && begun {
        return Ok(Word::Prefix(upper));
    }
    let names = rules().iter().flat_map(|rule| [rule.id, rule.name, rule.title]);
    let groups = Group::ALL.iter().map(|group| group.chinese());
    let lower = word.to_ascii_lowercase();
    let near = nearest(word, names.clone().chain(groups))
        .or_else(|| nearest(&lower, names.clone()))
        .or_else(|| nearest(&upper, names));
    let hint = near.map_or(String::new(), |near| format!("，您要写的可能是“{near}”"));
    Err(format!("没有“{word}”这条规则或这一类规则{hint}。全部规则见 tigang rules"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Fault;
    use crate::source::Span;

    fn finding(id: &'static str, level: Level) -> Diagnostic {
        let fault = Fault::new(id, Span::default(), "");
        Diagnostic { fault, name: "", level, source: "" }
    }

    fn selection(select: &[&str], ignore: &[&str], least: Option<Level>) -> Selection {
        let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        Selection::new(&owned(select), &owned(ignore), least).unwrap()
    }

    #[test]
    fn rules_are_named_in_many_ways() {
        let wants =
            |words: &[&str], id| selection(words, &[], None).wants(&finding(id, Level::Hint));
        for word in ["S", "s", "结构", "S0", "s00", "S001", "missing-section", "缺少部分"] {
            assert!(wants(&[word], "S001"), "{word}");
            assert!(!wants(&[word], "F003"), "{word}");
        }
        assert!(wants(&["S", "F003"], "F003") && wants(&[], "F003") && wants(&["素材"], "A005"));
        assert!(wants(&["S"], "Y014") && wants(&["S"], "Y012"));
        assert!(!wants(&["S"], "Y001"));
    }

    #[test]
    fn what_is_ignored_or_too_light_is_not_wanted() {
        let wants = |chosen: &Selection, id, level| chosen.wants(&finding(id, level));
        let chosen = selection(&["S"], &["S005", "Y"], Some(Level::Warning));
        assert!(wants(&chosen, "S001", Level::Warning) && wants(&chosen, "S001", Level::Error));
        assert!(!wants(&chosen, "S001", Level::Hint) && !wants(&chosen, "S005", Level::Error));
        assert!(wants(&chosen, "Y014", Level::Error));
    }

    #[test]
    fn a_word_that_names_nothing_is_refused_with_the_nearest() {
        for (word, near) in
            [("缺少部份", "缺少部分"), ("missing-sction", "missing-section"), ("S010X", "")]
        {
            let said = Selection::new(&[word.to_owned()], &[], None).unwrap_err();
            assert!(said.contains(word) && said.contains(near), "{said}");
        }
        for word in ["X", "S999", "S99", "结", "F0033"] {
            assert!(Selection::new(&[], &[word.to_owned()], None).is_err(), "{word}");
        }
    }
}
