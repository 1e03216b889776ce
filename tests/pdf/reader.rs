//! Reads a finished PDF back: where every glyph, rule and image stands, whatever made it.
//!
//! A small interpreter of page content (ISO 32000-1, 8 and 9). It knows nothing of the layout. Lengths are
//! in points, from the media box's top left corner, y down.

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::font::{self, Font, Ink};

/// A finished file.
pub struct Pdf {
    pub pages: Vec<Page>,
}

/// A page, and what stands on it in the order of its content.
#[derive(Clone)]
pub struct Page {
    pub width: f64,
    pub height: f64,
    /// `/Rotate`; positions are those before it.
    pub rotate: i64,
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Rule>,
    pub images: Vec<Image>,
}

/// An sRGB colour.
pub type Color = [u8; 3];

/// Black.
pub const BLACK: Color = [0, 0, 0];

/// A shown glyph.
#[derive(Clone)]
pub struct Glyph {
    /// What it stands for: by `ActualText` where that is given, else by the font's map. Of glyphs that stand
    /// for something only together, the first has all of it.
    pub text: String,
    /// Its origin: the left end of its cell on the baseline.
    pub x: f64,
    /// Baseline.
    pub y: f64,
    /// Stated width in pt, without letter spacing.
    pub advance: f64,
    /// Size in pt.
    pub size: f64,
    /// Where its line runs: (1, 0) to the right, (0, 1) downwards.
    pub direction: (f64, f64),
    /// Name of the font without the subset's letters.
    pub font: Arc<str>,
    pub color: Color,
    /// Whether it is marked as no part of the text.
    pub artifact: bool,
    /// The marked content it belongs to in the structure tree.
    pub mcid: Option<i64>,
    /// Ink in ems from the origin, y up.
    pub ink: Option<Ink>,
}

/// A filled or stroked shape, by its bounding box: rules and shades.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    pub color: Color,
    pub artifact: bool,
}

/// An image or a form, by its box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Image {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    pub artifact: bool,
}

impl Glyph {
    /// The one character it stands for; U+FFFC where it is none or several.
    pub fn ch(&self) -> char {
        let mut chars = self.text.chars();
        match (chars.next(), chars.next()) {
            (Some(ch), None) => ch,
            _ => '\u{fffc}',
        }
    }

    /// Right end of its cell.
    pub fn right(&self) -> f64 {
        self.x + self.advance
    }

    /// Its ink on the page, turned as it is: left, top, right, bottom.
    pub fn ink_box(&self) -> Option<[f64; 4]> {
        let ink = self.ink?;
        let (dx, dy) = self.direction;
        let at = |along: f64, up: f64| {
            let (along, up) = (along * self.size, up * self.size);
            (self.x + along * dx + up * dy, self.y + along * dy - up * dx)
        };
        let (one, other) = (at(ink.left, ink.top), at(ink.right, ink.bottom));
        let (x, y) = ((one.0, other.0), (one.1, other.1));
        Some([x.0.min(x.1), y.0.min(y.1), x.0.max(x.1), y.0.max(y.1)])
    }

    /// Whether it reads from left to right, unturned.
    pub fn upright(&self) -> bool {
        self.direction.0 > 0.999
    }
}

impl Rule {
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    pub fn right(&self) -> f64 {
        self.x + self.width
    }
}

impl Pdf {
    /// Reads a file; anything it does not understand fails the test.
    pub fn read(bytes: &[u8]) -> Self {
        let file = Document::load_mem(bytes).expect("a PDF");
        let mut fonts = BTreeMap::new();
        let pages = file.get_pages().values().map(|&id| page(&file, id, &mut fonts)).collect();
        Self { pages }
    }
}

impl Page {
    /// The page as it lies in the bound document: a landscape one turned a quarter to the left, its head at
    /// the left edge (clause 8: the binding edge of odd pages, the cut edge of even ones).
    pub fn bound(&self) -> Self {
        if self.width <= self.height {
            return self.clone();
        }
        let turned =
            |x: f64, y: f64, width: f64, height: f64| (y, self.width - x - width, height, width);
        let mut page = self.clone();
        (page.width, page.height) = (self.height, self.width);
        for glyph in &mut page.glyphs {
            (glyph.x, glyph.y, ..) = turned(glyph.x, glyph.y, 0.0, 0.0);
            glyph.direction = (glyph.direction.1, -glyph.direction.0);
        }
        for rule in &mut page.rules {
            (rule.x, rule.y, rule.width, rule.height) =
                turned(rule.x, rule.y, rule.width, rule.height);
        }
        for image in &mut page.images {
            (image.x, image.y, image.width, image.height) =
                turned(image.x, image.y, image.width, image.height);
        }
        page
    }

