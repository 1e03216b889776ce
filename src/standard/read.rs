//! Themes of the page: `templates/layout/*.yaml` and `版面` in `tigang.yaml`.

use super::figures::{FIGURES, KEYS, Setup, Unit};
use super::setup::Lead;
use crate::diagnostic::Fault;
use crate::fonts::Role;
use crate::yaml::{Field, Node, Record, Shape};

/// Where a project's own themes of the page lie, below its root.
pub const FOLDER: &str = "templates/layout";

/// What a theme of the page may say.
pub static LAYOUT: Record = Record { id: "layout", title: "版面", fields: &FIELDS };

const FACES: &[(&str, &str)] = &[
    ("仿宋", "fangsong"),
    ("小标宋", "xiaobiaosong"),
    ("楷体", "kai"),
    ("黑体", "hei"),
    ("宋体", "song"),
];

const LEADS: &[(&str, &str)] = &[("不变", "plain"), ("序词", "words"), ("首句", "sentence")];

/// Type sizes by name; what each is in pt stands in [`size`].
const SIZES: &[(&str, &str)] = &[
    ("初号", "42pt"),
    ("小初", "36pt"),
    ("一号", "26pt"),
    ("小一", "24pt"),
    ("二号", "22pt"),
    ("小二", "18pt"),
    ("三号", "16pt"),
    ("小三", "15pt"),
    ("四号", "14pt"),
    ("小四", "12pt"),
    ("五号", "10.5pt"),
    ("小五", "9pt"),
];

/// A type size in pt, given as a number or by name.
fn size(text: &str) -> Option<f64> {
    let text = text.trim();
    let named = SIZES.iter().find(|(name, _)| *name == text).map(|(_, points)| *points);
    named.unwrap_or(text).trim_end_matches("pt").parse().ok()
}

/// The keys that are no figures.
const OTHERS: [(&str, &str, Kind, &str); 9] = [
    ("主题", "theme", Kind::Name, "以哪个版面主题为底，例如 公文、大字"),
    ("标题字体", "title-face", Kind::Face, "标题用哪种字体"),
    ("正文字体", "body-face", Kind::Face, "正文用哪种字体"),
    ("一级标题字体", "heading-1-face", Kind::Face, "“一、”用哪种字体"),
    ("二级标题字体", "heading-2-face", Kind::Face, "“（一）”用哪种字体"),
    ("三级标题字体", "heading-3-face", Kind::Face, "“1.”用哪种字体"),
    ("四级标题字体", "heading-4-face", Kind::Face, "“（1）”用哪种字体"),
    ("页码字体", "folio-face", Kind::Face, "页码用哪种字体"),
    ("段首", "lead", Kind::Lead, "段落开头是否突出：不变；序词（一是、二是……）；首句"),
];

enum Kind {
    Name,
    Face,
    Lead,
}

const COUNT: usize = KEYS.len() + OTHERS.len();

static FIELDS: [Field; COUNT] = {
    let mut fields = [const { Field::new("", "", Shape::Decimal, "") }; COUNT];
    let mut at = 0;
    while at < KEYS.len() {
        let (name, id, ref unit, doc) = KEYS[at];
        let shape = match unit {
            Unit::Pt => Shape::OneOf(&[Shape::Decimal, Shape::Choice(SIZES)]),
            _ => Shape::Decimal,
        };
        fields[at] = Field::new(name, id, shape, doc);
        at += 1;
    }
    let mut other = 0;
    while other < OTHERS.len() {
        let (name, alias, ref kind, doc) = OTHERS[other];
        let shape = match kind {
            Kind::Name => Shape::Text,
            Kind::Face => Shape::Choice(FACES),
            Kind::Lead => Shape::Choice(LEADS),
        };
        fields[at + other] = Field::new(name, alias, shape, doc);
        other += 1;
    }
    fields
};

impl Setup {
    /// Takes over what a theme says; `node` has been read by [`LAYOUT`]. What is out of range is left as it was.
    pub fn apply(&mut self, node: &Node) -> Vec<Fault> {
        let before = self.clone();
        let mut faults = Vec::new();
        for figure in FIGURES {
            let Some(given) = node.get(figure.name) else { continue };
            let Some(value) = given.text().and_then(size) else {
                continue;
            };
            let (least, most) = figure.range;
            if (least..=most).contains(&value) {
                (figure.set)(self, value);
            } else {
                let unit = figure.unit.chinese();
                faults.push(
                    Fault::new(
                        "Y013",
                        given.span,
                        format!("“{}”应当在{least}到{most}{unit}之间", figure.name),
                    )
                    .help(format!("标准（或通行做法）是{}{unit}", figure.value)),
                );
            }
        }
        let face = |name: &str| node.get(name).and_then(Node::text).and_then(role);
        for (name, field) in [
            ("标题字体", &mut self.title_face),
            ("正文字体", &mut self.body_face),
            ("页码字体", &mut self.folio_face),
        ] {
            *field = face(name).unwrap_or(*field);
        }
        let names = ["一级标题字体", "二级标题字体", "三级标题字体", "四级标题字体"];
        for (name, field) in names.into_iter().zip(&mut self.heading_faces) {
            *field = face(name).unwrap_or(*field);
        }
        self.lead = match node.get("段首").and_then(Node::text) {
            Some("不变") => Lead::Plain,
            Some("序词") => Lead::Words,
            Some("首句") => Lead::Sentence,
            _ => self.lead,
        };
        if let Some(fault) = self.overfull(node) {
            faults.push(fault);
            for id in SHEET {
                if let Some(figure) = FIGURES.iter().find(|figure| figure.id == id) {
                    (figure.set)(self, (figure.get)(&before));
                }
            }
        }
        faults
    }

