//! The keys of a report: the table that format and schema follow from.

use crate::yaml::{Field, Record, Shape};

/// 形式 of an official document.
pub(super) const FORMS: &[(&str, &str)] =
    &[("文件", "document"), ("信函", "letter"), ("纪要", "minutes"), ("简报", "bulletin")];

/// A report: the front matter of a `.md` file, or a `report.yaml`.
pub(crate) static REPORT: Record = Record {
    id: "report",
    title: "报告",
    fields: &[
        Field::new(
            "标题",
            "title",
            Shape::Text,
            "报告的标题；想在哪两个汉字之间换行，就在那里写一个“/”，不写由程序断行",
        )
        .required(),
        Field::new(
            "副标题",
            "subtitle",
            Shape::Text,
            "副标题，排在标题下面，前面的破折号由程序加；换行的写法同标题",
        ),
        Field::new(
            "提纲",
            "outline",
            Shape::Text,
            "提纲的名称，例如经验材料、情况报告、工作总结、调研报告；不限结构时写“自定”",
        )
        .required(),
        Field::new(
            "单位",
            "organisation",
            Shape::Texts,
            "署名单位；几个单位联合署名时写列表，主办单位在前",
        ),
        Field::new("作者", "author", Shape::Text, "署名作者"),
        Field::new("日期", "date", Shape::Date, "成文日期，写成 2023-08-17"),
        Field::new("关键词", "keywords", Shape::Texts, "关键词的列表"),
        Field::new("目录", "contents", Shape::Bool, "是否排目录"),
        Field::new("数据附录", "appendix", Shape::Bool, "是否在文末列出数据的来源"),
        Field::new("摘要", "abstract", Shape::Text, "摘要，段落之间空一行"),
        Field::new(
            "数据",
            "facts",
            Shape::Map(&Shape::OneOf(&[Shape::Record(&FACT), Shape::Text])),
            "全文用到的数据，每个数字只写一次，正文里用 {{ 名称 }} 引用",
        ),
        Field::new(
            "数据文件",
            "facts-files",
            Shape::Texts,
            "数据表（CSV、XLSX），列名是名称、值、单位、时点、上期、目标、来源、口径",
        ),
        Field::new("公文", "official", Shape::Record(&OFFICIAL), "公文的版头和版记"),
        Field::new("检查", "checks", Shape::Record(&CHECKS), "这份报告自己的检查设置"),
        Field::new(
            "正文",
            "body",
            Shape::Texts,
            "正文各部分的 Markdown 文件，按顺序；只用在 report.yaml",
        ),
    ],
};

/// An entry of 数据.
static FACT: Record = Record {
    id: "fact",
    title: "数据条目",
    fields: &[
        Field::new("值", "value", Shape::OneOf(&[Shape::Decimal, Shape::Text]), "数值，照原样写"),
        Field::new("单位", "unit", Shape::Text, "单位，例如名、万元、%"),
        Field::new("时点", "time", Shape::Text, "数据的时间，例如 2023年7月"),
        Field::new("上期", "previous", Shape::Decimal, "上期的数值，用来算增幅和同比"),
        Field::new("目标", "target", Shape::Decimal, "目标数值，用来算完成率"),
        Field::new("来源", "source", Shape::Text, "数据的来源"),
        Field::new("口径", "scope", Shape::Text, "统计口径"),
        Field::new("历年", "series", Shape::Map(&Shape::Decimal), "各年（各地）的数值，按顺序"),
        Field::new("公式", "formula", Shape::Text, "由别的数据算出，例如 集体收入 / 村数"),
    ],
};

static ATTACHMENT: Record = Record {
    id: "attachment",
    title: "附件",
    fields: &[
        Field::new("名称", "name", Shape::Text, "附件的名称，末尾不加标点").required(),
        Field::new("文件", "file", Shape::Text, "附件的 Markdown 文件"),
    ],
};

static CHECKS: Record = Record {
    id: "checks",
    title: "检查设置",
    fields: &[Field::new("忽略", "ignore", Shape::Texts, "不检查的规则，写编号或名称")],
};

static OFFICIAL: Record = Record {
    id: "official",
    title: "公文",
    fields: &[
        Field::new("形式", "form", Shape::Choice(FORMS), "公文的形式，不写就是文件"),
        Field::new("份号", "copy-number", Shape::Text, "6位数字，加上引号，例如 \"000001\""),
        Field::new("密级", "secrecy", Shape::Text, "密级和保密期限，例如 机密★1年"),
        Field::new("紧急程度", "urgency", Shape::Text, "特急或加急"),
        Field::new(
            "发文机关标志",
            "issuer",
            Shape::Texts,
            "版头的红字，例如 示例区委组织部文件；联合行文时写列表，主办机关在前",
        ),
        Field::new("发文字号", "number", Shape::Text, "例如 示组发〔2023〕12号"),
        Field::new("签发人", "signers", Shape::Texts, "上行文的签发人"),
        Field::new("主送", "addressees", Shape::Texts, "主送机关"),
        Field::new(
            "附件",
            "attachments",
            Shape::OneOf(&[
                Shape::List(&Shape::OneOf(&[Shape::Record(&ATTACHMENT), Shape::Text])),
                Shape::Record(&ATTACHMENT),
                Shape::Texts,
            ]),
            "附件的名称，或者 {名称: …, 文件: 附件1.md}",
        ),
        Field::new("出席", "present", Shape::Texts, "纪要的出席人员"),
        Field::new("请假", "excused", Shape::Texts, "纪要的请假人员"),
        Field::new("列席", "observers", Shape::Texts, "纪要的列席人员"),
        Field::new("期号", "issue", Shape::Text, "简报的期号"),
        Field::new("印章", "seal", Shape::Bool, "是否留出盖章的位置"),
        Field::new("双面", "duplex", Shape::Bool, "是否双面印刷，版记排在偶数页"),
        Field::new(
            "附注",
            "note",
            Shape::Text,
            "附注，例如 （联系人：李示例，电话：000-00000000）",
        ),
        Field::new("抄送", "copies-to", Shape::Texts, "抄送机关"),
        Field::new("印发机关", "printed-by", Shape::Text, "印发机关"),
        Field::new("印发日期", "printed-on", Shape::Date, "印发日期，写成 2023-08-18"),
    ],
};
