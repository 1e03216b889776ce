//! JPEG: the data as they are, with what the reader must know from their markers.

use printpdf::DictItem;

use super::{Content, Matrix, dict, image_stream, int, name};

const DAMAGED: &str = "JPEG 文件头损坏";

/// How the stored pixels must be turned, as cameras write it (Exif 2.3, tag 0x0112): 1 to 8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Turn(u8);

impl Default for Turn {
    fn default() -> Self {
        Self(1)
    }
}

impl Turn {
    /// Whether width and height change places.
    pub(super) fn swaps(self) -> bool {
        self.0 >= 5
    }

    /// The unit square turned within itself.
    pub(super) fn matrix(self) -> Matrix {
        match self.0 {
            2 => [-1.0, 0.0, 0.0, 1.0, 1.0, 0.0],
            3 => [-1.0, 0.0, 0.0, -1.0, 1.0, 1.0],
            4 => [1.0, 0.0, 0.0, -1.0, 0.0, 1.0],
            5 => [0.0, -1.0, -1.0, 0.0, 1.0, 1.0],
            6 => [0.0, -1.0, 1.0, 0.0, 0.0, 1.0],
            7 => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
            8 => [0.0, 1.0, -1.0, 0.0, 1.0, 0.0],
            _ => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        }
    }
}

/// What the markers say.
#[derive(Debug, PartialEq, Eq)]
struct Header {
    width: u16,
    height: u16,
    /// Identifiers of the components.
    components: Vec<u8>,
    /// Whether Adobe's marker is there; then the samples of CMYK are inverted.
    adobe: bool,
    turn: Turn,
}

/// Reads the markers and takes the data over.
pub(super) fn read(bytes: &[u8]) -> Result<Content, String> {
    let header = header(bytes)?;
    if header.width == 0 || header.height == 0 {
        return Err("JPEG 的宽或高是 0，文件可能已损坏".to_owned());
    }
    if !bytes.windows(2).rev().any(|pair| pair == [0xFF, 0xD9]) {
        return Err("JPEG 数据不完整，文件可能被截断".to_owned());
    }
    let space = match header.components.len() {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        4 => "DeviceCMYK",
        count => return Err(format!("JPEG 有 {count} 个颜色分量，不认识这种颜色模式")),
    };
    let size = (u32::from(header.width), u32::from(header.height));
    let mut stream = image_stream(
        size,
        bytes.to_vec(),
        [("ColorSpace", name(space)), ("BitsPerComponent", int(8)), ("Filter", name("DCTDecode"))],
    );
    if header.adobe && header.components.len() == 4 {
        let inverted = [1, 0, 1, 0, 1, 0, 1, 0].map(int).to_vec();
        stream.dict.insert("Decode".to_owned(), DictItem::Array(inverted));
    }
    if !header.adobe && header.components == *b"RGB" {
        let plain = DictItem::Dict { map: dict([("ColorTransform", int(0))]) };
        stream.dict.insert("DecodeParms".to_owned(), plain);
    }
    let aspect = Some(f64::from(header.width) / f64::from(header.height));
    Ok(Content { stream, turn: header.turn, aspect })
}

