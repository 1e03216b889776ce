use skrifa::MetadataProvider as _;
use skrifa::raw::TableProvider as _;

use super::*;
use crate::fonts::testing::{Made, collection};
use crate::source::MemoryWorld;

fn serif() -> Made {
    Made::of(embedded::NOTO_SERIF.data)
}

#[test]
fn files_of_the_user_take_roles() {
    let world = MemoryWorld::new()
        .with("仿宋.otf", embedded::NOTO_SERIF.data)
        .with("楷体.ttc", collection(&[serif()]))
        .with("坏.ttf", b"no font".to_vec());
    let fonts = Fonts::embedded()
        .with_files(
            &world,
            [(Role::Fangsong, "仿宋.otf"), (Role::Kai, "楷体.ttc"), (Role::Hei, "仿宋.otf")],
        )
        .unwrap();
    assert_eq!(fonts.of(Role::Fangsong), fonts.of(Role::Hei));
    assert_ne!(fonts.of(Role::Fangsong), fonts.of(Role::Song));
    let face = fonts.face(fonts.of(Role::Kai));
    assert!(face.font().unwrap().charmap().map('提').is_some());
    assert!(face.name.starts_with("Noto Serif CJK"), "{}", face.name);
    assert_eq!(face.origin, Origin::File("楷体.ttc".into()));

    let fault = Fonts::embedded().with_files(&world, [(Role::Kai, "坏.ttf")]).unwrap_err();
    assert_eq!(fault.to_string(), "楷体字体“坏.ttf”无法使用：不是可用的 OpenType 字体文件");
    let fault = Fonts::embedded().with_files(&world, [(Role::Kai, "无.ttf")]).unwrap_err();
    assert!(fault.to_string().contains("没有这个文件"));
}

#[test]
fn a_collection_gives_each_role_the_face_of_its_name() {
    let sans = Made::of(embedded::NOTO_SANS.data);
    let both = collection(&[
        serif().named("新宋体", "NSimSun"),
        serif().named("宋体", "SimSun"),
        sans.named("黑体", "SimHei"),
    ]);
    let world = MemoryWorld::new().with("多种.ttc", both);
    let fonts = Fonts::embedded()
        .with_files(
            &world,
            [(Role::Hei, "多种.ttc"), (Role::Song, "多种.ttc"), (Role::Kai, "多种.ttc")],
        )
        .unwrap();
    let face = |role| fonts.face(fonts.of(role));
    assert_eq!((face(Role::Song).index, face(Role::Song).name.as_str()), (1, "宋体"));
    assert_eq!((face(Role::Hei).index, face(Role::Hei).name.as_str()), (2, "黑体"));
    assert_eq!((face(Role::Kai).index, face(Role::Kai).name.as_str()), (0, "新宋体"));
    assert_eq!(face(Role::Hei).postscript_name(), "SimHei");
    // One copy of the bytes serves all three.
    assert!(std::ptr::eq(&*face(Role::Song).data, &*face(Role::Kai).data));
}

#[test]
fn a_file_that_may_not_be_embedded_is_refused() {
    let world = MemoryWorld::new()
        .with("限.ttf", serif().rights(0x0002).file())
        .with("可.ttf", serif().rights(0x000a).file())
        .with("整.ttf", serif().rights(0x0108).file())
        .with("点.ttf", serif().rights(0x0200).file());
    let mut fonts = Fonts::embedded();
    let before = fonts.of(Role::Kai);
    let fault = fonts.use_file(&world, Role::Kai, Path::new("限.ttf")).unwrap_err();
    assert_eq!(fault.reason, "字体的许可位（OS/2 fsType）不允许嵌入文件");
    for (name, part) in [("整.ttf", "只嵌入用到的字"), ("点.ttf", "点阵")] {
        let fault = fonts.use_file(&world, Role::Kai, Path::new(name)).unwrap_err();
        assert!(fault.reason.contains(part), "{}", fault.reason);
    }
    assert_eq!(fonts.of(Role::Kai), before);
    fonts.use_file(&world, Role::Kai, Path::new("可.ttf")).unwrap();
    assert_ne!(fonts.of(Role::Kai), before);
}

#[test]
fn every_role_has_a_face_of_a_thousand_units_that_shows_hanzi() {
    let fonts = Fonts::embedded();
    for role in Role::ALL {
        let face = fonts.face(fonts.of(role));
        let font = face.font().expect("a font");
        assert_eq!(font.head().expect("head").units_per_em(), face.upem);
        assert!(font.charmap().map('提').is_some(), "{role:?}");
        assert!(!face.postscript_name().is_empty());
        assert_eq!(crate::fonts::fitness::fit(&font), Ok(()), "{role:?}");
    }
}

#[test]
fn substitutes_are_told_with_what_they_stand_for() {
    let fonts = Fonts::embedded();
    let told: Vec<String> = fonts.choices().iter().map(ToString::to_string).collect();
    if cfg!(feature = "fandol") {
        assert_eq!(
            told,
            [
                "FandolFang 代 仿宋_GB2312",
                "FandolSong-Bold 代 方正小标宋简体",
                "FandolKai 代 楷体_GB2312",
                "Noto Sans CJK SC 代 黑体",
                "Noto Serif CJK SC 代 宋体"
            ]
        );
    }
    let world = MemoryWorld::new()
        .with("标题.ttf", serif().named("方正小标宋_GBK", "FZXBSK--GBK1-0").file())
        .with("正文.ttf", serif().named("华文仿宋", "STFangsong").file())
        .with("别的.ttf", serif().named("黑体", "SimHei").file());
    let fonts = Fonts::embedded()
        .with_files(
            &world,
            [
                (Role::Xiaobiaosong, "标题.ttf"),
                (Role::Fangsong, "正文.ttf"),
                (Role::Kai, "别的.ttf"),
            ],
        )
        .unwrap();
    let told: Vec<String> = fonts.choices().iter().map(ToString::to_string).collect();
    assert_eq!(told[..3], ["华文仿宋 代 仿宋_GB2312", "方正小标宋_GBK", "黑体 代 楷体_GB2312"]);
    assert_eq!(fonts.choices()[0].face.origin.chinese(), "项目");
}
