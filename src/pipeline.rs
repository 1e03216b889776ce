//! The one file that knows every stage: source → report → findings → outputs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::argument::{self, Cast, Matrix};
use crate::check::{self, Options, Request, Settings, Words};
use crate::config::{self, Config, Entry, FontFile, FontsFrom, Glossary, Limits};
use crate::diagnostic::{Diagnostic, Fault, Level};
use crate::fonts::{Fonts, Machine, Role};
use crate::outline::{Outline, Outlines};
use crate::parse;
use crate::proof::{self, Proof};
use crate::render::html::{self, Themes};
use crate::render::pdf;
use crate::report::{Report, Text};
use crate::source::{FileId, Sources, World, clean_path};
use crate::standard::{self, Setup};
use crate::typeset;
use crate::yaml;

/// The file that marks a project's root and holds its settings.
pub const SETTINGS: &str = "tigang.yaml";

/// A project's own templates, below its root.
const TEMPLATES: &str = "templates/html";

/// What the reports of one project share: settings, outlines, faces, templates.
#[derive(Debug)]
pub struct Project {
    /// The settings of `tigang.yaml`, or the defaults.
    pub config: Config,
    /// Built-in outlines and the project's own.
    pub outlines: Outlines,
    /// The faces.
    pub fonts: Fonts,
    /// The figures of the page.
    pub setup: Setup,
    /// What is wrong with the project's own files, a list for each kind of file.
    pub findings: Vec<Findings>,
    root: Option<PathBuf>,
    settings: Settings,
    overrides: Vec<(String, String)>,
    themes: OnceLock<Result<Themes, String>>,
}

/// Findings with the files they speak of.
#[derive(Debug, Default)]
pub struct Findings {
    /// The files.
    pub sources: Sources,
    /// The findings, by file and place.
    pub list: Vec<Diagnostic>,
}

impl Findings {
    /// Whether any is at error level.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|finding| finding.level == Level::Error)
    }
}

/// A report, understood and checked.
#[derive(Debug)]
pub struct Compiled {
    /// The report.
    pub report: Report,
    /// Its outline; a bare one where it names none that is known.
    pub outline: Outline,
    /// Its files and findings.
    pub findings: Findings,
    /// Whether the draft could be read at all. Of one that could not, nothing is ever published.
    pub readable: bool,
}

impl Project {
    /// Loads what the reports below `root` share: `tigang.yaml`, `schemas/outlines/`, `templates/html/`
    /// and the faces that the settings name. Without a root, what is built in.
    #[must_use]
    pub fn load(world: &dyn World, root: Option<&Path>) -> Self {
        let mut project = Self {
            config: Config::default(),
            outlines: Outlines::builtin(),
            fonts: Fonts::embedded(),
            setup: Setup::default(),
            findings: Vec::new(),
            root: root.map(Path::to_owned),
            settings: Settings::new(world.today()),
            overrides: Vec::new(),
            themes: OnceLock::new(),
        };
        if let Some(root) = root {
            project.load_root(world, root);
        }
        project
    }

    fn load_root(&mut self, world: &dyn World, root: &Path) {
        if let Ok((config, sources, mut faults)) = Config::read(world, &root.join(SETTINGS)) {
            for file in &config.fonts {
                faults.extend(self.use_font(world, root, file));
            }
            faults.extend(self.use_layout(world, root, &config));
            faults.extend(check::unknown_rules(
                config.levels.iter().map(|level| &level.rule).chain(&config.ignore),
            ));
            self.settings.words = words(&config.glossary);
            self.settings.options = options(config.limits);
            self.settings.levels = levels(&config);
            self.settings.ignore = config.ignore.iter().map(|rule| rule.value.clone()).collect();
            self.config = config;
            self.tell(sources, &faults);
        }
        let (outlines, sources, faults) = Outlines::load(world, root);
        self.outlines = outlines;
        self.tell(sources, &faults);
        self.overrides = overrides(world, &root.join(TEMPLATES));
    }

    /// Lets a face of the user's own serve its role; the fault where it cannot.
    fn use_font(&mut self, world: &dyn World, root: &Path, file: &FontFile) -> Option<Fault> {
        let path = clean_path(&root.join(&file.path));
        let fault = self.fonts.use_file(world, file.role, &path).err()?;
        let help = if world.open(&path).is_err() {
            "请核对路径；路径从 tigang.yaml 所在的文件夹写起"
        } else {
            "请换一个字体文件；删去这一行，就用本机的或内置的字体"
        };
        Some(Fault::new("A001", file.span, fault.to_string()).help(help))
    }

