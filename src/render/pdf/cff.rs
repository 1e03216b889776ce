//! Cuts plain CFF faces down to some glyphs (Adobe Technical Note 5176).
//!
//! `subsetter` takes every outline apart and puts it together again, because it must follow subroutines;
//! for the embedded Fandol faces, which have none and long outlines, that is half the time a whole report
//! takes. Where there are no subroutines the outlines can be copied as they stand.

/// Operators of the dictionaries; the second byte of a two-byte operator is added to `ESCAPE`.
const ESCAPE: u16 = 0x0C00;
const NOTICE: u16 = 1;
const FONT_BBOX: u16 = 5;
const CHARSET: u16 = 15;
const CHAR_STRINGS: u16 = 17;
const PRIVATE: u16 = 18;
const SUBRS: u16 = 19;
const COPYRIGHT: u16 = ESCAPE;
const FONT_MATRIX: u16 = ESCAPE + 7;
const ROS: u16 = ESCAPE + 30;
const CID_COUNT: u16 = ESCAPE + 34;
const FD_ARRAY: u16 = ESCAPE + 36;
const FD_SELECT: u16 = ESCAPE + 37;
const FONT_NAME: u16 = ESCAPE + 38;

/// Strings that every reader knows and no file holds.
const STANDARD_STRINGS: i32 = 391;

/// The `CFF ` table with only these glyphs, CID = place in the list; `None` where the face has subroutines,
/// several font dictionaries, or anything unexpected.
pub(super) fn cut(table: &[u8], glyphs: &[u16]) -> Option<Vec<u8>> {
    let source = Source::read(table)?;
    let count = u16::try_from(glyphs.len()).ok()?;
    let outlines: Vec<&[u8]> = glyphs
        .iter()
        .map(|glyph| source.outlines.get(usize::from(*glyph)))
        .collect::<Option<_>>()?;

    let mut strings: Vec<&[u8]> = vec![b"Adobe", b"Identity"];
    let mut top = Dict::default();
    top.integers(&[STANDARD_STRINGS, STANDARD_STRINGS + 1, 0], ROS);
    for operator in [NOTICE, COPYRIGHT] {
        top.string(&source, operator, &source.top, &mut strings);
    }
    top.copy(FONT_MATRIX, &source.top);
    top.copy(FONT_BBOX, &source.top);
    top.integers(&[i32::from(count)], CID_COUNT);
    let mut font = Dict::default();
    font.string(&source, FONT_NAME, &source.font, &mut strings);
    font.copy(FONT_MATRIX, &source.font);

    // Every offset takes five bytes, so that the length of what stands before the data is known.
    const OFFSET: usize = 5;
    let top_length = top.0.len() + 4 * OFFSET + 2 + 2 * 2;
    let mut out = vec![1, 0, 4, 4];
    out.extend_from_slice(source.names);
    let mut after_top = Vec::new();
    write_index(&mut after_top, &strings);
    after_top.extend_from_slice(&[0, 0]);
    let start = out.len() + index_length(top_length) + after_top.len();

    let mut data = Vec::new();
    let charset = start;
    match count.checked_sub(2) {
        Some(left) => {
            data.extend_from_slice(&[2, 0, 1]);
            data.extend_from_slice(&left.to_be_bytes());
        }
        None => data.push(0),
    }
    let select = start + data.len();
    data.extend_from_slice(&[3, 0, 1, 0, 0, 0]);
    data.extend_from_slice(&count.to_be_bytes());
    let char_strings = start + data.len();
    write_index(&mut data, &outlines);
    let private = start + data.len();
    data.extend_from_slice(source.private);
    let fonts = start + data.len();
    font.offsets(&[source.private.len(), private], PRIVATE)?;
    write_index(&mut data, &[font.0.as_slice()]);

    top.offsets(&[charset], CHARSET)?;
    top.offsets(&[char_strings], CHAR_STRINGS)?;
    top.offsets(&[fonts], FD_ARRAY)?;
    top.offsets(&[select], FD_SELECT)?;
    if top.0.len() != top_length {
        return None;
    }
    write_index(&mut out, &[top.0.as_slice()]);
    out.extend_from_slice(&after_top);
    out.extend_from_slice(&data);
    Some(out)
}

