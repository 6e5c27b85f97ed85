//! What a terminal sends while it is asked: its answers, told from what the person typed meanwhile.

use crate::key::{Key, KeyCode};
use crate::print::Rgb;

/// What a terminal puts round a text that is pasted.
const PASTE_BEGINS: &str = "\x1b[200~";
const PASTE_ENDS: &str = "\x1b[201~";

/// Something that came.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Heard {
    /// Where the cursor stands: row and column from 1 (CPR).
    Position(usize, usize),
    /// What the terminal is; with the attribute 4 it shows sixel pictures (DA1). The last answer.
    Attributes(Vec<u16>),
    /// Its name and version (XTVERSION).
    Name(String),
    /// The state of a private mode: 0 unknown, 1 set, 2 reset, 3 and 4 for ever so (DECRPM).
    Mode(u16, u16),
    /// The colour of the background (OSC 11).
    Background(Rgb),
    /// The colour of text (OSC 10).
    Text(Rgb),
    /// The size of a cell in pixels: width, height.
    CellSize(u16, u16),
    /// How many colours a sixel picture may have (XTSMGRAPHICS).
    Colours(u16),
    /// It shows pictures by kitty's protocol.
    KittyGraphics,
    /// A key.
    Key(Key),
    /// What was pasted: its letters are no keys.
    Pasted(String),
    /// An answer to something that was not asked.
    Other,
}

/// Returns what `bytes` hold, from the first to the last.
///
/// A sequence that has not come to its end yet is left out: more bytes will bring it.
pub(super) fn heard(bytes: &[u8]) -> Vec<Heard> {
    let text = String::from_utf8_lossy(bytes);
    let mut rest: &str = &text;
    let mut all = Vec::new();
    while let Some(c) = rest.chars().next() {
        let (one, length) = match c {
            '\u{1b}' => match sequence(rest) {
                Some(whole) => whole,
                None => break,
            },
            c => (typed(c).map_or(Heard::Other, Heard::Key), c.len_utf8()),
        };
        all.push(one);
        rest = rest.get(length..).unwrap_or_default();
    }
    all
}

/// Reads the sequence that `text` begins with; returns it with its length, or nothing where its end
/// is not there.
fn sequence(text: &str) -> Option<(Heard, usize)> {
    if let Some(inside) = text.strip_prefix(PASTE_BEGINS) {
        let (pasted, _) = inside.split_once(PASTE_ENDS)?;
        let length = PASTE_BEGINS.len() + pasted.len() + PASTE_ENDS.len();
        return Some((Heard::Pasted(pasted.to_owned()), length));
    }
    let introducer = text.get(1..2).unwrap_or_default();
    match introducer {
        "[" => {
            let inside = text.get(2..)?;
            let end = inside.find(|c| matches!(c, '@'..='~'))?;
            let (parameters, last) = inside.split_at(end);
            Some((control(parameters, last.chars().next()?), 2 + end + 1))
        }
        "]" | "P" | "_" => {
            let inside = text.get(2..)?;
            let (end, length) = string_end(inside)?;
            let body = inside.get(..end)?;
            Some((string(introducer, body), 2 + end + length))
        }
        "O" => {
            let last = text.get(2..)?.chars().next()?;
            Some((control("", last), 2 + last.len_utf8()))
        }
        _ => Some((Heard::Key(Key::plain(KeyCode::Esc)), 1)),
    }
}

/// Where a string ends, and how long its end is.
fn string_end(text: &str) -> Option<(usize, usize)> {
    let bell = text.find('\u{7}').map(|at| (at, 1));
    let terminator = text.find("\u{1b}\\").map(|at| (at, 2));
    match (bell, terminator) {
        (Some(bell), Some(terminator)) => Some(bell.min(terminator)),
        (one, other) => one.or(other),
    }
}

fn control(parameters: &str, last: char) -> Heard {
    let numbers = |text: &str| -> Vec<u16> {
        text.split(';')
            .filter_map(|number| number.parse().ok())
            .collect()
    };
    match last {
        'R' => match *numbers(parameters) {
            [row, column] => Heard::Position(row.into(), column.into()),
            _ => Heard::Other,
        },
        'c' => match parameters.strip_prefix('?') {
            Some(attributes) => Heard::Attributes(numbers(attributes)),
            None => Heard::Other,
        },
        'y' => {
            let inside = parameters
                .strip_prefix('?')
                .and_then(|text| text.strip_suffix('$'));
            match *inside.map(numbers).unwrap_or_default() {
                [mode, state] => Heard::Mode(mode, state),
                _ => Heard::Other,
            }
        }
        't' => match *numbers(parameters) {
            [6, height, width] => Heard::CellSize(width, height),
            _ => Heard::Other,
        },
        'S' => match *parameters
            .strip_prefix('?')
            .map(numbers)
            .unwrap_or_default()
        {
            [1, 0, colours] => Heard::Colours(colours),
            _ => Heard::Other,
        },
        'A' => Heard::Key(Key::plain(KeyCode::Up)),
        'B' => Heard::Key(Key::plain(KeyCode::Down)),
        'C' => Heard::Key(Key::plain(KeyCode::Right)),
        'D' => Heard::Key(Key::plain(KeyCode::Left)),
        'H' => Heard::Key(Key::plain(KeyCode::Home)),
        'F' => Heard::Key(Key::plain(KeyCode::End)),
        '~' if parameters == "5" => Heard::Key(Key::plain(KeyCode::PageUp)),
        '~' if parameters == "6" => Heard::Key(Key::plain(KeyCode::PageDown)),
        _ => Heard::Other,
    }
}

