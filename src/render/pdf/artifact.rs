//! What stands on a page and is no part of the text (ISO 32000-1, 14.8.2.2).

use std::collections::BTreeMap;

use printpdf::DictItem;

use crate::typeset::TextRun;

/// A kind of artifact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Artifact {
    /// Rules and shades.
    Layout,
    /// What comes again from page to page, such as the head of a long table.
    Repeated,
    /// The page number.
    Footer,
    /// The draft mark.
    Watermark,
}

/// Where the foot of a page begins, as a part of its height.
const FOOT: f64 = 0.86;

impl Artifact {
    /// What a run is that is no part of the text, on a page of that height. The draft mark alone is faint; the
    /// page number stands at the foot, on a page read sideways turned.
    pub(super) fn of(run: &TextRun, height: f64) -> Self {
        if run.opacity < 1.0 {
            Self::Watermark
        } else if run.rotate != 0.0 || run.y > FOOT * height {
            Self::Footer
        } else {
            Self::Repeated
        }
    }

    /// The properties that its marked sequence states.
    pub(super) fn properties(self) -> DictItem {
        let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
        let entries = match self {
            Self::Layout => vec![("Type", name("Layout"))],
            Self::Repeated => vec![("Type", name("Pagination"))],
            Self::Footer => vec![
                ("Type", name("Pagination")),
                ("Subtype", name("Footer")),
                ("Attached", DictItem::Array(vec![name("Bottom")])),
            ],
            Self::Watermark => {
                vec![("Type", name("Pagination")), ("Subtype", name("Watermark"))]
            }
        };
        let map: BTreeMap<String, DictItem> =
            entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        DictItem::Dict { map }
    }
}