/// Wraps tables as an OpenType file with CFF outlines; checksums are left out, as nobody reads them here.
pub(super) fn wrap(tables: &[([u8; 4], &[u8])]) -> Vec<u8> {
    let total: usize = tables.iter().map(|(_, data)| data.len() + 20).sum();
    let mut out = Vec::with_capacity(total + 12);
    out.extend_from_slice(b"OTTO");
    out.extend_from_slice(&u16::try_from(tables.len()).unwrap_or(0).to_be_bytes());
    out.extend_from_slice(&[0; 6]);
    let mut at = 12 + 16 * tables.len();
    for (tag, data) in tables {
        out.extend_from_slice(tag);
        out.extend_from_slice(&[0; 4]);
        for number in [at, data.len()] {
            out.extend_from_slice(&u32::try_from(number).unwrap_or(0).to_be_bytes());
        }
        at += data.len().next_multiple_of(4);
    }
    for (_, data) in tables {
        out.extend_from_slice(data);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out
}

/// What is needed of a plain face.
struct Source<'a> {
    /// The whole Name INDEX.
    names: &'a [u8],
    strings: Index<'a>,
    top: Entries<'a>,
    font: Entries<'a>,
    private: &'a [u8],
    outlines: Index<'a>,
}

impl<'a> Source<'a> {
    fn read(table: &'a [u8]) -> Option<Self> {
        let header = usize::from(*table.get(2)?);
        if *table.first()? != 1 {
            return None;
        }
        let (_, after_names) = Index::read(table, header)?;
        let (tops, after_top) = Index::read(table, after_names)?;
        let (strings, after_strings) = Index::read(table, after_top)?;
        let (subroutines, _) = Index::read(table, after_strings)?;
        if tops.count != 1 || subroutines.count != 0 {
            return None;
        }
        let top = entries(tops.get(0)?)?;
        let font = if find(&top, ROS).is_some() {
            let (fonts, _) = Index::read(table, offset(&top, FD_ARRAY)?)?;
            if fonts.count != 1 {
                return None;
            }
            entries(fonts.get(0)?)?
        } else {
            top.iter().filter(|(operator, _)| *operator == PRIVATE).copied().collect()
        };
        let place = integers(find(&font, PRIVATE)?)?;
        let [length, start] = place[..] else { return None };
        let start = usize::try_from(start).ok()?;
        let private = table.get(start..start.checked_add(usize::try_from(length).ok()?)?)?;
        if find(&entries(private)?, SUBRS).is_some() {
            return None;
        }
        let (outlines, _) = Index::read(table, offset(&top, CHAR_STRINGS)?)?;
        let names = table.get(header..after_names)?;
        Some(Self { names, strings, top, font, private, outlines })
    }
}

/// An INDEX.
struct Index<'a> {
    count: usize,
    width: usize,
    offsets: &'a [u8],
    /// What the offsets count from, one byte before the data.
    data: &'a [u8],
}

impl<'a> Index<'a> {
    /// Reads one and tells where it ends.
    fn read(table: &'a [u8], at: usize) -> Option<(Self, usize)> {
        let count = table.get(at..at.checked_add(2)?)?;
        let count = usize::from(u16::from_be_bytes(count.try_into().ok()?));
        if count == 0 {
            return Some((Self { count, width: 1, offsets: &[], data: &[] }, at + 2));
        }
        let width = usize::from(*table.get(at + 2)?);
        let start = at + 3;
        let end = start + (count + 1) * width;
        if !(1..=4).contains(&width) {
            return None;
        }
        let offsets = table.get(start..end)?;
        let index = Self { count, width, offsets, data: table.get(end - 1..)? };
        let last = index.offset(count)?;
        Some((index, (end - 1).checked_add(last)?))
    }

    fn offset(&self, at: usize) -> Option<usize> {
        let bytes = self.offsets.get(at * self.width..(at + 1) * self.width)?;
        Some(bytes.iter().fold(0, |value, byte| value << 8 | usize::from(*byte)))
    }

    fn get(&self, at: usize) -> Option<&'a [u8]> {
        self.data.get(self.offset(at)?..self.offset(at + 1)?)
    }
}

/// The entries of a dictionary: operator and raw operands.
type Entries<'a> = Vec<(u16, &'a [u8])>;

