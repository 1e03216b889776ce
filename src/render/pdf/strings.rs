//! Text strings and numbers in the form PDF wants them.

use lopdf::{Object, StringFormat};

/// A text string: as it stands where it is ASCII, otherwise UTF-16 with a byte order mark.
pub(super) fn text(text: &str) -> Object {
    let bytes = encode(text);
    // lopdf's escaping of literals is quadratic in the number of escapes.
    let format = if bytes.len() > 512 { StringFormat::Hexadecimal } else { StringFormat::Literal };
    Object::String(bytes, format)
}

/// The bytes of a text string.
pub(super) fn encode(text: &str) -> Vec<u8> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.as_bytes().to_vec();
    }
    let units = text.encode_utf16().flat_map(u16::to_be_bytes);
    [0xFE, 0xFF].into_iter().chain(units).collect()
}

/// A length with three decimals; what is no number becomes nought.
pub(super) fn length(value: f64) -> f32 {
    if value.is_finite() { ((value * 1000.0).round() / 1000.0) as f32 } else { 0.0 }
}
