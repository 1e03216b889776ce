mod reader;

/// What the reader needs.
mod prelude {
    pub(super) use crate::cjk::chinese_number;
    pub(super) use crate::report::*;
    pub(super) use crate::source::{Date, Span};
    pub(super) use rust_decimal::Decimal;
}
