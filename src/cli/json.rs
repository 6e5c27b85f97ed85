//! JSON output that is complete for programs and harmless on a terminal.
//!
//! Articles were sanitised on input, but arguments, environment variables and text stored by older
//! versions are printed unchanged, except that their control characters become JSON escapes, which
//! lose nothing.

use super::output::Output;
use crate::text::sanitize::is_terminal_control;
use chrono::DateTime;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Formats a Unix time for other programs to read.
pub(super) fn time(seconds: i64) -> Option<String> {
    let at = DateTime::from_timestamp(seconds, 0).filter(|_| seconds > 0)?;
    Some(at.to_rfc3339())
}

/// Prints `value` on a line of standard output, unbuffered.
///
/// # Errors
///
/// If standard output is closed.
pub(super) fn print_line(value: &impl Serialize) -> io::Result<()> {
    let mut out = Output::standard();
    write_line(&mut out, value, false)?;
    out.flush()
}

/// Writes `value` and a line break; `pretty` indents it.
pub(super) fn write_line<W: Write>(
    out: &mut Output<W>,
    value: &impl Serialize,
    pretty: bool,
) -> io::Result<()> {
    let text = if pretty {
        serde_json::to_string_pretty(value)?
    } else {
        serde_json::to_string(value)?
    };
    // Outside strings, JSON contains only ASCII and line breaks.
    let bad = |c: char| c != '\n' && is_terminal_control(c);
    let mut rest = text.as_str();
    while let Some((before, c, after)) = rest.find(bad).and_then(|at| {
        let (before, from) = rest.split_at(at);
        let mut chars = from.chars();
        Some((before, chars.next()?, chars.as_str()))
    }) {
        out.harmless(before.as_bytes())?;
        let mut escape = String::new();
        let mut units = [0; 2];
        for unit in c.encode_utf16(&mut units) {
            // Writing to memory cannot fail.
            let _written = write!(escape, "\\u{unit:04x}");
        }
        out.harmless(escape.as_bytes())?;
        rest = after;
    }
    out.harmless(rest.as_bytes())?;
    out.harmless(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_escaped_and_comes_back() {
        for text in [
            "क ख",
            "a\u{9b}2J\u{7f}",
            "\u{202e}x\u{2028}",
            "\u{1b}]0;x\u{7}\n",
        ] {
            for pretty in [false, true] {
                let mut out = Vec::new();
                write_line(&mut Output::over(&mut out), &[text], pretty).unwrap();
                let written = String::from_utf8(out).unwrap();
                assert!(
                    !written.contains(|c| c != '\n' && is_terminal_control(c)),
                    "{written:?}"
                );
                let back: Vec<String> = serde_json::from_str(&written).unwrap();
                assert_eq!(back, [text]);
            }
        }
    }
}
