use super::*;
use crate::diagnostic::{Edit, Fault, Fix};
use crate::source::{FileId, Source, Sources, Span};

/// A finding on `part` of a file, as text.
fn shown(text: &str, part: &str, style: Style, dress: impl Fn(Fault) -> Fault) -> String {
    let mut sources = Sources::new();
    let id = sources.add(Source::new("报告.md", text));
    let at = text.find(part).unwrap();
    let fault = dress(Fault::new("S001", Span::new(id, at, at + part.len()), "缺少“启示”部分"));
    let findings = [Diagnostic {
        fault,
        name: "missing-section",
        level: Level::Error,
        source: "所选提纲的必需部分",
    }];
    findings_of(&sources, &findings, style)
}

fn findings_of(sources: &Sources, all: &[Diagnostic], style: Style) -> String {
    findings(&Checked { sources, findings: all }, style)
}

/// The cells before the first mark and the number of marks.
fn marks(text: &str) -> (usize, usize) {
    let line = text.lines().find(|line| line.contains('^')).unwrap();
    let bar = line.find("│ ").unwrap() + "│ ".len();
    let marks = line[bar..].trim_start();
    (line[bar..].len() - marks.len(), marks.len())
}

#[test]
fn a_finding_in_full() {
    let text = "---\n标题: 示例\n---\n\n## 一、“五措并举”的做法\n";
    let out = shown(text, "一、", Style::default(), |fault| {
        let span = fault.span;
        fault
            .help("请加一个章节\n例如：## 几点启示")
            .label(Span::new(FileId(0), 4, 10), "标题在这里")
            .fix(Fix::safe(span, ""))
    });
    assert_eq!(
        out,
        "\
错误[S001] 缺少“启示”部分
  ┌─ 报告.md:5:4
  │
5 │ ## 一、“五措并举”的做法
  │    ^^^^
  = 参看：报告.md:2:1，标题在这里
  = 依据：所选提纲的必需部分
  = 建议：请加一个章节
          例如：## 几点启示
  = 改为：## “五措并举”的做法

"
    );
}

#[test]
fn marks_stand_below_chinese_characters_tabs_and_quotes() {
    let wide = Style::default();
    let narrow = Style { wide_quotes: false, ..wide };
    let plain = |text, part, style| marks(&shown(text, part, style, |fault| fault));
    assert_eq!(plain("坚持“五措并举”的做法", "做法", wide), (18, 4));
    assert_eq!(plain("坚持“五措并举”的做法", "做法", narrow), (16, 4));
    assert_eq!(plain("\t值：甲", "甲", wide), (8, 2));
    assert_eq!(plain("a\t值", "值", wide), (4, 2));
    // Of no width, and over several lines.
    assert_eq!(plain("乡村振兴", "", wide), (0, 1));
    assert_eq!(plain("乡村振兴\n强村富民", "振兴\n强村", wide), (4, 4));
    assert_eq!(plain("乡村振兴\r\n强村富民", "\r\n", wide), (8, 1));
}

#[test]
fn a_long_line_is_cut_around_the_finding() {
    let text = format!("{}某某镇{}", "乡村振兴，".repeat(100_000), "强村富民。".repeat(100_000));
    let out = shown(&text, "某某镇", Style::default(), |fault| fault);
    let line = out.lines().find(|line| line.contains("某某镇")).unwrap();
    assert!(line.contains("│ ...") && line.ends_with("..."), "{line}");
    let cells: usize = line.chars().map(cjk::width).sum();
    assert!(cells <= 112, "{cells}");
    let (before, count) = marks(&out);
    let until = &line[line.find('│').unwrap() + "│ ".len()..line.find("某某镇").unwrap()];
    assert_eq!((before, count), (until.chars().map(cjk::width).sum(), 6));
}

