//! Items of a page as printpdf operations.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, CurTransMat, DictItem, ExtendedGraphicsState, ExtendedGraphicsStateId, Greyscale,
    Op, PaintMode, PdfFontHandle, PdfPage, PdfResources, Pt, Rect, Rgb, TextItem, TextMatrix,
    WindingOrder, XObjectTransform,
};

use super::face::{Embedded, Faces};
use super::glyphs::clusters;
use super::image::Images;
use super::strings::{encode, length};
use crate::fonts::FaceId;
use crate::typeset::{Color, Fill, Frames, ImageBox, Item, Page, TextRun};

/// Translates all pages; graphics states they need are added to the resources.
pub(super) fn translate(
    frames: &Frames,
    faces: &Faces<'_>,
    images: &Images,
    resources: &mut PdfResources,
) -> Vec<PdfPage> {
    frames
        .pages
        .iter()
        .map(|page| {
            let mut writer = Writer::new(page, faces, resources);
            for item in &page.items {
                match item {
                    Item::Text(run) => writer.run(run),
                    Item::Fill(fill) => writer.fill(fill),
                    Item::Image(image) => writer.image(image, images),
                    Item::Link(_) => {}
                }
            }
            writer.finish(page)
        })
        .collect()
}

/// Collects the operations of one page, setting colour and font only where they change.
struct Writer<'a, 'f> {
    ops: Vec<Op>,
    faces: &'a Faces<'f>,
    resources: &'a mut PdfResources,
    height: f64,
    in_text: bool,
    font: Option<(FaceId, f32)>,
    color: Color,
}

impl<'a, 'f> Writer<'a, 'f> {
    fn new(page: &Page, faces: &'a Faces<'f>, resources: &'a mut PdfResources) -> Self {
        Self {
            ops: Vec::new(),
            faces,
            resources,
            height: page.height,
            in_text: false,
            font: None,
            color: Color::BLACK,
        }
    }

    fn finish(mut self, page: &Page) -> PdfPage {
        self.end_text();
        let sheet = Rect::from_wh(Pt(length(page.width)), Pt(length(page.height)));
        PdfPage {
            media_box: sheet.clone(),
            trim_box: sheet.clone(),
            crop_box: sheet,
            ops: self.ops,
        }
    }

    fn begin_text(&mut self) {
        if !self.in_text {
            self.ops.push(Op::StartTextSection);
            self.in_text = true;
        }
    }

    fn end_text(&mut self) {
        if self.in_text {
            self.ops.push(Op::EndTextSection);
            self.in_text = false;
        }
    }

    fn set_color(&mut self, color: Color) {
        if color == self.color {
            return;
        }
        self.color = color;
        let Color(r, g, b) = color;
        let part = |value: u8| length(f64::from(value) / 255.0);
        let col = if r == g && g == b {
            printpdf::Color::Greyscale(Greyscale { percent: part(r), icc_profile: None })
        } else {
            printpdf::Color::Rgb(Rgb { r: part(r), g: part(g), b: part(b), icc_profile: None })
        };
        self.ops.push(Op::SetFillColor { col });
    }

    fn fill(&mut self, fill: &Fill) {
        self.end_text();
        self.set_color(fill.color);
        self.ops.push(Op::DrawRectangle {
            rectangle: Rect {
                x: Pt(length(fill.x)),
                y: Pt(length(self.height - fill.y - fill.height)),
                width: Pt(length(fill.width)),
                height: Pt(length(fill.height)),
                mode: Some(PaintMode::Fill),
                winding_order: Some(WindingOrder::NonZero),
            },
        });
    }

