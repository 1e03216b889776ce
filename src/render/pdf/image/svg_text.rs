//! Faces for the text in drawings.

use std::collections::BTreeMap;
use std::sync::Arc;

use skrifa::MetadataProvider as _;
use usvg::fontdb::{Database, ID, Source};
use usvg::{FontFamily, FontResolver, Options};

use crate::fonts::{FaceId, Fonts, Role};

/// Lets drawings use the report's faces, and no others.
pub(super) fn provide<'a>(options: &mut Options<'a>, fonts: &'a Fonts) {
    let mut database = Database::new();
    let mut ids: BTreeMap<FaceId, ID> = BTreeMap::new();
    for (face, content) in fonts.iter() {
        let loaded = database.load_font_source(Source::Binary(Arc::new(content.data.clone())));
        let of_file = |id: &&ID| database.face(**id).is_some_and(|one| one.index == content.index);
        if let Some(id) = loaded.iter().find(of_file) {
            ids.insert(face, *id);
        }
    }
    options.fontdb = Arc::new(database);
    let other = ids.clone();
    options.font_resolver = FontResolver {
        select_font: Box::new(move |font, _| {
            ids.get(&choose(fonts, font.families(), font.weight())).copied()
        }),
        select_fallback: Box::new(move |character, tried, _| {
            let chain = [Role::Song, Role::Hei].map(|role| fonts.of(role));
            let rest = fonts.iter().map(|(face, _)| face);
            chain
                .into_iter()
                .chain(rest)
                .filter(|face| {
                    let font = fonts.face(*face).font();
                    font.is_some_and(|font| font.charmap().map(character).is_some())
                })
                .filter_map(|face| other.get(&face).copied())
                .find(|id| !tried.contains(id))
        }),
    };
}

/// The face for the first family that means something to us; 宋体 where none does.
fn choose(fonts: &Fonts, families: &[FontFamily], weight: u16) -> FaceId {
    let found = families.iter().find_map(|family| match family {
        FontFamily::Serif => Some(fonts.of(Role::Song)),
        FontFamily::SansSerif | FontFamily::Monospace => Some(fonts.of(Role::Hei)),
        FontFamily::Cursive => Some(fonts.of(Role::Kai)),
        FontFamily::Fantasy => None,
        FontFamily::Named(name) => fonts
            .iter()
            .find(|(_, face)| face.name.eq_ignore_ascii_case(name))
            .map(|(id, _)| id)
            .or_else(|| role(name).map(|role| fonts.of(role))),
    });
    match found.unwrap_or_else(|| fonts.of(Role::Song)) {
        // The only bold serif there is.
        song if song == fonts.of(Role::Song) && weight >= 600 => fonts.of(Role::Xiaobiaosong),
        face => face,
    }
}

/// The role that a family name speaks of, in Chinese or English.
fn role(name: &str) -> Option<Role> {
    const NAMES: [(&str, Role); 28] = [
        ("仿宋", Role::Fangsong),
        ("fangsong", Role::Fangsong),
        ("小标宋", Role::Xiaobiaosong),
        ("xiaobiaosong", Role::Xiaobiaosong),
        ("楷", Role::Kai),
        ("kai", Role::Kai),
        ("黑", Role::Hei),
        ("等线", Role::Hei),
        ("苹方", Role::Hei),
        ("hei", Role::Hei),
        ("sans", Role::Hei),
        ("deng", Role::Hei),
        ("pingfang", Role::Hei),
        ("arial", Role::Hei),
        ("helvetica", Role::Hei),
        ("roboto", Role::Hei),
        ("verdana", Role::Hei),
        ("tahoma", Role::Hei),
        ("calibri", Role::Hei),
        ("segoe", Role::Hei),
        ("宋", Role::Song),
        ("明", Role::Song),
        ("song", Role::Song),
        ("simsun", Role::Song),
        ("ming", Role::Song),
        ("serif", Role::Song),
        ("times", Role::Song),
        ("georgia", Role::Song),
    ];
    let plain: String = name
        .chars()
        .filter(|character| !matches!(character, ' ' | '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect();
    NAMES.iter().find(|(part, _)| plain.contains(part)).map(|(_, role)| *role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn family_names_lead_to_roles() {
        for (name, expected) in [
            ("FangSong", Some(Role::Fangsong)),
            ("仿宋_GB2312", Some(Role::Fangsong)),
            ("方正小标宋简体", Some(Role::Xiaobiaosong)),
            ("KaiTi", Some(Role::Kai)),
            ("Microsoft YaHei", Some(Role::Hei)),
            ("SimHei", Some(Role::Hei)),
            ("Noto Sans CJK SC", Some(Role::Hei)),
            ("SimSun", Some(Role::Song)),
            ("Times New Roman", Some(Role::Song)),
            ("Wingdings", None),
        ] {
            assert_eq!(role(name), expected, "{name}");
        }
    }

    #[test]
    fn bold_serif_text_takes_the_bold_face() {
        let fonts = Fonts::embedded();
        let families = [FontFamily::Named("Wingdings".into()), FontFamily::Serif];
        assert_eq!(choose(&fonts, &families, 400), fonts.of(Role::Song));
        assert_eq!(choose(&fonts, &families, 700), fonts.of(Role::Xiaobiaosong));
        assert_eq!(choose(&fonts, &[], 400), fonts.of(Role::Song));
    }
}
