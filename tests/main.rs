//! All integration tests, one binary.

mod architecture;
mod browser;
mod cli;
mod documentation;
mod examples;
mod rules;
mod support;