    /// Takes over what `版面` says; what is wrong with the theme it names is told by itself.
    fn use_layout(&mut self, world: &dyn World, root: &Path, config: &Config) -> Vec<Fault> {
        let Some(layout) = &config.layout else { return Vec::new() };
        let named = layout.get("主题").unwrap_or(layout);
        if let Some(name) = named.text().map(str::trim).filter(|name| !name.is_empty()) {
            let path = clean_path(&root.join(standard::FOLDER).join(format!("{name}.yaml")));
            let bytes = match (world.read(&path), standard::builtin(name)) {
                (Ok(bytes), _) => bytes,
                (Err(_), Some(text)) => text.as_bytes().to_vec(),
                (Err(_), None) => {
                    let known: Vec<&str> = standard::builtin_names().collect();
                    let help = format!(
                        "现成的有：{}；自己的放在 {}/ 下，一个主题一个 .yaml 文件",
                        known.join("、"),
                        standard::FOLDER
                    );
                    let message = format!("没有“{name}”这个版面主题");
                    return vec![Fault::new("Y013", named.span, message).help(help)];
                }
            };
            let file = FileId::default();
            let (source, mut faults) = yaml::source(&path, bytes, file);
            let text = &source.text;
            let (node, found) = yaml::read(text, file, 0..text.len(), &standard::LAYOUT);
            faults.extend(found);
            faults.extend(self.setup.apply(&node));
            let mut sources = Sources::new();
            sources.add(source);
            self.tell(sources, &faults);
        }
        self.setup.apply(layout)
    }

    fn tell(&mut self, sources: Sources, faults: &[Fault]) {
        if faults.is_empty() {
            return;
        }
        let list = check::present(faults, &self.settings);
        self.findings.push(Findings { sources, list });
    }

    /// The theme of HTML where the command line names none.
    #[must_use]
    pub fn theme(&self) -> &str {
        self.config.theme.as_ref().map_or("official", |theme| theme.value.as_str())
    }

    /// The roles that faces of the machine may serve; none where `choice`, or without one the settings, say 内置.
    fn roles_for_machine(&self, choice: Option<FontsFrom>) -> Vec<Role> {
        if choice.unwrap_or(self.config.fonts_from) == FontsFrom::Embedded {
            return Vec::new();
        }
        Role::ALL.into_iter().filter(|&role| !self.fonts.named(role)).collect()
    }

    /// The output folder of the settings.
    #[must_use]
    pub fn output(&self) -> Option<PathBuf> {
        let output = self.config.output.as_ref()?;
        Some(self.root.as_ref().map_or_else(|| output.clone(), |root| root.join(output)))
    }

    /// Where a page's faces come from, where the settings say so.
    #[must_use]
    pub fn web_fonts(&self) -> Option<html::WebFonts> {
        self.config.web_fonts.map(|choice| match choice {
            config::WebFonts::Embed => html::WebFonts::Embed,
            config::WebFonts::System => html::WebFonts::System,
        })
    }

    fn themes(&self) -> Result<&Themes, String> {
        let made = self
            .themes
            .get_or_init(|| Themes::new(self.overrides.clone()).map_err(|error| error.to_string()));
        made.as_ref().map_err(Clone::clone)
    }

    /// Makes sure that a theme is there.
    ///
    /// # Errors
    /// In Chinese, with the themes that are, or with what is wrong with a template.
    pub fn require_theme(&self, theme: &str) -> Result<(), String> {
        let names: Vec<&str> = self.themes()?.names().collect();
        if names.contains(&theme) {
            return Ok(());
        }
        Err(format!("没有“{theme}”这个主题。可以用：{}", names.join("、")))
    }
}

/// Lets faces of the machine serve the roles that projects name no file for, unless `choice`, or without one
/// a project's settings, say 内置. What makes or describes outputs calls it after loading; the machine is searched
/// once for all projects, and only where a role asks for it.
pub fn use_machine_fonts(world: &dyn World, projects: &mut [Project], choice: Option<FontsFrom>) {
    let asked: Vec<Vec<Role>> =
        projects.iter().map(|project| project.roles_for_machine(choice)).collect();
    let mut roles: Vec<Role> = asked.iter().flatten().copied().collect();
    roles.sort_unstable();
    roles.dedup();
    let machine = Machine::find(world, &roles);
    for (project, asked) in projects.iter_mut().zip(&asked) {
        if !asked.is_empty() {
            project.fonts.use_machine(&machine);
        }
    }
}

/// The settings' levels as the engine takes them.
fn levels(config: &Config) -> BTreeMap<String, Option<Level>> {
    config.levels.iter().map(|rule| (rule.rule.value.clone(), rule.level)).collect()
}

