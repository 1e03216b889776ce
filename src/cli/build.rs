//! `tigang build`.

use std::fmt::Write as _;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::args::{Build, FontsFrom, Format, WebFonts};
use super::{Outcome, Projects, checked, find, out, progress, style};
use crate::config;
use crate::diagnostic::Level;
use crate::emit::{self, text::Style};
use crate::pipeline::{self, Compiled, Findings, Project};
use crate::render::html;
use crate::workspace::{self, DiskWorld, Planned};

/// How one report ended.
struct Built {
    outcome: Outcome,
    /// Findings and complaints, as text.
    said: String,
    /// Files written.
    files: Vec<PathBuf>,
}

/// Checks reports and writes their outputs.
pub(super) fn run(args: &Build) -> Result<Outcome, String> {
    let world = DiskWorld;
    let found = find(&args.paths, args.output.as_deref())?;
    let mut outcome = if found.problems.is_empty() { Outcome::Fine } else { Outcome::Trouble };
    let (mut projects, of) = Projects::load(&world, &found.entries);
    if wants_machine_fonts(args, &projects) {
        let choice = args.fonts.map(|choice| match choice {
            FontsFrom::Auto => config::FontsFrom::Auto,
            FontsFrom::Embedded => config::FontsFrom::Embedded,
        });
        projects.use_machine_fonts(&world, choice);
    }
    outcome = outcome.max(projects.complain());

    let jobs = plan(args, &projects, &of, &found.entries)?;
    let bar = progress::bar(jobs.len(), "正在生成");
    let style = style(std::io::stderr().is_terminal());
    let built: Vec<Built> = jobs
        .par_iter()
        .map(|job| {
            let built = build(args, &world, job, style);
            bar.inc(1);
            built
        })
        .collect();
    bar.finish_and_clear();

    let mut files = 0;
    let mut refused = 0;
    for one in &built {
        out::complain(&one.said);
        files += one.files.len();
        refused += usize::from(one.files.is_empty());
        outcome = outcome.max(one.outcome);
    }
    out::print(&summary(&jobs, &built, files, refused))?;
    Ok(outcome)
}

/// A report to build.
struct Job<'a> {
    project: &'a Project,
    planned: Planned,
    formats: Vec<Format>,
    theme: String,
}

fn plan<'a>(
    args: &Build,
    projects: &'a Projects,
    of: &[usize],
    entries: &[workspace::Entry],
) -> Result<Vec<Job<'a>>, String> {
    let mut jobs = Vec::with_capacity(entries.len());
    // Planned together by output folder, so that a clash between any two reports is found.
    let mut groups: Vec<(PathBuf, Vec<Format>, Vec<usize>)> = Vec::new();
    for (at, &project) in of.iter().enumerate() {
        let project = projects.get(project);
        let folder = output_folder(args, project);
        let formats = formats(args, project);
        match groups.iter_mut().find(|group| group.0 == folder && group.1 == formats) {
            Some(group) => group.2.push(at),
            None => groups.push((folder, formats, vec![at])),
        }
    }
    for (folder, formats, members) in groups {
        let chosen: Vec<_> = members.iter().map(|&at| entries[at].clone()).collect();
        let extensions: Vec<&str> = formats.iter().map(|format| format.extension()).collect();
        let planned = workspace::plan(&chosen, &folder, &extensions).map_err(|clashes| {
            let mut text = String::from(
                "两份报告会写到同一个文件，什么都没有生成。请改名，或用 -o 分开输出：",
            );
            for clash in clashes {
                let [first, second] = &clash.drafts;
                let _ = write!(
                    text,
                    "\n  {} ← {} 和 {}",
                    clash.file.display(),
                    first.display(),
                    second.display()
                );
            }
            text
        })?;
        for (&at, planned) in members.iter().zip(planned) {
            let project = projects.get(of[at]);
            let theme = args.theme.clone().unwrap_or_else(|| project.theme().to_owned());
            if formats.contains(&Format::Html) {
                project.require_theme(&theme)?;
            }
            jobs.push(Job { project, planned, formats: formats.clone(), theme });
        }
    }
    Ok(jobs)
}

/// Pages never show faces of the machine; only PDF does.
fn wants_machine_fonts(args: &Build, projects: &Projects) -> bool {
    projects.iter().any(|project| formats(args, project).contains(&Format::Pdf))
}

fn output_folder(args: &Build, project: &Project) -> PathBuf {
    args.output.clone().or_else(|| project.output()).unwrap_or_else(|| PathBuf::from("dist"))
}

