//! PNG: the compressed rows as they are where PDF reads them, decoded and packed anew otherwise.

use std::io::Cursor;

use png::{BitDepth, ColorType, Decoder, Limits, Transformations};
use printpdf::{DictItem, ExternalStream};

use super::pixels::{self, Model};
use super::{image_stream, int, name};

/// Pixels an image may have: 64 million are an A3 sheet at 600 dpi.
const MOST_PIXELS: u64 = 64 << 20;

/// Reads an image. It is decoded in any case, so that damage is told here and not by a blank on paper.
pub(super) fn read(bytes: &[u8]) -> Result<ExternalStream, String> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: 512 << 20 });
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let header = decoder.read_header_info().map_err(damaged)?;
    let size = (header.width, header.height);
    if u64::from(size.0) * u64::from(size.1) > MOST_PIXELS {
        return Err(format!("像素太多（{}×{}），请先缩小", size.0, size.1));
    }
    let as_it_is = !header.interlaced
        && header.bit_depth != BitDepth::Sixteen
        && matches!(header.color_type, ColorType::Grayscale | ColorType::Rgb | ColorType::Indexed)
        && chunks(bytes).all(|(kind, _)| kind != b"tRNS");
    decoder.set_transformations(if as_it_is {
        Transformations::IDENTITY
    } else {
        Transformations::normalize_to_color8()
    });
    let mut reader = decoder.read_info().map_err(damaged)?;
    let length = reader.output_buffer_size().ok_or("像素太多，请先缩小")?;
    let mut samples = vec![0; length];
    let shown = reader.next_frame(&mut samples).map_err(damaged)?;
    if as_it_is {
        let palette = reader.info().palette.as_deref();
        return take_over(bytes, size, shown.color_type, shown.bit_depth as u8, palette);
    }
    samples.truncate(shown.buffer_size());
    repack(size, shown.color_type, &samples)
}

/// Samples of eight bits as colour and opacity.
fn repack(size: (u32, u32), color: ColorType, samples: &[u8]) -> Result<ExternalStream, String> {
    match color {
        ColorType::Grayscale => pixels::stream(size, Model::Gray, samples, None),
        ColorType::Rgb => pixels::stream(size, Model::Rgb, samples, None),
        ColorType::GrayscaleAlpha => {
            let (gray, alpha): (Vec<u8>, Vec<u8>) =
                samples.chunks_exact(2).map(|pixel| (pixel[0], pixel[1])).unzip();
            pixels::stream(size, Model::Gray, &gray, Some(&alpha))
        }
        ColorType::Rgba => pixels::split(size, samples),
        ColorType::Indexed => Err("PNG 的调色板损坏".to_owned()),
    }
}

/// The compressed rows as they are.
fn take_over(
    bytes: &[u8],
    size: (u32, u32),
    color: ColorType,
    depth: u8,
    palette: Option<&[u8]>,
) -> Result<ExternalStream, String> {
    let (samples, space) = match color {
        ColorType::Rgb => (3, name("DeviceRGB")),
        ColorType::Indexed => {
            let palette = palette.filter(|palette| palette.len() >= 3).ok_or("PNG 缺少调色板")?;
            let last = palette.len().min(768) / 3 - 1;
            let colors = palette[..(last + 1) * 3].to_vec();
            let last = int(i64::try_from(last).unwrap_or(255));
            let space = [name("Indexed"), name("DeviceRGB"), last, DictItem::Bytes(colors)];
            (1, DictItem::Array(space.to_vec()))
        }
        _ => (1, name("DeviceGray")),
    };
    Ok(image_stream(
        size,
        rows(bytes),
        [
            ("ColorSpace", space),
            ("BitsPerComponent", int(depth)),
            ("Filter", name("FlateDecode")),
            ("DecodeParms", pixels::prediction(size.0, depth, samples)),
        ],
    ))
}

/// The chunks with their kinds, as far as they are whole.
fn chunks(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut rest = bytes.get(8..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let (kind, after) = after.split_first_chunk::<4>()?;
        let (data, after) = after.split_at_checked(u32::from_be_bytes(*length) as usize)?;
        rest = after.get(4..).unwrap_or_default();
        Some((kind.as_slice(), data))
    })
}

/// The contents of all `IDAT` chunks.
fn rows(bytes: &[u8]) -> Vec<u8> {
    chunks(bytes).filter(|(kind, _)| kind == b"IDAT").flat_map(|(_, data)| data).copied().collect()
}

fn damaged(fault: png::DecodingError) -> String {
    match fault {
        png::DecodingError::LimitsExceeded => "像素太多，请先缩小".to_owned(),
        _ => "PNG 数据损坏或不完整".to_owned(),
    }
}
