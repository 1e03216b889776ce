//! The words of a title: the cheapest way to read it as words of `assets/words/titles.txt`, names and figures.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::cjk::{is_closing, is_han, is_opening};

/// The word list; a class stands in brackets before its words.
const LIST: &str = include_str!("../../../assets/words/titles.txt");

/// What a word does in a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// 的, 等, 进程中: leans on what stands before it.
    Particle,
    /// 和, 暨.
    Conjunction,
    /// 关于, 对, 围绕: leads to what follows.
    Preposition,
    /// 进一步, 着力: leads to a verb.
    Adverb,
    /// 重大, 专项: leads to a noun.
    Adjective,
    /// 推进, 印发: leads to its object.
    Verb,
    /// 建设, 治理: a verb that mostly stands as a noun.
    Gerund,
    /// 情况, 党支部.
    Noun,
    /// The kind of document: 通知, 实施意见.
    Genre,
    /// 人民政府, 组织部.
    Organ,
    /// 浙江省, 示例县.
    Place,
    /// 上半年, 2023年.
    Time,
    /// A figure with its unit: 3名, 第三.
    Number,
    /// A person's name, with 同志 where it follows.
    Person,
    /// Letters.
    Latin,
    /// An opening bracket or quote.
    Open,
    /// A closing bracket or quote.
    Close,
    /// Any other mark.
    Mark,
    /// A blank.
    Space,
    /// A character of no known word.
    Unknown,
}

/// A word, in bytes of the title.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
}

/// The word list, ready to be looked up.
struct Lexicon {
    words: HashMap<&'static str, Kind>,
    /// Characters of the longest word.
    longest: usize,
    measures: Vec<&'static str>,
    surnames: Vec<char>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon {
        words: HashMap::with_capacity(LIST.len() / 9),
        longest: 1,
        measures: Vec::new(),
        surnames: Vec::new(),
    };
    let mut class = "";
    for line in LIST.lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            class = name;
            continue;
        }
        let words = line.split(' ').filter(|word| !word.is_empty());
        match (class, kind_of(class)) {
            ("量词", _) => lexicon.measures.extend(words),
            ("姓氏", _) => lexicon.surnames.extend(words.flat_map(str::chars)),
            (_, Some(kind)) => {
                for word in words {
                    lexicon.longest = lexicon.longest.max(word.len() / 3);
                    lexicon.words.entry(word).or_insert(kind);
                }
            }
            _ => {}
        }
    }
    lexicon
});

fn kind_of(class: &str) -> Option<Kind> {
    Some(match class {
        "助词" => Kind::Particle,
        "连词" => Kind::Conjunction,
        "介词" => Kind::Preposition,
        "副词" => Kind::Adverb,
        "形容" => Kind::Adjective,
        "动词" => Kind::Verb,
        "动名" => Kind::Gerund,
        "名词" => Kind::Noun,
        "文种" => Kind::Genre,
        "机关" => Kind::Organ,
        "地名" => Kind::Place,
        "时间" => Kind::Time,
        _ => return None,
    })
}

/// What a character of no known word costs.
const UNKNOWN: f64 = 2.4;
/// How the names of places end.
const PLACES: [&str; 26] = [
    "省",
    "市",
    "县",
    "区",
    "镇",
    "乡",
    "村",
    "州",
    "街道",
    "社区",
    "新区",
    "片区",
    "水库",
    "自治县",
    "自治州",
    "自治区",
    "古镇",
    "古城",
    "景区",
    "园区",
    "新城",
    "公园",
    "流域",
    "大桥",
    "工业园",
    "工业园区",
];
/// How the names of offices end that no list can hold.
const OFFICES: &str = "局厅署";
/// What follows a person's name.
const TITLES: [&str; 6] = ["同志", "书记", "主任", "县长", "市长", "等"];