    /// The text in the order of the content, page numbers and the like left out.
    pub fn text(&self) -> String {
        self.glyphs
            .iter()
            .filter(|glyph| !glyph.artifact)
            .map(|glyph| glyph.text.as_str())
            .collect()
    }
}

type Fonts = BTreeMap<ObjectId, (Arc<str>, Arc<Font>)>;
type Matrix = [f64; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `one`, then `next`.
fn then(one: Matrix, next: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = one;
    let [g, h, i, j, k, l] = next;
    [
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + l,
    ]
}

fn apply([a, b, c, d, e, f]: Matrix, (x, y): (f64, f64)) -> (f64, f64) {
    (a * x + c * y + e, b * x + d * y + f)
}

/// A value that a page may have from its ancestors.
fn inherited<'a>(file: &'a Document, id: ObjectId, key: &[u8]) -> Option<&'a Object> {
    let mut node = file.get_dictionary(id).ok()?;
    for _ in 0..32 {
        if let Ok(found) = node.get(key) {
            return Some(file.dereference(found).ok()?.1);
        }
        node = file.get_dictionary(node.get(b"Parent").ok()?.as_reference().ok()?).ok()?;
    }
    None
}

fn page(file: &Document, id: ObjectId, fonts: &mut Fonts) -> Page {
    let media = inherited(file, id, b"MediaBox").expect("a media box").as_array().unwrap();
    let media: Vec<f64> = media.iter().filter_map(font::number).collect();
    let rotate = inherited(file, id, b"Rotate").and_then(|value| value.as_i64().ok()).unwrap_or(0);
    let resources = inherited(file, id, b"Resources").expect("resources").as_dict().unwrap();
    let content = Content::decode(&file.get_page_content(id)).expect("page content");
    let mut interpreter = Interpreter {
        file,
        resources,
        fonts,
        corner: (media[0], media[3]),
        state: State::default(),
        stack: Vec::new(),
        marked: Vec::new(),
        path: Path::default(),
        page: Page {
            width: media[2] - media[0],
            height: media[3] - media[1],
            rotate,
            glyphs: Vec::new(),
            rules: Vec::new(),
            images: Vec::new(),
        },
    };
    for operation in &content.operations {
        interpreter.run(operation);
    }
    assert!(interpreter.stack.is_empty() && interpreter.marked.is_empty(), "unbalanced content");
    interpreter.page
}

/// Graphics state with the text state in it.
#[derive(Clone)]
struct State {
    matrix: Matrix,
    fill: Color,
    stroke: Color,
    line_width: f64,
    font: Option<(Arc<str>, Arc<Font>)>,
    size: f64,
    letter: f64,
    word: f64,
    scale: f64,
    leading: f64,
    rise: f64,
    text: Matrix,
    line: Matrix,
}

impl Default for State {
    fn default() -> Self {
        Self {
            matrix: IDENTITY,
            fill: BLACK,
            stroke: BLACK,
            line_width: 1.0,
            font: None,
            size: 0.0,
            letter: 0.0,
            word: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            text: IDENTITY,
            line: IDENTITY,
        }
    }
}

/// An open `BMC` or `BDC`.
struct Marked {
    artifact: bool,
    mcid: Option<i64>,
    actual: Option<String>,
    from: usize,
}

/// Subpaths in user space, transformed.
#[derive(Default)]
struct Path {
    parts: Vec<Vec<(f64, f64)>>,
}

impl Path {
    fn point(&mut self, point: (f64, f64)) {
        if let Some(part) = self.parts.last_mut() {
            part.push(point);
        }
    }
}

struct Interpreter<'a> {
    file: &'a Document,
    resources: &'a Dictionary,
    fonts: &'a mut Fonts,
    corner: (f64, f64),
    state: State,
    stack: Vec<State>,
    marked: Vec<Marked>,
    path: Path,
    page: Page,
}

