//! Items of a page as printpdf operations.

use std::collections::BTreeMap;

use printpdf::{
    CurTransMat, DictItem, ExtendedGraphicsState, ExtendedGraphicsStateId, Greyscale, Op,
    PaintMode, PdfFontHandle, PdfPage, PdfResources, Pt, Rect, Rgb, TextMatrix, WindingOrder,
    XObjectTransform,
};

use super::face::Faces;
use super::image::Images;
use super::line::{Pen, Piece, least_apart, pieces};
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
            let shown: Vec<&Item> =
                page.items.iter().filter(|item| !matches!(item, Item::Link(_))).collect();
            for items in shown.chunk_by(|one, next| on_one_line(one, next)) {
                match items {
                    [Item::Fill(fill)] => writer.fill(fill),
                    [Item::Image(image)] => writer.image(image, images),
                    [Item::Text(run)] => writer.run(run),
                    runs => writer.line(runs.iter().filter_map(|item| match item {
                        Item::Text(run) => Some(run),
                        _ => None,
                    })),
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
            self.ops.push(property("Alt", &image.alternative));
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

    /// A run by itself, which may be an artifact or faint.
    fn run(&mut self, run: &TextRun) {
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
        self.line(std::iter::once(run));
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

    /// Runs on one line. Where cells reach over each other or the character map does not suffice, the
    /// pieces are marked with what they show.
    fn line<'r>(&mut self, runs: impl Iterator<Item = &'r TextRun>) {
        let runs: Vec<&TextRun> = runs.collect();
        let faces = self.faces;
        let pieces = pieces(&runs, faces);
        let Some(first) = pieces.first() else { return };
        self.begin_text();
        let mut run = first.run;
        let mut pen = self.start(first);
        let least = least_apart(&pieces);
        for span in pieces.chunk_by(|one, next| one.misleads(next, least)) {
            let marked = span.len() > 1 || !span.iter().all(Piece::is_plain);
            if marked {
                self.show(&mut pen);
                let text: String = span.iter().map(|piece| piece.cluster.text).collect();
                self.ops.push(property("ActualText", &text));
            }
            for piece in span {
                if !std::ptr::eq(run, piece.run) {
                    self.show(&mut pen);
                    run = piece.run;
                    pen = self.start(piece);
                }
                pen.draw(piece);
            }
            if marked {
                self.show(&mut pen);
                self.ops.push(Op::EndMarkedContent);
            }
        }
        self.show(&mut pen);
    }

    /// Sets colour, font and place for a run, whose first piece this is.
    fn start(&mut self, piece: &Piece<'_, '_>) -> Pen {
        let run = piece.run;
        self.set_color(run.color);
        let size = length(run.size);
        if self.font != Some((run.face, size)) {
            self.font = Some((run.face, size));
            self.ops.push(Op::SetFont {
                font: PdfFontHandle::External(piece.face.id.clone()),
                size: Pt(size),
            });
        }
        let first = run.glyphs.first().map_or(0.0, |glyph| glyph.x);
        let (sin, cos) = run.rotate.to_radians().sin_cos();
        let x = length(run.x + first * cos);
        let y = length(self.height - (run.y + first * sin));
        if run.rotate == 0.0 {
            self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(x), Pt(y)) });
            // Where the first glyph really stands, which rounding may have moved by half a thousandth.
            Pen::new(f64::from(size), f64::from(x) - run.x)
        } else {
            let matrix = TextMatrix::Raw([turn(cos), turn(-sin), turn(sin), turn(cos), x, y]);
            self.ops.push(Op::SetTextMatrix { matrix });
            Pen::new(f64::from(size), first)
        }
    }

    fn show(&mut self, pen: &mut Pen) {
        let items = pen.take();
        if !items.is_empty() {
            self.ops.push(Op::ShowText { items });
        }
    }
}

/// Whether both are ordinary text on one line; the baselines of faces that are raised to one middle differ.
fn on_one_line(one: &Item, next: &Item) -> bool {
    let ordinary = |run: &TextRun| !run.artifact && run.rotate == 0.0 && run.opacity >= 1.0;
    match (one, next) {
        (Item::Text(one), Item::Text(next)) => {
            let near = (one.y - next.y).abs() <= 0.15 * one.size.min(next.size);
            near && ordinary(one) && ordinary(next)
        }
        _ => false,
    }
}

/// Begins a span with a text in its properties: `ActualText` says what the glyphs in it really show
/// (ISO 32000-1, 14.9.4).
fn property(key: &str, text: &str) -> Op {
    let data = DictItem::String { data: encode(text), literal: false };
    Op::BeginMarkedContentWithProperties {
        tag: "Span".to_owned(),
        properties: DictItem::Dict { map: BTreeMap::from([(key.to_owned(), data)]) },
    }
}

/// A graphics state of that opacity, named after it in thousandths.
fn opacity(resources: &mut PdfResources, opacity: f64) -> ExtendedGraphicsStateId {
    let thousandths = (opacity.clamp(0.0, 1.0) * 1000.0).round() as u16;
    let id = ExtendedGraphicsStateId(format!("O{thousandths}"));
    resources.extgstates.map.entry(id.clone()).or_insert_with(|| {
        ExtendedGraphicsState::default().with_current_fill_alpha(f32::from(thousandths) / 1000.0)
    });
    id
}

/// A sine or cosine with six decimals.
fn turn(value: f64) -> f32 {
    ((value * 1e6).round() / 1e6) as f32
}
