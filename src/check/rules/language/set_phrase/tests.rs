//! Every formulation spoilt by program, and prose that must pass.

use super::lexicon::{Gap, Lexicon, Phrase, lookalike};
use super::matching::{Bare, misses};

/// What a text is mended to: the written and the mended form of each near miss.
fn found(text: &str) -> Vec<(String, String)> {
    let found = misses(Lexicon::built_in(), text, true, &mut Bare::default());
    found.into_iter().map(|miss| (text[miss.range].to_owned(), miss.mended)).collect()
}

/// The formulation with its characters changed by `spoil`; marks stay where they are.
fn written(phrase: &Phrase, spoil: impl Fn(usize, char) -> String) -> String {
    let mut at = 0;
    let spoil = |ch: char| {
        if !ch.is_alphanumeric() {
            return ch.to_string();
        }
        at += 1;
        spoil(at - 1, ch)
    };
    phrase.text.chars().map(spoil).collect()
}

#[test]
fn planted_misses_are_found() {
    let (mut planted, mut hit, mut lost) = ([0; 4], [0; 4], String::new());
    for phrase in &Lexicon::built_in().phrases {
        let chars = &phrase.chars;
        let mut try_one = |kind: usize, spoilt: String| {
            if spoilt == phrase.text {
                return;
            }
            let text = format!("全镇坚持{spoilt}，取得实效。");
            let found = found(&text);
            planted[kind] += 1;
            if found.is_empty() {
                lost.push_str(&format!("{kind} {spoilt}\n"));
            } else {
                hit[kind] += 1;
            }
        };
        for spot in 0..chars.len() {
            try_one(
                0,
                written(phrase, |at, ch| if at == spot { String::new() } else { ch.to_string() }),
            );
            if let Some(other) = lookalike(chars[spot]) {
                try_one(
                    1,
                    written(phrase, |at, ch| if at == spot { other } else { ch }.to_string()),
                );
            }
            if spot + 1 < chars.len() {
                try_one(
                    2,
                    written(phrase, |at, ch| {
                        let at = if at == spot {
                            spot + 1
                        } else if at == spot + 1 {
                            spot
                        } else {
                            at
                        };
                        chars.get(at).copied().unwrap_or(ch).to_string()
                    }),
                );
            }
        }
        if !phrase.free && phrase.before.iter().any(|gap| matches!(gap, Gap::Mark(_))) {
            try_one(3, phrase.text.replace(['、', '，'], ""));
        }
    }
    let (all, good): (usize, usize) = (planted.iter().sum(), hit.iter().sum());
    println!("{planted:?} {hit:?}\n{lost}");
    assert!(Lexicon::built_in().phrases.len() >= 140);
    assert!(good * 10 >= all * 9, "{good}/{all}");
}

#[test]
fn formulations_are_sound_as_they_stand() {
    for phrase in &Lexicon::built_in().phrases {
        for text in [
            phrase.text.clone(),
            format!("全镇坚持{}，", phrase.text),
            phrase.text.replace('、', "，"),
            phrase.text.replace('、', " "),
            format!("“{}”", phrase.text.replace('“', "‘").replace('”', "’")),
            format!("落实{}的要求", phrase.text),
        ] {
            assert_eq!(found(&text), [], "{text}");
        }
    }
}

#[test]
fn misses_have_places_and_are_mended() {
    for (text, wrong, right) in [
        ("做到不忘初心、牢记史命。", "不忘初心、牢记史命", "不忘初心、牢记使命"),
        ("做到不忘初心，牢记命。", "不忘初心，牢记命", "不忘初心，牢记使命"),
        ("不忘初、牢记使命", "不忘初、牢记使命", "不忘初心、牢记使命"),
        ("不忘心初、牢记使命", "不忘心初、牢记使命", "不忘初心、牢记使命"),
        ("不忘初初心、牢记使命", "不忘初初心、牢记使命", "不忘初心、牢记使命"),
        ("不忘初心牢记使命", "不忘初心牢记使命", "不忘初心、牢记使命"),
        ("抓铁有痕、踏石留。", "抓铁有痕、踏石留", "抓铁有痕、踏石留印"),
        ("，铁有痕、踏石留印", "铁有痕、踏石留印", "抓铁有痕、踏石留印"),
        ("坚持事实求是。", "事实求是", "实事求是"),
        ("坚持实求事是。", "实求事是", "实事求是"),
        ("异地扶贫搬迁", "异地扶贫搬迁", "易地扶贫搬迁"),
        ("人民当家做主", "人民当家做主", "人民当家作主"),
        ("坚定四个自信。", "坚定四个自信", "坚定“四个自信”"),
        ("驰尔不息", "驰尔不息", "驰而不息"),
        ("坚持新时代“枫乔经验”。", "新时代“枫乔经验", "新时代“枫桥经验"),
        ("协调推进“五位一体”总体布局", "协调推进“五位一体”总体布局", "统筹推进“五位一体”总体布局"),
        (
            "产业兴旺、生太宜居、乡风文明、治理有效、生活富",
            "产业兴旺、生太宜居、乡风文明、治理有效、生活富",
            "产业兴旺、生态宜居、乡风文明、治理有效、生活富裕",
        ),
    ] {
        assert_eq!(found(text), [(wrong.to_owned(), right.to_owned())], "{text}");
    }
}

#[test]
fn other_wordings_are_sound() {
    for text in [
        "牢记使命担当，守好初心使命，不忘初心方得始终。",
        "不忘初心，方得始终；牢记使命，行稳致远。",
        "人民群众对美好生活的向往，就是我们的奋斗目标。村民对美好生活的向往更加强烈。",
        "满足人民对美好生活新期待。人民对美好生活向往。",
        "绿水青山就是我们的金山银山，绿水青山也是金山银山，绿水青山变成金山银山。",
        "产业兴旺、生态宜居、乡风文明、治理有效、生活富足。",
        "产业更加兴旺、生态更加宜居。",
        "想群众所想、急群众所急、解群众所难。",
        "小事不出网格、大事不出村、矛盾不上交。小事不出村、大事不出乡、矛盾不上交。",
        "百村示范、千村整治。千村示范、万村整治工程。",
        "第三重大项目，三重大山，第三会场一课时。",
        "让群众最多一次办结，不让群众多跑一次。",
        "打赢脱贫攻坚这场硬仗，打好脱贫攻坚战，打赢的脱贫攻坚战。",
        "发扬钉子精神。党建团建一起抓。",
        "全心全意为群众服务，为人民服好务。",
        "基于事实求证。",
        "共建、共治、共享的社会治理格局。共建共享。",
        "扶贫先扶志，扶贫必扶智；扶贫先扶智。",
        "学史明理，学史增信。学史明志。",
        "创新驱动、协调发展、绿色引领、开放合作、共享成果。",
        "既要绿水青山，也要金山银山。",
        "不敢腐、不能腐、不想腐一体推进，不敢不能不想。",
        "《关于不忘初心牢记使命主题教育的意见》",
        "增强“四个意识”，坚定“四个自信”，坚决做到“两个维护”。",
        "强化“四个意识”，践行“两个维护”。",
        "“增强‘四个意识’、坚定‘四个自信’、做到‘两个维护’”",
        "共同富裕、共建家园、共治家园、共享成果。",
        "建强战斗堡垒，发挥先锋模范带头作用。",
        "完整准确全面理解。",
        "习近平总书记强调，习近平新时代中国特色社会主义思想是行动指南。",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}
