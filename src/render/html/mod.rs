//! HTML: one self-contained file, from Tera templates.
