//! Every rule on its own examples, and all rules on the drafts of `examples/`, through the public API.

// Tests may read the repository's own files.
#![allow(clippy::disallowed_methods)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use tigang::check::{Example, ExampleKind, Request, Settings, check, rules};
use tigang::config::CONFIG;
use tigang::diagnostic::{Diagnostic, Level};
use tigang::fonts::Fonts;
use tigang::outline::Outlines;
use tigang::parse::{Parsed, parse};
use tigang::pipeline::{Project, compile};
use tigang::source::{MemoryWorld, World};
use tigang::yaml::{Field, Shape};

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::embedded);

/// Parses and checks a draft.
pub fn checked(
    world: &MemoryWorld,
    entry: &Path,
    settings: &Settings,
) -> (Parsed, Vec<Diagnostic>) {
    let outlines = Outlines::builtin();
    let parsed = parse(world, entry, &outlines);
    let known: Vec<String> = outlines.names().into_iter().map(str::to_owned).collect();
    let found = check(&Request {
        sources: &parsed.sources,
        report: &parsed.report,
        faults: &parsed.faults,
        outline: outlines.get(&parsed.report.meta.outline.value),
        known_outlines: &known,
        fonts: Some(&FONTS),
        settings,
    });
    (parsed, found)
}

fn draft(text: &str) -> MemoryWorld {
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'><path d='M0 0h9v9z'/></svg>";
    MemoryWorld::new().with("稿子/报告.md", text).with("稿子/图/产业分布.svg", drawing)
}

fn entry() -> &'static Path {
    Path::new("稿子/报告.md")
}

fn lines(found: &[Diagnostic]) -> String {
    found.iter().map(|one| format!("  {} {}\n", one.fault.rule, one.fault.message)).collect()
}

fn settings(world: &MemoryWorld) -> Settings {
    Settings::new(world.today())
}

