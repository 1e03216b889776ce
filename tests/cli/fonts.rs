//! Faces of the machine: found through `TIGANG_FONT_PATHS`, told by `fonts`, set by `build`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tigang::fonts::{Fonts, Role};

use super::{put, sound, tigang, tigang_with_fonts, tree};
use testing::{Made, collection};

#[allow(dead_code)]
#[path = "../../src/fonts/testing.rs"]
mod testing;

fn embedded(role: Role) -> Made {
    let fonts = Fonts::embedded();
    Made::of(&fonts.face(fonts.of(role)).data)
}

/// A folder of fonts as an office machine has them, the files called as they usually are or not.
fn fonts() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let serif = || embedded(Role::Song);
    let sans = embedded(Role::Hei);
    let title = sans.clone().named("方正小标宋简体", "FZXBSJW--GB1-0").file();
    put(folder.path(), "办公/题目字.ttf", &title);
    put(folder.path(), "simfang.ttf", &serif().named("仿宋_GB2312", "FangSong_GB2312").file());
    let both = collection(&[sans.named("新宋体", "NSimSun"), serif().named("宋体", "SimSun")]);
    put(folder.path(), "simsun.ttc", &both);
    put(folder.path(), "SIMKAI.TTF", &serif().named("楷体", "KaiTi").rights(2).file());
    put(folder.path(), "readme.txt", "字体".as_bytes());
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path(), folder.path().join("办公/回去")).unwrap();
    folder
}

fn path(folder: &tempfile::TempDir) -> String {
    folder.path().to_str().unwrap().to_owned()
}

/// PostScript names of the faces in a PDF, without the tags of their subsets.
fn faces(pdf: &Path) -> BTreeSet<String> {
    let document = lopdf::Document::load(pdf).unwrap();
    let dictionaries = document.objects.values().filter_map(|object| object.as_dict().ok());
    dictionaries
        .filter_map(|dictionary| dictionary.get(b"BaseFont").ok()?.as_name().ok())
        .map(|name| String::from_utf8_lossy(name).split('+').next_back().unwrap().to_owned())
        .collect()
}

#[test]
fn fonts_of_the_machine_are_told_with_what_to_do() {
    let machine = fonts();
    let folder = tree(&[]);
    let ran = tigang_with_fonts(folder.path(), &["fonts"], &path(&machine));
    assert_eq!(ran.code, 0, "{}", ran.all());
    let line = |role: &str| {
        let found = ran.stdout.lines().find(|line| line.starts_with(role));
        found.unwrap_or_else(|| panic!("{role}: {}", ran.stdout)).to_owned()
    };
    for (role, face, file) in [
        ("小标宋", "方正小标宋简体  ", "题目字.ttf"),
        ("仿宋", "仿宋_GB2312  ", "simfang.ttf"),
        ("宋体", "宋体  ", "simsun.ttc"),
    ] {
        let line = line(role);
        assert!(line.contains(face) && line.contains("本机") && line.ends_with(file), "{line}");
        assert!(!line.contains(" 代 "), "{line}");
    }
    assert!(line("楷体").contains(" 代 楷体_GB2312") && line("楷体").contains("内置"));
    assert!(line("黑体").contains(" 代 黑体"));
    assert!(ran.stdout.contains("SIMKAI.TTF：字体的许可位（OS/2 fsType）不允许嵌入文件"));
    assert!(ran.stdout.contains("把 楷体_GB2312、黑体 装进系统"), "{}", ran.stdout);
    assert!(ran.stdout.contains("网页里嵌入的是内置字体"));

    // None of the machine's: an empty value, a folder that is not there, or the setting.
    let none = tigang(folder.path(), &["fonts"]);
    assert!(!none.stdout.contains("本机  "), "{}", none.stdout);
    assert_eq!(tigang_with_fonts(folder.path(), &["fonts"], "/没有").stdout, none.stdout);
    put(folder.path(), "tigang.yaml", "字体来源: 内置\n".as_bytes());
    let ran = tigang_with_fonts(folder.path(), &["fonts"], &path(&machine));
    assert!(!ran.stdout.contains("simfang") && ran.stdout.contains("改成“自动”"));
}

