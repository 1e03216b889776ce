//! Bookmarks and page labels.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::document::name;
use super::sheet::Sheet;
use super::strings::{length, text};
use crate::typeset::Frames;

/// A bookmark placed in the tree.
struct Node {
    id: ObjectId,
    level: u8,
    title: Object,
    destination: Object,
    parent: Option<usize>,
    children: Vec<usize>,
}

/// Adds the outline, nested by level; a level that is skipped costs nothing. The outermost entries stand open.
/// `None` where there are no bookmarks.
pub(super) fn outline(
    document: &mut Document,
    frames: &Frames,
    pages: &[ObjectId],
) -> Option<ObjectId> {
    let mut nodes: Vec<Node> = Vec::with_capacity(frames.bookmarks.len());
    let mut open: Vec<usize> = Vec::new();
    let mut top: Vec<usize> = Vec::new();
    for bookmark in &frames.bookmarks {
        let Some(destination) = destination(frames, pages, bookmark.page, bookmark.y) else {
            continue;
        };
        while open.last().is_some_and(|&last| nodes[last].level >= bookmark.level) {
            open.pop();
        }
        let at = nodes.len();
        let parent = open.last().copied();
        match parent {
            Some(parent) => nodes[parent].children.push(at),
            None => top.push(at),
        }
        nodes.push(Node {
            id: document.new_object_id(),
            level: bookmark.level,
            title: text(&bookmark.title),
            destination,
            parent,
            children: Vec::new(),
        });
        open.push(at);
    }
    let (first, last) = (*top.first()?, *top.last()?);
    let root = document.new_object_id();
    // The outermost stand open, so their children show; what lies deeper is folded.
    let shown: usize = top.iter().map(|&at| 1 + nodes[at].children.len()).sum();
    document.set_object(
        root,
        dictionary! {
            "Type" => name("Outlines"),
            "First" => nodes[first].id,
            "Last" => nodes[last].id,
            "Count" => i64::try_from(shown).unwrap_or(i64::MAX),
        },
    );
    link_siblings(document, &nodes, &top, root);
    for node in &nodes {
        link_siblings(document, &nodes, &node.children, node.id);
    }
    Some(root)
}

/// Writes the entries under one parent.
fn link_siblings(document: &mut Document, nodes: &[Node], siblings: &[usize], parent: ObjectId) {
    for (place, &at) in siblings.iter().enumerate() {
        let node = &nodes[at];
        let mut entry = dictionary! {
            "Title" => node.title.clone(),
            "Parent" => parent,
            "Dest" => node.destination.clone(),
        };
        if let Some(&before) = place.checked_sub(1).and_then(|place| siblings.get(place)) {
            entry.set("Prev", nodes[before].id);
        }
        if let Some(&after) = siblings.get(place + 1) {
            entry.set("Next", nodes[after].id);
        }
        if let (Some(&first), Some(&last)) = (node.children.first(), node.children.last()) {
            entry.set("First", nodes[first].id);
            entry.set("Last", nodes[last].id);
            let children = i64::try_from(node.children.len()).unwrap_or(i64::MAX);
            entry.set("Count", if node.parent.is_none() { children } else { -children });
        }
        document.set_object(node.id, entry);
    }
}

/// A place on a page, at the zoom the reader has; `None` where there is no such page.
pub(super) fn destination(
    frames: &Frames,
    pages: &[ObjectId],
    page: usize,
    y: f64,
) -> Option<Object> {
    let (left, top) = Sheet::of(frames.pages.get(page)?).point(0.0, y);
    let id = *pages.get(page)?;
    Some(Object::Array(vec![
        Object::Reference(id),
        name("XYZ"),
        Object::Real(length(left)),
        Object::Real(length(top)),
        Object::Null,
    ]))
}

/// Page labels: the printed numbers, and no label where none is printed. `None` where no page has one.
pub(super) fn labels(frames: &Frames) -> Option<Object> {
    frames.pages.iter().find_map(|page| page.number)?;
    let mut ranges: Vec<Object> = Vec::new();
    let mut expected = None;
    for (index, page) in frames.pages.iter().enumerate() {
        if index == 0 || page.number != expected {
            let label = match page.number {
                Some(number) => dictionary! { "S" => name("D"), "St" => i64::from(number) },
                None => Dictionary::new(),
            };
            ranges.push(Object::Integer(i64::try_from(index).unwrap_or(i64::MAX)));
            ranges.push(Object::Dictionary(label));
        }
        expected = page.number.map(|number| number.saturating_add(1));
    }
    Some(Object::Dictionary(dictionary! { "Nums" => ranges }))
}
