//! Text, its faces and its extraction.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Document, Object};

use super::support::{catalog, dictionary, extracted, frames, open, run, spaced, tool};
use crate::fonts::{Face, FaceId, Fonts, Origin, Role};
use crate::render::pdf::{PdfError, write};
use crate::typeset::{Color, Fill, Glyph, Item, TextRun};

const LINES: [&str; 4] = [
    "今年以来，全县深入学习贯彻党的二十大精神，聚焦“三农”重点任务，",
    "坚持党建引领、产业先行，粮食总产量达到42.6万吨，同比增长3.1%；",
    "农村居民人均可支配收入2.18万元（其中工资性收入占46.5%）。",
    "——摘自《关于推进乡村全面振兴的实施意见》第3条",
];

/// A role for each line.
const ROLES: [Role; 4] = [Role::Fangsong, Role::Kai, Role::Hei, Role::Song];

/// The lines in four faces, a grid's pitch apart.
fn lines(fonts: &Fonts, extra: f64) -> Vec<Item> {
    ROLES
        .iter()
        .zip(LINES)
        .enumerate()
        .map(|(at, (role, line))| {
            let y = 120.0 + 29.6 * at as f64;
            Item::Text(spaced(fonts, fonts.of(*role), 16.0, 79.37, y, line, extra))
        })
        .collect()
}

