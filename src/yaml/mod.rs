//! Spanned YAML values. The only room that knows the YAML crate.
