//! The table of figures.

use crate::fonts::Role;

use super::setup::Lead;

/// How strong the standard's wording is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// 规定: shall.
    Shall,
    /// 一般: normally.
    Normally,
    /// 推荐: recommended.
    Recommended,
    /// 可以: may.
    May,
    /// 实务: practice, not in the standard.
    Practice,
}

impl Strength {
    /// `规定`, `一般`, `推荐`, `可以` or `实务`.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Shall => "规定",
            Self::Normally => "一般",
            Self::Recommended => "推荐",
            Self::May => "可以",
            Self::Practice => "实务",
        }
    }
}

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Millimetres.
    Mm,
    /// Points.
    Pt,
    /// Lines of the grid.
    Lines,
    /// Characters of the body: cells of the grid.
    Cells,
}

impl Unit {
    /// `毫米`, `磅`, `行` or `字`.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Mm => "毫米",
            Self::Pt => "磅",
            Self::Lines => "行",
            Self::Cells => "字",
        }
    }
}

/// A figure of the page.
#[derive(Debug)]
pub struct Figure {
    /// Its English key, which is also its id in machine-readable output.
    pub id: &'static str,
    /// Its Chinese key.
    pub name: &'static str,
    /// What the standard (or practice) has.
    pub value: f64,
    /// What it counts.
    pub unit: Unit,
    /// The clause of GB/T 9704—2012; `—` where it is none.
    pub clause: &'static str,
    /// How strong the wording is.
    pub strength: Strength,
    /// The least and the most that a theme may ask for.
    pub range: (f64, f64),
    /// What it is, in Chinese.
    pub doc: &'static str,
    /// The figure in a setup.
    pub get: fn(&Setup) -> f64,
    /// Changes the figure in a setup.
    pub set: fn(&mut Setup, f64),
}

