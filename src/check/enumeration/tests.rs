use super::*;
use crate::report::{Block, BlockKind, Inline, InlineKind};
use crate::source::{Sources, Span};

/// The marks of each series of a text whose lines are paragraphs.
fn series(text: &str) -> Vec<String> {
    let block = |line: &str| {
        let kind = InlineKind::Text(line.to_owned());
        let inline = Inline { kind, span: Span::default() };
        Block { kind: BlockKind::Paragraph(vec![inline]), span: Span::default() }
    };
    let report = Report { lead: text.lines().map(block).collect(), ..Report::default() };
    let prose = Index::of(&report, &Sources::new());
    let mark = |item: &Ordinal| &prose.passages()[item.passage].prose.text[item.mark.clone()];
    read(&report, &prose)
        .iter()
        .map(|one| one.items.iter().map(mark).collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
fn series_nest_restart_and_go_on() {
    for (text, found) in [
        ("一是甲，二是乙。\n三是丙。", vec!["一是 二是 三是"]),
        ("一是甲，二是乙。\n一是丙，二是丁。", vec!["一是 二是", "一是 二是"]),
        ("一是甲：一是子，二是丑。\n二是乙。", vec!["一是 二是", "一是 二是"]),
        ("一是甲：1.子；2.丑。二是乙：1.寅。", vec!["一是 二是", "1. 2.", "1."]),
        ("首先甲，其次乙，最后丙。", vec!["首先 其次 最后"]),
        ("一要甲，二要乙；第一，丙；第二，丁。", vec!["一要 二要", "第一 第二"]),
        ("（一）甲。（二）乙。①丙②丁；③戊。", vec!["（一） （二）", "① ② ③"]),
        ("第一书记说：“一是甲，二是乙。”", vec![]),
        ("第一步，甲；第二步，乙。", vec!["第一步 第二步"]),
        (
            "第一件事，甲，分两步：第一步，子；第二步，丑。第二件事，乙。",
            vec!["第一件事 第二件事", "第一步 第二步"],
        ),
        ("进入第二阶段，第三方评估。", vec![]),
        ("要求：一、甲。二、乙。一、二、三产业，一、二审。", vec!["一、 二、"]),
        ("见图①和图③。", vec![]),
        ("十一是甲。", vec!["十一是"]),
    ] {
        assert_eq!(series(text), found, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "[一二三十是要第其首先次最后（）()1２.、，。：；“”①③\n甲]{0,40}") {
        let _ = series(&text);
    }
}
