//! What is done to a text before the Markdown parser sees it: the ways of Chinese writers that
//! CommonMark does not know, and caps on nesting. Every edit can be undone: spans lead to the original,
//! and text is always taken from there.

mod map;
mod marks;

use std::ops::Range;

use map::Editor;
pub(super) use map::Prepared;
use marks::Marks;

/// Container markers (`>`, `-`, `1.`) that one line may open.
const MARKERS: usize = 32;

/// Columns of indentation that a line may have.
const INDENT: usize = 96;

/// Blank lines kept in a row.
const BLANKS: usize = 2;

/// What an earlier reading found that must be edited.
#[derive(Debug, Default)]
pub(super) struct Hints {
    /// Where lines begin that were taken for indented code: Chinese writers indent paragraphs, so their
    /// indentation is dropped.
    pub(super) dedent: Vec<usize>,
    /// Where sentences begin that were taken for link definitions.
    pub(super) escape: Vec<usize>,
}

impl Hints {
    pub(super) fn is_empty(&self) -> bool {
        self.dedent.is_empty() && self.escape.is_empty()
    }

    /// Adds what the next reading found.
    pub(super) fn add(&mut self, more: Self) {
        for (known, more) in [(&mut self.dedent, more.dedent), (&mut self.escape, more.escape)] {
            known.extend(more);
            known.sort_unstable();
            known.dedup();
        }
    }
}

/// Prepares a range of a text.
pub(super) fn prepare<'a>(text: &'a str, range: Range<usize>, hints: &Hints) -> Prepared<'a> {
    let mut editor = Editor::new(text, range.clone());
    let mut marks = Marks::default();
    let mut dedent = hints.dedent.iter().copied().peekable();
    let mut escape = hints.escape.iter().copied().peekable();
    let mut line = Line { start: range.start, ..Line::default() };
    let mut skip_to = range.start;
    while line.start < range.end {
        let rest = &text[line.start..range.end];
        line.next = rest.find('\n').map_or(range.end, |at| line.start + at + 1);
        line.end = line.start + text[line.start..line.next].trim_end_matches(['\n', '\r']).len();
        if line.start >= skip_to {
            let mut indented = false;
            while dedent.next_if(|&at| at < line.start).is_some() {}
            while let Some(at) = dedent.next_if(|&at| at < line.next) {
                indented = line.dedent(&mut editor, text, at);
            }
            if indented {
                line.dedented(&mut editor, text, range.end);
            } else {
                line.edit(&mut editor, text, range.end);
            }
        }
        while let Some(at) = escape.next_if(|&at| at < line.next) {
            editor.insert(at, "\\");
        }
        if !line.blank
            && line.next > skip_to
            && let Some(close) = marks.line(&mut editor, text, line.start.max(skip_to), line.end)
        {
            skip_to = close;
            line.after_comment(&mut editor, text, close);
        }
        line.previous = line.start..line.end;
        line.start = line.next;
    }
    editor.finish()
}

/// The line at hand and what is known of those before it.
#[derive(Debug, Default)]
struct Line {
    start: usize,
    /// Without the line end.
    end: usize,
    /// Where the next line starts.
    next: usize,
    previous: Range<usize>,
    blank: bool,
    blanks: usize,
}

