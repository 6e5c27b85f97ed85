//! What the terminal answers before the first frame: whether its ground is light, and whether it
//! sets a cluster in as many cells as it is told (OSC 66).
//!
//! The question (OSC 11) is followed by one that every terminal answers (DA1), so that a terminal
//! which knows nothing of colours costs one round trip and not the whole limit. Whatever the person
//! typed meanwhile is kept.

use super::sequence::Sequence;
use super::tty;
use crate::key::{Key, KeyCode};
use std::io::{self, Read as _};
use std::time::{Duration, Instant};

/// How long the answers are waited for.
const LIMIT: Duration = Duration::from_millis(250);

/// The cells that the probe asks for: a number that no measured terminal gives स्त्री by itself.
const EXPLICIT: usize = 5;

/// What the terminal answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// Whether its background is light, if it said so.
    pub is_light: Option<bool>,
    /// Whether it sets a Devanagari cluster in exactly the cells that it is told.
    pub has_explicit_width: bool,
    /// What was typed before the answers came.
    pub typed: Vec<Key>,
}

/// Asks the terminal; it must be in raw mode, and nobody else may read it meanwhile.
///
/// # Errors
/// Where the terminal cannot be read or written.
pub fn ask() -> io::Result<Answers> {
    let mut tty = tty::open()?;
    let mut question = Vec::new();
    Sequence::AskBackground.write(&mut question);
    // A payload in Devanagari: some terminals obey for a blank and not for letters. The column
    // tells; the first frame clears what was drawn.
    Sequence::Move(0, 0).write(&mut question);
    Sequence::Explicit(EXPLICIT, "स्त्री").write(&mut question);
    Sequence::AskPosition.write(&mut question);
    Sequence::AskAttributes.write(&mut question);
    super::send(&question)?;
    let end = Instant::now() + LIMIT;
    let mut bytes = Vec::new();
    while !has_attributes(&bytes) {
        let left = end.saturating_duration_since(Instant::now());
        if !tty::wait(&tty, None, Some(left))?.tty {
            break;
        }
        let mut chunk = [0; 256];
        let length = tty.read(&mut chunk)?;
        bytes.extend(chunk.iter().take(length));
        if length == 0 {
            break;
        }
    }
    Ok(read_answers(&bytes))
}

/// Whether the answer to the last question is among `bytes`: `CSI ? … c`.
fn has_attributes(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.split("\u{1b}[?").skip(1).any(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';');
        end.is_some_and(|end| rest.get(end..).is_some_and(|rest| rest.starts_with('c')))
    })
}

/// Takes the answers out of what came; the rest was typed.
fn read_answers(bytes: &[u8]) -> Answers {
    let text = String::from_utf8_lossy(bytes);
    let mut answers = Answers::default();
    let mut rest: &str = &text;
    while let Some(c) = rest.chars().next() {
        let length = if let Some(after) = rest.strip_prefix("\u{1b}]11;") {
            let end = after.find(['\u{7}', '\u{1b}']).unwrap_or(after.len());
            answers.is_light = after.get(..end).and_then(is_light_color);
            let terminator = after.get(end..).unwrap_or_default();
            5 + end
                + if terminator.starts_with("\u{1b}\\") {
                    2
                } else {
                    terminator.len().min(1)
                }
        } else if let Some((column, length)) = position(rest) {
            answers.has_explicit_width = column == EXPLICIT + 1;
            length
        } else if let Some(after) = rest.strip_prefix("\u{1b}[?") {
            3 + after
                .find(|c: char| c.is_ascii_alphabetic())
                .map_or(after.len(), |end| end + 1)
        } else {
            answers.typed.extend(typed(c));
            c.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    answers
}

/// Reads `CSI row ; column R`; returns the column and the length of the answer.
fn position(text: &str) -> Option<(usize, usize)> {
    let inside = text.strip_prefix("\u{1b}[")?;
    let (numbers, _) = inside.split_once('R')?;
    let (row, column) = numbers.split_once(';')?;
    row.parse::<usize>().ok()?;
    Some((column.parse().ok()?, numbers.len() + 3))
}

fn typed(c: char) -> Option<Key> {
    match c {
        '\r' => Some(Key::plain(KeyCode::Enter)),
        '\t' => Some(Key::plain(KeyCode::Tab)),
        '\u{7f}' => Some(Key::plain(KeyCode::Backspace)),
        c if c.is_control() => None,
        c => Some(Key::char(c)),
    }
}

/// Reads `rgb:RRRR/GGGG/BBBB`, with one to four digits each; light is what the eye calls so.
fn is_light_color(color: &str) -> Option<bool> {
    let (_, parts) = color.split_once(':')?;
    let mut shares = parts.split('/').map(|part| {
        let most = (1_u32 << (4 * part.len().clamp(1, 4))) - 1;
        u32::from_str_radix(part, 16)
            .ok()
            .map(|value| f64::from(value) / f64::from(most))
    });
    let (red, green, blue) = (shares.next()??, shares.next()??, shares.next()??);
    Some(0.299 * red + 0.587 * green + 0.114 * blue > 0.5)
}

/// Returns what terminals say in the environment that do not answer questions:
/// `COLORFGBG=foreground;background`.
pub fn is_light_by(setting: &str) -> bool {
    matches!(setting.rsplit(';').next(), Some("7" | "15"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_from_what_was_typed() {
        let answers = read_answers(b"j\x1b]11;rgb:ffff/ffff/ffff\x1b\\k\x1b[?62;4c");
        assert_eq!(answers.is_light, Some(true));
        assert_eq!(answers.typed, [Key::char('j'), Key::char('k')]);
        let answers = read_answers(b"\x1b]11;rgb:10/10/10\x07\x1b[?6c\r");
        assert_eq!(answers.is_light, Some(false));
        assert_eq!(answers.typed, [Key::plain(KeyCode::Enter)]);
        assert_eq!(read_answers(b""), Answers::default());
        let answers = read_answers(b"\x1b[1;6Rq\x1b[?6c");
        assert!(answers.has_explicit_width);
        assert_eq!(answers.typed, [Key::char('q')]);
        assert!(!read_answers(b"\x1b[1;1R\x1b[?6c").has_explicit_width);
    }

    #[test]
    fn the_last_answer_is_waited_for() {
        assert!(!has_attributes(b"\x1b]11;rgb:0/0/0\x07"));
        assert!(!has_attributes(b"\x1b[?62;"));
        assert!(has_attributes(b"x\x1b[?62;4c"));
    }
}
