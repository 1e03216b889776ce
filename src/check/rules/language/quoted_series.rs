//! L006: `、` between adjacent quoted items or titles.

use std::ops::Range;

use crate::check::marks::{self, Flaw, after, before};
use crate::check::{Context, Example, Group, Place, Rule, Sink};
use crate::diagnostic::Level;

pub(crate) static RULE: Rule = Rule {
    id: "L006",
    name: "quoted-series",
    title: "引号书名号间的顿号",
    group: Group::Language,
    level: Level::Hint,
    publish: None,
    essential: false,
    source: "GB/T 15834—2011 4.5.3.5（标有引号、书名号的并列成分之间）",
    doc: "\
## 查什么

并列的引号之间、书名号之间用了顿号：`“甲”、“乙”`、`《甲》、《乙》`。一串只报一条，列出改法，不自动改。

不算的：中间有别的成分，如 `《甲》（试行）、《乙》`、`“甲”行动、“乙”行动`；前后还有不带引号的并列成分，如
`清河、“百日提升”、“夜谈会”`。

## 为什么

引号、书名号已经把各项分开，再用顿号就重了。

## 依据

GB/T 15834—2011《标点符号用法》4.5.3.5：标有引号的并列成分之间、标有书名号的并列成分之间通常不用顿号。
标准说的是“通常”，所以只作提示。",
    examples: &[
        Example::unsound("书名号之间", "认真学习《条例》、《办法》、《细则》。\n"),
        Example::unsound("引号之间", "开展“一米团”、“夜谈会”等活动。\n"),
        Example::sound("不用顿号", "认真学习《条例》《办法》，开展“一米团”“夜谈会”等活动。\n"),
        Example::sound(
            "中间有别的成分",
            "认真学习《条例》（修订稿）、《办法》，推进“一米团”活动、“夜谈会”活动，抓好调研、“百日提升”、“夜谈会”三件事。\n",
        ),
    ],
    check,
};

const PAIRS: [(char, char); 4] = [('“', '”'), ('《', '》'), ('‘', '’'), ('〈', '〉')];

/// How far the mark of an item is looked for.
const NEAR: usize = 120;

fn check(context: &Context<'_>, sink: &mut Sink) {
    for passage in context.prose.passages() {
        if passage.place != Place::Meta {
            for flaw in flaws(&passage.prose.text) {
                marks::tell(context, passage, flaw, sink);
            }
        }
    }
}

/// A series in the making.
struct Series {
    pair: (char, char),
    start: usize,
    gaps: Vec<usize>,
}

fn flaws(text: &str) -> Vec<Flaw> {
    let mut found = Vec::new();
    let mut series: Option<Series> = None;
    for (gap, _) in text.match_indices('、') {
        let next = gap + '、'.len_utf8();
        let pair = PAIRS.into_iter().find(|&(open, close)| {
            before(text, gap) == Some(close) && after(text, next) == Some(open)
        });
        let Some(pair) = pair else { continue };
        // The item before this gap.
        let Some(start) = opening(text, gap, pair) else { continue };
        match &mut series {
            Some(one)
                if one.pair == pair
                    && one.gaps.last().is_some_and(|&last| last + '、'.len_utf8() == start) =>
            {
                one.gaps.push(gap);
            }
            _ => {
                found.extend(series.take().and_then(|one| told(text, &one)));
                series = Some(Series { pair, start, gaps: vec![gap] });
            }
        }
    }
    found.extend(series.and_then(|one| told(text, &one)));
    found
}

/// Where the item that ends at a byte begins.
fn opening(text: &str, end: usize, (open, close): (char, char)) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, ch) in text.get(..end)?.char_indices().rev().take(NEAR) {
        if ch == close {
            depth += 1;
        } else if ch == open {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// Where the item that begins at a byte ends.
fn closing(text: &str, start: usize, (open, close): (char, char)) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, ch) in text.get(start..)?.char_indices().take(NEAR) {
        if ch == open {
            depth += 1;
        } else if ch == close {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(start + at + ch.len_utf8());
            }
        }
    }
    None
}

fn told(text: &str, series: &Series) -> Option<Flaw> {
    let length = '、'.len_utf8();
    let end = closing(text, series.gaps.last()? + length, series.pair)?;
    // Part of a longer series that needs its marks.
    if before(text, series.start) == Some('、')
        || matches!(after(text, end), Some('、' | '（' | '('))
    {
        return None;
    }
    let items = series.gaps.len() + 1;
    let (what, (open, close)) = match series.pair {
        ('“' | '‘', _) => ("引号", series.pair),
        _ => ("书名号", series.pair),
    };
    let whole: Range<usize> = series.start..end;
    let message = format!("并列的{items}个带{what}的成分之间用了顿号");
    let help = format!("标准说这里通常不用顿号，写成“{open}甲{close}{open}乙{close}”");
    let flaw = Flaw::new(whole, message, help).doubtful();
    Some(series.gaps.iter().fold(flaw, |flaw, &gap| flaw.edit(gap..gap + length, "")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::marks::mended;

    #[test]
    fn a_series_is_told_once() {
        for (text, series, right) in [
            (
                "学《甲》、《乙》、《丙》。",
                vec!["《甲》、《乙》、《丙》"],
                "学《甲》《乙》《丙》。",
            ),
            ("“甲”、“乙”和“丙”", vec!["“甲”、“乙”"], "“甲”“乙”和“丙”"),
            (
                "“甲”、“乙”；《丙》、《丁》",
                vec!["“甲”、“乙”", "《丙》、《丁》"],
                "“甲”“乙”；《丙》《丁》",
            ),
            (
                "《关于〈甲〉的通知》、《乙》",
                vec!["《关于〈甲〉的通知》、《乙》"],
                "《关于〈甲〉的通知》《乙》",
            ),
        ] {
            let found = flaws(text);
            let told: Vec<_> = found.iter().map(|flaw| &text[flaw.range.clone()]).collect();
            assert_eq!(told, series);
            assert_eq!(mended(text, &found), right);
            assert!(flaws(right).is_empty());
        }
    }

    #[test]
    fn gaps_that_need_their_marks_are_left() {
        for text in [
            "《甲》（试行）、《乙》",
            "《甲》、《乙》（试行）",
            "丙、“甲”、“乙”",
            "“甲”、“乙”、丙",
            "“甲”活动、“乙”活动",
            "《甲》、“乙”",
            "甲”、“乙",
        ] {
            assert!(flaws(text).is_empty(), "{text}");
        }
        for flood in ["“甲”、", "”、“", "《《", "、"] {
            let _ = flaws(&flood.repeat(30_000));
        }
    }
}
