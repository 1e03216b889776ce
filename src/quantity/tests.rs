#![allow(clippy::disallowed_methods)]
//! Phrases and what is read in them.
use super::*;

fn show(text: &str) -> String {
    read(text)
        .iter()
        .map(|one| {
            let slice = |range: &std::ops::Range<usize>| text[range.clone()].to_owned();
            format!(
                "{}|{}{}|{:?}|{:?}|{:?}|{}|{}\n",
                slice(&one.range),
                one.value.normalize(),
                one.unit.as_ref().map_or(String::new(), |unit| unit.name.clone()),
                one.sense,
                one.bound,
                one.scope,
                one.noun.as_ref().map_or("-".to_owned(), slice),
                one.time.as_ref().map_or("-".to_owned(), slice),
            )
        })
        .collect()
}

#[test]
fn look() {
    let Ok(path) = std::env::var("LOOK") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    for line in text.lines() {
        println!("== {line}\n{}", show(line));
    }
}
