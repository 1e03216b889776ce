//! SVG: size from the root element, by light scanning.

/// Width and height in user units at 96 to the inch; `None` where the file is no SVG.
pub(super) fn size(bytes: &[u8]) -> Option<Result<(f64, f64), String>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // A text in another encoding still has its tags in ASCII.
    let text = String::from_utf8_lossy(bytes.get(..bytes.len().min(1 << 16))?);
    let root = root(&text)?;
    let Some(root) = root else {
        return Some(Err("SVG图片不完整，请重新导出".to_owned()));
    };
    let tail = String::from_utf8_lossy(&bytes[bytes.len().saturating_sub(4096)..]);
    if !root.ends_with('/') && !tail.contains("</svg>") && !tail.contains(":svg>") {
        return Some(Err("SVG图片不完整，请重新导出".to_owned()));
    }
    let view = attribute(root, "viewBox").and_then(|view| {
        let mut numbers = view
            .split(|ch: char| ch.is_whitespace() || ch == ',')
            .filter(|part| !part.is_empty())
            .map(|part| part.parse::<f64>().ok());
        let (_, _, width, height) =
            (numbers.next()??, numbers.next()??, numbers.next()??, numbers.next()??);
        (sound(width) && sound(height)).then_some((width, height))
    });
    let width = attribute(root, "width").and_then(length);
    let height = attribute(root, "height").and_then(length);
    Some(Ok(match (width, height, view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((across, down))) => (width, width * down / across),
        (None, Some(height), Some((across, down))) => (height * across / down, height),
        (None, None, Some(view)) => view,
        (width, height, None) => (width.unwrap_or(300.0), height.unwrap_or(150.0)),
    }))
}

fn sound(number: f64) -> bool {
    number.is_finite() && number > 0.0 && number < 1e7
}

/// The inside of the root tag; `Some(None)` where it does not end, `None` where the root is another
/// element.
fn root(text: &str) -> Option<Option<&str>> {
    let mut rest = text.trim_start();
    loop {
        let inside = rest.strip_prefix('<')?;
        let end = if inside.starts_with("!--") {
            inside.find("-->").map(|at| at + 3)
        } else if inside.starts_with('?') {
            inside.find("?>").map(|at| at + 2)
        } else if inside.starts_with('!') {
            doctype(inside)
        } else {
            break;
        };
        rest = inside.get(end?..)?.trim_start();
    }
    let inside = &rest[1..];
    let name = inside.find(|ch: char| ch.is_whitespace() || matches!(ch, '>' | '/'))?;
    if inside[..name].rsplit(':').next() != Some("svg") {
        return None;
    }
    let mut quote = None;
    for (at, ch) in inside.char_indices() {
        match (quote, ch) {
            (Some(open), _) if open == ch => quote = None,
            (None, '"' | '\'') => quote = Some(ch),
            (None, '>') => return Some(Some(&inside[..at])),
            _ => {}
        }
    }
    Some(None)
}

/// The length of a declaration with an internal subset, perhaps.
fn doctype(inside: &str) -> Option<usize> {
    let mut depth = 0_i32;
    for (at, ch) in inside.char_indices() {
        match ch {
            '[' => depth += 1,
            ']' => depth -= 1,
            '>' if depth <= 0 => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The value of an attribute in a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    while let Some(equals) = rest.find('=') {
        let key = rest[..equals].trim().rsplit(char::is_whitespace).next().unwrap_or_default();
        let value = rest[equals + 1..].trim_start();
        let quote = value.chars().next().filter(|ch| matches!(ch, '"' | '\''))?;
        let (found, after) = value[1..].split_once(quote)?;
        if key == name {
            return Some(found);
        }
        rest = after;
    }
    None
}

/// A length in user units; `None` for a share (`100%`) or what cannot be told.
fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let number = text.trim_end_matches(|ch: char| ch.is_ascii_alphabetic());
    let scale = match &text[number.len()..] {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "em" => 16.0,
        "ex" => 8.0,
        _ => return None,
    };
    number.trim().parse::<f64>().ok().map(|number| number * scale).filter(|&number| sound(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Result<(f64, f64), String>> {
        size(text.as_bytes())
    }

    #[test]
    fn sizes_come_from_width_height_and_view_box() {
        assert_eq!(of("<svg width=\"640\" height='480px'></svg>"), Some(Ok((640.0, 480.0))));
        assert_eq!(of("<svg viewBox=\"0 0 30,20\"/>"), Some(Ok((30.0, 20.0))));
        assert_eq!(of("<svg width='60' viewBox='0 0 30 20'/>"), Some(Ok((60.0, 40.0))));
        assert_eq!(
            of("<svg width='100%' height='1in' viewBox='0 0 30 20'/>"),
            Some(Ok((144.0, 96.0)))
        );
        assert_eq!(of("<svg stroke-width='3'/>"), Some(Ok((300.0, 150.0))));
        assert_eq!(
            of(
                "\u{feff}<?xml version='1.0'?>\n<!-- 图 --><!DOCTYPE svg [<!ENTITY a 'b'>]>\n<svg:svg width='25.4mm' height='96'></svg:svg>"
            ),
            Some(Ok((96.0, 96.0)))
        );
    }

    #[test]
    fn what_is_no_svg_or_torn_is_told() {
        assert_eq!(of("<html></html>"), None);
        assert_eq!(of("文字"), None);
        assert!(matches!(of("<svg width='10'"), Some(Err(_))));
        assert!(matches!(of("<svg width='10'><g>"), Some(Err(_))));
    }
}
