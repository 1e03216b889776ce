//! Where front matter ends and the body begins.

use std::ops::Range;

use crate::diagnostic::{Fault, Fix};
use crate::source::{FileId, Source, Span};

/// A draft in two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Split {
    /// The YAML between the fences; `None` where there is no front matter.
    pub front: Option<Range<usize>>,
    /// Everything after it.
    pub body: Range<usize>,
    /// Faults of the fences: Y010, and Y012 where there is no front matter at all.
    pub faults: Vec<Fault>,
}

/// How a fence is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fence {
    /// `---` (or `...` at the end).
    Sound,
    /// `－－－`, `———`, `–––`, or behind tabs and full-width blanks.
    Wide,
}

/// Parts the front matter of a Markdown draft from its body. Blank lines before the first fence are
/// passed over. Where the second fence is missing its place is guessed, so that the rest is still read
/// as body.
#[must_use]
pub(crate) fn split(source: &Source, file: FileId) -> Split {
    let text = source.text.as_str();
    let mut faults = Vec::new();
    let mut at = 0;
    while at < text.len() && line(text, at).trim().is_empty() {
        at = after(text, at);
    }
    let open = fence(line(text, at)).filter(|_| !line(text, at).starts_with("..."));
    if open.is_none() && !keyed(line(text, at)) {
        let help = "在文件最前面写上：\n---\n标题: …\n提纲: 经验材料\n---";
        let fault = Fault::new("Y012", Span::new(file, at, at), "文件开头没有标题、提纲等元数据");
        return Split { front: None, body: 0..text.len(), faults: vec![fault.help(help)] };
    }
    let start = match open {
        Some(open) => {
            wide(open, text, at, file, &mut faults);
            after(text, at)
        }
        None => {
            let key = Span::new(file, at, at + line(text, at).trim_end().len());
            let fault = Fault::new("Y010", key, "元数据缺少第一行“---”")
                .help("在这一行前面另起一行，写上“---”")
                .fix(Fix::safe(Span::new(file, at, at), "---\n"));
            faults.push(fault);
            at
        }
    };
    let mut here = start;
    let mut close = None;
    while here < text.len() {
        if let Some(kind) = fence(line(text, here)) {
            close = Some((here, kind));
            break;
        }
        here = after(text, here);
    }
    // A fence far below may be a rule in the body of a draft whose front matter is not closed.
    let limit = close.map_or(text.len(), |(at, _)| at);
    let guess = guess(text, start..limit, close.is_some());
    match (guess, close) {
        (None, Some((end, kind))) => {
            wide(kind, text, end, file, &mut faults);
            Split { front: Some(start..end), body: after(text, end)..text.len(), faults }
        }
        (guess, _) => {
            let end = guess.unwrap_or(text.len());
            let here = if text[..end].ends_with('\n') || end == 0 { "---\n" } else { "\n---\n" };
            let fence = Span::new(file, at, at + line(text, at).trim_end().len());
            let below = source.position(end).line;
            let help = if guess.is_some() {
                format!("在元数据的末尾（第{below}行之前）另起一行，写上“---”")
            } else {
                "在元数据的末尾另起一行，写上“---”，正文写在它后面".to_owned()
            };
            // Where no place could be guessed, the whole file would become front matter; and what looks like a
            // comment may be a heading of the body.
            let comment = text[start..end].lines().any(|line| line.starts_with('#'));
            let safe = guess.is_some() && !comment;
            let fix = Fix { safe, ..Fix::safe(Span::new(file, end, end), here) };
            let message = "元数据没有结束：缺少第二行“---”";
            faults.push(Fault::new("Y010", fence, message).help(help).fix(fix));
            Split { front: Some(start..end), body: end..text.len(), faults }
        }
    }
}

fn line(text: &str, at: usize) -> &str {
    text[at..].split('\n').next().unwrap_or_default()
}

/// The first byte of the next line.
fn after(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |found| at + found + 1)
}

