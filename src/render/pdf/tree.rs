//! The structure tree: what of the content belongs to which element (ISO 32000-1, 14.7 and 14.8).
//!
//! `page` tells what it draws, in reading order; `write` makes the elements. Everything lies in flat lists and
//! is put in order once, so that it takes no longer than sorting does.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::document::name;
use super::strings::{length, text};
use crate::typeset::{Frames, Node, NodeId, NodeKind};

/// An element of the tree. Its parent stands before it in the list.
struct Element<'a> {
    tag: &'static str,
    parent: usize,
    /// What stands for it where it cannot be seen.
    alternative: Option<&'a str>,
    /// Page and box on the sheet of what it shows.
    bounds: Option<(usize, [f64; 4])>,
    /// How the items of a list are numbered.
    numbering: Option<&'static str>,
}

/// What belongs to an element, other than elements.
struct Kid {
    parent: usize,
    /// Its place in reading order.
    place: u32,
    content: Content,
}

#[derive(Clone, Copy)]
enum Content {
    /// A marked sequence of a page.
    Marked { page: usize, id: usize },
    /// The annotation of a link, counted over the whole document.
    Link { page: usize, link: usize },
}

/// A marked sequence: the tag and the number that its beginning states.
pub(super) struct Mark {
    pub(super) tag: &'static str,
    pub(super) id: usize,
}

/// The tree while the pages are written.
pub(super) struct Tree<'a> {
    elements: Vec<Element<'a>>,
    /// The element of each node.
    of: Vec<usize>,
    kids: Vec<Kid>,
    /// For each page the elements of its marked sequences.
    marked: Vec<Vec<usize>>,
    links: usize,
    /// What text on the page under way went to last: the element of its node, and the one made below it.
    last: Option<(usize, usize)>,
}

impl<'a> Tree<'a> {
    /// A tree without content.
    pub(super) fn new(frames: &'a Frames) -> Self {
        let mut tree = Self {
            elements: Vec::with_capacity(frames.structure.len() + 1),
            of: Vec::with_capacity(frames.structure.len()),
            kids: Vec::new(),
            marked: Vec::with_capacity(frames.pages.len()),
            links: 0,
            last: None,
        };
        tree.add("Document", 0);
        tree.of.push(0);
        for node in frames.structure.iter().skip(1) {
            let element = tree.node(node);
            tree.of.push(element);
        }
        tree
    }

    fn add(&mut self, tag: &'static str, parent: usize) -> usize {
        self.elements.push(Element {
            tag,
            parent,
            alternative: None,
            bounds: None,
            numbering: None,
        });
        self.elements.len() - 1
    }

    /// The element of a node, and those between it and its parent that readers expect.
    fn node(&mut self, node: &'a Node) -> usize {
        let mut parent = self.element(node.parent);
        let tag = tag(&node.kind);
        match (tag, self.elements[parent].tag) {
            ("Link", "TOCI") => parent = self.add("Reference", parent),
            ("Code" | "Link", above) if groups(above) => parent = self.add("P", parent),
            _ => {}
        }
        let element = self.add(tag, parent);
        if let NodeKind::Figure(alternative) = &node.kind {
            self.elements[element].alternative = Some(alternative);
        }
        element
    }

    /// The element of a node; the document for a node that does not exist (yet).
    fn element(&self, node: NodeId) -> usize {
        self.of.get(node.0 as usize).copied().unwrap_or(0)
    }

    /// Begins the next page.
    pub(super) fn page(&mut self) {
        self.marked.push(Vec::new());
        self.last = None;
    }

    fn mark(&mut self, parent: usize, place: u32) -> Mark {
        let page = self.marked.len().saturating_sub(1);
        let Some(marked) = self.marked.last_mut() else { return Mark { tag: "Span", id: 0 } };
        let id = marked.len();
        marked.push(parent);
        self.kids.push(Kid { parent, place, content: Content::Marked { page, id } });
        Mark { tag: self.elements[parent].tag, id }
    }

