use std::cell::RefCell;
use std::io;
use std::path::Path;
use std::sync::Mutex;

use skrifa::MetadataProvider as _;

use super::*;
use crate::fonts::embedded;
use crate::fonts::testing::{Made, collection, names, utf16};
use crate::source::{Date, MemoryWorld};

thread_local! {
    /// Taking a face apart takes a while in a debug build.
    static SERIF: RefCell<Option<Made>> = const { RefCell::new(None) };
}

fn serif() -> Made {
    SERIF.with(|kept| {
        kept.borrow_mut().get_or_insert_with(|| Made::of(embedded::NOTO_SERIF.data)).clone()
    })
}

fn font(family: &str, postscript: &str) -> Vec<u8> {
    serif().named(family, postscript).file()
}

fn world() -> MemoryWorld {
    MemoryWorld::new().with_fonts_in("本人").with_fonts_in("系统")
}

fn fonts(world: &dyn World) -> Fonts {
    let mut fonts = Fonts::embedded();
    fonts.use_machine(&Machine::find(world, &Role::ALL));
    fonts
}

/// Names in use, by role.
fn told(fonts: &Fonts) -> Vec<String> {
    fonts.choices().iter().map(ToString::to_string).collect()
}

fn of(fonts: &Fonts, role: Role) -> (&str, Option<&str>) {
    let face = fonts.face(fonts.of(role));
    (&face.name, face.origin.path().and_then(Path::to_str))
}

#[test]
fn faces_are_found_by_their_usual_files_and_by_what_they_call_themselves() {
    let world = world()
        .with("系统/simfang.ttf", font("FangSong", "FangSong"))
        .with("系统/方正/方正小标宋简体.ttf", font("FZXiaoBiaoSong-B05S", "FZXBSJW--GB1-0"))
        .with("系统/SIMKAI.TTF", font("楷体_GB2312", "KaiTi_GB2312"))
        .with("本人/标题用/字体一.otf", font("SimHei", "SimHei"))
        .with("系统/latin.ttf", include_bytes!("../../render/pdf/fixtures/digits.ttf").to_vec())
        .with("系统/说明.txt", "字体");
    let fonts = fonts(&world);
    assert_eq!(of(&fonts, Role::Fangsong), ("仿宋", Some("系统/simfang.ttf")));
    assert_eq!(
        of(&fonts, Role::Xiaobiaosong),
        ("方正小标宋简体", Some("系统/方正/方正小标宋简体.ttf"))
    );
    assert_eq!(of(&fonts, Role::Kai), ("楷体_GB2312", Some("系统/SIMKAI.TTF")));
    assert_eq!(of(&fonts, Role::Hei), ("黑体", Some("本人/标题用/字体一.otf")));
    assert_eq!(of(&fonts, Role::Song), ("Noto Serif CJK SC", None));
    assert_eq!(told(&fonts)[..4], ["仿宋", "方正小标宋简体", "楷体_GB2312", "黑体"]);
    assert_eq!(told(&fonts)[4], "Noto Serif CJK SC 代 宋体");
    let origins: Vec<&str> =
        fonts.choices().iter().map(|choice| choice.face.origin.chinese()).collect();
    assert_eq!(origins, ["本机", "本机", "本机", "本机", "内置"]);
    assert_eq!(fonts.unusable(), []);
}

#[test]
fn the_most_wanted_face_wins_and_a_relative_serves_last() {
    let mut world = world()
        .with("本人/simfang.ttf", font("仿宋", "FangSong"))
        .with("系统/仿宋_GB2312.ttf", font("仿宋_GB2312", "FangSong_GB2312"))
        .with("系统/STZHONGS.TTF", font("华文中宋", "STZhongsong"));
    let found = fonts(&world);
    assert_eq!(of(&found, Role::Fangsong).0, "仿宋_GB2312");
    assert_eq!(told(&found)[1], "华文中宋 代 方正小标宋简体");
    // A proper face under whatever file name comes before the relative.
    world = world.with("系统/abc.ttf", font("方正小标宋_GBK", "FZXBSK--GBK1-0"));
    let found = fonts(&world);
    assert_eq!(told(&found)[1], "方正小标宋_GBK");
    // The user's own folder comes before the system's.
    world = world.with("本人/FZXBSK.TTF", font("方正小标宋_GBK", "FZXBSK--GBK1-0"));
    let found = fonts(&world);
    assert_eq!(of(&found, Role::Xiaobiaosong).1, Some("本人/FZXBSK.TTF"));
}

