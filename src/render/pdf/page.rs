//! Items of a page as printpdf operations.

use std::collections::BTreeMap;

use printpdf::{
    CurTransMat, DictItem, ExtendedGraphicsState, ExtendedGraphicsStateId, Greyscale, Op,
    PaintMode, PdfFontHandle, PdfPage, PdfResources, Pt, Rect, Rgb, TextMatrix, WindingOrder,
    XObjectTransform,
};

use super::artifact::Artifact;
use super::face::Faces;
use super::image::Images;
use super::line::{Pen, Piece, pieces};
use super::sheet::Sheet;
use super::strings::{encode, length};
use super::tree::{Mark, Tree};
use crate::fonts::FaceId;
use crate::typeset::{Color, Fill, Frames, ImageBox, Item, NodeId, Page, TextRun};

/// Translates all pages and tells the tree what belongs to what; graphics states they need are added to the
/// resources.
pub(super) fn translate<'a>(
    frames: &'a Frames,
    faces: &Faces<'_>,
    images: &Images,
    resources: &mut PdfResources,
    tree: &mut Tree<'a>,
) -> Vec<PdfPage> {
    let mut before = 0;
    frames
        .pages
        .iter()
        .map(|page| {
            tree.page();
            let mut shown: Vec<(u32, &Item)> = Vec::with_capacity(page.items.len());
            for (place, item) in (before..).zip(&page.items) {
                match item {
                    Item::Link(link) => tree.link(link.node, place),
                    _ => shown.push((place, item)),
                }
            }
            before = before.saturating_add(u32::try_from(page.items.len()).unwrap_or(u32::MAX));
            let mut writer = Writer::new(page, faces, resources, tree);
            for items in shown.chunk_by(|(_, one), (_, next)| on_one_line(one, next)) {
                match items {
                    [(_, Item::Fill(fill))] => writer.fill(fill),
                    [(place, Item::Image(image))] => writer.image(image, *place, images),
                    [(place, Item::Text(run))] => writer.run(run, *place),
                    runs => writer.line(runs.iter().filter_map(|(place, item)| match item {
                        Item::Text(run) => Some((run, *place)),
                        _ => None,
                    })),
                }
            }
            writer.finish()
        })
        .collect()
}

/// What a marked sequence shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sequence {
    /// Text of a node.
    Text(NodeId),
    /// An image.
    Image,
    /// No part of the text.
    Artifact(Artifact),
}

/// Collects the operations of one page, setting colour and font only where they change, and marking what
/// belongs together once.
struct Writer<'a, 'f, 't> {
    ops: Vec<Op>,
    faces: &'a Faces<'f>,
    resources: &'a mut PdfResources,
    tree: &'a mut Tree<'t>,
    sheet: Sheet,
    height: f64,
    sequence: Option<Sequence>,
    in_text: bool,
    font: Option<(FaceId, f32)>,
    color: Color,
}

impl<'a, 'f, 't> Writer<'a, 'f, 't> {
    fn new(
        page: &Page,
        faces: &'a Faces<'f>,
        resources: &'a mut PdfResources,
        tree: &'a mut Tree<'t>,
    ) -> Self {
        let sheet = Sheet::of(page);
        let turn = sheet.matrix().map(|matrix| Op::SetTransformationMatrix {
            matrix: CurTransMat::Raw(matrix.map(length)),
        });
        Self {
            ops: Vec::from_iter(turn),
            faces,
            resources,
            tree,
            sheet,
            height: page.height,
            sequence: None,
            in_text: false,
            font: None,
            color: Color::BLACK,
        }
    }

    fn finish(mut self) -> PdfPage {
        self.end_sequence();
        self.end_text();
        let (width, height) = self.sheet.size();
        let sheet = Rect::from_wh(Pt(length(width)), Pt(length(height)));
        // The operations of all pages are kept till the end: without the room they grew into.
        let mut ops = Vec::with_capacity(self.ops.len());
        ops.append(&mut self.ops);
        PdfPage { media_box: sheet.clone(), trim_box: sheet.clone(), crop_box: sheet, ops }
    }

    fn end_sequence(&mut self) {
        let Some(sequence) = self.sequence.take() else { return };
        if !matches!(sequence, Sequence::Text(_)) {
            self.end_text();
        }
        self.ops.push(Op::EndMarkedContent);
    }

    /// Begins a sequence of a run's node within the text section, unless it is under way.
    fn text_of(&mut self, run: &TextRun, place: u32) {
        let sequence = Sequence::Text(run.node);
        if self.sequence == Some(sequence) {
            return;
        }
        self.end_sequence();
        self.begin_text();
        let Mark { tag, id } = self.tree.text(run.node, place, &run.text);
        self.ops.push(begin(tag, [mcid(id)]));
        self.sequence = Some(sequence);
    }

    /// Begins a sequence that shows another text than its glyphs say: of the run's node, or within an artifact.
    fn actual_text_of(&mut self, run: &TextRun, place: u32, text: &str) {
        let data = DictItem::String { data: encode(text), literal: false };
        let actual = ("ActualText", data);
        if run.artifact {
            self.ops.push(begin("Span", [actual]));
        } else {
            // Not within a sequence of the node: poppler takes the end of the inner for that of the outer.
            self.end_sequence();
            self.begin_text();
            let Mark { id, .. } = self.tree.text(run.node, place, &run.text);
            self.ops.push(begin("Span", [mcid(id), actual]));
        }
    }

