//! The text of a file of the user, and how an error quotes it.

use crate::words::ConfigFault;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

/// The number of characters of a wrong value that an error quotes.
pub(super) const QUOTED: usize = 60;

/// Returns the text of a file that has at most `longest` bytes.
pub(super) fn read_text(path: &Path, longest: usize) -> Result<String, ConfigFault> {
    let mut bytes = Vec::new();
    let read =
        File::open(path).and_then(|file| file.take(longest as u64 + 1).read_to_end(&mut bytes));
    match read {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(ConfigFault::NotThere),
        Err(error) => Err(ConfigFault::NotRead(error.kind())),
        Ok(_) if bytes.len() > longest => Err(ConfigFault::TooLong(longest)),
        Ok(_) => String::from_utf8(bytes).map_err(|_other| ConfigFault::NotUtf8),
    }
}

/// Returns the beginning of a text on one line, as an error quotes it.
pub(super) fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let start: String = line.chars().take(QUOTED).collect();
    let is_whole = start.len() == text.len();
    if is_whole {
        start
    } else {
        format!("{start}…")
    }
}
