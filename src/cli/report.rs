//! An error for a person: what, because of what.

use crate::text::sanitize::is_obeyed;
use crate::words::sentence;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// Prints an error with its causes on standard error; a closed pipe is no error.
pub(super) fn failure(error: &anyhow::Error) -> ExitCode {
    let is_closed_pipe = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    if error
        .chain()
        .filter_map(|cause| cause.downcast_ref())
        .any(is_closed_pipe)
    {
        return ExitCode::SUCCESS;
    }
    let causes = error.chain().map(|cause| match cause.downcast_ref() {
        Some(error) => sentence(error),
        None => cause.to_string(),
    });
    let causes: Vec<String> = causes.collect();
    say(&format!("newsreader: {}", causes.join(": ")));
    ExitCode::FAILURE
}

/// Prints a line on standard error, with a mark for what a terminal would obey; if that is closed, nobody wants to know.
pub(super) fn say(line: &str) {
    let line: String = line
        .chars()
        .map(|c| if is_obeyed(c) { '\u{fffd}' } else { c })
        .collect();
    drop(writeln!(io::stderr().lock(), "{line}"));
}

/// Writes over the last line of progress on standard error; an empty one takes it away.
pub(super) fn progress(line: &str) {
    drop(write!(io::stderr().lock(), "\r{line:<60}\r"));
}
