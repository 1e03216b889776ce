//! SVG: drawing operators where PDF has the same, pixels otherwise.

use printpdf::{DictItem, ExternalStream};
use resvg::tiny_skia::{Pixmap, Transform};
use usvg::{ImageHrefResolver, Options, Tree};

use super::{dict, int, name, pixels, svg_text, walk};
use crate::fonts::Fonts;

/// Resolution of an SVG that must become pixels.
const DOTS_PER_INCH: f64 = 300.0;

/// Most pixels along a side; A4 at 300 dpi has 3,508.
const MOST_DOTS: f64 = 5000.0;

/// Reads a drawing that is shown at most `shown` pt wide and high.
pub(super) fn read(
    bytes: &[u8],
    shown: (f64, f64),
    fonts: &Fonts,
) -> Result<ExternalStream, String> {
    let mut options = Options {
        font_family: "serif".to_owned(),
        languages: vec!["zh-CN".to_owned(), "zh".to_owned(), "en".to_owned()],
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            // A drawing reaches neither the disk nor the network.
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    if bytes.windows(5).any(|window| window == b"<text" || window == b":text") {
        svg_text::provide(&mut options, fonts);
    }
    let tree = Tree::from_data(bytes, &options).map_err(explain)?;
    match walk::draw(&tree)? {
        Some(drawing) => Ok(form(&tree, drawing)),
        None => rasterise(&tree, shown),
    }
}

fn explain(fault: usvg::Error) -> String {
    match fault {
        usvg::Error::NotAnUtf8Str => "SVG 不是 UTF-8 编码".to_owned(),
        usvg::Error::InvalidSize => "SVG 没有写明宽和高，也没有 viewBox".to_owned(),
        usvg::Error::ElementsLimitReached => "SVG 的元素太多".to_owned(),
        usvg::Error::ParsingFailed(fault) => {
            let place = fault.pos();
            format!("SVG 第 {} 行第 {} 列有语法错误", place.row, place.col)
        }
        usvg::Error::SvgzFeatureNotEnabled | usvg::Error::MalformedGZip => {
            "SVG 是压缩过的（svgz），请先解压".to_owned()
        }
    }
}

/// The drawing as a form that fills the unit square.
fn form(tree: &Tree, drawing: walk::Drawing) -> ExternalStream {
    let (width, height) = (tree.size().width(), tree.size().height());
    let real =
        |values: &[f32]| DictItem::Array(values.iter().copied().map(DictItem::Real).collect());
    ExternalStream {
        dict: dict([
            ("Type", name("XObject")),
            ("Subtype", name("Form")),
            ("FormType", int(1)),
            ("BBox", real(&[0.0, 0.0, width, height])),
            ("Matrix", real(&[1.0 / width, 0.0, 0.0, -1.0 / height, 0.0, 1.0])),
            ("Resources", DictItem::Dict { map: drawing.resources }),
        ]),
        content: drawing.content,
        compress: true,
    }
}

/// The drawing as pixels.
fn rasterise(tree: &Tree, shown: (f64, f64)) -> Result<ExternalStream, String> {
    let dots = |length: f64| {
        let dots = (length * DOTS_PER_INCH / 72.0).ceil();
        if dots.is_finite() { dots.clamp(1.0, MOST_DOTS) as u32 } else { 1 }
    };
    let (width, height) = (dots(shown.0), dots(shown.1));
    let mut map = Pixmap::new(width, height).ok_or("SVG 太大，无法绘制")?;
    let scale = Transform::from_scale(
        width as f32 / tree.size().width(),
        height as f32 / tree.size().height(),
    );
    resvg::render(tree, scale, &mut map.as_mut());
    let straight: Vec<u8> = map
        .pixels()
        .iter()
        .flat_map(|pixel| {
            let color = pixel.demultiply();
            [color.red(), color.green(), color.blue(), color.alpha()]
        })
        .collect();
    pixels::split((width, height), &straight)
}
