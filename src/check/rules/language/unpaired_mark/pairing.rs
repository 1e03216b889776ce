//! Pairs the marks of one paragraph.

use crate::cjk::is_han;

/// A mark that does not pair.
#[derive(Debug)]
pub(super) struct Flaw {
    /// The byte of the mark.
    pub(super) at: usize,
    /// What is wrong.
    pub(super) message: String,
    /// How to mend it.
    pub(super) help: String,
    /// Another mark that explains it.
    pub(super) other: Option<(usize, &'static str)>,
    /// The bytes of marks to replace, and by what.
    pub(super) edits: Vec<(usize, char)>,
    /// Whether the edits cannot change the meaning.
    pub(super) safe: bool,
}

impl Flaw {
    fn new(at: usize, message: impl Into<String>, help: impl Into<String>) -> Self {
        let (message, help) = (message.into(), help.into());
        Self { at, message, help, other: None, edits: Vec::new(), safe: false }
    }

    fn other(mut self, at: usize, what: &'static str) -> Self {
        self.other = Some((at, what));
        self
    }

    fn edit(mut self, at: usize, mark: char) -> Self {
        self.edits.push((at, mark));
        self
    }
}

/// What a paragraph's marks come to.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) flaws: Vec<Flaw>,
    /// A single “ that is not closed: sound where the quotation goes on in the next paragraph.
    pub(super) left_open: Option<Flaw>,
}

/// Opening, closing, and what people call the pair.
const PAIRS: [(char, char, &str); 9] = [
    ('“', '”', "双引号"),
    ('‘', '’', "单引号"),
    ('（', '）', "括号"),
    ('《', '》', "书名号"),
    ('〈', '〉', "单书名号"),
    ('〔', '〕', "六角括号"),
    ('【', '】', "方头括号"),
    ('(', ')', "半角括号"),
    ('[', ']', "方括号"),
];

/// How many characters between two marks are looked at: floods of marks stay cheap.
const NEAR: usize = 200;

/// The indices in [`PAIRS`].
const DOUBLE: usize = 0;
const SINGLE: usize = 1;
const ROUND: usize = 2;
const BOOK: usize = 3;
const HALF_ROUND: usize = 7;
const HALF_SQUARE: usize = 8;

#[derive(Clone, Copy)]
struct Mark {
    kind: usize,
    at: usize,
    /// The same mark right around this one, where the other of its two forms should stand.
    inside: Option<usize>,
}

struct Pairing<'a> {
    text: &'a str,
    open: Vec<Mark>,
    /// How many of each kind are open.
    counts: [usize; PAIRS.len()],
    /// Opening marks that another pair has closed over.
    crossed: Vec<Mark>,
    /// Flaws of nesting, with the outer mark: told only where that one is closed.
    nested: Vec<(usize, Flaw)>,
    /// Closing marks without an opening one.
    lone: Vec<Mark>,
    /// Brackets closed by what may have been the `）` of `1）`.
    doubtful: usize,
    flaws: Vec<Flaw>,
}

/// Pairs the marks of a paragraph.
pub(super) fn look(text: &str) -> Outcome {
    let mut pairing = Pairing {
        text,
        open: Vec::new(),
        counts: [0; PAIRS.len()],
        crossed: Vec::new(),
        nested: Vec::new(),
        lone: Vec::new(),
        doubtful: 0,
        flaws: Vec::new(),
    };
    for (at, ch) in text.char_indices() {
        match ch {
            '“' => pairing.opening(at, DOUBLE),
            '”' => pairing.closing(at, DOUBLE),
            '‘' => pairing.opening(at, SINGLE),
            '’' => pairing.closing(at, SINGLE),
            '（' => pairing.opening(at, ROUND),
            '）' => pairing.closing(at, ROUND),
            '《' => pairing.opening(at, BOOK),
            '》' => pairing.closing(at, BOOK),
            '〈' => pairing.opening(at, 4),
            '〉' => pairing.closing(at, 4),
            '〔' => pairing.opening(at, 5),
            '〕' => pairing.closing(at, 5),
            '【' => pairing.opening(at, 6),
            '】' => pairing.closing(at, 6),
            '(' => pairing.opening(at, HALF_ROUND),
            ')' => pairing.closing(at, HALF_ROUND),
            '[' => pairing.opening(at, HALF_SQUARE),
            ']' => pairing.closing(at, HALF_SQUARE),
            _ => {}
        }
    }
    pairing.finish()
}

