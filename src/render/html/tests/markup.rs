//! A strict reader of HTML: stricter than the standard, so that whatever it takes is well formed.

use std::collections::{BTreeMap, BTreeSet};

/// Elements that have no content.
const VOID: [&str; 6] = ["meta", "br", "wbr", "img", "hr", "link"];

/// Elements that may not stand inside a paragraph or heading.
const BLOCKS: [&str; 26] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "nav",
    "aside",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "figure",
    "blockquote",
    "pre",
    "hr",
    "details",
];

/// An element with its attributes.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    /// Its ancestors among the elements, outermost first.
    pub(crate) ancestors: Vec<usize>,
    /// Its text, everything inside included, entities resolved.
    pub(crate) text: String,
    /// Its text without that of the elements inside.
    pub(crate) own: String,
}

/// Reads a page and checks it: every tag closed in order, attributes quoted and unique, entities known, ids
/// unique, local links that lead somewhere, no blocks in paragraphs, no link in a link.
pub(crate) fn read(html: &str) -> Vec<Element> {
    let mut rest = html.strip_prefix("<!DOCTYPE html>\n").expect("a doctype");
    let mut done: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    while !rest.is_empty() {
        let at = rest.find('<').unwrap_or(rest.len());
        let text = unescape(&rest[..at]);
        assert!(
            !text.chars().any(|ch| ch.is_control() && ch != '\n' && ch != '\t'),
            "a control character: {text:?}"
        );
        for &element in &open {
            done[element].text.push_str(&text);
        }
        if let Some(&element) = open.last() {
            done[element].own.push_str(&text);
        }
        rest = &rest[at..];
        if rest.is_empty() {
            break;
        }
        if let Some(tail) = rest.strip_prefix("</") {
            let (name, tail) = tail.split_once('>').expect("an end tag");
            let top = open.pop().unwrap_or_else(|| panic!("nothing open for </{name}>"));
            assert_eq!(done[top].name, name, "closed out of order");
            rest = tail;
            continue;
        }
        let (tag, tail) = tag(&rest[1..]);
        rest = tail;
        let path: Vec<String> = open.iter().map(|&at| done[at].name.clone()).collect();
        check(&tag.0, &path);
        let void = VOID.contains(&tag.0.as_str());
        done.push(Element {
            name: tag.0,
            attributes: tag.1,
            ancestors: open.clone(),
            text: String::new(),
            own: String::new(),
        });
        let element = done.len() - 1;
        if done[element].name == "style" {
            let (css, tail) = rest.split_once("</style>").expect("an end of the style");
            assert!(!css.contains('<') || !css.contains("</"), "markup in the style");
            done[element].text = css.to_owned();
            rest = tail;
        } else if !void {
            open.push(element);
        }
    }
    assert!(
        open.is_empty(),
        "left open: {:?}",
        open.iter().map(|&at| &done[at].name).collect::<Vec<_>>()
    );
    let mut ids = BTreeSet::new();
    for id in done.iter().filter_map(|element| element.attributes.get("id")) {
        assert!(!id.is_empty() && !id.contains(char::is_whitespace), "{id:?}");
        assert!(ids.insert(id.clone()), "id twice: {id}");
    }
    for href in done.iter().filter_map(|element| element.attributes.get("href")) {
        if let Some(id) = href.strip_prefix('#') {
            let decoded = id.replace("%25", "%");
            assert!(id.is_empty() || ids.contains(&decoded), "a link to nothing: {href}");
        }
    }
    done
}

fn check(name: &str, path: &[String]) {
    let inside = |names: &[&str]| path.iter().any(|outer| names.contains(&outer.as_str()));
    if BLOCKS.contains(&name) {
        assert!(
            !inside(&["p", "h1", "h2", "h3", "h4", "h5", "a", "caption", "span"]),
            "<{name}> in {path:?}"
        );
    }
    assert!(name != "a" || !inside(&["a"]), "a link in a link: {path:?}");
    let parent = path.last().map_or("", String::as_str);
    match name {
        "li" => assert!(["ul", "ol"].contains(&parent), "<li> in {parent}"),
        "tr" => assert!(["thead", "tbody"].contains(&parent), "<tr> in {parent}"),
        "td" | "th" => assert_eq!(parent, "tr"),
        "figcaption" => assert_eq!(parent, "figure"),
        "caption" | "thead" | "tbody" => assert_eq!(parent, "table"),
        _ => assert!(!["ul", "ol", "tr", "table"].contains(&parent), "<{name}> in {parent}"),
    }
}

fn tag(source: &str) -> ((String, BTreeMap<String, String>), &str) {
    let end = source.find([' ', '>']).expect("a tag");
    let (name, mut rest) = source.split_at(end);
    assert!(name.chars().all(|ch| ch.is_ascii_lowercase() || ch.is_ascii_digit()), "<{name}");
    let mut attributes = BTreeMap::new();
    while let Some(tail) = rest.strip_prefix(' ') {
        let end = tail.find(['=', ' ', '>']).expect("an attribute");
        let (key, tail) = tail.split_at(end);
        assert!(
            !key.is_empty() && key.chars().all(|ch| ch.is_ascii_lowercase() || ch == '-'),
            "{key:?}"
        );
        let (value, tail) = match tail.strip_prefix("=\"") {
            Some(tail) => tail.split_once('"').expect("a closing quote"),
            None => ("", tail),
        };
        assert!(!value.contains('<'), "{value}");
        assert!(attributes.insert(key.to_owned(), unescape(value)).is_none(), "{key} twice");
        rest = tail;
    }
    ((name.to_owned(), attributes), rest.strip_prefix('>').expect("the end of a tag"))
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once('&') {
        out.push_str(before);
        let (entity, tail) = tail.split_once(';').unwrap_or_else(|| panic!("a bare & in {text:?}"));
        out.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" => '\'',
            other => panic!("unknown entity {other}"),
        });
        rest = tail;
    }
    assert!(!rest.contains('>'), "a bare > in {text:?}");
    out.push_str(rest);
    out
}

/// The first element that has a class.
pub(crate) fn class<'e>(elements: &'e [Element], class: &str) -> Option<&'e Element> {
    elements.iter().find(|element| {
        element
            .attributes
            .get("class")
            .is_some_and(|value| value.split(' ').any(|one| one == class))
    })
}
