//! The name that was probably meant.

/// The most similar of the known names, if any is similar enough to be worth naming.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 64;
    let length = name.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let mut best: Option<(f64, &str)> = None;
    for candidate in known {
        let other = candidate.chars().count();
        if other == 0 || other > LONGEST {
            continue;
        }
        let mut score = strsim::normalized_damerau_levenshtein(name, candidate);
        if length.min(other) >= 2 && (candidate.contains(name) || name.contains(candidate)) {
            score = score.max(0.5) + 0.1;
        }
        if score >= 0.5 && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_probable_name_is_found_and_no_other() {
        let known = ["驻村第一书记", "村集体经营性收入", "行政村"];
        assert_eq!(nearest("驻村书记", known), Some("驻村第一书记"));
        assert_eq!(nearest("村集体收入", known), Some("村集体经营性收入"));
        assert_eq!(nearest("行政村数", known), Some("行政村"));
        assert_eq!(nearest("返乡人才", known), None);
        assert_eq!(nearest("", known), None);
    }
}