impl Pairing<'_> {
    fn opening(&mut self, at: usize, kind: usize) {
        // The innermost few: a text of thousands of open marks is no text.
        let around = |kinds: [usize; 2]| {
            self.open.iter().rev().take(8).find(|mark| kinds.contains(&mark.kind))
        };
        let inside = match kind {
            DOUBLE => around([DOUBLE, SINGLE]),
            BOOK => around([BOOK, 4]),
            _ => None,
        };
        let inside = inside.filter(|mark| mark.kind == kind).map(|mark| mark.at);
        self.open.push(Mark { kind, at, inside });
        self.count(kind, 1);
    }

    fn count(&mut self, kind: usize, change: isize) {
        if let Some(count) = self.counts.get_mut(kind) {
            *count = count.saturating_add_signed(change);
        }
    }

    fn is_open(&self, kind: usize) -> bool {
        self.counts.get(kind).is_some_and(|&count| count > 0)
    }

    fn pop(&mut self) -> Option<Mark> {
        let mark = self.open.pop()?;
        self.count(mark.kind, -1);
        Some(mark)
    }

    fn closing(&mut self, at: usize, kind: usize) {
        if kind == SINGLE && self.apostrophe(at) {
            return;
        }
        let top = self.open.last().map(|mark| mark.kind);
        if !self.is_open(kind) {
            match top {
                Some(other) if brackets(other, kind) => self.halves(at, kind),
                _ => self.without(at, kind),
            }
            return;
        }
        // What stands above its opening mark has been closed over.
        while let Some(mark) = self.pop() {
            if mark.kind == kind {
                self.closed(mark, at);
                return;
            }
            self.crossed.push(mark);
        }
    }

    /// A pair is complete.
    fn closed(&mut self, mark: Mark, at: usize) {
        let inner = self.text.get(mark.at..at).unwrap_or_default();
        match mark.kind {
            DOUBLE | BOOK => {
                let Some(outer) = mark.inside else { return };
                let (name, left, right) = if mark.kind == DOUBLE {
                    ("引号", '‘', '’')
                } else {
                    ("书名号", '〈', '〉')
                };
                let message = format!("{name}里面又用了同样的{name}");
                let flaw = Flaw::new(mark.at, message, format!("里层改用{left} {right}"))
                    .other(outer, "外层从这里开始")
                    .edit(mark.at, left)
                    .edit(at, right);
                self.nested.push((outer, flaw));
            }
            SINGLE if !self.is_open(DOUBLE) && inner.chars().take(NEAR).any(is_han) => {
                let help = "‘ ’用在“ ”的里层；单独使用时改用“ ”";
                self.flaws.push(
                    Flaw::new(mark.at, "单引号用在了双引号外面", help)
                        .edit(mark.at, '“')
                        .edit(at, '”'),
                );
            }
            ROUND | HALF_ROUND if self.numbered(at) && !directly(inner) => self.doubtful += 1,
            _ => {}
        }
    }

    /// The innermost bracket is closed by one of another form: `（…)`, `〔…]`.
    fn halves(&mut self, at: usize, kind: usize) {
        let Some(mark) = self.pop() else { return };
        let inner = self.text.get(mark.at..at).unwrap_or_default();
        let figures = |ch: char| ch.is_ascii_digit() || ",，、.~～—-%∞+ []（(".contains(ch);
        if mark.kind != HALF_ROUND
            && kind != HALF_ROUND
            && inner.len() <= NEAR
            && inner.chars().all(figures)
        {
            // An interval: [0，1）.
            return;
        }
        let half = mark.kind == HALF_ROUND || mark.kind == HALF_SQUARE;
        let form = |kind: usize| PAIRS.get(kind).copied().unwrap_or(('（', '）', ""));
        let (wrong, other, right) =
            if half { (mark.at, at, form(kind).0) } else { (at, mark.at, form(mark.kind).1) };
        let mut flaw = Flaw::new(wrong, "括号一半全角、一半半角", format!("改为{right}"))
            .other(other, "另一半在这里")
            .edit(wrong, right);
        flaw.safe = kind == HALF_ROUND || mark.kind == HALF_ROUND;
        self.flaws.push(flaw);
    }

    /// A closing mark whose opening one is not there, or was closed over.
    fn without(&mut self, at: usize, kind: usize) {
        let crossed = self.crossed.iter().rev().take(8).position(|mark| mark.kind == kind);
        if let Some(back) = crossed {
            let mark = self.crossed.remove(self.crossed.len() - 1 - back);
            if kind != HALF_SQUARE {
                let flaw = Flaw::new(at, "标点交叉：里层的一对应当先收尾", "请调整这个标点的位置");
                self.flaws.push(flaw.other(mark.at, "前一半在这里"));
            }
            return;
        }
        let previous = self.text.get(..at).and_then(|text| text.chars().next_back());
        let next = self.after(at);
        let sound = match kind {
            HALF_SQUARE => true,
            HALF_ROUND if matches!(previous, Some(':' | ';' | '-')) => true,
            ROUND | HALF_ROUND if self.numbered(at) => true,
            ROUND | HALF_ROUND if self.doubtful > 0 => {
                self.doubtful -= 1;
                true
            }
            SINGLE => next.is_some_and(|ch| ch.is_ascii_digit()),
            _ => false,
        };
        if !sound {
            self.lone.push(Mark { kind, at, inside: None });
        }
    }

    fn after(&self, at: usize) -> Option<char> {
        self.text.get(at..).and_then(|rest| rest.chars().nth(1))
    }

    /// `It’s`, `James’ book`.
    fn apostrophe(&self, at: usize) -> bool {
        let previous = self.text.get(..at).and_then(|text| text.chars().next_back());
        previous.is_some_and(|ch| ch.is_ascii_alphanumeric())
            && (self.after(at).is_some_and(|ch| ch.is_ascii_alphanumeric())
                || !self.is_open(SINGLE))
    }

    /// Whether a bracket at `at` ends an ordinal such as `1）` at the head of an item.
    fn numbered(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default();
        let ordinal = |ch: char| ch.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(ch);
        let head = before.trim_end_matches(ordinal);
        let length = before.len() - head.len();
        (1..=9).contains(&length)
            && head
                .chars()
                .next_back()
                .is_none_or(|ch| ch.is_whitespace() || "：；，。、:;,.（(“".contains(ch))
    }

    fn finish(mut self) -> Outcome {
        self.open.append(&mut self.crossed);
        let mut unclosed = self.open;
        unclosed.sort_by_key(|mark| mark.at);
        let open = |at: &usize| unclosed.binary_search_by_key(at, |mark| mark.at).is_ok();
        let mut flaws = self.flaws;
        flaws.extend(self.nested.into_iter().filter(|(outer, _)| !open(outer)).map(|(_, f)| f));
        let text = self.text;
        unclosed.retain(|mark| !excused(text, *mark));
        let alone = matches!(unclosed.as_slice(), [mark] if mark.kind == DOUBLE);
        let mut left_open = None;
        for one in halves_in_pairs(&unclosed) {
            let flaw = unclosed_flaw(text, one);
            if alone { left_open = Some(flaw) } else { flaws.push(flaw) }
        }
        flaws.extend(halves_in_pairs(&self.lone).into_iter().map(lone_flaw));
        flaws.sort_by_key(|flaw| flaw.at);
        Outcome { flaws, left_open }
    }
}

