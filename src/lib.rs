//! tigang (提纲), the report writer's compiler.

#![forbid(unsafe_code)]

pub mod source;
pub mod cjk;
pub mod diagnostic;
pub mod report;
pub mod yaml;
pub mod fonts;
pub mod quantity;
pub mod argument;
pub mod outline;
pub mod standard;
pub mod config;
pub mod parse;
pub mod check;
pub mod typeset;
pub mod proof;
pub mod render;
pub mod pipeline;
pub mod emit;
pub mod workspace;
pub mod cli;
