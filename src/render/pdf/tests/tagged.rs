//! The structure tree: elements, their order and content, and the way back from the pages.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::support::{A4, catalog, dictionary, info, open, page, run, string, tool};
use crate::fonts::{Fonts, Role};
use crate::render::pdf::write;
use crate::report::{Asset, AssetId, AssetKind};
use crate::typeset::{
    Color, Fill, Frames, ImageBox, Item, LinkBox, Node, NodeId, NodeKind, Part, TextRun,
};

/// Frames under construction.
struct Sketch {
    fonts: Fonts,
    frames: Frames,
    y: f64,
}

impl Sketch {
    fn new() -> Self {
        let document = Node { kind: NodeKind::Document, parent: NodeId(0) };
        let frames = Frames {
            pages: vec![page(Vec::new())],
            structure: vec![document],
            info: info(),
            ..Frames::default()
        };
        Self { fonts: Fonts::embedded(), frames, y: 80.0 }
    }

    fn node(&mut self, parent: NodeId, kind: NodeKind) -> NodeId {
        self.frames.structure.push(Node { kind, parent });
        NodeId(self.frames.structure.len() as u32 - 1)
    }

    fn push(&mut self, item: Item) {
        self.frames.pages.last_mut().unwrap().items.push(item);
    }

    fn run(&self, node: NodeId, x: f64, text: &str) -> TextRun {
        TextRun { node, ..run(&self.fonts, Role::Fangsong, 16.0, x, self.y, text) }
    }

    /// A line of its own.
    fn line(&mut self, node: NodeId, text: &str) {
        self.y += 29.0;
        let run = self.run(node, 79.37, text);
        self.push(Item::Text(run));
    }

    /// More text on the line under way.
    fn more(&mut self, node: NodeId, x: f64, text: &str) {
        let run = self.run(node, x, text);
        self.push(Item::Text(run));
    }

    fn rule(&mut self) {
        let (x, y) = (79.37, self.y + 8.0);
        let (width, height, color) = (442.0, 0.5, Color::BLACK);
        self.push(Item::Fill(Fill { x, y, width, height, color, part: Part::TableRule }));
    }

    fn next_page(&mut self) {
        self.frames.pages.push(page(Vec::new()));
        self.y = 80.0;
    }

    fn write(&self) -> Vec<u8> {
        let photo = include_bytes!("../fixtures/photo.jpg");
        let asset = Asset {
            path: "照片.jpg".into(),
            kind: AssetKind::Jpeg,
            bytes: std::sync::Arc::from(photo.as_slice()),
            width: 16.0,
            height: 8.0,
        };
        let bytes = write(&self.frames, &self.fonts, &[asset]).unwrap();
        tool("qpdf", &["--check", "{pdf}"], &bytes);
        bytes
    }
}

/// What the marked sequences of each page show: tag and text by number.
fn sequences(document: &Document) -> Vec<BTreeMap<i64, (String, String)>> {
    document.page_iter().map(|page| sequences_of(document, page)).collect()
}