/// A title as words, without a gap between them.
pub(super) fn words(text: &str) -> Vec<Word> {
    let lexicon = &*LEXICON;
    // Byte offsets of the characters, the end among them.
    let at: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let chars: Vec<char> = text.chars().collect();
    let reader = Reader { text, at: &at, chars: &chars, lexicon };
    // The cheapest reading up to each character, and its last word.
    let mut best: Vec<(f64, usize, Kind)> = vec![(f64::INFINITY, 0, Kind::Unknown); at.len()];
    best[0].0 = 0.0;
    for from in 0..chars.len() {
        let known = best[from].0;
        reader.each(from, |to, cost, kind| {
            if let Some(found) = best.get_mut(to)
                && known + cost < found.0
            {
                *found = (known + cost, from, kind);
            }
        });
    }
    let mut words = Vec::with_capacity(chars.len() / 2 + 1);
    let mut to = chars.len();
    while to > 0 {
        let (_, from, kind) = best[to];
        words.push(Word { start: at[from], end: at[to], kind });
        to = from;
    }
    words.reverse();
    words
}

/// Whether a word may be read as two that begin and end at byte `at`, as 基层党建工作 may.
pub(super) fn is_joint(text: &str, word: Word, at: usize) -> bool {
    let known = |from: usize, to: usize| {
        text.get(from..to)
            .is_some_and(|part| part.chars().nth(1).is_some() && LEXICON.words.contains_key(part))
    };
    known(word.start, at) && known(at, word.end)
}

struct Reader<'a> {
    text: &'a str,
    at: &'a [usize],
    chars: &'a [char],
    lexicon: &'static Lexicon,
}

impl Reader<'_> {
    fn slice(&self, from: usize, to: usize) -> &str {
        match (self.at.get(from), self.at.get(to)) {
            (Some(&from), Some(&to)) => self.text.get(from..to).unwrap_or_default(),
            _ => "",
        }
    }

    fn char(&self, at: usize) -> char {
        self.chars.get(at).copied().unwrap_or('\0')
    }

    fn kind(&self, word: &str) -> Option<Kind> {
        self.lexicon.words.get(word).copied()
    }

    /// Whether a character is a word that no name begins with: 和, 在, 的.
    fn is_function(&self, at: usize) -> bool {
        let kind = self.kind(self.slice(at, at + 1));
        matches!(kind, Some(Kind::Particle | Kind::Conjunction | Kind::Preposition))
    }

    /// Calls `take` with the end, cost and kind of every word that may begin at `from`.
    fn each(&self, from: usize, mut take: impl FnMut(usize, f64, Kind)) {
        let first = self.char(from);
        if first.is_ascii_digit() || is_numeral(first) || first == '第' {
            self.figures(from, &mut take);
        }
        if !is_han(first) {
            let (to, kind) = self.mark(from, first);
            return take(to, 1.0, kind);
        }
        take(from + 1, UNKNOWN, Kind::Unknown);
        let most = self.lexicon.longest.min(self.chars.len() - from);
        for length in 1..=most {
            if let Some(kind) = self.kind(self.slice(from, from + length)) {
                let cost = if length == 1 { 1.3 } else { 1.0 - 0.02 * length as f64 };
                take(from + length, cost, kind);
            }
        }
        self.names(from, &mut take);
    }

    /// A mark or a run of letters.
    fn mark(&self, from: usize, first: char) -> (usize, Kind) {
        let letters = |ch: char| {
            ch.is_alphanumeric() && !is_han(ch) || matches!(ch, '+' | '-' | '/' | '.' | '&' | '_')
        };
        if letters(first) {
            let length = self.chars[from..].iter().take_while(|ch| letters(**ch)).count();
            return (from + length, Kind::Latin);
        }
        let kind = match first {
            ' ' | '\u{3000}' => Kind::Space,
            _ if is_opening(first) => Kind::Open,
            _ if is_closing(first) => Kind::Close,
            _ => Kind::Mark,
        };
        (from + 1, kind)
    }

    /// A figure and its unit: 2023年, 1—10月, 第三届, 102周年, 84.2%.
    fn figures(&self, from: usize, take: &mut impl FnMut(usize, f64, Kind)) {
        let ordinal = self.char(from) == '第';
        let mut to = from + usize::from(ordinal);
        let start = to;
        if self.char(to).is_ascii_digit() {
            let digit = |at: usize| self.char(at).is_ascii_digit();
            while digit(to)
                || (matches!(self.char(to), '.' | '/' | '-' | '—' | '～') && digit(to + 1))
            {
                to += 1;
            }
            to += usize::from(matches!(self.char(to), '%' | '％' | '‰' | '℃'));
        } else {
            while is_numeral(self.char(to)) {
                to += 1;
            }
        }
        if to == start {
            return;
        }
        let han = is_numeral(self.char(start));
        if !han || ordinal {
            take(to, 1.2, Kind::Number);
        }
        if matches!(self.char(to), '余' | '多' | '几') {
            to += 1;
        }
        for unit in &self.lexicon.measures {
            let length = unit.chars().count();
            if self.slice(to, to + length) == *unit {
                let time = unit.starts_with(['年', '月', '日', '号', '季', '学', '周', '天'])
                    && *unit != "周年";
                let kind = if time { Kind::Time } else { Kind::Number };
                // A unit of several characters is the one meant.
                take(to + length, 1.25 - 0.02 * length as f64, kind);
            }
        }
    }

    /// Names that their ends betray: 平江县, 县移民局, 李示例同志.
    fn names(&self, from: usize, take: &mut impl FnMut(usize, f64, Kind)) {
        let stem = (from..(from + 4).min(self.chars.len()))
            .take_while(|&at| {
                is_han(self.char(at))
                    && !self.is_function(at)
                    && !"省市县区镇乡局厅署".contains(self.char(at))
            })
            .count();
        for length in 1..=stem {
            let to = from + length;
            // Names of two characters are by far the most; a longer one is rather two words.
            let cost = [1.7, 1.6, 2.2].get(length - 1).copied().unwrap_or(2.4);
            let known = self.kind(self.slice(from, to));
            if length < 4 && matches!(known, None | Some(Kind::Place)) {
                for end in PLACES {
                    let size = end.chars().count();
                    if self.slice(to, to + size) == end {
                        take(to + size, cost, Kind::Place);
                    }
                }
            }
            if length > 1 && OFFICES.contains(self.char(to)) {
                take(to + 1, cost + 0.3, Kind::Organ);
            }
            if (2..=3).contains(&length) && self.lexicon.surnames.contains(&self.char(from)) {
                for title in TITLES {
                    let size = title.chars().count();
                    if self.slice(to, to + size) == title {
                        take(to, 1.6, Kind::Person);
                        if title == "同志" {
                            take(to + size, 1.6, Kind::Person);
                        }
                    }
                }
            }
        }
    }
}

