//! Pixels as Flate streams with PNG prediction.

use printpdf::{DictItem, ExternalStream};

use super::super::deflate::{Kind, deflate};
use super::{dict, image_stream, int, name};

/// Eight bits a sample, no alpha: grey or colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Model {
    Gray,
    Rgb,
}

impl Model {
    fn samples(self) -> usize {
        match self {
            Self::Gray => 1,
            Self::Rgb => 3,
        }
    }

    fn space(self) -> DictItem {
        name(match self {
            Self::Gray => "DeviceGray",
            Self::Rgb => "DeviceRGB",
        })
    }
}

/// An image of samples and, where anything shows through, their opacity.
pub(super) fn stream(
    size: (u32, u32),
    model: Model,
    samples: &[u8],
    alpha: Option<&[u8]>,
) -> Result<ExternalStream, String> {
    let mut image = layer(size, model, samples)?;
    if let Some(alpha) = alpha.filter(|alpha| alpha.iter().any(|value| *value != 255)) {
        let mask = DictItem::Stream { stream: layer(size, Model::Gray, alpha)? };
        image.dict.insert("SMask".to_owned(), mask);
    }
    Ok(image)
}

/// Splits pixels of `N` samples, the last of which is opacity, into colour and opacity. Colour that is grey
/// throughout becomes grey.
pub(super) fn split(size: (u32, u32), rgba: &[u8]) -> Result<ExternalStream, String> {
    let alpha: Vec<u8> = rgba.chunks_exact(4).map(|pixel| pixel[3]).collect();
    let gray = rgba.chunks_exact(4).all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]);
    let (model, samples): (_, Vec<u8>) = if gray {
        (Model::Gray, rgba.chunks_exact(4).map(|pixel| pixel[0]).collect())
    } else {
        (
            Model::Rgb,
            rgba.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect(),
        )
    };
    stream(size, model, &samples, Some(&alpha))
}

fn layer(size: (u32, u32), model: Model, samples: &[u8]) -> Result<ExternalStream, String> {
    let row = size.0 as usize * model.samples();
    Ok(image_stream(
        size,
        pack(samples, row, model.samples())?,
        [
            ("ColorSpace", model.space()),
            ("BitsPerComponent", int(8)),
            ("Filter", name("FlateDecode")),
            ("DecodeParms", prediction(size.0, 8, u8::try_from(model.samples()).unwrap_or(3))),
        ],
    ))
}

/// Parameters of data whose rows were filtered as in PNG (ISO 32000-1, 7.4.4.4).
pub(super) fn prediction(width: u32, depth: u8, samples: u8) -> DictItem {
    DictItem::Dict {
        map: dict([
            ("Predictor", int(15)),
            ("Colors", int(samples)),
            ("BitsPerComponent", int(depth)),
            ("Columns", int(width)),
        ]),
    }
}

/// Filters each row by the sample above it or to the left of it, whichever leaves less, and deflates.
fn pack(samples: &[u8], row: usize, step: usize) -> Result<Vec<u8>, String> {
    let mut out = Vec::with_capacity(samples.len() + samples.len() / row.max(1));
    let mut above: &[u8] = &vec![0; row];
    let (mut up, mut sub) = (vec![0; row], vec![0; row]);
    for line in samples.chunks_exact(row.max(1)) {
        let (mut up_sum, mut sub_sum) = (0u64, 0u64);
        for (at, &sample) in line.iter().enumerate() {
            let left = at.checked_sub(step).map_or(0, |at| line[at]);
            let by_up = sample.wrapping_sub(above[at]);
            let by_sub = sample.wrapping_sub(left);
            (up[at], sub[at]) = (by_up, by_sub);
            up_sum += u64::from(by_up.min(by_up.wrapping_neg()));
            sub_sum += u64::from(by_sub.min(by_sub.wrapping_neg()));
        }
        let (kind, filtered) = if up_sum <= sub_sum { (2, &up) } else { (1, &sub) };
        out.push(kind);
        out.extend_from_slice(filtered);
        above = line;
    }
    deflate(&out, Kind::Pixels).map_err(|_| "图片数据压缩失败".to_owned())
}
