//! Blocks and headings in a row → lead, sections with roles and numbers, closing.

use std::collections::HashMap;

use super::body::{Item, RawHeading};
use crate::cjk::chinese_number;
use crate::diagnostic::{Fault, Fix, Level};
use crate::outline::{Numbering, Outline};
use crate::report::{Block, BlockKind, Heading, Role, Section, plain};
use crate::source::Span;
use crate::yaml;

/// The deepest level of sections.
const DEEPEST: usize = 4;

/// A report's text in its places.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) lead: Vec<Block>,
    pub(super) sections: Vec<Section>,
    pub(super) closing: Vec<Block>,
    pub(super) faults: Vec<Fault>,
}

/// Builds the tree. A `#` heading that repeats the title is dropped with a hint.
pub(super) fn build(mut items: Vec<Item>, outline: &Outline, title: &str) -> Tree {
    let mut tree = Tree::default();
    items.retain(|item| match item {
        Item::Heading(heading) => {
            let repeats = heading.marks == 1 && same_words(&plain(&heading.inlines), title);
            if repeats {
                tree.faults.push(repeated_title(heading.span));
            }
            !repeats
        }
        Item::Block(_) => true,
    });
    let is_heading = |item: &Item| matches!(item, Item::Heading(_));
    let is_break = |item: &Item| matches!(item, Item::Block(Block { kind: BlockKind::Break, .. }));
    let last_heading = items.iter().rposition(is_heading);
    let last_break = items.iter().rposition(is_break);
    if let (Some(heading), Some(at)) = (last_heading, last_break)
        && at > heading
    {
        let after = items.split_off(at).into_iter().skip(1);
        tree.closing.extend(after.filter_map(|item| match item {
            Item::Block(block) => Some(block),
            Item::Heading(_) => None,
        }));
    }
    let mut nest = Nest::new(outline);
    nest.year = years(title).max();
    for item in items {
        match item {
            Item::Heading(heading) => nest.open(heading),
            Item::Block(block) => match nest.stack.last_mut() {
                Some(section) => section.blocks.push(block),
                None => tree.lead.push(block),
            },
        }
    }
    tree.faults.append(&mut nest.faults);
    tree.sections = nest.finish();
    tree
}

fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| text.chars().filter(|ch| !ch.is_whitespace()).collect::<String>();
    let one = words(one);
    !one.is_empty() && one == words(other)
}

fn repeated_title(span: Span) -> Fault {
    Fault::new("S004", span, "正文里重复了标题，已略去")
        .help("标题由开头的“标题”一项给出，正文从“##”开始，请删去这一行")
        .fix(Fix::safe(span, ""))
        .level(Level::Hint)
}

/// A declared role that the outline does not have; an outline without parts takes any.
fn unknown_role(outline: &Outline, role: &str, span: Span) -> Option<Fault> {
    let known = || outline.parts.iter().map(|part| part.role.0.as_str());
    if outline.parts.is_empty() || known().any(|name| name == role) {
        return None;
    }
    let message = format!("“{}”提纲里没有“{role}”这个部分", outline.name);
    let fault = Fault::new("Y011", span, message).level(Level::Warning);
    Some(match yaml::nearest(role, known()) {
        Some(near) => fault.help(format!("最接近的是“{near}”")).fix(Fix::suggestion(span, near)),
        None => fault.help(format!("这个提纲里有：{}", known().collect::<Vec<_>>().join("、"))),
    })
}

/// Sections still open, the outermost first.
struct Nest<'a> {
    outline: &'a Outline,
    sections: Vec<Section>,
    stack: Vec<Section>,
    /// How many sections of each level stand under each open one; the first are the report's own.
    counts: Vec<[u32; DEEPEST + 1]>,
    /// Roles that sections of level one bear only where no other does.
    doubtful: Vec<(usize, Role)>,
    faults: Vec<Fault>,
    /// The year that the report is about, where its title or an earlier heading tells it.
    year: Option<u32>,
}

impl<'a> Nest<'a> {
    fn new(outline: &'a Outline) -> Self {
        Self {
            outline,
            sections: Vec::new(),
            stack: Vec::new(),
            counts: vec![Default::default()],
            doubtful: Vec::new(),
            faults: Vec::new(),
            year: None,
        }
    }

