//! Whether a font can serve: its licence bits, its tables, its hanzi.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::DrawSettings;
use skrifa::outline::pen::ControlBoundsPen;
use skrifa::raw::TableProvider as _;
use skrifa::{FontRef, MetadataProvider as _, Tag};

/// Characters that a face for official documents has.
const USUAL: &str = "的一是在国中人和为年月日于关通知县委办公室工作报告发展，。";

/// Whether subsets of the font may be embedded in documents by its own bits (OS/2 fsType).
///
/// # Errors
/// In Chinese, which bit forbids it.
pub(super) fn rights(font: &FontRef<'_>) -> Result<(), &'static str> {
    const USAGE: u16 = 0x000f;
    const RESTRICTED: u16 = 0x0002;
    const NO_SUBSETS: u16 = 0x0100;
    const BITMAPS_ONLY: u16 = 0x0200;
    let bits = font.os2().map_or(0, |os2| os2.fs_type());
    // The least restrictive of the usage bits counts (preview and print 4, editable 8).
    if bits & USAGE == RESTRICTED {
        return Err("字体的许可位（OS/2 fsType）不允许嵌入文件");
    }
    if bits & NO_SUBSETS != 0 {
        return Err("字体的许可位（OS/2 fsType）不允许只嵌入用到的字");
    }
    if bits & BITMAPS_ONLY != 0 {
        return Err("字体的许可位（OS/2 fsType）只允许嵌入点阵");
    }
    Ok(())
}

/// Whether a font that nobody named may serve a role.
///
/// # Errors
/// In Chinese, why not.
pub(super) fn fit(font: &FontRef<'_>) -> Result<(), &'static str> {
    let length = font.data().len();
    let whole = font.table_directory().table_records().iter().all(|record| {
        let end = record.offset().checked_add(record.length());
        end.is_some_and(|end| end as usize <= length)
    });
    if !whole {
        return Err("文件不完整");
    }
    rights(font)?;
    let has = |tag: &[u8; 4]| font.table_data(Tag::new(tag)).is_some();
    if has(b"fvar") {
        return Err("可变字体暂不支持");
    }
    if !has(b"glyf") && !has(b"CFF ") {
        return Err(if has(b"CFF2") {
            "CFF2 轮廓的字体暂不支持"
        } else if [b"EBDT", b"CBDT", b"sbix", b"bdat"].into_iter().any(has) {
            "字体只有点阵，没有轮廓"
        } else {
            "字体没有矢量轮廓"
        });
    }
    let (Ok(head), Ok(maxp), Ok(_), Ok(_)) = (font.head(), font.maxp(), font.hhea(), font.hmtx())
    else {
        return Err("字体缺少 head、maxp、hhea 或 hmtx 表");
    };
    if !(16..=16_384).contains(&head.units_per_em()) || maxp.num_glyphs() == 0 {
        return Err("字体的 head 或 maxp 表损坏");
    }
    let charmap = font.charmap();
    let glyphs: Option<Vec<_>> =
        USUAL.chars().map(|ch| charmap.map(ch).filter(|glyph| glyph.to_u32() != 0)).collect();
    let Some(glyphs) = glyphs else {
        return Err("字体里没有常用的汉字");
    };
    let outlines = font.outline_glyphs();
    let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    let drawn = glyphs.into_iter().all(|glyph| {
        let mut bounds = ControlBoundsPen::new();
        let settings = DrawSettings::unhinted(Size::new(1.0), LocationRef::default());
        let outline = outlines.get(glyph);
        let sound = outline.is_some_and(|outline| outline.draw(settings, &mut bounds).is_ok());
        let ink = bounds.bounding_box().is_some_and(|ink| ink.x_max > ink.x_min);
        sound && ink && metrics.advance_width(glyph).is_some_and(|advance| advance > 0.0)
    });
    if !drawn {
        return Err("字体的字形损坏，或者是空白");
    }
    Ok(())
}