    /// A type area that does not lie on the paper.
    fn overfull(&self, node: &Node) -> Option<Fault> {
        let wide = self.left + self.width > self.paper_width + 1e-9;
        let high = self.top + self.height > self.paper_height + 1e-9;
        let (what, sum, paper) = match (wide, high) {
            (true, _) => ("订口加版心宽", self.left + self.width, self.paper_width),
            (_, true) => ("天头加版心高", self.top + self.height, self.paper_height),
            _ => return None,
        };
        let message = format!("版心超出了纸面：{what}是{sum}毫米，纸只有{paper}毫米");
        Some(Fault::new("Y013", node.span, message).help("请改小版心或白边"))
    }
}

/// The figures that say where the type area lies on the paper.
const SHEET: [&str; 6] =
    ["paper-width", "paper-height", "top-margin", "left-margin", "area-width", "area-height"];

fn role(name: &str) -> Option<Role> {
    Role::ALL.into_iter().find(|role| role.chinese() == name)
}

/// A theme of the page that is built in, as YAML.
#[must_use]
pub fn builtin(name: &str) -> Option<&'static str> {
    BUILTIN.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The names of the themes built in.
pub fn builtin_names() -> impl Iterator<Item = &'static str> {
    BUILTIN.iter().map(|(name, _)| *name)
}

const BUILTIN: [(&str, &str); 2] = [
    ("公文", include_str!("../../templates/layout/公文.yaml")),
    ("大字", include_str!("../../templates/layout/大字.yaml")),
];

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::source::FileId;
    use crate::yaml;

    fn read(text: &str) -> (Setup, Vec<Fault>) {
        let (node, mut faults) = yaml::read(text, FileId::default(), 0..text.len(), &LAYOUT);
        let mut setup = Setup::default();
        faults.extend(setup.apply(&node));
        (setup, faults)
    }

    #[test]
    fn a_theme_changes_figures_faces_and_lead() {
        let (setup, faults) = read(
            "每页行数: 20\nbody-size: 18\n标题字号: 一号\n表格字号: 10.5pt\n二级标题字体: 黑体\n段首: 首句\n",
        );
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!((setup.lines, setup.body), (20.0, 18.0));
        assert_eq!((setup.title, setup.table), (26.0, 10.5));
        assert_eq!(setup.heading_faces[1], Role::Hei);
        assert_eq!(setup.lead, Lead::Sentence);
        assert_eq!(setup.columns, 28.0);
    }

    #[test]
    fn what_cannot_be_is_said_and_left_out() {
        let (setup, faults) = read("每页行数: 500\n正文字号: 大号\n天头高: 30\n");
        assert_eq!(setup.lines, 22.0);
        let rules: Vec<_> = faults.iter().map(|fault| fault.rule).collect();
        assert!(rules.contains(&"Y013") && rules.contains(&"Y011"), "{faults:?}");
        assert_eq!(faults.len(), 3, "{faults:?}");
        let (setup, faults) = read("订口: 60\n");
        assert_eq!(setup.left, 28.0);
        assert!(faults[0].message.contains("超出了纸面"), "{faults:?}");
    }

    #[test]
    fn the_themes_built_in_are_sound() {
        for name in builtin_names() {
            let (setup, faults) = read(builtin(name).unwrap());
            assert!(faults.is_empty(), "{name}: {faults:?}");
            assert_eq!(name == "公文", setup == Setup::default(), "{name}");
        }
    }

    /// The theme of the standard lists every figure with its clause, so that it can be copied and changed.
    #[test]
    fn the_standards_theme_lists_every_figure() {
        let mut text = String::from(
            "# 版面主题“公文”：GB/T 9704—2012 的全部数值，条款和强度注在行末。\n\
             # 要改，就把它复制到项目的 templates/layout/ 下另起名字，只留要改的几行；\n\
             # 再在 tigang.yaml 里写“版面: 名字”。也可以直接在 tigang.yaml 里写“版面: {每页行数: 20}”。\n",
        );
        for figure in FIGURES {
            let clause =
                if figure.clause == "—" { String::new() } else { format!("{} ", figure.clause) };
            let (name, value, doc) = (figure.name, figure.value, figure.doc);
            let strength = figure.strength.chinese();
            let _ = writeln!(text, "{name}: {value}  # {doc}（{clause}{strength}）");
        }
        text.push_str("标题字体: 小标宋  # 7.3.1 一般\n正文字体: 仿宋  # 5.2.2 一般\n");
        text.push_str("一级标题字体: 黑体  # 7.3.3 一般\n二级标题字体: 楷体  # 7.3.3 一般\n");
        text.push_str("三级标题字体: 仿宋  # 7.3.3 一般\n四级标题字体: 仿宋  # 7.3.3 一般\n");
        text.push_str(
            "页码字体: 宋体  # 7.5 一般\n段首: 不变  # 不变、序词（一是、二是……）、首句（实务）\n",
        );
        yaml::testing::same_file("templates/layout/公文.yaml", &text);
    }
}
