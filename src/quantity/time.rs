//! Words of time that are no figures: `今年上半年`, `去年底`.

use super::text::Chars;

const YEARS: &[&str] = &[
    "今年",
    "去年",
    "前年",
    "上年",
    "明年",
    "后年",
    "本年度",
    "上年度",
    "当年",
    "本月",
    "上月",
    "当月",
];
const PARTS: &[&str] = &[
    "上半年",
    "下半年",
    "前三季度",
    "一季度",
    "二季度",
    "三季度",
    "四季度",
    "年底",
    "年初",
    "年末",
    "月底",
    "月初",
    "月末",
    "以来",
    "年中",
    "底",
    "初",
    "末",
    "上旬",
    "中旬",
    "下旬",
    "同期",
    "全年",
    "期间",
    "起",
];

/// Where a word of time ends that begins at a place.
pub(super) fn word(text: &Chars, at: usize) -> Option<usize> {
    let mut end = at;
    if let Some(length) = text.starts_any(at, YEARS) {
        // 当年 as 从前: rather a time than none.
        end += length;
    } else if let Some(length) = text.starts_any(at, &["上半年", "下半年", "前三季度"]) {
        end += length;
    } else {
        return None;
    }
    Some(tail(text, end))
}

/// Where the words end that belong to a time which ends at a place: `2023年` + `上半年`, `6月` + `底`.
pub(super) fn tail(text: &Chars, at: usize) -> usize {
    let mut end = at;
    for _ in 0..2 {
        match text.starts_any(end, PARTS) {
            // 初中, 底数, 起草.
            Some(1)
                if matches!(
                    text.at(end + 1),
                    '中' | '级' | '步' | '数' | '线' | '草' | '来' | '到'
                ) =>
            {
                break;
            }
            Some(length) => end += length,
            None => break,
        }
    }
    end
}

/// Where a time begins that a word leads in: `截至2023年`, and whether it is only compared with (`比2022年`).
pub(super) fn head(text: &Chars, at: usize) -> (usize, bool) {
    if let Some(from) = text.ends_any(at, &["截至", "截止"]) {
        return (from, false);
    }
    let compared = text.ends_any(at, &["比", "较", "与", "同", "是"]).is_some();
    (at, compared)
}
