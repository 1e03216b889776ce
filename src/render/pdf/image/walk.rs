//! A drawing as PDF operators, where they repeat it exactly.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use printpdf::{DictItem, ExternalStream};
use usvg::tiny_skia_path::{Path as Outline, PathSegment, Point};
use usvg::{
    BlendMode, ClipPath, Color, FillRule, Group, Image, ImageKind, LineCap, LineJoin, Node, Paint,
    PaintOrder, Path, Stroke, Transform, Tree,
};

use super::{dict, int, jpeg, name, png};

/// Deepest nesting that is followed; beyond it the drawing becomes pixels.
const DEEPEST: usize = 100;

/// Operators and the resources they name.
pub(super) struct Drawing {
    pub(super) content: Vec<u8>,
    pub(super) resources: BTreeMap<String, DictItem>,
}

/// Why the walk ended early.
enum Halt {
    /// The drawing uses what has no exact counterpart.
    Inexact,
    /// An image in it is damaged; the reason in Chinese.
    Damaged(String),
}

/// Draws in the drawing's own units, y down. `None` where PDF operators cannot repeat it exactly.
pub(super) fn draw(tree: &Tree) -> Result<Option<Drawing>, String> {
    let side = tree.size().width().max(tree.size().height());
    let mut walker = Walker::new(100_000.0 / side.max(f32::MIN_POSITIVE));
    match walker.group(tree.root(), 0) {
        Ok(()) => Ok(Some(walker.finish())),
        Err(Halt::Inexact) => Ok(None),
        Err(Halt::Damaged(reason)) => Err(reason),
    }
}

/// What the reader has been told; `None` where it has not been told anything.
#[derive(Debug, Clone, Default)]
struct State {
    fill: Option<Color>,
    line: Option<Color>,
    fill_alpha: Option<u16>,
    line_alpha: Option<u16>,
    pen: Option<String>,
}

struct Walker {
    out: String,
    state: State,
    /// Steps to a unit that keep the drawing exact to a hundred-thousandth of its size.
    steps: f32,
    states: BTreeSet<(char, u16)>,
    inner: Vec<ExternalStream>,
}

impl Walker {
    fn new(steps: f32) -> Self {
        Self {
            out: String::new(),
            state: State::default(),
            steps,
            states: BTreeSet::new(),
            inner: Vec::new(),
        }
    }

    fn finish(self) -> Drawing {
        let states = self.states.iter().map(|&(kind, thousandths)| {
            let key = if kind == 'F' { "ca" } else { "CA" };
            let alpha = DictItem::Real(f32::from(thousandths) / 1000.0);
            (format!("{kind}{thousandths}"), DictItem::Dict { map: dict([(key, alpha)]) })
        });
        let mut resources = BTreeMap::new();
        if !self.states.is_empty() {
            resources.insert("ExtGState".to_owned(), DictItem::Dict { map: states.collect() });
        }
        if !self.inner.is_empty() {
            let inner = self.inner.into_iter().enumerate();
            let map = inner.map(|(at, stream)| (format!("X{at}"), DictItem::Stream { stream }));
            resources.insert("XObject".to_owned(), DictItem::Dict { map: map.collect() });
        }
        Drawing { content: self.out.into_bytes(), resources }
    }

    fn group(&mut self, group: &Group, depth: usize) -> Result<(), Halt> {
        if depth > DEEPEST
            || group.blend_mode() != BlendMode::Normal
            || group.mask().is_some()
            || !group.filters().is_empty()
        {
            return Err(Halt::Inexact);
        }
        if !group.has_children() {
            return Ok(());
        }
        let transform = group.transform();
        let opacity = thousandths(group.opacity().get());
        if transform.is_identity() && group.clip_path().is_none() && opacity == 1000 {
            return self.children(group, depth);
        }
        let (before, steps) = (self.state.clone(), self.steps);
        self.out.push_str("q\n");
        if !transform.is_identity() {
            self.matrix(transform);
            let (across, down) = transform.get_scale();
            self.steps *= across.max(down).max(f32::MIN_POSITIVE);
        }
        if let Some(clip) = group.clip_path() {
            self.clip(clip)?;
        }
        if opacity == 1000 {
            self.children(group, depth)?;
        } else {
            self.layer(group, opacity, depth)?;
        }
        self.out.push_str("Q\n");
        (self.state, self.steps) = (before, steps);
        Ok(())
    }

    fn children(&mut self, group: &Group, depth: usize) -> Result<(), Halt> {
        for child in group.children() {
            match child {
                Node::Group(group) => self.group(group, depth + 1)?,
                Node::Path(path) => self.path(path)?,
                Node::Text(text) => self.group(text.flattened(), depth + 1)?,
                Node::Image(image) => self.image(image, depth)?,
            }
        }
        Ok(())
    }

