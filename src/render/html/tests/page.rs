//! The frame: metadata, elements of an official document, key figures, fonts.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use skrifa::MetadataProvider as _;

use super::markup::{self, Element, class};
use super::*;
use crate::fonts::Role as Face;

fn meta<'e>(elements: &'e [Element], name: &str) -> Option<&'e str> {
    let named = |element: &&Element| {
        element.name == "meta" && element.attributes.get("name").map(String::as_str) == Some(name)
    };
    elements.iter().find(named)?.attributes.get("content").map(String::as_str)
}

#[test]
fn a_page_says_what_it_is() {
    for theme in ["official", "web"] {
        let page = html(&party(), theme, WebFonts::System, false);
        assert!(page.starts_with(
            "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">"
        ));
        let elements = markup::read(&page);
        assert_eq!(meta(&elements, "author"), Some("示例县委组织部"));
        assert_eq!(meta(&elements, "date"), Some("2023-08-17"));
        assert_eq!(meta(&elements, "keywords"), Some("党建引领,乡村振兴,五措并举"));
        assert_eq!(meta(&elements, "robots"), None);
        assert!(
            meta(&elements, "description")
                .is_some_and(|text| text.starts_with("示例县地处清江上游，辖9个乡镇"))
        );
        assert!(meta(&elements, "viewport").is_some());
        assert!(page.contains("<time datetime=\"2023-08-17\">2023年8月17日</time>"));
        // Nothing is fetched: every address is a place in the page.
        assert!(
            !page.contains("<script") && !page.contains("@import") && !page.contains("url(http")
        );
        let fetched =
            ["src", "href"].map(|key| elements.iter().filter_map(move |e| e.attributes.get(key)));
        assert!(fetched.into_iter().flatten().all(|address| address.starts_with(['#'])));
        assert!(elements.iter().any(|element| element.name == "main"));
    }
}

#[test]
fn the_official_theme_prints_every_element_of_an_official_document() {
    for (form, class_name) in [
        (Form::Document, "document"),
        (Form::Letter, "letter"),
        (Form::Minutes, "minutes"),
        (Form::Bulletin, "bulletin"),
    ] {
        let mut report = official();
        if let Some(official) = &mut report.meta.official {
            official.form = form;
        }
        for theme in ["official", "web"] {
            let page = html(&report, theme, WebFonts::System, false);
            let elements = markup::read(&page);
            let text =
                &elements.iter().find(|element| element.name == "body").expect("a body").text;
            for part in [
                "000123",
                "机密★1年",
                "特急",
                "示例区委组织部",
                "示例区财政局",
                "示组发〔2023〕12号",
                "第12期",
                "钱示例",
                "孙示例",
                "区委、区政府，区人大常委会",
                "任务清单",
                "责任分工",
                "示例区基层治理办公室",
                "赵示例",
                "2023年6月20日",
                "（联系人：冯示例）",
                "周示例",
                "吴示例",
                "郑示例",
                "区纪委监委机关",
                "示例区委办公室",
                "2023年6月21日",
                "——二〇二三年上半年",
            ] {
                assert!(text.contains(part), "{part} in {theme} {form:?}");
            }
            if theme == "official" {
                assert!(class(&elements, class_name).is_some());
                assert!(page.contains("<p class=\"addressees\">区委、区政府，区人大常委会：</p>"));
                assert!(page.contains("<span>区纪委监委机关。</span>"));
                assert!(!page.contains("class=\"summary\""), "公文 has no summary");
                let signed = matches!(form, Form::Document | Form::Letter);
                assert_eq!(page.contains("class=\"signature"), signed, "{form:?}");
            }
        }
    }
}

