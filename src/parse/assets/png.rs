//! PNG: size from IHDR, and whether the chunks are whole.

pub(super) const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a];

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}

/// Width and height in pixels.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), String> {
    let damaged = || "PNG图片已损坏，请重新导出".to_owned();
    if bytes.get(12..16) != Some(b"IHDR") || number(bytes, 8) != Some(13) {
        return Err(damaged());
    }
    let (Some(width), Some(height)) = (number(bytes, 16), number(bytes, 20)) else {
        return Err(damaged());
    };
    if width == 0 || height == 0 {
        return Err(damaged());
    }
    let mut at = SIGNATURE.len();
    let mut data = false;
    while let Some(len) = number(bytes, at) {
        let kind = bytes.get(at + 4..at + 8);
        let Some(next) = at.checked_add(len as usize).and_then(|end| end.checked_add(12)) else {
            break;
        };
        if next > bytes.len() {
            break;
        }
        data |= kind == Some(b"IDAT");
        if kind == Some(b"IEND") {
            return if data { Ok((width, height)) } else { Err(damaged()) };
        }
        at = next;
    }
    Err("PNG图片不完整，请重新导出".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let mut out = u32::try_from(data.len()).unwrap().to_be_bytes().to_vec();
        out.extend(kind);
        out.extend(data);
        out.extend([0; 4]);
        out
    }

    fn image(width: u32, height: u32) -> Vec<u8> {
        let mut header = width.to_be_bytes().to_vec();
        header.extend(height.to_be_bytes());
        header.extend([8, 2, 0, 0, 0]);
        [SIGNATURE.to_vec(), chunk(b"IHDR", &header), chunk(b"IDAT", &[1, 2]), chunk(b"IEND", &[])]
            .concat()
    }

    #[test]
    fn sizes_are_read_and_damage_is_told() {
        assert_eq!(size(&image(640, 480)), Ok((640, 480)));
        assert!(size(&image(0, 480)).is_err());
        let whole = image(640, 480);
        for len in 0..whole.len() {
            assert!(size(&whole[..len]).is_err(), "{len}");
        }
    }
}