#[test]
fn a_draft_cannot_steer_the_terminal() {
    let text = "正文\u{1b}[31m红\u{202e}色";
    let out = shown(text, "红", Style::default(), |fault| fault.help("改\u{1b}[0m"));
    assert!(!out.contains('\u{1b}') && !out.contains('\u{202e}'), "{out:?}");
    let style = Style { colour: true, ..Style::default() };
    assert!(
        shown("正文", "正", style, |fault| fault).starts_with("\u{1b}[1;31m错误[S001]\u{1b}[0m ")
    );
}

#[test]
fn the_corrected_line_shows_all_edits_of_the_line() {
    let text = "第一行\n推行‘板凳会’议事。\n第三行";
    let (left, right) = (text.find('‘').unwrap(), text.find('’').unwrap());
    let edit = |at: usize, mark: &str| Edit {
        span: Span::new(FileId(0), at, at + 3),
        text: mark.to_owned(),
    };
    let fix = Fix { safe: false, edits: vec![edit(right, "”"), edit(left, "“")] };
    let out = shown(text, "‘", Style::default(), |fault| fault.fix(fix.clone()));
    assert!(out.contains("= 可改为：推行“板凳会”议事。\n"), "{out}");
    let told = shown(text, "‘", Style::default(), |fault| {
        fault.fix(fix.clone()).help("改为：推行“板凳会”议事。")
    });
    assert_eq!(told.matches("改为").count(), 1, "{told}");
    let whole = Fix::safe(Span::new(FileId(0), 0, "第一行\n".len()), "");
    let out = shown("第一行\n", "第一行", Style::default(), |fault| fault.fix(whole.clone()));
    assert!(out.contains("= 改为：（删去）"), "{out}");
}

#[test]
fn nothing_panics_where_a_span_points_nowhere() {
    let mut sources = Sources::new();
    let id = sources.add(Source::new("报告.md", "乡村"));
    for (file, start, end) in [(id, 1, 2), (id, 90, 95), (FileId(7), 0, 3), (id, 0, 99)] {
        let span = Span::new(file, start, end);
        let one = Diagnostic {
            fault: Fault::new("Y014", span, "读不了").fix(Fix::safe(span, "甲")),
            name: "bad-file",
            level: Level::Error,
            source: "",
        };
        let out = findings_of(&sources, &[one], Style::default());
        assert!(out.starts_with("错误[Y014] 读不了\n"), "{out}");
    }
}

#[test]
fn many_findings_on_one_long_line_take_no_time_each() {
    let mut sources = Sources::new();
    let id = sources.add(Source::new("长.md", "乡村振兴".repeat(300_000)));
    let all: Vec<_> = (0..3_000)
        .map(|at| {
            let span = Span::new(id, at * 1200, at * 1200 + 3);
            Diagnostic {
                fault: Fault::new("L003", span, "成对").fix(Fix::suggestion(span, "“")),
                name: "unpaired-mark",
                level: Level::Warning,
                source: "",
            }
        })
        .collect();
    let out = findings_of(&sources, &all, Style::default());
    assert_eq!(out.matches("= 可改为：").count(), 3_000);
    assert!(out.lines().all(|line| line.len() < 600));
}

proptest::proptest! {
    #[test]
    fn any_span_is_framed(
        text in "[乡村“”a\t\r\n\u{1b}𠮷—]{0,60}",
        (from, to, first, second) in (0_usize..250, 0_usize..250, 0_usize..250, 0_usize..250),
        columns in 0_usize..60,
    ) {
        let mut sources = Sources::new();
        let id = sources.add(Source::new("报告.md", text));
        let edit = |at: usize, to: usize| Edit { span: Span::new(id, at, to), text: "改\n".into() };
        let fix = Fix { safe: true, edits: vec![edit(first, first + 3), edit(second, to)] };
        let one = Diagnostic {
            fault: Fault::new("L003", Span::new(id, from, to), "成对").fix(fix),
            name: "unpaired-mark",
            level: Level::Hint,
            source: "",
        };
        let style = Style { colour: false, columns, wide_quotes: from % 2 == 0 };
        assert!(findings_of(&sources, &[one], style).contains('^'));
    }
}