fn entries(dict: &[u8]) -> Option<Entries<'_>> {
    let mut entries = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(&byte) = dict.get(at) {
        if byte <= 21 {
            let operands = dict.get(start..at)?;
            let operator = if byte == 12 {
                at += 1;
                ESCAPE + u16::from(*dict.get(at)?)
            } else {
                u16::from(byte)
            };
            entries.push((operator, operands));
            at += 1;
            start = at;
        } else {
            at += operand_length(dict.get(at..)?)?;
        }
    }
    Some(entries)
}

/// Length of the operand that the bytes begin with.
fn operand_length(bytes: &[u8]) -> Option<usize> {
    match *bytes.first()? {
        28 => Some(3),
        29 => Some(5),
        30 => {
            let last = bytes[1..].iter().position(|byte| byte & 15 == 15 || byte >> 4 == 15)?;
            Some(last + 2)
        }
        32..=246 => Some(1),
        247..=254 => Some(2),
        _ => None,
    }
}

/// Whole operands; `None` where one is not whole.
fn integers(mut operands: &[u8]) -> Option<Vec<i32>> {
    let mut values = Vec::new();
    while let Some(&byte) = operands.first() {
        let (number, rest) = operands.split_at_checked(operand_length(operands)?)?;
        operands = rest;
        values.push(match (byte, number) {
            (28, [_, high, low]) => i32::from(i16::from_be_bytes([*high, *low])),
            (29, [_, a, b, c, d]) => i32::from_be_bytes([*a, *b, *c, *d]),
            (32..=246, _) => i32::from(byte) - 139,
            (247..=250, [_, low]) => (i32::from(byte) - 247) * 256 + i32::from(*low) + 108,
            (251..=254, [_, low]) => -(i32::from(byte) - 251) * 256 - i32::from(*low) - 108,
            _ => return None,
        });
    }
    Some(values)
}

fn find<'a>(entries: &Entries<'a>, operator: u16) -> Option<&'a [u8]> {
    entries.iter().find(|(one, _)| *one == operator).map(|(_, operands)| *operands)
}

fn offset(entries: &Entries<'_>, operator: u16) -> Option<usize> {
    usize::try_from(*integers(find(entries, operator)?)?.first()?).ok()
}

/// A dictionary being written.
#[derive(Default)]
struct Dict(Vec<u8>);

impl Dict {
    fn operator(&mut self, operator: u16) {
        let [high, low] = operator.to_be_bytes();
        if high != 0 {
            self.0.push(high);
        }
        self.0.push(low);
    }

    fn integers(&mut self, values: &[i32], operator: u16) {
        for value in values {
            self.0.push(29);
            self.0.extend_from_slice(&value.to_be_bytes());
        }
        self.operator(operator);
    }

    fn offsets(&mut self, values: &[usize], operator: u16) -> Option<()> {
        let values: Vec<i32> =
            values.iter().map(|value| i32::try_from(*value).ok()).collect::<Option<_>>()?;
        self.integers(&values, operator);
        Some(())
    }

    /// Takes an entry over where it is there.
    fn copy(&mut self, operator: u16, from: &Entries<'_>) {
        if let Some(operands) = find(from, operator) {
            self.0.extend_from_slice(operands);
            self.operator(operator);
        }
    }

    /// Takes a text over, with its string.
    fn string<'a>(
        &mut self,
        source: &Source<'a>,
        operator: u16,
        from: &Entries<'a>,
        strings: &mut Vec<&'a [u8]>,
    ) {
        let Some(id) = find(from, operator).and_then(integers).and_then(|ids| ids.first().copied())
        else {
            return;
        };
        let id = match usize::try_from(id - STANDARD_STRINGS) {
            Err(_) => id,
            Ok(own) => {
                let Some(string) = source.strings.get(own) else { return };
                strings.push(string);
                STANDARD_STRINGS + i32::try_from(strings.len()).unwrap_or(1) - 1
            }
        };
        self.integers(&[id], operator);
    }
}

/// Bytes that an INDEX of one item of that length takes.
fn index_length(item: usize) -> usize {
    3 + 2 * offset_width(item + 1) + item
}

fn offset_width(most: usize) -> usize {
    match most {
        0..=0xFF => 1,
        0x100..=0xFFFF => 2,
        0x1_0000..=0xFF_FFFF => 3,
        _ => 4,
    }
}