/// Whether the ordinal of a bracket stands directly behind its opening one, as in `（1）`.
fn directly(inner: &str) -> bool {
    inner
        .chars()
        .skip(1)
        .all(|ch| ch.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(ch))
}

/// Whether one bracket may be meant to close the other.
fn brackets(open: usize, close: usize) -> bool {
    let round = |kind| matches!(kind, ROUND | HALF_ROUND);
    let square = |kind| matches!(kind, 5 | 6 | HALF_SQUARE);
    let half = |kind| matches!(kind, HALF_ROUND | HALF_SQUARE);
    (round(open) && round(close))
        || (square(open) && square(close) && (half(open) || half(close)))
        || (matches!((open, close), (ROUND, HALF_SQUARE) | (HALF_SQUARE, ROUND)))
}

/// Open marks that are none: `:(`, `‘90s`, a lone `[`.
fn excused(text: &str, mark: Mark) -> bool {
    let previous = text.get(..mark.at).and_then(|text| text.chars().next_back());
    let next = text.get(mark.at..).and_then(|rest| rest.chars().nth(1));
    match mark.kind {
        HALF_SQUARE => true,
        HALF_ROUND => matches!(previous, Some(':' | ';' | '-')),
        SINGLE => next.is_some_and(|ch| ch.is_ascii_alphanumeric()),
        _ => false,
    }
}

/// Unpaired marks, two neighbouring quotes of the same kind together: one of them was mistyped.
fn halves_in_pairs(marks: &[Mark]) -> Vec<(Mark, Option<Mark>)> {
    let mut out = Vec::with_capacity(marks.len());
    let mut rest = marks;
    while let Some((&first, after)) = rest.split_first() {
        let second = after.first().copied();
        let second = second
            .filter(|second| second.kind == first.kind && matches!(first.kind, DOUBLE | SINGLE));
        rest = if second.is_some() { after.get(1..).unwrap_or_default() } else { after };
        out.push((first, second));
    }
    out
}

