//! Facts: every figure once.

use rust_decimal::Decimal;

use super::Text;
use crate::source::Span;

/// A named figure of the front matter (数据).
#[derive(Debug, Clone)]
pub struct Fact {
    /// Its name.
    pub name: String,
    /// The name in the source.
    pub name_span: Span,
    /// 值; `None` where only a series or formula is given and gives none, or the value was faulty.
    pub value: Option<FactValue>,
    /// 单位.
    pub unit: Option<Text>,
    /// 时点.
    pub time: Option<Text>,
    /// 上期.
    pub previous: Option<Decimal>,
    /// 目标.
    pub target: Option<Decimal>,
    /// 来源.
    pub source: Option<Text>,
    /// 口径.
    pub scope: Option<Text>,
    /// 历年 (or by place): label and value in order.
    pub series: Vec<(String, Decimal)>,
    /// 公式.
    pub formula: Option<Text>,
    /// The whole entry.
    pub span: Span,
}

impl Fact {
    /// Its value without the unit: 值, or the last of a series; `None` where there is neither.
    #[must_use]
    pub fn figure(&self) -> Option<String> {
        match &self.value {
            Some(FactValue::Number(number)) => Some(number.normalize().to_string()),
            Some(FactValue::Text(text)) => Some(text.clone()),
            None => self.series.last().map(|(_, number)| number.normalize().to_string()),
        }
    }
}

/// The value of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactValue {
    /// An exact decimal.
    Number(Decimal),
    /// A text.
    Text(String),
}

/// A reference to a fact in the text.
#[derive(Debug, Clone)]
pub struct FactRef {
    /// The name as written.
    pub name: String,
    /// `值`, `增幅`, `同比`, `占比` …; `None` for the value with its unit.
    pub field: Option<String>,
    /// The argument in brackets, such as the whole of a share.
    pub argument: Option<String>,
    /// What is printed; `None` where it cannot be told.
    pub shown: Option<String>,
    /// Why it cannot be told, in Chinese, where the name is known; `None` for an unknown name.
    pub problem: Option<String>,
    /// The name's own span (or the unknown argument's).
    pub name_span: Span,
}