impl Line {
    fn edit(&mut self, editor: &mut Editor<'_>, text: &str, limit: usize) {
        let whole = &text[self.start..self.end];
        let after_text = !self.blank && !self.previous.is_empty();
        self.blank = whole.trim().is_empty();
        if self.blank {
            self.blanks += 1;
            if self.blanks > BLANKS {
                editor.remove(self.start..self.next);
            } else if !whole.is_ascii() {
                editor.remove(self.start..self.end);
            }
            return;
        }
        self.blanks = 0;
        let Some(first) = whole.bytes().next() else { return };
        // A line that begins with a Chinese character or a letter is the common case.
        if !(first.is_ascii_digit()
            || first.is_ascii_punctuation()
            || matches!(first, b' ' | b'\t' | 0xe3 | 0xe8 | 0xef))
        {
            return;
        }
        let body = whole.trim_start_matches([' ', '\t', '\u{3000}']);
        let body_at = self.end - body.len();
        let lead = &whole[..whole.len() - body.len()];
        if lead.len() > INDENT && !lead.contains('\u{3000}') {
            self.cap_indent(editor, lead);
        }
        if lead.contains('\u{3000}') {
            if heading(body).is_some_and(|(marks, _)| marks >= 2) {
                editor.remove(self.start..body_at);
            } else {
                // `　　` opens a paragraph, blank line or not.
                if after_text && lead.chars().filter(|&ch| ch == '\u{3000}').count() >= 2 {
                    editor.insert(self.start, "\n");
                }
                return;
            }
        }
        self.body(editor, text, body_at, limit, after_text);
    }

    /// Edits the text of a line after its indentation.
    fn body(
        &self,
        editor: &mut Editor<'_>,
        text: &str,
        body_at: usize,
        limit: usize,
        after_text: bool,
    ) {
        let body = &text[body_at..self.end];
        if let Some((marks, len)) = heading(body) {
            let typed = &body[..len];
            if typed.contains('＃') {
                editor.replace(body_at..body_at + len, &"######"[..marks]);
            }
            if !body[len..].is_empty() && !body[len..].starts_with([' ', '\t']) {
                editor.insert(body_at + len, " ");
            }
        } else if body.starts_with("表：") || body.starts_with("表:") {
            let next = text[self.next..limit].trim_start_matches([' ', '\t']);
            if after_text && next.starts_with('|') {
                editor.insert(self.start, "\n");
            }
        } else if body.starts_with('[') {
            self.bracket(editor, body, body_at);
        } else {
            self.markers(editor, body, body_at);
        }
    }

    /// Edits a line whose indentation was dropped.
    fn dedented(&mut self, editor: &mut Editor<'_>, text: &str, limit: usize) {
        self.blank = false;
        self.blanks = 0;
        let line = &text[self.start..self.end];
        let body = line.trim_start_matches([' ', '\t', '\u{3000}']);
        self.body(editor, text, self.end - body.len(), limit, true);
    }

    /// Cuts an indentation down to the cap.
    fn cap_indent(&self, editor: &mut Editor<'_>, lead: &str) {
        let mut columns = 0;
        for (at, ch) in lead.char_indices() {
            if columns >= INDENT {
                editor.remove(self.start + at..self.start + lead.len());
                return;
            }
            columns += if ch == '\t' { 4 - columns % 4 } else { 1 };
        }
    }

    /// `[^1]：` is meant as `[^1]:`; `[备注]: 文字` is no link definition.
    fn bracket(&self, editor: &mut Editor<'_>, body: &str, body_at: usize) {
        let Some(close) = body.find(']') else { return };
        let after = &body[close + 1..];
        if body.starts_with("[^") {
            // The reader drops the full-width colon that is left.
            if after.starts_with('：') {
                editor.insert(body_at + close + 1, ": ");
            }
        } else if let Some(target) = after.strip_prefix(':') {
            let target = target.trim_start();
            let target = match target.strip_prefix('<') {
                Some(inside) => inside.split('>').next(),
                None => target.split(char::is_whitespace).next(),
            };
            let target = target.unwrap_or_default();
            if !target.contains(['/', '#', '@']) && !has_extension(target) {
                editor.insert(body_at, "\\");
            }
        }
    }

