//! HTML: one self-contained file, from Tera templates.

mod escape;
mod webfont;
