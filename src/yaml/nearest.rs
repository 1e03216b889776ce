//! The known name nearest to one that is not known.

/// Names prepared for repeated look-ups: each with its length in characters and a signature of the
/// characters it holds, so that most are passed over without a distance being computed.
#[derive(Debug, Clone, Default)]
pub struct Names<'a> {
    entries: Vec<(&'a str, u32, u64)>,
}

/// Distances computed for one look-up at most; keeps ten thousand look-alikes cheap.
const MOST: usize = 256;

impl<'a> Names<'a> {
    /// Prepares names.
    #[must_use]
    pub fn new(names: impl IntoIterator<Item = &'a str>) -> Self {
        let entries = names.into_iter().map(|name| {
            let (length, bits) = signature(name);
            (name, length, bits)
        });
        Self { entries: entries.collect() }
    }

    /// The nearest name, or `None` where none is near enough to be what was meant.
    #[must_use]
    pub fn nearest(&self, wanted: &str) -> Option<&'a str> {
        let (length, bits) = signature(wanted);
        if length == 0 || length > 64 {
            return None;
        }
        let likely = self.entries.iter().filter(|&&(_, other, signs)| {
            let shared = (bits & signs).count_ones();
            other > 0 && other <= 64 && shared * 3 >= length.min(other)
        });
        let mut best: Option<(usize, &'a str)> = None;
        for &(name, other, _) in likely.take(MOST) {
            let distance = strsim::osa_distance(wanted, name);
            let longest = length.max(other) as usize;
            let contained =
                length.min(other) >= 2 && (wanted.contains(name) || name.contains(wanted));
            let near = distance * 5 <= longest * 2 || (longest == 2 && distance == 1) || contained;
            if near && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, name));
            }
        }
        best.map(|(_, name)| name)
    }
}

/// The name of `known` nearest to `wanted`, for a single look-up.
#[must_use]
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    Names::new(known).nearest(wanted)
}

fn signature(name: &str) -> (u32, u64) {
    name.chars().fold((0, 0), |(length, bits), ch| {
        (length + 1, bits | 1 << ((ch as u32).wrapping_mul(0x9e37_79b1) >> 26))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_find_their_name_and_strangers_do_not() {
        let keys = ["标题", "副标题", "关键词", "主送", "title", "keywords", "驻村第一书记"];
        assert_eq!(nearest("标提", keys), Some("标题"));
        assert_eq!(nearest("关键字", keys), Some("关键词"));
        assert_eq!(nearest("主送机关", keys), Some("主送"));
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("驻村书记", keys), Some("驻村第一书记"));
        assert_eq!(nearest("天气", keys), None);
        assert_eq!(nearest("", keys), None);
    }
}
