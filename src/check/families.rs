//! Sections that stand side by side.

use crate::report::{Report, Section, plain};

/// Calls `visit` for every run of sections under one parent, parents before children: with the parent, `None`
/// for those of level one of the report and of each attachment.
pub(crate) fn each_family<'a>(
    report: &'a Report,
    visit: &mut dyn FnMut(Option<&'a Section>, &[&'a Section]),
) {
    for sections in report.trees() {
        family(None, sections, visit);
    }
}

fn family<'a>(
    parent: Option<&'a Section>,
    sections: &'a [Section],
    visit: &mut dyn FnMut(Option<&'a Section>, &[&'a Section]),
) {
    // Siblings differ in level where one was skipped; those of one level are a family.
    let mut levels: [Vec<&Section>; 5] = Default::default();
    for section in sections {
        if let Some(level) = levels.get_mut(usize::from(section.level)) {
            level.push(section);
        }
    }
    for level in levels.iter().filter(|level| !level.is_empty()) {
        visit(parent, level);
    }
    for section in sections {
        family(Some(section), &section.children, visit);
    }
}

/// Beginnings of headings that tell that no part of the outline stands there.
const BESIDE: [&str; 13] = [
    "基本情况",
    "背景",
    "概况",
    "概述",
    "起因",
    "缘起",
    "引言",
    "前言",
    "总体",
    "说明",
    "附",
    "结语",
    "结束语",
];

/// Words of headings that tell a part, be it in the outline or not.
const TELLING: [&str; 6] = ["打算", "下一步", "下步", "存在", "今后", "建议"];

/// Whether a section of level one may be any part of the outline: its heading is made of its matter (`坚持改革创新，
/// 发展活力持续迸发`) and tells no role.
pub(crate) fn untold(section: &Section) -> bool {
    let heading = words(section);
    section.level == 1
        && section.roles.is_empty()
        && !BESIDE.iter().any(|word| heading.starts_with(word))
        && !TELLING.iter().any(|word| heading.contains(word))
}

/// A heading's words without blanks and a stop at the end.
pub(crate) fn words(section: &Section) -> String {
    let mut text = plain(&section.heading.inlines);
    text.retain(|ch| !ch.is_whitespace());
    let kept = text.trim_end_matches('。').len();
    text.truncate(kept);
    text
}

/// The one of at least three that differs where all others agree, and one that the others agree with.
pub(crate) fn odd_one<T: PartialEq>(all: &[T]) -> Option<(usize, &T)> {
    if all.len() < 3 {
        return None;
    }
    // Where all but one agree, the first or the second is one of them.
    all.iter().take(2).find_map(|common| {
        let mut odd = all.iter().enumerate().filter(|(_, one)| *one != common);
        let (at, _) = odd.next()?;
        odd.next().is_none().then_some((at, common))
    })
}

#[cfg(test)]
mod tests {
    use super::odd_one;

    #[test]
    fn one_of_many_is_odd() {
        assert_eq!(odd_one(&[1, 1, 2, 1]), Some((2, &1)));
        assert_eq!(odd_one(&[2, 1, 1]), Some((0, &1)));
        assert_eq!(odd_one(&[1, 2, 1]), Some((1, &1)));
        assert_eq!(odd_one(&[1, 1, 1]), None);
        assert_eq!(odd_one(&[1, 2, 3, 1]), None);
        assert_eq!(odd_one(&[1, 2]), None);
    }
}