impl<'a> Interpreter<'a> {
    fn run(&mut self, operation: &Operation) {
        let operands = operation.operands.as_slice();
        let numbers: Vec<f64> = operands.iter().filter_map(font::number).collect();
        match (operation.operator.as_str(), numbers.as_slice()) {
            ("q", _) => self.stack.push(self.state.clone()),
            ("Q", _) => self.state = self.stack.pop().expect("a saved state"),
            ("cm", &[a, b, c, d, e, f]) => {
                self.state.matrix = then([a, b, c, d, e, f], self.state.matrix);
            }
            ("w", &[width]) => self.state.line_width = width,
            ("g" | "rg" | "k", parts) => self.state.fill = color(parts),
            ("G" | "RG" | "K", parts) => self.state.stroke = color(parts),
            ("BT", _) => (self.state.text, self.state.line) = (IDENTITY, IDENTITY),
            ("Tf", &[size]) => {
                self.state.size = size;
                self.state.font = Some(self.font(operands[0].as_name().unwrap()));
            }
            ("Tc", &[value]) => self.state.letter = value,
            ("Tw", &[value]) => self.state.word = value,
            ("Tz", &[value]) => self.state.scale = value / 100.0,
            ("TL", &[value]) => self.state.leading = value,
            ("Ts", &[value]) => self.state.rise = value,
            ("Td", &[x, y]) => self.next_line(x, y),
            ("TD", &[x, y]) => {
                self.state.leading = -y;
                self.next_line(x, y);
            }
            ("T*", _) => self.next_line(0.0, -self.state.leading),
            ("Tm", &[a, b, c, d, e, f]) => {
                (self.state.text, self.state.line) = ([a, b, c, d, e, f], [a, b, c, d, e, f]);
            }
            ("Tj", _) => self.show(operands[0].as_str().unwrap()),
            ("TJ", _) => self.show_array(operands[0].as_array().unwrap()),
            ("m", &[x, y]) => {
                self.path.parts.push(Vec::new());
                self.path.point(apply(self.state.matrix, (x, y)));
            }
            ("l", &[x, y]) => self.path.point(apply(self.state.matrix, (x, y))),
            ("c", &[.., x, y]) | ("v" | "y", &[.., x, y]) => {
                self.path.point(apply(self.state.matrix, (x, y)));
            }
            ("re", &[x, y, width, height]) => {
                let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
                let matrix = self.state.matrix;
                self.path.parts.push(corners.map(|corner| apply(matrix, corner)).to_vec());
            }
            ("f" | "F" | "f*" | "b" | "b*" | "B" | "B*", _) => self.paint(false),
            ("S" | "s", _) => self.paint(true),
            ("n", _) => self.path = Path::default(),
            ("BMC", _) => self.begin(operands[0].as_name().unwrap(), None),
            ("BDC", _) => {
                let properties = match &operands[1] {
                    Object::Dictionary(direct) => Some(direct.clone()),
                    Object::Name(name) => self.resource(b"Properties", name).cloned(),
                    _ => None,
                };
                self.begin(operands[0].as_name().unwrap(), properties.as_ref());
            }
            ("EMC", _) => self.end(),
            ("Do", _) => self.external(operands[0].as_name().unwrap()),
            (
                "ET" | "gs" | "h" | "W" | "W*" | "cs" | "CS" | "J" | "j" | "M" | "d" | "i" | "ri"
                | "Tr" | "MP" | "DP",
                _,
            ) => {}
            (other, _) => panic!("the reader does not know `{other}`"),
        }
    }