fn sequences_of(document: &Document, page: ObjectId) -> BTreeMap<i64, (String, String)> {
    let entry = document.get_dictionary(page).unwrap();
    let resources = dictionary(document, entry.get(b"Resources").unwrap());
    let fonts = dictionary(document, resources.get(b"Font").unwrap());
    let maps: BTreeMap<Vec<u8>, BTreeMap<u16, String>> = fonts
        .iter()
        .map(|(key, font)| {
            (key.clone(), super::text::to_unicode(document, dictionary(document, font)))
        })
        .collect();
    let content = document.get_and_decode_page_content(page).unwrap();
    let mut found = BTreeMap::new();
    let (mut open, mut font, mut actual, mut in_text) = (None, Vec::new(), false, None);
    for operation in &content.operations {
        match operation.operator.as_str() {
            "BT" => in_text = Some(open),
            "ET" => assert_eq!(in_text.take(), Some(open), "a sequence crosses a text section"),
            "Tf" => font = operation.operands[0].as_name().unwrap().to_vec(),
            "BDC" => {
                assert!(open.is_none(), "sequences are not nested");
                let tag = operation.operands[0].as_name().unwrap();
                let tag = String::from_utf8(tag.to_vec()).unwrap();
                let properties = operation.operands[1].as_dict().unwrap();
                if tag == "Artifact" {
                    properties.get(b"Type").unwrap();
                    open = Some(-1);
                    continue;
                }
                let id = properties.get(b"MCID").unwrap().as_i64().unwrap();
                let text = properties.get(b"ActualText").map(string);
                actual = text.is_ok();
                assert!(found.insert(id, (tag, text.unwrap_or_default())).is_none(), "{id} twice");
                open = Some(id);
            }
            "EMC" => {
                open.take().expect("a sequence under way");
            }
            "TJ" => {
                let id = open.expect("text outside of every sequence");
                if let Some((_, text)) = found.get_mut(&id).filter(|_| !actual) {
                    for part in operation.operands[0].as_array().unwrap() {
                        if let Object::String(bytes, _) = part {
                            text.push_str(&maps[&font][&u16::from_be_bytes([bytes[0], bytes[1]])]);
                        }
                    }
                }
            }
            "f" | "Do" => assert!(open.is_some(), "a mark outside of every sequence"),
            _ => {}
        }
    }
    assert!(open.is_none());
    found
}

/// The tree as indented lines of types and texts, with a blank before every sequence. Holds parents, pages and the parent tree to it.
fn tree(document: &Document) -> Vec<String> {
    let root_id = catalog(document, "StructTreeRoot");
    let root = dictionary(document, root_id);
    let marked = catalog(document, "MarkInfo").as_dict().unwrap();
    assert!(marked.get(b"Marked").unwrap().as_bool().unwrap());
    let parents = dictionary(document, root.get(b"ParentTree").unwrap());
    let parents: BTreeMap<i64, Object> = parents
        .get(b"Nums")
        .unwrap()
        .as_array()
        .unwrap()
        .chunks_exact(2)
        .map(|pair| (pair[0].as_i64().unwrap(), pair[1].clone()))
        .collect();
    let next = root.get(b"ParentTreeNextKey").unwrap().as_i64().unwrap();
    assert!(parents.keys().all(|key| *key < next));
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let mut reader = Reader {
        document,
        pages,
        sequences: sequences(document),
        parents,
        lines: Vec::new(),
        seen: 0,
    };
    reader.element(root.get(b"K").unwrap(), root_id, 0);
    let count: usize = reader.sequences.iter().map(BTreeMap::len).sum();
    assert_eq!(reader.seen, count, "every sequence belongs to one element");
    reader.lines
}

struct Reader<'a> {
    document: &'a Document,
    pages: Vec<ObjectId>,
    sequences: Vec<BTreeMap<i64, (String, String)>>,
    parents: BTreeMap<i64, Object>,
    lines: Vec<String>,
    seen: usize,
}