/// Whether a line begins as front matter does (`标题: …`), so that only the fence above it is missing.
fn keyed(line: &str) -> bool {
    const FIRST: [&str; 8] = ["标题", "title", "副标题", "提纲", "outline", "单位", "日期", "作者"];
    FIRST.iter().any(|key| {
        let rest = line.trim_start().strip_prefix(key).map(|rest| rest.trim_start_matches(' '));
        rest.is_some_and(|rest| rest.starts_with([':', '：']))
    })
}

fn fence(line: &str) -> Option<Fence> {
    let line = line.trim_end();
    if line == "---" || line == "..." {
        return Some(Fence::Sound);
    }
    // Behind plain blanks it may belong to a text of several lines.
    let content = line.trim_start();
    if content == "---" && line.starts_with(['\t', '\u{3000}']) {
        return Some(Fence::Wide);
    }
    let marks = line.chars().count();
    let dash = |ch| matches!(ch, '－' | '—' | '–' | '−' | '-');
    ((2..=6).contains(&marks) && line.chars().all(dash) && line.chars().any(|ch| ch != '-'))
        .then_some(Fence::Wide)
}

fn wide(kind: Fence, text: &str, at: usize, file: FileId, faults: &mut Vec<Fault>) {
    if kind == Fence::Wide {
        let written = line(text, at).trim_end();
        let span = Span::new(file, at, at + written.len());
        let (message, help) = if written.ends_with("---") {
            let message = "元数据的分隔线前面多了空白".to_owned();
            (message, "分隔线顶格写。改为：---")
        } else {
            let message = format!("元数据的分隔线写成了“{written}”");
            (message, "分隔线是三个半角短横。改为：---")
        };
        faults.push(Fault::new("Y010", span, message).help(help).fix(Fix::safe(span, "---")));
    }
}

/// Where front matter that is not closed seems to end: before a heading, or before a line that is
/// neither key nor list. Where a fence follows (`closed`), only a blank line and then a heading or a
/// sentence is taken for the body's beginning.
fn guess(text: &str, range: Range<usize>, closed: bool) -> Option<usize> {
    let mut at = range.start;
    let mut blank = None;
    while at < range.end {
        let here = line(text, at);
        let content = here.trim();
        if content.is_empty() {
            blank.get_or_insert(at);
        } else {
            let prose = prose(here);
            let heading = heading(here)
                && following(text, after(text, at)..range.end).is_none_or(prose_or_heading);
            let ends =
                if closed { blank.is_some() && (prose || heading) } else { prose || heading };
            if ends {
                return Some(blank.unwrap_or(at));
            }
            blank = None;
        }
        at = after(text, at);
    }
    None
}

/// The next line that is not blank.
fn following(text: &str, range: Range<usize>) -> Option<&str> {
    let mut at = range.start;
    while at < range.end {
        let here = line(text, at);
        if !here.trim().is_empty() {
            return Some(here);
        }
        at = after(text, at);
    }
    None
}

fn prose_or_heading(line: &str) -> bool {
    prose(line) || heading(line)
}

/// `## …`: a heading, though YAML would take it for a comment.
fn heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    line.len() - rest.len() >= 2 && rest.starts_with(' ')
}