    /// A sequence of text on the page under way. What belongs to an element that only groups others becomes a
    /// paragraph of its own, as far as it goes on.
    pub(super) fn text(&mut self, node: NodeId, place: u32, shown: &str) -> Mark {
        let owner = self.element(node);
        let parent = match self.elements[owner].tag {
            _ if self.last.is_some_and(|(last, _)| last == owner) => {
                self.last.map_or(owner, |(_, parent)| parent)
            }
            "LI" => self.add("LBody", owner),
            above if groups(above) => self.add("P", owner),
            "Lbl" => {
                self.number(owner, shown);
                owner
            }
            _ => owner,
        };
        self.last = Some((owner, parent));
        self.mark(parent, place)
    }

    /// Notes how a list is numbered, from the label of one of its items.
    fn number(&mut self, label: usize, shown: &str) {
        let list = self.elements[self.elements[label].parent].parent;
        let list = &mut self.elements[list];
        if list.tag == "L" && list.numbering.is_none() {
            let counts = |character: char| {
                character.is_numeric() || "一二三四五六七八九十".contains(character)
            };
            list.numbering = Some(if shown.contains(counts) { "Decimal" } else { "Disc" });
        }
    }

    /// An image on the page under way, with its box on the sheet.
    pub(super) fn figure(
        &mut self,
        node: NodeId,
        place: u32,
        alternative: &'a str,
        area: [f64; 4],
    ) -> Mark {
        self.last = None;
        let owner = self.element(node);
        let parent = match self.elements[owner].tag {
            "Figure" => owner,
            _ => self.add("Figure", owner),
        };
        let page = self.marked.len().saturating_sub(1);
        let element = &mut self.elements[parent];
        if element.alternative.is_none_or(str::is_empty) {
            element.alternative = Some(alternative);
        }
        element.bounds = match element.bounds {
            None => Some((page, area)),
            Some((first, [x0, y0, x1, y1])) if first == page => {
                let [left, bottom, right, top] = area;
                Some((page, [x0.min(left), y0.min(bottom), x1.max(right), y1.max(top)]))
            }
            other => other,
        };
        self.mark(parent, place)
    }

    /// A link on the page under way.
    pub(super) fn link(&mut self, node: NodeId, place: u32) {
        let owner = self.element(node);
        let parent = match self.elements[owner].tag {
            "Link" => owner,
            above if groups(above) => {
                let paragraph = self.add("P", owner);
                self.add("Link", paragraph)
            }
            _ => self.add("Link", owner),
        };
        let page = self.marked.len().saturating_sub(1);
        let content = Content::Link { page, link: self.links };
        self.links += 1;
        self.kids.push(Kid { parent, place, content });
    }

    /// Adds the tree to the document and returns its root. `links` holds the annotation of every link that was
    /// told; those that lead nowhere have none.
    pub(super) fn write(
        mut self,
        document: &mut Document,
        pages: &[ObjectId],
        links: &[Option<ObjectId>],
    ) -> ObjectId {
        self.kids.retain(|kid| match kid.content {
            Content::Marked { .. } => true,
            Content::Link { link, .. } => matches!(links.get(link), Some(Some(_))),
        });
        self.plain_text_of_dead_links();
        let order = self.order();
        let ids: Vec<Option<ObjectId>> = (0..self.elements.len())
            .map(|element| order.shown[element].then(|| document.new_object_id()))
            .collect();
        let root = document.new_object_id();
        let mut notes = Vec::new();
        let mut rest = order.kids.as_slice();
        for (element, id) in ids.iter().enumerate() {
            let count = rest.iter().take_while(|kid| kid.parent == element).count();
            let (own, after) = rest.split_at(count);
            rest = after;
            let Some(id) = *id else { continue };
            let parent = match element {
                0 => root,
                _ => ids[self.elements[element].parent].unwrap_or(root),
            };
            let mut entry = self.describe(element, parent);
            let page = own.iter().find_map(|kid| match kid.entry {
                Entry::Content(Content::Marked { page, .. }) => Some(page),
                _ => None,
            });
            if let Some(&page) = page.and_then(|page| pages.get(page)) {
                entry.set("Pg", page);
            }
            let mut list: Vec<Object> = Vec::with_capacity(own.len());
            list.extend(own.iter().filter_map(|kid| kid.object(page, pages, links, &ids)));
            match list.len() {
                0 => {}
                1 => entry.set("K", list.remove(0)),
                _ => entry.set("K", list),
            }
            if self.elements[element].tag == "Note" {
                // Of one length, so that they stand in order.
                let key = Object::string_literal(format!("note{:08}", notes.len() / 2 + 1));
                entry.set("ID", key.clone());
                notes.extend([key, id.into()]);
            }
            document.set_object(id, entry);
        }
        let parents =
            document.add_object(dictionary! { "Nums" => self.parents(&ids, links.len()) });
        let mut entry = dictionary! {
            "Type" => name("StructTreeRoot"),
            "ParentTree" => parents,
            "ParentTreeNextKey" => number(self.marked.len() + links.len()),
            "RoleMap" => dictionary! { "Title" => name("P") },
        };
        if let Some(id) = ids.first().copied().flatten() {
            entry.set("K", id);
        }
        if !notes.is_empty() {
            entry.set("IDTree", dictionary! { "Names" => notes });
        }
        document.set_object(root, entry);
        root
    }

