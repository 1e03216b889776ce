//! A tree held against its shape. What is found wrong is told, mended where it can be understood, and
//! taken out where it cannot, so that whoever reads the tree afterwards meets only what the shape says.

use super::lines::corrected;
use super::nearest::nearest;
use super::node::{Key, Node, Value, is_number};
use super::shape::{DateText, Field, Record, Shape, date, range};
use crate::diagnostic::{Fault, Fix, Level};
use crate::source::Span;

/// Checks a mapping against a record; `text` is the file that spans point into. Afterwards keys bear
/// their Chinese names and stand once each; unknown keys and values of a wrong kind are gone.
pub fn check(node: &mut Node, record: &'static Record, text: &str, faults: &mut Vec<Fault>) {
    Checker { text, faults }.top(node, record);
}

struct Checker<'a> {
    text: &'a str,
    faults: &'a mut Vec<Fault>,
}

/// Most faults told of one text.
const MOST: usize = 500;

impl Checker<'_> {
    fn push(&mut self, fault: Fault) {
        if self.faults.len() < MOST {
            self.faults.push(fault);
        }
    }

    fn top(&mut self, node: &mut Node, record: &'static Record) {
        match node.value {
            Value::Map(_) => {}
            Value::Null => node.value = Value::Map(Vec::new()),
            _ => {
                let message = format!("这里应当是“键: 值”，却是{}", node.kind());
                let first = record.fields.first().map_or("", |field| field.name);
                let help = format!("每行写一个“键: 值”，例如“{first}: …”，冒号用半角，后面空一格");
                self.push(Fault::new("Y013", node.span, message).help(help));
                node.value = Value::Map(Vec::new());
            }
        }
        self.record(node, record, None);
    }

    /// `owner` is the key of the mapping, with its place.
    fn record(&mut self, node: &mut Node, record: &'static Record, owner: Option<&Key>) {
        let span = node.span;
        let Value::Map(entries) = &mut node.value else { return };
        let mut seen: Vec<(&'static str, Span)> = Vec::with_capacity(entries.len());
        let mut kept = Vec::with_capacity(entries.len());
        for (mut key, mut value) in std::mem::take(entries) {
            let Some(field) = record.field(&key.name) else {
                self.unknown(&key, record);
                continue;
            };
            if let Some((_, first)) = seen.iter().find(|(name, _)| *name == field.name) {
                let name = if key.name == field.name {
                    format!("“{}”写了两次", field.name)
                } else {
                    format!("“{}”写了两次（“{}”就是“{}”）", field.name, key.name, field.name)
                };
                self.duplicate(key.span, *first, name);
                continue;
            }
            seen.push((field.name, key.span));
            self.value(&mut value, &field.shape, &key);
            field.name.clone_into(&mut key.name);
            kept.push((key, value));
        }
        for field in record.fields.iter().filter(|field| field.required) {
            let given = kept.iter().find(|(key, _)| key.name == field.name);
            // A value of a wrong kind has had its fault already; its key is enough here.
            if given.is_none_or(|(_, value)| value.is_null() && value.span.is_empty()) {
                let at = match (given, owner) {
                    (Some((key, _)), _) => key.span,
                    (None, Some(owner)) => owner.span,
                    (None, None) => Span { end: span.start, ..span },
                };
                self.missing(at, field, record, given.is_some());
            }
        }
        *entries = kept;
    }

    fn value(&mut self, node: &mut Node, shape: &'static Shape, key: &Key) {
        if node.is_null() {
            return;
        }
        match shape {
            Shape::Any => {}
            Shape::Text => self.text(node, key),
            Shape::Bool => self.bool(node, key),
            Shape::Integer(least, most) => {
                let value = node.text().and_then(|text| text.parse::<i64>().ok());
                if !value.is_some_and(|value| (*least..=*most).contains(&value)) {
                    self.wrong(node, shape, key);
                }
            }
            Shape::Decimal => self.decimal(node, shape, key),
            Shape::Date => self.date(node, shape, key),
            Shape::Range => self.range(node, shape, key),
            Shape::Choice(words) => self.choice(node, words, shape, key),
            Shape::Texts => {
                if !matches!(node.value, Value::List(_)) {
                    if matches!(node.value, Value::Map(_)) {
                        return self.wrong(node, shape, key);
                    }
                    let item = Node { value: std::mem::take(&mut node.value), span: node.span };
                    node.value = Value::List(vec![item]);
                }
                self.list(node, &Shape::Text, key);
            }
            Shape::List(item) => match node.value {
                Value::List(_) => self.list(node, item, key),
                _ => self.wrong(node, shape, key),
            },
            Shape::Map(value) => match node.value {
                Value::Map(_) => self.map(node, value),
                _ => self.wrong(node, shape, key),
            },
            Shape::Record(record) => match node.value {
                Value::Map(_) => self.record(node, record, Some(key)),
                _ => self.wrong(node, shape, key),
            },
            Shape::OneOf(shapes) => match shapes.iter().find(|shape| fits(shape, node)) {
                Some(shape) => self.value(node, shape, key),
                None => self.wrong(node, shape, key),
            },
        }
    }

    fn list(&mut self, node: &mut Node, item: &'static Shape, key: &Key) {
        let Value::List(items) = &mut node.value else { return };
        for node in items.iter_mut() {
            self.value(node, item, key);
        }
        items.retain(|item| !item.is_null());
    }

    fn map(&mut self, node: &mut Node, shape: &'static Shape) {
        let Value::Map(entries) = &mut node.value else { return };
        let mut seen = std::collections::HashMap::with_capacity(entries.len());
        let mut kept = Vec::with_capacity(entries.len());
        for (key, mut value) in std::mem::take(entries) {
            if let Some(&first) = seen.get(&key.name) {
                self.duplicate(key.span, first, format!("“{}”写了两次", key.name));
                continue;
            }
            seen.insert(key.name.clone(), key.span);
            self.value(&mut value, shape, &key);
            kept.push((key, value));
        }
        *entries = kept;
    }

    fn text(&mut self, node: &mut Node, key: &Key) {
        match &node.value {
            Value::Bool(_) => {
                let written = self.slice(node.span).to_owned();
                let quoted = format!("\"{written}\"");
                let fix = Fix::safe(node.span, quoted);
                let message =
                    format!("“{}”要写文字，这里的 {written} 会被 YAML 读成是非值", key.name);
                self.fixed("Y006", node.span, message, "给它加上引号", fix);
                node.value = Value::Text(written);
            }
            Value::List(_) | Value::Map(_) => self.wrong(node, &Shape::Text, key),
            _ => {}
        }
    }

    fn bool(&mut self, node: &mut Node, key: &Key) {
        if matches!(node.value, Value::Bool(_)) {
            return;
        }
        let value = match node.text().map(str::trim) {
            Some(
                "是" | "有" | "开" | "要" | "需要" | "真" | "对" | "yes" | "Yes" | "YES" | "on"
                | "On" | "ON" | "y" | "Y" | "1" | "true" | "True" | "√",
            ) => true,
            Some(
                "否" | "无" | "关" | "不" | "不要" | "不需要" | "没有" | "假" | "no" | "No" | "NO"
                | "off" | "Off" | "OFF" | "n" | "N" | "0" | "false" | "False" | "×",
            ) => false,
            _ => return self.wrong(node, &Shape::Bool, key),
        };
        let written = self.slice(node.span).to_owned();
        let message = format!("“{}”要写 true 或 false，这里写的是“{written}”", key.name);
        let help = if value { "“是”写成 true" } else { "“否”写成 false" };
        self.fixed("Y006", node.span, message, help, Fix::safe(node.span, value.to_string()));
        node.value = Value::Bool(value);
    }

    fn decimal(&mut self, node: &mut Node, shape: &'static Shape, key: &Key) {
        let text = match &node.value {
            Value::Number(_) => return,
            Value::Text(text) => text.trim(),
            _ => return self.wrong(node, shape, key),
        };
        if is_number(text) {
            node.value = Value::Number(text.to_owned());
            return;
        }
        if let Some(plain) = plain(text) {
            let message = format!("“{}”里的数字“{text}”不要带分隔符，也不要用全角数字", key.name);
            let fix = Fix::safe(node.span, plain.clone());
            self.fixed("Y013", node.span, message, "只写数字", fix);
            node.value = Value::Number(plain);
            return;
        }
        let begins = text.starts_with(|ch: char| ch.is_ascii_digit());
        let message = format!("“{}”要写数字，这里写的是“{}”", key.name, short(text));
        let help = if begins {
            "只写数字，单位写在“单位”里"
        } else {
            "写成数字，例如 250"
        };
        self.push(Fault::new("Y013", node.span, message).help(help));
        node.value = Value::Null;
    }

    fn date(&mut self, node: &mut Node, shape: &'static Shape, key: &Key) {
        let Value::Text(text) = &node.value else { return self.wrong(node, shape, key) };
        match date(text) {
            Some(DateText::Date(_, true)) => {}
            Some(DateText::Date(date, false)) => {
                let plain = date.to_string();
                let message = format!("“{}”的写法不统一，这里写的是“{}”", key.name, text.trim());
                let help = "日期统一写成“年-月-日”";
                self.fixed("Y013", node.span, message, help, Fix::safe(node.span, plain.clone()));
                if let Some(last) = self.faults.last_mut() {
                    last.level = Some(Level::Hint);
                }
                node.value = Value::Text(plain);
            }
            Some(DateText::Impossible(year, month, day)) => {
                let message = format!("没有{year}年{month}月{day}日这一天");
                let help = match (month, day) {
                    (1..=12, 1..) => {
                        let last = (28..=31).rev().find(|day| {
                            let small = |number: u32| u8::try_from(number).unwrap_or(0);
                            crate::source::Date::new(year, small(month), *day).is_some()
                        });
                        let last = last.unwrap_or(31);
                        format!("{year}年{month}月只有{last}天，请核对“{}”", key.name)
                    }
                    (1..=12, _) => format!("日从1开始，请核对“{}”", key.name),
                    _ => format!("月份从1到12，请核对“{}”", key.name),
                };
                self.push(Fault::new("Y009", node.span, message).help(help));
                node.value = Value::Null;
            }
            None => self.wrong(node, shape, key),
        }
    }

    fn range(&mut self, node: &mut Node, shape: &'static Shape, key: &Key) {
        let Some(text) = node.text() else { return self.wrong(node, shape, key) };
        if range(text).is_some() {
            return;
        }
        let plain = text.replace(['-', '－', '—', '～', '~', '至', '到'], "..");
        let plain = plain.replace("....", "..");
        match range(&plain) {
            Some(_) if plain.contains("..") => {
                let message = format!("“{}”的范围要写成 {plain}，这里写的是“{text}”", key.name);
                let fix = Fix::safe(node.span, plain.clone());
                self.fixed("Y013", node.span, message, "范围用两个半角句点连接", fix);
                node.value = Value::Text(plain);
            }
            _ => self.wrong(node, shape, key),
        }
    }

    fn choice(
        &mut self,
        node: &mut Node,
        words: &'static [(&'static str, &'static str)],
        shape: &'static Shape,
        key: &Key,
    ) {
        let Some(text) = node.text().map(str::trim) else { return self.wrong(node, shape, key) };
        if let Some((chinese, _)) = words.iter().find(|(a, b)| *a == text || *b == text) {
            node.value = Value::Text((*chinese).to_owned());
            return;
        }
        let names = words.iter().flat_map(|&(chinese, english)| [chinese, english]);
        let near = nearest(text, names);
        let message = format!("“{}”不能是“{}”", key.name, short(text));
        let mut fault = Fault::new("Y013", node.span, message);
        fault.help = format!("可以写{}", shape.wanted());
        if let Some(near) = near {
            fault.help = format!("{}；最接近的是“{near}”", fault.help);
            fault.fix = Some(Fix::suggestion(node.span, near));
        }
        self.push(fault);
        node.value = Value::Null;
    }

    fn wrong(&mut self, node: &mut Node, shape: &'static Shape, key: &Key) {
        let what = match &node.value {
            Value::Text(text) | Value::Number(text) => format!("“{}”", short(text)),
            _ => node.kind().to_owned(),
        };
        let message = format!("“{}”要写{}，这里写的是{what}", key.name, shape.wanted());
        let help = match (&node.value, shape) {
            (Value::Map(_), Shape::Text | Shape::Texts) => {
                "文字里有半角冒号时，请给整段文字加上引号，或者改用全角冒号".to_owned()
            }
            (Value::List(_), Shape::Text) => "文字以方括号开头时，请给整段文字加上引号".to_owned(),
            (_, Shape::Date) => "日期要写全年月日，例如 2023-08-17".to_owned(),
            (_, Shape::Record(record)) => {
                let names: Vec<&str> =
                    record.fields.iter().take(4).map(|field| field.name).collect();
                format!("另起一行，缩进两格，写{}等", names.join("、"))
            }
            (_, Shape::Map(_)) => "另起一行，缩进两格，写“名称: 内容”".to_owned(),
            (_, Shape::List(_)) => {
                "另起一行，缩进两格，每项以“- ”开头；或者写成 [甲, 乙]".to_owned()
            }
            _ => format!("改成{}", shape.wanted()),
        };
        self.push(Fault::new("Y013", node.span, message).help(help));
        node.value = Value::Null;
    }

    fn unknown(&mut self, key: &Key, record: &'static Record) {
        if self.faults.len() >= MOST {
            return;
        }
        let name = short(&key.name);
        let mut fault =
            Fault::new("Y011", key.span, format!("{}里没有“{name}”这个键", record.title));
        if let Some(home) = record.home(&key.name) {
            fault.help = format!("“{name}”要写在“{home}”下面，缩进两格");
        } else {
            let names = record.fields.iter().flat_map(|field| [field.name, field.alias]);
            if let Some(near) = nearest(&key.name, names) {
                fault.help = format!("最接近的是“{near}”");
                fault.fix = Some(Fix::suggestion(key.span, near));
            } else {
                let names: Vec<&str> = record.fields.iter().map(|field| field.name).collect();
                fault.help = format!("可用的键有{}", names.join("、"));
            }
        }
        self.push(fault);
    }

    fn missing(&mut self, at: Span, field: &Field, record: &Record, empty: bool) {
        let message = if empty {
            format!("“{}”还没有写", field.name)
        } else {
            format!("{}缺少“{}”", record.title, field.name)
        };
        let help = format!("加上“{}: …”（{}）", field.name, field.doc);
        self.push(Fault::new("Y012", at, message).help(help));
    }

    fn duplicate(&mut self, at: Span, first: Span, message: String) {
        let fault = Fault::new("Y008", at, message)
            .help("只留一处：这里按先写的算，后写的没有起作用，请删去其中一处")
            .label(first, "先写在这里");
        self.push(fault);
    }

    fn fixed(&mut self, rule: &'static str, at: Span, message: String, help: &str, fix: Fix) {
        let line = corrected(self.text, at, &fix.edits);
        let fault = Fault::new(rule, at, message).help(format!("{help}：{line}")).fix(fix);
        self.push(fault);
    }

    fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }
}

