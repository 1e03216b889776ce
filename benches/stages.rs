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

criterion_group!(benches, stages);
criterion_main!(benches);