fn string(introducer: &str, body: &str) -> Heard {
    match introducer {
        "]" => match body.split_once(';').map(|(what, color)| (what, rgb(color))) {
            Some(("10", Some(color))) => Heard::Text(color),
            Some(("11", Some(color))) => Heard::Background(color),
            _ => Heard::Other,
        },
        "P" => match body.strip_prefix(">|") {
            Some(name) => Heard::Name(crate::text::sanitize::line(name).chars().take(80).collect()),
            None => Heard::Other,
        },
        _ if body.starts_with('G') && body.ends_with(";OK") => Heard::KittyGraphics,
        _ => Heard::Other,
    }
}

fn typed(c: char) -> Option<Key> {
    match c {
        '\r' => Some(Key::plain(KeyCode::Enter)),
        '\t' => Some(Key::plain(KeyCode::Tab)),
        '\u{7f}' => Some(Key::plain(KeyCode::Backspace)),
        '\u{1}'..='\u{1a}' => {
            let letter = char::from_u32(u32::from(c) + 0x60)?;
            Some(Key {
                ctrl: true,
                ..Key::char(letter)
            })
        }
        c if c.is_control() => None,
        c => Some(Key::char(c)),
    }
}

/// Reads `rgb:RRRR/GGGG/BBBB`, with one to four digits each.
fn rgb(color: &str) -> Option<Rgb> {
    let (_, parts) = color.split_once(':')?;
    let mut parts = parts.split('/').map(|part| {
        let most = (1_u32 << (4 * part.len().clamp(1, 4))) - 1;
        let value = u32::from_str_radix(part, 16).ok()?;
        u8::try_from((value * 255 + most / 2) / most).ok()
    });
    Some([parts.next()??, parts.next()??, parts.next()??])
}

/// Whether the eye calls a colour light.
pub fn is_light([red, green, blue]: Rgb) -> bool {
    299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue) > 127_500
}

/// Returns what terminals say in the environment that do not answer questions:
/// `COLORFGBG=foreground;background`; `None` where the background is no number of a colour.
pub fn is_light_by(setting: &str) -> Option<bool> {
    let ground: u8 = setting.rsplit(';').next()?.parse().ok()?;
    Some(matches!(ground, 7 | 15))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pasted_is_no_keys() {
        let pasted = Heard::Pasted("quit now".to_owned());
        let j = || Heard::Key(Key::char('j'));
        let came = b"j\x1b[200~quit now\x1b[201~j";
        assert_eq!(heard(came), [j(), pasted, j()]);
        assert_eq!(heard(b"j\x1b[200~quit"), [j()]);
    }

    #[test]
    fn answers_are_told_from_what_was_typed() {
        let all =
            heard(b"j\x1b]11;rgb:ffff/ffff/ffff\x1b\\k\x1bP>|kitty(0.40)\x1b\\\x1b[A\x1b[1;6R\r");
        assert_eq!(
            all,
            [
                Heard::Key(Key::char('j')),
                Heard::Background([255; 3]),
                Heard::Key(Key::char('k')),
                Heard::Name("kitty(0.40)".to_owned()),
                Heard::Key(Key::plain(KeyCode::Up)),
                Heard::Position(1, 6),
                Heard::Key(Key::plain(KeyCode::Enter)),
            ]
        );
        let all = heard(
            b"\x1b[?2027;2$y\x1b[6;20;10t\x1b[?1;0;256S\x1b_Gi=31;OK\x1b\\\x1b]11;rgb:10/10/10\x07\x1b[?62;4c",
        );
        assert_eq!(
            all,
            [
                Heard::Mode(2027, 2),
                Heard::CellSize(10, 20),
                Heard::Colours(256),
                Heard::KittyGraphics,
                Heard::Background([16; 3]),
                Heard::Attributes(vec![62, 4]),
            ]
        );
    }

    #[test]
    fn every_beginning_of_what_came_is_read_without_harm() {
        let bytes = "ि\x1b[?2027;2$y\x1bP>|कख\x1b\\q\x1b[1;6R\x1b[?6c".as_bytes();
        let whole = heard(bytes);
        assert_eq!(whole.len(), 6);
        for end in 0..bytes.len() {
            let part = heard(&bytes[..end]);
            assert!(part.len() <= whole.len());
        }
    }

    #[test]
    fn an_answer_with_an_escape_in_it_is_no_answer() {
        let all = heard(b"\x1bP>|evil\x07\x1b[31m\x1b\\");
        assert!(matches!(all.first(), Some(Heard::Name(name)) if name == "evil"));
    }
}
