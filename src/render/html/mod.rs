//! HTML: one self-contained file, from Tera templates.
//!
//! The body is written by [`body`]; a theme's templates frame it, and see everything else as data
//! ([`context`]). Styles, fonts and images all stand inside the file: it can be mailed, opened without a
//! network, and needs no script.

mod attachments;
mod body;
mod context;
mod decimal;
mod error;
mod escape;
mod figures;
mod line;
mod official;
mod page;
mod table;
mod themes;
mod webfont;

pub use error::{ThemeError, template_fault};
pub use themes::Themes;

/// Which fonts a page is shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebFonts {
    /// Subsets of the faces, embedded: the page looks the same where no Chinese font is installed.
    Embed,
    /// The fonts of the reader's system.
    System,
}

/// How a page is made.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The theme's name.
    pub theme: &'a str,
    /// Which fonts; `None` for the theme's own choice: a theme on `official` embeds, any other does not.
    pub web_fonts: Option<WebFonts>,
    /// Whether the page is marked as a draft.
    pub draft: bool,
}

#[cfg(test)]
mod tests;