impl Reader<'_> {
    fn element(&mut self, object: &Object, parent: &Object, depth: usize) {
        let entry = dictionary(self.document, object);
        assert_eq!(entry.get(b"P").unwrap(), parent);
        let kind = String::from_utf8_lossy(entry.get(b"S").unwrap().as_name().unwrap());
        let mut line = format!("{}{kind}", "  ".repeat(depth));
        if let Ok(alternative) = entry.get(b"Alt") {
            line.push_str(&format!(" ({})", string(alternative)));
        }
        let at = self.lines.len();
        self.lines.push(line);
        let one;
        let kids = match entry.get(b"K") {
            Err(_) => return,
            Ok(Object::Array(kids)) => kids.as_slice(),
            Ok(other) => {
                one = [other.clone()];
                one.as_slice()
            }
        };
        let own = entry.get(b"Pg").ok();
        for kid in kids {
            match kid {
                Object::Integer(id) => self.marked(*id, own.unwrap(), object, at),
                Object::Reference(_) => self.element(kid, object, depth + 1),
                Object::Dictionary(kid) => match kid.get(b"Type").unwrap().as_name().unwrap() {
                    b"MCR" => {
                        let id = kid.get(b"MCID").unwrap().as_i64().unwrap();
                        self.marked(id, kid.get(b"Pg").unwrap(), object, at);
                    }
                    b"OBJR" => self.annotation(kid, object, at),
                    other => panic!("{other:?}"),
                },
                other => panic!("{other:?}"),
            }
        }
    }

    fn marked(&mut self, id: i64, page: &Object, element: &Object, at: usize) {
        let page = page.as_reference().unwrap();
        let number = self.pages.iter().position(|one| *one == page).unwrap();
        let keys = self.document.get_dictionary(page).unwrap();
        let key = keys.get(b"StructParents").unwrap().as_i64().unwrap();
        let back = &self.parents[&key].as_array().unwrap()[id as usize];
        assert_eq!(back, element, "the way back");
        let (_, text) = &self.sequences[number][&id];
        let line = format!("{} {text}", self.lines[at]);
        self.lines[at] = line;
        self.seen += 1;
    }

    fn annotation(&mut self, reference: &Dictionary, element: &Object, at: usize) {
        let annotation = dictionary(self.document, reference.get(b"Obj").unwrap());
        let key = annotation.get(b"StructParent").unwrap().as_i64().unwrap();
        assert_eq!(&self.parents[&key], element, "the way back");
        self.lines[at].push_str(" →");
    }
}

#[test]
fn all_kinds_stand_in_reading_order_under_their_parents() {
    let mut sketch = Sketch::new();
    let all = NodeId(0);
    let title = sketch.node(all, NodeKind::Title);
    sketch.line(title, "关于乡村振兴工作的报告");
    let list = sketch.node(all, NodeKind::Contents);
    let entry = sketch.node(list, NodeKind::Entry);
    let link = sketch.node(entry, NodeKind::Link);
    sketch.line(link, "一、总体情况");
    let heading = sketch.node(all, NodeKind::Heading(1));
    sketch.line(heading, "一、总体情况");
    let paragraph = sketch.node(all, NodeKind::Paragraph);
    sketch.line(paragraph, "今年以来，全县粮食增产");
    sketch.line(paragraph, "农民增收。");
    let figure = sketch.node(all, NodeKind::Figure("产业布局（示意图）".to_owned()));
    let caption = sketch.node(all, NodeKind::Caption);
    sketch.push(Item::Image(ImageBox {
        x: 100.0,
        y: 300.0,
        width: 160.0,
        height: 80.0,
        asset: AssetId(0),
        alternative: "照片".to_owned(),
        node: figure,
    }));
    sketch.y = 380.0;
    sketch.line(caption, "图1　产业布局");
    let items = sketch.node(all, NodeKind::List);
    let item = sketch.node(items, NodeKind::Item);
    let label = sketch.node(item, NodeKind::Label);
    let body = sketch.node(item, NodeKind::ItemBody);
    sketch.line(label, "1.");
    sketch.more(body, 120.0, "抓好春耕");
    let loose = sketch.node(items, NodeKind::Item);
    sketch.line(loose, "没有序号的一项");
    let quote = sketch.node(all, NodeKind::Quote);
    sketch.line(quote, "民为邦本");
    let part = sketch.node(all, NodeKind::Part);
    let deep = sketch.node(part, NodeKind::Heading(9));
    sketch.line(deep, "附件1");
    let code = sketch.node(part, NodeKind::Code);
    sketch.line(code, "tigang build");
    sketch.line(all, "没有归属的一行");

    let document = open(&sketch.write());
    assert_eq!(
        tree(&document),
        [
            "Document",
            "  Title 关于乡村振兴工作的报告",
            "  TOC",
            "    TOCI",
            "      Reference",
            "        Span 一、总体情况",
            "  H1 一、总体情况",
            "  P 今年以来，全县粮食增产农民增收。",
            "  Figure (产业布局（示意图）) ",
            "  Caption 图1 　产 业布局",
            "  L",
            "    LI",
            "      Lbl 1.",
            "      LBody 抓好春耕",
            "    LI",
            "      LBody 没有序号的一项",
            "  BlockQuote",
            "    P 民为邦本",
            "  Part",
            "    H6 附件1",
            "    P",
            "      Code tigang build",
            "  P 没有归属的一行",
        ]
    );
    let root = dictionary(&document, catalog(&document, "StructTreeRoot"));
    let roles = root.get(b"RoleMap").unwrap().as_dict().unwrap();
    assert_eq!(roles.get(b"Title").unwrap().as_name().unwrap(), b"P");
    let elements: Vec<&Dictionary> =
        document.objects.values().filter_map(|object| object.as_dict().ok()).collect();
    let attributes = |kind: &[u8]| {
        let of = |entry: &&&Dictionary| {
            entry.get(b"S").is_ok_and(|name| name.as_name().is_ok_and(|name| name == kind))
        };
        elements.iter().find(of).unwrap().get(b"A").unwrap().as_dict().unwrap()
    };
    let bounds = attributes(b"Figure").get(b"BBox").unwrap().as_array().unwrap();
    let bounds: Vec<f32> = bounds.iter().map(|side| side.as_float().unwrap()).collect();
    assert_eq!(bounds, [100.0, (A4.1 - 380.0) as f32, 260.0, (A4.1 - 300.0) as f32]);
    assert_eq!(attributes(b"L").get(b"ListNumbering").unwrap().as_name().unwrap(), b"Decimal");
}

