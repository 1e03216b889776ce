//! Marks within a line that CommonMark, made for spaced scripts, would read otherwise than a Chinese
//! writer means them.

use super::map::Editor;
use crate::cjk::{is_cjk, is_closing, is_han, is_opening};

/// Stands between a run of `*` or `~` and a mark beside it, so that the run counts as standing beside a
/// letter. What the writer has of it himself survives, since text is always taken from the original.
const JOINER: &str = "\u{e000}";

/// A run of `*` or `~`.
#[derive(Debug, Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
    before: Option<char>,
    after: Option<char>,
    tilde: bool,
}

/// State that outlives a line.
#[derive(Debug, Default)]
pub(super) struct Marks {
    runs: Vec<Run>,
    edits: Vec<(usize, &'static str)>,
    /// Where the next `-->` stands, once looked for.
    close: Option<usize>,
}

impl Marks {
    /// Edits the line `start..end` of `text`. Returns where a comment that begins in it ends.
    pub(super) fn line(
        &mut self,
        editor: &mut Editor<'_>,
        text: &str,
        start: usize,
        end: usize,
    ) -> Option<usize> {
        let bytes = text.as_bytes();
        if !bytes[start..end].iter().any(|byte| matches!(byte, b'*' | b'~' | b'<' | b'{' | b'_')) {
            return None;
        }
        self.runs.clear();
        self.edits.clear();
        let mut comment = None;
        let mut at = start;
        while at < end {
            match bytes[at] {
                b'\\' => at += 1,
                b'*' | b'~' => {
                    let stop = run_end(bytes, at, end);
                    self.runs.push(Run {
                        start: at,
                        end: stop,
                        before: text[start..at].chars().next_back(),
                        after: text[stop..end].chars().next(),
                        tilde: bytes[at] == b'~',
                    });
                    at = stop;
                    continue;
                }
                b'_' => {
                    let stop = run_end(bytes, at, end);
                    if stop - at >= 3 && !only_rule(&text[start..end]) {
                        self.edits.extend((at..stop).map(|place| (place, "\\")));
                    }
                    at = stop;
                    continue;
                }
                b'<' if text[at..].starts_with("<!--") => {
                    if let Some(close) = self.comment(text, start, at) {
                        comment = Some(close);
                        at = close;
                        continue;
                    }
                    self.edits.push((at, "\\"));
                    at += 4;
                    continue;
                }
                b'<' => {
                    if let Some(stop) = autolink(text, at, end) {
                        at = stop;
                        continue;
                    }
                    let tag = matches!(
                        bytes.get(at + 1),
                        Some(b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!' | b'?')
                    );
                    if tag && !destination(text, start, at) {
                        self.edits.push((at, "\\"));
                    }
                }
                b'{' if bytes.get(at + 1) == Some(&b'{') => {
                    if let Some(stop) = fact(&text[at..end]) {
                        for (offset, byte) in bytes[at..at + stop].iter().enumerate() {
                            if matches!(byte, b'*' | b'_' | b'~' | b'[' | b']' | b'<' | b'|') {
                                self.edits.push((at + offset, "\\"));
                            }
                        }
                        at += stop;
                        continue;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        self.weigh(text);
        // Runs and other marks were found in two passes.
        self.edits.sort_by_key(|&(place, _)| place);
        for &(place, inserted) in &self.edits {
            editor.insert(place, inserted);
        }
        comment
    }

    /// Where the comment at `at` ends; `None` where it is none: never closed, opened again before it is
    /// closed, or in a code span.
    fn comment(&mut self, text: &str, start: usize, at: usize) -> Option<usize> {
        if text[start..at].ends_with('`') {
            return None;
        }
        let inside = at + 4;
        if self.close.is_none_or(|close| close < inside) {
            self.close =
                Some(text[inside..].find("-->").map_or(usize::MAX, |found| inside + found));
        }
        let close = self.close.filter(|&close| close != usize::MAX)?;
        (!text[inside..close].contains("<!--")).then_some(close + 3)
    }

    /// Decides for each run whether it is text, and else where it needs a joiner.
    fn weigh(&mut self, text: &str) {
        for index in 0..self.runs.len() {
            let run = self.runs[index];
            let next = self.runs.get(index + 1).filter(|next| next.tilde == run.tilde);
            let previous = index.checked_sub(1).map(|at| &self.runs[at]);
            let literal = if run.tilde {
                // `200~600米`: only `~~` strikes out.
                run.end - run.start == 1
            } else {
                product(&run)
                    || lone(&run)
                    || next.is_some_and(|next| masks(text, &run, next))
                    || previous.is_some_and(|previous| masks(text, previous, &run))
            };
            if literal {
                self.edits.extend((run.start..run.end).map(|place| (place, "\\")));
                continue;
            }
            let (Some(before), Some(after)) = (run.before, run.after) else { continue };
            if before.is_whitespace() || after.is_whitespace() || !(is_cjk(before) || is_cjk(after))
            {
                continue;
            }
            if mark(before) && !is_opening(before) {
                self.edits.push((run.start, JOINER));
            }
            // `张**、李**`: masked names, no emphasis.
            let masked = pausing(after)
                && is_han(before)
                && next.is_none_or(|next| text[run.end..next.start].chars().take(4).count() < 4);
            if mark(after) && !is_closing(after) && !masked {
                self.edits.push((run.end, JOINER));
            }
        }
    }
}

fn run_end(bytes: &[u8], at: usize, end: usize) -> usize {
    bytes[at..end].iter().position(|byte| *byte != bytes[at]).map_or(end, |len| at + len)
}

fn mark(ch: char) -> bool {
    !ch.is_alphanumeric() && !ch.is_whitespace() && !matches!(ch, '\u{e000}'..='\u{f8ff}')
}

fn pausing(ch: char) -> bool {
    matches!(ch, '，' | '。' | '、' | '；' | '：' | '！' | '？' | ',' | '.' | ';' | ':' | '!' | '?')
}

/// `2*3*4`.
fn product(run: &Run) -> bool {
    let digit = |ch: Option<char>| ch.is_some_and(|ch| ch.is_ascii_digit());
    run.end - run.start == 1 && digit(run.before) && digit(run.after)
}

/// `共*户*人`: a single `*` inside Chinese text. Chinese has no italics, but drafts leave figures and names
/// out with such stars, and none of them may vanish.
fn lone(run: &Run) -> bool {
    let beside = |ch: Option<char>| ch.filter(|ch| !ch.is_whitespace());
    match (beside(run.before), beside(run.after)) {
        (Some(before), Some(after)) if run.end - run.start == 1 => is_cjk(before) || is_cjk(after),
        _ => false,
    }
}

/// `某*区*镇`, `**市**区`: two runs that leave names out, no emphasis of what stands between them.
fn masks(text: &str, one: &Run, other: &Run) -> bool {
    let short = |run: &Run| run.end - run.start == 1;
    let near = || text[one.end..other.start].chars().nth(1).is_none();
    placeholder(one) && placeholder(other) && (short(one) || short(other) || near())
}

/// `*区`, `20*年`: a run where a name or a figure is left out.
fn placeholder(run: &Run) -> bool {
    const UNITS: &str = "省市区县州盟旗镇乡村屯组街局委办部厅处科厂站所校院年月日号名个万亿元";
    run.after.is_some_and(|ch| UNITS.contains(ch))
}

/// Whether a line is a thematic break of `_`.
fn only_rule(line: &str) -> bool {
    line.bytes().all(|byte| matches!(byte, b'_' | b' ' | b'\t' | b'\r'))
}

/// The end of an autolink (`<https://…>`, `<a@b.cn>`) that begins at `at`.
fn autolink(text: &str, at: usize, end: usize) -> Option<usize> {
    let inside = &text[at + 1..end];
    let len = inside.find(|ch: char| ch == '>' || ch == '<' || ch.is_whitespace())?;
    let body = &inside[..len];
    let scheme = body.find(':').is_some_and(|colon| {
        (2..=32).contains(&colon)
            && body[..colon].bytes().all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b))
    });
    let email = body.contains('@') && body.is_ascii() && !body.contains('\\');
    (inside[len..].starts_with('>') && (scheme || email)).then_some(at + len + 2)
}

/// Whether the `<` at `at` opens a link's destination: `](<…>)`, `]: <…>`.
fn destination(text: &str, start: usize, at: usize) -> bool {
    let before = &text[start..at];
    before.ends_with("](") || before.trim_end().ends_with("]:")
}

/// The length of the fact reference that `text` begins with.
fn fact(text: &str) -> Option<usize> {
    let inside = &text.as_bytes()[2..text.len().min(600)];
    let len = inside.iter().position(|byte| matches!(byte, b'}' | b'{' | b'`' | b'\\'))?;
    text[2 + len..].starts_with("}}").then_some(len + 4)
}
