//! All integration tests, one binary.
#![allow(unreachable_pub)]

mod architecture;
mod browser;
mod cli;
mod documentation;
mod examples;
mod rules;
mod support;
