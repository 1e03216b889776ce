//! All integration tests, one binary.
#![allow(unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods)]

mod architecture;
mod browser;
mod cli;
mod documentation;
mod examples;
mod faults;
mod form;
mod golden;
mod pdf;
mod properties;
mod rules;
mod support;