    /// A group that is seen through as a whole (ISO 32000-1, 11.6.6).
    fn layer(&mut self, group: &Group, opacity: u16, depth: usize) -> Result<(), Halt> {
        let mut walker = Walker::new(self.steps);
        walker.children(group, depth)?;
        let drawing = walker.finish();
        // Wide enough for anything: the form is clipped by what it is drawn into.
        let far = 1e6 / self.steps.min(1.0);
        let bounds = [-far, -far, far, far].map(DictItem::Real);
        let layer = dict([("S", name("Transparency")), ("I", DictItem::Bool(true))]);
        self.alpha('F', opacity);
        self.place(ExternalStream {
            dict: dict([
                ("Type", name("XObject")),
                ("Subtype", name("Form")),
                ("FormType", int(1)),
                ("BBox", DictItem::Array(bounds.to_vec())),
                ("Group", DictItem::Dict { map: layer }),
                ("Resources", DictItem::Dict { map: drawing.resources }),
            ]),
            content: drawing.content,
            compress: true,
        });
        Ok(())
    }

    fn place(&mut self, stream: ExternalStream) {
        let _ = writeln!(self.out, "/X{} Do", self.inner.len());
        self.inner.push(stream);
    }

    /// A clip of one outline. The union of several has no operator.
    fn clip(&mut self, clip: &ClipPath) -> Result<(), Halt> {
        let mut outlines = Vec::new();
        if clip.clip_path().is_some() {
            return Err(Halt::Inexact);
        }
        outlines_of(clip.root(), clip.transform(), &mut outlines, 0)?;
        match outlines.as_slice() {
            [] => self.out.push_str("0 0 0 0 re W n\n"),
            [(outline, rule)] => {
                self.outline(outline);
                self.out.push_str(match rule {
                    FillRule::NonZero => "W n\n",
                    FillRule::EvenOdd => "W* n\n",
                });
            }
            _ => return Err(Halt::Inexact),
        }
        Ok(())
    }

    fn image(&mut self, image: &Image, depth: usize) -> Result<(), Halt> {
        if !image.is_visible() {
            return Ok(());
        }
        let stream = match image.kind() {
            ImageKind::SVG(tree) => return self.group(tree.root(), depth + 1),
            ImageKind::JPEG(data) => jpeg::read(data).map(|content| content.stream),
            ImageKind::PNG(data) => png::read(data),
            ImageKind::GIF(_) | ImageKind::WEBP(_) => return Err(Halt::Inexact),
        }
        .map_err(|reason| Halt::Damaged(format!("其中嵌入的图片有问题：{reason}")))?;
        let (width, height) = (image.size().width(), image.size().height());
        self.out.push_str("q\n");
        self.matrix(Transform::from_row(width, 0.0, 0.0, -height, 0.0, height));
        self.place(stream);
        self.out.push_str("Q\n");
        Ok(())
    }

    fn path(&mut self, path: &Path) -> Result<(), Halt> {
        if !path.is_visible() {
            return Ok(());
        }
        let fill = match path.fill() {
            Some(fill) => {
                let Paint::Color(color) = fill.paint() else { return Err(Halt::Inexact) };
                Some((*color, thousandths(fill.opacity().get()), fill.rule()))
            }
            None => None,
        };
        let line = match path.stroke() {
            Some(stroke) => {
                let Paint::Color(color) = stroke.paint() else { return Err(Halt::Inexact) };
                Some((*color, thousandths(stroke.opacity().get()), self.pen(stroke)?))
            }
            None => None,
        };
        if let Some((color, opacity, _)) = fill {
            self.alpha('F', opacity);
            if self.state.fill != Some(color) {
                self.state.fill = Some(color);
                self.color(color, "g", "rg");
            }
        }
        let line_comes_first = path.paint_order() == PaintOrder::StrokeAndFill;
        if let Some((color, opacity, pen)) = line {
            self.alpha('S', opacity);
            if self.state.line != Some(color) {
                self.state.line = Some(color);
                self.color(color, "G", "RG");
            }
            if self.state.pen.as_ref() != Some(&pen) {
                self.out.push_str(&pen);
                self.state.pen = Some(pen);
            }
        }
        let fill_operator = fill.map(|(_, _, rule)| match rule {
            FillRule::NonZero => "f",
            FillRule::EvenOdd => "f*",
        });
        let line_operator = path.stroke().map(|_| "S");
        let mut operators = [fill_operator, line_operator];
        if line_comes_first {
            operators.reverse();
        }
        // Filled and stroked in two steps: in one, PDF knocks the fill out where the stroke is seen through.
        for operator in operators.into_iter().flatten() {
            self.outline(path.data());
            self.out.push_str(operator);
            self.out.push('\n');
        }
        Ok(())
    }

