//! Unpacks the faces of `assets/fonts/*.otf.zst` into `OUT_DIR`, so that the binary embeds them raw
//! and starting costs no decompression.

use std::error::Error;
use std::io::Read;
use std::path::PathBuf;
use std::{env, fs};

/// Faces that every build embeds.
const ALWAYS: [&str; 2] = ["NotoSansCJKsc-Regular-8105.otf", "NotoSerifCJKsc-Regular-8105.otf"];

/// Faces that only the `fandol` feature embeds.
const FANDOL: [&str; 3] =
    ["FandolFang-gb2312.otf", "FandolKai-gb2312.otf", "FandolSongBold-gb2312.otf"];

#[allow(clippy::disallowed_methods)]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=assets/fonts");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut names = ALWAYS.to_vec();
    if env::var_os("CARGO_FEATURE_FANDOL").is_some() {
        names.extend(FANDOL);
    }
    for name in names {
        let packed = fs::File::open(format!("assets/fonts/{name}.zst"))?;
        let mut raw = Vec::new();
        ruzstd::decoding::StreamingDecoder::new(packed)?.read_to_end(&mut raw)?;
        fs::write(out.join(name), raw)?;
    }
    Ok(())
}
