//! What can go wrong with themes, said in Chinese.

use tera::ErrorKind;

/// A theme that does not exist, or a template with a mistake.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// No such theme.
    #[error("没有名为“{name}”的主题；可用的主题有：{known}")]
    Unknown {
        /// The name asked for.
        name: String,
        /// The names there are, with `、` between them.
        known: String,
    },
    /// A mistake in a template.
    #[error("templates/html/{path}{}：{message}", place(*.line, *.column))]
    Template {
        /// The file, below `templates/html`.
        path: String,
        /// Line from 1; 0 where it is not known.
        line: usize,
        /// Column in characters from 1; 0 where it is not known.
        column: usize,
        /// What is wrong, in Chinese.
        message: String,
    },
}

fn place(line: usize, column: usize) -> String {
    if line == 0 { String::new() } else { format!(":{line}:{column}") }
}

impl ThemeError {
    /// Reads an error of Tera's that came up in the templates of `theme`.
    pub(super) fn of(theme: &str, error: &tera::Error) -> Self {
        let page = format!("{theme}/page.html");
        let whole = |path: &str, message: String| Self::Template {
            path: path.to_owned(),
            line: 0,
            column: 0,
            message,
        };
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Self::Template {
                path: report.filename().to_owned(),
                line: report.span().start_line,
                column: report.span().start_col + 1,
                message: chinese(report.message()),
            },
            ErrorKind::CircularExtend { tpl, .. } => whole(tpl, "模板之间循环继承".to_owned()),
            ErrorKind::CircularInclude { tpl, .. } => whole(tpl, "模板之间循环引用".to_owned()),
            ErrorKind::MissingParent { current, parent } => {
                whole(current, format!("没有它所继承的模板“{parent}”"))
            }
            ErrorKind::TemplateNotFound(name) => whole(name, "没有这个模板".to_owned()),
            ErrorKind::Msg(text) => located(text).unwrap_or_else(|| whole(&page, chinese(text))),
            other => whole(&page, chinese(&other.to_string())),
        }
    }
}

/// What Tera found wrong in a template that stands alone, with its place in it, in Chinese.
#[must_use]
pub fn template_fault(error: &tera::Error) -> String {
    match ThemeError::of("", error) {
        ThemeError::Template { line, column, message, .. } if line > 0 => {
            format!("第{line}行第{column}个字符，{message}")
        }
        ThemeError::Template { message, .. } => message,
        unknown @ ThemeError::Unknown { .. } => unknown.to_string(),
    }
}

/// Reads a message that Tera has already put into words: `error: …` and on the next line `--> file:line:column`.
fn located(text: &str) -> Option<ThemeError> {
    let mut lines = text.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let mut place = lines.next()?.trim().strip_prefix("--> ")?.rsplitn(3, ':');
    let column = place.next()?.parse().ok()?;
    let line = place.next()?.parse().ok()?;
    let path = place.next()?.to_owned();
    Some(ThemeError::Template { path, line, column, message: chinese(message) })
}

/// A message of Tera's in Chinese; one that is not known keeps its wording, marked as such.
fn chinese(message: &str) -> String {
    const KNOWN: [(&str, &str, &str); 12] = [
        ("Variable `", "没有名为“", "”的变量"),
        ("Field `", "没有名为“", "”的字段"),
        ("Unknown filter `", "没有名为“", "”的过滤器"),
        ("Unknown test `", "没有名为“", "”的检验"),
        ("Unknown function `", "没有名为“", "”的函数"),
        ("Unknown component `", "没有名为“", "”的组件"),
        ("Unknown template `", "没有名为“", "”的模板"),
        ("Block `", "所继承的模板里没有名为“", "”的块"),
        ("Template already contains a block named `", "块“", "”重复定义"),
        ("Template is already extending `", "已经继承了“", "”，不能再继承别的模板"),
        ("Iteration not possible on type `", "不能对“", "”类型的值循环"),
        ("Argument `", "缺少参数“", "”"),
    ];
    for (start, before, after) in KNOWN {
        if let Some((name, _)) = message.strip_prefix(start).and_then(|rest| rest.split_once('`')) {
            return format!("{before}{name}{after}");
        }
    }
    if message.starts_with("Unexpected end of input") {
        return "模板没有写完就结束了，可能缺少“{% endif %}”“{% endfor %}”或“}}”".to_owned();
    }
    if let Some((found, wanted)) = message.strip_prefix("Found ").and_then(|rest| {
        rest.split_once(" but expected ").or_else(|| rest.split_once(" but was expecting "))
    }) {
        return format!(
            "这里应当是{}，写的却是{}",
            token(wanted.trim_end_matches('.')),
            token(found)
        );
    }
    format!("模板有误，模板引擎的原话是：{message}")
}

/// What Tera calls a piece of a template, in Chinese.
fn token(name: &str) -> String {
    match name {
        "identifier" => "一个名称".to_owned(),
        "string" => "带引号的文字".to_owned(),
        "integer" | "float" => "一个数".to_owned(),
        "end of input" => "文件末尾".to_owned(),
        other => format!("“{}”", other.trim_matches('`')),
    }
}