    fn resource(&self, kind: &[u8], name: &[u8]) -> Option<&'a Dictionary> {
        let kind = font::dictionary(self.file, self.resources.get(kind).ok()?)?;
        font::dictionary(self.file, kind.get(name).ok()?)
    }

    fn font(&mut self, name: &[u8]) -> (Arc<str>, Arc<Font>) {
        let kind = self.resources.get(b"Font").expect("fonts");
        let kind = font::dictionary(self.file, kind).expect("fonts");
        let id = kind.get(name).and_then(Object::as_reference).expect("an indirect font");
        let file = self.file;
        let made = self.fonts.entry(id).or_insert_with(|| {
            let font = Font::read(file, file.get_dictionary(id).unwrap());
            (Arc::from(font.name.as_str()), Arc::new(font))
        });
        made.clone()
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.state.line = then([1.0, 0.0, 0.0, 1.0, x, y], self.state.line);
        self.state.text = self.state.line;
    }

    fn advance(&mut self, by: f64) {
        self.state.text = then([1.0, 0.0, 0.0, 1.0, by, 0.0], self.state.text);
    }

    fn show_array(&mut self, items: &[Object]) {
        for item in items {
            match font::number(item) {
                Some(back) => {
                    self.advance(-back / 1000.0 * self.state.size * self.state.scale);
                }
                None => self.show(item.as_str().unwrap()),
            }
        }
    }

    fn show(&mut self, codes: &[u8]) {
        assert_eq!(codes.len() % 2, 0, "codes of two bytes");
        for code in codes.chunks_exact(2) {
            let code = u16::from_be_bytes([code[0], code[1]]);
            let state = &self.state;
            let (name, font) = state.font.clone().expect("a font");
            let place = then([state.size * state.scale, 0.0, 0.0, state.size, 0.0, state.rise], {
                then(state.text, state.matrix)
            });
            let [a, b, c, d, e, f] = place;
            let (wide, high) = (a.hypot(b), c.hypot(d));
            assert!(wide > 0.0 && high > 0.0, "a glyph of no size");
            let glyph = Glyph {
                text: font.text(code).to_owned(),
                x: e - self.corner.0,
                y: self.corner.1 - f,
                advance: font.width(code) * wide,
                size: high,
                direction: (a / wide, -b / wide),
                font: name,
                color: state.fill,
                artifact: self.artifact(),
                mcid: self.marked.iter().rev().find_map(|marked| marked.mcid),
                ink: font.ink(code),
            };
            let forward = font.width(code) * state.size + state.letter;
            let by = forward * state.scale;
            self.page.glyphs.push(glyph);
            self.advance(by);
        }
    }

    fn artifact(&self) -> bool {
        self.marked.iter().any(|marked| marked.artifact)
    }

    /// A box around points of user space, as x, y, width, height on the page.
    fn boxed(&self, points: &[(f64, f64)]) -> [f64; 4] {
        let fold = |pick: fn(&(f64, f64)) -> f64, with: fn(f64, f64) -> f64| {
            points.iter().map(pick).reduce(with).unwrap_or(0.0)
        };
        let (left, right) = (fold(|p| p.0, f64::min), fold(|p| p.0, f64::max));
        let (bottom, top) = (fold(|p| p.1, f64::min), fold(|p| p.1, f64::max));
        [left - self.corner.0, self.corner.1 - top, right - left, top - bottom]
    }

    fn paint(&mut self, stroked: bool) {
        let [a, b, ..] = self.state.matrix;
        let width = self.state.line_width * a.hypot(b);
        let color = if stroked { self.state.stroke } else { self.state.fill };
        let artifact = self.artifact();
        for part in std::mem::take(&mut self.path).parts {
            let shapes: Vec<&[(f64, f64)]> =
                if stroked { part.windows(2).collect() } else { vec![&part] };
            for shape in shapes {
                let [mut x, mut y, mut w, mut h] = self.boxed(shape);
                if stroked {
                    // A level or upright stroke with butt ends.
                    if h <= w {
                        (y, h) = (y - width / 2.0, h + width);
                    } else {
                        (x, w) = (x - width / 2.0, w + width);
                    }
                }
                self.page.rules.push(Rule { x, y, width: w, height: h, color, artifact });
            }
        }
    }

    fn begin(&mut self, tag: &[u8], properties: Option<&Dictionary>) {
        let get = |key: &[u8]| properties.and_then(|properties| properties.get(key).ok());
        self.marked.push(Marked {
            artifact: tag == b"Artifact",
            mcid: get(b"MCID").and_then(|value| value.as_i64().ok()),
            actual: get(b"ActualText").and_then(|value| lopdf::decode_text_string(value).ok()),
            from: self.page.glyphs.len(),
        });
    }

    fn end(&mut self) {
        let marked = self.marked.pop().expect("marked content");
        let Some(actual) = marked.actual else { return };
        let glyphs = &mut self.page.glyphs[marked.from..];
        let chars: Vec<char> = actual.chars().collect();
        if chars.len() == glyphs.len() {
            for (glyph, ch) in glyphs.iter_mut().zip(chars) {
                glyph.text = ch.to_string();
            }
        } else {
            for (at, glyph) in glyphs.iter_mut().enumerate() {
                glyph.text = if at == 0 { actual.clone() } else { String::new() };
            }
        }
    }

    fn external(&mut self, name: &[u8]) {
        let external = self.resource(b"XObject", name).expect("an external object");
        let numbers = |key: &[u8]| -> Vec<f64> {
            font::array(self.file, external, key).iter().filter_map(font::number).collect()
        };
        let (area, matrix) = match font::text_name(external, b"Subtype").as_str() {
            "Form" => (numbers(b"BBox"), numbers(b"Matrix")),
            _ => (vec![0.0, 0.0, 1.0, 1.0], Vec::new()),
        };
        let matrix = Matrix::try_from(matrix).unwrap_or(IDENTITY);
        let matrix = then(matrix, self.state.matrix);
        let corners = [(0, 1), (2, 1), (2, 3), (0, 3)];
        let corners = corners.map(|(x, y)| apply(matrix, (area[x], area[y])));
        let [x, y, width, height] = self.boxed(&corners);
        let artifact = self.artifact();
        self.page.images.push(Image { x, y, width, height, artifact });
    }
}

fn color(parts: &[f64]) -> Color {
    let byte = |part: f64| (part * 255.0).round() as u8;
    match *parts {
        [grey] => [byte(grey); 3],
        [r, g, b] => [byte(r), byte(g), byte(b)],
        [c, m, y, k] => [c, m, y].map(|part| byte((1.0 - part) * (1.0 - k))),
        _ => panic!("a colour of {} parts", parts.len()),
    }
}
