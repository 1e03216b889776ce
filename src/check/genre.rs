//! The genre of an official document, read from the end of its title (《党政机关公文处理工作条例》 lists them).

use std::ops::Range;

/// The genres that rules ask about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Genre {
    Decision,
    Order,
    Announcement,
    Notice,
    Opinion,
    Commendation,
    Report,
    Request,
    Reply,
    Letter,
    Minutes,
}

const WORDS: [(&str, Genre); 15] = [
    ("决定", Genre::Decision),
    ("命令", Genre::Order),
    ("令", Genre::Order),
    ("公告", Genre::Announcement),
    ("通告", Genre::Announcement),
    ("通知", Genre::Notice),
    ("意见", Genre::Opinion),
    ("通报", Genre::Commendation),
    ("报告", Genre::Report),
    ("请示", Genre::Request),
    ("批复", Genre::Reply),
    ("复函", Genre::Letter),
    ("公函", Genre::Letter),
    ("函", Genre::Letter),
    ("纪要", Genre::Minutes),
];

impl Genre {
    /// The genre that a title names at its end, and the word's bytes. `None` for titles of another make: a document's
    /// own begins with `关于` or has `的` or `紧急` before the word.
    pub(crate) fn of(title: &str) -> Option<(Self, Range<usize>)> {
        let title = title.trim_end();
        let (word, genre) = WORDS.iter().find(|(word, _)| title.ends_with(word))?;
        let start = title.len() - word.len();
        let before = title.get(..start)?;
        let own = match genre {
            // 调研报告, 总结报告, 可行性研究报告 are reports of another kind.
            Self::Report => {
                before.contains("关于")
                    && ["的", "情况", "专题", "综合", "紧急", "书面"]
                        .iter()
                        .any(|end| before.ends_with(end))
            }
            Self::Minutes => true,
            _ => before.contains("关于") || before.ends_with('的'),
        };
        own.then_some((*genre, start..title.len()))
    }

    /// Whether such a document goes to a superior.
    pub(crate) fn upward(self) -> bool {
        matches!(self, Self::Report | Self::Request)
    }

    /// `请示`, `报告` …
    pub(crate) fn chinese(self) -> &'static str {
        match self {
            Self::Decision => "决定",
            Self::Order => "命令",
            Self::Announcement => "公告",
            Self::Notice => "通知",
            Self::Opinion => "意见",
            Self::Commendation => "通报",
            Self::Report => "报告",
            Self::Request => "请示",
            Self::Reply => "批复",
            Self::Letter => "函",
            Self::Minutes => "纪要",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Genre;

    #[test]
    fn the_title_tells_the_genre() {
        let genre = |title: &str| Genre::of(title).map(|(genre, _)| genre);
        assert_eq!(genre("关于申请安排资金的请示"), Some(Genre::Request));
        assert_eq!(genre("示例县水利局关于防汛工作情况的报告"), Some(Genre::Report));
        assert_eq!(genre("关于商请共建的函"), Some(Genre::Letter));
        assert_eq!(genre("第32次常务会议纪要"), Some(Genre::Minutes));
        assert_eq!(genre("关于做好防汛工作的紧急通知"), Some(Genre::Notice));
        for title in ["油茶产业发展调研报告", "关于油茶产业的调研报告", "政府工作报告", "征求意见"]
        {
            assert_eq!(genre(title), None, "{title}");
        }
    }
}
