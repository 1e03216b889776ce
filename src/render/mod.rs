//! Outputs, a room each.

pub mod html;
pub mod pdf;
