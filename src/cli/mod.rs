//! Arguments, and one file a command.

mod args;
mod build;
mod check;
mod explain;
mod figures;
mod fix;
mod fonts;
mod new;
mod out;
mod outline;
mod progress;
mod proof;
mod usage;

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;

use crate::config::FontsFrom;
use crate::emit::{self, Checked, text::Style};
use crate::pipeline::{self, Findings, Project};
use crate::source::World;
use crate::workspace::{self, Entry, Found};
use args::{Args, Command};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Nothing at error level.
    Fine = 0,
    /// Findings at error level.
    Findings = 1,
    /// The command line was wrong, or something could not be read or written.
    Trouble = 2,
}

/// Runs a command line and returns the exit code: 0 fine, 1 findings at error level, 2 usage or I/O.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let outcome = match Args::try_parse_from(arguments) {
        Ok(args) => match dispatch(args.command) {
            Ok(outcome) => outcome,
            Err(message) => {
                out::complain(&format!("错误：{message}\n"));
                Outcome::Trouble
            }
        },
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                match out::print(&error.render().to_string()) {
                    Ok(()) => Outcome::Fine,
                    Err(_) => Outcome::Trouble,
                }
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                out::complain(&error.render().to_string());
                Outcome::Trouble
            }
            _ => {
                out::complain(&usage::message(&error));
                Outcome::Trouble
            }
        },
    };
    ExitCode::from(outcome as u8)
}

fn dispatch(command: Command) -> Result<Outcome, String> {
    match command {
        Command::New(args) => new::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Outline(args) => outline::run(&args),
        Command::Figures(args) => figures::run(&args),
        Command::Proof(args) => proof::run(&args),
        Command::Rules => explain::list(),
        Command::Explain(args) => explain::explain(&args),
        Command::Fonts(args) => fonts::run(&args),
    }
}

/// The reports that the paths of a command line mean; the current folder where there are none.
/// Problems are told at once.
///
/// # Errors
/// Where there is no report at all.
fn find(paths: &[PathBuf], skip: Option<&Path>) -> Result<Found, String> {
    let here = [PathBuf::from(".")];
    let found = workspace::discover(if paths.is_empty() { &here } else { paths }, skip);
    for (path, why) in &found.problems {
        out::complain(&format!("错误：{}：{why}。\n", path.display()));
    }
    if found.entries.is_empty() && found.problems.is_empty() {
        let plain = match found.plain {
            0 => String::new(),
            count => format!("有 {count} 个 Markdown 文件开头没有“---”括起的文首信息，不算报告。"),
        };
        return Err(format!("没有找到报告。{plain}用 tigang new 报告.md 可以新建一份"));
    }
    Ok(found)
}

/// The one report that a path means; `None` where what is wrong with it was told already.
///
/// # Errors
/// Where there is none, or more than one.
fn find_one(path: &Path) -> Result<Option<Entry>, String> {
    let mut found = find(std::slice::from_ref(&path.to_owned()), None)?;
    match found.entries.len() {
        0 => Ok(None),
        1 => Ok(found.entries.pop()),
        count => Err(format!("{} 里有 {count} 份报告，请写明是哪一份", path.display())),
    }
}

/// The projects of a run's reports, each loaded once.
struct Projects {
    loaded: Vec<Project>,
}

impl Projects {
    /// Loads the project of each report; returns with each report the index of its project.
    fn load(world: &dyn World, entries: &[Entry]) -> (Self, Vec<usize>) {
        let mut by_root: HashMap<Option<PathBuf>, usize> = HashMap::new();
        let mut by_folder: HashMap<PathBuf, usize> = HashMap::new();
        let mut loaded = Vec::new();
        let mut of = Vec::with_capacity(entries.len());
        let here = here();
        let mut unread_told = HashSet::new();
        for entry in entries {
            let folder = entry.path.parent().unwrap_or(Path::new("")).to_owned();
            let index = *by_folder.entry(folder).or_insert_with(|| {
                if let Some(unread) = workspace::unread_settings(&entry.path)
                    && unread_told.insert(unread.clone())
                {
                    let unread = unread.strip_prefix(&here).unwrap_or(&unread);
                    let name = workspace::ROOT_FILE;
                    out::complain(&format!(
                        "注意：{} 没有起作用，项目设置的文件名是 {name}，请改名。\n",
                        unread.display()
                    ));
                }
                let root = workspace::project_root(&entry.path);
                *by_root.entry(root.clone()).or_insert_with(|| {
                    // Below the current folder it is named from there, as the drafts are.
                    let root = root.as_deref();
                    let root = root.map(|root| root.strip_prefix(&here).unwrap_or(root));
                    loaded.push(Project::load(world, root));
                    loaded.len() - 1
                })
            });
            of.push(index);
        }
        (Self { loaded }, of)
    }

    /// Lets the machine's faces serve, as `choice` or else the settings say.
    fn use_machine_fonts(&mut self, world: &dyn World, choice: Option<FontsFrom>) {
        pipeline::use_machine_fonts(world, &mut self.loaded, choice);
    }

    fn get(&self, index: usize) -> &Project {
        &self.loaded[index]
    }

    fn iter(&self) -> impl Iterator<Item = &Project> {
        self.loaded.iter()
    }

    /// Tells what is wrong with the projects' own files.
    fn complain(&self) -> Outcome {
        let lists = self.iter().flat_map(|project| &project.findings);
        lists.map(complain_of).max().unwrap_or(Outcome::Fine)
    }
}

/// Tells findings on standard error.
fn complain_of(findings: &Findings) -> Outcome {
    out::complain(&emit::text::findings(
        &checked(findings),
        style(std::io::stderr().is_terminal()),
    ));
    if findings.has_errors() { Outcome::Findings } else { Outcome::Fine }
}

/// Findings as the emitters take them.
fn checked(findings: &Findings) -> Checked<'_> {
    Checked { sources: &findings.sources, findings: &findings.list }
}

/// The current folder, links resolved; nothing where it cannot be told.
fn here() -> PathBuf {
    #[allow(clippy::disallowed_methods)]
    let here = std::env::current_dir();
    here.and_then(|here| here.canonicalize()).unwrap_or_default()
}

/// How findings are printed: coloured on a terminal that knows colours, unless `NO_COLOR` is set.
fn style(terminal: bool) -> Style {
    #[allow(clippy::disallowed_methods)]
    let variable = |name: &str| std::env::var_os(name).unwrap_or_default();
    let plain = !variable("NO_COLOR").is_empty() || variable("TERM") == "dumb";
    Style { colour: terminal && !plain, ..Style::default() }
}
