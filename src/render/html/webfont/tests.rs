use std::borrow::Cow;

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};

use super::*;
use crate::fonts::Origin;

const TEXT: &str = "党建引领乡村振兴，2022年“五措并举”；成效（一）——实践……启示！Abc·";

/// The path of a glyph, as text.
#[derive(Default)]
struct Path(String);

impl OutlinePen for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push_str(&format!("M{x} {y}"));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push_str(&format!("L{x} {y}"));
    }
    fn quad_to(&mut self, a: f32, b: f32, x: f32, y: f32) {
        self.0.push_str(&format!("Q{a} {b} {x} {y}"));
    }
    fn curve_to(&mut self, a: f32, b: f32, c: f32, d: f32, x: f32, y: f32) {
        self.0.push_str(&format!("C{a} {b} {c} {d} {x} {y}"));
    }
    fn close(&mut self) {
        self.0.push('Z');
    }
}

fn outline(font: &FontRef<'_>, glyph: u16) -> (String, f32) {
    let glyph = skrifa::GlyphId::from(glyph);
    let mut path = Path::default();
    let outlines = font.outline_glyphs();
    let drawn = outlines.get(glyph).expect("an outline");
    drawn
        .draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), &mut path)
        .expect("a path");
    let width = font
        .glyph_metrics(Size::unscaled(), LocationRef::default())
        .advance_width(glyph)
        .expect("a width");
    (path.0, width)
}

fn sorted(text: &str) -> Vec<char> {
    let mut set = Characters::default();
    text.chars().for_each(|ch| set.insert(ch));
    set.iter().collect()
}

#[test]
fn a_subset_maps_exactly_its_characters_to_the_same_outlines() {
    let fonts = Fonts::embedded();
    for role in Role::ALL {
        let face = fonts.face(fonts.of(role));
        let source = face.font().expect("a font");
        let characters = sorted(TEXT);
        let bytes = subset(face, &characters).expect("a subset");
        let font = FontRef::new(&bytes).expect("a font");
        let mapped: Vec<char> =
            font.charmap().mappings().filter_map(|(code, _)| char::from_u32(code)).collect();
        assert_eq!(mapped, characters, "{role:?}");
        assert_eq!(
            usize::from(font.maxp().expect("maxp").num_glyphs()),
            characters.len() + 1,
            "{role:?}"
        );
        for ch in characters {
            let old =
                u16::try_from(source.charmap().map(ch).expect("a glyph").to_u32()).expect("u16");
            let old = if ch == '—' { layout::full_width(&source, old) } else { old };
            let new =
                u16::try_from(font.charmap().map(ch).expect("a glyph").to_u32()).expect("u16");
            assert_eq!(outline(&source, old), outline(&font, new), "{role:?} {ch}");
            if crate::cjk::is_cjk(ch) && ch != '·' {
                assert!((outline(&font, new).1 - 1000.0).abs() < 0.1, "{role:?} {ch}");
            }
        }
    }
}

#[test]
fn half_width_marks_stay_half_width() {
    let fonts = Fonts::embedded();
    for role in Role::ALL {
        let bytes = subset(fonts.face(fonts.of(role)), &sorted("（中）。，“”")).expect("a subset");
        let font = FontRef::new(&bytes).expect("a font");
        let gpos = font.gpos().expect("GPOS");
        let features = gpos.feature_list().expect("features");
        let record = features.feature_records().first().expect("a feature");
        assert_eq!(record.feature_tag(), skrifa::Tag::new(b"halt"));
        let shaper = harfrust::FontRef::new(&bytes).expect("a font");
        let data = harfrust::ShaperData::new(&shaper);
        let shaper = data.shaper(&shaper).build();
        let advances = |feature: &[harfrust::Feature]| {
            let mut buffer = harfrust::UnicodeBuffer::new();
            buffer.push_str("（中）");
            buffer.set_direction(harfrust::Direction::LeftToRight);
            buffer.set_script(harfrust::script::HAN);
            let glyphs = shaper.shape(buffer, harfrust::ShapeOptions::new().features(feature));
            glyphs
                .glyph_positions()
                .iter()
                .map(|position| (position.x_advance, position.x_offset))
                .collect::<Vec<_>>()
        };
        assert_eq!(advances(&[]), [(1000, 0), (1000, 0), (1000, 0)], "{role:?}");
        let halt = harfrust::Feature::new(harfrust::Tag::new(b"halt"), 1, ..);
        assert_eq!(advances(&[halt]), [(500, -500), (1000, 0), (500, 0)], "{role:?}");
    }
}