#[test]
fn tables_keep_their_empty_cells_and_head_their_columns() {
    let mut sketch = Sketch::new();
    let table = sketch.node(NodeId(0), NodeKind::Table);
    let rows = [["乡镇", "面积", ""], ["", "8200", ""], ["云岭镇", "", "460"], ["", "", ""]];
    for (at, texts) in rows.iter().enumerate() {
        let row = sketch.node(table, NodeKind::Row);
        sketch.y += 29.0;
        sketch.rule();
        for (column, text) in texts.iter().enumerate() {
            let kind = if at == 0 { NodeKind::HeadCell } else { NodeKind::Cell };
            let cell = sketch.node(row, kind);
            if !text.is_empty() {
                sketch.more(cell, 90.0 + 100.0 * column as f64, text);
            }
        }
    }
    let after = sketch.node(NodeId(0), NodeKind::Paragraph);
    sketch.line(after, "表后正文。");
    let document = open(&sketch.write());
    assert_eq!(
        tree(&document),
        [
            "Document",
            "  Table",
            "    TR",
            "      TH 乡镇",
            "      TH 面积",
            "      TH",
            "    TR",
            "      TD",
            "      TD 8200",
            "      TD",
            "    TR",
            "      TD 云岭镇",
            "      TD",
            "      TD 460",
            "    TR",
            "      TD",
            "      TD",
            "      TD",
            "  P 表后正文。",
        ]
    );
    let heads =
        document.objects.values().filter_map(|object| object.as_dict().ok()).filter(|one| {
            one.get(b"A").is_ok_and(|attributes| {
                let attributes = attributes.as_dict().unwrap();
                attributes.get(b"Scope").is_ok_and(|scope| scope.as_name().unwrap() == b"Column")
            })
        });
    assert_eq!(heads.count(), 3);
}

