//! The cost of each stage on a report of some 7,700 characters, and of the whole way.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use tigang::fonts::Fonts;
use tigang::pipeline::{self, Project};
use tigang::render::html::{Options, WebFonts};
use tigang::render::pdf;
use tigang::source::{MemoryWorld, World as _};
use tigang::{check, parse, typeset};

/// A draft of about `characters` characters, made of the shipped example's paragraphs.
fn draft(characters: usize) -> String {
    let example =
        include_str!("../examples/党建引领乡村振兴.md").replace("提纲: 经验材料", "提纲: 自定");
    let body = example.find("\n## ").unwrap_or(0);
    let closing = example.rfind("\n---\n").unwrap_or(example.len());
    let (head, sections) = (&example[..body], &example[body..closing]);
    let mut out = head.to_owned();
    while out.chars().count() < characters {
        out.push_str(sections);
    }
    out
}

fn stages(criterion: &mut Criterion) {
    let path = Path::new("报告.md");
    for (name, characters) in [("7700", 8_300), ("350000", 360_000)] {
        let world = MemoryWorld::new().with(path, draft(characters));
        let project = Project::load(&world, None);
        let compiled = pipeline::compile(&world, &project, path, true);
        let report = &compiled.report;
        let mut group = criterion.benchmark_group(name);
        group.sample_size(20);
        group.bench_function("parse", |bench| {
            bench.iter(|| parse::parse(&world, path, black_box(&project.outlines)));
        });
        group.bench_function("check", |bench| {
            let parsed = parse::parse(&world, path, &project.outlines);
            let settings = check::Settings::new(world.today());
            let request = check::Request {
                sources: &parsed.sources,
                report: &parsed.report,
                faults: &parsed.faults,
                outline: parsed.outline.as_ref(),
                known_outlines: &[],
                fonts: None,
                settings: &settings,
            };
            bench.iter(|| check::check(black_box(&request)));
        });
        for (title, theme, web_fonts) in [
            ("html web", "web", WebFonts::System),
            ("html official", "official", WebFonts::System),
            ("html official with faces", "official", WebFonts::Embed),
        ] {
            group.bench_function(title, |bench| {
                let options = Options { theme, web_fonts: Some(web_fonts), draft: false };
                bench.iter(|| pipeline::html(&project, black_box(&compiled), &options));
            });
        }
        let fonts = Fonts::embedded();
        let options = typeset::Options::default();
        group.bench_function("typeset", |bench| {
            bench.iter(|| typeset::typeset(black_box(report), &fonts, &options));
        });
        let frames = typeset::typeset(report, &fonts, &options);
        group.bench_function("pdf", |bench| {
            bench.iter(|| pdf::write(black_box(&frames), &fonts, &report.assets));
        });
        group.finish();
    }
}

/// Names the five slowest rules: each is run alone, and the cost of running none is taken off. The least of many
/// runs counts, as the machine may be busy.
#[allow(clippy::disallowed_methods, clippy::print_stdout)]
fn slowest_rules(_: &mut Criterion) {
    let path = Path::new("报告.md");
    let world = MemoryWorld::new().with(path, draft(8_300));
    let project = Project::load(&world, None);
    let parsed = parse::parse(&world, path, &project.outlines);
    let cost = |settings: &check::Settings| {
        let request = check::Request {
            sources: &parsed.sources,
            report: &parsed.report,
            faults: &parsed.faults,
            outline: parsed.outline.as_ref(),
            known_outlines: &[],
            fonts: Some(&project.fonts),
            settings,
        };
        let run = || {
            let start = std::time::Instant::now();
            black_box(check::check(black_box(&request)));
            start.elapsed()
        };
        (0..200).map(|_| run()).min().unwrap_or_default()
    };
    let without = |kept: Option<&str>| {
        let mut settings = check::Settings::new(world.today());
        let others = check::rules().iter().filter(|rule| Some(rule.id) != kept);
        settings.ignore = others.map(|rule| rule.id.to_owned()).collect();
        settings
    };
    let none = cost(&without(None));
    let mut costs: Vec<_> = check::rules()
        .iter()
        .map(|rule| (cost(&without(Some(rule.id))).saturating_sub(none), rule))
        .collect();
    costs.sort_by_key(|one| std::cmp::Reverse(one.0));
    println!("all rules: {:?}; none: {none:?}", cost(&check::Settings::new(world.today())));
    println!("the five slowest rules, alone, on 7,700 characters:");
    for (cost, rule) in costs.iter().take(5) {
        println!("  {} {:<24} {cost:?}", rule.id, rule.name);
    }
}

criterion_group!(benches, stages, slowest_rules);
criterion_main!(benches);
