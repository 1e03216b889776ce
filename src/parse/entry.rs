//! From the entry file to a report: which files a draft consists of.

use std::path::Path;

use super::Parsed;
use super::assemble::{Draft, assemble};
use super::assets::{Folder, unreadable};
use super::facts::Ledger;
use super::front::{self, Front, Kind};
use crate::diagnostic::{Fault, Fix, Level};
use crate::outline::{Outline, Outlines};
use crate::report::{AssetFault, Text};
use crate::source::{FileId, Source, Sources, Span, World, clean_path};
use crate::yaml;

/// Reads a draft: a Markdown file, or a `report.yaml` with the files it lists. Whatever is wrong is
/// told; what could be understood is in the report all the same.
#[must_use]
pub fn parse(world: &dyn World, entry: &Path, outlines: &Outlines) -> Parsed {
    let mut sources = Sources::new();
    let mut faults = Vec::new();
    let folder = Folder::of(entry);
    let is_yaml = entry.extension().is_some_and(|ext| ext == "yaml" || ext == "yml");
    let Some(file) = load(world, entry, &mut sources, &mut faults) else {
        return Parsed { sources, faults, ..Parsed::default() };
    };
    let mut bodies = Vec::new();
    let front = if is_yaml {
        let front = match sources.get(file) {
            Some(source) => front::read(source, file, 0..source.text.len(), Kind::Folder),
            None => Front::default(),
        };
        for part in &front.parts {
            bodies.extend(read_part(world, &folder, part, "正文", &mut sources, &mut faults));
        }
        front
    } else {
        read_single(&sources, file, &mut bodies, &mut faults)
    };
    let Front { meta, facts, faults: found, .. } = front;
    faults.extend(found);
    for file in &meta.facts_files {
        if admit(world, &folder, file, "数据文件", &mut faults) {
            let message = "这一版还不读取数据文件，里面的数据用不上";
            let fault = Fault::new("Y013", file.span, message).level(Level::Warning);
            faults.push(fault.help("请先把用到的数据写在“数据”里"));
        }
    }
    let named = meta.official.iter().flat_map(|official| &official.attachments);
    let mut attachments = Vec::new();
    for (index, attachment) in named.enumerate() {
        let Some(file) = &attachment.file else { continue };
        if is_markdown(&file.value) {
            let body = read_part(world, &folder, file, "附件", &mut sources, &mut faults);
            attachments.extend(body.map(|body| (index, body)));
        } else if admit(world, &folder, file, "附件", &mut faults) {
            let message =
                "附件的正文只能是 Markdown 文件（.md），这个文件不会印出来，只印附件的名称";
            let fault = Fault::new("Y013", file.span, message).level(Level::Warning);
            faults.push(fault.help("请把内容写成 .md 文件，或者去掉“文件”，附件另行装订"));
        }
    }
    let ledger = Ledger::new(&facts);
    faults.extend(ledger.faults());
    let reader = |text: &str| ledger.read(text, Span::new(file, 0, text.len()));
    let outline = outlines.get(&meta.outline.value).cloned();
    let fallback = Outline::default();
    let draft = Draft { sources, meta, facts: Vec::new(), bodies, attachments, faults };
    let mut parsed = assemble(world, folder, draft, outline.as_ref().unwrap_or(&fallback), &reader);
    let unused = parsed.report.notes.iter().filter(|note| note.number.is_none());
    parsed.faults.extend(unused.map(|note| {
        let message = format!("脚注“{}”没有地方引用，不会印出来", note.label);
        let help = format!("在要加注的文字后面写上 [^{}]，或者删去这条脚注", note.label);
        Fault::new("A005", note.span, message).help(help)
    }));
    parsed.report.facts = facts;
    parsed.outline = outline;
    parsed
}

