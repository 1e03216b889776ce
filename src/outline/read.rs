//! An outline file as an [`Outline`].

use super::keys::OUTLINE;
use super::types::{Numbering, Order, Outline, Part, Range};
use crate::diagnostic::Fault;
use crate::report::Role;
use crate::source::FileId;
use crate::yaml::{self, Node, Value};

/// Reads an outline file. Faults are told, and what they concern is left out.
pub(super) fn read(text: &str, file: FileId) -> (Outline, Vec<Fault>) {
    let (node, mut faults) = yaml::read(text, file, 0..text.len(), &OUTLINE);
    let mut outline = Outline {
        name: string(&node, "名称"),
        aliases: strings(node.get("别名")),
        description: string(&node, "说明"),
        numbering: match node.get("编号") {
            Some(node) if node.text() == Some("无") => Numbering::None,
            Some(Node { value: Value::List(items), .. }) if items.is_empty() => Numbering::None,
            _ => Numbering::Official,
        },
        lead_required: node.get("导语").and_then(Node::text) == Some("必需"),
        sections: range(&node, "章节"),
        parts: Vec::new(),
        merge: Vec::new(),
        order: match node.get("顺序").and_then(Node::text) {
            Some("自由") => Order::Free,
            _ => Order::Fixed,
        },
        length: range(&node, "字数"),
    };
    for item in node.get("部分").map(Node::items).unwrap_or_default() {
        let role = string(item, "角色");
        if role.is_empty() {
            continue;
        }
        if outline.parts.iter().any(|part| part.role.0 == role) {
            let message = format!("角色“{role}”写了两次");
            faults.push(
                Fault::new("Y008", item.span, message).help("每个角色只写一次，请合并它们的提示"),
            );
            continue;
        }
        outline.parts.push(Part {
            hints: strings(item.get("提示")),
            required: flag(item, "必需"),
            subsections: range(item, "小节"),
            needs_figures: flag(item, "须有数据"),
            needs_grounds: flag(item, "须有依据"),
            role: Role(role),
        });
    }
    for set in node.get("合并").map(Node::items).unwrap_or_default() {
        let mut roles = Vec::new();
        for item in set.items() {
            let Some(name) = item.text().map(str::trim) else { continue };
            if outline.parts.iter().any(|part| part.role.0 == name) {
                roles.push(Role(name.to_owned()));
                continue;
            }
            let known: Vec<&str> = outline.parts.iter().map(|part| part.role.0.as_str()).collect();
            let help = match yaml::nearest(name, known.iter().copied()) {
                Some(near) => format!("最接近的是“{near}”"),
                None => format!("“部分”里的角色有{}", known.join("、")),
            };
            let message = format!("“部分”里没有角色“{name}”");
            faults.push(Fault::new("Y013", item.span, message).help(help));
        }
        if roles.len() > 1 {
            outline.merge.push(roles);
        }
    }
    faults.sort_by_key(|fault| (fault.span.start, fault.rule));
    (outline, faults)
}

fn string(node: &Node, name: &str) -> String {
    node.get(name).and_then(Node::text).map(str::trim).unwrap_or_default().to_owned()
}

fn strings(node: Option<&Node>) -> Vec<String> {
    let items = node.map(Node::items).unwrap_or_default();
    items.iter().filter_map(|item| Some(item.text()?.trim().to_owned())).collect()
}

fn flag(node: &Node, name: &str) -> bool {
    node.get(name).is_some_and(|node| node.value == Value::Bool(true))
}

fn range(node: &Node, name: &str) -> Option<Range> {
    let (start, end) = yaml::range(node.get(name)?.text()?)?;
    Some(Range { start, end })
}
