//! Faces by role: embedded, the machine's, the project's own; what serves for what practice wants.

mod bytes;
mod coverage;
mod embedded;
mod face;
mod fitness;
mod machine;
mod names;
mod practice;
mod role;
mod set;
#[cfg(test)]
#[allow(unreachable_pub, dead_code)]
mod testing;

pub use bytes::FontBytes;
pub use coverage::Coverage;
pub use face::{Face, FaceId, Origin};
pub use machine::Machine;
pub use role::Role;
pub use set::{Choice, FontFault, Fonts};
