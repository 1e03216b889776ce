//! Compression.

use zlib_rs::{DeflateConfig, ReturnCode, Strategy};

use super::error::PdfError;

/// What is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Operators, character maps, metadata.
    Text,
    /// Font programs. They hardly repeat themselves: looking for repetitions takes four times as long as coding
    /// the bytes and saves three percent.
    Outlines,
    /// Rows of samples, filtered.
    Pixels,
}

/// Compresses for `FlateDecode`.
pub(super) fn deflate(data: &[u8], kind: Kind) -> Result<Vec<u8>, PdfError> {
    let config = match kind {
        Kind::Text => DeflateConfig { level: 5, ..DeflateConfig::default() },
        Kind::Pixels => DeflateConfig { level: 3, ..DeflateConfig::default() },
        Kind::Outlines => {
            DeflateConfig { level: 2, strategy: Strategy::Rle, ..DeflateConfig::default() }
        }
    };
    let mut out = vec![0; zlib_rs::compress_bound(data.len())];
    let (packed, code) = zlib_rs::compress_slice(&mut out, data, config);
    let length = packed.len();
    if code != ReturnCode::Ok {
        return Err(PdfError::Internal("压缩失败".to_owned()));
    }
    out.truncate(length);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_can_be_read_again() {
        let text = "乡村振兴".repeat(500).into_bytes();
        for kind in [Kind::Text, Kind::Outlines, Kind::Pixels] {
            for data in [text.as_slice(), b"", b"a"] {
                let packed = deflate(data, kind).unwrap();
                let mut back = vec![0; data.len()];
                let (_, code) = zlib_rs::decompress_slice(
                    &mut back,
                    &packed,
                    zlib_rs::InflateConfig::default(),
                );
                assert_eq!((code, back.as_slice()), (ReturnCode::Ok, data), "{kind:?}");
            }
        }
    }
}
