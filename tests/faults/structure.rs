//! Faults of the outline and of figures that depend on one another.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use regex::Regex;
use tigang::outline::{Order, Outlines};
use tigang::report::Section;

use super::{Draw, Plant, Sound};

/// A change of one file: what is replaced, by what, and where a finding must stand.
struct Change {
    range: Range<usize>,
    new: String,
    place: Option<Range<usize>>,
}

impl Change {
    /// A change that is found where it was made.
    fn here(range: Range<usize>, new: impl Into<String>) -> Self {
        let new = new.into();
        let place = Some(range.start..range.start + new.len());
        Self { range, new, place }
    }

    /// A change that is found anywhere in the report.
    fn anywhere(range: Range<usize>, new: impl Into<String>) -> Self {
        Self { range, new: new.into(), place: None }
    }
}

/// Puts faults into a report: at most two of a kind.
pub fn of(sound: &Sound, draw: &mut Draw) -> Vec<Plant> {
    let mut out = Vec::new();
    let mut add = |kind, rules: &'static [&'static str], sites: Vec<(PathBuf, Change)>| {
        for (path, change) in draw.take(sites, 2) {
            let mut text = String::from_utf8(sound.files[&path].clone()).unwrap();
            text.replace_range(change.range, &change.new);
            out.push(Plant { kind, rules, path, text, place: change.place });
        }
    };
    sections(sound, &mut add);
    for (kind, rules, find) in [
        ("S009 promised count", &["S009"][..], promised as fn(&str) -> Vec<Change>),
        ("S010 renumbered", &["S010"], renumbered),
        ("S010 item removed", &["S010", "S009"], item_removed),
        ("S013 same heading", &["S013"], same_heading),
        ("S014 stop on a heading", &["S014"], heading_stop),
        ("S004 skipped level", &["S004"], skipped_level),
        ("S005 typed number", &["S005"], typed_number),
        ("S006 empty section", &["S006"], emptied),
        ("S018 mark in the title", &["S018"], title_mark),
        ("F004 changed figure", &["F004"], changed_figure),
        ("F004 repeated with a slip", &["F004"], repeated),
        ("F004 fact typed", &["F004"], typed_fact),
        ("F006 total of a table", &["F006"], table_total),
        ("L009 long sentence", &["L009"], long_sentence),
        ("F010 no date", &["F010"], undated),
        ("A004 unknown note", &["A004"], unknown_note),
        ("G007 approval asked", &["G007"], approval),
    ] {
        let mut sites = Vec::new();
        for (path, text) in sound.texts() {
            let meta = matches!(kind, "S018 mark in the title" | "F010 no date");
            if !meta && path.extension().is_some_and(|ext| ext == "yaml") {
                continue;
            }
            sites.extend(find(text).into_iter().map(|change| (path.to_owned(), change)));
        }
        add(kind, rules, sites);
    }
    out
}

type Add<'a> = dyn FnMut(&'static str, &'static [&'static str], Vec<(PathBuf, Change)>) + 'a;

/// Sections removed, swapped and thinned out.
fn sections(sound: &Sound, add: &mut Add<'_>) {
    let parsed = sound.parsed();
    let outlines = Outlines::builtin();
    let Some(outline) = outlines.get(&parsed.report.meta.outline.value) else { return };
    let path = |section: &Section| parsed.sources.path(section.span.file).to_owned();
    let all = &parsed.report.sections;
    let part = |section: &Section| {
        let mut parts = outline.parts.iter();
        parts.position(|part| section.roles.contains(&part.role))
    };
    let (mut removed, mut swapped, mut thinned, mut lead) = (vec![], vec![], vec![], vec![]);
    for section in all {
        let alone = section.roles.iter().any(|role| {
            let bearers = all.iter().filter(|other| other.roles.contains(role)).count();
            let needed = outline.parts.iter().any(|part| part.role == *role && part.required);
            bearers == 1 && needed
        });
        if alone {
            removed.push((path(section), Change::anywhere(section.span.range(), "")));
        }
        let range = part(section).and_then(|at| outline.parts[at].subsections);
        if let Some(least) = range.map(|range| range.start).filter(|&least| least > 1)
            && section.children.len() >= least
            && section.roles.len() == 1
        {
            let from = section.children[least - 1].span.start as usize;
            let to = section.children.last().unwrap().span.end as usize;
            thinned.push((path(section), Change::anywhere(from..to, "")));
        }
    }
    if outline.order == Order::Fixed {
        for pair in all.windows(2) {
            let (Some(first), Some(second)) = (part(&pair[0]), part(&pair[1])) else { continue };
            if first == second || path(&pair[0]) != path(&pair[1]) {
                continue;
            }
            let (one, two) = (pair[0].span.range(), pair[1].span.range());
            let text = &parsed.sources.get(pair[0].span.file).unwrap().text;
            let new = format!("{}\n\n{}\n", text[two.clone()].trim(), text[one.clone()].trim());
            swapped.push((path(&pair[0]), Change::anywhere(one.start..two.end, new)));
        }
    }
    if outline.lead_required
        && let (Some(first), Some(last)) = (parsed.report.lead.first(), parsed.report.lead.last())
        && first.span.file == last.span.file
    {
        let path = parsed.sources.path(first.span.file).to_owned();
        let range = first.span.start as usize..last.span.end as usize;
        lead.push((path, Change::anywhere(range, "")));
    }
    add("S001 section removed", &["S001"], removed);
    add("S002 sections swapped", &["S002"], swapped);
    add("S003 too few subsections", &["S003"], thinned);
    add("S007 lead removed", &["S007"], lead);
}

