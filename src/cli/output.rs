//! The only writer to standard output and standard error. It passes text but no terminal controls.
//!
//! Articles were sanitised on input, but commands also print file names, arguments, environment
//! variables, and text stored by older versions. A control character in any of these is replaced by
//! a visible character. JSON arrives already escaped, so it loses nothing.

use crate::text::sanitize::{MARK, is_terminal_control};
use std::fmt;
use std::io::{self, BufWriter, StdoutLock, Write};

/// A writer that replaces each terminal control, except line breaks, by a visible character.
pub(super) struct Output<W: Write = BufWriter<StdoutLock<'static>>> {
    to: W,
    /// The bytes of a character whose remaining bytes have not been written yet.
    head: Vec<u8>,
}

impl Output {
    /// Returns standard output, locked and buffered until the value is flushed or dropped.
    pub(super) fn standard() -> Self {
        Self::over(BufWriter::new(io::stdout().lock()))
    }
}

impl<W: Write> Output<W> {
    /// Creates a writer over `to`.
    pub(super) fn over(to: W) -> Self {
        let head = Vec::new();
        Self { to, head }
    }

    /// Writes bytes that are known to be harmless, such as escaped JSON or a picture of ours.
    ///
    /// # Errors
    ///
    /// If the output is closed.
    pub(super) fn harmless(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.to.write_all(bytes)
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        let mut rest = text;
        while let Some(at) = rest.find(is_mark_needed) {
            let (fine, bad) = rest.split_at(at);
            self.to.write_all(fine.as_bytes())?;
            self.mark()?;
            let mut after = bad.chars();
            after.next();
            rest = after.as_str();
        }
        self.to.write_all(rest.as_bytes())
    }

    fn mark(&mut self) -> io::Result<()> {
        self.to.write_all(MARK.encode_utf8(&mut [0; 4]).as_bytes())
    }
}

fn is_mark_needed(c: char) -> bool {
    c != '\n' && is_terminal_control(c)
}

/// Whether these bytes certainly contain no terminal control; a fast path for Hindi and ASCII that
/// does not decode the bytes.
fn is_surely_fine(bytes: &[u8]) -> bool {
    bytes.iter().all(
        |byte| matches!(byte, b'\n' | b' '..=b'~' | 0x80..=0xc1 | 0xc3..=0xd7 | 0xd9..=0xe1 | 0xe3..=0xf3),
    ) && std::str::from_utf8(bytes).is_ok()
}

impl<W: Write> Write for Output<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.head.is_empty() && is_surely_fine(bytes) {
            self.to.write_all(bytes)?;
            return Ok(bytes.len());
        }
        let head = std::mem::take(&mut self.head);
        let joined;
        let mut rest = if head.is_empty() {
            bytes
        } else {
            joined = [&head, bytes].concat();
            &joined
        };
        loop {
            let error = match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.text(text)?;
                    break;
                }
                Err(error) => error,
            };
            let (fine, bad) = rest.split_at(error.valid_up_to());
            self.text(std::str::from_utf8(fine).unwrap_or_default())?;
            let Some(length) = error.error_len() else {
                self.head = bad.to_vec();
                break;
            };
            self.mark()?;
            rest = bad.get(length..).unwrap_or_default();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if !std::mem::take(&mut self.head).is_empty() {
            self.mark()?;
        }
        self.to.flush()
    }
}

/// Prints one or more lines on standard output, unbuffered.
///
/// # Errors
///
/// If standard output is closed.
pub(super) fn line(text: &str) -> io::Result<()> {
    let mut out = Output::standard();
    writeln!(out, "{text}")?;
    out.flush()
}

/// Appends to a text that is printed later, which cannot fail.
pub(super) fn put(text: &mut String, what: fmt::Arguments<'_>) {
    let _never_fails = fmt::Write::write_fmt(text, what);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(pieces: &[&[u8]]) -> String {
        let mut out = Output::over(Vec::new());
        for piece in pieces {
            out.write_all(piece).unwrap();
        }
        out.flush().unwrap();
        String::from_utf8(out.to).unwrap()
    }

    #[test]
    fn text_passes_and_controls_are_marked() {
        for (input, expected) in [
            ("हिन्दी\n“x”", "हिन्दी\n“x”"),
            ("\u{1b}]0;x\u{7}", "\u{fffd}]0;x\u{fffd}"),
            ("\u{9b}31m\u{202e}\r\n", "\u{fffd}31m\u{fffd}\u{fffd}\n"),
        ] {
            assert_eq!(written(&[input.as_bytes()]), expected);
        }
        assert_eq!(written(&[b"a\xff\xe0\xa4"]), "a\u{fffd}\u{fffd}");
    }

    proptest! {
        #[test]
        fn controls_never_pass_and_no_letter_is_lost_however_writes_are_cut(
            text in "[कa\u{1b}\u{9b}\u{202e}“\n🙂\u{7f}]{0,40}", cuts in prop::collection::vec(0..120_usize, 0..6)
        ) {
            let bytes = text.as_bytes();
            let mut cuts: Vec<usize> = cuts.into_iter().filter(|cut| *cut < bytes.len()).collect();
            cuts.sort_unstable();
            let ends = cuts.iter().copied().chain([bytes.len()]);
            let starts = std::iter::once(0).chain(cuts.iter().copied());
            let pieces: Vec<&[u8]> = starts.zip(ends).map(|(start, end)| &bytes[start..end]).collect();
            let expected: String = text.chars().map(|c| if is_mark_needed(c) { MARK } else { c }).collect();
            prop_assert_eq!(written(&pieces), expected);
        }

        #[test]
        fn bytes_that_are_no_text_are_marked_too(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let text = String::from_utf8_lossy(&bytes);
            let expected: String = text.chars().map(|c| if is_mark_needed(c) { MARK } else { c }).collect();
            prop_assert_eq!(written(&[&bytes]), expected);
        }
    }
}