#[test]
fn examples_are_as_good_or_bad_as_they_claim() {
    let mut wrong = String::new();
    for rule in rules() {
        for example in rule.examples {
            let world = draft(&example.draft());
            let found = if example.settings.is_empty() {
                checked(&world, entry(), &settings(&world)).1
            } else {
                let world = world.with("稿子/tigang.yaml", example.settings);
                let project = Project::load(&world, Some(Path::new("稿子")));
                assert!(project.findings.is_empty(), "{}“{}”", rule.id, example.note);
                compile(&world, &project, entry(), false).findings.list
            };
            let hit = found.iter().any(|one| one.fault.rule == rule.id);
            if hit != (example.kind == ExampleKind::Unsound) {
                wrong.push_str(&format!("{}“{}”：{hit}\n{}", rule.id, example.note, lines(&found)));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn sound_examples_trip_no_other_rule_into_an_error() {
    let mut wrong = String::new();
    let sound = |example: &&Example| example.kind == ExampleKind::Sound;
    for rule in rules() {
        for example in rule.examples.iter().filter(sound) {
            let world = draft(&example.draft());
            let (_, found) = checked(&world, entry(), &settings(&world));
            if found.iter().any(|one| one.level == Level::Error) {
                wrong.push_str(&format!("{}“{}”\n{}", rule.id, example.note, lines(&found)));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn safe_fixes_mend_what_they_claim_and_nothing_else() {
    let mut fixed = 0;
    for rule in rules() {
        for example in rule.examples.iter().filter(|one| one.kind == ExampleKind::Unsound) {
            let text = example.draft().into_owned();
            let world = draft(&text);
            let (parsed, found) = checked(&world, entry(), &settings(&world));
            let own = found.iter().filter(|one| one.fault.rule == rule.id);
            let mut edits: Vec<_> = own
                .filter_map(|one| one.fault.fix.as_ref())
                .filter(|fix| fix.safe)
                .flat_map(|fix| fix.edits.clone())
                .collect();
            if edits.is_empty() {
                continue;
            }
            edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
            edits.dedup();
            let mut mended = text.clone();
            for edit in edits.iter().rev() {
                mended.replace_range(edit.span.range(), &edit.text);
            }
            let world = draft(&mended);
            let (again, left) = checked(&world, entry(), &settings(&world));
            assert!(
                !left.iter().any(|one| one.fault.rule == rule.id
                    && one.fault.fix.as_ref().is_some_and(|fix| fix.safe)),
                "{}“{}”\n{mended}\n{}",
                rule.id,
                example.note,
                lines(&left)
            );
            // A mended body says what it said before.
            if !rule.id.starts_with('Y') {
                assert_eq!(
                    again.report.sections.len(),
                    parsed.report.sections.len(),
                    "{}",
                    rule.id
                );
            }
            fixed += 1;
        }
    }
    assert!(fixed >= 5, "{fixed}");
}

/// All files of a folder and below, by their path from `examples/`.
fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, out) } else { out.push(path) }
    }
}

#[test]
fn real_drafts_are_clean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut all = Vec::new();
    files(&root, &mut all);
    let mut world = MemoryWorld::new();
    let mut entries = Vec::new();
    for path in &all {
        let inside = path.strip_prefix(&root).unwrap();
        world = world.with(inside, fs::read(path).unwrap());
        let single = inside.extension().is_some_and(|ext| ext == "md")
            && inside.parent() == Some(Path::new(""));
        if single || inside.file_name().is_some_and(|name| name == "report.yaml") {
            entries.push(inside.to_owned());
        }
    }
    assert!(entries.len() >= 5);
    let mut hints = String::new();
    for entry in entries {
        let (_, found) = checked(&world, &entry, &Settings { publish: true, ..settings(&world) });
        let grave = found.iter().any(|one| one.level > Level::Hint);
        assert!(!grave, "{}\n{}", entry.display(), lines(&found));
        hints.push_str(&lines(&found));
    }
    // Some 50,000 characters.
    assert!(hints.lines().count() <= 16, "{hints}");
}

/// The project of a `tigang.yaml`.
fn project(settings: &str) -> Project {
    let world = MemoryWorld::new().with("稿子/tigang.yaml", settings);
    Project::load(&world, Some(Path::new("稿子")))
}

#[test]
fn the_documented_settings_are_sound_and_work() {
    let text = include_str!("../docs/设置.md");
    let example = text.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let project = project(example);
    for findings in &project.findings {
        assert!(findings.list.is_empty(), "{}", lines(&findings.list));
    }
    let world = draft(
        "---\n标题: 情况\n提纲: 自定\n日期: 2023-08-17\n---\n\n各镇街办好小事不出网络、大事不出社区，小事不出网格、\
         大事不出设区。乡镇街道、区长张三、区政府都讲一线工做法。\n",
    );
    let found = compile(&world, &project, entry(), false).findings;
    let own = found.list.iter().filter(|one| matches!(one.fault.rule, "L012" | "L013"));
    let told: Vec<_> =
        own.map(|one| (one.fault.rule, one.level, found.sources.slice(one.fault.span))).collect();
    let want = [
        ("L013", Level::Warning, "镇街"),
        ("L012", Level::Hint, "小事不出网格、大事不出设区"),
        ("L013", Level::Warning, "区长"),
        ("L013", Level::Warning, "区政府"),
        ("L012", Level::Hint, "一线工做法"),
    ];
    assert_eq!(told, want);
}

#[test]
fn rules_that_settings_name_are_there() {
    let project =
        project("检查:\n  级别: {F03: 关闭, 待填内容: 提示}\n  忽略: [F002, placehoder]\n");
    let found = &project.findings[0];
    let told: Vec<_> = found.list.iter().map(|one| found.sources.slice(one.fault.span)).collect();
    assert_eq!(told, ["F03", "placehoder"]);
    assert!(found.list.iter().all(|one| one.fault.rule == "Y013" && one.level == Level::Warning));
    // The rules whose limits may be set have the names that the registry gives them.
    let Some(Field { shape: Shape::Record(record), .. }) = CONFIG.field("规则") else { panic!() };
    for field in record.fields {
        if let Some(rule) = tigang::check::rule(field.name) {
            assert_eq!((rule.id, rule.name), (field.name, field.alias));
        }
    }
}
