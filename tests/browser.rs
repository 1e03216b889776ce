//! The HTML, as a browser shows it. Uses Chromium where it is installed.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::cli::tigang;
use crate::support::{self, root};

/// Opens a page in a frame of a width in CSS pixels and returns what `probe` (a JavaScript expression
/// over `doc` and `win`) gives, as JSON.
fn probe(page: &Path, width: u32, dark: bool, expression: &str) -> serde_json::Value {
    let folder = tempfile::tempdir().unwrap();
    let html = fs::read_to_string(page).unwrap();
    let source = serde_json::to_string(&html).unwrap().replace("</", "<\\/");
    let wrapper = format!(
        "<!doctype html><meta charset=utf-8><body><iframe id=f width={width} height=900></iframe>\
         <pre id=out></pre><script>\
         const f=document.getElementById('f');\
         f.onload=async()=>{{const doc=f.contentDocument,win=f.contentWindow;let r;\
         try{{await doc.fonts.ready;r=await ({expression})}}catch(e){{r='failed: '+e}}\
         document.getElementById('out').textContent='RESULT'+JSON.stringify(r)+'END'}};\
         f.srcdoc={source};</script>"
    );
    let path = folder.path().join("probe.html");
    fs::write(&path, wrapper).unwrap();
    let mut command = Command::new("chromium");
    command.args([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--virtual-time-budget=20000",
        "--dump-dom",
    ]);
    if dark {
        command.arg("--blink-settings=preferredColorScheme=0");
    }
    let output = command
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg(format!("file://{}", path.display()))
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&output.stdout).into_owned();
    let result = dom.split("RESULT").nth(1).and_then(|rest| rest.split("END</pre>").next());
    let result =
        result.unwrap_or_else(|| panic!("no answer: {}", String::from_utf8_lossy(&output.stderr)));
    let text = result.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn build(draft: &str, theme: &str, folder: &Path) -> std::path::PathBuf {
    let output = folder.to_string_lossy().into_owned();
    let ran = tigang(root(), &["build", draft, "-f", "html", "--theme", theme, "-o", &output]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    let stem = Path::new(draft).file_stem().unwrap().to_string_lossy().into_owned();
    folder.join(format!("{stem}.html"))
}

#[test]
fn the_official_theme_brings_its_faces() {
    if !support::have("chromium") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let page = build("examples/党建引领乡村振兴.md", "official", folder.path());
    let faces = probe(&page, 1000, false, "[...doc.fonts].map(f=>[f.family,f.status])");
    let faces = faces.as_array().unwrap();
    // 仿宋, 小标宋, 楷体 and 黑体 are on the page; 宋体 only where it is printed.
    let loaded = faces.iter().filter(|face| face[1] == "loaded").count();
    assert!(loaded >= 4, "{faces:?}");
    assert!(faces.iter().all(|face| face[1] != "error"), "{faces:?}");
}

#[test]
fn no_page_is_wider_than_a_phone() {
    if !support::have("chromium") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for theme in ["official", "web"] {
        for draft in ["examples/党建引领乡村振兴.md", "examples/特色产业调研报告"] {
            let page = build(draft, theme, folder.path());
            for width in [360, 768, 1280] {
                let wide =
                    probe(&page, width, false, "[doc.documentElement.scrollWidth, win.innerWidth]");
                assert!(wide[0].as_u64() <= wide[1].as_u64(), "{theme} {draft} at {width}: {wide}");
            }
        }
    }
}

#[test]
fn the_web_theme_has_a_dark_mode_with_contrast() {
    if !support::have("chromium") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let page = build("examples/党建引领乡村振兴.md", "web", folder.path());
    // Relative luminance of text and ground (WCAG 2.1), as the browser computes the colours.
    let contrast = "(()=>{const l=c=>{const v=c.match(/[\\d.]+/g).slice(0,3).map(x=>{x/=255;\
        return x<=0.03928?x/12.92:((x+0.055)/1.055)**2.4});return 0.2126*v[0]+0.7152*v[1]+0.0722*v[2]};\
        const ground=e=>{for(;e;e=e.parentElement){const b=win.getComputedStyle(e).backgroundColor;\
        if(!/, 0\\)$|transparent/.test(b))return b}return 'rgb(255,255,255)'};\
        return ['h1','h2','h3','p','nav a'].map(s=>{const e=doc.querySelector(s);if(!e)return [s,99];\
        const a=l(win.getComputedStyle(e).color),b=l(ground(e));\
        return [s,(Math.max(a,b)+0.05)/(Math.min(a,b)+0.05)]})})()";
    let mut grounds = Vec::new();
    for dark in [false, true] {
        let ratios = probe(&page, 1280, dark, contrast);
        for ratio in ratios.as_array().unwrap() {
            assert!(ratio[1].as_f64().unwrap() >= 4.5, "dark {dark}: {ratio}");
        }
        grounds.push(probe(
            &page,
            1280,
            dark,
            "win.getComputedStyle(doc.documentElement).backgroundColor",
        ));
    }
    assert_ne!(grounds[0], grounds[1], "dark mode changes the ground");
}
