//! The OpenType file around a subset's outlines: what a browser's font sanitiser wants to see.

use skrifa::raw::{FontRef, TableProvider as _};

/// A table of the file.
pub(super) type Table = ([u8; 4], Vec<u8>);

/// The bytes of a table of a font.
pub(super) fn table<'a>(font: &FontRef<'a>, tag: &[u8; 4]) -> Option<&'a [u8]> {
    Some(font.table_data(skrifa::Tag::new(tag))?.as_bytes())
}

/// Writes an OpenType file.
pub(super) fn write(flavour: u32, tables: &mut [Table]) -> Option<Vec<u8>> {
    tables.sort_unstable_by_key(|&(tag, _)| tag);
    let count = u16::try_from(tables.len()).ok().filter(|&count| count > 0)?;
    let selector = u16::try_from(count.ilog2()).ok()?;
    let range = 16_u16.checked_shl(u32::from(selector))?;
    let mut len = 12 + tables.len() * 16;
    let mut out = Vec::with_capacity(
        len + tables.iter().map(|(_, data)| data.len().next_multiple_of(4)).sum::<usize>(),
    );
    out.extend_from_slice(&flavour.to_be_bytes());
    for value in [count, range, selector, (count * 16).checked_sub(range)?] {
        out.extend_from_slice(&value.to_be_bytes());
    }
    let (mut head_at, mut sum) = (None, 0_u32);
    for (tag, data) in tables.iter_mut() {
        if tag == b"head" {
            data.get_mut(8..12)?.fill(0);
            head_at = Some(len + 8);
        }
        let check = checksum(data);
        sum = sum.wrapping_add(check);
        out.extend_from_slice(tag);
        for value in [check, u32::try_from(len).ok()?, u32::try_from(data.len()).ok()?] {
            out.extend_from_slice(&value.to_be_bytes());
        }
        len += data.len().next_multiple_of(4);
    }
    sum = sum.wrapping_add(checksum(&out));
    for (_, data) in tables.iter() {
        out.extend_from_slice(data);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    let head_at = head_at?;
    let adjustment = 0xb1b0_afba_u32.wrapping_sub(sum);
    out.get_mut(head_at..head_at + 4)?.copy_from_slice(&adjustment.to_be_bytes());
    Some(out)
}

/// Sum of the big-endian words, the last one filled up with zeros.
fn checksum(data: &[u8]) -> u32 {
    let (words, rest) = data.as_chunks::<4>();
    let mut tail = [0; 4];
    for (to, &byte) in tail.iter_mut().zip(rest) {
        *to = byte;
    }
    let sum = words.iter().fold(0_u32, |sum, &word| sum.wrapping_add(u32::from_be_bytes(word)));
    sum.wrapping_add(u32::from_be_bytes(tail))
}

/// A `cmap` for characters in ascending order, each with its glyph: format 4 for the basic plane, and
/// format 12 for all where any lies beyond.
pub(super) fn cmap(characters: &[(char, u16)]) -> Option<Vec<u8>> {
    // Runs of consecutive characters with consecutive glyphs: first, last, first glyph.
    let mut runs: Vec<(u32, u32, u16)> = Vec::new();
    for &(ch, glyph) in characters {
        let ch = u32::from(ch);
        match runs.last_mut() {
            Some((start, end, first))
                if *end + 1 == ch
                    && ch <= 0xffff
                    && u32::from(*first) + (ch - *start) == u32::from(glyph) =>
            {
                *end = ch;
            }
            _ => runs.push((ch, ch, glyph)),
        }
    }
    let beyond = runs.last().is_some_and(|&(_, end, _)| end > 0xffff);
    let mut out = Vec::new();
    out.extend_from_slice(&[0, 0, 0, if beyond { 2 } else { 1 }, 0, 3, 0, 1]);
    out.extend_from_slice(&(if beyond { 20_u32 } else { 12 }).to_be_bytes());
    if beyond {
        out.extend_from_slice(&[0, 3, 0, 10, 0, 0, 0, 0]);
    }
    let start = out.len();
    format4(&mut out, runs.iter().filter(|&&(_, end, _)| end < 0xffff))?;
    if beyond {
        out.resize(out.len().next_multiple_of(4), 0);
        let at = u32::try_from(out.len()).ok()?;
        out.get_mut(start - 4..start)?.copy_from_slice(&at.to_be_bytes());
        let count = u32::try_from(runs.len()).ok()?;
        out.extend_from_slice(&[0, 12, 0, 0]);
        for value in [16 + count * 12, 0, count] {
            out.extend_from_slice(&value.to_be_bytes());
        }
        for (first, last, glyph) in runs {
            for value in [first, last, u32::from(glyph)] {
                out.extend_from_slice(&value.to_be_bytes());
            }
        }
    }
    Some(out)
}

fn format4<'a>(
    out: &mut Vec<u8>,
    runs: impl Iterator<Item = &'a (u32, u32, u16)> + Clone,
) -> Option<()> {
    let count = u16::try_from(runs.clone().count() + 1).ok()?;
    let mut put = |value: u16| out.extend_from_slice(&value.to_be_bytes());
    let half = 1_u16.checked_shl(count.ilog2())?;
    put(4);
    put(count.checked_mul(8)?.checked_add(16)?);
    put(0);
    put(count * 2);
    put(half * 2);
    put(u16::try_from(count.ilog2()).ok()?);
    put((count - half) * 2);
    for &(_, last, _) in runs.clone() {
        put(u16::try_from(last).ok()?);
    }
    put(0xffff);
    put(0);
    for &(first, ..) in runs.clone() {
        put(u16::try_from(first).ok()?);
    }
    put(0xffff);
    for &(first, _, glyph) in runs {
        put(glyph.wrapping_sub(u16::try_from(first).ok()?));
    }
    put(1);
    for _ in 0..count {
        put(0);
    }
    Some(())
}