fn write_index(out: &mut Vec<u8>, items: &[&[u8]]) {
    out.extend_from_slice(&u16::try_from(items.len()).unwrap_or(u16::MAX).to_be_bytes());
    if items.is_empty() {
        return;
    }
    let total: usize = items.iter().map(|item| item.len()).sum();
    let width = offset_width(total + 1);
    out.push(u8::try_from(width).unwrap_or(4));
    let mut at = 1usize;
    for length in std::iter::once(0).chain(items.iter().map(|item| item.len())) {
        at += length;
        let bytes = u32::try_from(at).unwrap_or(u32::MAX).to_be_bytes();
        out.extend_from_slice(&bytes[4 - width..]);
    }
    for item in items {
        out.extend_from_slice(item);
    }
}

#[cfg(feature = "fandol")]
#[cfg(test)]
mod tests {
    use skrifa::instance::{LocationRef, Size};
    use skrifa::outline::DrawSettings;
    use skrifa::outline::pen::SvgPen;
    use skrifa::{FontRef, GlyphId, MetadataProvider as _, Tag};

    use super::*;
    use crate::fonts::{Fonts, Role};

    fn outline(font: &FontRef<'_>, glyph: u16) -> String {
        let mut pen = SvgPen::new();
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        let outline = font.outline_glyphs().get(GlyphId::from(glyph)).expect("a glyph");
        outline.draw(settings, &mut pen).expect("an outline");
        pen.to_string()
    }

    fn table<'a>(font: &FontRef<'a>, tag: &[u8; 4]) -> &'a [u8] {
        font.table_data(Tag::new(tag)).expect("the table").as_bytes()
    }

    #[test]
    fn outlines_are_those_of_the_whole_face() {
        let fonts = Fonts::embedded();
        for role in [Role::Fangsong, Role::Kai, Role::Xiaobiaosong] {
            let face = fonts.face(fonts.of(role));
            let whole = face.font().expect("a font");
            let mut glyphs = vec![0];
            glyphs.extend("乡村振兴，提质增效：2026年！AaGg—…".chars().map(|character| {
                u16::try_from(whole.charmap().map(character).expect("a glyph").to_u32()).unwrap()
            }));
            let cut = cut(table(&whole, b"CFF "), &glyphs).expect("a plain face");
            // The other tables as subsetter writes them, so that skrifa takes the file.
            let remapper = subsetter::GlyphRemapper::new_from_glyphs(&glyphs);
            let usual = subsetter::subset(&face.data, 0, &remapper).unwrap();
            let usual = FontRef::new(&usual).unwrap();
            let mut tables = vec![(*b"CFF ", cut.as_slice())];
            for tag in [b"head", b"hhea", b"hmtx", b"maxp"] {
                tables.push((*tag, table(&usual, tag)));
            }
            let file = wrap(&tables);
            let subset = FontRef::new(&file).unwrap();
            for (at, glyph) in glyphs.iter().enumerate() {
                let at = u16::try_from(at).unwrap();
                assert_eq!(outline(&subset, at), outline(&whole, *glyph), "{role:?} {glyph}");
            }
            if role == Role::Kai {
                let notice = b"Released with GPL + GPL font exception";
                assert!(cut.windows(notice.len()).any(|window| window == notice));
            }
        }
    }

    #[test]
    fn faces_with_subroutines_and_damaged_ones_are_declined() {
        let fonts = Fonts::embedded();
        let serif = fonts.face(fonts.of(Role::Song)).font().unwrap();
        assert!(cut(table(&serif, b"CFF "), &[0, 1]).is_none());
        let kai = fonts.face(fonts.of(Role::Kai)).font().unwrap();
        let kai = table(&kai, b"CFF ");
        assert!(cut(kai, &[0, 65_000]).is_none());
        for end in (0..400).chain([5000, kai.len() - 1]) {
            assert!(cut(&kai[..end], &[0, 1]).is_none(), "{end}");
        }
        let mut odd = kai[..4000].to_vec();
        for at in 0..400 {
            odd[at] ^= 0xFF;
            let _ = cut(&odd, &[0, 1]);
            odd[at] ^= 0xFF;
        }
        let alone = cut(kai, &[0]).unwrap();
        assert!(cut(&alone, &[0]).is_some(), "what is written can be read");
    }
}
