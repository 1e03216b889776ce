//! 公文: elements of an official document.
