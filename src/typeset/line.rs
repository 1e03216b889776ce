//! A line's clusters to runs of glyphs: slack into the gaps, then one run for each face, size and colour.

use super::breaker::Line;
use super::frame::{Color, Fill, Glyph, ImageBox, Item, LineBox, LinkBox, Part, TextRun};
use super::items::{Cluster, Kind, Paragraph, Style};
use super::shape::{Class, MIDDLE, Shaper};

/// Where a line's text stands in its measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    /// Flush on both sides, but for a last line.
    Justify,
    Left,
    Center,
    Right,
}

/// The box a line is set in, relative to its row's top left corner.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub x: f64,
    pub baseline: f64,
    pub measure: f64,
    pub align: Align,
}

/// The baseline of text of a size that is centred in a line of a height.
pub(super) fn baseline(height: f64, size: f64) -> f64 {
    height / 2.0 + MIDDLE * size
}

/// A line set: its items, and the footnotes marked in it.
#[derive(Debug, Default)]
pub(super) struct Set {
    pub items: Vec<Item>,
    pub notes: Vec<usize>,
    /// Right edge of the text.
    pub right: f64,
    /// What it shows and how it fills the measure; none for a line without a character.
    pub line: Option<LineBox>,
}

/// Sets a line.
pub(super) fn set(paragraph: &Paragraph, line: Line, place: Place, shaper: &Shaper<'_>) -> Set {
    let clusters = paragraph.clusters.get(line.start..line.end).unwrap_or_default();
    let visible = clusters
        .iter()
        .rposition(|cluster| cluster.class != Class::Space)
        .map_or(clusters.len().min(1), |at| at + 1);
    let mut out = Set::default();
    let shown = &clusters[..visible];
    let Some(last) = shown.last() else { return out };
    let natural =
        shown.iter().map(|cluster| cluster.width + cluster.gap.kern).sum::<f64>() - last.gap.kern;
    let flush = matches!(place.align, Align::Justify | Align::Left);
    // A turned line begins flush with the ink of its opening mark, as all others do with that of their
    // characters; at a paragraph's head, where an indent shows anyway, the mark keeps its cell.
    let head = match shown.first() {
        Some(first) if line.start > 0 && (flush || natural > place.measure) => first.left,
        _ => 0.0,
    };
    let slack = place.measure - natural + head;
    let spread = if slack < 0.0 || (place.align == Align::Justify && !line.last) {
        Spread::of(shown, slack, paragraph.styles.first().map_or(16.0, |style| style.size))
    } else {
        Spread::default()
    };
    let mut x = place.x
        + match place.align {
            Align::Justify | Align::Left => 0.0,
            Align::Center => slack.max(0.0) / 2.0,
            Align::Right => slack.max(0.0),
        };
    let start = x;
    x -= head;
    let mut runs = Runs { paragraph, shaper, baseline: place.baseline, open: None, out: &mut out };
    for (at, cluster) in clusters.iter().enumerate() {
        runs.add(cluster, x);
        x += cluster.width;
        if at + 1 < visible {
            x += cluster.gap.kern + spread.gap(cluster);
        }
        if at + 1 == visible {
            runs.out.right = x;
        }
    }
    runs.close();
    // The indent of a first line is no part of what it shows.
    let indent = |cluster: &&Cluster| cluster.kind == Kind::Indent;
    let start = start + shown.iter().take_while(indent).map(|cluster| cluster.width).sum::<f64>();
    // A mark at the end first gives up its blank half, then the gaps shrink.
    let given = if slack < 0.0 { last.right.min(-slack) } else { 0.0 };
    let size = paragraph.styles.first().map_or(16.0, |style| style.size);
    out.line = boxed(paragraph, shown).map(|shows| LineBox {
        x: start,
        y: place.baseline,
        width: out.right - given - start,
        measure: (place.x, place.measure),
        full: place.align == Align::Justify && !line.last,
        stretch: if slack < 0.0 { slack / size } else { spread.even / size },
        ..shows
    });
    decorate(paragraph, place, &mut out, clusters);
    out
}

