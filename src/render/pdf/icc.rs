//! The sRGB colour space as an ICC profile (ICC.1:2010, version 4.3; IEC 61966-2-1).

/// A display profile of three primaries and one curve, 500 bytes.
pub(super) fn srgb() -> Vec<u8> {
    let curve = curve();
    let tags: [([u8; 4], Vec<u8>); 7] = [
        (*b"desc", text("sRGB")),
        (*b"cprt", text("CC0")),
        (*b"wtpt", xyz([0x0000_F6D6, 0x0001_0000, 0x0000_D32D])),
        (*b"chad", adaptation()),
        // The primaries as seen under D50.
        (*b"rXYZ", xyz([0x6FA2, 0x38F5, 0x0390])),
        (*b"gXYZ", xyz([0x6299, 0xB785, 0x18DA])),
        (*b"bXYZ", xyz([0x24A0, 0x0F84, 0xB6CF])),
    ];
    let curves = [*b"rTRC", *b"gTRC", *b"bTRC"];

    let count = tags.len() + curves.len();
    let mut table = Vec::new();
    let mut data = Vec::new();
    long(&mut table, count);
    let start = 128 + 4 + 12 * count;
    let entry = |table: &mut Vec<u8>, tag: [u8; 4], at: usize, length: usize| {
        table.extend_from_slice(&tag);
        long(table, start + at);
        long(table, length);
    };
    for (tag, content) in &tags {
        entry(&mut table, *tag, data.len(), content.len());
        data.extend_from_slice(content);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    for tag in curves {
        entry(&mut table, tag, data.len(), curve.len());
    }
    data.extend_from_slice(&curve);

    let mut profile = Vec::with_capacity(start + data.len());
    long(&mut profile, start + data.len());
    profile.extend_from_slice(b"\0\0\0\0\x04\x30\0\0mntrRGB XYZ ");
    // Made on 1 January 2026: the day is the profile's, not that of a file it lies in.
    for part in [2026u16, 1, 1, 0, 0, 0] {
        profile.extend_from_slice(&part.to_be_bytes());
    }
    profile.extend_from_slice(b"acsp");
    profile.resize(68, 0);
    // The white that connects profiles, D50.
    for part in [0xF6D6, 0x1_0000, 0xD32D] {
        long(&mut profile, part);
    }
    profile.resize(128, 0);
    profile.extend_from_slice(&table);
    profile.extend_from_slice(&data);
    profile
}

fn long(out: &mut Vec<u8>, value: usize) {
    out.extend_from_slice(&u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes());
}

/// Numbers with sixteen binary places.
fn fixed(out: &mut Vec<u8>, values: &[i32]) {
    for value in values {
        out.extend_from_slice(&value.to_be_bytes());
    }
}

/// A text in one language.
fn text(text: &str) -> Vec<u8> {
    let mut out = b"mluc\0\0\0\0".to_vec();
    long(&mut out, 1);
    long(&mut out, 12);
    out.extend_from_slice(b"enUS");
    long(&mut out, 2 * text.len());
    long(&mut out, 28);
    out.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    out
}

fn xyz(values: [i32; 3]) -> Vec<u8> {
    let mut out = b"XYZ \0\0\0\0".to_vec();
    fixed(&mut out, &values);
    out
}

/// From D65 to D50 after Bradford.
fn adaptation() -> Vec<u8> {
    let matrix = [
        [1.047_882, 0.022_919, -0.050_201],
        [0.029_587, 0.990_479, -0.017_059],
        [-0.009_232, 0.015_076, 0.751_678],
    ];
    let mut out = b"sf32\0\0\0\0".to_vec();
    for value in matrix.as_flattened() {
        fixed(&mut out, &[(value * 65_536.0_f64).round() as i32]);
    }
    out
}

/// The curve of sRGB: a power of 2.4 with a straight foot.
fn curve() -> Vec<u8> {
    let mut out = b"para\0\0\0\0\0\x03\0\0".to_vec();
    for value in [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45_f64] {
        fixed(&mut out, &[(value * 65_536.0).round() as i32]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(profile: &[u8], at: usize) -> usize {
        u32::from_be_bytes(profile[at..at + 4].try_into().unwrap()) as usize
    }

    /// The content of a tag.
    fn tag<'a>(profile: &'a [u8], name: &[u8; 4]) -> &'a [u8] {
        let entry = (0..number(profile, 128))
            .map(|entry| 132 + 12 * entry)
            .find(|&at| &profile[at..at + 4] == name)
            .expect("the tag");
        let (start, length) = (number(profile, entry + 4), number(profile, entry + 8));
        assert_eq!(start % 4, 0);
        &profile[start..start + length]
    }

    #[test]
    fn header_and_table_hold_together() {
        let profile = srgb();
        assert_eq!(number(&profile, 0), profile.len());
        assert_eq!(&profile[12..24], b"mntrRGB XYZ ");
        assert_eq!(&profile[36..40], b"acsp");
        assert!(profile.len() < 600, "{}", profile.len());
        for name in [b"desc", b"cprt"] {
            assert_eq!(&tag(&profile, name)[..4], b"mluc");
        }
    }

    #[test]
    fn full_colours_add_up_to_white() {
        let profile = srgb();
        for part in 0..3 {
            let value = |name| number(tag(&profile, name), 8 + 4 * part);
            let sum = value(b"rXYZ") + value(b"gXYZ") + value(b"bXYZ");
            assert!(sum.abs_diff(value(b"wtpt")) <= 32, "{part}: {sum:x}");
        }
    }
}