#[test]
fn paragraphs_over_two_pages_and_notes_at_their_foot_stay_whole() {
    let mut sketch = Sketch::new();
    let paragraph = sketch.node(NodeId(0), NodeKind::Paragraph);
    sketch.line(paragraph, "投产面积");
    let mark = sketch.node(paragraph, NodeKind::Link);
    sketch.more(mark, 79.37 + 64.0, "①");
    sketch.push(Item::Link(LinkBox {
        x: 143.0,
        y: 95.0,
        width: 16.0,
        height: 16.0,
        target: "#note".to_owned(),
        node: mark,
    }));
    sketch.more(paragraph, 79.37 + 80.0, "占七成，");
    let note = sketch.node(NodeId(0), NodeKind::Note);
    sketch.frames.anchors =
        vec![crate::typeset::Anchor { name: "note".to_owned(), page: 0, y: 700.0 }];
    sketch.y = 700.0;
    sketch.rule();
    sketch.line(note, "①指有鲜果采收的面积。");
    let mut number = sketch.run(NodeId(0), 480.0, "— 1 —");
    number.artifact = true;
    sketch.push(Item::Text(number));
    sketch.next_page();
    sketch.line(paragraph, "比上年提高。");
    let document = open(&sketch.write());
    assert_eq!(
        tree(&document),
        [
            "Document",
            "  P 投产面积 占七成， 比上年提高。",
            "    Link ① →",
            "  Note ①指有鲜果采收的面积。",
        ]
    );
    let root = dictionary(&document, catalog(&document, "StructTreeRoot"));
    let names = dictionary(&document, root.get(b"IDTree").unwrap());
    let names = names.get(b"Names").unwrap().as_array().unwrap();
    let note = dictionary(&document, &names[1]);
    assert_eq!(note.get(b"ID").unwrap(), &names[0]);
    assert_eq!(note.get(b"S").unwrap().as_name().unwrap(), b"Note");
}

#[test]
fn squeezed_marks_between_nodes_stay_in_order_and_in_one_line() {
    let mut sketch = Sketch::new();
    let paragraph = sketch.node(NodeId(0), NodeKind::Paragraph);
    let link = sketch.node(paragraph, NodeKind::Link);
    sketch.line(paragraph, "按照");
    sketch.more(link, 79.37 + 32.0, "《办法》");
    // The full stop has given up its first half, and the mark before it its second.
    sketch.more(paragraph, 79.37 + 32.0 + 64.0 - 8.0, "。抓好落实");
    let bytes = sketch.write();
    assert_eq!(tree(&open(&bytes)), ["Document", "  P 按照 抓好落实", "    Span 《办法 》。"]);
    for (reader, text) in super::support::extracted(&bytes) {
        assert_eq!(text.trim(), "按照《办法》。抓好落实", "{reader}");
    }
}

#[test]
fn nonsense_in_the_structure_does_no_harm() {
    let mut sketch = Sketch::new();
    let own = sketch.node(NodeId(1), NodeKind::Paragraph);
    let later = sketch.node(NodeId(99), NodeKind::Label);
    sketch.line(own, "自为父母");
    sketch.line(later, "没有列表的序号");
    sketch.line(NodeId(4_000_000_000), "不存在的节点");
    let empty = sketch.node(NodeId(0), NodeKind::Heading(1));
    sketch.line(empty, "");
    assert_eq!(
        tree(&open(&sketch.write())),
        ["Document", "  P 自为父母", "  Lbl 没有列表的序号", "  P 不存在的节点"]
    );
    sketch.frames.structure.clear();
    assert_eq!(
        tree(&open(&sketch.write())),
        ["Document", "  P 自为父母 没有列表的序号 不存在的节点"]
    );
}

#[test]
fn deep_structures_are_written_without_recursion() {
    let mut sketch = Sketch::new();
    let mut node = NodeId(0);
    for _ in 0..50_000 {
        node = sketch.node(node, NodeKind::Part);
    }
    sketch.line(node, "很深");
    let bytes = write(&sketch.frames, &sketch.fonts, &[]).unwrap();
    assert!(open(&bytes).objects.len() > 50_000);
}
