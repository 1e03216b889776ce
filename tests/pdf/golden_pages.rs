//! Pictures of ten pages, held as they are. A page differs where in some square of a few characters' size the
//! grey values differ by more than a renderer's rounding. `UPDATE_GOLDEN=1 cargo test golden` rewrites them.

use std::fs;
use std::path::{Path, PathBuf};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use lopdf::content::Content;
use lopdf::{Document, Object};

use super::{MM, built, examples, plain};
use crate::support::root;

/// Examples and pages (from 1). Their pictures are `tests/golden/pages/<example>-<page>.png`.
const PAGES: [(&str, usize); 15] = [
    // The head of a plain report, lead, run-in headings.
    ("党建引领乡村振兴", 1),
    ("党建引领乡村振兴", 4),
    // Subtitle; dialogue with quotes.
    ("乡村夜校新闻通讯", 1),
    // Contents list, a figure, a table.
    ("特色产业调研报告", 2),
    ("特色产业调研报告", 3),
    // A red head; an attachment with its table; the end matter.
    ("公文-通知", 1),
    ("公文-通知", 12),
    // Joint issuers, several signers; their signatures.
    ("公文-请示", 1),
    ("公文-请示", 4),
    // A letter; a sealed one's end.
    ("公文-函", 1),
    ("公文-函", 3),
    // Attendance; a bulletin.
    ("公文-会议纪要", 6),
    ("公文-简报", 1),
    // Lists and a footnote; a sideways page.
    ("年度工作总结", 6),
    ("年度工作总结", 10),
];

/// Pixels to the inch.
const DPI: f32 = 60.0;

/// Side of the squares that are compared, in pixels: a little more than a character. They overlap by half.
const SQUARE: usize = 16;

/// The most that the grey values of a square may differ on average, of 255. A wrong character makes 16 and
/// more (`各` for `备`; `好` for `紧` 29), a line moved by half a millimetre 39, the same page 0.
const TOLERANCE: f64 = 8.0;

/// A page in shades of grey, 16 of them, so that the files stay small.
struct Picture {
    width: usize,
    height: usize,
    grey: Vec<u8>,
}

impl Picture {
    fn render(pdf: &[u8], page: usize) -> Self {
        let pdf = Pdf::new(pdf.to_vec()).expect("a PDF");
        let pages = pdf.pages();
        let settings = RenderSettings { hinting: false, ..RenderSettings::default() };
        let scale = DPI / 72.0;
        let pixmap = render(
            &pages[page - 1],
            &RenderCache::new(),
            &InterpreterSettings::default(),
            &settings,
            &PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE },
        );
        let shade = |r: u8, g: u8, b: u8| {
            let grey = 0.299 * f64::from(r) + 0.587 * f64::from(g) + 0.114 * f64::from(b);
            (grey / 17.0).round() as u8 * 17
        };
        Self {
            width: usize::from(pixmap.width()),
            height: usize::from(pixmap.height()),
            grey: pixmap.data().iter().map(|pixel| shade(pixel.r, pixel.g, pixel.b)).collect(),
        }
    }

    fn write(&self, path: &Path) {
        let file = fs::File::create(path).unwrap();
        let (width, height) = (self.width as u32, self.height as u32);
        let mut encoder = png::Encoder::new(std::io::BufWriter::new(file), width, height);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_compression(png::Compression::High);
        let nibbles = |row: &[u8]| -> Vec<u8> {
            let half = |grey: Option<&u8>| grey.map_or(0, |grey| grey / 17);
            row.chunks(2).map(|pair| half(pair.first()) << 4 | half(pair.get(1))).collect()
        };
        let data: Vec<u8> = self.grey.chunks(self.width).flat_map(nibbles).collect();
        encoder.write_header().unwrap().write_image_data(&data).unwrap();
    }

    fn read(path: &Path) -> Option<Self> {
        let mut decoder = png::Decoder::new(std::io::BufReader::new(fs::File::open(path).ok()?));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().ok()?;
        let mut grey = vec![0; reader.output_buffer_size()?];
        let info = reader.next_frame(&mut grey).ok()?;
        let (width, height) = (info.width as usize, info.height as usize);
        grey.truncate(width * height);
        Some(Self { width, height, grey })
    }

    /// The square that differs most from another picture's: its difference and its middle in mm.
    fn worst(&self, other: &Self) -> (f64, f64, f64) {
        if (self.width, self.height) != (other.width, other.height) {
            return (f64::INFINITY, 0.0, 0.0);
        }
        let mut worst = (0.0, 0.0, 0.0);
        for y in (0..self.height).step_by(SQUARE / 2) {
            for x in (0..self.width).step_by(SQUARE / 2) {
                let (right, bottom) = ((x + SQUARE).min(self.width), (y + SQUARE).min(self.height));
                let rows = (y..bottom).flat_map(|row| {
                    let range = row * self.width + x..row * self.width + right;
                    self.grey[range.clone()].iter().zip(&other.grey[range])
                });
                let sum: u32 = rows.map(|(one, next)| u32::from(one.abs_diff(*next))).sum();
                let mean = f64::from(sum) / ((right - x) * (bottom - y)) as f64;
                if mean > worst.0 {
                    let mm = |pixels: usize| pixels as f64 * 25.4 / f64::from(DPI);
                    worst = (mean, mm((x + right) / 2), mm((y + bottom) / 2));
                }
            }
        }
        worst
    }
}

