//! Fonts made for tests: an embedded face with other names, bits or tables, and collections of such.

use skrifa::FontRef;
use skrifa::raw::FileRef;

/// An OpenType file taken apart.
#[derive(Clone)]
pub struct Made {
    flavour: [u8; 4],
    tables: Vec<([u8; 4], Vec<u8>)>,
}

impl Made {
    /// The tables of a font.
    pub fn of(font: &[u8]) -> Self {
        let Ok(FileRef::Font(parsed)) = FileRef::new(font) else { panic!("no font") };
        let records = parsed.table_directory().table_records().iter();
        let tables = records
            .map(|record| {
                let data = parsed.table_data(record.tag()).expect("a table");
                (record.tag().to_be_bytes(), data.as_bytes().to_vec())
            })
            .collect();
        Self { flavour: font[..4].try_into().expect("a flavour"), tables }
    }

    /// The same font with another table in the place of one, or one more.
    pub fn table(mut self, tag: &[u8; 4], bytes: &[u8]) -> Self {
        self = self.without(tag);
        self.tables.push((*tag, bytes.to_vec()));
        self
    }

    /// The same font without a table.
    pub fn without(mut self, tag: &[u8; 4]) -> Self {
        self.tables.retain(|(known, _)| known != tag);
        self
    }

    /// The same font with a family of this name, which is also its full name; the PostScript name is given apart.
    pub fn named(self, family: &str, postscript: &str) -> Self {
        let records = [(1, family), (2, "Regular"), (4, family), (6, postscript)];
        let records = records.map(|(id, text)| (3, 1, id, utf16(text)));
        self.table(b"name", &names(&records))
    }

    /// The same font with these bits of licence (OS/2 fsType).
    pub fn rights(mut self, bits: u16) -> Self {
        let os2 = self.tables.iter_mut().find(|(tag, _)| tag == b"OS/2");
        os2.expect("OS/2").1[8..10].copy_from_slice(&bits.to_be_bytes());
        self
    }

    /// The file.
    pub fn file(&self) -> Vec<u8> {
        self.at(0)
    }

    /// The file as it stands at an offset of a collection.
    fn at(&self, start: usize) -> Vec<u8> {
        let mut tables = self.tables.clone();
        tables.sort();
        let mut out = self.flavour.to_vec();
        out.extend(u16::try_from(tables.len()).expect("few tables").to_be_bytes());
        out.extend([0; 6]);
        let mut at = start + 12 + 16 * tables.len();
        for (tag, data) in &tables {
            out.extend(tag);
            out.extend([0; 4]);
            for number in [at, data.len()] {
                out.extend(u32::try_from(number).expect("a small file").to_be_bytes());
            }
            at += data.len().next_multiple_of(4);
        }
        for (_, data) in &tables {
            out.extend(data);
            out.resize(out.len().next_multiple_of(4), 0);
        }
        out
    }
}

/// A collection (.ttc).
pub fn collection(fonts: &[Made]) -> Vec<u8> {
    let mut out = b"ttcf\x00\x01\x00\x00".to_vec();
    out.extend(u32::try_from(fonts.len()).expect("few fonts").to_be_bytes());
    let mut start = 12 + 4 * fonts.len();
    for font in fonts {
        out.extend(u32::try_from(start).expect("a small file").to_be_bytes());
        start += font.file().len();
    }
    for font in fonts {
        let at = out.len();
        out.extend(font.at(at));
    }
    assert!(FontRef::from_index(&out, 0).is_ok());
    out
}

/// A `name` table: platform, encoding, id and bytes of each record; in Chinese.
pub fn names(records: &[(u16, u16, u16, Vec<u8>)]) -> Vec<u8> {
    let count = u16::try_from(records.len()).expect("few records");
    let mut out = Vec::new();
    for number in [0, count, 6 + 12 * count] {
        out.extend(number.to_be_bytes());
    }
    let mut at = 0_u16;
    for (platform, encoding, id, text) in records {
        let length = u16::try_from(text.len()).expect("a short name");
        for number in [*platform, *encoding, 0x0804, *id, length, at] {
            out.extend(number.to_be_bytes());
        }
        at += length;
    }
    out.extend(records.iter().flat_map(|(.., text)| text));
    out
}

/// A name as Windows has it.
pub fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}