/// An `hmtx` with a full entry for each glyph, and the `hhea` that goes with it.
pub(super) fn metrics(font: &FontRef<'_>, glyphs: &[u16]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut hhea = table(font, b"hhea")?.get(..36)?.to_vec();
    hhea.get_mut(34..36)?.copy_from_slice(&u16::try_from(glyphs.len()).ok()?.to_be_bytes());
    let source = font.hmtx().ok()?;
    let mut hmtx = Vec::with_capacity(glyphs.len() * 4);
    for &glyph in glyphs {
        let glyph = skrifa::raw::types::GlyphId::from(glyph);
        hmtx.extend_from_slice(&source.advance(glyph)?.to_be_bytes());
        hmtx.extend_from_slice(&source.side_bearing(glyph).unwrap_or(0).to_be_bytes());
    }
    Some((hhea, hmtx))
}

/// A `name` table of what must stay with a font: copyright, family, style, unique and full name, version,
/// PostScript name and licence, in English for Windows.
pub(super) fn names(font: &FontRef<'_>) -> Option<Vec<u8>> {
    const KEPT: [u16; 8] = [0, 1, 2, 3, 4, 5, 6, 13];
    let source = table(font, b"name")?;
    let u16_at = |at: usize| Some(u16::from_be_bytes([*source.get(at)?, *source.get(at + 1)?]));
    let storage = usize::from(u16_at(4)?);
    let (mut records, mut strings, mut count) = (Vec::new(), Vec::new(), 0_u16);
    for record in 0..usize::from(u16_at(2)?) {
        let at = 6 + record * 12;
        let field = |index: usize| u16_at(at + index * 2);
        if (field(0)?, field(1)?, field(2)?) != (3, 1, 0x409) || !KEPT.contains(&field(3)?) {
            continue;
        }
        let (len, offset) = (usize::from(field(4)?), storage + usize::from(field(5)?));
        records.extend_from_slice(source.get(at..at + 10)?);
        records.extend_from_slice(&u16::try_from(strings.len()).ok()?.to_be_bytes());
        strings.extend_from_slice(source.get(offset..offset + len)?);
        count += 1;
    }
    let mut out = vec![0, 0];
    out.extend_from_slice(&count.to_be_bytes());
    out.extend_from_slice(&(6 + count * 12).to_be_bytes());
    out.append(&mut records);
    out.append(&mut strings);
    Some(out)
}

/// A `post` table without glyph names.
pub(super) fn post(font: &FontRef<'_>) -> Vec<u8> {
    let mut out = table(font, b"post")
        .and_then(|post| post.get(..32))
        .map_or_else(|| vec![0; 32], <[u8]>::to_vec);
    if let Some(version) = out.get_mut(..4) {
        version.copy_from_slice(&[0, 3, 0, 0]);
    }
    out
}

/// An `OS/2` table (made up where the font has none) that names the first and last character.
pub(super) fn os2(font: &FontRef<'_>, characters: &[(char, u16)]) -> Vec<u8> {
    let mut out = match table(font, b"OS/2") {
        Some(os2) if os2.len() >= 78 => os2.to_vec(),
        _ => {
            let mut made = vec![0; 78];
            // Weight 400, width 5; the rest says nothing.
            made[4..8].copy_from_slice(&[1, 144, 0, 5]);
            made
        }
    };
    let unit = |ch: Option<&(char, u16)>| {
        ch.map_or(0, |&(ch, _)| u16::try_from(u32::from(ch)).unwrap_or(u16::MAX)).to_be_bytes()
    };
    out[64..66].copy_from_slice(&unit(characters.first()));
    out[66..68].copy_from_slice(&unit(characters.last()));
    out
}