    /// Width, ends, corners and dashes.
    fn pen(&self, stroke: &Stroke) -> Result<String, Halt> {
        let cap = match stroke.linecap() {
            LineCap::Butt => 0,
            LineCap::Round => 1,
            LineCap::Square => 2,
        };
        let join = match stroke.linejoin() {
            LineJoin::Miter => 0,
            LineJoin::Round => 1,
            LineJoin::Bevel => 2,
            LineJoin::MiterClip => return Err(Halt::Inexact),
        };
        let mut pen = String::new();
        let (width, limit) = (stroke.width().get(), stroke.miterlimit().get());
        let _ = write!(pen, "{width} w {cap} J {join} j {limit} M [");
        let dashes = stroke.dasharray().unwrap_or_default();
        for (at, dash) in dashes.iter().enumerate() {
            let _ = write!(pen, "{}{dash}", if at > 0 { " " } else { "" });
        }
        // PDF has no negative phase.
        let round: f32 = dashes.iter().sum();
        let phase = if round > 0.0 { stroke.dashoffset().rem_euclid(round) } else { 0.0 };
        let _ = writeln!(pen, "] {phase} d");
        Ok(pen)
    }

    fn alpha(&mut self, kind: char, opacity: u16) {
        let known = match kind {
            'F' => &mut self.state.fill_alpha,
            _ => &mut self.state.line_alpha,
        };
        if known.unwrap_or(1000) != opacity {
            self.states.insert((kind, opacity));
            let _ = writeln!(self.out, "/{kind}{opacity} gs");
        }
        *known = Some(opacity);
    }

    fn color(&mut self, color: Color, gray: &str, rgb: &str) {
        let part = |value: u8| (f32::from(value) / 255.0 * 1000.0).round() / 1000.0;
        let (red, green, blue) = (part(color.red), part(color.green), part(color.blue));
        let _ = if color.red == color.green && color.green == color.blue {
            writeln!(self.out, "{red} {gray}")
        } else {
            writeln!(self.out, "{red} {green} {blue} {rgb}")
        };
    }

    fn matrix(&mut self, t: Transform) {
        let _ = writeln!(self.out, "{} {} {} {} {} {} cm", t.sx, t.ky, t.kx, t.sy, t.tx, t.ty);
    }

    fn outline(&mut self, outline: &Outline) {
        let digits = digits(self.steps);
        let mut last = Point::zero();
        for segment in outline.segments() {
            match segment {
                PathSegment::MoveTo(to) => {
                    self.points(&[to], "m", digits);
                    last = to;
                }
                PathSegment::LineTo(to) => {
                    self.points(&[to], "l", digits);
                    last = to;
                }
                PathSegment::QuadTo(by, to) => {
                    let pull = |from: Point| {
                        Point::from_xy(
                            from.x + (by.x - from.x) * 2.0 / 3.0,
                            from.y + (by.y - from.y) * 2.0 / 3.0,
                        )
                    };
                    self.points(&[pull(last), pull(to), to], "c", digits);
                    last = to;
                }
                PathSegment::CubicTo(one, two, to) => {
                    self.points(&[one, two, to], "c", digits);
                    last = to;
                }
                PathSegment::Close => self.out.push_str("h\n"),
            }
        }
    }

    fn points(&mut self, points: &[Point], operator: &str, digits: usize) {
        for point in points {
            for value in [point.x, point.y] {
                let start = self.out.len();
                let _ = write!(self.out, "{value:.digits$}");
                if digits > 0 {
                    let kept = self.out[start..].trim_end_matches('0').trim_end_matches('.').len();
                    self.out.truncate(start + kept);
                }
                self.out.push(' ');
            }
        }
        self.out.push_str(operator);
        self.out.push('\n');
    }
}

/// Collects what a clip lets through.
fn outlines_of(
    group: &Group,
    transform: Transform,
    outlines: &mut Vec<(Outline, FillRule)>,
    depth: usize,
) -> Result<(), Halt> {
    if depth > DEEPEST {
        return Err(Halt::Inexact);
    }
    for child in group.children() {
        match child {
            Node::Path(path) if path.is_visible() => {
                let rule = path.fill().map_or(FillRule::NonZero, usvg::Fill::rule);
                let outline = path.data().clone().transform(transform).ok_or(Halt::Inexact)?;
                outlines.push((outline, rule));
            }
            Node::Group(group) if group.clip_path().is_none() => {
                outlines_of(group, transform.pre_concat(group.transform()), outlines, depth + 1)?;
            }
            Node::Group(_) | Node::Text(_) => return Err(Halt::Inexact),
            Node::Path(_) | Node::Image(_) => {}
        }
    }
    Ok(())
}

/// Decimals that so many steps to the unit need.
fn digits(steps: f32) -> usize {
    steps.log10().ceil().clamp(0.0, 9.0) as usize
}

fn thousandths(opacity: f32) -> u16 {
    (opacity.clamp(0.0, 1.0) * 1000.0).round() as u16
}
