//! Text made safe for HTML, and which links may pass.

use std::borrow::Cow;

/// What an unescaped byte needs: 0 nothing, 1 an entity, 2 a look at the character it begins.
static NEEDS: [u8; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 0x20 {
        table[at] = 2;
        at += 1;
    }
    table[b'\n' as usize] = 0;
    table[b'\t' as usize] = 0;
    table[0x7f] = 2;
    table[0xc2] = 2;
    table[b'&' as usize] = 1;
    table[b'<' as usize] = 1;
    table[b'>' as usize] = 1;
    table[b'"' as usize] = 1;
    table[b'\'' as usize] = 1;
    table
};

/// Appends text for an element's content or a quoted attribute. Control characters, which HTML forbids,
/// become `U+FFFD`; a carriage return becomes a line feed.
pub(super) fn text(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let mut from = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if NEEDS[usize::from(byte)] == 0 {
            continue;
        }
        let (entity, len) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            b'\'' => ("&#39;", 1),
            b'\r' => ("\n", 1),
            0xc2 if bytes.get(at + 1).is_some_and(|&next| next < 0xa0) => ("\u{fffd}", 2),
            0xc2 => continue,
            _ => ("\u{fffd}", 1),
        };
        out.push_str(text.get(from..at).unwrap_or_default());
        out.push_str(entity);
        from = at + len;
    }
    out.push_str(text.get(from..).unwrap_or_default());
}

/// Appends text as [`text`] does, with places to break (`<wbr>`) inside addresses: without them a line before
/// an address gapes. What is shown stays the same.
pub(super) fn prose(out: &mut String, raw: &str) {
    let bytes = raw.as_bytes();
    let address = |at: usize| match bytes.get(at) {
        Some(b'@') => true,
        Some(b':') => bytes.get(at..at + 3) == Some(b"://".as_slice()),
        Some(b'w') => bytes.get(at..at + 4) == Some(b"www.".as_slice()),
        _ => false,
    };
    // Printable ASCII that does not end an address.
    let inside = |byte: &u8| (0x21..0x7f).contains(byte) && !matches!(byte, b'<' | b'>' | b'"');
    let (mut from, mut at) = (0, 0);
    while let Some(found) = (at..bytes.len()).find(|&at| address(at)) {
        let start = bytes.get(at..found).unwrap_or_default().iter().rposition(|byte| !inside(byte));
        let start = start.map_or(at, |before| at + before + 1);
        let len = bytes.get(found..).unwrap_or_default().iter().position(|byte| !inside(byte));
        let end = len.map_or(bytes.len(), |len| found + len);
        for cut in start + 1..end {
            let mark = |byte: &u8| b"/?&=._@".contains(byte);
            // Not between the slashes of `://`, nor after the last mark.
            if bytes.get(cut - 1).is_some_and(mark) && !bytes.get(cut).is_some_and(mark) {
                text(out, raw.get(from..cut).unwrap_or_default());
                out.push_str("<wbr>");
                from = cut;
            }
        }
        at = end;
    }
    text(out, raw.get(from..).unwrap_or_default());
}

/// Text without the control characters that HTML forbids, for values that a template escapes.
pub(super) fn clean(raw: &str) -> Cow<'_, str> {
    let bad = |ch: char| ch.is_control() && !matches!(ch, '\n' | '\t');
    if raw.contains(bad) {
        Cow::Owned(raw.chars().map(|ch| if bad(ch) { '\u{fffd}' } else { ch }).collect())
    } else {
        Cow::Borrowed(raw)
    }
}

