//! The meaning of what a terminal sends: keys, mouse events and answers.

use super::decoder::Decoder;
use crate::key::{Key, KeyCode, Mouse, MouseKind};
use crate::print::Rgb;

/// A decoded sequence from the terminal.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Heard {
    /// The cursor's row and column, from 1 (CPR).
    Position(usize, usize),
    /// The terminal's attributes (DA1), among them 4 for sixel pictures. The last answer to a set
    /// of queries.
    Attributes(Vec<u16>),
    /// The terminal's name and version (XTVERSION).
    Name(String),
    /// The state of a private mode: 0 unknown, 1 set, 2 reset, 3 and 4 permanently so (DECRPM).
    Mode(u16, u16),
    /// The background colour (OSC 11).
    Background(Rgb),
    /// The text colour (OSC 10).
    Text(Rgb),
    /// The size of a cell in pixels: width, height.
    CellSize(u16, u16),
    /// The number of colour registers of a sixel picture (XTSMGRAPHICS).
    Colours(u16),
    /// The terminal supports kitty's graphics protocol.
    KittyGraphics,
    /// A key.
    Key(Key),
    /// A mouse event.
    Mouse(Mouse),
    /// Pasted text, whose characters are not keys.
    Pasted(String),
    /// An answer that was not asked for.
    Other,
}

/// Decodes all complete sequences of `bytes`.
///
/// An incomplete sequence at the end is omitted: more bytes will follow.
pub(super) fn heard(bytes: &[u8]) -> Vec<Heard> {
    Decoder::new().take(bytes)
}

/// Returns the meaning of a control sequence.
pub(super) fn control(parameters: &str, last: char) -> Heard {
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
        'M' | 'm' => mouse(parameters, last == 'm').map_or(Heard::Other, Heard::Mouse),
        last => pressed(&numbers(parameters), last).map_or(Heard::Other, Heard::Key),
    }
}

/// Returns the key that a control sequence encodes.
fn pressed(numbers: &[u16], last: char) -> Option<Key> {
    let code = match (last, numbers.first()) {
        ('A', _) => KeyCode::Up,
        ('B', _) => KeyCode::Down,
        ('C', _) => KeyCode::Right,
        ('D', _) => KeyCode::Left,
        ('H', _) | ('~', Some(1 | 7)) => KeyCode::Home,
        ('F', _) | ('~', Some(4 | 8)) => KeyCode::End,
        ('Z', _) => KeyCode::BackTab,
        // The Enter key of an application keypad.
        ('M', None) => KeyCode::Enter,
        ('~', Some(3)) => KeyCode::Delete,
        ('~', Some(5)) => KeyCode::PageUp,
        ('~', Some(6)) => KeyCode::PageDown,
        _ => return None,
    };
    let held = numbers.get(1).map_or(0, |number| number.saturating_sub(1));
    let (alt, ctrl) = (held & 2 != 0, held & 4 != 0);
    // AltGr arrives as Ctrl and Alt on many keyboards, and types a character.
    let is_one = alt != ctrl;
    Some(Key {
        code,
        ctrl: ctrl && is_one,
        alt: alt && is_one,
    })
}

/// Parses `<button;column;row` before a final `M`, or `m` for a release.
fn mouse(parameters: &str, is_let_go: bool) -> Option<Mouse> {
    let mut numbers = parameters.strip_prefix('<')?.split(';');
    let mut number = || numbers.next()?.parse::<u16>().ok();
    let (button, column, row) = (number()?, number()?, number()?);
    moused(button, is_let_go, (column, row))
}

/// Parses the older form of three bytes, in which a release does not name its button.
pub(super) fn old_mouse(button: u8, column: u8, row: u8) -> Heard {
    let [button, column, row] =
        [button, column, row].map(|byte| u16::from(byte).saturating_sub(32));
    let is_let_go = button & 3 == 3 && button & 64 == 0;
    let button = if is_let_go { button & !3 } else { button };
    moused(button, is_let_go, (column, row)).map_or(Heard::Other, Heard::Mouse)
}