#[test]
fn a_plain_report_carries_by_line_and_date_below_its_title() {
    let mut report = party();
    report.meta.subtitle = Some(text("——以示例县为例"));
    report.meta.author = Some(text("林晓舟"));
    let page = html(&report, "official", WebFonts::System, false);
    assert!(page.contains("<p class=\"subtitle\">——以示例县为例</p>\n<p class=\"byline\">示例县委组织部\u{3000}林晓舟</p>\n<p class=\"date\">（<time"));
    assert!(!page.contains("class=\"masthead\"") && !page.contains("class=\"imprint\""));
    assert!(!page.contains("class=\"contents\""));
    report.meta.contents = true;
    let page = html(&report, "official", WebFonts::System, false);
    assert!(page.contains("<a href=\"#建强组织聚合力\">（一）建强组织聚合力</a>"));
}

#[test]
fn the_writers_breaks_in_titles_are_kept_and_print_nothing() {
    let mut report = party();
    let title = "关于进一步加强基层党建工作情况的报告";
    report.meta.title = text(title);
    report.meta.title_breaks = vec![title.find("情况").unwrap(), 999];
    report.meta.subtitle = Some(text("以示例县为例"));
    report.meta.subtitle_breaks = vec!["以示例县".len()];
    for theme in ["official", "web"] {
        let page = html(&report, theme, WebFonts::System, false);
        assert!(page.contains(&format!("<title>{title}</title>")));
        assert!(page.contains("<h1>关于进一步加强基层党建工作<br>情况的报告</h1>"));
        assert!(page.contains("<p class=\"subtitle\">——以示例县<br>为例</p>"));
    }
}

#[test]
fn the_reading_page_has_contents_figures_and_keywords() {
    let page = html(&party(), "web", WebFonts::System, false);
    let elements = markup::read(&page);
    let figures = class(&elements, "figures").expect("key figures");
    assert_eq!(page.matches("<p class=\"value\">").count(), 8);
    for part in ["村集体经营性收入", "3150万元", "较上期增长50%", "县农业农村局", "较上期下降15%"]
    {
        assert!(figures.text.contains(part), "{part}");
    }
    assert!(page.contains("<li>五措并举</li>"));
    assert_eq!(page.matches("<nav ").count(), 2);
    assert!(page.contains("<summary>目录</summary>"));
    assert!(!page.contains("class=\"summary\""), "a summary is only printed where one is given");
    assert!(page.contains("全文") && page.contains("prefers-color-scheme: dark"));
}

#[test]
fn sources_are_listed_where_the_draft_asks_for_them() {
    let mut report = party();
    assert!(!html(&report, "web", WebFonts::System, false).contains("class=\"sources\""));
    report.meta.sources_appendix = true;
    for theme in ["official", "web"] {
        let page = html(&report, theme, WebFonts::System, false);
        let elements = markup::read(&page);
        let sources = class(&elements, "sources").expect("sources");
        assert!(
            sources
                .text
                .contains("优秀村党组织108个2022年县委组织部年度研判年度综合研判为“好”等次")
        );
    }
}

#[test]
fn a_draft_says_so() {
    for theme in ["official", "web"] {
        let page = html(&party(), theme, WebFonts::System, true);
        let elements = markup::read(&page);
        assert!(class(&elements, "draft-mark").is_some_and(|mark| mark.text.contains("草稿")));
        assert_eq!(meta(&elements, "robots"), Some("noindex"));
        assert!(!html(&party(), theme, WebFonts::System, false).contains("class=\"draft-mark\""));
    }
}

#[test]
fn themes_choose_their_fonts_unless_told() {
    let themes = Themes::new(vec![(
        "mine/page.html".to_owned(),
        "{% extends \"official/page.html\" %}{% block imprint %}<p>本单位</p>{% endblock %}"
            .to_owned(),
    )])
    .expect("themes");
    let fonts = Fonts::embedded();
    for (theme, embedded) in [("official", true), ("mine", true), ("web", false)] {
        let options = Options { theme, web_fonts: None, draft: false };
        let page = themes.render(&party(), &Outline::default(), &fonts, &options).expect("a page");
        assert_eq!(page.contains("@font-face"), embedded, "{theme}");
        assert_eq!(page.contains("<p>本单位</p>"), theme == "mine");
        markup::read(&page);
    }
}