/// The project's words as the engine takes them.
fn words(glossary: &Glossary) -> Words {
    let value = |text: &Text| text.value.clone();
    let many = |entries: &[Entry]| -> Vec<(String, Vec<String>)> {
        entries
            .iter()
            .map(|one| (value(&one.term), one.others.iter().map(value).collect()))
            .collect()
    };
    let one = |entries: &[Entry]| -> Vec<(String, String)> {
        let first = |one: &Entry| one.others.first().map(value).unwrap_or_default();
        entries.iter().map(|one| (value(&one.term), first(one))).collect()
    };
    Words {
        names: many(&glossary.full_names),
        forbidden: one(&glossary.forbidden),
        preferred: many(&glossary.preferred),
        people: one(&glossary.people),
        phrases: glossary.set_phrases.iter().map(value).collect(),
        confusables: one(&glossary.confusables),
        allowed: glossary.allowed.iter().map(value).collect(),
    }
}

/// The limits that are set, over the rules' own.
fn options(limits: Limits) -> Options {
    let own = Options::default();
    Options {
        sentence: limits.sentence.unwrap_or(own.sentence),
        paragraph: limits.paragraph.unwrap_or(own.paragraph),
        heading: limits.heading.unwrap_or(own.heading),
        balance: limits.balance.unwrap_or(own.balance),
    }
}

/// A project's own templates: path below `templates/html/` and text.
fn overrides(world: &dyn World, folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for theme in world.folders(folder) {
        for name in world.list(&folder.join(&theme)) {
            let bytes = world.read(&folder.join(&theme).join(&name));
            if let Some(text) = bytes.ok().and_then(|bytes| String::from_utf8(bytes).ok()) {
                found.push((format!("{theme}/{name}"), text));
            }
        }
    }
    found
}

/// Parses and checks a draft; `publish` checks it at publishing level.
#[must_use]
pub fn compile(world: &dyn World, project: &Project, draft: &Path, publish: bool) -> Compiled {
    let parsed = parse::parse(world, draft, &project.outlines);
    let known: Vec<String> = match parsed.outline {
        Some(_) => Vec::new(),
        None => project.outlines.names().into_iter().map(str::to_owned).collect(),
    };
    let settings = Settings { publish, ..project.settings.clone() };
    let list = check::check(&Request {
        sources: &parsed.sources,
        report: &parsed.report,
        faults: &parsed.faults,
        outline: parsed.outline.as_ref(),
        known_outlines: &known,
        fonts: Some(&project.fonts),
        settings: &settings,
    });
    let report = parsed.report;
    let empty = report.lead.is_empty() && report.sections.is_empty();
    let unread = parsed.faults.iter().any(|fault| fault.rule == "Y014");
    Compiled {
        readable: !(empty && (unread || report.meta.title.value.is_empty())),
        report,
        outline: parsed.outline.unwrap_or_default(),
        findings: Findings { sources: parsed.sources, list },
    }
}

/// Renders a report as one HTML file.
///
/// # Errors
/// In Chinese, where a template or a face cannot be used.
pub fn html(
    project: &Project,
    compiled: &Compiled,
    options: &html::Options<'_>,
) -> Result<String, String> {
    project
        .themes()?
        .render(&compiled.report, &compiled.outline, &project.fonts.for_pages(), options)
        .map_err(|error| error.to_string())
}

/// Reads the argument of a report, with the roles that its outline gives it.
#[must_use]
pub fn argument(compiled: &Compiled) -> (Matrix, Cast) {
    let cast = check::cast(&compiled.outline);
    (argument::matrix(&compiled.report, &cast), cast)
}

/// Lays a report out and measures the layout.
#[must_use]
pub fn proof(project: &Project, compiled: &Compiled) -> Proof {
    let options = typeset::Options { draft: false, setup: project.setup.clone() };
    let frames = typeset::typeset(&compiled.report, &project.fonts, &options);
    proof::proof(&frames, &project.fonts, &project.setup)
}

/// Lays a report out and writes it as PDF; a draft is marked as one.
///
/// # Errors
/// In Chinese, where an image or a face cannot be used.
pub fn pdf(project: &Project, compiled: &Compiled, draft: bool) -> Result<Vec<u8>, String> {
    let options = typeset::Options { draft, setup: project.setup.clone() };
    let mut frames = typeset::typeset(&compiled.report, &project.fonts, &options);
    // What only a proof asks for; of a long report it takes a few megabytes.
    for page in &mut frames.pages {
        page.lines = Vec::new();
    }
    pdf::write(&frames, &project.fonts, &compiled.report.assets).map_err(|error| error.to_string())
}
