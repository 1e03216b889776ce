//! Phrases and what is read in them.
#![allow(clippy::disallowed_methods)]

use std::ops::Range;

use proptest::prelude::*;

use super::*;

/// Each figure as `value unit sense bound scope noun`, what is plain left out.
fn told(text: &str) -> String {
    let slice = |range: &Range<usize>| text[range.clone()].to_owned();
    let each = read(text).into_iter().map(|one| {
        let mut words = vec![one.value.normalize().to_string()];
        if let Some(unit) = &one.unit {
            words[0].push_str(&unit.name);
            if unit.kind == UnitKind::Date {
                words.push("Date".to_owned());
            }
        }
        if one.sense != Sense::Amount {
            words.push(format!("{:?}", one.sense));
        }
        if one.bound != Bound::Exact {
            words.push(format!("{:?}", one.bound));
        }
        if one.scope != Scope::Plain {
            words.push(format!("{:?}", one.scope));
        }
        words.extend(one.noun.as_ref().map(slice));
        words.join(" ")
    });
    each.collect::<Vec<_>>().join("；")
}

#[test]
fn look() {
    let text = std::fs::read_to_string("/tmp/ph.txt").unwrap();
    for line in text.lines() {
        println!("@(\"{line}\", \"{}\"),", told(line));
    }
}