#[test]
fn a_build_uses_the_machines_faces_in_pdf_and_not_in_pages() {
    let machine = fonts();
    let folder = tree(&[("甲.md", &sound("抓实春耕备耕"))]);
    let build = |arguments: &[&str], to: &str, fonts: &str| {
        let all = [&["build", "甲.md", "-o", to], arguments].concat();
        let ran = tigang_with_fonts(folder.path(), &all, fonts);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
        let read = |kind| fs::read(folder.path().join(to).join(kind)).unwrap();
        (read("甲.pdf"), read("甲.html"))
    };
    let bare = build(&[], "无", "");
    let used = build(&[], "有", &path(&machine));
    let names = faces(&folder.path().join("有/甲.pdf"));
    for name in ["FZXBSJW--GB1-0", "FangSong_GB2312", "SimSun"] {
        assert!(names.contains(name), "{names:?}");
    }
    assert!(!names.contains("NSimSun") && !names.contains("KaiTi"), "{names:?}");
    assert!(used.0 != bare.0);
    assert!(used.1 == bare.1, "the page is the same on every machine");
    assert!(used == build(&[], "又", &path(&machine)), "and so are two runs on one");

    // Switched off by an option or by the settings, the same bytes as on a machine without fonts.
    assert!(build(&["--fonts", "embedded"], "关", &path(&machine)) == bare);
    assert!(build(&["--fonts", "内置"], "闭", &path(&machine)) == bare);
    put(folder.path(), "tigang.yaml", "fonts-from: 内置\n".as_bytes());
    assert!(build(&[], "设", &path(&machine)) == bare);
    assert!(build(&["--fonts", "auto"], "开", &path(&machine)) == used);
}

#[test]
fn what_the_project_names_comes_before_the_machines_and_stands_in_pages() {
    let machine = fonts();
    let own = embedded(Role::Hei).named("本单位标宋", "OwnBiaoSong").file();
    let settings = "网页字体: 嵌入\n字体:\n  小标宋: 字体/标宋.ttf\n";
    let folder = tree(&[("甲.md", &sound("抓实春耕备耕")), ("tigang.yaml", settings)]);
    put(folder.path(), "字体/标宋.ttf", &own);
    let ran = tigang_with_fonts(folder.path(), &["build", "甲.md"], &path(&machine));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    let names = faces(&folder.path().join("dist/甲.pdf"));
    assert!(names.contains("OwnBiaoSong") && names.contains("FangSong_GB2312"), "{names:?}");
    assert!(!names.contains("FZXBSJW--GB1-0"), "{names:?}");
    let page = fs::read_to_string(folder.path().join("dist/甲.html")).unwrap();
    let title = page.split("--tg-xiaobiaosong:").nth(1).unwrap().split(';').next().unwrap();
    let own = format!("tg-{}", Fonts::embedded().iter().count());
    assert!(title.starts_with(&own), "the face after the embedded ones: {title}");
    let ran = tigang_with_fonts(folder.path(), &["fonts"], &path(&machine));
    assert!(ran.stdout.contains("本单位标宋 代 方正小标宋简体"), "{}", ran.stdout);

    // A file that may not be embedded is told at its place, and the next face serves.
    put(folder.path(), "字体/标宋.ttf", &embedded(Role::Hei).rights(2).file());
    let ran = tigang_with_fonts(folder.path(), &["fonts"], &path(&machine));
    assert!(
        ran.stderr.contains("不允许嵌入文件") && ran.stderr.contains("tigang.yaml:3"),
        "{}",
        ran.stderr
    );
    assert!(ran.stdout.contains("题目字.ttf"), "{}", ran.stdout);
}
