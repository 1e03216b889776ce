//! The outlines of a project: those built in, added to and overridden by its own.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::read::read;
use super::types::Outline;
use crate::diagnostic::Fault;
use crate::source::{FileId, Sources, World};
use crate::yaml;

/// Where outlines lie below a project's root.
pub const FOLDER: &str = "schemas/outlines";

/// A built-in outline: name, aliases, file. The names stand here so that one outline can be found
/// without parsing nine; a test holds them to the files.
struct Builtin(&'static str, &'static [&'static str], &'static str);

macro_rules! builtin {
    ($name:literal, [$($alias:literal),*]) => {
        Builtin(
            $name,
            &[$($alias),*],
            include_str!(concat!("../../schemas/outlines/", $name, ".yaml")),
        )
    };
}

static BUILTIN: [Builtin; 9] = [
    builtin!("经验材料", ["经验启示", "经验做法", "经验交流材料", "典型材料"]),
    builtin!("情况报告", ["汇报材料", "工作汇报", "情况汇报", "工作报告", "工作情况报告"]),
    builtin!("工作总结", ["总结", "年度总结", "年度工作总结", "半年总结", "工作总结报告"]),
    builtin!("调研报告", ["调查报告", "调研文章", "考察报告", "专题调研"]),
    builtin!("研讨发言", ["交流发言", "发言材料", "研讨材料", "学习研讨", "心得体会"]),
    builtin!("新闻通讯", ["通讯", "通讯稿", "新闻稿", "通讯报道", "宣传稿"]),
    builtin!("讲话稿", ["讲话", "领导讲话", "讲话提纲", "致辞"]),
    builtin!("简报", ["工作简报", "信息简报", "情况简报", "工作动态", "信息"]),
    builtin!("自定", ["自定义", "通用", "其他"]),
];

/// The outlines that reports may name. A built-in one is parsed when it is first asked for.
#[derive(Debug, Clone, Default)]
pub struct Outlines {
    own: Vec<Arc<Outline>>,
    builtin: [OnceLock<Arc<Outline>>; BUILTIN.len()],
}

impl Outlines {
    /// Those built in.
    #[must_use]
    pub fn builtin() -> Self {
        Self::default()
    }

    /// Those built in and the project's own, with the faults of the latter and the files that the
    /// faults speak of. A file that names no outline is left out.
    #[must_use]
    pub fn load(world: &dyn World, root: &Path) -> (Self, Sources, Vec<Fault>) {
        let (mut outlines, mut sources, mut faults) = (Self::builtin(), Sources::new(), Vec::new());
        let folder = root.join(FOLDER);
        let names = world.list(&folder);
        let files = names.iter().filter(|name| name.ends_with(".yaml") || name.ends_with(".yml"));
        for name in files.take(usize::from(u16::MAX)) {
            let path = folder.join(name);
            let Ok(bytes) = world.read(&path) else { continue };
            let next = FileId(u16::try_from(sources.iter().count()).unwrap_or(u16::MAX));
            let (source, found) = yaml::source(&path, bytes, next);
            faults.extend(found);
            let (outline, found) = read(&source.text, next);
            faults.extend(found);
            sources.add(source);
            if outline.name.is_empty() {
                continue;
            }
            outlines.own.retain(|known| known.name != outline.name);
            outlines.own.push(Arc::new(outline));
        }
        (outlines, sources, faults)
    }

    /// The outline of a name or an alias. The project's own come first, names before aliases.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Outline> {
        let name = name.trim();
        let own = |by: &dyn Fn(&Outline) -> bool| {
            self.own.iter().map(AsRef::as_ref).find(|outline| by(outline))
        };
        own(&|outline| outline.name == name)
            .or_else(|| own(&|outline| outline.aliases.iter().any(|alias| alias == name)))
            .or_else(|| self.builtin_at(BUILTIN.iter().position(|known| known.0 == name)?))
            .or_else(|| {
                let at = BUILTIN.iter().position(|known| known.1.contains(&name))?;
                // The project may have overridden the outline that the alias stands for.
                own(&|outline| outline.name == BUILTIN[at].0).or_else(|| self.builtin_at(at))
            })
    }

    fn builtin_at(&self, at: usize) -> Option<&Outline> {
        let cell = self.builtin.get(at)?;
        let text = BUILTIN.get(at)?.2;
        Some(cell.get_or_init(|| Arc::new(read(text, FileId::default()).0)))
    }

    /// The name of the outline that a name or an alias stands for.
    #[must_use]
    pub fn canonical(&self, name: &str) -> Option<String> {
        self.get(name).map(|outline| outline.name.clone())
    }

    /// All names: the built-in ones in their order, then the project's own.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let own = self.own.iter().map(|outline| outline.name.as_str());
        let own = own.filter(|name| !BUILTIN.iter().any(|known| known.0 == *name));
        BUILTIN.iter().map(|known| known.0).chain(own).collect()
    }

    /// The name nearest to one that is not known.
    #[must_use]
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let aliases = BUILTIN.iter().flat_map(|known| known.1.iter().copied());
        yaml::nearest(name, self.names().into_iter().chain(aliases))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::{Numbering, OUTLINE, Order, Range};
    use crate::source::MemoryWorld;
    use crate::yaml::{schema, testing};

    #[test]
    fn the_table_of_names_agrees_with_the_files_and_they_are_sound() {
        for Builtin(name, aliases, text) in &BUILTIN {
            let (outline, faults) = read(text, FileId(0));
            assert_eq!(faults, [], "{name}");
            assert_eq!(outline.name, *name);
            assert_eq!(outline.aliases, *aliases, "{name}");
            assert!(!outline.description.is_empty() && outline.length.is_some(), "{name}");
        }
    }

    #[test]
    fn a_built_in_outline_is_read_whole() {
        let outlines = Outlines::builtin();
        let outline = outlines.get("经验启示").unwrap();
        assert_eq!(outline.name, "经验材料");
        assert!(outline.lead_required);
        assert_eq!((outline.numbering, outline.order), (Numbering::Official, Order::Fixed));
        assert_eq!(outline.length, Some(Range { start: 1500, end: Some(12000) }));
        let roles: Vec<&str> = outline.parts.iter().map(|part| part.role.0.as_str()).collect();
        assert_eq!(roles, ["做法", "成效", "启示", "结语"]);
        assert_eq!(outline.parts[0].subsections, Some(Range { start: 3, end: Some(8) }));
        assert!(outline.parts[1].needs_figures && outline.parts[2].needs_grounds);
        assert!(outline.parts[0].required && !outline.parts[3].required);
        assert_eq!(outline.merge.len(), 1);
        assert_eq!(outlines.get("新闻通讯").unwrap().numbering, Numbering::None);
        assert_eq!(outlines.get("讲话稿").unwrap().sections, Some(Range { start: 1, end: None }));
        assert_eq!(outlines.names().len(), 9);
        assert_eq!(outlines.canonical("典型材料").as_deref(), Some("经验材料"));
        assert_eq!(outlines.nearest("经验村料"), Some("经验材料"));
        assert!(outlines.get("小说").is_none() && outlines.nearest("小说").is_none());
    }

    #[test]
    fn a_project_adds_and_overrides_and_its_faults_have_places() {
        let own = "名称: 经验材料\n部分:\n  - {角色: 举措, 必需: 是}\n合并: [[举措, 成效]]\n字数: 1000-2000\n";
        let more = "名称: 述职报告\n别名: 述职\n导语: 必须\n章节: 3..\n";
        let world = MemoryWorld::new()
            .with("库/schemas/outlines/a.yaml", own)
            .with("库/schemas/outlines/b.yml", more)
            .with("库/schemas/outlines/c.yaml", "说明: 没有名称\n")
            .with("库/schemas/outlines/说明.md", "不读");
        let (outlines, sources, faults) = Outlines::load(&world, Path::new("库"));
        let told: Vec<String> = faults
            .iter()
            .map(|fault| {
                let (at, _) = sources.positions(fault.span);
                let path = sources.path(fault.span.file).file_name().unwrap().to_str().unwrap();
                format!("{path}:{}:{} {} {}", at.line, at.column, fault.rule, fault.message)
            })
            .collect();
        assert_eq!(
            told,
            [
                "a.yaml:3:18 Y006 “必需”要写 true 或 false，这里写的是“是”",
                "a.yaml:4:11 Y013 “部分”里没有角色“成效”",
                "a.yaml:5:5 Y013 “字数”的范围要写成 1000..2000，这里写的是“1000-2000”",
                "b.yml:3:5 Y013 “导语”不能是“必须”",
                "c.yaml:1:1 Y012 提纲缺少“名称”",
            ]
        );
        let outline = outlines.get("经验启示").unwrap();
        assert_eq!((outline.parts[0].role.0.as_str(), outline.parts[0].required), ("举措", true));
        assert_eq!(outline.length, Some(Range { start: 1000, end: Some(2000) }));
        assert_eq!(outlines.get("述职").unwrap().sections, Some(Range { start: 3, end: None }));
        assert_eq!(outlines.names().last(), Some(&"述职报告"));
        assert_eq!(outlines.names().len(), 10);
    }

    #[test]
    fn the_schema_in_the_repository_is_current_and_takes_the_built_in_outlines() {
        let schema = schema(&OUTLINE, "urn:tigang:schema:outline");
        testing::current("outline.schema.json", &schema);
        let validator = jsonschema::validator_for(&schema).unwrap();
        for Builtin(name, _, text) in &BUILTIN {
            assert!(validator.is_valid(&testing::json(text)), "{name}");
        }
        for faulty in [
            "说明: 甲\n",
            "名称: 甲\n章节: 2-5\n",
            "名称: 甲\n部分: [{提示: 乙}]\n",
            "名称: 甲\n导语: 要\n",
        ] {
            assert!(!validator.is_valid(&testing::json(faulty)), "{faulty}");
            assert!(!read(faulty, FileId(0)).1.is_empty(), "{faulty}");
        }
    }
}
