//! The meaning of input from the terminal: keys, mouse events and answers.

use crate::key::{Key, KeyCode, Mouse, MouseKind};
use crate::print::Rgb;

/// A decoded sequence from the terminal.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Decoded {
    /// The cursor's row and column, from 1 (CPR).
    Position(usize, usize),
    /// The terminal's attributes (DA1); attribute 4 means sixel pictures. This is always the last
    /// answer to a set of queries.
    Attributes(Vec<u16>),
    /// The terminal's name and version (XTVERSION).
    Name(String),
    /// A private mode and its state: 0 unknown, 1 set, 2 reset, 3 permanently set, 4 permanently
    /// reset (DECRPM).
    Mode(u16, u16),
    /// The background colour (OSC 11).
    Background(Rgb),
    /// The text colour (OSC 10).
    Text(Rgb),
    /// The background colour of selected text (OSC 17).
    Selection(Rgb),
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

impl Decoded {
    /// Returns the background colour and the text colour that it reports.
    pub(super) fn colours(&self) -> (Option<Rgb>, Option<Rgb>) {
        match self {
            Self::Background(color) => (Some(*color), None),
            Self::Text(color) => (None, Some(*color)),
            Self::Position(..)
            | Self::Attributes(_)
            | Self::Name(_)
            | Self::Mode(..)
            | Self::Selection(_)
            | Self::CellSize(..)
            | Self::Colours(_)
            | Self::KittyGraphics
            | Self::Key(_)
            | Self::Mouse(_)
            | Self::Pasted(_)
            | Self::Other => (None, None),
        }
    }
}

