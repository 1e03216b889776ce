//! Whatever is shown belongs to the structure tree or is an artifact (ISO 32000-1, 14.8.2.2).

use super::{Faults, examples};

#[test]
fn everything_shown_is_tagged_or_an_artifact() {
    let mut faults = Faults::default();
    for sample in examples() {
        for (at, page) in sample.pdf.pages.iter().enumerate() {
            let told = |what: &str| format!("{} page {}: {what}", sample.name, at + 1);
            let bare: String = page
                .glyphs
                .iter()
                .filter(|glyph| glyph.artifact == glyph.mcid.is_some())
                .map(|glyph| glyph.text.as_str())
                .take(20)
                .collect();
            faults.check(bare.is_empty(), || told(&format!("`{bare}…` is not tagged")));
            let rules = page.rules.iter().filter(|rule| !rule.artifact).count();
            faults.check(rules == 0, || told(&format!("{rules} rules are no artifacts")));
            let images = page.images.iter().filter(|image| image.artifact).count();
            faults.check(images == 0, || told(&format!("{images} images are artifacts")));
        }
    }
}