/// The face that the style of the official theme gives an element itself; `None` where it inherits.
fn face(element: &Element) -> Option<Face> {
    let class = element.attributes.get("class").map_or("", String::as_str);
    Some(match (element.name.as_str(), class.split(' ').next().unwrap_or("")) {
        ("h1", _) | (_, "marks") => Face::Xiaobiaosong,
        ("h2" | "strong" | "dt" | "thead" | "caption" | "figcaption", _) => Face::Hei,
        (_, "secrecy" | "urgency" | "draft-mark" | "sum") => Face::Hei,
        ("h3" | "em" | "blockquote", _) | (_, "subtitle" | "byline" | "summary" | "signer") => {
            Face::Kai
        }
        ("table" | "code" | "pre", _) => Face::Song,
        ("body", _) => Face::Fangsong,
        _ => return None,
    })
}

#[test]
fn no_character_of_an_official_page_lacks_its_face() {
    let survey = "## 基本情况\n\n| 乡镇 | 面积 |\n|---|---|\n| 清源镇 | 82% |\n| 合计 | 90% |\n\n![示意图](图.svg)\n\n**重点**：见表[^1]。\n\n[^1]: 由各乡镇核定。\n";
    let mut reports = vec![
        party(),
        reader::read(
            "标题: 调研\n数据附录: true\n数据:\n  产值: {值: 7, 单位: 元}",
            survey,
            true,
            None,
        ),
    ];
    for form in [Form::Document, Form::Letter, Form::Minutes, Form::Bulletin] {
        let mut report = official();
        if let Some(official) = &mut report.meta.official {
            official.form = form;
        }
        reports.push(report);
    }
    let fonts = Fonts::embedded();
    for report in reports {
        let page = html(&report, "official", WebFonts::Embed, true);
        let elements = markup::read(&page);
        let style = &elements.iter().find(|element| element.name == "style").expect("fonts").text;
        let faces: Vec<(String, Vec<u8>)> = style
            .split("@font-face{font-family:")
            .skip(1)
            .map(|face| {
                let (name, rest) = face.split_once(';').expect("a name");
                let (_, rest) = rest.split_once("base64,").expect("data");
                let (data, _) = rest.split_once(')').expect("an end");
                (name.to_owned(), STANDARD.decode(data).expect("base64"))
            })
            .collect();
        // The role's own face, or where that lacks the character the first of its chain that has it.
        let shows = |role: Face, ch: char| {
            let companion = matches!(role, Face::Fangsong | Face::Kai);
            let latin = companion && ch.is_ascii() && fonts.of(role) != fonts.of(Face::Song);
            let role = if latin { Face::Song } else { role };
            let id = fonts.chain(role).into_iter().find(|&id| {
                fonts.face(id).font().is_some_and(|font| font.charmap().map(ch).is_some())
            });
            let name = id.map(|id| if latin { "tg-latin".into() } else { format!("tg-{}", id.0) });
            faces.iter().filter(|(face, _)| Some(face) == name.as_ref()).any(|(_, bytes)| {
                skrifa::FontRef::new(bytes).is_ok_and(|font| font.charmap().map(ch).is_some())
            })
        };
        for element in
            elements.iter().filter(|element| !["title", "style"].contains(&element.name.as_str()))
        {
            let lineage = element.ancestors.iter().rev().filter_map(|&at| elements.get(at));
            let Some(role) = face(element).or_else(|| lineage.into_iter().find_map(face)) else {
                continue;
            };
            // An ideographic space is a glyph like others.
            let printed = |ch: &char| *ch == '\u{3000}' || !ch.is_whitespace();
            for ch in element.own.chars().filter(printed) {
                assert!(
                    shows(role, ch),
                    "{ch} of <{}> {:?} in {role:?}",
                    element.name,
                    element.own
                );
            }
        }
    }
}
