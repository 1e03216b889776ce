//! `tigang check`.

use std::collections::HashSet;
use std::io::{IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::args::{Check, Least, Reporting};
use super::fix::{self, Mended};
use super::{Outcome, Projects, find, here, out, progress, style};
use crate::check::Selection;
use crate::diagnostic::{Diagnostic, Level};
use crate::emit::{self, Checked, Summary, json::Fixed, text::Style};
use crate::pipeline::{self, Findings};
use crate::source::World as _;
use crate::workspace::{self, Entry, Overlay};

/// What standard input is called where no path is given for it.
const STDIN: &str = "标准输入";

/// Lists the findings of reports, and mends what can be mended.
pub(super) fn run(args: &Check) -> Result<Outcome, String> {
    let selection = selection(args)?;
    let mut world = Overlay::new();
    let input = Input::of(args, &mut world)?;
    let mut state = State::of(&world, &input.entries, args.publish);
    if input.entries.is_empty() && args.format == Reporting::Text {
        // Why was told.
        return Ok(Outcome::Trouble);
    }
    let mut outcome = if input.trouble { Outcome::Trouble } else { Outcome::Fine };
    let wanted = Wanted::of(&state, &selection);
    let before = wanted.outcome();
    if !args.fix && !args.diff {
        report(args, &wanted, None, &|text| out::print(text))?;
        return Ok(outcome.max(before));
    }
    drop(wanted);
    let mut mended = fix::mend(&mut world, &mut state, &selection, input.stdin.as_deref());
    if args.diff {
        complain(&mended);
        difference(&mended)?;
        return Ok(outcome.max(before));
    }
    match &input.stdin {
        Some(key) => out::print_bytes(&world.read(key).unwrap_or_default())?,
        None => {
            if mended.write(&mut world, &mut state) {
                outcome = Outcome::Trouble;
            }
        }
    }
    complain(&mended);
    let wanted = Wanted::of(&state, &selection);
    // The text itself went to standard output.
    let say: &dyn Fn(&str) -> Result<(), String> = match input.stdin {
        Some(_) => &|text| {
            out::complain(text);
            Ok(())
        },
        None => &|text| out::print(text),
    };
    report(args, &wanted, Some(&mended), say)?;
    Ok(outcome.max(wanted.outcome()))
}

/// Tells which files were left alone.
fn complain(mended: &Mended) {
    for (path, why) in &mended.refused {
        out::complain(&format!("{}：{why}。\n", path.display()));
    }
}

/// What the command line wants to see.
fn selection(args: &Check) -> Result<Selection, String> {
    let text = args.format == Reporting::Text;
    for (given, option) in [(args.diff, "--diff"), (args.summary, "--summary")] {
        if given && !text {
            return Err(format!("{option} 只能与 --format text 同用"));
        }
    }
    if args.diff && args.summary {
        return Err("--diff 只列出改动，不能与 --summary 同用".to_owned());
    }
    let least = args.level.map(|level| match level {
        Least::Hint => Level::Hint,
        Least::Warning => Level::Warning,
        Least::Error => Level::Error,
    });
    Selection::new(&args.select, &args.ignore, least)
}

/// The reports to check.
struct Input {
    entries: Vec<Entry>,
    /// The key of the one that comes from standard input.
    stdin: Option<PathBuf>,
    /// Whether a path could not be used.
    trouble: bool,
}

impl Input {
    fn of(args: &Check, world: &mut Overlay) -> Result<Self, String> {
        if !args.paths.iter().any(|path| path == Path::new("-")) {
            if args.stdin_path.is_some() {
                return Err(
                    "--stdin-path 要和 - 同用：tigang check - --stdin-path 报告.md".to_owned()
                );
            }
            let found = find(&args.paths, None)?;
            let trouble = !found.problems.is_empty();
            return Ok(Self { entries: found.entries, stdin: None, trouble });
        }
        if args.paths.len() > 1 {
            return Err("-（标准输入）只能单独写，不能与别的路径同用".to_owned());
        }
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|error| format!("读标准输入时出错：{}", workspace::reason(&error)))?;
        let path = args.stdin_path.clone().unwrap_or_else(|| PathBuf::from(STDIN));
        let key = Overlay::key(&path);
        world.put(key.clone(), bytes);
        let entry = Entry { path, output: PathBuf::new() };
        Ok(Self { entries: vec![entry], stdin: Some(key), trouble: false })
    }
}

/// Reports as they stand in a world.
pub(super) struct State<'a> {
    entries: &'a [Entry],
    publish: bool,
    projects: Projects,
    of: Vec<usize>,
    reports: Vec<Findings>,
}

impl<'a> State<'a> {
    fn of(world: &Overlay, entries: &'a [Entry], publish: bool) -> Self {
        let (projects, of) = Projects::load(world, entries);
        let bar = progress::bar(entries.len(), "正在校核");
        let reports = entries
            .par_iter()
            .zip(&of)
            .map(|(entry, &project)| {
                let compiled =
                    pipeline::compile(world, projects.get(project), &entry.path, publish);
                bar.inc(1);
                compiled.findings
            })
            .collect();
        bar.finish_and_clear();
        Self { entries, publish, projects, of, reports }
    }

