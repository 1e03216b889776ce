//! What stands beside a hit.

use std::ops::Range;

/// What may stand beside a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pattern<'a> {
    /// Text as it is.
    Text(&'a str),
    /// `‹数›`: a digit or a Chinese numeral.
    Number,
    /// `‹时›`: a point of time, such as `2023年`, `8月`, `目前`, `今年`.
    Time,
    /// `‹界›`: a mark, a line end, or the text's own end.
    Edge,
    /// `‹汉›`: a Chinese character.
    Han,
}

/// How many characters of a sentence are looked at.
const FAR: usize = 120;
/// Words for a point of time.
const TIMES: [&str; 22] = [
    "目前",
    "现在",
    "当前",
    "今年",
    "去年",
    "前年",
    "本月",
    "上月",
    "昨日",
    "昨天",
    "今日",
    "今天",
    "年底",
    "年末",
    "月底",
    "月末",
    "上年",
    "本年",
    "此时",
    "同期",
    "上半年",
    "发稿",
];

impl<'a> Pattern<'a> {
    /// Reads a word of the data; `None` for a class that there is not.
    pub(crate) fn of(word: &'a str) -> Option<Self> {
        match word {
            "‹数›" => Some(Self::Number),
            "‹时›" => Some(Self::Time),
            "‹界›" => Some(Self::Edge),
            "‹汉›" => Some(Self::Han),
            _ if word.contains(['‹', '›']) => None,
            _ => Some(Self::Text(word)),
        }
    }

    /// Whether a text begins with it.
    fn begins(self, text: &str) -> bool {
        let first = text.chars().next();
        match self {
            Self::Text(word) => text.starts_with(word),
            Self::Number => first.is_some_and(is_numeral),
            Self::Time => is_time(text),
            Self::Edge => first.is_none_or(is_edge),
            Self::Han => first.is_some_and(crate::cjk::is_han),
        }
    }

    /// Whether a text ends with it.
    fn ends(self, text: &str) -> bool {
        let last = text.chars().next_back();
        match self {
            Self::Text(word) => text.ends_with(word),
            Self::Number => last.is_some_and(is_numeral),
            Self::Time => last.is_some_and(|ch| matches!(ch, '年' | '月' | '日' | '前')),
            Self::Edge => last.is_none_or(is_edge),
            Self::Han => last.is_some_and(crate::cjk::is_han),
        }
    }
}

/// Whether a character is a digit or a Chinese numeral.
pub(crate) fn is_numeral(ch: char) -> bool {
    ch.is_ascii_digit() || "〇零一二三四五六七八九十百千万亿两".contains(ch)
}

/// Whether a character parts clauses.
fn is_edge(ch: char) -> bool {
    !crate::cjk::is_han(ch) && !ch.is_ascii_alphanumeric()
}

/// `2023年`, `8月`, `15日`, `二〇二三年`, `目前`.
fn is_time(text: &str) -> bool {
    let text = text.trim_start_matches(' ');
    if TIMES.iter().any(|word| text.starts_with(word)) {
        return true;
    }
    let end = text.char_indices().take(5).find(|&(_, ch)| !is_numeral(ch)).map(|(at, _)| at);
    let Some(end) = end.filter(|&end| end > 0) else { return false };
    let rest = text.get(end..).unwrap_or_default().trim_start_matches(' ');
    rest.starts_with(['年', '月', '日']) && !rest.starts_with("日内")
}

/// Conditions on what stands around a hit.
#[derive(Debug, Default)]
pub(crate) struct Near<'a> {
    /// 前: one of these stands right before; empty for anything.
    pub before: Vec<Pattern<'a>>,
    /// 后: one of these stands right behind.
    pub after: Vec<Pattern<'a>>,
    /// 除: sound words that hold the hit.
    pub sound: Vec<&'a str>,
    /// 有: one of these stands behind it in the same sentence.
    pub with: Vec<&'a str>,
    /// 无: none of these stands behind it in the same sentence.
    pub without: Vec<&'a str>,
}

impl<'a> Near<'a> {
    /// Takes a field in. `Ok(false)` for a field of another kind.
    pub(crate) fn take(&mut self, field: &super::Field<'a>) -> Result<bool, String> {
        let patterns = |out: &mut Vec<Pattern<'a>>| {
            for word in field.words() {
                out.push(Pattern::of(word).ok_or_else(|| format!("no such class: {word}"))?);
            }
            Ok(true)
        };
        match field.name {
            "前" => patterns(&mut self.before),
            "后" => patterns(&mut self.after),
            "除" => {
                self.sound.extend(field.words());
                Ok(true)
            }
            "有" => {
                self.with.extend(field.words());
                Ok(true)
            }
            "无" => {
                self.without.extend(field.words());
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// Whether what stands around a range allows the hit.
    pub(crate) fn allows(&self, text: &str, range: &Range<usize>) -> bool {
        let (Some(before), Some(after)) = (text.get(..range.start), text.get(range.end..)) else {
            return false;
        };
        if !self.before.is_empty() && !self.before.iter().any(|one| one.ends(before)) {
            return false;
        }
        if !self.after.is_empty() && !self.after.iter().any(|one| one.begins(after)) {
            return false;
        }
        if self.sound.iter().any(|word| covers(text, range, word)) {
            return false;
        }
        if self.with.is_empty() && self.without.is_empty() {
            return true;
        }
        let stop = |&(_, ch): &(usize, char)| matches!(ch, '。' | '！' | '？' | '；' | '\n');
        let mut near = after.char_indices().take(FAR + 1).enumerate();
        let end = near.find(|(count, one)| *count == FAR || stop(one));
        let end = end.map_or(after.len(), |(_, (at, _))| at);
        let rest = after.get(..end).unwrap_or_default();
        (self.with.is_empty() || self.with.iter().any(|word| rest.contains(word)))
            && !self.without.iter().any(|word| rest.contains(word))
    }
}

/// Whether a word stands in a text so that it covers a range.
pub(crate) fn covers(text: &str, range: &Range<usize>, word: &str) -> bool {
    let Some(hit) = text.get(range.clone()).filter(|hit| !hit.is_empty()) else { return false };
    word.match_indices(hit).any(|(offset, _)| {
        let start = range.start.checked_sub(offset);
        start.and_then(|start| text.get(start..)).is_some_and(|rest| rest.starts_with(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_words_cover_what_they_hold() {
        let text = "预防犯罪和防犯风险";
        let hit = |from: usize| from..from + "防犯".len();
        assert!(covers(text, &hit("预".len()), "防犯罪"));
        assert!(!covers(text, &hit("预防犯罪和".len()), "防犯罪"));
        assert!(covers("防犯", &(0..6), "防犯"));
        assert!(!covers("防犯", &(0..6), "预防犯"));
    }

    #[test]
    fn times_are_known() {
        for text in ["2023年底", "8月", "二〇二三年", "目前", " 2023 年", "15日"] {
            assert!(is_time(text), "{text}");
        }
        for text in ["时间", "2023", "于2023年", "3个", "", "年度"] {
            assert!(!is_time(text), "{text}");
        }
    }
}