/// Whether a line can be neither a key, an item, a bracket, a comment nor the inside of something.
fn prose(line: &str) -> bool {
    if line.starts_with([' ', '\t', '\u{3000}', '#', '-', '－', '[', ']', '{', '}', '"', '\'']) {
        return false;
    }
    let head: String = line.chars().take(24).collect();
    match head.find([':', '：']) {
        None => true,
        Some(at) => head[..at].contains(['，', '。', '、', '“', '；']),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (Option<String>, String, Vec<&'static str>) {
        let source = Source::new("a.md", text);
        let split = split(&source, FileId(0));
        let rules = split.faults.iter().map(|fault| fault.rule).collect();
        (
            split.front.map(|range| source.text[range].to_owned()),
            source.text[split.body].to_owned(),
            rules,
        )
    }

    #[test]
    fn sound_fences_of_every_kind() {
        let want = |text, front: &str, body: &str| {
            assert_eq!(parts(text), (Some(front.to_owned()), body.to_owned(), vec![]), "{text:?}");
        };
        want("---\n标题: 甲\n---\n正文\n", "标题: 甲\n", "正文\n");
        want("\u{feff}---\r\n标题: 甲\r\n...\r\n正文", "标题: 甲\r\n", "正文");
        want("\n \n---\n标题: 甲\n--- \n", "标题: 甲\n", "");
        want("---\n---", "", "");
        want(
            "---\n# 注\n标题: 甲\n\n## 二级注释\n单位: 乙\n---\n文\n",
            "# 注\n标题: 甲\n\n## 二级注释\n单位: 乙\n",
            "文\n",
        );
        want(
            "---\n摘要: |\n  一段。\n\n  二段。\n\n---\n文\n\n---\n\n结语\n",
            "摘要: |\n  一段。\n\n  二段。\n\n",
            "文\n\n---\n\n结语\n",
        );
    }

    #[test]
    fn an_unclosed_front_matter_ends_where_the_body_seems_to_begin() {
        let (front, body, rules) = parts("---\n标题: 甲\n单位：乙\n\n## 主要做法\n\n正文。\n");
        assert_eq!(front.as_deref(), Some("标题: 甲\n单位：乙\n"));
        assert_eq!(body, "\n## 主要做法\n\n正文。\n");
        assert_eq!(rules, ["Y010"]);
        let (front, body, _) = parts(
            "---\n标题: 甲\n关键词:\n- 乙\n\n数据:\n  村数: 9个\n近年来，示例区坚持党建引领：一是抓班子。\n",
        );
        assert_eq!(front.as_deref(), Some("标题: 甲\n关键词:\n- 乙\n\n数据:\n  村数: 9个\n"));
        assert!(body.starts_with("近年来"));
        // A rule in the body is not the second fence.
        let (front, body, rules) =
            parts("---\n标题: 甲\n\n近年来，示例区。\n\n## 做法\n\n文。\n\n---\n\n结语。\n");
        assert_eq!(front.as_deref(), Some("标题: 甲\n"));
        assert!(body.ends_with("结语。\n") && rules == ["Y010"]);
        let (front, body, rules) = parts("---\n标题: 甲");
        assert_eq!((front.as_deref(), body.as_str(), rules), (Some("标题: 甲"), "", vec!["Y010"]));
    }

    #[test]
    fn fences_of_full_width_dashes_are_told_and_taken() {
        let (front, body, rules) = parts("———\n标题: 甲\n－－－\n正文\n");
        assert_eq!(front.as_deref(), Some("标题: 甲\n"));
        assert_eq!((body.as_str(), rules), ("正文\n", vec!["Y010", "Y010"]));
    }

    #[test]
    fn no_front_matter_is_a_fault_and_all_is_body() {
        let (front, body, rules) = parts("# 标题\n\n正文\n");
        assert_eq!((front, body.as_str(), rules), (None, "# 标题\n\n正文\n", vec!["Y012"]));
        let (front, body, rules) = parts("标题: 甲\n提纲: 自定\n---\n\n正文\n");
        assert_eq!(front.as_deref(), Some("标题: 甲\n提纲: 自定\n"));
        assert_eq!((body.as_str(), rules), ("\n正文\n", vec!["Y010"]));
        let (front, body, rules) = parts("\n标题：甲\n\n近年来，示例区坚持党建引领。\n");
        assert_eq!(front.as_deref(), Some("标题：甲\n"));
        assert!(body.contains("近年来") && rules == ["Y010", "Y010"]);
        assert_eq!(parts("").2, ["Y012"]);
        assert_eq!(parts("\n\n").1, "\n\n");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_split_on_characters(text in "(---|－－|标题: 甲|## 乙|\r|\n|\n|丙，|  ){0,30}") {
            let source = Source::new("a.md", text);
            let split = split(&source, FileId(0));
            proptest::prop_assert!(source.text.get(split.body.clone()).is_some());
            if let Some(front) = split.front {
                proptest::prop_assert!(source.text.get(front.clone()).is_some());
                proptest::prop_assert!(front.end <= split.body.start);
            }
            for fault in split.faults {
                proptest::prop_assert!(source.text.get(fault.span.range()).is_some());
            }
        }
    }
}