    /// The findings of the projects' own files and of the reports.
    pub(super) fn lists(&self) -> impl Iterator<Item = &Findings> {
        self.projects.iter().flat_map(|project| &project.findings).chain(&self.reports)
    }

    /// Checks again what has to do with files that were changed.
    pub(super) fn again(&mut self, world: &Overlay, changed: &HashSet<PathBuf>) {
        let concerns = |one: &Findings| {
            one.sources.iter().any(|(_, source)| changed.contains(&Overlay::key(&source.path)))
        };
        if self.projects.iter().flat_map(|project| &project.findings).any(concerns) {
            *self = Self::of(world, self.entries, self.publish);
            return;
        }
        let (projects, publish) = (&self.projects, self.publish);
        let all = self.reports.par_iter_mut().zip(self.entries).zip(&self.of);
        all.filter(|((findings, _), _)| concerns(findings)).for_each(
            |((findings, entry), &project)| {
                let project = projects.get(project);
                *findings = pipeline::compile(world, project, &entry.path, publish).findings;
            },
        );
    }
}

/// The findings that are wanted, list by list.
struct Wanted<'a> {
    lists: Vec<(&'a Findings, Vec<Diagnostic>)>,
    reports: usize,
    hidden: usize,
}

impl<'a> Wanted<'a> {
    fn of(state: &'a State<'_>, selection: &Selection) -> Self {
        let mut hidden = 0;
        let lists = state.lists().map(|one| {
            let wanted = one.list.iter().filter(|finding| selection.wants(finding));
            let wanted: Vec<Diagnostic> = wanted.cloned().collect();
            hidden += one.list.len() - wanted.len();
            (one, wanted)
        });
        let lists = lists.collect();
        Self { lists, reports: state.reports.len(), hidden }
    }

    fn outcome(&self) -> Outcome {
        let mut all = self.lists.iter().flat_map(|(_, list)| list);
        if all.any(|finding| finding.level == Level::Error) {
            Outcome::Findings
        } else {
            Outcome::Fine
        }
    }
}

/// Prints what was found, and what was mended.
fn report(
    args: &Check,
    wanted: &Wanted<'_>,
    mended: Option<&Mended>,
    say: &dyn Fn(&str) -> Result<(), String>,
) -> Result<(), String> {
    let reports: Vec<Checked<'_>> = wanted
        .lists
        .iter()
        .map(|(one, list)| Checked { sources: &one.sources, findings: list })
        .collect();
    let mut summary = Summary::of(&reports);
    (summary.files, summary.hidden) = (wanted.reports, wanted.hidden);
    match args.format {
        Reporting::Json => {
            let fixed = mended.map(|mended| Fixed {
                count: mended.count(),
                files: mended.files.iter().map(|file| file.path.clone()).collect(),
                refused: mended.refused.clone(),
            });
            let json = emit::json::findings(&reports, summary, fixed.as_ref());
            say(&json.map_err(|error| format!("写不出 JSON：{error}"))?)
        }
        Reporting::Sarif => say(&emit::sarif::findings(&reports, &here())),
        Reporting::Github => {
            say(&emit::github::findings(&reports, &here()))?;
            say(&totals(&reports, summary, mended, Style::default()))
        }
        Reporting::Text => {
            let aside = mended.is_some() && args.paths.iter().any(|path| path == Path::new("-"));
            let style = style(if aside {
                std::io::stderr().is_terminal()
            } else {
                std::io::stdout().is_terminal()
            });
            let several = reports.iter().filter(|report| !report.findings.is_empty()).count() > 1;
            for report in reports.iter().filter(|one| !args.summary && !one.findings.is_empty()) {
                if several {
                    say(&emit::text::heading(report, style))?;
                }
                say(&emit::text::findings(report, style))?;
            }
            say(&totals(&reports, summary, mended, style))
        }
    }
}

/// The counts at the end.
fn totals(
    reports: &[Checked<'_>],
    mut summary: Summary,
    mended: Option<&Mended>,
    style: Style,
) -> String {
    let Some(mended) = mended else { return emit::text::summary(reports, summary, style) };
    // What can be mended has been, or was left alone for a reason that is told.
    summary.fixable = 0;
    let said = match mended.count() {
        0 => "没有可以直接改的。\n".to_owned(),
        count => format!("已修改 {count} 处（{} 个文件）。\n", mended.files.len()),
    };
    emit::text::summary(reports, summary, style) + &said
}

/// Prints what would be changed.
fn difference(mended: &Mended) -> Result<(), String> {
    let style = style(std::io::stdout().is_terminal());
    let here = here();
    for file in &mended.files {
        let path = file.path.strip_prefix(&here).unwrap_or(&file.path);
        let path = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        let before = String::from_utf8_lossy(&file.before);
        let after = String::from_utf8_lossy(&file.after);
        out::print(&emit::diff::unified(&path, &before, &after, style))?;
    }
    out::complain(&match mended.count() {
        0 => "没有可以直接改的。\n".to_owned(),
        count => format!("可以修改 {count} 处（{} 个文件），没有写入。\n", mended.files.len()),
    });
    Ok(())
}