/// Whether a value is of a shape's kind, whatever its details.
fn fits(shape: &Shape, node: &Node) -> bool {
    let scalar = !matches!(node.value, Value::List(_) | Value::Map(_));
    match shape {
        Shape::Any => true,
        Shape::Bool => matches!(node.value, Value::Bool(_)),
        Shape::Decimal => {
            matches!(node.value, Value::Number(_))
                || node.text().is_some_and(|text| plain(text).is_some())
        }
        Shape::Integer(..) => matches!(node.value, Value::Number(_)),
        Shape::Choice(words) => {
            let known = |text: &str| words.iter().any(|(a, b)| *a == text || *b == text);
            node.text().is_some_and(known)
        }
        Shape::Text | Shape::Date | Shape::Range => scalar,
        Shape::Texts => !matches!(node.value, Value::Map(_)),
        Shape::List(_) => matches!(node.value, Value::List(_)),
        Shape::Map(_) | Shape::Record(_) => matches!(node.value, Value::Map(_)),
        Shape::OneOf(shapes) => shapes.iter().any(|shape| fits(shape, node)),
    }
}

/// The number that a text with separators or full-width digits means.
fn plain(text: &str) -> Option<String> {
    let text = text.trim();
    let plain: String = text.chars().filter_map(digit).collect();
    let only = text.chars().all(|ch| digit(ch).is_some() || matches!(ch, ',' | '，'));
    (only && is_number(&plain)).then_some(plain)
}

/// A digit, sign or point of either width, as its plain form.
fn digit(ch: char) -> Option<char> {
    match ch {
        '0'..='9' | '.' | '-' | '+' => Some(ch),
        '０'..='９' => char::from_digit(ch as u32 - '０' as u32, 10),
        '．' => Some('.'),
        '－' | '−' => Some('-'),
        _ => None,
    }
}

/// The first characters of a text, for messages.
pub(super) fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(24) {
        Some((at, _)) => format!("{}……", &line[..at]),
        None => line.to_owned(),
    }
}
