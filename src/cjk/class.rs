//! Character classes (GB/T 15834—2011; W3C clreq).

/// Whether a character is a Chinese ideograph (URO, extensions, compatibility, 〇).
#[must_use]
pub fn is_han(ch: char) -> bool {
    matches!(ch, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{323af}'
        | '\u{f900}'..='\u{faff}' | '\u{3007}' | '\u{2e80}'..='\u{2fdf}')
}

/// Whether a character is a letter, a digit or an ideograph; as [`char::is_alphanumeric`], but fast for Chinese.
#[must_use]
pub fn is_word(ch: char) -> bool {
    ch.is_ascii_alphanumeric() || is_han(ch) || (!ch.is_ascii() && ch.is_alphanumeric())
}

/// Whether a character is a mark that takes a full cell in Chinese text, quotes, dash and ellipsis
/// included.
#[must_use]
pub fn is_fullwidth_mark(ch: char) -> bool {
    matches!(ch, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}'
        | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' | '\u{ffe0}'..='\u{ffe6}'
        | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
        && ch != '\u{3007}'
}

/// Whether a character belongs to Chinese text: an ideograph, a full-width mark or form, kana, bopomofo.
#[must_use]
pub fn is_cjk(ch: char) -> bool {
    is_han(ch)
        || is_fullwidth_mark(ch)
        || matches!(ch, '\u{ff01}'..='\u{ff60}' | '\u{3040}'..='\u{30ff}' | '\u{3100}'..='\u{312f}'
            | '\u{2460}'..='\u{24ff}' | '\u{3200}'..='\u{33ff}')
}

/// Opening brackets and quotes.
#[must_use]
pub fn is_opening(ch: char) -> bool {
    matches!(
        ch,
        '“' | '‘'
            | '（'
            | '《'
            | '〈'
            | '〔'
            | '【'
            | '「'
            | '『'
            | '〖'
            | '［'
            | '｛'
            | '('
            | '['
            | '{'
    )
}

/// Closing brackets and quotes.
#[must_use]
pub fn is_closing(ch: char) -> bool {
    matches!(
        ch,
        '”' | '’'
            | '）'
            | '》'
            | '〉'
            | '〕'
            | '】'
            | '」'
            | '』'
            | '〗'
            | '］'
            | '｝'
            | ')'
            | ']'
            | '}'
    )
}

/// Whether a character must not begin a line.
#[must_use]
pub fn no_line_start(ch: char) -> bool {
    is_closing(ch)
        || matches!(
            ch,
            '，' | '。'
                | '、'
                | '；'
                | '：'
                | '？'
                | '！'
                | '·'
                | '～'
                | '〜'
                | '/'
                | '／'
                | '-'
                | '％'
                | '%'
                | '‰'
                | '℃'
                | '℉'
                | '°'
                | '′'
                | '″'
                | ','
                | '.'
                | ';'
                | ':'
                | '?'
                | '!'
                | '~'
                | '々'
                | '〻'
                | 'ー'
                | '｡'
                | '､'
                | '．'
                | '∶'
                | '・'
                | '‧'
                | '‼'
                | '\u{2047}'..='\u{2049}'
                | '\u{2010}'..='\u{2013}'
                | '￠'
                | '\u{fe50}'..='\u{fe57}'
                | '﹚'
                | '﹜'
                | '﹞'
                | '﹪'
                | '〞'
                | '〟'
                | '｣'
                | '›'
                | '»'
        )
}

/// Whether a character must not end a line.
#[must_use]
pub fn no_line_end(ch: char) -> bool {
    is_opening(ch)
        || matches!(
            ch,
            '￥' | '¥'
                | '$'
                | '＄'
                | '￡'
                | '£'
                | '€'
                | '№'
                | '§'
                | '＃'
                | '#'
                | '＠'
                | '@'
                | '±'
                | '﹙'
                | '﹛'
                | '﹝'
                | '〝'
                | '｢'
                | '‹'
                | '«'
        )
}

/// Cells a character takes on a terminal or in a fixed grid: 2 for Chinese characters and full-width
/// marks, 0 for combining and control characters, else 1.
#[must_use]
pub fn width(ch: char) -> usize {
    match ch {
        '\u{0}'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{300}'..='\u{36f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => 0,
        _ if is_cjk(ch) && ch != '·' => 2,
        '\u{ac00}'..='\u{d7a3}' | '\u{1f300}'..='\u{1faff}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_hold_for_the_marks_of_official_prose() {
        for ch in "，。：；？！（）“”‘’《》——……、〔〕【】".chars() {
            assert!(is_fullwidth_mark(ch), "{ch}");
            assert!(is_cjk(ch), "{ch}");
            assert!(!is_han(ch), "{ch}");
        }
        for ch in "，。、；：？！”’）》〉〕】%℃".chars() {
            assert!(no_line_start(ch), "{ch}");
            assert!(!no_line_end(ch), "{ch}");
        }
        for ch in "·～/％‰°′″∶・-〞".chars() {
            assert!(no_line_start(ch), "{ch}");
        }
        for ch in "￥$№§±@".chars() {
            assert!(no_line_end(ch), "{ch}");
        }
        for ch in "“‘（《〈〔【".chars() {
            assert!(no_line_end(ch), "{ch}");
            assert!(!no_line_start(ch), "{ch}");
        }
        assert!(is_han('〇') && is_han('龥') && !is_han('a'));
        assert_eq!("提纲ab，".chars().map(width).sum::<usize>(), 8);
    }
}
