//! What is wrong with a command line, in Chinese.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The message for a command line that cannot be understood.
pub(super) fn message(error: &clap::Error) -> String {
    let get = |kind| error.get(kind).map(text).unwrap_or_default();
    let argument = name(&get(ContextKind::InvalidArg));
    let value = get(ContextKind::InvalidValue);
    let said = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有 {argument} 这个选项"),
        ErrorKind::InvalidSubcommand => {
            format!("没有 {} 这个命令", get(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => "请写明要执行的命令".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("还缺少 {argument}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面要写一个值"),
        ErrorKind::InvalidValue => format!("{argument} 不能是“{value}”"),
        ErrorKind::ValueValidation => format!("{argument} 的值“{value}”不合要求"),
        ErrorKind::NoEquals => format!("{argument} 的值要用 = 连接"),
        ErrorKind::TooManyValues => format!("多出了一个值“{value}”"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} 的值的个数不对")
        }
        ErrorKind::ArgumentConflict => {
            let other = get(ContextKind::PriorArg);
            if other.is_empty() || name(&other) == argument {
                format!("{argument} 只能写一次")
            } else {
                format!("{argument} 不能与 {} 同时使用", name(&other))
            }
        }
        ErrorKind::InvalidUtf8 => "命令行中有无法识别的字符，请使用 UTF-8".to_owned(),
        _ => "无法理解这条命令".to_owned(),
    };
    let mut out = format!("错误：{said}。\n");
    let nearest =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(nearest) = nearest.into_iter().map(get).find(|nearest| !nearest.is_empty()) {
        out.push_str(&format!("您要写的可能是：{nearest}\n"));
    }
    let choices = get(ContextKind::ValidValue);
    if !choices.is_empty() {
        out.push_str(&format!("可以写：{choices}\n"));
    }
    out.push_str("查看用法：tigang --help\n");
    out
}

/// `<路径>…` → `<路径>`; `--format <格式>` → `--format`.
fn name(argument: &str) -> String {
    let first = argument.split_whitespace().next().unwrap_or_default();
    first.trim_end_matches("...").to_owned()
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::Number(number) => number.to_string(),
        ContextValue::Bool(value) => value.to_string(),
        _ => String::new(),
    }
}