#[test]
fn what_cannot_serve_is_passed_over_and_told() {
    let digits = Made::of(include_bytes!("../../render/pdf/fixtures/digits.ttf"));
    let mut cut = font("宋体", "SimSun");
    cut.truncate(cut.len() / 2);
    // Tables stand in the order of their tags: all but the last come before the end.
    let mut unfinished = font("仿宋_GB2312", "FangSong_GB2312");
    unfinished.truncate(unfinished.len() - 100);
    let made = |family: &str| serif().named(family, family);
    let world = world()
        .with("本人/simkai.ttf", made("楷体").rights(0x0002).file())
        .with("本人/FZXBSJW.TTF", made("方正小标宋简体").table(b"fvar", &[0; 16]).file())
        .with("本人/FZXBSK.TTF", made("方正小标宋_GBK").without(b"CFF ").table(b"EBDT", b"").file())
        .with("本人/小标宋.ttf", made("小标宋体").without(b"CFF ").table(b"CFF2", b"").file())
        .with("本人/simhei.ttf", digits.named("黑体", "SimHei").file())
        .with("本人/simsun.ttf", cut)
        .with("本人/simfang.ttf", made("仿宋").without(b"hmtx").file())
        .with("本人/仿宋_GB2312.ttf", unfinished)
        .with("系统/simhei.ttf", made("黑体").file());
    let fonts = fonts(&world);
    let mut reasons: Vec<String> = fonts
        .unusable()
        .iter()
        .map(|fault| format!("{}：{}", fault.path.display(), fault.reason))
        .collect();
    reasons.sort();
    assert_eq!(
        reasons,
        [
            "本人/FZXBSJW.TTF：可变字体暂不支持",
            "本人/FZXBSK.TTF：字体只有点阵，没有轮廓",
            "本人/simfang.ttf：字体缺少 head、maxp、hhea 或 hmtx 表",
            "本人/simhei.ttf：字体里没有常用的汉字",
            "本人/simkai.ttf：字体的许可位（OS/2 fsType）不允许嵌入文件",
            "本人/simsun.ttf：文件读不出来，或者不完整",
            "本人/仿宋_GB2312.ttf：文件不完整",
            "本人/小标宋.ttf：CFF2 轮廓的字体暂不支持",
        ]
    );
    assert_eq!(of(&fonts, Role::Hei), ("黑体", Some("系统/simhei.ttf")));
    for role in [Role::Kai, Role::Xiaobiaosong, Role::Song, Role::Fangsong] {
        assert_eq!(fonts.face(fonts.of(role)).origin.chinese(), "内置", "{role:?}");
    }
}

#[test]
fn a_face_of_blank_or_damaged_glyphs_is_passed_over() {
    let cff = skrifa::FontRef::new(embedded::NOTO_SERIF.data)
        .unwrap()
        .table_data(skrifa::Tag::new(b"CFF "))
        .unwrap()
        .as_bytes()
        .to_vec();
    let mut spoilt = cff.clone();
    spoilt[cff.len() / 4..].fill(14);
    let blank = serif().named("宋体", "SimSun").table(b"CFF ", &spoilt).file();
    let fonts = fonts(&world().with("系统/simsun.ttf", blank));
    assert_eq!(fonts.unusable().len(), 1);
    assert_eq!(fonts.unusable()[0].reason, "字体的字形损坏，或者是空白");
    // Nothing in the way of finding panics on bytes cut anywhere.
    let whole = collection(&[serif().named("新宋体", "NSimSun"), serif().named("宋体", "SimSun")]);
    for length in (0..2000).step_by(37).chain((2000..whole.len()).step_by(400_000)) {
        let world = world().with("系统/simsun.ttc", whole[..length].to_vec());
        let fonts = self::fonts(&world);
        assert_eq!(fonts.face(fonts.of(Role::Song)).origin.chinese(), "内置", "{length}");
    }
}

#[test]
fn collections_are_searched_by_name() {
    let both = collection(&[serif().named("新宋体", "NSimSun"), serif().named("宋体", "SimSun")]);
    let fonts = fonts(&world().with("系统/simsun.ttc", both));
    let face = fonts.face(fonts.of(Role::Song));
    assert_eq!((face.name.as_str(), face.index), ("宋体", 1));
    assert_eq!(face.postscript_name(), "SimSun");
    assert!(face.font().unwrap().charmap().map('提').is_some());
}

#[test]
fn other_weights_and_names_in_gbk_are_told_apart() {
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    let old = names(&[(3, 3, 1, gbk("楷体_GB2312")), (3, 3, 4, gbk("楷体_GB2312"))]);
    let bold = names(&[
        (3, 1, 1, utf16("宋体")),
        (3, 1, 2, utf16("Bold")),
        (3, 1, 4, utf16("宋体 Bold")),
        (3, 1, 6, utf16("SimSun-Bold")),
    ]);
    let world = world()
        .with("系统/simkai.ttf", serif().table(b"name", &old).file())
        .with("系统/simsun.ttf", serif().table(b"name", &bold).file());
    let fonts = fonts(&world);
    assert_eq!(of(&fonts, Role::Kai).0, "楷体_GB2312");
    assert_eq!(of(&fonts, Role::Song).0, "Noto Serif CJK SC");
}