    fn open(&mut self, heading: RawHeading) {
        let level = usize::from(heading.marks.clamp(2, 5) - 1);
        while self.stack.last().is_some_and(|section| usize::from(section.level) >= level) {
            self.close();
        }
        let counts = self.counts.last_mut().and_then(|counts| counts.get_mut(level));
        let ordinal = counts.map_or(1, |count| {
            *count += 1;
            *count
        });
        self.counts.push(Default::default());
        let RawHeading { marks, inlines, attributes, typed, span } = heading;
        let declared = !attributes.roles.is_empty();
        for (role, place) in attributes.roles.iter().zip(&attributes.role_places) {
            self.faults.extend(unknown_role(
                self.outline,
                role,
                span.slice(place.start, place.end),
            ));
        }
        let roles = if declared {
            attributes.roles.into_iter().map(Role).collect()
        } else if level == 1 {
            let words = self.dated(plain(&inlines));
            let (roles, doubtful) = hinted(self.outline, &words);
            self.doubtful.extend(doubtful.into_iter().map(|role| (self.sections.len(), role)));
            roles
        } else {
            Vec::new()
        };
        let id = attributes.id.unwrap_or_default();
        self.stack.push(Section {
            level: u8::try_from(level).unwrap_or(1),
            marks,
            heading: Heading { inlines, run_in: false, id, typed, span },
            number: (self.outline.numbering == Numbering::Official).then(|| number(level, ordinal)),
            roles,
            roles_declared: declared,
            grounds: attributes.grounds,
            blocks: Vec::new(),
            children: Vec::new(),
            span,
        });
    }

    /// A heading's words with a year ahead as `明年`: `2026年主要工作` in a report on 2025.
    fn dated(&mut self, words: String) -> String {
        let Some(year) =
            years(&words).next().filter(|_| words.starts_with(|ch: char| ch.is_ascii_digit()))
        else {
            return words;
        };
        match self.year {
            Some(known) if year > known => words.get(4..).map_or_else(String::new, |rest| {
                format!("明年{}", rest.trim_start_matches(['年', '度']))
            }),
            Some(_) => words,
            None => {
                self.year = Some(year);
                words
            }
        }
    }

    fn close(&mut self) {
        let Some(mut section) = self.stack.pop() else { return };
        self.counts.pop();
        if let Some(block) = section.blocks.last() {
            section.span = section.span.join(block.span);
        }
        if let Some(child) = section.children.last() {
            section.span = section.span.join(child.span);
        }
        section.heading.run_in = section.level >= 2
            && matches!(section.blocks.first(), Some(Block { kind: BlockKind::Paragraph(_), .. }))
            && plain(&section.heading.inlines).ends_with('。');
        match self.stack.last_mut() {
            Some(parent) => parent.children.push(section),
            None => self.sections.push(section),
        }
    }

    fn finish(mut self) -> Vec<Section> {
        while !self.stack.is_empty() {
            self.close();
        }
        let mut bearers: HashMap<Role, usize> = HashMap::new();
        for role in self.sections.iter().flat_map(|section| &section.roles) {
            *bearers.entry(role.clone()).or_default() += 1;
        }
        for (at, role) in self.doubtful {
            if let Some(section) = self.sections.get_mut(at)
                && let Some(count) = bearers.get_mut(&role).filter(|count| **count > 1)
            {
                section.roles.retain(|one| *one != role);
                *count -= 1;
            }
        }
        self.sections
    }
}

/// The years in a text, of four digits before `年`.
fn years(text: &str) -> impl Iterator<Item = u32> + '_ {
    text.match_indices('年').filter_map(|(at, _)| {
        let digits = text.get(at.checked_sub(4)?..at)?;
        digits.parse().ok().filter(|year| (1900..2100).contains(year))
    })
}

/// `一、` `（一）` `1.` `（1）` (GB/T 9704—2012, 7.3.3).
fn number(level: usize, ordinal: u32) -> String {
    match level {
        1 => format!("{}、", chinese_number(ordinal)),
        2 => format!("（{}）", chinese_number(ordinal)),
        3 => format!("{ordinal}."),
        _ => format!("（{ordinal}）"),
    }
}

/// Words that hold a hint and mean something else: `坚持问题导向` is no part on problems.
const MISLEADING: [&str; 7] =
    ["问题导向", "问题意识", "问题的提出", "问题提出", "解决问题", "计划生育", "安排部署"];

