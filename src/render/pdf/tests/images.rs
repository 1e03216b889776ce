//! Pictures: JPEG, PNG and SVG.

use std::path::PathBuf;
use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, Stream};

use super::support::{dictionary, frames, open, tool};
use crate::fonts::Fonts;
use crate::render::pdf::{PdfError, write};
use crate::report::{Asset, AssetId, AssetKind};
use crate::typeset::{ImageBox, Item};

/// An image of the report.
fn asset(name: &str, kind: AssetKind, bytes: &[u8]) -> Asset {
    Asset { path: PathBuf::from(name), kind, bytes: Arc::from(bytes), width: 16.0, height: 8.0 }
}

/// Puts one image into a box of 160 × 80 pt.
fn placed(kind: AssetKind, bytes: &[u8]) -> Result<Vec<u8>, PdfError> {
    boxed(kind, bytes, 160.0, 80.0)
}

fn boxed(kind: AssetKind, bytes: &[u8], width: f64, height: f64) -> Result<Vec<u8>, PdfError> {
    let image = Item::Image(ImageBox {
        node: Default::default(),
        x: 100.0,
        y: 100.0,
        width,
        height,
        asset: AssetId(0),
        alternative: "产业布局（示意图）".to_owned(),
    });
    write(&frames(vec![image]), &Fonts::embedded(), &[asset("图/布局.png", kind, bytes)])
}

/// The only XObject of the page.
fn object(document: &Document) -> &Stream {
    let page = document.get_dictionary(document.page_iter().next().unwrap()).unwrap();
    let resources = dictionary(document, page.get(b"Resources").unwrap());
    let objects = dictionary(document, resources.get(b"XObject").unwrap());
    assert_eq!(objects.len(), 1);
    stream(document, objects.get(b"I0").unwrap())
}

fn stream<'a>(document: &'a Document, object: &Object) -> &'a Stream {
    document.get_object(object.as_reference().unwrap()).unwrap().as_stream().unwrap()
}

fn name(dictionary: &Dictionary, key: &str) -> String {
    String::from_utf8(dictionary.get(key.as_bytes()).unwrap().as_name().unwrap().to_vec()).unwrap()
}

/// The page content.
fn content(document: &Document) -> String {
    let page = document.page_iter().next().unwrap();
    String::from_utf8(document.get_page_content(page)).unwrap()
}

/// Colours of the page at places given in pt from its top left corner; `None` without poppler.
fn colors(bytes: &[u8], places: &[(usize, usize)]) -> Option<Vec<[u8; 3]>> {
    let ppm = tool("pdftoppm", &["-r", "72", "-singlefile", "{pdf}"], bytes)?;
    let mut rest = ppm.as_slice();
    let mut width = 0;
    for line in 0..3 {
        let end = rest.iter().position(|byte| *byte == b'\n').unwrap();
        if line == 1 {
            let text = std::str::from_utf8(&rest[..end]).unwrap();
            width = text.split(' ').next().unwrap().parse::<usize>().unwrap();
        }
        rest = &rest[end + 1..];
    }
    let pixel = |&(x, y): &(usize, usize)| {
        let at = (y * width + x) * 3;
        [rest[at], rest[at + 1], rest[at + 2]]
    };
    Some(places.iter().map(pixel).collect())
}

/// Whether two colours look alike.
fn near(one: [u8; 3], other: [u8; 3]) -> bool {
    one.iter().zip(other).all(|(one, other)| one.abs_diff(other) <= 24)
}

/// A PNG of the given pixels.
fn png(width: u32, color: png::ColorType, depth: png::BitDepth, samples: &[u8]) -> Vec<u8> {
    let bits = width as usize * color.samples() * depth as usize;
    let height = u32::try_from(samples.len() / bits.div_ceil(8)).unwrap();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(color);
    encoder.set_depth(depth);
    if color == png::ColorType::Indexed {
        encoder.set_palette(vec![220, 20, 20, 20, 20, 220]);
    }
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(samples).unwrap();
    writer.finish().unwrap();
    bytes
}

const LEFT: (usize, usize) = (140, 140);
const RIGHT: (usize, usize) = (220, 140);