#[test]
fn what_the_project_names_stays_and_pages_never_show_the_machines_faces() {
    let world = world()
        .with("系统/simfang.ttf", font("仿宋", "FangSong"))
        .with("系统/simkai.ttf", font("楷体", "KaiTi"))
        .with("字体/正文.ttf", font("某仿宋", "SomeFang"));
    let mut named = Fonts::embedded();
    named.use_file(&world, Role::Fangsong, Path::new("字体/正文.ttf")).unwrap();
    let machine = Machine::find(&world, &Role::ALL);
    let mut fonts = named.clone();
    fonts.use_machine(&machine);
    assert_eq!(of(&fonts, Role::Fangsong), ("某仿宋", Some("字体/正文.ttf")));
    assert_eq!(of(&fonts, Role::Kai).0, "楷体");
    let pages = fonts.for_pages();
    for role in Role::ALL {
        assert_eq!(pages.of(role), named.of(role), "{role:?}");
    }
    assert_eq!(pages.iter().count(), named.iter().count());
    // Without the machine's faces nothing is copied.
    assert!(matches!(named.for_pages(), std::borrow::Cow::Borrowed(_)));
}

#[test]
fn what_the_machines_faces_lack_comes_from_the_embedded_ones() {
    let small = Made::of(include_bytes!("../../render/pdf/fixtures/digits.ttf"));
    let world = world()
        .with("系统/simsun.ttf", font("宋体", "SimSun"))
        .with("系统/simhei.ttf", small.named("黑体", "SimHei").file());
    let fonts = fonts(&world);
    let chain = fonts.chain(Role::Fangsong);
    let embedded = Fonts::embedded();
    assert_eq!(chain[1], fonts.of(Role::Song));
    assert_eq!(chain[3..], [embedded.of(Role::Song), embedded.of(Role::Hei)]);
}

/// A world that keeps a record of what is opened and read.
struct Watched {
    inner: MemoryWorld,
    opened: Mutex<Vec<PathBuf>>,
    read: Mutex<Vec<PathBuf>>,
}

impl World for Watched {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.read.lock().unwrap().push(path.to_owned());
        self.inner.read(path)
    }
    fn list(&self, folder: &Path) -> Vec<String> {
        self.inner.list(folder)
    }
    fn folders(&self, folder: &Path) -> Vec<String> {
        self.inner.folders(folder)
    }
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.inner.resolve(path)
    }
    fn today(&self) -> Date {
        self.inner.today()
    }
    fn font_folders(&self) -> Vec<PathBuf> {
        self.inner.font_folders()
    }
    fn entries(&self, folder: &Path) -> Vec<crate::source::FolderEntry> {
        self.inner.entries(folder)
    }
    fn open(&self, path: &Path) -> io::Result<Box<dyn Pieces>> {
        self.opened.lock().unwrap().push(path.to_owned());
        self.inner.open(path)
    }
}

#[test]
fn only_what_serves_is_read_whole_and_that_once() {
    let both = collection(&[serif().named("宋体", "SimSun"), serif().named("黑体", "SimHei")]);
    let inner = world()
        .with("系统/simsun.ttc", both)
        .with("系统/simfang.ttf", font("仿宋", "FangSong"))
        .with("系统/仿宋_GB2312.ttf", font("仿宋_GB2312", "FangSong_GB2312"))
        .with("系统/other.ttf", font("别的宋", "Other"))
        .with("系统/small.ttf", font("楷体", "KaiTi")[..9000].to_vec());
    let watched = Watched { inner, opened: Mutex::default(), read: Mutex::default() };
    let paths = |names: &[&str]| names.iter().map(PathBuf::from).collect::<Vec<_>>();

    assert!(Machine::find(&watched, &[]).face(Role::Song).is_none());
    let machine = Machine::find(&watched, &[Role::Song, Role::Fangsong]);
    assert!(machine.face(Role::Song).is_some() && machine.face(Role::Fangsong).is_some());
    // Named files only: nothing is missing.
    let named = paths(&["系统/simfang.ttf", "系统/simsun.ttc", "系统/仿宋_GB2312.ttf"]);
    assert_eq!(*watched.opened.lock().unwrap(), named);
    let whole = paths(&["系统/simsun.ttc", "系统/仿宋_GB2312.ttf"]);
    assert_eq!(*watched.read.lock().unwrap(), whole);

    watched.opened.lock().unwrap().clear();
    watched.read.lock().unwrap().clear();
    let machine = Machine::find(&watched, &Role::ALL);
    assert!(machine.face(Role::Kai).is_none());
    assert!(machine.face(Role::Hei).is_some_and(|face| face.index == 1));
    // Now the rest is looked at, the one that is too small for hanzi left out.
    let opened = watched.opened.lock().unwrap();
    assert!(opened.contains(&"系统/other.ttf".into()));
    assert!(!opened.contains(&"系统/small.ttf".into()));
    let mut read = watched.read.lock().unwrap().clone();
    read.sort();
    assert_eq!(read, whole);
}