/// Returns the meaning of a control sequence.
pub(super) fn control(parameters: &str, last: char) -> Decoded {
    let numbers = |text: &str| -> Vec<u16> {
        text.split(';')
            .filter_map(|number| number.parse().ok())
            .collect()
    };
    match last {
        'R' => match *numbers(parameters) {
            [row, column] => Decoded::Position(row.into(), column.into()),
            _ => Decoded::Other,
        },
        'c' => match parameters.strip_prefix('?') {
            Some(attributes) => Decoded::Attributes(numbers(attributes)),
            None => Decoded::Other,
        },
        'y' => {
            let inside = parameters
                .strip_prefix('?')
                .and_then(|text| text.strip_suffix('$'));
            match *inside.map(numbers).unwrap_or_default() {
                [mode, state] => Decoded::Mode(mode, state),
                _ => Decoded::Other,
            }
        }
        't' => match *numbers(parameters) {
            [6, height, width] => Decoded::CellSize(width, height),
            _ => Decoded::Other,
        },
        'S' => match *parameters
            .strip_prefix('?')
            .map(numbers)
            .unwrap_or_default()
        {
            [1, 0, colours] => Decoded::Colours(colours),
            _ => Decoded::Other,
        },
        'M' | 'm' => mouse(parameters, last == 'm').map_or(Decoded::Other, Decoded::Mouse),
        last => pressed(&numbers(parameters), last).map_or(Decoded::Other, Decoded::Key),
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
    // On many keyboards AltGr arrives as Ctrl and Alt, and the key types a character.
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

/// Parses the older three-byte mouse report, in which a release does not name its button.
pub(super) fn old_mouse(button: u8, column: u8, row: u8) -> Decoded {
    let [button, column, row] =
        [button, column, row].map(|byte| u16::from(byte).saturating_sub(32));
    let is_let_go = button & 3 == 3 && button & 64 == 0;
    let button = if is_let_go { button & !3 } else { button };
    moused(button, is_let_go, (column, row)).map_or(Decoded::Other, Decoded::Mouse)
}

fn moused(button: u16, is_let_go: bool, (column, row): (u16, u16)) -> Option<Mouse> {
    // Bits 2 to 4 are Shift, Alt and Ctrl.
    let kind = match (button & 0b1100_0011, button & 32 != 0, is_let_go) {
        (0, _, true) => MouseKind::Release,
        (0, false, false) => MouseKind::Press,
        (0, true, false) => MouseKind::Drag,
        (1, false, false) => MouseKind::MiddlePress,
        (2, false, false) => MouseKind::RightPress,
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
pub(super) fn string(introducer: u8, body: &str) -> Decoded {
    match introducer {
        b']' => match body.split_once(';').map(|(what, color)| (what, rgb(color))) {
            Some(("10", Some(color))) => Decoded::Text(color),
            Some(("11", Some(color))) => Decoded::Background(color),
            Some(("17", Some(color))) => Decoded::Selection(color),
            _ => Decoded::Other,
        },
        b'P' => match body.strip_prefix(">|") {
            Some(name) => Decoded::Name(
                crate::text::sanitize::clean_line(name)
                    .chars()
                    .take(80)
                    .collect(),
            ),
            None => Decoded::Other,
        },
        b'_' if body.starts_with('G') && body.ends_with(";OK") => Decoded::KittyGraphics,
        _ => Decoded::Other,
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
                // Ctrl with a digit from 4 on sends one of these codes; the key is named after the
                // digit.
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

/// Whether a colour is perceived as light.
pub fn is_light([red, green, blue]: Rgb) -> bool {
    299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue) > 127_500
}

/// Whether `COLORFGBG=foreground;background` names a light background; used for terminals that do
/// not answer queries. Returns `None` if the setting names no colour.
pub fn is_light_by(setting: &str) -> Option<bool> {
    let ground: u8 = setting.rsplit(';').next()?.parse().ok()?;
    Some(matches!(ground, 7 | 15))
}

#[cfg(test)]
mod tests {
    use super::super::decoder::decoded;
    use super::*;

    #[test]
    fn what_is_pasted_is_no_keys() {
        let pasted = Decoded::Pasted("quit now".to_owned());
        let j = || Decoded::Key(Key::char('j'));
        let came = b"j\x1b[200~quit now\x1b[201~j";
        assert_eq!(decoded(came), [j(), pasted, j()]);
        assert_eq!(decoded(b"j\x1b[200~quit"), [j()]);
    }

    #[test]
    fn answers_are_told_from_what_was_typed() {
        let all =
            decoded(b"j\x1b]11;rgb:ffff/ffff/ffff\x1b\\k\x1bP>|kitty(0.40)\x1b\\\x1b[A\x1b[1;6R\r");
        assert_eq!(
            all,
            [
                Decoded::Key(Key::char('j')),
                Decoded::Background([255; 3]),
                Decoded::Key(Key::char('k')),
                Decoded::Name("kitty(0.40)".to_owned()),
                Decoded::Key(Key::plain(KeyCode::Up)),
                Decoded::Position(1, 6),
                Decoded::Key(Key::plain(KeyCode::Enter)),
            ]
        );
        let all = decoded(
            b"\x1b[?2027;2$y\x1b[6;20;10t\x1b[?1;0;256S\x1b_Gi=31;OK\x1b\\\x1b]11;rgb:10/10/10\x07\x1b[?62;4c",
        );
        assert_eq!(
            all,
            [
                Decoded::Mode(2027, 2),
                Decoded::CellSize(10, 20),
                Decoded::Colours(256),
                Decoded::KittyGraphics,
                Decoded::Background([16; 3]),
                Decoded::Attributes(vec![62, 4]),
            ]
        );
    }

    #[test]
    fn every_beginning_of_what_came_is_read_without_harm() {
        let bytes = "ि\x1b[?2027;2$y\x1bP>|कख\x1b\\q\x1b[1;6R\x1b[?6c".as_bytes();
        let whole = decoded(bytes);
        assert_eq!(whole.len(), 6);
        for end in 0..bytes.len() {
            let part = decoded(&bytes[..end]);
            assert_eq!(part, whole[..part.len()], "{end} bytes");
        }
    }

    #[test]
    fn a_colour_has_one_to_four_digits_each() {
        for (colour, expected) in [
            ("rgb:ffff/0000/8080", Decoded::Background([255, 0, 128])),
            ("rgb:f/0/8", Decoded::Background([255, 0, 136])),
            ("rgba:ff/00/80/ff", Decoded::Background([255, 0, 128])),
            ("rgb:ffffffff/ffff/ffff", Decoded::Other),
            ("rgb:ffff/ffffffff/zz/क", Decoded::Other),
            ("rgb:+fff/0/0", Decoded::Other),
            ("rgb://", Decoded::Other),
        ] {
            let answer = format!("\x1b]11;{colour}\x07");
            assert_eq!(decoded(answer.as_bytes()), [expected], "{colour}");
        }
    }

    #[test]
    fn an_answer_with_an_escape_in_it_is_no_answer() {
        let all = decoded(b"\x1bP>|evil\x07\x1b[31m\x1b\\");
        assert!(matches!(all.first(), Some(Decoded::Name(name)) if name == "evil"));
    }
}
