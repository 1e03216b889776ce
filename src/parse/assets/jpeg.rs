//! JPEG: size from the frame header.

/// Width and height in pixels.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), String> {
    let damaged = || "JPEG图片已损坏，请重新导出".to_owned();
    let pair =
        |at: usize| bytes.get(at..at + 2).map(|two| usize::from(two[0]) << 8 | usize::from(two[1]));
    let mut at = 2;
    let mut found = None;
    loop {
        if bytes.get(at) != Some(&0xff) {
            return Err(damaged());
        }
        let Some(&marker) = bytes.get(at + 1) else { return Err(damaged()) };
        match marker {
            // Fill bytes and markers without content.
            0xff => {
                at += 1;
                continue;
            }
            0x01 | 0xd0..=0xd8 => {
                at += 2;
                continue;
            }
            0xd9 => return Err(damaged()),
            // The picture itself: the headers are behind us.
            0xda => return found.ok_or_else(damaged),
            _ => {}
        }
        let Some(len) = pair(at + 2).filter(|&len| len >= 2) else { return Err(damaged()) };
        match marker {
            0xc0..=0xc2 => {
                let (Some(height), Some(width)) = (pair(at + 5), pair(at + 7)) else {
                    return Err(damaged());
                };
                let size = u32::try_from(width).ok().zip(u32::try_from(height).ok());
                found = size.filter(|&(width, height)| width > 0 && height > 0);
            }
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return Err("这种JPEG编码少见，请另存为普通的JPEG".to_owned());
            }
            _ => {}
        }
        at += 2 + len;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(frame: u8) -> Vec<u8> {
        let mut out = vec![0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2];
        out.extend([0xff, frame, 0, 11, 8, 0x01, 0xe0, 0x02, 0x80, 1, 0, 0, 0]);
        out.extend([0xff, 0xda, 0, 2, 9, 9, 0xff, 0xd9]);
        out
    }

    #[test]
    fn sizes_are_read_and_damage_is_told() {
        assert_eq!(size(&image(0xc0)), Ok((640, 480)));
        assert_eq!(size(&image(0xc2)), Ok((640, 480)));
        assert!(size(&image(0xc9)).unwrap_err().contains("少见"));
        let whole = image(0xc0);
        for len in 0..21 {
            assert!(size(&whole[..len]).is_err(), "{len}");
        }
    }
}
