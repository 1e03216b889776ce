//! `tigang fonts`.

use std::fmt::Write as _;
use std::path::Path;

use super::args::Fonts;
use super::{Outcome, out};
use crate::fonts::{Origin, Role};
use crate::pipeline::Project;
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
    let project = Project::load(&DiskWorld, workspace::project_root(Path::new(".")).as_deref());
    for role in Role::ALL {
        let face = project.fonts.face(project.fonts.of(role));
        let origin = match &face.origin {
            Origin::Embedded(licence) => format!("内置（{licence}）"),
            Origin::File(path) => format!("{}", path.display()),
        };
        let name = role.chinese();
        let pad = "　".repeat(3_usize.saturating_sub(name.chars().count()));
        let _ = writeln!(text, "{name}{pad}  {}：{}  {origin}", usage(role), face.name);
    }
    text.push_str(
        "\n换用自己的字体：在 tigang.yaml 的“字体”里写明用途和文件，如 仿宋: 字体/仿宋_GB2312.ttf。\n\
         某个字体缺的字，依次用宋体、黑体补。内置字体的许可证：tigang fonts --licences\n",
    );
    let outcome = project.findings.iter().map(super::complain_of).max().unwrap_or(Outcome::Fine);
    out::print(&text)?;
    Ok(outcome)
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
