//! A crude reader of drafts, enough to build reports for tests of the renderer.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::prelude::*;

/// A text value without a place.
pub(crate) fn text(value: &str) -> Text {
    Text { value: value.to_owned(), span: Span::default() }
}

/// An inline without a place.
pub(crate) fn inline(kind: InlineKind) -> Inline {
    Inline { kind, span: Span::default() }
}

/// A block without a place.
pub(crate) fn block(kind: BlockKind) -> Block {
    Block { kind, span: Span::default() }
}

/// A paragraph of one text.
pub(crate) fn paragraph(value: &str) -> Block {
    block(BlockKind::Paragraph(vec![inline(InlineKind::Text(value.to_owned()))]))
}

/// A section without subsections.
pub(crate) fn section(level: u8, number: &str, heading: &str, blocks: Vec<Block>) -> Section {
    Section {
        level,
        marks: level + 1,
        heading: Heading {
            inlines: vec![inline(InlineKind::Text(heading.to_owned()))],
            run_in: level > 1 && heading.ends_with('。'),
            id: heading.to_owned(),
            typed: None,
            span: Span::default(),
        },
        number: (!number.is_empty()).then(|| number.to_owned()),
        roles: Vec::new(),
        roles_declared: false,
        grounds: Vec::new(),
        blocks,
        children: Vec::new(),
        span: Span::default(),
    }
}

/// Reads front matter (the keys that matter, one a line) and the Markdown that examples use.
pub(crate) fn read(front: &str, body: &str, numbered: bool, image: Option<&str>) -> Report {
    let mut report = Report::default();
    front_matter(front, &mut report);
    let mut reader = Reader { report, notes: BTreeMap::new(), tables: 0, figures: 0, image };
    reader.body(body, numbered);
    reader.report
}

/// The front matter and body of a draft in one file.
pub(crate) fn split(draft: &str) -> (&str, &str) {
    draft.trim_start_matches("---\n").split_once("\n---\n").expect("front matter")
}

fn front_matter(front: &str, report: &mut Report) {
    let meta = &mut report.meta;
    for line in front.lines() {
        let Some((key, value)) = line.split_once(": ") else { continue };
        if let Some(name) = key.strip_prefix("  ") {
            report.facts.push(fact(name, value.trim_matches(['{', '}'])));
            continue;
        }
        let value = value.trim();
        match key {
            "标题" => meta.title = text(value),
            "副标题" => meta.subtitle = Some(text(value)),
            "提纲" => meta.outline = text(value),
            "单位" => meta.organisation = Some(text(value)),
            "作者" => meta.author = Some(text(value)),
            "摘要" => meta.summary = Some(text(value)),
            "目录" => meta.contents = value == "true",
            "数据附录" => meta.sources_appendix = value == "true",
            "关键词" => {
                meta.keywords = value.trim_matches(['[', ']']).split(", ").map(text).collect();
            }
            "日期" => {
                let parts: Vec<i32> =
                    value.split('-').map(|part| part.parse().expect("a number")).collect();
                let date = Date::new(parts[0], parts[1] as u8, parts[2] as u8).expect("a date");
                meta.date = Some((date, Span::default()));
            }
            _ => {}
        }
    }
}

fn fact(name: &str, fields: &str) -> Fact {
    let mut fields: BTreeMap<&str, &str> =
        fields.split(", ").filter_map(|field| field.split_once(": ")).collect();
    let number = |value: &str| value.parse::<Decimal>().ok();
    Fact {
        name: name.to_owned(),
        name_span: Span::default(),
        value: fields.get("值").and_then(|value| number(value)).map(FactValue::Number),
        previous: fields.get("上期").and_then(|value| number(value)),
        target: None,
        unit: fields.remove("单位").map(text),
        time: fields.remove("时点").map(text),
        source: fields.remove("来源").map(text),
        scope: fields.remove("口径").map(text),
        series: Vec::new(),
        formula: fields.remove("公式").map(text),
        span: Span::default(),
    }
}