/// Lines of the body with their places.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let body = text.strip_prefix("---").and_then(|rest| rest.find("\n---")).map_or(0, |at| at + 7);
    let mut at = body;
    let mut out = Vec::new();
    for line in text[body..].split_inclusive('\n') {
        out.push((at, line.trim_end()));
        at += line.len();
    }
    out
}

const ORDINALS: [&str; 9] =
    ["一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是"];

/// The ordinals of the one series of a paragraph: where each stands.
fn series(line: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut from = 0;
    for ordinal in ORDINALS {
        let Some(at) = line[from..].find(ordinal) else { break };
        out.push(from + at);
        from += at + ordinal.len();
    }
    if line.matches("一是").count() == 1 { out } else { Vec::new() }
}

fn promised(text: &str) -> Vec<Change> {
    let pattern = Regex::new(r"([二三四五六七])(?:个(?:方面|环节|重点|关口|渠道|问题)|项(?:举措|措施|内容|任务)|点(?:体会|意见|启示))").unwrap();
    let names = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let mut out = Vec::new();
    for (at, line) in lines(text) {
        let items = series(line);
        let Some(first) = items.first() else { continue };
        let before = &line[..*first];
        let sentence =
            before.trim_end_matches(['。', '：', '；']).rfind('。').map_or(0, |at| at + 3);
        for found in pattern.captures_iter(&before[sentence..]) {
            let digit = found.get(1).unwrap();
            let value = names.iter().position(|&name| name == digit.as_str()).unwrap() + 1;
            if value == items.len() {
                let from = at + sentence + digit.start();
                out.push(Change::here(from..from + 3, names[value]));
            }
        }
    }
    out
}

fn renumbered(text: &str) -> Vec<Change> {
    let mut out = Vec::new();
    for (at, line) in lines(text) {
        for (index, &place) in series(line).iter().enumerate().skip(1) {
            let next = ORDINALS[(index + 1) % 9];
            out.push(Change::here(at + place..at + place + 6, next));
        }
    }
    out
}

fn item_removed(text: &str) -> Vec<Change> {
    let mut out = Vec::new();
    for (at, line) in lines(text) {
        if let [_, second, third, ..] = series(line)[..] {
            let mut change = Change::here(at + second..at + third, "");
            change.place = Some(at + second..at + second + 6);
            out.push(change);
        }
    }
    out
}

fn headings<'a>(text: &'a str, marks: &str) -> Vec<(usize, &'a str)> {
    lines(text).into_iter().filter(|(_, line)| line.starts_with(marks)).collect()
}

fn same_heading(text: &str) -> Vec<Change> {
    let all: Vec<_> = lines(text).into_iter().filter(|(_, line)| line.starts_with("##")).collect();
    all.windows(2)
        .filter(|pair| pair.iter().all(|(_, line)| line.starts_with("### ")))
        .map(|pair| Change::here(pair[1].0..pair[1].0 + pair[1].1.len(), pair[0].1))
        .collect()
}

fn heading_stop(text: &str) -> Vec<Change> {
    headings(text, "## ")
        .into_iter()
        .map(|(at, line)| Change::here(at + line.len()..at + line.len(), "。"))
        .collect()
}

