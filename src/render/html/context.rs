//! What a template sees. Keys are ASCII, since Tera's identifiers are.

use serde::Serialize;

use super::escape::clean;
use super::figures::{self, Fact};
use super::line::line;
use super::official::Official;
use crate::outline::Outline;
use crate::report::{Report, Section, Text, characters};
use crate::source::Date;

/// Everything about a report that frames its body.
#[derive(Debug, Serialize)]
pub(super) struct Page {
    /// The theme's name.
    pub theme: String,
    /// 标题 on one line.
    pub title: String,
    /// 标题, line by line as the writer broke it.
    pub title_lines: Vec<String>,
    pub subtitle: Option<String>,
    /// 副标题 in the same way.
    pub subtitle_lines: Vec<String>,
    /// The name of the outline (文种).
    pub outline: String,
    pub organisation: Option<String>,
    pub author: Option<String>,
    /// 单位 and 作者, with a full-width blank between them.
    pub byline: Option<String>,
    pub date: Option<Day>,
    pub keywords: Vec<String>,
    /// 摘要, a paragraph each.
    pub summary: Vec<String>,
    /// For the page's description: the first paragraph of the summary, else of the text.
    pub description: String,
    /// 字数 of the whole text.
    pub characters: usize,
    /// Whether the draft asks for a contents list.
    pub contents: bool,
    pub sections: Vec<Entry>,
    /// 数据, all of them.
    pub facts: Vec<Fact>,
    /// The key figures: at most eight of the facts.
    pub figures: Vec<Fact>,
    pub official: Option<Official>,
    /// Whether the date and 署名 stand below the text instead of below the title.
    pub signed: bool,
    pub draft: bool,
}

/// A date in both forms.
#[derive(Debug, Serialize)]
pub(super) struct Day {
    /// `2023-08-17`.
    pub iso: String,
    /// `2023年8月17日`.
    pub chinese: String,
}

impl Day {
    pub(super) fn new(date: Date) -> Self {
        Self { iso: date.to_string(), chinese: date.chinese() }
    }
}

/// A section in the contents list.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    pub level: u8,
    /// Without the slash that leads to it; see `href`.
    pub id: String,
    /// `#` and the id, ready for a link.
    pub href: String,
    pub number: Option<String>,
    /// On one line, without the full stop of a run-in heading.
    pub title: String,
    pub roles: Vec<String>,
    /// 字数, its subsections included.
    pub characters: usize,
    pub children: Vec<Entry>,
}

/// A text value without forbidden characters; `None` for a blank one.
pub(super) fn value(text: &Text) -> Option<String> {
    let value = text.value.trim();
    (!value.is_empty()).then(|| clean(value).into_owned())
}

/// The values that are not blank.
pub(super) fn values(texts: &[Text]) -> Vec<String> {
    texts.iter().filter_map(value).collect()
}

/// A title's lines, without blanks at their ends.
fn broken(text: &Text, breaks: &[usize]) -> Vec<String> {
    let mut lines = Vec::with_capacity(breaks.len() + 1);
    let mut from = 0;
    for &to in breaks.iter().chain([&text.value.len()]) {
        let Some(part) = text.value.get(from..to) else { continue };
        from = to;
        let part = clean(part);
        let part = part.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.extend(part.map(str::to_owned));
    }
    lines
}