    /// Text whose link leads nowhere is no link.
    fn plain_text_of_dead_links(&mut self) {
        let mut leads = vec![false; self.elements.len()];
        for kid in &self.kids {
            leads[kid.parent] |= matches!(kid.content, Content::Link { .. });
        }
        for (element, leads) in self.elements.iter_mut().zip(leads) {
            if element.tag == "Link" && !leads {
                element.tag = "Span";
            }
        }
    }

    /// Puts everything in order: by first appearance; an empty cell behind the cell before it. Elements without
    /// any content are left out, but for cells, which keep the columns in line.
    fn order(&self) -> Order {
        const NEVER: u32 = u32::MAX;
        let count = self.elements.len();
        let mut first = vec![NEVER; count];
        let mut shown = vec![false; count];
        shown[0] = true;
        for kid in &self.kids {
            first[kid.parent] = first[kid.parent].min(kid.place);
            shown[kid.parent] = true;
        }
        for (at, element) in self.elements.iter().enumerate().skip(1).rev() {
            first[element.parent] = first[element.parent].min(first[at]);
            shown[at] |= matches!(element.tag, "TH" | "TD");
            shown[element.parent] |= shown[at];
        }
        let mut before = vec![NEVER; count];
        let mut kids = Vec::with_capacity(self.kids.len() + count);
        for (at, element) in self.elements.iter().enumerate().skip(1) {
            let parent = element.parent;
            if first[at] == NEVER {
                first[at] = if before[parent] == NEVER { first[parent] } else { before[parent] };
            }
            before[parent] = first[at];
            if shown[at] {
                kids.push(Placed { parent, place: first[at], entry: Entry::Element(at) });
            }
        }
        kids.extend(self.kids.iter().map(|kid| Placed {
            parent: kid.parent,
            place: kid.place,
            entry: Entry::Content(kid.content),
        }));
        // Stable: what has one place stays in the order of the list.
        kids.sort_by_key(|kid| (kid.parent, kid.place));
        Order { shown, kids }
    }

    /// An element without its kids.
    fn describe(&self, element: usize, parent: ObjectId) -> Dictionary {
        let element = &self.elements[element];
        let mut entry = dictionary! { "S" => name(element.tag), "P" => parent };
        if let Some(alternative) = element.alternative.filter(|text| !text.is_empty()) {
            entry.set("Alt", text(alternative));
        }
        let attributes = match (element.tag, element.bounds, element.numbering) {
            ("TH", ..) => Some(dictionary! { "O" => name("Table"), "Scope" => name("Column") }),
            ("Figure", Some((_, area)), _) => Some(dictionary! {
                "O" => name("Layout"),
                "Placement" => name("Block"),
                "BBox" => area.map(|side| Object::Real(length(side))).to_vec(),
            }),
            ("L", _, Some(numbering)) => {
                Some(dictionary! { "O" => name("List"), "ListNumbering" => name(numbering) })
            }
            _ => None,
        };
        if let Some(attributes) = attributes {
            entry.set("A", attributes);
        }
        entry
    }

