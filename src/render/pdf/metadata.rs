//! The information dictionary and the XMP packet, which say the same.

use std::fmt::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::document::name;
use super::strings::text;
use crate::typeset::Info;

/// Adds both; the first is the information dictionary. `archival` says whether the file conforms to PDF/A-2b, as
/// the packet then states (ISO 19005-2, 6.6.4).
pub(super) fn metadata(
    document: &mut Document,
    info: &Info,
    archival: bool,
) -> (ObjectId, ObjectId) {
    let info = &clean(info);
    let date = info.date.as_deref().filter(|date| is_date(date));
    let xmp = Stream::new(
        dictionary! { "Type" => name("Metadata"), "Subtype" => name("XML") },
        xmp(info, date, archival).into_bytes(),
    )
    .with_compression(false);
    let id = match document.trailer.get(b"Info").and_then(Object::as_reference) {
        Ok(id) => id,
        Err(_) => document.new_object_id(),
    };
    document.set_object(id, dictionary_of(info, date));
    (id, document.add_object(xmp))
}

/// What wrote the file.
fn producer() -> String {
    format!("tigang {}", env!("CARGO_PKG_VERSION"))
}

fn keywords(info: &Info) -> String {
    info.keywords.join("; ")
}

fn dictionary_of(info: &Info, date: Option<&str>) -> Dictionary {
    let mut dictionary = Dictionary::new();
    let keywords = keywords(info);
    for (key, value) in [
        ("Title", info.title.as_str()),
        ("Author", &info.author),
        ("Subject", &info.subject),
        ("Keywords", &keywords),
        ("Producer", &producer()),
    ] {
        if !value.is_empty() {
            dictionary.set(key, text(value));
        }
    }
    if let Some(date) = date {
        let digits: String = date.chars().filter(char::is_ascii_digit).collect();
        dictionary.set("CreationDate", Object::string_literal(format!("D:{digits}")));
    }
    dictionary
}

fn xmp(info: &Info, date: Option<&str>, archival: bool) -> String {
    let mut xmp = String::with_capacity(1536);
    xmp.push_str(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n\
         <dc:format>application/pdf</dc:format>\n\
         <dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>\n",
    );
    let mut line = |before: &str, value: &str, after: &str| {
        if !value.is_empty() {
            let _ = writeln!(xmp, "{before}{}{after}", escape(value));
        }
    };
    let alternatives = "<rdf:Alt><rdf:li xml:lang=\"x-default\">";
    line(&format!("<dc:title>{alternatives}"), &info.title, "</rdf:li></rdf:Alt></dc:title>");
    line("<dc:creator><rdf:Seq><rdf:li>", &info.author, "</rdf:li></rdf:Seq></dc:creator>");
    line(
        &format!("<dc:description>{alternatives}"),
        &info.subject,
        "</rdf:li></rdf:Alt></dc:description>",
    );
    line("<pdf:Keywords>", &keywords(info), "</pdf:Keywords>");
    line("<pdf:Producer>", &producer(), "</pdf:Producer>");
    line("<xmp:CreateDate>", date.unwrap_or_default(), "</xmp:CreateDate>");
    if !info.keywords.is_empty() {
        xmp.push_str("<dc:subject><rdf:Bag>");
        for keyword in &info.keywords {
            let _ = write!(xmp, "<rdf:li>{}</rdf:li>", escape(keyword));
        }
        xmp.push_str("</rdf:Bag></dc:subject>\n");
    }
    if archival {
        xmp.push_str("<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n");
    }
    xmp.push_str("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
    xmp
}

/// Text for XML: markup escaped.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(character),
        }
    }
    out
}

/// Without the characters that XML cannot carry, so that both say the same.
fn clean(info: &Info) -> Info {
    let clean = |text: &String| -> String {
        text.chars()
            .filter(|character| match character {
                '\t' | '\n' | '\r' => true,
                '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => false,
                _ => true,
            })
            .collect()
    };
    Info {
        title: clean(&info.title),
        author: clean(&info.author),
        subject: clean(&info.subject),
        keywords: info.keywords.iter().map(clean).collect(),
        date: info.date.clone(),
    }
}

/// Whether it is a day in the form `YYYY-MM-DD`.
fn is_date(date: &str) -> bool {
    let bytes = date.as_bytes();
    let part = |from: usize, to: usize| -> Option<u32> { date.get(from..to)?.parse().ok() };
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
        && part(5, 7).is_some_and(|month| (1..=12).contains(&month))
        && part(8, 10).is_some_and(|day| (1..=31).contains(&day))
}
