//! Line ends, facts, links, HTML.

use super::{para, read, report, show};
use crate::report::{BlockKind, InlineKind, Suppression, Text};

#[test]
fn line_ends_between_chinese_characters_are_nothing() {
    let cases = [
        ("甲\n乙", "甲乙"),
        ("甲，\n乙", "甲，乙"),
        ("甲\r\n乙", "甲乙"),
        ("甲 \n  乙", "甲乙"),
        ("甲\u{3000}\n乙", "甲乙"),
        ("one\ntwo", "one two"),
        ("one\r\ntwo", "one two"),
        ("甲\nword", "甲 word"),
        ("word，\nword", "word，word"),
        ("“word”\nword", "“word”word"),
        ("截至\n2023年底", "截至2023年底"),
        ("增长5%\n以上", "增长5%以上"),
        ("**甲**\n乙", "<b>甲</b>乙"),
        ("one\n**two**", "one <b>two</b>"),
        ("**one\ntwo** three", "<b>one two</b> three"),
        ("**one**\ntwo", "<b>one</b> two"),
        ("开课\n{{ 驻村第一书记 }}\n到岗", "开课<fact 驻村第一书记=83名>到岗"),
        ("甲\\\n乙", "甲<br>乙"),
        ("甲  \r\n乙", "甲<br>乙"),
        ("甲\\", "甲\\"),
        ("甲[^1]\n乙\n\n[^1]: 注", "甲<note 0>乙"),
        ("`甲\n乙`", "<code>甲 乙</code>"),
        ("甲&emsp;乙&lt;丙&amp;&#20013;", "甲\u{2003}乙<丙&中"),
    ];
    for (text, shown) in cases {
        assert_eq!(para(text), shown, "{text}");
    }
}

#[test]
fn a_text_is_verbatim_where_its_span_is_as_long() {
    let text = "甲乙&amp;丙\r\nword\r\nword**丁：**戊\\*己";
    let parsed = read(text);
    let BlockKind::Paragraph(inlines) = &parsed.report.lead[0].kind else { panic!() };
    let mut exact = String::new();
    for inline in inlines {
        if let InlineKind::Text(text) = &inline.kind {
            let source = parsed.sources.slice(inline.span);
            if inline.span.len() == text.len() {
                assert_eq!(source, text);
                exact.push_str(text);
            } else {
                assert!(text == "&" || text == " ", "{text:?} {source:?}");
            }
        }
    }
    assert_eq!(exact, "甲乙丙wordword戊*己");
}

#[test]
fn facts_are_found_wherever_text_is() {
    let cases = [
        ("选派{{ 驻村第一书记 }}到岗", "选派<fact 驻村第一书记=83名>到岗"),
        ("{{驻村第一书记}}、{{ 无 }}", "<fact 驻村第一书记=83名>、<fact 无=?>"),
        ("{{ 驻村\n第一书记 }}", "<fact 驻村第一书记=83名>"),
        ("{{{驻村第一书记}}}", "{<fact 驻村第一书记=83名>}"),
        ("{{ 甲_乙_丙*丁* }}", "<fact 甲_乙_丙*丁*=?>"),
        ("没有{{ 收住", "没有{{ 收住"),
        ("没有}}开头{{ }}", "没有}}开头{{ }}"),
        ("`{{ 驻村第一书记 }}`", "<code>{{ 驻村第一书记 }}</code>"),
        ("[{{ 驻村第一书记 }}](a.md)", "<a a.md><fact 驻村第一书记=83名></a>"),
        ("- {{ 驻村第一书记 }}\n- 乙", "-[<fact 驻村第一书记=83名> | 乙]"),
        ("|甲|\n|-|\n|{{ 驻村第一书记 }}|", "甲/<fact 驻村第一书记=83名>"),
        ("{{&nbsp;驻村第一书记&nbsp;}}", "<fact 驻村第一书记=83名>"),
        ("```\n{{ 驻村第一书记 }}\n```", "``` \"{{ 驻村第一书记 }}\""),
    ];
    for (text, shown) in cases {
        assert_eq!(para(text), shown, "{text}");
    }
}

#[test]
fn the_name_of_a_fact_has_its_own_span() {
    for text in
        ["共{{ 驻村第一书记 }}。", "**甲：**共{{ 驻村\r\n第一书记 }}。", "共\\*{{驻村第一书记.值}}"]
    {
        let parsed = read(text);
        let BlockKind::Paragraph(inlines) = &parsed.report.lead[0].kind else { panic!() };
        let fact = inlines.iter().find_map(|inline| match &inline.kind {
            InlineKind::Fact(fact) => Some((fact, inline.span)),
            _ => None,
        });
        let (fact, span) = fact.unwrap_or_else(|| panic!("{text}"));
        let name = parsed.sources.slice(fact.name_span);
        assert_eq!(name.replace("\r\n", ""), "驻村第一书记", "{text}");
        assert!(parsed.sources.slice(span).starts_with("{{"), "{text}");
        assert!(parsed.sources.slice(span).ends_with("}}"), "{text}");
    }
}

