//! The command line, as writers see it.

use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand, ValueEnum};

const COMMAND: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}";

/// 提纲：写工作报告的人用的编译器。校核结构、数字和文字，按公文格式排出 HTML 与 PDF。
#[derive(Debug, Parser)]
#[command(
    name = "tigang",
    version,
    help_template = COMMAND,
    override_usage = "tigang <命令> [选项] [路径]…",
    subcommand_help_heading = "命令",
    next_help_heading = "选项",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    arg_required_else_help = true,
    after_help = "查看某个命令的用法：tigang <命令> --help\n退出码：0 正常；1 有错误级的问题；2 用法不对或读写失败"
)]
pub(super) struct Args {
    /// 显示帮助
    #[arg(short = 'h', long, action = ArgAction::Help, global = true)]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 新建一份报告的草稿
    #[command(help_template = COMMAND, override_usage = "tigang new <路径> [--outline <提纲>] [--title <标题>]")]
    New(New),
    /// 校核报告，列出问题
    #[command(
        help_template = COMMAND,
        after_help = "例：tigang check 报告.md --fix --diff　先看看会怎样改\n　　tigang check --select 结构,F003 --level 警告　只查结构和待填内容",
        override_usage = "tigang check [路径]… [--fix [--diff]] [--select <规则>] [--format text|json|sarif|github]"
    )]
    Check(Check),
    /// 校核并生成 HTML 与 PDF
    #[command(
        help_template = COMMAND,
        override_usage = "tigang build [路径]… [-f html,pdf] [-o dist] [--theme official|web] [--draft]"
    )]
    Build(Build),
    /// 列出报告的提纲：序号、角色和字数
    #[command(help_template = COMMAND, override_usage = "tigang outline <路径> [--matrix] [--format text|json|html]")]
    Outline(Outline),
    /// 列出报告里的全部数字，供核对：说的是什么、在哪里、与哪项数据相符
    #[command(help_template = COMMAND, override_usage = "tigang figures <路径> [--format text|json]")]
    Figures(Figures),
    /// 列出版面实测：每页每行、各项数值与标准的比对、字体
    #[command(help_template = COMMAND, override_usage = "tigang proof <路径> [--lines] [--format text|json]")]
    Proof(Proof),
    /// 列出全部校核规则
    #[command(help_template = COMMAND, override_usage = "tigang rules")]
    Rules,
    /// 说明一条规则：查什么、为什么、怎样改
    #[command(help_template = COMMAND, override_usage = "tigang explain <规则编号或名称>")]
    Explain(Explain),
    /// 列出各用途使用的字体及其来源
    #[command(help_template = COMMAND, override_usage = "tigang fonts [--licences]")]
    Fonts(Fonts),
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "选项")]
pub(super) struct New {
    /// 草稿的路径，如 报告.md；不写扩展名时自动加 .md，已有的文件不会被覆盖
    #[arg(value_name = "路径", help_heading = "参数")]
    pub path: PathBuf,
    /// 用哪种提纲：经验材料（默认）、情况报告、工作总结、调研报告、研讨发言、新闻通讯、讲话稿、简报、自定
    #[arg(long, value_name = "提纲", default_value = "经验材料", hide_default_value = true)]
    pub outline: String,
    /// 标题；不写时取文件名
    #[arg(long, value_name = "标题")]
    pub title: Option<String>,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Check {
    /// 报告文件、报告文件夹，或装有多份报告的文件夹；不写时查当前文件夹；写 - 时从标准输入读一份
    #[arg(value_name = "路径", help_heading = "参数")]
    pub paths: Vec<PathBuf>,
    /// 把能直接改的改好（不会改变意思的才改），再列出剩下的问题
    #[arg(long)]
    pub fix: bool,
    /// 只显示 --fix 会怎样改，不写入文件
    #[arg(long)]
    pub diff: bool,
    /// 只查这些规则，用逗号隔开：编号（F003）、编号的开头（S、F0）、类别（结构、数据、文字、公文、素材、源文）、名称或标题；读不出草稿的问题总会列出
    #[arg(long, value_name = "规则", value_delimiter = ',')]
    pub select: Vec<String>,
    /// 不查这些规则，写法同 --select
    #[arg(long, value_name = "规则", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// 只列出这一级和更重的问题：提示、警告、错误（或 hint、warning、error）；没有列出的不影响退出码
    #[arg(long, value_name = "级别", value_enum, hide_possible_values = true)]
    pub level: Option<Least>,
    /// 按发布要求校核：留有待补内容即为错误
    #[arg(long)]
    pub publish: bool,
    /// 输出格式：text（默认）、json、sarif（代码平台、编辑器用）、github（GitHub Actions 的批注）
    #[arg(
        long,
        value_name = "格式",
        value_enum,
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: Reporting,
    /// 只列汇总，不逐处列出
    #[arg(long)]
    pub summary: bool,
    /// 从标准输入读时，草稿算作放在哪里：项目设置、图片都从这里找，问题也用这个名字
    #[arg(long, value_name = "路径")]
    pub stdin_path: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Build {
    /// 报告文件、报告文件夹，或装有多份报告的文件夹；不写时取当前文件夹
    #[arg(value_name = "路径", help_heading = "参数")]
    pub paths: Vec<PathBuf>,
    /// 生成哪些格式，用逗号隔开：html、pdf；不写时按 tigang.yaml，没有时两种都生成
    #[arg(
        short = 'f',
        long = "format",
        value_name = "格式",
        value_enum,
        value_delimiter = ',',
        hide_possible_values = true
    )]
    pub formats: Vec<Format>,
    /// 输出文件夹；不写时按 tigang.yaml，没有时为 dist
    #[arg(short = 'o', long = "output", value_name = "文件夹")]
    pub output: Option<PathBuf>,
    /// HTML 的主题：official（公文样式，默认）、web（网页阅读），或项目自己的主题
    #[arg(long, value_name = "主题")]
    pub theme: Option<String>,
    /// 网页字体：embed（嵌入文件，到处一样）或 system（用读者机器上的字体）；不写时由主题决定
    #[arg(long, value_name = "方式", value_enum, hide_possible_values = true)]
    pub web_fonts: Option<WebFonts>,
    /// 字体来源：auto（先用本机装的公文字体）或 embedded（只用内置的和项目写明的，到处一样）；不写时按 tigang.yaml，没有时为 auto
    #[arg(long, value_name = "来源", value_enum, hide_possible_values = true)]
    pub fonts: Option<FontsFrom>,
    /// 作为草稿生成：有错误也生成，页面上标明“草稿”
    #[arg(long)]
    pub draft: bool,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Outline {
    /// 报告文件或报告文件夹
    #[arg(value_name = "路径", help_heading = "参数")]
    pub path: PathBuf,
    /// 列出做法、成效、启示怎样对应，缺了什么
    #[arg(long)]
    pub matrix: bool,
    /// 输出格式：text（默认）、json；与 --matrix 一起用时还可以写 html
    #[arg(
        long,
        value_name = "格式",
        value_enum,
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: OutlineListing,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Figures {
    /// 报告文件或报告文件夹
    #[arg(value_name = "路径", help_heading = "参数")]
    pub path: PathBuf,
    /// 输出格式：text（默认）或 json
    #[arg(
        long,
        value_name = "格式",
        value_enum,
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: Listing,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Proof {
    /// 报告文件或报告文件夹
    #[arg(value_name = "路径", help_heading = "参数")]
    pub path: PathBuf,
    /// 逐行列出文字、字数和位置
    #[arg(long)]
    pub lines: bool,
    /// 输出格式：text（默认）或 json
    #[arg(
        long,
        value_name = "格式",
        value_enum,
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: Listing,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Explain {
    /// 规则的编号或名称，如 S001 或 missing-section
    #[arg(value_name = "规则", help_heading = "参数")]
    pub rule: String,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Fonts {
    /// 显示内置字体的许可证全文
    #[arg(long)]
    pub licences: bool,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Reporting {
    Text,
    Json,
    Sarif,
    Github,
}

/// The least level of the findings that are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Least {
    #[value(name = "提示", alias = "hint")]
    Hint,
    #[value(name = "警告", alias = "warning")]
    Warning,
    #[value(name = "错误", alias = "error")]
    Error,
}

/// How outlines and proofs are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Listing {
    Text,
    Json,
}

/// How an outline or its argument is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OutlineListing {
    Text,
    Json,
    Html,
}

/// What is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(super) enum Format {
    Html,
    Pdf,
}

impl Format {
    /// The extension of its files.
    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Pdf => "pdf",
        }
    }
}

/// Where a page's Chinese faces come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum WebFonts {
    Embed,
    System,
}

/// Where the faces come from that the project does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FontsFrom {
    #[value(alias = "自动")]
    Auto,
    #[value(alias = "内置")]
    Embedded,
}
