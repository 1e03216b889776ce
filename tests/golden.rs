//! Whole outputs of the examples, held as they are: outline, web page, and the lines of each PDF page.
//! `UPDATE_GOLDEN=1 cargo test golden` rewrites them; read the difference before committing it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use tigang::emit;
use tigang::pipeline::{self, Project};
use tigang::render::html::{Options, WebFonts};
use tigang::typeset::{self, Item};
use tigang::workspace::DiskWorld;

use crate::examples::drafts_by_name;
use crate::support::root;

fn hold(name: &str, text: &str) -> Option<String> {
    let path = root().join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, text).unwrap();
        return None;
    }
    let stored = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    if stored == text {
        return None;
    }
    let (old, new) = (stored.lines(), text.lines());
    let first = old.zip(new).enumerate().find(|(_, (old, new))| old != new);
    Some(match first {
        Some((at, (old, new))) => format!("{name}:{}:\n- {old}\n+ {new}", at + 1),
        None => format!("{name} has another length"),
    })
}

/// The lines of each page: where the first run begins, in mm, and the text of the runs on one baseline.
fn pages(frames: &typeset::Frames) -> String {
    const MM: f64 = 72.0 / 25.4;
    let mut out = String::new();
    for (at, page) in frames.pages.iter().enumerate() {
        let _ = writeln!(out, "==== {}", at + 1);
        let mut baseline = f64::NEG_INFINITY;
        for item in &page.items {
            match item {
                Item::Text(run) => {
                    // Faces are raised to one middle line, so baselines differ a little within a line.
                    if (run.y - baseline).abs() > 3.0 {
                        let (x, y) = (run.x / MM, run.y / MM);
                        let _ = write!(out, "\n{x:6.1} {y:6.1}  ");
                        baseline = run.y;
                    }
                    out.push_str(&run.text);
                }
                Item::Image(image) => {
                    let (x, y) = (image.x / MM, image.y / MM);
                    let (width, height) = (image.width / MM, image.height / MM);
                    let _ = write!(out, "\n{x:6.1} {y:6.1}  [{width:.1} × {height:.1}]");
                }
                Item::Fill(_) | Item::Link(_) => {}
            }
        }
        out.push('\n');
    }
    out
}

#[test]
fn golden_outputs_of_the_examples() {
    let mut changed = Vec::new();
    for (name, draft) in drafts_by_name() {
        let project = Project::load(&DiskWorld, None);
        let compiled = pipeline::compile(&DiskWorld, &project, &draft, true);
        let tree = emit::outline::text(&compiled.report, &compiled.findings.sources);
        changed.extend(hold(&format!("{name}.outline.txt"), &tree));
        let options = Options { theme: "web", web_fonts: Some(WebFonts::System), draft: false };
        let html = pipeline::html(&project, &compiled, &options).unwrap();
        // The style is one file of the repository already.
        let body = html.split_once("<body").map_or("", |(_, body)| body);
        changed.extend(hold(&format!("{name}.web.html"), body));
        let frames =
            typeset::typeset(&compiled.report, &project.fonts, &typeset::Options::default());
        if cfg!(feature = "fandol") {
            changed.extend(hold(&format!("{name}.pages.txt"), &pages(&frames)));
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
    assert!(Path::new(&root().join("tests/golden")).is_dir());
}
