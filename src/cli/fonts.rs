//! `tigang fonts`.

use std::fmt::Write as _;
use std::path::Path;

use super::args::Fonts;
use super::{Outcome, out};
use crate::cjk;
use crate::config::FontsFrom;
use crate::fonts::{Choice, Origin, Role};
use crate::pipeline::{self, Project};
use crate::workspace::{self, DiskWorld};

/// The licences of the embedded faces.
const LICENCES: [(&str, &str); 4] = [
    ("声明（NOTICE）", include_str!("../../NOTICE")),
    ("Noto：SIL OFL 1.1", include_str!("../../assets/fonts/LICENSES/NotoCJK-OFL.txt")),
    ("Fandol：说明", include_str!("../../assets/fonts/LICENSES/Fandol-README")),
    ("Fandol：GPL 3.0", include_str!("../../assets/fonts/LICENSES/Fandol-COPYING")),
];

/// Says which face serves which role and where it comes from, or prints the licences.
pub(super) fn run(args: &Fonts) -> Result<Outcome, String> {
    let mut text = String::new();
    if args.licences {
        for (title, licence) in LICENCES {
            let _ = writeln!(text, "==== {title} ====\n\n{licence}\n");
        }
        out::print(&text)?;
        return Ok(Outcome::Fine);
    }
    let root = workspace::project_root(Path::new("."));
    let mut projects = [Project::load(&DiskWorld, root.as_deref())];
    pipeline::use_machine_fonts(&DiskWorld, &mut projects, None);
    let [project] = &projects;
    let outcome = project.findings.iter().map(super::complain_of).max().unwrap_or(Outcome::Fine);
    let choices = project.fonts.choices();
    table(&mut text, &choices);
    advice(&mut text, &choices, project);
    out::print(&text)?;
    Ok(outcome)
}

/// A line for each role: what it is for, the face, and where that comes from.
fn table(text: &mut String, choices: &[Choice<'_>]) {
    let names: Vec<String> = choices.iter().map(ToString::to_string).collect();
    let widest = names.iter().map(|name| width(name)).max().unwrap_or(0);
    for (choice, name) in choices.iter().zip(&names) {
        let origin = match &choice.face.origin {
            Origin::Embedded(licence) => format!("（{licence}）"),
            Origin::File(path) | Origin::Machine(path) => format!("  {}", path.display()),
        };
        let role = choice.role.chinese();
        let _ = writeln!(
            text,
            "{role}{}  {name}{}  {}{origin}",
            blanks(6, width(role)),
            blanks(widest, width(name)),
            choice.face.origin.chinese(),
        );
        let _ = writeln!(text, "        用于{}", usage(choice.role));
    }
}

/// What the table means, and what to do about it.
fn advice(text: &mut String, choices: &[Choice<'_>], project: &Project) {
    let unusable = project.fonts.unusable();
    if !unusable.is_empty() {
        text.push_str("\n本机有这些字体，但不能用：\n");
        for fault in unusable {
            let _ = writeln!(
                text,
                "  {}  {}：{}",
                fault.role.chinese(),
                fault.path.display(),
                fault.reason
            );
        }
    }
    let wanted: Vec<&str> =
        choices.iter().filter(|choice| choice.substitute).map(|choice| choice.wanted).collect();
    let embedded = project.config.fonts_from == FontsFrom::Embedded;
    if !wanted.is_empty() {
        let _ = writeln!(
            text,
            "\n“甲 代 乙”：公文惯用乙，现在用甲代替。要换成惯用的字体，有两种办法："
        );
        let install = if embedded {
            "把 tigang.yaml 的“字体来源”改成“自动”，并"
        } else {
            ""
        };
        let _ = writeln!(text, "  一、{install}把 {} 装进系统。", wanted.join("、"));
        text.push_str(
            "  二、把字体文件放进项目，在 tigang.yaml 里写明用途和文件：\n\
             \x20       字体:\n",
        );
        for choice in choices.iter().filter(|choice| choice.substitute).take(2) {
            let _ =
                writeln!(text, "          {}: 字体/{}.ttf", choice.role.chinese(), choice.wanted);
        }
    }
    let of_machine = choices.iter().any(|choice| matches!(choice.face.origin, Origin::Machine(_)));
    if of_machine {
        text.push_str(
            "\n本机的字体只用于 PDF；网页里嵌入的是内置字体，除非在 tigang.yaml 的“字体”里写明。\n\
             要在哪台机器上都生成同样的文件：在 tigang.yaml 里写“字体来源: 内置”，或用 tigang build --fonts embedded。\n",
        );
    }
    text.push_str(
        "\n某个字体缺的字，依次用宋体、黑体补。内置字体的许可证：tigang fonts --licences\n",
    );
}

/// Cells that a text takes on a terminal.
fn width(text: &str) -> usize {
    text.chars().map(cjk::width).sum()
}

fn blanks(wanted: usize, taken: usize) -> String {
    " ".repeat(wanted.saturating_sub(taken))
}

fn usage(role: Role) -> &'static str {
    match role {
        Role::Fangsong => "正文、三四级标题",
        Role::Xiaobiaosong => "标题",
        Role::Kai => "二级标题、署名",
        Role::Hei => "一级标题、表头",
        Role::Song => "页码、表格、西文和数字",
    }
}
