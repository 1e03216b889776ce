//! Writing to the terminal. A reader that goes away (`tigang check | head`) is success.

use std::io::{self, Write as _};

/// Writes to standard output.
///
/// # Errors
/// In Chinese, where it cannot be written; not for a closed pipe.
pub(super) fn print(text: &str) -> Result<(), String> {
    print_bytes(text.as_bytes())
}

/// Writes bytes of a file to standard output as they are.
///
/// # Errors
/// As [`print`].
pub(super) fn print_bytes(bytes: &[u8]) -> Result<(), String> {
    settle(io::stdout().lock().write_all(bytes).and_then(|()| io::stdout().flush()))
}

/// Writes to standard error; what fails there has nowhere to be told.
pub(super) fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

fn settle(result: io::Result<()>) -> Result<(), String> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("写到标准输出时出错：{}", crate::workspace::reason(&error)))
        }
        _ => Ok(()),
    }
}