    /// Counts the container markers that a line opens, and leaves out those beyond the cap. A number of
    /// three digits and more is a year or the like, no list.
    fn markers(&self, editor: &mut Editor<'_>, body: &str, body_at: usize) {
        let (bytes, mut at, mut count) = (body.as_bytes(), 0, 0);
        let mut cut = None;
        while let Some(&byte) = bytes.get(at) {
            let len = match byte {
                b'>' => 1,
                b'-' | b'+' | b'*' => 1,
                b'0'..=b'9' => {
                    let digits =
                        bytes[at..].iter().take(12).take_while(|b| b.is_ascii_digit()).count();
                    if !matches!(bytes.get(at + digits), Some(b'.' | b')')) {
                        break;
                    }
                    if digits >= 3 {
                        if matches!(bytes.get(at + digits + 1), Some(b' ' | b'\t') | None) {
                            editor.insert(body_at + at + digits, "\\");
                        }
                        break;
                    }
                    digits + 1
                }
                _ => break,
            };
            if byte != b'>' && !matches!(bytes.get(at + len), Some(b' ' | b'\t')) {
                break;
            }
            if count == MARKERS {
                cut = Some(at);
            }
            count += 1;
            at += len;
            let blank = bytes[at..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
            if blank > INDENT && cut.is_none() {
                editor.remove(body_at + at + INDENT..body_at + at + blank);
            }
            at += blank;
        }
        if let Some(from) = cut
            && !thematic(body)
        {
            editor.remove(body_at + from..body_at + at);
        }
        if count > 0 && body[at..].starts_with('[') {
            self.bracket(editor, &body[at..], body_at + at);
        }
    }

    /// Drops the indentation of the text at `at`, up to the container it stands in. A line after one that
    /// ended a sentence opens a paragraph of its own.
    fn dedent(&self, editor: &mut Editor<'_>, text: &str, at: usize) -> bool {
        let Some(before) = text.get(self.start..at) else { return false };
        let mut columns = 0;
        let from = before
            .bytes()
            .rev()
            .take_while(|&byte| {
                let room = columns < 4 && matches!(byte, b' ' | b'\t');
                columns += if byte == b'\t' { 4 } else { 1 };
                room
            })
            .count();
        let rest = &text[at..self.end];
        let blank = rest.len() - rest.trim_start().len();
        let sentence = |ch: char| matches!(ch, '。' | '！' | '？' | '：' | '…' | '”');
        let previous = text[self.previous.clone()].trim_end();
        if before.trim_start().is_empty() && previous.ends_with(sentence) {
            editor.insert(self.start, "\n");
        }
        editor.remove(at - from..at + blank);
        true
    }

    /// A comment that stands at the head of its line ends a block there: what follows on the line is a
    /// paragraph.
    fn after_comment(&self, editor: &mut Editor<'_>, text: &str, close: usize) {
        let head = text[self.start..].trim_start_matches([' ', '\t']).starts_with("<!--");
        let stop = text[close..].find('\n').map_or(text.len(), |at| close + at);
        if head && !text[close..stop].trim().is_empty() {
            editor.insert(close, "\n");
        }
    }
}

/// The marks of a heading line, of either width: how many, and their bytes. `#话题#` is none.
fn heading(body: &str) -> Option<(usize, usize)> {
    let rest = body.trim_start_matches(['#', '＃']);
    let len = body.len() - rest.len();
    let marks = body[..len].chars().count();
    let spaced = rest.is_empty() || rest.starts_with([' ', '\t', '\u{3000}']);
    let topic = marks == 1
        && !spaced
        && (rest.contains(['#', '＃']) || !rest.chars().next().is_some_and(crate::cjk::is_cjk));
    ((1..=6).contains(&marks) && !topic).then_some((marks, len))
}

fn has_extension(target: &str) -> bool {
    target.rsplit_once('.').is_some_and(|(_, end)| {
        (2..=5).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

/// Whether a line is a thematic break.
fn thematic(line: &str) -> bool {
    let mut marks = line.bytes().filter(|byte| !byte.is_ascii_whitespace());
    marks
        .next()
        .is_some_and(|first| matches!(first, b'-' | b'*' | b'_') && marks.all(|b| b == first))
}
