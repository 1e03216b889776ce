//! The little of OpenType layout that Chinese marks need: half widths for squeezing adjacent marks, and
//! the full-width forms of the dash and the ellipsis.

use skrifa::raw::tables::gpos::{PositionLookup, SinglePos, ValueRecord};
use skrifa::raw::tables::gsub::{SingleSubst, SubstitutionLookup};
use skrifa::raw::types::GlyphId16;
use skrifa::raw::{FontRef, TableProvider as _};

/// The full-width form of a glyph (feature `fwid`), or the glyph itself.
pub(super) fn full_width(font: &FontRef<'_>, glyph: u16) -> u16 {
    substitute(font, GlyphId16::new(glyph)).map_or(glyph, GlyphId16::to_u16)
}

fn substitute(font: &FontRef<'_>, glyph: GlyphId16) -> Option<GlyphId16> {
    let gsub = font.gsub().ok()?;
    let features = gsub.feature_list().ok()?;
    let record =
        features.feature_records().iter().find(|record| record.feature_tag() == *b"fwid")?;
    let feature = record.feature(features.offset_data()).ok()?;
    let lookups = gsub.lookup_list().ok()?.lookups();
    for index in feature.lookup_list_indices() {
        let Ok(SubstitutionLookup::Single(lookup)) = lookups.get(usize::from(index.get())) else {
            continue;
        };
        for table in lookup.subtables().iter().flatten() {
            let found = match table {
                SingleSubst::Format1(table) => {
                    let shifted = i32::from(glyph.to_u16()) + i32::from(table.delta_glyph_id());
                    table
                        .coverage()
                        .ok()
                        .and_then(|coverage| coverage.get(glyph))
                        .and(u16::try_from(shifted & 0xffff).ok())
                        .map(GlyphId16::new)
                }
                SingleSubst::Format2(table) => table
                    .coverage()
                    .ok()
                    .and_then(|coverage| coverage.get(glyph))
                    .and_then(|at| table.substitute_glyph_ids().get(usize::from(at)))
                    .map(|id| id.get()),
            };
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// A `GPOS` table with the feature `halt` for those of the glyphs (ascending) that have it; `None` where none has.
pub(super) fn half_widths(font: &FontRef<'_>, glyphs: &[u16]) -> Option<Vec<u8>> {
    let gpos = font.gpos().ok()?;
    let features = gpos.feature_list().ok()?;
    let record =
        features.feature_records().iter().find(|record| record.feature_tag() == *b"halt")?;
    let feature = record.feature(features.offset_data()).ok()?;
    let lookups = gpos.lookup_list().ok()?.lookups();
    // New glyph, x placement, x advance.
    let mut found: Vec<(u16, i16, i16)> = Vec::new();
    for (new, &old) in glyphs.iter().enumerate().skip(1) {
        let value = feature.lookup_list_indices().iter().find_map(|index| {
            let Ok(PositionLookup::Single(lookup)) = lookups.get(usize::from(index.get())) else {
                return None;
            };
            lookup
                .subtables()
                .iter()
                .flatten()
                .find_map(|table| value_of(&table, GlyphId16::new(old)))
        });
        if let Some((placement, advance)) = value {
            found.push((u16::try_from(new).ok()?, placement, advance));
        }
    }
    (!found.is_empty()).then(|| write(&found)).flatten()
}

fn value_of(table: &SinglePos<'_>, glyph: GlyphId16) -> Option<(i16, i16)> {
    let pair = |value: &ValueRecord| {
        (value.x_placement().unwrap_or_default(), value.x_advance().unwrap_or_default())
    };
    match table {
        SinglePos::Format1(table) => {
            table.coverage().ok()?.get(glyph)?;
            Some(pair(&table.value_record()))
        }
        SinglePos::Format2(table) => {
            let at = table.coverage().ok()?.get(glyph)?;
            Some(pair(&table.value_records().get(usize::from(at)).ok()?))
        }
    }
}

fn write(found: &[(u16, i16, i16)]) -> Option<Vec<u8>> {
    let count = u16::try_from(found.len()).ok()?;
    let mut out = Vec::new();
    let mut put = |values: &[u16]| {
        for value in values {
            out.extend_from_slice(&value.to_be_bytes());
        }
    };
    let tag =
        |tag: [u8; 4]| [u16::from_be_bytes([tag[0], tag[1]]), u16::from_be_bytes([tag[2], tag[3]])];
    let [halt, dflt, hani] = [tag(*b"halt"), tag(*b"DFLT"), tag(*b"hani")];
    // Header: version 1.0, script list at 10, feature list at 36, lookup list at 50.
    put(&[1, 0, 10, 36, 50]);
    // Scripts DFLT and hani share one table at 14: its default language at 4 requires no feature and has
    // the first one.
    put(&[2, dflt[0], dflt[1], 14, hani[0], hani[1], 14]);
    put(&[4, 0, 0, 0xffff, 1, 0]);
    // One feature, its table at 8: no parameters, one lookup, the first.
    put(&[1, halt[0], halt[1], 8, 0, 1, 0]);
    // One lookup of type 1 at 4, its one subtable at 8 from there.
    put(&[1, 4, 1, 0, 1, 8]);
    // Format 2: coverage after the values, x placement and x advance, one value a glyph.
    put(&[2, 8 + count.checked_mul(4)?, 0x0005, count]);
    for &(_, placement, advance) in found {
        put(&[placement.cast_unsigned(), advance.cast_unsigned()]);
    }
    put(&[1, count]);
    for &(glyph, ..) in found {
        put(&[glyph]);
    }
    Some(out)
}