#[test]
fn jpeg_data_go_in_unchanged() {
    let photo = include_bytes!("../fixtures/photo.jpg");
    let bytes = placed(AssetKind::Jpeg, photo).unwrap();
    let document = open(&bytes);
    let image = object(&document);
    assert_eq!(image.content, photo);
    assert_eq!(name(&image.dict, "Filter"), "DCTDecode");
    assert_eq!(name(&image.dict, "ColorSpace"), "DeviceRGB");
    let content = content(&document);
    assert!(content.contains("160 0 0 80 100 661.89 cm"), "{content}");
    assert!(content.contains("/Figure <</MCID 0>> BDC"), "{content}");
    tool("qpdf", &["--check", "{pdf}"], &bytes);
    if let Some(colors) = colors(&bytes, &[LEFT, RIGHT]) {
        assert!(near(colors[0], [220, 20, 20]) && near(colors[1], [20, 20, 220]), "{colors:?}");
    }
}

#[test]
fn jpeg_of_grey_and_of_adobes_inverted_cmyk_are_told_apart() {
    let gray = open(&placed(AssetKind::Jpeg, include_bytes!("../fixtures/gray.jpg")).unwrap());
    assert_eq!(name(&object(&gray).dict, "ColorSpace"), "DeviceGray");
    let bytes = placed(AssetKind::Jpeg, include_bytes!("../fixtures/cmyk.jpg")).unwrap();
    let document = open(&bytes);
    let image = object(&document);
    assert_eq!(name(&image.dict, "ColorSpace"), "DeviceCMYK");
    assert_eq!(image.dict.get(b"Decode").unwrap().as_array().unwrap().len(), 8);
    if let Some(colors) = colors(&bytes, &[LEFT]) {
        let [red, green, blue] = colors[0];
        assert!(red > 180 && green < 90 && blue > 90, "not magenta: {colors:?}");
    }
}

#[test]
fn a_photograph_held_sideways_is_shown_upright() {
    // Red lies left in the data; the camera was turned a quarter, so red belongs on top.
    let turned = include_bytes!("../fixtures/turned.jpg");
    let bytes = boxed(AssetKind::Jpeg, turned, 80.0, 160.0).unwrap();
    if let Some(colors) = colors(&bytes, &[(140, 140), (140, 220)]) {
        assert!(near(colors[0], [220, 20, 20]) && near(colors[1], [20, 20, 220]), "{colors:?}");
    }
    // A box measured before turning keeps the photograph's proportions.
    let wide = open(&boxed(AssetKind::Jpeg, turned, 160.0, 80.0).unwrap());
    assert!(content(&wide).contains("0 -80 40 0 160 741.89 cm"), "{}", content(&wide));
}

#[test]
fn png_without_transparency_is_not_packed_anew() {
    use png::{BitDepth, ColorType};
    let (red, blue) = ([220, 20, 20], [20, 20, 220]);
    let rgb: Vec<u8> = [red, blue].concat().repeat(2);
    for (file, space) in [
        (png(2, ColorType::Rgb, BitDepth::Eight, &rgb), "DeviceRGB"),
        (png(2, ColorType::Indexed, BitDepth::One, &[0x40, 0x40]), "Indexed"),
        (png(2, ColorType::Indexed, BitDepth::Eight, &[0, 1, 0, 1]), "Indexed"),
    ] {
        let bytes = placed(AssetKind::Png, &file).unwrap();
        let document = open(&bytes);
        let image = object(&document);
        assert!(file.windows(image.content.len()).any(|window| window == image.content));
        let stated = match image.dict.get(b"ColorSpace").unwrap() {
            Object::Array(parts) => parts[0].as_name().unwrap(),
            other => other.as_name().unwrap(),
        };
        assert_eq!(stated, space.as_bytes());
        assert!(image.dict.get(b"SMask").is_err());
        if let Some(colors) = colors(&bytes, &[LEFT, RIGHT]) {
            assert!(near(colors[0], red) && near(colors[1], blue), "{space}: {colors:?}");
        }
    }
}