/// Walks the markers up to the first scan.
fn header(bytes: &[u8]) -> Result<Header, String> {
    if !bytes.starts_with(&[0xFF, 0xD8]) {
        return Err("内容不是 JPEG".to_owned());
    }
    let mut rest = &bytes[2..];
    let mut frame: Option<(u16, u16, Vec<u8>)> = None;
    let mut adobe = false;
    let mut turn = Turn::default();
    loop {
        let marker = match rest {
            [0xFF, 0xFF, ..] => {
                rest = &rest[1..];
                continue;
            }
            [0xFF, marker, after @ ..] => {
                rest = after;
                *marker
            }
            _ => return Err(DAMAGED.to_owned()),
        };
        if matches!(marker, 0x01 | 0xD0..=0xD7) {
            continue;
        }
        let length = rest
            .get(..2)
            .map(|length| usize::from(u16::from_be_bytes([length[0], length[1]])))
            .filter(|length| *length >= 2)
            .ok_or(DAMAGED)?;
        let segment = rest.get(2..length).ok_or(DAMAGED)?;
        rest = rest.get(length..).ok_or(DAMAGED)?;
        match marker {
            0xC0..=0xC2 => frame = Some(frame_header(segment)?),
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                return Err("不支持这种 JPEG（无损或算术编码），请另存为普通 JPEG".to_owned());
            }
            0xE1 => {
                if let Some(tiff) = segment.strip_prefix(b"Exif\0\0") {
                    turn = orientation(tiff).unwrap_or(turn);
                }
            }
            0xEE => adobe |= segment.starts_with(b"Adobe"),
            0xDA => {
                let (width, height, components) = frame.ok_or(DAMAGED)?;
                return Ok(Header { width, height, components, adobe, turn });
            }
            0xD8 | 0xD9 => return Err(DAMAGED.to_owned()),
            _ => {}
        }
    }
}

/// Width, height and components.
fn frame_header(segment: &[u8]) -> Result<(u16, u16, Vec<u8>), String> {
    let [precision, h1, h0, w1, w0, count, components @ ..] = segment else {
        return Err(DAMAGED.to_owned());
    };
    if *precision != 8 {
        return Err(format!("不支持每个颜色分量 {precision} 位的 JPEG，请另存为普通 JPEG"));
    }
    let components: Vec<u8> =
        components.chunks_exact(3).take(usize::from(*count)).map(|one| one[0]).collect();
    if components.len() != usize::from(*count) {
        return Err(DAMAGED.to_owned());
    }
    Ok((u16::from_be_bytes([*w1, *w0]), u16::from_be_bytes([*h1, *h0]), components))
}

/// The orientation in Exif data; `None` where it is not said.
fn orientation(tiff: &[u8]) -> Option<Turn> {
    let little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let bytes = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| -> Option<usize> {
        let bytes = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        usize::try_from(if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
            .ok()
    };
    let directory = long(4)?;
    let count = usize::from(short(directory)?);
    (0..count)
        .map(|entry| directory + 2 + entry * 12)
        .find(|&entry| short(entry) == Some(0x0112))
        .and_then(|entry| short(entry + 8))
        .and_then(|value| u8::try_from(value).ok())
        .filter(|value| (1..=8).contains(value))
        .map(Turn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_headers_are_told_and_never_panic() {
        let whole = include_bytes!("../fixtures/photo.jpg");
        assert!(header(whole).is_ok());
        for end in 0..whole.len() {
            let _ = read(&whole[..end]);
        }
        assert_eq!(header(b"GIF89a").unwrap_err(), "内容不是 JPEG");
        assert_eq!(header(&whole[..8]).unwrap_err(), "JPEG 文件头损坏");
        let cut = read(&whole[..whole.len() - 2]).map(|_| ()).unwrap_err();
        assert_eq!(cut, "JPEG 数据不完整，文件可能被截断");
    }

    #[test]
    fn orientation_is_read_in_both_byte_orders() {
        let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0";
        let big = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0";
        assert_eq!(orientation(little), Some(Turn(6)));
        assert_eq!(orientation(big), Some(Turn(8)));
        assert_eq!(orientation(&little[..19]), None);
        assert_eq!(orientation(b"II*\0\xFF\xFF\xFF\xFF"), None);
    }

    #[test]
    fn every_turn_maps_the_square_onto_itself() {
        for turn in 1..=8 {
            let [a, b, c, d, e, f] = Turn(turn).matrix();
            let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)];
            for (u, v) in corners {
                let place = (a * u + c * v + e, b * u + d * v + f);
                assert!(corners.contains(&place), "{turn}: {place:?}");
            }
        }
        // Held upright with the right side up: the stored top left is the shown top right.
        let [_, _, c, d, e, f] = Turn(6).matrix();
        assert_eq!((c + e, d + f), (1.0, 1.0));
    }
}
