//! Draft → ([`Report`](crate::report::Report), faults). Never fails, never stops at the first fault.

pub mod facts;
pub mod front;