macro_rules! figures {
    ($($(#[doc = $rust:literal])* $field:ident = $value:literal $unit:ident,
        $clause:literal $strength:ident, $least:literal..$most:literal,
        $name:literal $id:literal $doc:literal;)*) => {
        /// What the layout obeys. The defaults are those of GB/T 9704—2012 (and of practice where it is
        /// silent); a theme may change any of them.
        #[derive(Debug, Clone, PartialEq)]
        pub struct Setup {
            $($(#[doc = $rust])* pub $field: f64,)*
            /// 标题: the face of the title (7.3.1: 小标宋).
            pub title_face: Role,
            /// 正文: the face of the body (5.2.2: 仿宋).
            pub body_face: Role,
            /// 一至四级标题: the faces of the headings (7.3.3: 黑体, 楷体, 仿宋, 仿宋).
            pub heading_faces: [Role; 4],
            /// 页码: the face of page numbers (7.5: 宋体).
            pub folio_face: Role,
            /// 段首: how the words that lead a paragraph are set off (practice).
            pub lead: Lead,
        }

        impl Default for Setup {
            fn default() -> Self {
                Self {
                    $($field: $value,)*
                    title_face: Role::Xiaobiaosong,
                    body_face: Role::Fangsong,
                    heading_faces: [Role::Hei, Role::Kai, Role::Fangsong, Role::Fangsong],
                    folio_face: Role::Song,
                    lead: Lead::Plain,
                }
            }
        }

        /// All figures, in the order of the clauses.
        pub static FIGURES: &[Figure] = &[$(Figure {
            id: $id,
            name: $name,
            value: $value,
            unit: Unit::$unit,
            clause: $clause,
            strength: Strength::$strength,
            range: ($least, $most),
            doc: $doc,
            get: |setup| setup.$field,
            set: |setup, value| setup.$field = value,
        },)*];

        /// The keys of the figures, for a theme's schema.
        pub(super) const KEYS: [(&str, &str, Unit, &str); FIGURES.len()] =
            [$(($name, $id, Unit::$unit, $doc),)*];
    };
}

figures! {
    /// Width of the paper in mm (5.1: A4).
    paper_width = 210.0 Mm, "5.1" Shall, 100.0..450.0, "纸宽" "paper-width" "纸的宽度，毫米";
    /// Height of the paper in mm (5.1: A4).
    paper_height = 297.0 Mm, "5.1" Shall, 100.0..600.0, "纸高" "paper-height" "纸的高度，毫米";
    /// Top margin, 天头, in mm (5.2.1).
    top = 37.0 Mm, "5.2.1" Shall, 0.0..200.0, "天头" "top-margin" "上白边，毫米";
    /// Left margin, 订口, in mm (5.2.1).
    left = 28.0 Mm, "5.2.1" Shall, 0.0..200.0, "订口" "left-margin" "左白边，毫米";
    /// Width of the type area, 版心, in mm (5.2.1).
    width = 156.0 Mm, "5.2.1" Shall, 40.0..450.0, "版心宽" "area-width" "版心的宽度，毫米";
    /// Height of the type area, 版心, in mm (5.2.1).
    height = 225.0 Mm, "5.2.1" Shall, 60.0..600.0, "版心高" "area-height" "版心的高度，毫米";
    /// Size of the body, 三号, in pt (5.2.2).
    body = 16.0 Pt, "5.2.2" Normally, 6.0..48.0, "正文字号" "body-size" "正文的字号，磅或字号名（三号）";
    /// Characters a line (5.2.3).
    columns = 28.0 Cells, "5.2.3" Normally, 8.0..80.0, "每行字数" "columns" "一行排多少字";
    /// Lines a page (5.2.3).
    lines = 22.0 Lines, "5.2.3" Normally, 5.0..80.0, "每页行数" "lines" "一页排多少行";
    /// From the type area's top down to the top edge of the issuer's mark in mm (7.2.4).
    mark_top = 35.0 Mm, "7.2.4" Shall, 0.0..150.0, "标志上距" "mark-top" "发文机关标志上边缘到版心上边缘，毫米";
    /// The largest size of the issuer's mark in pt: it is smaller than the title of a higher organ, at most 22 mm × 15 mm
    /// in earlier practice.
    mark_size = 44.0 Pt, "7.2.4" Practice, 16.0..80.0, "标志字号" "mark-size" "发文机关标志最大的字号，磅或字号名";
    /// Blank lines between the mark and the number, with the number's own: it stands on the second line below (7.2.5).
    number_gap = 2.0 Lines, "7.2.5" Shall, 0.0..6.0, "字号上空" "number-gap" "发文字号编排在标志下空几行的位置";
    /// From the number down to the red rule in mm (7.2.7).
    rule_gap = 4.0 Mm, "7.2.7" Shall, 0.0..20.0, "红线上距" "rule-gap" "红色分隔线到发文字号，毫米";
    /// Thickness of the red rule in mm (practice).
    red_rule = 0.5 Mm, "7.2.7" Practice, 0.1..3.0, "红线粗" "red-rule" "红色分隔线的粗细，毫米";
    /// Size of the title, 二号, in pt (7.3.1).
    title = 22.0 Pt, "7.3.1" Normally, 8.0..60.0, "标题字号" "title-size" "标题的字号，磅或字号名（二号）";
    /// Blank lines between the red rule and the title (7.3.1).
    title_gap = 2.0 Lines, "7.3.1" Normally, 0.0..6.0, "标题上空" "title-gap" "标题在红线下空几行的位置";
    /// Blank lines between the title and the addressees (7.3.2).
    addressees_gap = 1.0 Lines, "7.3.2" Shall, 0.0..4.0, "主送上空" "addressees-gap" "主送机关在标题下空几行的位置";
    /// Indent of a paragraph's first line in characters (7.3.3).
    indent = 2.0 Cells, "7.3.3" Shall, 0.0..8.0, "段首空" "indent" "段落首行空几个字";
    /// Blank lines between the body and the list of attachments (7.3.4).
    attachments_gap = 1.0 Lines, "7.3.4" Shall, 0.0..4.0, "附件上空" "attachments-gap" "附件说明在正文下空几行";
    /// Blank lines between the body (or list of attachments) and the signature (7.3.5.2).
    signature_gap = 1.0 Lines, "7.3.5.2" Shall, 0.0..8.0, "署名上空" "signature-gap" "署名在正文（或附件说明）下空几行";
    /// Characters between the signature and the right edge, without a seal (7.3.5.2).
    signature_inset = 2.0 Cells, "7.3.5.2" Shall, 0.0..12.0, "署名右空" "signature-inset" "不加盖印章时署名右空几个字";
    /// Characters between the date and the right edge, with a seal (7.3.5.1).
    seal_inset = 4.0 Cells, "7.3.5.1" Normally, 0.0..12.0, "日期右空" "seal-inset" "加盖印章时成文日期右空几个字";
    /// Blank lines between the body (or list of attachments) and the signature that a seal covers: its top is then
    /// within a line of the text (7.3.5.1).
    seal_gap = 2.0 Lines, "7.3.5.1" Practice, 0.0..8.0, "印章上空" "seal-gap" "加盖印章时署名在正文（或附件说明）下空几行";
    /// Room that a seal takes in width and height, in mm (7.3.5.1: seals do not touch each other).
    seal = 42.0 Mm, "7.3.5.1" Practice, 10.0..80.0, "印章直径" "seal-size" "每枚印章所占的宽度和高度，毫米";
    /// Outer rules of the end matter in mm (7.4.1).
    record_outer = 0.35 Mm, "7.4.1" Recommended, 0.1..2.0, "版记粗线" "record-outer" "版记首末条分隔线的粗细，毫米";
    /// Inner rules of the end matter in mm (7.4.1).
    record_inner = 0.25 Mm, "7.4.1" Recommended, 0.1..2.0, "版记细线" "record-inner" "版记中间分隔线的粗细，毫米";
    /// Size of the end matter, 四号, in pt (7.4.2, 7.4.3).
    record = 14.0 Pt, "7.4.2" Normally, 6.0..30.0, "版记字号" "record-size" "版记的字号，磅或字号名（四号）";
    /// Characters of the end matter's size between its text and either edge (7.4.2, 7.4.3).
    record_inset = 1.0 Cells, "7.4.2" Normally, 0.0..8.0, "版记左右空" "record-inset" "版记左右各空几个字";
    /// Size of page numbers, 四号, in pt (7.5).
    folio = 14.0 Pt, "7.5" Normally, 6.0..30.0, "页码字号" "folio-size" "页码的字号，磅或字号名（四号）";
    /// From the type area down to the dash of the page number in mm (7.5).
    folio_gap = 7.0 Mm, "7.5" Normally, 0.0..40.0, "页码下距" "folio-gap" "页码一字线到版心下边缘，毫米";
    /// Characters between the page number and the outer edge (7.5).
    folio_inset = 1.0 Cells, "7.5" Normally, 0.0..12.0, "页码侧空" "folio-inset" "页码距版心左右边缘几个字";
    /// From the paper's top down to the top edge of a letter's mark in mm (10.1).
    letter_mark_top = 30.0 Mm, "10.1" Shall, 5.0..120.0, "信函标志上距" "letter-mark-top" "信函格式标志上边缘到上页边，毫米";
    /// From a letter's mark down to its first double rule in mm (10.1).
    letter_rule_gap = 4.0 Mm, "10.1" Shall, 0.0..30.0, "信函红线上距" "letter-rule-gap" "信函格式首条红色双线到标志，毫米";
    /// From a letter's second double rule down to the paper's bottom in mm (10.1).
    letter_foot = 20.0 Mm, "10.1" Shall, 5.0..60.0, "信函红线下距" "letter-foot" "信函格式末条红色双线到下页边，毫米";
    /// Length of a letter's double rules in mm (10.1).
    letter_rule = 170.0 Mm, "10.1" Shall, 40.0..400.0, "信函红线长" "letter-rule" "信函格式红色双线的长度，毫米";
    /// From a letter's first double rule down to the line below it, in characters of the body (10.1: 7/8 of its height).
    letter_text_gap = 0.875 Cells, "10.1" Shall, 0.0..6.0, "信函字下距" "letter-text-gap" "信函格式首条红色双线到其下第一行字，几个字高";
    /// Size of the summary in pt (practice).
    summary = 14.0 Pt, "—" Practice, 6.0..30.0, "摘要字号" "summary-size" "摘要的字号，磅或字号名（四号）";
    /// Size of tables and of captions, 小四, in pt (practice).
    table = 12.0 Pt, "—" Practice, 5.0..30.0, "表格字号" "table-size" "表格和图表题的字号，磅或字号名（小四）";
    /// Size of footnotes, 小五, in pt (practice).
    note = 9.0 Pt, "—" Practice, 5.0..20.0, "脚注字号" "note-size" "脚注的字号，磅或字号名（小五）";
}