struct Reader<'a> {
    report: Report,
    notes: BTreeMap<String, usize>,
    tables: u32,
    figures: u32,
    image: Option<&'a str>,
}

impl Reader<'_> {
    fn body(&mut self, body: &str, numbered: bool) {
        for line in body.lines() {
            if let Some((label, rest)) = line.strip_prefix("[^").and_then(|l| l.split_once("]: ")) {
                let at = self.notes.len();
                self.notes.insert(label.to_owned(), at);
                self.report.notes.push(Footnote {
                    label: label.to_owned(),
                    number: u32::try_from(at + 1).ok(),
                    blocks: vec![paragraph(rest)],
                    span: Span::default(),
                });
            }
        }
        let mut counts = [0_u32; 5];
        let mut closing = false;
        for chunk in body.split("\n\n").map(str::trim).filter(|chunk| !chunk.is_empty()) {
            if chunk.starts_with("[^") && chunk.contains("]: ") {
                continue;
            }
            if chunk == "---" {
                closing = true;
                continue;
            }
            if let Some(rest) = chunk.strip_prefix('#') {
                let level = rest.chars().take_while(|&ch| ch == '#').count();
                counts[level] += 1;
                counts[level + 1..].fill(0);
                let count = counts[level];
                let number = match level {
                    _ if !numbered => String::new(),
                    1 => format!("{}、", chinese_number(count)),
                    2 => format!("（{}）", chinese_number(count)),
                    3 => format!("{count}."),
                    _ => format!("（{count}）"),
                };
                let heading = rest.trim_start_matches('#').trim();
                let (heading, attributes) = heading.split_once(" {").unwrap_or((heading, ""));
                let level = u8::try_from(level).expect("a level");
                let mut made = section(level, &number, heading, Vec::new());
                let role =
                    attributes.trim_start_matches('.').split([' ', '}']).next().unwrap_or("");
                let hints = ["做法", "成效", "启示", "问题", "打算", "建议", "原因", "发现"];
                if !role.is_empty() {
                    made.roles = vec![Role(role.to_owned())];
                } else if level == 1 {
                    made.roles = hints
                        .iter()
                        .filter(|hint| heading.contains(**hint))
                        .map(|hint| Role((*hint).to_owned()))
                        .collect();
                }
                match level {
                    1 => self.report.sections.push(made),
                    _ => self.report.sections.last_mut().expect("a parent").children.push(made),
                }
                continue;
            }
            let made = self.block(chunk);
            let place = match self.report.sections.last_mut() {
                _ if closing => &mut self.report.closing,
                None => &mut self.report.lead,
                Some(section) => match section.children.last_mut() {
                    Some(child) => &mut child.blocks,
                    None => &mut section.blocks,
                },
            };
            place.push(made);
        }
    }

    fn block(&mut self, chunk: &str) -> Block {
        if chunk.starts_with("| ") {
            return block(BlockKind::Table(self.table(chunk)));
        }
        if let Some((caption, target)) =
            chunk.strip_prefix("![").and_then(|rest| rest.trim_end_matches(')').split_once("]("))
        {
            self.figures += 1;
            let asset = match self.image {
                Some(svg) => {
                    self.report.assets.push(Asset {
                        path: target.into(),
                        kind: AssetKind::Svg,
                        bytes: Arc::from(svg.as_bytes()),
                        width: 640.0,
                        height: 420.0,
                    });
                    Ok(AssetId(self.report.assets.len() - 1))
                }
                None => Err(AssetFault::Missing),
            };
            return block(BlockKind::Figure(Figure {
                number: Some(self.figures),
                id: format!("图-{}", self.figures),
                caption: Some(Caption { inlines: self.inlines(caption), span: Span::default() }),
                alternative: caption.to_owned(),
                target: target.to_owned(),
                asset,
                span: Span::default(),
            }));
        }
        if chunk.starts_with("- ") {
            let items = chunk
                .lines()
                .map(|line| ListItem {
                    blocks: vec![block(BlockKind::Paragraph(self.inlines(&line[2..])))],
                    span: Span::default(),
                })
                .collect();
            return block(BlockKind::List { start: None, items });
        }
        block(BlockKind::Paragraph(self.inlines(&chunk.replace('\n', ""))))
    }

    fn table(&mut self, chunk: &str) -> Table {
        self.tables += 1;
        let cells = |line: &str, reader: &mut Self| -> Vec<Cell> {
            line.trim_matches('|')
                .split('|')
                .map(|cell| Cell { inlines: reader.inlines(cell.trim()), span: Span::default() })
                .collect()
        };
        let mut lines = chunk.lines();
        let head = cells(lines.next().expect("a head"), self);
        let alignments = lines
            .next()
            .expect("a rule")
            .trim_matches('|')
            .split('|')
            .map(|cell| match (cell.starts_with(':'), cell.ends_with(':')) {
                (true, true) => Alignment::Center,
                (true, false) => Alignment::Left,
                (false, true) => Alignment::Right,
                _ => Alignment::None,
            })
            .collect();
        Table {
            number: Some(self.tables),
            id: format!("表-{}", self.tables),
            caption: Some(Caption {
                inlines: self.inlines("各乡镇有关情况"),
                span: Span::default(),
            }),
            alignments,
            head,
            rows: lines.map(|line| cells(line, self)).collect(),
        }
    }

    fn inlines(&mut self, source: &str) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut rest = source;
        while !rest.is_empty() {
            let found =
                ["**", "{{ ", "[^"].iter().filter_map(|mark| Some((rest.find(mark)?, *mark))).min();
            let Some((at, mark)) = found else { break };
            if at > 0 {
                out.push(inline(InlineKind::Text(rest[..at].to_owned())));
            }
            let close = match mark {
                "**" => "**",
                "{{ " => " }}",
                _ => "]",
            };
            let (inner, after) = rest[at + mark.len()..].split_once(close).expect("a closing mark");
            out.push(inline(match mark {
                "**" => InlineKind::Strong(self.inlines(inner)),
                "{{ " => InlineKind::Fact(self.reference(inner)),
                _ => InlineKind::Note(NoteId(self.notes.get(inner).copied().unwrap_or(99))),
            }));
            rest = after;
        }
        if !rest.is_empty() {
            out.push(inline(InlineKind::Text(rest.to_owned())));
        }
        out
    }

    fn reference(&self, source: &str) -> FactRef {
        let (name, field) =
            source.split_once('.').map_or((source, None), |(name, field)| (name, Some(field)));
        let known = self.report.facts.iter().find(|fact| fact.name == name);
        let (field, argument) = match field.and_then(|field| field.split_once(['(', '（'])) {
            Some((field, argument)) => (Some(field), Some(argument.trim_end_matches([')', '）']))),
            None => (field, None),
        };
        let number = |fact: &Fact| match fact.value {
            Some(FactValue::Number(value)) => Some(value),
            _ => None,
        };
        let percent = |part: Decimal, whole: Decimal| {
            (part * Decimal::ONE_HUNDRED / whole).round_dp(1).normalize()
        };
        let shown = known.and_then(|fact| {
            let value = number(fact)?;
            Some(match field {
                None => format!(
                    "{}{}",
                    value.normalize(),
                    fact.unit.as_ref().map_or("", |unit| &unit.value)
                ),
                Some("占比") => {
                    let whole = self
                        .report
                        .facts
                        .iter()
                        .find(|fact| Some(fact.name.as_str()) == argument)?;
                    format!("{}%", percent(value, number(whole)?))
                }
                Some(field) => {
                    let rate = percent(value - fact.previous?, fact.previous?);
                    let verb = if rate.is_sign_negative() { "下降" } else { "增长" };
                    match field {
                        "增幅" => format!("{}%", rate.abs()),
                        _ => format!("同比{verb}{}%", rate.abs()),
                    }
                }
            })
        });
        FactRef {
            name: name.to_owned(),
            field: field.map(str::to_owned),
            argument: argument.map(str::to_owned),
            shown,
            problem: None,
            name_span: Span::default(),
        }
    }
}