fn formats(args: &Build, project: &Project) -> Vec<Format> {
    let mut formats = args.formats.clone();
    if formats.is_empty() {
        let named = project.config.formats.iter();
        formats = named
            .map(|format| match format {
                config::Format::Html => Format::Html,
                config::Format::Pdf => Format::Pdf,
            })
            .collect();
    }
    if formats.is_empty() {
        formats = vec![Format::Html, Format::Pdf];
    }
    formats.sort_unstable();
    formats.dedup();
    formats
}

fn build(args: &Build, world: &DiskWorld, job: &Job<'_>, style: Style) -> Built {
    let draft = &job.planned.entry.path;
    let mut compiled = pipeline::compile(world, job.project, draft, !args.draft);
    // Hints are for `check`; here they would drown what stops a publication.
    compiled.findings.list.retain(|finding| finding.level > Level::Hint);
    let mut said = emit::text::findings(&checked(&compiled.findings), style);
    let errors = compiled.findings.has_errors();
    let mut outcome = if errors { Outcome::Findings } else { Outcome::Fine };
    if !compiled.readable {
        let _ = writeln!(said, "{}：读不出内容，没有生成。", draft.display());
        return Built { outcome, said, files: Vec::new() };
    }
    if errors && !args.draft {
        let _ = writeln!(
            said,
            "{}：有错误，没有生成，原有成品不动。改好后再试；只想看看样子，请加 --draft。\n",
            draft.display()
        );
        return Built { outcome, said, files: Vec::new() };
    }
    if !args.draft && job.project.findings.iter().any(Findings::has_errors) {
        let _ = writeln!(
            said,
            "{}：项目的设置有错误，没有生成，原有成品不动。改好后再试；只想看看样子，请加 --draft。\n",
            draft.display()
        );
        return Built { outcome: Outcome::Findings, said, files: Vec::new() };
    }
    let mut outputs = Vec::with_capacity(job.formats.len());
    for (format, path) in job.formats.iter().zip(&job.planned.files) {
        match render(args, job, *format, &compiled) {
            Ok(bytes) => outputs.push((path, bytes)),
            Err(why) => {
                let _ = writeln!(said, "错误：{}：{why}。没有生成。", draft.display());
                return Built { outcome: Outcome::Trouble, said, files: Vec::new() };
            }
        }
    }
    let mut files = Vec::new();
    for (path, bytes) in outputs {
        match workspace::write_atomically(path, &bytes) {
            Ok(()) => files.push(path.clone()),
            Err(error) => {
                let _ = writeln!(
                    said,
                    "错误：写不了 {}：{}。",
                    path.display(),
                    workspace::reason(&error)
                );
                outcome = Outcome::Trouble;
            }
        }
    }
    Built { outcome, said, files }
}

fn render(
    args: &Build,
    job: &Job<'_>,
    format: Format,
    compiled: &Compiled,
) -> Result<Vec<u8>, String> {
    match format {
        Format::Html => {
            let web_fonts = args
                .web_fonts
                .map(|choice| match choice {
                    WebFonts::Embed => html::WebFonts::Embed,
                    WebFonts::System => html::WebFonts::System,
                })
                .or_else(|| job.project.web_fonts());
            let options = html::Options { theme: &job.theme, web_fonts, draft: args.draft };
            pipeline::html(job.project, compiled, &options).map(String::into_bytes)
        }
        Format::Pdf => pipeline::pdf(job.project, compiled, args.draft),
    }
}

fn summary(jobs: &[Job<'_>], built: &[Built], files: usize, refused: usize) -> String {
    let mut text = String::new();
    let written = built.len() - refused;
    if let [one] = built
        && !one.files.is_empty()
    {
        for path in &one.files {
            let _ = writeln!(text, "已生成 {}", path.display());
        }
        return text;
    }
    if written > 0 {
        let folders = folders(jobs);
        let _ = write!(text, "已生成 {written} 份报告，{files} 个文件，在 {folders}");
    }
    if refused > 0 {
        let joint = if written > 0 { "；" } else { "" };
        let _ = write!(text, "{joint}{refused} 份没有生成，原因见上");
    }
    if !text.is_empty() {
        text.push_str("。\n");
    }
    text
}

fn folders(jobs: &[Job<'_>]) -> String {
    let mut folders: Vec<&Path> = jobs
        .iter()
        .filter_map(|job| {
            let depth = job.planned.entry.output.components().count();
            job.planned.files.first()?.ancestors().nth(depth)
        })
        .collect();
    folders.sort_unstable();
    folders.dedup();
    let shown: Vec<String> = folders.iter().map(|folder| folder.display().to_string()).collect();
    shown.join("、")
}
