//! From bytes to text (Y014): UTF-8, or what a Chinese writer's editor made of it.

use std::path::Path;

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::diagnostic::Fault;
use crate::source::{FileId, Source, Span};

/// Largest file taken, in bytes.
pub const LARGEST: usize = 32 << 20;

/// Decodes a file. Text in another encoding is decoded all the same, with a fault that says how to
/// convert it; a file that is too large comes back empty. `label` names the encoding where the caller
/// knows it (`gb18030`); an unknown label is as none.
#[must_use]
pub fn decode(bytes: Vec<u8>, file: FileId, label: Option<&str>) -> (String, Vec<Fault>) {
    let start = Span::new(file, 0, 0);
    if bytes.len() > LARGEST {
        let megabytes = bytes.len() >> 20;
        let most = LARGEST >> 20;
        let fault =
            Fault::new("Y014", start, format!("文件太大（{megabytes} MB，最多 {most} MB）"))
                .help("图片请另存为单独的文件，大批数据请放进 CSV 文件");
        return (String::new(), vec![fault]);
    }
    if let Some(known) = label.and_then(|label| Encoding::for_label(label.as_bytes())) {
        let (text, _) = known.decode_with_bom_removal(&bytes);
        return (text.into_owned(), Vec::new());
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, Vec::new()),
        Err(error) => error.into_bytes(),
    };
    let encoding = match bytes.as_slice() {
        [0xff, 0xfe, ..] => UTF_16LE,
        [0xfe, 0xff, ..] => UTF_16BE,
        _ => {
            let mut detector = EncodingDetector::new();
            detector.feed(&bytes, true);
            detector.guess(Some(b"cn"), true)
        }
    };
    let (text, broken) = encoding.decode_with_bom_removal(&bytes);
    // The first bytes that are no UTF-8, counted in the text as it is shown.
    let valid = std::str::from_utf8(&bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let (name, iconv) = match encoding {
        encoding if encoding == GBK => ("GBK（GB18030）", "GB18030"),
        encoding if encoding == UTF_16LE || encoding == UTF_16BE => ("UTF-16", "UTF-16"),
        encoding => (encoding.name(), encoding.name()),
    };
    let fault = if encoding == UTF_8 || broken {
        let (text, _) = UTF_8.decode_without_bom_handling(&bytes);
        let at = Span::new(file, valid, valid + '\u{fffd}'.len_utf8());
        let fault = Fault::new("Y014", at, "文件不是 UTF-8 编码，从这里起有读不出的字节")
            .help("用编辑器打开，核对这里的文字，再另存为 UTF-8");
        return (text.into_owned(), vec![fault]);
    } else {
        Fault::new("Y014", start, format!("文件不是 UTF-8 编码，看起来是 {name}")).help(format!(
            "在编辑器里另存为 UTF-8，或者转换：iconv -f {iconv} -t UTF-8 原文件 > 新文件"
        ))
    };
    (text.into_owned(), vec![fault])
}

/// Decodes a file into a [`Source`], whose text is without a byte-order mark; faults point into it.
#[must_use]
pub fn source(path: &Path, bytes: Vec<u8>, file: FileId) -> (Source, Vec<Fault>) {
    let (text, mut faults) = decode(bytes, file, None);
    let source = Source::new(path, text);
    if source.bom {
        let width = '\u{feff}'.len_utf8();
        let shift = |at: u32| (at as usize).saturating_sub(width);
        for fault in &mut faults {
            fault.span = Span::new(file, shift(fault.span.start), shift(fault.span.end));
        }
    }
    (source, faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Option<Fault>) {
        let (text, faults) = decode(bytes.to_vec(), FileId(0), None);
        assert!(faults.len() <= 1);
        (text, faults.into_iter().next())
    }

    #[test]
    fn a_gbk_draft_is_understood_and_told_how_to_convert() {
        let draft =
            "---\n标题: 坚持党建引领乡村振兴的实践与启示\n---\n\n近年来，示例区坚持以党建引领。\n";
        let (bytes, ..) = encoding_rs::GB18030.encode(draft);
        let (text, fault) = read(&bytes);
        assert_eq!(text, draft);
        let fault = fault.unwrap();
        assert_eq!(fault.rule, "Y014");
        assert!(fault.message.contains("GBK"), "{}", fault.message);
        assert!(fault.help.contains("iconv -f GB18030 -t UTF-8"), "{}", fault.help);
    }

    #[test]
    fn utf8_is_silent_and_utf16_is_told() {
        assert_eq!(read("标题: 甲\n".as_bytes()), ("标题: 甲\n".to_owned(), None));
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend("标题: 甲\n".encode_utf16().flat_map(u16::to_le_bytes));
        let (text, fault) = read(&bytes);
        assert_eq!(text, "标题: 甲\n");
        assert!(fault.unwrap().message.contains("UTF-16"));
    }

    #[test]
    fn damaged_utf8_is_told_at_its_place_and_read_around() {
        let mut bytes = "标题: 坚持党建引领乡村振兴，推动基层治理。".as_bytes().to_vec();
        let at = "标题: 坚持党建引领".len();
        bytes.splice(at..at, [0xc3, 0x28, 0xe4, 0xb8]);
        let (text, fault) = read(&bytes);
        assert!(text.contains("推动基层治理"), "{text}");
        assert_eq!(fault.unwrap().rule, "Y014");
        bytes.splice(0..0, "\u{feff}".bytes());
        let (source, faults) = source(Path::new("甲.yaml"), bytes, FileId(0));
        assert!(source.bom && source.text.starts_with("标题"));
        assert_eq!(source.slice(faults[0].span), "\u{fffd}");
        assert_eq!(faults[0].span.start as usize, at);
    }

    #[test]
    fn a_label_decides_and_a_giant_is_refused() {
        let (text, faults) = decode(vec![0xb1, 0xea], FileId(0), Some("gbk"));
        assert_eq!((text.as_str(), faults.len()), ("标", 0));
        let (text, faults) = decode(vec![b'a'; LARGEST + 1], FileId(0), None);
        assert!(text.is_empty() && faults[0].message.contains("太大"));
    }
}