fn is_numeral(ch: char) -> bool {
    "〇零一二三四五六七八九十百千万亿两".contains(ch)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let words: Vec<_> = words(text).iter().map(|word| &text[word.start..word.end]).collect();
        words.join("|")
    }

    #[test]
    fn titles_are_read_as_words_names_and_figures() {
        for (title, wanted) in [
            ("转化为推动老区振兴", "转化为|推动|老区|振兴"),
            ("推动治理和平安建设", "推动|治理|和|平安建设"),
            ("组织部门", "组织|部门"),
            ("在平江县委员会", "在|平江县|委员会"),
            ("赴浙江省湖州市考察", "赴|浙江省|湖州市|考察"),
            ("2023年1—10月工作", "2023年|1—10月|工作"),
            ("第三次会议等3名同志", "第三次|会议|等|3名|同志"),
            ("县移民局张某某同志在全县", "县|移民局|张某某同志|在|全县"),
            ("2023/2024年度AI+政务", "2023/2024年度|AI+|政务"),
            ("新质生产力赋能", "新质生产力|赋能"),
            ("《条例》的通知", "《|条例|》|的|通知"),
        ] {
            assert_eq!(read(title), wanted);
        }
    }

    #[test]
    fn every_byte_belongs_to_a_word() {
        for text in ["", "a", "𠮷野家 \u{301}é第", "第第一", "——……", "1.", "第"] {
            let mut end = 0;
            for word in words(text) {
                assert_eq!(word.start, end);
                assert!(word.end > end);
                end = word.end;
            }
            assert_eq!(end, text.len());
        }
    }

    #[test]
    fn the_list_is_sound() {
        let mut seen = std::collections::HashSet::new();
        let mut class = "";
        let mut count = 0;
        for line in LIST.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            if let Some(name) = line.strip_prefix('[') {
                class = name.trim_end_matches(']');
                assert!(matches!(class, "量词" | "姓氏") || kind_of(class).is_some(), "{class}");
                continue;
            }
            for word in line.split(' ') {
                count += 1;
                assert!(!word.is_empty() && !word.contains(char::is_whitespace), "{line}");
                if !matches!(class, "量词" | "姓氏") {
                    assert!(seen.insert(word), "{word} stands twice");
                }
            }
        }
        assert!(count > 5000);
    }
}
