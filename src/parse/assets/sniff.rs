//! Which format a file is, told from its first bytes.

use super::{jpeg, png, svg};
use crate::report::AssetKind;

/// The format, width and height of an image.
///
/// # Errors
/// Why it cannot be used, in Chinese.
pub(super) fn measure(bytes: &[u8]) -> Result<(AssetKind, f64, f64), String> {
    if bytes.is_empty() {
        return Err("文件是空的".to_owned());
    }
    if bytes.starts_with(&png::SIGNATURE) {
        let (width, height) = png::size(bytes)?;
        return Ok((AssetKind::Png, f64::from(width), f64::from(height)));
    }
    if bytes.starts_with(&[0xff, 0xd8]) {
        let (width, height) = jpeg::size(bytes)?;
        return Ok((AssetKind::Jpeg, f64::from(width), f64::from(height)));
    }
    if let Some(found) = svg::size(bytes) {
        let (width, height) = found?;
        return Ok((AssetKind::Svg, width, height));
    }
    let known: [(&[u8], &str); 7] = [
        (b"GIF8", "GIF"),
        (b"BM", "BMP"),
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"%PDF", "PDF"),
        (b"\x1f\x8b", "压缩的SVG"),
        (b"\x89PN", "损坏的PNG"),
    ];
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    let heic = bytes.get(4..8) == Some(b"ftyp");
    let name = match known.iter().find(|(head, _)| bytes.starts_with(head)) {
        Some((_, name)) => name,
        None if webp => "WebP",
        None if heic => "HEIC或AVIF",
        None => return Err("不是PNG、JPEG或SVG图片".to_owned()),
    };
    Err(format!("这是{name}文件，请转存为PNG、JPEG或SVG"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_formats_are_named() {
        assert!(measure(b"GIF89a").unwrap_err().contains("GIF"));
        assert!(measure(b"RIFF\0\0\0\0WEBPVP8 ").unwrap_err().contains("WebP"));
        assert!(measure(b"hello").unwrap_err().contains("不是"));
        assert!(measure(b"").unwrap_err().contains("空"));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_measured(mut bytes in proptest::collection::vec(0_u8.., 0..80), head in 0..4) {
            let head: &[u8] = match head {
                0 => &[0xff, 0xd8, 0xff, 0xc0],
                1 => &png::SIGNATURE,
                2 => b"<svg width=",
                _ => b"",
            };
            bytes.splice(0..0, head.iter().copied());
            let _ = measure(&bytes);
        }
    }
}