impl Page {
    pub(super) fn new(theme: &str, report: &Report, outline: &Outline, draft: bool) -> Self {
        let meta = &report.meta;
        let optional = |text: &Option<Text>| text.as_ref().and_then(value);
        let title = clean(&meta.title.value);
        let title = title.lines().map(str::trim).filter(|line| !line.is_empty());
        let organisation = optional(&meta.organisation);
        let author = optional(&meta.author);
        let byline: Vec<&str> =
            [&organisation, &author].into_iter().flatten().map(String::as_str).collect();
        let byline = (!byline.is_empty()).then(|| byline.join("\u{3000}"));
        let summary = meta.summary.as_ref().map_or_else(Vec::new, |text| paragraphs(&text.value));
        let sections: Vec<Entry> = report.sections.iter().map(entry).collect();
        let facts: Vec<Fact> = report.facts.iter().map(figures::fact).collect();
        let official = meta.official.as_ref().map(Official::new);
        Self {
            theme: theme.to_owned(),
            title: title.collect::<Vec<_>>().join(" "),
            title_lines: broken(&meta.title, &meta.title_breaks),
            subtitle: optional(&meta.subtitle),
            subtitle_lines: meta
                .subtitle
                .as_ref()
                .map_or_else(Vec::new, |text| broken(text, &meta.subtitle_breaks)),
            outline: clean(if outline.name.is_empty() {
                &meta.outline.value
            } else {
                &outline.name
            })
            .into_owned(),
            organisation,
            author,
            byline,
            date: meta.date.map(|(date, _)| Day::new(date)),
            keywords: values(&meta.keywords),
            description: description(report, &summary),
            summary,
            characters: sections.iter().map(|entry| entry.characters).sum::<usize>()
                + characters(&report.lead)
                + characters(&report.closing),
            contents: meta.contents,
            sections,
            figures: figures::key(&report.facts),
            facts,
            signed: official.as_ref().is_some_and(|official| official.signed),
            official,
            draft,
        }
    }
}

/// Paragraphs parted by blank lines; a line break inside one is none.
fn paragraphs(text: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    for line in text.lines().map(str::trim) {
        match out.last_mut() {
            Some(last) if !line.is_empty() => {
                // Only between spaced words is a line break a space.
                let joint = last.chars().next_back().is_some_and(|ch| ch.is_ascii_graphic())
                    && line.starts_with(|ch: char| ch.is_ascii_graphic());
                if joint {
                    last.push(' ');
                }
                last.push_str(&clean(line));
            }
            _ => out.push(String::new()),
        }
    }
    out.retain(|paragraph| !paragraph.is_empty());
    out
}

/// At most 150 characters that say what the report is about, in its own words.
fn description(report: &Report, summary: &[String]) -> String {
    use crate::report::BlockKind;
    const MOST: usize = 150;
    let text = match summary.first() {
        Some(first) => first.clone(),
        None => {
            let sections = report.sections.iter().flat_map(|section| &section.blocks);
            let first = report.lead.iter().chain(sections).find_map(|block| match &block.kind {
                BlockKind::Paragraph(inlines) => Some(inlines),
                _ => None,
            });
            let mut text = String::new();
            line(first.map_or(&[], Vec::as_slice), &mut text);
            clean(&text).into_owned()
        }
    };
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

fn entry(section: &Section) -> Entry {
    let mut title = String::new();
    line(&section.heading.inlines, &mut title);
    let title = title.trim();
    let title = if section.heading.run_in { title.trim_end_matches('。') } else { title };
    let mut href = String::new();
    super::escape::fragment(&mut href, &section.heading.id);
    let children: Vec<Entry> = section.children.iter().map(entry).collect();
    Entry {
        level: section.level,
        id: clean(&section.heading.id).into_owned(),
        href,
        number: section.number.as_ref().map(|number| clean(number).into_owned()),
        characters: characters(&section.blocks)
            + section
                .heading
                .inlines
                .iter()
                .map(|inline| one(std::slice::from_ref(inline)))
                .sum::<usize>()
            + children.iter().map(|child| child.characters).sum::<usize>(),
        title: clean(title).into_owned(),
        roles: section.roles.iter().map(|role| clean(&role.0).into_owned()).collect(),
        children,
    }
}

fn one(inlines: &[crate::report::Inline]) -> usize {
    let mut text = String::new();
    line(inlines, &mut text);
    text.chars().filter(|ch| !ch.is_whitespace()).count()
}