/// What a line shows; `None` where that is nothing.
fn boxed(paragraph: &Paragraph, shown: &[Cluster]) -> Option<LineBox> {
    let mut glyphs = shown.iter().filter(|cluster| cluster.kind != Kind::Indent);
    let first = glyphs.next()?;
    let last = glyphs.next_back().unwrap_or(first);
    let text = paragraph.text.get(first.start as usize..last.end as usize)?;
    let size = paragraph.styles.get(first.style as usize).map_or(0.0, |style| style.size);
    let characters = text.chars().filter(|ch| !ch.is_whitespace()).count();
    Some(LineBox {
        part: paragraph.part,
        x: 0.0,
        y: 0.0,
        width: 0.0,
        measure: (0.0, 0.0),
        size,
        full: false,
        stretch: 0.0,
        characters: u32::try_from(characters).unwrap_or(u32::MAX),
        text: text.to_owned(),
        span: paragraph.source(first.start as usize),
    })
}

/// How slack is shared out.
#[derive(Debug, Default, Clone, Copy)]
struct Spread {
    /// Share of what a gap may shrink.
    shrink: f64,
    /// The same for gaps after a mark that ends a sentence.
    pause: f64,
    /// Share of what a gap takes first.
    first: f64,
    /// The most that a gap takes first, in pt.
    most: f64,
    /// What each gap takes evenly, in pt.
    even: f64,
    /// Whether gaps that are otherwise fixed take it too.
    all: bool,
}

impl Spread {
    fn of(shown: &[Cluster], slack: f64, em: f64) -> Self {
        let Some((last, inner)) = shown.split_last() else { return Self::default() };
        if slack < 0.0 {
            let over = (-slack - last.right).max(0.0);
            let (mut room, mut pauses) = (0.0, 0.0);
            for gap in inner.iter().map(|cluster| cluster.gap) {
                *(if gap.pause { &mut pauses } else { &mut room }) += gap.shrink;
            }
            // Marks that end a sentence are squeezed half as much as others, as long as those have room.
            let share =
                |over: f64, room: f64| if room > 0.0 { (over / room).min(1.0) } else { 0.0 };
            let shrink = share(over, room + pauses / 2.0);
            let pause = share(over - shrink * room, pauses);
            return Self { shrink, pause, ..Self::default() };
        }
        // The marks take a little more than the others, as long as no gap grows to what a reader of the
        // PDF takes for a blank: 0.1 em, of which a narrow digit has some in its half cell.
        let even = inner.iter().filter(|cluster| cluster.gap.even).count();
        // A line of one address has no other gaps than those between its letters.
        let all = even == 0;
        let even = if all { inner.len() } else { even };
        let share = if even > 0 { slack / even as f64 } else { 0.0 };
        let most = (0.08 * em - share).max(0.0);
        let first: f64 = inner.iter().map(|cluster| cluster.gap.first.min(most)).sum();
        let taken = slack.min(first);
        Self {
            first: if first > 0.0 { taken / first } else { 0.0 },
            most,
            even: if even > 0 { (slack - taken) / even as f64 } else { 0.0 },
            all,
            ..Self::default()
        }
    }

    fn gap(self, cluster: &Cluster) -> f64 {
        let gap = cluster.gap;
        gap.first.min(self.most) * self.first + if gap.even || self.all { self.even } else { 0.0 }
            - gap.shrink * if gap.pause { self.pause } else { self.shrink }
    }
}

struct Runs<'a, 's> {
    paragraph: &'a Paragraph,
    shaper: &'a Shaper<'s>,
    baseline: f64,
    /// The run being filled and the style it is of.
    open: Option<(TextRun, u32)>,
    out: &'a mut Set,
}