fn skipped_level(text: &str) -> Vec<Change> {
    let all: Vec<_> = lines(text).into_iter().filter(|(_, line)| line.starts_with("##")).collect();
    all.windows(2)
        .filter(|pair| pair[0].1.starts_with("## ") && pair[1].1.starts_with("### "))
        .map(|pair| Change::here(pair[1].0..pair[1].0 + 4, "#### "))
        .collect()
}

fn typed_number(text: &str) -> Vec<Change> {
    let mut out: Vec<_> = headings(text, "### ")
        .into_iter()
        .map(|(at, _)| Change::here(at + 4..at + 4, "（一）"))
        .collect();
    out.extend(
        headings(text, "## ").into_iter().map(|(at, _)| Change::here(at + 3..at + 3, "二、")),
    );
    out
}

/// The text between a heading that stands alone and the next of its level or above is removed.
fn emptied(text: &str) -> Vec<Change> {
    let all: Vec<_> = lines(text).into_iter().filter(|(_, line)| line.starts_with("##")).collect();
    let level = |line: &str| line.bytes().take_while(|&byte| byte == b'#').count();
    all.windows(2)
        .filter(|pair| level(pair[1].1) <= level(pair[0].1))
        .map(|pair| {
            let from = pair[0].0 + pair[0].1.len();
            let mut change = Change::here(from..pair[1].0, "\n\n");
            change.place = Some(pair[0].0..from);
            change
        })
        .collect()
}

fn title_mark(text: &str) -> Vec<Change> {
    let Some(at) =
        text.find("标题: ").filter(|_| text.starts_with("---") || text.starts_with("标题"))
    else {
        return Vec::new();
    };
    let end = at + text[at..].find('\n').unwrap();
    vec![Change::here(end..end, "。")]
}

/// One of two mentions of the same figure is changed.
fn changed_figure(text: &str) -> Vec<Change> {
    let pattern = Regex::new(r"(\d+)(名|个|件|家|户)([一-龥]{3,4})").unwrap();
    let mut by_noun: BTreeMap<(&str, &str), Vec<(usize, &str)>> = BTreeMap::new();
    let all = lines(text);
    for &(at, line) in &all {
        for found in pattern.captures_iter(line) {
            let (number, unit, noun) = (found.get(1).unwrap(), &found[2], &found[3]);
            let unit = ["名", "个", "件", "家", "户"].into_iter().find(|one| *one == unit).unwrap();
            let noun = &line[found.get(3).unwrap().range()][..noun.len()];
            by_noun.entry((unit, noun)).or_default().push((at + number.start(), number.as_str()));
        }
    }
    let mut out = Vec::new();
    for places in by_noun.values() {
        let same = places.len() == 2 && places[0].1 == places[1].1;
        if let (true, Some(&(at, number))) = (same, places.last()) {
            let value: u64 = number.parse().unwrap();
            out.push(Change::here(at..at + number.len(), (value + 2).to_string()));
        }
    }
    out
}

/// A figure of the text is told again at the end, a little changed or with two digits swapped.
fn repeated(text: &str) -> Vec<Change> {
    let whole =
        Regex::new(r"(\d{2,4})(名|个|家|户|所|座|支|条)([一-龥]{2,6}(?:员|站|厅|部|户|村|书记|系统|企业|校|院|室|队|专班|中心|机构|超市|社区|干部|网格|基地|园|点|项目|家庭))(?:[，、。；]|和\d)").unwrap();
    let ahead = ["力争", "计划", "将", "要", "其中", "目标", "新", "每", "达到", "年底"];
    let verbs =
        ["全部", "实现", "完成", "开展", "参加", "获", "建成", "纳入", "进行", "受", "达", "的"];
    let mut out = Vec::new();
    let mut plan = false;
    for (at, line) in lines(text) {
        if line.starts_with("## ") {
            plan =
                ["下一步", "建议", "打算", "计划", "安排"].iter().any(|word| line.contains(word));
        }
        if plan {
            continue;
        }
        for found in whole.captures_iter(line) {
            let before = &line[..found.get(0).unwrap().start()];
            let sentence = before.rfind('。').map_or(0, |at| at + 3);
            let (number, unit, noun) = (&found[1], &found[2], &found[3]);
            let told = ahead.iter().any(|word| before[sentence..].contains(word));
            // Only what is told once.
            let once = text.matches(noun).count() == 1;
            let bound =
                before.ends_with(['近', '约', '超', '过', '足', '第', '—', '逾', '.', '有']);
            let told = told || bound || verbs.iter().any(|word| noun.contains(word));
            if told || !once || line.starts_with(['#', '|', '-', '!', '>']) {
                continue;
            }
            let value: u64 = number.parse().unwrap();
            let digits = number.as_bytes();
            let swapped = if digits.len() >= 3 && digits[1] != digits[2] {
                let mut new = digits.to_vec();
                new.swap(1, 2);
                String::from_utf8(new).unwrap()
            } else if value >= 20 {
                (value + 1).to_string()
            } else {
                continue;
            };
            // In a paragraph of its own.
            let end = at + line.len();
            let new = format!("\n\n{swapped}{unit}{noun}各负其责，群众看在眼里。");
            let place = end + 2..end + 2 + swapped.len();
            out.push(Change { range: end..end, new, place: Some(place) });
        }
    }
    out
}