#[test]
fn png_of_other_kinds_shows_the_same_colours() {
    use png::{BitDepth, ColorType};
    let gray16 = png(2, ColorType::Grayscale, BitDepth::Sixteen, &[0x20, 0, 0xE0, 0]);
    let gray4 = png(2, ColorType::Grayscale, BitDepth::Four, &[0x2E]);
    for (file, expected) in [(gray16, [32, 224]), (gray4, [34, 238])] {
        let bytes = placed(AssetKind::Png, &file).unwrap();
        tool("qpdf", &["--check", "{pdf}"], &bytes);
        if let Some(colors) = colors(&bytes, &[LEFT, RIGHT]) {
            for (color, expected) in colors.iter().zip(expected) {
                assert!(near(*color, [expected; 3]), "{colors:?}");
            }
        }
    }
}

#[test]
fn png_transparency_becomes_a_mask() {
    use png::{BitDepth, ColorType};
    // Red, and red half seen through.
    let samples = [220, 20, 20, 255, 220, 20, 20, 128];
    let file = png(2, ColorType::Rgba, BitDepth::Eight, &samples);
    let bytes = placed(AssetKind::Png, &file).unwrap();
    let document = open(&bytes);
    let mask = stream(&document, object(&document).dict.get(b"SMask").unwrap());
    assert_eq!(name(&mask.dict, "ColorSpace"), "DeviceGray");
    assert_eq!(mask.get_plain_content().unwrap(), [255, 128]);
    if let Some(colors) = colors(&bytes, &[LEFT, RIGHT]) {
        assert!(near(colors[0], [220, 20, 20]) && near(colors[1], [237, 137, 137]), "{colors:?}");
    }
    let opaque = png(1, ColorType::Rgba, BitDepth::Eight, &[9, 9, 9, 255]);
    let opaque = open(&placed(AssetKind::Png, &opaque).unwrap());
    assert!(object(&opaque).dict.get(b"SMask").is_err());
    assert_eq!(name(&object(&opaque).dict, "ColorSpace"), "DeviceGray");
}

const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 80">
<clipPath id="c"><rect width="160" height="70"/></clipPath>
<g clip-path="url(#c)"><rect width="80" height="80" fill="#dc1414"/></g>
<g opacity="0.5"><rect x="80" width="80" height="80" fill="#1414dc"/>
<circle cx="120" cy="40" r="10" fill="#1414dc"/></g>
<path d="M10 10 q 20 -10 40 0 t 40 0" fill="none" stroke="#000" stroke-opacity="0.8"
 stroke-width="2" stroke-dasharray="4 2" stroke-dashoffset="-1" stroke-linecap="round"/>
<text x="5" y="60" font-family="SimHei" font-size="12" fill="#fff">产业A布局</text>BODY</svg>"##;

#[test]
fn svg_becomes_drawing_operators() {
    let svg = SVG.replace("BODY", "");
    let bytes = placed(AssetKind::Svg, svg.as_bytes()).unwrap();
    let document = open(&bytes);
    let form = object(&document);
    assert_eq!(name(&form.dict, "Subtype"), "Form");
    let drawing = String::from_utf8(form.get_plain_content().unwrap()).unwrap();
    for part in ["0.863 0.078 0.078 rg", "/F500 gs", "/S800 gs", "[4 2] 5 d", "W n", "/X0 Do"] {
        assert!(drawing.contains(part), "{part} is missing in {}", &drawing[..1500]);
    }
    // The text is there as outlines.
    assert!(drawing.matches(" l\n").count() > 60, "{drawing}");
    tool("qpdf", &["--check", "{pdf}"], &bytes);
    if let Some(colors) = colors(&bytes, &[(105, 130), (250, 110), (220, 140), (140, 178)]) {
        assert!(near(colors[0], [220, 20, 20]), "{colors:?}");
        // One layer at half strength, the circle not darker than the rest.
        assert!(near(colors[1], [137, 137, 237]) && near(colors[2], [137, 137, 237]), "{colors:?}");
        assert!(near(colors[3], [255, 255, 255]), "clipped: {colors:?}");
    }
}