#[test]
fn html_is_text_and_links_work() {
    let cases = [
        ("<div>甲</div>", "<div>甲</div>"),
        ("<div>\n**甲：**乙\n</div>", "<div> <b>甲：</b>乙 </div>"),
        ("甲<br>乙<!-- 批注 -->丙", "甲<br>乙丙"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("\\<b>", "<b>"),
        ("<https://a.cn/~b?c=1>见", "<a https://a.cn/~b?c=1>https://a.cn/~b?c=1</a>见"),
        ("<a@b.cn>", "<a mailto:a@b.cn>a@b.cn</a>"),
        ("[甲](<a b.md>)", "<a a b.md>甲</a>"),
        ("[甲](图*（1）.md)乙*丙", "<a 图*（1）.md>甲</a>乙*丙"),
        ("[甲](javascript:alert(1))", "甲"),
        ("[甲](JAVA&#10;script:alert)", "甲"),
        ("[](https://a.cn)", "<a https://a.cn>https://a.cn</a>"),
        ("1<2且3>2", "1<2且3>2"),
        ("`<div>`", "<code><div></code>"),
        ("[备注]: 本表不含幼林", "[备注]: 本表不含幼林"),
        ("[甲][乙]\n\n[乙]: a.md", "<a a.md>甲</a>"),
        ("[甲][乙]\n\n[乙]: <a b.md>", "<a a b.md>甲</a>"),
        ("- [备注]: 甲\n- [备注]: 乙", "-[[备注]: 甲 | [备注]: 乙]"),
        ("[备注]: 见a/b", "[备注]: 见a/b"),
        ("[a]: b/c", ""),
        ("按〔2023〕12号[2023]文", "按〔2023〕12号[2023]文"),
    ];
    for (text, shown) in cases {
        assert_eq!(para(text), shown, "{text}");
    }
}

#[test]
fn an_unclosed_comment_loses_nothing() {
    assert_eq!(para("<!-- 忘了关\n\n正文。"), "<!-- 忘了关 ¶ 正文。");
    assert_eq!(para("<!-- 忘了\n\n正文。\n\n<!-- 批注 -->\n\n乙"), "<!-- 忘了 ¶ 正文。 ¶ 乙");
    assert_eq!(para("<!-- 批\n\n注 -->正**文：**后"), "正<b>文：</b>后");
    assert_eq!(para("- <!-- 批注 --> 甲"), "-[甲]");
}

#[test]
fn comments_silence_the_next_block() {
    let text = "<!-- 检查: 忽略 F003、L001 -->\n第一段。\n\n第二段<!-- check：ignore L002 -->。\n\n\
                <!--检查：忽略-->\n\n- 甲\n- 乙\n\n<!-- 检查: 忽略 S014 -->\n## 做法。\n\n尾";
    let parsed = read(text);
    let said = |rules: &[Text]| {
        let rules = rules.iter().map(|rule| {
            assert_eq!(parsed.sources.slice(rule.span), rule.value);
            rule.value.as_str()
        });
        rules.collect::<Vec<_>>().join(" ")
    };
    let found: Vec<(String, &str)> = parsed
        .report
        .suppressions
        .iter()
        .map(|Suppression { rules, span }| (said(rules), parsed.sources.slice(*span)))
        .collect();
    let wanted = [
        ("F003 L001", "第一段。"),
        ("L002", "第二段<!-- check：ignore L002 -->。"),
        ("", "- 甲\n- 乙"),
        ("S014", "## 做法。"),
    ];
    assert_eq!(found, wanted.map(|(rules, text)| (rules.to_owned(), text)));
}

#[test]
fn deep_inlines_keep_their_text() {
    let text = format!("{}甲{}", "*".repeat(2000), "*".repeat(2000));
    assert!(para(&text).contains('甲'));
    let text = format!("{}甲{}", "[".repeat(3000), "](a.md)".repeat(3000));
    assert!(para(&text).contains('甲'));
    let report = report(&format!("{}甲{}", "**a *b ".repeat(500), "* **".repeat(500)));
    let BlockKind::Paragraph(inlines) = &report.lead[0].kind else { panic!() };
    assert!(show(inlines).contains('甲'));
}
