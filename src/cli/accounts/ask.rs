//! Asks the user on the terminal, for a password without showing what is typed.

use crate::fetch_error::FetchError;
use crate::words::{AccountNews, Language};
use anyhow::{Result, bail};
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};

/// The maximum length of a line, in bytes.
const LONGEST: u64 = 4096;
/// The same for what is typed on a terminal.
const MOST_TYPED: usize = 4096;

const INTERRUPT: u8 = 3;
const END_OF_INPUT: u8 = 4;
const BACKSPACE: u8 = 8;
const ERASE_LINE: u8 = 21;
const DELETE: u8 = 127;

/// Asks for a line on the terminal.
///
/// # Errors
/// Returns an error if there is no terminal, or nothing is typed.
pub(super) fn line(question: &AccountNews, language: Language) -> Result<String> {
    let mut terminal = terminal(language)?;
    write!(terminal, "{}", question.say(language))?;
    first_line(&terminal, language)
}

/// Asks for a line that is not shown while it is typed.
///
/// # Errors
/// Same as [`line()`].
pub(super) fn secret(question: &AccountNews, language: Language) -> Result<String> {
    let terminal = terminal(language)?;
    let silence = Silence::begin(&terminal)?;
    write!(&terminal, "{}", question.say(language))?;
    let typed = typed_line(&terminal);
    drop(silence);
    writeln!(&terminal)?;
    match typed?.as_deref() {
        Some(line) if !line.is_empty() => Ok(line.to_owned()),
        Some(_) => bail!("{}", AccountNews::NothingTyped.say(language)),
        None => bail!("{}", FetchError::Cancelled.say(language)),
    }
}

/// Reads a line from a terminal that does not edit lines and sends no signals; returns `None` for Ctrl-C, which
/// must not end the program before the terminal shows again what is typed.
fn typed_line(mut terminal: &File) -> io::Result<Option<String>> {
    let (mut line, mut byte) = (Vec::new(), [0]);
    while terminal.read(&mut byte)? > 0 && line.len() < MOST_TYPED {
        match byte {
            [b'\r' | b'\n' | END_OF_INPUT] => break,
            [INTERRUPT] => return Ok(None),
            [ERASE_LINE] => line.clear(),
            [BACKSPACE | DELETE] => {
                // A letter has several bytes.
                while line.pop().is_some_and(|byte: u8| byte & 0xc0 == 0x80) {}
            }
            [other] => line.push(other),
        }
    }
    Ok(Some(String::from_utf8_lossy(&line).into_owned()))
}

/// Reads the first line of standard input.
///
/// # Errors
/// Returns an error if there is none.
pub(super) fn standard_input(language: Language) -> Result<String> {
    first_line(io::stdin().lock(), language)
}

fn terminal(language: Language) -> Result<File> {
    match OpenOptions::new().read(true).write(true).open("/dev/tty") {
        Ok(terminal) => Ok(terminal),
        Err(_none) => bail!("{}", AccountNews::NoTerminal.say(language)),
    }
}

fn first_line(input: impl io::Read, language: Language) -> Result<String> {
    let mut line = String::new();
    BufReader::new(input.take(LONGEST)).read_line(&mut line)?;
    let line = line.trim_end_matches(['\r', '\n']);
    if line.is_empty() {
        bail!("{}", AccountNews::NothingTyped.say(language));
    }
    Ok(line.to_owned())
}

/// The terminal shows nothing of what is typed while this exists.
struct Silence<'a> {
    terminal: &'a File,
    before: Termios,
}

impl<'a> Silence<'a> {
    fn begin(terminal: &'a File) -> io::Result<Self> {
        let before = tcgetattr(terminal)?;
        let mut silent = before.clone();
        silent
            .local_modes
            .remove(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG);
        // What was typed ahead of the question is dropped: it was not meant as an answer.
        tcsetattr(terminal, OptionalActions::Flush, &silent)?;
        Ok(Self { terminal, before })
    }
}

impl Drop for Silence<'_> {
    fn drop(&mut self) {
        // A terminal that is gone needs no echo.
        let _gone = tcsetattr(self.terminal, OptionalActions::Now, &self.before);
    }
}
