//! The bytes of a font file, held once however many faces and copies point to them.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

/// A whole font file: in the binary, or read once and shared.
#[derive(Clone)]
pub struct FontBytes(Held);

#[derive(Clone)]
enum Held {
    Static(&'static [u8]),
    Shared(Arc<Vec<u8>>),
}

impl Deref for FontBytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.0 {
            Held::Static(bytes) => bytes,
            Held::Shared(bytes) => bytes,
        }
    }
}

impl AsRef<[u8]> for FontBytes {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl From<Cow<'static, [u8]>> for FontBytes {
    fn from(bytes: Cow<'static, [u8]>) -> Self {
        Self(match bytes {
            Cow::Borrowed(bytes) => Held::Static(bytes),
            Cow::Owned(bytes) => Held::Shared(Arc::new(bytes)),
        })
    }
}

/// Says how long it is; the bytes would fill the screen for minutes.
impl std::fmt::Debug for FontBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.len())
    }
}