/// Whether a hint found at a place of a heading is part of a longer word that means something else.
fn misleads(heading: &str, at: usize, hint: &str) -> bool {
    MISLEADING.iter().any(|word| {
        word.len() > hint.len()
            && word.match_indices(hint).any(|(inside, _)| {
                at.checked_sub(inside)
                    .and_then(|start| heading.get(start..))
                    .is_some_and(|rest| rest.starts_with(word))
            })
    })
}

/// The roles that a heading's words hint at: the last in the heading, and those that the outline lets
/// share a section with it. Of several that one word hints at (`工作开展情况` tells of the work and may tell of
/// its results), all but the first are doubtful, and named again.
fn hinted(outline: &Outline, heading: &str) -> (Vec<Role>, Vec<Role>) {
    // Where the part's last hint ends, and how long it is.
    let place = |hint: &String| {
        if hint.is_empty() {
            return None;
        }
        let mut found = heading.rmatch_indices(hint.as_str());
        let at = found.find(|&(at, _)| !misleads(heading, at, hint))?.0;
        Some((at + hint.len(), hint.len()))
    };
    let found: Vec<(&Role, (usize, usize))> = outline
        .parts
        .iter()
        .filter_map(|part| {
            let last = if part.hints.is_empty() {
                place(&part.role.0)
            } else {
                part.hints.iter().filter_map(place).max()
            };
            last.map(|last| (&part.role, last))
        })
        .collect();
    let Some(&(last, end)) = found.iter().max_by_key(|(_, place)| *place) else {
        return Default::default();
    };
    let shares = |role: &Role| {
        role == last || outline.merge.iter().any(|set| set.contains(role) && set.contains(last))
    };
    let roles = found.iter().filter(|(role, _)| shares(role));
    let tied = roles.clone().filter(|(_, place)| *place == end).skip(1);
    let names = |(role, _): &(&Role, _)| (*role).clone();
    (roles.clone().map(names).collect(), tied.map(names).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::Part;

    fn outline() -> Outline {
        let part = |role: &str, hints: &[&str]| Part {
            role: Role(role.to_owned()),
            hints: hints.iter().map(|&hint| hint.to_owned()).collect(),
            required: true,
            subsections: None,
            needs_figures: false,
            needs_grounds: false,
        };
        Outline {
            parts: vec![
                part("做法", &["做法", "探索", "举措", "措施", "实践"]),
                part("成效", &["成效", "成果", "变化", "经验"]),
                part("启示", &["启示", "体会", "思考"]),
                part("结语", &[]),
            ],
            merge: vec![vec![Role("做法".into()), Role("成效".into())]],
            ..Outline::default()
        }
    }

    #[test]
    fn hints_tell_roles() {
        let roles = |heading: &str| {
            hinted(&outline(), heading).0.into_iter().map(|role| role.0).collect::<Vec<_>>()
        };
        assert_eq!(roles("主要做法"), ["做法"]);
        assert_eq!(roles("主要做法和成效"), ["做法", "成效"]);
        assert_eq!(roles("取得的成效和主要做法"), ["做法", "成效"]);
        assert_eq!(roles("经验启示"), ["启示"]);
        assert_eq!(roles("实践与思考"), ["启示"]);
        assert_eq!(roles("“五个必须”的实践启示"), ["启示"]);
        assert_eq!(roles("结语"), ["结语"]);
        assert!(roles("基本情况").is_empty());
    }

    #[test]
    fn words_that_only_hold_a_hint_tell_nothing() {
        let mut outline = outline();
        outline.parts.push(Part { hints: vec!["问题".into()], ..outline.parts[0].clone() });
        outline.parts[4].role = Role("问题".into());
        let roles = |heading: &str| {
            hinted(&outline, heading).0.into_iter().map(|role| role.0).collect::<Vec<_>>()
        };
        assert_eq!(roles("存在的问题"), ["问题"]);
        assert!(roles("坚持问题导向").is_empty());
        assert!(roles("问题的提出").is_empty());
        assert!(roles("聚焦突出矛盾").is_empty());
        assert_eq!(roles("坚持问题导向，查找问题"), ["问题"]);
        assert_eq!(roles("坚持问题导向的做法"), ["做法"]);
    }

    #[test]
    fn numbers_follow_the_standard() {
        assert_eq!(number(1, 12), "十二、");
        assert_eq!(number(2, 3), "（三）");
        assert_eq!(number(3, 1), "1.");
        assert_eq!(number(4, 10), "（10）");
    }
}