/// Reads and decodes a file into the sources; `None` where it cannot be read.
fn load(
    world: &dyn World,
    path: &Path,
    sources: &mut Sources,
    faults: &mut Vec<Fault>,
) -> Option<FileId> {
    let id = sources.next_id();
    let bytes = match world.read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            sources.add(Source::new(path, ""));
            let why = match unreadable(&error) {
                AssetFault::Missing => "没有这个文件".to_owned(),
                AssetFault::Unreadable(why) => why,
                _ => "读取文件时出错".to_owned(),
            };
            let fault = Fault::new("Y014", Span::new(id, 0, 0), format!("读不出这个文件：{why}"));
            faults.push(fault.help("请核对路径和权限"));
            return None;
        }
    };
    let (source, found) = yaml::source(path, bytes, id);
    sources.add(source);
    faults.extend(found);
    if let Some(source) = sources.get(id)
        && let Some(at) = source.text.find('\0')
    {
        let span = Span::new(id, at, at + 1);
        faults.push(
            Fault::new("Y014", span, "文件里有空字符（NUL），可能不是文本文件")
                .help("删去这个字符，或者在编辑器里另存为 UTF-8 文本")
                .fix(Fix::safe(span, "")),
        );
    }
    Some(id)
}

/// A report in one file.
fn read_single(
    sources: &Sources,
    file: FileId,
    bodies: &mut Vec<Span>,
    faults: &mut Vec<Fault>,
) -> Front {
    let Some(source) = sources.get(file) else { return Front::default() };
    let split = front::split(source, file);
    bodies.push(Span::new(file, split.body.start, split.body.end));
    faults.extend(split.faults);
    split.front.map_or_else(Front::default, |range| front::read(source, file, range, Kind::File))
}

/// The body of a file that 正文 or 附件 (`key`) names; a front matter of its own is left out and told.
fn read_part(
    world: &dyn World,
    folder: &Folder,
    part: &Text,
    key: &str,
    sources: &mut Sources,
    faults: &mut Vec<Fault>,
) -> Option<Span> {
    if !admit(world, folder, part, key, faults) {
        return None;
    }
    let path = clean_path(&folder.path().join(&part.value));
    let file = load(world, &path, sources, faults)?;
    let source = sources.get(file)?;
    let split = front::split(source, file);
    if let Some(front) = &split.front {
        let span = Span::new(file, 0, front.end);
        faults.push(
            Fault::new("Y013", span, format!("{key}的这个文件自己带了文首信息，没有采用"))
                .help("文首信息都写在报告的主文件里，这里的请删去")
                .level(Level::Hint),
        );
    }
    Some(Span::new(file, split.body.start, split.body.end))
}

/// Whether a file's name is one of Markdown or plain text.
fn is_markdown(name: &str) -> bool {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|ext| {
        ["md", "markdown", "txt"].iter().any(|known| ext.eq_ignore_ascii_case(known))
    })
}

/// Whether a file that the front matter names is there and inside the report's folder; else A001.
fn admit(
    world: &dyn World,
    folder: &Folder,
    file: &Text,
    key: &str,
    faults: &mut Vec<Fault>,
) -> bool {
    let path = clean_path(&folder.path().join(&file.value));
    let why = match folder.admit(world, &path) {
        Ok(()) => match world.read(&path) {
            Ok(_) => return true,
            Err(error) => unreadable(&error),
        },
        Err(why) => why,
    };
    let (message, help) = match why {
        AssetFault::Outside => (
            format!("“{key}”里的“{}”在报告的文件夹之外", file.value),
            "把文件放进报告的文件夹，路径从这个文件夹写起".to_owned(),
        ),
        AssetFault::Unreadable(why) => {
            (format!("“{key}”里的“{}”读不出来：{why}", file.value), "请核对文件和权限".to_owned())
        }
        _ => (
            format!("“{key}”里的“{}”没有找到", file.value),
            "请核对文件名；路径从报告的文件夹写起".to_owned(),
        ),
    };
    faults.push(Fault::new("A001", file.span, message).help(help));
    false
}