fn moused(button: u16, is_let_go: bool, (column, row): (u16, u16)) -> Option<Mouse> {
    // The bits in between are Shift, Alt and Ctrl.
    let kind = match (button & 0b1100_0011, button & 32 != 0, is_let_go) {
        (0, _, true) => MouseKind::Release,
        (0, false, false) => MouseKind::Press,
        (0, true, false) => MouseKind::Drag,
        (64, ..) => MouseKind::WheelUp,
        (65, ..) => MouseKind::WheelDown,
        _ => return None,
    };
    Some(Mouse {
        kind,
        column: column.saturating_sub(1),
        row: row.saturating_sub(1),
    })
}

/// Returns the meaning of an escape string with this introducer.
pub(super) fn string(introducer: u8, body: &str) -> Heard {
    match introducer {
        b']' => match body.split_once(';').map(|(what, color)| (what, rgb(color))) {
            Some(("10", Some(color))) => Heard::Text(color),
            Some(("11", Some(color))) => Heard::Background(color),
            _ => Heard::Other,
        },
        b'P' => match body.strip_prefix(">|") {
            Some(name) => Heard::Name(crate::text::sanitize::line(name).chars().take(80).collect()),
            None => Heard::Other,
        },
        b'_' if body.starts_with('G') && body.ends_with(";OK") => Heard::KittyGraphics,
        _ => Heard::Other,
    }
}

/// Returns the key that types `c`.
pub(super) fn typed(c: char) -> Option<Key> {
    match c {
        '\r' => Some(Key::plain(KeyCode::Enter)),
        '\t' => Some(Key::plain(KeyCode::Tab)),
        '\u{7f}' => Some(Key::plain(KeyCode::Backspace)),
        '\0'..='\u{1f}' => {
            let letter = match c {
                '\0' => ' ',
                '\u{1}'..='\u{1a}' => char::from_u32(u32::from(c) + 0x60)?,
                // Ctrl with the digits from 4 on sends these codes; they are named by the digits.
                c => char::from_u32(u32::from(c) + 0x18)?,
            };
            Some(Key {
                ctrl: true,
                ..Key::char(letter)
            })
        }
        c if c.is_control() => None,
        c => Some(Key::char(c)),
    }
}

/// Parses `rgb:RRRR/GGGG/BBBB`, with one to four digits each.
fn rgb(color: &str) -> Option<Rgb> {
    let (_, parts) = color.split_once(':')?;
    let mut parts = parts.split('/').map(|part| {
        if !(1..=4).contains(&part.len()) || !part.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let most = (1_u32 << (4 * part.len())) - 1;
        let value = u32::from_str_radix(part, 16).ok()?;
        u8::try_from((value * 255 + most / 2) / most).ok()
    });
    Some([parts.next()??, parts.next()??, parts.next()??])
}

/// Whether a colour is light to the eye.
pub fn is_light([red, green, blue]: Rgb) -> bool {
    299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue) > 127_500
}

/// Whether `COLORFGBG=foreground;background` names a light background, for terminals that do not
/// answer queries; `None` if it names no colour.
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
    fn a_colour_has_one_to_four_digits_each() {
        for (colour, expected) in [
            ("rgb:ffff/0000/8080", Heard::Background([255, 0, 128])),
            ("rgb:f/0/8", Heard::Background([255, 0, 136])),
            ("rgba:ff/00/80/ff", Heard::Background([255, 0, 128])),
            ("rgb:ffffffff/ffff/ffff", Heard::Other),
            ("rgb:ffff/ffffffff/zz/क", Heard::Other),
            ("rgb:+fff/0/0", Heard::Other),
            ("rgb://", Heard::Other),
        ] {
            let answer = format!("\x1b]11;{colour}\x07");
            assert_eq!(heard(answer.as_bytes()), [expected], "{colour}");
        }
    }

    #[test]
    fn an_answer_with_an_escape_in_it_is_no_answer() {
        let all = heard(b"\x1bP>|evil\x07\x1b[31m\x1b\\");
        assert!(matches!(all.first(), Some(Heard::Name(name)) if name == "evil"));
    }
}