fn folder() -> PathBuf {
    root().join("tests/golden/pages")
}

#[test]
fn golden_pages_look_as_they_did() {
    if !cfg!(feature = "fandol") {
        return;
    }
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    if update {
        let _ = fs::remove_dir_all(folder());
        fs::create_dir_all(folder()).unwrap();
    }
    let mut changed = Vec::new();
    for (name, page) in PAGES {
        let sample = examples().iter().find(|sample| sample.name == name).expect(name);
        assert!(page <= sample.pdf.pages.len(), "{name} has no page {page}");
        let picture = Picture::render(&sample.bytes, page);
        let file = format!("{name}-{page}.png");
        let path = folder().join(&file);
        if update {
            picture.write(&path);
            continue;
        }
        let (difference, x, y) = match Picture::read(&path) {
            Some(golden) => picture.worst(&golden),
            None => (f64::INFINITY, 0.0, 0.0),
        };
        if difference > TOLERANCE {
            let shown = Path::new(env!("CARGO_TARGET_TMPDIR")).join(&file);
            picture.write(&shown);
            let shown = shown.display();
            changed.push(format!("{file}: {difference:.1} at {x:.0}, {y:.0} mm; now as {shown}"));
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

#[test]
fn pictures_are_small_and_all_used() {
    let names: Vec<String> =
        PAGES.iter().map(|(name, page)| format!("{name}-{page}.png")).collect();
    for path in crate::support::files("tests/golden/pages", &[""]) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert!(names.contains(&name), "{name} is no page of the table");
        let size = fs::metadata(&path).unwrap().len();
        assert!(size <= 40 * 1024, "{name}: {size} bytes");
    }
}

/// Changes the first page's content.
fn edited(pdf: &[u8], edit: impl FnOnce(&mut Content)) -> Vec<u8> {
    let mut file = Document::load_mem(pdf).unwrap();
    let page = file.get_pages()[&1];
    let mut content = Content::decode(&file.get_page_content(page)).unwrap();
    edit(&mut content);
    file.change_page_content(page, content.encode().unwrap()).unwrap();
    let mut out = Vec::new();
    file.save_to(&mut out).unwrap();
    out
}

/// The tolerance catches what it is there for, and nothing else.
#[test]
fn the_tolerance_catches_a_moved_line_and_a_wrong_character() {
    let text = "各级农业农村部门要认真落实粮食安全责任制，抓紧抓实春耕备耕各项工作。".repeat(12);
    let draft = plain(&text);
    let sample = built(&draft);
    let before = Picture::render(&sample.bytes, 1);
    let again = Picture::render(&edited(&sample.bytes, |_| {}), 1);
    assert!(before.worst(&again).0 == 0.0);

    // A line in the middle of the page, half a millimetre lower.
    let moved = edited(&sample.bytes, |content| {
        let mut places: Vec<&mut Object> = content
            .operations
            .iter_mut()
            .filter(|operation| operation.operator == "Tm")
            .map(|operation| &mut operation.operands[5])
            .collect();
        let at = places.len() / 2;
        let y = super::font::number(places[at]).unwrap();
        for place in &mut places {
            if super::font::number(place) == Some(y) {
                **place = Object::Real((y - 0.5 * MM) as f32);
            }
        }
    });
    let (difference, ..) = before.worst(&Picture::render(&moved, 1));
    assert!(difference > TOLERANCE, "a moved line: {difference:.1}");

    // One wrong character, plain and nearly the same.
    for (right, wrong) in [("紧", "好"), ("各项", "名项"), ("备", "各")] {
        let other = draft.replacen(right, wrong, 1);
        let (difference, ..) = before.worst(&Picture::render(&built(&other).bytes, 1));
        assert!(difference > TOLERANCE, "`{right}`, `{wrong}`: {difference:.1}");
    }
}
