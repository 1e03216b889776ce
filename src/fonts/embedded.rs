//! The faces in the binary, unpacked at build time.

/// One embedded face.
pub(super) struct Embedded {
    /// The name people know it by.
    pub name: &'static str,
    /// The whole OpenType file.
    pub data: &'static [u8],
    /// Its licence in short.
    pub licence: &'static str,
}

macro_rules! face {
    ($name:literal, $file:literal, $licence:literal) => {
        Embedded {
            name: $name,
            data: include_bytes!(concat!(env!("OUT_DIR"), "/", $file)),
            licence: $licence,
        }
    };
}

pub(super) static NOTO_SANS: Embedded =
    face!("Noto Sans CJK SC", "NotoSansCJKsc-Regular-8105.otf", "OFL-1.1");
pub(super) static NOTO_SERIF: Embedded =
    face!("Noto Serif CJK SC", "NotoSerifCJKsc-Regular-8105.otf", "OFL-1.1");

#[cfg(feature = "fandol")]
pub(super) static FANDOL_FANG: Embedded =
    face!("FandolFang", "FandolFang-gb2312.otf", "GPL-3.0 with font exception");
#[cfg(feature = "fandol")]
pub(super) static FANDOL_KAI: Embedded =
    face!("FandolKai", "FandolKai-gb2312.otf", "GPL-3.0 with font exception");
#[cfg(feature = "fandol")]
pub(super) static FANDOL_SONG_BOLD: Embedded =
    face!("FandolSong-Bold", "FandolSongBold-gb2312.otf", "GPL-3.0 with font exception");