#[test]
fn svg_with_a_gradient_becomes_pixels_that_look_the_same() {
    let gradient = r##"<linearGradient id="g"><stop stop-color="#dc1414"/>
<stop offset="1" stop-color="#1414dc"/></linearGradient>
<rect y="70" width="160" height="10" fill="url(#g)"/>"##;
    let svg = SVG.replace("BODY", gradient);
    let bytes = placed(AssetKind::Svg, svg.as_bytes()).unwrap();
    let document = open(&bytes);
    let image = object(&document);
    assert_eq!(name(&image.dict, "Subtype"), "Image");
    // 160 pt at 300 dpi.
    assert_eq!(image.dict.get(b"Width").unwrap().as_i64().unwrap(), 667);
    if let Some(colors) = colors(&bytes, &[(105, 130), (250, 110), (103, 175), (257, 175)]) {
        let expected = [[220, 20, 20], [137, 137, 237], [220, 20, 20], [20, 20, 220]];
        for (color, expected) in colors.iter().zip(expected) {
            assert!(near(*color, expected), "{colors:?}");
        }
    }
}

#[test]
fn pictures_within_an_svg_are_kept() {
    use base64::Engine as _;
    let photo = include_bytes!("../fixtures/photo.jpg");
    let data = base64::engine::general_purpose::STANDARD.encode(photo);
    let image = format!(
        r#"<image x="0" y="0" width="160" height="80" preserveAspectRatio="none"
href="data:image/jpeg;base64,{data}"/>"#
    );
    let bytes = placed(AssetKind::Svg, SVG.replace("BODY", &image).as_bytes()).unwrap();
    let document = open(&bytes);
    assert_eq!(name(&object(&document).dict, "Subtype"), "Form");
    if let Some(colors) = colors(&bytes, &[LEFT, RIGHT]) {
        assert!(near(colors[0], [220, 20, 20]) && near(colors[1], [20, 20, 220]), "{colors:?}");
    }
    // A file beside it is never read.
    let outside = r#"<image width="160" height="80" href="/etc/passwd"/>"#;
    assert!(placed(AssetKind::Svg, SVG.replace("BODY", outside).as_bytes()).is_ok());
}

#[test]
fn damaged_pictures_are_named() {
    use png::{BitDepth, ColorType};
    let whole = png(2, ColorType::Rgb, BitDepth::Eight, &[1, 2, 3, 4, 5, 6]);
    for (kind, bytes, reason) in [
        (AssetKind::Png, &whole[..whole.len() - 30], "PNG 数据损坏或不完整"),
        (AssetKind::Png, b"\x89PNG".as_slice(), "PNG 数据损坏或不完整"),
        (AssetKind::Jpeg, b"\xFF\xD8\xFF".as_slice(), "JPEG 文件头损坏"),
        (AssetKind::Jpeg, b"".as_slice(), "内容不是 JPEG"),
        (AssetKind::Svg, b"<svg>\n<g></svg>".as_slice(), "SVG 第 2 行第 4 列有语法错误"),
        (AssetKind::Svg, b"\xFF\xFE".as_slice(), "SVG 不是 UTF-8 编码"),
    ] {
        let fault = placed(kind, bytes).unwrap_err();
        assert_eq!(fault.to_string(), format!("图片“图/布局.png”不能放进 PDF：{reason}"));
    }
    for end in 0..whole.len() {
        let _ = placed(AssetKind::Png, &whole[..end]);
    }
    let none = frames(vec![Item::Image(ImageBox {
        node: Default::default(),
        x: 0.0,
        y: 0.0,
        width: 1.0,
        height: 1.0,
        asset: AssetId(7),
        alternative: String::new(),
    })]);
    let fault = write(&none, &Fonts::embedded(), &[]).unwrap_err();
    assert_eq!(fault.to_string(), "PDF 生成失败：版面用到不存在的图片（编号 7）");
}

#[test]
fn one_picture_shown_twice_is_stored_once() {
    let photo = include_bytes!("../fixtures/photo.jpg");
    let image = |y: f64| {
        Item::Image(ImageBox {
            node: Default::default(),
            x: 100.0,
            y,
            width: 160.0,
            height: 80.0,
            asset: AssetId(0),
            alternative: String::new(),
        })
    };
    let assets = [asset("照片.jpg", AssetKind::Jpeg, photo)];
    let bytes = write(&frames(vec![image(100.0), image(300.0)]), &Fonts::embedded(), &assets);
    let document = open(&bytes.unwrap());
    assert_eq!(content(&document).matches("/I0 Do").count(), 2);
    object(&document);
}
