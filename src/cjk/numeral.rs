//! Chinese numerals as ordinals use them.

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// `十二`, `二十`, `一百零三`: a number from 1 to 9999 as Chinese writes it; larger ones as digits.
#[must_use]
pub fn chinese_number(number: u32) -> String {
    if number == 0 || number > 9999 {
        return number.to_string();
    }
    let mut out = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
            gap = false;
        }
        if !(unit == 10 && digit == 1 && out.is_empty()) {
            out.push(DIGITS[digit as usize]);
        }
        out.push_str(name);
    }
    out
}

/// Reads `十二`, `二十`, `一百零三`, `两`, and digits (`12`, `１２`); `None` where it is no number.
#[must_use]
pub fn parse_chinese_number(text: &str) -> Option<u32> {
    if text.is_empty() || text.chars().count() > 9 {
        return None;
    }
    let digit = |ch: char| match ch {
        '0'..='9' => Some(ch as u32 - '0' as u32),
        '０'..='９' => Some(ch as u32 - '０' as u32),
        _ => None,
    };
    if text.chars().all(|ch| digit(ch).is_some()) {
        return text
            .chars()
            .try_fold(0_u32, |sum, ch| sum.checked_mul(10)?.checked_add(digit(ch)?));
    }
    let (mut total, mut pending, mut last_unit) = (0_u32, None, 10_000_u32);
    for ch in text.chars() {
        let unit = match ch {
            '千' => 1000,
            '百' => 100,
            '十' => 10,
            '零' | '〇' => {
                if pending.is_some() {
                    return None;
                }
                continue;
            }
            '两' => {
                pending = Some(2);
                continue;
            }
            _ => {
                let value = DIGITS.iter().position(|&known| known == ch)?;
                if pending.is_some() {
                    return None;
                }
                pending = u32::try_from(value).ok();
                continue;
            }
        };
        if unit >= last_unit {
            return None;
        }
        last_unit = unit;
        total += pending.take().unwrap_or(1) * unit;
    }
    Some(total + pending.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_there_and_back() {
        for number in 1..=9999 {
            assert_eq!(parse_chinese_number(&chinese_number(number)), Some(number));
        }
        assert_eq!(chinese_number(12), "十二");
        assert_eq!(chinese_number(20), "二十");
        assert_eq!(chinese_number(103), "一百零三");
        assert_eq!(chinese_number(110), "一百一十");
        assert_eq!(chinese_number(1010), "一千零一十");
        assert_eq!(parse_chinese_number("１２"), Some(12));
        assert_eq!(parse_chinese_number("十百"), None);
        assert_eq!(parse_chinese_number("甲"), None);
    }
}