    /// The way back: for each page the elements of its sequences, for each annotation its element.
    fn parents(&self, ids: &[Option<ObjectId>], links: usize) -> Vec<Object> {
        let reference = |element: usize| match ids.get(element) {
            Some(Some(id)) => Object::Reference(*id),
            _ => Object::Null,
        };
        let mut list = Vec::with_capacity(2 * (self.marked.len() + links));
        for (page, marked) in self.marked.iter().enumerate().filter(|(_, list)| !list.is_empty()) {
            let elements = marked.iter().map(|element| reference(*element)).collect();
            list.extend([number(page), Object::Array(elements)]);
        }
        let mut annotations: Vec<(usize, usize)> = self
            .kids
            .iter()
            .filter_map(|kid| match kid.content {
                Content::Link { link, .. } => Some((link, kid.parent)),
                Content::Marked { .. } => None,
            })
            .collect();
        annotations.sort_unstable();
        for (link, parent) in annotations {
            list.extend([number(link_key(self.marked.len(), link)), reference(parent)]);
        }
        list
    }
}

/// The key of a link's annotation in the parent tree, after those of the pages.
pub(super) fn link_key(pages: usize, link: usize) -> usize {
    pages + link
}

/// Kids of all elements, by element and in order, and which elements there are.
struct Order {
    shown: Vec<bool>,
    kids: Vec<Placed>,
}

struct Placed {
    parent: usize,
    place: u32,
    entry: Entry,
}

enum Entry {
    Element(usize),
    Content(Content),
}

impl Placed {
    /// The kid as its element lists it; `own` is the page that the element itself names.
    fn object(
        &self,
        own: Option<usize>,
        pages: &[ObjectId],
        links: &[Option<ObjectId>],
        ids: &[Option<ObjectId>],
    ) -> Option<Object> {
        let (mut entry, page) = match self.entry {
            Entry::Element(element) => return ids.get(element).copied().flatten().map(Into::into),
            Entry::Content(Content::Marked { page, id }) if own == Some(page) => {
                return Some(number(id));
            }
            Entry::Content(Content::Marked { page, id }) => {
                (dictionary! { "Type" => name("MCR"), "MCID" => number(id) }, page)
            }
            Entry::Content(Content::Link { page, link }) => {
                let annotation = links.get(link).copied().flatten()?;
                (dictionary! { "Type" => name("OBJR"), "Obj" => annotation }, page)
            }
        };
        if own != Some(page) {
            entry.set("Pg", *pages.get(page)?);
        }
        Some(Object::Dictionary(entry))
    }
}

fn number(value: usize) -> Object {
    Object::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}

/// The standard type of a kind. Titles have a type of their own, which stands for a paragraph: the headings
/// below begin at the first level.
fn tag(kind: &NodeKind) -> &'static str {
    match kind {
        NodeKind::Document => "Document",
        NodeKind::Part => "Part",
        NodeKind::Title => "Title",
        NodeKind::Heading(0 | 1) => "H1",
        NodeKind::Heading(2) => "H2",
        NodeKind::Heading(3) => "H3",
        NodeKind::Heading(4) => "H4",
        NodeKind::Heading(5) => "H5",
        NodeKind::Heading(_) => "H6",
        NodeKind::Paragraph => "P",
        NodeKind::List => "L",
        NodeKind::Item => "LI",
        NodeKind::Label => "Lbl",
        NodeKind::ItemBody => "LBody",
        NodeKind::Quote => "BlockQuote",
        NodeKind::Code => "Code",
        NodeKind::Table => "Table",
        NodeKind::Row => "TR",
        NodeKind::HeadCell => "TH",
        NodeKind::Cell => "TD",
        NodeKind::Figure(_) => "Figure",
        NodeKind::Caption => "Caption",
        NodeKind::Note => "Note",
        NodeKind::Contents => "TOC",
        NodeKind::Entry => "TOCI",
        NodeKind::Link => "Link",
    }
}

/// Whether a type only groups others and holds no text itself (ISO 32000-1, 14.8.4.2).
fn groups(tag: &str) -> bool {
    matches!(tag, "Document" | "Part" | "BlockQuote" | "TOC" | "TOCI")
}