/// The lines of an extraction, without margins and blank lines.
fn trimmed(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// The font resources of the first page.
fn fonts_of(document: &Document) -> BTreeMap<String, lopdf::Dictionary> {
    let page = document.get_dictionary(document.page_iter().next().unwrap()).unwrap();
    let resources = dictionary(document, page.get(b"Resources").unwrap());
    dictionary(document, resources.get(b"Font").unwrap())
        .iter()
        .map(|(key, font)| {
            (String::from_utf8(key.clone()).unwrap(), dictionary(document, font).clone())
        })
        .collect()
}

/// The character map of a font: code to text.
pub(super) fn to_unicode(document: &Document, font: &lopdf::Dictionary) -> BTreeMap<u16, String> {
    let id = font.get(b"ToUnicode").unwrap().as_reference().unwrap();
    let stream = document.get_object(id).unwrap().as_stream().unwrap();
    let map = String::from_utf8(stream.get_plain_content().unwrap()).unwrap();
    map.lines()
        .filter_map(|line| {
            let (code, text) = line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <")?;
            let units: Vec<u16> = (0..text.len() / 4)
                .map(|at| u16::from_str_radix(&text[at * 4..at * 4 + 4], 16).unwrap())
                .collect();
            (code.len() == 4 && text != "FFFF").then(|| {
                (u16::from_str_radix(code, 16).unwrap(), String::from_utf16(&units).unwrap())
            })
        })
        .collect()
}

/// What the page's operators show, by the fonts' character maps and `ActualText`, and where each code is drawn.
fn shown(document: &Document) -> (String, Vec<(f64, f64)>) {
    let fonts = fonts_of(document);
    let maps: BTreeMap<&str, _> =
        fonts.iter().map(|(key, font)| (key.as_str(), to_unicode(document, font))).collect();
    let page = document.page_iter().next().unwrap();
    let content = document.get_and_decode_page_content(page).unwrap();
    let (mut text, mut places) = (String::new(), Vec::new());
    let (mut font, mut size, mut x, mut y) = (String::new(), 0.0, 0.0, 0.0);
    let mut replaced = false;
    for operation in &content.operations {
        let number = |at: usize| f64::from(operation.operands[at].as_float().unwrap());
        match operation.operator.as_str() {
            "Tf" => {
                font =
                    String::from_utf8(operation.operands[0].as_name().unwrap().to_vec()).unwrap();
                size = number(1);
            }
            "Tm" => (x, y) = (number(4), number(5)),
            "BDC" => {
                let properties = operation.operands[1].as_dict().unwrap();
                if let Ok(actual) = properties.get(b"ActualText") {
                    text.push_str(&super::support::string(actual));
                    replaced = true;
                }
            }
            "EMC" => replaced = false,
            "TJ" => {
                for part in operation.operands[0].as_array().unwrap() {
                    if let Object::String(bytes, _) = part {
                        let code = u16::from_be_bytes([bytes[0], bytes[1]]);
                        if !replaced {
                            text.push_str(&maps[font.as_str()][&code]);
                        }
                        places.push((x, y));
                        x += width(document, &fonts[&font], code) * size / 1000.0;
                    } else {
                        x -= f64::from(part.as_float().unwrap()) * size / 1000.0;
                    }
                }
            }
            _ => {}
        }
    }
    (text, places)
}

/// A width from `/W`.
fn width(document: &Document, font: &lopdf::Dictionary, code: u16) -> f64 {
    let cid = dictionary(document, &font.get(b"DescendantFonts").unwrap().as_array().unwrap()[0]);
    let mut list = cid.get(b"W").unwrap().as_array().unwrap().iter();
    while let (Some(first), Some(widths)) = (list.next(), list.next()) {
        let at = i64::from(code) - first.as_i64().unwrap();
        if let Some(width) =
            usize::try_from(at).ok().and_then(|at| widths.as_array().unwrap().get(at))
        {
            return width.as_i64().unwrap() as f64;
        }
    }
    1000.0
}

#[test]
fn readers_extract_the_exact_lines_in_order() {
    let fonts = Fonts::embedded();
    for extra in [0.0, -0.21, 0.35] {
        let bytes = write(&frames(lines(&fonts, extra)), &fonts, &[]).unwrap();
        for (reader, text) in extracted(&bytes) {
            assert_eq!(trimmed(&text), LINES, "{reader}, {extra}");
        }
        tool("qpdf", &["--check", "{pdf}"], &bytes);
        assert_eq!(shown(&open(&bytes)).0, LINES.concat());
    }
}

#[test]
fn every_glyph_stands_within_a_hundredth_of_a_point_of_its_place() {
    let fonts = Fonts::embedded();
    for (size, extra) in [(10.5, 0.137), (16.0, -0.21), (22.0, 0.333), (42.0, -1.777)] {
        let face = fonts.of(Role::Song);
        let line = LINES[1].repeat(3);
        let mut run = spaced(&fonts, face, size, 79.3701, 100.0, &line, extra);
        // An opening mark drawn left of its cell, as the layout does.
        run.glyphs[20].x -= size / 2.0;
        let bytes = write(&frames(vec![Item::Text(run.clone())]), &fonts, &[]).unwrap();
        let (_, places) = shown(&open(&bytes));
        assert_eq!(places.len(), run.glyphs.len());
        for (glyph, (x, _)) in run.glyphs.iter().zip(places) {
            let off = x - (run.x + glyph.x);
            assert!(off.abs() <= 0.0115, "{size} pt, glyph at {}: {off}", glyph.x);
        }
    }
}

#[test]
fn faces_are_embedded_as_tagged_subsets_with_their_own_metrics() {
    let fonts = Fonts::embedded();
    let bytes = write(&frames(lines(&fonts, 0.0)), &fonts, &[]).unwrap();
    let document = open(&bytes);
    let embedded = fonts_of(&document);
    let faces: BTreeSet<FaceId> = ROLES.map(|role| fonts.of(role)).into();
    assert_eq!(embedded.len(), faces.len());
    for font in embedded.values() {
        let base = String::from_utf8(font.get(b"BaseFont").unwrap().as_name().unwrap().to_vec());
        let base = base.unwrap();
        assert_eq!(base.find('+'), Some(6), "{base}");
        assert!(base[..6].bytes().all(|byte| byte.is_ascii_uppercase()), "{base}");
        let cid = &font.get(b"DescendantFonts").unwrap().as_array().unwrap()[0];
        let cid = dictionary(&document, cid);
        assert_eq!(cid.get(b"Subtype").unwrap().as_name().unwrap(), b"CIDFontType0");
        let descriptor = dictionary(&document, cid.get(b"FontDescriptor").unwrap());
        assert_eq!(descriptor.get(b"FontName").unwrap().as_name().unwrap(), base.as_bytes());
        assert_eq!(descriptor.get(b"Flags").unwrap().as_i64().unwrap(), 4);
        let number = |key: &[u8]| descriptor.get(key).unwrap().as_i64().unwrap();
        assert!((700..=950).contains(&number(b"Ascent")), "{base}");
        assert!((-400..=-80).contains(&number(b"Descent")), "{base}");
        assert!((500..number(b"Ascent") + 1).contains(&number(b"CapHeight")), "{base}");
        let program = dictionary(&document, descriptor.get(b"FontFile3").unwrap());
        assert_eq!(program.get(b"Subtype").unwrap().as_name().unwrap(), b"CIDFontType0C");
        assert!(program.get(b"Length").unwrap().as_i64().unwrap() < 40_000, "{base}");
    }
    if let Some(list) = tool("pdffonts", &["{pdf}"], &bytes) {
        let list = String::from_utf8(list).unwrap();
        let rows: Vec<&str> = list.lines().skip(2).collect();
        assert_eq!(rows.len(), faces.len());
        for row in rows {
            assert!(row.contains("CID Type 0C") && row.contains("yes yes yes"), "{row}");
        }
    }
}

#[test]
fn characters_that_share_a_glyph_both_come_out() {
    let fonts = Fonts::embedded();
    let face = fonts.of(Role::Hei);
    let glyph = |character| spaced(&fonts, face, 16.0, 0.0, 0.0, character, 0.0).glyphs[0].id;
    assert_eq!(glyph("·"), glyph("•"), "the face has them apart: choose another pair");
    let line = "习近平·论述，•要点一，・要点二，玛丽·居里。";
    let one = spaced(&fonts, face, 16.0, 80.0, 100.0, line, -0.21);
    assert_eq!(one.text, line);
    let bytes = write(&frames(vec![Item::Text(one)]), &fonts, &[]).unwrap();
    assert_eq!(shown(&open(&bytes)).0, line);
    for (reader, text) in extracted(&bytes) {
        // MuPDF 1.21 reads no ActualText; it shows the character met first.
        let known =
            if reader == "mutool" { line.replace(['•', '・'], "·") } else { line.into() };
        assert_eq!(trimmed(&text), [known.as_str()], "{reader}");
    }
}

/// Takes half an em from every pair of marks, or half from each mark of a pair.
fn squeeze(run: &mut TextRun, each: bool) {
    let characters: Vec<char> = run.text.chars().collect();
    let (opening, closing) = ("“（《", "”）》，。、；：！");
    let mut shift = 0.0;
    for (at, glyph) in run.glyphs.iter_mut().enumerate() {
        let is = |at: usize, kind: &str| kind.contains(characters[at]);
        let after_closing = at > 0 && is(at - 1, closing);
        let pair = at > 0 && (is(at, opening) || is(at, closing) && after_closing);
        let squeezed = if each {
            f64::from(u8::from(after_closing)) + f64::from(u8::from(is(at, opening)))
        } else {
            f64::from(u8::from(pair && (after_closing || is(at - 1, opening))))
        };
        shift += squeezed * run.size / 2.0;
        glyph.x -= shift;
    }
}

#[test]
fn squeezed_marks_do_not_split_lines() {
    let fonts = Fonts::embedded();
    let lines = [
        "干部说：“三农”工作，（一）推进。”他表示《意见》、《办法》",
        "今年“十五五”开局，“三农”（含林业）、工业（制造业），都好。”“是！”",
    ];
    for each in [false, true] {
        let items: Vec<Item> = lines
            .iter()
            .enumerate()
            .map(|(at, line)| {
                let y = 120.0 + 29.6 * at as f64;
                let mut one = run(&fonts, Role::Fangsong, 15.0, 40.0, y, line);
                squeeze(&mut one, each);
                Item::Text(one)
            })
            .collect();
        let bytes = write(&frames(items), &fonts, &[]).unwrap();
        assert_eq!(shown(&open(&bytes)).0, lines.concat());
        // MuPDF 1.21 reads no ActualText and takes a whole em backwards for a new line.
        for (reader, text) in
            extracted(&bytes).into_iter().filter(|(reader, _)| !each || *reader != "mutool")
        {
            assert_eq!(trimmed(&text), lines, "{reader}, {each}");
        }
    }
}

#[test]
fn a_squeezed_mark_before_digits_of_another_face_does_not_split_the_line() {
    let fonts = Fonts::embedded();
    // Faces of one optical centre line stand on different baselines.
    for lower in [0.0, 1.375] {
        let head = run(&fonts, Role::Fangsong, 16.0, 80.0, 120.0, "发展壮大，");
        let digits = run(&fonts, Role::Song, 16.0, 80.0 + 4.5 * 16.0, 120.0 + lower, "2026");
        let end = digits.x + digits.glyphs[3].x + 16.0 * 0.557;
        let tail = run(&fonts, Role::Fangsong, 16.0, end, 120.0, "年见效");
        let items = vec![Item::Text(head), Item::Text(digits), Item::Text(tail)];
        let bytes = write(&frames(items), &fonts, &[]).unwrap();
        assert_eq!(shown(&open(&bytes)).0, "发展壮大，2026年见效");
        for (reader, text) in extracted(&bytes) {
            assert_eq!(trimmed(&text), ["发展壮大，2026年见效"], "{reader}, {lower}");
        }
    }
}

#[test]
fn gaps_where_faces_change_are_no_blanks() {
    let fonts = Fonts::embedded();
    // The gaps before digits differ from mark to character, as they do in justified lines.
    let parts = [
        (Role::Fangsong, "有", 0.0),
        (Role::Song, "83", -0.035),
        (Role::Fangsong, "岁的老人写来一条，", -0.035),
        (Role::Song, "12", 0.073),
        (Role::Fangsong, "名党员先动手。", -0.03),
        (Role::Fangsong, "从自家清起", 0.13),
    ];
    let mut x = 80.0;
    let items = parts.iter().map(|(role, text, gap)| {
        x += gap * 16.0;
        let one = run(&fonts, *role, 16.0, x, 120.0, text);
        let width = if *role == Role::Song { 0.557 } else { 1.0 };
        x += one.glyphs.last().unwrap().x + 16.0 * width;
        Item::Text(one)
    });
    let bytes = write(&frames(items.collect()), &fonts, &[]).unwrap();
    for (reader, text) in extracted(&bytes) {
        let expected = "有83岁的老人写来一条，12名党员先动手。从自家清起";
        assert_eq!(trimmed(&text), [expected], "{reader}");
    }
}

#[test]
fn a_wide_blank_in_a_title_does_not_make_columns() {
    let fonts = Fonts::embedded();
    let mut title =
        run(&fonts, Role::Xiaobiaosong, 22.0, 90.0, 120.0, "用好调查研究传家宝 当好实干家");
    let blank = title.glyphs[9];
    let back = title.glyphs[10].x - blank.x - 22.0;
    title.glyphs[10..].iter_mut().for_each(|glyph| glyph.x -= back);
    let items = lines(&fonts, 0.0).into_iter().map(|mut item| {
        if let Item::Text(one) = &mut item {
            one.y += 60.0;
        }
        item
    });
    let items: Vec<Item> = [Item::Text(title)].into_iter().chain(items).collect();
    let bytes = write(&frames(items), &fonts, &[]).unwrap();
    for (reader, text) in extracted(&bytes) {
        assert_eq!(trimmed(&text)[0], "用好调查研究传家宝 当好实干家", "{reader}");
    }
}

#[test]
fn ligatures_and_parts_of_one_character_keep_their_text() {
    let fonts = Fonts::embedded();
    let mut one = run(&fonts, Role::Song, 16.0, 80.0, 100.0, "甲fi乙丙");
    // `fi` as one glyph, and 丙 as two.
    let i = one.glyphs.remove(2);
    one.glyphs[1].end = 5;
    let back = one.glyphs[2].x - i.x;
    one.glyphs[2..].iter_mut().for_each(|glyph| glyph.x -= back);
    let last = one.glyphs[3];
    one.glyphs.push(Glyph {
        x: last.x + 16.0,
        start: last.end,
        end: last.end,
        id: one.glyphs[0].id,
    });
    let bytes = write(&frames(vec![Item::Text(one)]), &fonts, &[]).unwrap();
    assert_eq!(shown(&open(&bytes)).0, "甲fi乙丙");
    for (reader, text) in extracted(&bytes).into_iter().filter(|(reader, _)| *reader != "mutool") {
        assert_eq!(trimmed(&text), ["甲fi乙丙"], "{reader}");
    }
}

#[test]
fn characters_beyond_the_first_plane_are_mapped() {
    let fonts = Fonts::embedded();
    let line = "𠮷𬭚";
    let face = fonts
        .iter()
        .map(|(id, _)| id)
        .find(|id| !spaced(&fonts, *id, 16.0, 80.0, 100.0, line, 0.0).glyphs.is_empty());
    let face = face.expect("a face with one of them");
    let one = spaced(&fonts, face, 16.0, 80.0, 100.0, line, 0.0);
    let bytes = write(&frames(vec![Item::Text(one.clone())]), &fonts, &[]).unwrap();
    assert_eq!(shown(&open(&bytes)).0, one.text);
    for (reader, text) in extracted(&bytes) {
        assert_eq!(trimmed(&text), [one.text.as_str()], "{reader}");
    }
}

#[test]
fn artifacts_and_the_draft_mark_are_set_apart() {
    let fonts = Fonts::embedded();
    let mut number = run(&fonts, Role::Song, 14.0, 480.0, 780.0, "— 1 —");
    number.artifact = true;
    let mut mark = run(&fonts, Role::Hei, 96.0, 150.0, 600.0, "草稿");
    (mark.artifact, mark.rotate, mark.opacity) = (true, -45.0, 0.12);
    mark.color = Color(200, 0, 0);
    let body = run(&fonts, Role::Fangsong, 16.0, 79.0, 120.0, "正文");
    let rule = Fill {
        x: 79.0,
        y: 130.0,
        width: 442.0,
        height: 1.0,
        color: Color(255, 0, 0),
        part: crate::typeset::Part::RedRule,
    };
    let items = vec![Item::Text(body), Item::Fill(rule), Item::Text(mark), Item::Text(number)];
    let bytes = write(&frames(items), &fonts, &[]).unwrap();
    let document = open(&bytes);
    let page = document.page_iter().next().unwrap();
    let content = String::from_utf8(document.get_page_content(page)).unwrap();
    for kind in ["/Type/Layout>>", "/Subtype/Watermark/Type/Pagination>>"] {
        assert_eq!(content.matches(&format!("/Artifact <<{kind} BDC")).count(), 1, "{content}");
    }
    assert!(content.contains("/Attached[/Bottom]/Subtype/Footer/Type/Pagination>>"), "{content}");
    assert_eq!(content.matches("EMC").count(), 4, "one of the text");
    assert!(content.contains("79 710.89 442 1 re\nf\n"), "{content}");
    assert!(content.contains("0.707107 0.707107 -0.707107 0.707107 150 241.89 Tm"), "{content}");
    assert!(content.contains("/O120 gs"), "{content}");
    let page = document.get_dictionary(page).unwrap();
    let resources = dictionary(&document, page.get(b"Resources").unwrap());
    let states = dictionary(&document, resources.get(b"ExtGState").unwrap());
    let state = states.get(b"O120").unwrap().as_dict().unwrap();
    assert_eq!(state.get(b"ca").unwrap().as_float().unwrap(), 0.12);
    let group = page.get(b"Group").unwrap().as_dict().unwrap();
    assert_eq!(group.get(b"CS").unwrap().as_name().unwrap(), b"DeviceRGB");
    tool("qpdf", &["--check", "{pdf}"], &bytes);
}

#[test]
fn the_users_truetype_faces_are_embedded() {
    let mut fonts = Fonts::embedded();
    let data = include_bytes!("../fixtures/digits.ttf");
    let face =
        Face::new("Digits".into(), Origin::Embedded("OFL-1.1"), Cow::Borrowed(data)).unwrap();
    let id = fonts.add(face);
    let one = spaced(&fonts, id, 16.0, 80.0, 100.0, "2026", 0.0);
    let bytes = write(&frames(vec![Item::Text(one)]), &fonts, &[]).unwrap();
    for (reader, text) in extracted(&bytes) {
        assert_eq!(trimmed(&text), ["2026"], "{reader}");
    }
    let document = open(&bytes);
    let font = fonts_of(&document).into_values().next().unwrap();
    let cid = dictionary(&document, &font.get(b"DescendantFonts").unwrap().as_array().unwrap()[0]);
    assert_eq!(cid.get(b"Subtype").unwrap().as_name().unwrap(), b"CIDFontType2");
    assert_eq!(cid.get(b"CIDToGIDMap").unwrap().as_name().unwrap(), b"Identity");
    if let Some(list) = tool("pdffonts", &["{pdf}"], &bytes) {
        let list = String::from_utf8(list).unwrap();
        assert!(list.contains("CID TrueType") && list.contains("yes yes yes"), "{list}");
    }
}

#[test]
fn nonsense_in_frames_is_told_or_passed_over() {
    let fonts = Fonts::embedded();
    let mut one = run(&fonts, Role::Song, 16.0, 80.0, 100.0, "正文");
    let odd = |change: &dyn Fn(&mut TextRun)| {
        let mut one = one.clone();
        change(&mut one);
        write(&frames(vec![Item::Text(one)]), &fonts, &[])
    };
    let missing = odd(&|one| one.face = FaceId(99)).unwrap_err();
    assert_eq!(missing.to_string(), "PDF 生成失败：版面用到不存在的字体（编号 99）");
    let beyond = odd(&|one| one.glyphs[0].id = 65_535).unwrap_err();
    assert!(matches!(&beyond, PdfError::Font { name, .. } if name == "Noto Serif CJK SC"));
    assert_eq!(
        beyond.to_string(),
        "字体“Noto Serif CJK SC”不能嵌入 PDF：字体里没有第 65535 号字形"
    );
    for change in [
        &|one: &mut TextRun| one.x = f64::NAN,
        &|one: &mut TextRun| one.size = 0.0,
        &|one: &mut TextRun| one.glyphs[1].x = f64::INFINITY,
        &|one: &mut TextRun| one.glyphs[1].end = 1,
        &|one: &mut TextRun| one.glyphs[0].end = 4,
        &|one: &mut TextRun| one.text.clear(),
        &|one: &mut TextRun| one.glyphs.clear(),
    ] as [&dyn Fn(&mut TextRun); 7]
    {
        let bytes = odd(change).unwrap();
        tool("qpdf", &["--check", "{pdf}"], &bytes);
    }
    one.glyphs.clear();
    let empty = write(&frames(vec![Item::Text(one)]), &fonts, &[]).unwrap();
    assert!(catalog(&open(&empty), "Lang").as_str().is_ok());
}