    /// An image, with its description for those who do not see it (ISO 32000-1, 14.9.3).
    fn image(&mut self, image: &ImageBox, images: &Images) {
        let Some(placed) = images.get(image) else { return };
        self.end_text();
        let described = !image.alternative.is_empty();
        if described {
            self.ops.push(span("Alt", &image.alternative));
        }
        let y = self.height - image.y - image.height;
        let matrix = placed.matrix(image.x, y, image.width, image.height).map(length);
        self.ops.push(Op::SaveGraphicsState);
        self.ops.push(Op::SetTransformationMatrix { matrix: CurTransMat::Raw(matrix) });
        let transform = XObjectTransform { no_auto_scale: true, ..XObjectTransform::default() };
        self.ops.push(Op::UseXobject { id: placed.id.clone(), transform });
        self.ops.push(Op::RestoreGraphicsState);
        if described {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn run(&mut self, run: &TextRun) {
        let faces = self.faces;
        let Some(face) = faces.get(run.face) else { return };
        if run.glyphs.is_empty() || !(run.size.is_finite() && run.size > 0.0) {
            return;
        }
        if run.artifact {
            self.end_text();
            self.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
        }
        let faint = run.opacity < 1.0;
        let before = (self.font, self.color);
        if faint {
            self.end_text();
            self.ops.push(Op::SaveGraphicsState);
            let gs = opacity(self.resources, run.opacity);
            self.ops.push(Op::LoadGraphicsState { gs });
        }
        self.set_color(run.color);
        self.begin_text();
        self.show(run, face);
        if faint {
            self.end_text();
            self.ops.push(Op::RestoreGraphicsState);
            (self.font, self.color) = before;
        }
        if run.artifact {
            self.end_text();
            self.ops.push(Op::EndMarkedContent);
        }
    }

    /// One text matrix, then the glyphs with an adjustment wherever the pen is not where the next glyph
    /// belongs. The pen is reckoned as the reader reckons it, so that no error grows along the line.
    fn show(&mut self, run: &TextRun, face: &Embedded<'_>) {
        let size = length(run.size);
        if self.font != Some((run.face, size)) {
            self.font = Some((run.face, size));
            self.ops.push(Op::SetFont {
                font: PdfFontHandle::External(face.id.clone()),
                size: Pt(size),
            });
        }
        let first = run.glyphs.first().map_or(0.0, |glyph| glyph.x);
        let (sin, cos) = run.rotate.to_radians().sin_cos();
        let x = length(run.x + first * cos);
        let y = length(self.height - (run.y + first * sin));
        let matrix = if run.rotate == 0.0 {
            TextMatrix::Translate(Pt(x), Pt(y))
        } else {
            TextMatrix::Raw([turn(cos), turn(-sin), turn(sin), turn(cos), x, y])
        };
        self.ops.push(Op::SetTextMatrix { matrix });

        // Where the first glyph really stands, which rounding may have moved by half a thousandth.
        let origin = if run.rotate == 0.0 { f64::from(x) - run.x } else { first };
        let per_pt = 1000.0 / f64::from(size);
        let mut line = Line::new(f64::from(size));
        for cluster in clusters(run) {
            let plain = match cluster.glyphs {
                [only] => face.slots.get(&only.id).is_none_or(|slot| slot.text == cluster.text),
                _ => false,
            };
            if !plain {
                self.flush(&mut line);
            }
            for (at, glyph) in cluster.glyphs.iter().enumerate() {
                let Some(slot) = face.slots.get(&glyph.id) else { continue };
                line.go_to((glyph.x - origin) * per_pt);
                if !plain && at == 0 {
                    self.flush(&mut line);
                    self.ops.push(span("ActualText", cluster.text));
                }
                line.push(slot.code, slot.width, slot.text);
            }
            if !plain {
                self.flush(&mut line);
                self.ops.push(Op::EndMarkedContent);
            }
        }
        self.flush(&mut line);
    }

    fn flush(&mut self, line: &mut Line) {
        let mut items = Vec::with_capacity(2);
        if line.lead != 0.0 {
            items.push(TextItem::Offset(std::mem::take(&mut line.lead)));
        }
        if !line.glyphs.is_empty() {
            items.push(TextItem::GlyphIds(std::mem::take(&mut line.glyphs)));
        }
        if !items.is_empty() {
            self.ops.push(Op::ShowText { items });
        }
    }
}

/// Glyphs not yet written, and the reader's pen, both in thousandths of an em.
struct Line {
    /// An adjustment before the first of the glyphs.
    lead: f32,
    glyphs: Vec<Codepoint>,
    pen: f64,
    /// The unit that adjustments are rounded to: whole where that is within 0.01 pt.
    unit: f64,
}

impl Line {
    fn new(size: f64) -> Self {
        let unit = if size <= 20.0 { 1.0 } else { 0.1 };
        Self { lead: 0.0, glyphs: Vec::new(), pen: 0.0, unit }
    }

    /// Moves the pen.
    #[allow(clippy::cast_possible_truncation)]
    fn go_to(&mut self, place: f64) {
        let steps = ((self.pen - place) / self.unit).round();
        if steps == 0.0 || !steps.is_finite() {
            return;
        }
        // A tenth is not exact in binary; the shortest decimal of the f32 is what gets written.
        let back = if self.unit == 1.0 { steps as f32 } else { (steps / 10.0) as f32 };
        self.pen -= steps * self.unit;
        match self.glyphs.last_mut() {
            Some(last) => last.offset += back,
            None => self.lead += back,
        }
    }

    fn push(&mut self, code: u16, width: f64, text: &str) {
        self.glyphs.push(Codepoint::with_cid(code, 0.0, text.to_owned()));
        self.pen += width;
    }
}

/// Begins a span with a text in its properties: `ActualText` says what the glyphs in it really show
/// (ISO 32000-1, 14.9.4).
fn span(property: &str, text: &str) -> Op {
    let data = DictItem::String { data: encode(text), literal: false };
    Op::BeginMarkedContentWithProperties {
        tag: "Span".to_owned(),
        properties: DictItem::Dict { map: BTreeMap::from([(property.to_owned(), data)]) },
    }
}

/// A graphics state of that opacity, named after it in thousandths.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn opacity(resources: &mut PdfResources, opacity: f64) -> ExtendedGraphicsStateId {
    let thousandths = (opacity.clamp(0.0, 1.0) * 1000.0).round() as u16;
    let id = ExtendedGraphicsStateId(format!("O{thousandths}"));
    resources.extgstates.map.entry(id.clone()).or_insert_with(|| {
        ExtendedGraphicsState::default().with_current_fill_alpha(f32::from(thousandths) / 1000.0)
    });
    id
}

/// A sine or cosine with six decimals.
#[allow(clippy::cast_possible_truncation)]
fn turn(value: f64) -> f32 {
    ((value * 1e6).round() / 1e6) as f32
}