    /// Begins a sequence of artifacts, unless it is under way.
    fn artifact(&mut self, artifact: Artifact) {
        let sequence = Sequence::Artifact(artifact);
        if self.sequence == Some(sequence) {
            return;
        }
        self.end_sequence();
        self.end_text();
        self.ops.push(Op::BeginMarkedContentWithProperties {
            tag: "Artifact".to_owned(),
            properties: artifact.properties(),
        });
        self.sequence = Some(sequence);
    }

    fn begin_text(&mut self) {
        if !self.in_text {
            self.ops.push(Op::StartTextSection);
            self.in_text = true;
        }
    }

    /// Ends the text section, and with it the sequence of text in it.
    fn end_text(&mut self) {
        if self.in_text {
            if matches!(self.sequence, Some(Sequence::Text(_))) {
                self.sequence = None;
                self.ops.push(Op::EndMarkedContent);
            }
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
        self.artifact(Artifact::Layout);
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

    fn image(&mut self, image: &'t ImageBox, place: u32, images: &Images) {
        let Some(placed) = images.get(image) else { return };
        self.end_sequence();
        self.end_text();
        let area = self.sheet.area(image.x, image.y, image.width, image.height);
        let Mark { tag, id } = self.tree.figure(image.node, place, &image.alternative, area);
        self.ops.push(begin(tag, [mcid(id)]));
        self.sequence = Some(Sequence::Image);
        let y = self.height - image.y - image.height;
        let matrix = placed.matrix(image.x, y, image.width, image.height).map(length);
        self.ops.push(Op::SaveGraphicsState);
        self.ops.push(Op::SetTransformationMatrix { matrix: CurTransMat::Raw(matrix) });
        let transform = XObjectTransform { no_auto_scale: true, ..XObjectTransform::default() };
        self.ops.push(Op::UseXobject { id: placed.id.clone(), transform });
        self.ops.push(Op::RestoreGraphicsState);
    }

    /// A run by itself, which may be an artifact or faint.
    fn run(&mut self, run: &TextRun, place: u32) {
        if run.artifact {
            self.artifact(Artifact::of(run, self.height));
        }
        let faint = run.opacity < 1.0;
        let before = (self.font, self.color);
        if faint {
            self.end_text();
            self.ops.push(Op::SaveGraphicsState);
            let gs = opacity(self.resources, run.opacity);
            self.ops.push(Op::LoadGraphicsState { gs });
        }
        self.line(std::iter::once((run, place)));
        if faint {
            self.end_text();
            self.ops.push(Op::RestoreGraphicsState);
            (self.font, self.color) = before;
        }
    }

    /// Runs on one baseline. Where cells reach over each other or the character map does not suffice, the
    /// pieces are marked with what they show; they then belong to the node of the first of them.
    fn line<'r>(&mut self, runs: impl Iterator<Item = (&'r TextRun, u32)>) {
        let faces = self.faces;
        let runs: Vec<(&TextRun, u32)> = runs.collect();
        let pieces = pieces(&runs, faces);
        let Some(first) = pieces.first() else { return };
        if first.run.artifact {
            self.begin_text();
        }
        let mut run: Option<&TextRun> = None;
        let mut pen = Pen::new(1.0, 0.0);
        for span in pieces.chunk_by(Piece::joins) {
            let Some(first) = span.first() else { continue };
            let Piece { run: owner, place, .. } = *first;
            let marked = span.len() > 1 || !span.iter().all(Piece::is_plain);
            if marked {
                self.show(&mut pen);
                let text: String = span.iter().map(|piece| piece.cluster.text).collect();
                self.actual_text_of(owner, place, &text);
            } else if !owner.artifact && self.sequence != Some(Sequence::Text(owner.node)) {
                self.show(&mut pen);
                self.text_of(owner, place);
            }
            for piece in span {
                if !run.is_some_and(|run| std::ptr::eq(run, piece.run)) {
                    self.show(&mut pen);
                    run = Some(piece.run);
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

/// Whether both are ordinary text of one line: their baselines differ by no more than faces and raised marks do.
fn on_one_line(one: &Item, next: &Item) -> bool {
    let ordinary = |run: &TextRun| !run.artifact && run.rotate == 0.0 && run.opacity >= 1.0;
    match (one, next) {
        (Item::Text(one), Item::Text(next)) => {
            let near = (one.y - next.y).abs() <= 0.5 * one.size.max(next.size);
            near && ordinary(one) && ordinary(next)
        }
        _ => false,
    }
}

/// Begins a marked sequence.
fn begin<const N: usize>(tag: &str, properties: [(&str, DictItem); N]) -> Op {
    let map: BTreeMap<String, DictItem> =
        properties.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties: DictItem::Dict { map } }
}

/// A marked sequence's number on its page.
fn mcid(id: usize) -> (&'static str, DictItem) {
    ("MCID", DictItem::Int(i64::try_from(id).unwrap_or(i64::MAX)))
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
