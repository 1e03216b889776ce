//! The rooms of the rules, a folder for each group.

pub(crate) mod assets;
pub(crate) mod figures;
pub(crate) mod language;
pub(crate) mod official;
pub(crate) mod source;
pub(crate) mod structure;
