//! Front matter.

use crate::source::{Date, Span};

/// A text value with its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// The value.
    pub value: String,
    /// The span of the value in the YAML source, quotes included.
    pub span: Span,
}

/// The front matter, read and validated.
#[derive(Debug, Clone, Default)]
pub struct Meta {
    /// 标题 (required); empty where it is missing.
    pub title: Text,
    /// Where the writer wants a line of the title to end: bytes of its value, rising, neither 0 nor its length.
    /// What marks them in the source (`/`, a new line) is no part of the value.
    pub title_breaks: Vec<usize>,
    /// 副标题.
    pub subtitle: Option<Text>,
    /// The same for the subtitle.
    pub subtitle_breaks: Vec<usize>,
    /// 提纲: the name of an outline.
    pub outline: Text,
    /// 单位; several of them with `、` between.
    pub organisation: Option<Text>,
    /// 单位, one by one, the leading one first.
    pub organisations: Vec<Text>,
    /// 作者.
    pub author: Option<Text>,
    /// 日期.
    pub date: Option<(Date, Span)>,
    /// 关键词.
    pub keywords: Vec<Text>,
    /// 目录: whether a contents list is printed.
    pub contents: bool,
    /// 数据附录: whether an appendix of sources is printed.
    pub sources_appendix: bool,
    /// 摘要, paragraphs parted by blank lines.
    pub summary: Option<Text>,
    /// 数据文件.
    pub facts_files: Vec<Text>,
    /// 公文.
    pub official: Option<Official>,
    /// 检查.
    pub checks: Checks,
    /// The whole front matter between its fences, or the whole `report.yaml`.
    pub span: Span,
}

/// 检查: the report's own settings for the rules.
#[derive(Debug, Clone, Default)]
pub struct Checks {
    /// 忽略: rule ids or names silenced in the whole report.
    pub ignore: Vec<Text>,
}

/// 形式 of an official document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// 文件.
    #[default]
    Document,
    /// 信函.
    Letter,
    /// 纪要.
    Minutes,
    /// 简报.
    Bulletin,
}

/// 公文: the elements of header and end matter.
#[derive(Debug, Clone, Default)]
pub struct Official {
    /// 形式.
    pub form: Form,
    /// 份号.
    pub copy_number: Option<Text>,
    /// 发文机关标志, the leading issuer first.
    pub marks: Vec<Text>,
    /// 发文字号.
    pub number: Option<Text>,
    /// 主送.
    pub addressees: Vec<Text>,
    /// 密级.
    pub secrecy: Option<Text>,
    /// 紧急程度.
    pub urgency: Option<Text>,
    /// 签发人.
    pub signers: Vec<Text>,
    /// 附件.
    pub attachments: Vec<Attachment>,
    /// 出席.
    pub present: Vec<Text>,
    /// 请假.
    pub excused: Vec<Text>,
    /// 列席.
    pub observers: Vec<Text>,
    /// 期号.
    pub issue: Option<Text>,
    /// 印章: whether room is left for a seal.
    pub seal: bool,
    /// 双面: whether it is printed on both sides.
    pub duplex: bool,
    /// 附注.
    pub note: Option<Text>,
    /// 抄送.
    pub copies_to: Vec<Text>,
    /// 印发机关.
    pub printed_by: Option<Text>,
    /// 印发日期.
    pub printed_on: Option<(Date, Span)>,
    /// The whole mapping.
    pub span: Span,
}

/// 附件: a name, and the file that holds it where it is part of the draft.
#[derive(Debug, Clone, Default)]
pub struct Attachment {
    /// 名称.
    pub name: Text,
    /// 文件.
    pub file: Option<Text>,
}