/// A figure printed from a fact is typed instead, a little more than the fact says.
fn typed_fact(text: &str) -> Vec<Change> {
    let known = Regex::new(
        r"(?m)^  ([一-龥]{4,12}): *(?:\{值: )?(\d{2,})(?:, 单位: )?([一-龥]{1,2})[,}\n]",
    )
    .unwrap();
    let mut out = Vec::new();
    for found in known.captures_iter(text) {
        let (name, value, unit) = (&found[1], &found[2], &found[3]);
        let value: u64 = value.parse().unwrap();
        for form in [format!("{{{{ {name} }}}}{name}"), format!("{name}{{{{ {name} }}}}")] {
            for (at, _) in text.match_indices(&form) {
                let typed = format!("{}{unit}", value + value / 20 + 1);
                let inner = format!("{{{{ {name} }}}}");
                let from = at + form.find(&inner).unwrap();
                out.push(Change::here(from..from + inner.len(), typed));
            }
        }
    }
    out
}

fn table_total(text: &str) -> Vec<Change> {
    let cell = Regex::new(r"\| ?(\d+(?:\.\d+)?) ?\|").unwrap();
    let mut out = Vec::new();
    for (at, line) in lines(text) {
        if !line.starts_with("| 合计") {
            continue;
        }
        if let Some(found) = cell.captures(line) {
            let range = found.get(1).unwrap().range();
            out.push(Change::here(at + range.start..at + range.end, format!("1{}", &found[1])));
        }
    }
    out
}

fn long_sentence(text: &str) -> Vec<Change> {
    let mut out = Vec::new();
    for (at, line) in lines(text) {
        let plain = !line.starts_with(['#', '|', '!', '`', '-', '*'])
            && !line.contains(['“', '；', '：', '{'])
            && !line.contains("一是");
        if plain
            && line.chars().count() > 210
            && line.matches('。').count() >= 3
            && line.ends_with('。')
        {
            let stops = &line[..line.len() - 3];
            out.push(Change::here(at..at + stops.len(), stops.replace('。', "，")));
        }
    }
    out
}

fn undated(text: &str) -> Vec<Change> {
    let relative = ["今年以来", "去年", "近期", "今年"].iter().any(|word| text.contains(word));
    // A year in the title tells the time as well.
    let dated = text
        .find("标题: ")
        .is_some_and(|at| text[at..].lines().next().is_some_and(|line| line.contains("20")));
    let Some(at) = text.find("\n日期: ").filter(|_| relative && !dated) else {
        return Vec::new();
    };
    let end = at + 1 + text[at + 1..].find('\n').unwrap();
    vec![Change::anywhere(at..end, "")]
}

fn unknown_note(text: &str) -> Vec<Change> {
    let all = lines(text);
    let plain = all
        .iter()
        .filter(|(_, line)| line.ends_with('。') && !line.starts_with(['#', '|', '[', '-']));
    plain
        .take(2)
        .map(|(at, line)| Change::here(at + line.len() - 3..at + line.len() - 3, "[^缺注]"))
        .collect()
}

fn approval(text: &str) -> Vec<Change> {
    text.find("特此报告。")
        .map(|at| Change::here(at..at + "特此报告。".len(), "妥否，请批示。"))
        .into_iter()
        .collect()
}

#[test]
fn changes_are_made_where_they_are_looked_for() {
    let text = "---\n标题: 甲\n---\n\n## 乙\n\n抓好三个环节。一是甲。二是乙。三是丙。\n";
    let change = promised(text).pop().unwrap();
    assert_eq!(&text[change.range], "三");
    assert_eq!(change.new, "四");
    assert_eq!(renumbered(text).len(), 2);
    let removed = item_removed(text).pop().unwrap();
    assert_eq!(&text[removed.range], "二是乙。");
}
