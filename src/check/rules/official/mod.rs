//! 公文: elements of an official document.

pub(crate) mod addressees;
pub(crate) mod attachments;
pub(crate) mod date_agreement;
pub(crate) mod document_number;
pub(crate) mod genre_mixing;
pub(crate) mod missing_element;
pub(crate) mod secrecy;
