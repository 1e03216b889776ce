//! Which findings are silenced by comments in the draft.

use super::rule::Rule;
use crate::report::Suppression;
use crate::source::Span;

/// The silenced stretches of a report, sorted so that each finding looks at few of them.
pub(crate) struct Silenced<'a> {
    /// A stretch, and the furthest end of it and all before it in its file.
    stretches: Vec<(&'a Suppression, u32)>,
}

impl<'a> Silenced<'a> {
    pub(crate) fn of(suppressions: &'a [Suppression]) -> Self {
        let mut stretches: Vec<_> = suppressions.iter().map(|one| (one, one.span.end)).collect();
        stretches.sort_by_key(|(one, _)| (one.span.file, one.span.start));
        let mut previous: Option<Span> = None;
        for (one, reach) in &mut stretches {
            if let Some(before) = previous.filter(|before| before.file == one.span.file) {
                *reach = (*reach).max(before.end);
            }
            previous = Some(Span { end: *reach, ..one.span });
        }
        Self { stretches }
    }

    /// Whether a finding of a rule that begins at a span is silenced. `rule` is `None` for an id that has
    /// no room.
    pub(crate) fn covers(&self, id: &str, rule: Option<&Rule>, span: Span) -> bool {
        let after = self
            .stretches
            .partition_point(|(one, _)| (one.span.file, one.span.start) <= (span.file, span.start));
        for (one, reach) in self.stretches.iter().take(after).rev() {
            if one.span.file != span.file || *reach <= span.start {
                return false;
            }
            if span.start < one.span.end
                && (one.rules.is_empty()
                    || one.rules.iter().any(|word| names(&[word.value.as_str()], id, rule)))
            {
                return true;
            }
        }
        false
    }
}

/// Whether any of the words names the rule.
pub(crate) fn names<S: AsRef<str>>(words: &[S], id: &str, rule: Option<&Rule>) -> bool {
    words.iter().any(|word| {
        let word = word.as_ref();
        rule.map_or_else(|| id.eq_ignore_ascii_case(word.trim()), |rule| rule.is(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Text;
    use crate::source::FileId;

    fn stretch(rules: &[&str], start: usize, end: usize) -> Suppression {
        Suppression {
            rules: rules
                .iter()
                .map(|&rule| Text { value: rule.to_owned(), ..Text::default() })
                .collect(),
            span: Span::new(FileId(0), start, end),
        }
    }

    #[test]
    fn only_the_named_rules_and_only_in_their_stretch() {
        let all = [stretch(&[], 50, 60), stretch(&["f003"], 0, 40), stretch(&["S001"], 10, 20)];
        let silenced = Silenced::of(&all);
        let at = |start| Span::new(FileId(0), start, start + 3);
        assert!(silenced.covers("F003", None, at(30)));
        assert!(silenced.covers("F003", None, at(15)));
        assert!(!silenced.covers("F003", None, at(40)));
        assert!(!silenced.covers("S001", None, at(30)));
        assert!(silenced.covers("S001", None, at(10)));
        assert!(silenced.covers("L003", None, at(55)));
        assert!(!silenced.covers("L003", None, at(60)));
        assert!(!silenced.covers("F003", None, Span::new(FileId(1), 30, 33)));
    }
}
