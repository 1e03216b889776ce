//! Figures: the image and its caption, kept together.

use super::blocks::{Context, Layout};
use super::frame::{ImageBox, Item, NodeId, NodeKind, Part};
use super::items::{Paragraph, Style};
use super::line::Align;
use super::page::{Row, moved};
use crate::fonts::Role;
use crate::report::{AssetId, Caption, Figure, plain};

/// How many lines of the grid an image takes at most.
const MOST_LINES: f64 = 16.0;

/// How much of its height an image may lose where it would else leave a page half empty.
const MOST_SHRINK: f64 = 0.35;

/// Least blank above and below a figure, and blank between image and caption, in pt.
const BLANK: f64 = 6.0;
const GAP: f64 = 4.0;

impl Layout<'_> {
    /// The rows of a caption: `图1　题` in 黑体 at the context's size, centred.
    pub(super) fn caption(
        &mut self,
        label: &str,
        number: Option<u32>,
        caption: &Caption,
        node: NodeId,
        context: Context,
    ) -> Vec<Row> {
        let before = std::mem::take(&mut self.flow.rows);
        let style = Style::new(Role::Hei, context.style.size);
        let mut paragraph = Paragraph::default();
        paragraph.node = node;
        if let Some(number) = number {
            paragraph.push(&format!("{label}{number}　"), style);
        }
        super::inlines::push(&mut paragraph, &caption.inlines, style, self.report);
        let height = style.size * 1.6;
        let context =
            Context { indent: 0.0, style, height, snap: false, part: Part::Caption, ..context };
        self.set(paragraph, context, Align::Center);
        std::mem::replace(&mut self.flow.rows, before)
    }

    /// A figure as one row, so that no page break parts image and caption.
    pub(super) fn figure(&mut self, figure: &Figure, context: Context) {
        let node = self.node(NodeKind::Figure(figure.alternative.clone()));
        let from = self.flow.rows.len();
        let image = figure.asset.as_ref().ok().and_then(|&id| self.image(id, figure, context));
        match image {
            Some(image) => {
                let mut row = Row {
                    height: image.height,
                    shrink: image.height * MOST_SHRINK,
                    opens: true,
                    before: BLANK,
                    after: Some(BLANK),
                    ..Row::default()
                };
                let image = ImageBox { node, ..image };
                row.items.push(moved(Item::Image(image), context.left, 0.0));
                if let Some(caption) = &figure.caption {
                    row.height += GAP;
                    let inner = self.node_below(node, NodeKind::Caption);
                    let style = self.caption_style(context);
                    let context = Context { style, ..context };
                    for line in self.caption("图", figure.number, caption, inner, context) {
                        let y = row.height;
                        row.items.extend(line.items.into_iter().map(|item| moved(item, 0.0, y)));
                        row.lines.extend(line.lines.into_iter().map(|line| line.moved(0.0, y)));
                        row.notes.extend(line.notes);
                        row.height += line.height;
                    }
                }
                self.flow.rows.push(row);
            }
            None => self.no_image(figure, node, context),
        }
        if let Some(row) = self.flow.rows.get_mut(from) {
            row.anchors.push(figure.id.clone());
        }
    }

    /// What stands in place of an image that could not be had, with the caption.
    fn no_image(&mut self, figure: &Figure, node: NodeId, context: Context) {
        let style = Style { role: Role::Kai, ..context.style };
        let mut paragraph = Paragraph::default();
        paragraph.node = node;
        let shown =
            if figure.alternative.is_empty() { &figure.target } else { &figure.alternative };
        paragraph.push(&format!("［图：{shown}］"), style);
        self.set(paragraph, Context { indent: 0.0, style, ..context }, Align::Center);
        let Some(caption) = &figure.caption else { return };
        if figure.number.is_none() && plain(&caption.inlines) == *shown {
            return;
        }
        if let Some(row) = self.flow.rows.last_mut() {
            row.keep = true;
        }
        let inner = self.node_below(node, NodeKind::Caption);
        let context = Context { style: self.caption_style(context), ..context };
        let mut lines = self.caption("图", figure.number, caption, inner, context);
        if let Some(last) = lines.last_mut() {
            last.after = Some(BLANK);
        }
        self.flow.rows.extend(lines);
    }

    /// Captions have the size of tables, or of the text around them where that is smaller.
    fn caption_style(&self, context: Context) -> Style {
        Style::new(Role::Hei, self.setup.table.min(context.style.size))
    }

    /// The image at its size at 96 dpi, or as much smaller as the type area asks; centred.
    fn image(&self, id: AssetId, figure: &Figure, context: Context) -> Option<ImageBox> {
        let asset = self.report.asset(id)?;
        let (width, height) = (asset.width * 0.75, asset.height * 0.75);
        if !(width > 0.0 && height > 0.0 && width.is_finite() && height.is_finite()) {
            return None;
        }
        let most = (MOST_LINES * self.setup.pitch()).min(self.setup.area() * 0.8);
        let scale = (context.measure / width).min(most / height).min(1.0);
        let (width, height) = (width * scale, height * scale);
        Some(ImageBox {
            node: NodeId::default(),
            x: (context.measure - width) / 2.0,
            y: 0.0,
            width,
            height,
            asset: id,
            alternative: figure.alternative.clone(),
        })
    }
}