/// The address of a link that may pass: `http`, `https`, `mailto`, an anchor or a relative path. `None` for
/// any other scheme, however a browser would come to read it (control characters and blanks inside a
/// scheme are dropped by browsers), and for an address that names a host without a scheme.
pub(super) fn link(target: &str) -> Option<Cow<'_, str>> {
    let dropped = |ch: char| ch.is_control();
    let target: Cow<'_, str> = if target.contains(dropped) {
        Cow::Owned(target.chars().filter(|&ch| !dropped(ch)).collect())
    } else {
        Cow::Borrowed(target)
    };
    let trimmed = target.trim();
    if trimmed.is_empty() || trimmed.starts_with("//") || trimmed.contains('\\') {
        return None;
    }
    let end = trimmed.find([':', '/', '?', '#']);
    if let Some(end) = end
        && trimmed.as_bytes().get(end) == Some(&b':')
    {
        let scheme = trimmed.get(..end).unwrap_or_default();
        if !["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
            return None;
        }
    }
    if trimmed.len() == target.len() {
        return Some(target);
    }
    Some(Cow::Owned(trimmed.to_owned()))
}

/// Appends `#` and an anchor so that a browser finds the element that [`id`] has given it.
pub(super) fn fragment(out: &mut String, id: &str) {
    out.push('#');
    if !id.contains(|ch: char| ch == '%' || ch.is_whitespace() || ch.is_control()) {
        text(out, id);
        return;
    }
    for ch in id.chars() {
        match ch {
            '%' => out.push_str("%25"),
            _ if ch.is_whitespace() => out.push('-'),
            _ if ch.is_control() => out.push('\u{fffd}'),
            _ => text(out, ch.encode_utf8(&mut [0; 4])),
        }
    }
}

/// Appends an id: HTML allows no white space in it.
pub(super) fn id(out: &mut String, id: &str) {
    if id.contains(char::is_whitespace) {
        text(out, &id.replace(char::is_whitespace, "-"));
    } else {
        text(out, id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(raw: &str) -> String {
        let mut out = String::new();
        text(&mut out, raw);
        out
    }

    #[test]
    fn markup_and_control_characters_are_disarmed() {
        assert_eq!(
            escaped("<script>\"'&\u{0}\u{1b}\u{85}é\r</script>"),
            "&lt;script&gt;&quot;&#39;&amp;\u{fffd}\u{fffd}\u{fffd}é\n&lt;/script&gt;"
        );
        assert_eq!(escaped("提纲：“实践”与启示"), "提纲：“实践”与启示");
        assert_eq!(clean("甲\u{1}乙\n"), "甲\u{fffd}乙\n");
    }

    #[test]
    fn addresses_may_break_and_other_text_is_left_alone() {
        let prose = |raw: &str| {
            let mut out = String::new();
            super::prose(&mut out, raw);
            out
        };
        assert_eq!(
            prose("见https://a.cn/b_c?d=1&e=2。另见www.x.cn/，邮箱a.b@c.cn"),
            "见https://<wbr>a.<wbr>cn/<wbr>b_<wbr>c?<wbr>d=<wbr>1&amp;<wbr>e=<wbr>2。另见www.<wbr>x.<wbr>cn/，邮箱a.<wbr>b@<wbr>c.<wbr>cn"
        );
        for plain in ["3.5亿元，A/B", "w", "：//", "@", "<@\">", "", "和/或 1.2"] {
            let mut whole = String::new();
            text(&mut whole, plain);
            assert_eq!(prose(plain), whole);
        }
    }

    #[test]
    fn only_harmless_addresses_pass() {
        for good in [
            "https://example.cn/报告",
            "HTTP://a",
            "mailto:a@b.cn",
            "#图-收入",
            "附件/表.xlsx",
            "?a:b",
            "./a:b",
        ] {
            assert_eq!(link(good).as_deref(), Some(good));
        }
        assert_eq!(link(" a.pdf ").as_deref(), Some("a.pdf"));
        for bad in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "java\nscript:alert(1)",
            "java\u{0}script:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,<script>",
            "vbscript:x",
            "file:///etc/passwd",
            "C:\\x",
            "//evil.example",
            "/\\evil.example",
            "",
        ] {
            assert_eq!(link(bad), None, "{bad:?}");
        }
    }
}
