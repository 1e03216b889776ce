//! Whatever stands in a draft, nothing panics, every finding lies inside its file, and what was
//! understood goes through every output.

use std::path::Path;

use proptest::prelude::*;
use tigang::pipeline::{self, Project};
use tigang::render::html::{Options, WebFonts};
use tigang::source::MemoryWorld;

/// What writers type, sound and unsound, to be mixed at random.
const PIECES: [&str; 60] = [
    "---\n",
    "－－－\n",
    "...\n",
    "标题: 抓实春耕\n",
    "标题：抓实春耕\n",
    "提纲: 经验材料\n",
    "提纲: 没有的\n",
    "日期: 2023-02-30\n",
    "日期: 2023-08-17\n",
    "数据:\n",
    "  村数: {值: 3, 单位: 个, 上期: 0}\n",
    "  村数: {值：3，单位：个}\n",
    "\t户数: 5户\n",
    "  甲: {公式: 乙 / 村数}\n",
    "  乙: {公式: 甲}\n",
    "摘要: |\n  一段\n",
    "公文:\n",
    "  主送: [甲, 乙]\n",
    "关键词: *区\n",
    "检查: {忽略: [F003]}\n",
    "目录: true\n",
    "单位: a: b\n",
    "\u{feff}",
    "\r\n",
    "\n",
    "\n\n",
    "# 一级\n",
    "## 一、主要做法\n",
    "### （一）建强组织。\n",
    "##### 深\n",
    "###### 更深\n",
    "## {.做法 依据=甲}\n",
    "正文一段，",
    "**重点：**后文",
    "“引号",
    "”",
    "‘",
    "（",
    "）",
    "《",
    "{{ 村数 }}",
    "{{ 村数.占比（甲） }}",
    "{{",
    "}}",
    "*区X县××",
    "<!-- 检查: 忽略 S001 -->\n",
    "<b>粗</b>",
    "![图](a.svg)\n",
    "[^1]",
    "[^1]: 注\n",
    "| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |\n",
    "表：题 {#表-甲}\n",
    "见[](#表-甲)",
    "```表格 甲\na,b\n",
    "```\n",
    "> ",
    "- ",
    "1. ",
    "　　",
    "\u{e000}\u{0}\u{202e}",
];

fn run(draft: Vec<u8>) {
    let world = MemoryWorld::new().with("报告/稿.md", draft).with(
        "报告/a.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'><path d='M0 0h9v9z'/></svg>",
    );
    let project = Project::load(&world, None);
    let compiled = pipeline::compile(&world, &project, Path::new("报告/稿.md"), true);
    for finding in &compiled.findings.list {
        let span = finding.fault.span;
        let source = compiled.findings.sources.get(span.file).expect("a file");
        assert!(source.text.get(span.range()).is_some(), "{}: {span:?}", finding.fault.message);
        let edits = finding.fault.fix.iter().flat_map(|fix| &fix.edits);
        for edit in edits {
            assert!(source.text.get(edit.span.range()).is_some(), "{}", finding.fault.message);
        }
    }
    for (theme, fonts) in [("web", WebFonts::System), ("official", WebFonts::Embed)] {
        let options = Options { theme, web_fonts: Some(fonts), draft: true };
        pipeline::html(&project, &compiled, &options).expect("a page");
    }
    let pdf = pipeline::pdf(&project, &compiled, true).expect("a PDF");
    assert!(pdf.starts_with(b"%PDF-1.7"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_mixes_of_yaml_and_markdown_go_through(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..60)
    ) {
        run(pieces.concat().into_bytes());
    }

    #[test]
    fn random_bytes_go_through(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        run(bytes);
    }

    #[test]
    fn random_text_after_sound_front_matter_goes_through(text in "\\PC{0,300}") {
        run(format!("---\n标题: 甲\n提纲: 自定\n---\n\n{text}\n").into_bytes());
    }
}