#[test]
fn what_a_face_lacks_comes_from_the_song_face() {
    let fonts = Fonts::embedded();
    let mut tally = Tally::default();
    tally.add(Role::Fangsong, "面积⑪㎡");
    tally.add(Role::Xiaobiaosong, "题");
    let plan = Plan::new(&tally, &fonts);
    let of = |role: Role| {
        let id = fonts.of(role);
        plan.faces
            .iter()
            .find(|(face, _)| *face == id)
            .map(|(_, set)| set.iter().collect::<String>())
    };
    if cfg!(feature = "fandol") {
        assert_eq!(of(Role::Fangsong).as_deref(), Some("积面"));
        assert_eq!(of(Role::Song).as_deref(), Some("⑪㎡"));
        assert_eq!(of(Role::Xiaobiaosong).as_deref(), Some("题"));
    }
    let css = style(&tally, &fonts);
    assert!(css.matches("@font-face").count() >= 2);
    assert!(css.contains("--tg-fangsong:tg-"));
    assert!(css.is_ascii());
}

#[test]
fn letters_and_digits_come_from_the_companion() {
    let fonts = Fonts::embedded();
    let mut tally = Tally::default();
    tally.add(Role::Kai, "2023年（A）");
    tally.add(Role::Hei, "7");
    let plan = Plan::new(&tally, &fonts);
    let css = style(&tally, &fonts);
    if cfg!(feature = "fandol") {
        let (id, latin) = plan.latin.expect("a companion");
        assert_eq!(
            (id, latin.into_iter().collect::<String>()),
            (fonts.of(Role::Song), "023A".into())
        );
        let kai = plan.faces.iter().find(|(id, _)| *id == fonts.of(Role::Kai)).expect("a face");
        assert_eq!(kai.1.iter().collect::<String>(), "年（）");
        assert!(css.contains("font-family:tg-latin;font-display:block;unicode-range:U+21-7E;src"));
        assert!(css.contains("--tg-kai:tg-latin,tg-") && css.contains("--tg-hei:tg-1;"));
    } else {
        assert!(!css.contains("tg-latin,"));
    }
}

#[test]
fn characters_beyond_the_basic_plane_are_mapped() {
    let fonts = Fonts::embedded();
    let face = fonts.face(fonts.of(Role::Song));
    let astral = face
        .font()
        .expect("a font")
        .charmap()
        .mappings()
        .filter_map(|(code, _)| char::from_u32(code).filter(|&ch| u32::from(ch) > 0xffff))
        .next()
        .expect("通用规范汉字表 has characters beyond the basic plane");
    let bytes = subset(face, &['中', astral]).expect("a subset");
    let font = FontRef::new(&bytes).expect("a font");
    assert!(font.charmap().map(astral).is_some());
    assert!(font.charmap().map('中').is_some());
    assert!(font.charmap().map('国').is_none());
}

#[test]
fn a_face_whose_licence_bits_forbid_it_is_not_embedded() {
    let mut fonts = Fonts::embedded();
    let mut data = fonts.face(fonts.of(Role::Xiaobiaosong)).data.to_vec();
    let font = FontRef::new(&data).expect("a font");
    let at = font
        .table_directory()
        .table_records()
        .iter()
        .find(|record| record.tag() == skrifa::Tag::new(b"OS/2"))
        .map(|record| record.offset() as usize)
        .expect("OS/2");
    data[at + 8..at + 10].copy_from_slice(&[0, 2]);
    let name = "方正\"小标宋".to_owned();
    let face = Face::new(name, Origin::File("x.otf".into()), Cow::Owned(data)).expect("a face");
    let id = fonts.add(face);
    fonts.assign(Role::Xiaobiaosong, id);
    let mut tally = Tally::default();
    tally.add(Role::Xiaobiaosong, "标题");
    let css = style(&tally, &fonts);
    assert!(!css.contains(&format!("font-family:tg-{}", id.0)));
    assert!(css.contains("--tg-xiaobiaosong:\"方正小标宋\",tg-"));
}

#[test]
fn damaged_tables_are_refused_without_panic() {
    let fonts = Fonts::embedded();
    let face = fonts.face(fonts.of(Role::Song));
    let font = face.font().expect("a font");
    let table = sfnt::table(&font, b"CFF ").expect("CFF");
    for len in (0..4000).step_by(7) {
        let _ = cff::subset(&table[..len], &[0, 1, 2]);
    }
    assert!(cff::subset(table, &[0, u16::MAX]).is_none());
    let mut spoilt = table[..60_000].to_vec();
    for at in 0..2000 {
        let kept = std::mem::replace(&mut spoilt[at], 0xff);
        let _ = cff::subset(&spoilt, &[0, 1, 2]);
        spoilt[at] = kept;
    }
}