impl Runs<'_, '_> {
    fn add(&mut self, cluster: &Cluster, x: f64) {
        match cluster.kind {
            Kind::Indent | Kind::HardBreak => return,
            Kind::Image(asset, height, alternative) => {
                let alternative = self.paragraph.alternatives.get(alternative).cloned();
                self.close();
                self.out.items.push(Item::Image(ImageBox {
                    x,
                    y: self.baseline - height * 0.88,
                    width: cluster.width,
                    height,
                    asset,
                    alternative: alternative.unwrap_or_default(),
                    node: self.paragraph.node_of(cluster.style),
                }));
                return;
            }
            Kind::Note(note) => {
                if self.out.notes.last() != Some(&note) {
                    self.out.notes.push(note);
                }
            }
            Kind::Glyph => {}
        }
        let style = self.paragraph.styles[cluster.style as usize];
        if !self.open.as_ref().is_some_and(|(run, open)| {
            run.face == cluster.face && (*open == cluster.style || self.same(*open, style))
        }) {
            self.close();
            let raise = self.shaper.raise(cluster.face) * style.size;
            self.open = Some((
                TextRun {
                    face: cluster.face,
                    size: style.size,
                    color: style.color,
                    x,
                    y: self.baseline - raise - style.rise,
                    glyphs: Vec::with_capacity(32),
                    text: String::with_capacity(96),
                    artifact: false,
                    node: self.paragraph.node_of(cluster.style),
                    rotate: 0.0,
                    opacity: 1.0,
                },
                cluster.style,
            ));
        }
        let Some((run, _)) = &mut self.open else { return };
        let start = run.text.len();
        let (from, to) = (cluster.start as usize, cluster.end as usize);
        run.text.push_str(self.paragraph.text.get(from..to).unwrap_or_default());
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        run.glyphs.push(Glyph {
            id: cluster.glyph,
            x: x + cluster.shift - run.x,
            start: byte(start),
            end: byte(run.text.len()),
        });
    }

    /// Whether two styles draw alike.
    fn same(&self, open: u32, style: Style) -> bool {
        let open = self.paragraph.styles[open as usize];
        open.size == style.size
            && open.color == style.color
            && open.rise == style.rise
            && open.node == style.node
            && open.link == style.link
    }

    fn close(&mut self) {
        if let Some((mut run, _)) = self.open.take() {
            // Most runs are a few characters long, and there are many.
            run.glyphs.shrink_to_fit();
            run.text.shrink_to_fit();
            self.out.items.push(Item::Text(run));
        }
    }
}

/// Adds strikes and the areas of links, from the places of the glyphs set.
fn decorate(paragraph: &Paragraph, place: Place, out: &mut Set, clusters: &[Cluster]) {
    let special = |cluster: &&Cluster| {
        let style = paragraph.styles[cluster.style as usize];
        (style.strike || style.link.is_some()) && cluster.kind != Kind::Indent
    };
    if !clusters.iter().any(|cluster| special(&cluster)) {
        return;
    }
    // The origins of the glyphs, in the order of their clusters.
    let mut origins = Vec::with_capacity(clusters.len());
    for item in &out.items {
        match item {
            Item::Text(run) => origins.extend(run.glyphs.iter().map(|glyph| run.x + glyph.x)),
            Item::Image(image) => origins.push(image.x),
            Item::Fill(_) | Item::Link(_) => {}
        }
    }
    let drawn =
        clusters.iter().filter(|cluster| !matches!(cluster.kind, Kind::Indent | Kind::HardBreak));
    let mut spans: Vec<(u32, f64, f64)> = Vec::new();
    for (cluster, origin) in drawn.zip(origins) {
        let (left, right) = (origin - cluster.shift, origin - cluster.shift + cluster.width);
        match spans.last_mut() {
            Some((style, _, end)) if *style == cluster.style => *end = right,
            _ => spans.push((cluster.style, left, right)),
        }
    }
    for (style, left, right) in spans {
        let style = paragraph.styles[style as usize];
        let (x, width) = (left, (right - left).max(0.0));
        if style.strike {
            let y = place.baseline - MIDDLE * style.size - 0.25;
            let part = Part::Decoration;
            out.items.push(Item::Fill(Fill {
                x,
                y,
                width,
                height: 0.6,
                color: Color::BLACK,
                part,
            }));
        }
        if let Some(target) = style.link.and_then(|link| paragraph.links.get(link as usize)) {
            out.items.push(Item::Link(LinkBox {
                x,
                y: place.baseline - style.rise - 0.9 * style.size,
                width,
                height: 1.1 * style.size,
                target: target.clone(),
                node: style.link.map_or(paragraph.node, |link| paragraph.link_node(link)),
            }));
        }
    }
}