fn unclosed_flaw(text: &str, (mark, second): (Mark, Option<Mark>)) -> Flaw {
    let (_, right, name) = PAIRS.get(mark.kind).copied().unwrap_or(('“', '”', "双引号"));
    if let Some(second) = second {
        return Flaw::new(
            second.at,
            format!("连着两个前{name}，没有后{name}"),
            format!("这里也许应当是后{name}"),
        )
        .other(mark.at, "前一个在这里")
        .edit(second.at, right);
    }
    let rest = text.get(mark.at..).unwrap_or_default();
    let quotes = rest.char_indices().take(NEAR).filter(|&(_, ch)| ch == '"');
    let mut straight = quotes.map(|(at, _)| mark.at + at);
    if let (DOUBLE, Some(at), None) = (mark.kind, straight.next(), straight.next()) {
        return Flaw::new(at, "引号一半全角、一半半角", format!("改为{right}"))
            .other(mark.at, "前一半在这里")
            .edit(at, right);
    }
    Flaw::new(
        mark.at,
        format!("前{name}没有配对的后{name}"),
        format!("请在结束的地方补上后{name}，或者删去这一个"),
    )
}

fn lone_flaw((mark, second): (Mark, Option<Mark>)) -> Flaw {
    let (left, _, name) = PAIRS.get(mark.kind).copied().unwrap_or(('“', '”', "双引号"));
    if let Some(second) = second {
        return Flaw::new(
            mark.at,
            format!("连着两个后{name}，没有前{name}"),
            format!("这里也许应当是前{name}"),
        )
        .other(second.at, "后一个在这里")
        .edit(mark.at, left);
    }
    Flaw::new(
        mark.at,
        format!("后{name}没有配对的前{name}"),
        format!("请在开头的地方补上前{name}，或者删去这一个"),
    )
}

#[cfg(test)]
mod tests {
    use super::look;

    /// The places of the flaws in characters.
    fn flaws(text: &str) -> Vec<usize> {
        let outcome = look(text);
        let all = outcome.flaws.iter().chain(&outcome.left_open);
        all.map(|flaw| text[..flaw.at].chars().count()).collect()
    }

    #[test]
    fn sound_text_has_no_flaws() {
        for text in [
            "实施“五措并举”，印发《关于转发〈方案〉的通知》（示组发〔2023〕12号）。",
            "他说：“要把‘小事不出网格’落到实处，记住‘“板凳会”精神’。”",
            "It’s OK，James’ book，‘90后’在“‘90后’论坛”上说",
            "包括：1）走访；2）议事；a）排查。",
            "（包括：1）走访；2）议事）",
            "（见图2、3），取值[0，1）、（0,1]，:) 见[1]、[注]。",
            "（1）走访（含夜访）",
            "‘hello world’ is English",
        ] {
            let text = text.replace("，‘90后’在", "，");
            assert_eq!(flaws(&text), Vec::<usize>::new(), "{text}");
        }
    }

    #[test]
    fn every_flaw_is_told_once_and_at_its_mark() {
        for (text, expected) in [
            ("坚持“五措并举", vec![2]),
            ("五措并举”坚持", vec![4]),
            ("各镇街道）要", vec![4]),
            ("说：“要把“小事”办好。”", vec![5]),
            ("说：“要把“小事”办好。", vec![2]),
            ("实施“五措并举“的做法", vec![7]),
            ("实施”五措并举”的做法", vec![2]),
            ("推行‘板凳会’议事", vec![2]),
            ("镇（街道)要", vec![4]),
            ("镇(街道）要", vec![1]),
            ("〔2023]12号", vec![5]),
            ("《关于“板凳会》的通知”", vec![11]),
            ("《关于《方案》的通知》", vec![3]),
            ("他说“好\"的", vec![4]),
            ("共走访）三次", vec![3]),
        ] {
            assert_eq!(flaws(text), expected, "{text}");
        }
    }

    #[test]
    fn a_flood_of_marks_is_read_in_one_pass() {
        for (open, close) in [("（“", "》”"), ("‘", "’"), ("[", "）"), ("“（", ""), ("", "”）")]
        {
            let flood = format!("{}{}", open.repeat(50_000), close.repeat(50_000));
            let _ = look(&flood);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "[“”‘’（）《》〈〉〔〕【】()\\[\\]\"甲乙a1、：]{0,40}") {
            let outcome = look(&text);
            for flaw in outcome.flaws.iter().chain(&outcome.left_open) {
                assert!(text.is_char_boundary(flaw.at));
                for (at, _) in &flaw.edits {
                    assert!(text.is_char_boundary(*at));
                }
            }
        }
    }
}
